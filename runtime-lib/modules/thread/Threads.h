// The _thread module: native threads under the mutator lock, and locks.
#pragma once

#include "runtime-lib/core/MutatorLock.h"
#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

/// A lock of Python code: may be released by any thread.
struct NativeLock;
NativeLock *nativeLockNew();
void nativeLockDelete(NativeLock *);
/// Takes the lock; microseconds < 0: waits forever, 0: does not wait. 1: taken, 0: not, -1: a signal
/// handler raised.
int nativeLockTake(Thread &, NativeLock *, int64_t microseconds);
bool nativeLockIsTaken(NativeLock *);
/// False when it was not taken.
bool nativeLockFree(NativeLock *);

/// Arguments of acquire(blocking=True, timeout=-1); false with an exception.
bool lockTimeout(Thread &, Value blocking, Value timeout, int64_t *microseconds);

bool addLockTypes(Thread &, Value module);   // Locks.cpp
bool addLocalType(Thread &, Value module);   // Local.cpp
bool addThreadStart(Thread &, Value module); // Start.cpp
Value newLock(Thread &);
/// Releases a lock object if it is taken.
void releaseLock(Value lock);

} // namespace rt
