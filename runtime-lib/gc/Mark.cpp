// Marking: from the roots and, conservatively, from stacks and registers. Iterative, with an explicit
// stack of objects whose contents are not scanned yet. An object's own fields are reported by its
// type's trace function; attribute storage is found from the type's layout here.
//
// Order at the end, as far as programs can tell the difference (Library reference, gc and weakref, and PEP 442): dead objects
// with finalizers are marked again (resurrected) and queued, an owner before what it owns; weak references to dead objects
// are cleared, but not yet those to objects that reference counts would keep until the finalizer is through: a second
// collection follows for them. Then weak references held by dead owners are dropped.
#include "runtime-lib/gc/Block.h"
#include "runtime-lib/objects/Shape.h"
#include "runtime-lib/objects/Type.h"
#include "runtime-lib/objects/TypeInternals.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <iterator>

namespace rt {
namespace gc {

// In Object::gcBits.
static constexpr uint8_t kFinalized = 1, kIdle = 2;

/// A __del__ written in Python, not a finalizer of the runtime's.
static bool hasPythonFinalizer(const Object *object) {
  return reinterpret_cast<void *>(rt_shapeTypes[object->shapeId]->slots.finalize) == genericSlot(SLOT_INDEX(finalize));
}
static bool hasIdleFinalizer(const Object *object) { return object->gcBits & kIdle && !hasPythonFinalizer(object); }

static struct {
  ReferenceVisitor visit;
  void *data;
} visiting;
UnmarkedVisit::UnmarkedVisit(ReferenceVisitor visit, void *data) { visiting = {visit, data}; }
UnmarkedVisit::~UnmarkedVisit() { visiting = {}; }

/// Objects that are reached but not scanned.
static struct {
  Object **items = nullptr;
  size_t count = 0, capacity = 0;
  void push(Object *object) {
    if (count == capacity) grow();
    items[count++] = object;
  }
  void grow() {
    capacity = capacity ? 2 * capacity : 4096;
    items = static_cast<Object **>(std::realloc(static_cast<void *>(items), capacity * sizeof *items));
    if (!items) std::abort();
  }
} pending;

/// A few objects wait between the stack and being scanned, while their memory is fetched.
static void drain() {
  constexpr size_t kAhead = 8;
  Object *ahead[kAhead] = {};
  Tracer tracer;
  for (size_t i = 0, idle = 0; idle < kAhead; i = (i + 1) % kAhead) {
    Object *object = ahead[i];
    if (pending.count) {
      ahead[i] = pending.items[--pending.count];
      __builtin_prefetch(ahead[i]);
    } else {
      ahead[i] = nullptr;
    }
    idle = object || ahead[i] ? 0 : idle + 1;
    if (object) traceObject(object, tracer);
  }
}

__attribute__((no_sanitize("address"), noinline)) static void scanStack(const char *from, const char *to) {
  from = reinterpret_cast<const char *>(reinterpret_cast<uintptr_t>(from) & ~(sizeof(void *) - 1));
  Tracer tracer;
  for (; from + sizeof(void *) <= to; from += sizeof(void *)) {
    void *p;
    std::memcpy(&p, from, sizeof p);
    tracer.pointer(p);
  }
}

__attribute__((noinline)) static void scanThreads() {
  __builtin_unwind_init(); // registers that hold values across calls are in this frame now
  const char here = 0;
  Thread *self = &currentThread();
  Tracer tracer;
  for (Thread *thread : heap.threads) {
    const char *top = thread != self ? thread->stackTop : heap.stackTop ? heap.stackTop : &here;
    if (top && thread->stackBase) scanStack(top, thread->stackBase);
    tracer.value(thread->pending);
    tracer.value(thread->handled);
    tracer.value(thread->asyncGenHooks[0]);
    tracer.value(thread->asyncGenHooks[1]);
    tracer.value(thread->coroutineOriginDepth);
    tracer.value(thread->reprActive);
    tracer.value(thread->traceFunction);
    tracer.value(thread->profileFunction);
    tracer.value(thread->delegatedReceiver);
    tracer.value(thread->delegatedResult);
  }
}

/// The weak slots whose targets are not marked, and whether their owners are.
struct DyingSlot {
  size_t index;
  bool ownerAlive;
};
static std::vector<DyingSlot> dyingSlots() {
  std::vector<DyingSlot> dying;
  for (size_t i = 0; i < heap.weakSlots.size(); i++) {
    const auto &weak = heap.weakSlots[i];
    if (ok(*weak.slot) && isObject(*weak.slot) && !isMarked(asObject(*weak.slot))) dying.push_back({i, isMarked(weak.owner)});
  }
  return dying;
}

static void clearWeakSlots(const std::vector<DyingSlot> &dying) {
  for (const DyingSlot &one : dying) {
    auto &weak = heap.weakSlots[one.index];
    if (weakSlotCleared) weakSlotCleared(weak.owner, weak.slot, one.ownerAlive);
    *weak.slot = kNoValue;
  }
  std::erase_if(heap.weakSlots, [](const Heap::WeakSlot &weak) { return !ok(*weak.slot) || !isObject(*weak.slot); });
}

/// Unmarked objects that have a finalizer, and those whose finalizer would do nothing.
struct Finalizable {
  std::vector<Object *> dead, idle;
};
static Finalizable takeDeadFinalizable() {
  auto &list = heap.finalizable;
  size_t kept = 0;
  Finalizable taken;
  for (Object *object : list) {
    if (isMarked(object))
      list[kept++] = object;
    else
      (hasIdleFinalizer(object) ? taken.idle : taken.dead).push_back(object);
  }
  list.resize(kept);
  return taken;
}
/// They live on; their finalizers may be needed another time.
static void keepMarkedFinalizable(const std::vector<Object *> &objects) {
  std::ranges::copy_if(objects, std::back_inserter(heap.finalizable), isMarked);
}

static void clearMarks() {
  std::memset(heap.mark, 0, size_t{heap.blockLimit} * kBitmapWords * sizeof *heap.mark);
}

static std::vector<uint64_t> currentMarks() { return {heap.mark, heap.mark + size_t{heap.blockLimit} * kBitmapWords}; }

/// Marks dead objects with finalizers again, and queues them.
static void resurrect(std::vector<Object *> dead) {
  std::vector<uint64_t> marks;
  if (dead.size() > 1) marks = currentMarks();
  Tracer tracer;
  for (Object *object : dead) {
    if (isMarked(object)) continue;
    traceObject(object, tracer);
    drain();
  }
  if (dead.size() > 1 && std::ranges::any_of(dead, isMarked)) {
    std::ranges::copy(marks, heap.mark);
    orderFinalizers(dead);
  } else {
    std::ranges::reverse(dead); // the first one made comes first
  }
  heap.finalizing.insert(heap.finalizing.end(), dead.begin(), dead.end());
  for (Object *object : dead) tracer.object(object);
  drain();
}

/// Whatever an object refers to that goes by itself is there until its finalizer is through; weak references to that stay,
/// and finalizers of cycles wait, until the next collection. Those in a cycle see no weak reference to any of them.
static void clearWeakSlotsAndResurrect() {
  std::vector<DyingSlot> dying = dyingSlots();
  const auto [dead, idle] = takeDeadFinalizable();
  const auto target = [](const DyingSlot &one) { return asObject(*heap.weakSlots[one.index].slot); };
  std::vector<uint64_t> marks;
  if (!dying.empty() && !dead.empty()) marks = currentMarks();
  const size_t queued = heap.finalizing.size();
  resurrect(dead);
  if (!marks.empty() && std::ranges::any_of(dying, isMarked, target)) {
    std::ranges::copy(marks, heap.mark); // once more, now one kind after the other
    heap.finalizing.resize(queued);
    const auto inCycles = deadInCycles();
    std::vector<Object *> single, cyclic;
    for (Object *object : dead) (inCycles.contains(object) ? cyclic : single).push_back(object);
    resurrect(single);
    heap.goesOn |= std::erase_if(dying, [&](const DyingSlot &one) { return isMarked(target(one)); }) > 0;
    keepMarkedFinalizable(cyclic);
    std::erase_if(cyclic, isMarked);
    resurrect(cyclic);
  }
  keepMarkedFinalizable(idle);
  clearWeakSlots(dying);
}

void markAll() {
  clearMarks();
  Tracer tracer;
  for (auto &root : heap.roots) tracer.range(root.slots, root.count);
  for (RootVisitor visitor : heap.rootVisitors) visitor(tracer);
  for (Object *object : heap.finalizing) tracer.object(object);
  if (heapMarked) {
    drain();
    heapMarked();
  }
  scanThreads();
  drain();
  clearWeakSlotsAndResurrect();
  if (unreachedKnown) unreachedKnown();
  std::erase_if(heap.weakSlots, [](const Heap::WeakSlot &weak) { return !isMarked(weak.owner); });
  forgetDeadTypes();
}

} // namespace gc

using namespace gc;

MarkTable markTable;
void (*heapMarked)() = nullptr;
void (*unreachedKnown)() = nullptr;
void keepUnreached(Object *object) {
  Tracer tracer;
  tracer.object(object);
  drain();
}
bool isReached(const Object *object) { return isMarked(object); }
void (*weakSlotCleared)(Object *owner, Value *slot, bool ownerAlive) = nullptr;
void (*runWeakCallbacks)(Thread &thread) = nullptr;
void (*collectionHook)(Thread &thread) = nullptr;
void (*clearDeadOperands)(Thread &thread) = nullptr;

ReferenceVisit::ReferenceVisit(ReferenceVisitor visit, void *data)
    : marks_(heap.mark, heap.mark + size_t{heap.blockLimit} * kBitmapWords) {
  clearMarks();
  visiting = {visit, data};
}
ReferenceVisit::~ReferenceVisit() {
  visiting = {};
  std::copy(marks_.begin(), marks_.end(), heap.mark);
}

void Tracer::pointer(const void *p) {
  object(objectAt(p));
}
void Tracer::shallow(const void *p) {
  if (p && !visiting.visit) setBit(heap.mark, granuleOf(p));
}
void Tracer::reached(const void *p) {
  auto *target = static_cast<Object *>(const_cast<void *>(p));
  if (visiting.visit) [[unlikely]] {
    clearBit(heap.mark, granuleOf(p)); // to be reported the next time as well
    visiting.visit(target, visiting.data);
  } else if (!isLeaf(heap.kinds[indexOf(p)])) {
    pending.push(target);
  }
}

void traceObject(Object *object, Tracer &tracer) {
  Type *type = rt_shapeTypes[object->shapeId];
  if (!type) return; // while the first types are being made
  tracer.object(type);
  if (type->trace) type->trace(object, tracer);
  if (type->slotFields) tracer.range(inlineSlotsOf(object, type) - type->slotFields, type->slotFields);
  if (type->extraOffset) {
    tracer.value(*extraSlot(object, type));
    tracer.range(inlineSlotsOf(object, type), type->inlineSlots);
  }
}

void disposeObject(Object *object) {
  Type *type = typeOf(object);
  if (type->dispose) type->dispose(object);
}

void setFinalizerIdle(Object *object, bool idle) {
  object->gcBits = static_cast<uint8_t>(idle ? object->gcBits | kIdle : object->gcBits & ~kIdle);
}
bool isFinalized(const Object *object) { return object->gcBits & kFinalized; }

static void finalizeOne(Thread &thread, Object *object) {
  object->gcBits |= kFinalized;
  SlotFinalize finalize = typeOf(object)->slots.finalize;
  if (!finalize) return;
  Value saved = thread.pending;
  thread.pending = kNoValue;
  finalize(thread, fromObject(object));
  thread.pending = saved;
}

// Not inlined: the frame it leaves behind must not keep what it has finalised.
__attribute__((noinline)) static void finalizeQueued(Thread &thread) {
  while (!heap.finalizing.empty()) {
    Object *object = heap.finalizing.back();
    heap.finalizing.pop_back();
    finalizeOne(thread, object);
  }
}

void runPendingFinalizers(Thread &thread) {
  // What runs here may come to a safe point itself: the next finalizer waits until this one is through.
  static std::vector<Thread *> running;
  if (std::find(running.begin(), running.end(), &thread) != running.end()) return;
  running.push_back(&thread);
  if (runWeakCallbacks) runWeakCallbacks(thread);
  finalizeQueued(thread);
  if (heap.goesOn) {
    heap.goesOn = false;
    collectFromHere(thread);
    if (runWeakCallbacks) runWeakCallbacks(thread);
    finalizeQueued(thread);
  }
  if (heap.hookDue && collectionHook) {
    heap.hookDue = false;
    collectionHook(thread);
  }
  std::erase(running, &thread);
}

void finalizeAll(Thread &thread) {
  // Those written in Python first, as CPython's last collection runs them: through its functions nearly all that a module
  // has is in cycles with it, and cycles go in the order in which their objects were made.
  auto &all = heap.finalizable;
  std::ranges::stable_partition(all, [](Object *object) { return !hasPythonFinalizer(object); });
  const auto native = std::ranges::find_if(all, hasPythonFinalizer) - all.begin();
  std::reverse(all.begin() + native, all.end());
  // Then the others, the last one made first: a text stream before its file.
  while (!all.empty()) {
    Object *object = all.back();
    all.pop_back();
    finalizeOne(thread, object);
  }
}

} // namespace rt
