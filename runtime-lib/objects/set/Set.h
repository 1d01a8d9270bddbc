// set and frozenset: an open-addressing table whose layout is CPython's, because the order of
// iteration is visible to programs.
#pragma once

#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/objects/dict/Dict.h"
#include "runtime-lib/objects/iterators/Iterators.h"

namespace rt {

struct SetEntry {
  Value key;     // kNoValue: unused or deleted
  uint64_t hash; // kDeletedHash when deleted
};
inline constexpr uint64_t kDeletedHash = ~uint64_t{0}; // -1 is no valid hash
struct Set : Object {
  int64_t fill; // entries in use, deleted ones included
  int64_t used;
  int64_t mask;    // number of slots - 1; slots are a power of two >= 8
  SetEntry *table; // interior pointer into a heap block
  int64_t finger;  // where pop() looks first
  uint64_t hash;   // of a frozenset; valid when hashed
  bool hashed;
};

/// Sets and dicts: their items have a hash already.
inline bool knowsHashes(Value iterable) {
  return isSetOrFrozenSet(iterable) || isExactly(iterable, TypeId::Dict);
}
/// Calls visit(item, hash) for each item of such an iterable until it returns false.
template <typename F> bool eachHashed(Thread &, Value iterable, F visit) {
  if (isSetOrFrozenSet(iterable)) {
    Set *s = as<Set>(iterable);
    for (int64_t i = 0; s->table && i <= s->mask; i++) {
      SetEntry e = s->table[i];
      if (ok(e.key) && !visit(e.key, e.hash))
        return false;
    }
    return true;
  }
  Dict *d = as<Dict>(iterable);
  int64_t position = 0;
  Value key;
  while (dictNext(d, &position, &key, nullptr))
    if (!visit(key, d->entries[position - 1].hash))
      return false;
  return true;
}
/// Adds the items of any iterable.
bool setUpdate(Thread &, Value set, Value iterable);
Value setFromIterable(Thread &, Value iterable, bool frozen = false);
Value setCopy(Thread &, Value set, Type *type);
bool setAddHashed(Thread &, Set *, Value item, uint64_t hash);
/// 1: was there, 0: was not, -1: error.
int setDiscard(Thread &, Set *, Value item);
/// Results have the base type (set or frozenset) of the first operand.
Value setIntersection(Thread &, Value set, Value iterable);
Value setDifference(Thread &, Value set, Value iterable);
Value setSymmetricDifference(Thread &, Value set, Value iterable);
bool setIntersectionUpdate(Thread &, Value set, Value iterable);
bool setDifferenceUpdate(Thread &, Value set, Value iterable);
bool setSymmetricDifferenceUpdate(Thread &, Value set, Value iterable);
void setClear(Thread &, Set *);
int setIsSubset(Thread &, Value a, Value b); // of two sets
extern const NativeRow kSetMethods[], kFrozenSetMethods[];

} // namespace rt
