// Buffered UTF-8 text on file descriptors 0, 1 and 2. Output to a terminal is flushed at each line; stderr
// after each write. Input translates \r\n and \r to \n (universal newlines).
#include "runtime-lib/modules/StandardStreams.h"

#include "runtime-lib/abi/RuntimeFunctions.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/objects/Exception.h"

#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace rt {

namespace {

constexpr size_t kBufferSize = 1 << 16;
Type *streamType;

TextStream *streamOf(Value v) { return as<TextStream>(v); }

bool writeAll(Thread &t, TextStream *stream, const char *data, size_t size) {
  while (size) {
    ssize_t n = ::write(stream->fd, data, size);
    if (n < 0) {
      if (errno == EINTR) continue;
      return raiseErrno(t, errno), false;
    }
    data += n;
    size -= static_cast<size_t>(n);
  }
  return true;
}

bool putBytes(Thread &t, TextStream *stream, const char *data, size_t size) {
  if (!stream->buffer) {
    stream->buffer = static_cast<char *>(std::malloc(kBufferSize));
    stream->capacity = kBufferSize;
  }
  if (stream->used + size > stream->capacity && !streamFlush(t, stream)) return false;
  if (size > stream->capacity) return writeAll(t, stream, data, size);
  std::memcpy(stream->buffer + stream->used, data, size);
  stream->used += size;
  return true;
}

/// UTF-8 of one code point; 0 for surrogates.
size_t encodePoint(uint32_t c, char *out) {
  if (c < 0x80) return out[0] = static_cast<char>(c), 1;
  if (c < 0x800) {
    out[0] = static_cast<char>(0xc0 | (c >> 6));
    out[1] = static_cast<char>(0x80 | (c & 63));
    return 2;
  }
  if (c < 0x10000) {
    if (c >= 0xd800 && c < 0xe000) return 0;
    out[0] = static_cast<char>(0xe0 | (c >> 12));
    out[1] = static_cast<char>(0x80 | ((c >> 6) & 63));
    out[2] = static_cast<char>(0x80 | (c & 63));
    return 3;
  }
  out[0] = static_cast<char>(0xf0 | (c >> 18));
  out[1] = static_cast<char>(0x80 | ((c >> 12) & 63));
  out[2] = static_cast<char>(0x80 | ((c >> 6) & 63));
  out[3] = static_cast<char>(0x80 | (c & 63));
  return 4;
}

bool checkOpen(Thread &t, TextStream *stream) {
  if (!stream->closed) return true;
  raiseText(t, Exc::ValueError, "I/O operation on closed file.");
  return false;
}

bool endOfWrite(Thread &t, TextStream *stream, bool sawNewline) {
  if (stream->unbuffered || (stream->lineBuffered && sawNewline)) return streamFlush(t, stream);
  return true;
}

/// Reads more bytes behind the unread ones; false with an exception pending. Sets atEnd.
bool fillInput(Thread &t, TextStream *stream) {
  if (stream->start > 0) {
    std::memmove(stream->buffer, stream->buffer + stream->start, stream->end - stream->start);
    stream->end -= stream->start;
    stream->start = 0;
  }
  if (stream->end == stream->capacity) {
    stream->capacity = stream->capacity ? stream->capacity * 2 : kBufferSize;
    stream->buffer = static_cast<char *>(std::realloc(stream->buffer, stream->capacity));
  }
  for (;;) {
    ssize_t n = ::read(stream->fd, stream->buffer + stream->end, stream->capacity - stream->end);
    if (n < 0 && errno == EINTR) {
      if (t.poll && !rt_poll(t)) return false;
      continue;
    }
    if (n < 0) return raiseErrno(t, errno), false;
    stream->atEnd = n == 0;
    stream->end += static_cast<size_t>(n);
    return true;
  }
}

Str *decodeInput(Thread &t, const char *data, size_t size) {
  // Universal newlines: \r\n and \r become \n.
  if (!std::memchr(data, '\r', size)) return strFromUtf8(t, std::string_view(data, size));
  char *copy = static_cast<char *>(std::malloc(size));
  size_t n = 0;
  for (size_t i = 0; i < size; i++) {
    if (data[i] != '\r')
      copy[n++] = data[i];
    else if (copy[n++] = '\n'; i + 1 < size && data[i + 1] == '\n')
      i++;
  }
  Str *text = strFromUtf8(t, std::string_view(copy, n));
  std::free(copy);
  return text;
}

// --- Methods
Value methodWrite(Thread &t, const Value *args) {
  if (!isStr(args[1])) return raise(t, Msg::WriteNotStr, typeName(args[1]));
  TextStream *stream = streamOf(args[0]);
  if (stream->readable) return raiseText(t, Exc::OSError, "not writable");
  if (!streamWrite(t, stream, as<Str>(args[1]))) return kNoValue;
  return fromInt(as<Str>(args[1])->length);
}
Value methodWriteLines(Thread &t, const Value *args) {
  bool good = forEach(t, args[1], [&](Value line) {
    Value both[] = {args[0], line};
    return ok(methodWrite(t, both));
  });
  return good ? none() : kNoValue;
}
Value methodFlush(Thread &t, const Value *args) {
  TextStream *stream = streamOf(args[0]);
  if (!checkOpen(t, stream)) return kNoValue;
  return stream->readable || streamFlush(t, stream) ? none() : kNoValue;
}
Value methodClose(Thread &t, const Value *args) {
  TextStream *stream = streamOf(args[0]);
  if (!stream->closed && !stream->readable && !streamFlush(t, stream)) return kNoValue;
  stream->closed = true;
  return none();
}
Value methodIsatty(Thread &t, const Value *args) { return fromBool(::isatty(streamOf(args[0])->fd)); }
Value methodFileno(Thread &t, const Value *args) { return fromInt(streamOf(args[0])->fd); }
Value methodReadable(Thread &t, const Value *args) { return fromBool(streamOf(args[0])->readable); }
Value methodWritable(Thread &t, const Value *args) { return fromBool(!streamOf(args[0])->readable); }
Value methodSeekable(Thread &t, const Value *args) {
  return fromBool(::lseek(streamOf(args[0])->fd, 0, SEEK_CUR) >= 0);
}
bool checkInput(Thread &t, TextStream *stream) {
  if (!checkOpen(t, stream)) return false;
  if (!stream->readable) return raiseText(t, Exc::OSError, "not readable"), false;
  return true;
}
Value methodReadLine(Thread &t, const Value *args) {
  if (!checkInput(t, streamOf(args[0]))) return kNoValue;
  return fromObject(streamReadLine(t, streamOf(args[0])));
}
Value methodRead(Thread &t, const Value *args) {
  TextStream *stream = streamOf(args[0]);
  if (!checkInput(t, stream)) return kNoValue;
  int64_t wanted = -1;
  if (ok(args[1]) && !isNone(args[1]) && !toSize(t, args[1], &wanted)) return kNoValue;
  if (wanted < 0) {
    do
      if (!fillInput(t, stream)) return kNoValue;
    while (!stream->atEnd);
    Str *all = decodeInput(t, stream->buffer, stream->end);
    stream->start = stream->end = 0;
    return fromObject(all);
  }
  // Code points, not bytes: continuation bytes of UTF-8 do not count.
  size_t at = stream->start;
  for (int64_t count = 0;; at++) {
    while (at >= stream->end) {
      size_t offset = at - stream->start;
      if (!fillInput(t, stream)) return kNoValue;
      at = stream->start + offset;
      if (stream->atEnd) break;
    }
    if (at >= stream->end) break;
    if ((stream->buffer[at] & 0xc0) != 0x80 && count++ == wanted) break;
  }
  Str *text = decodeInput(t, stream->buffer + stream->start, at - stream->start);
  stream->start = at;
  return fromObject(text);
}
Value methodReadLines(Thread &t, const Value *args) {
  List *lines = TRY(listNew(t));
  if (!checkInput(t, streamOf(args[0]))) return kNoValue;
  for (;;) {
    Str *line = TRY(streamReadLine(t, streamOf(args[0])));
    if (!line->length) return fromObject(lines);
    TRY(listAppend(t, lines, fromObject(line)));
  }
}
Value methodReconfigure(Thread &t, const Value *args) {
  if (ok(args[4]) && !isNone(args[4])) streamOf(args[0])->lineBuffered = truth(t, args[4]) > 0;
  if (ok(args[2]) && !isNone(args[2])) streamOf(args[0])->errors = args[2];
  return none();
}
Value methodEnter(Thread &t, const Value *args) { return args[0]; }
Value methodExit(Thread &t, const Value *args) { return methodClose(t, args); }
Value getEncoding(Thread &t, Value) { return fromObject(internAscii(t, "utf-8")); }
Value getClosed(Thread &, Value self) { return fromBool(streamOf(self)->closed); }
Value getLineBuffering(Thread &, Value self) { return fromBool(streamOf(self)->lineBuffered); }
Value getNewlines(Thread &, Value) { return none(); }

Value iterStream(Thread &, Value self) { return self; }
Value nextLine(Thread &t, Value self) {
  if (!checkInput(t, streamOf(self))) return kNoValue;
  Str *line = TRY(streamReadLine(t, streamOf(self)));
  return line->length ? fromObject(line) : kNoValue;
}
Value reprStream(Thread &t, Value self) {
  StrBuilder out(t);
  out.add("<_io.TextIOWrapper name=");
  out.add(TRY(repr(t, streamOf(self)->name)));
  out.add(" mode=");
  out.add(TRY(repr(t, streamOf(self)->mode)));
  out.add(" encoding='utf-8'>");
  return fromObject(out.finish());
}
void traceStream(Object *object, Tracer &tracer) {
  auto *stream = static_cast<TextStream *>(object);
  tracer.value(stream->attributes);
  tracer.value(stream->name);
  tracer.value(stream->mode);
  tracer.value(stream->errors);
}

const NativeRow kMethods[] = {
    {"__enter__", methodEnter, "($self, /)"},
    {"__exit__", methodExit, "($self, /, *args)"},
    {"close", methodClose, "($self, /)"},
    {"fileno", methodFileno, "($self, /)"},
    {"flush", methodFlush, "($self, /)"},
    {"isatty", methodIsatty, "($self, /)"},
    {"read", methodRead, "($self, size=-1, /)"},
    {"readable", methodReadable, "($self, /)"},
    {"readline", methodReadLine, "($self, size=-1, /)"},
    {"readlines", methodReadLines, "($self, hint=-1, /)"},
    {"reconfigure", methodReconfigure,
     "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)"},
    {"seekable", methodSeekable, "($self, /)"},
    {"writable", methodWritable, "($self, /)"},
    {"write", methodWrite, "($self, text, /)"},
    {"writelines", methodWriteLines, "($self, lines, /)"},
    {nullptr, nullptr, nullptr},
};
const GetSetRow kGetSets[] = {
    {"closed", getClosed}, {"encoding", getEncoding}, {"line_buffering", getLineBuffering},
    {"newlines", getNewlines}, {nullptr, nullptr},
};
const MemberRow kMembers[] = {
    {"errors", offsetof(TextStream, errors)},
    {"mode", offsetof(TextStream, mode), false},
    {"name", offsetof(TextStream, name)},
    {nullptr, 0},
};

} // namespace

void registerStandardStreams(Thread &t) {
  TypeSpec spec{};
  spec.flags = kTypeHasDict | kTypeNoCreate;
  spec.instanceSize = sizeof(TextStream);
  spec.trace = traceStream;
  spec.extraOffset = offsetof(TextStream, attributes);
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  spec.members = kMembers;
  spec.fillSlots = [](Slots &slots) {
    slots.iter = iterStream;
    slots.next = nextLine;
    slots.repr = reprStream;
  };
  streamType = makeNativeType(t, "_io", "TextIOWrapper", builtinType(TypeId::Object), spec);
  addRoot(&streamType);
}

Value standardStreamNew(Thread &t, int fd, const char *name, bool readable) {
  auto *stream = static_cast<TextStream *>(allocateInstance(t, streamType));
  stream->name = fromObject(strFromAscii(t, name));
  stream->mode = fromObject(strFromAscii(t, readable ? "r" : "w"));
  stream->errors = fromObject(strFromAscii(t, fd == 2 ? "backslashreplace" : "strict"));
  stream->fd = fd;
  stream->readable = readable;
  stream->unbuffered = !readable && programOptions.unbuffered;
  stream->lineBuffered = !readable && (fd == 2 || ::isatty(fd));
  return fromObject(stream);
}

bool isStandardStream(Value v) { return ok(v) && typeOf(v) == streamType; }
TextStream *asOutputStream(Value v) {
  if (!isStandardStream(v) || streamOf(v)->readable || streamOf(v)->closed) return nullptr;
  return streamOf(v);
}

bool streamWriteAscii(Thread &t, TextStream *stream, std::string_view text) {
  return putBytes(t, stream, text.data(), text.size()) &&
         endOfWrite(t, stream, std::memchr(text.data(), '\n', text.size()) != nullptr);
}

bool streamWrite(Thread &t, TextStream *stream, Str *text) {
  if (!checkOpen(t, stream)) return false;
  if (strIsAscii(text))
    return streamWriteAscii(t, stream, {reinterpret_cast<const char *>(text->data), static_cast<size_t>(text->length)});
  bool sawNewline = false;
  bool escape = isStr(stream->errors) && strEquals(as<Str>(stream->errors), "backslashreplace");
  bool bytes = isStr(stream->errors) && strEquals(as<Str>(stream->errors), "surrogateescape");
  bool replace = isStr(stream->errors) && strEquals(as<Str>(stream->errors), "replace");
  for (int64_t i = 0; i < text->length; i++) {
    uint32_t c = strAt(text, i);
    if (c == '\n') sawNewline = true;
    char out[8];
    size_t n = encodePoint(c, out);
    if (!n && replace) out[0] = '?', n = 1;
    if (!n && bytes && c >= 0xdc80 && c <= 0xdcff) out[0] = static_cast<char>(c), n = 1;
    if (!n && escape) {
      static const char kHex[] = "0123456789abcdef";
      out[0] = '\\', out[1] = 'u';
      for (unsigned k = 0; k < 4; k++) out[2 + k] = kHex[(c >> (12 - 4 * k)) & 15];
      n = 6;
    }
    if (!n) {
      int64_t end = i + 1;
      while (end < text->length && strAt(text, end) >= 0xd800 && strAt(text, end) < 0xe000) end++;
      raiseUnicodeError(t, Exc::UnicodeEncodeError, "utf-8", fromObject(text), i, end, "surrogates not allowed");
      return false;
    }
    if (!putBytes(t, stream, out, n)) return false;
  }
  return endOfWrite(t, stream, sawNewline);
}

bool streamFlush(Thread &t, TextStream *stream) {
  size_t used = stream->used;
  stream->used = 0;
  return !used || writeAll(t, stream, stream->buffer, used);
}

Str *streamReadLine(Thread &t, TextStream *stream) {
  size_t scanned = stream->start;
  for (;;) {
    size_t unread = stream->end - stream->start;
    char *from = stream->buffer + scanned;
    auto *newline = scanned < stream->end
                        ? static_cast<char *>(std::memchr(from, '\n', stream->end - scanned))
                        : nullptr;
    if (newline) {
      size_t length = static_cast<size_t>(newline + 1 - stream->buffer) - stream->start;
      Str *line = decodeInput(t, stream->buffer + stream->start, length);
      stream->start += length;
      return line;
    }
    if (!fillInput(t, stream)) return nullptr;
    scanned = stream->start + unread;
    if (stream->atEnd) {
      Str *line = decodeInput(t, stream->buffer + stream->start, stream->end - stream->start);
      stream->start = stream->end = 0;
      return line;
    }
  }
}

} // namespace rt
