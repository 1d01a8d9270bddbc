// raise, except, with.
#include "codegen/FunctionLowering.h"

namespace regius::codegen {

using llvm::BasicBlock;
using llvm::Value;

void FunctionLowering::lowerRaise(uint32_t n) {
  Value *cause = n == 2 ? pop() : i64(0), *exception = n >= 1 ? pop() : i64(0);
  storePc();
  callRaw(Rt::raise, {exception, cause});
  b_.CreateBr(errorTarget(n > 0));
}

void FunctionLowering::lowerReraise(uint32_t) {
  storePc();
  callRaw(Rt::reraise, {pop()});
  b_.CreateBr(errorTarget(false));
}

void FunctionLowering::lowerPushExcInfo(uint32_t) {
  Value *exception = pop();
  Value *handled = b_.CreateStructGEP(l_.thread, thread_, field::thread::handled);
  push(b_.CreateLoad(l_.i64, handled));
  push(exception);
  b_.CreateStore(exception, handled);
}

void FunctionLowering::lowerPopExcept(uint32_t) {
  b_.CreateStore(pop(), b_.CreateStructGEP(l_.thread, thread_, field::thread::handled));
}

void FunctionLowering::lowerCheckExcMatch(uint32_t) {
  Value *type = pop();
  pushCondition(b_.CreateICmpNE(callRuntime(Rt::check_exc_match, {peek(1), type}), i32(0)));
}

void FunctionLowering::lowerCheckEgMatch(uint32_t) {
  Value *type = pop(), *exception = pop(), *out = outSlot();
  Value *match = callRuntime(Rt::check_eg_match, {exception, type, out});
  Value *rest = takeOut();
  Value *handled = b_.CreateStructGEP(l_.thread, thread_, field::thread::handled);
  b_.CreateStore(b_.CreateSelect(b_.CreateICmpEQ(match, none()), b_.CreateLoad(l_.i64, handled), match), handled);
  push(rest);
  push(match);
}

void FunctionLowering::lowerPrepReraiseStar(uint32_t) {
  Value *list = pop();
  push(callRuntime(Rt::prep_reraise_star, {pop(), list}));
}

void FunctionLowering::lowerBeforeWith(uint32_t) {
  Value *out = outSlot();
  Value *entered = callRuntime(Rt::before_with, {pop(), out});
  push(takeOut());
  push(entered);
}

void FunctionLowering::lowerBeforeAsyncWith(uint32_t) {
  Value *out = outSlot();
  Value *entered = callRuntime(Rt::before_async_with, {pop(), out});
  push(takeOut());
  push(entered);
}

void FunctionLowering::lowerWithExceptStart(uint32_t) {
  push(callRuntime(Rt::with_except_start, {peek(3), peek(1)}));
}

void FunctionLowering::lowerLoadAssertionError(uint32_t) { push(callRuntime(Rt::load_assertion_error, {})); }

} // namespace regius::codegen
