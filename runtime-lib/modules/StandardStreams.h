// The text streams behind sys.stdin, sys.stdout and sys.stderr until a program replaces them: UTF-8, one
// buffer, straight to the file descriptor.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct TextStream : Object {
  Value attributes;
  Value name, mode, errors;
  int fd;
  bool readable, lineBuffered, unbuffered, closed, atEnd;
  char *buffer;       // malloc'ed
  size_t used;        // output: bytes waiting
  size_t start, end;  // input: unread bytes
  size_t capacity;
};

void registerStandardStreams(Thread &);
Value standardStreamNew(Thread &, int fd, const char *name, bool readable);
/// The object as a TextStream when it is exactly one, open for writing; else null.
TextStream *asOutputStream(Value v);
/// Appends the text; false with an exception pending (OSError, UnicodeEncodeError).
bool streamWrite(Thread &, TextStream *, Str *text);
bool streamWriteAscii(Thread &, TextStream *, std::string_view text);
bool streamFlush(Thread &, TextStream *);
/// The next line with its '\n'; the empty str at the end of the file.
Str *streamReadLine(Thread &, TextStream *);
bool isStandardStream(Value v);

} // namespace rt
