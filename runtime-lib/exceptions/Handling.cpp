// The runtime functions behind raise, try, with and except*: rows of abi/RuntimeFunctions.def.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/exceptions/ExceptionGroup.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

extern "C" {

void rt_raise(Thread &t, Value exception, Value cause) {
  if (!ok(exception)) { // bare raise: the caller adds no traceback entry, so that the handled exception goes on as it is
    Value handled = handledException(t);
    if (isNone(handled)) {
      raise(t, Msg::RaiseNoActive);
      rt_traceback_here(t, t.frame); // this one is new
      return;
    }
    t.pending = handled;
    return;
  }
  if (!ok(cause)) {
    raiseObject(t, exception);
    return;
  }
  Value instance = exception;
  if (isExceptionClass(exception)) {
    instance = call(t, exception, nullptr, 0);
    if (!ok(instance)) return;
    if (!isExceptionInstance(instance)) {
      raise(t, Msg::RaiseBadInstance, reprOf(exception), reprOf(fromObject(typeOf(instance))));
      return;
    }
  } else if (!isExceptionInstance(exception)) {
    raise(t, Msg::RaiseNotException);
    return;
  }
  if (isExceptionClass(cause)) {
    cause = call(t, cause, nullptr, 0);
    if (!ok(cause)) return;
  }
  if (!isNone(cause) && !isExceptionInstance(cause)) {
    raise(t, Msg::RaiseCauseBad);
    return;
  }
  setCause(t, instance, cause);
  raiseObject(t, instance);
}

void rt_reraise(Thread &t, Value exception) {
  t.pending = exception;
  if (!ok(t.frame->object)) return;
  const uint32_t pc = framePc(t.frame);
  if (codePosition(t.frame->function->info, pc).line > 0) as<FrameObject>(t.frame->object)->pc = pc;
}

int32_t rt_check_exc_match(Thread &t, Value exception, Value type) {
  if (!isTuple(type)) {
    if (isExceptionClass(type)) return isInstance(exception, as<Type>(type));
    raise(t, Msg::CatchNotException);
    return -1;
  }
  for (int64_t i = 0; i < as<Tuple>(type)->size; i++)
    if (!isExceptionClass(as<Tuple>(type)->items[i])) {
      raise(t, Msg::CatchNotException);
      return -1;
    }
  return exceptionMatches(exception, type);
}

Value rt_check_eg_match(Thread &t, Value exception, Value type, void *rest) {
  int64_t count = isTuple(type) ? as<Tuple>(type)->size : 1;
  for (int64_t i = 0; i < count; i++) {
    Value one = isTuple(type) ? as<Tuple>(type)->items[i] : type;
    if (!isExceptionClass(one)) return raise(t, Msg::CatchNotException);
    if (isSubtype(as<Type>(one), exceptionType(Exc::BaseExceptionGroup))) return raise(t, Msg::CatchGroup);
  }
  Value match;
  if (!matchGroup(t, exception, type, &match, static_cast<Value *>(rest))) return kNoValue;
  if (isNone(match))
    *static_cast<Value *>(rest) = exception; // the group itself, no copy
  else
    t.handled = match;
  return match;
}

Value rt_prep_reraise_star(Thread &t, Value original, Value results) {
  return groupToReraise(t, original, as<List>(results));
}

static Value beforeWith(Thread &t, Value manager, Str *enterName, Str *exitName, Value *exit, Msg noEnter,
                        Msg noExit) {
  Value enter = lookupSpecial(t, manager, enterName);
  if (!ok(enter)) return ok(t.pending) ? kNoValue : raise(t, noEnter, typeName(manager));
  *exit = lookupSpecial(t, manager, exitName);
  if (!ok(*exit)) return ok(t.pending) ? kNoValue : raise(t, noExit, typeName(manager));
  return call(t, enter, nullptr, 0);
}
Value rt_before_with(Thread &t, Value manager, void *exit) {
  return beforeWith(t, manager, names().__enter__, names().__exit__, static_cast<Value *>(exit),
                    Msg::WithNotManager, Msg::WithMissedExit);
}
Value rt_before_async_with(Thread &t, Value manager, void *exit) {
  return beforeWith(t, manager, names().__aenter__, names().__aexit__, static_cast<Value *>(exit),
                    Msg::AsyncWithNotManager, Msg::AsyncWithMissedExit);
}
Value rt_with_except_start(Thread &t, Value exit, Value exception) {
  Value traceback = as<Exception>(exception)->traceback;
  return callWith(t, exit, fromObject(typeOf(exception)), exception, ok(traceback) ? traceback : none());
}

void rt_raise_unbound(Thread &t, Value name, int32_t isFree) {
  raise(t, isFree ? Msg::FreeUnbound : Msg::LocalUnbound, name);
  if (isFree && pendingMatches(t, Exc::NameError))
    exceptionField(t.pending, ExcField::NameError_name) = name;
}

int32_t rt_slow_entry(Thread &t) {
  char here;
  // A generator that resumes to raise must not lose its exception to a handler's.
  if (t.recursionLeft > 0 && &here > t.stackEnd) {
    if (!ok(t.pending) && !rt_poll(t)) return 0;
    return t.traced ? 2 : 1;
  }
  raise(t, Msg::RecursionTooDeep);
  return 0;
}

int32_t rt_end_async_for(Thread &t, Value exception) {
  if (isInstance(exception, exceptionType(Exc::StopAsyncIteration))) return 1;
  t.pending = exception;
  return 0;
}

} // extern "C"

} // namespace rt
