// collections.deque: a ring buffer of Values whose capacity is a power of two.
//
// `version` changes with every change of the contents or their order, so that iterators notice.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/modules/collections/Collections.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Sequence.h"

#include <algorithm>
#include <string>

namespace rt {

namespace {

struct Deque : Object {
  Value attributes;
  ValueArray *ring; // null while empty and never used
  int64_t head, size;
  int64_t maxlen; // -1: unbounded
  uint64_t version;
};
Type *dequeType;

Deque *deque(Value v) { return as<Deque>(v); }
Value &slot(Deque *d, int64_t i) { return d->ring->items[(d->head + i) & (d->ring->capacity - 1)]; }
bool isDeque(Value v) { return isInstance(v, dequeType); }

bool reserve(Thread &t, Deque *d, int64_t size) {
  int64_t capacity = d->ring ? d->ring->capacity : 0;
  if (size <= capacity)
    return true;
  int64_t bigger = std::max<int64_t>(8, capacity * 2);
  while (bigger < size)
    bigger *= 2;
  auto *ring = reinterpret_cast<ValueArray *>(
      allocateLarge(t, sizeof(ValueArray) + static_cast<size_t>(bigger) * sizeof(Value),
                    static_cast<uint32_t>(TypeId::ValueArray)));
  if (!ring)
    return false;
  ring->capacity = bigger;
  for (int64_t i = 0; i < d->size; i++)
    ring->items[i] = slot(d, i);
  d->ring = ring;
  d->head = 0;
  writeBarrier(d);
  return true;
}

Value takeFirst(Deque *d) {
  Value v = slot(d, 0);
  slot(d, 0) = kNoValue;
  d->head = (d->head + 1) & (d->ring->capacity - 1);
  d->size--;
  d->version++;
  return v;
}
Value takeLast(Deque *d) {
  Value &last = slot(d, d->size - 1);
  Value v = last;
  last = kNoValue;
  d->size--;
  d->version++;
  return v;
}
bool addLast(Thread &t, Deque *d, Value v) {
  if (d->maxlen == 0)
    return true;
  if (!reserve(t, d, d->size + 1))
    return false;
  storeField(d->ring, &slot(d, d->size), v);
  d->size++;
  d->version++;
  if (d->maxlen > 0 && d->size > d->maxlen)
    takeFirst(d);
  return true;
}
bool addFirst(Thread &t, Deque *d, Value v) {
  if (d->maxlen == 0)
    return true;
  if (!reserve(t, d, d->size + 1))
    return false;
  d->head = (d->head - 1) & (d->ring->capacity - 1);
  storeField(d->ring, &slot(d, 0), v);
  d->size++;
  d->version++;
  if (d->maxlen > 0 && d->size > d->maxlen)
    takeLast(d);
  return true;
}
void clear(Deque *d) {
  d->ring = nullptr;
  d->head = d->size = 0;
  d->version++;
}
template <bool (*add)(Thread &, Deque *, Value)> bool extend(Thread &t, Deque *d, Value iterable) {
  if (isDeque(iterable) && deque(iterable) == d)
    iterable = fromObject(toList(t, iterable));
  return ok(iterable) && forEach(t, iterable, [&](Value v) { return add(t, d, v); });
}

Value newDeque(Thread &t, Type *type, int64_t maxlen) {
  auto *d = reinterpret_cast<Deque *>(allocateInstance(t, type));
  d->maxlen = maxlen;
  return fromObject(d);
}
Value create(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  return newDeque(t, type, -1);
}

Value initialise(Thread &t, const Value *a) {
  auto *d = deque(a[0]);
  int64_t maxlen = -1;
  if (ok(a[2]) && !isNone(a[2])) {
    if (!isAnyInt(a[2]) && !typeOf(a[2])->slots.index)
      return raise(t, Msg::DequeMaxlenType);
    if (!toSize(t, a[2], &maxlen))
      return kNoValue;
    if (maxlen < 0)
      return raise(t, Msg::DequeMaxlen);
  }
  d->maxlen = maxlen;
  clear(d);
  if (ok(a[1]) && !extend<addLast>(t, d, a[1]))
    return kNoValue;
  return none();
}
constexpr NativeRow kInit{"deque", initialise, "($self, iterable=(), maxlen=None)",
                          NativeKind::Function};
bool init(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  static NativeFunction *binder;
  if (!binder) {
    binder = as<NativeFunction>(makeNativeFunction(t, &kInit, kNoValue, nullptr));
    addRoot(&binder);
  }
  return ok(callNativeWithSelf(t, binder, self, args, positional, kwNames));
}

Value append(Thread &t, const Value *a) {
  return addLast(t, deque(a[0]), a[1]) ? none() : kNoValue;
}
Value appendLeft(Thread &t, const Value *a) {
  return addFirst(t, deque(a[0]), a[1]) ? none() : kNoValue;
}
Value extendRight(Thread &t, const Value *a) {
  return extend<addLast>(t, deque(a[0]), a[1]) ? none() : kNoValue;
}
Value extendLeft(Thread &t, const Value *a) {
  return extend<addFirst>(t, deque(a[0]), a[1]) ? none() : kNoValue;
}
Value pop(Thread &t, const Value *a) {
  return deque(a[0])->size ? takeLast(deque(a[0])) : raise(t, Msg::DequeEmpty);
}
Value popLeft(Thread &t, const Value *a) {
  return deque(a[0])->size ? takeFirst(deque(a[0])) : raise(t, Msg::DequeEmpty);
}
Value clearAll(Thread &, const Value *a) {
  clear(deque(a[0]));
  return none();
}

Value copy(Thread &t, const Value *a) {
  auto *d = deque(a[0]);
  if (typeOf(a[0]) != dequeType) {
    Value args[] = {a[0], d->maxlen < 0 ? kNoValue : intValue(t, d->maxlen)};
    Value made = TRY(call(t, fromObject(typeOf(a[0])), args, d->maxlen < 0 ? 1 : 2));
    if (isDeque(made))
      return made;
    std::string kind(strUtf8(t, typeOf(a[0])->name)), other(strUtf8(t, typeOf(made)->name));
    return raiseText(t, Exc::TypeError, kind + "() must return a deque, not " + other);
  }
  Value made = newDeque(t, dequeType, d->maxlen);
  return extend<addLast>(t, deque(made), a[0]) ? made : kNoValue;
}

Value count(Thread &t, const Value *a) {
  auto *d = deque(a[0]);
  uint64_t version = d->version;
  int64_t n = 0;
  for (int64_t i = 0; i < d->size; i++) {
    int equal = identicalOrEqual(t, slot(d, i), a[1]);
    if (equal < 0)
      return kNoValue;
    n += equal;
    if (d->version != version)
      return raise(t, Msg::DequeIterating);
  }
  return intValue(t, n);
}

int has(Thread &t, Value self, Value item) {
  auto *d = deque(self);
  uint64_t version = d->version;
  for (int64_t i = 0; i < d->size; i++) {
    int equal = identicalOrEqual(t, slot(d, i), item);
    if (equal)
      return equal;
    if (d->version != version)
      return raise(t, Msg::DequeIterating), -1;
  }
  return 0;
}

Value index(Thread &t, const Value *a) {
  auto *d = deque(a[0]);
  int64_t start = 0, stop = d->size;
  if ((ok(a[2]) && !toSizeClipped(t, a[2], &start)) || (ok(a[3]) && !toSizeClipped(t, a[3], &stop)))
    return kNoValue;
  auto clip = [&](int64_t i) { return std::clamp<int64_t>(i < 0 ? i + d->size : i, 0, d->size); };
  uint64_t version = d->version;
  for (int64_t i = clip(start), end = clip(stop); i < end; i++) {
    int equal = identicalOrEqual(t, slot(d, i), a[1]);
    if (equal < 0)
      return kNoValue;
    if (equal)
      return intValue(t, i);
    if (d->version != version)
      return raise(t, Msg::DequeMutatedIndex);
  }
  return raise(t, Msg::DequeNotIn, reprOf(a[1]));
}

void rotateBy(Deque *d, int64_t n) {
  if (d->size < 2)
    return;
  n %= d->size;
  if (n < 0)
    n += d->size;
  d->version++;
  if (d->size == d->ring->capacity) { // a full ring rotates by moving its head
    d->head = (d->head - n) & (d->ring->capacity - 1);
    return;
  }
  auto reverse = [&](int64_t lo, int64_t hi) {
    for (hi--; lo < hi; lo++, hi--)
      std::swap(slot(d, lo), slot(d, hi));
  };
  reverse(0, d->size - n);
  reverse(d->size - n, d->size);
  reverse(0, d->size);
}
Value rotate(Thread &t, const Value *a) {
  int64_t n = 1;
  if (ok(a[1]) && !toSize(t, a[1], &n))
    return kNoValue;
  rotateBy(deque(a[0]), n);
  return none();
}
Value reverse(Thread &, const Value *a) {
  auto *d = deque(a[0]);
  for (int64_t lo = 0, hi = d->size - 1; lo < hi; lo++, hi--)
    std::swap(slot(d, lo), slot(d, hi));
  d->version++;
  return none();
}

void removeAt(Deque *d, int64_t i) {
  for (; i < d->size - 1; i++)
    slot(d, i) = slot(d, i + 1);
  takeLast(d);
}
Value removeItem(Thread &t, const Value *a) {
  auto *d = deque(a[0]);
  uint64_t version = d->version;
  for (int64_t i = 0; i < d->size; i++) {
    int equal = identicalOrEqual(t, slot(d, i), a[1]);
    if (equal < 0)
      return kNoValue;
    if (d->version != version)
      return raise(t, Msg::DequeRemoveMutated);
    if (equal) {
      removeAt(d, i);
      return none();
    }
  }
  return raise(t, Msg::DequeRemoveMissing);
}
Value insert(Thread &t, const Value *a) {
  auto *d = deque(a[0]);
  int64_t i;
  if (!toSizeClipped(t, a[1], &i))
    return kNoValue;
  if (d->maxlen == d->size)
    return raise(t, Msg::DequeFull);
  i = std::clamp<int64_t>(i < 0 ? i + d->size : i, 0, d->size);
  if (!addLast(t, d, a[2]))
    return kNoValue;
  for (int64_t k = d->size - 1; k > i; k--)
    std::swap(slot(d, k), slot(d, k - 1));
  return none();
}

bool position(Thread &t, Deque *d, Value key, int64_t *i) {
  if (!isAnyInt(key) && !typeOf(key)->slots.index)
    return raise(t, Msg::DequeIndexType, typeName(key)), false;
  if (!subscriptIndex(t, key, i))
    return false;
  if (*i < 0)
    *i += d->size;
  if (*i < 0 || *i >= d->size)
    return raise(t, Msg::DequeIndex), false;
  return true;
}
Value get(Thread &t, Value self, Value key) {
  int64_t i;
  return position(t, deque(self), key, &i) ? slot(deque(self), i) : kNoValue;
}
bool set(Thread &t, Value self, Value key, Value v) {
  auto *d = deque(self);
  int64_t i;
  if (!position(t, d, key, &i))
    return false;
  if (ok(v))
    storeField(d->ring, &slot(d, i), v);
  else
    removeAt(d, i);
  return true;
}
int64_t size(Thread &, Value self) { return deque(self)->size; }

Value represent(Thread &t, Value self) {
  auto *d = deque(self);
  bool failed;
  if (!enterRepr(t, self, &failed))
    return failed ? kNoValue : fromObject(strFromAscii(t, "[...]"));
  List *items = toList(t, self);
  Str *inner = items ? repr(t, fromObject(items)) : nullptr;
  leaveRepr(t, self);
  if (!inner)
    return kNoValue;
  StrBuilder out(t);
  out.add(typeOf(self)->name);
  out.add("(");
  out.add(inner);
  if (d->maxlen >= 0) {
    out.add(", maxlen=");
    out.add(TRY(repr(t, intValue(t, d->maxlen))));
  }
  out.add(")");
  return fromObject(out.finish());
}

Value compareDeques(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isDeque(a) || !isDeque(b))
    return notImplemented();
  auto *x = deque(a), *y = deque(b);
  if (x->size != y->size && (kind == CompareKind::Equal || kind == CompareKind::NotEqual))
    return fromBool(kind == CompareKind::NotEqual);
  for (int64_t i = 0; i < x->size && i < y->size; i++) {
    Value v = slot(x, i), w = slot(y, i);
    int equal = identicalOrEqual(t, v, w);
    if (equal < 0)
      return kNoValue;
    if (!equal) {
      if (kind == CompareKind::Equal || kind == CompareKind::NotEqual)
        return fromBool(kind == CompareKind::NotEqual);
      return compare(t, v, w, kind);
    }
  }
  return compare(t, intValue(t, x->size), intValue(t, y->size), kind);
}

Value concat(Thread &t, Value a, Value b) {
  if (!isDeque(b))
    return raise(t, Msg::DequeConcat, typeName(b));
  Value made = TRY(copy(t, &a));
  return extend<addLast>(t, deque(made), b) ? made : kNoValue;
}
Value inplaceConcat(Thread &t, Value a, Value b) {
  return extend<addLast>(t, deque(a), b) ? a : kNoValue;
}
Value inplaceRepeat(Thread &t, Value self, int64_t n) {
  auto *d = deque(self);
  if (n <= 0) {
    clear(d);
    return self;
  }
  List *items = TRY(toList(t, self));
  for (int64_t i = 1; i < n; i++)
    for (int64_t k = 0; k < items->size; k++)
      if (!addLast(t, d, items->array->items[k]))
        return kNoValue;
  return self;
}
Value repeat(Thread &t, Value self, int64_t n) {
  Value made = TRY(copy(t, &self));
  return inplaceRepeat(t, made, n);
}

// --- Iterators
struct DequeIterator : Object {
  Value target;
  int64_t remaining;
  uint64_t version;
  bool reversed;
};
Type *iteratorType, *reverseIteratorType;

Value newIterator(Thread &t, Type *type, Value target, bool reversed) {
  auto *it = reinterpret_cast<DequeIterator *>(TRY(allocateInstance(t, type)));
  it->target = target;
  it->remaining = deque(target)->size;
  it->version = deque(target)->version;
  it->reversed = reversed;
  return fromObject(it);
}
Value iterate(Thread &t, Value self) { return newIterator(t, iteratorType, self, false); }
Value iterateBack(Thread &t, const Value *a) {
  return newIterator(t, reverseIteratorType, a[0], true);
}
Value nextItem(Thread &t, Value self) {
  auto *it = as<DequeIterator>(self);
  auto *d = deque(it->target);
  if (it->version != d->version) {
    it->remaining = 0;
    return raise(t, Msg::DequeIterating);
  }
  if (it->remaining == 0)
    return kNoValue;
  int64_t i = it->remaining--;
  return slot(d, it->reversed ? i - 1 : d->size - i);
}
// _deque_iterator(deque, position): what __reduce__ gives. Keywords are ignored, as in CPython.
template <bool Reversed> Value createIterator(Thread &t, Type *type, const Value *args, size_t positional, Tuple *) {
  int64_t position = 0;
  if (positional < 1 || positional > 2)
    return positional ? raise(t, Msg::FunctionAtMost, 2, "s", positional) : raise(t, Msg::FunctionAtLeast, 1, "", positional);
  if (!isDeque(args[0]))
    return raise(t, Msg::UnicodeArgumentType, 1, "collections.deque", typeName(args[0]));
  if (positional > 1 && !toSize(t, args[1], &position))
    return kNoValue;
  Value it = TRY(newIterator(t, type, args[0], Reversed));
  as<DequeIterator>(it)->remaining -= std::clamp<int64_t>(position, 0, deque(args[0])->size);
  return it;
}
Value reduceIterator(Thread &t, const Value *a) {
  auto *it = as<DequeIterator>(a[0]);
  Tuple *arguments = TRY(tupleOf(t, it->target, fromInt(deque(it->target)->size - it->remaining)));
  return fromObject(tupleOf(t, fromObject(typeOf(a[0])), fromObject(arguments)));
}
Value remaining(Thread &t, const Value *a) { return fromInt(as<DequeIterator>(a[0])->remaining); }
const NativeRow kIteratorMethods[] = {{"__length_hint__", remaining, "($self, /)"},
                                      {"__reduce__", reduceIterator, "($self, /)"},
                                      {nullptr, nullptr, nullptr}};

Value maxlenOf(Thread &t, Value self) {
  return deque(self)->maxlen < 0 ? none() : intValue(t, deque(self)->maxlen);
}
Value reduce(Thread &t, const Value *a) {
  auto *d = deque(a[0]);
  Tuple *args = d->maxlen < 0 ? emptyTuple()
                              : TRY(tupleOf(t, fromObject(emptyTuple()), intValue(t, d->maxlen)));
  Value state = TRY(callMethodWith(t, a[0], names().__getstate__));
  return fromObject(
      tupleOf(t, fromObject(typeOf(a[0])), fromObject(args), state, TRY(getIterator(t, a[0]))));
}
Value classGetItem(Thread &t, const Value *a) { return genericAliasNew(t, a[0], a[1]); }

const NativeRow kMethods[] = {
    {"append", append, "($self, item, /)"},
    {"appendleft", appendLeft, "($self, item, /)"},
    {"clear", clearAll, "($self, /)"},
    {"copy", copy, "($self, /)"},
    {"__copy__", copy, "($self, /)"},
    {"count", count, "($self, value, /)"},
    {"extend", extendRight, "($self, iterable, /)"},
    {"extendleft", extendLeft, "($self, iterable, /)"},
    {"index", index, "($self, value, start=0, stop=None, /)"},
    {"insert", insert, "($self, index, value, /)"},
    {"pop", pop, "($self, /)"},
    {"popleft", popLeft, "($self, /)"},
    {"remove", removeItem, "($self, value, /)"},
    {"reverse", reverse, "($self, /)"},
    {"rotate", rotate, "($self, n=1, /)"},
    {"__reduce__", reduce, "($self, /)"},
    {"__reversed__", iterateBack, "($self, /)"},
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
    {nullptr, nullptr, nullptr},
};
const GetSetRow kGetSets[] = {
    {"maxlen", maxlenOf, nullptr, "maximum size of a deque or None if unbounded"},
    {nullptr, nullptr}};

void fillSlots(Slots &s) {
  s.create = create;
  s.init = init;
  s.repr = represent;
  s.hash = hashNotImplemented;
  s.compare = compareDeques;
  s.iter = iterate;
  s.length = size;
  s.getItem = get;
  s.setItem = set;
  s.contains = has;
  s.concat = concat;
  s.repeat = repeat;
  s.inplaceConcat = inplaceConcat;
  s.inplaceRepeat = inplaceRepeat;
}
template <bool Reversed> void fillIterator(Slots &s) {
  s.create = createIterator<Reversed>;
  s.iter = [](Thread &, Value self) { return self; };
  s.next = nextItem;
}
void traceIterator(Object *o, Tracer &tracer) {
  tracer.value(static_cast<DequeIterator *>(o)->target);
}

} // namespace

bool addDeque(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeMatchSequence | kTypeWeakRefs;
  spec.instanceSize = sizeof(Deque);
  spec.doc = "deque([iterable[, maxlen]]) --> deque object\n\nA list-like sequence optimized for "
             "data accesses near its endpoints.";
  spec.trace = [](Object *o, Tracer &tracer) { tracer.pointer(static_cast<Deque *>(o)->ring); };
  spec.fillSlots = fillSlots;
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  TypeSpec iterator{TypeId::Object};
  iterator.instanceSize = sizeof(DequeIterator);
  iterator.trace = traceIterator;
  iterator.fillSlots = fillIterator<false>;
  iterator.methods = kIteratorMethods;
  dequeType = addType(t, module, "deque", spec);
  iteratorType = addType(t, module, "_deque_iterator", iterator);
  iterator.fillSlots = fillIterator<true>;
  reverseIteratorType = addType(t, module, "_deque_reverse_iterator", iterator);
  for (Type **type : {&dequeType, &iteratorType, &reverseIteratorType})
    addRoot(type);
  if (!dequeType || !iteratorType || !reverseIteratorType)
    return false;
  // Programs know the class as collections.deque.
  return dictSetStr(t, dequeType->dict, names().__module__,
                    fromObject(internAscii(t, "collections")));
}

} // namespace rt
