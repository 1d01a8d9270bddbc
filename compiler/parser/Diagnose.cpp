// The way from "it does not parse" to a report.
#include "compiler/parser/Diagnose.h"

#include "compiler/parser/ErrorFinder.h"

namespace regius {

void diagnoseSyntaxError(SourceFile &source, ParseMode mode, const Lexer &lexer,
                         Array<Token> tokens, Arena &arena, StringInterner &interner,
                         Diagnostics &diagnostics, const ParseOptions &options) {
  const char *rule = "file";
  switch (mode) {
  case ParseMode::Module:
    break;
  case ParseMode::Interactive:
    rule = "interactive";
    break;
  case ParseMode::Expression:
    rule = "eval";
    break;
  case ParseMode::FuncType:
    rule = "func_type";
    break;
  }
  ErrorFinder finder(source, lexer, tokens, arena, interner, options);
  diagnostics.report(finder.find(rule, mode == ParseMode::Interactive));
}

void diagnoseNewerSyntax(SourceFile &source, ParseMode mode, const NewerSyntax &newer,
                         const Lexer &lexer, Array<Token> tokens, Arena &arena,
                         StringInterner &interner, Diagnostics &diagnostics,
                         const ParseOptions &options) {
  ErrorFinder finder(source, lexer, tokens, arena, interner, options);
  diagnostics.report(finder.newerSyntax(newer, mode == ParseMode::Module));
}

} // namespace regius
