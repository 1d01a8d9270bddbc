// What list, tuple and range share.
#pragma once

#include "runtime-lib/objects/Arguments.h"

namespace rt {

/// A subscript as a position: __index__ as int64; IndexError when it does not fit.
bool subscriptIndex(Thread &, Value key, int64_t *out);
/// True for ints and for objects with __index__.
inline bool hasIndex(Value v) { return isInt(v) || typeOf(v)->slots.index; }
/// "[a, b]" with the given brackets; a tuple of one item gets a comma.
Value sequenceRepr(Thread &, Value self, const char *open, const char *close,
                   const char *recursive);
/// Rich comparison of two lists or two tuples (S), which may be changed while items are compared.
template <typename S> Value compareRuns(Thread &t, Value a, Value b, CompareKind kind);
inline const Value *itemsOf(const List *list) { return list->array->items; }
inline const Value *itemsOf(const Tuple *tuple) { return tuple->items; }
/// start and stop arguments of index(): None is not allowed, negative counts from the end.
bool indexBounds(Thread &, Value start, Value stop, int64_t size, int64_t *from, int64_t *to);

// Reference 6.10.1: lexicographic; the first pair that differs decides.
template <typename S> Value compareRuns(Thread &t, Value a, Value b, CompareKind kind) {
  S *left = as<S>(a), *right = as<S>(b);
  if ((kind == CompareKind::Equal || kind == CompareKind::NotEqual) && left->size != right->size)
    return fromBool(kind == CompareKind::NotEqual);
  for (int64_t i = 0;; i++) {
    int64_t na = left->size, nb = right->size;
    if (i >= na || i >= nb)
      return fromBool(compareHolds(kind, na < nb ? -1 : na > nb));
    Value x = itemsOf(left)[i], y = itemsOf(right)[i];
    if (same(x, y))
      continue;
    if (bothInt(x, y))
      return fromBool(compareHolds(kind, asInt(x) < asInt(y) ? -1 : 1));
    int equal = identicalOrEqual(t, x, y);
    if (equal < 0)
      return kNoValue;
    if (equal)
      continue;
    if (i >= left->size || i >= right->size) // the comparison shrank a list: the sizes decide
      return fromBool(compareHolds(kind, left->size < right->size ? -1 : left->size > right->size));
    if (kind == CompareKind::Equal)
      return fromBool(false);
    if (kind == CompareKind::NotEqual)
      return fromBool(true);
    return compare(t, itemsOf(left)[i], itemsOf(right)[i], kind);
  }
}

} // namespace rt
