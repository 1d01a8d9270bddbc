// The gc module over the collector. It has no generations: every collection is a full one, the
// thresholds are only remembered (0 switches automatic collections off), and nothing is "uncollectable".
#include "runtime-lib/modules/gc/Gc.h"

#include "runtime-lib/gc/Heap.h"
#include "runtime-lib/modules/System.h"

namespace rt {

namespace {

constexpr int64_t kOldest = 2;
int64_t thresholds[3] = {700, 10, 10};
bool enabled = true;
int64_t requested[3], collected[3]; // collections that the program asked for, what they found
List *callbacks, *garbage;

__attribute__((noinline)) void runCallbacks(Thread &t, const char *phase, int64_t generation, int64_t found) {
  if (!callbacks->size) return;
  Dict *info = dictNew(t);
  dictSetStr(t, info, internAscii(t, "generation"), fromInt(generation));
  dictSetStr(t, info, internAscii(t, "collected"), intValue(t, found));
  dictSetStr(t, info, internAscii(t, "uncollectable"), fromInt(0));
  for (int64_t i = 0; i < callbacks->size; i++) {
    Value f = callbacks->array->items[i];
    if (!ok(callWith(t, f, fromObject(internAscii(t, phase)), fromObject(info)))) reportUnraisable(t, f);
  }
}
/// An automatic collection is over: the callbacks for its start come late.
void reportCollection(Thread &t) {
  runCallbacks(t, "start", kOldest, 0);
  runCallbacks(t, "stop", kOldest, 0);
}
__attribute__((noinline)) Value finishCollection(Thread &t, int generation, int64_t found) {
  runPendingFinalizers(t);
  requested[generation]++;
  collected[generation] += found;
  runCallbacks(t, "stop", generation, found);
  return intValue(t, found);
}
// A small frame: what its slots happen to hold counts as references.
__attribute__((noinline)) Value collectNow(Thread &t, const Value *a) {
  int generation = kOldest;
  if (ok(a[0]) && !intArgument(t, a[0], &generation)) return kNoValue;
  if (generation < 0 || generation > kOldest) return raiseText(t, Exc::ValueError, "invalid generation");
  runCallbacks(t, "start", generation, 0);
  auto found = static_cast<int64_t>(collectFromHere(t));
  return finishCollection(t, generation, found);
}

void applySwitches() { setCollectionEnabled(enabled && thresholds[0] != 0); }
template <bool on> Value setEnabled(Thread &, const Value *) {
  enabled = on;
  applySwitches();
  return none();
}
Value isEnabled(Thread &, const Value *) { return fromBool(enabled); }
Value getCount(Thread &t, const Value *) {
  constexpr size_t kObject = 16; // bytes of the smallest one
  auto count = static_cast<int64_t>(heapStatistics().allocatedSince / kObject);
  return fromObject(tupleOf(t, intValue(t, count), fromInt(0), fromInt(0)));
}
Value getThreshold(Thread &t, const Value *) {
  return fromObject(tupleOf(t, intValue(t, thresholds[0]), intValue(t, thresholds[1]), intValue(t, thresholds[2])));
}
Value setThreshold(Thread &t, const Value *a) {
  for (int i = 0; i < 3; i++) {
    int n;
    if (!ok(a[i])) continue;
    if (!pidArgument(t, a[i], &n)) return kNoValue;
    thresholds[i] = n;
  }
  applySwitches();
  return none();
}
Value getDebug(Thread &, const Value *) { return fromInt(0); }
Value setDebug(Thread &t, const Value *a) {
  int flags;
  if (!intArgument(t, a[0], &flags)) return kNoValue;
  if (flags) return raiseText(t, Exc::NotImplementedError, "gc.set_debug: the collector has no debugging flags");
  return none();
}
Value getStats(Thread &t, const Value *) {
  List *list = listNew(t);
  const auto automatic = static_cast<int64_t>(heapStatistics().collections) - requested[0] - requested[1] - requested[2];
  for (int i = 0; i < 3; i++) {
    Dict *one = dictNew(t);
    dictSetStr(t, one, internAscii(t, "collections"), intValue(t, requested[i] + (i == kOldest ? automatic : 0)));
    dictSetStr(t, one, internAscii(t, "collected"), intValue(t, collected[i]));
    dictSetStr(t, one, internAscii(t, "uncollectable"), fromInt(0));
    if (!listAppend(t, list, fromObject(one))) return kNoValue;
  }
  return fromObject(list);
}

const NativeRow kFunctions[] = {
    NATIVE_FUNCTION("collect", collectNow, "(generation=2)"),
    NATIVE_FUNCTION("disable", setEnabled<false>, "()"),
    NATIVE_FUNCTION("enable", setEnabled<true>, "()"),
    NATIVE_FUNCTION("get_count", getCount, "()"),
    NATIVE_FUNCTION("get_debug", getDebug, "()"),
    NATIVE_FUNCTION("get_stats", getStats, "()"),
    NATIVE_FUNCTION("get_threshold", getThreshold, "()"),
    NATIVE_FUNCTION("isenabled", isEnabled, "()"),
    NATIVE_FUNCTION("set_debug", setDebug, "(flags, /)"),
    NATIVE_FUNCTION("set_threshold", setThreshold, "!(threshold0, threshold1=10, threshold2=10, /)"),
    {nullptr, nullptr, nullptr}};

const IntConstant kConstants[] = {{"DEBUG_STATS", 1}, {"DEBUG_COLLECTABLE", 2}, {"DEBUG_UNCOLLECTABLE", 4},
                                  {"DEBUG_SAVEALL", 32}, {"DEBUG_LEAK", 38}};

bool initialise(Thread &t, Value module) {
  callbacks = listNew(t);
  garbage = listNew(t);
  addRoot(&callbacks);
  addRoot(&garbage);
  collectionHook = reportCollection;
  return addConstants(t, module, kConstants) && addFunctions(t, module, kFunctions) &&
         addFunctions(t, module, kGcGraphFunctions) && addValue(t, module, "callbacks", fromObject(callbacks)) &&
         addValue(t, module, "garbage", fromObject(garbage));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(gc, "gc", rt::initialise)
