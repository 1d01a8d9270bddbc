// Encodings of text: the ones that need no Python code, their error handlers, and the codec
// registry.
#pragma once

#include "runtime-lib/objects/Objects.h"

#include <string>

namespace rt {

/// str.encode and bytes.decode: common encodings directly, others through the codec registry.
/// encoding and errors may be null (utf-8, strict). The result of encoding is a Bytes.
Value encodeText(Thread &, Str *text, Str *encoding, Str *errors);
Value decodeText(Thread &, Value bytes, Str *encoding, Str *errors);
/// The same for raw bytes in a directly known encoding named in ASCII.
Value decodeBytes(Thread &, const uint8_t *data, int64_t length, const char *encoding,
                  const char *errors);

/// errors= argument, resolved once: the usual names are handled without calling a handler object.
enum class ErrorMode : uint8_t {
  Strict,
  Ignore,
  Replace,
  SurrogateEscape,
  SurrogatePass,
  BackslashReplace,
  XmlCharRefReplace,
  NameReplace,
  Other,
};
ErrorMode errorMode(const char *name);

/// What a decoder reports about the input it consumed (incremental decoding when `final` is false).
struct DecodeState {
  const char *errors = nullptr; // null: strict
  bool final = true;
  int64_t consumed = 0;
  int byteOrder = 0; // utf-16/32: -1 little, 1 big, 0 by mark; set on return
};

enum class Codec : uint8_t {
  Utf8,
  Latin1,
  Ascii,
  Utf16,
  Utf16Le,
  Utf16Be,
  Utf32,
  Utf32Le,
  Utf32Be,
  Utf7,
  UnicodeEscape,
  RawUnicodeEscape,
  None
};
/// The directly known codec of an encoding's name, normalised as CPython does; Codec::None
/// otherwise.
Codec codecFor(std::string_view name);

Value decodeWith(Thread &, Codec, Value object, const uint8_t *data, int64_t length,
                 DecodeState &state);
Value encodeWith(Thread &, Codec, Str *text, const char *errors, int byteOrder = 0);
Value decodeUtf8(Thread &, const uint8_t *data, int64_t length, DecodeState &state);
Value encodeUtf8(Thread &, Str *text, const char *errors);
/// mapping: None (Latin-1), a str, a dict or any object with __getitem__.
Value decodeCharmap(Thread &, const uint8_t *data, int64_t length, Value mapping,
                    const char *errors);
Value encodeCharmap(Thread &, Str *text, Value mapping, const char *errors);
Value decodeEscape(Thread &, const uint8_t *data, int64_t length, const char *errors);
Value encodeEscape(Thread &, const uint8_t *data, int64_t length);

/// UnicodeDecodeError and UnicodeEncodeError as pending exceptions.
Value raiseDecodeError(Thread &, const char *encoding, const uint8_t *data, int64_t length,
                       int64_t start, int64_t end, const char *reason);
Value raiseEncodeError(Thread &, const char *encoding, Str *text, int64_t start, int64_t end,
                       const char *reason);

// The registry (modules/_codecs)
Value codecLookup(Thread &, Str *encoding); // the CodecInfo tuple
/// What failed, for chainFailure: "encoding with 'x' codec failed".
std::string codecFailure(Thread &, int index, Str *encoding);
/// Calls an encoder (index 0) or decoder (1) of a CodecInfo; errors may be null. An exception that it
/// raises says which codec it was, if it can (chainFailure).
Value callCodec(Thread &, Value function, int index, Str *encoding, Value input, Str *errors);
Value lookupErrorHandler(Thread &, const char *name);
bool registerErrorHandler(Thread &, Str *name, Value handler);

} // namespace rt
