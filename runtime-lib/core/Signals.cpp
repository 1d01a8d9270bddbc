// Signals reach Python code at safe points only: the C handler sets a flag and thread.poll; generated code
// polls on loop edges and calls rt_poll, which runs the Python handler.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/core/Raise.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/gc/Heap.h"
#include "runtime-lib/objects/Objects.h"

#include <csignal>

namespace rt {

namespace {

constexpr int kSignals = 65;
volatile sig_atomic_t tripped[kSignals];

void onInterrupt(int number) { tripSignal(number); }

bool raiseInterrupt(Thread &t, int number) {
  if (number != SIGINT) return true;
  raiseObject(t, fromObject(exceptionType(Exc::KeyboardInterrupt)));
  return false;
}

} // namespace

bool (*signalDispatcher)(Thread &, int) = raiseInterrupt;

void tripSignal(int number) {
  if (number > 0 && number < kSignals) tripped[number] = 1;
  rt_mainThread->poll = 1;
}

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
  action.sa_handler = onInterrupt;
  sigaction(SIGINT, &action, nullptr);
}

extern "C" int32_t rt_poll(Thread &t) {
  t.poll = 0;
  runPendingFinalizers(t);
  if (ok(t.pending)) return 0;
  if (&t != rt_mainThread) return 1;
  for (int number = 1; number < kSignals; number++) {
    if (!tripped[number]) continue;
    tripped[number] = 0;
    if (!signalDispatcher(t, number)) {
      t.poll = 1; // others may wait
      return 0;
    }
  }
  return 1;
}

} // namespace rt
