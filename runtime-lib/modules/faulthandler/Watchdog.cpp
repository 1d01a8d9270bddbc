// faulthandler.dump_traceback_later: a native thread waits and dumps all threads. It takes no lock of
// Python code, since the point is to report threads that never let go.
#include "runtime-lib/modules/faulthandler/Faulthandler.h"

#include <condition_variable>
#include <csignal>
#include <cstdio>
#include <mutex>
#include <pthread.h>
#include <unistd.h>

namespace rt::fault {

namespace {

struct Watchdog {
  std::mutex mutex;
  std::condition_variable cancelled;
  bool cancel;
  pthread_t thread;
  int64_t microseconds;
  bool repeats, exits;
  char headline[64];
};
Watchdog *watchdog; // running
Output output;

void *run(void *data) {
  auto *w = static_cast<Watchdog *>(data);
  std::unique_lock guard(w->mutex);
  do {
    if (w->cancelled.wait_for(guard, std::chrono::microseconds(w->microseconds), [&] { return w->cancel; })) break;
    writeText(output.fd, w->headline);
    dumpThreads(output.fd, nullptr);
    if (w->exits) _exit(1);
  } while (w->repeats);
  return nullptr;
}
void cancel() {
  if (!watchdog) return;
  {
    std::unique_lock guard(watchdog->mutex);
    watchdog->cancel = true;
  }
  watchdog->cancelled.notify_one();
  pthread_join(watchdog->thread, nullptr);
  delete watchdog;
  watchdog = nullptr;
  output = {};
}
void writeHeadline(char *out, size_t size, int64_t us) {
  const long long seconds = us / 1'000'000, rest = us % 1'000'000;
  int n = std::snprintf(out, size, "Timeout (%lld:%02lld:%02lld", seconds / 3600, seconds / 60 % 60, seconds % 60);
  if (rest) n += std::snprintf(out + n, size - static_cast<size_t>(n), ".%06lld", rest);
  std::snprintf(out + n, size - static_cast<size_t>(n), ")!\n");
}

Value dumpLater(Thread &t, const Value *a) {
  int64_t timeout;
  bool failed = false;
  if (!durationArgument(t, a[0], Rounding::Ceiling, &timeout)) return kNoValue;
  const int64_t us = timeout / 1000 + (timeout % 1000 > 0);
  if (us <= 0) return raiseText(t, Exc::ValueError, "timeout must be greater than 0");
  bool repeats = flagArgument(t, a[1], false, &failed), exits = flagArgument(t, a[3], false, &failed);
  Output wanted;
  if (failed || !outputArgument(t, a[2], &wanted)) return kNoValue;
  cancel();
  output = wanted;
  auto *w = new Watchdog{};
  w->microseconds = us;
  w->repeats = repeats;
  w->exits = exits;
  writeHeadline(w->headline, sizeof w->headline, us);
  sigset_t all, old; // signals are for the threads of the program
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &old);
  int error = pthread_create(&w->thread, nullptr, run, w);
  pthread_sigmask(SIG_SETMASK, &old, nullptr);
  if (error) {
    delete w;
    return raiseText(t, Exc::RuntimeError, "unable to start watchdog thread");
  }
  watchdog = w;
  return none();
}
Value cancelLater(Thread &, const Value *) {
  cancel();
  return none();
}

} // namespace

const NativeRow kWatchdogFunctions[] = {
    NATIVE_FUNCTION("cancel_dump_traceback_later", cancelLater, "()"),
    NATIVE_FUNCTION("dump_traceback_later", dumpLater, "(timeout, repeat=False, file=None, exit=False)"),
    {nullptr, nullptr, nullptr}};
void addWatchdogRoots() {
  addRoot(&output.file);
  // The thread does not exist in the child of a fork.
  pthread_atfork(nullptr, nullptr, [] { watchdog = nullptr; });
}

} // namespace rt::fault
