// Between the compiler's tree and the objects of Python's `ast` module, by the table compiler/ast/Nodes.def.
#pragma once

#include "compiler/ast/Ast.h"
#include "compiler/parser/Parser.h"
#include "runtime-lib/objects/Objects.h"

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

/// The ast object of a tree, in CPython 3.11's node shapes.
Value astFromTree(Thread &, const regius::ast::Mod &tree);
/// Is it an instance of ast.AST? False, too, when the program never imported _ast.
bool isAstObject(Thread &, Value object);
/// The tree of an ast object, checked as CPython checks it: TypeError or ValueError (null then) for missing or
/// wrong fields. Names are interned in `interner`, everything else lives in `arena`.
regius::ast::Mod *treeFromAst(Thread &, Value object, regius::ParseMode mode, regius::Arena &arena,
                              regius::StringInterner &interner);

} // namespace rt
