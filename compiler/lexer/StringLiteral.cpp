// Strings: finding the end of a literal, and decoding escapes (Reference 2.4.1).
//
// An f-string is one token here, quotes inside its replacement fields included (PEP 701):
// f"{d["key"]}" ends at the last quote. Where that reading finds no end, the token ends at the
// first matching quote as in older Pythons, and the parser of f-strings says what is wrong inside.
#include "compiler/lexer/StringLiteral.h"

#include "compiler/lexer/Characters.h"
#include "compiler/lexer/Lexer.h"
#include "compiler/support/Unicode.h"

#include <cstdio>
#include <cstring>

namespace regius {

static constexpr int kMaxNestedFStrings = 150;

static int quoteSizeAt(const char *p) { return p[1] == p[0] && p[2] == p[0] ? 3 : 1; }

static bool endsString(const char *p, char quote, int quoteSize) {
  return *p == quote && (quoteSize == 1 || (p[1] == quote && p[2] == quote));
}

// The end of the string whose first quote is at `p`, or null if there is none.
const char *Lexer::skipPlainString(const char *p) const {
  char quote = *p;
  int size = quoteSizeAt(p);
  if (size == 1 && p[1] == quote)
    return p + 2;
  for (p += size; p < end_; ++p) {
    if (*p == '\\')
      ++p;
    else if (endsString(p, quote, size))
      return p + size;
    else if (*p == '\n' && size == 1)
      return nullptr;
  }
  return nullptr;
}

// Like skipPlainString for an f-string.
const char *Lexer::skipFString(const char *p, char quote, int size, int depth) const {
  for (p += size; p < end_;) {
    if (endsString(p, quote, size))
      return p + size;
    if (*p == '\n' && size == 1)
      return nullptr;
    if (*p == '\\') {
      // \N{name} holds no replacement field; `\{` does start one.
      if (p[1] == 'N' && p[2] == '{' && !rawFString_) {
        const char *close = p + 3;
        while (*close != '}' && *close != quote && *close != '\n' && close < end_)
          ++close;
        p = close;
      } else {
        p += p[1] == '{' || p[1] == '}' ? 1 : 2;
      }
      continue;
    }
    if (*p == '{' && p[1] != '{') {
      p = skipReplacementField(p + 1, quote, size, depth);
      if (!p)
        return nullptr;
      continue;
    }
    p += *p == '{' ? 2 : 1;
  }
  return nullptr;
}

// From after '{' to after its '}', or null.
const char *Lexer::skipReplacementField(const char *p, char quote, int size, int depth) const {
  if (depth > kMaxNestedFStrings)
    return nullptr;
  int brackets = 0;
  while (p < end_) {
    char c = *p;
    if (isIdentifierByte(c) || c == '"' || c == '\'') {
      const char *start = p;
      while (isIdentifierByte(*p))
        ++p;
      if (*p != '"' && *p != '\'')
        continue;
      std::string_view prefix(start, size_t(p - start));
      bool format = false, raw = false;
      if (isStringPrefix(prefix))
        for (char letter : prefix) {
          format |= (letter | 32) == 'f' || (letter | 32) == 't';
          raw |= (letter | 32) == 'r';
        }
      int innerSize = quoteSizeAt(p);
      bool empty = innerSize == 1 && p[1] == *p;
      bool saved = rawFString_;
      rawFString_ = raw;
      p = empty ? p + 2 : format ? skipFString(p, *p, innerSize, depth + 1) : skipPlainString(p);
      rawFString_ = saved;
      if (!p)
        return nullptr;
      continue;
    }
    if (c == '#') {
      while (*p != '\n' && p < end_)
        ++p;
      continue;
    }
    if (c == '(' || c == '[' || c == '{')
      ++brackets;
    else if (c == ')' || c == ']' || (c == '}' && brackets))
      --brackets;
    else if (c == '}')
      return p + 1;
    if (brackets < 0)
      return nullptr;
    if (c == ':' && !brackets) {
      // The format specification: literal text with replacement fields.
      for (++p; p < end_ && *p != '}';) {
        if (endsString(p, quote, size) || (*p == '\n' && size == 1))
          return nullptr;
        if (*p == '{') {
          p = skipReplacementField(p + 1, quote, size, depth + 1);
          if (!p)
            return nullptr;
        } else {
          ++p;
        }
      }
      return p < end_ ? p + 1 : nullptr;
    }
    ++p;
  }
  return nullptr;
}

bool Lexer::lexString(std::vector<Token> &tokens, const char *quote) {
  const char *start = cursor_;
  bool format = false;
  rawFString_ = false;
  for (const char *p = start; p < quote; ++p) {
    format |= (*p | 32) == 'f' || (*p | 32) == 't';
    rawFString_ |= (*p | 32) == 'r';
  }
  int size = quoteSizeAt(quote);
  bool empty = size == 1 && quote[1] == *quote;
  const char *stop = nullptr;
  if (format && !empty && size_t(start - begin_) < firstQuoteEndsFrom_)
    stop = skipFString(quote, *quote, size, 0);
  if (!stop)
    stop = skipPlainString(quote);
  if (!stop) {
    int lastLine = line_;
    if (size == 3) {
      lastLine = source_.lineCount();
    } else {
      // Joined lines count.
      const char *p = quote + 1;
      for (; *p != '\n' && p < end_; ++p)
        if (*p == '\\' && *++p == '\n' && p + 1 < end_)
          ++lastLine;
      atEndOfInput_ = p >= end_;
    }
    return fail(size == 3 ? SyntaxErrorId::UnterminatedTripleQuoted
                          : SyntaxErrorId::UnterminatedString,
                start + 1, {std::to_string(lastLine)});
  }
  push(tokens, format ? TokenKind::FString : TokenKind::String, start, stop);
  if (auto *p = static_cast<const char *>(std::memchr(start, '\n', size_t(stop - start)))) {
    do {
      startLine(p + 1);
      p = static_cast<const char *>(std::memchr(p + 1, '\n', size_t(stop - p - 1)));
    } while (p);
    tokens.back().span.end_lineno = line_;
    tokens.back().span.end_col_offset = int32_t(stop - lineStart_);
  }
  cursor_ = stop;
  return true;
}

bool Lexer::endsAtFirstQuote(const Token &fString) const {
  const char *quote = begin_ + fString.start;
  while (*quote != '"' && *quote != '\'')
    ++quote;
  return skipPlainString(quote) == begin_ + fString.end;
}

StringToken splitStringToken(std::string_view token) {
  StringToken result;
  size_t i = 0;
  for (; token[i] != '"' && token[i] != '\''; ++i) {
    char letter = char(token[i] | 32);
    result.raw |= letter == 'r';
    result.bytes |= letter == 'b';
    result.format |= letter == 'f' || letter == 't';
    result.isTemplate |= letter == 't';
    result.unicode |= token[i] == 'u'; // not 'U': only u'...' gets kind='u'
  }
  result.quote = token[i];
  result.quoteSize =
      token.size() >= i + 6 && token[i + 1] == token[i] && token[i + 2] == token[i] ? 3 : 1;
  result.bodyStart = i + size_t(result.quoteSize);
  result.body =
      token.substr(result.bodyStart, token.size() - result.bodyStart - size_t(result.quoteSize));
  return result;
}

// Escapes that mean the same in str and bytes; `p` is at the character after the backslash.
static bool decodeSimpleEscape(const char *&p, const char *end, std::string &out, bool &known,
                               uint32_t &octal) {
  known = true;
  octal = UINT32_MAX;
  switch (*p++) {
  case '\n':
    return true;
  case '\\':
  case '\'':
  case '"':
    out += p[-1];
    return true;
  case 'a':
    out += '\a';
    return true;
  case 'b':
    out += '\b';
    return true;
  case 'f':
    out += '\f';
    return true;
  case 'n':
    out += '\n';
    return true;
  case 'r':
    out += '\r';
    return true;
  case 't':
    out += '\t';
    return true;
  case 'v':
    out += '\v';
    return true;
  default:
    break;
  }
  --p;
  if (*p >= '0' && *p <= '7') {
    octal = 0;
    for (int i = 0; i < 3 && p < end && *p >= '0' && *p <= '7'; ++i)
      octal = octal * 8 + uint32_t(*p++ - '0');
    return true;
  }
  known = false;
  return false;
}

namespace {
// Positions in messages are those of the buffer that CPython hands to its codec, in which every
// character that is not ASCII has become a ten-byte escape, and a backslash before one six bytes.
struct CodecPosition {
  size_t position = 0;
  const char *at;

  size_t advance(const char *to) {
    for (; at < to; ++at) {
      unsigned char c = static_cast<unsigned char>(*at);
      if (c < 0x80)
        position += 1;
      else if ((c & 0xC0) == 0xC0)
        position += 10;
    }
    return position;
  }
};
} // namespace

static std::string codecError(size_t from, size_t to, const char *reason) {
  std::string text = "'unicodeescape' codec can't decode byte";
  if (to - from == 1)
    text += " 0x5c in position " + std::to_string(from);
  else
    text += "s in position " + std::to_string(from) + "-" + std::to_string(to - 1);
  return text + ": " + reason;
}

bool decodeStrBody(std::string_view body, std::string &out, EscapeError &error,
                   const InvalidEscape &invalidEscape) {
  const char *begin = body.data(), *end = begin + body.size();
  CodecPosition position{0, begin};
  out.reserve(out.size() + body.size());
  for (const char *p = begin; p < end;) {
    auto *slash = static_cast<const char *>(std::memchr(p, '\\', size_t(end - p)));
    if (!slash) {
      out.append(p, end);
      break;
    }
    out.append(p, slash);
    p = slash + 1;
    if (p == end) { // only in pieces of f-strings: `\{`
      out += '\\';
      invalidEscape(size_t(slash - begin));
      break;
    }
    bool known;
    uint32_t octal;
    if (decodeSimpleEscape(p, end, out, known, octal)) {
      if (octal == UINT32_MAX)
        continue;
      unicode::append(out, octal);
      if (octal > 0377)
        invalidEscape(size_t(slash - begin));
      continue;
    }
    auto failWith = [&](const char *stop, const char *reason) {
      size_t from = position.advance(slash);
      error.message = codecError(from, position.advance(stop), reason);
      return false;
    };
    int count = *p == 'x' ? 2 : *p == 'u' ? 4 : *p == 'U' ? 8 : 0;
    if (count) {
      const char *reason = count == 2   ? "truncated \\xXX escape"
                           : count == 4 ? "truncated \\uXXXX escape"
                                        : "truncated \\UXXXXXXXX escape";
      uint32_t code = 0;
      ++p;
      for (; count && p < end && isHexDigit(*p); --count)
        code = code << 4 | uint32_t(hexValue(*p++));
      if (count)
        return failWith(p, reason);
      if (code > 0x10FFFF)
        return failWith(p, "illegal Unicode character");
      unicode::append(out, code);
      continue;
    }
    if (*p == 'N') {
      ++p;
      if (p >= end || *p != '{')
        return failWith(p, "malformed \\N character escape");
      auto *close = static_cast<const char *>(std::memchr(p, '}', size_t(end - p)));
      if (!close)
        return failWith(end, "malformed \\N character escape");
      if (close == p + 1)
        return failWith(close, "malformed \\N character escape");
      int32_t code = unicode::lookupName({p + 1, size_t(close - p - 1)});
      p = close + 1;
      if (code < 0)
        return failWith(p, "unknown Unicode character name");
      unicode::append(out, uint32_t(code));
      continue;
    }
    // Reference 2.4.1.1: an unknown escape stays in the string.
    out += '\\';
    if (static_cast<unsigned char>(*p) >= 0x80) { // without a warning
      position.advance(slash);
      position.position += 5;
    } else {
      invalidEscape(size_t(slash - begin));
    }
  }
  return true;
}

bool decodeBytesBody(std::string_view body, std::string &out, EscapeError &error,
                     const InvalidEscape &invalidEscape) {
  const char *begin = body.data(), *end = begin + body.size();
  for (const char *p = begin; p < end;) {
    if (*p != '\\') {
      out += *p++;
      continue;
    }
    const char *slash = p++;
    bool known;
    uint32_t octal;
    if (decodeSimpleEscape(p, end, out, known, octal)) {
      if (octal == UINT32_MAX)
        continue;
      out += char(octal & 0xFF);
      if (octal > 0377)
        invalidEscape(size_t(slash - begin));
      continue;
    }
    if (*p == 'x') {
      if (p + 2 < end && isHexDigit(p[1]) && isHexDigit(p[2])) {
        out += char(hexValue(p[1]) << 4 | hexValue(p[2]));
        p += 3;
        continue;
      }
      error.message = "invalid \\x escape at position " + std::to_string(slash - begin);
      return false;
    }
    out += '\\';
    invalidEscape(size_t(slash - begin));
  }
  return true;
}

} // namespace regius
