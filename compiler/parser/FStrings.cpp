// String literals: joining adjacent ones, f-strings and t-strings (Reference 2.4.2, 2.4.3; PEP 701,
// PEP 750).
//
//   'a' f'b{x!r:>{w}}'  ->  JoinedStr([Constant 'ab', FormattedValue(x, 'r', JoinedStr([..w..]))])
//
// The literal parts are decoded here; each replacement field is tokenised in place, so its nodes
// have their true positions. The parts themselves (Constant, FormattedValue) span the whole
// literal, as CPython 3.11 has them and its tracebacks show; those of a format specification span
// their own token.
#include "compiler/lexer/Lexer.h"
#include "compiler/lexer/StringLiteral.h"
#include "compiler/parser/ParserImpl.h"

namespace regius {

using namespace ast;

// Parses one run of adjacent string tokens.
class FStringParser {
public:
  FStringParser(Parser &parser, size_t first, size_t last)
      : parser_(parser), first_(first), last_(last) {}

  Expr *parse();

private:
  using K = TokenKind;
  static constexpr int kMaxNesting = 150;

  template <class T> T *make() {
    T *node = parser_.arena_.make<T>();
    const Span &first = inSpec_ ? token_->span : parser_.tokens_[first_].span;
    const Span &last = inSpec_ ? token_->span : parser_.tokens_[last_].span;
    static_cast<Span &>(*node) = {first.lineno, first.col_offset, last.end_lineno,
                                  last.end_col_offset};
    return node;
  }
  bool decode(std::string_view body, bool raw, std::string &out);
  bool parseBody(const Token &token, const StringToken &parts);
  bool parseField(std::vector<Expr *> &values, std::string &literal);
  bool parseSpec(Expr *&spec);
  bool parseLiteral(std::string &literal, bool inSpec);
  void flush(std::vector<Expr *> &values, std::string &literal);
  Constant *makeConstant(std::string_view text);
  void countLines(size_t to);
  std::string_view rest() const {
    return std::string_view(parser_.text_).substr(cursor_, bodyEnd_ - cursor_);
  }

  Parser &parser_;
  size_t first_, last_; // token numbers
  bool firstIsU_ = false, template_ = false, inSpec_ = false;
  // Of the f-string at hand:
  const Token *token_ = nullptr;
  bool raw_ = false;
  size_t cursor_ = 0, bodyEnd_ = 0; // offsets in the text
  size_t counted_ = 0;              // `line_` is the line of this offset
  int line_ = 0;
  std::vector<Expr *> values_;
  std::string literal_;
};

bool FStringParser::decode(std::string_view body, bool raw, std::string &out) {
  if (raw) {
    out += body;
    return true;
  }
  EscapeError error;
  return decodeStrBody(body, out, error, [&](size_t offset) {
    const char *slash = body.data() + offset; // the last character of the piece in `\{`
    parser_.warnInvalidEscape(*token_, {slash, size_t(body.data() + body.size() + 1 - slash)});
  });
}

Constant *FStringParser::makeConstant(std::string_view text) {
  auto *constant = make<Constant>();
  constant->value.kind = ConstantKind::Str;
  constant->value.text = parser_.arena_.copy(text);
  if (firstIsU_)
    constant->kind_ = "u";
  return constant;
}

void FStringParser::flush(std::vector<Expr *> &values, std::string &literal) {
  if (!literal.empty())
    values.push_back(makeConstant(literal));
  literal.clear();
}

void FStringParser::countLines(size_t to) {
  for (; counted_ < to; ++counted_)
    line_ += parser_.text_[counted_] == '\n';
}

// Literal text up to a replacement field, the end, or (in a format specification) a '}'.
bool FStringParser::parseLiteral(std::string &literal, bool inSpec) {
  const std::string &text = parser_.text_;
  size_t start = cursor_;
  auto take = [&](size_t end) {
    return decode(std::string_view(text).substr(start, end - start), raw_, literal);
  };
  while (cursor_ < bodyEnd_) {
    char c = text[cursor_];
    if (c == '\\' && !raw_) {
      if (text[cursor_ + 1] == 'N' && text[cursor_ + 2] == '{') {
        size_t close = text.find('}', cursor_);
        cursor_ = close == std::string::npos || close >= bodyEnd_ ? bodyEnd_ : close + 1;
      } else {
        // `\{` is an (invalid) escape and a brace.
        cursor_ += text[cursor_ + 1] == '{' || text[cursor_ + 1] == '}' ? 1 : 2;
      }
      continue;
    }
    if (c != '{' && c != '}') {
      ++cursor_;
      continue;
    }
    if (!inSpec && cursor_ + 1 < bodyEnd_ && text[cursor_ + 1] == c) {
      // Doubled: one brace.
      if (!take(cursor_ + 1))
        return false;
      cursor_ += 2;
      start = cursor_;
      continue;
    }
    if (c == '}' && !inSpec)
      return false;
    break;
  }
  return take(cursor_);
}

// f_expression ['='] ['!' NAME] [':' spec] '}', from after the '{'
bool FStringParser::parseField(std::vector<Expr *> &values, std::string &literal) {
  const std::string &text = parser_.text_;
  size_t start = cursor_;
  countLines(cursor_);
  Lexer lexer(parser_.source_);
  std::vector<Token> tokens;
  lexer.runReplacementField(tokens, cursor_, line_);
  if (lexer.hasError() || tokens.back().kind != K::EndMarker || tokens.back().start >= bodyEnd_)
    return false;
  Parser inner(parser_.source_, {tokens.data(), tokens.size()}, parser_.arena_, parser_.interner_,
               parser_.diagnostics_, parser_.options_);
  inner.depth_ = parser_.depth_ + 20;
  inner.stackTop_ = parser_.stackTop_;
  inner.fStringDepth_ = parser_.fStringDepth_ + 1;
  inner.warnedUpTo_ = parser_.warnedUpTo_;
  inner.newlineImplied_ = parser_.newlineImplied_;
  if (inner.fStringDepth_ > kMaxNesting)
    return false;
  Expr *value = inner.parseYieldOrStarExpressions();
  parser_.tooDeep_ |= inner.tooDeep_;
  if (inner.newerSyntax_)
    parser_.require(inner.newerSyntax_->feature);
  parser_.warnedUpTo_ = inner.warnedUpTo_;
  if (!value || value->is<Starred>())
    return false;
  size_t expressionEnd = inner.lastToken().end;
  bool selfDocumenting = inner.accept(K::Equal);
  if (!inner.at(K::EndMarker))
    return false;
  cursor_ = tokens.back().start;
  if (selfDocumenting && !template_)
    parser_.require(Feature::SelfDocumenting);
  if (selfDocumenting)
    literal += text.substr(start, cursor_ - start);
  int conversion = -1;
  if (text[cursor_] == '!') {
    char c = text[cursor_ + 1];
    if (c != 's' && c != 'r' && c != 'a')
      return false;
    conversion = c;
    cursor_ += 2;
    while (cursor_ < bodyEnd_ && (text[cursor_] == ' ' || text[cursor_] == '\n'))
      ++cursor_;
  }
  Expr *spec = nullptr;
  if (cursor_ < bodyEnd_ && text[cursor_] == ':') {
    ++cursor_;
    if (!parseSpec(spec))
      return false;
  }
  if (cursor_ >= bodyEnd_ || text[cursor_] != '}')
    return false;
  ++cursor_;
  if (selfDocumenting && conversion < 0 && !spec)
    conversion = 'r';
  flush(values, literal);
  if (template_) {
    auto *field = make<Interpolation>();
    field->value = value;
    field->str.kind = ConstantKind::Str;
    field->str.text =
        parser_.arena_.copy(std::string_view(text).substr(start, expressionEnd - start));
    field->conversion = conversion;
    field->format_spec = spec;
    values.push_back(field);
    return true;
  }
  auto *field = make<FormattedValue>();
  field->value = value;
  field->conversion = conversion;
  field->format_spec = spec;
  values.push_back(field);
  return true;
}

// A format specification: text and replacement fields up to the '}' of its own field.
bool FStringParser::parseSpec(Expr *&spec) {
  std::vector<Expr *> values;
  std::string literal;
  // Fields of a specification are formatted, in t-strings too.
  bool saved = template_, savedInSpec = inSpec_;
  template_ = false;
  inSpec_ = true;
  for (;;) {
    if (!parseLiteral(literal, true))
      return false;
    if (cursor_ >= bodyEnd_ || parser_.text_[cursor_] != '{')
      break;
    ++cursor_;
    if (!parseField(values, literal))
      return false;
  }
  template_ = saved;
  flush(values, literal);
  auto *joined = make<JoinedStr>();
  inSpec_ = savedInSpec;
  joined->values = parser_.arena_.copy(values.data(), values.size());
  spec = joined;
  return true;
}

bool FStringParser::parseBody(const Token &token, const StringToken &parts) {
  raw_ = parts.raw;
  cursor_ = token.start + parts.bodyStart;
  bodyEnd_ = cursor_ + parts.body.size();
  counted_ = token.start;
  line_ = token.span.lineno;
  while (cursor_ < bodyEnd_) {
    if (!parseLiteral(literal_, false))
      return false;
    if (cursor_ >= bodyEnd_)
      break;
    ++cursor_;
    if (!parseField(values_, literal_))
      return false;
  }
  return true;
}

Expr *FStringParser::parse() {
  bool bytes = false, format = false;
  for (size_t i = first_; i <= last_; ++i) {
    const Token &token = parser_.tokens_[i];
    token_ = &token;
    StringToken parts = splitStringToken(parser_.text(token));
    if (i == first_) {
      bytes = parts.bytes;
      firstIsU_ = parts.unicode;
      template_ = parts.isTemplate;
    }
    if (parts.format)
      parser_.require(parts.isTemplate ? Feature::TemplateStrings : Feature::FormatStrings);
    // Reference 2.4.2: bytes join only bytes, t-strings only t-strings.
    if (parts.bytes != bytes || parts.isTemplate != template_)
      return nullptr;
    if (parts.format) {
      format = true;
      if (!parseBody(token, parts))
        return nullptr;
    } else if (!bytes) {
      if (!decode(parts.body, parts.raw, literal_))
        return nullptr;
    } else {
      for (char c : parts.body)
        if (static_cast<unsigned char>(c) >= 0x80)
          return nullptr;
      EscapeError error;
      auto warn = [&](size_t offset) {
        parser_.warnInvalidEscape(token, parts.body.substr(offset));
      };
      if (parts.raw)
        literal_ += parts.body;
      else if (!decodeBytesBody(parts.body, literal_, error, warn))
        return nullptr;
    }
  }
  if (!format) {
    Constant *constant = makeConstant(literal_);
    if (bytes) {
      constant->value.kind = ConstantKind::Bytes;
      constant->kind_ = {};
    }
    return constant;
  }
  flush(values_, literal_);
  Array<Expr *> values = parser_.arena_.copy(values_.data(), values_.size());
  if (template_) {
    auto *result = make<TemplateStr>();
    result->values = values;
    return result;
  }
  auto *result = make<JoinedStr>();
  result->values = values;
  return result;
}

// strings: (STRING | fstring | tstring)+
Expr *Parser::parseStrings() {
  size_t first = position_;
  while (at(K::String) || at(K::FString))
    ++position_;
  // Fast path: one plain literal without escapes; FStringParser is the truth.
  if (position_ == first + 1 && tokens_[first].kind == K::String) {
    StringToken parts = splitStringToken(text(tokens_[first]));
    if (!parts.bytes && (parts.raw || parts.body.find('\\') == parts.body.npos)) {
      auto *constant = make<Constant>(tokens_[first].span);
      constant->value.kind = ConstantKind::Str;
      constant->value.text = arena_.copy(parts.body);
      if (parts.unicode)
        constant->kind_ = "u";
      return finish(constant);
    }
  }
  return FStringParser(*this, first, position_ - 1).parse();
}

// At most one warning for each literal, even if it is parsed again after backtracking.
// `from`: the text from its backslash on.
void Parser::warnInvalidEscape(const Token &token, std::string_view from) {
  if (!options_.warnings || token.start < warnedUpTo_)
    return;
  warnedUpTo_ = token.end;
  const bool octal = from.size() > 1 && from[1] >= '4' && from[1] <= '7'; // too large a one
  Diagnostic &warning =
      diagnostics_.warn(octal ? SyntaxErrorId::InvalidOctalEscape : SyntaxErrorId::InvalidEscape,
                        source_, token.span, {from.substr(0, octal ? 4 : 2)});
  // As an error it shows the line, without a newline if the tokeniser has left it or it has none.
  const bool left = this->token().span.lineno > token.span.lineno;
  if (left || (!newlineImplied_ && source_.isUnfinished(token.span.lineno)))
    warning.sourceLine.pop_back();
  if (left && warning.endLine > warning.line)
    --warning.endColumn;
}

} // namespace regius
