// The codecs that codecFor knows beside UTF-8; see Codecs.h.
#pragma once

#include "runtime-lib/objects/codecs/Codecs.h"

namespace rt {

Value decodeUtf16(Thread &, const uint8_t *data, int64_t length, DecodeState &state);
Value encodeUtf16(Thread &, Str *text, const char *errors, int order);
Value decodeUtf32(Thread &, const uint8_t *data, int64_t length, DecodeState &state);
Value encodeUtf32(Thread &, Str *text, const char *errors, int order);
Value decodeUtf7(Thread &, const uint8_t *data, int64_t length, DecodeState &state);
Value encodeUtf7(Thread &, Str *text);
Value decodeAscii(Thread &, const uint8_t *data, int64_t length, const char *errors);
/// limit 128: ascii, 256: latin-1.
Value encodeBelow(Thread &, Str *text, uint32_t limit, const char *errors);
Value decodeUnicodeEscape(Thread &, const uint8_t *data, int64_t length, DecodeState &state);
Value encodeUnicodeEscape(Thread &, Str *text);
Value decodeRawUnicodeEscape(Thread &, const uint8_t *data, int64_t length, DecodeState &state);
Value encodeRawUnicodeEscape(Thread &, Str *text);

} // namespace rt
