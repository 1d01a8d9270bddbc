// The error finder's reports: places, and the handlers that need more than a place.
#include "compiler/ast/Ast.h"
#include "compiler/parser/ErrorFinder.h"

#include <algorithm>

namespace regius {

using namespace ast;

namespace {
enum class Place : uint8_t { A, AB, FromA, Last, Block, Special };

struct HandlerRow {
  Place place;
  SyntaxErrorId id;
};

constexpr HandlerRow kHandlers[] = {
    {Place::Special, SyntaxErrorId::InvalidSyntax}, // ErrorHandler::None
#define ERROR_HANDLER(name, place, Id) {Place::place, SyntaxErrorId::Id},
#include "compiler/parser/ErrorHandlers.def"
};

enum TargetKind { StarTargets, DeleteTargets, ForTargets };
} // namespace

// What the messages call an expression.
static const char *expressionName(const Expr *expression) {
  switch (expression->kind) {
  case NodeKind::Attribute:
    return "attribute";
  case NodeKind::Subscript:
    return "subscript";
  case NodeKind::Starred:
    return "starred";
  case NodeKind::Name:
    return "name";
  case NodeKind::List:
    return "list";
  case NodeKind::Tuple:
    return "tuple";
  case NodeKind::Lambda:
    return "lambda";
  case NodeKind::Call:
    return "function call";
  case NodeKind::BoolOp:
  case NodeKind::BinOp:
  case NodeKind::UnaryOp:
    return "expression";
  case NodeKind::GeneratorExp:
    return "generator expression";
  case NodeKind::Yield:
  case NodeKind::YieldFrom:
    return "yield expression";
  case NodeKind::Await:
    return "await expression";
  case NodeKind::ListComp:
    return "list comprehension";
  case NodeKind::SetComp:
    return "set comprehension";
  case NodeKind::DictComp:
    return "dict comprehension";
  case NodeKind::Dict:
    return "dict literal";
  case NodeKind::Set:
    return "set display";
  case NodeKind::JoinedStr:
  case NodeKind::FormattedValue:
    return "f-string expression";
  case NodeKind::TemplateStr:
  case NodeKind::Interpolation:
    return "t-string expression";
  case NodeKind::Constant:
    switch (expression->as<Constant>()->value.kind) {
    case ConstantKind::None:
      return "None";
    case ConstantKind::True:
      return "True";
    case ConstantKind::False:
      return "False";
    case ConstantKind::Ellipsis:
      return "ellipsis";
    default:
      return "literal";
    }
  case NodeKind::Compare:
    return "comparison";
  case NodeKind::IfExp:
    return "conditional expression";
  case NodeKind::NamedExpr:
    return "named expression";
  default:
    return "expression";
  }
}

// The part of a would-be target that cannot be one, or null.
static const Expr *invalidTarget(const Expr *target, int kind) {
  switch (target->kind) {
  case NodeKind::List:
    for (const Expr *element : target->as<List>()->elts)
      if (const Expr *bad = invalidTarget(element, kind))
        return bad;
    return nullptr;
  case NodeKind::Tuple:
    for (const Expr *element : target->as<Tuple>()->elts)
      if (const Expr *bad = invalidTarget(element, kind))
        return bad;
    return nullptr;
  case NodeKind::Starred:
    return kind == DeleteTargets ? target : invalidTarget(target->as<Starred>()->value, kind);
  case NodeKind::Compare:
    // `for a in b` reads `a in b` as a comparison.
    if (kind == ForTargets)
      return target->as<Compare>()->ops[0] == CompareOperator::In
                 ? invalidTarget(target->as<Compare>()->left, kind)
                 : nullptr;
    return target;
  case NodeKind::Name:
  case NodeKind::Subscript:
  case NodeKind::Attribute:
    return nullptr;
  default:
    return target;
  }
}

std::string_view ErrorFinder::text(int token) const {
  const Token &it = tokens_[size_t(token)];
  return std::string_view(source_.text()).substr(it.start, it.end - it.start);
}

// The tree of matched tokens, or null if they are no expression.
Expr *ErrorFinder::expression(const Range &range) {
  if (range.start < 0 || range.end <= range.start)
    return nullptr;
  std::vector<Token> slice(tokens_.data() + range.start, tokens_.data() + range.end);
  Token end = slice.back();
  end.kind = TokenKind::EndMarker;
  slice.push_back(end);
  Diagnostics ignored;
  Parser parser(source_, {slice.data(), slice.size()}, arena_, interner_, ignored, options_);
  return parser.parseWhole();
}

Span ErrorFinder::through(const Span &from, const Span &to) const {
  return {from.lineno, from.col_offset, to.end_lineno, to.end_col_offset};
}

// The place of a match: of its tree, which excludes outer parentheses, else of its tokens.
Span ErrorFinder::spanOf(const Range &range) {
  if (const Expr *tree = expression(range))
    return tree->span();
  return through(tokens_[size_t(range.start)].span, tokens_[size_t(range.end - 1)].span);
}

// Messages without a place of their own go to the last token read. Indent, Dedent and EndMarker
// have no extent: CPython then gives the tokeniser's position, one column to the left.
static bool isUnterminated(SyntaxErrorId id) {
  return id == SyntaxErrorId::UnterminatedString || id == SyntaxErrorId::UnterminatedTripleQuoted;
}

Span ErrorFinder::lastTokenSpan() const {
  const Token &token = tokens_[size_t(fetched_)];
  Span span = token.span;
  if (token.kind == TokenKind::Error && lexer_.hasError() && isUnterminated(lexer_.error().id)) {
    // The tokeniser stands behind the quote.
    span.lineno = span.end_lineno = lexer_.error().line;
    span.col_offset = lexer_.error().column;
  } else if (token.kind == TokenKind::Error && endsUnfinished() &&
             source_.isUnfinished(span.lineno)) {
    span.col_offset -= 1;
  }
  if (token.placeless) {
    span.col_offset -= 1;
    span.end_col_offset = -2;
  }
  return span;
}

void ErrorFinder::raise(Diagnostic diagnostic) {
  if (raised_)
    return;
  error_ = std::move(diagnostic);
  raised_ = true;
}

void ErrorFinder::raise(SyntaxErrorId id, const Span &span,
                        std::initializer_list<std::string_view> arguments) {
  raise(placed(makeDiagnostic(id, source_, span, arguments, unit())));
}

// CPython shows what the tokeniser has in its buffer, which is the line with its newline, if it has
// one, and the lines before that a token or backslash joins with it; or else only the line, without
// the newline.
Diagnostic ErrorFinder::placed(Diagnostic diagnostic) const {
  if (!diagnostic.hasSourceLine)
    return diagnostic;
  const bool left = tokens_[size_t(fetched_)].span.end_lineno > diagnostic.line;
  if (left || (endsUnfinished() && source_.isUnfinished(diagnostic.line)))
    diagnostic.sourceLine.pop_back();
  if (left) {
    int length = 0;
    for (char c : diagnostic.sourceLine)
      length += (c & 0xC0) != 0x80;
    if (diagnostic.endLine > diagnostic.line)
      diagnostic.endColumn = std::min(diagnostic.endColumn, length + 1);
  } else if (source_.kind() != SourceKind::File) { // files are read again for the line
    for (int line = diagnostic.line - 1, first = bufferStart(diagnostic.line); line >= first;
         --line)
      diagnostic.sourceLine = std::string(source_.line(line)) + "\n" + diagnostic.sourceLine;
  }
  return diagnostic;
}

// The first of the lines that are joined with this one.
int ErrorFinder::bufferStart(int line) const {
  int first = line;
  for (int i = fetched_; i >= 0 && tokens_[size_t(i)].span.end_lineno >= first; --i) {
    const Token &token = tokens_[size_t(i)];
    if (token.span.end_lineno == first && token.kind != TokenKind::Newline)
      first = token.span.lineno;
    if (i > 0 && tokens_[size_t(i - 1)].kind != TokenKind::Newline)
      while (first > tokens_[size_t(i - 1)].span.end_lineno &&
             source_.line(first - 1).ends_with('\\'))
        --first;
  }
  return first;
}

void ErrorFinder::raiseAtLastToken(SyntaxErrorId id,
                                   std::initializer_list<std::string_view> arguments) {
  Span span = lastTokenSpan();
  Diagnostic error = placed(makeDiagnostic(id, source_, span, arguments, unit()));
  if (span.col_offset < 0)
    error.column = 0;
  raise(std::move(error));
}

void ErrorFinder::raiseNeverClosed() {
  const OpenBracket &open = lexer_.openBrackets().back();
  raise(SyntaxErrorId::NeverClosed, {open.line, open.column, open.line, -1},
        {{&open.character, 1}});
}

void ErrorFinder::raiseLexerError() {
  if (lexer_.hasError()) {
    raise(lexer_.error());
    fromLexer_ = true;
  } else if (!lexer_.openBrackets().empty()) {
    raiseNeverClosed();
  } else {
    raiseAtLastToken(SyntaxErrorId::UnexpectedEndOfFile);
  }
}

// A lexical error behind the syntax error replaces it, and so does a bracket that is still open
// there and was opened on an earlier line.
void ErrorFinder::checkRestOfSource() {
  if (tokens_.back().kind != TokenKind::Error)
    return;
  if (lexer_.hasError() && !lexer_.errorIsLate()) {
    error_ = lexer_.error();
    return;
  }
  if (lexer_.openBrackets().empty())
    return;
  if (tokens_[size_t(fetched_)].span.lineno > lexer_.openBrackets().back().line) {
    raised_ = false;
    raiseNeverClosed();
  }
}

// False if the handler declines.
bool ErrorFinder::handle(ErrorHandler handler, const Captures &captures, int end) {
  const HandlerRow &row = kHandlers[size_t(handler)];
  switch (row.place) {
  case Place::A: {
    Range range = captures.a;
    // A parameter is matched with the comma after it.
    if (range.end - range.start > 1 && tokens_[size_t(range.end - 1)].kind == TokenKind::Comma)
      --range.end;
    raise(row.id, spanOf(range));
    return true;
  }
  case Place::AB:
    raise(row.id, through(spanOf(captures.a), spanOf(captures.b)));
    return true;
  case Place::FromA: {
    const Token &last = tokens_[size_t(fetched_)];
    Span span = spanOf(captures.a);
    span.end_lineno = last.span.end_lineno;
    span.end_col_offset = last.span.end_col_offset - 1 + (last.kind == TokenKind::Newline);
    raise(row.id, span);
    return true;
  }
  case Place::Last:
    raiseAtLastToken(row.id);
    return true;
  case Place::Block:
    raiseAtLastToken(row.id, {std::to_string(tokens_[size_t(captures.a.start)].span.lineno)});
    return true;
  case Place::Special:
    return handleSpecial(handler, row.id, captures, end);
  }
  return false;
}

bool ErrorFinder::reportInvalidTarget(SyntaxErrorId id, const Captures &captures, int kind) {
  const Expr *target = expression(captures.a);
  const Expr *bad = target ? invalidTarget(target, kind) : nullptr;
  if (!bad)
    return false;
  raise(id, bad->span(), {expressionName(bad)});
  return true;
}

// `print` and `exec`, the statements of Python 2.
bool ErrorFinder::isLegacyName(const Range &range) {
  if (range.end != range.start + 1 || tokens_[size_t(range.start)].kind != TokenKind::Name)
    return false;
  return text(range.start) == "print" || text(range.start) == "exec";
}

// The arguments of a call, split at the commas between them.
std::vector<ErrorFinder::Range> ErrorFinder::splitArguments(const Range &range) const {
  std::vector<Range> result;
  int depth = 0, lambdas = 0, start = range.start;
  for (int i = range.start; i < range.end; ++i) {
    switch (tokens_[size_t(i)].kind) {
    case TokenKind::LeftParen:
    case TokenKind::LeftBracket:
    case TokenKind::LeftBrace:
      ++depth;
      break;
    case TokenKind::RightParen:
    case TokenKind::RightBracket:
    case TokenKind::RightBrace:
      --depth;
      break;
    case TokenKind::Lambda:
      lambdas += depth == 0;
      break;
    case TokenKind::Colon:
      lambdas -= depth == 0 && lambdas > 0;
      break;
    case TokenKind::Comma:
      if (depth == 0 && lambdas == 0) {
        result.push_back({start, i});
        start = i + 1;
      }
      break;
    default:
      break;
    }
  }
  result.push_back({start, range.end});
  return result;
}

bool ErrorFinder::handleSpecial(ErrorHandler handler, SyntaxErrorId id, const Captures &captures,
                                int end) {
  const Expr *a = expression(captures.a);
  auto tokenAt = [&](int position) -> const Token & { return tokens_[size_t(position)]; };
  switch (handler) {
  case ErrorHandler::annotatedContainer:
    raise(id, spanOf(captures.a), {a ? expressionName(a) : "tuple"});
    return true;
  case ErrorHandler::assignTarget:
    return reportInvalidTarget(id, captures, StarTargets);
  case ErrorHandler::deleteTarget:
    return reportInvalidTarget(id, captures, DeleteTargets);
  case ErrorHandler::forTarget:
    return reportInvalidTarget(id, captures, ForTargets);
  case ErrorHandler::assignToKeyword:
    raise(id, through(spanOf(captures.a), spanOf(captures.b)), {text(captures.a.start)});
    return true;
  case ErrorHandler::augmentedTarget:
  case ErrorHandler::equalHere:
  case ErrorHandler::namedExpressionTarget:
    raise(id, spanOf(captures.a), {a ? expressionName(a) : "expression"});
    return true;
  case ErrorHandler::bareGeneratorLast: {
    // One argument is fine: f(x for x in y).
    Range last;
    int count = 0;
    for (const Range &argument : splitArguments(captures.a)) {
      bool keyword = tokenAt(argument.start).kind == TokenKind::DoubleStar ||
                     (tokenAt(argument.start).kind == TokenKind::Name &&
                      tokenAt(argument.start + 1).kind == TokenKind::Equal);
      if (keyword)
        continue;
      last = argument;
      ++count;
    }
    if (count <= 1)
      return false;
    raise(id, through(spanOf(last), tokenAt(captures.b.end - 1).span));
    return true;
  }
  case ErrorHandler::comprehensionTarget: {
    Span last = tokenAt(captures.b.end - 1).span;
    if (tokenAt(captures.b.end - 1).kind == TokenKind::Comma &&
        captures.b.end - captures.b.start > 1)
      last = tokenAt(captures.b.end - 2).span;
    raise(id, through(spanOf(captures.a), last));
    return true;
  }
  case ErrorHandler::forgottenComma: {
    if (isLegacyName(captures.a))
      return false;
    // Only between brackets is a comma likely.
    int level = 0;
    for (int i = 0; i < end; ++i) {
      TokenKind kind = tokenAt(i).kind;
      level += kind == TokenKind::LeftParen || kind == TokenKind::LeftBracket ||
               kind == TokenKind::LeftBrace;
      level -= kind == TokenKind::RightParen || kind == TokenKind::RightBracket ||
               kind == TokenKind::RightBrace;
    }
    if (level <= 0)
      return false;
    raise(id, through(spanOf(captures.a), spanOf(captures.b)));
    return true;
  }
  case ErrorHandler::legacyStatement:
    if (!isLegacyName(captures.a))
      return false;
    raise(id, through(spanOf(captures.a), spanOf(captures.b)),
          {text(captures.a.start), text(captures.a.start)});
    return true;
  case ErrorHandler::missingDictColon: {
    Span span = spanOf(captures.a);
    raise(id, {span.lineno, span.end_col_offset - 1, span.end_lineno, -1});
    return true;
  }
  case ErrorHandler::positionalAfterKeyword: {
    bool unpacking = false;
    for (const Range &argument : splitArguments(captures.a))
      unpacking |= tokenAt(argument.start).kind == TokenKind::DoubleStar;
    raiseAtLastToken(unpacking ? SyntaxErrorId::PositionalAfterUnpacking : id);
    return true;
  }
  default:
    return false;
  }
}

} // namespace regius
