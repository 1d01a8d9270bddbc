// Source text to verified bytecode: the whole front end in one call.
#pragma once
#include "compiler/bytecode/CodeUnit.h"
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/emit/Emitter.h"
#include "compiler/parser/Parser.h"
#include "compiler/support/Result.h"

#include <memory>

namespace regius {

/// Parses `source` and compiles it. On failure the error, as CPython would report it, is in
/// `diagnostics`; warnings are there in any case. Runs on a big stack of its own.
Result<std::unique_ptr<CodeUnit>> compileSource(SourceFile &source, ParseMode mode,
                                                const EmitOptions &options,
                                                Diagnostics &diagnostics);

/// The same for a tree that exists already (compile() of an ast object). `interner` holds its
/// names.
Result<std::unique_ptr<CodeUnit>> compileTree(ast::Mod &tree, const SourceFile &source,
                                              StringInterner &interner, const EmitOptions &options,
                                              Diagnostics &diagnostics);

} // namespace regius
