// repr() and ascii() of text, and of bytes: the quote that avoids escapes, \xNN \uNNNN \UNNNNNNNN
// for what is not printable (Library reference: str.isprintable).
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/str/Str.h"
#include "runtime-lib/objects/unicode/Unicode.h"

namespace rt {
namespace {

constexpr char kHex[] = "0123456789abcdef";

int escapeLength(uint32_t c, uint32_t quote, bool asciiOnly) {
  if (c == quote || c == '\\' || c == '\n' || c == '\r' || c == '\t')
    return 2;
  if (c >= 32 && c < 127)
    return 1;
  if (c < 128 || asciiOnly || !uniIsPrintable(c))
    return c < 0x100 ? 4 : c < 0x10000 ? 6 : 10;
  return 1;
}

template <typename Out> Out *putEscape(Out *out, uint32_t c, int length) {
  auto put = [&](uint32_t x) { *out++ = static_cast<Out>(x); };
  if (length == 1)
    return put(c), out;
  put('\\');
  if (length == 2) {
    put(c == '\n' ? 'n' : c == '\r' ? 'r' : c == '\t' ? 't' : c);
    return out;
  }
  put(length == 4 ? 'x' : length == 6 ? 'u' : 'U');
  for (int shift = (length - 3) * 4; shift >= 0; shift -= 4)
    put(static_cast<uint32_t>(kHex[c >> shift & 15]));
  return out;
}

Str *reprOfStr(Thread &t, Str *s, bool asciiOnly) {
  bool single = false, twice = false;
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t c = strAt(s, i);
    single |= c == '\'';
    twice |= c == '"';
  }
  uint32_t quote = single && !twice ? '"' : '\'', widest = 0;
  int64_t size = 2;
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t c = strAt(s, i);
    int length = escapeLength(c, quote, asciiOnly);
    size += length;
    if (length == 1 && c > widest)
      widest = c;
  }
  unsigned kind = kindFor(widest);
  Str *result = TRY(strNew(t, size, kind, widest < 128));
  if (size == s->length + 2) { // nothing to escape: the kind is s's own or the text is empty
    putPoint(result->data, kind, 0, quote);
    copyUnits(result->data + kind, kind, s->data, strKind(s), s->length);
    putPoint(result->data, kind, size - 1, quote);
    return result;
  }
  auto write = [&](auto *out) {
    using Unit = std::remove_reference_t<decltype(*out)>;
    *out++ = static_cast<Unit>(quote);
    for (int64_t i = 0; i < s->length; i++) {
      uint32_t c = strAt(s, i);
      out = putEscape(out, c, escapeLength(c, quote, asciiOnly));
    }
    *out = static_cast<Unit>(quote);
  };
  if (kind == 1)
    write(result->data);
  else if (kind == 2)
    write(reinterpret_cast<uint16_t *>(result->data));
  else
    write(reinterpret_cast<uint32_t *>(result->data));
  return result;
}

} // namespace

Str *strRepr(Thread &t, Str *s) { return reprOfStr(t, s, false); }
Str *strAsciiRepr(Thread &t, Str *s) { return reprOfStr(t, s, true); }

Str *bytesRepr(Thread &t, const uint8_t *data, int64_t length, std::string_view prefix,
               std::string_view suffix) {
  bool single = std::memchr(data, '\'', static_cast<size_t>(length)),
       twice = std::memchr(data, '"', static_cast<size_t>(length));
  uint8_t quote = single && !twice ? '"' : '\'';
  bool array = !suffix.empty(); // bytearray's repr escapes the single quote in any case
  auto lengthOf = [quote, array](uint8_t c) {
    if (c == quote || (array && c == '\'') || c == '\\' || c == '\n' || c == '\r' || c == '\t')
      return 2;
    return c >= 32 && c < 127 ? 1 : 4;
  };
  int64_t size = static_cast<int64_t>(prefix.size() + suffix.size()) + 2;
  for (int64_t i = 0; i < length; i++)
    size += lengthOf(data[i]);
  Str *result = TRY(strNew(t, size, 1, true));
  uint8_t *out = result->data;
  std::memcpy(out, prefix.data(), prefix.size());
  out += prefix.size();
  *out++ = quote;
  for (int64_t i = 0; i < length; i++)
    out = putEscape(out, data[i], lengthOf(data[i]));
  *out++ = quote;
  std::memcpy(out, suffix.data(), suffix.size());
  return result;
}

} // namespace rt
