// _signal: sets of signals, masks, and waiting for signals.
#include "runtime-lib/modules/signal/Signal.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/modules/Warnings.h"

#include <string>

namespace rt {

bool signalSetArgument(Thread &t, Value numbers, sigset_t *set) {
  sigemptyset(set);
  return forEach(t, numbers, [&](Value v) {
    Value number = toIndex(t, v);
    if (!ok(number)) return false;
    int64_t n = -1;
    bool fits = intFits(number, &n);
    if (!fits) n = -1;
    if (n <= 0 || n >= kSignalCount) return raise(t, Msg::SignalSetRange, n, kSignalCount - 1), false;
    if (sigaddset(set, static_cast<int>(n)) == 0) return true;
    return warnText(t, Exc::RuntimeWarning,
                    "invalid signal number " + std::to_string(n) + ", please use valid_signals()");
  });
}

namespace {

Type *infoType;

Value setValue(Thread &t, const sigset_t &set) {
  Value result = setNew(t, false);
  for (int number = 1; number < kSignalCount; number++)
    if (sigismember(&set, number) == 1 && !setAdd(t, result, fromInt(number))) return kNoValue;
  return result;
}
Value infoValue(Thread &t, const siginfo_t &info) {
  Value items[] = {fromInt(info.si_signo), fromInt(info.si_code),   fromInt(info.si_errno), fromInt(info.si_pid),
                   fromInt(info.si_uid),   fromInt(info.si_status), intValue(t, info.si_band)};
  return structSequenceNew(t, infoType, items);
}

Value changeMask(Thread &t, const Value *a) {
  int how;
  sigset_t set, old;
  if (!intArgument(t, a[0], &how) || !signalSetArgument(t, a[1], &set)) return kNoValue;
  int error = pthread_sigmask(how, &set, &old);
  if (error) return raiseErrno(t, error);
  // Signals that this unblocked have arrived.
  return checkSignals(t) ? setValue(t, old) : kNoValue;
}
Value pending(Thread &t, const Value *) {
  sigset_t set;
  return sigpending(&set) < 0 ? raiseErrno(t, errno) : setValue(t, set);
}
Value validSignals(Thread &t, const Value *) {
  sigset_t set;
  return sigfillset(&set) < 0 ? raiseErrno(t, errno) : setValue(t, set);
}
Value waitOne(Thread &t, const Value *a) {
  sigset_t set;
  int number = 0;
  if (!signalSetArgument(t, a[0], &set)) return kNoValue;
  int error = unlocked(t, [&] { return sigwait(&set, &number); });
  return error ? raiseErrno(t, error) : fromInt(number);
}
Value waitInfo(Thread &t, const Value *a) {
  sigset_t set;
  siginfo_t info;
  int result;
  if (!signalSetArgument(t, a[0], &set)) return kNoValue;
  if (!blockingCall(t, &result, [&] { return sigwaitinfo(&set, &info); })) return kNoValue;
  return result < 0 ? raiseErrno(t, errno) : infoValue(t, info);
}
Value timedWait(Thread &t, const Value *a) {
  sigset_t set;
  siginfo_t info;
  int64_t timeout;
  int result;
  if (!signalSetArgument(t, a[0], &set) || !durationArgument(t, a[1], Rounding::Ceiling, &timeout)) return kNoValue;
  if (timeout < 0) return raiseText(t, Exc::ValueError, "timeout must be non-negative");
  const int64_t deadline = deadlineAfter(timeout);
  if (!blockingCall(t, &result, [&] {
        timespec left = toTimespec(std::max<int64_t>(deadline - monotonicNow(), 0));
        return sigtimedwait(&set, &info, &left);
      }))
    return kNoValue;
  if (result >= 0) return infoValue(t, info);
  return errno == EAGAIN ? none() : raiseErrno(t, errno);
}

} // namespace

const NativeRow kSignalSetFunctions[] = {
    NATIVE_FUNCTION("pthread_sigmask", changeMask, "(how, mask, /)"),
    NATIVE_FUNCTION("sigpending", pending, "()"),
    NATIVE_FUNCTION("sigtimedwait", timedWait, "(sigset, timeout, /)"),
    NATIVE_FUNCTION("sigwait", waitOne, "(sigset, /)"),
    NATIVE_FUNCTION("sigwaitinfo", waitInfo, "(sigset, /)"),
    NATIVE_FUNCTION("valid_signals", validSignals, "()"),
    {nullptr, nullptr, nullptr}};

bool addSignalTypes(Thread &t, Value module) {
  static const char *const fields[] = {"si_signo", "si_code",   "si_errno", "si_pid",
                                       "si_uid",   "si_status", "si_band",  nullptr};
  infoType = structSequenceType(t, "signal", "struct_siginfo", fields, 7);
  addRoot(&infoType);
  return addValue(t, module, "struct_siginfo", fromObject(infoType));
}

} // namespace rt
