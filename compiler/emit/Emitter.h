// Tree to bytecode.
#pragma once
#include "compiler/bytecode/CodeUnit.h"
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/support/Result.h"
#include "compiler/symtable/SymbolTable.h"

#include <memory>

namespace regius {

struct EmitOptions {
  int optimize = 0; // 1: no asserts, __debug__ false (-O); 2: no docstrings either (-OO)
  uint32_t futureFlags = 0; // FutureFlags: as if the module had the statements (nested compile())
  bool topLevelAwait = false;     // ast.PyCF_ALLOW_TOP_LEVEL_AWAIT
  bool warnings = true;           // collect SyntaxWarnings
  int recursionLimit = 20000;     // depth of the tree; 20000 needs some 16 MiB of stack
};

/// Compiles a module, an interactive statement or an expression. `interner` is the one the tree was
/// parsed with. The result is not verified; errors are CPython's SyntaxErrors of symtable.c and
/// compile.c. Runs deep: call on a big stack (support/BigStack.h).
Result<std::unique_ptr<CodeUnit>> emitModule(ast::Mod &module, const SourceFile &source,
                                             StringInterner &interner, const EmitOptions &options,
                                             Diagnostics &diagnostics);

} // namespace regius
