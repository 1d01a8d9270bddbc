// The stages of the front end in order. Everything runs on a thread with a big stack, since trees
// are as deep as their source is long.
#include "compiler/FrontEnd.h"

#include "compiler/bytecode/Verifier.h"
#include "compiler/support/BigStack.h"

namespace regius {

namespace {

void reportInternalError(Diagnostics &diagnostics, const std::string &problem) {
  diagnostics.report(SyntaxErrorId::InternalEmitterError, {problem, "verifier"});
}

Result<std::unique_ptr<CodeUnit>> emitAndVerify(ast::Mod &tree, const SourceFile &source,
                                                StringInterner &interner,
                                                const EmitOptions &options,
                                                Diagnostics &diagnostics) {
  Result<std::unique_ptr<CodeUnit>> unit = emitModule(tree, source, interner, options, diagnostics);
  if (!unit)
    return kFailure;
  if (std::optional<std::string> problem = verify(**unit)) {
    reportInternalError(diagnostics, *problem);
    return kFailure;
  }
  return unit;
}

} // namespace

Result<std::unique_ptr<CodeUnit>> compileSource(SourceFile &source, ParseMode mode,
                                                const EmitOptions &options,
                                                Diagnostics &diagnostics) {
  Result<std::unique_ptr<CodeUnit>> result = kFailure;
  const bool ran = runOnBigStack([&] {
    Arena arena;
    StringInterner interner(arena);
    ParseOptions parseOptions;
    parseOptions.interner = &interner;
    parseOptions.warnings = options.warnings;
    Result<ast::Mod *> tree = parse(source, mode, arena, diagnostics, parseOptions);
    if (tree)
      result = emitAndVerify(**tree, source, interner, options, diagnostics);
  });
  if (!ran)
    diagnostics.report(SyntaxErrorId::OutOfStack);
  return result;
}

Result<std::unique_ptr<CodeUnit>> compileTree(ast::Mod &tree, const SourceFile &source,
                                              StringInterner &interner, const EmitOptions &options,
                                              Diagnostics &diagnostics) {
  Result<std::unique_ptr<CodeUnit>> result = kFailure;
  const bool ran =
      runOnBigStack([&] { result = emitAndVerify(tree, source, interner, options, diagnostics); });
  if (!ran)
    diagnostics.report(SyntaxErrorId::OutOfStack);
  return result;
}

} // namespace regius
