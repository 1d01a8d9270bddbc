// Runs the front end on the stack of the calling thread when that is large enough (the main thread's is),
// else on a thread of its own.
#include "runtime-lib/eval/Compile.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/eval/AstObjects.h"
#include "runtime-lib/interp/CodeImage.h"
#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/Exception.h"

#include "compiler/bytecode/Verifier.h"
#include "compiler/support/BigStack.h"

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

Exc exceptionOf(ErrorType type) {
  switch (type) {
  case ErrorType::SyntaxError: return Exc::SyntaxError;
  case ErrorType::IndentationError: return Exc::IndentationError;
  case ErrorType::TabError: return Exc::TabError;
  case ErrorType::ValueError: return Exc::ValueError;
  case ErrorType::OverflowError: return Exc::OverflowError;
  case ErrorType::MemoryError: return Exc::MemoryError;
  case ErrorType::RecursionError: return Exc::RecursionError;
  case ErrorType::UnicodeDecodeError: return Exc::ValueError; // made from a text only: no object to show
  case ErrorType::NotImplementedError: return Exc::NotImplementedError;
  case ErrorType::SyntaxWarning: return Exc::SyntaxWarning;
  case ErrorType::DeprecationWarning: return Exc::DeprecationWarning;
  }
  return Exc::SystemError;
}

Value raiseAt(Thread &t, Exc type, const Diagnostic &d, Value filename) {
  Value text = d.hasSourceLine ? fromObject(strFromUtf8(t, d.sourceLine)) : none();
  Tuple *place = tupleNew(t, 6);
  Value fields[] = {filename, d.line ? fromInt(d.line) : none(), fromInt(d.column), text, fromInt(d.endLine), fromInt(d.endColumn)};
  for (int i = 0; i < 6; i++) place->items[i] = fields[i];
  Value args = fromObject(tupleOf(t, fromObject(strFromUtf8(t, d.message)), fromObject(place)));
  Value exception = callEx(t, fromObject(exceptionType(type)), as<Tuple>(args), nullptr);
  return ok(exception) ? raiseObject(t, exception) : kNoValue;
}

/// Shows the warnings; one that a filter turns into an exception is a SyntaxError at its place.
bool showWarnings(Thread &t, const Diagnostics &diagnostics, Value filename) {
  for (const Diagnostic &d : diagnostics.warnings()) {
    const Exc category = exceptionOf(d.type);
    if (warnExplicit(t, exceptionType(category), strFromUtf8(t, d.message), filename, d.line)) continue;
    if (pendingMatches(t, category)) {
      clearPending(t);
      raiseAt(t, Exc::SyntaxError, d, filename);
    }
    return false;
  }
  return true;
}

EmitOptions emitOptions(const CompileRequest &request) {
  EmitOptions options;
  options.optimize = request.optimize;
  options.futureAnnotations = request.flags & kFutureAnnotationsBit;
  options.topLevelAwait = request.flags & kTopLevelAwait;
  return options;
}

std::string filenameText(Thread &t, Value filename) { return std::string(strUtf8(t, as<Str>(filename))); }

/// The verified unit as a code object.
Value finish(Thread &t, Result<std::unique_ptr<CodeUnit>> unit, const Diagnostics &diagnostics, Value filename) {
  if (!unit) return raiseDiagnostic(t, diagnostics, filename);
  if (!showWarnings(t, diagnostics, filename)) return kNoValue;
  if (std::optional<std::string> problem = verify(**unit))
    return raiseText(t, Exc::SystemError, "internal error of the compiler: " + *problem);
  return fromObject(TRY(codeFromUnit(t, **unit)));
}

} // namespace

Value raiseDiagnostic(Thread &t, const Diagnostics &diagnostics, Value filename) {
  if (diagnostics.errors().empty()) return raiseText(t, Exc::SystemError, "internal error of the compiler");
  const Diagnostic &d = diagnostics.errors().front();
  const Exc type = exceptionOf(d.type);
  if (type == Exc::SyntaxError || type == Exc::IndentationError || type == Exc::TabError)
    return raiseAt(t, type, d, filename);
  return raiseText(t, type, d.message);
}

Value compileText(Thread &t, std::string text, SourceKind kind, const CompileRequest &request) {
  SourceFile source(filenameText(t, request.filename), std::move(text), kind);
  Diagnostics diagnostics;
  Arena arena;
  StringInterner interner(arena);
  ParseOptions parseOptions;
  parseOptions.interner = &interner;
  parseOptions.impliedDedent = !(request.flags & kDontImplyDedent);
  parseOptions.allowIncompleteInput = request.flags & kAllowIncompleteInput;
  parseOptions.barryAsFlufl = request.flags & kFutureBarry;
  Result<ast::Mod *> tree = kFailure;
  Result<std::unique_ptr<CodeUnit>> unit = kFailure;
  const bool treeOnly = request.flags & kOnlyAst;
  const bool ran = onLargeStack(t, [&] {
    tree = parse(source, request.mode, arena, diagnostics, parseOptions);
    if (tree && !treeOnly) unit = emitModule(**tree, source, interner, emitOptions(request), diagnostics);
  });
  if (!ran) return raiseMemoryError(t);
  if (!treeOnly) return finish(t, std::move(unit), diagnostics, request.filename);
  if (!tree) return raiseDiagnostic(t, diagnostics, request.filename);
  if (!showWarnings(t, diagnostics, request.filename)) return kNoValue;
  return astFromTree(t, **tree);
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
  if (!onLargeStack(t, [&] { unit = emitModule(*tree, source, interner, emitOptions(request), diagnostics); }))
    return raiseMemoryError(t);
  return finish(t, std::move(unit), diagnostics, request.filename);
}

} // namespace rt
