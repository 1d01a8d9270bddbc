// What list, tuple and range share.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// A subscript as a position: __index__ as int64; IndexError when it does not fit.
bool subscriptIndex(Thread &, Value key, int64_t *out);
/// True for ints and for objects with __index__.
inline bool hasIndex(Value v) { return isInt(v) || typeOf(v)->slots.index; }
/// "[a, b]" with the given brackets; a tuple of one item gets a comma.
Value sequenceRepr(Thread &, Value self, const char *open, const char *close,
                   const char *recursive);
/// Rich comparison of two item runs that may be changed while items are compared: `items` and
/// `size` read the current state of a side.
struct ItemRun {
  const Value *(*items)(Value);
  int64_t (*size)(Value);
};
Value compareRuns(Thread &, Value a, Value b, CompareKind, ItemRun run);
/// start and stop arguments of index(): None is not allowed, negative counts from the end.
bool indexBounds(Thread &, Value start, Value stop, int64_t size, int64_t *from, int64_t *to);

} // namespace rt
