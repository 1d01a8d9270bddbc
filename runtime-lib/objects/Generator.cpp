// Running generators and coroutines: one step, send, throw, close, and what the instructions of yield
// from and await need. The compiled state machine is Generator::resume (objects/Generator.h); everything
// here is about what surrounds a step: running checks, the exception being handled inside and outside,
// PEP 479, delegation of throw() and close() to the receiver of a yield from.
#include "runtime-lib/objects/Generator.h"

#include "compiler/bytecode/CodeUnit.h"
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/AsyncGenerator.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/objects/GeneratorInternals.h"
#include "runtime-lib/objects/Objects.h"

#include <cstring>

namespace rt {

const char *generatorKind(const Generator *generator) {
  switch (static_cast<TypeId>(generator->shapeId)) {
  case TypeId::Coroutine: return "coroutine";
  case TypeId::AsyncGenerator: return "async generator";
  default: return "generator";
  }
}

namespace {

/// RuntimeError(text) from the pending exception, as if by `raise ... from`.
void raiseFromPending(Thread &t, Msg message, const char *argument) {
  Value original = takePending(t);
  raise(t, message, argument);
  auto *e = as<Exception>(t.pending);
  e->cause = e->context = original;
  e->suppressContext = 1;
  writeBarrier(e);
}

/// PEP 479: StopIteration must not leave a generator (nor StopAsyncIteration an async generator).
void convertStopIteration(Thread &t, Generator *g) {
  if (pendingMatches(t, Exc::StopIteration))
    raiseFromPending(t, Msg::GeneratorRaisedStop, generatorKind(g));
  else if (isExactly(fromObject(g), TypeId::AsyncGenerator) && pendingMatches(t, Exc::StopAsyncIteration))
    raiseFromPending(t, Msg::AsyncGeneratorRaisedStop, "");
}

void finish(Thread &t, Generator *g) {
  generatorFrameFinished(t, g);
  g->state = kGeneratorFinished;
  g->yieldFrom = g->handled = kNoValue;
  std::memset(g->slots, 0, g->slotCount * sizeof(Value));
}

Step runStep(Thread &t, Generator *g, Value sent, Value *out, bool closing) {
  if (g->flags & kGeneratorRunning) {
    raise(t, Msg::GeneratorRunning, generatorKind(g));
    return Step::Raised;
  }
  if (g->state == kGeneratorFinished) {
    if (isExactly(fromObject(g), TypeId::Coroutine) && !closing) {
      t.pending = kNoValue;
      raiseText(t, Exc::RuntimeError, "cannot reuse already awaited coroutine");
      return Step::Raised;
    }
    *out = none();
    return ok(sent) ? Step::Returned : Step::Raised;
  }
  if (g->state == kGeneratorCreated && ok(sent) && !isNone(sent)) {
    raise(t, Msg::GeneratorJustStarted, generatorKind(g));
    return Step::Raised;
  }
  HandledLink link{t.handledChain, t.handled};
  t.handledChain = &link;
  t.handled = ok(g->handled) ? g->handled : none();
  if (!ok(sent) && ok(g->handled)) chainContext(t, t.pending);
  g->handled = kNoValue;
  g->flags |= kGeneratorRunning;
  Value v = g->resume(t, g, sent);
  g->flags &= ~kGeneratorRunning;
  if (ok(v) && !isNone(t.handled)) g->handled = t.handled;
  t.handled = link.handled;
  t.handledChain = link.previous;
  if (ok(v)) {
    writeBarrier(g);
    *out = v;
    return Step::Yielded;
  }
  finish(t, g);
  if (ok(t.pending)) {
    convertStopIteration(t, g);
    return Step::Raised;
  }
  *out = g->result;
  g->result = kNoValue;
  return Step::Returned;
}

// --- Throwing
} // namespace

bool preparePending(Thread &t, Value type, Value v, Value traceback) {
  if (ok(traceback) && isNone(traceback)) traceback = kNoValue;
  if (ok(traceback) && !isExactly(traceback, TypeId::Traceback))
    return raiseText(t, Exc::TypeError, "throw() third argument must be a traceback object"), false;
  Value exception;
  if (isExceptionClass(type)) {
    if (ok(v) && isExceptionInstance(v) && isInstance(v, as<Type>(type)))
      exception = v;
    else if (!ok(v) || isNone(v))
      exception = call(t, type, nullptr, 0);
    else if (isTuple(v))
      exception = callEx(t, type, as<Tuple>(v), nullptr);
    else
      exception = callWith(t, type, v);
    if (!ok(exception)) return true; // that error is thrown instead
    if (!isExceptionInstance(exception))
      return raise(t, Msg::RaiseBadInstance, reprOf(type), reprOf(fromObject(typeOf(exception)))), true;
  } else if (isExceptionInstance(type)) {
    if (ok(v) && !isNone(v))
      return raiseText(t, Exc::TypeError, "instance exception may not have a separate value"), false;
    exception = type;
  } else {
    return raise(t, Msg::ThrowType, typeName(type)), false;
  }
  if (ok(traceback)) storeField(asObject(exception), &as<Exception>(exception)->traceback, traceback);
  t.pending = exception;
  return true;
}

namespace {

/// close() of the receiver of a yield from; false with an exception pending.
bool closeReceiver(Thread &t, Value receiver) {
  if (isExactly(receiver, TypeId::Generator) || isExactly(receiver, TypeId::Coroutine))
    return closeGenerator(t, as<Generator>(receiver));
  bool failed = false;
  Value close = getAttributeOrNone(t, receiver, names().close, &failed);
  if (failed) {
    reportUnraisable(t, receiver);
    return true;
  }
  return !ok(close) || ok(callWith(t, close));
}

/// A generator as a frame of the stack while an exception goes through it to the receiver of its yield from.
class PassedFrame {
public:
  PassedFrame(Thread &t, Generator *g) : thread_(t) {
    frame_.previous = t.frame;
    frame_.function = g->function;
    frame_.locals = g->slots;
    frame_.pc = g->pc;
    frame_.flags = kFrameGenerator;
    frame_.object = g->frameObject;
    frame_.generator = g;
    t.frame = &frame_;
    g->flags |= kGeneratorRunning;
  }
  ~PassedFrame() {
    frame_.generator->flags &= ~kGeneratorRunning;
    thread_.frame = frame_.previous;
  }
  PassedFrame(const PassedFrame &) = delete;
  PassedFrame &operator=(const PassedFrame &) = delete;

private:
  Thread &thread_;
  Frame frame_{};
};

bool isGeneratorExit(Value type) {
  return exceptionMatchesClass(type, exceptionType(Exc::GeneratorExit));
}

} // namespace

bool exceptionMatchesClass(Value type, Type *cls) {
  return isType(type) ? isSubtype(as<Type>(type), cls) : isInstance(type, cls);
}

Value raiseStopIteration(Thread &t) {
  Value exception = makeException(t, Exc::StopIteration, emptyTuple());
  if (!ok(exception)) return kNoValue;
  chainContext(t, exception);
  t.pending = exception;
  return kNoValue;
}

Value raiseReturned(Thread &t, Value result) {
  if (isNone(result)) return raiseStopIteration(t);
  // StopIteration((1, 2)) must have one argument: the tuple.
  return raiseValue(t, Exc::StopIteration, result);
}

bool takeStopIteration(Thread &t, Value *result) {
  if (!ok(t.pending)) {
    *result = none();
    return true;
  }
  if (!pendingMatches(t, Exc::StopIteration)) return false;
  Value v = exceptionField(t.pending, ExcField::StopIteration_value);
  *result = ok(v) ? v : none();
  clearPending(t);
  return true;
}

Step resumeGenerator(Thread &t, Generator *g, Value sent, Value *out) { return runStep(t, g, sent, out, false); }

Step throwIntoGenerator(Thread &t, Generator *g, Value type, Value v, Value traceback, bool closeOnExit, Value *out) {
  Value receiver = g->flags & kGeneratorRunning ? kNoValue : g->yieldFrom;
  if (ok(receiver)) {
    if (closeOnExit && isGeneratorExit(type)) {
      // Reference 6.2.9.1: GeneratorExit closes the sub-iterator, then is raised here.
      g->flags |= kGeneratorRunning;
      bool closed = closeReceiver(t, receiver);
      g->flags &= ~kGeneratorRunning;
      if (!closed) return runStep(t, g, kNoValue, out, false);
    } else {
      Value thrower = kNoValue;
      Step step = Step::Raised;
      Value inner = kNoValue;
      if (isExactly(receiver, TypeId::Generator) || isExactly(receiver, TypeId::Coroutine)) {
        PassedFrame passed(t, g);
        step = throwIntoGenerator(t, as<Generator>(receiver), type, v, traceback, closeOnExit, &inner);
      } else {
        bool failed = false;
        thrower = getAttributeOrNone(t, receiver, names().throwName, &failed);
        if (failed) return Step::Raised;
        if (ok(thrower)) {
          PassedFrame passed(t, g);
          const Value args[] = {type, ok(v) ? v : none(), ok(traceback) ? traceback : none()};
          size_t count = ok(traceback) ? 3 : ok(v) ? 2 : 1;
          inner = call(t, thrower, args, count);
          step = ok(inner) ? Step::Yielded : Step::Raised;
          if (!ok(inner) && takeStopIteration(t, &inner)) step = Step::Returned;
        } else {
          receiver = kNoValue;
        }
      }
      if (ok(receiver)) {
        if (step == Step::Yielded) {
          *out = inner;
          return step;
        }
        if (step == Step::Raised) return runStep(t, g, kNoValue, out, false);
        // It returned: the yield from expression has its value. The Send that comes next learns it.
        t.delegatedReceiver = receiver;
        t.delegatedResult = inner;
        return runStep(t, g, none(), out, false);
      }
    }
  }
  if (!preparePending(t, type, v, traceback)) return Step::Raised;
  return runStep(t, g, kNoValue, out, false);
}

/// close() but for what the generator owns.
static bool leaveGenerator(Thread &t, Generator *g) {
  if (g->state == kGeneratorCreated && !(g->flags & kGeneratorRunning)) {
    finish(t, g);
    return true;
  }
  bool closed = true;
  if (ok(g->yieldFrom) && !(g->flags & kGeneratorRunning)) {
    g->flags |= kGeneratorRunning;
    closed = closeReceiver(t, g->yieldFrom);
    g->flags &= ~kGeneratorRunning;
  }
  if (closed) {
    Value exit = makeException(t, Exc::GeneratorExit, emptyTuple());
    if (!ok(exit)) return false;
    t.pending = exit;
  }
  Value v;
  if (g->flags & kGeneratorRunning) t.pending = kNoValue;
  switch (runStep(t, g, kNoValue, &v, true)) {
  case Step::Yielded: raise(t, Msg::GeneratorIgnoredExit, generatorKind(g)); return false;
  case Step::Returned: return true;
  case Step::Raised: break;
  }
  if (!pendingMatches(t, Exc::GeneratorExit) && !pendingMatches(t, Exc::StopIteration)) return false;
  clearPending(t);
  return true;
}

bool closeGenerator(Thread &t, Generator *g) {
  if (g->state == kGeneratorFinished) return true;
  Tuple *owned = ownedBy(t, g);
  if (!leaveGenerator(t, g)) return false;
  dropAll(t, owned);
  return true;
}

Value generatorNext(Thread &t, Value self) {
  Value v;
  auto *g = as<Generator>(self);
  if (g->state == kGeneratorFinished && !(g->flags & kGeneratorRunning)) return kNoValue;
  switch (runStep(t, g, none(), &v, false)) {
  case Step::Yielded: return v;
  case Step::Raised: return kNoValue;
  case Step::Returned: break;
  }
  if (!isNone(v)) g->result = v; // for takeReturnValue
  return kNoValue;
}

Value takeReturnValue(Thread &, Value iterator) {
  if (!isExactly(iterator, TypeId::Generator)) return none();
  auto *g = as<Generator>(iterator);
  Value v = g->result;
  g->result = kNoValue;
  return g->state == kGeneratorFinished && ok(v) ? v : none();
}

Value nextKeepingValue(Thread &t, Value iterator) {
  Type *type = typeOf(iterator);
  if (!(type->typeFlags & kTypeHeap)) return type->slots.next(t, iterator);
  Value method = lookupSpecial(t, iterator, names().__next__);
  if (!ok(method)) return ok(t.pending) ? kNoValue : raise(t, Msg::NotIterator, typeName(iterator));
  return callWith(t, method);
}

extern "C" {

Value rt_generator_new(Thread &t, void *at, void *params, int64_t count) {
  auto *function = static_cast<Function *>(at);
  const CodeInfo *info = function->info;
  TypeId type = info->flags & regius::kAsyncGenerator ? TypeId::AsyncGenerator
                : info->flags & regius::kCoroutine    ? TypeId::Coroutine
                                                      : TypeId::Generator;
  uint32_t slots = info->localCount + info->cellCount + info->stackSize;
  auto *g = allocate<Generator>(t, type, slots * sizeof(Value));
  g->function = function;
  g->resume = reinterpret_cast<Value (*)(Thread &, Generator *, Value)>(info->resume);
  g->slotCount = slots;
  if (count) std::memcpy(g->slots, params, static_cast<size_t>(count) * sizeof(Value));
  g->name = fromObject(function->name);
  g->qualName = fromObject(function->qualName);
  Value self = fromObject(g);
  if (type == TypeId::Coroutine) setCoroutineOrigin(t, g);
  if (needsFinalizer(g)) registerFinalizer(t, g);
  return self;
}

Value rt_send(Thread &t, Value receiver, Value sent, void *at) {
  auto *out = static_cast<Value *>(at);
  if (same(t.delegatedReceiver, receiver)) {
    *out = t.delegatedResult;
    t.delegatedReceiver = t.delegatedResult = kNoValue;
    return kNoValue;
  }
  Value v;
  if (isExactly(receiver, TypeId::Generator) || isExactly(receiver, TypeId::Coroutine)) {
    switch (runStep(t, as<Generator>(receiver), sent, &v, false)) {
    case Step::Yielded: return v;
    case Step::Returned: *out = v; return kNoValue;
    case Step::Raised: return kNoValue;
    }
  }
  SlotNext step = typeOf(receiver)->slots.next;
  if (isNone(sent) && step)
    v = nextKeepingValue(t, receiver);
  else
    v = callMethodWith(t, receiver, names().send, sent);
  if (ok(v)) return v;
  if (takeStopIteration(t, &v)) *out = v;
  return kNoValue;
}

Value rt_get_yield_from_iter(Thread &t, Value iterable, int32_t inCoroutine) {
  if (isExactly(iterable, TypeId::Coroutine)) {
    if (inCoroutine) return iterable;
    Frame *frame = t.frame; // of a function that types.coroutine() marked?
    if (frame->flags & kFrameGenerator && isIterableCoroutine(t, frame->generator)) return iterable;
    return raiseText(t, Exc::TypeError, "cannot 'yield from' a coroutine object in a non-coroutine generator");
  }
  return isExactly(iterable, TypeId::Generator) ? iterable : getIterator(t, iterable);
}

} // extern "C"

} // namespace rt
