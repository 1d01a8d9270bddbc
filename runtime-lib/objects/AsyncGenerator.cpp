// Asynchronous generators (PEP 525) and await. The compiled body is a generator whose `yield`s are marked
// by a wrapper (rt_async_gen_wrap), so that they differ from what an inner await passes up. asend(),
// athrow(), aclose() and __anext__() give awaitables that drive it: a wrapped value becomes
// StopIteration(value), the result of the await.
#include "runtime-lib/objects/AsyncGenerator.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/objects/GeneratorInternals.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

namespace {

enum : uint32_t { kNew, kIterating, kClosed };

Generator *gen(Value v) { return as<Generator>(v); }
AsyncGenAwait *awaitOf(Value v) { return as<AsyncGenAwait>(v); }
bool isWrapped(Value v) { return ok(v) && isExactly(v, TypeId::AsyncGenWrapped); }

Value raiseClass(Thread &t, Exc type) {
  Value e = makeException(t, type, emptyTuple());
  if (!ok(e)) return kNoValue;
  chainContext(t, e);
  t.pending = e;
  return kNoValue;
}

/// The yielded value of a step, or kNoValue with an exception pending (a return is StopAsyncIteration).
Value stepResult(Thread &t, Step step, Value v) {
  if (step == Step::Yielded) return v;
  return step == Step::Returned ? raiseClass(t, Exc::StopAsyncIteration) : kNoValue;
}
bool pendingIsEnd(Thread &t) {
  return pendingMatches(t, Exc::StopAsyncIteration) || pendingMatches(t, Exc::GeneratorExit);
}
/// What the await sees: passes inner awaits up, ends with StopIteration(value) at a yield.
Value unwrap(Thread &t, Generator *g, Value v) {
  if (!ok(v)) {
    if (pendingIsEnd(t)) g->flags |= kGeneratorClosed;
    g->flags &= ~kGeneratorAwaiting;
    return kNoValue;
  }
  if (!isWrapped(v)) return v;
  g->flags &= ~kGeneratorAwaiting;
  return raiseValue(t, Exc::StopIteration, as<Wrapper>(v)->value);
}

Value sendInto(Thread &t, Generator *g, Value sent) {
  Value v = kNoValue;
  Step step = resumeGenerator(t, g, sent, &v);
  return stepResult(t, step, v);
}
Value throwInto(Thread &t, Generator *g, Value type, Value v, Value traceback) {
  Value out = kNoValue;
  Step step = throwIntoGenerator(t, g, type, v, traceback, false, &out);
  return stepResult(t, step, out);
}

// --- asend() and __anext__()
Value asendSend(Thread &t, Value self, Value sent) {
  AsyncGenAwait *a = awaitOf(self);
  Generator *g = a->generator;
  if (a->state == kClosed) return raiseText(t, Exc::RuntimeError, "cannot reuse already awaited __anext__()/asend()");
  if (a->state == kNew) {
    if (g->flags & kGeneratorAwaiting)
      return raiseText(t, Exc::RuntimeError, "anext(): asynchronous generator is already running");
    if (!ok(sent) || isNone(sent)) sent = a->args;
    a->state = kIterating;
  }
  g->flags |= kGeneratorAwaiting;
  Value v = unwrap(t, g, sendInto(t, g, sent));
  if (!ok(v)) a->state = kClosed;
  return v;
}
Value asendMethodSend(Thread &t, const Value *args) { return asendSend(t, args[0], args[1]); }
Value asendNext(Thread &t, Value self) { return asendSend(t, self, none()); }
Value asendMethodThrow(Thread &t, const Value *args) {
  AsyncGenAwait *a = awaitOf(args[0]);
  if (a->state == kClosed) return raiseText(t, Exc::RuntimeError, "cannot reuse already awaited __anext__()/asend()");
  Value v = unwrap(t, a->generator, throwInto(t, a->generator, args[1], args[2], args[3]));
  if (!ok(v)) a->state = kClosed;
  return v;
}
Value awaitMethodClose(Thread &, const Value *args) {
  awaitOf(args[0])->state = kClosed;
  return none();
}

// --- athrow() and aclose()
/// The end of aclose() or athrow(): v came out of the generator.
Value finishThrow(Thread &t, AsyncGenAwait *a, Value v) {
  Generator *g = a->generator;
  if (!a->isClose) {
    v = unwrap(t, g, v);
    if (ok(v)) return v;
  } else if (ok(v) && !isWrapped(v)) {
    return v;
  }
  g->flags &= ~kGeneratorAwaiting;
  a->state = kClosed;
  if (ok(v)) return raise(t, Msg::GeneratorIgnoredExit, "async generator");
  if (a->isClose && pendingIsEnd(t)) { // that is how closing succeeds
    clearPending(t);
    return raiseStopIteration(t);
  }
  return kNoValue;
}
Value athrowSend(Thread &t, Value self, Value sent) {
  AsyncGenAwait *a = awaitOf(self);
  Generator *g = a->generator;
  if (a->state == kClosed) return raiseText(t, Exc::RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  if (g->state == kGeneratorFinished) {
    a->state = kClosed;
    return raiseStopIteration(t);
  }
  if (a->state == kIterating) return finishThrow(t, a, sendInto(t, g, sent));
  if (g->flags & kGeneratorAwaiting) {
    a->state = kClosed;
    return raiseText(t, Exc::RuntimeError, a->isClose ? "aclose(): asynchronous generator is already running"
                                                      : "athrow(): asynchronous generator is already running");
  }
  if (g->flags & kGeneratorClosed) {
    a->state = kClosed;
    return raiseClass(t, Exc::StopAsyncIteration);
  }
  if (!isNone(sent)) return raise(t, Msg::GeneratorJustStarted, "coroutine");
  a->state = kIterating;
  g->flags |= kGeneratorAwaiting;
  if (a->isClose) {
    g->flags |= kGeneratorClosed;
    return finishThrow(t, a, throwInto(t, g, fromObject(exceptionType(Exc::GeneratorExit)), kNoValue, kNoValue));
  }
  const Value *args = as<Tuple>(a->args)->items;
  return finishThrow(t, a, throwInto(t, g, args[0], args[1], args[2]));
}
Value athrowMethodSend(Thread &t, const Value *args) { return athrowSend(t, args[0], args[1]); }
Value athrowNext(Thread &t, Value self) { return athrowSend(t, self, none()); }
Value athrowMethodThrow(Thread &t, const Value *args) {
  AsyncGenAwait *a = awaitOf(args[0]);
  if (a->state == kClosed) return raiseText(t, Exc::RuntimeError, "cannot reuse already awaited aclose()/athrow()");
  return finishThrow(t, a, throwInto(t, a->generator, args[1], args[2], args[3]));
}

// --- The generator itself
bool initialiseHooks(Thread &t, Generator *g) {
  if (g->flags & kGeneratorHooked) return true;
  g->flags |= kGeneratorHooked;
  Value first = t.asyncGenHooks[0], finalizer = t.asyncGenHooks[1];
  if (ok(finalizer) && !isNone(finalizer)) storeField(g, &g->origin, finalizer);
  return !ok(first) || isNone(first) || ok(callWith(t, first, fromObject(g)));
}
Value makeAwait(Thread &t, Value self, TypeId type, Value args, bool isClose) {
  if (!initialiseHooks(t, gen(self))) return kNoValue;
  auto *a = allocate<AsyncGenAwait>(t, type);
  a->generator = gen(self);
  a->args = args;
  a->isClose = isClose;
  return fromObject(a);
}
Value methodAsend(Thread &t, const Value *args) { return makeAwait(t, args[0], TypeId::AsyncGenASend, args[1], false); }
Value slotAnext(Thread &t, Value self) { return makeAwait(t, self, TypeId::AsyncGenASend, none(), false); }
Value methodAclose(Thread &t, const Value *args) {
  return makeAwait(t, args[0], TypeId::AsyncGenAThrow, kNoValue, true);
}
Value methodAthrow(Thread &t, const Value *args) {
  Tuple *saved = tupleOf(t, args[1], ok(args[2]) ? args[2] : none(), ok(args[3]) ? args[3] : none());
  return makeAwait(t, args[0], TypeId::AsyncGenAThrow, fromObject(saved), false);
}
Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }
Value selfIter(Thread &, Value self) { return self; }

Value getName(Thread &, Value self) { return gen(self)->name; }
Value getQualName(Thread &, Value self) { return gen(self)->qualName; }
bool setText(Thread &t, Value self, Value *slot, Value v, const char *name) {
  if (!ok(v) || !isStr(v)) return raise(t, Msg::NameAttributeNotStr, name), false;
  storeField(asObject(self), slot, v);
  return true;
}
bool setName(Thread &t, Value self, Value v) { return setText(t, self, &gen(self)->name, v, "__name__"); }
bool setQualName(Thread &t, Value self, Value v) { return setText(t, self, &gen(self)->qualName, v, "__qualname__"); }
Value getCode(Thread &t, Value self) { return getAttribute(t, fromObject(gen(self)->function), names().__code__); }
Value getFrame(Thread &t, Value self) {
  return gen(self)->state == kGeneratorFinished ? none() : generatorFrame(t, gen(self));
}
Value getRunning(Thread &, Value self) { return fromBool(gen(self)->flags & kGeneratorAwaiting); }
Value getAwait(Thread &, Value self) {
  Generator *g = gen(self);
  return ok(g->yieldFrom) && !(g->flags & kGeneratorRunning) ? g->yieldFrom : none();
}

const NativeRow kMethods[] = {
    {"__class_getitem__", classGetItem, "($type, item, /)", NativeKind::ClassMethod},
    {"aclose", methodAclose, "($self, /)"},
    {"asend", methodAsend, "($self, value, /)"},
    {"athrow", methodAthrow, "($self, type, value=None, traceback=None, /)"},
    {nullptr, nullptr, nullptr},
};
const GetSetRow kGetSets[] = {
    {"__name__", getName, setName}, {"__qualname__", getQualName, setQualName},
    {"ag_await", getAwait},         {"ag_code", getCode},
    {"ag_frame", getFrame},         {"ag_running", getRunning},
    {nullptr, nullptr},
};
const NativeRow kASendMethods[] = {
    {"close", awaitMethodClose, "($self, /)"},
    {"send", asendMethodSend, "($self, value, /)"},
    {"throw", asendMethodThrow, "($self, type, value=None, traceback=None, /)"},
    {nullptr, nullptr, nullptr},
};
const NativeRow kAThrowMethods[] = {
    {"close", awaitMethodClose, "($self, /)"},
    {"send", athrowMethodSend, "($self, value, /)"},
    {"throw", athrowMethodThrow, "($self, type, value=None, traceback=None, /)"},
    {nullptr, nullptr, nullptr},
};
void traceGenerator(Object *object, Tracer &tracer) {
  auto *g = static_cast<Generator *>(object);
  tracer.pointer(g->function);
  tracer.range(&g->result, static_cast<size_t>(g->slots - &g->result) + g->slotCount);
}
void traceAwait(Object *object, Tracer &tracer) {
  auto *a = static_cast<AsyncGenAwait *>(object);
  tracer.pointer(a->generator);
  tracer.value(a->args);
}
void traceWrapped(Object *object, Tracer &tracer) { tracer.value(static_cast<Wrapper *>(object)->value); }
Value reprAsyncGenerator(Thread &t, Value self) {
  StrBuilder out(t);
  out.add("<async_generator object ");
  out.add(as<Str>(gen(self)->qualName));
  out.add(" at 0x");
  out.add(TRY(intToText(t, intFromUnsigned(t, bitsOf(self)), 16)));
  out.add(">");
  return fromObject(out.finish());
}

// --- anext(iterator, default)
struct AnextAwaitable : Object {
  Value awaitable, fallback, iterator;
};
Type *anextType;
/// The iterator of the wrapped awaitable, made on first use.
Value innerIterator(Thread &t, AnextAwaitable *a) {
  if (!ok(a->iterator)) {
    Value iterator = TRY(awaitableIterator(t, a->awaitable, 0));
    if (isExactly(iterator, TypeId::Coroutine)) iterator = TRY(typeOf(iterator)->slots.await(t, iterator));
    storeField(a, &a->iterator, iterator);
  }
  return a->iterator;
}
Value useDefault(Thread &t, AnextAwaitable *a, Value v) {
  if (ok(v) || !pendingMatches(t, Exc::StopAsyncIteration)) return v;
  clearPending(t);
  return raiseReturned(t, a->fallback);
}
Value anextNext(Thread &t, Value self) {
  auto *a = as<AnextAwaitable>(self);
  Value iterator = innerIterator(t, a);
  if (!ok(iterator)) return useDefault(t, a, kNoValue);
  Value v = typeOf(iterator)->slots.next(t, iterator);
  if (!ok(v) && !ok(t.pending)) return raiseReturned(t, takeReturnValue(t, iterator));
  return useDefault(t, a, v);
}
Value anextForward(Thread &t, const Value *args, Str *name, size_t count) {
  auto *a = as<AnextAwaitable>(args[0]);
  Value iterator = TRY(innerIterator(t, a));
  while (count && !ok(args[count])) count--;
  return useDefault(t, a, callMethod(t, iterator, name, args + 1, count));
}
Value anextSend(Thread &t, const Value *args) { return anextForward(t, args, names().send, 1); }
Value anextThrow(Thread &t, const Value *args) { return anextForward(t, args, names().throwName, 3); }
Value anextClose(Thread &t, const Value *args) { return anextForward(t, args, names().close, 0); }
const NativeRow kAnextMethods[] = {
    {"close", anextClose, "($self, /)"},
    {"send", anextSend, "($self, value, /)"},
    {"throw", anextThrow, "($self, type, value=None, traceback=None, /)"},
    {nullptr, nullptr, nullptr},
};
void traceAnext(Object *object, Tracer &tracer) { tracer.range(&static_cast<AnextAwaitable *>(object)->awaitable, 3); }

} // namespace

Value anextWithDefault(Thread &t, Value awaitable, Value fallback) {
  auto *a = static_cast<AnextAwaitable *>(TRY(allocateInstance(t, anextType)));
  a->awaitable = awaitable;
  a->fallback = fallback;
  return fromObject(a);
}

Value awaitableIterator(Thread &t, Value v, int context) {
  if (isExactly(v, TypeId::Coroutine)) return v;
  if (isExactly(v, TypeId::Generator) && isIterableCoroutine(t, gen(v))) return v;
  SlotUnary await = typeOf(v)->slots.await;
  if (!await) {
    Msg message = context == 1 ? Msg::AenterNotAwaitable : context == 2 ? Msg::AexitNotAwaitable : Msg::NotAwaitable;
    return raise(t, message, typeName(v));
  }
  Value iterator = TRY(await(t, v));
  if (isExactly(iterator, TypeId::Coroutine)) return raiseText(t, Exc::TypeError, "__await__() returned a coroutine");
  if (!typeOf(iterator)->slots.next) return raise(t, Msg::AwaitNotIterator, typeName(iterator));
  return iterator;
}

void registerAsyncGeneratorTypes(Thread &t) {
  TypeSpec generator{TypeId::AsyncGenerator};
  generator.flags = kTypeNoCreate | kTypeImmutable | kTypeWeakRefs;
  generator.instanceSize = sizeof(Generator);
  generator.trace = traceGenerator;
  generator.methods = kMethods;
  generator.getSets = kGetSets;
  generator.fillSlots = [](Slots &slots) {
    slots.repr = reprAsyncGenerator;
    slots.aiter = selfIter;
    slots.anext = slotAnext;
    slots.finalize = finalizeGenerator;
  };
  registerType(t, generator);
  TypeSpec await{TypeId::AsyncGenASend};
  await.flags = kTypeNoCreate | kTypeImmutable;
  await.instanceSize = sizeof(AsyncGenAwait);
  await.trace = traceAwait;
  await.methods = kASendMethods;
  await.fillSlots = [](Slots &slots) {
    slots.await = slots.iter = selfIter;
    slots.next = asendNext;
  };
  registerType(t, await);
  await.id = TypeId::AsyncGenAThrow;
  await.methods = kAThrowMethods;
  await.fillSlots = [](Slots &slots) {
    slots.await = slots.iter = selfIter;
    slots.next = athrowNext;
  };
  registerType(t, await);
  TypeSpec wrapped{TypeId::AsyncGenWrapped};
  wrapped.flags = kTypeNoCreate | kTypeImmutable;
  wrapped.instanceSize = sizeof(Wrapper);
  wrapped.trace = traceWrapped;
  registerType(t, wrapped);
  TypeSpec anext{};
  anext.flags = kTypeNoCreate | kTypeImmutable;
  anext.instanceSize = sizeof(AnextAwaitable);
  anext.trace = traceAnext;
  anext.methods = kAnextMethods;
  anext.fillSlots = [](Slots &slots) {
    slots.await = slots.iter = selfIter;
    slots.next = anextNext;
  };
  anextType = makeNativeType(t, "builtins", "anext_awaitable", builtinType(TypeId::Object), anext);
  addRoot(&anextType);
}

extern "C" {

Value rt_async_gen_wrap(Thread &t, Value v) {
  auto *wrapped = allocate<Wrapper>(t, TypeId::AsyncGenWrapped);
  wrapped->value = v;
  return fromObject(wrapped);
}

Value rt_get_awaitable(Thread &t, Value v, int32_t context) {
  Value iterator = TRY(awaitableIterator(t, v, context));
  if (isExactly(iterator, TypeId::Coroutine) && ok(gen(iterator)->yieldFrom) && !(gen(iterator)->flags & kGeneratorRunning))
    return raiseText(t, Exc::RuntimeError, "coroutine is being awaited already");
  return iterator;
}

Value rt_get_aiter(Thread &t, Value v) {
  SlotUnary aiter = typeOf(v)->slots.aiter;
  if (!aiter) return raise(t, Msg::AsyncForNoAiter, typeName(v));
  Value iterator = TRY(aiter(t, v));
  if (!typeOf(iterator)->slots.anext) return raise(t, Msg::AsyncForBadAiter, typeName(iterator));
  return iterator;
}

Value rt_get_anext(Thread &t, Value iterator) {
  SlotUnary anext = typeOf(iterator)->slots.anext;
  if (!anext) return raise(t, Msg::AsyncForNoAnext, typeName(iterator));
  Value awaitable = TRY(anext(t, iterator));
  if (isExactly(iterator, TypeId::AsyncGenerator)) return awaitable;
  Value inner = awaitableIterator(t, awaitable, 0);
  if (ok(inner)) return inner;
  Value original = takePending(t);
  raise(t, Msg::AsyncForBadAnext, typeName(awaitable));
  auto *e = as<Exception>(t.pending);
  e->cause = e->context = original;
  e->suppressContext = 1;
  writeBarrier(e);
  return kNoValue;
}

} // extern "C"

} // namespace rt
