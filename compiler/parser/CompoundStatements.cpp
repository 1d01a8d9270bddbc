// Compound statements other than match (Reference 8).
#include "compiler/parser/ParserImpl.h"

namespace regius {

using namespace ast;

Stmt *Parser::parseCompoundStatement() {
  Span start = token().span;
  switch (kind()) {
  case K::If:
    return parseIf();
  case K::While:
    return parseWhile();
  case K::For:
    return parseFor<For>(start);
  case K::Try:
    return parseTry();
  case K::With:
    return parseWith<With>(start);
  case K::Def:
    return parseFunction<FunctionDef>(start, {});
  case K::Class:
    return parseClass({});
  case K::At:
    return parseDecorated();
  case K::Async:
    return parseAsync({});
  default:
    return nullptr;
  }
}

// ':' [TYPE_COMMENT] block    block: NEWLINE INDENT statements DEDENT | simple_stmts
bool Parser::parseBlock(Array<Stmt *> &body, Text *typeComment) {
  if (!accept(K::Colon))
    return false;
  if (typeComment)
    *typeComment = acceptTypeComment();
  return parseBlockBody(body);
}

bool Parser::parseBlockBody(Array<Stmt *> &body) {
  ListBuilder<Stmt> statements(*this);
  if (!accept(K::Newline)) {
    if (!parseSimpleStatements(statements))
      return false;
  } else {
    if (!accept(K::Indent) || !parseStatements(statements, K::Dedent))
      return false;
    ++position_;
  }
  body = statements.take();
  return true;
}

// [else_block]    else_block: 'else' ':' block
bool Parser::parseElse(Array<Stmt *> &body) { return !accept(K::Else) || parseBlock(body); }

// if_stmt: 'if' named_expression ':' block ('elif' named_expression ':' block)* [else_block]
// An elif is an If in the else part of the one before it; all of them end together.
Stmt *Parser::parseIf() {
  ListBuilder<If> chain(*this);
  do {
    auto *link = make<If>(token().span);
    ++position_;
    link->test = parseNamedExpression();
    if (!link->test || !parseBlock(link->body))
      return nullptr;
    chain.add(link);
  } while (at(K::Elif));
  Array<If *> links = chain.take();
  if (!parseElse(links.back()->orelse))
    return nullptr;
  for (size_t i = links.size(); i-- > 0;) {
    finish(links[i]);
    if (i > 0) {
      Stmt *inner = links[i];
      links[i - 1]->orelse = arena_.copy(&inner, 1);
    }
  }
  return links.front();
}

// while_stmt: 'while' named_expression ':' block [else_block]
Stmt *Parser::parseWhile() {
  auto *loop = make<While>(token().span);
  ++position_;
  loop->test = parseNamedExpression();
  if (!loop->test || !parseBlock(loop->body) || !parseElse(loop->orelse))
    return nullptr;
  return finish(loop);
}

// for_stmt: ['async'] 'for' star_targets 'in' star_expressions ':' [TYPE_COMMENT] block
// [else_block]
template <class T> Stmt *Parser::parseFor(const Span &start) {
  auto *loop = make<T>(start);
  ++position_;
  loop->target = parseStarTargets();
  if (!loop->target || !accept(K::In))
    return nullptr;
  loop->iter = parseStarExpressions();
  if (!loop->iter || !parseBlock(loop->body, &loop->type_comment) || !parseElse(loop->orelse))
    return nullptr;
  if constexpr (std::is_same_v<T, AsyncFor>)
    require(Feature::AsyncFor);
  return finish(loop);
}

// with_item: expression 'as' star_target &(',' | ')' | ':') | expression
WithItem *Parser::parseWithItem(bool parenthesised) {
  auto *item = arena_.make<WithItem>();
  item->context_expr = parseExpression();
  if (!item->context_expr)
    return nullptr;
  if (accept(K::As)) {
    item->optional_vars = parseStarTarget();
    if (!item->optional_vars)
      return nullptr;
  }
  return at(K::Comma) || at(parenthesised ? K::RightParen : K::Colon) ? item : nullptr;
}

template <class T> bool Parser::parseWithItems(T *node, bool parenthesised) {
  ListBuilder<WithItem> items(*this);
  do {
    if (parenthesised && items.size() && at(K::RightParen))
      break;
    WithItem *item = parseWithItem(parenthesised);
    if (!item)
      return false;
    items.add(item);
  } while (accept(K::Comma));
  node->items = items.take();
  return !parenthesised || (accept(K::RightParen) && at(K::Colon));
}

// with_stmt: ['async'] 'with' '(' ','.with_item+ [','] ')' ':' block
//          | ['async'] 'with' ','.with_item+ ':' [TYPE_COMMENT] block
template <class T> Stmt *Parser::parseWith(const Span &start) {
  auto *with = make<T>(start);
  ++position_;
  size_t before = position_;
  const bool parenthesised =
      accept(K::LeftParen) && parseWithItems(with, true) && token(1).kind != K::TypeComment;
  if (!parenthesised) {
    position_ = before;
    if (!parseWithItems(with, false))
      return nullptr;
  }
  if (!parseBlock(with->body, &with->type_comment))
    return nullptr;
  if constexpr (std::is_same_v<T, AsyncWith>)
    require(Feature::AsyncWith);
  if (parenthesised)
    require(Feature::ParenthesisedWith);
  return finish(with);
}

// except_block: 'except' ['*'] [expression ['as' NAME] | expression (',' expression)+ [',']] ':'
// block (without parentheses only if nothing is bound: PEP 758)
ExceptHandler *Parser::parseExceptHandler(bool star) {
  auto *handler = make<ExceptHandler>(token().span);
  position_ += star ? 2 : 1;
  if (!at(K::Colon)) {
    Span start = token().span;
    handler->type = parseExpression();
    if (!handler->type)
      return nullptr;
    if (at(K::Comma)) {
      ListBuilder<Expr> types(*this);
      types.add(handler->type);
      while (accept(K::Comma) && !at(K::Colon)) {
        Expr *type = parseExpression();
        if (!type)
          return nullptr;
        types.add(type);
      }
      auto *tuple = make<Tuple>(start);
      tuple->elts = types.take();
      handler->type = finish(tuple);
    } else if (accept(K::As) && !acceptName(handler->name)) {
      return nullptr;
    }
  } else if (star) {
    return nullptr;
  }
  return parseBlock(handler->body) ? finish(handler) : nullptr;
}

// try_stmt: 'try' ':' block (finally_block | except_block+ [else_block] [finally_block])
//         | 'try' ':' block except_star_block+ [else_block] [finally_block]
Stmt *Parser::parseTry() {
  Span start = token().span;
  ++position_;
  auto *statement = make<Try>(start);
  if (!parseBlock(statement->body))
    return nullptr;
  bool star = at(K::Except) && token(1).kind == K::Star;
  {
    ListBuilder<ExceptHandler> handlers(*this);
    while (at(K::Except)) {
      // Reference 8.4.2: except and except* do not mix.
      if ((token(1).kind == K::Star) != star)
        return nullptr;
      ExceptHandler *handler = parseExceptHandler(star);
      if (!handler)
        return nullptr;
      handlers.add(handler);
    }
    statement->handlers = handlers.take();
  }
  if (!statement->handlers.empty() && !parseElse(statement->orelse))
    return nullptr;
  if (accept(K::Finally)) {
    if (!parseBlock(statement->finalbody))
      return nullptr;
  } else if (statement->handlers.empty()) {
    return nullptr;
  }
  finish(statement);
  if (!star)
    return statement;
  require(Feature::ExceptionGroups);
  auto *starred = make<TryStar>(*statement);
  starred->body = statement->body;
  starred->handlers = statement->handlers;
  starred->orelse = statement->orelse;
  starred->finalbody = statement->finalbody;
  return finish(starred);
}

// decorators: ('@' named_expression NEWLINE)+
Stmt *Parser::parseDecorated() {
  ListBuilder<Expr> list(*this);
  while (accept(K::At)) {
    Expr *decorator = parseNamedExpression();
    if (!decorator || !accept(K::Newline))
      return nullptr;
    list.add(decorator);
  }
  Array<Expr *> decorators = list.take();
  if (at(K::Class))
    return parseClass(decorators);
  if (at(K::Def))
    return parseFunction<FunctionDef>(token().span, decorators);
  return at(K::Async) && token(1).kind == K::Def ? parseAsync(decorators) : nullptr;
}

Stmt *Parser::parseAsync(Array<Expr *> decorators) {
  Span start = token().span;
  ++position_;
  switch (kind()) {
  case K::Def:
    return parseFunction<AsyncFunctionDef>(start, decorators);
  case K::For:
    return parseFor<AsyncFor>(start);
  case K::With:
    return parseWith<AsyncWith>(start);
  default:
    return nullptr;
  }
}

// class_def_raw: 'class' NAME [type_params] ['(' [arguments] ')'] ':' block
Stmt *Parser::parseClass(Array<Expr *> decorators) {
  auto *definition = make<ClassDef>(token().span);
  ++position_;
  definition->decorator_list = decorators;
  if (!acceptName(definition->name) || !parseTypeParams(definition->type_params))
    return nullptr;
  Span open = token().span;
  if (accept(K::LeftParen) && !parseArguments(definition->bases, definition->keywords, false, open))
    return nullptr;
  return parseBlock(definition->body) ? finish(definition) : nullptr;
}

// func_type_comment: NEWLINE TYPE_COMMENT &(NEWLINE INDENT) | TYPE_COMMENT
Text Parser::parseFunctionComment() {
  if (token(0).kind == K::Newline && token(1).kind == K::TypeComment) {
    if (token(2).kind != K::Newline || token(3).kind != K::Indent)
      return {};
    ++position_;
  }
  return acceptTypeComment();
}

// function_def_raw: ['async'] 'def' NAME [type_params] '(' [params] ')' ['->' expression] ':'
//                   [func_type_comment] block
template <class T> Stmt *Parser::parseFunction(const Span &start, Array<Expr *> decorators) {
  auto *definition = make<T>(start);
  ++position_;
  definition->decorator_list = decorators;
  if (!acceptName(definition->name) || !parseTypeParams(definition->type_params) ||
      !accept(K::LeftParen))
    return nullptr;
  definition->args = parseParameters(K::RightParen);
  if (!definition->args || !accept(K::RightParen))
    return nullptr;
  if (accept(K::Arrow)) {
    definition->returns = parseExpression();
    if (!definition->returns)
      return nullptr;
  }
  if (!accept(K::Colon))
    return nullptr;
  definition->type_comment = parseFunctionComment();
  if (!parseBlockBody(definition->body))
    return nullptr;
  if constexpr (std::is_same_v<T, AsyncFunctionDef>)
    require(Feature::AsyncFunction);
  return finish(definition);
}

} // namespace regius
