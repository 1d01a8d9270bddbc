// Arithmetic, comparison, truth and conditional jumps.
#include "codegen/FunctionLowering.h"

namespace regius::codegen {

using llvm::BasicBlock;
using llvm::Value;

namespace {

/// The runtime function of an operator with a row of its own.
std::optional<Rt> binaryFunction(BinaryKind kind) {
  switch (kind) {
  case BinaryKind::Add: return Rt::binary_add;
  case BinaryKind::And: return Rt::binary_and;
  case BinaryKind::FloorDivide: return Rt::binary_floordivide;
  case BinaryKind::LeftShift: return Rt::binary_leftshift;
  case BinaryKind::Multiply: return Rt::binary_multiply;
  case BinaryKind::Remainder: return Rt::binary_remainder;
  case BinaryKind::Or: return Rt::binary_or;
  case BinaryKind::RightShift: return Rt::binary_rightshift;
  case BinaryKind::Subtract: return Rt::binary_subtract;
  case BinaryKind::TrueDivide: return Rt::binary_truedivide;
  case BinaryKind::Xor: return Rt::binary_xor;
  case BinaryKind::MatrixMultiply:
  case BinaryKind::Power: return std::nullopt;
  }
  return std::nullopt;
}

Rt compareFunction(CompareKind kind) {
  switch (kind) {
  case CompareKind::Less: return Rt::compare_less;
  case CompareKind::LessEqual: return Rt::compare_lessequal;
  case CompareKind::Equal: return Rt::compare_equal;
  case CompareKind::NotEqual: return Rt::compare_notequal;
  case CompareKind::Greater: return Rt::compare_greater;
  case CompareKind::GreaterEqual: return Rt::compare_greaterequal;
  }
  return Rt::compare_equal;
}

} // namespace

void FunctionLowering::lowerBinaryOp(uint32_t kind) {
  Value *right = pop(), *left = pop();
  const bool inplace = kind & kInplace;
  auto own = binaryFunction(static_cast<BinaryKind>(kind & ~kInplace));
  if (!own || (inplace && !useFast(*own))) {
    push(callRuntime(Rt::binary, {i32(kind), left, right}));
    return;
  }
  if (!inplace) {
    push(callRuntime(*own, {left, right}));
    return;
  }
  // x op= y: the easy cases (immutable operands) are those of the plain operator.
  Value *fast = callFast(*own, {left, right});
  BasicBlock *fastEnd = b_.GetInsertBlock(), *slow = newBlock("slow"), *join = newBlock("");
  branch(b_.CreateICmpNE(fast, i64(0)), join, slow);
  enter(slow);
  Value *result = callRuntime(Rt::binary, {i32(kind), left, right});
  BasicBlock *slowEnd = b_.GetInsertBlock();
  b_.CreateBr(join);
  enter(join);
  auto *phi = b_.CreatePHI(l_.i64, 2);
  phi->addIncoming(fast, fastEnd);
  phi->addIncoming(result, slowEnd);
  push(phi);
}

void FunctionLowering::lowerUnaryOp(uint32_t kind) {
  switch (static_cast<UnaryKind>(kind)) {
  case UnaryKind::Not:
    pushCondition(b_.CreateNot(popCondition()));
    break;
  case UnaryKind::Negative:
    push(callRuntime(Rt::unary_negative, {pop()}));
    break;
  case UnaryKind::Positive:
    push(callRuntime(Rt::unary_positive, {pop()}));
    break;
  case UnaryKind::Invert:
    push(callRuntime(Rt::unary_invert, {pop()}));
    break;
  }
}

/// True when the value on top is only used as a condition: the next instruction tests it.
bool FunctionLowering::nextIsCondition() const {
  uint32_t next = current_ + 1;
  if (next >= unit_.instructions.size() || facts_.isLeader(next))
    return false;
  const Instruction &instruction = unit_.instructions[next];
  return instruction.op == Opcode::PopJumpIfFalse || instruction.op == Opcode::PopJumpIfTrue ||
         (instruction.op == Opcode::UnaryOp && static_cast<UnaryKind>(instruction.arg) == UnaryKind::Not);
}

void FunctionLowering::lowerCompare(uint32_t kind) {
  Value *right = pop(), *left = pop();
  const Rt f = compareFunction(static_cast<CompareKind>(kind));
  if (!nextIsCondition()) {
    push(callRuntime(f, {left, right}));
    return;
  }
  // As a condition: no bool object, and a user's comparison result is tested at once.
  auto slowly = [&] {
    return b_.CreateICmpSGT(callRuntime(Rt::compare_truth, {left, right, i32(kind)}), i32(0));
  };
  if (!useFast(f)) {
    pushCondition(slowly());
    return;
  }
  Value *fast = callFast(f, {left, right});
  BasicBlock *slow = newBlock("slow"), *easy = newBlock(""), *join = newBlock("");
  branch(b_.CreateICmpNE(fast, i64(0)), easy, slow);
  enter(easy);
  Value *isTrue = b_.CreateICmpEQ(fast, module_.objectValue("rt_True"));
  b_.CreateBr(join);
  enter(slow);
  Value *result = slowly();
  BasicBlock *slowEnd = b_.GetInsertBlock();
  b_.CreateBr(join);
  enter(join);
  auto *phi = b_.CreatePHI(l_.i1, 2);
  phi->addIncoming(isTrue, easy);
  phi->addIncoming(result, slowEnd);
  pushCondition(phi);
}

void FunctionLowering::lowerIs(uint32_t inverted) {
  Value *right = pop(), *left = pop();
  pushCondition(inverted ? b_.CreateICmpNE(left, right) : b_.CreateICmpEQ(left, right));
}

void FunctionLowering::lowerContains(uint32_t inverted) {
  Value *container = pop(), *item = pop();
  Value *found = callRuntime(Rt::contains, {item, container});
  pushCondition(inverted ? b_.CreateICmpEQ(found, i32(0)) : b_.CreateICmpNE(found, i32(0)));
}

// --- Truth

Value *FunctionLowering::boolValue(Value *condition) {
  return b_.CreateSelect(condition, module_.objectValue("rt_True"), module_.objectValue("rt_False"));
}

Value *FunctionLowering::truthOf(Value *value) {
  return b_.CreateICmpNE(callRuntime(Rt::truth, {value}), i32(0));
}

/// Pops a value and gives its truth as an i1.
Value *FunctionLowering::popCondition() {
  if (Value *condition = stack_.back().condition) {
    stack_.pop_back();
    return condition;
  }
  return truthOf(pop());
}

void FunctionLowering::conditionalJump(Value *condition, uint32_t target, bool jumpIf) {
  flush(depth());
  BasicBlock *taken = jumpTarget(target), *next = blockAt(current_ + 1);
  b_.CreateCondBr(condition, jumpIf ? taken : next, jumpIf ? next : taken);
}

void FunctionLowering::lowerJump(uint32_t target) { jumpTo(target); }
void FunctionLowering::lowerPopJumpIfTrue(uint32_t target) { conditionalJump(popCondition(), target, true); }
void FunctionLowering::lowerPopJumpIfFalse(uint32_t target) { conditionalJump(popCondition(), target, false); }
void FunctionLowering::lowerPopJumpIfNone(uint32_t target) {
  conditionalJump(b_.CreateICmpEQ(pop(), none()), target, true);
}
void FunctionLowering::lowerPopJumpIfNotNone(uint32_t target) {
  conditionalJump(b_.CreateICmpNE(pop(), none()), target, true);
}

void FunctionLowering::lowerJumpIfTrueOrPop(uint32_t target) {
  Value *condition = stack_.back().condition;
  if (!condition)
    condition = truthOf(peek(1));
  flush(depth()); // the jump keeps the value; the other way ignores its slot
  stack_.pop_back();
  conditionalJump(condition, target, true);
}
void FunctionLowering::lowerJumpIfFalseOrPop(uint32_t target) {
  Value *condition = stack_.back().condition;
  if (!condition)
    condition = truthOf(peek(1));
  flush(depth());
  stack_.pop_back();
  conditionalJump(condition, target, false);
}

} // namespace regius::codegen
