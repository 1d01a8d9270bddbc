// The compiler and the interpreter inside a program, for those that may need them (eval, exec, compile,
// sources imported at run time). A table, so that they are linked only then: ProgramData::evaluator.
#pragma once

#include "runtime-lib/core/Thread.h"

namespace rt {

struct Evaluator {
  /// The built-in functions; arguments as their rows in builtins/Scopes.cpp name them.
  Value (*compile)(Thread &, const Value *args);
  Value (*eval)(Thread &, const Value *args);
  Value (*exec)(Thread &, const Value *args);
};

} // namespace rt
