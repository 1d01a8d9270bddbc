// A name in a function belongs to its module: a global there, or what an import brought in. An attribute of
// an imported module is a name of that module; any other attribute may be a method of any class that hot
// code uses. Special methods of such classes count as called. A module's body runs once and is not hot
// itself, but what it stores under a name is followed from whoever uses the name:
//
//   compile = _make(parser)        hot code that uses `compile` uses `_make` and `parser`
#include "compiler/driver/HotCode.h"

#include "compiler/bytecode/Verifier.h"

#include <algorithm>

namespace regius {

namespace {

bool isSpecial(const std::string &name) {
  return name.size() > 4 && name.compare(0, 2, "__") == 0 && name.compare(name.size() - 2, 2, "__") == 0;
}

bool isNameStore(Opcode op) { return op == Opcode::StoreName || op == Opcode::StoreGlobal; }
bool isNameLoad(Opcode op) {
  return op == Opcode::LoadName || op == Opcode::LoadGlobal || op == Opcode::LoadFromDictOrGlobals;
}
bool isAttributeLoad(Opcode op) { return op == Opcode::LoadAttr || op == Opcode::LoadMethod; }

/// For each instruction: is it inside a loop of the unit?
std::vector<bool> loopInstructions(const CodeUnit &unit) {
  std::vector<bool> inside(unit.instructions.size(), false);
  for (size_t i = 0; i < unit.instructions.size(); i++)
    if (operandKind(unit.instructions[i].op) == OperandKind::Label)
      for (size_t k = unit.instructions[i].arg; k <= i; k++)
        inside[k] = true;
  return inside;
}

/// The code made by a statement [start, end), when it defines a function or class: the first MakeFunction.
const CodeUnit *definedCode(const CodeUnit &unit, size_t start, size_t end) {
  for (size_t i = start; i < end; i++)
    if (unit.instructions[i].op == Opcode::MakeFunction)
      return unit.consts[unit.instructions[i].arg].code.get();
  return nullptr;
}

} // namespace

void HotCode::addModule(const std::string &name, const CodeUnit *body, bool isPackage, bool isLibrary) {
  modules_.push_back({name, body, isPackage, isLibrary, {}, {}, {}});
  byName_[name] = &modules_.back();
  bindNames(modules_.back());
}

std::string HotCode::absoluteName(const Module &module, const std::string &name, int64_t level) const {
  if (level <= 0)
    return name;
  std::string package = module.name;
  for (int64_t up = module.isPackage ? 1 : 0; up < level; up++) {
    size_t dot = package.rfind('.');
    package = dot == std::string::npos ? "" : package.substr(0, dot);
  }
  return name.empty() ? package : package + "." + name;
}

/// Collects what each name of the module's body is bound to, statement by statement.
void HotCode::bindNames(Module &module) {
  const CodeUnit &body = *module.body;
  const std::vector<int32_t> depths = stackDepths(body);
  size_t start = 0;
  std::string imported; // by the ImportName that is being unpacked
  for (size_t i = 0; i < body.instructions.size(); i++) {
    const Instruction &instruction = body.instructions[i];
    if (depths[i] == 0)
      start = i;
    if (instruction.op == Opcode::ImportName) {
      int64_t level = i >= 2 && body.instructions[i - 2].op == Opcode::LoadConst
                          ? body.consts[body.instructions[i - 2].arg].intValue : 0;
      imported = absoluteName(module, body.names[instruction.arg], level);
    }
    if (instruction.op == Opcode::ImportStar)
      module.stars.push_back(imported);
    if (!isNameStore(instruction.op))
      continue;
    Binding binding;
    const std::string &name = body.names[instruction.arg];
    const Instruction &before = body.instructions[i ? i - 1 : 0];
    if (before.op == Opcode::ImportName) {
      const size_t dot = imported.find('.');
      binding.module = imported.substr(0, dot) == name ? name : imported;
    } else if (before.op == Opcode::ImportFrom) {
      binding.module = imported;
      binding.attribute = body.names[before.arg];
    } else {
      binding.statementStart = start;
      binding.statementEnd = i;
      const CodeUnit *code = definedCode(body, start, i);
      if (code && code->kind == CodeKind::Class) {
        classes_.push_back({code, &module, start});
        binding.cls = &classes_.back();
      } else if (code && code->name == name) {
        binding.function = code;
      }
    }
    module.bindings.emplace(name, std::move(binding));
  }
}

/// The module that a name of a module stands for; empty when it stands for something else.
std::string HotCode::importedModule(Module &module, const std::string &name) const {
  auto [begin, end] = module.bindings.equal_range(name);
  for (auto at = begin; at != end; ++at) {
    const Binding &binding = at->second;
    if (binding.module.empty())
      continue;
    if (binding.attribute.empty())
      return binding.module;
    std::string submodule = binding.module + "." + binding.attribute;
    if (byName_.count(submodule))
      return submodule;
  }
  return {};
}

void HotCode::useName(Module &module, const std::string &name, Heat heat) {
  Heat &known = module.used[name];
  if (known >= heat)
    return;
  known = heat;
  auto [begin, end] = module.bindings.equal_range(name);
  if (begin == end)
    for (const std::string &star : module.stars)
      useAttribute(star, name, heat);
  for (auto at = begin; at != end; ++at)
    useBinding(module, at->second, heat);
}

void HotCode::useBinding(Module &module, const Binding &binding, Heat heat) {
  if (!binding.module.empty())
    return binding.attribute.empty() ? void() : useAttribute(binding.module, binding.attribute, heat);
  if (binding.cls)
    return heatUp(*binding.cls, heat);
  if (binding.function)
    heatUp(module, binding.function, heat);
  useStatement(module, binding.statementStart, binding.statementEnd, heat);
}

/// module.attribute, where that is a name of a module of the program.
void HotCode::useAttribute(const std::string &moduleName, const std::string &attribute, Heat heat) {
  auto found = byName_.find(moduleName);
  if (found != byName_.end())
    useName(*found->second, attribute, heat);
}

/// What the expression of a statement of the module's body mentions.
void HotCode::useStatement(Module &module, size_t start, size_t end, Heat heat) {
  const CodeUnit &body = *module.body;
  for (size_t i = start; i < end; i++) {
    const Instruction &instruction = body.instructions[i];
    if (isNameLoad(instruction.op))
      i = followChain(module, body, i, importedModule(module, body.names[instruction.arg]), heat);
    else if (isAttributeLoad(instruction.op))
      useMember(body.names[instruction.arg], heat);
    else if (instruction.op == Opcode::MakeFunction)
      heatUp(module, body.consts[instruction.arg].code.get(), heat);
  }
}

size_t HotCode::followChain(Module &module, const CodeUnit &unit, size_t i, const std::string &moduleName, Heat heat) {
  if (isNameLoad(unit.instructions[i].op))
    useName(module, unit.names[unit.instructions[i].arg], heat);
  std::string base = moduleName;
  while (i + 1 < unit.instructions.size() && isAttributeLoad(unit.instructions[i + 1].op)) {
    const std::string &attribute = unit.names[unit.instructions[++i].arg];
    auto found = byName_.find(base);
    if (base.empty()) {
      useMember(attribute, heat);
    } else if (byName_.count(base + "." + attribute)) {
      base += "." + attribute;
      continue;
    } else if (found != byName_.end()) {
      useName(*found->second, attribute, heat);
      base = importedModule(*found->second, attribute);
      continue;
    }
    base.clear(); // of a native module, or no module at all
  }
  return i;
}

void HotCode::useMember(const std::string &name, Heat heat) {
  Heat &known = members_[name];
  if (known >= heat)
    return;
  known = heat;
  auto found = methods_.find(name);
  if (found != methods_.end())
    for (const auto &[module, unit] : found->second)
      heatUp(*module, unit, heat);
}

void HotCode::heatUp(Module &module, const CodeUnit *unit, Heat heat) {
  Heat &known = heat_[unit];
  if (known >= heat)
    return;
  known = heat;
  work_.push_back({&module, unit});
}

/// An instance or the class itself is used: so are its special methods, and those that are named.
void HotCode::heatUp(Class &cls, Heat heat) {
  if (cls.heat >= heat)
    return;
  const bool isNew = cls.heat == Cold;
  cls.heat = heat;
  Module &module = *cls.module;
  // Bases, metaclass and decorators: what its statement loads before the name is stored.
  size_t end = cls.statement;
  while (end < module.body->instructions.size() && !isNameStore(module.body->instructions[end].op))
    end++;
  for (size_t i = cls.statement; i < end; i++)
    if (isNameLoad(module.body->instructions[i].op))
      i = followChain(module, *module.body, i, importedModule(module, module.body->names[module.body->instructions[i].arg]), heat);
  const CodeUnit &body = *cls.body;
  for (size_t i = 0; i < body.instructions.size(); i++) {
    const Instruction &instruction = body.instructions[i];
    if (isNameLoad(instruction.op)) {
      i = followChain(module, body, i, importedModule(module, body.names[instruction.arg]), heat);
      continue;
    }
    if (instruction.op != Opcode::MakeFunction)
      continue;
    const CodeUnit *method = body.consts[instruction.arg].code.get();
    if (method->kind == CodeKind::Class) // a class in the class
      continue;
    if (isSpecial(method->name) || method->kind != CodeKind::Function) {
      heatUp(module, method, heat);
      continue;
    }
    if (isNew)
      methods_[method->name].push_back({&module, method});
    auto mentioned = members_.find(method->name);
    if (mentioned != members_.end())
      heatUp(module, method, mentioned->second);
  }
}

void HotCode::scan(Module &module, const CodeUnit &unit) {
  const Heat own = heat_.at(&unit);
  const std::vector<bool> inLoop = loopInstructions(unit);
  std::unordered_map<uint32_t, std::string> localModules; // locals bound by imports
  std::string imported;
  for (size_t i = 0; i < unit.instructions.size(); i++) {
    const Instruction &instruction = unit.instructions[i];
    const Heat heat = inLoop[i] ? Often : own;
    switch (instruction.op) {
    case Opcode::LoadName:
    case Opcode::LoadGlobal:
    case Opcode::LoadFromDictOrGlobals:
      i = followChain(module, unit, i, importedModule(module, unit.names[instruction.arg]), heat);
      break;
    case Opcode::LoadLocal: {
      auto found = localModules.find(instruction.arg);
      if (found != localModules.end())
        i = followChain(module, unit, i, found->second, heat);
      break;
    }
    case Opcode::LoadAttr:
    case Opcode::LoadMethod:
      useMember(unit.names[instruction.arg], heat);
      break;
    case Opcode::ImportName: {
      int64_t level = i >= 2 && unit.instructions[i - 2].op == Opcode::LoadConst
                          ? unit.consts[unit.instructions[i - 2].arg].intValue : 0;
      imported = absoluteName(module, unit.names[instruction.arg], level);
      const Instruction &store = unit.instructions[std::min(i + 1, unit.instructions.size() - 1)];
      if (store.op == Opcode::StoreLocal) {
        const size_t dot = imported.find('.');
        const bool first = imported.substr(0, dot) == unit.varNames[store.arg];
        localModules[store.arg] = first ? imported.substr(0, dot) : imported;
      }
      break;
    }
    case Opcode::ImportFrom:
      useAttribute(imported, unit.names[instruction.arg], heat);
      break;
    case Opcode::MakeFunction: { // a comprehension of a loop's kind; or called by whoever gets it
      const CodeUnit *inner = unit.consts[instruction.arg].code.get();
      heatUp(module, inner, inner->kind == CodeKind::Class ? heat : Often);
      break;
    }
    default:
      break;
    }
  }
}

void HotCode::run(size_t budget) {
  if (modules_.empty())
    return;
  heatUp(modules_.front(), modules_.front().body, Once);
  while (!work_.empty()) {
    auto [module, unit] = work_.back();
    work_.pop_back();
    scan(*module, *unit);
  }
  choose(budget);
}

/// Adds the functions worth compiling with their ranks: small ones that run often first, then those that
/// loop, then those that just run often.
void HotCode::rank(const CodeUnit &unit, std::vector<std::pair<size_t, const CodeUnit *>> &ranked) const {
  for (const Constant &constant : unit.consts)
    if (constant.kind == Constant::Kind::Code)
      rank(*constant.code, ranked);
  auto found = heat_.find(&unit);
  if (found == heat_.end() || unit.kind == CodeKind::Module || unit.kind == CodeKind::Class)
    return;
  const std::vector<bool> inLoop = loopInstructions(unit);
  const bool loops = std::find(inLoop.begin(), inLoop.end(), true) != inLoop.end();
  if (found->second == Often)
    ranked.push_back({unit.instructions.size() * (loops ? 1 : 2), &unit});
  else if (found->second == Once && loops)
    ranked.push_back({unit.instructions.size() * 3, &unit});
}

void HotCode::choose(size_t budget) {
  std::vector<std::pair<size_t, const CodeUnit *>> ranked;
  for (const Module &module : modules_)
    if (module.isLibrary)
      rank(*module.body, ranked);
  std::stable_sort(ranked.begin(), ranked.end(), [](auto &a, auto &b) { return a.first < b.first; });
  for (const auto &[cost, unit] : ranked) {
    if (unit->instructions.size() > budget)
      return;
    budget -= unit->instructions.size();
    chosen_.insert(unit);
  }
}

} // namespace regius
