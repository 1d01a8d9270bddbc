// The error finder: interprets the parsing expression grammar of ErrorGrammar.inc over the tokens
// of a source that the parser has rejected. Nothing is built; speed does not matter, fidelity does.
//
// As in CPython there are two passes. The first, without the invalid_... rules, finds the last
// token that any rule looked at: the place of a plain "invalid syntax". In the second the
// invalid_... rules take part, and the first one that matches words the error. A lexical error wins
// when a rule reaches its token, and also when it lies anywhere behind the place of a syntax error.
//
// Depth is bounded by kMaxDepth rules, like CPython's parser; rules marked (memo) remember their
// results, all of which are forgotten after every top-level statement.
#include "compiler/parser/ErrorFinder.h"

namespace regius {

ErrorFinder::ErrorFinder(SourceFile &source, const Lexer &lexer, Array<Token> tokens, Arena &arena,
                         StringInterner &interner, const ParseOptions &options)
    : source_(source), lexer_(lexer), tokens_(tokens), arena_(arena), interner_(interner),
      options_(options), grammar_(ErrorGrammar::get()) {}

Diagnostic ErrorFinder::find(std::string_view startRule, bool interactive) {
  uint16_t start = grammar_.rule(startRule);
  inFile_ = startRule == "file";
  newlineImplied_ = inFile_ || startRule == "field";
  int end = matchRule(start, 0);
  if (options_.allowIncompleteInput && end < 0 && stoppedAtEnd()) {
    raised_ = false;
    raiseAtLastToken(SyntaxErrorId::IncompleteInput);
    return error_;
  }
  if (raised_) {
    // A lexical error stands; one from a literal yields to lexical errors further on.
    if (!fromLexer_)
      checkRestOfSource();
    return error_;
  }
  if (end >= 0) {
    // The grammar has nothing against it: the rest of the line of an interactive statement.
    if (interactive)
      raiseAtLastToken(SyntaxErrorId::MultipleStatements);
    else
      raise(SyntaxErrorId::InvalidSyntax, tokens_[size_t(fetched_)].span);
    return error_;
  }
  int last = fetched_;
  forgetResults(0);
  invalidRules_ = true;
  matchRule(start, 0);
  if (raised_) {
    if (!fromLexer_ && error_.type != ErrorType::MemoryError)
      checkRestOfSource();
    return error_;
  }
  const Token &token = tokens_[size_t(last)];
  if (token.kind == TokenKind::Indent || token.kind == TokenKind::Dedent) {
    raiseAtLastToken(token.kind == TokenKind::Indent ? SyntaxErrorId::UnexpectedIndent
                                                     : SyntaxErrorId::UnexpectedUnindent);
    return error_;
  }
  Span span = token.span;
  if (token.placeless)
    span.col_offset = span.end_col_offset = -1;
  raise(SyntaxErrorId::InvalidSyntax, span);
  checkRestOfSource();
  return error_;
}

Diagnostic ErrorFinder::newerSyntax(const NewerSyntax &newer, bool inFile) {
  inFile_ = newlineImplied_ = inFile;
  const FeatureRow &row = kFeatures[size_t(newer.feature)];
  fetched_ = int(newer.token) - (row.place == FeatureRow::Last);
  raiseAtLastToken(SyntaxErrorId::NewerSyntax, {row.text, std::to_string(row.minor)});
  checkRestOfSource();
  return error_;
}

// The first pass has read all of the source, so that more of it could make sense.
bool ErrorFinder::stoppedAtEnd() const {
  const Token &token = tokens_[size_t(fetched_)];
  if (token.kind == TokenKind::Error)
    return lexer_.atEndOfInput() ||
           (lexer_.hasError() &&
            (lexer_.error().id == SyntaxErrorId::UnterminatedTripleQuoted ||
             (lexer_.error().id == SyntaxErrorId::UnterminatedString && endsUnfinished())));
  // A last token without a newline after it may go on, too.
  return token.placeless ? token.start + 1 >= source_.text().size()
                         : endsUnfinished() && token.end + 1 >= source_.text().size();
}

bool ErrorFinder::touch(int position) {
  if (position > fetched_)
    fetched_ = position;
  if (tokens_[size_t(position)].kind != TokenKind::Error)
    return true;
  raiseLexerError();
  return false;
}

int ErrorFinder::match(uint16_t number, int position) {
  if (raised_)
    return kFail;
  const GrammarNode &node = grammar_.nodes[number];
  switch (node.op) {
  case GrammarOp::Token:
  case GrammarOp::SoftKeyword:
  case GrammarOp::AnySoft:
  case GrammarOp::AnyString:
    if (!touch(position) || !matches(node, position)) {
      if (options_.barryAsFlufl && node.op == GrammarOp::Token && text(position) == "!=" &&
          node.value == uint16_t(TokenKind::NotEqual))
        raiseAtLastToken(SyntaxErrorId::BarryAsFlufl);
      return kFail;
    }
    if (node.op == GrammarOp::Token && node.value == uint16_t(TokenKind::Number))
      return matchNumber(position);
    return position + 1;
  case GrammarOp::Strings:
    return matchStrings(position);
  case GrammarOp::Rule:
    return matchRule(node.value, position);
  case GrammarOp::Choice:
    return matchChoice(node, position);
  case GrammarOp::Sequence: {
    bool cut = false;
    return matchSequence(node, position, cut);
  }
  case GrammarOp::Optional: {
    int end = match(node.children[0], position);
    return raised_ ? kFail : end < 0 ? position : end;
  }
  case GrammarOp::Any:
    return matchRepeat(node, position, false);
  case GrammarOp::Many:
    return matchRepeat(node, position, true);
  case GrammarOp::Gather:
    return matchGather(node, position);
  case GrammarOp::And:
    return match(node.children[0], position) >= 0 ? position : kFail;
  case GrammarOp::Not: {
    int end = match(node.children[0], position);
    return raised_ || end >= 0 ? kFail : position;
  }
  case GrammarOp::Force: {
    if (!touch(position))
      return kFail;
    const GrammarNode &token = grammar_.nodes[node.children[0]];
    if (matches(token, position))
      return position + 1;
    Span span = tokens_[size_t(position)].span;
    if (tokens_[size_t(position)].placeless)
      span.col_offset = span.end_col_offset = -1;
    raise(SyntaxErrorId::ExpectedToken, span, {tokenName(TokenKind(token.value))});
    return kFail;
  }
  case GrammarOp::Cut:
    return position;
  }
  return kFail;
}

bool ErrorFinder::matches(const GrammarNode &node, int position) {
  const Token &token = tokens_[size_t(position)];
  switch (node.op) {
  case GrammarOp::Token:
    if (node.value == uint16_t(TokenKind::NotEqual))
      return token.kind == TokenKind::NotEqual && (text(position) == "<>") == options_.barryAsFlufl;
    return uint16_t(token.kind) == node.value;
  case GrammarOp::SoftKeyword:
    return uint16_t(token.soft) == node.value;
  case GrammarOp::AnySoft: {
    // CPython 3.11 compares only as many characters as the name has: `c` passes for `case`.
    std::string_view name = text(position);
    if (token.kind != TokenKind::Name)
      return false;
    for (std::string_view keyword : {"_", "case", "match"})
      if (keyword.starts_with(name))
        return true;
    return false;
  }
  case GrammarOp::AnyString:
    return token.kind == TokenKind::String || token.kind == TokenKind::FString;
  default:
    return false;
  }
}

int ErrorFinder::matchRule(uint16_t number, int position) {
  const GrammarRule &rule = grammar_.rules[number];
  auto here = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  if (depth_ >= kMaxDepth || stackTop_ - here > options_.stackBytes) {
    Diagnostic error;
    error.type = ErrorType::MemoryError;
    error.id = SyntaxErrorId::OutOfStack;
    raise(std::move(error));
    return kFail;
  }
  if (rule.memo) {
    if (!touch(position))
      return kFail;
    if (int known = memoSlot(rule, position); known != kUnknown)
      return known;
  }
  static const uint16_t withoutInvalid = grammar_.rule("expression_without_invalid");
  static const uint16_t statement = grammar_.rule("statement");
  bool saved = invalidRules_;
  if (number == withoutInvalid)
    invalidRules_ = false;
  statementDepth_ += number == statement;
  ++depth_;
  int end = match(rule.body, position);
  --depth_;
  statementDepth_ -= number == statement;
  invalidRules_ = saved;
  if (raised_)
    return kFail;
  if (end < 0)
    end = kFail;
  if (rule.memo)
    memoSlot(rule, position) = end;
  if (number == statement && statementDepth_ == 0 && end >= 0 && inFile_)
    forgetResults(end); // what lies before is never looked at again
  return end;
}

int &ErrorFinder::memoSlot(const GrammarRule &rule, int position) {
  size_t slot = size_t(position - memoStart_) * grammar_.memoRules + rule.memoNumber;
  if (slot >= memo_.size())
    memo_.resize((size_t(position - memoStart_) + 1) * grammar_.memoRules, kUnknown);
  return memo_[slot];
}

void ErrorFinder::forgetResults(int position) {
  memo_.clear();
  memoStart_ = position;
}

bool ErrorFinder::isInvalidRule(const GrammarNode &sequence) const {
  if (sequence.children.size() != 1)
    return false;
  const GrammarNode &only = grammar_.nodes[sequence.children[0]];
  return only.op == GrammarOp::Rule && grammar_.rules[only.value].invalid;
}

int ErrorFinder::matchChoice(const GrammarNode &node, int position) {
  for (uint16_t alternative : node.children) {
    // CPython's second pass is told by alternatives that consist of an invalid_... rule alone.
    if (!invalidRules_ && isInvalidRule(grammar_.nodes[alternative]))
      continue;
    bool cut = false;
    int end = matchSequence(grammar_.nodes[alternative], position, cut);
    if (raised_ || end == kDeclined)
      return end == kDeclined ? kDeclined : kFail;
    if (end >= 0 || cut)
      return end;
  }
  return kFail;
}

int ErrorFinder::matchSequence(const GrammarNode &node, int position, bool &cut) {
  Captures captures;
  for (uint16_t child : node.children) {
    const GrammarNode &item = grammar_.nodes[child];
    if (item.op == GrammarOp::Cut) {
      cut = true;
      continue;
    }
    int end = match(child, position);
    if (end < 0 || raised_)
      return kFail;
    if (item.label == 'a')
      captures.a = {position, end};
    else if (item.label == 'b')
      captures.b = {position, end};
    position = end;
  }
  if (node.handler == ErrorHandler::None)
    return position;
  return handle(node.handler, captures, position) ? kFail : kDeclined;
}

int ErrorFinder::matchRepeat(const GrammarNode &node, int position, bool needOne) {
  int count = 0;
  for (;;) {
    int end = match(node.children[0], position);
    if (raised_)
      return kFail;
    if (end < 0 || end == position)
      break;
    position = end;
    ++count;
  }
  return needOne && !count ? kFail : position;
}

int ErrorFinder::matchGather(const GrammarNode &node, int position) {
  int end = match(node.children[0], position);
  while (end >= 0) {
    position = end;
    int separator = match(node.children[1], position);
    if (separator < 0)
      break;
    end = match(node.children[0], separator);
    if (raised_)
      return kFail;
    if (end < 0)
      return position;
  }
  return raised_ || end < 0 ? kFail : position;
}

} // namespace regius
