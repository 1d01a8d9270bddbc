// raise, except, with; and where a pending exception goes.
#include "runtime-lib/interp/Handler.h"
#include "runtime-lib/interp/Tracing.h"
#include "runtime-lib/objects/Exception.h"

namespace rt {

/// The exception table sends a pending exception to its handler with the stack cut to the entry's depth
/// and the exception pushed; without a handler the frame is left.
HANDLER(FailSilently) {
  const InterpretedCode *code = *f->function->info->interpreted;
  const auto pc = static_cast<uint32_t>(f->ip - f->words);
  for (const InterpretedHandler &handler : code->handlers) {
    if (pc < handler.start || pc >= handler.end) continue;
    sp = locals + code->stackBase + handler.depth;
    *sp++ = t.pending;
    t.pending = kNoValue;
    CONTINUE_AT(f->words + handler.target);
  }
  if (t.traced) [[unlikely]] traceReturn(t, f, kNoValue);
  leaveFrame(t, f);
  return kNoValue;
}
HANDLER(Fail) {
  rt_traceback_here(t, f);
  if (t.traced) [[unlikely]] traceException(t, f);
  GO_TO(FailSilently);
}

HANDLER(Raise) {
  SAVE_IP;
  const uint64_t n = ip->operand;
  rt_raise(t, n ? sp[-static_cast<ptrdiff_t>(n)] : kNoValue, n == 2 ? sp[-1] : kNoValue);
  if (n) FAIL;
  GO_TO(FailSilently);
}
HANDLER(Reraise) {
  SAVE_IP;
  rt_reraise(t, sp[-1]);
  GO_TO(FailSilently);
}
HANDLER(PushExcInfo) {
  Value exception = sp[-1];
  sp[-1] = t.handled;
  *sp++ = exception;
  t.handled = exception;
  NEXT(1);
}
HANDLER(PopExcept) {
  t.handled = *--sp;
  NEXT(1);
}
HANDLER(CheckExcMatch) { // [exc type] -> [exc bool]
  SAVE_IP;
  int32_t matches = rt_check_exc_match(t, sp[-2], sp[-1]);
  if (matches < 0) FAIL;
  sp[-1] = fromBool(matches);
  NEXT(1);
}
HANDLER(CheckEgMatch) { // [exc type] -> [rest match]
  SAVE_IP;
  Value rest = kNoValue;
  Value match = rt_check_eg_match(t, sp[-2], sp[-1], &rest);
  if (!ok(match)) FAIL;
  if (!isNone(match)) t.handled = match;
  sp[-2] = rest;
  sp[-1] = match;
  NEXT(1);
}
HANDLER(PrepReraiseStar) { // [original list]
  SAVE_IP;
  Value v = rt_prep_reraise_star(t, sp[-2], sp[-1]);
  if (!ok(v)) FAIL;
  sp--;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(BeforeWith) { // [manager] -> [exit entered]
  SAVE_IP;
  Value exit = kNoValue;
  Value entered = rt_before_with(t, sp[-1], &exit);
  if (!ok(entered)) FAIL;
  sp[-1] = exit;
  *sp++ = entered;
  NEXT(1);
}
HANDLER(BeforeAsyncWith) {
  SAVE_IP;
  Value exit = kNoValue;
  Value entered = rt_before_async_with(t, sp[-1], &exit);
  if (!ok(entered)) FAIL;
  sp[-1] = exit;
  *sp++ = entered;
  NEXT(1);
}
HANDLER(WithExceptStart) { // [exit previous exc] -> [exit previous exc result]
  SAVE_IP;
  Value v = rt_with_except_start(t, sp[-3], sp[-1]);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(LoadAssertionError) {
  *sp++ = rt_load_assertion_error(t);
  NEXT(1);
}

} // namespace rt
