// See ModuleTables.h.
#include "codegen/ModuleTables.h"

#include <algorithm>

namespace regius::codegen {

namespace {

/// "a.b" is written a$b, so that the function c of module a.b is not the method b.c of module a.
std::string symbolPrefix(std::string module) {
  std::replace(module.begin(), module.end(), '.', '$');
  return module + ".";
}

} // namespace

ModuleTables::ModuleTables(const ModuleInput &input)
    : input_(input), pool_([this](const CodeUnit *unit) { return indices_.at(unit); }) {
  collect(*input.root);
  for (Unit &unit : units_)
    number(unit);
}

void ModuleTables::collect(const CodeUnit &unit) {
  if (!indices_.try_emplace(&unit, static_cast<uint32_t>(units_.size())).second)
    return;
  std::string symbol = symbolPrefix(input_.name) + (unit.kind == CodeKind::Module ? "<module>" : unit.qualName);
  if (const uint32_t before = symbols_[symbol]++)
    symbol += "#" + std::to_string(before); // a second definition of the name
  units_.push_back({&unit, symbol, 0});
  for (const Constant &constant : unit.consts)
    if (constant.kind == Constant::Kind::Code)
      collect(*constant.code);
}

void ModuleTables::addGlobal(const std::string &name) {
  if (globals_.try_emplace(name, static_cast<uint32_t>(globalNames_.size())).second)
    globalNames_.push_back(pool_.name(name));
}

void ModuleTables::number(Unit &entry) {
  const CodeUnit &unit = *entry.unit;
  pool_.name(unit.name);
  pool_.name(unit.qualName);
  for (const std::vector<std::string> *list : {&unit.varNames, &unit.cellNames, &unit.freeNames, &unit.names, &unit.selfAttributes})
    pool_.names(*list);
  pool_.tuple(unit.consts);
  entry.firstCache = cacheCount_;
  const bool isModule = unit.kind != CodeKind::Class; // its names are globals
  for (const Instruction &instruction : unit.instructions) {
    cacheCount_ += hasCache(instruction.op);
    switch (instruction.op) {
    case Opcode::LoadName:
    case Opcode::StoreName:
      if (!isModule)
        break;
      [[fallthrough]];
    case Opcode::LoadGlobal:
    case Opcode::StoreGlobal:
      addGlobal(unit.names[instruction.arg]);
      break;
    default:
      break;
    }
  }
}

} // namespace regius::codegen
