// The streams of the io module: layouts and the operations that streams use on each other without
// going through Python attributes.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/codecs/Codecs.h"

#include <string>
#include <sys/stat.h>

namespace rt {

inline constexpr int64_t kDefaultBufferSize = 8192;

/// Every native stream starts so; Python classes that derive from the abstract bases as well.
struct IOBase : Object {
  Value attributes;
  bool closed;
  bool owned; // another stream closes this one: its finaliser leaves it alone
  bool reached; // by more than words on a stack: noteReachedStreams
};

/// The type objects, made by initialiseIo.
struct IoTypes {
  Type *base, *rawBase, *bufferedBase, *textBase;
  Type *file, *bytes, *string;
  Type *reader, *writer, *random, *pair;
  Type *newlineDecoder, *text, *bytesBuffer;
  Type *unsupported;
};
extern IoTypes ioTypes;
/// Makes the types, once; also without an import of _io (the standard streams need them).
bool initialiseIo(Thread &);

/// Exactly of a native type, without attributes of its own: no method of it can be another than the type's.
inline bool isPlainStream(Value v, Type *type) { return typeOf(v) == type && !ok(as<IOBase>(v)->attributes); }

// --- Errors
Value raiseUnsupported(Thread &, std::string_view text);
Value raiseClosed(Thread &); // ValueError "I/O operation on closed file."
/// False with ValueError when `self.closed` is true.
bool checkNotClosed(Thread &, Value self);
/// The size argument of read methods: None and absent mean -1.
bool readSize(Thread &, Value v, int64_t *out);
/// The argument of readinto methods: a buffer to write to, else TypeError.
bool getTarget(Thread &, const char *function, Value target, Buffer *buffer);
/// Parts of __setstate__: a position (TypeError `notInt` + name of its type), and None or a dict of attributes.
bool restorePosition(Thread &, Value v, const char *notInt, int64_t *out);
bool restoreAttributes(Thread &, Value self, Value attributes, const char *which);
/// OSError with an errno and its text; BlockingIOError carries the characters written.
Value raiseBlocking(Thread &, std::string_view text, int64_t written);
/// AttributeError "'X' object has no attribute 'name'".
Value raiseAttributeMissing(Thread &, Value self, const char *name);
/// self.<name> without arguments.
Value callNamed(Thread &, Value self, const char *name);
template <typename... V> Value callNamed(Thread &t, Value self, const char *name, V... args) {
  return callMethodWith(t, self, internAscii(t, name), args...);
}
Value attributeNamed(Thread &, Value self, const char *name);
/// Appends `earlier` to the context chain of `error`.
void chainAfter(Value error, Value earlier);

// --- FileIO
struct FileIO : IOBase {
  Value name;
  int fd; // -1: closed
  bool created, readable, writable, appending, closeFd;
  int8_t seekable; // -1: not known
  int64_t blockSize;
};
Value fileIONew(Thread &, Value file, std::string_view mode, bool closeFd, Value opener);
/// Bytes read or written; -1: exception pending; -2: would block.
int64_t fileRead(Thread &, FileIO *, void *data, int64_t size);
int64_t fileWrite(Thread &, FileIO *, const void *data, int64_t size);
int64_t fileSeek(Thread &, FileIO *, int64_t offset, int whence); // -1: exception pending

// --- BufferedReader, BufferedWriter, BufferedRandom: one layout. The block holds either unread input
// [position, end) or, when `dirty`, output [0, end).
struct Buffered : IOBase {
  Value raw;
  uint8_t *block; // malloc'ed
  int64_t size, position, end;
  int64_t rawPosition; // of the raw stream; -1: not known
  bool ready, detached, readable, writable, dirty;
  bool direct; // raw is exactly a FileIO: no attribute look-ups
  Thread *user; // in the middle of an operation, in which other threads may run; null: nobody
  Buffered *nextOpen, **linkOpen; // list of open writers, flushed at exit
};
inline bool isNativeBuffered(Value v) {
  Type *type = typeOf(v);
  return type == ioTypes.reader || type == ioTypes.writer || type == ioTypes.random;
}
Value bufferedNew(Thread &, Type *type, Value raw, int64_t size);
/// Makes unread input available: *data and *size describe it; size 0 at the end. False: exception.
/// -1 in *size: the raw stream would block.
bool bufferedPeek(Thread &, Buffered *, const uint8_t **data, int64_t *size);
inline void bufferedSkip(Buffered *b, int64_t n) { b->position += n; }
bool bufferedWrite(Thread &, Buffered *, const void *data, int64_t size);
bool bufferedFlush(Thread &, Buffered *);
/// Flushes all open writers (at exit).
void flushAllBuffered(Thread &);
/// Writes to the file, or with null to any file that is no standard stream.
bool bufferedIsFor(const Buffered *, const struct stat *file);
/// A writer that holds output for the file (or any, with null) in its own block, with `unreached` one that is not
/// `reached`; null: there is none.
Buffered *bufferedWithOutput(const struct stat *file, bool unreached);
/// The functions of OpenStreams (core/DeadResources.h).
bool textHoldsOutput(const struct stat *file);
void noteReachedStreams(), noteReachedBuffered(), flushUnreachedStreams(Thread &, const struct stat *file);

// --- Newlines
inline constexpr uint8_t kSeenCr = 1, kSeenLf = 2, kSeenCrLf = 4;
struct NewlineState {
  bool translate = false, pendingCr = false;
  uint8_t seen = 0;
};
/// Applies universal newlines to decoded text; holds back a final '\r' until more text comes.
Str *translateNewlines(Thread &, NewlineState &, Str *text, bool final);
Value seenNewlines(Thread &, uint8_t seen);
struct NewlineDecoder : Object {
  Value attributes;
  Value decoder, errors;
  NewlineState state;
};
/// How lines end: at \n (translated), at \n, \r or \r\n (universal), else at `newline`.
struct LineEnds {
  bool translated = true, universal = false;
  const char *newline = nullptr;
};
/// Where the first line of the text at or after `start` ends, behind its terminator; -1: no end.
int64_t findLineEnd(const uint8_t *units, unsigned kind, int64_t length, int64_t start, const LineEnds &);
/// The text with every \n replaced by `newline`.
Str *replaceNewlines(Thread &, Str *text, const char *newline);
/// Checks a newline argument; *out is null for None, else a static string.
bool newlineArgument(Thread &, Value v, const char **out, bool quote = false);

// --- TextIOWrapper
struct TextWrapper : IOBase {
  Value buffer, encoding, errors, mode;
  Value encoder, decoder; // objects of the codec registry; kNoValue with a native codec
  Codec codec;            // Codec::None: encoder and decoder are used
  int byteOrder;          // state of UTF-16 and UTF-32
  int writeOrder;
  bool ready, detached, readable, writable, seekable, telling;
  bool lineBuffering, writeThrough;
  bool readTranslate, readUniversal, hasRead1, direct; // direct: buffer is a native Buffered
  const char *newline, *writeNewline; // writeNewline null: text is written as it is
  NewlineState newlines;
  int64_t chunkSize;
  char *errorsText; // malloc'ed: errors as the codecs want it
  // output
  char *pending; // malloc'ed
  int64_t pendingSize, pendingCapacity;
  // input
  Str *decoded;   // decoded text, null: none
  int64_t used;   // characters of it handed out
  uint8_t carry[8]; // bytes of an unfinished character
  int carrySize;
  // where `decoded` came from, for tell(): decoder state before, and the bytes
  bool hasSnapshot;
  uint8_t snapshotFlags; // bit 0: pendingCr before; bit 1: input ended
  Value snapshotState;   // of a decoder object: state before
  Bytes *snapshotBytes;
  TextWrapper *nextOpen, **linkOpen;
};
Value textWrapperNew(Thread &, Value buffer, Value encoding, Value errors, const char *newline,
                     bool lineBuffering, bool writeThrough);
/// The byte order of this machine as codecs have it.
constexpr int nativeByteOrder() { return __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? -1 : 1; }
inline TextWrapper *textOf(Value v) { return as<TextWrapper>(v); }
/// False with ValueError when the stream is closed, detached or not initialised.
bool textReady(Thread &, TextWrapper *);
// TextWrite.cpp
bool textWrite(Thread &, TextWrapper *, Str *text);
bool textWriteAscii(Thread &, TextWrapper *, const char *text, int64_t size);
bool textFlushPending(Thread &, TextWrapper *); // into the buffer
bool textFlush(Thread &, TextWrapper *);        // and the buffer
void flushAllText(Thread &);
void linkOpenText(TextWrapper *), unlinkOpenText(TextWrapper *);
Value textWriteMethod(Thread &, const Value *args), textFlushMethod(Thread &, const Value *args);
// TextRead.cpp
/// The next line, at most `limit` characters (-1: any); empty at the end.
Str *textReadLine(Thread &, TextWrapper *, int64_t limit);
/// Drops decoded text and its snapshot.
void textForgetInput(TextWrapper *);
/// Decodes bytes that follow those decoded before.
Str *textDecode(Thread &, TextWrapper *, const uint8_t *data, int64_t size, bool final);
/// Reads and decodes one more chunk; 1, 0 at the end, -1: exception.
int textReadChunk(Thread &, TextWrapper *);
Value textReadMethod(Thread &, const Value *args), textReadlineMethod(Thread &, const Value *args);
Value textNext(Thread &, Value self);
// TextSeek.cpp
Value textTell(Thread &, const Value *args), textSeek(Thread &, const Value *args),
    textTruncate(Thread &, const Value *args);

/// The built-in function open: one entry for each parameter.
Value ioOpen(Thread &, const Value *args);
/// Name of the encoding of the locale.
const char *localeEncoding();

// Makers of the types, one for each file.
bool makeBaseTypes(Thread &), makeFileType(Thread &), makeBufferedTypes(Thread &),
    makePairType(Thread &), makeBytesIOType(Thread &), makeStringIOType(Thread &),
    makeNewlineDecoderType(Thread &), makeTextType(Thread &);

} // namespace rt
