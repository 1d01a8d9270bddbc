// match statements and patterns (Reference 8.6). `match` and `case` are names elsewhere, so a match
// statement is tried first and abandoned for an expression statement.
#include "compiler/parser/ParserImpl.h"

namespace regius {

using namespace ast;

// match_stmt: "match" subject_expr ':' NEWLINE INDENT case_block+ DEDENT
// subject_expr: star_named_expression ',' [star_named_expressions] | named_expression
Stmt *Parser::parseMatch() {
  auto *match = make<Match>(token().span);
  ++position_;
  Span start = token().span;
  bool starred = at(K::Star);
  Expr *subject = parseStarNamedExpression();
  if (!subject)
    return nullptr;
  if (at(K::Comma)) {
    ListBuilder<Expr> elements(*this);
    elements.add(subject);
    while (accept(K::Comma) && !at(K::Colon)) {
      Expr *element = parseStarNamedExpression();
      if (!element)
        return nullptr;
      elements.add(element);
    }
    auto *tuple = make<Tuple>(start);
    tuple->elts = elements.take();
    subject = finish(tuple);
  } else if (starred) {
    return nullptr;
  }
  match->subject = subject;
  if (!accept(K::Colon) || !accept(K::Newline) || !accept(K::Indent) || !atSoft(SoftKeyword::Case))
    return nullptr;
  ListBuilder<MatchCase> cases(*this);
  while (atSoft(SoftKeyword::Case)) {
    MatchCase *branch = parseCase();
    if (!branch)
      return nullptr;
    cases.add(branch);
  }
  match->cases = cases.take();
  if (!accept(K::Dedent))
    return nullptr;
  require(Feature::PatternMatching);
  return finish(match);
}

// case_block: "case" patterns ['if' named_expression] ':' block
MatchCase *Parser::parseCase() {
  ++position_;
  auto *branch = arena_.make<MatchCase>();
  branch->pattern = parsePatterns();
  if (!branch->pattern)
    return nullptr;
  if (accept(K::If)) {
    branch->guard = parseNamedExpression();
    if (!branch->guard)
      return nullptr;
  }
  return parseBlock(branch->body) ? branch : nullptr;
}

// patterns: maybe_star_pattern ',' [maybe_sequence_pattern] | pattern
Pattern *Parser::parsePatterns() {
  Span start = token().span;
  bool starred = at(K::Star);
  Pattern *first = parseMaybeStarPattern();
  if (!first || (!at(K::Comma) && !starred))
    return first;
  if (!at(K::Comma))
    return nullptr;
  ListBuilder<Pattern> patterns(*this);
  patterns.add(first);
  while (accept(K::Comma) && !at(K::Colon) && !at(K::If)) {
    Pattern *next = parseMaybeStarPattern();
    if (!next)
      return nullptr;
    patterns.add(next);
  }
  auto *sequence = make<MatchSequence>(start);
  sequence->patterns = patterns.take();
  return finish(sequence);
}

// maybe_star_pattern: '*' NAME | pattern    (the name `_` binds nothing)
Pattern *Parser::parseMaybeStarPattern() {
  if (!at(K::Star))
    return parsePattern();
  auto *star = make<MatchStar>(token().span);
  ++position_;
  bool wildcard = atSoft(SoftKeyword::Underscore);
  Identifier name;
  if (!acceptName(name))
    return nullptr;
  if (!wildcard)
    star->name = name;
  return finish(star);
}

// pattern: or_pattern 'as' NAME | or_pattern
Pattern *Parser::parsePattern() {
  DepthGuard guard(*this);
  if (guard.exceeded())
    return nullptr;
  Span start = token().span;
  Pattern *pattern = parseOrPattern();
  if (!pattern || !accept(K::As))
    return pattern;
  auto *as = make<MatchAs>(start);
  as->pattern = pattern;
  // Reference 8.6.4.2: the target is a capture name, not `_`, not a dotted name or call.
  if (atSoft(SoftKeyword::Underscore) || !acceptName(as->name) || at(K::Dot) || at(K::LeftParen) ||
      at(K::Equal))
    return nullptr;
  return finish(as);
}

// or_pattern: '|'.closed_pattern+
Pattern *Parser::parseOrPattern() {
  Span start = token().span;
  Pattern *first = parseClosedPattern();
  if (!first || !at(K::Pipe))
    return first;
  ListBuilder<Pattern> patterns(*this);
  patterns.add(first);
  while (accept(K::Pipe)) {
    Pattern *next = parseClosedPattern();
    if (!next)
      return nullptr;
    patterns.add(next);
  }
  auto *result = make<MatchOr>(start);
  result->patterns = patterns.take();
  return finish(result);
}

Pattern *Parser::makeValuePattern(Expr *value) {
  if (!value)
    return nullptr;
  auto *pattern = make<MatchValue>(*value);
  pattern->value = value;
  return finish(pattern);
}

// closed_pattern: literal_pattern | capture_pattern | wildcard_pattern | value_pattern
//               | group_pattern | sequence_pattern | mapping_pattern | class_pattern
Pattern *Parser::parseClosedPattern() {
  switch (kind()) {
  case K::Number:
  case K::Minus:
    return makeValuePattern(parseNumberPattern());
  case K::String:
  case K::FString:
    return makeValuePattern(parseStrings());
  case K::None:
  case K::True:
  case K::False: {
    auto *singleton = make<MatchSingleton>(token().span);
    singleton->value.kind = at(K::None)   ? ConstantKind::None
                            : at(K::True) ? ConstantKind::True
                                          : ConstantKind::False;
    ++position_;
    return finish(singleton);
  }
  case K::Name:
    return parseNamePattern();
  case K::LeftParen:
    return parseSequencePattern(K::RightParen);
  case K::LeftBracket:
    return parseSequencePattern(K::RightBracket);
  case K::LeftBrace:
    return parseMappingPattern();
  default:
    return nullptr;
  }
}

// signed_number: ['-'] NUMBER    complex_number: signed_real ('+' | '-') imaginary
Expr *Parser::parseNumberPattern() {
  Span start = token().span;
  auto isImaginary = [](Expr *number) {
    return number->as<Constant>()->value.kind == ConstantKind::Complex;
  };
  bool negative = accept(K::Minus);
  if (!at(K::Number))
    return nullptr;
  Expr *number = parseNumber();
  if (!number)
    return nullptr;
  bool imaginary = isImaginary(number);
  if (negative) {
    auto *minus = make<UnaryOp>(start);
    minus->op = UnaryOperator::USub;
    minus->operand = number;
    number = finish(minus);
  }
  if (!at(K::Plus) && !at(K::Minus))
    return number;
  auto *sum = make<BinOp>(start);
  sum->left = number;
  sum->op = at(K::Plus) ? Operator::Add : Operator::Sub;
  ++position_;
  if (imaginary || !at(K::Number) || !(sum->right = parseNumber()) || !isImaginary(sum->right))
    return nullptr;
  return finish(sum);
}

// capture_pattern: !"_" NAME    wildcard_pattern: "_"    value_pattern: NAME ('.' NAME)+
// class_pattern: name_or_attr '(' ... ')'
Pattern *Parser::parseNamePattern() {
  Span start = token().span;
  bool wildcard = atSoft(SoftKeyword::Underscore);
  if (token(1).kind != K::Dot && token(1).kind != K::LeftParen) {
    auto *capture = make<MatchAs>(start);
    Identifier name;
    acceptName(name);
    if (!wildcard)
      capture->name = name;
    return at(K::Equal) ? nullptr : finish(capture);
  }
  Expr *value = makeName(token());
  ++position_;
  while (accept(K::Dot)) {
    auto *attribute = make<Attribute>(start);
    attribute->value = value;
    if (!acceptName(attribute->attr))
      return nullptr;
    value = finish(attribute);
  }
  if (at(K::LeftParen))
    return parseClassPattern(value, start);
  return at(K::Equal) ? nullptr : makeValuePattern(value);
}

// group_pattern: '(' pattern ')'    sequence_pattern: '[' ... ']' | '(' ... ')'
Pattern *Parser::parseSequencePattern(TokenKind close) {
  Span start = token().span;
  ++position_;
  ListBuilder<Pattern> patterns(*this);
  bool comma = false;
  while (!at(close)) {
    Pattern *next = parseMaybeStarPattern();
    if (!next)
      return nullptr;
    patterns.add(next);
    if (!accept(K::Comma))
      break;
    comma = true;
  }
  if (!accept(close))
    return nullptr;
  if (close == K::RightParen && patterns.size() == 1 && !comma)
    return patterns.first()->is<MatchStar>() ? nullptr : patterns.first();
  auto *sequence = make<MatchSequence>(start);
  sequence->patterns = patterns.take();
  return finish(sequence);
}

// key: literal_expr | attr
Expr *Parser::parseMappingKey() {
  switch (kind()) {
  case K::Number:
  case K::Minus:
    return parseNumberPattern();
  case K::String:
  case K::FString:
    return parseStrings();
  case K::None:
    return parseConstant(ConstantKind::None);
  case K::True:
    return parseConstant(ConstantKind::True);
  case K::False:
    return parseConstant(ConstantKind::False);
  case K::Name: {
    Pattern *pattern = parseNamePattern();
    return pattern && pattern->is<MatchValue>() ? pattern->as<MatchValue>()->value : nullptr;
  }
  default:
    return nullptr;
  }
}

// mapping_pattern: '{' [','.(key ':' pattern)+] [',' '**' NAME] [','] '}'
Pattern *Parser::parseMappingPattern() {
  auto *mapping = make<MatchMapping>(token().span);
  ++position_;
  std::vector<Expr *> keys;
  std::vector<Pattern *> patterns;
  while (!at(K::RightBrace)) {
    if (accept(K::DoubleStar)) {
      if (atSoft(SoftKeyword::Underscore) || !acceptName(mapping->rest))
        return nullptr;
      accept(K::Comma);
      break;
    }
    Expr *key = parseMappingKey();
    if (!key || !accept(K::Colon))
      return nullptr;
    Pattern *pattern = parsePattern();
    if (!pattern)
      return nullptr;
    keys.push_back(key);
    patterns.push_back(pattern);
    if (!accept(K::Comma))
      break;
  }
  mapping->keys = arena_.copy(keys.data(), keys.size());
  mapping->patterns = arena_.copy(patterns.data(), patterns.size());
  return accept(K::RightBrace) ? finish(mapping) : nullptr;
}

// class_pattern: name_or_attr '(' [','.pattern+] [','.(NAME '=' pattern)+] [','] ')'
Pattern *Parser::parseClassPattern(Expr *cls, const Span &start) {
  auto *result = make<MatchClass>(start);
  result->cls = cls;
  ++position_;
  std::vector<Pattern *> positional, keywordPatterns;
  std::vector<Identifier> names;
  while (!at(K::RightParen)) {
    bool keyword = at(K::Name) && token(1).kind == K::Equal;
    if (keyword) {
      names.push_back(identifier(token()));
      position_ += 2;
    } else if (!names.empty()) {
      return nullptr; // Reference 8.6.4.10: positional patterns come first.
    }
    Pattern *pattern = parsePattern();
    if (!pattern)
      return nullptr;
    (keyword ? keywordPatterns : positional).push_back(pattern);
    if (!accept(K::Comma))
      break;
  }
  result->patterns = arena_.copy(positional.data(), positional.size());
  result->kwd_attrs = arena_.copy(names.data(), names.size());
  result->kwd_patterns = arena_.copy(keywordPatterns.data(), keywordPatterns.size());
  return accept(K::RightParen) ? finish(result) : nullptr;
}

} // namespace regius
