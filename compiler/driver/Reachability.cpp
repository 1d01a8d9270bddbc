// Reachability by names. What counts as a mention: loading a name or attribute, importing it, or a
// string constant that looks like one (getattr, operator.attrgetter), except in __all__. Special
// methods count once their class is mentioned.
#include "compiler/driver/Reachability.h"

namespace regius {

namespace {

bool isIdentifier(const std::string &text) {
  if (text.empty() || text.size() > 60 || (text[0] >= '0' && text[0] <= '9'))
    return false;
  for (char c : text)
    if (!(c == '_' || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
          static_cast<unsigned char>(c) >= 128))
      return false;
  return true;
}

bool isSpecial(const std::string &name) {
  return name.size() > 4 && name.compare(0, 2, "__") == 0 && name.compare(name.size() - 2, 2, "__") == 0;
}

/// "visit_%s", "do_{}" and "handle_": the beginning of computed names.
std::string computedPrefix(const std::string &text) {
  size_t end = text.find_first_of("%{");
  std::string prefix = text.substr(0, end);
  if (prefix.size() < 3 || prefix.back() != '_' || !isIdentifier(prefix))
    return {};
  return prefix;
}

/// True for the name of a class in its own statement: [MakeFunction body, LoadConst name].
bool namesOwnClass(const CodeUnit &unit, size_t i) {
  size_t k = i;
  while (k > 0 && unit.instructions[k - 1].op == Opcode::SetFunctionAttr)
    k--;
  if (k > 0 && unit.instructions[k - 1].op == Opcode::MakeFunction)
    return unit.consts[unit.instructions[k - 1].arg].code->kind == CodeKind::Class;
  return i + 1 < unit.instructions.size() && unit.instructions[i + 1].op == Opcode::StoreName &&
         unit.names[unit.instructions[i + 1].arg] == "__qualname__";
}

/// True for a constant that becomes part of __all__.
bool storesAll(const CodeUnit &unit, size_t i) {
  for (size_t k = i + 1; k < unit.instructions.size(); k++) {
    switch (unit.instructions[k].op) {
    case Opcode::LoadConst:
    case Opcode::BuildList:
    case Opcode::BuildTuple:
    case Opcode::ListExtend:
      break;
    case Opcode::StoreName:
    case Opcode::StoreGlobal:
      return unit.names[unit.instructions[k].arg] == "__all__";
    default:
      return false;
    }
  }
  return false;
}

} // namespace

std::vector<bool> deadInstructions(const CodeUnit &code) {
  std::vector<bool> dead(code.instructions.size(), false);
  auto at = [&](size_t i, Opcode op) { return i < code.instructions.size() && code.instructions[i].op == op; };
  auto nameAt = [&](size_t i) { return code.names[code.instructions[i].arg]; };
  for (size_t i = 0; i + 3 < code.instructions.size(); i++) {
    std::string actual;
    if ((at(i, Opcode::LoadName) || at(i, Opcode::LoadGlobal)) && nameAt(i) == "__name__")
      actual = "not __main__";
    else if (at(i, Opcode::LoadAttr) && nameAt(i) == "platform")
      actual = "linux";
    else if (at(i, Opcode::LoadAttr) && nameAt(i) == "name")
      actual = "posix";
    else
      continue;
    if (!at(i + 1, Opcode::LoadConst) || !at(i + 2, Opcode::Compare) || !at(i + 3, Opcode::PopJumpIfFalse))
      continue;
    const Constant &constant = code.consts[code.instructions[i + 1].arg];
    const auto kind = static_cast<CompareKind>(code.instructions[i + 2].arg);
    if (constant.kind != Constant::Kind::Str || (kind != CompareKind::Equal && kind != CompareKind::NotEqual))
      continue;
    static const std::set<std::string> kKnown = {"__main__", "linux", "win32", "darwin", "cygwin", "posix", "nt", "java"};
    if (!kKnown.count(constant.text) || (constant.text == actual) == (kind == CompareKind::Equal))
      continue;
    for (size_t k = i + 4; k < code.instructions[i + 3].arg; k++)
      dead[k] = true;
  }
  return dead;
}

bool mentionsEvaluator(const CodeUnit &unit, const CodeUnit &module) {
  static const std::set<std::string> kFunctions = {"compile", "eval", "exec"};
  // Of importlib.util: a second copy of a module, or one from any file, runs from its source.
  if (module.fileName.find("/importlib/") == std::string::npos)
    for (const std::string &name : unit.names)
      if (name == "module_from_spec" || name == "spec_from_file_location")
        return true;
  auto binds = [&](const std::string &name) {
    for (const Instruction &instruction : module.instructions)
      if ((instruction.op == Opcode::StoreName || instruction.op == Opcode::StoreGlobal) &&
          module.names[instruction.arg] == name)
        return true;
    return false;
  };
  bool builtins = false;
  for (const std::string &name : unit.names)
    builtins |= name == "builtins" || name == "__builtins__";
  for (const Instruction &instruction : unit.instructions) {
    if (instruction.op == Opcode::LoadConst) {
      const Constant &constant = unit.consts[instruction.arg];
      if (builtins && constant.kind == Constant::Kind::Str && kFunctions.count(constant.text))
        return true;
    }
    if (operandKind(instruction.op) != OperandKind::Name || !kFunctions.count(unit.names[instruction.arg]))
      continue;
    const std::string &name = unit.names[instruction.arg];
    const size_t i = static_cast<size_t>(&instruction - unit.instructions.data());
    switch (instruction.op) {
    case Opcode::LoadName:
    case Opcode::LoadGlobal:
    case Opcode::LoadFromDictOrGlobals:
      if (!binds(name))
        return true;
      break;
    case Opcode::LoadAttr:
    case Opcode::LoadMethod: // builtins.eval
      if (builtins && i > 0 && operandKind(unit.instructions[i - 1].op) == OperandKind::Name &&
          unit.names[unit.instructions[i - 1].arg].find("builtins") != std::string::npos)
        return true;
      break;
    case Opcode::ImportFrom: // from builtins import eval
      for (size_t k = i; k-- > 0;)
        if (unit.instructions[k].op == Opcode::ImportName) {
          if (unit.names[unit.instructions[k].arg] == "builtins")
            return true;
          break;
        }
      break;
    default:
      break;
    }
  }
  return false;
}

/// The constant that instruction `i` loads is the first argument of a call as it is.
static bool isFirstArgument(const CodeUnit &unit, size_t i) {
  for (int64_t depth = 1; ++i < unit.instructions.size();) {
    const Instruction &instruction = unit.instructions[i];
    const bool named = instruction.op >= Opcode::CallKw && instruction.op <= Opcode::CallKwOwned;
    if (named || (instruction.op >= Opcode::Call && instruction.op <= Opcode::CallConsumer))
      if (depth == static_cast<int64_t>(instruction.arg) + named) // the names of keywords are on top
        return true;
    const StackEffect effect = stackEffect(instruction, false);
    depth += effect.pushes - effect.pops;
    if (depth <= 1 || operandKind(instruction.op) == OperandKind::Label)
      return false;
  }
  return false;
}

bool computesImports(const CodeUnit &unit) {
  const auto isImporter = [&](const Instruction &instruction) {
    return operandKind(instruction.op) == OperandKind::Name &&
           (unit.names[instruction.arg] == "__import__" || unit.names[instruction.arg] == "import_module");
  };
  for (size_t i = 0; i + 2 < unit.instructions.size(); i++) {
    const Instruction &next = unit.instructions[i + 1];
    switch (unit.instructions[i].op) {
    case Opcode::ImportFrom: // under another name it is not followed
      if (isImporter(unit.instructions[i]) && !isImporter(next))
        return true;
      break;
    case Opcode::LoadName:
    case Opcode::LoadGlobal:
    case Opcode::LoadFromDictOrGlobals:
    case Opcode::LoadAttr:
    case Opcode::LoadMethod: {
      if (!isImporter(unit.instructions[i]))
        break;
      const size_t argument = next.op == Opcode::PushNull ? i + 2 : i + 1;
      const Instruction &first = unit.instructions[argument];
      if (first.op != Opcode::LoadConst || !isFirstArgument(unit, argument) || unit.consts[first.arg].text.starts_with('.'))
        return true;
      break;
    }
    default:
      break;
    }
  }
  return false;
}

void Reachability::ready(const Unit &unit) {
  if (!unit.method.empty())
    return wait(unit.method, {unit.code, unit.module});
  if (seen_.insert(unit.code).second)
    ready_.push_back(unit);
}

void Reachability::wait(const std::string &name, const Unit &unit) {
  if (mentions(name))
    return ready(unit);
  waiting_[name].push_back(unit);
}

void Reachability::mention(const std::string &name) {
  if (!mentioned_.insert(name).second)
    return;
  auto place = waiting_.find(name);
  if (place == waiting_.end())
    return;
  const std::vector<Unit> units = std::move(place->second);
  waiting_.erase(place);
  for (const Unit &unit : units)
    ready(unit);
}

void Reachability::mentionText(const Constant &constant) {
  for (const Constant &item : constant.items)
    mentionText(item);
  if (constant.kind != Constant::Kind::Str)
    return;
  if (isIdentifier(constant.text))
    mention(constant.text);
  std::string prefix = computedPrefix(constant.text);
  if (prefix.empty())
    return;
  prefixes_.push_back(prefix);
  std::vector<Unit> units;
  for (auto place = waiting_.begin(); place != waiting_.end();) {
    if (place->first.compare(0, prefix.size(), prefix) != 0) {
      ++place;
      continue;
    }
    units.insert(units.end(), place->second.begin(), place->second.end());
    place = waiting_.erase(place);
  }
  for (const Unit &unit : units)
    ready(unit);
}

void Reachability::addModule(const CodeUnit *body, size_t module, bool isLibrary) {
  if (isLibrary_.size() <= module)
    isLibrary_.resize(module + 1);
  isLibrary_[module] = isLibrary;
  ready({body, module});
}

bool Reachability::next(Unit &unit) {
  if (ready_.empty())
    return false;
  unit = ready_.back();
  ready_.pop_back();
  scan(unit);
  return true;
}

bool Reachability::mentions(const std::string &name) const {
  if (mentioned_.count(name))
    return true;
  for (const std::string &prefix : prefixes_)
    if (name.compare(0, prefix.size(), prefix) == 0)
      return true;
  return false;
}

/// A function made at an instruction: stored under a name it waits for a mention of it.
void Reachability::scanFunction(const Unit &unit, size_t i) {
  const CodeUnit &code = *unit.code;
  const Unit function{code.consts[code.instructions[i].arg].code.get(), unit.module};
  const bool prunable = isLibrary_[unit.module] && (code.kind == CodeKind::Module || code.kind == CodeKind::Class) &&
                        function.code->kind == CodeKind::Function;
  if (!prunable)
    return ready(function);
  size_t k = i + 1;
  while (k < code.instructions.size() &&
         (code.instructions[k].op == Opcode::SetFunctionAttr || code.instructions[k].op == Opcode::Call)) // of decorators
    k++;
  if (k >= code.instructions.size() ||
      (code.instructions[k].op != Opcode::StoreName && code.instructions[k].op != Opcode::StoreGlobal))
    return ready(function); // used in another way
  const std::string &name = code.names[code.instructions[k].arg];
  // @something.register hands the function to somebody without its name.
  for (size_t back = i > 8 ? i - 8 : 0; back < i; back++) {
    const Instruction &instruction = code.instructions[back];
    if ((instruction.op == Opcode::LoadAttr || instruction.op == Opcode::LoadMethod ||
         instruction.op == Opcode::LoadName) &&
        code.names[instruction.arg].find("register") != std::string::npos)
      return ready(function);
  }
  if (code.kind == CodeKind::Class) // somebody must get at the class, and mention the method
    return wait(code.name, {function.code, function.module, isSpecial(name) ? std::string() : name});
  if (isSpecial(name))
    return ready(function);
  wait(name, function);
}

void Reachability::scan(const Unit &unit) {
  const CodeUnit &code = *unit.code;
  const std::vector<bool> dead = isLibrary_[unit.module] ? deadInstructions(code) : std::vector<bool>(code.instructions.size());
  bool extendsAll = false; // within __all__.append(...)
  for (size_t i = 0; i < code.instructions.size(); i++) {
    if (dead[i])
      continue;
    const Instruction &instruction = code.instructions[i];
    switch (instruction.op) {
    case Opcode::LoadName:
    case Opcode::LoadGlobal:
    case Opcode::LoadAttr:
    case Opcode::LoadMethod:
    case Opcode::LoadFromDictOrGlobals:
      mention(code.names[instruction.arg]);
      extendsAll |= code.names[instruction.arg] == "__all__";
      break;
    case Opcode::ImportFrom: { // under its own name it still has to be mentioned to be used
      const Instruction &store = code.instructions[std::min(i + 1, code.instructions.size() - 1)];
      if ((store.op != Opcode::StoreName && store.op != Opcode::StoreGlobal) ||
          code.names[store.arg] != code.names[instruction.arg])
        mention(code.names[instruction.arg]);
      break;
    }
    case Opcode::Pop:
    case Opcode::StoreName:
      extendsAll = false;
      break;
    case Opcode::LoadConst:
      if (!extendsAll && !storesAll(code, i) && !namesOwnClass(code, i))
        mentionText(code.consts[instruction.arg]);
      break;
    case Opcode::MakeFunction:
      scanFunction(unit, i);
      break;
    default:
      break;
    }
  }
}

} // namespace regius
