// Iterators by position: list (both directions), tuple, the sequence protocol, reversed, and
// iter(callable, sentinel). str and bytes iterators share the layout and the methods; their next()
// lives with their types.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/list/List.h"
#include "runtime-lib/protocols/Dispatch.h"

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
  if (it->position == INT64_MAX) return raiseText(t, Exc::OverflowError, "iter index too large");
  Value item = getItem(t, it->sequence, intValue(t, it->position));
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

// Length of what a list, tuple, str or bytes iterator goes over: the built-in one, whatever a
// subclass says.
int64_t builtinLength(Value sequence) {
  if (isList(sequence))
    return as<List>(sequence)->size;
  if (isTuple(sequence))
    return as<Tuple>(sequence)->size;
  if (isStr(sequence))
    return as<Str>(sequence)->length;
  return spanOf(sequence).length;
}
bool goesOverAnySequence(Value iterator) {
  return isExactly(iterator, TypeId::SequenceIterator) || isInstance(iterator, TypeId::Reversed);
}
int64_t lengthOf(Thread &t, Value iterator) {
  Value sequence = iteratorOf(iterator)->sequence;
  return goesOverAnySequence(iterator) ? length(t, sequence) : builtinLength(sequence);
}

Value lengthHintForward(Thread &t, const Value *args) {
  SequenceIterator *it = iteratorOf(args[0]);
  if (!ok(it->sequence))
    return fromInt(0);
  if (isExactly(args[0], TypeId::SequenceIterator) && !typeOf(it->sequence)->slots.length)
    return notImplemented();
  int64_t n = lengthOf(t, args[0]);
  if (n < 0)
    return kNoValue;
  return fromInt(n > it->position ? n - it->position : 0);
}
Value lengthHintReverse(Thread &t, const Value *args) {
  SequenceIterator *it = iteratorOf(args[0]);
  if (!ok(it->sequence))
    return fromInt(0);
  int64_t n = lengthOf(t, args[0]);
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
  if (!goesOverAnySequence(args[0]))
    position = std::min(position, builtinLength(it->sequence));
  it->position = std::max<int64_t>(position, 0);
  return none();
}
Value setStateReverse(Thread &t, const Value *args) {
  SequenceIterator *it = iteratorOf(args[0]);
  int64_t position;
  if (!toSize(t, args[1], &position))
    return kNoValue;
  if (!ok(it->sequence))
    return none();
  int64_t n = lengthOf(t, args[0]);
  if (n < 0)
    return kNoValue;
  it->position = position < -1 ? -1 : position > n - 1 ? n - 1 : position;
  return none();
}

// What iter() gets to make an exhausted iterator.
Value emptySequence(Thread &t, Value iterator) {
  switch (typeOf(iterator)->rootShape) {
  case static_cast<uint32_t>(TypeId::ListIterator):
  case static_cast<uint32_t>(TypeId::ListReverseIterator):
    return fromObject(listNew(t));
  case static_cast<uint32_t>(TypeId::StrIterator):
  case static_cast<uint32_t>(TypeId::StrAsciiIterator):
    return fromObject(strEmpty());
  default:
    return fromObject(emptyTuple());
  }
}
Value reduce(Thread &t, const Value *args) {
  SequenceIterator *it = iteratorOf(args[0]);
  Value maker;
  if (isInstance(args[0], TypeId::Reversed))
    maker = fromObject(typeOf(args[0]));
  else
    maker = TRY(builtinNamed(
        t, ok(it->sequence) && isExactly(args[0], TypeId::ListReverseIterator) ? "reversed" : "iter"));
  Value sequence = ok(it->sequence) ? it->sequence : TRY(emptySequence(t, args[0]));
  Value arguments = fromObject(TRY(tupleOf(t, sequence)));
  if (!ok(it->sequence))
    return fromObject(TRY(tupleOf(t, maker, arguments)));
  return fromObject(TRY(tupleOf(t, maker, arguments, fromInt(it->position))));
}
Value reduceCallable(Thread &t, const Value *args) {
  CallableIterator *it = as<CallableIterator>(args[0]);
  Value maker = TRY(builtinNamed(t, "iter"));
  Tuple *arguments = ok(it->callable) && ok(it->sentinel)
                         ? TRY(tupleOf(t, it->callable, it->sentinel))
                         : TRY(tupleOf(t, fromObject(emptyTuple())));
  return fromObject(TRY(tupleOf(t, maker, fromObject(arguments))));
}

#define POSITION_METHODS(LengthHint, SetState)                                                     \
  {"__length_hint__", LengthHint, "($self, /)", NativeKind::Method,                                \
   "Private method returning an estimate of len(list(it))."},                                      \
      {"__reduce__", reduce, "($self, /)", NativeKind::Method,                                     \
       "Return state information for pickling."},                                                  \
      {"__setstate__", SetState, "($self, state, /)", NativeKind::Method,                          \
       "Set state information for unpickling."},                                                   \
      {nullptr, nullptr, nullptr}

const NativeRow kReverseMethods[] = {POSITION_METHODS(lengthHintReverse, setStateReverse)};
const NativeRow kCallableMethods[] = {{"__reduce__", reduceCallable, "($self, /)",
                                       NativeKind::Method,
                                       "Return state information for pickling."},
                                      {nullptr, nullptr, nullptr}};

// reversed(sequence): __reversed__ when the type has it, else by position.
Value createReversed(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywordsFor(t, inheritsInit(type, TypeId::Reversed), "reversed", kwNames))
    return kNoValue;
  if (!argumentCount(t, "reversed", positional, 1, 1))
    return kNoValue;
  Value sequence = args[0];
  Value method = typeLookup(typeOf(sequence), names().__reversed__);
  if (ok(method)) {
    if (isNone(method))
      return raise(t, Msg::NotReversible, typeName(sequence));
    return callUnbound(t, method, &sequence, 1);
  }
  const Slots &slots = typeOf(sequence)->slots;
  if (isDict(sequence) || !slots.getItem || (!slots.length && !(typeOf(sequence)->typeFlags & kTypeHeap)))
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

const NativeRow kSequenceIteratorMethods[] = {POSITION_METHODS(lengthHintForward, setState)};

Value reduceTableIterator(Thread &t, const Value *args) {
  TableIterator *copy = allocate<TableIterator>(t, static_cast<TypeId>(typeOf(args[0])->rootShape));
  const TableIterator *it = as<TableIterator>(args[0]);
  copy->table = it->table;
  copy->position = it->position;
  copy->expected = it->expected;
  copy->remaining = it->remaining;
  copy->version = it->version;
  Value items = fromObject(TRY(toList(t, fromObject(copy))));
  Value maker = TRY(builtinNamed(t, "iter"));
  return fromObject(TRY(tupleOf(t, maker, fromObject(TRY(tupleOf(t, items))))));
}

void registerSequenceIteratorTypes(Thread &t) {
  registerOne(t, TypeId::SequenceIterator, fill<sequenceNext>, kSequenceIteratorMethods);
  registerOne(t, TypeId::ListIterator, fill<listNext>, kSequenceIteratorMethods);
  registerOne(t, TypeId::ListReverseIterator, fill<listReverseNext>, kReverseMethods);
  registerOne(t, TypeId::TupleIterator, fill<tupleNext>, kSequenceIteratorMethods);
  registerOne(t, TypeId::Reversed, fillReversed, kReverseMethods, kTypeSubclassable);
  registerType(t, {.id = TypeId::CallableIterator,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(CallableIterator),
                   .trace = traceCallable,
                   .fillSlots = fill<callableNext>,
                   .methods = kCallableMethods});
}

} // namespace rt
