// printf-style formatting of str and bytes (Library reference, "printf-style String Formatting").
// Bytes are formatted as Latin-1 text and turned back, so that one reader serves both.
#include "runtime-lib/objects/format/Percent.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/format/Format.h"
#include "runtime-lib/objects/int/Int.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>

namespace rt {
namespace {

struct Conversion {
  bool left = false, plus = false, space = false, alternate = false, zero = false;
  int64_t width = -1, precision = -1;
  uint32_t code = 0;
};

class Percent {
public:
  Percent(Thread &t, const Str *format, Value args, bool bytes)
      : t_(t), format_(format), args_(args), bytes_(bytes), out_(t) {
    if (isTuple(args))
      count_ = as<Tuple>(args)->size;
    else {
      single_ = true;
      mapping_ = typeOf(args)->slots.getItem && !isStr(args) &&
                 !(bytes && (isBytes(args) || isInstance(args, TypeId::ByteArray)));
    }
  }
  Str *run();

private:
  bool readConversion(Conversion *c);
  bool readKey();
  bool readCount(int64_t *out, Msg tooBig, bool isPrecision, Conversion *c);
  bool convert(const Conversion &c);
  bool convertText(const Conversion &c, Value v);
  bool convertInteger(const Conversion &c, Value v);
  bool convertDouble(const Conversion &c, Value v);
  bool convertChar(const Conversion &c, Value v);
  bool putText(const Conversion &c, Str *s);
  /// `zeros` digits 0 come before the others.
  bool putNumber(const Conversion &c, std::string_view sign, std::string_view prefix,
                 std::string_view digits, int64_t zeros = 0);
  Value nextArgument();
  uint32_t peek() const { return at_ < format_->length ? strAt(format_, at_) : 0xffffffffu; }
  Thread &t_;
  const Str *format_;
  Value args_;
  bool bytes_, single_ = false, mapping_ = false, keyed_ = false;
  Value key_ = kNoValue; // the value that %(key) selected
  int64_t count_ = 1, used_ = 0, at_ = 0;
  StrBuilder out_;
};

Value Percent::nextArgument() {
  if (ok(key_)) {
    Value v = key_;
    key_ = kNoValue;
    return v;
  }
  if (keyed_ || used_ >= count_)
    return raise(t_, Msg::PercentTooFew);
  int64_t i = used_++;
  return single_ ? args_ : as<Tuple>(args_)->items[i];
}

bool Percent::readKey() {
  if (!mapping_)
    return ok(raise(t_, Msg::PercentNeedsMapping));
  int64_t start = ++at_;
  for (int depth = 1; depth > 0; at_++) {
    if (at_ >= format_->length)
      return ok(raise(t_, Msg::PercentIncompleteKey));
    uint32_t c = strAt(format_, at_);
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
  }
  Str *text = strSlice(t_, const_cast<Str *>(format_), start, at_ - 1);
  if (!text)
    return false;
  Value key = bytes_ ? fromObject(bytesNew(t_, text->data, text->length)) : fromObject(text);
  key_ = getItem(t_, args_, key);
  keyed_ = true;
  used_ = count_; // positional arguments are no longer there
  return ok(key_);
}

bool Percent::readCount(int64_t *out, Msg tooBig, bool isPrecision, Conversion *c) {
  if (peek() == '*') {
    Value v = nextArgument();
    if (!ok(v))
      return false;
    if (!isAnyInt(v))
      return ok(raise(t_, Msg::PercentStar));
    int64_t n;
    if (!intFits(v, &n) || (isPrecision && n != static_cast<int32_t>(n)))
      return ok(raise(t_, isPrecision ? Msg::IntTooLargeForInt : Msg::IntTooLargeForSsize));
    if (isPrecision)
      n = std::max<int64_t>(n, 0);
    else if (n < 0)
      c->left = true, n = n == INT64_MIN ? INT64_MAX : -n;
    *out = n;
    at_++;
    return true;
  }
  int64_t n = 0;
  bool any = isPrecision;
  const int64_t most = isPrecision ? INT32_MAX : INT64_MAX;
  while (peek() >= '0' && peek() <= '9') {
    int64_t digit = strAt(format_, at_++) - '0';
    if (n > (most - digit) / 10)
      return ok(raise(t_, tooBig));
    n = n * 10 + digit;
    any = true;
  }
  if (any)
    *out = n;
  return true;
}

bool Percent::readConversion(Conversion *c) {
  if (peek() == '(' && !readKey())
    return false;
  for (;; at_++) {
    switch (peek()) {
    case '-':
      c->left = true;
      continue;
    case '+':
      c->plus = true;
      continue;
    case ' ':
      c->space = true;
      continue;
    case '#':
      c->alternate = true;
      continue;
    case '0':
      c->zero = true;
      continue;
    default:
      break;
    }
    break;
  }
  if (!readCount(&c->width, Msg::PercentWidthTooBig, false, c))
    return false;
  if (peek() == '.') {
    at_++;
    if (!readCount(&c->precision, bytes_ ? Msg::PercentPrecisionTooBigBytes : Msg::PercentPrecisionTooBig, true, c))
      return false;
  }
  if (peek() == 'h' || peek() == 'l' || peek() == 'L')
    at_++;
  if (at_ >= format_->length)
    return ok(raise(t_, Msg::PercentIncomplete));
  c->code = strAt(format_, at_++);
  return true;
}

bool Percent::putText(const Conversion &c, Str *s) {
  int64_t length = c.precision >= 0 ? std::min(c.precision, s->length) : s->length;
  if (length < s->length) {
    s = strSlice(t_, s, 0, length);
    if (!s)
      return false;
  }
  int64_t padding = std::max<int64_t>(c.width - length, 0);
  if (!c.left)
    out_.fill(padding, ' ');
  out_.add(s);
  if (c.left)
    out_.fill(padding, ' ');
  return true;
}

bool Percent::putNumber(const Conversion &c, std::string_view sign, std::string_view prefix,
                        std::string_view digits, int64_t zeros) {
  auto length = static_cast<int64_t>(sign.size() + prefix.size() + digits.size()) + zeros;
  int64_t padding = std::max<int64_t>(c.width - length, 0);
  bool zeroPadding = c.zero && !c.left;
  if (!c.left && !zeroPadding)
    out_.fill(padding, ' ');
  out_.add(sign);
  out_.add(prefix);
  out_.fill(zeroPadding ? padding + zeros : zeros, '0');
  out_.add(digits);
  if (c.left)
    out_.fill(padding, ' ');
  return true;
}

bool Percent::convertText(const Conversion &c, Value v) {
  Str *s;
  if (bytes_ && (c.code == 's' || c.code == 'b')) {
    if (!typeOf(v)->slots.getBuffer) {
      Value special = lookupSpecial(t_, v, names().__bytes__);
      if (!ok(special)) {
        if (ok(t_.pending))
          return false;
        return ok(raise(t_, Msg::PercentBytesLike, typeName(v)));
      }
      v = callWith(t_, special);
      if (!ok(v))
        return false;
      if (!isBytes(v))
        return ok(raise(t_, Msg::BytesMethodResult, typeName(v)));
    }
    BytesArgument bytes;
    if (!bytes.acquireItems(t_, v))
      return false;
    s = strFromLatin1(t_, bytes.data, bytes.length);
  } else if (bytes_)
    s = ascii(t_, v);
  else if (c.code == 's')
    s = isExactly(v, TypeId::Str) ? as<Str>(v) : isInt(v) ? intToText(t_, v, 10) : str(t_, v);
  else
    s = c.code == 'r' ? repr(t_, v) : ascii(t_, v);
  return s && putText(c, s);
}

bool Percent::convertInteger(const Conversion &c, Value v) {
  bool decimal = c.code == 'd' || c.code == 'i' || c.code == 'u';
  char code = static_cast<char>(c.code);
  if (!isAnyInt(v)) {
    Value converted = kNoValue;
    bool number = isAnyFloat(v) || typeOf(v)->slots.toInt || typeOf(v)->slots.index;
    if (decimal && number)
      converted = toInt(t_, v);
    else if (!decimal && typeOf(v)->slots.index)
      converted = toIndex(t_, v);
    if (!ok(converted)) {
      if (ok(t_.pending) && !pendingMatches(t_, Exc::TypeError))
        return false;
      if (ok(t_.pending))
        clearPending(t_);
      return ok(decimal
                    ? raise(t_, Msg::PercentNeedsReal, std::string_view(&code, 1), typeName(v))
                    : raise(t_, Msg::PercentNeedsInteger, std::string_view(&code, 1), typeName(v)));
    }
    v = converted;
  }
  int base = decimal ? 10 : c.code == 'o' ? 8 : 16;
  char room[kDigitRoom], *end = room + sizeof room;
  std::string_view digits;
  bool negative;
  if (isInt(v)) {
    int64_t n = asInt(v);
    negative = n < 0;
    char *at = writeDigits(end, static_cast<uint64_t>(negative ? -n : n), static_cast<unsigned>(base));
    digits = {at, static_cast<size_t>(end - at)};
  } else {
    Str *text = intToText(t_, v, base);
    if (!text)
      return false;
    digits = {reinterpret_cast<char *>(text->data), static_cast<size_t>(text->length)};
    negative = digits[0] == '-';
    digits.remove_prefix(negative);
  }
  if (c.precision > INT32_MAX - 3)
    return ok(raise(t_, Msg::PercentPrecisionTooLarge));
  std::string changed;
  if (c.code == 'X') {
    changed = digits;
    for (char &x : changed)
      x = static_cast<char>(x >= 'a' ? x - 32 : x);
    digits = changed;
  }
  const char *prefix = !c.alternate    ? ""
                       : c.code == 'o' ? "0o"
                       : c.code == 'x' ? "0x"
                       : c.code == 'X' ? "0X"
                                       : "";
  return putNumber(c, negative ? "-" : c.plus ? "+" : c.space ? " " : "", prefix, digits,
                   std::max<int64_t>(c.precision - static_cast<int64_t>(digits.size()), 0));
}

bool Percent::convertDouble(const Conversion &c, Value v) {
  double d;
  if (isDouble(v))
    d = asDouble(v);
  else if (!isAnyFloat(v) && !isAnyInt(v) && !typeOf(v)->slots.toFloat && !typeOf(v)->slots.index)
    return ok(bytes_ ? raise(t_, Msg::PercentFloatRequired, typeName(v))
                     : raise(t_, Msg::MustBeRealNumber, typeName(v)));
  else if (!toDouble(t_, v, &d))
    return false;
  std::string text;
  doubleText(d, static_cast<char>(c.code), c.precision < 0 ? 6 : c.precision, c.alternate, false,
             &text);
  bool negative = text[0] == '-';
  return putNumber(c,
                   negative  ? "-"
                   : c.plus  ? "+"
                   : c.space ? " "
                             : "",
                   "", std::string_view(text).substr(negative));
}

bool Percent::convertChar(const Conversion &c, Value v) {
  uint32_t point = 0;
  Conversion plain = c;
  plain.precision = -1;
  if (!bytes_ && isStr(v)) {
    if (as<Str>(v)->length != 1)
      return ok(raise(t_, Msg::PercentCharType));
    return putText(plain, as<Str>(v));
  }
  if (bytes_ && isBytes(v)) {
    if (as<Bytes>(v)->length != 1)
      return ok(raise(t_, Msg::PercentByteType));
    point = as<Bytes>(v)->data[0];
  } else if (bytes_ && isInstance(v, TypeId::ByteArray)) {
    if (as<ByteArray>(v)->length != 1)
      return ok(raise(t_, Msg::PercentByteType));
    point = *as<ByteArray>(v)->data();
  } else {
    if (!isAnyInt(v) && !typeOf(v)->slots.index)
      return ok(raise(t_, bytes_ ? Msg::PercentByteType : Msg::PercentCharType));
    Value index = toIndex(t_, v);
    if (!ok(index))
      return false;
    int64_t n;
    if (!intFits(index, &n) || n < 0 || n > (bytes_ ? 255 : 0x10ffff))
      return ok(raise(t_, bytes_ ? Msg::PercentByteRange : Msg::CharArgumentRange));
    point = static_cast<uint32_t>(n);
  }
  return putText(plain, strFromCodePoint(t_, point));
}

bool Percent::convert(const Conversion &c) {
  Value v = nextArgument();
  if (!ok(v))
    return false;
  switch (c.code) {
  case 'b':
    if (!bytes_)
      break;
    [[fallthrough]];
  case 's':
  case 'r':
  case 'a':
    return convertText(c, v);
  case 'd':
  case 'i':
  case 'u':
  case 'x':
  case 'X':
  case 'o':
    return convertInteger(c, v);
  case 'e':
  case 'E':
  case 'f':
  case 'F':
  case 'g':
  case 'G':
    return convertDouble(c, v);
  case 'c':
    return convertChar(c, v);
  default:
    break;
  }
  char shown = c.code >= 31 && c.code <= 126 ? static_cast<char>(c.code) : '?', hex[16];
  std::snprintf(hex, sizeof hex, "%x", c.code);
  return ok(raise(t_, Msg::PercentUnknown, std::string_view(&shown, 1), hex, at_ - 1));
}

Str *Percent::run() {
  const Str *f = format_;
  while (at_ < f->length) {
    int64_t start = at_;
    if (strKind(f) == 1) {
      auto *p = static_cast<const uint8_t *>(
          std::memchr(f->data + at_, '%', static_cast<size_t>(f->length - at_)));
      at_ = p ? p - f->data : f->length;
      if (strIsAscii(f))
        out_.add({reinterpret_cast<char *>(f->data) + start, static_cast<size_t>(at_ - start)});
      else
        for (int64_t i = start; i < at_; i++)
          out_.addPoint(f->data[i]);
    } else {
      while (at_ < f->length && strAt(f, at_) != '%')
        out_.addPoint(strAt(f, at_++));
    }
    if (at_ >= f->length)
      break;
    at_++;
    if (peek() == '%') {
      out_.addPoint('%');
      at_++;
      continue;
    }
    Conversion c;
    key_ = kNoValue;
    keyed_ = false;
    if (!readConversion(&c) || !convert(c))
      return nullptr;
  }
  if (used_ < count_ && !mapping_) {
    raise(t_, Msg::PercentTooMany, bytes_ ? "bytes" : "string");
    return nullptr;
  }
  return out_.finish();
}

} // namespace

Value strRemainder(Thread &t, Value format, Value args) {
  Str *s = Percent(t, as<Str>(format), args, false).run();
  return s ? fromObject(s) : kNoValue;
}

Str *bytesRemainder(Thread &t, const uint8_t *data, int64_t length, Value args) {
  Str *format = TRY(strFromLatin1(t, data, length));
  return Percent(t, format, args, true).run();
}

} // namespace rt
