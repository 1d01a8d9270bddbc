// What the command line and the environment say about the running program. Compiled programs know the
// environment variables of CPython; `regius-python` its command-line options as well (eval/python/).
#pragma once

#include <cstdint>
#include <vector>

/// The version of Python that programs see.
#define REGIUS_PYTHON_VERSION "3.11.2"

namespace rt {

struct ProgramOptions {
  int argc = 0;
  char **argv = nullptr;
  int firstArgument = 0; // of the program's own, in argv
  bool isPython = false; // the command line is one of CPython's and says what to run
  // -E, -I: variables beginning with PYTHON mean nothing.
  bool ignoreEnvironment = false, isolated = false;
  int debug = 0, inspect = 0, interactive = 0, optimize = 0, verbose = 0, bytesWarning = 0, quiet = 0;
  bool dontWriteBytecode = false, noUserSite = false, noSite = false, safePath = false, unbuffered = false;
  bool devMode = false, utf8Mode = false, warnDefaultEncoding = false, skipFirstLine = false, ignoreHashSeed = false;
  bool debugRanges = true; // columns in tracebacks and co_positions()
  int intMaxStrDigits = 4300;
  const char *pycachePrefix = nullptr;
  const char *checkHashPycs = nullptr;
  std::vector<const char *> warnings, xOptions;
};
extern ProgramOptions programOptions;

/// Marks a process that a program started as its sys.executable, when that is the program itself: such a process
/// is asked for what `python` does, not for the program. In the environment, removed at start-up.
inline constexpr char kStartedAsPython[] = "REGIUS_STARTED_AS_PYTHON";

/// A variable of the environment unless it is to be ignored or is empty: null.
const char *pythonVariable(const char *name);

} // namespace rt
