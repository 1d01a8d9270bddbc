// Text of a double with a given precision, correctly rounded (half to even on the exact value).
//
// Fixed notation of ordinary numbers: d = m * 2^e, so d * 10^p = m * 5^p * 2^(e+p) fits 128 bits
// for p <= 22 and one shift with an exact remainder rounds it. Everything else asks the C library,
// which is exact too.
#include "runtime-lib/objects/format/Format.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace rt {
namespace {

using u128 = unsigned __int128;

bool fixedFast(double d, int64_t precision, bool alternate, std::string *out) {
  if (precision > 22)
    return false;
  uint64_t bits;
  std::memcpy(&bits, &d, 8);
  int exponent = static_cast<int>(bits >> 52 & 0x7ff);
  uint64_t m = bits & 0xfffffffffffffULL;
  if (exponent)
    m |= 1ULL << 52;
  else
    exponent = 1;
  int shift = exponent - 1075 + static_cast<int>(precision); // of m * 5^precision
  u128 n = m;
  for (int64_t i = 0; i < precision; i++)
    n *= 5;
  if (shift > 0) {
    if (shift > 10 || n >> (127 - shift))
      return false;
    n <<= shift;
  } else if (shift < 0) {
    if (-shift >= 127)
      n = 0; // n < 2^105: far below one half
    else {
      u128 unit = static_cast<u128>(1) << -shift, rest = n & (unit - 1), half = unit >> 1;
      n >>= -shift;
      if (rest > half || (rest == half && (n & 1)))
        n++;
    }
  }
  char buffer[48], *end = buffer + sizeof buffer, *p = end;
  int64_t digits = 0;
  auto put = [&](uint64_t x, bool last) {
    int count = 0;
    while (last ? (x > 0 || digits <= precision) : count < 18) {
      if (digits == precision && (precision > 0 || alternate))
        *--p = '.';
      *--p = static_cast<char>('0' + x % 10);
      x /= 10, digits++, count++;
    }
  };
  constexpr uint64_t big = 1000000000000000000ULL;
  if (n >= big) {
    put(static_cast<uint64_t>(n % big), false);
    n /= big;
    if (n >= big)
      return false;
  }
  put(static_cast<uint64_t>(n), true);
  if (bits >> 63)
    *--p = '-';
  out->assign(p, static_cast<size_t>(end - p));
  return true;
}

void viaPrintf(const char *pattern, int64_t precision, double d, std::string *out) {
  char small[128];
  int n = std::snprintf(small, sizeof small, pattern, static_cast<int>(precision), d);
  if (n < static_cast<int>(sizeof small)) {
    out->assign(small, static_cast<size_t>(n));
    return;
  }
  out->resize(static_cast<size_t>(n) + 1);
  std::snprintf(out->data(), out->size(), pattern, static_cast<int>(precision), d);
  out->resize(static_cast<size_t>(n));
}

// %g after Python's rules: as C's, but a float without exponent may have to show ".0", and then the
// exponent form begins one digit earlier.
void general(double d, int64_t precision, bool alternate, bool addDotZero, bool upper,
             std::string *out) {
  if (precision == 0)
    precision = 1;
  std::string text;
  viaPrintf("%.*e", precision - 1, d, &text);
  bool negative = text[0] == '-';
  size_t mark = text.rfind('e');
  int exponent = std::atoi(text.c_str() + mark + 1);
  std::string digits;
  for (size_t i = negative; i < mark; i++)
    if (text[i] != '.')
      digits.push_back(text[i]);
  if (!alternate)
    while (digits.size() > 1 && digits.back() == '0')
      digits.pop_back();
  out->assign(negative ? "-" : "");
  auto count = static_cast<int>(digits.size());
  if (exponent < -4 || exponent >= precision - (addDotZero ? 1 : 0)) {
    out->push_back(digits[0]);
    if (count > 1 || alternate)
      out->push_back('.');
    out->append(digits, 1);
    char tail[8];
    std::snprintf(tail, sizeof tail, "%c%c%02d", upper ? 'E' : 'e', exponent < 0 ? '-' : '+',
                  std::abs(exponent));
    out->append(tail);
    return;
  }
  if (exponent < 0) {
    out->append("0.");
    out->append(static_cast<size_t>(-exponent - 1), '0');
    out->append(digits);
    return;
  }
  for (int i = 0; i <= exponent; i++)
    out->push_back(i < count ? digits[static_cast<size_t>(i)] : '0');
  if (count > exponent + 1) {
    out->push_back('.');
    out->append(digits, static_cast<size_t>(exponent) + 1);
  } else if (addDotZero)
    out->append(".0");
  else if (alternate)
    out->push_back('.');
}

} // namespace

void doubleText(double d, char code, int64_t precision, bool alternate, bool addDotZero,
                std::string *out) {
  bool upper = code == 'E' || code == 'F' || code == 'G';
  if (!std::isfinite(d)) {
    *out = std::isnan(d)     ? (upper ? "NAN" : "nan")
           : std::signbit(d) ? (upper ? "-INF" : "-inf")
                             : (upper ? "INF" : "inf");
    return;
  }
  switch (code) {
  case 'f':
  case 'F':
    if (!fixedFast(d, precision, alternate, out))
      viaPrintf(alternate ? "%#.*f" : "%.*f", precision, d, out);
    return;
  case 'e':
    return viaPrintf(alternate ? "%#.*e" : "%.*e", precision, d, out);
  case 'E':
    return viaPrintf(alternate ? "%#.*E" : "%.*E", precision, d, out);
  case 'g':
  case 'G':
    return general(d, precision, alternate, addDotZero, upper, out);
  default: {
    char buffer[64];
    std::string_view text;
    floatFormat(d,
                {.code = 'r',
                 .precision = 0,
                 .alternate = alternate && !addDotZero,
                 .addDotZero = addDotZero,
                 .sign = false},
                &text, buffer, sizeof buffer);
    *out = text;
    if (alternate && addDotZero &&
        out->find('.') == std::string::npos) // 1e+16 shows its point: 1.e+16
      out->insert(std::min(out->find('e'), out->size()), ".");
    return;
  }
  }
}

} // namespace rt
