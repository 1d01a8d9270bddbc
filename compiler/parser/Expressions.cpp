// Expressions from star_expressions down to primary (Reference 6.3 to 6.15), loosest binding first.
// Binary operators climb precedence levels in one loop, so a+a+a... needs no recursion.
#include "compiler/parser/ParserImpl.h"

namespace regius {

using namespace ast;

// star_expressions: star_expression (',' star_expression)* [',']
Expr *Parser::parseStarExpressions() {
  Span start = token().span;
  Expr *first = parseStarExpression();
  if (!first || !at(K::Comma))
    return first;
  ListBuilder<Expr> elements(*this);
  elements.add(first);
  while (accept(K::Comma)) {
    size_t before = position_;
    Expr *element = parseStarExpression();
    if (!element) {
      position_ = before;
      break;
    }
    elements.add(element);
  }
  auto *tuple = make<Tuple>(start);
  tuple->elts = elements.take();
  return finish(tuple);
}

Expr *Parser::parseStarred(Expr *(Parser::*operand)()) {
  Span start = token().span;
  ++position_;
  Expr *value = (this->*operand)();
  if (!value)
    return nullptr;
  auto *starred = make<Starred>(start);
  starred->value = value;
  return finish(starred);
}

// star_expression: '*' bitwise_or | expression
Expr *Parser::parseStarExpression() {
  return at(K::Star) ? parseStarred(&Parser::parseBitwiseOr) : parseExpression();
}

// star_named_expression: '*' bitwise_or | named_expression
Expr *Parser::parseStarNamedExpression() {
  return at(K::Star) ? parseStarred(&Parser::parseBitwiseOr) : parseNamedExpression();
}

// named_expression: NAME ':=' expression | expression !':='
Expr *Parser::parseNamedExpression() {
  if (at(K::Name) && token(1).kind == K::ColonEqual) {
    auto *named = make<NamedExpr>(token().span);
    auto *target = makeName(token())->as<Name>();
    target->ctx = ExprContext::Store;
    named->target = target;
    position_ += 2;
    named->value = parseExpression();
    require(Feature::NamedExpression);
    return named->value ? finish(named) : nullptr;
  }
  Expr *result = parseExpression();
  return result && !at(K::ColonEqual) ? result : nullptr;
}

// expressions: expression (',' expression)* [',']
Expr *Parser::parseExpressions() {
  Span start = token().span;
  Expr *first = parseExpression();
  if (!first || !at(K::Comma))
    return first;
  ListBuilder<Expr> elements(*this);
  elements.add(first);
  while (accept(K::Comma)) {
    size_t before = position_;
    Expr *element = parseExpression();
    if (!element) {
      position_ = before;
      break;
    }
    elements.add(element);
  }
  auto *tuple = make<Tuple>(start);
  tuple->elts = elements.take();
  return finish(tuple);
}

// expression: disjunction 'if' disjunction 'else' expression | disjunction | lambdef
Expr *Parser::parseExpression() {
  DepthGuard guard(*this);
  if (guard.exceeded())
    return nullptr;
  if (at(K::Lambda))
    return parseLambda();
  Span start = token().span;
  Expr *body = parseDisjunction();
  if (!body || !at(K::If))
    return body;
  // `x if y` without `else` is x followed by the condition of a comprehension.
  size_t before = position_;
  ++position_;
  auto *conditional = make<IfExp>(start);
  conditional->body = body;
  conditional->test = parseDisjunction();
  if (!conditional->test)
    return nullptr;
  if (!accept(K::Else)) {
    position_ = before;
    return body;
  }
  conditional->orelse = parseExpression();
  return conditional->orelse ? finish(conditional) : nullptr;
}

// lambdef: 'lambda' [lambda_params] ':' expression
Expr *Parser::parseLambda() {
  auto *lambda = make<Lambda>(token().span);
  ++position_;
  lambda->args = parseParameters(K::Colon);
  if (!lambda->args || !accept(K::Colon))
    return nullptr;
  lambda->body = parseExpression();
  return lambda->body ? finish(lambda) : nullptr;
}

// yield_expr: 'yield' 'from' expression | 'yield' [star_expressions]
Expr *Parser::parseYield() {
  Span start = token().span;
  ++position_;
  if (accept(K::From)) {
    auto *yieldFrom = make<YieldFrom>(start);
    yieldFrom->value = parseExpression();
    return yieldFrom->value ? finish(yieldFrom) : nullptr;
  }
  auto *yield = make<Yield>(start);
  size_t before = position_;
  yield->value = parseStarExpressions();
  if (!yield->value)
    position_ = before;
  return finish(yield);
}

// annotated_rhs: yield_expr | star_expressions
Expr *Parser::parseYieldOrStarExpressions() {
  return at(K::Yield) ? parseYield() : parseStarExpressions();
}

// disjunction: conjunction ('or' conjunction)*
Expr *Parser::parseDisjunction() {
  Span start = token().span;
  Expr *first = parseConjunction();
  if (!first || !at(K::Or))
    return first;
  ListBuilder<Expr> values(*this);
  values.add(first);
  while (accept(K::Or)) {
    Expr *value = parseConjunction();
    if (!value)
      return nullptr;
    values.add(value);
  }
  auto *result = make<BoolOp>(start);
  result->op = BoolOperator::Or;
  result->values = values.take();
  return finish(result);
}

// conjunction: inversion ('and' inversion)*
Expr *Parser::parseConjunction() {
  Span start = token().span;
  Expr *first = parseInversion();
  if (!first || !at(K::And))
    return first;
  ListBuilder<Expr> values(*this);
  values.add(first);
  while (accept(K::And)) {
    Expr *value = parseInversion();
    if (!value)
      return nullptr;
    values.add(value);
  }
  auto *result = make<BoolOp>(start);
  result->op = BoolOperator::And;
  result->values = values.take();
  return finish(result);
}

// inversion: 'not' inversion | comparison
Expr *Parser::parseInversion() {
  if (!at(K::Not))
    return parseComparison();
  DepthGuard guard(*this);
  if (guard.exceeded())
    return nullptr;
  auto *result = make<UnaryOp>(token().span);
  ++position_;
  result->op = UnaryOperator::Not;
  result->operand = parseInversion();
  return result->operand ? finish(result) : nullptr;
}

// The comparison operator at the position and its number of tokens; 0 if there is none.
static int comparisonOperator(const Token &token, const Token &next, CompareOperator &op) {
  switch (token.kind) {
  case TokenKind::EqualEqual:
    op = CompareOperator::Eq;
    return 1;
  case TokenKind::NotEqual:
    op = CompareOperator::NotEq;
    return 1;
  case TokenKind::Less:
    op = CompareOperator::Lt;
    return 1;
  case TokenKind::LessEqual:
    op = CompareOperator::LtE;
    return 1;
  case TokenKind::Greater:
    op = CompareOperator::Gt;
    return 1;
  case TokenKind::GreaterEqual:
    op = CompareOperator::GtE;
    return 1;
  case TokenKind::In:
    op = CompareOperator::In;
    return 1;
  case TokenKind::Not:
    op = CompareOperator::NotIn;
    return next.kind == TokenKind::In ? 2 : 0;
  case TokenKind::Is:
    op = next.kind == TokenKind::Not ? CompareOperator::IsNot : CompareOperator::Is;
    return next.kind == TokenKind::Not ? 2 : 1;
  default:
    return 0;
  }
}

// comparison: bitwise_or (compare_op bitwise_or)*
Expr *Parser::parseComparison() {
  Span start = token().span;
  Expr *left = parseBitwiseOr();
  CompareOperator op;
  int size = 0;
  if (!left || !(size = comparisonOperator(token(), token(1), op)))
    return left;
  ListBuilder<Expr> comparators(*this);
  std::vector<CompareOperator> ops;
  do {
    if (at(K::NotEqual) && (text(token()) == "<>") != options_.barryAsFlufl)
      return nullptr;
    position_ += size_t(size);
    Expr *right = parseBitwiseOr();
    if (!right)
      return nullptr;
    ops.push_back(op);
    comparators.add(right);
  } while ((size = comparisonOperator(token(), token(1), op)));
  auto *result = make<Compare>(start);
  result->left = left;
  result->ops = arena_.copy(ops.data(), ops.size());
  result->comparators = comparators.take();
  return finish(result);
}

// Precedence of a binary operator, or -1.
static int binaryOperator(TokenKind kind, Operator &op) {
  switch (kind) {
#define CASE(Kind, Op, Precedence)                                                                 \
  case TokenKind::Kind:                                                                            \
    op = Operator::Op;                                                                             \
    return Precedence;
    CASE(Pipe, BitOr, 0)
    CASE(Caret, BitXor, 1)
    CASE(Ampersand, BitAnd, 2)
    CASE(LeftShift, LShift, 3)
    CASE(RightShift, RShift, 3)
    CASE(Plus, Add, 4)
    CASE(Minus, Sub, 4)
    CASE(Star, Mult, 5)
    CASE(Slash, Div, 5)
    CASE(DoubleSlash, FloorDiv, 5)
    CASE(Percent, Mod, 5)
    CASE(At, MatMult, 5)
#undef CASE
  default:
    return -1;
  }
}

// bitwise_or, bitwise_xor, bitwise_and, shift_expr, sum, term: left-associative, by precedence
Expr *Parser::parseBinary(int precedence) {
  Span start = token().span;
  Expr *left = parseFactor();
  if (!left)
    return nullptr;
  Operator op;
  for (int level; (level = binaryOperator(kind(), op)) >= precedence;) {
    ++position_;
    Expr *right = parseBinary(level + 1);
    if (!right)
      return nullptr;
    if (op == Operator::MatMult)
      require(Feature::MatMult);
    auto *result = make<BinOp>(start);
    result->left = left;
    result->op = op;
    result->right = right;
    left = finish(result);
  }
  return left;
}

// factor: ('+' | '-' | '~') factor | await_primary ['**' factor]
Expr *Parser::parseFactor() {
  UnaryOperator unary;
  switch (kind()) {
  case K::Plus:
    unary = UnaryOperator::UAdd;
    break;
  case K::Minus:
    unary = UnaryOperator::USub;
    break;
  case K::Tilde:
    unary = UnaryOperator::Invert;
    break;
  default: {
    Span start = token().span;
    Expr *base = parseAwaitPrimary();
    if (!base || !at(K::DoubleStar))
      return base;
    DepthGuard guard(*this);
    if (guard.exceeded())
      return nullptr;
    ++position_;
    auto *power = make<BinOp>(start);
    power->left = base;
    power->op = Operator::Pow;
    power->right = parseFactor();
    return power->right ? finish(power) : nullptr;
  }
  }
  DepthGuard guard(*this);
  if (guard.exceeded())
    return nullptr;
  auto *result = make<UnaryOp>(token().span);
  ++position_;
  result->op = unary;
  result->operand = parseFactor();
  return result->operand ? finish(result) : nullptr;
}

// await_primary: 'await' primary | primary
Expr *Parser::parseAwaitPrimary() {
  if (!at(K::Await))
    return parsePrimary();
  auto *await = make<Await>(token().span);
  ++position_;
  await->value = parsePrimary();
  require(Feature::Await);
  return await->value ? finish(await) : nullptr;
}

// primary: atom ('.' NAME | genexp | '(' [arguments] ')' | '[' slices ']')*
Expr *Parser::parsePrimary() {
  Span start = token().span;
  Expr *value = parseAtom();
  while (value) {
    if (accept(K::Dot)) {
      auto *attribute = make<Attribute>(start);
      attribute->value = value;
      if (!acceptName(attribute->attr))
        return nullptr;
      value = finish(attribute);
    } else if (at(K::LeftParen)) {
      Span open = token().span;
      ++position_;
      auto *call = make<Call>(start);
      call->func = value;
      if (!parseArguments(call->args, call->keywords, true, open))
        return nullptr;
      value = finish(call);
    } else if (accept(K::LeftBracket)) {
      auto *subscript = make<Subscript>(start);
      subscript->value = value;
      subscript->slice = parseSlices();
      if (!subscript->slice || !accept(K::RightBracket))
        return nullptr;
      value = finish(subscript);
    } else {
      break;
    }
  }
  return value;
}

} // namespace regius
