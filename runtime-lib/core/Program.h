// Start and end of a program, above core/Startup.h: builtins, sys, __main__, exit. main() is in Main.cpp.
#pragma once

#include "runtime-lib/abi/ProgramData.h"
#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/core/Thread.h"

namespace rt {

/// Defined by the generated program.
extern "C" const ProgramData rt_program;

bool initialiseBuiltins(Thread &);    // builtins/: the builtins module
bool initialiseSys(Thread &);         // modules/Sys*.cpp

/// Decodes the constant blob of a module (core/Link.cpp).
bool decodeConstants(Thread &, ModuleData *data);

/// The exit status for the pending exception after __main__: SystemExit's code, or 1 after printing it
/// through sys.excepthook. Clears it. *interrupted: it was KeyboardInterrupt.
int handleUncaught(Thread &, bool *interrupted);
/// Flushes sys.stdout; its errors are ignored, and the pending exception stays.
void flushOutput(Thread &);
/// Waits for threads, runs atexit hooks, flushes the standard streams; returns the exit status to use
/// instead of `status`.
int finishProgram(Thread &, int status);
/// Functions to run at exit, the last registered first; returns false when an exception is pending.
using ExitHook = void (*)(Thread &);
void addExitHook(ExitHook hook);

// --- Signals (core/Signals.cpp)
inline constexpr int kSignalCount = 65; // NSIG
/// Installs what CPython installs at start-up: SIGINT raises KeyboardInterrupt, SIGPIPE and SIGXFSZ are ignored.
void initialiseSignals();
/// The C handler of signals with a Python handler.
void onSignal(int number);
/// Makes the main thread call `rt_poll` soon, which dispatches the signal. Safe in signal handlers.
void tripSignal(int number);
/// Whether Python code handles the signal, by default only SIGINT.
bool signalIsHandled(int number);
void setSignalHandled(int number, bool handled);
/// Called by rt_poll in the main thread for each tripped signal; the signal module replaces it.
extern bool (*signalDispatcher)(Thread &, int number);
/// Called for each signal as it arrives, in the signal handler; may be null.
extern void (*signalNotifier)(int number);
/// In the child of a fork: `t` is the main thread, and signals sent to the parent are forgotten.
void signalsAfterFork(Thread &t);

} // namespace rt
