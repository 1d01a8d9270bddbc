// Between the compiler's tree and the objects of Python's `ast` module. Both directions are one generic walk
// over the table compiler/ast/Nodes.def.
#pragma once

#include "compiler/ast/Ast.h"
#include "compiler/parser/Parser.h"
#include "runtime-lib/modules/ast/AstTypes.h"

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

/// The ast object of a tree, in CPython 3.11's node shapes.
Value astFromTree(Thread &, const regius::ast::Mod &tree);
/// The tree of an ast object. Null with TypeError, ValueError, ... for missing fields and objects of wrong types,
/// in CPython's order; what else makes a tree invalid is for ast::validate(). Everything lives in the arena of
/// `interner`, which is `arena`.
regius::ast::Mod *treeFromAst(Thread &, Value object, regius::ParseMode mode, regius::Arena &arena,
                              regius::StringInterner &interner);

} // namespace rt
