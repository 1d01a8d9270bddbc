// What the tables say about instructions: names, operand kinds, effects, stack effects. A fixed
// stack effect is the row's numbers; a row with V is computed here from its operand.
#include "compiler/bytecode/Instruction.h"

#include "runtime-lib/abi/Effects.h"

#include <iterator>

namespace regius {

namespace {

constexpr int V = -1;

struct OpcodeRow {
  std::string_view name, text;
  OperandKind operand;
  int pops, pushes;
  uint32_t effects;
};

using namespace effects;

constexpr OpcodeRow kRows[] = {
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text)                                         \
  {#Name, Text, OperandKind::Operand, Pops, Pushes, Effects},
#include "compiler/bytecode/Opcodes.def"
};
static_assert(std::size(kRows) == kOpcodeCount);

constexpr bool allWellFormed() {
  for (const OpcodeRow &row : kRows)
    if (!isWellFormed(row.effects))
      return false;
  return true;
}
static_assert(allWellFormed(), "an effects column of Opcodes.def contradicts itself");

constexpr int kIntrinsicPops[] = {
#define INTRINSIC(Name, Pops) Pops,
#include "compiler/bytecode/Operands.def"
};

const OpcodeRow &row(Opcode op) { return kRows[static_cast<unsigned>(op)]; }

int clampCount(uint32_t count) { return static_cast<int>(count & 0x3fffffff); }

} // namespace

std::string_view opcodeName(Opcode op) { return row(op).name; }
OperandKind operandKind(Opcode op) { return row(op).operand; }
uint32_t opcodeEffects(Opcode op) { return row(op).effects; }
std::string_view opcodeText(Opcode op) { return row(op).text; }

StackEffect stackEffect(Instruction instruction, bool jumped) {
  const OpcodeRow &r = row(instruction.op);
  const int n = clampCount(instruction.arg);
  switch (instruction.op) {
  case Opcode::Copy:
    return {n, n + 1};
  case Opcode::Swap:
    return {n, n};
  case Opcode::BuildMap:
    return {2 * n, 1};
  case Opcode::FormatValue:
    return {n & kHasFormatSpec ? 2 : 1, 1};
  case Opcode::BuildInterpolation:
    return {n & kHasFormatSpec ? 3 : 2, 1};
  case Opcode::UnpackSequence:
    return {1, n};
  case Opcode::UnpackEx:
    return {1, (n & 0xff) + (n >> 8) + 1};
  case Opcode::Call:
  case Opcode::CallOwned:
  case Opcode::CallBorrowed:
  case Opcode::CallConsumer:
    return {n + 2, 1};
  case Opcode::CallKw:
  case Opcode::CallKwBorrowed:
  case Opcode::CallKwOwned:
    return {n + 3, 1};
  case Opcode::CallEx:
    return {n & 1 ? 4 : 3, 1};
  case Opcode::ForIter:
    return jumped ? StackEffect{1, 0} : StackEffect{1, 2};
  case Opcode::Send:
    return jumped ? StackEffect{2, 1} : StackEffect{2, 2};
  case Opcode::JumpIfTrueOrPop:
  case Opcode::JumpIfFalseOrPop:
    return jumped ? StackEffect{1, 1} : StackEffect{1, 0};
  case Opcode::WithExceptStart:
    return {3, 4};
  case Opcode::Intrinsic:
    return {instruction.arg < std::size(kIntrinsicPops) ? kIntrinsicPops[instruction.arg] : 0, 1};
  case Opcode::Raise:
    return {n, 0};
  default: // fixed rows; a V on one side only is the operand itself
    return {r.pops == V ? n : r.pops, r.pushes == V ? n : r.pushes};
  }
}

bool endsBlock(Opcode op) {
  return op == Opcode::ReturnValue || op == Opcode::Jump || op == Opcode::Raise ||
         op == Opcode::Reraise;
}

} // namespace regius
