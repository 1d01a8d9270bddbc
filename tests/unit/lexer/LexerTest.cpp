#include "compiler/lexer/Lexer.h"

#include "compiler/lexer/Decode.h"

#include <gtest/gtest.h>
#include <string>

using namespace regius;

namespace {

// The names of the tokens, separated by spaces; an error ends in its message.
std::string lex(const std::string &text) {
  SourceFile source("x.py", text, SourceKind::Text);
  Diagnostics diagnostics;
  if (!decodeSource(source, diagnostics))
    return diagnostics.errors().front().message;
  Lexer lexer(source);
  std::vector<Token> tokens;
  lexer.run(tokens);
  std::string result;
  for (const Token &token : tokens)
    result += (result.empty() ? "" : " ") + std::string(tokenName(token.kind));
  return lexer.hasError() ? result + " " + lexer.error().message : result;
}

} // namespace

TEST(Lexer, EmptyInput) { EXPECT_EQ(lex(""), "ENDMARKER"); }

TEST(Lexer, AddsTheMissingNewline) { EXPECT_EQ(lex("a"), "NAME NEWLINE ENDMARKER"); }

TEST(Lexer, BlockStructure) {
  EXPECT_EQ(lex("if a:\n  b\nc\n"),
            "if NAME : NEWLINE INDENT NAME NEWLINE DEDENT NAME NEWLINE ENDMARKER");
}

TEST(Lexer, BlankLinesAndCommentsHaveNoIndentation) {
  EXPECT_EQ(lex("if a:\n  b\n# c\n\n      # d\n  e\n"),
            "if NAME : NEWLINE INDENT NAME NEWLINE NAME NEWLINE DEDENT ENDMARKER");
}

TEST(Lexer, LongestOperatorWins) {
  EXPECT_EQ(lex("a **= b ** c * d // e //= f <<= g -> h := ..."),
            "NAME **= NAME ** NAME * NAME // NAME //= NAME <<= NAME -> NAME := ... NEWLINE "
            "ENDMARKER");
}

TEST(Lexer, NewlinesInBracketsAreSpace) {
  EXPECT_EQ(lex("(\na\n)\n"), "( NAME ) NEWLINE ENDMARKER");
}

TEST(Lexer, LinesJoinedByBackslash) { EXPECT_EQ(lex("a \\\n b"), "NAME NAME NEWLINE ENDMARKER"); }

TEST(Lexer, CarriageReturnsEndLines) {
  EXPECT_EQ(lex("a\r\nb\rc"), "NAME NEWLINE NAME NEWLINE NAME NEWLINE ENDMARKER");
}

TEST(Lexer, StringPrefixes) {
  EXPECT_EQ(lex("rb'' Rf'' u'' t'' bu''"),
            "STRING FSTRING STRING FSTRING NAME STRING NEWLINE ENDMARKER");
}

TEST(Lexer, FStringReusesItsQuotes) {
  EXPECT_EQ(lex("f'{a['b']}' c"), "FSTRING NAME NEWLINE ENDMARKER");
}

TEST(Lexer, Errors) {
  EXPECT_EQ(lex("(]"),
            "( ERRORTOKEN closing parenthesis ']' does not match opening parenthesis '('");
  EXPECT_EQ(lex("'a"), "ERRORTOKEN unterminated string literal (detected at line 1)");
  EXPECT_EQ(lex("1__0"), "ERRORTOKEN invalid decimal literal");
  EXPECT_EQ(lex("0b12"), "ERRORTOKEN invalid digit '2' in binary literal");
  EXPECT_EQ(lex("€"), "ERRORTOKEN invalid character '€' (U+20AC)");
  EXPECT_EQ(lex("if a:\n        b\n\tc"),
            "if NAME : NEWLINE INDENT NAME NEWLINE ERRORTOKEN inconsistent use of tabs and spaces "
            "in indentation");
}

TEST(Lexer, TwoHundredBracketsAreTooMany) {
  EXPECT_TRUE(lex(std::string(200, '(')).ends_with("( ERRORTOKEN"));
  EXPECT_TRUE(lex(std::string(201, '(')).ends_with("too many nested parentheses"));
}
