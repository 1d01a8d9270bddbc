// regius-python: the interpreter as a command that takes CPython's command line.
#pragma once

#include "runtime-lib/core/Thread.h"

namespace rt {

/// Reads the command line into programOptions. False: nothing is to be run; *status is the exit status.
bool parsePythonOptions(int argc, char **argv, int *status);
/// "-c" or "-m" when the command line has it, else null.
const char *pythonSelector();
/// Runs what the command line names, in __main__. Returns false with an exception pending, or the
/// exit status in *status.
bool runPython(Thread &, int *status);
/// Reads statements from standard input and runs them until its end (interactive mode).
bool runInteractive(Thread &, Value mainModule);
/// Runs the file that PYTHONSTARTUP names, if any, and shows what went wrong; false when it ended the program (SystemExit is
/// pending).
bool runStartup(Thread &, Value mainModule);
/// Runs a code object in the namespace of a module.
Value runInModule(Thread &, Value code, Value module);

} // namespace rt
