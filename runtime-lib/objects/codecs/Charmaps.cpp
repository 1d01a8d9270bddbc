// The common encodings of one byte per character (cp1252, iso8859-15, koi8-r, ...) and utf-8-sig,
// without the library's `encodings` package. Tables: scripts/generate-unicode-runtime.py. The lower
// half of all is ASCII.
#include "runtime-lib/objects/codecs/Charmaps.h"

#include "runtime-lib/objects/codecs/Codecs.h"
#include "runtime-lib/objects/str/Str.h"

#include <cstring>
#include <iterator>

namespace rt {
namespace {
#include "Charmaps.inc"

// Made at the first use: the decoding table as a str of 256 characters, the encoding table as a
// dict.
Value decodingTables[std::size(kCharmaps)], encodingTables[std::size(kCharmaps)];

void keepAlive() {
  static bool done;
  if (done)
    return;
  done = true;
  addRoot(decodingTables, std::size(decodingTables));
  addRoot(encodingTables, std::size(encodingTables));
}

Value decodingTable(Thread &t, int map) {
  if (ok(decodingTables[map]))
    return decodingTables[map];
  keepAlive();
  uint16_t units[256];
  for (uint16_t c = 0; c < 128; c++)
    units[c] = c;
  std::memcpy(units + 128, kCharmaps[map], sizeof kCharmaps[map]);
  Str *s = TRY(strFromUnits(t, reinterpret_cast<uint8_t *>(units), 2, 256));
  return decodingTables[map] = fromObject(s);
}

Value encodingTable(Thread &t, int map) {
  if (ok(encodingTables[map]))
    return encodingTables[map];
  keepAlive();
  Dict *dict = TRY(dictNew(t));
  for (int b = 0; b < 256; b++) {
    int c = b < 128 ? b : kCharmaps[map][b - 128];
    if (c != 0xfffe && !dictSet(t, dict, fromInt(c), fromInt(b)))
      return kNoValue;
  }
  return encodingTables[map] = fromObject(dict);
}

} // namespace

int charmapFor(std::string_view name) {
  char normal[24];
  size_t n = 0;
  for (char c : name) {
    if (n >= sizeof normal)
      return -1;
    if (c >= 'A' && c <= 'Z')
      c = static_cast<char>(c + 32);
    normal[n++] = c == '-' || c == ' ' ? '_' : c;
  }
  std::string_view wanted(normal, n);
  if (wanted == "utf_8_sig")
    return kUtf8Signature;
  for (const CharmapName &row : kCharmapNames)
    if (wanted == row.name)
      return row.map;
  return -1;
}

Value decodeMapped(Thread &t, int map, const uint8_t *data, int64_t length, const char *errors) {
  if (map == kUtf8Signature) {
    int64_t skip = length >= 3 && std::memcmp(data, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
    DecodeState state;
    state.errors = errors;
    return decodeUtf8(t, data + skip, length - skip, state);
  }
  return decodeCharmap(t, data, length, TRY(decodingTable(t, map)), errors);
}

Value encodeMapped(Thread &t, int map, Str *text, const char *errors) {
  if (map == kUtf8Signature) {
    Value bytes = TRY(encodeUtf8(t, text, errors));
    Bytes *result = TRY(bytesNew(t, nullptr, as<Bytes>(bytes)->length + 3));
    std::memcpy(result->data, "\xef\xbb\xbf", 3);
    std::memcpy(result->data + 3, as<Bytes>(bytes)->data,
                static_cast<size_t>(as<Bytes>(bytes)->length));
    return fromObject(result);
  }
  if (strIsAscii(text))
    return encodeWith(t, Codec::Ascii, text, errors);
  return encodeCharmap(t, text, TRY(encodingTable(t, map)), errors);
}

} // namespace rt
