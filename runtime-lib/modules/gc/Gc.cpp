// The gc module over the collector. It has no generations that programs could count, so get_count and
// the thresholds only remember what they are given; every object is found by the collector, none is
// "uncollectable".
#include "runtime-lib/gc/Heap.h"

#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

namespace {

int64_t thresholds[3] = {700, 10, 10};
int64_t debugFlags, frozen, collections, collected;
List *callbacks, *garbage;

bool runCallbacks(Thread &t, const char *phase, int64_t generation, int64_t found) {
  if (!callbacks->size) return true;
  Dict *info = dictNew(t);
  dictSetStr(t, info, internAscii(t, "generation"), fromInt(generation));
  dictSetStr(t, info, internAscii(t, "collected"), intValue(t, found));
  dictSetStr(t, info, internAscii(t, "uncollectable"), fromInt(0));
  List *copy = toList(t, fromObject(callbacks));
  for (int64_t i = 0; copy && i < copy->size; i++) {
    Value f = copy->array->items[i];
    if (!ok(callWith(t, f, fromObject(internAscii(t, phase)), fromObject(info)))) reportUnraisable(t, f);
  }
  return true;
}
__attribute__((noinline)) Value collectNow(Thread &t, const Value *a) {
  __builtin_unwind_init(); // the caller's registers are in this frame, above `here`
  const char here = 0;
  int64_t generation = 2;
  if (ok(a[0]) && !toInt64(t, a[0], &generation)) return kNoValue;
  if (generation < 0 || generation > 2) return raiseText(t, Exc::ValueError, "invalid generation");
  runCallbacks(t, "start", generation, 0);
  clearDeadOperands(t);
  size_t found = collect(t, &here);
  runPendingFinalizers(t);
  collections++;
  collected += static_cast<int64_t>(found);
  runCallbacks(t, "stop", generation, static_cast<int64_t>(found));
  return intValue(t, static_cast<int64_t>(found));
}
template <bool on> Value setEnabled(Thread &, const Value *) {
  setCollectionEnabled(on);
  return none();
}
Value isEnabled(Thread &, const Value *) { return fromBool(collectionEnabled()); }
Value getCount(Thread &t, const Value *) {
  auto statistics = heapStatistics();
  return fromObject(tupleOf(t, intValue(t, static_cast<int64_t>(statistics.allocatedSince >> 16)), fromInt(0), fromInt(0)));
}
Value getThreshold(Thread &t, const Value *) {
  return fromObject(tupleOf(t, intValue(t, thresholds[0]), intValue(t, thresholds[1]), intValue(t, thresholds[2])));
}
Value setThreshold(Thread &t, const Value *a) {
  for (int i = 0; i < 3; i++)
    if (ok(a[i]) && !toInt64(t, a[i], &thresholds[i])) return kNoValue;
  setCollectionEnabled(thresholds[0] != 0);
  return none();
}
Value getDebug(Thread &t, const Value *) { return intValue(t, debugFlags); }
Value setDebug(Thread &t, const Value *a) { return toInt64(t, a[0], &debugFlags) ? none() : kNoValue; }
Value getStats(Thread &t, const Value *) {
  List *list = listNew(t);
  for (int i = 0; i < 3; i++) {
    Dict *one = dictNew(t);
    dictSetStr(t, one, internAscii(t, "collections"), intValue(t, i == 2 ? collections : 0));
    dictSetStr(t, one, internAscii(t, "collected"), intValue(t, i == 2 ? collected : 0));
    dictSetStr(t, one, internAscii(t, "uncollectable"), fromInt(0));
    listAppend(t, list, fromObject(one));
  }
  return fromObject(list);
}

/// What CPython's collector would know: containers and instances, no numbers, texts or internals.
bool isTracked(Object *object) {
  Type *type = typeOf(object);
  if (!type) return false;
  auto id = static_cast<TypeId>(object->shapeId);
  switch (id) {
  case TypeId::Invalid: case TypeId::None: case TypeId::NotImplemented: case TypeId::Ellipsis: case TypeId::Int:
  case TypeId::Bool: case TypeId::Float: case TypeId::Complex: case TypeId::Str: case TypeId::Bytes:
  case TypeId::ByteArray: case TypeId::Code: case TypeId::Range: case TypeId::GlobalCell: case TypeId::StrBuffer:
  case TypeId::ValueArray: case TypeId::ByteBlock:
    return false;
  default:
    return !(type->typeFlags & (kTypeIntSubclass | kTypeStrSubclass | kTypeBytesSubclass | kTypeFloatSubclass)) || type->typeFlags & kTypeHeap;
  }
}
Value getObjects(Thread &t, const Value *) {
  // Two passes: appending allocates, and the heap must not change while it is visited.
  int64_t count = 0;
  forEachObject([](Object *o, void *data) { *static_cast<int64_t *>(data) += isTracked(o); }, &count);
  List *list = TRY(listNew(t));
  Tuple *held = TRY(tupleNew(t, count + 64));
  struct Filling {
    Tuple *held;
    int64_t n;
  } filling{held, 0};
  forEachObject(
      [](Object *o, void *data) {
        auto *f = static_cast<Filling *>(data);
        if (isTracked(o) && o != f->held && f->n < f->held->size) f->held->items[f->n++] = fromObject(o);
      },
      &filling);
  for (int64_t i = filling.n; i < held->size; i++) held->items[i] = none();
  for (int64_t i = 0; i < filling.n; i++)
    if (!listAppend(t, list, held->items[i])) return kNoValue;
  return fromObject(list);
}
Value isTrackedValue(Thread &, const Value *a) {
  if (!isObject(a[0]) || !isTracked(asObject(a[0]))) return fromBool(false);
  return fromBool(!same(a[0], fromObject(emptyTuple())));
}
Value answerFalse(Thread &, const Value *) { return fromBool(false); }
Value freeze(Thread &, const Value *) {
  frozen++;
  return none();
}
Value unfreeze(Thread &, const Value *) {
  frozen = 0;
  return none();
}
Value freezeCount(Thread &t, const Value *) { return intValue(t, frozen); }
Value missingReferents(Thread &t, const Value *) {
  return raiseText(t, Exc::NotImplementedError, "gc.get_referents and gc.get_referrers are not available");
}

const NativeRow kFunctions[] = {
    {"collect", collectNow, "(generation=2)", NativeKind::Function},
    {"enable", setEnabled<true>, "()", NativeKind::Function},
    {"disable", setEnabled<false>, "()", NativeKind::Function},
    {"isenabled", isEnabled, "()", NativeKind::Function},
    {"get_count", getCount, "()", NativeKind::Function},
    {"get_threshold", getThreshold, "()", NativeKind::Function},
    {"set_threshold", setThreshold, "(threshold0, threshold1=10, threshold2=10, /)", NativeKind::Function},
    {"get_debug", getDebug, "()", NativeKind::Function},
    {"set_debug", setDebug, "(flags, /)", NativeKind::Function},
    {"get_stats", getStats, "()", NativeKind::Function},
    {"get_objects", getObjects, "(generation=None)", NativeKind::Function},
    {"get_referents", missingReferents, "(*objs)", NativeKind::Function},
    {"get_referrers", missingReferents, "(*objs)", NativeKind::Function},
    {"is_tracked", isTrackedValue, "(obj, /)", NativeKind::Function},
    {"is_finalized", answerFalse, "(obj, /)", NativeKind::Function},
    {"freeze", freeze, "()", NativeKind::Function},
    {"unfreeze", unfreeze, "()", NativeKind::Function},
    {"get_freeze_count", freezeCount, "()", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  callbacks = listNew(t);
  garbage = listNew(t);
  addRoot(&callbacks);
  addRoot(&garbage);
  const struct {
    const char *name;
    int64_t number;
  } constants[] = {{"DEBUG_STATS", 1}, {"DEBUG_COLLECTABLE", 2}, {"DEBUG_UNCOLLECTABLE", 4}, {"DEBUG_SAVEALL", 32}, {"DEBUG_LEAK", 38}};
  for (auto &c : constants)
    if (!addInt(t, module, c.name, c.number)) return false;
  return addFunctions(t, module, kFunctions) && addValue(t, module, "callbacks", fromObject(callbacks)) &&
         addValue(t, module, "garbage", fromObject(garbage));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(gc, "gc", rt::initialise)
