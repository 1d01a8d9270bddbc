// The _bytecode module: the instructions of a code object, for the library's `dis`. An instruction that does what one
// of CPython's does goes by that one's name.
#include "runtime-lib/interp/UnitOfCode.h"
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/Code.h"

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

namespace {

using regius::CodeUnit;
using regius::Instruction;
using regius::Opcode;

/// Names that are not just the upper case form of ours.
const char *specialName(Opcode op) {
  switch (op) {
  case Opcode::Pop: return "POP_TOP";
  case Opcode::LoadLocal: return "LOAD_FAST";
  case Opcode::StoreLocal: return "STORE_FAST";
  case Opcode::DeleteLocal: return "DELETE_FAST";
  case Opcode::LoadClassDeref: return "LOAD_CLASSDEREF";
  case Opcode::Compare: return "COMPARE_OP";
  case Opcode::Is: return "IS_OP";
  case Opcode::Contains: return "CONTAINS_OP";
  case Opcode::LoadSubscript: return "BINARY_SUBSCR";
  case Opcode::StoreSubscript: return "STORE_SUBSCR";
  case Opcode::DeleteSubscript: return "DELETE_SUBSCR";
  case Opcode::CallEx: return "CALL_FUNCTION_EX";
  case Opcode::Raise: return "RAISE_VARARGS";
  case Opcode::GetAIter: return "GET_AITER";
  case Opcode::GetANext: return "GET_ANEXT";
  default: return nullptr;
  }
}

std::string upperCase(std::string_view name) {
  std::string out;
  for (char c : name) {
    if (c >= 'A' && c <= 'Z' && !out.empty()) out += '_';
    out += static_cast<char>(c >= 'a' && c <= 'z' ? c - 'a' + 'A' : c);
  }
  return out;
}

std::string nameOf(const Instruction &instruction, bool forward) {
  static constexpr const char *kUnary[] = {
#define UNARY_KIND(Name, Symbol, Method) #Name,
#include "compiler/bytecode/Operands.def"
  };
  if (instruction.op == Opcode::UnaryOp && instruction.arg < std::size(kUnary)) return upperCase(std::string("Unary") + kUnary[instruction.arg]);
  if (const char *special = specialName(instruction.op)) return special;
  std::string name = upperCase(regius::opcodeName(instruction.op));
  const char *direction = forward ? "_FORWARD" : "_BACKWARD";
  if (instruction.op == Opcode::Jump) return name + direction;
  if (name.starts_with("POP_JUMP")) name.insert(8, direction);
  return name;
}

const char *symbolOf(const Instruction &instruction) {
  static constexpr const char *kCompare[] = {
#define COMPARE_KIND(Name, Symbol, Method, Reflected) Symbol,
#include "compiler/bytecode/Operands.def"
  };
  static constexpr const char *kBinary[] = {
#define BINARY_KIND(Name, Symbol, Method, ...) Symbol,
#include "compiler/bytecode/Operands.def"
  };
  if (instruction.op == Opcode::Compare && instruction.arg < std::size(kCompare)) return kCompare[instruction.arg];
  if (instruction.op == Opcode::BinaryOp && (instruction.arg & 15) < std::size(kBinary)) return kBinary[instruction.arg & 15];
  return nullptr;
}

/// (name, number in the operand or None, what the operand says, what it stands for) for each instruction. What it says
/// is "const", "name", "jump", "symbol" or ""; jumps stand for an index in this list.
Value instructions(Thread &t, const Value *a) {
  if (!isExactly(a[0], TypeId::Code)) return raise(t, Msg::ArgumentMustBe, "instructions", "", "code", typeName(a[0]));
  List *list = TRY(listNew(t));
  auto add = [&](std::string_view name, Value number, std::string_view kind, Value meaning) {
    return listAppend(t, list, fromObject(tupleOf(t, fromObject(strFromAscii(t, name)), number, fromObject(internAscii(t, kind)), meaning)));
  };
  if (!add("RESUME", fromInt(0), "", none())) return kNoValue;
  std::unique_ptr<CodeUnit> unit = unitOfCode(t, as<Code>(a[0])->info);
  if (!unit) return ok(t.pending) ? kNoValue : raise(t, Msg::BytecodeNotThere, reprOf(a[0]));
  auto text = [&](const std::string &s) { return fromObject(strFromUtf8(t, s)); };
  for (uint32_t i = 0; i < unit->instructions.size(); i++) {
    const Instruction &instruction = unit->instructions[i];
    const uint32_t n = instruction.arg;
    const bool forward = n > i;
    const std::string name = nameOf(instruction, forward);
    const auto kind = regius::operandKind(instruction.op);
    bool good;
    if (kind == regius::OperandKind::None)
      good = add(name, none(), "", none());
    else if (kind == regius::OperandKind::Const)
      good = add(name, fromInt(n), "const", none());
    else if (kind == regius::OperandKind::Name)
      good = add(name, fromInt(n), "name", text(unit->names[n]));
    else if (kind == regius::OperandKind::Local)
      good = add(name, fromInt(n), "name", text(unit->varNames[n]));
    else if (kind == regius::OperandKind::Deref)
      good = add(name, fromInt(n + unit->varNames.size()), "name",
                 text(n < unit->cellNames.size() ? unit->cellNames[n] : unit->freeNames[n - unit->cellNames.size()]));
    else if (kind == regius::OperandKind::Label)
      good = add(name, fromInt(forward ? n - i - 1 : i + 1 - n), "jump", fromInt(n + 1));
    else if (const char *symbol = symbolOf(instruction))
      good = add(name, fromInt(n), "symbol", text(instruction.op == Opcode::BinaryOp && n >= 16 ? std::string(symbol) + "=" : symbol));
    else
      good = add(name, fromInt(n), "", none());
    if (!good) return kNoValue;
  }
  return fromObject(list);
}

const NativeRow kFunctions[] = {{"instructions", instructions, "(code, /)", NativeKind::Function}, {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_bytecode, "_bytecode", rt::initialise)
