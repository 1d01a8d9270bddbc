// The _multiprocessing module: SemLock, a lock or semaphore between processes over a POSIX semaphore.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"

#include <cerrno>
#include <climits>
#include <cmath>
#include <fcntl.h>
#include <pthread.h>
#include <semaphore.h>

namespace rt {

namespace {

enum Kind { kRecursiveMutex, kSemaphore };
struct SemLock : Object {
  sem_t *handle;
  Value name; // str or None
  int kind, maxValue;
  int64_t count; // acquisitions of the owner
  pthread_t owner;
  bool isMine() const { return count > 0 && pthread_equal(owner, pthread_self()); }
};
Type *semLockType;
SemLock *lockOf(Value v) { return as<SemLock>(v); }

Value newLock(Thread &t, Type *type, sem_t *handle, int kind, int maxValue, Value name) {
  auto *lock = reinterpret_cast<SemLock *>(allocateInstance(t, type));
  lock->handle = handle;
  lock->kind = kind;
  lock->maxValue = maxValue;
  lock->name = name;
  return fromObject(lock);
}
Value create(Thread &t, const Value *a) {
  int kind, value, maxValue;
  std::string name;
  bool failed = false;
  if (!intArgument(t, a[1], &kind) || !intArgument(t, a[2], &value) || !intArgument(t, a[3], &maxValue) ||
      !textArgument(t, a[4], "SemLock", " 'name'", &name))
    return kNoValue;
  bool unlinks = flagArgument(t, a[5], false, &failed);
  if (failed) return kNoValue;
  if (kind != kRecursiveMutex && kind != kSemaphore) return raiseText(t, Exc::ValueError, "unrecognized kind");
  sem_t *handle = sem_open(name.c_str(), O_CREAT | O_EXCL, 0600, static_cast<unsigned>(value));
  if (handle == SEM_FAILED) return raiseErrno(t, errno);
  if (unlinks && sem_unlink(name.c_str()) < 0) {
    int error = errno;
    sem_close(handle);
    return raiseErrno(t, error);
  }
  return newLock(t, as<Type>(a[0]), handle, kind, maxValue, unlinks ? none() : a[4]);
}
constexpr NativeRow kCreate{"SemLock", create, "($type, kind, value, maxvalue, name, unlink)"};

/// From another process: by name, or, in a forked child, by the address.
Value rebuild(Thread &t, const Value *a) {
  int64_t address;
  int kind, maxValue;
  if (!toInt64(t, a[1], &address) || !intArgument(t, a[2], &kind) || !intArgument(t, a[3], &maxValue)) return kNoValue;
  if (isNone(a[4])) return newLock(t, as<Type>(a[0]), reinterpret_cast<sem_t *>(address), kind, maxValue, none());
  std::string name;
  if (!textArgument(t, a[4], "_rebuild", " 4", &name)) return kNoValue;
  sem_t *handle = sem_open(name.c_str(), 0);
  return handle == SEM_FAILED ? raiseErrno(t, errno) : newLock(t, as<Type>(a[0]), handle, kind, maxValue, a[4]);
}

/// 1: taken, 0: not in time, -1: exception.
int waitFor(Thread &t, sem_t *handle, bool block, const timespec *deadline) {
  if (sem_trywait(handle) == 0) return 1;
  int result = -1;
  if (block && errno == EAGAIN &&
      !blockingCall(t, &result, [&] { return deadline ? sem_timedwait(handle, deadline) : sem_wait(handle); }))
    return -1;
  if (result == 0) return 1;
  if (errno == EAGAIN || errno == ETIMEDOUT) return 0;
  return raiseErrno(t, errno), -1;
}
Value acquire(Thread &t, const Value *a) {
  SemLock *lock = lockOf(a[0]);
  bool failed = false;
  bool block = flagArgument(t, a[1], true, &failed);
  if (failed) return kNoValue;
  timespec deadline{};
  const bool timed = ok(a[2]) && !isNone(a[2]);
  if (timed) {
    double seconds;
    if (!toDouble(t, a[2], &seconds)) return kNoValue;
    seconds = std::fmin(std::fmax(seconds, 0), 1e9);
    clock_gettime(CLOCK_REALTIME, &deadline);
    const int64_t ns = deadline.tv_nsec + static_cast<int64_t>((seconds - std::floor(seconds)) * 1e9 + 0.5);
    deadline.tv_sec += static_cast<time_t>(seconds) + ns / kNanoseconds;
    deadline.tv_nsec = ns % kNanoseconds;
  }
  if (lock->kind == kRecursiveMutex && lock->isMine()) {
    lock->count++;
    return fromBool(true);
  }
  int taken = waitFor(t, lock->handle, block, timed ? &deadline : nullptr);
  if (taken < 0) return kNoValue;
  if (taken) {
    lock->count++;
    lock->owner = pthread_self();
  }
  return fromBool(taken);
}
Value release(Thread &t, const Value *a) {
  SemLock *lock = lockOf(a[0]);
  if (lock->kind == kRecursiveMutex) {
    if (!lock->isMine()) return raiseText(t, Exc::AssertionError, "attempt to release recursive lock not owned by thread");
    if (lock->count > 1) {
      lock->count--;
      return none();
    }
  } else {
    int value;
    if (sem_getvalue(lock->handle, &value) < 0) return raiseErrno(t, errno);
    if (value >= lock->maxValue) return raiseText(t, Exc::ValueError, "semaphore or lock released too many times");
  }
  if (sem_post(lock->handle) < 0) return raiseErrno(t, errno);
  lock->count--;
  return none();
}
Value enter(Thread &t, const Value *a) {
  const Value arguments[] = {a[0], kNoValue, kNoValue};
  return acquire(t, arguments);
}
bool valueOf(Thread &t, Value self, int *out) {
  if (sem_getvalue(lockOf(self)->handle, out) < 0) return raiseErrno(t, errno), false;
  *out = std::max(*out, 0);
  return true;
}
Value getValue(Thread &t, const Value *a) {
  int value;
  return valueOf(t, a[0], &value) ? fromInt(value) : kNoValue;
}
Value isZero(Thread &t, const Value *a) {
  int value;
  return valueOf(t, a[0], &value) ? fromBool(value == 0) : kNoValue;
}
Value count(Thread &, const Value *a) { return fromInt(lockOf(a[0])->count); }
Value isMine(Thread &, const Value *a) { return fromBool(lockOf(a[0])->isMine()); }
Value afterFork(Thread &, const Value *a) {
  lockOf(a[0])->count = 0;
  return none();
}
const NativeRow kMethods[] = {
    {"__enter__", enter, "($self, /)"},
    {"__exit__", release, "($self, exc_type=None, exc_value=None, exc_tb=None, /)"},
    {"_after_fork", afterFork, "($self, /)"},
    {"_count", count, "($self, /)"},
    {"_get_value", getValue, "($self, /)"},
    {"_is_mine", isMine, "($self, /)"},
    {"_is_zero", isZero, "($self, /)"},
    {"_rebuild", rebuild, "($type, handle, kind, maxvalue, name, /)", NativeKind::ClassMethod},
    {"acquire", acquire, "($self, block=True, timeout=None)"},
    {"release", release, "($self, /)"},
    {nullptr, nullptr, nullptr}};

Value handleOf(Thread &t, Value v) { return intValue(t, reinterpret_cast<intptr_t>(lockOf(v)->handle)); }
Value kindOf(Thread &, Value v) { return fromInt(lockOf(v)->kind); }
Value maxValueOf(Thread &, Value v) { return fromInt(lockOf(v)->maxValue); }
Value nameOf(Thread &, Value v) { return lockOf(v)->name; }
const GetSetRow kGetSets[] = {{"handle", handleOf}, {"kind", kindOf}, {"maxvalue", maxValueOf}, {"name", nameOf}, {nullptr, nullptr}};

Value unlinkName(Thread &t, const Value *a) {
  std::string name;
  return textArgument(t, a[0], "sem_unlink", "", &name) ? checked(t, sem_unlink(name.c_str())) : kNoValue;
}
const NativeRow kFunctions[] = {NATIVE_FUNCTION("sem_unlink", unlinkName, "(name, /)"), {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(SemLock);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.value(static_cast<SemLock *>(o)->name); };
  spec.dispose = [](Object *o) {
    if (sem_t *handle = static_cast<SemLock *>(o)->handle) sem_close(handle);
  };
  spec.fillSlots = [](Slots &s) { s.create = createBy<kCreate>; };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  semLockType = addType(t, module, "SemLock", spec);
  addRoot(&semLockType);
  if (!semLockType || !dictSetStr(t, semLockType->dict, internAscii(t, "SEM_VALUE_MAX"), fromInt(SEM_VALUE_MAX))) return false;
  Dict *flags = dictNew(t);
  for (const char *name : {"HAVE_SEM_OPEN", "HAVE_SEM_TIMEDWAIT"})
    if (!dictSetStr(t, flags, internAscii(t, name), fromInt(1))) return false;
  return addValue(t, module, "flags", fromObject(flags)) && addFunctions(t, module, kFunctions);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_multiprocessing, "_multiprocessing", rt::initialise)
