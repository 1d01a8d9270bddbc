// Explaining why a source does not parse; private to this folder.
#pragma once
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/lexer/Lexer.h"
#include "compiler/parser/Features.h"
#include "compiler/parser/Parser.h"

namespace regius {

// Called after the parser has failed: reports the error that CPython would report.
void diagnoseSyntaxError(SourceFile &source, ParseMode mode, const Lexer &lexer,
                         Array<Token> tokens, Arena &arena, StringInterner &interner,
                         Diagnostics &diagnostics, const ParseOptions &options);

// Reports that the source has syntax newer than options.featureVersion.
void diagnoseNewerSyntax(SourceFile &source, ParseMode mode, const NewerSyntax &newer,
                         const Lexer &lexer, Array<Token> tokens, Arena &arena,
                         StringInterner &interner, Diagnostics &diagnostics,
                         const ParseOptions &options);

} // namespace regius
