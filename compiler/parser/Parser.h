// Source text to abstract syntax tree.
#pragma once
#include "compiler/ast/Ast.h"
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/lexer/NumberLiteral.h"
#include "compiler/support/Arena.h"
#include "compiler/support/Result.h"

namespace regius {

// What the source is: a file or exec() (Module), one statement at a prompt or compile(.., 'single')
// (Interactive), eval() (Expression), or a "(int, str) -> int" signature (FuncType).
enum class ParseMode : uint8_t { Module, Interactive, Expression, FuncType };

struct ParseOptions {
  // Names are interned here if set, else in a table of the tree's own.
  StringInterner *interner = nullptr;
  // Warn about invalid escapes and the like (into Diagnostics::warnings).
  bool warnings = true;
  // Native stack the parser may use; an input that needs more is too deep (MemoryError). What
  // CPython accepts fits into 1 MiB; finding the words for an error in nested brackets takes 4.
  size_t stackBytes = size_t(4) << 20;
  // For `codeop` (Interactive): a last line without a newline does not end its blocks.
  bool impliedDedent = true;
  // For `codeop`: where the source ends too early, the error is "incomplete input".
  bool allowIncompleteInput = false;
  // `from __future__ import barry_as_FLUFL` is in effect: <> instead of !=.
  bool barryAsFlufl = false;
  // "# type: int" comments are tokens and parts of the tree (ast.PyCF_TYPE_COMMENTS).
  bool typeComments = false;
  // Only the syntax of Python 3.featureVersion is good; before 7 async and await are names outside
  // coroutines.
  int featureVersion = 99;
  // Longer decimal literals are errors; 0 for no limit.
  size_t maxDecimalDigits = kMaxDecimalDigits;
};

// Decodes, tokenises and parses `source`. The tree lives in `arena`; `source` gets its decoded
// text. On failure the first error, as CPython would report it, is in `diagnostics`. Handles
// hostile input within options.stackBytes of native stack; the tree itself may be
// as deep as the source is long (a+a+a...), so run the passes after it on a big stack
// (support/BigStack.h).
Result<ast::Mod *> parse(SourceFile &source, ParseMode mode, Arena &arena, Diagnostics &diagnostics,
                         const ParseOptions &options = {});

} // namespace regius
