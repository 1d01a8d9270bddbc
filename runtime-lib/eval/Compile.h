// The front end inside a running program: source text or ast objects to code objects. Errors are raised as
// CPython's compile() raises them.
#pragma once

#include "compiler/FrontEnd.h"
#include "runtime-lib/objects/Objects.h"

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

/// Flags of compile(): Python's ast.PyCF_*. FutureFlags come with them.
enum CompileFlags : uint32_t {
  kDontImplyDedent = 0x200,
  kOnlyAst = 0x400,
  kTypeComments = 0x1000,
  kTopLevelAwait = 0x2000,
  kAllowIncompleteInput = 0x4000,
};

/// CompileRequest::optimize of code that says nothing else: that of the program.
int defaultOptimize();

struct CompileRequest {
  Value filename = kNoValue; // str
  regius::ParseMode mode = regius::ParseMode::Module;
  uint32_t flags = 0;
  int optimize = 0;          // 0 to 2
  int featureVersion = -1;   // only syntax of Python 3.featureVersion; negative: any
};

/// Code object (or, with kOnlyAst, ast object) of a source in the given form.
Value compileText(Thread &, std::string text, regius::SourceKind kind, const CompileRequest &);
/// The scopes of a source; null with an exception pending. They live in the arena of `interner`, which is `arena`.
std::unique_ptr<regius::SymbolTable> symbolsOfText(Thread &, std::string text, regius::SourceKind kind,
                                                   const CompileRequest &, regius::Arena &arena,
                                                   regius::StringInterner &interner);
/// Code object of an ast object.
Value compileAst(Thread &, Value tree, const CompileRequest &);
} // namespace rt
