// faulthandler.register: a dump for each signal of a kind, then perhaps the handler that was there before.
#include "runtime-lib/modules/faulthandler/Faulthandler.h"

#include "runtime-lib/core/Program.h"

#include <algorithm>
#include <cerrno>
#include <csignal>

namespace rt::fault {

namespace {

struct Registration {
  bool active, allThreads, chains;
  Output output;
  struct sigaction previous;
};
Registration registrations[kSignalCount];

void install(int number, struct sigaction *previous);

void onUserSignal(int number) {
  int error = errno;
  Registration &r = registrations[number];
  if (!r.active) return;
  dump(r.output.fd, &currentThread(), r.allThreads);
  if (r.chains) {
    sigaction(number, &r.previous, nullptr);
    errno = error;
    ::raise(number);
    install(number, nullptr);
  }
  errno = error;
}
void install(int number, struct sigaction *previous) {
  struct sigaction action {};
  action.sa_handler = onUserSignal;
  // SA_NODEFER: the raised signal of a chain arrives at once.
  action.sa_flags = SA_ONSTACK | (registrations[number].chains ? SA_NODEFER : SA_RESTART);
  sigaction(number, &action, previous);
}
bool userSignal(Thread &t, Value v, int *number) {
  if (!intArgument(t, v, number)) return false;
  const int fatal[] = {SIGBUS, SIGILL, SIGFPE, SIGABRT, SIGSEGV};
  if (std::find(std::begin(fatal), std::end(fatal), *number) != std::end(fatal))
    return raise(t, Msg::FaultSignal, *number), false;
  if (*number < 1 || *number >= kSignalCount) return raise(t, Msg::SignalOutOfRange), false;
  return true;
}
void remove(int number) {
  Registration &r = registrations[number];
  if (r.active) sigaction(number, &r.previous, nullptr);
  r.active = false;
  r.output = {};
}

Value registerSignal(Thread &t, const Value *a) {
  int number;
  bool failed = false;
  Output output;
  if (!userSignal(t, a[0], &number)) return kNoValue;
  bool all = flagArgument(t, a[2], true, &failed), chains = flagArgument(t, a[3], false, &failed);
  if (failed || !outputArgument(t, a[1], &output)) return kNoValue;
  struct sigaction probe;
  if (sigaction(number, nullptr, &probe) < 0 || number == SIGKILL || number == SIGSTOP) return raiseErrno(t, EINVAL);
  Registration &r = registrations[number];
  const bool was = r.active;
  r.allThreads = all;
  r.chains = chains;
  r.output = output;
  r.active = true;
  if (!was) install(number, &r.previous);
  return none();
}
Value unregister(Thread &t, const Value *a) {
  int number;
  if (!userSignal(t, a[0], &number)) return kNoValue;
  bool was = registrations[number].active;
  remove(number);
  return fromBool(was);
}

} // namespace

const NativeRow kSignalFunctions[] = {
    NATIVE_FUNCTION("register", registerSignal, "(signum, file=None, all_threads=True, chain=False)"),
    NATIVE_FUNCTION("unregister", unregister, "(signum, /)"),
    {nullptr, nullptr, nullptr}};
void addSignalRoots() {
  for (Registration &r : registrations) addRoot(&r.output.file);
}

} // namespace rt::fault
