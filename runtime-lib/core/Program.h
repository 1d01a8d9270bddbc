// Start and end of a program, above core/Startup.h: builtins, sys, __main__, exit. main() is in Main.cpp.
#pragma once

#include "runtime-lib/abi/ProgramData.h"
#include "runtime-lib/core/Thread.h"

namespace rt {

/// Defined by the generated program.
extern "C" const ProgramData rt_program;

bool initialiseBuiltins(Thread &);    // builtins/: the builtins module
bool initialiseSys(Thread &);         // modules/Sys*.cpp

/// Runs hooks, flushes the standard streams; returns the exit status to use instead of `status`.
int finishProgram(Thread &, int status);
/// Command line and environment switches of the running program.
struct ProgramOptions {
  int argc = 0;
  char **argv = nullptr;
  bool unbuffered = false;
  bool devMode = false;
};
extern ProgramOptions programOptions;

} // namespace rt
