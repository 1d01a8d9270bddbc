// Reading lines from a terminal with editing: what the readline module offers to input() and interactive mode.
#pragma once

#include "runtime-lib/core/Thread.h"

#include <string>

namespace rt {

enum class LineEnd {
  Read,       // *line ends with a newline
  EndOfInput, // nothing was read
  Raised,     // an exception is pending, usually KeyboardInterrupt
};
using LineEditor = LineEnd (*)(Thread &, const std::string &prompt, std::string *line);

/// Null until the readline module is imported. For standard input and output that are both terminals.
inline LineEditor lineEditor = nullptr;

} // namespace rt
