// The compiler and the interpreter inside a program, for those that may need them (eval, exec, compile,
// sources imported at run time). A table, so that they are linked only then: ProgramData::evaluator.
#pragma once

#include "runtime-lib/core/Thread.h"

#include <string_view>

namespace rt {

struct ModuleData;
struct Code;
struct Str;

struct Evaluator {
  /// The built-in functions; arguments as their rows in builtins/Scopes.cpp name them.
  Value (*compile)(Thread &, const Value *args);
  Value (*eval)(Thread &, const Value *args);
  Value (*exec)(Thread &, const Value *args);
  /// importlib's import system (eval/Imports.h): installs it at start-up; is it there; uses it.
  bool (*startImports)(Thread &);
  bool (*importsStarted)();
  Value (*findAndLoad)(Thread &, Str *name);
  /// Renames the file of all code that was made together with a module's (interp/CodeImage.h).
  void (*setFileName)(const ModuleData *, std::string_view name);
  /// code.replace() with an entry for each CodeField (objects/Code.h). Null without an exception: its bytecode is not there.
  Code *(*replaceCode)(Thread &, Code *code, const Value *changes);
  /// The command line of regius-python (eval/python/Python.h).
  bool (*parsePythonOptions)(int argc, char **argv, int *status);
  bool (*runPython)(Thread &, int *status);
  /// "-c" or "-m", whichever it has; null: neither.
  const char *(*selector)();
};

} // namespace rt
