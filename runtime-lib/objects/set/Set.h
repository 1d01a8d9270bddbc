// set and frozenset: an open-addressing table whose layout is CPython's, because the order of
// iteration is visible to programs.
#pragma once

#include "runtime-lib/objects/Objects.h"
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
