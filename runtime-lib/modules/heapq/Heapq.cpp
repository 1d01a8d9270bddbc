// The _heapq module: binary heaps in lists. Sifting goes to a leaf first and back up, as the order of
// comparisons (visible to user code) demands.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/list/List.h"

namespace rt {

namespace {

/// Whether a goes before b in the heap: 1, 0, -1.
template <bool max> int before(Thread &t, Value a, Value b) {
  if (bothInt(a, b)) return max ? asInt(b) < asInt(a) : asInt(a) < asInt(b); // Fast path
  return max ? compareTruth(t, b, a, CompareKind::Less) : compareTruth(t, a, b, CompareKind::Less);
}
bool changed(Thread &t, List *heap, int64_t size) {
  if (heap->size == size) return false;
  raiseText(t, Exc::RuntimeError, "list changed size during iteration");
  return true;
}
void put(List *heap, int64_t i, Value v) { storeField(heap->array, &listItems(heap)[i], v); }

template <bool max> bool siftDown(Thread &t, List *heap, int64_t start, int64_t at) {
  int64_t size = heap->size;
  Value item = listItems(heap)[at];
  while (at > start) {
    int64_t parentAt = (at - 1) >> 1;
    Value parent = listItems(heap)[parentAt];
    int less = before<max>(t, item, parent);
    if (less < 0 || changed(t, heap, size)) return false;
    if (!less) break;
    put(heap, at, parent);
    put(heap, parentAt, item);
    at = parentAt;
  }
  return true;
}
template <bool max> bool siftUp(Thread &t, List *heap, int64_t at) {
  int64_t size = heap->size, start = at;
  Value item = listItems(heap)[at];
  while (at < size / 2) {
    int64_t child = 2 * at + 1;
    if (child + 1 < size) {
      int less = before<max>(t, listItems(heap)[child], listItems(heap)[child + 1]);
      if (less < 0 || changed(t, heap, size)) return false;
      if (!less) child++;
    }
    put(heap, at, listItems(heap)[child]);
    put(heap, child, item);
    at = child;
  }
  return siftDown<max>(t, heap, start, at);
}

List *heapArgument(Thread &t, Value v, const char *function) {
  if (isList(v)) return as<List>(v);
  raise(t, Msg::HeapType, function, typeName(v));
  return nullptr;
}
Value push(Thread &t, const Value *a) {
  List *heap = TRY(heapArgument(t, a[0], "heappush"));
  if (!listAppend(t, heap, a[1])) return kNoValue;
  return siftDown<false>(t, heap, 0, heap->size - 1) ? none() : kNoValue;
}
template <bool max> Value pop(Thread &t, const Value *a) {
  List *heap = TRY(heapArgument(t, a[0], max ? "_heappop_max" : "heappop"));
  if (!heap->size) return raiseText(t, Exc::IndexError, "index out of range");
  Value last = listItems(heap)[--heap->size];
  listItems(heap)[heap->size] = kNoValue;
  if (!heap->size) return last;
  Value first = listItems(heap)[0];
  put(heap, 0, last);
  return siftUp<max>(t, heap, 0) ? first : kNoValue;
}
template <bool max> Value replace(Thread &t, const Value *a) {
  List *heap = TRY(heapArgument(t, a[0], max ? "_heapreplace_max" : "heapreplace"));
  if (!heap->size) return raiseText(t, Exc::IndexError, "index out of range");
  Value first = listItems(heap)[0];
  put(heap, 0, a[1]);
  return siftUp<max>(t, heap, 0) ? first : kNoValue;
}
Value pushPop(Thread &t, const Value *a) {
  List *heap = TRY(heapArgument(t, a[0], "heappushpop"));
  if (!heap->size) return a[1];
  int less = before<false>(t, listItems(heap)[0], a[1]);
  if (less < 0) return kNoValue;
  if (!less) return a[1];
  if (!heap->size) return raiseText(t, Exc::IndexError, "index out of range");
  Value first = listItems(heap)[0];
  put(heap, 0, a[1]);
  return siftUp<false>(t, heap, 0) ? first : kNoValue;
}
template <bool max> Value heapify(Thread &t, const Value *a) {
  List *heap = TRY(heapArgument(t, a[0], max ? "_heapify_max" : "heapify"));
  for (int64_t i = heap->size / 2 - 1; i >= 0; i--)
    if (!siftUp<max>(t, heap, i)) return kNoValue;
  return none();
}
const NativeRow kFunctions[] = {{"heappush", push, "(heap, item, /)", NativeKind::Function},
                                {"heappop", pop<false>, "(heap, /)", NativeKind::Function},
                                {"heapreplace", replace<false>, "(heap, item, /)", NativeKind::Function},
                                {"heappushpop", pushPop, "(heap, item, /)", NativeKind::Function},
                                {"heapify", heapify<false>, "(heap, /)", NativeKind::Function},
                                {"_heappop_max", pop<true>, "(heap, /)", NativeKind::Function},
                                {"_heapify_max", heapify<true>, "(heap, /)", NativeKind::Function},
                                {"_heapreplace_max", replace<true>, "(heap, item, /)", NativeKind::Function},
                                {nullptr, nullptr, nullptr}};
bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_heapq, "_heapq", rt::initialise)
