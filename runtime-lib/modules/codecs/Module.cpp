// The module _codecs: what the library's `codecs` and `encodings` packages are built on.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/codecs/Registry.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt {
namespace {

// An optional errors argument: null for absent and None.
bool errorsArgument(Thread &t, Value v, const char **out) {
  *out = nullptr;
  if (!ok(v) || isNone(v))
    return true;
  if (!isStr(v))
    return ok(raise(t, Msg::MustBeStrOrNone, typeName(v)));
  *out = strUtf8(t, as<Str>(v)).data();
  return true;
}
bool flag(Thread &t, Value v, bool missing, bool *out) {
  int yes = ok(v) ? truth(t, v) : missing;
  *out = yes > 0;
  return yes >= 0;
}
Value pair(Thread &t, Value first, int64_t n) {
  return ok(first) ? fromObject(tupleOf(t, first, fromInt(n))) : kNoValue;
}

// (obj, errors=None, final=...) -> (str, consumed). Text is taken as its UTF-8 bytes, as "s*"
// arguments are.
struct Input {
  BytesArgument bytes;
  ByteSpan span;
  bool open(Thread &t, Value v, bool allowText) {
    if (allowText && isStr(v)) {
      std::string_view text = strUtf8(t, as<Str>(v));
      span = {reinterpret_cast<const uint8_t *>(text.data()), static_cast<int64_t>(text.size())};
      return true;
    }
    if (!bytes.acquire(t, v))
      return false;
    span = bytes.span();
    return true;
  }
};

template <Codec codec, bool incremental, bool allowText = false>
Value decode(Thread &t, const Value *args) {
  DecodeState state;
  Input in;
  if (!errorsArgument(t, args[1], &state.errors) || !in.open(t, args[0], allowText))
    return kNoValue;
  if constexpr (incremental)
    if (!flag(t, args[2], codec == Codec::UnicodeEscape || codec == Codec::RawUnicodeEscape,
              &state.final))
      return kNoValue;
  Value text = decodeWith(t, codec, args[0], in.span.data, in.span.length, state);
  return pair(t, text, state.consumed);
}

template <Codec codec> Value encode(Thread &t, const Value *args) {
  const char *errors;
  if (!isStr(args[0]))
    return raise(t, Msg::ArgumentMustBeStr, "encode", 1, argumentTypeName(args[0]));
  if (!errorsArgument(t, args[1], &errors))
    return kNoValue;
  int64_t order = 0;
  if constexpr (codec == Codec::Utf16 || codec == Codec::Utf32)
    if (ok(args[2]) && !toSize(t, args[2], &order))
      return kNoValue;
  return pair(t, encodeWith(t, codec, as<Str>(args[0]), errors, static_cast<int>(order)),
              as<Str>(args[0])->length);
}

// (data, errors, byteorder, final) -> (str, consumed, byteorder)
template <Codec codec> Value decodeEx(Thread &t, const Value *args) {
  DecodeState state;
  Input in;
  int64_t order = 0;
  if (!errorsArgument(t, args[1], &state.errors) || !in.open(t, args[0], false))
    return kNoValue;
  if (ok(args[2]) && !toSize(t, args[2], &order))
    return kNoValue;
  if (!flag(t, args[3], false, &state.final))
    return kNoValue;
  state.byteOrder = static_cast<int>(order);
  Value text = TRY(decodeWith(t, codec, args[0], in.span.data, in.span.length, state));
  return fromObject(tupleOf(t, text, fromInt(state.consumed), fromInt(state.byteOrder)));
}

Value charmapDecode(Thread &t, const Value *args) {
  const char *errors;
  Input in;
  if (!errorsArgument(t, args[1], &errors) || !in.open(t, args[0], false))
    return kNoValue;
  return pair(t, decodeCharmap(t, in.span.data, in.span.length, args[2], errors), in.span.length);
}
Value charmapEncode(Thread &t, const Value *args) {
  const char *errors;
  if (!isStr(args[0]))
    return raise(t, Msg::ArgumentMustBeStr, "charmap_encode", 1, argumentTypeName(args[0]));
  if (!errorsArgument(t, args[1], &errors))
    return kNoValue;
  return pair(t, encodeCharmap(t, as<Str>(args[0]), args[2], errors), as<Str>(args[0])->length);
}
Value charmapBuild(Thread &t, const Value *args) {
  if (!isStr(args[0]))
    return raise(t, Msg::SingleArgumentMustBeStr, "charmap_build", argumentTypeName(args[0]));
  Str *table = as<Str>(args[0]);
  Dict *map = TRY(dictNew(t));
  for (int64_t i = 0; i < table->length; i++)
    if (strAt(table, i) != 0xfffe && !dictSet(t, map, fromInt(strAt(table, i)), fromInt(i)))
      return kNoValue;
  return fromObject(map);
}

Value escapeDecode(Thread &t, const Value *args) {
  const char *errors;
  Input in;
  if (!errorsArgument(t, args[1], &errors) || !in.open(t, args[0], true))
    return kNoValue;
  return pair(t, decodeEscape(t, in.span.data, in.span.length, errors), in.span.length);
}
Value escapeEncode(Thread &t, const Value *args) {
  if (!isBytes(args[0]))
    return raise(t, Msg::EscapeEncodeArgument, typeName(args[0]));
  return pair(t, encodeEscape(t, as<Bytes>(args[0])->data, as<Bytes>(args[0])->length),
              as<Bytes>(args[0])->length);
}
Value readBufferEncode(Thread &t, const Value *args) {
  Input in;
  if (!in.open(t, args[0], true))
    return kNoValue;
  Bytes *copy = TRY(bytesNew(t, in.span.data, in.span.length));
  return pair(t, fromObject(copy), in.span.length);
}

Str *textArgument(Thread &t, Value v, const char *function) {
  if (isStr(v))
    return as<Str>(v);
  raise(t, Msg::SingleArgumentMustBeStr, function, argumentTypeName(v));
  return nullptr;
}
Value registerFunction(Thread &t, const Value *args) {
  return registerSearchFunction(t, args[0]) ? none() : kNoValue;
}
Value unregister(Thread &t, const Value *args) {
  return unregisterSearchFunction(t, args[0]) ? none() : kNoValue;
}
Value lookup(Thread &t, const Value *args) {
  return codecLookup(t, TRY(textArgument(t, args[0], "lookup")));
}
Value forget(Thread &t, const Value *args) {
  return forgetCodec(t, TRY(textArgument(t, args[0], "_forget_codec"))) ? none() : kNoValue;
}
Value registerError(Thread &t, const Value *args) {
  Str *name = TRY(textArgument(t, args[0], "register_error"));
  return registerErrorHandler(t, name, args[1]) ? none() : kNoValue;
}
Value lookupError(Thread &t, const Value *args) {
  Str *name = TRY(textArgument(t, args[0], "lookup_error"));
  return lookupErrorHandler(t, strUtf8(t, name).data());
}

// codecs.encode and decode: through the registry, for any pair of types.
Value convert(Thread &t, const Value *args, int index) {
  Str *encoding = internAscii(t, "utf-8");
  if (ok(args[1]))
    encoding = TRY(textArgument(t, args[1], index ? "decode" : "encode"));
  Codec codec = codecFor(strUtf8(t, encoding));
  const char *errors;
  if (!errorsArgument(t, args[2], &errors))
    return kNoValue;
  if (codec != Codec::None && (index ? isBytes(args[0]) : isStr(args[0]))) {
    DecodeState state;
    state.errors = errors;
    Value result = index ? decodeWith(t, codec, args[0], as<Bytes>(args[0])->data,
                                      as<Bytes>(args[0])->length, state)
                         : encodeWith(t, codec, as<Str>(args[0]), errors);
    if (!ok(result))
      chainFailure(t, codecFailure(t, index, encoding));
    return result;
  }
  Value info = TRY(codecLookup(t, encoding));
  Value function = as<Tuple>(info)->items[index];
  return callCodec(t, function, index, encoding, args[0],
                   ok(args[2]) && isStr(args[2]) ? as<Str>(args[2]) : nullptr);
}
Value encodeObject(Thread &t, const Value *args) { return convert(t, args, 0); }
Value decodeObject(Thread &t, const Value *args) { return convert(t, args, 1); }

constexpr auto kFunction = NativeKind::Function;
constexpr const char *kDecodeFinal = "(data, errors=None, final=False, /)",
                     *kDecodePlain = "(data, errors=None, /)",
                     *kDecodeEx = "(data, errors=None, byteorder=0, final=False, /)",
                     *kEncode = "(str, errors=None, /)";
const NativeRow kFunctions[] = {
    {"_forget_codec", forget, "(encoding, /)", kFunction},
    {"ascii_decode", decode<Codec::Ascii, false>, kDecodePlain, kFunction},
    {"ascii_encode", encode<Codec::Ascii>, kEncode, kFunction},
    {"charmap_build", charmapBuild, "(map, /)", kFunction},
    {"charmap_decode", charmapDecode, "(data, errors=None, mapping=None, /)", kFunction},
    {"charmap_encode", charmapEncode, "(str, errors=None, mapping=None, /)", kFunction},
    {"decode", decodeObject, "(obj, encoding='utf-8', errors='strict')", kFunction},
    {"encode", encodeObject, "(obj, encoding='utf-8', errors='strict')", kFunction},
    {"escape_decode", escapeDecode, kDecodePlain, kFunction},
    {"escape_encode", escapeEncode, "(data, errors=None, /)", kFunction},
    {"latin_1_decode", decode<Codec::Latin1, false>, kDecodePlain, kFunction},
    {"latin_1_encode", encode<Codec::Latin1>, kEncode, kFunction},
    {"lookup", lookup, "(encoding, /)", kFunction},
    {"lookup_error", lookupError, "(name, /)", kFunction},
    {"raw_unicode_escape_decode", decode<Codec::RawUnicodeEscape, true, true>,
     "(data, errors=None, final=True, /)", kFunction},
    {"raw_unicode_escape_encode", encode<Codec::RawUnicodeEscape>, kEncode, kFunction},
    {"readbuffer_encode", readBufferEncode, kDecodePlain, kFunction},
    {"register", registerFunction, "(search_function, /)", kFunction},
    {"register_error", registerError, "(errors, handler, /)", kFunction},
    {"unicode_escape_decode", decode<Codec::UnicodeEscape, true, true>,
     "(data, errors=None, final=True, /)", kFunction},
    {"unicode_escape_encode", encode<Codec::UnicodeEscape>, kEncode, kFunction},
    {"unregister", unregister, "(search_function, /)", kFunction},
    {"utf_16_be_decode", decode<Codec::Utf16Be, true>, kDecodeFinal, kFunction},
    {"utf_16_be_encode", encode<Codec::Utf16Be>, kEncode, kFunction},
    {"utf_16_decode", decode<Codec::Utf16, true>, kDecodeFinal, kFunction},
    {"utf_16_encode", encode<Codec::Utf16>, "(str, errors=None, byteorder=0, /)", kFunction},
    {"utf_16_ex_decode", decodeEx<Codec::Utf16>, kDecodeEx, kFunction},
    {"utf_16_le_decode", decode<Codec::Utf16Le, true>, kDecodeFinal, kFunction},
    {"utf_16_le_encode", encode<Codec::Utf16Le>, kEncode, kFunction},
    {"utf_32_be_decode", decode<Codec::Utf32Be, true>, kDecodeFinal, kFunction},
    {"utf_32_be_encode", encode<Codec::Utf32Be>, kEncode, kFunction},
    {"utf_32_decode", decode<Codec::Utf32, true>, kDecodeFinal, kFunction},
    {"utf_32_encode", encode<Codec::Utf32>, "(str, errors=None, byteorder=0, /)", kFunction},
    {"utf_32_ex_decode", decodeEx<Codec::Utf32>, kDecodeEx, kFunction},
    {"utf_32_le_decode", decode<Codec::Utf32Le, true>, kDecodeFinal, kFunction},
    {"utf_32_le_encode", encode<Codec::Utf32Le>, kEncode, kFunction},
    {"utf_7_decode", decode<Codec::Utf7, true>, kDecodeFinal, kFunction},
    {"utf_7_encode", encode<Codec::Utf7>, kEncode, kFunction},
    {"utf_8_decode", decode<Codec::Utf8, true>, kDecodeFinal, kFunction},
    {"utf_8_encode", encode<Codec::Utf8>, kEncode, kFunction},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_codecs, "_codecs", rt::initialise)
