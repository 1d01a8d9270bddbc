// Signals reach Python code at safe points only: the C handler sets a flag and a bit of the main thread's
// poll word; generated code polls on loop edges and calls rt_poll, which runs the Python handler.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/MutatorLock.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/core/Raise.h"
#include "runtime-lib/gc/Heap.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Objects.h"

#include <cerrno>
#include <csignal>

namespace rt {

namespace {

volatile sig_atomic_t tripped[kSignalCount];
bool handled[kSignalCount];

bool raiseInterrupt(Thread &t, int number) {
  if (number != SIGINT) return true;
  raiseObject(t, fromObject(exceptionType(Exc::KeyboardInterrupt)));
  return false;
}

} // namespace

bool (*signalDispatcher)(Thread &, int) = raiseInterrupt;
void (*signalNotifier)(int);

void tripSignal(int number) {
  if (number > 0 && number < kSignalCount) tripped[number] = 1;
  requestPoll(*rt_mainThread, kPollSignals);
  if (signalNotifier) signalNotifier(number);
}
void onSignal(int number) {
  int error = errno;
  tripSignal(number);
  errno = error;
}
bool signalIsHandled(int number) { return handled[number]; }
void setSignalHandled(int number, bool isHandled) { handled[number] = isHandled; }

void initialiseSignals() {
  struct sigaction action {};
  action.sa_handler = SIG_IGN;
  sigaction(SIGPIPE, &action, nullptr);
#ifdef SIGXFSZ
  sigaction(SIGXFSZ, &action, nullptr);
#endif
  struct sigaction old {};
  sigaction(SIGINT, nullptr, &old);
  if (old.sa_handler == SIG_IGN) return; // as CPython: keep what nohup and & set
  action.sa_handler = onSignal;
  sigaction(SIGINT, &action, nullptr);
  handled[SIGINT] = true;
}

void signalsAfterFork(Thread &t) {
  rt_mainThread = &t;
  for (auto &flag : tripped) flag = 0;
}

extern "C" int32_t rt_poll(Thread &t) {
  uint32_t bits = takePoll(t);
  if (bits & kPollSwitch) yieldMutatorLock(t);
  runPendingFinalizers(t);
  if (ok(t.pending)) return 0;
  if (&t != rt_mainThread) return 1;
  for (int number = 1; number < kSignalCount; number++) {
    if (!tripped[number]) continue;
    tripped[number] = 0;
    if (!signalDispatcher(t, number)) {
      requestPoll(t, kPollSignals); // others may wait
      return 0;
    }
  }
  return 1;
}

} // namespace rt
