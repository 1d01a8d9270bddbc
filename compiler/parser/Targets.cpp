// Assignment and deletion targets (Reference 7.2, 7.5). They are parsed as expressions; what may
// not be a target is sorted out when the context is set.
#include "compiler/parser/ParserImpl.h"

namespace regius {

using namespace ast;

// Turns an expression into a target; false if it cannot be one.
bool Parser::setStore(Expr *target, bool allowStarred) {
  switch (target->kind) {
  case NodeKind::Name:
    target->as<Name>()->ctx = ExprContext::Store;
    return true;
  case NodeKind::Attribute:
    target->as<Attribute>()->ctx = ExprContext::Store;
    return true;
  case NodeKind::Subscript:
    target->as<Subscript>()->ctx = ExprContext::Store;
    return true;
  case NodeKind::Starred: {
    auto *starred = target->as<Starred>();
    starred->ctx = ExprContext::Store;
    return allowStarred && setStore(starred->value, false);
  }
  case NodeKind::Tuple: {
    auto *tuple = target->as<Tuple>();
    tuple->ctx = ExprContext::Store;
    for (Expr *element : tuple->elts)
      if (!setStore(element))
        return false;
    return true;
  }
  case NodeKind::List: {
    auto *list = target->as<List>();
    list->ctx = ExprContext::Store;
    for (Expr *element : list->elts)
      if (!setStore(element))
        return false;
    return true;
  }
  default:
    return false;
  }
}

bool Parser::setDelete(Expr *target) {
  switch (target->kind) {
  case NodeKind::Name:
    target->as<Name>()->ctx = ExprContext::Del;
    return true;
  case NodeKind::Attribute:
    target->as<Attribute>()->ctx = ExprContext::Del;
    return true;
  case NodeKind::Subscript:
    target->as<Subscript>()->ctx = ExprContext::Del;
    return true;
  case NodeKind::Tuple: {
    auto *tuple = target->as<Tuple>();
    tuple->ctx = ExprContext::Del;
    for (Expr *element : tuple->elts)
      if (!setDelete(element))
        return false;
    return true;
  }
  case NodeKind::List: {
    auto *list = target->as<List>();
    list->ctx = ExprContext::Del;
    for (Expr *element : list->elts)
      if (!setDelete(element))
        return false;
    return true;
  }
  default:
    return false;
  }
}

// star_target: '*' (!'*' star_target) | target_with_star_atom
// Only a primary can be a target, so a following `in` is not eaten.
Expr *Parser::parseStarTarget() {
  Expr *target = at(K::Star) ? parseStarred(&Parser::parsePrimary) : parsePrimary();
  return target && setStore(target) ? target : nullptr;
}

// star_targets: star_target !',' | star_target (',' star_target)* [',']
Expr *Parser::parseStarTargets() {
  Span start = token().span;
  Expr *first = parseStarTarget();
  if (!first || !at(K::Comma))
    return first;
  ListBuilder<Expr> elements(*this);
  elements.add(first);
  while (accept(K::Comma)) {
    size_t before = position_;
    Expr *element = parseStarTarget();
    if (!element) {
      position_ = before;
      break;
    }
    elements.add(element);
  }
  auto *tuple = make<Tuple>(start);
  tuple->elts = elements.take();
  tuple->ctx = ExprContext::Store;
  return finish(tuple);
}

} // namespace regius
