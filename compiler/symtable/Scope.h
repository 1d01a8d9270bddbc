// Scopes and their symbols: what each name means in each block of a module.
#pragma once
#include "compiler/ast/Ast.h"

#include <cstdint>
#include <string>
#include <vector>

namespace regius {

enum class ScopeKind : uint8_t {
  Module,
  Class,
  Function,      // def and lambda
  Comprehension, // and generator expression
  Annotation,    // under `from __future__ import annotations`: only checked, never resolved
  TypeParams,    // [T] of a generic function, class or alias
  TypeAlias,     // the value of a `type` statement
  TypeVariable,  // bound or default of a type parameter
};

/// What a statement or expression does with a name; bits of Symbol::flags.
enum SymbolFlags : uint32_t {
  kUsed = 1 << 0,
  kBoundLocal = 1 << 1, // assigned, deleted, defined
  kParameter = 1 << 2,
  kImported = 1 << 3,
  kDeclaredGlobal = 1 << 4,
  kDeclaredNonlocal = 1 << 5,
  kAnnotated = 1 << 6,
  kIterationVariable = 1 << 7, // target of a comprehension's for
  kTypeParameter = 1 << 8,
  kFreeInClass = 1 << 9, // a class's own name, and free in one of its methods
  kBound = kBoundLocal | kParameter | kImported | kTypeParameter,
};

/// Where a name lives, decided by resolving.
enum class NameScope : uint8_t { Unresolved, Local, Cell, Free, GlobalExplicit, GlobalImplicit };

struct Symbol {
  Identifier name;
  uint32_t flags = 0;
  NameScope scope = NameScope::Unresolved;
};

/// A `global` or `nonlocal` statement, kept for the place of an error.
struct Directive {
  Identifier name;
  Span span;
};

/// Symbols in order of appearance with a hash index once there are many.
class SymbolMap {
public:
  Symbol *find(Identifier name);
  const Symbol *find(Identifier name) const { return const_cast<SymbolMap *>(this)->find(name); }
  /// The symbol of that name, made if absent. Invalidates pointers to others.
  Symbol &insert(Identifier name);
  std::vector<Symbol> &all() { return symbols_; }
  const std::vector<Symbol> &all() const { return symbols_; }

private:
  void rehash(size_t capacity);

  std::vector<Symbol> symbols_;
  std::vector<uint32_t> index_; // open addressing, number + 1; empty while there are few
};

struct Scope {
  ScopeKind kind = ScopeKind::Module;
  std::string name;
  const ast::Node *node = nullptr;
  Scope *parent = nullptr;
  std::vector<Scope *> children;
  SymbolMap symbols;
  std::vector<Identifier> parameters; // mangled, in the order of CodeUnit::varNames
  std::vector<Directive> directives;
  Identifier privateName; // class whose name mangles private names here
  int line = 0;

  bool nested = false; // somewhere inside a function
  bool generator = false;
  bool coroutine = false;
  bool generatorExpression = false;
  bool needsClassCell = false; // a class whose methods use __class__ or super()
  bool needsClassDict = false; // a class with a type-parameter scope that looks into its body
  bool seesClassScope = false; // type-parameter scope directly in a class body
  bool inIterationTarget = false;
  int iterableExpressionDepth = 0;

  bool isFunctionLike() const { return kind != ScopeKind::Module && kind != ScopeKind::Class; }
  bool isComprehension() const { return kind == ScopeKind::Comprehension; }
  NameScope scopeOf(Identifier mangled) const {
    const Symbol *symbol = symbols.find(mangled);
    return symbol ? symbol->scope : NameScope::Unresolved;
  }
};

} // namespace regius
