// for loops, generators, yield from, await and asynchronous iteration.
#include "codegen/FunctionLowering.h"

namespace regius::codegen {

using llvm::BasicBlock;
using llvm::Value;

void FunctionLowering::lowerGetIter(uint32_t) { push(callRuntime(Rt::get_iter, {pop()})); }

void FunctionLowering::lowerForIter(uint32_t target) {
  Value *iterator = peek(1);
  flush(depth());
  const uint32_t parts = partsOfNextItem();
  BasicBlock *join = newBlock("item"), *none = newBlock("noitem"), *unpacked = parts ? newBlock("parts") : nullptr;
  llvm::SmallVector<std::pair<Value *, BasicBlock *>, 2> items;
  if (useFast(Rt::for_iter)) {
    Value *fast = callFast(Rt::for_iter, {iterator});
    items.push_back({fast, b_.GetInsertBlock()});
    BasicBlock *slow = newBlock("next");
    branch(b_.CreateICmpNE(fast, i64(0)), join, slow);
    enter(slow);
  }
  storePc();
  Value *out = nullptr;
  if (parts) {
    out = array(llvm::SmallVector<Value *, 8>(parts, i64(0)));
    Value *step = callRaw(Rt::for_unpack, {iterator, i64(parts), out});
    BasicBlock *packed = newBlock("packed");
    auto *cases = b_.CreateSwitch(step, packed, 2);
    cases->addCase(llvm::cast<llvm::ConstantInt>(i32(0)), none);
    cases->addCase(llvm::cast<llvm::ConstantInt>(i32(1)), unpacked);
    enter(packed);
    items.push_back({b_.CreateLoad(l_.i64, out), packed});
    b_.CreateBr(join);
  } else {
    Value *item = callRaw(Rt::for_iter, {iterator});
    items.push_back({item, b_.GetInsertBlock()});
    branch(b_.CreateICmpNE(item, i64(0)), join, none);
  }
  enter(none);
  Value *pending = b_.CreateLoad(l_.i64, b_.CreateStructGEP(l_.thread, thread_, field::thread::pending));
  branch(b_.CreateICmpEQ(pending, i64(0)), blockAt(target), errorTarget());
  enter(join);
  auto *phi = b_.CreatePHI(l_.i64, items.size());
  for (auto &[item, block] : items)
    phi->addIncoming(item, block);
  if (!parts) {
    push(phi);
    return;
  }
  setLocation(++current_);
  if (blocks_[current_])
    blocks_[current_]->eraseFromParent();
  blocks_[current_] = nullptr;
  pushItems(unpackSequence(phi, parts, unpacked));
}

/// `for a, b in ...`: how many parts the next instruction takes an item apart into; else 0. Both
/// instructions are then lowered as one, so that an item need not become a tuple.
uint32_t FunctionLowering::partsOfNextItem() const {
  const uint32_t next = current_ + 1;
  if (next >= unit_.instructions.size() || facts_.isTarget(next) || !useFast(Rt::unpack_sequence))
    return 0;
  const Instruction &instruction = unit_.instructions[next];
  return instruction.op == Opcode::UnpackSequence && instruction.arg <= 8 ? instruction.arg : 0;
}

void FunctionLowering::lowerDropIterator(uint32_t) {
  Value *iterator = pop();
  storePc();
  callRaw(Rt::drop_iterator, {iterator});
}

void FunctionLowering::lowerDropLocal(uint32_t n) {
  Value *object = b_.CreateLoad(l_.i64, locals_[n]);
  ifObject(object, [&] {
    storePc();
    callRaw(Rt::drop_local, {object});
  });
}

// --- Generators

void FunctionLowering::lowerYieldValue(uint32_t) {
  Value *value = pop();
  const bool delegating = current_ > 0 && unit_.instructions[current_ - 1].op == Opcode::Send;
  const uint32_t locals = unit_.varNames.size(), cells = unit_.cellNames.size(), height = depth();
  auto generatorSlot = [&](uint32_t i) { return b_.CreateConstInBoundsGEP1_32(l_.i64, generatorSlots_, i); };
  auto set = [&](unsigned number, Value *v) {
    b_.CreateStore(v, b_.CreateStructGEP(l_.generator, generator_, number));
  };
  if (!localArray_)
    for (uint32_t i = 0; i < locals; i++)
      b_.CreateStore(b_.CreateLoad(l_.i64, locals_[i]), generatorSlot(i));
  for (uint32_t i = 0; i < height; i++)
    b_.CreateStore(entryValue(i), generatorSlot(locals + cells + i));
  const uint32_t state = nextState_++;
  set(field::generator::state, i32(state));
  set(field::generator::pc, i32(current_));
  set(field::generator::yieldFrom, delegating ? peek(1) : i64(0));
  emitReturn(value);

  BasicBlock *resume = newBlock("resume");
  stateSwitch_->addCase(llvm::cast<llvm::ConstantInt>(i32(state)), resume);
  enter(resume);
  if (!localArray_) {
    for (uint32_t i = 0; i < locals; i++)
      b_.CreateStore(b_.CreateLoad(l_.i64, generatorSlot(i)), locals_[i]);
    for (uint32_t i = 0; i < cells; i++)
      b_.CreateStore(b_.CreateLoad(l_.i64, generatorSlot(locals + i)), cells_[i]);
  }
  for (uint32_t i = 0; i < height; i++) {
    b_.CreateStore(b_.CreateLoad(l_.i64, generatorSlot(locals + cells + i)), slot(i));
    if (exactLifetimes())
      b_.CreateStore(i64(0), generatorSlot(locals + cells + i));
  }
  storePc();
  goToErrorUnless(b_.CreateICmpNE(sent_, i64(0)));
  b_.CreateStore(sent_, slot(height));
  b_.CreateBr(blockAt(current_ + 1));
}

void FunctionLowering::lowerGetYieldFromIter(uint32_t) {
  const bool inCoroutine = unit_.flags & (kCoroutine | kAsyncGenerator);
  push(callRuntime(Rt::get_yield_from_iter, {pop(), i32(inCoroutine)}));
}

void FunctionLowering::lowerSend(uint32_t target) {
  Value *sent = pop(), *receiver = peek(1);
  Value *out = outSlot();
  flush(depth());
  storePc();
  b_.CreateStore(i64(0), out);
  Value *yielded = callRaw(Rt::send, {receiver, sent, out});
  BasicBlock *suspend = newBlock("yielded"), *ended = newBlock("ended"), *returned = newBlock("returned");
  b_.CreateCondBr(b_.CreateICmpNE(yielded, i64(0)), suspend, ended);
  enter(ended);
  Value *pending = b_.CreateLoad(l_.i64, b_.CreateStructGEP(l_.thread, thread_, field::thread::pending));
  branch(b_.CreateICmpEQ(pending, i64(0)), returned, errorTarget());
  enter(returned); // [result] replaces the receiver
  b_.CreateStore(takeOut(), slot(depth() - 1));
  b_.CreateBr(jumpTarget(target));
  enter(suspend);
  push(yielded);
}

void FunctionLowering::lowerGetAwaitable(uint32_t n) { push(callRuntime(Rt::get_awaitable, {pop(), i32(n)})); }
void FunctionLowering::lowerGetAIter(uint32_t) { push(callRuntime(Rt::get_aiter, {pop()})); }
void FunctionLowering::lowerGetANext(uint32_t) { push(callRuntime(Rt::get_anext, {peek(1)})); }
void FunctionLowering::lowerEndAsyncFor(uint32_t) {
  Value *exception = pop();
  pop();
  storePc();
  goToErrorUnless(b_.CreateICmpNE(callRaw(Rt::end_async_for, {exception}), i32(0)), false);
}
void FunctionLowering::lowerAsyncGenWrap(uint32_t) { push(callRuntime(Rt::async_gen_wrap, {pop()})); }

} // namespace regius::codegen
