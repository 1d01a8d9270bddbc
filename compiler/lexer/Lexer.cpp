// The tokeniser: one pass over decoded UTF-8 that ends in "\n\0", so that no inner loop needs an
// end test. Covers lines, identifiers and operators; NumberLiteral.cpp and StringLiteral.cpp have
// the literals, Indentation.cpp the line starts.
//
//   if x:\n  y   ->   If Name Colon Newline Indent Name Newline Dedent EndMarker
//
// Everything an error message needs is decided here as CPython's tokeniser does it: the first bad
// character ends the token stream with an Error token.
#include "compiler/lexer/Lexer.h"

#include "compiler/lexer/Characters.h"
#include "compiler/lexer/Decode.h"
#include "compiler/support/Unicode.h"

#include <cstdio>
#include <cstring>
#include <iterator>

namespace regius {

namespace {
struct KeywordRow {
  std::string_view text;
  TokenKind kind; // Name for a soft keyword
  SoftKeyword soft;
};

constexpr KeywordRow kKeywords[] = {
#define KEYWORD(Name, text) {text, TokenKind::Name, SoftKeyword::None},
#include "compiler/lexer/Tokens.def"
#define SOFT_KEYWORD(Word, text) {text, TokenKind::Name, SoftKeyword::Word},
#include "compiler/lexer/Tokens.def"
};

constexpr size_t keywordSlot(std::string_view text) {
  return (size_t(static_cast<unsigned char>(text[0])) * 7 +
          size_t(static_cast<unsigned char>(text.back())) * 13 + text.size() * 31) &
         255;
}

// Open addressing; 0 is empty, else row number + 1.
struct KeywordTable {
  uint8_t slots[256] = {};
  constexpr KeywordTable() {
    for (size_t row = 0; row < std::size(kKeywords); ++row) {
      size_t at = keywordSlot(kKeywords[row].text);
      while (slots[at])
        at = (at + 1) & 255;
      slots[at] = uint8_t(row + 1);
    }
  }
};
constexpr KeywordTable kKeywordTable;
} // namespace

const char *tokenName(TokenKind kind) {
  static const char *const names[] = {
#define TOKEN(Name, display) display,
#define OPERATOR_TOKEN(Name, text) text,
#define KEYWORD(Name, text) text,
#include "compiler/lexer/Tokens.def"
  };
  return names[size_t(kind)];
}

bool isKeyword(TokenKind kind) { return kind >= TokenKind::False; }

Lexer::Lexer(const SourceFile &source, FinalNewline finalNewline)
    : source_(source), finalNewline_(finalNewline), begin_(source.text().data()),
      end_(begin_ + source.text().size()), cursor_(begin_), lineStart_(begin_) {}

void Lexer::startLine(const char *p) {
  ++line_;
  lineStart_ = p;
}

void Lexer::push(std::vector<Token> &tokens, TokenKind kind, const char *start, const char *end) {
  tokens.push_back({kind,
                    SoftKeyword::None,
                    false,
                    uint32_t(start - begin_),
                    uint32_t(end - begin_),
                    {line_, int32_t(start - lineStart_), line_, int32_t(end - lineStart_)}});
}

void Lexer::pushPlaceless(std::vector<Token> &tokens, TokenKind kind) {
  push(tokens, kind, cursor_, cursor_);
  tokens.back().placeless = true;
}

bool Lexer::failAt(SyntaxErrorId id, const Span &span,
                   std::initializer_list<std::string_view> arguments) {
  error_ = makeDiagnostic(id, source_, span, arguments,
                          source_.hasByteColumns() ? ColumnUnit::Bytes : ColumnUnit::Characters);
  if (error_.hasSourceLine && finalNewline_ == FinalNewline::AsWritten &&
      source_.isUnfinished(span.lineno))
    error_.sourceLine.pop_back();
  hasError_ = true;
  errorIsLate_ = true;
  return false;
}

// The line of a lexical error is shown without its newline, and its range is one column.
Diagnostic Lexer::diagnosticBefore(SyntaxErrorId id, const char *after,
                                   std::initializer_list<std::string_view> arguments) const {
  const char *at = after;
  if (at > lineStart_)
    do
      --at;
    while (at > lineStart_ && (*at & 0xC0) == 0x80);
  int32_t column = int32_t(at - lineStart_);
  Diagnostic result = makeDiagnostic(id, source_, {line_, column, line_, column}, arguments);
  if (after == lineStart_)
    result.column = result.endColumn = 0;
  if (result.hasSourceLine)
    result.sourceLine.pop_back();
  return result;
}

bool Lexer::fail(SyntaxErrorId id, const char *after,
                 std::initializer_list<std::string_view> arguments) {
  error_ = diagnosticBefore(id, after, arguments);
  hasError_ = true;
  return false;
}

void Lexer::run(std::vector<Token> &tokens) {
  while (lexToken(tokens)) {
  }
  if (hasError_ || atEndOfInput_)
    pushPlaceless(tokens, TokenKind::Error);
}

void Lexer::runReplacementField(std::vector<Token> &tokens, size_t offset, int line) {
  cursor_ = begin_ + offset;
  line_ = line;
  lineStart_ = begin_ + source_.lineStart(line);
  atLineStart_ = false;
  inField_ = true;
  while (lexToken(tokens)) {
  }
  if (hasError_ || atEndOfInput_)
    pushPlaceless(tokens, TokenKind::Error);
}

// One token, with the Indent and Dedent tokens before it. False at the end and at an error.
bool Lexer::lexToken(std::vector<Token> &tokens) {
  if (atLineStart_) {
    atLineStart_ = false;
    if (!lexIndentation(tokens))
      return false;
  }
  for (;;) {
    while (*cursor_ == ' ' || *cursor_ == '\t' || *cursor_ == '\f')
      ++cursor_;
    const char *start = cursor_;
    if (*cursor_ == '#') {
      while (*cursor_ != '\n' && *cursor_ != '\0')
        ++cursor_;
      if (typeComments_ && lexTypeComment(tokens, start))
        return true;
    }
    char c = *cursor_;
    if (isIdentifierByte(c) && !isDigit(c))
      return lexName(tokens);
    if (c == '\n') {
      if (blankLine_ || inField_ || !brackets_.empty()) {
        startLine(++cursor_);
        // The next line continues this one, or is measured afresh.
        if (blankLine_) {
          blankLine_ = false;
          atLineStart_ = true;
          return true;
        }
        continue;
      }
      // A comment is part of the Newline, for the places of errors.
      push(tokens, TokenKind::Newline, start, cursor_);
      startLine(++cursor_);
      atLineStart_ = true;
      return true;
    }
    if (c == '\0' && cursor_ == end_) {
      // The line counter stays on the last line.
      --line_;
      lineStart_ = begin_ + source_.lineStart(line_);
      if (!brackets_.empty() || inField_) {
        atEndOfInput_ = true;
        return false;
      }
      pushPlaceless(tokens, TokenKind::EndMarker);
      return false;
    }
    if (isDigit(c) || (c == '.' && isDigit(cursor_[1])))
      return lexNumber(tokens);
    if (c == '"' || c == '\'')
      return lexString(tokens, cursor_);
    if (c == '\\') {
      if (!lexContinuation())
        return false;
      continue;
    }
    if (inField_ && brackets_.empty() &&
        (c == '}' || c == ':' || (c == '!' && cursor_[1] != '='))) {
      pushPlaceless(tokens, TokenKind::EndMarker);
      return false;
    }
    return lexOperator(tokens);
  }
}

// A comment from `start` to the cursor. One that gives a type is a token, and ends the blankness of
// its line; one that says to ignore an error is noted. `# type:` may have any blanks in it, or
// none.
bool Lexer::lexTypeComment(std::vector<Token> &tokens, const char *start) {
  const char *p = start;
  for (char expected : std::string_view("# type: ")) {
    if (expected == ' ')
      while (*p == ' ' || *p == '\t')
        ++p;
    else if (p == cursor_ || *p++ != expected)
      return false;
  }
  std::string_view text(p, size_t(cursor_ - p));
  constexpr std::string_view kIgnore = "ignore";
  if (text.starts_with(kIgnore)) {
    text.remove_prefix(kIgnore.size());
    if (text.empty() || text[0] == '_' || !isIdentifierByte(text[0])) {
      typeIgnores_.push_back({line_, text});
      return false;
    }
  }
  blankLine_ = false;
  push(tokens, TokenKind::TypeComment, p, cursor_);
  return true;
}

// A backslash joins lines only directly before the newline.
bool Lexer::lexContinuation() {
  ++cursor_;
  if (*cursor_ != '\n' || atUnwrittenNewline(cursor_)) {
    int32_t column = int32_t(cursor_ - lineStart_) - (*cursor_ == '\n');
    failAt(SyntaxErrorId::UnexpectedAfterContinuation, {line_, column, line_, -1});
    return false;
  }
  if (cursor_ + 1 == end_) {
    ++cursor_;
    atEndOfInput_ = true;
    return false;
  }
  startLine(++cursor_);
  return true;
}

bool Lexer::lexName(std::vector<Token> &tokens) {
  const char *start = cursor_;
  const char *p = start;
  bool ascii = true;
  while (isIdentifierByte(*p)) {
    ascii &= static_cast<unsigned char>(*p) < 128;
    ++p;
  }
  if ((*p == '"' || *p == '\'') && isStringPrefix({start, size_t(p - start)}))
    return lexString(tokens, p);
  if (!ascii && !checkIdentifier(start, p))
    return false;
  cursor_ = p;
  push(tokens, TokenKind::Name, start, p);
  if (!ascii)
    return true;
  std::string_view text(start, size_t(p - start));
  for (size_t at = keywordSlot(text); kKeywordTable.slots[at]; at = (at + 1) & 255) {
    size_t row = size_t(kKeywordTable.slots[at] - 1);
    if (kKeywords[row].text != text)
      continue;
    tokens.back().kind = kKeywords[row].kind;
    tokens.back().soft = kKeywords[row].soft;
    break;
  }
  return true;
}

// Reference 2.3: XID_Start XID_Continue*, tested before normalisation.
bool Lexer::checkIdentifier(const char *begin, const char *end) {
  if (source_.hasBadUtf8()) {
    std::string_view name(begin, size_t(end - begin));
    if (BadUtf8 bad = findBadUtf8(name)) {
      int32_t column = int32_t(begin - lineStart_ + ptrdiff_t(bad.offset));
      return failAt(SyntaxErrorId::CodecError, {line_, column, line_, -2}, {bad.message(name)});
    }
  }
  for (const char *p = begin; p < end;) {
    const char *start = p;
    uint32_t code = unicode::decode(p);
    bool good = start == begin ? unicode::isIdentifierStart(code) || code == '_'
                               : unicode::isIdentifierContinue(code);
    if (good)
      continue;
    char hex[12];
    std::snprintf(hex, sizeof hex, "%04X", code);
    if (unicode::isPrintable(code))
      return fail(SyntaxErrorId::InvalidCharacter, p, {{start, size_t(p - start)}, hex});
    return fail(SyntaxErrorId::InvalidNonPrintable, p, {hex});
  }
  return true;
}

// The coroutine ends with the line that is no deeper than its `async`.
void Lexer::relaxAsync(std::vector<Token> &tokens) {
  int indent = 0, coroutineIndent = 0;
  bool inCoroutine = false, sawNewline = false;
  for (size_t i = 0; i < tokens.size(); ++i) {
    Token &token = tokens[i];
    if (token.kind == TokenKind::Indent || token.kind == TokenKind::Dedent) {
      indent += token.kind == TokenKind::Indent ? 1 : -1;
      continue;
    }
    // A type comment has no indentation.
    const bool isLayout = token.kind == TokenKind::Newline || token.kind == TokenKind::TypeComment;
    if (inCoroutine && sawNewline && !isLayout && indent <= coroutineIndent)
      inCoroutine = false;
    if (isLayout) {
      sawNewline |= token.kind == TokenKind::Newline;
    } else if (token.kind == TokenKind::Async && !inCoroutine &&
               tokens[i + 1].kind == TokenKind::Def) {
      inCoroutine = true;
      sawNewline = false;
      coroutineIndent = indent;
    } else if ((token.kind == TokenKind::Async || token.kind == TokenKind::Await) && !inCoroutine) {
      token.kind = TokenKind::Name;
    }
  }
}

bool Lexer::openBracket(char c) {
  if (brackets_.size() >= kMaxBrackets)
    return fail(SyntaxErrorId::TooManyNestedParentheses, cursor_ + 1);
  brackets_.push_back({c, line_, int32_t(cursor_ - lineStart_)});
  return true;
}

bool Lexer::closeBracket(char c) {
  if (brackets_.empty())
    return fail(SyntaxErrorId::UnmatchedBracket, cursor_ + 1, {{&c, 1}});
  OpenBracket open = brackets_.back();
  brackets_.pop_back();
  char expected = open.character == '(' ? ')' : open.character == '[' ? ']' : '}';
  if (c == expected)
    return true;
  if (open.line != line_)
    return fail(SyntaxErrorId::MismatchedBracketOnLine, cursor_ + 1,
                {{&c, 1}, {&open.character, 1}, std::to_string(open.line)});
  return fail(SyntaxErrorId::MismatchedBracket, cursor_ + 1, {{&c, 1}, {&open.character, 1}});
}

bool Lexer::lexOperator(std::vector<Token> &tokens) {
  const char *p = cursor_;
  TokenKind kind = TokenKind::Unknown;
  int length = 1;
  // The longest of: c, c=, cc, cc=.
  auto choose = [&](TokenKind plain, TokenKind equal) {
    kind = plain;
    if (p[1] == '=') {
      kind = equal;
      length = 2;
    }
  };
  auto chooseDouble = [&](TokenKind plain, TokenKind equal, TokenKind twice, TokenKind twiceEqual) {
    choose(plain, equal);
    if (p[1] != p[0])
      return;
    kind = p[2] == '=' ? twiceEqual : twice;
    length = p[2] == '=' ? 3 : 2;
  };
  using K = TokenKind;
  switch (*p) {
  case '(':
  case '[':
  case '{':
    if (!openBracket(*p))
      return false;
    kind = *p == '(' ? K::LeftParen : *p == '[' ? K::LeftBracket : K::LeftBrace;
    break;
  case ')':
  case ']':
  case '}':
    if (!closeBracket(*p))
      return false;
    kind = *p == ')' ? K::RightParen : *p == ']' ? K::RightBracket : K::RightBrace;
    break;
  case ':':
    choose(K::Colon, K::ColonEqual);
    break;
  case ',':
    kind = K::Comma;
    break;
  case ';':
    kind = K::Semicolon;
    break;
  case '+':
    choose(K::Plus, K::PlusEqual);
    break;
  case '-':
    choose(K::Minus, K::MinusEqual);
    if (p[1] == '>') {
      kind = K::Arrow;
      length = 2;
    }
    break;
  case '*':
    chooseDouble(K::Star, K::StarEqual, K::DoubleStar, K::DoubleStarEqual);
    break;
  case '/':
    chooseDouble(K::Slash, K::SlashEqual, K::DoubleSlash, K::DoubleSlashEqual);
    break;
  case '|':
    choose(K::Pipe, K::PipeEqual);
    break;
  case '&':
    choose(K::Ampersand, K::AmpersandEqual);
    break;
  case '<':
    chooseDouble(K::Less, K::LessEqual, K::LeftShift, K::LeftShiftEqual);
    if (p[1] == '>') {
      kind = K::NotEqual; // barry_as_FLUFL; the parser rejects it otherwise
      length = 2;
    }
    break;
  case '>':
    chooseDouble(K::Greater, K::GreaterEqual, K::RightShift, K::RightShiftEqual);
    break;
  case '=':
    choose(K::Equal, K::EqualEqual);
    break;
  case '.':
    kind = K::Dot;
    if (p[1] == '.' && p[2] == '.') {
      kind = K::Ellipsis;
      length = 3;
    }
    break;
  case '%':
    choose(K::Percent, K::PercentEqual);
    break;
  case '!':
    choose(K::Unknown, K::NotEqual);
    break;
  case '~':
    kind = K::Tilde;
    break;
  case '^':
    choose(K::Caret, K::CaretEqual);
    break;
  case '@':
    choose(K::At, K::AtEqual);
    break;
  default:
    if (static_cast<unsigned char>(*p) < 32 || *p == 127) {
      char hex[8];
      std::snprintf(hex, sizeof hex, "%04X", unsigned(static_cast<unsigned char>(*p)));
      return fail(SyntaxErrorId::InvalidNonPrintable, p + 1, {hex});
    }
  }
  push(tokens, kind, p, p + length);
  cursor_ = p + length;
  return true;
}

} // namespace regius
