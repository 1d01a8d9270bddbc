// Text of uncaught exceptions, as CPython's interpreter prints it.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// The whole text: chained exceptions, tracebacks with source lines and marks, groups, notes, hints.
/// Never raises; what cannot be shown is replaced by a remark. traceback: kNoValue uses the exception's.
Str *exceptionText(Thread &, Value exception);
/// "Traceback (most recent call last):\n" and its entries.
void addTraceback(Thread &, StrBuilder &out, Value traceback, Str *margin);
/// Writes to sys.stderr, or to descriptor 2 when that fails.
void writeError(Thread &, Str *text);
/// " Did you mean: 'x'?" or null.
Str *suggestion(Thread &, Value exception);

/// Line `number` of a file without its end; null when there is none.
Str *sourceLine(Thread &, std::string_view fileName, int32_t number);
/// Marks below a source line: which columns (in characters) get the primary and the secondary sign.
struct Marks {
  int64_t start, end;           // half-open, in characters of the line
  int64_t left = -1, right = -1; // secondary '^' between them, '~' outside
};
/// Finds the operator of a binary operation or the brackets of a subscript within [start, end).
void findAnchors(Str *line, Marks *marks);

} // namespace rt
