// The format specification: [[fill]align][sign][z][#][0][width][grouping][.precision][type], and
// its use for str and for numbers. A number is made of sign, prefix, digits (grouped) and the rest
// (point, exponent, percent sign); zero padding goes between prefix and digits and takes part in
// grouping.
#include "runtime-lib/objects/format/Format.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <clocale>
#include <cmath>
#include <cstdio>

namespace rt {
namespace {

bool isAlign(uint32_t c) { return c == '<' || c == '>' || c == '=' || c == '^'; }

// Reads digits; false when the number does not fit.
bool readNumber(const Str *s, int64_t *at, int64_t *out, int64_t *digits) {
  int64_t n = 0, start = *at;
  for (; *at < s->length; ++*at) {
    uint32_t c = strAt(s, *at);
    if (c < '0' || c > '9')
      break;
    if (__builtin_mul_overflow(n, 10, &n) ||
        __builtin_add_overflow(n, static_cast<int64_t>(c - '0'), &n))
      return false;
  }
  *digits = *at - start;
  *out = n;
  return true;
}

std::string describeCode(uint32_t c) {
  if (c > 32 && c < 128)
    return std::string(1, static_cast<char>(c));
  char text[16];
  std::snprintf(text, sizeof text, "\\x%x", c);
  return text;
}

bool unknownCode(Thread &t, uint32_t code, Value v) {
  return ok(raise(t, Msg::UnknownFormatCode, describeCode(code), typeName(v)));
}

/// The parts of a formatted number, all ASCII but `rest` of 'c'.
struct NumberParts {
  std::string_view sign, prefix, digits, rest;
};

// Group sizes from the right; the last repeats. Empty: no grouping.
struct Grouping {
  std::string_view separator;
  const char *sizes = "";
};

// Appends digits with separators and leading zeros up to minWidth, never starting with a separator.
void groupDigits(std::string *out, std::string_view digits, const Grouping &grouping,
                 int64_t minWidth) {
  std::string reversed;
  auto remaining = static_cast<int64_t>(digits.size());
  const char *size = grouping.sizes;
  bool first = true;
  for (;;) {
    int64_t group = *size && *size != 127 ? *size : INT64_MAX;
    if (size[0] && size[1])
      size++;
    group = std::min(group, std::max<int64_t>({remaining, minWidth, 1}));
    if (!first)
      reversed.append(grouping.separator.rbegin(), grouping.separator.rend());
    first = false;
    for (int64_t i = 0; i < group; i++)
      reversed.push_back(remaining > 0 ? digits[static_cast<size_t>(--remaining)] : '0');
    minWidth -= group;
    if (remaining <= 0 && minWidth <= 0)
      break;
    minWidth -= static_cast<int64_t>(grouping.separator.size());
  }
  out->append(reversed.rbegin(), reversed.rend());
}

// Lays the parts out; `wide` replaces parts.rest when it is one character outside ASCII.
Str *layOut(Thread &t, const FormatSpec &spec, const NumberParts &parts, const Grouping &grouping,
            uint32_t wide = 0) {
  bool zeroFill = spec.fill == '0' && spec.align == '=';
  auto fixed = static_cast<int64_t>(parts.sign.size() + parts.prefix.size() + parts.rest.size() +
                                    (wide ? 1 : 0));
  std::string digits;
  std::string_view body = parts.digits;
  if (!parts.digits.empty() && *grouping.sizes) { // else zeros are fill like any other
    groupDigits(&digits, parts.digits, grouping, zeroFill ? spec.width - fixed : 0);
    body = digits;
  }
  int64_t length = fixed + static_cast<int64_t>(body.size()),
          padding = std::max<int64_t>(spec.width - length, 0);
  int64_t left = spec.align == '>' ? padding : spec.align == '^' ? padding / 2 : 0;
  int64_t middle = spec.align == '=' ? padding : 0;
  unsigned kind = padding ? std::max(kindFor(spec.fill), kindFor(wide)) : kindFor(wide);
  bool ascii = wide < 128 && (!padding || spec.fill < 128);
  Str *result = TRY(strNew(t, length + padding, kind, ascii));
  int64_t at = 0;
  auto fill = [&](int64_t count) {
    if (kind == 1)
      std::memset(result->data + at, static_cast<int>(spec.fill), static_cast<size_t>(count)),
          at += count;
    else
      while (count-- > 0)
        putPoint(result->data, kind, at++, spec.fill);
  };
  auto put = [&](std::string_view text) {
    copyUnits(result->data + at * kind, kind, reinterpret_cast<const uint8_t *>(text.data()), 1,
              static_cast<int64_t>(text.size()));
    at += static_cast<int64_t>(text.size());
  };
  fill(left);
  put(parts.sign);
  put(parts.prefix);
  fill(middle);
  put(body);
  put(parts.rest);
  if (wide)
    putPoint(result->data, kind, at++, wide);
  fill(length + padding - at);
  return result;
}

Grouping groupingFor(const FormatSpec &spec) {
  static const char three[] = {3, 0}, four[] = {4, 0};
  if (spec.type == 'n') {
    const lconv *locale = std::localeconv();
    return {locale->thousands_sep, *locale->thousands_sep ? locale->grouping : ""};
  }
  if (!spec.grouping)
    return {};
  bool fours = spec.type == 'b' || spec.type == 'o' || spec.type == 'x' || spec.type == 'X';
  return {spec.grouping == ',' ? "," : "_", fours ? four : three};
}

std::string_view signText(char sign, bool negative) {
  return negative ? "-" : sign == '+' ? "+" : sign == ' ' ? " " : "";
}

bool isFloatCode(uint32_t c) {
  return c == 'e' || c == 'E' || c == 'f' || c == 'F' || c == 'g' || c == 'G' || c == '%';
}

// Number text without sign, split into digits and rest.
struct DoubleParts {
  std::string text;
  bool negative = false;
  std::string_view digits, rest;
};
bool negativeZeroText(std::string_view text) {
  for (char c : text)
    if (c >= '1' && c <= '9')
      return false;
    else if (c == 'e' || c == 'E')
      break;
  return true;
}
void splitDouble(double d, const FormatSpec &spec, char code, bool addDotZero, bool percent,
                 DoubleParts *out) {
  doubleText(d, code, spec.precision, spec.alternate, addDotZero, &out->text);
  if (out->text[0] == '-')
    out->text.erase(0, 1), out->negative = true;
  if (out->negative && spec.noNegativeZero && std::isfinite(d) && negativeZeroText(out->text))
    out->negative = false;
  if (percent)
    out->text.push_back('%');
  if (spec.type == 'n') {
    const char *point = std::localeconv()->decimal_point;
    size_t at = out->text.find('.');
    if (at != std::string::npos)
      out->text.replace(at, 1, point);
  }
  size_t n = 0;
  while (n < out->text.size() && out->text[n] >= '0' && out->text[n] <= '9')
    n++;
  out->digits = std::string_view(out->text).substr(0, n);
  out->rest = std::string_view(out->text).substr(n);
}

// Code of r e f g and flags for a float format type; spec.precision gets its default.
char floatCode(FormatSpec *spec, bool complexNumber, bool *addDotZero, bool *percent) {
  *percent = spec->type == '%';
  *addDotZero = spec->type == 0 && !complexNumber;
  if (spec->type == 0)
    return spec->precision < 0 ? 'r' : 'g';
  if (spec->precision < 0)
    spec->precision = 6;
  if (spec->type == 'n')
    return 'g';
  return *percent ? 'f' : static_cast<char>(spec->type);
}

Value formatDouble(Thread &t, double d, FormatSpec spec) {
  if (spec.precision > INT32_MAX)
    return raise(t, Msg::FormatPrecisionTooBig);
  bool addDotZero, percent;
  char code = floatCode(&spec, false, &addDotZero, &percent);
  DoubleParts parts;
  splitDouble(percent ? d * 100 : d, spec, code, addDotZero, percent, &parts);
  Str *s = layOut(t, spec, {signText(spec.sign, parts.negative), "", parts.digits, parts.rest},
                  groupingFor(spec));
  return s ? fromObject(s) : kNoValue;
}

Value formatChar(Thread &t, Value v, const FormatSpec &spec) {
  if (spec.sign)
    return raise(t, Msg::FormatSignWithC);
  if (spec.alternate)
    return raise(t, Msg::FormatAlternateWithC);
  int64_t point;
  if (!intFits(v, &point))
    return raise(t, Msg::IntTooLargeForLong);
  if (point < 0 || point > 0x10ffff)
    return raise(t, Msg::CharArgumentRange);
  char c = static_cast<char>(point);
  Str *s = point < 128 ? layOut(t, spec, {"", "", "", {&c, 1}}, {})
                       : layOut(t, spec, {}, {}, static_cast<uint32_t>(point));
  return s ? fromObject(s) : kNoValue;
}

} // namespace

bool parseFormatSpec(Thread &t, Str *s, char defaultType, char defaultAlign, Value value,
                     FormatSpec *out) {
  FormatSpec &f = *out;
  f.type = static_cast<uint32_t>(defaultType);
  f.align = defaultAlign;
  int64_t i = 0, n = s->length, digits;
  bool aligned = false, filled = false;
  auto peek = [&] { return i < n ? strAt(s, i) : 0xffffffffu; };
  if (n >= 2 && isAlign(strAt(s, 1))) {
    f.fill = strAt(s, 0);
    f.align = static_cast<char>(strAt(s, 1));
    aligned = filled = true;
    i = 2;
  } else if (n >= 1 && isAlign(strAt(s, 0))) {
    f.align = static_cast<char>(strAt(s, 0));
    aligned = true;
    i = 1;
  }
  if (peek() == '+' || peek() == '-' || peek() == ' ')
    f.sign = static_cast<char>(strAt(s, i++));
  if (peek() == 'z')
    f.noNegativeZero = true, i++;
  if (peek() == '#')
    f.alternate = true, i++;
  if (!filled && peek() == '0') {
    f.fill = '0';
    if (!aligned && defaultAlign == '>')
      f.align = '=';
    i++;
  }
  if (!readNumber(s, &i, &f.width, &digits))
    return ok(raise(t, Msg::FormatTooManyDigits));
  if (digits == 0)
    f.width = -1;
  if (peek() == ',')
    f.grouping = ',', i++;
  if (peek() == '_') {
    if (f.grouping)
      return ok(raise(t, Msg::FormatBothGroupings));
    f.grouping = '_', i++;
  }
  if (peek() == ',' && f.grouping == '_')
    return ok(raise(t, Msg::FormatBothGroupings));
  if (peek() == '.') {
    i++;
    if (!readNumber(s, &i, &f.precision, &digits))
      return ok(raise(t, Msg::FormatTooManyDigits));
    if (digits == 0)
      return ok(raise(t, Msg::FormatNoPrecision));
  }
  if (n - i > 1)
    return ok(raise(t, Msg::FormatInvalid, fromObject(s), typeName(value)));
  if (n - i == 1)
    f.type = strAt(s, i);
  if (f.grouping) {
    uint32_t c = f.type;
    bool decimal = c == 'd' || c == 0 || isFloatCode(c),
         radix = c == 'b' || c == 'o' || c == 'x' || c == 'X';
    if (!decimal && !(radix && f.grouping == '_'))
      return ok(
          raise(t, Msg::FormatGroupingWith, std::string_view(&f.grouping, 1), describeCode(c)));
  }
  return true;
}

Str *padText(Thread &t, Str *s, const FormatSpec &spec, char defaultAlign) {
  char align = spec.align ? spec.align : defaultAlign;
  int64_t padding = spec.width - s->length;
  if (padding <= 0)
    return strExact(t, s);
  int64_t left = align == '>' ? padding : align == '^' ? padding / 2 : 0;
  unsigned kind = std::max(strKind(s), kindFor(spec.fill));
  Str *result = TRY(strNew(t, spec.width, kind, strIsAscii(s) && spec.fill < 128));
  for (int64_t i = 0; i < left; i++)
    putPoint(result->data, kind, i, spec.fill);
  copyStr(result->data, kind, left, s);
  for (int64_t i = left + s->length; i < spec.width; i++)
    putPoint(result->data, kind, i, spec.fill);
  return result;
}

Value formatStr(Thread &t, Value v, Str *specText) {
  Str *s = as<Str>(v);
  if (specText->length == 0)
    return isExactly(v, TypeId::Str) ? v : fromObject(TRY(str(t, v)));
  FormatSpec spec;
  if (!parseFormatSpec(t, specText, 's', '<', v, &spec))
    return kNoValue;
  if (spec.type != 's')
    return unknownCode(t, spec.type, v), kNoValue;
  if (spec.sign)
    return raise(t, spec.sign == ' ' ? Msg::FormatSpaceInStr : Msg::FormatSignInStr);
  if (spec.noNegativeZero)
    return raise(t, Msg::FormatZInStr);
  if (spec.alternate)
    return raise(t, Msg::FormatAlternateInStr);
  if (spec.align == '=')
    return raise(t, Msg::FormatAlignInStr);
  if (spec.width <= s->length && (spec.precision < 0 || spec.precision >= s->length))
    return v; // also of a subclass
  if (spec.precision >= 0 && spec.precision < s->length)
    s = TRY(strSlice(t, s, 0, spec.precision));
  Str *result = padText(t, s, spec, '<');
  return result ? fromObject(result) : kNoValue;
}

Value formatInt(Thread &t, Value v, Str *specText) {
  if (specText->length == 0)
    return fromObject(TRY(str(t, v)));
  FormatSpec spec;
  if (!parseFormatSpec(t, specText, 'd', '>', v, &spec))
    return kNoValue;
  if (isFloatCode(spec.type)) {
    double d;
    Value exact = TRY(intExact(t, v));
    if (!toDouble(t, exact, &d))
      return kNoValue;
    return formatDouble(t, d, spec);
  }
  static const std::string_view known = "bcdnoxX";
  if (spec.type >= 128 || known.find(static_cast<char>(spec.type)) == std::string_view::npos)
    return unknownCode(t, spec.type, v), kNoValue;
  if (spec.precision >= 0)
    return raise(t, Msg::FormatPrecisionInInt);
  if (spec.noNegativeZero)
    return raise(t, Msg::FormatZInInt);
  if (spec.type == 'c')
    return formatChar(t, v, spec);
  int base = spec.type == 'b'                       ? 2
             : spec.type == 'o'                     ? 8
             : spec.type == 'x' || spec.type == 'X' ? 16
                                                    : 10;
  Str *text = TRY(intToText(t, v, base));
  std::string_view digits(reinterpret_cast<char *>(text->data), static_cast<size_t>(text->length));
  bool negative = digits[0] == '-';
  if (negative)
    digits.remove_prefix(1);
  std::string upper;
  if (spec.type == 'X') {
    for (char c : digits)
      upper.push_back(static_cast<char>(c >= 'a' ? c - 32 : c));
    digits = upper;
  }
  const char *prefix = "";
  if (spec.alternate && base != 10)
    prefix = spec.type == 'b' ? "0b" : spec.type == 'o' ? "0o" : spec.type == 'x' ? "0x" : "0X";
  Str *s = layOut(t, spec, {signText(spec.sign, negative), prefix, digits, ""}, groupingFor(spec));
  return s ? fromObject(s) : kNoValue;
}

Value formatFloat(Thread &t, Value v, Str *specText) {
  if (specText->length == 0)
    return fromObject(TRY(str(t, v)));
  FormatSpec spec;
  if (!parseFormatSpec(t, specText, 0, '>', v, &spec))
    return kNoValue;
  if (spec.type != 0 && spec.type != 'n' && !isFloatCode(spec.type))
    return unknownCode(t, spec.type, v), kNoValue;
  return formatDouble(t, floatAsDouble(v), spec);
}

Value formatComplex(Thread &t, Value v, Str *specText) {
  if (specText->length == 0)
    return fromObject(TRY(str(t, v)));
  FormatSpec spec;
  if (!parseFormatSpec(t, specText, 0, '>', v, &spec))
    return kNoValue;
  if (spec.type != 0 && spec.type != 'n' && (!isFloatCode(spec.type) || spec.type == '%'))
    return unknownCode(t, spec.type, v), kNoValue;
  if (spec.precision > INT32_MAX)
    return raise(t, Msg::FormatPrecisionTooBig);
  if (spec.fill == '0')
    return raise(t, Msg::FormatZeroInComplex);
  if (spec.align == '=')
    return raise(t, Msg::FormatAlignInComplex);
  double real = as<Complex>(v)->real, imag = as<Complex>(v)->imag;
  bool plain = spec.type == 0, skipReal = plain && real == 0 && !std::signbit(real),
       parens = plain && !skipReal;
  bool addDotZero, percent;
  FormatSpec part = spec;
  char code = floatCode(&part, true, &addDotZero, &percent);
  part.width = -1;
  std::string all = parens ? "(" : "";
  auto add = [&](double d, char sign) {
    DoubleParts parts;
    splitDouble(d, part, code, false, false, &parts);
    all += signText(sign, parts.negative);
    Grouping grouping = groupingFor(spec);
    if (*grouping.sizes && !parts.digits.empty())
      groupDigits(&all, parts.digits, grouping, 0);
    else
      all += parts.digits;
    all += parts.rest;
  };
  if (!skipReal)
    add(real, spec.sign);
  add(imag, skipReal ? spec.sign : '+');
  all += parens ? "j)" : "j";
  Str *text = TRY(strFromAscii(t, all));
  Str *result = padText(t, text, spec, '>');
  return result ? fromObject(result) : kNoValue;
}

namespace {
Str *specArgument(Thread &t, Value spec) {
  if (isStr(spec))
    return as<Str>(spec);
  raise(t, Msg::SingleArgumentMustBeStr, "__format__", argumentTypeName(spec));
  return nullptr;
}
} // namespace
Value strFormatSelf(Thread &t, const Value *args) {
  return formatStr(t, args[0], TRY(specArgument(t, args[1])));
}
Value intFormatMethod(Thread &t, const Value *args) {
  return formatInt(t, args[0], TRY(specArgument(t, args[1])));
}
Value floatFormatMethod(Thread &t, const Value *args) {
  return formatFloat(t, args[0], TRY(specArgument(t, args[1])));
}
Value complexFormatMethod(Thread &t, const Value *args) {
  return formatComplex(t, args[0], TRY(specArgument(t, args[1])));
}

Str *formatFast(Thread &t, Value v, Str *spec) {
  Value result;
  if (isInt(v) || isExactly(v, TypeId::Int)) {
    if (spec->length == 0)
      return intToText(t, v, 10);
    result = formatInt(t, v, spec);
  } else if (isDouble(v) || isExactly(v, TypeId::Float)) {
    if (spec->length == 0)
      return floatRepr(t, floatAsDouble(v));
    result = formatFloat(t, v, spec);
  } else if (isExactly(v, TypeId::Str))
    result = formatStr(t, v, spec);
  else
    return format(t, v, spec);
  return ok(result) ? as<Str>(result) : nullptr;
}

} // namespace rt
