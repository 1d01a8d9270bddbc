// The one mutator lock: its holder is the only thread that runs Python code or touches the heap.
#pragma once

#include "runtime-lib/core/Thread.h"

#include <ucontext.h>

namespace rt {

/// True once a second thread was started; until then locking costs one test.
extern bool rt_manyThreads;
/// Bits of thread.poll: a signal arrived; another thread has been waiting for the lock for a while.
inline constexpr uint32_t kPollSignals = 1;
inline constexpr uint32_t kPollSwitch = 1u << 17;

/// Gives the lock up; its stack above the caller's frame stays visible to the collector. Use Unlocked.
void releaseMutatorLock(Thread &);
void acquireMutatorLock(Thread &);

/// Scope of a blocking call: other threads run and may collect, so no object may be touched in it.
/// Keeps errno.
class Unlocked {
public:
  explicit Unlocked(Thread &t) : thread_(rt_manyThreads ? &t : nullptr) {
    if (!thread_) return;
    getcontext(&registers_); // references in registers become visible to the collector
    releaseMutatorLock(*thread_);
  }
  Unlocked(const Unlocked &) = delete;
  ~Unlocked() {
    if (thread_) acquireMutatorLock(*thread_);
  }

private:
  Thread *thread_;
  ucontext_t registers_;
};
/// The calling thread, alone so far, becomes the holder.
void adoptMutatorLock(Thread &);
/// In the child of a fork: only the calling thread is left.
void rt_afterFork(Thread &);
/// Lets a waiting thread run; called at safe points when kPollSwitch is set.
void yieldMutatorLock(Thread &);

} // namespace rt
