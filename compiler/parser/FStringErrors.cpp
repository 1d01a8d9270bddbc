// What is wrong with a literal: checks of the error finder for strings and numbers.
//
// f-strings are judged as CPython 3.11 does, since its messages are the reference: a scan by
// characters finds the replacement fields, and each expression is parsed as "(expression)" on its
// own. The newer syntax (PEP 701) never gets here, because the parser accepts it.
#include "compiler/lexer/Decode.h"
#include "compiler/lexer/NumberLiteral.h"
#include "compiler/lexer/StringLiteral.h"
#include "compiler/parser/ErrorFinder.h"

namespace regius {

int ErrorFinder::matchNumber(int position) {
  NumberValue value = numberValue(text(position), options_.maxDecimalDigits);
  if (value.kind == NumberKind::TooManyDigits) {
    const Span &span = tokens_[size_t(position)].span;
    raise(SyntaxErrorId::TooManyDigits, {span.lineno, -1, span.end_lineno, -1},
          {std::to_string(options_.maxDecimalDigits), std::to_string(value.integer)});
    return kFail;
  }
  return position + 1;
}

int ErrorFinder::matchStrings(int position) {
  int end = position;
  while (touch(end) && (tokens_[size_t(end)].kind == TokenKind::String ||
                        tokens_[size_t(end)].kind == TokenKind::FString))
    ++end;
  if (raised_ || end == position)
    return kFail;
  checkStringTokens(position, end);
  return raised_ ? kFail : end;
}

// Raises the error of adjacent literals, if they have one.
void ErrorFinder::checkStringTokens(int first, int last) {
  bool bytes = false, isTemplate = false;
  for (int i = first; i < last; ++i) {
    const Token &token = tokens_[size_t(i)];
    StringToken parts = splitStringToken(text(i));
    EscapeError problem;
    std::string ignored;
    auto ignore = [](size_t) {};
    if (BadUtf8 bad; !parts.bytes && source_.hasBadUtf8() && (bad = findBadUtf8(parts.body))) {
      // A literal with escapes is decoded run by run of characters beyond ASCII.
      size_t base = 0;
      if (!parts.raw && parts.body.find('\\') != std::string_view::npos)
        for (base = bad.offset; base > 0 && (parts.body[base - 1] & 0x80);)
          --base;
      return raiseAtLastToken(SyntaxErrorId::UnicodeErrorInLiteral,
                              {bad.message(parts.body, base)});
    }
    if (parts.bytes) {
      for (char c : parts.body)
        if (static_cast<unsigned char>(c) >= 0x80)
          return raiseAtLastToken(SyntaxErrorId::BytesNotAscii);
      if (!parts.raw && !decodeBytesBody(parts.body, ignored, problem, ignore))
        return raiseAtLastToken(SyntaxErrorId::ValueErrorInLiteral, {problem.message});
    } else if (!parts.format && !parts.raw) {
      if (!decodeStrBody(parts.body, ignored, problem, ignore))
        return raiseAtLastToken(SyntaxErrorId::UnicodeErrorInLiteral, {problem.message});
    }
    if (i > first && bytes != parts.bytes)
      return raiseAtLastToken(SyntaxErrorId::MixedBytes);
    if (i > first && isTemplate != parts.isTemplate)
      return raiseAtLastToken(SyntaxErrorId::MixedTemplate);
    bytes = parts.bytes;
    isTemplate = parts.isTemplate;
    if (parts.format && !expression({i, i + 1}) && raiseFStringError(token))
      return;
  }
}

bool ErrorFinder::raiseFString(SyntaxErrorId id,
                               std::initializer_list<std::string_view> arguments) {
  raiseAtLastToken(id, arguments);
  return true;
}

// The parser has rejected this f-string: says why.
bool ErrorFinder::raiseFStringError(const Token &token) {
  StringToken parts = splitStringToken(
      std::string_view(source_.text()).substr(token.start, token.end - token.start));
  size_t p = token.start + parts.bodyStart, end = p + parts.body.size();
  if (scanFString(p, end, parts.raw, 0))
    return true;
  return raiseFString(SyntaxErrorId::FStringInvalid, {"invalid syntax"});
}

// Literal text and fields, up to `end` or, in a format specification, a '}'. True once raised.
bool ErrorFinder::scanFString(size_t &p, size_t end, bool raw, int level) {
  const std::string &text = source_.text();
  size_t literal = p;
  auto checkLiteral = [&](size_t stop) {
    EscapeError problem;
    std::string ignored;
    if (raw || decodeStrBody(std::string_view(text).substr(literal, stop - literal), ignored,
                             problem, [](size_t) {}))
      return false;
    return raiseFString(SyntaxErrorId::UnicodeErrorInLiteral, {problem.message});
  };
  while (p < end) {
    char c = text[p];
    if (!raw && c == '\\' && p + 1 < end) {
      if (text[p + 1] == 'N' && p + 2 < end && text[p + 2] == '{') {
        while (p < end && text[p] != '}')
          ++p;
        p += p < end;
        continue;
      }
      p += text[p + 1] == '{' || text[p + 1] == '}' ? 1 : 2;
      continue;
    }
    if (c != '{' && c != '}') {
      ++p;
      continue;
    }
    if (level == 0 && p + 1 < end && text[p + 1] == c) {
      p += 2;
      continue;
    }
    if (c == '}') {
      if (level > 0)
        break;
      return checkLiteral(p) || raiseFString(SyntaxErrorId::FStringSingleBrace);
    }
    if (checkLiteral(p))
      return true;
    ++p;
    if (scanField(p, end, raw, level))
      return true;
    literal = p;
  }
  return checkLiteral(p < end ? p : end);
}

// A replacement field from after its '{' to after its '}'. True once raised.
bool ErrorFinder::scanField(size_t &p, size_t end, bool raw, int level) {
  const std::string &text = source_.text();
  if (level >= 2)
    return raiseFString(SyntaxErrorId::FStringNesting);
  size_t start = p;
  char quote = 0;
  int quoteSize = 0;
  std::string brackets;
  for (; p < end; ++p) {
    char c = text[p];
    if (c == '\\')
      return raiseFString(SyntaxErrorId::FStringBackslash);
    if (quote) {
      if (c != quote)
        continue;
      if (quoteSize == 3 && text.compare(p, 3, std::string(3, quote)) == 0)
        p += 2;
      else if (quoteSize == 3)
        continue;
      quote = 0;
      continue;
    }
    if (c == '\'' || c == '"') {
      quote = c;
      quoteSize = p + 2 < end && text[p + 1] == c && text[p + 2] == c ? 3 : 1;
      p += size_t(quoteSize - 1);
      continue;
    }
    if (c == '[' || c == '{' || c == '(') {
      brackets += c;
      continue;
    }
    if (c == '#')
      return raiseFString(SyntaxErrorId::FStringComment);
    if (brackets.empty() &&
        (c == '!' || c == ':' || c == '}' || c == '=' || c == '>' || c == '<')) {
      if (p + 1 < end && text[p + 1] == '=' && (c == '!' || c == '=' || c == '<' || c == '>')) {
        ++p;
        continue;
      }
      if (c == '>' || c == '<')
        continue;
      break;
    }
    if (c == ']' || c == '}' || c == ')') {
      if (brackets.empty())
        return raiseFString(SyntaxErrorId::FStringUnmatched, {{&c, 1}});
      char open = brackets.back();
      brackets.pop_back();
      if (!((open == '(' && c == ')') || (open == '[' && c == ']') || (open == '{' && c == '}')))
        return raiseFString(SyntaxErrorId::FStringMismatch, {{&c, 1}, {&open, 1}});
    }
  }
  if (quote)
    return raiseFString(SyntaxErrorId::FStringUnterminated);
  if (!brackets.empty()) {
    char open = brackets.back();
    return raiseFString(SyntaxErrorId::FStringInvalid, {std::string("unmatched '") + open + "'"});
  }
  if (p >= end)
    return raiseFString(SyntaxErrorId::FStringExpectedBrace);
  if (checkField(start, p))
    return true;
  if (text[p] == '=')
    for (++p; p < end && (text[p] == ' ' || text[p] == '\t' || text[p] == '\n');)
      ++p;
  if (p < end && text[p] == '!') {
    ++p;
    if (p >= end)
      return raiseFString(SyntaxErrorId::FStringExpectedBrace);
    char conversion = text[p++];
    if (conversion != 's' && conversion != 'r' && conversion != 'a')
      return raiseFString(SyntaxErrorId::FStringConversion);
  }
  if (p < end && text[p] == ':') {
    ++p;
    if (scanFString(p, end, raw, level + 1))
      return true;
  }
  if (p >= end || text[p] != '}')
    return raiseFString(SyntaxErrorId::FStringExpectedBrace);
  ++p;
  return false;
}

// Parses one expression as CPython does, in parentheses of its own: lines count as in the file,
// columns from the '('.
bool ErrorFinder::checkField(size_t start, size_t end) {
  std::string text = source_.text().substr(start, end - start);
  if (text.find_first_not_of(" \t\n\f\r") == std::string::npos) {
    char next = source_.text()[end];
    if (next == '!' || next == ':' || next == '=')
      return raiseFString(SyntaxErrorId::FStringRequired, {{&next, 1}});
    return raiseFString(SyntaxErrorId::FStringEmpty);
  }
  SourceFile field(source_.filename(), "(" + text + ")", SourceKind::Text);
  Diagnostics diagnostics;
  if (!decodeSource(field, diagnostics))
    return false;
  Lexer lexer(field);
  std::vector<Token> tokens;
  lexer.run(tokens);
  Array<Token> view(tokens.data(), tokens.size());
  Parser parser(field, view, arena_, interner_, diagnostics, options_);
  if (parser.parseField())
    return false;
  ErrorFinder finder(field, lexer, view, arena_, interner_, options_);
  finder.depth_ = depth_ + 50;
  finder.stackTop_ = stackTop_;
  Diagnostic error = finder.find("field", false);
  fieldLexerError_ = finder.fromLexer();
  if (!fieldLexerError_ && error.type == ErrorType::SyntaxError)
    error.message = "f-string: " + error.message;
  int line = 0;
  for (size_t i = 0; i < start; ++i)
    line += source_.text()[i] == '\n';
  error.line += line;
  error.endLine += line;
  raise(std::move(error));
  return true;
}

} // namespace regius
