// The gc module over the collector. It has no generations: every collection is a full one, the
// thresholds are only remembered (0 switches automatic collections off), and nothing is "uncollectable".
// Debugging flags are about cycles, as in CPython: see cyclicGarbage().
#include "runtime-lib/modules/gc/Gc.h"

#include "runtime-lib/core/Program.h"
#include "runtime-lib/exceptions/TracebackPrinter.h"
#include "runtime-lib/gc/Heap.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/Warnings.h"

#include <chrono>
#include <cstdio>
#include <string>
#include <utility>
#include <vector>

namespace rt {

namespace {

constexpr int64_t kOldest = 2;
int64_t thresholds[3] = {700, 10, 10};
bool enabled = true;
int64_t requested[3], collected[3]; // collections that the program asked for, what they found
List *callbacks, *garbage;

enum DebugFlag { kStats = 1, kCollectable = 2, kUncollectable = 4, kSaveAll = 32 };
int debugFlags;
int64_t garbageFound;               // by the last collection, when flags are set
std::vector<Object *> saved;        // on the way to gc.garbage
std::vector<std::pair<Str *, void *>> collectable; // to be printed: name of the type, address

void writeErrorText(Thread &t, const std::string &text) { writeError(t, strFromUtf8(t, text)); }

/// Notes the garbage that CPython's collector would find.
void noteGarbage() {
  const std::vector<Object *> found = cyclicGarbage();
  garbageFound += static_cast<int64_t>(found.size());
  for (Object *object : found) {
    if (debugFlags & kCollectable) {
      collectable.push_back({typeOf(object)->name, object});
      keepUnreached(typeOf(object)->name);
    }
    if (!(debugFlags & kSaveAll)) continue;
    keepUnreached(object);
    saved.push_back(object);
  }
}
void visitSaved(Tracer &tracer) {
  for (Object *object : saved) tracer.object(object);
  for (auto &[name, address] : collectable) tracer.object(name);
}
/// Prints what was noted, and puts what was saved into gc.garbage.
void showGarbage(Thread &t) {
  char address[24];
  for (size_t i = 0; i < collectable.size(); i++) { // it keeps the names
    const auto [name, object] = collectable[i];
    std::snprintf(address, sizeof address, " %p>\n", object);
    writeErrorText(t, "gc: collectable <" + std::string(strUtf8(t, name)) + address);
  }
  collectable.clear();
  for (; !saved.empty(); saved.pop_back()) listAppend(t, garbage, fromObject(saved.back()));
}
/// CPython's warning when gc.garbage is not empty at the end.
void warnOfGarbage(Thread &t) {
  if (!garbage->size || debugFlags & kSaveAll) return;
  const bool shown = debugFlags & kUncollectable;
  const std::string text = "gc: " + std::to_string(garbage->size) + " uncollectable objects at shutdown" +
                           (shown ? "" : "; use gc.set_debug(gc.DEBUG_UNCOLLECTABLE) to list them");
  if (!warnExplicit(t, exceptionType(Exc::ResourceWarning), strFromAscii(t, text), fromObject(strFromAscii(t, "gc")), 0))
    reportUnraisable(t, none());
  if (!shown) return;
  if (Str *list = repr(t, fromObject(garbage)))
    writeErrorText(t, "      " + std::string(strUtf8(t, list)) + "\n");
  else
    reportUnraisable(t, fromObject(garbage));
}

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
  showGarbage(t);
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
/// With debugging flags what is found are objects in cycles, as in CPython. Twice: those with finalizers are there the second time.
__attribute__((noinline)) Value collectShown(Thread &t, int generation) {
  if (debugFlags & kStats) {
    const size_t bytes = heapStatistics().liveBytes + heapStatistics().allocatedSince;
    writeErrorText(t, "gc: collecting generation " + std::to_string(generation) + "...\ngc: bytes in the heap: " + std::to_string(bytes) + "\n");
  }
  garbageFound = 0;
  const auto start = std::chrono::steady_clock::now();
  collectFromHere(t);
  runPendingFinalizers(t);
  collectFromHere(t);
  showGarbage(t);
  if (debugFlags & kStats) {
    char text[96];
    const std::chrono::duration<double> time = std::chrono::steady_clock::now() - start;
    std::snprintf(text, sizeof text, "gc: done, %lld unreachable, 0 uncollectable, %.4fs elapsed\n", static_cast<long long>(garbageFound), time.count());
    writeErrorText(t, text);
  }
  return finishCollection(t, generation, garbageFound);
}
// A small frame: what its slots happen to hold counts as references.
__attribute__((noinline)) Value collectNow(Thread &t, const Value *a) {
  int generation = kOldest;
  if (ok(a[0]) && !intArgument(t, a[0], &generation)) return kNoValue;
  if (generation < 0 || generation > kOldest) return raiseText(t, Exc::ValueError, "invalid generation");
  runCallbacks(t, "start", generation, 0);
  if (debugFlags) return collectShown(t, generation);
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
Value getDebug(Thread &, const Value *) { return fromInt(debugFlags); }
Value setDebug(Thread &t, const Value *a) {
  int flags;
  if (!intArgument(t, a[0], &flags)) return kNoValue;
  debugFlags = flags;
  unreachedKnown = flags ? noteGarbage : nullptr;
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
  addRootVisitor(visitSaved);
  addExitHook(warnOfGarbage);
  return addConstants(t, module, kConstants) && addFunctions(t, module, kFunctions) &&
         addFunctions(t, module, kGcGraphFunctions) && addValue(t, module, "callbacks", fromObject(callbacks)) &&
         addValue(t, module, "garbage", fromObject(garbage));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(gc, "gc", rt::initialise)
