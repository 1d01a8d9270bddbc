// The heap: allocation, collection, barriers and roots.
//
// Non-moving, size-segregated blocks with mark bits beside the objects; precise heap, conservative
// stack and registers; interior pointers keep an object alive. Runtime code holds plain pointers: no
// handles. Whatever may collect takes a Thread&; what takes none does not.
#pragma once

#include "runtime-lib/core/Thread.h"

#include <cstddef>
#include <vector>

namespace rt {

/// Zeroed memory of `size` bytes with the header set to shapeId. Never null: small-object exhaustion
/// is fatal, as CPython's is in practice. May collect.
extern "C" void *rt_allocate(Thread &thread, int64_t size, int32_t shapeId);
/// For sizes that a program controls ([0] * n): null with MemoryError pending when too large.
Object *allocateLarge(Thread &thread, size_t size, uint32_t shapeId);
Object *allocateLeafSlow(Thread &thread, size_t size, uint32_t shapeId);

/// The next cell of a thread's interval, or null when it is used up or the size is not a small one.
inline Object *bumpCell(AllocationInterval *intervals, size_t size) {
  size_t granules = (size + 15) / 16;
  if (granules - 1 >= kSizeClasses) [[unlikely]]
    return nullptr;
  AllocationInterval &interval = intervals[granules - 1];
  char *p = interval.cursor, *end = p + granules * 16;
  if (end > interval.end) [[unlikely]]
    return nullptr;
  interval.cursor = end;
  return reinterpret_cast<Object *>(p);
}
template <typename T> T *allocate(Thread &thread, TypeId id, size_t extra = 0) {
  Object *object = bumpCell(thread.intervals, sizeof(T) + extra);
  if (!object) [[unlikely]]
    return static_cast<T *>(rt_allocate(thread, sizeof(T) + extra, static_cast<int32_t>(id)));
  object->shapeId = static_cast<uint32_t>(id);
  return static_cast<T *>(object);
}
/// Memory for an object that refers to no other (text, digits, tables whose owner traces them): never
/// scanned, and not zeroed beyond the header. Null with MemoryError pending when too large.
inline Object *allocateLeaf(Thread &thread, size_t size, TypeId id) {
  Object *object = bumpCell(thread.leafIntervals, size);
  if (!object) [[unlikely]]
    return allocateLeafSlow(thread, size, static_cast<uint32_t>(id));
  *object = {static_cast<uint32_t>(id), 0, 0, 0};
  return object;
}

/// Must follow every store of a Value or object pointer into a heap object that may already be old.
inline void writeBarrier(Object *owner) { (void)owner; }
inline void storeField(Object *owner, Value *slot, Value v) {
  *slot = v;
  writeBarrier(owner);
}

/// The heap's region and the bits of the objects reached so far, by 16 bytes of the heap.
struct MarkTable {
  const char *base = nullptr;
  size_t size = 0;
  uint64_t *bits = nullptr;
};
extern MarkTable markTable;

/// Handed to a type's trace function: reports what an object refers to.
class Tracer {
public:
  void value(Value v) {
    if (isObject(v)) object(asObject(v));
  }
  /// Any pointer, null included; may point into the middle of an object.
  void pointer(const void *p);
  /// As pointer(), for pointers to the start of an object (or null): cheaper.
  void object(const void *p) {
    size_t offset = static_cast<size_t>(static_cast<const char *>(p) - markTable.base); // null: beyond
    if (offset >= markTable.size) return;
    uint64_t &word = markTable.bits[offset / 1024], bit = uint64_t{1} << (offset / 16 % 64);
    if (word & bit) return;
    word |= bit;
    reached(p);
  }
  /// Keeps the object, but not what it refers to.
  void shallow(const void *p);
  void range(const Value *begin, size_t count) {
    for (size_t i = 0; i < count; i++) value(begin[i]);
  }

private:
  void reached(const void *p);
};
using TraceFunction = void (*)(Object *object, Tracer &tracer);

/// Registers a static Value, array of Values or object pointer as a root for the life of the process.
void addRoot(Value *slot, size_t count = 1);
template <typename T> void addRoot(T **slot) { addRoot(reinterpret_cast<Value *>(slot)); }

/// Full collection now. Returns the number of objects found unreachable (gc.collect()). `stackTop`: the
/// caller knows that frames below this address hold no values but remains of earlier calls.
size_t collect(Thread &thread, const void *stackTop = nullptr);
/// The same from where the caller stands: only its frame and those above it hold values. The caller is not inlined and
/// has a small frame, since what its slots happen to hold counts as references.
[[gnu::always_inline]] inline size_t collectFromHere(Thread &thread) {
  __builtin_unwind_init(); // the caller's registers are in this frame, above `here`
  const char here = 0;
  return collect(thread, &here);
}
/// When set, called in a collection as soon as everything is marked that the heap and other precise roots refer to, in
/// front of the stacks, which are scanned conservatively. isReached() answers inside it.
extern void (*heapMarked)();
bool isReached(const Object *object);
/// When set, called in a collection before what was not reached goes. isReached() answers inside it, unless a ReferenceVisit
/// exists, and keepUnreached() makes an object stay, with all that it refers to.
extern void (*unreachedKnown)();
void keepUnreached(Object *object);
/// Empties the slots of operand stacks that no activation of interpreted code holds anything in, so that
/// such a collection does not find what was popped. The interpreter sets it.
extern void (*clearDeadOperands)(Thread &thread);

/// A weak slot is set to kNoValue when its target dies; `owner` is the object containing it. The
/// callback hook of weak references is in objects/WeakRef.cpp.
void registerWeak(Object *owner, Value *slot);

/// Marks an object whose type has `finalize` so that the collector calls it once when it is
/// unreachable (the object is resurrected for the call).
void registerFinalizer(Thread &thread, Object *object);

/// As things are, the object's finalizer, if it is not a __del__ of a class written in Python, would do nothing: then the
/// object dies like one that has none.
void setFinalizerIdle(Object *object, bool idle);

/// Finalizers and weak reference callbacks are due: run them where Python code may run. They are
/// queued by a collection, which also sets thread.poll; rt_poll and gc.collect() call this.
void runPendingFinalizers(Thread &thread);
/// Calls `finalize` for every object that still has one (at exit).
void finalizeAll(Thread &thread);
/// Called for each weak slot before it is cleared: queues the callback of a weak reference.
extern void (*weakSlotCleared)(Object *owner, Value *slot, bool ownerAlive);
/// Runs the queued callbacks; part of runPendingFinalizers.
extern void (*runWeakCallbacks)(Thread &thread);

/// Bytes allocated since the last collection that live outside cells (malloc'd buffers).
void accountExternal(ptrdiff_t bytes);

/// Reports roots that are not plain static slots; called in every collection.
using RootVisitor = void (*)(Tracer &tracer);
void addRootVisitor(RootVisitor visitor);

/// Threads whose stacks are scanned. A thread other than the collecting one must have set
/// thread.stackTop before it released the mutator lock.
void attachThread(Thread &thread);
void detachThread(Thread &thread);

void initialiseHeap();
/// gc.disable() and gc.enable(): automatic collections only, which become rare.
void setCollectionEnabled(bool enabled);
bool collectionEnabled();
/// For gc.get_objects and friends: visits every object that may refer to others, dead ones not yet
/// collected included.
void forEachObject(void (*visit)(Object *, void *), void *data);
/// Tells what an object refers to, attribute storage included.
void traceObject(Object *object, Tracer &tracer);
/// Called for each object that a traced object refers to.
using ReferenceVisitor = void (*)(Object *target, void *data);
/// While it exists, tracers call the visitor and mark nothing. Nothing may be allocated meanwhile.
struct ReferenceVisit {
  ReferenceVisit(ReferenceVisitor visit, void *data);
  ~ReferenceVisit();

private:
  std::vector<uint64_t> marks_; // as they were
};
struct HeapStatistics {
  size_t liveBytes, allocatedSince, collections, reservedBytes; // allocatedSince: since the last collection
};
/// Whether the collector called the object's finalizer.
bool isFinalized(const Object *object);
/// Called at the next safe point after a collection that the program did not ask for.
extern void (*collectionHook)(Thread &thread);
/// Visits all attached threads.
void forEachThread(void (*visit)(Thread &, void *), void *data);
HeapStatistics heapStatistics();
/// Bit of thread.poll: runPendingFinalizers is due.
inline constexpr uint32_t kPollFinalizers = 1u << 16;
void disposeObject(Object *object);
/// An instance of a type with a dispose hook, which is called when the object is found dead.
void registerDisposable(Object *object);

} // namespace rt
