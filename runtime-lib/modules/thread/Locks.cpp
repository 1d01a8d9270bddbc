// _thread.lock and _thread.RLock. A lock is a flag under a mutex; waiting gives the mutator lock up.
#include "runtime-lib/modules/thread/Threads.h"

#include "runtime-lib/abi/RuntimeFunctions.h"

#include <cerrno>
#include <chrono>
#include <cmath>
#include <condition_variable>
#include <cstdio>
#include <mutex>

namespace rt {

struct NativeLock {
  std::mutex mutex;
  std::condition_variable freed;
  bool taken = false;
};
NativeLock *nativeLockNew() { return new NativeLock; }
void nativeLockDelete(NativeLock *lock) { delete lock; }
bool nativeLockIsTaken(NativeLock *lock) { return lock->taken; }

int nativeLockTake(Thread &t, NativeLock *lock, int64_t microseconds) {
  using Clock = std::chrono::steady_clock;
  {
    std::unique_lock guard(lock->mutex);
    if (!lock->taken) return lock->taken = true, 1;
  }
  if (!microseconds) return 0;
  auto deadline = Clock::now() + std::chrono::microseconds(std::max<int64_t>(microseconds, 0));
  // The main thread wakes up now and then to run signal handlers.
  for (;;) {
    bool got = false, late = false;
    {
      Unlocked unlocked(t);
      std::unique_lock guard(lock->mutex);
      auto until = Clock::now() + std::chrono::milliseconds(&t == rt_mainThread ? 20 : 1000);
      if (microseconds > 0 && deadline < until) until = deadline;
      lock->freed.wait_until(guard, until, [&] { return !lock->taken; });
      if (!lock->taken) got = lock->taken = true;
      late = microseconds > 0 && Clock::now() >= deadline;
    }
    if (got) return 1;
    if (t.poll && !rt_poll(t)) return -1;
    if (late) return 0;
  }
}
bool nativeLockFree(NativeLock *lock) {
  {
    std::unique_lock guard(lock->mutex);
    if (!lock->taken) return false;
    lock->taken = false;
  }
  lock->freed.notify_one();
  return true;
}

bool lockTimeout(Thread &t, Value blocking, Value timeout, int64_t *microseconds) {
  int wait = ok(blocking) ? truth(t, blocking) : 1;
  if (wait < 0) return false;
  double seconds = -1;
  if (ok(timeout) && !toDouble(t, timeout, &seconds)) return false;
  if (std::isnan(seconds)) return raiseText(t, Exc::ValueError, "Invalid value NaN (not a number)"), false;
  if (!wait && seconds != -1)
    return raiseText(t, Exc::ValueError, "can't specify a timeout for a non-blocking call"), false;
  if (seconds < 0 && seconds != -1) return raiseText(t, Exc::ValueError, "timeout value must be positive"), false;
  if (seconds > 9223372036.0) return raiseText(t, Exc::OverflowError, "timeout value is too large"), false;
  *microseconds = !wait ? 0 : seconds == -1 ? -1 : static_cast<int64_t>(std::ceil(seconds * 1e6));
  return true;
}

namespace {

struct Lock : Object {
  Value attributes;
  NativeLock *lock;
};
struct RLock : Lock {
  uint64_t owner;
  int64_t count;
};
Type *lockType, *rlockType;
Lock *lockOf(Value v) { return as<Lock>(v); }
RLock *rlockOf(Value v) { return as<RLock>(v); }

Value acquire(Thread &t, const Value *a) {
  int64_t microseconds;
  if (!lockTimeout(t, a[1], a[2], &microseconds)) return kNoValue;
  int r = nativeLockTake(t, lockOf(a[0])->lock, microseconds);
  return r < 0 ? kNoValue : fromBool(r);
}
Value release(Thread &t, const Value *a) {
  return nativeLockFree(lockOf(a[0])->lock) ? none() : raiseText(t, Exc::RuntimeError, "release unlocked lock");
}
Value locked(Thread &, const Value *a) { return fromBool(nativeLockIsTaken(lockOf(a[0])->lock)); }
Value atForkReinit(Thread &, const Value *a) {
  lockOf(a[0])->lock = nativeLockNew(); // the old one may be in any state
  return none();
}
Value represent(Thread &t, Value self) {
  char text[120];
  std::snprintf(text, sizeof text, "<%slocked _thread.lock object at %p>", nativeLockIsTaken(lockOf(self)->lock) ? "" : "un",
                static_cast<void *>(asObject(self)));
  return fromObject(strFromAscii(t, text));
}

Value acquireAgain(Thread &t, const Value *a) {
  int64_t microseconds;
  RLock *lock = rlockOf(a[0]);
  if (!lockTimeout(t, a[1], a[2], &microseconds)) return kNoValue;
  if (lock->count && lock->owner == t.id) {
    lock->count++;
    return fromBool(true);
  }
  int r = nativeLockTake(t, lock->lock, microseconds);
  if (r < 0) return kNoValue;
  if (r) {
    lock->owner = t.id;
    lock->count = 1;
  }
  return fromBool(r);
}
bool checkOwned(Thread &t, RLock *lock) {
  if (lock->count && lock->owner == t.id) return true;
  raiseText(t, Exc::RuntimeError, "cannot release un-acquired lock");
  return false;
}
Value releaseOnce(Thread &t, const Value *a) {
  RLock *lock = rlockOf(a[0]);
  if (!checkOwned(t, lock)) return kNoValue;
  if (--lock->count == 0) {
    lock->owner = 0;
    nativeLockFree(lock->lock);
  }
  return none();
}
Value isOwned(Thread &t, const Value *a) { return fromBool(rlockOf(a[0])->count && rlockOf(a[0])->owner == t.id); }
Value recursionCount(Thread &t, const Value *a) {
  return intValue(t, rlockOf(a[0])->owner == t.id ? rlockOf(a[0])->count : 0);
}
Value releaseSave(Thread &t, const Value *a) {
  RLock *lock = rlockOf(a[0]);
  if (!checkOwned(t, lock)) return kNoValue;
  Value state = fromObject(tupleOf(t, intValue(t, lock->count), intFromUnsigned(t, lock->owner)));
  lock->count = 0;
  lock->owner = 0;
  nativeLockFree(lock->lock);
  return state;
}
Value acquireRestore(Thread &t, const Value *a) {
  RLock *lock = rlockOf(a[0]);
  int64_t count, owner;
  if (!isTuple(a[1]) || as<Tuple>(a[1])->size != 2 || !toInt64(t, as<Tuple>(a[1])->items[0], &count) ||
      !toInt64(t, as<Tuple>(a[1])->items[1], &owner))
    return ok(t.pending) ? kNoValue : raiseText(t, Exc::TypeError, "_acquire_restore() argument 1 must be a tuple of two ints");
  if (nativeLockTake(t, lock->lock, -1) < 0) return kNoValue;
  lock->count = count;
  lock->owner = static_cast<uint64_t>(owner);
  return none();
}
Value rlockAtFork(Thread &t, const Value *a) {
  rlockOf(a[0])->count = 0;
  rlockOf(a[0])->owner = 0;
  return atForkReinit(t, a);
}
Value representRLock(Thread &t, Value self) {
  RLock *lock = rlockOf(self);
  char text[160];
  std::snprintf(text, sizeof text, "<%s _thread.RLock object owner=%llu count=%lld at %p>", lock->count ? "locked" : "unlocked",
                static_cast<unsigned long long>(lock->owner), static_cast<long long>(lock->count), static_cast<void *>(lock));
  return fromObject(strFromAscii(t, text));
}

#define ACQUIRE "($self, /, blocking=True, timeout=-1)"
const NativeRow kLockMethods[] = {{"acquire", acquire, ACQUIRE},
                                  {"acquire_lock", acquire, ACQUIRE},
                                  {"release", release, "($self, /)"},
                                  {"release_lock", release, "($self, /)"},
                                  {"locked", locked, "($self, /)"},
                                  {"locked_lock", locked, "($self, /)"},
                                  {"__enter__", acquire, ACQUIRE},
                                  {"__exit__", release, "($self, /, *args)"},
                                  {"_at_fork_reinit", atForkReinit, "($self, /)"},
                                  {nullptr, nullptr, nullptr}};
const NativeRow kRLockMethods[] = {{"acquire", acquireAgain, ACQUIRE},
                                   {"release", releaseOnce, "($self, /)"},
                                   {"__enter__", acquireAgain, ACQUIRE},
                                   {"__exit__", releaseOnce, "($self, /, *args)"},
                                   {"_is_owned", isOwned, "($self, /)"},
                                   {"_recursion_count", recursionCount, "($self, /)"},
                                   {"_release_save", releaseSave, "($self, /)"},
                                   {"_acquire_restore", acquireRestore, "($self, state, /)"},
                                   {"_at_fork_reinit", rlockAtFork, "($self, /)"},
                                   {nullptr, nullptr, nullptr}};

Value createLock(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  auto *lock = reinterpret_cast<Lock *>(allocateInstance(t, type));
  lock->lock = nativeLockNew();
  return fromObject(lock);
}
Value allocateLock(Thread &t, const Value *) { return newLock(t); }
const NativeRow kFunctions[] = {{"allocate_lock", allocateLock, "()", NativeKind::Function},
                                {"allocate", allocateLock, "()", NativeKind::Function},
                                {nullptr, nullptr, nullptr}};

} // namespace

Value newLock(Thread &t) { return createLock(t, lockType, nullptr, 0, nullptr); }

void releaseLock(Value lock) { nativeLockFree(lockOf(lock)->lock); }

bool addLockTypes(Thread &t, Value module) {
  TypeSpec lock{TypeId::Object};
  lock.flags = kTypeNoCreate | kTypeWeakRefs;
  lock.instanceSize = sizeof(Lock);
  lock.dispose = [](Object *o) {
    auto *l = static_cast<Lock *>(o)->lock;
    if (l && !l->taken) nativeLockDelete(l); // a taken one may still be waited for
  };
  lock.methods = kLockMethods;
  lock.fillSlots = [](Slots &s) { s.repr = represent; };
  lockType = makeNativeType(t, "_thread", "lock", builtinType(TypeId::Object), lock);
  TypeSpec rlock = lock;
  rlock.flags = kTypeSubclassable | kTypeWeakRefs;
  rlock.instanceSize = sizeof(RLock);
  rlock.methods = kRLockMethods;
  rlock.fillSlots = [](Slots &s) {
    s.create = createLock;
    s.repr = representRLock;
  };
  rlockType = makeNativeType(t, "_thread", "RLock", builtinType(TypeId::Object), rlock);
  addRoot(&lockType);
  addRoot(&rlockType);
  return lockType && rlockType && addFunctions(t, module, kFunctions) && addValue(t, module, "LockType", fromObject(lockType)) &&
         addValue(t, module, "RLock", fromObject(rlockType));
}

} // namespace rt
