// _asyncio.Future, and the iterator of its __await__.
#include "runtime-lib/modules/asyncio/Asyncio.h"

#include "runtime-lib/modules/contextvars/ContextVars.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/GeneratorInternals.h"

#include <string>

namespace rt {

namespace {

struct FutureIterator : Object {
  Value future; // kNoValue when it is through
};

Future *futureOf(Value v) { return as<Future>(v); }
void put(Future *f, Value *field, Value v) { storeField(f, field, v); }
bool checkInitialised(Thread &t, Future *f) { return ok(f->loop) || ok(raise(t, Msg::FutureNotInitialized)); }
/// The same for those who ask what came out.
bool checkAsked(Thread &t, Future *f) {
  return ok(f->loop) || ok(raiseNew(t, asyncio.invalidState, strUtf8(t, messageText(t, Msg::FutureNotInitialized, {}))));
}
bool raiseInvalidState(Thread &t, std::string_view text) { return ok(raiseNew(t, asyncio.invalidState, text)); }
Value orNone(Value v) { return ok(v) ? v : none(); }

bool scheduleCallbacks(Thread &t, Future *f) {
  if (ok(f->callback0)) {
    Value callback = f->callback0, context = f->context0;
    f->callback0 = f->context0 = kNoValue;
    if (!callSoon(t, f->loop, callback, fromObject(f), context)) return false;
  }
  if (!ok(f->callbacks)) return true;
  List *others = as<List>(f->callbacks);
  f->callbacks = kNoValue;
  for (int64_t i = 0; i < others->size; i++) {
    const Tuple *one = as<Tuple>(others->array->items[i]);
    if (!callSoon(t, f->loop, one->items[0], fromObject(f), one->items[1])) return false;
  }
  return true;
}

// --- Methods

Value init(Thread &t, const Value *a) { return initFuture(t, futureOf(a[0]), a[1]) ? none() : kNoValue; }
constexpr NativeRow kInit{"Future", init, "($self, *, loop=None)"};

Value result(Thread &t, const Value *a) { return futureResult(t, futureOf(a[0])); }
Value exception(Thread &t, const Value *a) {
  Future *f = futureOf(a[0]);
  if (!checkAsked(t, f)) return kNoValue;
  if (f->state == FutureState::Cancelled) return raiseObject(t, TRY(futureCancelledError(t, f)));
  if (f->state != FutureState::Finished) return raiseInvalidState(t, "Exception is not set."), kNoValue;
  f->logTraceback = false;
  noteFutureState(f);
  return orNone(f->exception);
}
Value setResult(Thread &t, const Value *a) { return setFutureResult(t, futureOf(a[0]), a[1]) ? none() : kNoValue; }
Value setException(Thread &t, const Value *a) { return setFutureException(t, futureOf(a[0]), a[1]) ? none() : kNoValue; }
Value addDoneCallback(Thread &t, const Value *a) {
  Future *f = futureOf(a[0]);
  if (!checkInitialised(t, f)) return kNoValue;
  Value context = ok(a[2]) ? a[2] : TRY(copyCurrentContext(t));
  return addFutureCallback(t, f, a[1], context) ? none() : kNoValue;
}
Value removeDoneCallback(Thread &t, const Value *a) {
  Future *f = futureOf(a[0]);
  if (!checkInitialised(t, f)) return kNoValue;
  int64_t removed = 0;
  if (ok(f->callback0)) {
    const int equal = compareTruth(t, a[1], f->callback0, CompareKind::Equal);
    if (equal < 0) return kNoValue;
    if (equal) {
      f->callback0 = f->context0 = kNoValue;
      removed++;
    }
  }
  if (!ok(f->callbacks)) return fromInt(removed);
  // The comparison may change the list.
  List *kept = listNew(t), *others = as<List>(f->callbacks);
  for (int64_t i = 0; i < others->size; i++) {
    Value one = others->array->items[i];
    const int equal = compareTruth(t, as<Tuple>(one)->items[0], a[1], CompareKind::Equal);
    if (equal < 0) return kNoValue;
    if (!equal && !listAppend(t, kept, one)) return kNoValue;
    removed += equal;
  }
  put(f, &f->callbacks, kept->size ? fromObject(kept) : kNoValue);
  return fromInt(removed);
}
Value cancel(Thread &t, const Value *a) {
  if (!checkInitialised(t, futureOf(a[0]))) return kNoValue;
  const int done = cancelFuture(t, futureOf(a[0]), a[1]);
  return done < 0 ? kNoValue : fromBool(done);
}
Value isCancelled(Thread &, const Value *a) {
  return fromBool(ok(futureOf(a[0])->loop) && futureOf(a[0])->state == FutureState::Cancelled);
}
Value isDone(Thread &, const Value *a) {
  return fromBool(ok(futureOf(a[0])->loop) && futureOf(a[0])->state != FutureState::Pending);
}
Value getLoop(Thread &t, const Value *a) { return checkInitialised(t, futureOf(a[0])) ? futureOf(a[0])->loop : kNoValue; }
Value makeCancelledError(Thread &t, const Value *a) { return futureCancelledError(t, futureOf(a[0])); }
Value classGetItem(Thread &t, const Value *a) { return genericAliasNew(t, a[0], a[1]); }

// --- Attributes

Value state(Thread &t, Value self) {
  if (!checkInitialised(t, futureOf(self))) return kNoValue;
  const char *const kNames[] = {"PENDING", "CANCELLED", "FINISHED"};
  return fromObject(internAscii(t, kNames[static_cast<int>(futureOf(self)->state)]));
}
Value isBlocking(Thread &, Value self) { return fromBool(ok(futureOf(self)->loop) && futureOf(self)->blocking); }
bool setBlocking(Thread &t, Value self, Value v) {
  if (!checkInitialised(t, futureOf(self))) return false;
  if (!ok(v)) return ok(raiseText(t, Exc::AttributeError, "cannot delete attribute"));
  const int is = truth(t, v);
  if (is < 0) return false;
  futureOf(self)->blocking = is;
  return true;
}
Value loggedTraceback(Thread &t, Value self) {
  return checkInitialised(t, futureOf(self)) ? fromBool(futureOf(self)->logTraceback) : kNoValue;
}
bool setLogTraceback(Thread &t, Value self, Value v) {
  if (!ok(v)) return ok(raiseText(t, Exc::AttributeError, "cannot delete attribute"));
  const int is = truth(t, v);
  if (is < 0) return false;
  if (is) return ok(raise(t, Msg::FutureLogTraceback));
  futureOf(self)->logTraceback = false;
  noteFutureState(futureOf(self));
  return true;
}
Value callbacks(Thread &t, Value self) {
  Future *f = futureOf(self);
  if (!checkInitialised(t, f)) return kNoValue;
  if (!ok(f->callback0)) return orNone(f->callbacks);
  List *all = listNew(t);
  listAppend(t, all, fromObject(tupleOf(t, f->callback0, f->context0)));
  for (int64_t i = 0; ok(f->callbacks) && i < as<List>(f->callbacks)->size; i++)
    listAppend(t, all, as<List>(f->callbacks)->array->items[i]);
  return fromObject(all);
}
template <Value Future::*field> Value read(Thread &t, Value self) {
  return checkInitialised(t, futureOf(self)) ? orNone(futureOf(self)->*field) : kNoValue;
}
Value loopOf(Thread &, Value self) { return orNone(futureOf(self)->loop); }
bool setCancelMessage(Thread &t, Value self, Value v) {
  if (!checkInitialised(t, futureOf(self))) return false;
  if (!ok(v)) return ok(raiseText(t, Exc::AttributeError, "cannot delete attribute"));
  put(futureOf(self), &futureOf(self)->cancelMessage, v);
  return true;
}
Value represent(Thread &t, Value self) {
  if (!checkInitialised(t, futureOf(self))) return kNoValue;
  return callWith(t, asyncio.futureText, self);
}

// --- Awaiting

Value iterate(Thread &t, Value self) {
  if (!checkInitialised(t, futureOf(self))) return kNoValue;
  auto *it = reinterpret_cast<FutureIterator *>(allocateInstance(t, asyncio.iteratorType));
  it->future = self;
  return fromObject(it);
}
Value step(Thread &t, Value self) {
  auto *it = as<FutureIterator>(self);
  if (!ok(it->future)) return kNoValue;
  Future *f = futureOf(it->future);
  if (f->state == FutureState::Pending) {
    if (f->blocking) return raise(t, Msg::FutureNotAwaited);
    f->blocking = true;
    return fromObject(f);
  }
  it->future = kNoValue;
  Value v = TRY(futureResult(t, f));
  return isNone(v) ? kNoValue : raiseReturned(t, v);
}
Value send(Thread &t, const Value *a) { // the value is of no interest
  Value v = step(t, a[0]);
  return ok(v) || ok(t.pending) ? v : raiseStopIteration(t);
}
Value throwInto(Thread &t, const Value *a) {
  Value traceback = ok(a[3]) && isNone(a[3]) ? kNoValue : a[3];
  if (ok(traceback) && !isExactly(traceback, TypeId::Traceback))
    return raiseText(t, Exc::TypeError, "throw() third argument must be a traceback");
  if (!isExceptionClass(a[1]) && !isExceptionInstance(a[1]))
    return raiseText(t, Exc::TypeError, "exceptions must be classes deriving BaseException or instances of such a class");
  if (preparePending(t, a[1], a[2], traceback)) as<FutureIterator>(a[0])->future = kNoValue;
  return kNoValue;
}
Value close(Thread &, const Value *a) {
  as<FutureIterator>(a[0])->future = kNoValue;
  return none();
}

const NativeRow kMethods[] = {
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
    {"_make_cancelled_error", makeCancelledError, "($self, /)"},
    {"add_done_callback", addDoneCallback, "($self, fn, /, *, context=<unrepresentable>)"},
    {"cancel", cancel, "($self, /, msg=None)"},
    {"cancelled", isCancelled, "($self, /)"},
    {"done", isDone, "($self, /)"},
    {"exception", exception, "($self, /)"},
    {"get_loop", getLoop, "($self, /)"},
    {"remove_done_callback", removeDoneCallback, "($self, fn, /)"},
    {"result", result, "($self, /)"},
    {"set_exception", setException, "($self, exception, /)"},
    {"set_result", setResult, "($self, result, /)"},
    {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"_asyncio_future_blocking", isBlocking, setBlocking},
                              {"_callbacks", callbacks},
                              {"_cancel_message", read<&Future::cancelMessage>, setCancelMessage},
                              {"_exception", read<&Future::exception>},
                              {"_log_traceback", loggedTraceback, setLogTraceback},
                              {"_loop", loopOf},
                              {"_result", read<&Future::result>},
                              {"_source_traceback", read<&Future::sourceTraceback>},
                              {"_state", state},
                              {nullptr, nullptr}};
const NativeRow kIteratorMethods[] = {{"close", close, "($self, /)"},
                                      {"send", send, "($self, value, /)"},
                                      {"throw", throwInto, "($self, type, val=None, tb=None, /)"},
                                      {nullptr, nullptr, nullptr}};

} // namespace

bool callSoon(Thread &t, Value loop, Value callback, Value argument, Value context) {
  const Value args[] = {callback, ok(argument) ? argument : context, context};
  return ok(callMethod(t, loop, asyncio.callSoon, args, ok(argument) ? 2 : 1, asyncio.contextKeyword));
}

void noteFutureState(Future *f) {
  const bool isTask = isInstance(fromObject(f), asyncio.taskType);
  const bool mayBeLost = isTask && static_cast<Task *>(f)->logDestroyPending && f->state == FutureState::Pending;
  setFinalizerIdle(f, !f->logTraceback && !mayBeLost);
}

bool initFuture(Thread &t, Future *f, Value loop) {
  for (Value *field : {&f->callback0, &f->context0, &f->callbacks, &f->exception, &f->exceptionTraceback, &f->result,
                       &f->sourceTraceback, &f->cancelMessage, &f->cancelledError})
    *field = kNoValue;
  f->state = FutureState::Pending;
  f->logTraceback = f->blocking = false;
  put(f, &f->loop, ok(loop) && !isNone(loop) ? loop : TRY(eventLoop(t)));
  const Value debug = TRY(callMethodWith(t, f->loop, asyncio.getDebug));
  const int debugging = truth(t, debug);
  if (debugging < 0) return false;
  if (debugging) put(f, &f->sourceTraceback, TRY(callWith(t, asyncio.extractStack)));
  noteFutureState(f);
  return true;
}

bool setFutureResult(Thread &t, Future *f, Value v) {
  if (!checkInitialised(t, f)) return false;
  if (f->state != FutureState::Pending) return raiseInvalidState(t, "invalid state");
  put(f, &f->result, v);
  f->state = FutureState::Finished;
  noteFutureState(f);
  return scheduleCallbacks(t, f);
}

bool setFutureException(Thread &t, Future *f, Value given) {
  if (!checkInitialised(t, f)) return false;
  if (f->state != FutureState::Pending) return raiseInvalidState(t, "invalid state");
  Value error = isExceptionClass(given) ? TRY(call(t, given, nullptr, 0)) : given;
  if (f->state != FutureState::Pending) return raiseInvalidState(t, "invalid state");
  if (!isExceptionInstance(error)) return ok(raise(t, Msg::FutureBadException));
  if (typeOf(error) == exceptionType(Exc::StopIteration)) return ok(raise(t, Msg::FutureStopIteration));
  put(f, &f->exception, error);
  put(f, &f->exceptionTraceback, as<Exception>(error)->traceback);
  f->state = FutureState::Finished;
  if (!scheduleCallbacks(t, f)) return false;
  f->logTraceback = true;
  noteFutureState(f);
  return true;
}

int cancelFuture(Thread &t, Future *f, Value message) {
  f->logTraceback = false;
  if (f->state == FutureState::Pending) {
    f->state = FutureState::Cancelled;
    put(f, &f->cancelMessage, message);
    noteFutureState(f);
    return scheduleCallbacks(t, f) ? 1 : -1;
  }
  noteFutureState(f);
  return 0;
}

bool addFutureCallback(Thread &t, Future *f, Value callback, Value context) {
  if (f->state != FutureState::Pending) return callSoon(t, f->loop, callback, fromObject(f), context);
  if (!ok(f->callback0) && !ok(f->callbacks)) {
    put(f, &f->callback0, callback);
    put(f, &f->context0, context);
    return true;
  }
  if (!ok(f->callbacks)) put(f, &f->callbacks, fromObject(listNew(t)));
  return listAppend(t, as<List>(f->callbacks), fromObject(tupleOf(t, callback, context)));
}

Value futureCancelledError(Thread &t, Future *f) {
  Value error = f->cancelledError;
  f->cancelledError = kNoValue;
  if (ok(error)) return error;
  const Value message = f->cancelMessage, type = fromObject(asyncio.cancelledError);
  return ok(message) && !isNone(message) ? callWith(t, type, message) : call(t, type, nullptr, 0);
}

Value futureResult(Thread &t, Future *f) {
  if (!checkAsked(t, f)) return kNoValue;
  if (f->state == FutureState::Cancelled) return raiseObject(t, TRY(futureCancelledError(t, f)));
  if (f->state != FutureState::Finished) return raiseInvalidState(t, "Result is not set."), kNoValue;
  f->logTraceback = false;
  noteFutureState(f);
  if (!ok(f->exception)) return f->result;
  storeField(asObject(f->exception), &as<Exception>(f->exception)->traceback, f->exceptionTraceback);
  return raiseObject(t, f->exception);
}

void tellLoop(Thread &t, Future *f, Str *message, std::string_view name, Value error) {
  Dict *context = dictNew(t);
  dictSetStr(t, context, asyncio.message, fromObject(message));
  if (ok(error)) dictSetStr(t, context, internAscii(t, "exception"), error);
  dictSetStr(t, context, internAscii(t, name), fromObject(f));
  if (ok(f->sourceTraceback)) dictSetStr(t, context, internAscii(t, "source_traceback"), f->sourceTraceback);
  Str *handler = internAscii(t, "call_exception_handler");
  bool failed = false;
  const Value function = getAttributeOrNone(t, f->loop, handler, &failed);
  if (!ok(callMethodWith(t, f->loop, handler, fromObject(context)))) reportUnraisable(t, ok(function) ? function : f->loop);
}

void finalizeFuture(Thread &t, Value self) {
  Future *f = futureOf(self);
  if (!f->logTraceback) return;
  f->logTraceback = false;
  const std::string text = std::string(strUtf8(t, typeOf(self)->name)) + " exception was never retrieved";
  tellLoop(t, f, strFromUtf8(t, text), "future", f->exception);
}

bool addFutureTypes(Thread &t, Value module) {
  TypeSpec future{TypeId::Object};
  future.flags = kTypeSubclassable | kTypeWeakRefs | kTypeHasDict;
  future.instanceSize = sizeof(Future);
  future.extraOffset = offsetof(Future, attributes);
  future.trace = [](Object *o, Tracer &tracer) { tracer.range(&static_cast<Future *>(o)->loop, kFutureValues - 1); };
  future.methods = kMethods;
  future.getSets = kGetSets;
  future.fillSlots = [](Slots &s) {
    s.create = createPlain;
    s.init = initBy<kInit>;
    s.repr = represent;
    s.iter = s.await = iterate;
    s.finalize = finalizeFuture;
  };
  TypeSpec iterator{TypeId::Object};
  iterator.flags = kTypeNoCreate;
  iterator.instanceSize = sizeof(FutureIterator);
  iterator.trace = [](Object *o, Tracer &tracer) { tracer.value(static_cast<FutureIterator *>(o)->future); };
  iterator.methods = kIteratorMethods;
  iterator.fillSlots = [](Slots &s) {
    s.iter = identityOf;
    s.next = step;
  };
  asyncio.iteratorType = makeNativeType(t, "_asyncio", "FutureIter", nullptr, iterator);
  asyncio.futureType = addType(t, module, "Future", future);
  return asyncio.iteratorType && asyncio.futureType;
}

} // namespace rt
