// Numbers: finding their end (Reference 2.4.4 to 2.4.6) and computing their value.
//
// Underscores separate digits one at a time; a letter directly after a number is an error, except
// that a keyword may follow ("1if x else 2"), which only earns a warning.
#include "compiler/lexer/NumberLiteral.h"

#include "compiler/lexer/Characters.h"
#include "compiler/lexer/Lexer.h"

#include <charconv>
#include <cmath>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

namespace regius {

// After a digit of a decimal number: the rest of its digits.
bool Lexer::digits(const char *kind) {
  for (;;) {
    while (isDigit(*cursor_))
      ++cursor_;
    if (*cursor_ != '_')
      return true;
    if (!isDigit(*++cursor_))
      return fail(SyntaxErrorId::InvalidNumber, cursor_, {kind});
  }
}

bool Lexer::checkEndOfNumber(const char *kind) {
  static constexpr std::string_view keywords[] = {"and", "else", "for", "if",
                                                  "in",  "is",   "or",  "not"};
  if (!isIdentifierByte(*cursor_))
    return true;
  for (std::string_view keyword : keywords)
    if (std::strncmp(cursor_, keyword.data(), keyword.size()) == 0 &&
        (keyword[0] == 'i' || !isIdentifierByte(cursor_[keyword.size()]))) {
      warnings_.push_back(diagnosticBefore(SyntaxErrorId::NumberBeforeKeyword, cursor_, {kind}));
      return true;
    }
  return fail(SyntaxErrorId::InvalidNumber, cursor_, {kind});
}

// 0x, 0o and 0b: `digit` tests one, `kind` names the base.
static bool isBaseDigit(char c, int base) {
  return base == 16 ? isHexDigit(c) : c >= '0' && c < '0' + base;
}

bool Lexer::lexBasedNumber(int base, const char *kind) {
  cursor_ += 2;
  do {
    if (*cursor_ == '_')
      ++cursor_;
    if (!isBaseDigit(*cursor_, base)) {
      if (isDigit(*cursor_))
        return fail(SyntaxErrorId::InvalidDigit, cursor_ + 1, {{cursor_, 1}, kind});
      return fail(SyntaxErrorId::InvalidNumber, cursor_, {kind});
    }
    while (isBaseDigit(*cursor_, base))
      ++cursor_;
  } while (*cursor_ == '_');
  if (isDigit(*cursor_))
    return fail(SyntaxErrorId::InvalidDigit, cursor_ + 1, {{cursor_, 1}, kind});
  return checkEndOfNumber(kind);
}

// A zero that starts no 0x, 0o, 0b: only more zeros may follow, unless it becomes a float.
bool Lexer::lexLeadingZeros(const char *&zerosEnd, bool &nonZero) {
  for (;;) {
    if (*cursor_ == '_' && !isDigit(*++cursor_))
      return fail(SyntaxErrorId::InvalidNumber, cursor_, {"decimal"});
    if (*cursor_ != '0')
      break;
    ++cursor_;
  }
  zerosEnd = cursor_ + 1;
  nonZero = isDigit(*cursor_);
  return !nonZero || digits("decimal");
}

bool Lexer::lexNumber(std::vector<Token> &tokens) {
  const char *start = cursor_;
  auto finish = [&] {
    push(tokens, TokenKind::Number, start, cursor_);
    return true;
  };
  const char *zerosEnd = nullptr;
  bool nonZero = false;
  if (*cursor_ == '0') {
    char letter = char(cursor_[1] | 32);
    if (letter == 'x')
      return lexBasedNumber(16, "hexadecimal") && finish();
    if (letter == 'o')
      return lexBasedNumber(8, "octal") && finish();
    if (letter == 'b')
      return lexBasedNumber(2, "binary") && finish();
    ++cursor_;
    if (!lexLeadingZeros(zerosEnd, nonZero))
      return false;
  } else if (*cursor_ != '.' && !digits("decimal")) {
    return false;
  }
  bool integer = true;
  if (*cursor_ == '.') {
    integer = false;
    if (isDigit(*++cursor_) && !digits("decimal"))
      return false;
  }
  if (*cursor_ == 'e' || *cursor_ == 'E') {
    const char *e = cursor_++;
    if (*cursor_ == '+' || *cursor_ == '-') {
      if (!isDigit(*++cursor_))
        return fail(SyntaxErrorId::InvalidNumber, cursor_, {"decimal"});
    } else if (!isDigit(*cursor_)) {
      cursor_ = e;
      return checkEndOfNumber("decimal") && finish();
    }
    integer = false;
    if (!digits("decimal"))
      return false;
  }
  if (*cursor_ == 'j' || *cursor_ == 'J') {
    ++cursor_;
    return checkEndOfNumber("imaginary") && finish();
  }
  if (integer && nonZero) {
    failAt(SyntaxErrorId::LeadingZeros,
           {line_, int32_t(start - lineStart_), line_, int32_t(zerosEnd - 1 - lineStart_)});
    error_.endColumn = error_.column + int(zerosEnd - 1 - start);
    error_.sourceLine.pop_back();
    errorIsLate_ = false;
    return false;
  }
  return checkEndOfNumber("decimal") && finish();
}

namespace {
// Little-endian magnitude with multiply-and-add.
class Magnitude {
public:
  void multiplyAdd(uint32_t factor, uint32_t addend) {
    uint64_t carry = addend;
    for (uint32_t &limb : limbs_) {
      carry += uint64_t(limb) * factor;
      limb = uint32_t(carry);
      carry >>= 32;
    }
    if (carry)
      limbs_.push_back(uint32_t(carry));
  }
  std::string bytes() const {
    std::string result;
    for (uint32_t limb : limbs_)
      for (int shift = 0; shift < 32; shift += 8)
        result += char(limb >> shift & 0xFF);
    while (!result.empty() && result.back() == 0)
      result.pop_back();
    return result;
  }

private:
  std::vector<uint32_t> limbs_;
};
} // namespace

static NumberValue integerValue(std::string_view digits, int base) {
  NumberValue result;
  result.kind = NumberKind::Int;
  auto [end, problem] =
      std::from_chars(digits.data(), digits.data() + digits.size(), result.integer, base);
  if (problem == std::errc())
    return result;
  result.kind = NumberKind::BigInt;
  if (base == 10) {
    Magnitude magnitude;
    for (size_t i = 0; i < digits.size(); i += 9) {
      uint32_t chunk = 0, factor = 1;
      for (char c : digits.substr(i, 9)) {
        chunk = chunk * 10 + uint32_t(c - '0');
        factor *= 10;
      }
      magnitude.multiplyAdd(factor, chunk);
    }
    result.magnitude = magnitude.bytes();
    return result;
  }
  // Powers of two: pack the bits from the last digit on, in linear time.
  int bits = base == 16 ? 4 : base == 8 ? 3 : 1;
  uint32_t buffer = 0;
  int filled = 0;
  for (size_t i = digits.size(); i-- > 0;) {
    buffer |= uint32_t(hexValue(digits[i])) << filled;
    for (filled += bits; filled >= 8; filled -= 8) {
      result.magnitude += char(buffer & 0xFF);
      buffer >>= 8;
    }
  }
  result.magnitude += char(buffer);
  while (result.magnitude.back() == 0)
    result.magnitude.pop_back();
  return result;
}

NumberValue numberValue(std::string_view token, size_t maxDecimalDigits) {
  std::string text;
  for (char c : token)
    if (c != '_')
      text += c;
  if (text.size() > 2 && text[0] == '0' && !isDigit(text[1])) {
    char letter = char(text[1] | 32);
    int base = letter == 'x' ? 16 : letter == 'o' ? 8 : letter == 'b' ? 2 : 10;
    if (base != 10)
      return integerValue(std::string_view(text).substr(2), base);
  }
  bool imaginary = (text.back() | 32) == 'j';
  if (imaginary)
    text.pop_back();
  if (!imaginary && text.find_first_not_of("0123456789") == std::string::npos) {
    if (maxDecimalDigits && text.size() > maxDecimalDigits) {
      NumberValue result;
      result.kind = NumberKind::TooManyDigits;
      result.integer = int64_t(text.size());
      return result;
    }
    return integerValue(text, 10);
  }
  NumberValue result;
  result.kind = imaginary ? NumberKind::Imaginary : NumberKind::Float;
  // strtod, not from_chars: overflow must give infinity and underflow zero. No locale is ever set
  // by the compiler that would change the decimal point.
  result.real = std::strtod(text.c_str(), nullptr);
  return result;
}

} // namespace regius
