// Runs the front end on the stack of the calling thread when that is large enough (the main thread's is),
// else on a thread of its own.
#include "runtime-lib/eval/Compile.h"

#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/eval/AstObjects.h"
#include "runtime-lib/eval/Source.h"
#include "runtime-lib/eval/SyntaxErrors.h"
#include "runtime-lib/interp/CodeImage.h"
#include "runtime-lib/objects/int/Int.h"

#include "compiler/ast/Validate.h"
#include "compiler/bytecode/Verifier.h"
#include "compiler/support/BigStack.h"

#include <algorithm>

namespace rt {

namespace {

using namespace regius;

constexpr size_t kStackNeeded = size_t(48) << 20;

template <class Function> bool onLargeStack(Thread &t, Function function) {
  char here;
  if (t.stackEnd && &here - t.stackEnd > static_cast<ptrdiff_t>(kStackNeeded)) {
    function();
    return true;
  }
  return runOnBigStack(function);
}

EmitOptions emitOptions(const CompileRequest &request) {
  EmitOptions options;
  options.optimize = request.optimize;
  options.futureFlags = request.flags & kFutureMask;
  options.topLevelAwait = request.flags & kTopLevelAwait;
  return options;
}

ParseOptions parseOptions(const CompileRequest &request, StringInterner &interner) {
  ParseOptions options;
  options.interner = &interner;
  options.impliedDedent = !(request.flags & kDontImplyDedent);
  options.allowIncompleteInput = request.flags & kAllowIncompleteInput;
  options.barryAsFlufl = request.flags & kFutureBarry;
  options.typeComments = request.flags & kTypeComments;
  options.maxDecimalDigits = static_cast<size_t>(rt_intMaxStrDigits);
  if (request.featureVersion >= 0) options.featureVersion = request.featureVersion;
  return options;
}

std::string filenameText(Thread &t, Value filename) { return std::string(strUtf8(t, as<Str>(filename))); }

/// The verified unit as a code object.
Value finish(Thread &t, Result<std::unique_ptr<CodeUnit>> unit, const Diagnostics &diagnostics,
             const CompileRequest &request) {
  if (!showWarnings(t, diagnostics, request)) return kNoValue;
  if (!unit) return raiseDiagnostic(t, diagnostics, request);
  if (std::optional<std::string> problem = verify(**unit))
    return raise(t, Msg::CompileInternal, std::string_view(*problem));
  return fromObject(TRY(codeFromUnit(t, **unit)));
}

} // namespace

int defaultOptimize() { return std::min(programOptions.optimize, 2); }

Value compileText(Thread &t, std::string text, SourceKind kind, const CompileRequest &request) {
  if (!decodeSourceBytes(t, request.filename, &text, &kind)) return kNoValue;
  SourceFile source(filenameText(t, request.filename), std::move(text), kind);
  Diagnostics diagnostics;
  Arena arena;
  StringInterner interner(arena);
  const ParseOptions options = parseOptions(request, interner);
  Result<ast::Mod *> tree = kFailure;
  Result<std::unique_ptr<CodeUnit>> unit = kFailure;
  const bool treeOnly = request.flags & kOnlyAst;
  const bool ran = onLargeStack(t, [&] {
    tree = parse(source, request.mode, arena, diagnostics, options);
    if (tree && !treeOnly) unit = emitModule(**tree, source, interner, emitOptions(request), diagnostics);
  });
  if (!ran) return raiseMemoryError(t);
  if (!treeOnly) return finish(t, std::move(unit), diagnostics, request);
  if (!showWarnings(t, diagnostics, request)) return kNoValue;
  if (!tree) return raiseDiagnostic(t, diagnostics, request);
  return astFromTree(t, **tree);
}

std::unique_ptr<SymbolTable> symbolsOfText(Thread &t, std::string text, SourceKind kind, const CompileRequest &request,
                                           Arena &arena, StringInterner &interner) {
  if (!decodeSourceBytes(t, request.filename, &text, &kind)) return nullptr;
  SourceFile source(filenameText(t, request.filename), std::move(text), kind);
  Diagnostics diagnostics;
  Result<std::unique_ptr<SymbolTable>> table = kFailure;
  const bool ran = onLargeStack(t, [&] {
    Result<ast::Mod *> tree = parse(source, request.mode, arena, diagnostics, parseOptions(request, interner));
    if (!tree) return;
    SymbolTableOptions options;
    Result<FutureFeatures> future = collectFutureFeatures(**tree, source, diagnostics);
    if (!future) return;
    options.future = *future;
    table = buildSymbolTable(**tree, source, interner, options, diagnostics);
  });
  if (!ran) return raiseMemoryError(t), nullptr;
  if (!showWarnings(t, diagnostics, request)) return nullptr;
  if (!table) return raiseDiagnostic(t, diagnostics, request), nullptr;
  return std::move(*table);
}

Value compileAst(Thread &t, Value object, const CompileRequest &request) {
  SourceFile source(filenameText(t, request.filename), std::string(), SourceKind::Text);
  source.setText("");
  Diagnostics diagnostics;
  Arena arena;
  StringInterner interner(arena);
  ast::Mod *tree = treeFromAst(t, object, request.mode, arena, interner);
  if (!tree) return kNoValue;
  Result<std::unique_ptr<CodeUnit>> unit = kFailure;
  const bool ran = onLargeStack(t, [&] {
    if (ast::validate(*tree, diagnostics)) unit = emitModule(*tree, source, interner, emitOptions(request), diagnostics);
  });
  if (!ran) return raiseMemoryError(t);
  return finish(t, std::move(unit), diagnostics, request);
}

} // namespace rt
