// System calls that may block: other threads run meanwhile, and an interrupted call goes on once the
// signal handlers have run (PEP 475).
#pragma once

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/DeadResources.h"
#include "runtime-lib/core/MutatorLock.h"

#include <cerrno>
#include <ctime>

namespace rt {

/// Runs what is due at a safe point, signal handlers among it; false when that raised.
inline bool checkSignals(Thread &t) { return !t.poll || rt_poll(t); }

/// call(), while other threads run; keeps errno.
template <typename F> auto unlocked(Thread &t, F call) {
  Unlocked scope(t);
  return call();
}
/// *result = call(), with errno; false when a signal handler raised in between. Once more when there were too many
/// descriptors and some are free now (DeadResources.h).
template <typename R, typename F> bool blockingCall(Thread &t, R *result, F call) {
  for (bool freed = false;;) {
    *result = unlocked(t, call);
    if (*result != static_cast<R>(-1)) return true;
    if (!freed && freeDescriptors(t, errno)) {
      freed = true;
      continue;
    }
    if (errno != EINTR) return true;
    if (!checkSignals(t)) return false;
  }
}

/// The same for a call with a timeout in milliseconds (negative: none), which is shortened when the
/// call goes on after a signal.
template <typename F> bool blockingCallFor(Thread &t, int *result, int milliseconds, F callFor) {
  timespec start{};
  clock_gettime(CLOCK_MONOTONIC, &start);
  int left = milliseconds;
  return blockingCall(t, result, [&] {
    if (milliseconds > 0 && left >= 0) {
      timespec now{};
      clock_gettime(CLOCK_MONOTONIC, &now);
      int64_t spent = (now.tv_sec - start.tv_sec) * 1000 + (now.tv_nsec - start.tv_nsec) / 1'000'000;
      left = spent >= milliseconds ? 0 : milliseconds - static_cast<int>(spent);
    }
    return callFor(left);
  });
}

} // namespace rt
