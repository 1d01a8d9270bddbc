// for loops, generators, yield from, await and asynchronous iteration.
//
// A generator runs on the slots of its object. At a yield, Generator::pc is the index of the YieldValue and
// Generator::state the height of the operand stack below the value plus one.
#include "runtime-lib/interp/FastPaths.h"
#include "runtime-lib/interp/Handler.h"
#include "runtime-lib/objects/Generator.h"

#include "compiler/bytecode/CodeUnit.h"

namespace rt {

HANDLER(GetIter) {
  SAVE_IP;
  Value v = rt_get_iter(t, sp[-1]);
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}

HANDLER(ForIter) { // operand: where the loop ends
  Value item = rt_fast_for_iter(t, sp[-1]);
  if (!ok(item)) {
    SAVE_IP;
    item = rt_for_iter(t, sp[-1]);
    if (!ok(item)) {
      if (ok(t.pending)) FAIL;
      sp--;
      CONTINUE_AT(ip->target);
    }
  }
  *sp++ = item;
  NEXT(1);
}
HANDLER(ForIterStore) {
  Value item = rt_fast_for_iter(t, sp[-1]);
  if (!ok(item)) [[unlikely]] GO_TO(ForIter);
  locals[ip[1].operand] = item;
  NEXT(2);
}

// --- Generators

namespace {

Value suspend(Thread &t, InterpreterFrame *f, const Word *ip, Value *sp, Value *locals, Value receiver) {
  Generator *g = f->generator;
  const InterpretedCode *code = *f->function->info->interpreted;
  g->state = static_cast<uint32_t>(sp - 1 - (locals + code->stackBase)) + 1;
  g->pc = static_cast<uint32_t>(ip - f->words);
  g->yieldFrom = receiver;
  SAVE_IP;
  leaveFrame(t, f);
  return sp[-1];
}

} // namespace

HANDLER(DropIterator) {
  SAVE_IP;
  rt_drop_iterator(t, *--sp);
  NEXT(1);
}
HANDLER(DropLocal) {
  SAVE_IP;
  if (ok(locals[ip->operand])) rt_drop_local(t, locals[ip->operand]);
  NEXT(1);
}
HANDLER(YieldValue) { return suspend(t, f, ip, sp, locals, kNoValue); }
HANDLER(YieldDelegated) { return suspend(t, f, ip, sp, locals, sp[-2]); }

HANDLER(Send) { // [receiver sent] -> [receiver yielded], or [result] -> target
  SAVE_IP;
  Value result = kNoValue;
  Value yielded = rt_send(t, sp[-2], sp[-1], &result);
  if (ok(yielded)) {
    sp[-1] = yielded;
    NEXT(1);
  }
  if (ok(t.pending)) FAIL;
  sp--;
  sp[-1] = result;
  JUMP_TO(ip->target);
}
HANDLER(GetYieldFromIter) {
  SAVE_IP;
  const bool inCoroutine = f->function->info->flags & (regius::kCoroutine | regius::kAsyncGenerator);
  Value v = rt_get_yield_from_iter(t, sp[-1], inCoroutine);
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(GetAwaitable) {
  SAVE_IP;
  Value v = rt_get_awaitable(t, sp[-1], static_cast<int32_t>(ip->operand));
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(GetAIter) {
  SAVE_IP;
  Value v = rt_get_aiter(t, sp[-1]);
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(GetANext) {
  SAVE_IP;
  Value v = rt_get_anext(t, sp[-1]);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(EndAsyncFor) { // [aiter exception] -> []
  SAVE_IP;
  if (!rt_end_async_for(t, sp[-1])) GO_TO(FailSilently);
  sp -= 2;
  NEXT(1);
}
HANDLER(AsyncGenWrap) {
  SAVE_IP;
  Value v = rt_async_gen_wrap(t, sp[-1]);
  if (!ok(v)) FAIL;
  sp[-1] = v;
  NEXT(1);
}

} // namespace rt
