// Iterators by position: list (both directions), tuple, the sequence protocol, reversed, and
// iter(callable, sentinel). str and bytes iterators share the layout and live with their types.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/list/List.h"

namespace rt {

Value sequenceIteratorNew(Thread &t, TypeId id, Value sequence) {
  SequenceIterator *it = allocate<SequenceIterator>(t, id);
  it->sequence = sequence;
  return fromObject(it);
}
void traceSequenceIterator(Object *object, Tracer &tracer) {
  tracer.value(static_cast<SequenceIterator *>(object)->sequence);
}

Value callableIteratorNew(Thread &t, Value callable, Value sentinel) {
  CallableIterator *it = allocate<CallableIterator>(t, TypeId::CallableIterator);
  it->callable = callable;
  it->sentinel = sentinel;
  return fromObject(it);
}

namespace {

SequenceIterator *iteratorOf(Value v) { return as<SequenceIterator>(v); }
Value selfSlot(Thread &, Value self) { return self; }
Value exhausted(SequenceIterator *it) {
  it->sequence = kNoValue;
  return kNoValue;
}

Value listNext(Thread &, Value self) {
  SequenceIterator *it = iteratorOf(self);
  if (!ok(it->sequence))
    return kNoValue;
  List *list = as<List>(it->sequence);
  if (it->position >= list->size)
    return exhausted(it);
  return list->array->items[it->position++];
}
Value listReverseNext(Thread &, Value self) {
  SequenceIterator *it = iteratorOf(self);
  if (!ok(it->sequence))
    return kNoValue;
  List *list = as<List>(it->sequence);
  if (it->position < 0 || it->position >= list->size)
    return exhausted(it);
  return list->array->items[it->position--];
}
Value tupleNext(Thread &, Value self) {
  SequenceIterator *it = iteratorOf(self);
  if (!ok(it->sequence))
    return kNoValue;
  Tuple *tuple = as<Tuple>(it->sequence);
  if (it->position >= tuple->size)
    return exhausted(it);
  return tuple->items[it->position++];
}
// The old sequence protocol: __getitem__ from 0 until IndexError (or StopIteration).
Value sequenceNext(Thread &t, Value self) {
  SequenceIterator *it = iteratorOf(self);
  if (!ok(it->sequence))
    return kNoValue;
  Value item = getItem(t, it->sequence, fromInt(it->position));
  if (ok(item)) {
    it->position++;
    return item;
  }
  if (pendingMatches(t, Exc::IndexError) || pendingMatches(t, Exc::StopIteration)) {
    clearPending(t);
    return exhausted(it);
  }
  return kNoValue;
}
Value reversedNext(Thread &t, Value self) {
  SequenceIterator *it = iteratorOf(self);
  if (!ok(it->sequence))
    return kNoValue;
  if (it->position < 0)
    return exhausted(it);
  Value item = getItem(t, it->sequence, fromInt(it->position));
  if (ok(item)) {
    it->position--;
    return item;
  }
  if (pendingMatches(t, Exc::IndexError) || pendingMatches(t, Exc::StopIteration))
    clearPending(t);
  it->position = -1;
  return exhausted(it);
}
Value callableNext(Thread &t, Value self) {
  CallableIterator *it = as<CallableIterator>(self);
  if (!ok(it->callable))
    return kNoValue;
  Value item = callWith(t, it->callable);
  if (ok(item)) {
    int equal = ok(it->sentinel) ? identicalOrEqual(t, item, it->sentinel) : 1;
    if (equal == 0)
      return item;
    if (equal > 0)
      it->callable = it->sentinel = kNoValue;
    return kNoValue;
  }
  if (pendingMatches(t, Exc::StopIteration)) {
    clearPending(t);
    it->callable = it->sentinel = kNoValue;
  }
  return kNoValue;
}

Value lengthHintForward(Thread &t, const Value *args) {
  SequenceIterator *it = iteratorOf(args[0]);
  if (!ok(it->sequence))
    return fromInt(0);
  if (isExactly(args[0], TypeId::SequenceIterator) && !typeOf(it->sequence)->slots.length)
    return notImplemented();
  int64_t n = length(t, it->sequence);
  if (n < 0)
    return kNoValue;
  return fromInt(n > it->position ? n - it->position : 0);
}
Value lengthHintReverse(Thread &t, const Value *args) {
  SequenceIterator *it = iteratorOf(args[0]);
  if (!ok(it->sequence))
    return fromInt(0);
  int64_t n = length(t, it->sequence);
  if (n < 0)
    return kNoValue;
  return fromInt(it->position < n ? it->position + 1 : 0);
}
Value setState(Thread &t, const Value *args) {
  SequenceIterator *it = iteratorOf(args[0]);
  int64_t position;
  if (!toSize(t, args[1], &position))
    return kNoValue;
  if (!ok(it->sequence))
    return none();
  it->position = position < 0 ? 0 : position;
  return none();
}
Value setStateReverse(Thread &t, const Value *args) {
  SequenceIterator *it = iteratorOf(args[0]);
  int64_t position;
  if (!toSize(t, args[1], &position))
    return kNoValue;
  if (!ok(it->sequence))
    return none();
  int64_t n = length(t, it->sequence);
  if (n < 0)
    return kNoValue;
  it->position = position < -1 ? -1 : position > n - 1 ? n - 1 : position;
  return none();
}
const NativeRow kForwardMethods[] = {{"__length_hint__", lengthHintForward, "($self, /)",
                                      NativeKind::Method,
                                      "Private method returning an estimate of len(list(it))."},
                                     {"__setstate__", setState, "($self, state, /)",
                                      NativeKind::Method, "Set state information for unpickling."},
                                     {nullptr, nullptr, nullptr}};
const NativeRow kReverseMethods[] = {{"__length_hint__", lengthHintReverse, "($self, /)",
                                      NativeKind::Method,
                                      "Private method returning an estimate of len(list(it))."},
                                     {"__setstate__", setStateReverse, "($self, state, /)",
                                      NativeKind::Method, "Set state information for unpickling."},
                                     {nullptr, nullptr, nullptr}};

// reversed(sequence): __reversed__ when the type has it, else by position.
Value createReversed(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywordsFor(t, inheritsInit(type, TypeId::Reversed), "reversed", kwNames))
    return kNoValue;
  if (!argumentCount(t, "reversed", positional, 1, 1))
    return kNoValue;
  Value sequence = args[0];
  Value method = lookupSpecial(t, sequence, names().__reversed__);
  if (!ok(method) && ok(t.pending))
    return kNoValue;
  if (ok(method)) {
    if (isNone(method))
      return raise(t, Msg::NotReversible, typeName(sequence));
    return callWith(t, method);
  }
  const Slots &slots = typeOf(sequence)->slots;
  if (isDict(sequence) || !slots.getItem || !slots.length)
    return raise(t, Msg::NotReversible, typeName(sequence));
  int64_t n = length(t, sequence);
  if (n < 0)
    return kNoValue;
  Object *object = TRY(allocateInstance(t, type));
  SequenceIterator *it = static_cast<SequenceIterator *>(object);
  it->sequence = sequence;
  it->position = n - 1;
  return fromObject(it);
}

template <Value (*Next)(Thread &, Value)> void fill(Slots &s) {
  s.iter = selfSlot;
  s.next = Next;
}
void fillReversed(Slots &s) {
  fill<reversedNext>(s);
  s.create = createReversed;
}
void traceCallable(Object *object, Tracer &tracer) {
  CallableIterator *it = static_cast<CallableIterator *>(object);
  tracer.value(it->callable);
  tracer.value(it->sentinel);
}

void registerOne(Thread &t, TypeId id, void (*fillSlots)(Slots &), const NativeRow *methods,
                 uint32_t flags = kTypeNoCreate) {
  registerType(t, {.id = id,
                   .flags = flags,
                   .instanceSize = sizeof(SequenceIterator),
                   .trace = traceSequenceIterator,
                   .fillSlots = fillSlots,
                   .methods = methods});
}

} // namespace

void registerSequenceIteratorTypes(Thread &t) {
  registerOne(t, TypeId::SequenceIterator, fill<sequenceNext>, kForwardMethods);
  registerOne(t, TypeId::ListIterator, fill<listNext>, kForwardMethods);
  registerOne(t, TypeId::ListReverseIterator, fill<listReverseNext>, kReverseMethods);
  registerOne(t, TypeId::TupleIterator, fill<tupleNext>, kForwardMethods);
  registerOne(t, TypeId::Reversed, fillReversed, kReverseMethods, kTypeSubclassable);
  registerType(t, {.id = TypeId::CallableIterator,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(CallableIterator),
                   .trace = traceCallable,
                   .fillSlots = fill<callableNext>});
}

} // namespace rt
