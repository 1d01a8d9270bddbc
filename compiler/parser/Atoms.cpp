// Atoms: names, literals, displays, comprehensions; and what goes between the brackets of calls and
// subscripts (Reference 6.2, 6.3).
#include "compiler/lexer/NumberLiteral.h"
#include "compiler/parser/ParserImpl.h"

namespace regius {

using namespace ast;

// atom: NAME | 'True' | 'False' | 'None' | strings | NUMBER | '...'
//     | tuple | group | genexp | list | listcomp | dict | set | dictcomp | setcomp
Expr *Parser::parseAtom() {
  switch (kind()) {
  case K::Name: {
    Expr *name = makeName(token());
    ++position_;
    return name;
  }
  case K::Number:
    return parseNumber();
  case K::String:
  case K::FString:
    return parseStrings();
  case K::True:
    return parseConstant(ConstantKind::True);
  case K::False:
    return parseConstant(ConstantKind::False);
  case K::None:
    return parseConstant(ConstantKind::None);
  case K::Ellipsis:
    return parseConstant(ConstantKind::Ellipsis);
  case K::LeftParen:
    return parseParenthesised();
  case K::LeftBracket:
    return parseListDisplay();
  case K::LeftBrace:
    return parseBraces();
  default:
    return nullptr;
  }
}

Expr *Parser::parseConstant(ConstantKind constantKind) {
  auto *constant = make<Constant>(token().span);
  ++position_;
  constant->value.kind = constantKind;
  return finish(constant);
}

Expr *Parser::parseNumber() {
  auto *constant = make<Constant>(token().span);
  NumberValue number = numberValue(text(token()), options_.maxDecimalDigits);
  ++position_;
  if (text(tokens_[position_ - 1]).find('_') != std::string_view::npos)
    require(Feature::Underscores);
  ConstantValue &value = constant->value;
  switch (number.kind) {
  case NumberKind::Int:
    value.kind = ConstantKind::Int;
    value.integer = number.integer;
    break;
  case NumberKind::BigInt:
    value.kind = ConstantKind::BigInt;
    value.text = arena_.copy(number.magnitude);
    break;
  case NumberKind::Float:
    value.kind = ConstantKind::Float;
    value.real = number.real;
    break;
  case NumberKind::Imaginary:
    value.kind = ConstantKind::Complex;
    value.real = 0;
    value.imaginary = number.real;
    break;
  case NumberKind::TooManyDigits:
    return nullptr;
  }
  return finish(constant);
}

// for_if_clauses start with 'for' or 'async' 'for'.
bool Parser::atComprehension() const {
  return at(K::For) || (at(K::Async) && token(1).kind == K::For);
}

// for_if_clauses: (['async'] 'for' star_targets 'in' disjunction ('if' disjunction)*)+
bool Parser::parseComprehensions(Array<Comprehension *> &generators) {
  ListBuilder<Comprehension> clauses(*this);
  while (atComprehension()) {
    auto *clause = arena_.make<Comprehension>();
    clause->is_async = accept(K::Async);
    ++position_;
    clause->target = parseStarTargets();
    if (!clause->target || !accept(K::In))
      return false;
    clause->iter = parseDisjunction();
    if (!clause->iter)
      return false;
    {
      ListBuilder<Expr> conditions(*this);
      while (accept(K::If)) {
        Expr *condition = parseDisjunction();
        if (!condition)
          return false;
        conditions.add(condition);
      }
      clause->ifs = conditions.take();
    }
    if (clause->is_async)
      require(Feature::AsyncComprehension);
    clauses.add(clause);
  }
  generators = clauses.take();
  return true;
}

// tuple: '(' [star_named_expression ',' [star_named_expressions]] ')'
// group: '(' (yield_expr | named_expression) ')'
// genexp: '(' (assignment_expression | expression !':=') for_if_clauses ')'
Expr *Parser::parseParenthesised() {
  DepthGuard guard(*this);
  if (guard.exceeded())
    return nullptr;
  Span start = token().span;
  ++position_;
  if (at(K::Yield)) {
    Expr *yield = parseYield();
    return yield && accept(K::RightParen) ? yield : nullptr;
  }
  if (accept(K::RightParen))
    return finish(make<Tuple>(start));
  bool starred = at(K::Star);
  Expr *first = parseStarNamedExpression();
  if (!first)
    return nullptr;
  if (atComprehension() && !starred) {
    auto *generator = make<GeneratorExp>(start);
    generator->elt = first;
    if (!parseComprehensions(generator->generators) || !accept(K::RightParen))
      return nullptr;
    return finish(generator);
  }
  if (accept(K::RightParen))
    return starred ? nullptr : first;
  ListBuilder<Expr> elements(*this);
  elements.add(first);
  while (accept(K::Comma) && !at(K::RightParen)) {
    Expr *element = parseStarNamedExpression();
    if (!element)
      return nullptr;
    elements.add(element);
  }
  if (!accept(K::RightParen))
    return nullptr;
  auto *tuple = make<Tuple>(start);
  tuple->elts = elements.take();
  return finish(tuple);
}

// list: '[' [star_named_expressions] ']'    listcomp: '[' named_expression for_if_clauses ']'
Expr *Parser::parseListDisplay() {
  DepthGuard guard(*this);
  if (guard.exceeded())
    return nullptr;
  Span start = token().span;
  ++position_;
  ListBuilder<Expr> elements(*this);
  while (!at(K::RightBracket)) {
    bool starred = at(K::Star);
    Expr *element = parseStarNamedExpression();
    if (!element)
      return nullptr;
    if (atComprehension() && elements.size() == 0 && !starred) {
      auto *comprehension = make<ListComp>(start);
      comprehension->elt = element;
      if (!parseComprehensions(comprehension->generators) || !accept(K::RightBracket))
        return nullptr;
      return finish(comprehension);
    }
    elements.add(element);
    if (!accept(K::Comma))
      break;
  }
  if (!accept(K::RightBracket))
    return nullptr;
  auto *list = make<List>(start);
  list->elts = elements.take();
  return finish(list);
}

// set: '{' star_named_expressions '}'    setcomp: '{' named_expression for_if_clauses '}'
// dict and dictcomp: see parseDict
Expr *Parser::parseBraces() {
  DepthGuard guard(*this);
  if (guard.exceeded())
    return nullptr;
  Span start = token().span;
  ++position_;
  if (at(K::RightBrace) || at(K::DoubleStar))
    return parseDict(start, nullptr);
  ListBuilder<Expr> elements(*this);
  while (!at(K::RightBrace)) {
    bool starred = at(K::Star), named = at(K::Name) && token(1).kind == K::ColonEqual;
    Expr *element = parseStarNamedExpression();
    if (!element)
      return nullptr;
    if (elements.size() == 0 && !starred) {
      if (at(K::Colon) && !named)
        return parseDict(start, element);
      if (atComprehension()) {
        auto *comprehension = make<SetComp>(start);
        comprehension->elt = element;
        if (!parseComprehensions(comprehension->generators) || !accept(K::RightBrace))
          return nullptr;
        return finish(comprehension);
      }
    }
    elements.add(element);
    if (!accept(K::Comma))
      break;
  }
  if (!accept(K::RightBrace))
    return nullptr;
  auto *set = make<Set>(start);
  set->elts = elements.take();
  return finish(set);
}

// dict: '{' [','.double_starred_kvpair+ [',']] '}'
// dictcomp: '{' expression ':' expression for_if_clauses '}'
// `firstKey` has been parsed already, unless it is null.
Expr *Parser::parseDict(const Span &start, Expr *firstKey) {
  // Keys and values alternate on one list.
  ListBuilder<Expr> items(*this);
  while (!at(K::RightBrace)) {
    Expr *key = nullptr, *value;
    if (!firstKey && accept(K::DoubleStar)) {
      value = parseBitwiseOr();
    } else {
      key = firstKey ? firstKey : parseExpression();
      firstKey = nullptr;
      if (!key || !accept(K::Colon))
        return nullptr;
      value = parseExpression();
    }
    if (!value)
      return nullptr;
    if (key && atComprehension() && items.size() == 0) {
      auto *comprehension = make<DictComp>(start);
      comprehension->key = key;
      comprehension->value = value;
      if (!parseComprehensions(comprehension->generators) || !accept(K::RightBrace))
        return nullptr;
      return finish(comprehension);
    }
    items.add(key);
    items.add(value);
    if (!accept(K::Comma))
      break;
  }
  if (!accept(K::RightBrace))
    return nullptr;
  auto *dict = make<Dict>(start);
  Array<Expr *> all = items.take();
  size_t count = all.size() / 2;
  dict->keys = {arena_.allocateArray<Expr *>(count), count};
  dict->values = {arena_.allocateArray<Expr *>(count), count};
  for (size_t i = 0; i < count; ++i) {
    dict->keys[i] = all[2 * i];
    dict->values[i] = all[2 * i + 1];
  }
  return finish(dict);
}

// slices: slice !',' | ','.(slice | starred_expression)+ [',']
Expr *Parser::parseSlices() {
  DepthGuard guard(*this);
  if (guard.exceeded())
    return nullptr;
  Span start = token().span;
  auto element = [&] {
    return at(K::Star) ? parseStarred(&Parser::parseExpression) : parseSlice();
  };
  bool starred = at(K::Star);
  Expr *first = element();
  if (!first || (!at(K::Comma) && !starred))
    return first;
  ListBuilder<Expr> elements(*this);
  elements.add(first);
  while (accept(K::Comma) && !at(K::RightBracket)) {
    Expr *next = element();
    if (!next)
      return nullptr;
    elements.add(next);
  }
  auto *tuple = make<Tuple>(start);
  tuple->elts = elements.take();
  return finish(tuple);
}

// slice: [expression] ':' [expression] [':' [expression]] | named_expression
Expr *Parser::parseSlice() {
  Span start = token().span;
  Expr *lower = nullptr;
  if (!at(K::Colon)) {
    lower = parseNamedExpression();
    if (!lower || !at(K::Colon))
      return lower;
    if (lower->is<NamedExpr>() && lower->col_offset == start.col_offset &&
        lower->lineno == start.lineno)
      return nullptr;
  }
  ++position_;
  auto *slice = make<Slice>(start);
  slice->lower = lower;
  auto bound = [&](Expr *&out) {
    if (at(K::Colon) || at(K::Comma) || at(K::RightBracket))
      return true;
    out = parseExpression();
    return out != nullptr;
  };
  if (!bound(slice->upper) || (accept(K::Colon) && !bound(slice->step)))
    return nullptr;
  return finish(slice);
}

// arguments: args [','] &')'
// args: (starred_expression | assignment_expression | expression !':=')* then keyword, *x and **x
// in the orders Reference 6.3.4 allows; a lone generator expression needs no parentheses of its
// own. `open` is the place of '('; consumes the ')'.
bool Parser::parseArguments(Array<Expr *> &args, Array<Keyword *> &keywords, bool isCall,
                            const Span &open) {
  DepthGuard guard(*this);
  if (guard.exceeded())
    return false;
  ListBuilder<Expr> positional(*this);
  std::vector<Keyword *> named;
  bool sawKeyword = false, sawDoubleStar = false;
  while (!at(K::RightParen)) {
    Span start = token().span;
    if (at(K::Star)) {
      // Reference 6.3.4: *iterable may follow keyword arguments, but not **mapping.
      if (sawDoubleStar)
        return false;
      Expr *starred = parseStarred(&Parser::parseExpression);
      if (!starred)
        return false;
      positional.add(starred);
    } else if (accept(K::DoubleStar)) {
      auto *keyword = make<Keyword>(start);
      keyword->value = parseExpression();
      if (!keyword->value)
        return false;
      named.push_back(finish(keyword));
      sawDoubleStar = true;
    } else if (at(K::Name) && token(1).kind == K::Equal) {
      auto *keyword = make<Keyword>(start);
      keyword->arg = identifier(token());
      position_ += 2;
      keyword->value = parseExpression();
      if (!keyword->value)
        return false;
      named.push_back(finish(keyword));
      sawKeyword = true;
    } else {
      if (sawKeyword || sawDoubleStar)
        return false;
      Expr *value = parseNamedExpression();
      if (!value)
        return false;
      if (atComprehension()) {
        if (!isCall || positional.size())
          return false;
        auto *generator = make<GeneratorExp>(open);
        generator->elt = value;
        if (!parseComprehensions(generator->generators) || !accept(K::RightParen))
          return false;
        positional.add(finish(generator));
        args = positional.take();
        return true;
      }
      positional.add(value);
    }
    if (!accept(K::Comma))
      break;
  }
  args = positional.take();
  keywords = arena_.copy(named.data(), named.size());
  return accept(K::RightParen);
}

} // namespace regius
