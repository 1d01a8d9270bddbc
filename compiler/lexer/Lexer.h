// Source text to tokens.
#pragma once
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/lexer/Token.h"
#include "compiler/support/SourceFile.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace regius {

// An open bracket.
struct OpenBracket {
  char character;
  int32_t line, column;
};

// A "# type: ignore" comment; the tag is what follows.
struct TypeIgnoreComment {
  int32_t line;
  std::string_view tag;
};

// Tokenises `source`, whose text must be decoded (decodeSource). After the last good token comes an
// EndMarker, or an Error token with the reason in error(); a lexical error counts only if
// the parser gets that far, so nothing is reported from here.
class Lexer {
public:
  // Whether a missing last newline is as good as there; it is in modules only.
  enum class FinalNewline : uint8_t { Implied, AsWritten };

  explicit Lexer(const SourceFile &source, FinalNewline finalNewline = FinalNewline::Implied);

  // Before run(): TypeComment tokens and typeIgnores() are wanted.
  void keepTypeComments() { typeComments_ = true; }

  // Before run(): f-strings from this offset on end at the first quote like theirs.
  void endFStringsAtFirstQuote(size_t from) { firstQuoteEndsFrom_ = from; }

  void run(std::vector<Token> &tokens);

  // The f-string ends at the first quote like its own.
  bool endsAtFirstQuote(const Token &fString) const;

  // Makes `async` and `await` names as in Python 3.5 and 3.6: outside coroutines.
  static void relaxAsync(std::vector<Token> &tokens);

  // Changes the end of run()'s tokens to what the parser of a single interactive statement or of an
  // expression sees. No newline is implied there: a last line without one lacks its Newline token.
  // Instead a statement gets one more Newline at the very end, which closes a compound statement;
  // then Dedent tokens follow only if `impliedDedent`.
  enum class Ending : uint8_t { Statement, Expression };
  void adjustEnd(std::vector<Token> &tokens, Ending ending, bool impliedDedent) const;

  // Tokenises the replacement field of an f-string that starts at byte `offset` (after the '{') of
  // line `line`, up to a top-level '}', '!' or ':' (the EndMarker stands there).
  void runReplacementField(std::vector<Token> &tokens, size_t offset, int line);

  bool hasError() const { return hasError_; }
  const Diagnostic &error() const { return error_; }
  // The error is about the layout of lines: it does not take precedence over an earlier syntax
  // error.
  bool errorIsLate() const { return errorIsLate_; }
  const std::vector<Diagnostic> &warnings() const { return warnings_; }
  const std::vector<TypeIgnoreComment> &typeIgnores() const { return typeIgnores_; }
  // At the end of run(): brackets still open, innermost last.
  const std::vector<OpenBracket> &openBrackets() const { return brackets_; }
  // Set when the input ended inside brackets or after a backslash: more lines could complete it.
  bool atEndOfInput() const { return atEndOfInput_; }

private:
  static constexpr int kMaxIndents = 100;
  static constexpr int kMaxBrackets = 200;

  bool lexIndentation(std::vector<Token> &tokens);
  bool lexToken(std::vector<Token> &tokens);
  bool lexName(std::vector<Token> &tokens);
  bool lexNumber(std::vector<Token> &tokens);
  bool lexString(std::vector<Token> &tokens, const char *quote);
  bool lexOperator(std::vector<Token> &tokens);
  bool lexContinuation();
  bool lexTypeComment(std::vector<Token> &tokens, const char *start);
  bool openBracket(char c);
  bool closeBracket(char c);
  bool checkEndOfNumber(const char *kind);
  bool checkIdentifier(const char *begin, const char *end);
  bool digits(const char *kind);
  bool lexBasedNumber(int base, const char *kind);
  bool lexLeadingZeros(const char *&zerosEnd, bool &nonZero);
  const char *skipFString(const char *p, char quote, int quoteSize, int depth) const;
  const char *skipReplacementField(const char *p, char quote, int quoteSize, int depth) const;
  const char *skipPlainString(const char *p) const;

  void push(std::vector<Token> &tokens, TokenKind kind, const char *start, const char *end);
  void pushPlaceless(std::vector<Token> &tokens, TokenKind kind);
  // Of the character before `after`.
  Diagnostic diagnosticBefore(SyntaxErrorId id, const char *after,
                              std::initializer_list<std::string_view> arguments) const;
  // The error is at the character before `after`.
  bool fail(SyntaxErrorId id, const char *after,
            std::initializer_list<std::string_view> arguments = {});
  bool failAt(SyntaxErrorId id, const Span &span,
              std::initializer_list<std::string_view> arguments = {});
  void startLine(const char *p);

  // Only the decoder's newline stands between `p` and the end.
  bool atUnwrittenNewline(const char *p) const {
    return finalNewline_ == FinalNewline::AsWritten && source_.lacksFinalNewline() && p + 1 == end_;
  }

  const SourceFile &source_;
  FinalNewline finalNewline_;
  const char *begin_, *end_;
  const char *cursor_;
  const char *lineStart_;
  int line_ = 1;
  bool atLineStart_ = true, blankLine_ = false, inField_ = false, typeComments_ = false;
  mutable bool rawFString_ = false;
  size_t firstQuoteEndsFrom_ = SIZE_MAX;
  int indents_[kMaxIndents] = {0}, altIndents_[kMaxIndents] = {0};
  int indent_ = 0;
  std::vector<OpenBracket> brackets_;
  Diagnostic error_;
  std::vector<Diagnostic> warnings_;
  std::vector<TypeIgnoreComment> typeIgnores_;
  bool hasError_ = false, errorIsLate_ = false, atEndOfInput_ = false;
};

} // namespace regius
