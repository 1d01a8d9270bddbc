// set and frozenset: slots and methods (Library reference, "Set Types") over the table of Set.cpp.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/objects/set/Set.h"

#include <string>

namespace rt {
namespace {

Set *self(const Value *args) { return as<Set>(args[0]); }
Value result(bool good) { return good ? none() : kNoValue; }
bool bothSets(Value a, Value b) { return isSetOrFrozenSet(a) && isSetOrFrozenSet(b); }
// The base type of results: operators and methods of subclasses give plain sets.
Type *baseOf(Value set) {
  return builtinType(isSubtype(typeOf(set), builtinType(TypeId::Set)) ? TypeId::Set
                                                                      : TypeId::FrozenSet);
}

// --- Slots
int64_t lengthSlot(Thread &, Value v) { return setSize(v); }
int containsSlot(Thread &t, Value set, Value item) {
  int found = setContains(t, set, item);
  if (found >= 0 || !isSetOrFrozenSet(item) || !pendingMatches(t, Exc::TypeError))
    return found;
  // An unhashable set as item is looked up as if it were frozen.
  clearPending(t);
  Value frozen = setCopy(t, item, builtinType(TypeId::FrozenSet));
  return ok(frozen) ? setContains(t, set, frozen) : -1;
}

Value reprSlot(Thread &t, Value v) {
  StrBuilder out(t);
  bool plain = isExactly(v, TypeId::Set);
  if (!setSize(v)) {
    out.add(typeOf(v)->name);
    out.add("()");
    return fromObject(TRY(out.finish()));
  }
  bool failed = false;
  if (!enterRepr(t, v, &failed)) {
    if (failed)
      return kNoValue;
    out.add(typeOf(v)->name);
    out.add("(...)");
    return fromObject(TRY(out.finish()));
  }
  if (!plain) {
    out.add(typeOf(v)->name);
    out.add("(");
  }
  out.add("{");
  List *items = toList(t, v);
  for (int64_t i = 0; items && i < items->size; i++) {
    if (i)
      out.add(", ");
    Str *text = repr(t, items->array->items[i]);
    if (!text)
      items = nullptr;
    else
      out.add(text);
  }
  leaveRepr(t, v);
  if (!items)
    return kNoValue;
  out.add(plain ? "}" : "})");
  return fromObject(TRY(out.finish()));
}

Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!bothSets(a, b))
    return notImplemented();
  int64_t na = setSize(a), nb = setSize(b);
  int holds = 0;
  switch (kind) {
  case CompareKind::Equal:
  case CompareKind::NotEqual: {
    Set *x = as<Set>(a), *y = as<Set>(b);
    if (na != nb || (x->hashed && y->hashed && x->hash != y->hash))
      holds = 0;
    else
      holds = setIsSubset(t, a, b);
    if (holds >= 0 && kind == CompareKind::NotEqual)
      holds = !holds;
    break;
  }
  case CompareKind::Less:
    holds = na < nb ? setIsSubset(t, a, b) : 0;
    break;
  case CompareKind::LessEqual:
    holds = setIsSubset(t, a, b);
    break;
  case CompareKind::Greater:
    holds = na > nb ? setIsSubset(t, b, a) : 0;
    break;
  case CompareKind::GreaterEqual:
    holds = setIsSubset(t, b, a);
    break;
  }
  return holds < 0 ? kNoValue : fromBool(holds);
}

uint64_t shuffle(uint64_t h) { return ((h ^ 89869747u) ^ (h << 16)) * 3644798167u; }

// Equal to CPython's, since the order of sets of frozensets shows it.
bool hashSlot(Thread &, Value v, int64_t *out) {
  Set *s = as<Set>(v);
  if (!s->hashed) {
    uint64_t h = 0;
    for (int64_t i = 0; s->table && i <= s->mask; i++)
      if (ok(s->table[i].key))
        h ^= shuffle(s->table[i].hash);
    h ^= (static_cast<uint64_t>(s->used) + 1) * 1927868237u;
    h ^= (h >> 11) ^ (h >> 25);
    h = h * 69069u + 907133923u;
    if (h == ~uint64_t{0})
      h = 590923713u;
    s->hash = h;
    s->hashed = true;
  }
  *out = static_cast<int64_t>(s->hash);
  return true;
}

Value iterSlot(Thread &t, Value v) {
  TableIterator *it = allocate<TableIterator>(t, TypeId::SetIterator);
  it->table = v;
  it->expected = it->remaining = setSize(v);
  return fromObject(it);
}

// Operators take sets only, and give the type of the left operand.
template <Value (*Operation)(Thread &, Value, Value)> Value binary(Thread &t, Value a, Value b) {
  return bothSets(a, b) ? Operation(t, a, b) : notImplemented();
}
Value unionOf(Thread &t, Value a, Value b) {
  Value r = TRY(setCopy(t, a, baseOf(a)));
  return same(a, b) || setUpdate(t, r, b) ? r : kNoValue; // x | x: nothing makes room, so the order stays
}
template <bool (*Operation)(Thread &, Value, Value)> Value inplace(Thread &t, Value a, Value b) {
  if (!isSetOrFrozenSet(b))
    return notImplemented();
  return Operation(t, a, b) ? a : kNoValue;
}

// --- Construction
Value createSet(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  return isBuiltin(type, TypeId::Set) ? setNew(t, false)
                                      : fromObject(TRY(allocateInstance(t, type)));
}
bool initSet(Thread &t, Value v, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywordsFor(t, true, "set", kwNames))
    return false;
  if (!argumentCount(t, typeNameOf(typeOf(v)).c_str(), positional, 0, 1))
    return false;
  if (setSize(v))
    setClear(t, as<Set>(v));
  return !positional || setUpdate(t, v, args[0]);
}
Value createFrozenSet(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  bool plain = isBuiltin(type, TypeId::FrozenSet);
  if (!noKeywordsFor(t, inheritsInit(type, TypeId::FrozenSet), "frozenset", kwNames))
    return kNoValue;
  if (!argumentCount(t, typeNameOf(type).c_str(), positional, 0, 1))
    return kNoValue;
  if (plain && positional && isExactly(args[0], TypeId::FrozenSet))
    return args[0];
  Value v = plain ? setNew(t, true) : fromObject(TRY(allocateInstance(t, type)));
  return !positional || setUpdate(t, v, args[0]) ? v : kNoValue;
}

// --- Methods
Value add(Thread &t, const Value *args) { return result(setAdd(t, args[0], args[1])); }

// discard and remove look up a set argument as if it were frozen.
int takeOut(Thread &t, const Value *args) {
  int found = setDiscard(t, self(args), args[1]);
  if (found >= 0 || !isSetOrFrozenSet(args[1]) || !pendingMatches(t, Exc::TypeError))
    return found;
  clearPending(t);
  Value frozen = setCopy(t, args[1], builtinType(TypeId::FrozenSet));
  return ok(frozen) ? setDiscard(t, self(args), frozen) : -1;
}
Value discard(Thread &t, const Value *args) { return result(takeOut(t, args) >= 0); }
Value remove(Thread &t, const Value *args) {
  int found = takeOut(t, args);
  if (found == 0)
    return raiseKeyError(t, args[1]);
  return result(found > 0);
}
Value pop(Thread &t, const Value *args) {
  Set *s = self(args);
  if (!s->used)
    return raise(t, Msg::PopEmptySet);
  int64_t i = s->finger & s->mask;
  while (!ok(s->table[i].key))
    i = i < s->mask ? i + 1 : 0;
  Value item = s->table[i].key;
  s->table[i] = {kNoValue, kDeletedHash};
  s->used--;
  s->finger = i + 1;
  return item;
}
Value clear(Thread &t, const Value *args) {
  setClear(t, self(args));
  return none();
}
Value copy(Thread &t, const Value *args) { return setCopy(t, args[0], baseOf(args[0])); }
Value copyFrozen(Thread &t, const Value *args) {
  return isExactly(args[0], TypeId::FrozenSet) ? args[0] : copy(t, args);
}

Tuple *others(const Value *args) { return as<Tuple>(args[1]); }
Value update(Thread &t, const Value *args) {
  for (int64_t i = 0; i < others(args)->size; i++)
    if (!setUpdate(t, args[0], others(args)->items[i]))
      return kNoValue;
  return none();
}
Value unionMethod(Thread &t, const Value *args) {
  Value r = TRY(setCopy(t, args[0], baseOf(args[0])));
  for (int64_t i = 0; i < others(args)->size; i++)
    if (!same(args[0], others(args)->items[i]) && !setUpdate(t, r, others(args)->items[i]))
      return kNoValue;
  return r;
}
Value intersection(Thread &t, const Value *args) {
  if (!others(args)->size)
    return setCopy(t, args[0], baseOf(args[0]));
  Value r = args[0];
  for (int64_t i = 0; i < others(args)->size; i++)
    r = TRY(setIntersection(t, r, others(args)->items[i]));
  return r;
}
Value intersectionUpdate(Thread &t, const Value *args) {
  Value r = TRY(intersection(t, args));
  Set *a = self(args), *b = as<Set>(r);
  std::swap(a->fill, b->fill);
  std::swap(a->used, b->used);
  std::swap(a->mask, b->mask);
  std::swap(a->table, b->table);
  writeBarrier(a);
  return none();
}
Value difference(Thread &t, const Value *args) {
  if (!others(args)->size)
    return setCopy(t, args[0], baseOf(args[0]));
  Value r = TRY(setDifference(t, args[0], others(args)->items[0]));
  for (int64_t i = 1; i < others(args)->size; i++)
    if (!setDifferenceUpdate(t, r, others(args)->items[i]))
      return kNoValue;
  return r;
}
Value differenceUpdate(Thread &t, const Value *args) {
  for (int64_t i = 0; i < others(args)->size; i++)
    if (!setDifferenceUpdate(t, args[0], others(args)->items[i]))
      return kNoValue;
  return none();
}
Value symmetricDifference(Thread &t, const Value *args) {
  return setSymmetricDifference(t, args[0], args[1]);
}
Value symmetricDifferenceUpdate(Thread &t, const Value *args) {
  return result(setSymmetricDifferenceUpdate(t, args[0], args[1]));
}
Value isSubset(Thread &t, const Value *args) {
  Value other = isSetOrFrozenSet(args[1]) ? args[1] : TRY(setFromIterable(t, args[1]));
  int holds = setIsSubset(t, args[0], other);
  return holds < 0 ? kNoValue : fromBool(holds);
}
Value isSuperset(Thread &t, const Value *args) {
  if (isSetOrFrozenSet(args[1])) {
    int holds = setIsSubset(t, args[1], args[0]);
    return holds < 0 ? kNoValue : fromBool(holds);
  }
  bool all = true;
  bool failed = false;
  bool iterated = forEach(t, args[1], [&](Value item) {
    int found = setContains(t, args[0], item);
    failed = found < 0;
    all = found > 0;
    return all;
  });
  return !iterated || failed ? kNoValue : fromBool(all);
}
Value isDisjoint(Thread &t, const Value *args) {
  if (same(args[0], args[1]))
    return fromBool(setSize(args[0]) == 0);
  Value table = args[0], source = args[1];
  if (isSetOrFrozenSet(source) && setSize(source) > setSize(table)) {
    table = args[1];
    source = args[0];
  }
  bool disjoint = true;
  bool failed = false;
  bool iterated = forEach(t, source, [&](Value item) {
    int found = setContains(t, table, item);
    failed = found < 0;
    disjoint = found == 0;
    return disjoint;
  });
  return !iterated || failed ? kNoValue : fromBool(disjoint);
}
Value containsMethod(Thread &t, const Value *args) {
  int found = containsSlot(t, args[0], args[1]);
  return found < 0 ? kNoValue : fromBool(found);
}
Value reduce(Thread &t, const Value *args) {
  Value items = fromObject(TRY(toList(t, args[0])));
  Value state = TRY(callMethodWith(t, args[0], names().__getstate__));
  return fromObject(
      TRY(tupleOf(t, fromObject(typeOf(args[0])), fromObject(TRY(tupleOf(t, items))), state)));
}
Value sizeOf(Thread &, const Value *args) {
  Set *s = self(args);
  return fromInt(static_cast<int64_t>(sizeof(Set)) +
                 (s->table ? (s->mask + 1) * static_cast<int64_t>(sizeof(SetEntry)) : 0));
}
Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }

// --- Iterator
Value selfSlot(Thread &, Value v) { return v; }
Value nextSlot(Thread &t, Value v) {
  TableIterator *it = as<TableIterator>(v);
  if (!ok(it->table))
    return kNoValue;
  if (it->expected != setSize(it->table)) {
    it->expected = -1; // stays an error
    return raise(t, Msg::SetChangedSize);
  }
  Value item;
  if (setNext(it->table, &it->position, &item)) {
    it->remaining--;
    return item;
  }
  it->table = kNoValue;
  return kNoValue;
}
Value lengthHint(Thread &, const Value *args) {
  TableIterator *it = as<TableIterator>(args[0]);
  return fromInt(ok(it->table) && it->expected == setSize(it->table) ? it->remaining : 0);
}

void trace(Object *object, Tracer &tracer) {
  Set *s = static_cast<Set *>(object);
  tracer.pointer(s->table);
  for (int64_t i = 0; s->table && i <= s->mask; i++)
    tracer.value(s->table[i].key);
}
void traceIterator(Object *object, Tracer &tracer) {
  tracer.value(static_cast<TableIterator *>(object)->table);
}

void fillCommon(Slots &s) {
  s.repr = reprSlot;
  s.compare = compareSlot;
  s.iter = iterSlot;
  s.length = lengthSlot;
  s.contains = containsSlot;
  s.binary[static_cast<int>(BinaryKind::Or)] = binary<unionOf>;
  s.binary[static_cast<int>(BinaryKind::And)] = binary<setIntersection>;
  s.binary[static_cast<int>(BinaryKind::Subtract)] = binary<setDifference>;
  s.binary[static_cast<int>(BinaryKind::Xor)] = binary<setSymmetricDifference>;
}
void fillSet(Slots &s) {
  fillCommon(s);
  s.hash = hashNotImplemented;
  s.create = createSet;
  s.init = initSet;
  s.inplace[static_cast<int>(BinaryKind::Or)] = inplace<setUpdate>;
  s.inplace[static_cast<int>(BinaryKind::And)] = inplace<setIntersectionUpdate>;
  s.inplace[static_cast<int>(BinaryKind::Subtract)] = inplace<setDifferenceUpdate>;
  s.inplace[static_cast<int>(BinaryKind::Xor)] = inplace<setSymmetricDifferenceUpdate>;
}
void fillFrozenSet(Slots &s) {
  fillCommon(s);
  s.hash = hashSlot;
  s.create = createFrozenSet;
}

#define COMMON_METHODS(CopyFunction)                                                               \
  {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod,               \
   "See PEP 585"},                                                                                 \
      {"__contains__", containsMethod, "($self, value, /)"},                                       \
      {"__reduce__", reduce, "($self, /)", NativeKind::Method,                                     \
       "Return state information for pickling."},                                                  \
      {"__sizeof__", sizeOf, "($self, /)"},                                                        \
      {"copy", CopyFunction, "($self, /)", NativeKind::Method, "Return a shallow copy of a set."}, \
      {"difference", difference, "!($self, *others, /)"},                                           \
      {"intersection", intersection, "!($self, *others, /)"},                                       \
      {"isdisjoint", isDisjoint, "($self, other, /)"},                                             \
      {"issubset", isSubset, "($self, other, /)"},                                                 \
      {"issuperset", isSuperset, "($self, other, /)"},                                             \
      {"symmetric_difference", symmetricDifference, "($self, other, /)"},                          \
      {"union", unionMethod, "!($self, *others, /)"}

const NativeRow kIteratorMethods[] = {{"__length_hint__", lengthHint, "($self, /)",
                                       NativeKind::Method,
                                       "Private method returning an estimate of len(list(it))."},
                                      {"__reduce__", reduceTableIterator, "($self, /)",
                                       NativeKind::Method,
                                       "Return state information for pickling."},
                                      {nullptr, nullptr, nullptr}};

} // namespace

const NativeRow kFrozenSetMethods[] = {COMMON_METHODS(copyFrozen), {nullptr, nullptr, nullptr}};
const NativeRow kSetMethods[] = {
    COMMON_METHODS(copy),
    {"add", add, "($self, object, /)"},
    {"clear", clear, "($self, /)"},
    {"difference_update", differenceUpdate, "!($self, *others, /)"},
    {"discard", discard, "($self, object, /)"},
    {"intersection_update", intersectionUpdate, "!($self, *others, /)"},
    {"pop", pop, "($self, /)"},
    {"remove", remove, "($self, object, /)"},
    {"symmetric_difference_update", symmetricDifferenceUpdate, "($self, other, /)"},
    {"update", update, "!($self, *others, /)"},
    {nullptr, nullptr, nullptr}};

void registerSetTypes(Thread &t) {
  registerType(t, {.id = TypeId::Set,
                   .flags = kTypeSubclassable | kTypeSetSubclass | kTypeMatchSelf | kTypeWeakRefs,
                   .instanceSize = sizeof(Set),
                   .doc = "set() -> new empty set object\nset(iterable) -> new set object\n\nAn "
                          "unordered collection of unique elements.",
                   .trace = trace,
                   .fillSlots = fillSet,
                   .methods = kSetMethods});
  registerType(t, {.id = TypeId::FrozenSet,
                   .flags = kTypeSubclassable | kTypeSetSubclass | kTypeMatchSelf | kTypeWeakRefs,
                   .instanceSize = sizeof(Set),
                   .doc = "frozenset() -> empty frozenset object\nfrozenset(iterable) -> frozenset "
                          "object\n\nAn immutable unordered "
                          "collection of unique elements.",
                   .trace = trace,
                   .fillSlots = fillFrozenSet,
                   .methods = kFrozenSetMethods});
  registerType(t, {.id = TypeId::SetIterator,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(TableIterator),
                   .trace = traceIterator,
                   .fillSlots =
                       [](Slots &s) {
                         s.iter = selfSlot;
                         s.next = nextSlot;
                       },
                   .methods = kIteratorMethods});
}

} // namespace rt
