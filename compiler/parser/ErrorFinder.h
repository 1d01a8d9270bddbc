// Finds out which error a source has; private to this folder. See ErrorFinder.cpp.
#pragma once
#include "compiler/parser/Diagnose.h"
#include "compiler/parser/ErrorGrammar.h"
#include "compiler/parser/ParserImpl.h"

#include <cstdint>
#include <string>
#include <vector>

namespace regius {

class ErrorFinder {
public:
  ErrorFinder(SourceFile &source, const Lexer &lexer, Array<Token> tokens, Arena &arena,
              StringInterner &interner, const ParseOptions &options);

  // The error; `startRule` is a rule of the grammar.
  Diagnostic find(std::string_view startRule, bool interactive);

  // The error of syntax that is too new.
  Diagnostic newerSyntax(const NewerSyntax &newer, bool inFile);

  // The error is one of the tokeniser's: CPython words it without "f-string: " inside f-strings.
  bool fromLexer() const { return fromLexer_ || fieldLexerError_; }

private:
  struct Range {
    int start = -1, end = -1; // token numbers, the end exclusive
  };
  struct Captures {
    Range a, b;
  };
  static constexpr int kFail = -1;
  static constexpr int kDeclined = -2; // by a handler: the whole rule fails
  static constexpr int kUnknown = -3;
  static constexpr int kMaxDepth = 6000;

  // --- Matching (ErrorFinder.cpp)
  int match(uint16_t node, int position);
  int matchRule(uint16_t rule, int position);
  bool stoppedAtEnd() const;
  bool endsUnfinished() const { return !newlineImplied_ && source_.lacksFinalNewline(); }
  bool isInvalidRule(const GrammarNode &sequence) const;
  int &memoSlot(const GrammarRule &rule, int position);
  void forgetResults(int position);
  int matchChoice(const GrammarNode &node, int position);
  int matchSequence(const GrammarNode &node, int position, bool &cut);
  int matchRepeat(const GrammarNode &node, int position, bool needOne);
  int matchGather(const GrammarNode &node, int position);
  int matchStrings(int position);
  int matchNumber(int position);
  // Looks at a token; false if the tokeniser failed there, which raises its error.
  bool touch(int position);
  bool matches(const GrammarNode &node, int position);

  // --- Reporting (ErrorHandlers.cpp)
  bool handle(ErrorHandler handler, const Captures &captures, int end);
  bool handleSpecial(ErrorHandler handler, SyntaxErrorId id, const Captures &captures, int end);
  bool reportInvalidTarget(SyntaxErrorId id, const Captures &captures, int targetKind);
  void raise(SyntaxErrorId id, const Span &span,
             std::initializer_list<std::string_view> arguments = {});
  void raiseAtLastToken(SyntaxErrorId id, std::initializer_list<std::string_view> arguments = {});
  void raise(Diagnostic diagnostic);
  Diagnostic placed(Diagnostic diagnostic) const;
  int bufferStart(int line) const;
  void raiseLexerError();
  void raiseNeverClosed();
  void checkRestOfSource();
  Span lastTokenSpan() const;
  ColumnUnit unit() const {
    return source_.hasByteColumns() ? ColumnUnit::Bytes : ColumnUnit::Characters;
  }
  Span spanOf(const Range &range);
  Span through(const Span &from, const Span &to) const;
  ast::Expr *expression(const Range &range);
  std::string_view text(int token) const;
  bool isLegacyName(const Range &range);
  std::vector<Range> splitArguments(const Range &range) const;

  // --- Literals (FStringErrors.cpp)
  void checkStringTokens(int first, int last);
  bool raiseFStringError(const Token &token);
  bool scanFString(size_t &p, size_t end, bool raw, int level);
  bool scanField(size_t &p, size_t end, bool raw, int level);
  bool checkField(size_t start, size_t end);
  bool raiseFString(SyntaxErrorId id, std::initializer_list<std::string_view> arguments = {});

  SourceFile &source_;
  const Lexer &lexer_;
  Array<Token> tokens_;
  Arena &arena_;
  StringInterner &interner_;
  const ParseOptions &options_;
  const ErrorGrammar &grammar_;
  // Results of the (memo) rules, one row for each token from memoStart_ on; kUnknown: not tried.
  std::vector<int> memo_;
  int memoStart_ = 0;
  Diagnostic error_;
  int fetched_ = 0; // the last token looked at
  int depth_ = 0;
  uintptr_t stackTop_ = reinterpret_cast<uintptr_t>(__builtin_frame_address(0));
  int statementDepth_ = 0;
  bool inFile_ = false;
  bool newlineImplied_ = false; // behind the last line
  bool raised_ = false, invalidRules_ = false, fromLexer_ = false;
  bool fieldLexerError_ = false; // in an expression of an f-string
};

} // namespace regius
