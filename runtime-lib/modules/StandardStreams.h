// sys.stdin, sys.stdout and sys.stderr: TextIOWrapper objects made natively at start-up, and the direct
// ways of print() and input() into them.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct TextWrapper;

/// The stream of file descriptor 0, 1 or 2; None when it is not open. kNoValue: exception.
Value standardStreamNew(Thread &, int fd, const char *name, bool readable);
/// The object as a TextIOWrapper (not a subclass) when it is one, else null.
TextWrapper *asTextStream(Value v);
/// Appends the text; false with an exception pending (ValueError when closed, OSError, UnicodeEncodeError).
bool streamWrite(Thread &, TextWrapper *, Str *text);
bool streamWriteAscii(Thread &, TextWrapper *, std::string_view text);
/// The next line with its '\n'; the empty str at the end of the file.
Str *streamReadLine(Thread &, TextWrapper *);
/// At exit: writes out what open files still hold.
void flushAllStreams(Thread &);

} // namespace rt
