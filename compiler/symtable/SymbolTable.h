// The scopes of a module, collected from its tree and resolved.
#pragma once
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/support/FutureFlags.h"
#include "compiler/support/Result.h"
#include "compiler/symtable/Scope.h"

#include <deque>
#include <memory>
#include <unordered_map>

namespace regius {

/// `from __future__` features that change compilation.
struct FutureFeatures {
  uint32_t flags = 0; // FutureFlags
  int lastLine = -1; // of the last future import that stands in a valid place
  bool annotations() const { return flags & kFutureAnnotations; }
};

/// Reads the future statements at the top of a module; reports unknown features.
Result<FutureFeatures> collectFutureFeatures(const ast::Mod &module, const SourceFile &source,
                                             Diagnostics &diagnostics);

class SymbolTable {
public:
  Scope *top() const { return top_; }
  /// The scope that a function, class, lambda, comprehension, module, type-variable bound or alias
  /// value opens; null if none.
  Scope *scopeOf(const ast::Node *node) const;
  /// The type-parameter scope around a generic function, class or alias.
  Scope *typeParamsOf(const ast::Node *node) const;

private:
  friend class SymbolCollector;
  std::deque<Scope> scopes_;
  std::unordered_map<const ast::Node *, Scope *> byNode_, typeParams_;
  Scope *top_ = nullptr;
};

struct SymbolTableOptions {
  FutureFeatures future;
  int recursionLimit = 20000;
};

/// Collects and resolves. Fails with CPython's SyntaxErrors of symtable.c.
Result<std::unique_ptr<SymbolTable>> buildSymbolTable(ast::Mod &module, const SourceFile &source,
                                                      StringInterner &interner,
                                                      const SymbolTableOptions &options,
                                                      Diagnostics &diagnostics);

/// A private name (`__x` in class C) as `_Cx`-style mangled; any other name as it is.
Identifier mangle(Identifier privateName, Identifier name, StringInterner &interner);

/// Text of all scopes, for --emit=symtable.
std::string dumpSymbolTable(const SymbolTable &table);

} // namespace regius
