// dict_keys, dict_values, dict_items and the six dict iterators. Keys and items are set-like
// (Library reference, "Dictionary view objects"); the results of their operators are sets built in
// the order in which CPython builds them, because that order is visible.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/dict/Dict.h"
#include "runtime-lib/objects/set/Set.h"

namespace rt {
namespace {

Dict *dictOf(Value view) { return as<DictView>(view)->dict; }
bool isKeysView(Value v) { return isInstance(v, TypeId::DictKeys); }
bool isItemsView(Value v) { return isInstance(v, TypeId::DictItems); }
bool isSetLikeView(Value v) { return isKeysView(v) || isItemsView(v); }

} // namespace

Value dictViewNew(Thread &t, TypeId id, Dict *d) {
  DictView *view = allocate<DictView>(t, id);
  view->dict = d;
  return fromObject(view);
}

Value dictIteratorNew(Thread &t, TypeId id, Dict *d) {
  TableIterator *it = allocate<TableIterator>(t, id);
  it->table = fromObject(d);
  it->expected = it->remaining = dictSize(d);
  it->version = d->version;
  bool reverse = id == TypeId::DictReverseKeyIterator || id == TypeId::DictReverseValueIterator ||
                 id == TypeId::DictReverseItemIterator;
  it->position = reverse ? d->filled - 1 : 0;
  return fromObject(it);
}

namespace {

// --- Iterators
enum class Part { Key, Value, Item };

rt::Value partOf(Thread &t, Part part, Dict *d, DictEntry &entry) {
  rt::Value v = dictEntryValue(d, entry);
  switch (part) {
  case Part::Key:
    return entry.key;
  case Part::Value:
    return v;
  case Part::Item:
    return fromObject(tupleOf(t, entry.key, v));
  }
  __builtin_unreachable();
}

template <bool Reverse> inline DictEntry *step(Thread &t, TableIterator *it) {
  if (!ok(it->table))
    return nullptr;
  Dict *d = as<Dict>(it->table);
  if (it->version != d->version && it->expected != dictSize(d)) {
    it->expected = -1; // stays an error
    raise(t, Msg::DictChangedSize);
    return nullptr;
  }
  int64_t i = it->position;
  if (Reverse) {
    if (i >= d->filled)
      i = d->filled - 1;
    while (i >= 0 && !dictEntryLive(d, d->entries[i]))
      i--;
  } else {
    while (i < d->filled && !dictEntryLive(d, d->entries[i]))
      i++;
  }
  if (i < 0 || i >= d->filled) {
    it->table = kNoValue;
    return nullptr;
  }
  if (it->remaining == 0 && !Reverse && !(d->flags & kDictModule)) {
    it->table = kNoValue;
    raise(t, Msg::DictKeysChanged);
    return nullptr;
  }
  it->position = Reverse ? i - 1 : i + 1;
  it->remaining--;
  return &d->entries[i];
}

template <Part P, bool Reverse> Value nextSlot(Thread &t, Value self) {
  TableIterator *it = as<TableIterator>(self);
  Dict *d = as<Dict>(it->table);
  DictEntry *entry = step<Reverse>(t, it);
  return entry ? partOf(t, P, d, *entry) : kNoValue;
}

} // namespace

DictEntry *dictIteratorStep(Thread &t, TableIterator *it) { return step<false>(t, it); }

namespace {

Value selfSlot(Thread &, Value self) { return self; }
Value lengthHint(Thread &, const Value *args) {
  TableIterator *it = as<TableIterator>(args[0]);
  if (!ok(it->table) || it->expected != dictSize(as<Dict>(it->table)))
    return fromInt(0);
  return fromInt(it->remaining);
}
const NativeRow kIteratorMethods[] = {
    {"__length_hint__", lengthHint, "($self, /)", NativeKind::Method,
     "Private method returning an estimate of len(list(it))."},
    {"__reduce__", reduceTableIterator, "($self, /)", NativeKind::Method,
     "Return state information for pickling."},
    {nullptr, nullptr, nullptr},
};

void traceIterator(Object *object, Tracer &tracer) {
  tracer.value(static_cast<TableIterator *>(object)->table);
}

template <Part P, bool Reverse> void registerIterator(Thread &t, TypeId id) {
  registerType(t, {.id = id,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(TableIterator),
                   .trace = traceIterator,
                   .fillSlots =
                       [](Slots &s) {
                         s.iter = selfSlot;
                         s.next = nextSlot<P, Reverse>;
                       },
                   .methods = kIteratorMethods});
}

// --- Views
int64_t lengthSlot(Thread &, Value self) { return dictSize(dictOf(self)); }

int keysContains(Thread &t, Value self, Value key) {
  Value v;
  return static_cast<int>(dictFind(t, dictOf(self), key, &v));
}
int itemsContains(Thread &t, Value self, Value item) {
  if (!isTuple(item) || as<Tuple>(item)->size != 2)
    return 0;
  Value v;
  Found f = dictFind(t, dictOf(self), as<Tuple>(item)->items[0], &v);
  if (f != Found::Yes)
    return static_cast<int>(f);
  return identicalOrEqual(t, v, as<Tuple>(item)->items[1]);
}
int viewContains(Thread &t, Value self, Value item) {
  return isKeysView(self) ? keysContains(t, self, item) : itemsContains(t, self, item);
}

Value keysIter(Thread &t, Value self) {
  return dictIteratorNew(t, TypeId::DictKeyIterator, dictOf(self));
}
Value valuesIter(Thread &t, Value self) {
  return dictIteratorNew(t, TypeId::DictValueIterator, dictOf(self));
}
Value itemsIter(Thread &t, Value self) {
  return dictIteratorNew(t, TypeId::DictItemIterator, dictOf(self));
}

Value reprSlot(Thread &t, Value self) {
  bool failed = false;
  if (!enterRepr(t, self, &failed))
    return failed ? kNoValue : fromObject(TRY(strFromAscii(t, "...")));
  List *items = toList(t, self);
  Str *text = items ? repr(t, fromObject(items)) : nullptr;
  leaveRepr(t, self);
  if (!text)
    return kNoValue;
  StrBuilder out(t);
  out.add(typeOf(self)->name);
  out.add("(");
  out.add(text);
  out.add(")");
  return fromObject(TRY(out.finish()));
}

// Whether all items of a are in b.
int allContained(Thread &t, Value a, Value b) {
  Value iterator = getIterator(t, a);
  if (!ok(iterator))
    return -1;
  for (;;) {
    Value item = next(t, iterator);
    if (!ok(item))
      return ok(t.pending) ? -1 : 1;
    int found = contains(t, b, item);
    if (found <= 0)
      return found;
  }
}

Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isSetOrFrozenSet(b) && !isSetLikeView(b))
    return notImplemented();
  int64_t na = length(t, a), nb = length(t, b);
  if (na < 0 || nb < 0)
    return kNoValue;
  int holds = 0;
  switch (kind) {
  case CompareKind::Equal:
    holds = na == nb ? allContained(t, a, b) : 0;
    break;
  case CompareKind::NotEqual:
    holds = na == nb ? allContained(t, a, b) : 0;
    if (holds >= 0)
      holds = !holds;
    break;
  case CompareKind::Less:
    holds = na < nb ? allContained(t, a, b) : 0;
    break;
  case CompareKind::LessEqual:
    holds = na <= nb ? allContained(t, a, b) : 0;
    break;
  case CompareKind::Greater:
    holds = na > nb ? allContained(t, b, a) : 0;
    break;
  case CompareKind::GreaterEqual:
    holds = na >= nb ? allContained(t, b, a) : 0;
    break;
  }
  return holds < 0 ? kNoValue : fromBool(holds);
}

Value viewToSet(Thread &t, Value view) {
  Value set = TRY(setNew(t, false));
  Value source = isKeysView(view) ? fromObject(dictOf(view)) : view;
  return setUpdate(t, set, source) ? set : kNoValue;
}

Value subtractSlot(Thread &t, Value a, Value b) {
  Value set = TRY(isSetLikeView(a) ? viewToSet(t, a) : setFromIterable(t, a));
  return setDifferenceUpdate(t, set, b) ? set : kNoValue;
}
Value andSlot(Thread &t, Value a, Value b) {
  if (!isSetLikeView(a)) {
    Value swap = a;
    a = b;
    b = swap;
  }
  int64_t na = dictSize(dictOf(a));
  if (isExactly(b, TypeId::Set) && na <= setSize(b))
    return setIntersection(t, b, a);
  if (isSetLikeView(b) && dictSize(dictOf(b)) > na) {
    Value swap = a;
    a = b;
    b = swap;
  }
  Value set = TRY(setNew(t, false));
  Value iterator = TRY(getIterator(t, b));
  for (;;) {
    Value item = next(t, iterator);
    if (!ok(item))
      return ok(t.pending) ? kNoValue : set;
    int found = viewContains(t, a, item);
    if (found < 0 || (found && !setAdd(t, set, item)))
      return kNoValue;
  }
}
Value orSlot(Thread &t, Value a, Value b) {
  Value set = TRY(isSetLikeView(a) ? viewToSet(t, a) : setFromIterable(t, a));
  return setUpdate(t, set, b) ? set : kNoValue;
}
// Items of two dicts whose key is missing in the other or has another value there.
Value itemsXor(Thread &t, Dict *a, Dict *b) {
  Value set = TRY(setNew(t, false));
  Dict *rest = TRY(dictCopy(t, a));
  int64_t position = 0;
  Value key, v;
  while (dictNext(b, &position, &key, &v)) {
    uint64_t h = b->entries[position - 1].hash;
    Value other;
    Found f = dictFindHashed(t, rest, key, h, &other);
    if (f == Found::Error)
      return kNoValue;
    int differ = 1;
    if (f == Found::Yes) {
      int equal = identicalOrEqual(t, other, v);
      if (equal < 0)
        return kNoValue;
      differ = !equal;
      if (!differ && dictRemove(t, rest, key) == Found::Error)
        return kNoValue;
    }
    if (differ && !setAdd(t, set, fromObject(TRY(tupleOf(t, key, v)))))
      return kNoValue;
  }
  position = 0;
  while (dictNext(rest, &position, &key, &v))
    if (!setAdd(t, set, fromObject(TRY(tupleOf(t, key, v)))))
      return kNoValue;
  return set;
}
Value xorSlot(Thread &t, Value a, Value b) {
  if (isItemsView(a) && isItemsView(b))
    return itemsXor(t, dictOf(a), dictOf(b));
  Value set = TRY(isSetLikeView(a) ? viewToSet(t, a) : setFromIterable(t, a));
  return setSymmetricDifferenceUpdate(t, set, b) ? set : kNoValue;
}

Value isDisjoint(Thread &t, const Value *args) {
  Value self = args[0], other = args[1];
  if (same(self, other))
    return fromBool(dictSize(dictOf(self)) == 0);
  if (isExactly(other, TypeId::Set) || isSetLikeView(other)) {
    int64_t n = length(t, other);
    if (n < 0)
      return kNoValue;
    if (n > dictSize(dictOf(self))) {
      self = args[1];
      other = args[0];
    }
  }
  Value iterator = TRY(getIterator(t, other));
  for (;;) {
    Value item = next(t, iterator);
    if (!ok(item))
      return ok(t.pending) ? kNoValue : fromBool(true);
    int found = contains(t, self, item);
    if (found)
      return found < 0 ? kNoValue : fromBool(false);
  }
}
Value reversedKeys(Thread &t, const Value *args) {
  return dictIteratorNew(t, TypeId::DictReverseKeyIterator, dictOf(args[0]));
}
Value reversedValues(Thread &t, const Value *args) {
  return dictIteratorNew(t, TypeId::DictReverseValueIterator, dictOf(args[0]));
}
Value reversedItems(Thread &t, const Value *args) {
  return dictIteratorNew(t, TypeId::DictReverseItemIterator, dictOf(args[0]));
}
Value mapping(Thread &t, Value self) { return mappingProxyNew(t, fromObject(dictOf(self))); }

const GetSetRow kViewGetSets[] = {
    {"mapping", mapping, nullptr, "dictionary that this view refers to"}, {nullptr, nullptr}};
const NativeRow kKeysMethods[] = {
    {"__reversed__", reversedKeys, "($self, /)", NativeKind::Method,
     "Return a reverse iterator over the dict keys."},
    {"isdisjoint", isDisjoint, "($self, other, /)", NativeKind::Method,
     "Return True if the view and the given iterable have a null intersection."},
    {nullptr, nullptr, nullptr}};
const NativeRow kItemsMethods[] = {
    {"__reversed__", reversedItems, "($self, /)", NativeKind::Method,
     "Return a reverse iterator over the dict items."},
    {"isdisjoint", isDisjoint, "($self, other, /)", NativeKind::Method,
     "Return True if the view and the given iterable have a null intersection."},
    {nullptr, nullptr, nullptr}};
const NativeRow kValuesMethods[] = {{"__reversed__", reversedValues, "($self, /)",
                                     NativeKind::Method,
                                     "Return a reverse iterator over the dict values."},
                                    {nullptr, nullptr, nullptr}};

void traceView(Object *object, Tracer &tracer) {
  tracer.pointer(static_cast<DictView *>(object)->dict);
}

void fillSetLike(Slots &s) {
  s.repr = reprSlot;
  s.length = lengthSlot;
  s.compare = compareSlot;
  s.hash = hashNotImplemented;
  s.binary[static_cast<int>(BinaryKind::Subtract)] = subtractSlot;
  s.binary[static_cast<int>(BinaryKind::And)] = andSlot;
  s.binary[static_cast<int>(BinaryKind::Or)] = orSlot;
  s.binary[static_cast<int>(BinaryKind::Xor)] = xorSlot;
}
void fillKeys(Slots &s) {
  fillSetLike(s);
  s.iter = keysIter;
  s.contains = keysContains;
}
void fillItems(Slots &s) {
  fillSetLike(s);
  s.iter = itemsIter;
  s.contains = itemsContains;
}
void fillValues(Slots &s) {
  s.repr = reprSlot;
  s.length = lengthSlot;
  s.iter = valuesIter;
}

void registerView(Thread &t, TypeId id, void (*fill)(Slots &), const NativeRow *methods) {
  registerType(t, {.id = id,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(DictView),
                   .trace = traceView,
                   .fillSlots = fill,
                   .methods = methods,
                   .getSets = kViewGetSets});
}

} // namespace

void registerDictViewTypes(Thread &t) {
  registerView(t, TypeId::DictKeys, fillKeys, kKeysMethods);
  registerView(t, TypeId::DictValues, fillValues, kValuesMethods);
  registerView(t, TypeId::DictItems, fillItems, kItemsMethods);
  registerIterator<Part::Key, false>(t, TypeId::DictKeyIterator);
  registerIterator<Part::Value, false>(t, TypeId::DictValueIterator);
  registerIterator<Part::Item, false>(t, TypeId::DictItemIterator);
  registerIterator<Part::Key, true>(t, TypeId::DictReverseKeyIterator);
  registerIterator<Part::Value, true>(t, TypeId::DictReverseValueIterator);
  registerIterator<Part::Item, true>(t, TypeId::DictReverseItemIterator);
}

} // namespace rt
