// bytes and bytearray: ASCII case and predicates, padding, translate, hex, decode.
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/codecs/Codecs.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <cstring>

namespace rt {
namespace {

bool isLowerByte(uint8_t c) { return c >= 'a' && c <= 'z'; }
bool isUpperByte(uint8_t c) { return c >= 'A' && c <= 'Z'; }
bool isAlphaByte(uint8_t c) { return isLowerByte(c) || isUpperByte(c); }
bool isDigitByte(uint8_t c) { return c >= '0' && c <= '9'; }
uint8_t lowered(uint8_t c) { return static_cast<uint8_t>(isUpperByte(c) ? c + 32 : c); }
uint8_t raised(uint8_t c) { return static_cast<uint8_t>(isLowerByte(c) ? c - 32 : c); }

template <typename F> Value mapBytes(Thread &t, Value self, F f) {
  int64_t n = spanOf(self).length;
  Value result = TRY(bytesLike(t, self, nullptr, n));
  const uint8_t *in = spanOf(self).data;
  auto *out = const_cast<uint8_t *>(spanOf(result).data);
  for (int64_t i = 0; i < n; i++)
    out[i] = f(in[i]);
  return result;
}
template <typename F> Value allBytes(const Value *args, F f) {
  ByteSpan s = spanOf(args[0]);
  for (int64_t i = 0; i < s.length; i++)
    if (!f(s.data[i]))
      return fromBool(false);
  return fromBool(s.length > 0);
}

Value pad(Thread &t, Value self, int64_t left, int64_t right, uint8_t fill) {
  ByteSpan s = spanOf(self);
  left = std::max<int64_t>(left, 0), right = std::max<int64_t>(right, 0);
  if (left + right == 0 && isExactly(self, TypeId::Bytes))
    return self;
  Value result = TRY(bytesLike(t, self, nullptr, left + s.length + right));
  auto *out = const_cast<uint8_t *>(spanOf(result).data);
  std::memset(out, fill, static_cast<size_t>(left));
  std::memcpy(out + left, s.data, static_cast<size_t>(s.length));
  std::memset(out + left + s.length, fill, static_cast<size_t>(right));
  return result;
}
enum class Justify { Left, Right, Center };
Value justify(Thread &t, const Value *args, Justify how, const char *name) {
  int64_t width;
  if (!toInt64(t, args[1], &width))
    return kNoValue;
  uint8_t fill = ' ';
  if (ok(args[2])) {
    bool fits =
        (isBytes(args[2]) || isInstance(args[2], TypeId::ByteArray)) && spanOf(args[2]).length == 1;
    if (!fits)
      return raise(t, Msg::FillByte, name, typeName(args[2]));
    fill = *spanOf(args[2]).data;
  }
  int64_t extra = std::max<int64_t>(width - spanOf(args[0]).length, 0);
  if (how == Justify::Left)
    return pad(t, args[0], 0, extra, fill);
  if (how == Justify::Right)
    return pad(t, args[0], extra, 0, fill);
  int64_t left = extra / 2 + (extra & width & 1);
  return pad(t, args[0], left, extra - left, fill);
}

} // namespace

Value bytesUpper(Thread &t, const Value *args) { return mapBytes(t, args[0], raised); }
Value bytesLower(Thread &t, const Value *args) { return mapBytes(t, args[0], lowered); }
Value bytesSwapCase(Thread &t, const Value *args) {
  return mapBytes(t, args[0],
                  [](uint8_t c) { return isAlphaByte(c) ? static_cast<uint8_t>(c ^ 32) : c; });
}
Value bytesCapitalize(Thread &t, const Value *args) {
  bool first = true;
  return mapBytes(t, args[0], [&](uint8_t c) {
    uint8_t x = first ? raised(c) : lowered(c);
    first = false;
    return x;
  });
}
Value bytesTitle(Thread &t, const Value *args) {
  bool previous = false;
  return mapBytes(t, args[0], [&](uint8_t c) {
    uint8_t x = previous ? lowered(c) : raised(c);
    previous = isAlphaByte(c);
    return x;
  });
}
Value bytesIsAlnum(Thread &, const Value *args) {
  return allBytes(args, [](uint8_t c) { return isAlphaByte(c) || isDigitByte(c); });
}
Value bytesIsAlpha(Thread &, const Value *args) { return allBytes(args, isAlphaByte); }
Value bytesIsDigit(Thread &, const Value *args) { return allBytes(args, isDigitByte); }
Value bytesIsSpace(Thread &, const Value *args) {
  return allBytes(args, [](uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); });
}
Value bytesIsAscii(Thread &, const Value *args) {
  return fromBool(bytesAreAscii(spanOf(args[0]).data, spanOf(args[0]).length));
}
Value bytesIsLower(Thread &, const Value *args) {
  ByteSpan s = spanOf(args[0]);
  bool any = false;
  for (int64_t i = 0; i < s.length; i++) {
    if (isUpperByte(s.data[i]))
      return fromBool(false);
    any |= isLowerByte(s.data[i]);
  }
  return fromBool(any);
}
Value bytesIsUpper(Thread &, const Value *args) {
  ByteSpan s = spanOf(args[0]);
  bool any = false;
  for (int64_t i = 0; i < s.length; i++) {
    if (isLowerByte(s.data[i]))
      return fromBool(false);
    any |= isUpperByte(s.data[i]);
  }
  return fromBool(any);
}
Value bytesIsTitle(Thread &, const Value *args) {
  ByteSpan s = spanOf(args[0]);
  bool any = false, previous = false;
  for (int64_t i = 0; i < s.length; i++) {
    uint8_t c = s.data[i];
    if ((isUpperByte(c) && previous) || (isLowerByte(c) && !previous))
      return fromBool(false);
    previous = isAlphaByte(c);
    any |= previous;
  }
  return fromBool(any);
}

Value bytesLjust(Thread &t, const Value *args) { return justify(t, args, Justify::Left, "ljust"); }
Value bytesRjust(Thread &t, const Value *args) { return justify(t, args, Justify::Right, "rjust"); }
Value bytesCenter(Thread &t, const Value *args) {
  return justify(t, args, Justify::Center, "center");
}

Value bytesZfill(Thread &t, const Value *args) {
  int64_t width;
  if (!toInt64(t, args[1], &width))
    return kNoValue;
  ByteSpan s = spanOf(args[0]);
  int64_t extra = width - s.length;
  if (extra <= 0)
    return pad(t, args[0], 0, 0, '0');
  Value result = TRY(pad(t, args[0], extra, 0, '0'));
  auto *out = const_cast<uint8_t *>(spanOf(result).data);
  if (out[extra] == '+' || out[extra] == '-')
    std::swap(out[0], out[extra]);
  return result;
}

Value bytesExpandTabs(Thread &t, const Value *args) {
  int64_t size, column = 0;
  if (!toInt32(t, ok(args[1]) ? args[1] : fromInt(8), &size))
    return kNoValue;
  ByteSpan s = spanOf(args[0]);
  std::string out;
  for (int64_t i = 0; i < s.length; i++) {
    uint8_t c = s.data[i];
    if (c == '\t') {
      if (size <= 0)
        continue;
      int64_t count = size - column % size;
      column += count;
      if (count > (int64_t{1} << 40))
        return raise(t, Msg::ExpandedBytesTooLong);
      out.append(static_cast<size_t>(count), ' ');
      continue;
    }
    column = c == '\n' || c == '\r' ? 0 : column + 1;
    out.push_back(static_cast<char>(c));
  }
  return bytesLike(t, args[0], out.data(), static_cast<int64_t>(out.size()));
}

Value bytesTranslate(Thread &t, const Value *args) {
  BytesArgument table, dropped;
  bool hasTable = !isNone(args[1]);
  if (hasTable) {
    if (!table.acquire(t, args[1]))
      return kNoValue;
    if (table.length != 256)
      return raise(t, Msg::TranslateTable);
  }
  bool drop[256] = {};
  if (ok(args[2])) {
    if (!dropped.acquire(t, args[2]))
      return kNoValue;
    for (int64_t i = 0; i < dropped.length; i++)
      drop[dropped.data[i]] = true;
  }
  ByteSpan s = spanOf(args[0]);
  std::string out;
  out.reserve(static_cast<size_t>(s.length));
  for (int64_t i = 0; i < s.length; i++)
    if (!drop[s.data[i]])
      out.push_back(static_cast<char>(hasTable ? table.data[s.data[i]] : s.data[i]));
  return bytesLike(t, args[0], out.data(), static_cast<int64_t>(out.size()));
}

Value bytesMakeTrans(Thread &t, const Value *args) {
  BytesArgument from, to;
  if (!from.acquire(t, args[0]) || !to.acquire(t, args[1]))
    return kNoValue;
  if (from.length != to.length)
    return raise(t, Msg::MakeTransBytesLengths);
  Bytes *table = TRY(bytesNew(t, nullptr, 256));
  for (int i = 0; i < 256; i++)
    table->data[i] = static_cast<uint8_t>(i);
  for (int64_t i = 0; i < from.length; i++)
    table->data[from.data[i]] = to.data[i];
  return fromObject(table);
}

Value hexText(Thread &t, ByteSpan s, Value separator, Value perSeparator) {
  int64_t per = 0;
  uint32_t sep = 0;
  if (ok(separator)) {
    per = 1;
    if (ok(perSeparator) && !toInt64(t, perSeparator, &per))
      return kNoValue;
    int64_t n = rt::length(t, separator);
    if (n < 0)
      return kNoValue;
    if (n != 1)
      return raise(t, Msg::HexSeparatorLength);
    if (isStr(separator))
      sep = strAt(as<Str>(separator), 0);
    else if (isBytes(separator))
      sep = as<Bytes>(separator)->data[0];
    else
      return raise(t, Msg::HexSeparatorType);
    if (sep > 127)
      return raise(t, Msg::HexSeparatorAscii);
  }
  int64_t group = per < 0 ? -per : per, gaps = group && s.length ? (s.length - 1) / group : 0;
  if (s.length == 0)
    return fromObject(strEmpty());
  Str *result = TRY(strNew(t, s.length * 2 + gaps, 1, true));
  static const char digits[] = "0123456789abcdef";
  uint8_t *out = result->data;
  for (int64_t i = 0; i < s.length; i++) {
    // Positive counts group from the right end, negative ones from the left.
    if (group && i && (per > 0 ? (s.length - i) % group == 0 : i % group == 0))
      *out++ = static_cast<uint8_t>(sep);
    *out++ = static_cast<uint8_t>(digits[s.data[i] >> 4]);
    *out++ = static_cast<uint8_t>(digits[s.data[i] & 15]);
  }
  return fromObject(result);
}
Value bytesHex(Thread &t, const Value *args) {
  return hexText(t, spanOf(args[0]), args[1], args[2]);
}

bool bytesFromHex(Thread &t, Str *text, std::string *out) {
  auto digit = [&](int64_t i) {
    uint32_t c = i < text->length ? strAt(text, i) : 0;
    return c >= '0' && c <= '9'                            ? static_cast<int>(c - '0')
           : (c | 32) >= 'a' && (c | 32) <= 'f' && c < 128 ? static_cast<int>((c | 32) - 'a' + 10)
                                                           : -1;
  };
  for (int64_t i = 0; !strIsAscii(text) && i < text->length; i++)
    if (strAt(text, i) >= 128)
      return ok(raise(t, Msg::FromHexDigit, i));
  for (int64_t i = 0; i < text->length;) {
    uint32_t c = strAt(text, i);
    if (c == ' ' || (c >= 9 && c <= 13)) {
      i++;
      continue;
    }
    int high = digit(i), low = high < 0 ? -1 : digit(i + 1);
    if (low < 0)
      return ok(raise(t, Msg::FromHexDigit, high < 0 ? i : i + 1));
    out->push_back(static_cast<char>(high << 4 | low));
    i += 2;
  }
  return true;
}

Value bytesDecode(Thread &t, const Value *args) {
  for (int i = 1; i <= 2; i++)
    if (ok(args[i]) && !isStr(args[i]))
      return raise(t, Msg::NamedArgumentMustBeStr, "decode", i == 1 ? "encoding" : "errors",
                   argumentTypeName(args[i]));
  return decodeText(t, args[0], ok(args[1]) ? as<Str>(args[1]) : nullptr,
                    ok(args[2]) ? as<Str>(args[2]) : nullptr);
}

} // namespace rt
