// The _bisect module: binary search in sorted sequences.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/list/List.h"

namespace rt {

namespace {

/// The insertion point of x, or -1. Arguments: a, x, lo=0, hi=None, key=None.
template <bool right> int64_t search(Thread &t, const Value *a) {
  int64_t lo = 0, hi;
  if (ok(a[2]) && !toSize(t, a[2], &lo)) return -1;
  if (lo < 0) return raiseText(t, Exc::ValueError, "lo must be non-negative"), -1;
  if (ok(a[3]) && !isNone(a[3])) {
    if (!toSize(t, a[3], &hi)) return -1;
  } else if ((hi = length(t, a[0])) < 0) {
    return -1;
  }
  bool hasKey = ok(a[4]) && !isNone(a[4]);
  while (lo < hi) {
    int64_t middle = lo + (hi - lo) / 2;
    Value item = sequenceItem(t, a[0], middle);
    if (ok(item) && hasKey) item = callWith(t, a[4], item);
    if (!ok(item)) return -1;
    int less = right ? compareTruth(t, a[1], item, CompareKind::Less) : compareTruth(t, item, a[1], CompareKind::Less);
    if (less < 0) return -1;
    if (right ? less : !less) hi = middle;
    else lo = middle + 1;
  }
  return lo;
}
template <bool right> Value find(Thread &t, const Value *a) {
  int64_t at = search<right>(t, a);
  return at < 0 ? kNoValue : intValue(t, at);
}
template <bool right> Value insert(Thread &t, const Value *a) {
  Value args[] = {a[0], a[1], a[2], a[3], a[4]};
  if (ok(a[4]) && !isNone(a[4])) args[1] = TRY(callWith(t, a[4], a[1]));
  int64_t at = search<right>(t, args);
  if (at < 0) return kNoValue;
  if (isExactly(a[0], TypeId::List)) return listInsert(t, as<List>(a[0]), at, a[1]) ? none() : kNoValue;
  return ok(callMethodWith(t, a[0], internAscii(t, "insert"), intValue(t, at), a[1])) ? none() : kNoValue;
}
#define SIGNATURE "(a, x, lo=0, hi=None, *, key=None)"
const NativeRow kFunctions[] = {{"bisect_left", find<false>, SIGNATURE, NativeKind::Function},
                                {"bisect_right", find<true>, SIGNATURE, NativeKind::Function},
                                {"insort_left", insert<false>, SIGNATURE, NativeKind::Function},
                                {"insort_right", insert<true>, SIGNATURE, NativeKind::Function},
                                {nullptr, nullptr, nullptr}};
bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_bisect, "_bisect", rt::initialise)
