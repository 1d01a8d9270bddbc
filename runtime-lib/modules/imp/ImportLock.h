// The lock around the import system (_imp.acquire_lock): one for the process, and re-entrant.
#pragma once

#include "runtime-lib/core/Thread.h"

namespace rt {

/// Waits until the calling thread has the lock, once more than before; false: a signal handler raised.
bool importLockTake(Thread &);
/// False when the calling thread does not have it.
bool importLockFree(Thread &);
bool importLockIsTaken();
/// In a new process, where only the calling thread lives on: it keeps the lock if it had it.
void importLockAfterFork(Thread &);

} // namespace rt
