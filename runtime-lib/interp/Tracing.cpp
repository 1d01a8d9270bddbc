#include "runtime-lib/interp/Tracing.h"

#include "runtime-lib/core/Tracing.h"
#include "runtime-lib/interp/Handler.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/objects/GeneratorInternals.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

namespace {

using regius::Opcode;

constexpr const char *kEventNames[] = {"call", "line", "return", "exception", "opcode", "c_call", "c_return", "c_exception"};

/// Calls the function with (frame, event, argument); its changes of f_locals go into the frame. What happens
/// meanwhile is no event.
Value callHook(Thread &t, ToldEvent told, Value function, Value argument) {
  told.outer = t.told;
  t.told = &told;
  t.traceDepth++;
  updateTraced(t);
  Value object = frameObject(t, told.frame);
  refreshLocals(t, told.frame);
  const char *name = kEventNames[static_cast<size_t>(told.event)];
  Value result = callWith(t, function, object, fromObject(internAscii(t, name)), argument);
  storeLocals(t, told.frame);
  if (!ok(result)) rt_traceback_here(t, told.frame);
  t.traceDepth--;
  t.told = told.outer;
  return result;
}

/// Tells an event. False with an exception pending: the function raised, and tracing is switched off.
bool tellTraceFunction(Thread &t, const ToldEvent &told, Value argument) {
  if (!ok(t.traceFunction) || t.traceDepth) return true;
  auto *object = as<FrameObject>(frameObject(t, told.frame));
  Value function = told.event == TraceEvent::Call ? t.traceFunction : object->trace;
  if (!ok(function)) return true;
  Value result = callHook(t, told, function, argument);
  if (!ok(result)) {
    setTraceFunctions(t, kNoValue, t.profileFunction);
    object->trace = kNoValue;
    return false;
  }
  updateTraced(t);
  if (!isNone(result)) storeField(object, &object->trace, result);
  return true;
}
bool tellProfileFunction(Thread &t, const ToldEvent &told, Value argument) {
  if (!ok(t.profileFunction) || t.traceDepth) return true;
  if (nativeProfiler.type && isInstance(t.profileFunction, nativeProfiler.type)) {
    t.traceDepth++; // it may call a timer
    updateTraced(t);
    const bool good = nativeProfiler.tell(t, t.profileFunction, told.frame, told.event, argument);
    t.traceDepth--;
    updateTraced(t);
    return good;
  }
  if (!ok(callHook(t, told, t.profileFunction, argument))) {
    setTraceFunctions(t, t.traceFunction, kNoValue);
    return false;
  }
  updateTraced(t);
  return true;
}
ToldEvent eventOf(InterpreterFrame *f, TraceEvent event) { return {nullptr, event, f, nullptr}; }

/// Tells an event while an exception may be pending. It stays, unless the function raises another.
template <typename Tell> bool keepingPending(Thread &t, Tell tell) {
  Value pending = t.pending;
  t.pending = kNoValue;
  if (!tell()) return false;
  t.pending = pending;
  return true;
}

/// The frame's object if a local trace function may be there.
FrameObject *tracedObject(Thread &t, InterpreterFrame *f) {
  if (!ok(f->object) && !(f->generator && ok(f->generator->frameObject))) return nullptr;
  return as<FrameObject>(frameObject(t, f));
}

/// Line and opcode events before the instruction at f->ip; `previous` came before it. f_lineno may be assigned
/// meanwhile, which changes f->ip and *sp.
bool traceInstruction(Thread &t, InterpreterFrame *f, const Word *previous, const TracedCode &traced, Value **sp) {
  FrameObject *object = tracedObject(t, f);
  if (!object || !ok(object->trace)) return true;
#ifdef REGIUS_NO_TAIL_CALLS
  // f->ip is the next instruction there already. Where the frame was seen last stays in its object; nothing is known
  // of a frame that got a trace function meanwhile.
  previous = object->lastPc ? f->words + (object->lastPc - 1) : object->isFresh ? f->words - 1 : f->ip;
  object->lastPc = static_cast<uint32_t>(f->ip - f->words) + 1;
#endif
  const int32_t line = traced.lines[static_cast<size_t>(f->ip - f->words)];
  if (line > 0) object->lastLine = line;
  const int32_t before = previous < f->words ? 0 : traced.lines[static_cast<size_t>(previous - f->words)];
  if (line > 0 && !object->skipsLines) {
    const bool backwards = f->ip < previous && traced.opcodes[static_cast<size_t>(f->ip - f->words)] != Opcode::Send;
    if (line != before || backwards) {
      const bool good = tellTraceFunction(t, {nullptr, TraceEvent::Line, f, sp}, none());
      if (!good) return false;
    }
  }
  return !object->tracesOpcodes || tellTraceFunction(t, eventOf(f, TraceEvent::Opcode), none());
}

/// What the profile function is told about a call: the built-in function, or kNoValue for all else.
Value builtinCallee(Thread &t, Value callee, const Value *args, size_t positional) {
  if (!isObject(callee)) return kNoValue;
  if (isExactly(callee, TypeId::NativeFunction)) return callee;
  if (isExactly(callee, TypeId::MethodDescriptor) && positional) return bindAttribute(t, callee, args[0], typeOf(args[0]));
  return kNoValue;
}

/// A call with c_call before and c_return or c_exception after it.
template <typename Call> Value profiledCall(Thread &t, InterpreterFrame *f, Value callee, const Value *args, size_t positional, Call call) {
  Value told = builtinCallee(t, callee, args, positional);
  if (!ok(told)) return ok(t.pending) ? kNoValue : call();
  if (!tellProfileFunction(t, eventOf(f, TraceEvent::CCall), told)) return kNoValue;
  Value result = call();
  if (!ok(t.profileFunction)) return result;
  if (ok(result)) return tellProfileFunction(t, eventOf(f, TraceEvent::CReturn), told) ? result : kNoValue;
  keepingPending(t, [&] { return tellProfileFunction(t, eventOf(f, TraceEvent::CException), told); });
  return kNoValue;
}

Opcode opcodeAt(const InterpreterFrame *f, const Word *ip) {
  return (*f->function->info->interpreted)->traced->opcodes[static_cast<size_t>(ip - f->words)];
}
HANDLER(ProfiledCall) { // Call and its kin
  auto n = static_cast<int64_t>(ip->operand);
  Value *args = sp - n, *base = args - 2;
  if (ok(args[-1])) args--, n++;
  const Opcode op = opcodeAt(f, ip);
  if (op == Opcode::CallBorrowed) rt_lend(t, *base, args, n);
  const auto call = op == Opcode::CallConsumer ? rt_call_consumer : rt_call;
  Value v = profiledCall(t, f, *base, args, static_cast<size_t>(n), [&] { return call(t, *base, args, n); });
  if (op == Opcode::CallOwned && ok(v)) rt_own_result(t, *base, v);
  sp = base;
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(ProfiledCallKw) {
  auto n = static_cast<int64_t>(ip->operand);
  Value names = sp[-1], *args = sp - 1 - n, *base = args - 2;
  if (ok(args[-1])) args--, n++;
  const Opcode op = opcodeAt(f, ip);
  if (op == Opcode::CallKwBorrowed) rt_lend(t, *base, args, n);
  const auto call = op == Opcode::CallKwOwned ? rt_call_kw_owned : rt_call_kw;
  Value v = profiledCall(t, f, *base, args, static_cast<size_t>(n - as<Tuple>(names)->size), [&] { return call(t, *base, args, n, names); });
  sp = base;
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(ProfiledCallEx) {
  const bool keywords = ip->operand & 1;
  Value *args = sp - (keywords ? 2 : 1), *base = args - 2;
  const Value *first = isTuple(args[0]) ? as<Tuple>(args[0])->items : nullptr;
  const size_t count = first ? static_cast<size_t>(as<Tuple>(args[0])->size) : 0;
  Value v = profiledCall(t, f, *base, first, count, [&] { return rt_call_ex(t, *base, args[0], keywords ? args[1] : kNoValue); });
  sp = base;
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}

/// A StopIteration ends an iteration: it is told as any other exception, then gone. False: another one is pending.
bool traceStopIteration(Thread &t, InterpreterFrame *f) {
  traceException(t, f);
  Value result;
  return takeStopIteration(t, &result);
}
HANDLER(TracedForIter) {
  Value iterator = sp[-1], item = nextKeepingValue(t, iterator);
  if (!ok(item)) {
    if (!ok(t.pending) && isExactly(iterator, TypeId::Generator)) {
      Value result = takeReturnValue(t, iterator);
      if (!isNone(result)) raiseReturned(t, result);
    }
    if (ok(t.pending) && !(pendingMatches(t, Exc::StopIteration) && traceStopIteration(t, f))) FAIL;
    sp--;
    CONTINUE_AT(ip->target);
  }
  *sp++ = item;
  NEXT(1);
}
/// What a receiver returns comes as a StopIteration from everything but a generator that returns None when it is asked
/// for its next value.
HANDLER(TracedSend) {
  Value receiver = sp[-2], sent = sp[-1], result = kNoValue;
  const bool delegated = same(t.delegatedReceiver, receiver);
  Value yielded = rt_send(t, receiver, sent, &result);
  if (ok(yielded)) {
    sp[-1] = yielded;
    NEXT(1);
  }
  if (ok(t.pending)) FAIL;
  const bool silent = delegated || (isNone(result) && isNone(sent) && !isExactly(receiver, TypeId::Coroutine) &&
                                    !(typeOf(receiver)->typeFlags & kTypeHeap));
  if (!silent) {
    raiseReturned(t, result);
    if (!traceStopIteration(t, f)) FAIL;
  }
  sp--;
  sp[-1] = result;
  JUMP_TO(ip->target);
}
HANDLER(LeaveTraced) { // a return event raised: no handler of the frame gets the exception
  leaveFrame(t, f);
  return kNoValue;
}

} // namespace

bool traceCall(Thread &t, InterpreterFrame *f) {
#ifdef REGIUS_NO_TAIL_CALLS
  if (ok(t.traceFunction) && !t.traceDepth) as<FrameObject>(frameObject(t, f))->isFresh = f->ip < f->words;
#endif
  if (ok(t.traceFunction) && !tellTraceFunction(t, eventOf(f, TraceEvent::Call), none())) return false;
  return !ok(t.profileFunction) || tellProfileFunction(t, eventOf(f, TraceEvent::Call), none());
}

void traceException(Thread &t, InterpreterFrame *f) {
  if (!ok(t.traceFunction) || t.traceDepth) return;
  FrameObject *object = tracedObject(t, f);
  if (!object || !ok(object->trace)) return;
  Value exception = t.pending, traceback = as<Exception>(exception)->traceback;
  t.pending = kNoValue;
  Value argument = fromObject(tupleOf(t, fromObject(typeOf(exception)), exception, ok(traceback) ? traceback : none()));
  if (tellTraceFunction(t, eventOf(f, TraceEvent::Exception), argument)) t.pending = exception;
}

bool traceReturn(Thread &t, InterpreterFrame *f, Value result) {
  Value told = ok(result) ? result : none();
  const ToldEvent event = eventOf(f, TraceEvent::Return);
  return keepingPending(t, [&] { return tellTraceFunction(t, event, told); }) &&
         keepingPending(t, [&] { return tellProfileFunction(t, event, told); });
}

HANDLER(Trace) {
  InterpretedCode *code = *f->function->info->interpreted;
  const TracedCode &traced = *code->traced;
  auto pc = static_cast<size_t>(ip - f->words);
  if (!t.traced) {
    if (!tracingThreads) {
      removeTrace(code);
      CONTINUE_AT(ip);
    }
    CONTINUE_WITH(traced.single[pc]);
  }
  const Word *previous = f->ip;
  SAVE_IP;
  if (ok(t.traceFunction)) {
    Value *top = sp;
    const bool good = traceInstruction(t, f, previous, traced, &top);
    sp = top;
    if (!good) {
      SAVE_IP; // an assignment of f_lineno does not count then
      FAIL;
    }
    ip = f->ip;
    pc = static_cast<size_t>(ip - f->words);
  }
  switch (traced.opcodes[pc]) {
  case Opcode::ReturnValue:
  case Opcode::YieldValue:
    if (!traceReturn(t, f, sp[-1])) GO_TO(LeaveTraced);
    break;
  case Opcode::ForIter:
    if (ok(t.traceFunction)) GO_TO(TracedForIter);
    break;
  case Opcode::Send:
    if (ok(t.traceFunction)) GO_TO(TracedSend);
    break;
  case Opcode::Call:
  case Opcode::CallBorrowed:
  case Opcode::CallConsumer:
  case Opcode::CallOwned:
    if (ok(t.profileFunction)) GO_TO(ProfiledCall);
    break;
  case Opcode::CallKw:
  case Opcode::CallKwBorrowed:
  case Opcode::CallKwOwned:
    if (ok(t.profileFunction)) GO_TO(ProfiledCallKw);
    break;
  case Opcode::CallEx:
    if (ok(t.profileFunction)) GO_TO(ProfiledCallEx);
    break;
  default: break;
  }
  CONTINUE_WITH(traced.single[pc]);
}

} // namespace rt
