// The faulthandler module: tracebacks of crashes, on demand, after a time and on signals.
#include "runtime-lib/modules/faulthandler/Faulthandler.h"

#include "runtime-lib/modules/Sys.h"

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <pthread.h>
#include <sys/mman.h>

namespace rt::fault {

bool outputArgument(Thread &t, Value file, Output *out) {
  if (!ok(file) || isNone(file)) {
    file = sysGet(names().stderr);
    if (!ok(file)) return raiseText(t, Exc::RuntimeError, "unable to get sys.stderr"), false;
    if (isNone(file)) return raiseText(t, Exc::RuntimeError, "sys.stderr is None"), false;
  } else if (isAnyInt(file)) {
    int fd;
    if (!intArgument(t, file, &fd)) return false;
    if (fd < 0) return raiseText(t, Exc::ValueError, "file is not a valid file descripter"), false;
    *out = {kNoValue, fd};
    return true;
  }
  Value number = callMethodWith(t, file, names().fileno);
  if (!ok(number)) return false;
  int64_t fd = -1;
  if (isAnyInt(number) && !longArgument(t, number, &fd)) return false;
  if (fd < 0 || fd > INT32_MAX) return raiseText(t, Exc::RuntimeError, "file.fileno() is not a valid file descriptor"), false;
  if (!ok(callMethodWith(t, file, names().flush))) clearPending(t);
  *out = {file, static_cast<int>(fd)};
  return true;
}

namespace {

struct FatalSignal {
  int number;
  const char *name;
  struct sigaction previous;
};
FatalSignal fatalSignals[] = {{SIGBUS, "Bus error", {}},
                              {SIGILL, "Illegal instruction", {}},
                              {SIGFPE, "Floating point exception", {}},
                              {SIGABRT, "Aborted", {}},
                              {SIGSEGV, "Segmentation fault", {}}};
bool enabled, allThreads;
Output output;

void onFatalSignal(int number) {
  int error = errno;
  for (FatalSignal &signal : fatalSignals) {
    if (signal.number != number) continue;
    sigaction(number, &signal.previous, nullptr);
    writeText(output.fd, "Fatal Python error: ");
    writeText(output.fd, signal.name);
    writeText(output.fd, "\n\n");
  }
  dump(output.fd, &currentThread(), allThreads);
  errno = error;
  ::raise(number); // handled once more, as before
}
bool install(Thread &t) {
  static void *alternateStack;
  if (!alternateStack) { // the stack that overflowed cannot serve
    constexpr size_t kSize = 64 * 1024;
    alternateStack = mmap(nullptr, kSize, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    stack_t stack{};
    stack.ss_sp = alternateStack;
    stack.ss_size = kSize;
    if (alternateStack == MAP_FAILED || sigaltstack(&stack, nullptr) < 0) return raiseErrno(t, errno), false;
  }
  for (FatalSignal &signal : fatalSignals) {
    struct sigaction action {};
    action.sa_handler = onFatalSignal;
    action.sa_flags = SA_NODEFER | SA_ONSTACK;
    if (sigaction(signal.number, &action, &signal.previous) < 0) return raiseErrno(t, errno), false;
  }
  return enabled = true;
}

Value enable(Thread &t, const Value *a) {
  Output wanted;
  bool failed = false;
  bool all = flagArgument(t, a[1], true, &failed);
  if (failed || !outputArgument(t, a[0], &wanted)) return kNoValue;
  output = wanted;
  allThreads = all;
  return enabled || install(t) ? none() : kNoValue;
}
Value disable(Thread &, const Value *) {
  bool was = enabled;
  if (enabled)
    for (FatalSignal &signal : fatalSignals) sigaction(signal.number, &signal.previous, nullptr);
  enabled = false;
  output = {};
  return fromBool(was);
}
Value isEnabled(Thread &, const Value *) { return fromBool(enabled); }
Value dumpNow(Thread &t, const Value *a) {
  Output to;
  bool failed = false;
  bool all = flagArgument(t, a[1], true, &failed);
  if (failed || !outputArgument(t, a[0], &to)) return kNoValue;
  dump(to.fd, &t, all);
  return none();
}

// --- Ways to crash, for tests
template <int number> Value crash(Thread &, const Value *) {
  ::raise(number);
  return none();
}
Value readNull(Thread &, const Value *) {
  volatile int *volatile nothing = nullptr;
  return fromInt(*nothing);
}
Value abortInThread(Thread &, const Value *) {
  pthread_t thread;
  auto fail = [](void *) -> void * {
    writeText(2, "Fatal Python error: faulthandler_fatal_error_thread: in new thread\n");
    std::abort();
  };
  if (pthread_create(&thread, nullptr, fail, nullptr) == 0) pthread_join(thread, nullptr);
  return none();
}
__attribute__((noinline)) uintptr_t overflow(uintptr_t depth) {
  volatile char buffer[4096];
  buffer[0] = buffer[4095] = static_cast<char>(depth);
  return overflow(depth + 1) + static_cast<uintptr_t>(buffer[0]);
}
Value stackOverflow(Thread &t, const Value *) { return intFromUnsigned(t, overflow(0)); }

const NativeRow kFunctions[] = {
    NATIVE_FUNCTION("_fatal_error_c_thread", abortInThread, "()"),
    NATIVE_FUNCTION("_read_null", readNull, "()"),
    NATIVE_FUNCTION("_sigabrt", crash<SIGABRT>, "()"),
    NATIVE_FUNCTION("_sigfpe", crash<SIGFPE>, "()"),
    NATIVE_FUNCTION("_sigsegv", crash<SIGSEGV>, "(release_gil=False, /)"),
    NATIVE_FUNCTION("_stack_overflow", stackOverflow, "()"),
    NATIVE_FUNCTION("disable", disable, "()"),
    NATIVE_FUNCTION("dump_traceback", dumpNow, "(file=None, all_threads=True)"),
    NATIVE_FUNCTION("enable", enable, "(file=None, all_threads=True)"),
    NATIVE_FUNCTION("is_enabled", isEnabled, "()"),
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  addRoot(&output.file);
  addWatchdogRoots();
  addSignalRoots();
  if (!rt_mainThread->id) rt_mainThread->id = static_cast<uint64_t>(pthread_self());
  return addFunctions(t, module, kFunctions) && addFunctions(t, module, kWatchdogFunctions) &&
         addFunctions(t, module, kSignalFunctions);
}

} // namespace
} // namespace rt::fault

NATIVE_MODULE_DEFINITION(faulthandler, "faulthandler", rt::fault::initialise)
