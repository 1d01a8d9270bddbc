// The Python-visible types generator, coroutine and coroutine_wrapper: methods, gi_*/cr_*/ag_*
// attributes, and what happens to one that dies unfinished.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/AsyncGenerator.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/objects/GeneratorInternals.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

namespace {

Generator *gen(Value v) { return as<Generator>(v); }

Value answer(Thread &t, Step step, Value v) {
  switch (step) {
  case Step::Yielded: return v;
  case Step::Returned: return raiseReturned(t, v);
  case Step::Raised: break;
  }
  return kNoValue;
}

Value methodSend(Thread &t, const Value *args) {
  Value v = kNoValue;
  Step step = resumeGenerator(t, gen(args[0]), args[1], &v);
  return answer(t, step, v);
}
Value methodThrow(Thread &t, const Value *args) {
  Value v = kNoValue;
  Step step = throwIntoGenerator(t, gen(args[0]), args[1], args[2], args[3], true, &v);
  return answer(t, step, v);
}
Value methodClose(Thread &t, const Value *args) {
  return closeGenerator(t, gen(args[0])) ? none() : kNoValue;
}

// --- Attributes
Value getName(Thread &, Value self) { return gen(self)->name; }
Value getQualName(Thread &, Value self) { return gen(self)->qualName; }
bool setText(Thread &t, Value self, Value *slot, Value v, const char *name) {
  if (!ok(v) || !isStr(v)) return raise(t, Msg::NameAttributeNotStr, name), false;
  storeField(asObject(self), slot, v);
  return true;
}
bool setName(Thread &t, Value self, Value v) { return setText(t, self, &gen(self)->name, v, "__name__"); }
bool setQualName(Thread &t, Value self, Value v) {
  return setText(t, self, &gen(self)->qualName, v, "__qualname__");
}
Value getRunning(Thread &, Value self) { return fromBool(gen(self)->flags & kGeneratorRunning); }
Value getSuspended(Thread &, Value self) {
  Generator *g = gen(self);
  return fromBool(g->state != kGeneratorCreated && g->state != kGeneratorFinished && !(g->flags & kGeneratorRunning));
}
Value getCode(Thread &t, Value self) {
  return getAttribute(t, fromObject(gen(self)->function), names().__code__);
}
Value getFrame(Thread &t, Value self) {
  return gen(self)->state == kGeneratorFinished ? none() : generatorFrame(t, gen(self));
}
Value getYieldFrom(Thread &, Value self) {
  Generator *g = gen(self);
  return ok(g->yieldFrom) && !(g->flags & kGeneratorRunning) ? g->yieldFrom : none();
}
Value getOrigin(Thread &, Value self) { return ok(gen(self)->origin) ? gen(self)->origin : none(); }

Value reprGenerator(Thread &t, Value self) {
  StrBuilder out(t);
  out.add("<");
  out.add(typeOf(self)->name);
  out.add(" object ");
  out.add(as<Str>(gen(self)->qualName));
  out.add(" at 0x");
  out.add(TRY(intToText(t, intFromUnsigned(t, bitsOf(self)), 16)));
  out.add(">");
  return fromObject(out.finish());
}

void traceGenerator(Object *object, Tracer &tracer) {
  auto *g = static_cast<Generator *>(object);
  tracer.pointer(g->function);
  tracer.range(&g->result, static_cast<size_t>(g->slots - &g->result) + g->slotCount);
}

// --- Coroutines
Value coroutineAwait(Thread &t, Value self) {
  auto *wrapper = allocate<Wrapper>(t, TypeId::CoroutineWrapper);
  wrapper->value = self;
  return fromObject(wrapper);
}
Value wrapped(const Value *args) { return as<Wrapper>(args[0])->value; }
Value wrapperNext(Thread &t, Value self) {
  Value v = kNoValue;
  Step step = resumeGenerator(t, gen(as<Wrapper>(self)->value), none(), &v);
  return answer(t, step, v);
}
Value wrapperSend(Thread &t, const Value *args) {
  const Value inner[] = {wrapped(args), args[1]};
  return methodSend(t, inner);
}
Value wrapperThrow(Thread &t, const Value *args) {
  const Value inner[] = {wrapped(args), args[1], args[2], args[3]};
  return methodThrow(t, inner);
}
Value wrapperClose(Thread &t, const Value *args) {
  const Value inner[] = {wrapped(args)};
  return methodClose(t, inner);
}
Value selfIter(Thread &, Value self) { return self; }
void traceWrapper(Object *object, Tracer &tracer) { tracer.value(static_cast<Wrapper *>(object)->value); }

Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }

#define METHODS(What, Yielded, Traceback)                                                          \
  {"__class_getitem__", classGetItem, "($type, item, /)", NativeKind::ClassMethod},                \
      {"close", methodClose, "($self, /)", NativeKind::Method,                                     \
       "close() -> raise GeneratorExit inside " What "."},                                         \
      {"send", methodSend, "($self, value, /)", NativeKind::Method,                                \
       "send(arg) -> send 'arg' into " What ",\nreturn next " Yielded " value or raise StopIteration."}, \
      {"throw", methodThrow, "($self, type, value=None, traceback=None, /)", NativeKind::Method,   \
       "throw(value)\nthrow(type[,value[," Traceback "]])\n\nRaise exception in " What              \
       ", return next " Yielded " value or raise\nStopIteration."},                                \
      {nullptr, nullptr, nullptr}
const NativeRow kMethods[] = {METHODS("generator", "yielded", "tb")};
const NativeRow kCoroutineMethods[] = {METHODS("coroutine", "iterated", "traceback")};
#undef METHODS
#define NAMES(What)                                                                                \
  {"__name__", getName, setName, "name of the " What}, {"__qualname__", getQualName, setQualName, "qualified name of the " What}
const GetSetRow kGeneratorGetSets[] = {
    NAMES("generator"),
    {"gi_code", getCode},
    {"gi_frame", getFrame},
    {"gi_running", getRunning},
    {"gi_suspended", getSuspended},
    {"gi_yieldfrom", getYieldFrom, nullptr, "object being iterated by yield from, or None"},
    {nullptr, nullptr},
};
const GetSetRow kCoroutineGetSets[] = {
    NAMES("coroutine"),
    {"cr_await", getYieldFrom, nullptr, "object being awaited on, or None"},
    {"cr_code", getCode},
    {"cr_frame", getFrame},
    {"cr_origin", getOrigin},
    {"cr_running", getRunning},
    {"cr_suspended", getSuspended},
    {nullptr, nullptr},
};
#undef NAMES
const NativeRow kWrapperMethods[] = {
    {"close", wrapperClose, "($self, /)"},
    {"send", wrapperSend, "($self, value, /)"},
    {"throw", wrapperThrow, "($self, type, value=None, traceback=None, /)"},
    {nullptr, nullptr, nullptr},
};

void warnNeverAwaited(Thread &t, Generator *g) {
  // What the module `warnings` says, when the program has it and it can.
  Value warnings = dictGetStr(sysModules(), internAscii(t, "warnings"));
  bool failed = false;
  Value warner = ok(warnings) ? getAttributeOrNone(t, warnings, internAscii(t, "_warn_unawaited_coroutine"), &failed) : kNoValue;
  bool warned = ok(warner) && ok(callWith(t, warner, fromObject(g)));
  if (ok(t.pending)) {
    warned = pendingMatches(t, Exc::RuntimeWarning); // a filter made an error of it
    reportUnraisable(t, fromObject(g));
  }
  if (warned) return;
  StrBuilder out(t);
  out.add("coroutine '");
  out.add(as<Str>(g->qualName));
  out.add("' was never awaited");
  if (!warn(t, exceptionType(Exc::RuntimeWarning), out.finish(), 1)) reportUnraisable(t, fromObject(g));
}

} // namespace

bool isIterableCoroutine(Thread &t, const Generator *g) {
  constexpr int64_t kIterableCoroutine = 0x100; // CO_ITERABLE_COROUTINE of code.co_flags
  Value code = getAttribute(t, fromObject(g->function), names().__code__);
  Value flags = ok(code) ? getAttribute(t, code, internAscii(t, "co_flags")) : kNoValue;
  if (!ok(flags)) clearPending(t);
  return ok(flags) && isInt(flags) && (asInt(flags) & kIterableCoroutine);
}

bool needsFinalizer(const Generator *g) {
  // A plain generator without try or with has nothing to run.
  return g->shapeId != static_cast<uint32_t>(TypeId::Generator) || (g->function->info->flags & regius::kHasHandlers);
}

void finalizeGenerator(Thread &t, Value self) {
  Generator *g = gen(self);
  if (g->state == kGeneratorFinished) return;
  Value pending = takePending(t);
  if (isExactly(self, TypeId::AsyncGenerator) && ok(g->origin) && !(g->flags & kGeneratorClosed)) {
    if (!ok(callWith(t, g->origin, self))) reportUnraisable(t, self);
  } else if (isExactly(self, TypeId::Coroutine) && g->state == kGeneratorCreated) {
    warnNeverAwaited(t, g);
  } else if (g->state != kGeneratorCreated && !closeGenerator(t, g)) {
    reportUnraisable(t, self);
  }
  t.pending = pending;
}

void setCoroutineOrigin(Thread &t, Generator *g) {
  if (!ok(t.coroutineOriginDepth) || !isInt(t.coroutineOriginDepth)) return;
  int64_t depth = asInt(t.coroutineOriginDepth), count = 0;
  for (Frame *frame = t.frame; frame && count < depth; frame = frame->previous) count++;
  Tuple *origin = tupleNew(t, count);
  Frame *frame = t.frame;
  for (int64_t i = 0; i < count; i++, frame = frame->previous) {
    const CodeInfo *info = frame->function->info;
    origin->items[i] = fromObject(tupleOf(t, fromObject(strFromUtf8(t, info->module->fileName)),
                                          fromInt(codePosition(info, framePc(frame)).line), info->module->constants[info->name]));
  }
  storeField(g, &g->origin, fromObject(origin));
}

void registerGeneratorTypes(Thread &t) {
  TypeSpec generator{TypeId::Generator};
  generator.flags = kTypeNoCreate | kTypeImmutable | kTypeWeakRefs | kTypeOwnable;
  generator.instanceSize = sizeof(Generator);
  generator.trace = traceGenerator;
  generator.methods = kMethods;
  generator.getSets = kGeneratorGetSets;
  generator.fillSlots = [](Slots &slots) {
    slots.repr = reprGenerator;
    slots.iter = selfIter;
    slots.next = generatorNext;
    slots.finalize = finalizeGenerator;
  };
  registerType(t, generator);
  TypeSpec coroutine = generator;
  coroutine.id = TypeId::Coroutine;
  coroutine.getSets = kCoroutineGetSets;
  coroutine.methods = kCoroutineMethods;
  coroutine.fillSlots = [](Slots &slots) {
    slots.repr = reprGenerator;
    slots.await = coroutineAwait;
    slots.finalize = finalizeGenerator;
  };
  registerType(t, coroutine);
  TypeSpec wrapper{TypeId::CoroutineWrapper};
  wrapper.flags = kTypeNoCreate | kTypeImmutable;
  wrapper.instanceSize = sizeof(Wrapper);
  wrapper.trace = traceWrapper;
  wrapper.methods = kWrapperMethods;
  wrapper.fillSlots = [](Slots &slots) {
    slots.iter = selfIter;
    slots.next = wrapperNext;
  };
  registerType(t, wrapper);
  registerAsyncGeneratorTypes(t);
}

} // namespace rt
