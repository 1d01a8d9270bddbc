// The methods of float (Library reference, "Additional Methods on Float").
#include "runtime-lib/objects/float/Float.h"
#include "runtime-lib/objects/format/Format.h"
#include "runtime-lib/objects/int/Int.h"

#include <bit>
#include <cmath>
#include <string>

namespace rt {
namespace {

Value exactFloat(Thread &t, Value self) { return floatValue(t, floatAsDouble(self)); }
Value imag(Thread &t, Value) { return floatValue(t, 0.0); }

Value exactMethod(Thread &t, const Value *args) { return exactFloat(t, args[0]); }
Value truncMethod(Thread &t, const Value *args) { return intFromDouble(t, floatAsDouble(args[0])); }
Value floorMethod(Thread &t, const Value *args) {
  return intFromDouble(t, std::floor(floatAsDouble(args[0])));
}
Value ceilMethod(Thread &t, const Value *args) {
  return intFromDouble(t, std::ceil(floatAsDouble(args[0])));
}
Value isInteger(Thread &, const Value *args) {
  double d = floatAsDouble(args[0]);
  return fromBool(std::isfinite(d) && std::floor(d) == d);
}
Value getNewArgs(Thread &t, const Value *args) {
  return fromObject(TRY(tupleOf(t, exactFloat(t, args[0]))));
}

Value roundMethod(Thread &t, const Value *args) {
  double d = floatAsDouble(args[0]);
  if (!ok(args[1]) || isNone(args[1])) {
    double r = std::round(d);
    if (std::fabs(d - r) == 0.5)
      r = 2.0 * std::round(d / 2.0); // ties to even
    return intFromDouble(t, r);
  }
  int64_t digits;
  if (!toSizeClipped(t, args[1], &digits))
    return kNoValue;
  return floatRound(t, d, digits);
}

Value divmodPair(Thread &t, Value a, Value b) {
  double x, y;
  if (int got = floatOperand(t, a, &x); got <= 0)
    return got ? kNoValue : notImplemented();
  if (int got = floatOperand(t, b, &y); got <= 0)
    return got ? kNoValue : notImplemented();
  if (y == 0)
    return raise(t, Msg::FloatDivmodByZero);
  return fromObject(
      TRY(tupleOf(t, floatValue(t, floatFloorDivide(x, y)), floatValue(t, floatModulo(x, y)))));
}
Value divmodMethod(Thread &t, const Value *args) { return divmodPair(t, args[0], args[1]); }
Value rdivmodMethod(Thread &t, const Value *args) { return divmodPair(t, args[1], args[0]); }

Value asIntegerRatio(Thread &t, const Value *args) {
  double d = floatAsDouble(args[0]);
  if (std::isinf(d))
    return raise(t, Msg::InfinityToRatio);
  if (std::isnan(d))
    return raise(t, Msg::NanToRatio);
  int exponent;
  double m = std::frexp(d, &exponent);
  for (int i = 0; i < 300 && m != std::floor(m); i++) {
    m *= 2;
    exponent--;
  }
  Value numerator = intFromDouble(t, m), denominator = fromInt(1);
  if (exponent > 0)
    numerator = intShiftLeft(t, numerator, fromInt(exponent));
  else
    denominator = intShiftLeft(t, denominator, fromInt(-exponent));
  return fromObject(TRY(tupleOf(t, numerator, denominator)));
}

Value hexMethod(Thread &t, const Value *args) {
  double d = floatAsDouble(args[0]);
  if (!std::isfinite(d))
    return fromObject(TRY(floatRepr(t, d)));
  std::string text = std::signbit(d) ? "-0x" : "0x";
  d = std::fabs(d);
  if (d == 0)
    return fromObject(TRY(strFromAscii(t, text + "0.0p+0")));
  int exponent;
  double m = std::frexp(d, &exponent);
  int shift = 1 - (exponent < -1021 ? -1021 - exponent : 0);
  m = std::ldexp(m, shift);
  exponent -= shift;
  text.push_back(static_cast<char>('0' + static_cast<int>(m)));
  text.push_back('.');
  m -= static_cast<int>(m);
  for (int i = 0; i < 13; i++) {
    m *= 16;
    text.push_back("0123456789abcdef"[static_cast<int>(m)]);
    m -= static_cast<int>(m);
  }
  text.push_back('p');
  text.push_back(exponent < 0 ? '-' : '+');
  text += std::to_string(exponent < 0 ? -exponent : exponent);
  return fromObject(TRY(strFromAscii(t, text)));
}

int hexValue(char c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  char lower = static_cast<char>(c | 0x20);
  return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

enum class HexResult { Good, Malformed, TooLarge };

// [sign] ['0x'] integer ['.' fraction] ['p' exponent], rounded half to even.
HexResult parseHex(std::string_view s, double *out) {
  auto isSpace = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
  while (!s.empty() && isSpace(s.front()))
    s.remove_prefix(1);
  while (!s.empty() && isSpace(s.back()))
    s.remove_suffix(1);
  bool negative = false;
  if (!s.empty() && (s[0] == '+' || s[0] == '-')) {
    negative = s[0] == '-';
    s.remove_prefix(1);
  }
  auto answer = [&](double d) {
    *out = negative ? -d : d;
    return HexResult::Good;
  };
  std::string lower(s);
  for (char &c : lower)
    c = static_cast<char>(c >= 'A' && c <= 'Z' ? c | 0x20 : c);
  if (lower == "inf" || lower == "infinity")
    return answer(INFINITY);
  if (lower == "nan")
    return answer(NAN);
  size_t i = lower.starts_with("0x") ? 2 : 0;
  std::string digits;
  long pointAt = -1;
  for (; i < lower.size(); i++) {
    if (lower[i] == '.' && pointAt < 0)
      pointAt = static_cast<long>(digits.size());
    else if (hexValue(lower[i]) >= 0)
      digits.push_back(lower[i]);
    else
      break;
  }
  if (digits.empty())
    return HexResult::Malformed;
  long exponent = 0;
  if (i < lower.size()) {
    if (lower[i++] != 'p')
      return HexResult::Malformed;
    bool minus = false;
    if (i < lower.size() && (lower[i] == '+' || lower[i] == '-'))
      minus = lower[i++] == '-';
    if (i == lower.size())
      return HexResult::Malformed;
    for (; i < lower.size(); i++) {
      if (lower[i] < '0' || lower[i] > '9')
        return HexResult::Malformed;
      if (exponent < 1000000000)
        exponent = exponent * 10 + (lower[i] - '0');
    }
    if (minus)
      exponent = -exponent;
  }
  if (pointAt >= 0)
    exponent -= 4 * (static_cast<long>(digits.size()) - pointAt);
  // value = digits * 2^exponent: the leading 64 bits and whether anything follows.
  uint64_t mantissa = 0;
  bool sticky = false;
  for (char c : digits) {
    unsigned d = static_cast<unsigned>(hexValue(c));
    if (mantissa >> 60) {
      sticky |= d != 0;
      exponent += 4;
    } else {
      mantissa = mantissa << 4 | d;
    }
  }
  if (!mantissa)
    return answer(0.0);
  int zeros = std::countl_zero(mantissa);
  mantissa <<= zeros;
  exponent -= zeros;
  long top = exponent + 64; // value in [2^(top-1), 2^top)
  if (top > 1100)
    return HexResult::TooLarge;
  long keep = top < -1021 ? 53 - (-1021 - top) : 53;
  if (keep < 0)
    return answer(0.0);
  long drop = 64 - keep;
  uint64_t kept = drop == 64 ? 0 : mantissa >> drop;
  uint64_t half = uint64_t{1} << (drop - 1),
           rest = drop == 64 ? mantissa : mantissa & ((uint64_t{1} << drop) - 1);
  if (rest > half || (rest == half && (sticky || (kept & 1))))
    kept++;
  double d = std::ldexp(static_cast<double>(kept), static_cast<int>(exponent + drop));
  return std::isinf(d) ? HexResult::TooLarge : answer(d);
}

Value fromHex(Thread &t, const Value *args) {
  if (!isStr(args[1]))
    return raise(t, Msg::BadArgumentType, typeName(args[1]));
  double d;
  switch (parseHex(strUtf8(t, as<Str>(args[1])), &d)) {
  case HexResult::Malformed:
    return raise(t, Msg::InvalidHexFloat);
  case HexResult::TooLarge:
    return raise(t, Msg::HexFloatTooLarge);
  case HexResult::Good:
    break;
  }
  Value v = floatValue(t, d);
  return asObject(args[0]) == builtinType(TypeId::Float) ? v : callWith(t, args[0], v);
}

Value getFormat(Thread &t, const Value *args) {
  bool little = std::endian::native == std::endian::little;
  if (isStr(args[1]) &&
      (strEquals(as<Str>(args[1]), "double") || strEquals(as<Str>(args[1]), "float")))
    return fromObject(TRY(strFromAscii(t, little ? "IEEE, little-endian" : "IEEE, big-endian")));
  if (!isStr(args[1]))
    return raise(t, Msg::SingleArgumentMustBeStr, "__getformat__", argumentTypeName(args[1]));
  return raise(t, Msg::GetFormatArgument);
}

} // namespace

const NativeRow kFloatMethods[] = {
    {"__ceil__", ceilMethod, "($self, /)", NativeKind::Method,
     "Return the ceiling as an Integral."},
    {"__divmod__", divmodMethod, "($self, value, /)", NativeKind::Method,
     "Return divmod(self, value)."},
    {"__floor__", floorMethod, "($self, /)", NativeKind::Method,
     "Return the floor as an Integral."},
    {"__format__", floatFormatMethod, "($self, format_spec, /)"},
    {"__getformat__", getFormat, "($type, typestr, /)", NativeKind::ClassMethod},
    {"__getnewargs__", getNewArgs, "($self, /)"},
    {"__rdivmod__", rdivmodMethod, "($self, value, /)", NativeKind::Method,
     "Return divmod(value, self)."},
    {"__round__", roundMethod, "($self, ndigits=None, /)"},
    {"__trunc__", truncMethod, "($self, /)", NativeKind::Method,
     "Return the Integral closest to x between 0 and x."},
    {"as_integer_ratio", asIntegerRatio, "($self, /)", NativeKind::Method,
     "The float as a fraction in lowest terms with a positive denominator.\n"
     "\n"
     ">>> (-0.75).as_integer_ratio()\n"
     "(-3, 4)"},
    {"conjugate", exactMethod, "($self, /)", NativeKind::Method,
     "Return self, the complex conjugate of any float."},
    {"fromhex", fromHex, "($type, string, /)", NativeKind::ClassMethod,
     "The float that a hexadecimal text stands for.\n"
     "\n"
     ">>> float.fromhex('0x1.8p1')\n"
     "3.0"},
    {"hex", hexMethod, "($self, /)", NativeKind::Method,
     "Return a hexadecimal representation of a floating-point number.\n"
     "\n"
     ">>> (3.0).hex()\n"
     "'0x1.8000000000000p+1'"},
    {"is_integer", isInteger, "($self, /)", NativeKind::Method,
     "Return True if the float is an integer."},
    {nullptr, nullptr, nullptr},
};
const GetSetRow kFloatGetSets[] = {
    {"imag", imag, nullptr, "the imaginary part of a complex number"},
    {"real", exactFloat, nullptr, "the real part of a complex number"},
    {nullptr, nullptr},
};

} // namespace rt
