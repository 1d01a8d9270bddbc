// float <-> text. Printing: std::to_chars gives the digits (shortest or correctly rounded), the
// layout rules of repr and of the e, f, g formats are here. Reading: std::from_chars, exact.
#include "runtime-lib/objects/NumberText.h"
#include "runtime-lib/objects/float/Float.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>

namespace rt {
namespace {

// Digits d1 d2 ... dn of d1.d2...dn * 10^exponent.
struct Decimal {
  std::string digits;
  int exponent = 0;
};

// precision < 0: shortest.
Decimal decimalOf(double d, int precision) {
  std::string text(static_cast<size_t>((precision < 0 ? 17 : precision) + 16), '\0');
  char *begin = text.data(), *end = begin + text.size();
  auto result = precision < 0
                    ? std::to_chars(begin, end, d, std::chars_format::scientific)
                    : std::to_chars(begin, end, d, std::chars_format::scientific, precision);
  std::string_view s(begin, static_cast<size_t>(result.ptr - begin));
  size_t e = s.find('e');
  Decimal decimal;
  for (char c : s.substr(0, e))
    if (c != '.')
      decimal.digits.push_back(c);
  decimal.exponent = std::atoi(begin + e + 1);
  return decimal;
}

void appendExponent(std::string &out, int exponent, char letter) {
  out.push_back(letter);
  out.push_back(exponent < 0 ? '-' : '+');
  unsigned n = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
  if (n >= 100)
    out.push_back(static_cast<char>('0' + n / 100));
  out.push_back(static_cast<char>('0' + n / 10 % 10));
  out.push_back(static_cast<char>('0' + n % 10));
}

void appendScientific(std::string &out, const Decimal &d, bool point, char letter) {
  out.push_back(d.digits[0]);
  if (d.digits.size() > 1 || point)
    out.push_back('.');
  out.append(d.digits, 1, std::string::npos);
  appendExponent(out, d.exponent, letter);
}

void appendFixed(std::string &out, const Decimal &d, bool point) {
  int n = static_cast<int>(d.digits.size());
  if (d.exponent < 0) {
    out += "0.";
    out.append(static_cast<size_t>(-d.exponent - 1), '0');
    out += d.digits;
    return;
  }
  for (int i = 0; i <= d.exponent; i++)
    out.push_back(i < n ? d.digits[static_cast<size_t>(i)] : '0');
  if (n > d.exponent + 1) {
    out.push_back('.');
    out.append(d.digits, static_cast<size_t>(d.exponent + 1), std::string::npos);
  } else if (point) {
    out.push_back('.');
  }
}

void stripZeros(Decimal &d) {
  while (d.digits.size() > 1 && d.digits.back() == '0')
    d.digits.pop_back();
}

} // namespace

std::string_view shortestDouble(double d, char *buffer, bool addDotZero) {
  if (std::isnan(d))
    return "nan";
  if (std::isinf(d))
    return d < 0 ? "-inf" : "inf";
  // repr() is fixed for exponents -4 .. 15, where to_chars' own choice may differ.
  char *out = buffer;
  if (std::signbit(d)) {
    *out++ = '-';
    d = -d;
  }
  char text[40];
  auto result = std::to_chars(text, text + sizeof text, d, std::chars_format::scientific);
  char *e = result.ptr;
  while (*--e != 'e') {
  }
  *result.ptr = 0;
  int exponent = std::atoi(e + 1);
  char digits[24];
  int n = 0;
  for (char *p = text; p < e; p++)
    if (*p != '.')
      digits[n++] = *p;
  if (exponent < -4 || exponent >= 16) {
    *out++ = digits[0];
    if (n > 1) {
      *out++ = '.';
      std::memcpy(out, digits + 1, static_cast<size_t>(n - 1));
      out += n - 1;
    }
    *out++ = 'e';
    *out++ = exponent < 0 ? '-' : '+';
    unsigned x = static_cast<unsigned>(exponent < 0 ? -exponent : exponent);
    if (x >= 100)
      *out++ = static_cast<char>('0' + x / 100);
    *out++ = static_cast<char>('0' + x / 10 % 10);
    *out++ = static_cast<char>('0' + x % 10);
  } else if (exponent < 0) {
    *out++ = '0';
    *out++ = '.';
    for (int i = -1; i > exponent; i--)
      *out++ = '0';
    std::memcpy(out, digits, static_cast<size_t>(n));
    out += n;
  } else {
    for (int i = 0; i <= exponent; i++)
      *out++ = i < n ? digits[i] : '0';
    if (n > exponent + 1) {
      *out++ = '.';
      for (int i = exponent + 1; i < n; i++)
        *out++ = digits[i];
    } else if (addDotZero) {
      *out++ = '.';
      *out++ = '0';
    }
  }
  return {buffer, static_cast<size_t>(out - buffer)};
}

Str *floatRepr(Thread &t, double d) {
  char buffer[40];
  return strFromAscii(t, shortestDouble(d, buffer, true));
}

void floatFormat(double d, FloatFormat format, std::string_view *out, char *buffer, size_t size) {
  std::string text;
  bool upper = format.code == 'E' || format.code == 'F' || format.code == 'G';
  if (std::isnan(d)) {
    if (format.sign)
      text.push_back('+');
    text += upper ? "NAN" : "nan";
  } else {
    if (std::signbit(d))
      text.push_back('-');
    else if (format.sign)
      text.push_back('+');
    d = std::fabs(d);
    if (std::isinf(d)) {
      text += upper ? "INF" : "inf";
    } else {
      char letter = upper ? 'E' : 'e';
      size_t start = text.size();
      switch (format.code) {
      case 'r': {
        char shortest[40];
        text += shortestDouble(d, shortest, false);
        if (format.alternate && text.find('.', start) == std::string::npos) {
          size_t e = text.find('e', start);
          text.insert(e == std::string::npos ? text.size() : e, ".");
        }
        break;
      }
      case 'e':
      case 'E':
        appendScientific(text, decimalOf(d, format.precision), format.alternate, letter);
        break;
      case 'f':
      case 'F': {
        std::string digits(static_cast<size_t>(format.precision) + 330, '\0');
        auto r = std::to_chars(digits.data(), digits.data() + digits.size(), d,
                               std::chars_format::fixed, format.precision);
        text.append(digits.data(), r.ptr);
        if (format.alternate && format.precision == 0)
          text.push_back('.');
        break;
      }
      default: { // g, G
        int precision = format.precision > 0 ? format.precision : 1;
        Decimal decimal = decimalOf(d, precision - 1);
        bool fixed = decimal.exponent >= -4 && decimal.exponent < precision;
        if (!format.alternate)
          stripZeros(decimal);
        if (fixed)
          appendFixed(text, decimal, format.alternate);
        else
          appendScientific(text, decimal, format.alternate, letter);
      }
      }
      if (format.addDotZero && text.find_first_of(".eE", start) == std::string::npos)
        text += ".0";
    }
  }
  size_t n = text.size() < size ? text.size() : size;
  std::memcpy(buffer, text.data(), n);
  *out = {buffer, n};
}

size_t parseDoublePrefix(std::string_view text, double *out) {
  const char *begin = text.data(), *end = begin + text.size(), *p = begin;
  bool negative = false;
  if (p < end && (*p == '+' || *p == '-'))
    negative = *p++ == '-';
  auto word = [&](std::string_view lower) {
    if (static_cast<size_t>(end - p) < lower.size())
      return false;
    for (size_t i = 0; i < lower.size(); i++)
      if ((p[i] | 0x20) != lower[i])
        return false;
    return true;
  };
  auto special = [&](size_t length, double value) {
    *out = negative ? -value : value;
    return static_cast<size_t>(p - begin) + length;
  };
  if (word("infinity"))
    return special(8, INFINITY);
  if (word("inf"))
    return special(3, INFINITY);
  if (word("nan"))
    return special(3, NAN);
  if (p == end || !((*p >= '0' && *p <= '9') || *p == '.'))
    return 0;
  double d = 0;
  auto result = std::from_chars(p, end, d, std::chars_format::general);
  if (result.ec == std::errc::invalid_argument)
    return 0;
  if (result.ec == std::errc::result_out_of_range)
    d = std::strtod(std::string(p, result.ptr).c_str(), nullptr);
  *out = negative ? -d : d;
  return static_cast<size_t>(result.ptr - begin);
}

bool parseDouble(std::string_view text, double *out) {
  auto isSpace = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
  while (!text.empty() && isSpace(text.front()))
    text.remove_prefix(1);
  while (!text.empty() && isSpace(text.back()))
    text.remove_suffix(1);
  std::string plain;
  if (text.find('_') != std::string_view::npos) {
    // Underscores only between digits.
    auto isDigit = [&](size_t i) { return i < text.size() && text[i] >= '0' && text[i] <= '9'; };
    for (size_t i = 0; i < text.size(); i++) {
      if (text[i] != '_')
        plain.push_back(text[i]);
      else if (i == 0 || !isDigit(i - 1) || !isDigit(i + 1))
        return false;
    }
    text = plain;
  }
  return !text.empty() && parseDoublePrefix(text, out) == text.size();
}

Value floatFromText(Thread &t, Str *text) {
  double d;
  bool good = strIsAscii(text) ? parseDouble({reinterpret_cast<const char *>(text->data),
                                              static_cast<size_t>(text->length)},
                                             &d)
                               : parseDouble(numberText(text), &d);
  if (!good)
    return raise(t, Msg::InvalidFloatText, reprOf(fromObject(text)));
  // Each nan made from text has a payload of its own: it is a new object, and containers tell
  // objects apart that way.
  static uint32_t nanCount = 0;
  if (std::isnan(d)) {
    uint64_t bits;
    std::memcpy(&bits, &d, sizeof bits);
    bits += ++nanCount;
    std::memcpy(&d, &bits, sizeof bits);
  }
  return floatValue(t, d);
}

// --- Rounding to decimal digits
Value floatRound(Thread &t, double d, int64_t digits) {
  if (!std::isfinite(d) || d == 0 || digits > 323)
    return floatValue(t, d);
  double zero = std::copysign(0.0, d);
  if (digits < -308)
    return floatValue(t, zero);
  char buffer[700];
  double result;
  if (digits >= 0) {
    auto r = std::to_chars(buffer, buffer + sizeof buffer, d, std::chars_format::fixed,
                           static_cast<int>(digits));
    std::from_chars(buffer, r.ptr, result);
  } else {
    // The exact integer part; d has no fraction when it is large.
    double magnitude = std::fabs(d);
    int exponent = decimalOf(magnitude, 0).exponent;
    Decimal exact = decimalOf(magnitude, 760);
    exponent = exact.exponent;
    int64_t keep = exponent + 1 + digits; // digits kept before the cut
    if (keep < 0)
      return floatValue(t, zero);
    std::string kept = exact.digits.substr(0, static_cast<size_t>(keep));
    std::string rest = exact.digits.substr(static_cast<size_t>(keep));
    stripZeros(exact);
    bool odd = !kept.empty() && ((kept.back() - '0') & 1);
    bool tail = rest.find_first_not_of('0', 1) != std::string::npos;
    bool up = rest[0] > '5' || (rest[0] == '5' && (tail || odd));
    if (kept.empty()) {
      if (!up)
        return floatValue(t, zero);
      kept = "1";
      up = false;
    }
    if (up) {
      size_t i = kept.size();
      while (i && kept[i - 1] == '9')
        kept[--i] = '0';
      if (i)
        kept[i - 1]++;
      else
        kept.insert(0, "1");
    }
    std::string text = kept + "e" + std::to_string(-digits);
    auto r = std::from_chars(text.data(), text.data() + text.size(), result);
    if (r.ec != std::errc{})
      result = INFINITY;
    if (std::signbit(d))
      result = -result;
  }
  if (std::isinf(result))
    return raise(t, Msg::RoundOverflow);
  return floatValue(t, result);
}

} // namespace rt
