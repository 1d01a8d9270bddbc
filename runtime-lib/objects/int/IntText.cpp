// int <-> text: repr, int(text, base), and the limit on decimal conversions (Library reference,
// "Integer string conversion length limitation").
#include "runtime-lib/objects/int/Int.h"

#include <cstring>
#include <string>

namespace rt {

using big::Limb;
using big::Scratch;

int64_t rt_intMaxStrDigits = 4300;

namespace {

// "00" to "99"
struct DigitPairs {
  char text[200];
  constexpr DigitPairs() : text() {
    for (int i = 0; i < 100; i++)
      text[2 * i] = static_cast<char>('0' + i / 10), text[2 * i + 1] = static_cast<char>('0' + i % 10);
  }
};
constexpr DigitPairs kPairs;

} // namespace

char *writeDigits(char *end, uint64_t n, unsigned base) {
  char *at = end;
  if (base == 10) {
    for (; n >= 100; n /= 100)
      std::memcpy(at -= 2, kPairs.text + n % 100 * 2, 2);
    if (n >= 10)
      std::memcpy(at -= 2, kPairs.text + n * 2, 2);
    else
      *--at = static_cast<char>('0' + n);
    return at;
  }
  auto put = [&](uint64_t d) { *--at = "0123456789abcdefghijklmnopqrstuvwxyz"[d]; };
  if ((base & (base - 1)) == 0) {
    int bits = __builtin_ctz(base);
    do
      put(n & (base - 1));
    while (n >>= bits);
  } else {
    do
      put(n % base);
    while (n /= base);
  }
  return at;
}

Str *intToText(Thread &t, Value v, int base) {
  int64_t n;
  if (isInt(v) || isBool(v)) {
    if (!intFits(v, &n))
      __builtin_unreachable();
    char buffer[kDigitRoom + 1], *end = buffer + sizeof buffer;
    uint64_t magnitude = n < 0 ? uint64_t{0} - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
    char *at = writeDigits(end, magnitude, static_cast<unsigned>(base));
    if (n < 0)
      *--at = '-';
    return strFromAscii(t, {at, static_cast<size_t>(end - at)});
  }
  IntView x(v);
  bool decimal = base & (base - 1);
  size_t bound = big::digitBound(x.limbs, x.count, static_cast<unsigned>(base));
  size_t limit = static_cast<size_t>(rt_intMaxStrDigits);
  if (decimal && limit && bound > limit + 3) {
    raise(t, Msg::IntTooLongForStr, rt_intMaxStrDigits);
    return nullptr;
  }
  std::string text(bound + 1, '-');
  size_t count = big::toDigits(text.data() + 1, x.limbs, x.count, static_cast<unsigned>(base));
  if (decimal && limit && count > limit) {
    raise(t, Msg::IntTooLongForStr, rt_intMaxStrDigits);
    return nullptr;
  }
  return strFromAscii(t, {text.data() + !x.negative, count + x.negative});
}

Value intFromDecimal(Thread &t, std::string_view digits) {
  bool negative = !digits.empty() && digits[0] == '-';
  if (negative)
    digits.remove_prefix(1);
  std::string values(digits);
  for (char &c : values)
    c = static_cast<char>(c - '0');
  Scratch limbs(big::limbBound(values.size(), 10));
  size_t n =
      big::fromDigits(limbs, reinterpret_cast<const uint8_t *>(values.data()), values.size(), 10);
  return intFromLimbs(t, limbs, n, negative);
}

namespace {

int digitValue(unsigned char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 10;
  if (c >= 'A' && c <= 'Z')
    return c - 'A' + 10;
  return 99;
}
bool isSpace(unsigned char c) { return c == ' ' || (c >= 9 && c <= 13); }

} // namespace

Value intParse(Thread &t, const char *text, size_t length, int base, bool *malformed) {
  *malformed = true;
  const char *p = text, *end = text + length;
  while (p < end && isSpace(static_cast<unsigned char>(*p)))
    p++;
  while (end > p && isSpace(static_cast<unsigned char>(end[-1])))
    end--;
  bool negative = false;
  if (p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  // Reference 2.4.5: prefixes select the base when it is 0, and are allowed when they match it.
  bool zeroOnly = false;
  if (end - p >= 2 && *p == '0') {
    int prefix = p[1] == 'x' || p[1] == 'X'   ? 16
                 : p[1] == 'o' || p[1] == 'O' ? 8
                 : p[1] == 'b' || p[1] == 'B' ? 2
                                              : 0;
    if (prefix && (base == 0 || base == prefix)) {
      base = prefix;
      p += 2;
      if (p < end && *p == '_')
        p++;
    } else if (base == 0) {
      zeroOnly = true; // "00" is zero, "010" is an error
    }
  }
  if (base == 0)
    base = 10;
  if (p == end)
    return kNoValue;
  // Fast path: up to 18 decimal digits.
  if (base == 10 && end - p <= 18 && !zeroOnly) {
    int64_t n = 0;
    const char *q = p;
    for (; q < end && *q >= '0' && *q <= '9'; q++)
      n = n * 10 + (*q - '0');
    if (q == end) {
      *malformed = false;
      return fromInt(negative ? -n : n);
    }
  }
  const size_t count = static_cast<size_t>(end - p);
  if (base == 10 && count <= big::kMaxDecimalText && !zeroOnly && big::isDecimalText(p, count)) {
    *malformed = false;
    if (rt_intMaxStrDigits && count > static_cast<size_t>(rt_intMaxStrDigits))
      return raise(t, Msg::IntTooLongToParse, rt_intMaxStrDigits, count);
    Limb limbs[big::kMaxDecimalText / 19 + 1];
    return intFromLimbs(t, limbs, big::fromDecimalText(limbs, p, count), negative);
  }
  std::string digits;
  digits.reserve(count);
  bool separator = true; // an underscore may not come first
  for (; p < end; p++) {
    if (*p == '_') {
      if (separator)
        return kNoValue;
      separator = true;
      continue;
    }
    int d = digitValue(static_cast<unsigned char>(*p));
    if (d >= base || (zeroOnly && d))
      return kNoValue;
    digits.push_back(static_cast<char>(d));
    separator = false;
  }
  if (separator)
    return kNoValue;
  *malformed = false;
  if ((base & (base - 1)) && rt_intMaxStrDigits &&
      digits.size() > static_cast<size_t>(rt_intMaxStrDigits))
    return raise(t, Msg::IntTooLongToParse, rt_intMaxStrDigits, digits.size());
  unsigned b = static_cast<unsigned>(base);
  Scratch limbs(big::limbBound(digits.size(), b));
  size_t n =
      big::fromDigits(limbs, reinterpret_cast<const uint8_t *>(digits.data()), digits.size(), b);
  return intFromLimbs(t, limbs, n, negative);
}

} // namespace rt
