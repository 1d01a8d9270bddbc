// The mutator lock. A thread that waits longer than the switch interval sets kPollSwitch in the
// holder's poll word; the holder gives the lock away at its next safe point, and takes it back only
// after somebody else had it.
#include "runtime-lib/core/MutatorLock.h"

#include "runtime-lib/core/Program.h"

#include <cerrno>
#include <condition_variable>
#include <mutex>

namespace rt {

bool rt_manyThreads = false;
int64_t rt_switchInterval = 5000; // microseconds, sys.setswitchinterval

namespace {

struct Lock {
  std::mutex mutex;
  std::condition_variable freed, taken;
  Thread *holder = nullptr;
  Thread *last = nullptr;
  int waiting = 0;
};
Lock *theLock;
Lock &lock() {
  if (!theLock) theLock = new Lock; // never destroyed: threads may outlive main
  return *theLock;
}

} // namespace

void acquireMutatorLock(Thread &t) {
  int error = errno;
  Lock &l = lock();
  std::unique_lock guard(l.mutex);
  l.waiting++;
  while (l.holder) {
    Thread *holder = l.holder;
    auto status = l.freed.wait_for(guard, std::chrono::microseconds(rt_switchInterval));
    if (status == std::cv_status::timeout && l.holder == holder && holder)
      requestPoll(*holder, kPollSwitch);
  }
  l.waiting--;
  l.holder = &t;
  l.last = &t;
  l.taken.notify_all();
  errno = error;
}

__attribute__((noinline)) void releaseMutatorLock(Thread &t) {
  int error = errno;
  t.stackTop = static_cast<char *>(__builtin_frame_address(0));
  Lock &l = lock();
  {
    std::unique_lock guard(l.mutex);
    l.holder = nullptr;
  }
  l.freed.notify_one();
  errno = error;
}

void adoptMutatorLock(Thread &t) {
  Lock &l = lock();
  std::unique_lock guard(l.mutex);
  l.holder = l.last = &t;
}
void rt_afterFork(Thread &t) {
  theLock = nullptr; // the old one may be in any state
  Lock &l = lock();
  l.holder = l.last = &t;
  rt_manyThreads = false;
  signalsAfterFork(t);
}

void yieldMutatorLock(Thread &t) {
  __atomic_fetch_and(const_cast<uint32_t *>(&t.poll), ~kPollSwitch, __ATOMIC_RELAXED);
  if (!rt_manyThreads) return;
  Unlocked unlocked(t);
  Lock &l = lock();
  std::unique_lock guard(l.mutex);
  while (l.waiting && l.last == &t && !l.holder)
    if (l.taken.wait_for(guard, std::chrono::milliseconds(5)) == std::cv_status::timeout) break;
}

} // namespace rt
