// str.encode and bytes.decode: the encodings known by name go straight to their codec, the others
// to the registry. The aliases are those of CPython's encodings package for the same codecs.
#include "runtime-lib/objects/codecs/Codecs.h"

#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/codecs/Charmaps.h"
#include "runtime-lib/objects/codecs/WideUtf.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <cstring>
#include <string>

namespace rt {
namespace {

struct Alias {
  const char *name;
  Codec codec;
};
constexpr Alias kAliases[] = {
    {"utf_8", Codec::Utf8},
    {"utf8", Codec::Utf8},
    {"u8", Codec::Utf8},
    {"utf", Codec::Utf8},
    {"utf8_ucs2", Codec::Utf8},
    {"utf8_ucs4", Codec::Utf8},
    {"cp65001", Codec::Utf8},
    {"ascii", Codec::Ascii},
    {"us_ascii", Codec::Ascii},
    {"646", Codec::Ascii},
    {"ansi_x3.4_1968", Codec::Ascii},
    {"ansi_x3_4_1968", Codec::Ascii},
    {"iso646_us", Codec::Ascii},
    {"us", Codec::Ascii},
    {"latin_1", Codec::Latin1},
    {"latin1", Codec::Latin1},
    {"iso_8859_1", Codec::Latin1},
    {"iso8859_1", Codec::Latin1},
    {"l1", Codec::Latin1},
    {"latin", Codec::Latin1},
    {"8859", Codec::Latin1},
    {"cp819", Codec::Latin1},
    {"iso8859", Codec::Latin1},
    {"utf_16", Codec::Utf16},
    {"utf16", Codec::Utf16},
    {"u16", Codec::Utf16},
    {"utf_16_le", Codec::Utf16Le},
    {"utf_16le", Codec::Utf16Le},
    {"utf_16_be", Codec::Utf16Be},
    {"utf_16be", Codec::Utf16Be},
    {"utf16_le", Codec::Utf16Le},
    {"utf16_be", Codec::Utf16Be},
    {"utf_32", Codec::Utf32},
    {"utf32", Codec::Utf32},
    {"u32", Codec::Utf32},
    {"utf_32_le", Codec::Utf32Le},
    {"utf_32le", Codec::Utf32Le},
    {"utf_32_be", Codec::Utf32Be},
    {"utf_32be", Codec::Utf32Be},
    {"utf_7", Codec::Utf7},
    {"utf7", Codec::Utf7},
    {"u7", Codec::Utf7},
    {"unicode_escape", Codec::UnicodeEscape},
    {"raw_unicode_escape", Codec::RawUnicodeEscape},
};

const char *errorsText(Thread &t, Str *errors) {
  if (!errors)
    return nullptr;
  // Zero-terminated: strings and encodings are followed by a zero.
  return strUtf8(t, errors).data();
}

// Function `index` (0 encode, 1 decode) of the registered codec, checked to be a text encoding.
Value registeredFunction(Thread &t, Str *encoding, int index) {
  Value info = TRY(codecLookup(t, encoding));
  if (!isExactly(info, TypeId::Tuple)) {
    Value isText = getAttribute(t, info, internAscii(t, "_is_text_encoding"));
    if (!ok(isText))
      clearPending(t);
    else if (int yes = truth(t, isText); yes <= 0) {
      if (yes < 0)
        return kNoValue;
      return raise(t, Msg::NotTextEncoding, fromObject(encoding), index ? "decode" : "encode");
    }
  }
  return as<Tuple>(info)->items[index];
}

// Encodings of this file that CPython finds in its registry: their failures are told as such.
Value registered(Thread &t, Codec codec, int index, Str *encoding, Value result) {
  constexpr Codec direct[] = {Codec::Utf8, Codec::Ascii, Codec::Latin1, Codec::Utf16, Codec::Utf32};
  if (!ok(result) && std::find(std::begin(direct), std::end(direct), codec) == std::end(direct))
    chainFailure(t, codecFailure(t, index, encoding));
  return result;
}

bool hasNull(const Str *s) {
  for (int64_t i = 0; i < s->length; i++)
    if (strAt(s, i) == 0)
      return true;
  return false;
}

// In development mode the names must be good even where nothing would ask for them.
bool checkNames(Thread &t, Str *encoding, Str *errors) {
  if ((encoding && hasNull(encoding)) || (errors && hasNull(errors)))
    return ok(raise(t, Msg::EmbeddedNullChar));
  if (!programOptions.devMode)
    return true;
  const std::string_view name = encoding ? strUtf8(t, encoding) : "utf-8";
  return (codecFor(name) != Codec::None || charmapFor(name) >= 0 || ok(codecLookup(t, encoding))) &&
         (!errors || ok(lookupErrorHandler(t, errorsText(t, errors))));
}

} // namespace

Codec codecFor(std::string_view name) {
  char normal[24];
  size_t n = 0;
  for (char c : name) {
    if (n >= sizeof normal)
      return Codec::None;
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c + 32);
    normal[n++] = c == '-' || c == ' ' ? '_' : c;
  }
  std::string_view wanted(normal, n);
  for (const Alias &alias : kAliases)
    if (wanted == alias.name)
      return alias.codec;
  return Codec::None;
}

Value decodeWith(Thread &t, Codec codec, Value, const uint8_t *data, int64_t length,
                 DecodeState &state) {
  auto fixedOrder = [&](int order) {
    state.byteOrder = order;
    return &state;
  };
  switch (codec) {
  case Codec::Utf8:
    return decodeUtf8(t, data, length, state);
  case Codec::Latin1: {
    state.consumed = length;
    Str *s = strFromLatin1(t, data, length);
    return s ? fromObject(s) : kNoValue;
  }
  case Codec::Ascii:
    state.consumed = length;
    return decodeAscii(t, data, length, state.errors);
  case Codec::Utf16:
    return decodeUtf16(t, data, length, state);
  case Codec::Utf16Le:
    return decodeUtf16(t, data, length, *fixedOrder(-1));
  case Codec::Utf16Be:
    return decodeUtf16(t, data, length, *fixedOrder(1));
  case Codec::Utf32:
    return decodeUtf32(t, data, length, state);
  case Codec::Utf32Le:
    return decodeUtf32(t, data, length, *fixedOrder(-1));
  case Codec::Utf32Be:
    return decodeUtf32(t, data, length, *fixedOrder(1));
  case Codec::Utf7:
    return decodeUtf7(t, data, length, state);
  case Codec::UnicodeEscape:
    return decodeUnicodeEscape(t, data, length, state);
  case Codec::RawUnicodeEscape:
    return decodeRawUnicodeEscape(t, data, length, state);
  case Codec::None:
    break;
  }
  return kNoValue;
}

Value encodeWith(Thread &t, Codec codec, Str *text, const char *errors, int byteOrder) {
  switch (codec) {
  case Codec::Utf8:
    return encodeUtf8(t, text, errors);
  case Codec::Latin1:
    return encodeBelow(t, text, 256, errors);
  case Codec::Ascii:
    return encodeBelow(t, text, 128, errors);
  case Codec::Utf16:
    return encodeUtf16(t, text, errors, byteOrder);
  case Codec::Utf16Le:
    return encodeUtf16(t, text, errors, -1);
  case Codec::Utf16Be:
    return encodeUtf16(t, text, errors, 1);
  case Codec::Utf32:
    return encodeUtf32(t, text, errors, byteOrder);
  case Codec::Utf32Le:
    return encodeUtf32(t, text, errors, -1);
  case Codec::Utf32Be:
    return encodeUtf32(t, text, errors, 1);
  case Codec::Utf7:
    return encodeUtf7(t, text);
  case Codec::UnicodeEscape:
    return encodeUnicodeEscape(t, text);
  case Codec::RawUnicodeEscape:
    return encodeRawUnicodeEscape(t, text);
  case Codec::None:
    break;
  }
  return kNoValue;
}

Value encodeText(Thread &t, Str *text, Str *encoding, Str *errors) {
  if (!checkNames(t, encoding, errors))
    return kNoValue;
  Codec codec = encoding ? codecFor(strUtf8(t, encoding)) : Codec::Utf8;
  if (codec != Codec::None)
    return registered(t, codec, 0, encoding, encodeWith(t, codec, text, errorsText(t, errors)));
  if (int map = charmapFor(strUtf8(t, encoding)); map >= 0)
    return registered(t, codec, 0, encoding, encodeMapped(t, map, text, errorsText(t, errors)));
  Value function = TRY(registeredFunction(t, encoding, 0));
  Value result = TRY(callCodec(t, function, 0, encoding, fromObject(text), errors));
  if (isBytes(result))
    return result;
  if (isInstance(result, TypeId::ByteArray)) {
    Bytes *b = bytesNew(t, spanOf(result).data, spanOf(result).length);
    return b ? fromObject(b) : kNoValue;
  }
  return raise(t, Msg::EncoderResult, fromObject(encoding), typeName(result));
}

Value decodeText(Thread &t, Value object, Str *encoding, Str *errors) {
  if (!checkNames(t, encoding, errors))
    return kNoValue;
  {
    BytesArgument bytes;
    if (!bytes.acquire(t, object))
      return kNoValue;
    if (!bytes.length)
      return fromObject(strEmpty()); // whatever the encoding: it is not looked up
    Codec codec = encoding ? codecFor(strUtf8(t, encoding)) : Codec::Utf8;
    if (codec != Codec::None) {
      DecodeState state;
      state.errors = errorsText(t, errors);
      return registered(t, codec, 1, encoding, decodeWith(t, codec, object, bytes.data, bytes.length, state));
    }
    if (int map = charmapFor(strUtf8(t, encoding)); map >= 0)
      return registered(t, codec, 1, encoding,
                        decodeMapped(t, map, bytes.data, bytes.length, errorsText(t, errors)));
  }
  Value function = TRY(registeredFunction(t, encoding, 1));
  Value result = TRY(callCodec(t, function, 1, encoding, object, errors));
  if (!isStr(result))
    return raise(t, Msg::DecoderResult, fromObject(encoding), typeName(result));
  return result;
}

Value decodeBytes(Thread &t, const uint8_t *data, int64_t length, const char *encoding,
                  const char *errors) {
  Codec codec = codecFor(encoding);
  if (codec == Codec::None)
    return raise(t, Msg::UnknownEncoding, encoding);
  DecodeState state;
  state.errors = errors;
  return decodeWith(t, codec, kNoValue, data, length, state);
}

} // namespace rt
