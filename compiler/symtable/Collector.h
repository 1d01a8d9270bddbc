// Internal to symtable/: the walk that finds every scope and what it does with each name.
#pragma once
#include "compiler/symtable/SymbolTable.h"

namespace regius {

class SymbolCollector {
public:
  SymbolCollector(const SourceFile &source, StringInterner &interner,
                  const SymbolTableOptions &options, Diagnostics &diagnostics);

  /// Null after an error.
  std::unique_ptr<SymbolTable> collect(ast::Mod &module);

private:
  // Scopes.
  Scope *enter(ScopeKind kind, std::string_view name, const ast::Node *node, const Span &span);
  Scope *enterTypeParams(const ast::Node *owner, std::string_view name, const Span &span);
  void leave();
  Identifier mangled(Identifier name) { return mangle(private_, name, interner_); }

  // Names.
  void define(Identifier name, uint32_t flag, const Span &span) {
    defineIn(*current_, name, flag, span);
  }
  void defineIn(Scope &scope, Identifier name, uint32_t flag, const Span &span);
  uint32_t flagsOf(const Scope &scope, Identifier name);

  // Statements.
  void statements(Array<ast::Stmt *> list);
  void statement(ast::Stmt &node);
  template <class Def> void functionDef(Def &node);
  void classDef(ast::ClassDef &node);
  void typeAlias(ast::TypeAlias &node);
  void annAssign(ast::AnnAssign &node);
  void ifChain(ast::If &node);
  void declaration(Array<Identifier> names, bool global, const Span &span);
  template <class Node> void tryStatement(Node &node);
  void matchCase(ast::MatchCase &node);
  void pattern(ast::Pattern &node);
  void alias(ast::Alias &node);

  // Functions.
  void defaults(ast::Arguments &args);
  void parameters(ast::Arguments &args);
  void annotations(const ast::Node *owner, const Span &span, ast::Arguments &args,
                   ast::Expr *returns);
  void annotation(ast::Expr &node);
  void typeParams(Array<ast::TypeParam *> list);
  void typeVariable(ast::Expr *value, std::string_view name, const ast::Node *key);

  // Expressions.
  void expressions(Array<ast::Expr *> list);
  void maybe(ast::Expr *node) {
    if (node)
      expression(*node);
  }
  void expression(ast::Expr &node);
  void expressionInner(ast::Expr &node);
  void binarySpine(ast::BinOp &node);
  void name(ast::Name &node);
  void namedExpr(ast::NamedExpr &node);
  void bindInEnclosingScope(ast::Name &target);
  void comprehension(ast::Expr &node, Array<ast::Comprehension *> generators, ast::Expr &element,
                     ast::Expr *value, std::string_view scopeName);
  void innerFor(ast::Comprehension &node);
  void yieldExpr(ast::Expr &node, ast::Expr *value);
  bool forbiddenHere(const char *what, const ast::Expr &node);

  // Resolving (Resolve.cpp).
  void resolve(Scope &scope);
  void resolveName(Scope &scope, size_t index);
  NameScope lookUp(Scope &scope, Identifier name);
  void errorAtDirective(SyntaxErrorId id, const Scope &scope, Identifier name);

  void error(SyntaxErrorId id, const Span &span,
             std::initializer_list<std::string_view> arguments = {});
  bool deeper();

  const SourceFile &source_;
  StringInterner &interner_;
  const SymbolTableOptions &options_;
  Diagnostics &diagnostics_;
  std::unique_ptr<SymbolTable> table_;
  Scope *current_ = nullptr;
  Identifier private_;
  Identifier classCell_, classDict_, super_, iterator_, typeParamsName_, genericBase_, defaults_,
      kwDefaults_;
  int depth_ = 0;
  bool failed_ = false;
};

} // namespace regius
