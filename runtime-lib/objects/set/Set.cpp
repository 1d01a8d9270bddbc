// The table of set and frozenset. Its order is part of what programs can see, so sizes, growth and
// probing are exactly CPython 3.11's: 8 slots at first; a probe looks at up to 10 neighbouring
// slots, then jumps by the perturbed recurrence i = 5 i + 1 + (perturb >>= 5); when 3/5 of the
// slots are in use (deleted ones count) the table is rebuilt for 4 times the items (2 times above
// 50000). Merging copies in table order, with one growth at the start.
#include "runtime-lib/objects/set/Set.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/dict/Dict.h"

#include <cstring>

namespace rt {
namespace {

constexpr int64_t kMinimalSlots = 8, kNeighbours = 9;
constexpr size_t kBlockHeader = 16;

bool isDeleted(const SetEntry &e) { return e.hash == kDeletedHash; }

SetEntry *newTable(Thread &t, int64_t slots) {
  size_t size = kBlockHeader + static_cast<size_t>(slots) * sizeof(SetEntry);
  auto *block = reinterpret_cast<char *>(allocateLeaf(t, size, TypeId::ByteBlock));
  return block ? static_cast<SetEntry *>(std::memset(block + kBlockHeader, 0, size - kBlockHeader)) : nullptr;
}

// The slots that a hash may be in, in order.
struct Probe {
  uint64_t perturb, mask, slot;
  Probe(uint64_t hash, int64_t m) : perturb(hash), mask(static_cast<uint64_t>(m)), slot(hash & mask) {}
  /// The last slot of the run that begins at `slot`.
  uint64_t last() const { return slot + kNeighbours <= mask ? slot + kNeighbours : slot; }
  void advance() {
    perturb >>= 5;
    slot = (slot * 5 + 1 + perturb) & mask;
  }
};

void insertClean(SetEntry *table, int64_t mask, Value key, uint64_t hash) {
  for (Probe p(hash, mask);; p.advance())
    for (uint64_t i = p.slot, last = p.last(); i <= last; i++)
      if (!ok(table[i].key)) {
        table[i] = {key, hash};
        return;
      }
}

bool resize(Thread &t, Set *s, int64_t least) {
  int64_t slots = kMinimalSlots;
  while (slots <= least)
    slots <<= 1;
  SetEntry *table = newTable(t, slots);
  if (!table)
    return false;
  SetEntry *old = s->table;
  int64_t oldMask = s->mask;
  for (int64_t i = 0; old && i <= oldMask; i++)
    if (ok(old[i].key))
      insertClean(table, slots - 1, old[i].key, old[i].hash);
  s->table = table;
  s->mask = slots - 1;
  s->fill = s->used;
  writeBarrier(s);
  return true;
}

bool ensureTable(Thread &t, Set *s) { return s->table || resize(t, s, 0); }

// The slot for which `match` says kSame, kAbsent (then *free is the slot for the item: the last
// deleted one on the way, else the unused one at its end), or what else match answered.
template <typename Match>
inline int64_t search(const Set *s, uint64_t hash, int64_t *free, Match match) {
  const SetEntry *table = s->table;
  if (!table)
    return kAbsent;
  int64_t deleted = -1;
  for (Probe p(hash, s->mask);; p.advance())
    for (uint64_t i = p.slot, last = p.last(); i <= last; i++) {
      const SetEntry &e = table[i];
      if (ok(e.key)) {
        if (e.hash != hash)
          continue;
        if (int found = match(e.key))
          return found == kSame ? static_cast<int64_t>(i) : found;
      } else if (isDeleted(e)) {
        deleted = static_cast<int64_t>(i);
      } else {
        *free = deleted < 0 ? static_cast<int64_t>(i) : deleted;
        return kAbsent;
      }
    }
}

[[gnu::noinline]] int64_t findAny(Thread &t, Set *s, Value item, uint64_t hash, int64_t *free) {
  for (;;) {
    SetEntry *table = s->table;
    int64_t found = search(s, hash, free, [&](const Value &key) {
      Value stored = key;
      if (same(stored, item))
        return kSame;
      int equal = bothInt(stored, item) ? 0 : identicalOrEqual(t, stored, item);
      if (equal < 0)
        return static_cast<int>(kLookupError);
      if (s->table != table || !same(key, stored)) // changed by the comparison
        return kChanged;
      return equal ? kSame : kOther;
    });
    if (found != kChanged)
      return found;
  }
}

// Slot of an equal item, kAbsent or kLookupError. Fast paths for items that are exactly str or small
// ints; findAny is the truth.
inline int64_t find(Thread &t, Set *s, Value item, uint64_t hash, int64_t *free) {
  if (isInt(item)) {
    int64_t found = search(s, hash, free, [=](Value key) {
      return same(key, item) ? kSame : isInt(key) ? kOther : kUnsure;
    });
    if (found != kUnsure)
      return found;
  } else if (isExactStr(item)) {
    int64_t found = search(s, hash, free, [=](Value key) {
      if (!isExactStr(key))
        return kUnsure;
      return strEqual(as<Str>(key), as<Str>(item)) ? kSame : kOther;
    });
    if (found != kUnsure)
      return found;
  }
  return findAny(t, s, item, hash, free);
}
inline int64_t find(Thread &t, Set *s, Value item, uint64_t hash) {
  int64_t free;
  return find(t, s, item, hash, &free);
}

// After an item has been put into an unused slot.
inline bool filled(Thread &t, Set *s) {
  s->fill++;
  if (s->fill * 5 < s->mask * 3) [[likely]]
    return true;
  return resize(t, s, s->used > 50000 ? s->used * 2 : s->used * 4);
}

// Adds an item to a set without deleted entries that is known not to have it.
inline bool addAbsent(Thread &t, Set *s, Value item, uint64_t hash) {
  if (!ensureTable(t, s))
    return false;
  insertClean(s->table, s->mask, item, hash);
  s->used++;
  writeBarrier(s);
  return filled(t, s);
}

inline bool addHashed(Thread &t, Set *s, Value item, uint64_t hash) {
  int64_t free, slot;
  do { // again when a comparison cleared the set
    if (!ensureTable(t, s))
      return false;
    slot = find(t, s, item, hash, &free);
  } while (slot == kAbsent && !s->table);
  if (slot != kAbsent)
    return slot >= 0;
  bool reused = isDeleted(s->table[free]);
  s->table[free] = {item, hash};
  s->used++;
  writeBarrier(s);
  return reused || filled(t, s);
}

inline bool itemHash(Thread &t, Value item, uint64_t *out) {
  if (isInt(item)) {
    *out = static_cast<uint64_t>(immediateHash(item));
    return true;
  }
  return dictKeyHash(t, item, out);
}

} // namespace

bool setAddHashed(Thread &t, Set *s, Value item, uint64_t hash) { return addHashed(t, s, item, hash); }

int setDiscard(Thread &t, Set *s, Value item) {
  uint64_t h;
  if (!itemHash(t, item, &h))
    return -1;
  int64_t slot = find(t, s, item, h);
  if (slot < 0)
    return slot == kLookupError ? -1 : 0;
  s->table[slot] = {kNoValue, kDeletedHash};
  s->used--;
  return 1;
}

void setClear(Thread &, Set *s) {
  s->fill = s->used = s->mask = 0;
  s->table = nullptr;
}

// --- Objects.h
Value setNew(Thread &t, bool frozen) {
  return fromObject(allocate<Set>(t, frozen ? TypeId::FrozenSet : TypeId::Set));
}
bool setAdd(Thread &t, Value set, Value item) {
  uint64_t h;
  return itemHash(t, item, &h) && addHashed(t, as<Set>(set), item, h);
}
int setContains(Thread &t, Value set, Value item) {
  uint64_t h;
  if (!itemHash(t, item, &h))
    return -1;
  int64_t slot = find(t, as<Set>(set), item, h);
  return slot == kLookupError ? -1 : slot >= 0;
}
int64_t setSize(Value set) { return as<Set>(set)->used; }
bool setNext(Value set, int64_t *position, Value *item) {
  Set *s = as<Set>(set);
  if (!s->table)
    return false;
  for (int64_t i = *position; i <= s->mask; i++) {
    if (!ok(s->table[i].key))
      continue;
    *position = i + 1;
    *item = s->table[i].key;
    return true;
  }
  *position = s->mask + 1;
  return false;
}

// --- Bulk operations
namespace {

bool prepare(Thread &t, Set *s, int64_t more) {
  if (!ensureTable(t, s))
    return false;
  if ((s->fill + more) * 5 < s->mask * 3)
    return true;
  return resize(t, s, (s->used + more) * 2);
}

bool merge(Thread &t, Set *s, Set *other) {
  if (s == other || !other->used)
    return true;
  if (!prepare(t, s, other->used))
    return false;
  if (!s->fill) {
    if (s->mask == other->mask && other->fill == other->used) {
      std::memcpy(static_cast<void *>(s->table), other->table,
                  static_cast<size_t>(s->mask + 1) * sizeof(SetEntry));
    } else {
      for (int64_t i = 0; i <= other->mask; i++)
        if (ok(other->table[i].key))
          insertClean(s->table, s->mask, other->table[i].key, other->table[i].hash);
    }
    s->fill = s->used = other->used;
    writeBarrier(s);
    return true;
  }
  for (int64_t i = 0; i <= other->mask; i++) {
    SetEntry e = other->table[i];
    if (ok(e.key) && !addHashed(t, s, e.key, e.hash))
      return false;
  }
  return true;
}

// Calls visit(item, hash) for each item of any iterable; false on exceptions.
template <typename F> bool eachItem(Thread &t, Value iterable, F visit) {
  if (knowsHashes(iterable))
    return eachHashed(t, iterable, visit);
  bool good = true;
  bool iterated = forEach(t, iterable, [&](Value item) {
    uint64_t h;
    good = itemHash(t, item, &h) && visit(item, h);
    return good;
  });
  return iterated && good;
}

bool sameBase(Value set, TypeId id) { return isSubtype(typeOf(set), builtinType(id)); }
Value emptyLike(Thread &t, Value set) { return setNew(t, !sameBase(set, TypeId::Set)); }

bool discardHashed(Thread &t, Set *s, Value item, uint64_t hash, int *found) {
  int64_t slot = find(t, s, item, hash);
  if (slot == kLookupError)
    return false;
  *found = slot >= 0;
  if (slot >= 0) {
    s->table[slot] = {kNoValue, kDeletedHash};
    s->used--;
  }
  return true;
}

void swapBodies(Set *a, Set *b) {
  std::swap(a->fill, b->fill);
  std::swap(a->used, b->used);
  std::swap(a->mask, b->mask);
  std::swap(a->table, b->table);
  writeBarrier(a);
  writeBarrier(b);
}

} // namespace

bool setUpdate(Thread &t, Value set, Value iterable) {
  Set *s = as<Set>(set);
  if (isSetOrFrozenSet(iterable))
    return merge(t, s, as<Set>(iterable));
  if (isExactly(iterable, TypeId::Dict) && !prepare(t, s, dictSize(as<Dict>(iterable))))
    return false;
  return eachItem(t, iterable, [&](Value item, uint64_t h) { return addHashed(t, s, item, h); });
}
Value setFromIterable(Thread &t, Value iterable, bool frozen) {
  Value set = TRY(setNew(t, frozen));
  return setUpdate(t, set, iterable) ? set : kNoValue;
}
Value setCopy(Thread &t, Value set, Type *type) {
  Value copy;
  if (type == builtinType(TypeId::Set) || type == builtinType(TypeId::FrozenSet))
    copy = setNew(t, type == builtinType(TypeId::FrozenSet));
  else
    copy = fromObject(TRY(allocateInstance(t, type)));
  return merge(t, as<Set>(copy), as<Set>(set)) ? copy : kNoValue;
}

Value setIntersection(Thread &t, Value set, Value other) {
  if (same(set, other))
    return setCopy(t, set, typeOf(TRY(emptyLike(t, set))));
  Value result = TRY(emptyLike(t, set));
  Value table = set, source = other;
  if (isSetOrFrozenSet(other) && setSize(other) > setSize(set)) {
    table = other;
    source = set;
  }
  bool distinct = isSetOrFrozenSet(source);
  bool good = eachItem(t, source, [&](Value item, uint64_t h) {
    int64_t slot = find(t, as<Set>(table), item, h);
    if (slot < 0)
      return slot == kAbsent;
    return distinct ? addAbsent(t, as<Set>(result), item, h) : addHashed(t, as<Set>(result), item, h);
  });
  return good ? result : kNoValue;
}
bool setIntersectionUpdate(Thread &t, Value set, Value other) {
  Value result = setIntersection(t, set, other);
  if (!ok(result))
    return false;
  swapBodies(as<Set>(set), as<Set>(result));
  return true;
}

bool setDifferenceUpdate(Thread &t, Value set, Value other) {
  Set *s = as<Set>(set);
  if (same(set, other)) {
    setClear(t, s);
    return true;
  }
  if (isSetOrFrozenSet(other) && (setSize(other) >> 3) > s->used) {
    other = setIntersection(t, set, other);
    if (!ok(other))
      return false;
  }
  bool good = eachItem(t, other, [&](Value item, uint64_t h) {
    int found;
    return discardHashed(t, s, item, h, &found);
  });
  if (!good)
    return false;
  if (s->fill - s->used <= s->mask / 4)
    return true;
  return resize(t, s, s->used > 50000 ? s->used * 2 : s->used * 4);
}
Value setDifference(Thread &t, Value set, Value other) {
  Set *s = as<Set>(set);
  bool isDictOther = isExactly(other, TypeId::Dict);
  int64_t otherSize = isSetOrFrozenSet(other) ? setSize(other)
                      : isDictOther           ? dictSize(as<Dict>(other))
                                              : -1;
  if (otherSize < 0 || (s->used >> 2) > otherSize) {
    Value copy = TRY(setCopy(t, set, typeOf(TRY(emptyLike(t, set)))));
    return setDifferenceUpdate(t, copy, other) ? copy : kNoValue;
  }
  Value result = TRY(emptyLike(t, set));
  bool good = eachItem(t, set, [&](Value item, uint64_t h) {
    int64_t slot;
    if (isDictOther) {
      slot = dictLookup(t, as<Dict>(other), item, h);
      if (slot == kLookupError)
        return false;
    } else {
      slot = find(t, as<Set>(other), item, h);
      if (slot == kLookupError)
        return false;
    }
    return slot >= 0 || addAbsent(t, as<Set>(result), item, h);
  });
  return good ? result : kNoValue;
}

bool setSymmetricDifferenceUpdate(Thread &t, Value set, Value other) {
  Set *s = as<Set>(set);
  if (same(set, other)) {
    setClear(t, s);
    return true;
  }
  if (!isSetOrFrozenSet(other) && !isExactly(other, TypeId::Dict)) {
    other = setFromIterable(t, other);
    if (!ok(other))
      return false;
  }
  return eachItem(t, other, [&](Value item, uint64_t h) {
    int found;
    return discardHashed(t, s, item, h, &found) && (found || addHashed(t, s, item, h));
  });
}
Value setSymmetricDifference(Thread &t, Value set, Value other) {
  Value result = TRY(setFromIterable(t, other, !sameBase(set, TypeId::Set)));
  return setSymmetricDifferenceUpdate(t, result, set) ? result : kNoValue;
}

int setIsSubset(Thread &t, Value a, Value b) {
  if (setSize(a) > setSize(b))
    return 0;
  int verdict = 1;
  bool good = eachItem(t, a, [&](Value item, uint64_t h) {
    int64_t slot = find(t, as<Set>(b), item, h);
    if (slot == kAbsent)
      verdict = 0;
    return slot >= 0;
  });
  return good ? 1 : verdict == 0 ? 0 : -1;
}

// --- Runtime functions
extern "C" {

Value rt_build_set(Thread &t, void *items, int64_t count) {
  Value set = TRY(setNew(t, false));
  for (int64_t i = 0; i < count; i++)
    if (!setAdd(t, set, static_cast<const Value *>(items)[i]))
      return kNoValue;
  return set;
}
int32_t rt_set_add(Thread &t, Value set, Value item) { return setAdd(t, set, item); }
int32_t rt_set_update(Thread &t, Value set, Value iterable) { return setUpdate(t, set, iterable); }

} // extern "C"

} // namespace rt
