// code.replace() for code whose bytecode is there: a new code unit with the changes, verified, and of that a new image.
// Its constants may be any objects, also those that no source can have.
#include "runtime-lib/core/Raise.h"
#include "runtime-lib/interp/CodeImage.h"
#include "runtime-lib/interp/UnitOfCode.h"
#include "runtime-lib/objects/Code.h"

#include "compiler/bytecode/Verifier.h"

#include <algorithm>

namespace rt {

namespace {

using regius::CodeUnit;

void setNames(Thread &t, Value changed, std::vector<std::string> &names) {
  if (!ok(changed)) return;
  names.clear();
  for (int64_t i = 0; i < as<Tuple>(changed)->size; i++) names.emplace_back(strUtf8(t, as<Str>(as<Tuple>(changed)->items[i])));
}

/// Cells that start with an argument, by name.
void findCellParameters(CodeUnit &unit) {
  unit.cellParams.clear();
  const auto end = unit.varNames.begin() + std::min<ptrdiff_t>(unit.parameterCount(), static_cast<ptrdiff_t>(unit.varNames.size()));
  for (const std::string &cell : unit.cellNames) {
    const auto found = std::find(unit.varNames.begin(), end, cell);
    unit.cellParams.push_back(found == end ? -1 : static_cast<int32_t>(found - unit.varNames.begin()));
  }
}

/// The code that makes a function gives it a closure: it must fit whatever code is in its place.
bool closuresFit(const CodeUnit &unit, const Tuple *old, const Tuple *constants) {
  for (const regius::Instruction &instruction : unit.instructions) {
    if (instruction.op != regius::Opcode::MakeFunction) continue;
    const uint32_t n = instruction.arg;
    if (n >= constants->size || !isExactly(constants->items[n], TypeId::Code)) continue; // the verifier says so
    if (as<Code>(constants->items[n])->info->freeCount != as<Code>(old->items[n])->info->freeCount) return false;
  }
  return true;
}

} // namespace

Code *replaceCode(Thread &t, Code *code, const Value *changes) {
  const CodeInfo *info = code->info;
  std::unique_ptr<CodeUnit> unit = unitOfCode(t, info, UnitConstants::Kinds);
  if (!unit) return nullptr;
  auto change = [&](CodeField field) { return changes[static_cast<size_t>(field)]; };
  auto number = [&](CodeField field, uint32_t &out) {
    if (ok(change(field))) out = static_cast<uint32_t>(asInt(change(field)));
  };
  auto text = [&](CodeField field, std::string &out) {
    if (ok(change(field))) out = strUtf8(t, as<Str>(change(field)));
  };
  number(CodeField::ArgCount, unit->argCount);
  number(CodeField::PosOnlyCount, unit->posOnlyCount);
  number(CodeField::KwOnlyCount, unit->kwOnlyCount);
  number(CodeField::FirstLine, unit->firstLine);
  for (regius::Location &where : unit->locations) {
    if (where.line <= 0) continue;
    const int32_t by = static_cast<int32_t>(unit->firstLine) - static_cast<int32_t>(info->firstLine);
    where.line += by;
    where.endLine += by;
  }
  text(CodeField::FileName, unit->fileName);
  text(CodeField::Name, unit->name);
  text(CodeField::QualName, unit->qualName);
  setNames(t, change(CodeField::Names), unit->names);
  setNames(t, change(CodeField::VarNames), unit->varNames);
  setNames(t, change(CodeField::FreeNames), unit->freeNames);
  setNames(t, change(CodeField::CellNames), unit->cellNames);
  const Value flags = change(CodeField::Flags);
  if (ok(flags)) {
    unit->flags &= ~static_cast<uint32_t>(regius::kVarArgs | regius::kVarKeywords | regius::kFutureMask);
    unit->flags |= static_cast<uint32_t>(asInt(flags)) & regius::kFutureMask;
    if (asInt(flags) & kCoVarArgs) unit->flags |= regius::kVarArgs;
    if (asInt(flags) & kCoVarKeywords) unit->flags |= regius::kVarKeywords;
  }
  findCellParameters(*unit);
  auto *old = as<Tuple>(info->module->constants[info->constants]);
  auto *constants = ok(change(CodeField::Constants)) ? as<Tuple>(change(CodeField::Constants)) : old;
  if (constants != old) {
    unit->consts = constantKinds(constants);
    unit->flags &= ~static_cast<uint32_t>(regius::kHasDocstring);
    const bool isFunction = unit->kind == regius::CodeKind::Function || unit->kind == regius::CodeKind::Lambda;
    if (isFunction && constants->size && isStr(constants->items[0])) unit->flags |= regius::kHasDocstring;
  }
  std::optional<std::string> problem = regius::verify(*unit, regius::CodeAsValue::Allowed);
  if (!problem && !closuresFit(*unit, old, constants)) problem = "a nested function has other free variables";
  if (problem) {
    raise(t, Msg::CodeReplaceMalformed, problem->c_str());
    return nullptr;
  }
  return codeFromUnit(t, *unit, constants);
}

} // namespace rt
