// Decides for every name of every scope whether it is local, global, a cell or free.
//
// Scopes are visited from the outside in, so the scopes around are known: a name that is not bound
// here is looked for in the enclosing functions (classes do not count, Reference 4.2.2). Where it
// is found it becomes a cell, and free in all scopes between.
#include "compiler/symtable/Collector.h"

namespace regius {

void SymbolCollector::errorAtDirective(SyntaxErrorId id, const Scope &scope, Identifier name) {
  for (const Directive &directive : scope.directives)
    if (directive.name == name)
      return error(id, directive.span, {name});
  error(id, Span{scope.line, 0, scope.line, 0}, {name});
}

void SymbolCollector::resolve(Scope &scope) {
  // Inner scopes add free symbols to outer ones only after those were resolved themselves.
  for (size_t i = 0; i < scope.symbols.all().size() && !failed_; ++i)
    resolveName(scope, i);
  for (size_t i = 0; i < scope.children.size() && !failed_; ++i)
    resolve(*scope.children[i]);
}

void SymbolCollector::resolveName(Scope &scope, size_t index) {
  const Symbol symbol = scope.symbols.all()[index];
  if (symbol.scope != NameScope::Unresolved)
    return;
  NameScope result = NameScope::GlobalImplicit;
  if (symbol.flags & kDeclaredGlobal) {
    if (symbol.flags & kDeclaredNonlocal)
      return errorAtDirective(SyntaxErrorId::NonlocalAndGlobal, scope, symbol.name);
    result = NameScope::GlobalExplicit;
  } else if (symbol.flags & kDeclaredNonlocal) {
    if (scope.kind == ScopeKind::Module)
      return errorAtDirective(SyntaxErrorId::NonlocalAtModuleLevel, scope, symbol.name);
    if (lookUp(scope, symbol.name) != NameScope::Free)
      return errorAtDirective(SyntaxErrorId::NonlocalNotFound, scope, symbol.name);
    result = NameScope::Free;
  } else if (symbol.flags & kBound) {
    result = NameScope::Local;
  } else if (scope.kind != ScopeKind::Module) {
    result = lookUp(scope, symbol.name);
  }
  scope.symbols.all()[index].scope = result;
}

/// Free, after marking the cell and the scopes between, or GlobalImplicit.
NameScope SymbolCollector::lookUp(Scope &scope, Identifier name) {
  Scope *owner = scope.parent;
  for (; owner; owner = owner->parent) {
    if (owner->kind == ScopeKind::Module)
      return NameScope::GlobalImplicit;
    if (owner->kind == ScopeKind::Class) {
      if (name == classCell_) {
        owner->needsClassCell = true;
        break;
      }
      if (name == classDict_) {
        owner->needsClassDict = true;
        break;
      }
      continue;
    }
    const Symbol *found = owner->symbols.find(name);
    if (!found || (found->flags & kDeclaredNonlocal))
      continue;
    if (found->flags & kDeclaredGlobal)
      return NameScope::GlobalImplicit;
    if (found->flags & kBound) {
      owner->symbols.find(name)->scope = NameScope::Cell;
      break;
    }
  }
  if (!owner)
    return NameScope::GlobalImplicit;
  for (Scope *between = scope.parent; between != owner; between = between->parent) {
    Symbol &symbol = between->symbols.insert(name);
    // A class that binds the name itself, or declares it global, only passes the cell on.
    if (between->kind == ScopeKind::Class && (symbol.flags & (kBound | kDeclaredGlobal)))
      symbol.flags |= kFreeInClass;
    else if (symbol.scope == NameScope::Unresolved || symbol.scope == NameScope::GlobalImplicit)
      symbol.scope = NameScope::Free;
  }
  return NameScope::Free;
}

} // namespace regius
