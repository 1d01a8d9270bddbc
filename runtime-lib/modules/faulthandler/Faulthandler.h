// Shared parts of the faulthandler module.
#pragma once

#include "runtime-lib/modules/System.h"

namespace rt::fault {

// --- Dump.cpp: nothing there allocates, locks or touches what a signal may have interrupted.
void writeText(int fd, const char *text);
/// The Python frames of a thread, the innermost first, under the headline "Stack (most recent call first):".
void dumpStack(int fd, Thread &);
/// The frames of all threads, the youngest thread first; `current`, which may be null, is called so.
void dumpThreads(int fd, Thread *current);
/// One of the two.
void dump(int fd, Thread *current, bool allThreads);

/// Where a dump goes.
struct Output {
  Value file = kNoValue; // kept alive
  int fd = -1;
};
/// A descriptor or a file object, sys.stderr when absent.
bool outputArgument(Thread &, Value file, Output *out);

extern const NativeRow kWatchdogFunctions[]; // Watchdog.cpp: dump_traceback_later
void addWatchdogRoots();
extern const NativeRow kSignalFunctions[]; // UserSignals.cpp: register, unregister
void addSignalRoots();

} // namespace rt::fault
