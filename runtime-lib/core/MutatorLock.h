// The one mutator lock: its holder is the only thread that runs Python code or touches the heap.
#pragma once

#include "runtime-lib/core/Thread.h"

namespace rt {

/// True once a second thread was started; until then locking costs one test.
extern bool rt_manyThreads;

/// Gives the lock up and takes it back; while it is free, other threads run and may collect, so the
/// caller must hold its references on its stack (they are published) and touch no object.
void releaseMutatorLock(Thread &);
void acquireMutatorLock(Thread &);

/// Scope of a blocking call. Keeps errno.
class Unlocked {
public:
  explicit Unlocked(Thread &t) : thread_(rt_manyThreads ? &t : nullptr) {
    if (thread_) releaseMutatorLock(*thread_);
  }
  Unlocked(const Unlocked &) = delete;
  ~Unlocked() {
    if (thread_) acquireMutatorLock(*thread_);
  }

private:
  Thread *thread_;
};

} // namespace rt
