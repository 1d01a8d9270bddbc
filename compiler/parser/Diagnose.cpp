// Explaining why a source does not parse.
#include "compiler/parser/Diagnose.h"

namespace regius {

void diagnoseSyntaxError(SourceFile &source, ParseMode, const Lexer &lexer, Array<Token> tokens,
                         Arena &, StringInterner &, Diagnostics &diagnostics,
                         const ParseOptions &) {
  if (lexer.hasError())
    diagnostics.report(lexer.error());
  else
    diagnostics.report(SyntaxErrorId::InvalidSyntax, source, tokens.back().span);
}

} // namespace regius
