// tuple: items inline behind the header.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/iterators/Iterators.h"

#include <cstring>

namespace rt {
namespace {

Tuple *theEmptyTuple;

} // namespace

Tuple *emptyTuple() {
  if (!theEmptyTuple) {
    theEmptyTuple = allocate<Tuple>(currentThread(), TypeId::Tuple);
    addRoot(&theEmptyTuple);
  }
  return theEmptyTuple;
}

Tuple *tupleNew(Thread &t, int64_t size) {
  if (size == 0)
    return emptyTuple();
  size_t bytes = sizeof(Tuple) + static_cast<size_t>(size) * sizeof(Value);
  Tuple *tuple;
  if (bytes <= 4096)
    tuple = static_cast<Tuple *>(
        rt_allocate(t, static_cast<int64_t>(bytes), static_cast<int32_t>(TypeId::Tuple)));
  else
    tuple = static_cast<Tuple *>(allocateLarge(t, bytes, static_cast<uint32_t>(TypeId::Tuple)));
  if (tuple)
    tuple->size = size;
  return tuple;
}
Tuple *tupleFrom(Thread &t, const Value *items, int64_t count) {
  Tuple *tuple = tupleNew(t, count);
  if (tuple && count)
    std::memcpy(tuple->items, items, static_cast<size_t>(count) * sizeof(Value));
  return tuple;
}

extern "C" Value rt_build_tuple(Thread &t, void *items, int64_t count) {
  return fromObject(TRY(tupleFrom(t, static_cast<const Value *>(items), count)));
}

namespace {

const Value *itemsOf(Value v) { return as<Tuple>(v)->items; }
int64_t sizeOf(Value v) { return as<Tuple>(v)->size; }

int64_t lengthSlot(Thread &, Value self) { return sizeOf(self); }

Value getItemSlot(Thread &t, Value self, Value key) {
  Tuple *tuple = as<Tuple>(self);
  if (hasIndex(key)) {
    int64_t i;
    if (!subscriptIndex(t, key, &i))
      return kNoValue;
    if (i < 0)
      i += tuple->size;
    if (i < 0 || i >= tuple->size)
      return raise(t, Msg::TupleIndexRange);
    return tuple->items[i];
  }
  if (!isExactly(key, TypeId::Slice))
    return raise(t, Msg::TupleIndexType, typeName(key));
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, tuple->size, &start, &stop, &step, &count))
    return kNoValue;
  if (step == 1 && count == tuple->size && isExactly(self, TypeId::Tuple))
    return self;
  if (step == 1)
    return fromObject(TRY(tupleFrom(t, tuple->items + start, count)));
  Tuple *result = TRY(tupleNew(t, count));
  for (int64_t i = 0; i < count; i++)
    result->items[i] = tuple->items[start + i * step];
  return fromObject(result);
}

int containsSlot(Thread &t, Value self, Value item) {
  Tuple *tuple = as<Tuple>(self);
  for (int64_t i = 0; i < tuple->size; i++)
    if (int equal = identicalOrEqual(t, tuple->items[i], item))
      return equal;
  return 0;
}

Value exact(Thread &t, Value v) {
  return isExactly(v, TypeId::Tuple) ? v : fromObject(TRY(tupleFrom(t, itemsOf(v), sizeOf(v))));
}
Value concatSlot(Thread &t, Value a, Value b) {
  if (!isTuple(b))
    return isTuple(a) ? raise(t, Msg::TupleConcat, typeName(b)) : notImplemented();
  if (!isTuple(a))
    return notImplemented();
  if (!sizeOf(a))
    return exact(t, b);
  if (!sizeOf(b))
    return exact(t, a);
  Tuple *r = TRY(tupleNew(t, sizeOf(a) + sizeOf(b)));
  std::memcpy(r->items, itemsOf(a), static_cast<size_t>(sizeOf(a)) * sizeof(Value));
  std::memcpy(r->items + sizeOf(a), itemsOf(b), static_cast<size_t>(sizeOf(b)) * sizeof(Value));
  return fromObject(r);
}
Value repeatSlot(Thread &t, Value self, int64_t count) {
  Tuple *tuple = as<Tuple>(self);
  if (count <= 0 || !tuple->size)
    return fromObject(emptyTuple());
  if (count == 1 && isExactly(self, TypeId::Tuple))
    return self;
  int64_t total;
  if (__builtin_mul_overflow(count, tuple->size, &total) || total > INT64_MAX / 16)
    return raiseMemoryError(t);
  Tuple *r = TRY(tupleNew(t, total));
  for (int64_t i = 0; i < total; i += tuple->size)
    std::memcpy(r->items + i, tuple->items, static_cast<size_t>(tuple->size) * sizeof(Value));
  return fromObject(r);
}

Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isTuple(a) || !isTuple(b))
    return notImplemented();
  return compareRuns<Tuple>(t, a, b, kind);
}

// The xxHash-based mix of item hashes, equal to CPython's (programs see the order of sets of
// tuples).
bool hashSlot(Thread &t, Value self, int64_t *out) {
  constexpr uint64_t kPrime1 = 11400714785074694791u, kPrime2 = 14029467366897019727u,
                     kPrime5 = 2870177450012600261u;
  Tuple *tuple = as<Tuple>(self);
  uint64_t acc = kPrime5;
  for (int64_t i = 0; i < tuple->size; i++) {
    int64_t lane;
    Value item = tuple->items[i];
    if (isInt(item))
      lane = intHash(item);
    else if (!hash(t, item, &lane))
      return false;
    acc += static_cast<uint64_t>(lane) * kPrime2;
    acc = (acc << 31) | (acc >> 33);
    acc *= kPrime1;
  }
  acc += static_cast<uint64_t>(tuple->size) ^ (kPrime5 ^ 3527539u);
  *out = acc == ~uint64_t{0} ? 1546275796 : static_cast<int64_t>(acc);
  return true;
}

Value reprSlot(Thread &t, Value self) {
  if (!sizeOf(self))
    return fromObject(TRY(strFromAscii(t, "()")));
  return sequenceRepr(t, self, "(", ")", "(...)");
}
Value iterSlot(Thread &t, Value self) {
  return sequenceIteratorNew(t, TypeId::TupleIterator, self);
}

Value createSlot(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  bool plain = isBuiltin(type, TypeId::Tuple);
  if (!noKeywordsFor(t, inheritsInit(type, TypeId::Tuple), "tuple", kwNames))
    return kNoValue;
  if (!argumentCount(t, "tuple", positional, 0, 1))
    return kNoValue;
  Tuple *items = emptyTuple();
  if (positional) {
    if (plain && isExactly(args[0], TypeId::Tuple))
      return args[0];
    items = TRY(toTuple(t, args[0]));
  }
  if (plain)
    return fromObject(items);
  Object *object = TRY(allocateInstance(t, type, static_cast<size_t>(items->size) * sizeof(Value)));
  Tuple *r = static_cast<Tuple *>(object);
  r->size = items->size;
  std::memcpy(r->items, items->items, static_cast<size_t>(items->size) * sizeof(Value));
  writeBarrier(r);
  return fromObject(r);
}

Value index(Thread &t, const Value *args) {
  Tuple *tuple = as<Tuple>(args[0]);
  int64_t from, to;
  if (!indexBounds(t, args[2], args[3], tuple->size, &from, &to))
    return kNoValue;
  for (int64_t i = from; i < to && i < tuple->size; i++) {
    int equal = identicalOrEqual(t, tuple->items[i], args[1]);
    if (equal)
      return equal < 0 ? kNoValue : fromInt(i);
  }
  return raise(t, Msg::TupleIndexAbsent);
}
Value count(Thread &t, const Value *args) {
  Tuple *tuple = as<Tuple>(args[0]);
  int64_t n = 0;
  for (int64_t i = 0; i < tuple->size; i++) {
    int equal = identicalOrEqual(t, tuple->items[i], args[1]);
    if (equal < 0)
      return kNoValue;
    n += equal;
  }
  return fromInt(n);
}
Value getNewArgs(Thread &t, const Value *args) {
  return fromObject(
      TRY(tupleOf(t, fromObject(TRY(tupleFrom(t, itemsOf(args[0]), sizeOf(args[0])))))));
}
Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }

const NativeRow kMethods[] = {
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod,
     "See PEP 585"},
    {"__getnewargs__", getNewArgs, "($self, /)"},
    {"count", count, "($self, value, /)", NativeKind::Method,
     "Return number of occurrences of value."},
    {"index", index, "($self, value, start=0, stop=sys.maxsize, /)", NativeKind::Method,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {nullptr, nullptr, nullptr}};

void trace(Object *object, Tracer &tracer) {
  Tuple *tuple = static_cast<Tuple *>(object);
  tracer.range(tuple->items, static_cast<size_t>(tuple->size));
}

} // namespace

void registerTupleType(Thread &t) {
  registerType(t, {.id = TypeId::Tuple,
                   .flags = kTypeSubclassable | kTypeTupleSubclass | kTypeMatchSequence |
                            kTypeMatchSelf | kTypeVariable,
                   .instanceSize = sizeof(Tuple),
                   .doc = "Built-in immutable sequence.\n\nWithout an argument the empty tuple; "
                          "else the items of the iterable.",
                   .trace = trace,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = reprSlot;
                         s.hash = hashSlot;
                         s.compare = compareSlot;
                         s.iter = iterSlot;
                         s.create = createSlot;
                         s.length = lengthSlot;
                         s.getItem = getItemSlot;
                         s.contains = containsSlot;
                         s.concat = concatSlot;
                         s.repeat = repeatSlot;
                       },
                   .methods = kMethods});
}

} // namespace rt
