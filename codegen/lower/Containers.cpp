// Displays, comprehensions' appends, unpacking, f-strings, patterns.
#include "codegen/FunctionLowering.h"

#include "runtime-lib/core/Object.h"

namespace regius::codegen {

using llvm::BasicBlock;
using llvm::Value;

void FunctionLowering::lowerBuildTuple(uint32_t n) { push(callWithItems(Rt::build_tuple, n, n)); }
void FunctionLowering::lowerBuildList(uint32_t n) { push(callWithItems(Rt::build_list, n, n)); }
void FunctionLowering::lowerBuildSet(uint32_t n) { push(callWithItems(Rt::build_set, n, n)); }
void FunctionLowering::lowerBuildMap(uint32_t n) { push(callWithItems(Rt::build_map, 2 * n, n)); }
void FunctionLowering::lowerBuildString(uint32_t n) {
  push(callWithItems(Rt::build_string, n, n));
}
void FunctionLowering::lowerListAppend(uint32_t n) {
  Value *item = pop();
  callRuntime(Rt::list_append, {peek(n), item});
}
void FunctionLowering::lowerSetAdd(uint32_t n) {
  Value *item = pop();
  callRuntime(Rt::set_add, {peek(n), item});
}
void FunctionLowering::lowerMapAdd(uint32_t n) {
  Value *value = pop(), *key = pop();
  callRuntime(Rt::map_add, {peek(n), key, value});
}
void FunctionLowering::lowerListExtend(uint32_t n) {
  Value *iterable = pop();
  callRuntime(Rt::list_extend, {peek(n), iterable});
}
void FunctionLowering::lowerSetUpdate(uint32_t n) {
  Value *iterable = pop();
  callRuntime(Rt::set_update, {peek(n), iterable});
}
void FunctionLowering::lowerDictUpdate(uint32_t n) {
  Value *mapping = pop();
  callRuntime(Rt::dict_update, {peek(n), mapping});
}
void FunctionLowering::lowerDictMerge(uint32_t n) {
  Value *mapping = pop();
  callRuntime(Rt::dict_merge, {peek(n), mapping, peek(n + 3)}); // callable null tuple dict
}
void FunctionLowering::lowerListToTuple(uint32_t) { push(callRuntime(Rt::list_to_tuple, {pop()})); }

void FunctionLowering::lowerFormatValue(uint32_t n) {
  Value *spec = n & kHasFormatSpec ? pop() : i64(0);
  push(callRuntime(Rt::format_value, {pop(), spec, i32(n & 3)}));
}
void FunctionLowering::lowerBuildInterpolation(uint32_t n) {
  Value *spec = n & kHasFormatSpec ? pop() : i64(0);
  Value *expression = pop();
  push(callRuntime(Rt::build_interpolation, {pop(), expression, spec, i32(n & 3)}));
}
void FunctionLowering::lowerBuildTemplate(uint32_t) {
  Value *interpolations = pop();
  push(callRuntime(Rt::build_template, {pop(), interpolations}));
}

// --- Unpacking

void FunctionLowering::lowerUnpackSequence(uint32_t n) {
  Value *sequence = pop();
  pushItems(unpackSequence(sequence, n, nullptr));
}

void FunctionLowering::pushItems(llvm::ArrayRef<Value *> items) {
  for (size_t i = items.size(); i-- > 0;)
    push(items[i]);
}

/// The n items of a sequence. `unpacked`, when given, is a block in which they already lie in the array.
llvm::SmallVector<Value *, 8> FunctionLowering::unpackSequence(Value *sequence, uint32_t n, BasicBlock *unpacked) {
  llvm::SmallVector<Value *, 8> zeros(n, i64(0));
  Value *out = n ? array(zeros) : llvm::ConstantPointerNull::get(l_.ptr);
  BasicBlock *join = newBlock(""), *inArray = unpacked ? unpacked : newBlock(""), *tupleEnd = nullptr;
  llvm::SmallVector<Value *, 8> direct, items;
  if (useFast(Rt::unpack_sequence) && n > 0 && n <= 8) { // an exact tuple of that length: no way through memory
    BasicBlock *object = newBlock("object"), *tuple = newBlock("tuple"), *slow = newBlock("unpack");
    tupleEnd = newBlock("items");
    branch(isObject(sequence), object, slow);
    enter(object);
    branch(b_.CreateICmpEQ(shapeId(sequence), i32(static_cast<uint32_t>(rt::TypeId::Tuple))), tuple, slow);
    enter(tuple);
    Value *pointer = toPointer(sequence);
    branch(b_.CreateICmpEQ(b_.CreateLoad(l_.i64, b_.CreateStructGEP(l_.tuple, pointer, field::tuple::size)), i64(n)), tupleEnd, slow);
    enter(tupleEnd);
    Value *first = b_.CreateStructGEP(l_.tuple, pointer, field::tuple::items);
    for (uint32_t i = 0; i < n; i++)
      direct.push_back(b_.CreateLoad(l_.i64, b_.CreateConstInBoundsGEP1_32(l_.i64, first, i)));
    b_.CreateBr(join);
    enter(slow);
  }
  callRuntime(Rt::unpack_sequence, {sequence, i64(n), out});
  b_.CreateBr(inArray);
  enter(inArray);
  for (uint32_t i = 0; i < n; i++)
    items.push_back(b_.CreateLoad(l_.i64, b_.CreateConstInBoundsGEP1_32(l_.i64, out, i)));
  b_.CreateBr(join);
  enter(join);
  for (uint32_t i = 0; tupleEnd && i < n; i++) {
    auto *phi = b_.CreatePHI(l_.i64, 2);
    phi->addIncoming(direct[i], tupleEnd);
    phi->addIncoming(items[i], inArray);
    items[i] = phi;
  }
  return items;
}

void FunctionLowering::lowerUnpackEx(uint32_t n) {
  const uint32_t before = n & 0xff, after = n >> 8, count = before + 1 + after;
  Value *iterable = pop();
  llvm::SmallVector<Value *, 8> zeros(count, i64(0));
  Value *out = array(zeros);
  callRuntime(Rt::unpack_ex, {iterable, i32(before), i32(after), out});
  llvm::SmallVector<Value *, 8> items;
  for (uint32_t i = 0; i < count; i++)
    items.push_back(b_.CreateLoad(l_.i64, b_.CreateConstInBoundsGEP1_32(l_.i64, out, i)));
  for (uint32_t i = count; i-- > 0;)
    push(items[i]);
}

// --- Patterns

void FunctionLowering::lowerGetLen(uint32_t) { push(callRuntime(Rt::get_len, {peek(1)})); }
void FunctionLowering::lowerMatchMapping(uint32_t) {
  pushCondition(b_.CreateICmpSGT(callRuntime(Rt::match_mapping, {peek(1)}), i32(0)));
}
void FunctionLowering::lowerMatchSequence(uint32_t) {
  pushCondition(b_.CreateICmpSGT(callRuntime(Rt::match_sequence, {peek(1)}), i32(0)));
}
void FunctionLowering::lowerMatchKeys(uint32_t) { push(callRuntime(Rt::match_keys, {peek(2), peek(1)})); }
void FunctionLowering::lowerMatchClass(uint32_t n) {
  Value *names = pop(), *cls = pop(), *subject = pop();
  push(callRuntime(Rt::match_class, {subject, cls, names, i32(n)}));
}

void FunctionLowering::lowerPrintExpr(uint32_t) { callRuntime(Rt::print_expr, {pop()}); }
void FunctionLowering::lowerIntrinsic(uint32_t kind) {
  int count = stackEffect({Opcode::Intrinsic, kind}, false).pops;
  push(callRuntime(Rt::intrinsic, {i32(kind), array(popMany(count)), i64(count)}));
}

} // namespace regius::codegen
