// System calls that may block: other threads run meanwhile, and an interrupted call goes on once the
// signal handlers have run (PEP 475).
#pragma once

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/MutatorLock.h"

#include <cerrno>

namespace rt {

/// Runs what is due at a safe point, signal handlers among it; false when that raised.
inline bool checkSignals(Thread &t) { return !t.poll || rt_poll(t); }

/// *result = call(), with errno; false when a signal handler raised in between.
template <typename R, typename F> bool blockingCall(Thread &t, R *result, F call) {
  for (;;) {
    {
      Unlocked unlocked(t);
      *result = call();
    }
    if (*result != static_cast<R>(-1) || errno != EINTR) return true;
    if (!checkSignals(t)) return false;
  }
}

} // namespace rt
