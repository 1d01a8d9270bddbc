// The _signal module: Python handlers, timers, sending. A C handler only notes the signal
// (core/Signals.cpp); at its next safe point the main thread calls the Python handler.
//
// The wakeup descriptor is written in the C handler itself, so that a loop that waits in select() learns
// of the signal; a failure to write is reported at the next safe point.
#include "runtime-lib/modules/signal/Signal.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Frame.h"

#include <cstring>
#include <fcntl.h>
#include <string>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/time.h>
#include <unistd.h>

namespace rt {

bool signalArgument(Thread &t, Value v, int *out) {
  if (!intArgument(t, v, out)) return false;
  if (*out < 1 || *out >= kSignalCount) return raise(t, Msg::SignalOutOfRange), false;
  return true;
}

namespace {

Value handlers[kSignalCount]; // callables, SIG_DFL, SIG_IGN; None: not set by Python
const Value kDefault = fromInt(reinterpret_cast<intptr_t>(SIG_DFL));
const Value kIgnore = fromInt(reinterpret_cast<intptr_t>(SIG_IGN));
Type *timerError;

volatile int wakeupDescriptor = -1;
volatile bool warnOnFullBuffer = true;
volatile sig_atomic_t wakeupError;

bool isMainThread(Thread &t) { return &t == rt_mainThread; }
Value currentFrame(Thread &t) { return t.frame ? frameObject(t, t.frame) : none(); }

// --- Delivery
void writeWakeup(int number) {
  int fd = wakeupDescriptor;
  if (fd < 0) return;
  auto byte = static_cast<unsigned char>(number);
  if (write(fd, &byte, 1) < 0 && (warnOnFullBuffer || (errno != EAGAIN && errno != EWOULDBLOCK))) wakeupError = errno;
}
void reportWakeupError(Thread &t) {
  int error = wakeupError;
  if (!error) return;
  wakeupError = 0;
  raiseErrno(t, error);
  Value pending = takePending(t);
  Value stream = sysGet(names().stderr);
  if (ok(stream) && !isNone(stream))
    callMethodWith(t, stream, names().write,
                   fromObject(strFromAscii(t, "Exception ignored when trying to write to the signal wakeup fd:\n")));
  t.pending = pending;
  reportUnraisable(t, kNoValue);
}
bool dispatch(Thread &t, int number) {
  reportWakeupError(t);
  Value handler = handlers[number];
  if (isInt(handler) || isNone(handler)) { // replaced between arrival and now
    Str *text = strFromAscii(t, "Signal " + std::to_string(number) + " ignored due to race condition");
    raiseValue(t, Exc::OSError, fromObject(text));
    reportUnraisable(t, none());
    return true;
  }
  Value frame = currentFrame(t);
  return ok(frame) && ok(callWith(t, handler, fromInt(number), frame));
}

Value defaultInterrupt(Thread &t, const Value *a) {
  int number;
  if (!intArgument(t, a[0], &number)) return kNoValue;
  return raiseObject(t, fromObject(exceptionType(Exc::KeyboardInterrupt)));
}

// --- Handlers
/// SIG_DFL or SIG_IGN, compared by value: members of signal.Handlers count.
int equalsNumber(Thread &t, Value v, Value number) { return compareTruth(t, v, number, CompareKind::Equal); }

Value setHandler(Thread &t, const Value *a) {
  int number;
  if (!intArgument(t, a[0], &number)) return kNoValue;
  if (!isMainThread(t)) return raise(t, Msg::SignalMainThread, "signal");
  if (number < 1 || number >= kSignalCount) return raise(t, Msg::SignalOutOfRange);
  Value handler = a[1];
  struct sigaction action {};
  action.sa_handler = onSignal;
  action.sa_flags = SA_ONSTACK;
  if (!isCallable(handler)) {
    int isIgnore = equalsNumber(t, handler, kIgnore);
    int isDefault = isIgnore ? 0 : equalsNumber(t, handler, kDefault);
    if (isIgnore < 0 || isDefault < 0) return kNoValue;
    if (!isIgnore && !isDefault) return raise(t, Msg::SignalHandler);
    action.sa_handler = isIgnore ? SIG_IGN : SIG_DFL;
    handler = isIgnore ? kIgnore : kDefault;
  }
  if (!checkSignals(t)) return kNoValue; // what has arrived is for the old handler
  if (sigaction(number, &action, nullptr) < 0) return raiseErrno(t, errno);
  Value old = handlers[number];
  handlers[number] = handler;
  setSignalHandled(number, !isInt(handler));
  return old;
}
Value getHandler(Thread &t, const Value *a) {
  int number;
  return signalArgument(t, a[0], &number) ? handlers[number] : kNoValue;
}
Value interruptCalls(Thread &t, const Value *a) {
  int number, flag;
  if (!signalArgument(t, a[0], &number) || !intArgument(t, a[1], &flag)) return kNoValue;
  struct sigaction action;
  if (sigaction(number, nullptr, &action) < 0) return raiseErrno(t, errno);
  action.sa_flags = flag ? action.sa_flags & ~SA_RESTART : action.sa_flags | SA_RESTART;
  return sigaction(number, &action, nullptr) < 0 ? raiseErrno(t, errno) : none();
}
Value setWakeup(Thread &t, const Value *a) {
  int fd, warns = 1;
  if (ok(a[1]) && (warns = truth(t, a[1])) < 0) return kNoValue;
  if (!intArgument(t, a[0], &fd)) return kNoValue;
  if (!isMainThread(t)) return raise(t, Msg::SignalMainThread, "set_wakeup_fd");
  if (fd != -1) {
    struct stat status;
    int flags = fstat(fd, &status) < 0 ? -1 : fcntl(fd, F_GETFL);
    if (flags < 0) return raiseErrno(t, errno);
    if (!(flags & O_NONBLOCK)) return raise(t, Msg::SignalFdBlocking, fd);
  }
  int old = wakeupDescriptor;
  warnOnFullBuffer = warns;
  wakeupDescriptor = fd;
  return fromInt(old);
}
Value describe(Thread &t, const Value *a) {
  int number;
  if (!signalArgument(t, a[0], &number)) return kNoValue;
  const char *text = strsignal(number);
  return !text || std::strstr(text, "Unknown signal") ? none() : fromObject(strFromUtf8(t, text));
}

// --- Sending
Value raiseNow(Thread &t, const Value *a) {
  int number;
  if (!intArgument(t, a[0], &number)) return kNoValue;
  if (::raise(number) != 0) return raiseErrno(t, errno);
  return checkSignals(t) ? none() : kNoValue;
}
Value killThread(Thread &t, const Value *a) {
  int number;
  int64_t id;
  if (!isAnyInt(a[0])) return raise(t, Msg::ArgumentMustBe, "pthread_kill", " 1", "int", typeName(a[0]));
  if (!toInt64(t, a[0], &id) || !intArgument(t, a[1], &number)) return kNoValue;
  int error = pthread_kill(static_cast<pthread_t>(id), number);
  if (error) return raiseErrno(t, error);
  return checkSignals(t) ? none() : kNoValue;
}
Value sendToDescriptor(Thread &t, const Value *a) {
  int fd, number, flags = 0;
  if (!intArgument(t, a[0], &fd) || !intArgument(t, a[1], &number) || (ok(a[3]) && !intArgument(t, a[3], &flags)))
    return kNoValue;
  if (ok(a[2]) && !isNone(a[2])) return raiseText(t, Exc::TypeError, "siginfo must be None");
  return checked(t, syscall(SYS_pidfd_send_signal, fd, number, nullptr, flags));
}

// --- Timers
Value startAlarm(Thread &t, const Value *a) {
  int seconds;
  return intArgument(t, a[0], &seconds) ? intValue(t, alarm(static_cast<unsigned>(seconds))) : kNoValue;
}
Value waitForSignal(Thread &t, const Value *) {
  unlocked(t, [] { return pause(); });
  return checkSignals(t) ? none() : kNoValue;
}
Value timerResult(Thread &t, int result, const itimerval &timer) {
  if (result < 0) {
    Value arguments[] = {fromInt(errno), fsDecode(t, std::strerror(errno))};
    return raiseObject(t, TRY(call(t, fromObject(timerError), arguments, 2)));
  }
  auto seconds = [&](const timeval &tv) {
    return floatValue(t, static_cast<double>(tv.tv_sec) + static_cast<double>(tv.tv_usec) / 1e6);
  };
  return fromObject(tupleOf(t, seconds(timer.it_value), seconds(timer.it_interval)));
}
bool timevalArgument(Thread &t, Value v, timeval *out) {
  int64_t ns = 0;
  if (ok(v) && !durationArgument(t, v, Rounding::Ceiling, &ns)) return false;
  int64_t us = ns / 1000 + (ns % 1000 > 0);
  *out = {static_cast<time_t>(us / 1'000'000), static_cast<suseconds_t>(us % 1'000'000)};
  return true;
}
Value setTimer(Thread &t, const Value *a) {
  int which;
  itimerval timer, old{};
  if (!intArgument(t, a[0], &which) || !timevalArgument(t, a[1], &timer.it_value) ||
      !timevalArgument(t, a[2], &timer.it_interval))
    return kNoValue;
  return timerResult(t, setitimer(static_cast<__itimer_which_t>(which), &timer, &old), old);
}
Value getTimer(Thread &t, const Value *a) {
  int which;
  itimerval timer{};
  if (!intArgument(t, a[0], &which)) return kNoValue;
  return timerResult(t, getitimer(static_cast<__itimer_which_t>(which), &timer), timer);
}

const NativeRow kFunctions[] = {
    NATIVE_FUNCTION("alarm", startAlarm, "(seconds, /)"),
    NATIVE_FUNCTION("default_int_handler", defaultInterrupt, "(signalnum, frame, /)"),
    NATIVE_FUNCTION("getitimer", getTimer, "(which, /)"),
    NATIVE_FUNCTION("getsignal", getHandler, "(signalnum, /)"),
    NATIVE_FUNCTION("pause", waitForSignal, "()"),
    NATIVE_FUNCTION("pidfd_send_signal", sendToDescriptor, "(pidfd, signalnum, siginfo=None, flags=0, /)"),
    NATIVE_FUNCTION("pthread_kill", killThread, "(thread_id, signalnum, /)"),
    NATIVE_FUNCTION("raise_signal", raiseNow, "(signalnum, /)"),
    NATIVE_FUNCTION("set_wakeup_fd", setWakeup, "(fd, /, *, warn_on_full_buffer=True)"),
    NATIVE_FUNCTION("setitimer", setTimer, "(which, seconds, interval=0.0, /)"),
    NATIVE_FUNCTION("siginterrupt", interruptCalls, "(signalnum, flag, /)"),
    NATIVE_FUNCTION("signal", setHandler, "(signalnum, handler, /)"),
    NATIVE_FUNCTION("strsignal", describe, "(signalnum, /)"),
    {nullptr, nullptr, nullptr}};

#define INT(name) {#name, name}
const IntConstant kConstants[] = {
    INT(SIGABRT),     INT(SIGALRM),   INT(SIGBUS),    INT(SIGCHLD),     INT(SIGCONT),        INT(SIGFPE),
    INT(SIGHUP),      INT(SIGILL),    INT(SIGINT),    INT(SIGIO),       INT(SIGIOT),         INT(SIGKILL),
    INT(SIGPIPE),     INT(SIGPOLL),   INT(SIGPROF),   INT(SIGQUIT),     INT(SIGSEGV),        INT(SIGSTOP),
    INT(SIGSYS),      INT(SIGTERM),   INT(SIGTRAP),   INT(SIGTSTP),     INT(SIGTTIN),        INT(SIGTTOU),
    INT(SIGURG),      INT(SIGUSR1),   INT(SIGUSR2),   INT(SIGVTALRM),   INT(SIGWINCH),       INT(SIGXCPU),
    INT(SIGXFSZ),     INT(SIG_BLOCK), INT(SIG_SETMASK),   INT(SIG_UNBLOCK),
    INT(ITIMER_REAL), INT(ITIMER_PROF), INT(ITIMER_VIRTUAL),
    {"NSIG", kSignalCount}, {"SIG_DFL", 0}, {"SIG_IGN", 1},
#ifdef SIGCLD
    INT(SIGCLD),
#endif
#ifdef SIGPWR
    INT(SIGPWR),
#endif
#ifdef SIGSTKFLT
    INT(SIGSTKFLT),
#endif
};

/// What the process was started with counts as set by Python when it is SIG_DFL or SIG_IGN.
void readHandlers(Value interruptHandler) {
  for (int number = 1; number < kSignalCount; number++) {
    struct sigaction action {};
    bool known = sigaction(number, nullptr, &action) == 0;
    handlers[number] = !known                          ? none()
                       : action.sa_handler == SIG_DFL  ? kDefault
                       : action.sa_handler == SIG_IGN  ? kIgnore
                       : action.sa_handler == onSignal ? interruptHandler
                                                       : none();
  }
}

bool initialise(Thread &t, Value module) {
  if (!addConstants(t, module, kConstants) || !addInt(t, module, "SIGRTMIN", SIGRTMIN) ||
      !addInt(t, module, "SIGRTMAX", SIGRTMAX) || !addFunctions(t, module, kFunctions) ||
      !addFunctions(t, module, kSignalSetFunctions) || !addSignalTypes(t, module))
    return false;
  timerError = newException(t, "signal", "itimer_error", exceptionType(Exc::OSError));
  addRoot(&timerError);
  if (!timerError || !addValue(t, module, "ItimerError", fromObject(timerError))) return false;
  readHandlers(dictGetStr(as<Module>(module)->dict, internAscii(t, "default_int_handler")));
  addRoot(handlers, kSignalCount);
  signalDispatcher = dispatch;
  signalNotifier = writeWakeup;
  return true;
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_signal, "_signal", rt::initialise)
