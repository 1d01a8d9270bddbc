// The _queue module: SimpleQueue, an unbounded queue whose put() may be called from finalizers and signal
// handlers. An empty queue is shown by a taken lock: a reader takes it, and waits by taking it once more;
// a writer frees it.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/thread/Threads.h"

#include <cstring>

namespace rt {

namespace {

struct SimpleQueue : Object {
  List *items; // live from `first` on
  int64_t first;
  NativeLock *lock;
  bool locked; // a reader has taken the lock
  int64_t size() const { return items->size - first; }
};
Type *queueType, *emptyError;
SimpleQueue *queueOf(Value v) { return as<SimpleQueue>(v); }

Value create(Thread &t, Type *type, const Value *, size_t positional, Tuple *kwNames) {
  if (type == queueType && kwNames && kwNames->size) return raise(t, Msg::NativeNoKeywords, "SimpleQueue");
  if (type == queueType && positional) return raise(t, Msg::NativeNoPositional, "SimpleQueue");
  auto *q = reinterpret_cast<SimpleQueue *>(allocateInstance(t, type));
  q->items = listNew(t);
  q->lock = nativeLockNew();
  return fromObject(q);
}
Value put(Thread &t, const Value *a) {
  SimpleQueue *q = queueOf(a[0]);
  if (!listAppend(t, q->items, a[1])) return kNoValue;
  if (q->locked) { // somebody may be waiting
    q->locked = false;
    nativeLockFree(q->lock);
  }
  return none();
}
Value takeFirst(SimpleQueue *q) {
  Value *items = q->items->array->items;
  Value item = items[q->first];
  items[q->first++] = kNoValue;
  if (q->first == q->items->size) {
    q->items->size = q->first = 0;
  } else if (q->first > 64 && q->first > q->items->size / 2) {
    const int64_t n = q->size();
    std::memmove(items, items + q->first, static_cast<size_t>(n) * sizeof *items);
    while (q->items->size > n) items[--q->items->size] = kNoValue;
    q->first = 0;
  }
  return item;
}
Value raiseEmpty(Thread &t) { return raiseObject(t, fromObject(emptyError)); }

Value getItemWithin(Thread &t, SimpleQueue *q, int64_t microseconds) {
  const int64_t deadline = microseconds > 0 ? deadlineAfter(microseconds * 1000) : 0;
  while (!q->size()) {
    int taken = nativeLockTake(t, q->lock, microseconds);
    if (taken < 0) return kNoValue;
    if (!taken) return raiseEmpty(t);
    q->locked = true;
    if (microseconds > 0) microseconds = std::max<int64_t>((deadline - monotonicNow()) / 1000, 0);
  }
  Value item = takeFirst(q);
  if (q->locked) {
    q->locked = false;
    nativeLockFree(q->lock);
  }
  return item;
}
Value get(Thread &t, const Value *a) {
  bool failed = false;
  bool block = flagArgument(t, a[1], true, &failed);
  if (failed) return kNoValue;
  int64_t ns = -1;
  if (block && ok(a[2]) && !isNone(a[2])) {
    if (!durationArgument(t, a[2], Rounding::Ceiling, &ns)) return kNoValue;
    if (ns < 0) return raiseText(t, Exc::ValueError, "'timeout' must be a non-negative number");
  }
  return getItemWithin(t, queueOf(a[0]), !block ? 0 : ns < 0 ? -1 : (ns + 999) / 1000);
}
Value getNoWait(Thread &t, const Value *a) { return getItemWithin(t, queueOf(a[0]), 0); }
Value isEmpty(Thread &, const Value *a) { return fromBool(!queueOf(a[0])->size()); }
Value size(Thread &, const Value *a) { return fromInt(queueOf(a[0])->size()); }
Value classGetItem(Thread &t, const Value *a) { return genericAliasNew(t, a[0], a[1]); }

const NativeRow kMethods[] = {{"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
                              {"empty", isEmpty, "($self, /)"},
                              {"get", get, "($self, block=True, timeout=None)"},
                              {"get_nowait", getNoWait, "($self, /)"},
                              {"put", put, "($self, item, block=True, timeout=None)"},
                              {"put_nowait", put, "($self, item)"},
                              {"qsize", size, "($self, /)"},
                              {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeWeakRefs;
  spec.instanceSize = sizeof(SimpleQueue);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.pointer(static_cast<SimpleQueue *>(o)->items); };
  spec.dispose = [](Object *o) {
    if (NativeLock *lock = static_cast<SimpleQueue *>(o)->lock) nativeLockDelete(lock);
  };
  spec.fillSlots = [](Slots &s) { s.create = create; };
  spec.methods = kMethods;
  queueType = addType(t, module, "SimpleQueue", spec);
  emptyError = addException(t, module, "Empty", exceptionType(Exc::Exception));
  addRoot(&queueType);
  addRoot(&emptyError);
  return queueType && emptyError;
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_queue, "_queue", rt::initialise)
