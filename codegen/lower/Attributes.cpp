// Attributes, with inline caches (abi/ProgramData.h), and subscripts.
#include "codegen/FunctionLowering.h"

namespace regius::codegen {

using llvm::BasicBlock;
using llvm::Value;

Value *FunctionLowering::isObject(Value *value) {
  return b_.CreateICmpEQ(b_.CreateAnd(value, i64(7)), i64(0));
}

Value *FunctionLowering::shapeId(Value *value) { return b_.CreateLoad(l_.i32, toPointer(value), "shape"); }

/// The object's shape is the one that the inline cache was filled for.
Value *FunctionLowering::hitsCache(Value *object, Value *cache) {
  Value *cached = b_.CreateLoad(l_.i32, b_.CreateStructGEP(l_.inlineCache, cache, field::cache::shapeId));
  return b_.CreateICmpEQ(shapeId(object), cached);
}

void FunctionLowering::lowerLoadAttr(uint32_t n) {
  Value *object = pop();
  Value *cache = inlineCache();
  if (!inlineHere()) {
    push(callRuntime(Rt::load_attr, {object, nameOf(n), cache}));
    return;
  }
  BasicBlock *check = newBlock("shape"), *hit = newBlock("hit"), *inObject = newBlock("field"),
             *inClass = newBlock("classvalue"), *slow = newBlock("loadattr"), *join = newBlock("");
  branch(isObject(object), check, slow);
  enter(check);
  branch(hitsCache(object, cache), hit, slow);
  enter(hit);
  Value *offset = b_.CreateLoad(l_.i32, b_.CreateStructGEP(l_.inlineCache, cache, field::cache::offset));
  branch(b_.CreateICmpNE(offset, i32(0)), inObject, inClass);
  enter(inClass);
  Value *classValue = b_.CreateLoad(l_.i64, b_.CreateStructGEP(l_.inlineCache, cache, field::cache::value));
  b_.CreateBr(join);
  enter(inObject);
  Value *fieldValue = b_.CreateLoad(l_.i64, b_.CreateInBoundsGEP(l_.i8, toPointer(object), offset), unit_.names[n]);
  branch(b_.CreateICmpNE(fieldValue, i64(0)), join, slow);
  enter(slow);
  Value *found = callRuntime(Rt::load_attr, {object, nameOf(n), cache});
  BasicBlock *slowEnd = b_.GetInsertBlock();
  b_.CreateBr(join);
  enter(join);
  auto *phi = b_.CreatePHI(l_.i64, 3);
  phi->addIncoming(fieldValue, inObject);
  phi->addIncoming(classValue, inClass);
  phi->addIncoming(found, slowEnd);
  push(phi);
}

void FunctionLowering::lowerStoreAttr(uint32_t n) {
  Value *object = pop(), *value = pop();
  Value *cache = inlineCache();
  if (!inlineHere()) {
    callRuntime(Rt::store_attr, {object, nameOf(n), value, cache});
    return;
  }
  BasicBlock *check = newBlock("shape"), *hit = newBlock("hit"), *grow = newBlock("newshape"),
             *slow = newBlock("storeattr"), *join = newBlock("");
  branch(isObject(object), check, slow);
  enter(check);
  branch(hitsCache(object, cache), hit, slow);
  enter(hit);
  Value *offset = b_.CreateLoad(l_.i32, b_.CreateStructGEP(l_.inlineCache, cache, field::cache::offset));
  b_.CreateStore(value, b_.CreateInBoundsGEP(l_.i8, toPointer(object), offset));
  Value *newShape = b_.CreateLoad(l_.i32, b_.CreateStructGEP(l_.inlineCache, cache, field::cache::newShapeId));
  b_.CreateCondBr(b_.CreateICmpEQ(newShape, i32(0)), join, grow);
  enter(grow);
  b_.CreateStore(newShape, toPointer(object));
  b_.CreateBr(join);
  enter(slow);
  callRuntime(Rt::store_attr, {object, nameOf(n), value, cache});
  b_.CreateBr(join);
  enter(join);
}

void FunctionLowering::lowerDeleteAttr(uint32_t n) { callRuntime(Rt::delete_attr, {pop(), nameOf(n)}); }

void FunctionLowering::lowerLoadMethod(uint32_t n) {
  Value *object = pop();
  Value *cache = inlineCache(), *out = outSlot();
  BasicBlock *check = newBlock("shape"), *hit = newBlock("hit"), *slow = newBlock("loadmethod"), *join = newBlock("");
  const bool cached = inlineHere();
  Value *method = nullptr;
  if (cached) {
    branch(isObject(object), check, slow);
    enter(check);
    branch(hitsCache(object, cache), hit, slow);
    enter(hit);
    method = b_.CreateLoad(l_.i64, b_.CreateStructGEP(l_.inlineCache, cache, field::cache::value), unit_.names[n]);
    b_.CreateBr(join);
  } else {
    check->eraseFromParent();
    hit->eraseFromParent();
    b_.CreateBr(slow);
  }
  enter(slow);
  Value *found = callRuntime(Rt::load_method, {object, nameOf(n), cache, out});
  Value *self = takeOut();
  BasicBlock *slowEnd = b_.GetInsertBlock();
  b_.CreateBr(join);
  enter(join);
  auto *function = b_.CreatePHI(l_.i64, 2), *receiver = b_.CreatePHI(l_.i64, 2);
  if (cached) {
    function->addIncoming(method, hit);
    receiver->addIncoming(object, hit);
  }
  function->addIncoming(found, slowEnd);
  receiver->addIncoming(self, slowEnd);
  push(function);
  push(receiver);
}

// --- Subscripts

void FunctionLowering::lowerLoadSubscript(uint32_t) {
  Value *key = pop(), *object = pop();
  push(callRuntime(Rt::subscript, {object, key}));
}
void FunctionLowering::lowerStoreSubscript(uint32_t) {
  Value *key = pop(), *object = pop(), *value = pop();
  callRuntime(Rt::store_subscript, {object, key, value});
}
void FunctionLowering::lowerDeleteSubscript(uint32_t) {
  Value *key = pop(), *object = pop();
  callRuntime(Rt::delete_subscript, {object, key});
}
void FunctionLowering::lowerBuildSlice(uint32_t n) {
  auto parts = popMany(n);
  push(callRuntime(Rt::build_slice, {parts[0], parts[1], n == 3 ? parts[2] : none()}));
}

} // namespace regius::codegen
