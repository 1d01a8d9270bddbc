// Simple statements (Reference 7) and the lists that hold them.
#include "compiler/parser/ParserImpl.h"

namespace regius {

using namespace ast;

// statements: statement+, up to `end`
bool Parser::parseStatements(ListBuilder<Stmt> &list, TokenKind end) {
  while (!at(end))
    if (!parseStatement(list))
      return false;
  return true;
}

// statement: compound_stmt | simple_stmts
bool Parser::parseStatement(ListBuilder<Stmt> &list) {
  switch (kind()) {
  case K::If:
  case K::While:
  case K::For:
  case K::Try:
  case K::With:
  case K::Def:
  case K::Class:
  case K::At:
  case K::Async: {
    Stmt *statement = parseCompoundStatement();
    if (!statement)
      return false;
    list.add(statement);
    return true;
  }
  default:
    break;
  }
  if (atSoft(SoftKeyword::Match)) {
    size_t before = position_;
    if (Stmt *statement = parseMatch()) {
      list.add(statement);
      return true;
    }
    position_ = before;
  }
  return parseSimpleStatements(list);
}

// simple_stmts: ';'.simple_stmt+ [';'] NEWLINE
bool Parser::parseSimpleStatements(ListBuilder<Stmt> &list) {
  do {
    Stmt *statement = parseSimpleStatement();
    if (!statement)
      return false;
    list.add(statement);
  } while (accept(K::Semicolon) && !at(K::Newline));
  return accept(K::Newline);
}

// simple_stmt: assignment | type_alias | star_expressions | return_stmt | import_stmt | ...
Stmt *Parser::parseSimpleStatement() {
  switch (kind()) {
  case K::Pass:
  case K::Break:
  case K::Continue: {
    Span start = token().span;
    TokenKind which = kind();
    ++position_;
    if (which == K::Pass)
      return finish(make<Pass>(start));
    if (which == K::Break)
      return finish(make<Break>(start));
    return finish(make<Continue>(start));
  }
  case K::Return:
    return parseReturn();
  case K::Raise:
    return parseRaise();
  case K::Del:
    return parseDelete();
  case K::Assert:
    return parseAssert();
  case K::Import:
    return parseImport();
  case K::From:
    return parseImportFrom();
  case K::Global:
    return parseNameList<Global>();
  case K::Nonlocal:
    return parseNameList<Nonlocal>();
  default:
    break;
  }
  if (atSoft(SoftKeyword::Type) && token(1).kind == K::Name &&
      (token(2).kind == K::Equal || token(2).kind == K::LeftBracket)) {
    size_t before = position_;
    if (Stmt *alias = parseTypeAlias())
      return alias;
    position_ = before;
  }
  return parseExpressionStatement();
}

static bool augmentedOperator(TokenKind kind, Operator &op) {
  switch (kind) {
#define CASE(Kind, Op)                                                                             \
  case TokenKind::Kind:                                                                            \
    op = Operator::Op;                                                                             \
    return true;
    CASE(PlusEqual, Add)
    CASE(MinusEqual, Sub)
    CASE(StarEqual, Mult)
    CASE(AtEqual, MatMult)
    CASE(SlashEqual, Div)
    CASE(PercentEqual, Mod)
    CASE(AmpersandEqual, BitAnd)
    CASE(PipeEqual, BitOr)
    CASE(CaretEqual, BitXor)
    CASE(LeftShiftEqual, LShift)
    CASE(RightShiftEqual, RShift)
    CASE(DoubleStarEqual, Pow)
    CASE(DoubleSlashEqual, FloorDiv)
#undef CASE
  default:
    return false;
  }
}

// Everything that starts with an expression: which statement it is shows only after it.
Stmt *Parser::parseExpressionStatement() {
  const Token &first = token();
  Expr *expression = parseYieldOrStarExpressions();
  if (!expression)
    return nullptr;
  Operator op;
  if (at(K::Equal))
    return parseAssignment(expression, first.span);
  if (at(K::Colon))
    return parseAnnotatedAssignment(expression, first);
  if (augmentedOperator(kind(), op)) {
    ++position_;
    if (op == Operator::MatMult)
      require(Feature::InplaceMatMult);
    return parseAugmentedAssignment(expression, op, first.span);
  }
  auto *statement = make<ExprStmt>(first.span);
  statement->value = expression;
  return finish(statement);
}

// assignment: (star_targets '=')+ (yield_expr | star_expressions) !'=' [TYPE_COMMENT]
Stmt *Parser::parseAssignment(Expr *first, const Span &start) {
  auto *assign = make<Assign>(start);
  ListBuilder<Expr> targets(*this);
  Expr *value = first;
  while (accept(K::Equal)) {
    if (!setStore(value))
      return nullptr;
    targets.add(value);
    value = parseYieldOrStarExpressions();
    if (!value)
      return nullptr;
  }
  assign->targets = targets.take();
  assign->value = value;
  assign->type_comment = acceptTypeComment();
  return finish(assign);
}

// assignment: NAME ':' expression ['=' annotated_rhs]
//           | ('(' single_target ')' | single_subscript_attribute_target) ':' ...
Stmt *Parser::parseAnnotatedAssignment(Expr *target, const Token &first) {
  if (!target->is<Name>() && !target->is<Attribute>() && !target->is<Subscript>())
    return nullptr;
  setStore(target);
  auto *assign = make<AnnAssign>(first.span);
  ++position_;
  assign->target = target;
  assign->simple = target->is<Name>() && first.kind == K::Name;
  assign->annotation = parseExpression();
  if (!assign->annotation)
    return nullptr;
  if (accept(K::Equal)) {
    assign->value = parseYieldOrStarExpressions();
    if (!assign->value)
      return nullptr;
  }
  require(target->is<Name>() && assign->simple ? Feature::AnnotatedVariable
                                               : Feature::AnnotatedTarget);
  return finish(assign);
}

// assignment: single_target augassign annotated_rhs
Stmt *Parser::parseAugmentedAssignment(Expr *target, Operator op, const Span &start) {
  if (!target->is<Name>() && !target->is<Attribute>() && !target->is<Subscript>())
    return nullptr;
  setStore(target);
  auto *assign = make<AugAssign>(start);
  assign->target = target;
  assign->op = op;
  assign->value = parseYieldOrStarExpressions();
  return assign->value ? finish(assign) : nullptr;
}

// type_alias: "type" NAME [type_params] '=' expression
Stmt *Parser::parseTypeAlias() {
  auto *alias = make<TypeAlias>(token().span);
  ++position_;
  Expr *name = makeName(token());
  name->as<Name>()->ctx = ExprContext::Store;
  ++position_;
  alias->name = name;
  if (!parseTypeParams(alias->type_params) || !accept(K::Equal))
    return nullptr;
  alias->value = parseExpression();
  require(Feature::TypeAlias);
  return alias->value ? finish(alias) : nullptr;
}

// return_stmt: 'return' [star_expressions]
Stmt *Parser::parseReturn() {
  auto *statement = make<Return>(token().span);
  ++position_;
  if (!at(K::Newline) && !at(K::Semicolon)) {
    statement->value = parseStarExpressions();
    if (!statement->value)
      return nullptr;
  }
  return finish(statement);
}

// raise_stmt: 'raise' [expression ['from' expression]]
Stmt *Parser::parseRaise() {
  auto *statement = make<Raise>(token().span);
  ++position_;
  if (!at(K::Newline) && !at(K::Semicolon)) {
    statement->exc = parseExpression();
    if (!statement->exc)
      return nullptr;
    if (accept(K::From)) {
      statement->cause = parseExpression();
      if (!statement->cause)
        return nullptr;
    }
  }
  return finish(statement);
}

// del_stmt: 'del' ','.del_target+ [','] &(';' | NEWLINE)
Stmt *Parser::parseDelete() {
  auto *statement = make<Delete>(token().span);
  ++position_;
  ListBuilder<Expr> targets(*this);
  do {
    Expr *target = parsePrimary();
    if (!target || !setDelete(target))
      return nullptr;
    targets.add(target);
  } while (accept(K::Comma) && !at(K::Semicolon) && !at(K::Newline));
  if (!at(K::Semicolon) && !at(K::Newline))
    return nullptr;
  statement->targets = targets.take();
  return finish(statement);
}

// assert_stmt: 'assert' expression [',' expression]
Stmt *Parser::parseAssert() {
  auto *statement = make<Assert>(token().span);
  ++position_;
  statement->test = parseExpression();
  if (!statement->test)
    return nullptr;
  if (accept(K::Comma)) {
    statement->msg = parseExpression();
    if (!statement->msg)
      return nullptr;
  }
  return finish(statement);
}

// global_stmt: 'global' ','.NAME+    nonlocal_stmt: 'nonlocal' ','.NAME+
template <class T> Stmt *Parser::parseNameList() {
  auto *statement = make<T>(token().span);
  ++position_;
  std::vector<Identifier> names;
  do {
    Identifier name;
    if (!acceptName(name))
      return nullptr;
    names.push_back(name);
  } while (accept(K::Comma));
  statement->names = arena_.copy(names.data(), names.size());
  return finish(statement);
}

// dotted_name: NAME ('.' NAME)*
bool Parser::parseDottedName(Identifier &name) {
  if (!acceptName(name))
    return false;
  if (!at(K::Dot))
    return true;
  std::string joined(name.view());
  while (accept(K::Dot)) {
    if (!acceptName(name))
      return false;
    (joined += '.') += name.view();
  }
  name = interner_.intern(joined);
  return true;
}

// import_name: 'import' ','.(dotted_name ['as' NAME])+
Stmt *Parser::parseImport() {
  auto *statement = make<Import>(token().span);
  ++position_;
  ListBuilder<Alias> names(*this);
  do {
    auto *alias = make<Alias>(token().span);
    if (!parseDottedName(alias->name) || (accept(K::As) && !acceptName(alias->asname)))
      return nullptr;
    names.add(finish(alias));
  } while (accept(K::Comma));
  statement->names = names.take();
  return finish(statement);
}

// import_from_as_name: NAME ['as' NAME]
Alias *Parser::parseImportedName() {
  auto *alias = make<Alias>(token().span);
  if (!acceptName(alias->name) || (accept(K::As) && !acceptName(alias->asname)))
    return nullptr;
  return finish(alias);
}

// import_from: 'from' ('.' | '...')* dotted_name 'import' import_from_targets
//            | 'from' ('.' | '...')+ 'import' import_from_targets
// import_from_targets: '(' import_from_as_names [','] ')' | import_from_as_names !',' | '*'
Stmt *Parser::parseImportFrom() {
  auto *statement = make<ImportFrom>(token().span);
  ++position_;
  for (; at(K::Dot) || at(K::Ellipsis); ++position_)
    statement->level += at(K::Dot) ? 1 : 3;
  if ((statement->level == 0 || !at(K::Import)) && !parseDottedName(statement->module))
    return nullptr;
  if (!accept(K::Import))
    return nullptr;
  ListBuilder<Alias> names(*this);
  if (at(K::Star)) {
    auto *alias = make<Alias>(token().span);
    ++position_;
    alias->name = interner_.intern("*");
    names.add(finish(alias));
  } else {
    bool parenthesised = accept(K::LeftParen);
    do {
      if (parenthesised && names.size() && at(K::RightParen))
        break;
      Alias *alias = parseImportedName();
      if (!alias)
        return nullptr;
      names.add(alias);
    } while (accept(K::Comma));
    if (parenthesised && !accept(K::RightParen))
      return nullptr;
  }
  statement->names = names.take();
  return finish(statement);
}

} // namespace regius
