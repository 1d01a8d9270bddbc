// Frames of decoders and encoders: position bookkeeping and error handlers.
#pragma once

#include "runtime-lib/objects/codecs/Codecs.h"
#include "runtime-lib/objects/str/Str.h"

#include <string>

namespace rt {

/// One decoding run. A codec's loop adds text to `out` and calls error() for malformed input. The input
/// is the caller's variables: an error handler may put other bytes in place of it.
class Decoder {
public:
  Decoder(Thread &thread, const char *encodingName, const uint8_t *&bytes, int64_t &size,
          const char *errors)
      : t(thread), encoding(encodingName), data(bytes), length(size), out(thread), errors_(errors),
        mode_(errorMode(errors)) {}
  /// Input [start, end) is malformed. True: go on at *next; false: exception pending.
  bool error(int64_t start, int64_t end, const char *reason, int64_t *next);
  Value finish() {
    Str *s = out.finish();
    return s ? fromObject(s) : kNoValue;
  }
  Thread &t;
  const char *encoding;
  const uint8_t *&data;
  int64_t &length;
  StrBuilder out;

private:
  Value replaced_ = kNoValue; // keeps the other bytes alive
  const char *errors_;
  ErrorMode mode_;
};

/// One encoding run.
class Encoder {
public:
  Encoder(Thread &thread, const char *encodingName, Str *s, const char *errors)
      : t(thread), encoding(encodingName), text(s), errors_(errors), mode(errorMode(errors)) {}
  /// Characters [start, end) cannot be encoded. The replacement is a Bytes (to be copied) or a Str
  /// (to be encoded; may be empty); kNoValue with an exception pending.
  Value error(int64_t start, int64_t end, const char *reason, int64_t *next);
  Value finish() {
    Bytes *b = bytesNew(t, out.data(), static_cast<int64_t>(out.size()));
    return b ? fromObject(b) : kNoValue;
  }
  void put(uint8_t byte) { out.push_back(static_cast<char>(byte)); }
  Thread &t;
  const char *encoding;
  Str *text;
  std::string out;

private:
  const char *errors_;

public:
  const ErrorMode mode;
};

/// What a standard handler answers to a UnicodeError: (replacement, position), or kNoValue.
Value standardErrorHandler(Thread &, ErrorMode mode, Value exception);
/// The name of a code point for namereplace, through unicodedata when the program has it.
bool characterName(Thread &, uint32_t point, std::string *name);

} // namespace rt
