// Checks of trees that a program made.
#pragma once
#include "compiler/ast/Ast.h"
#include "compiler/diagnostics/Diagnostics.h"

namespace regius::ast {

// Whether the tree is one that the parser could have made, as far as CPython tests it and the
// passes behind rely on it; if not, the reason is reported. Runs deep: call on a big stack
// (support/BigStack.h).
bool validate(const Mod &tree, Diagnostics &diagnostics);

} // namespace regius::ast
