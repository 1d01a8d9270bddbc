#include "compiler/lexer/StringLiteral.h"

#include <gtest/gtest.h>

using namespace regius;

static std::string decode(std::string_view body, bool bytes = false) {
  std::string out;
  EscapeError error;
  int unknown = 0;
  auto count = [&](size_t) { ++unknown; };
  bool good =
      bytes ? decodeBytesBody(body, out, error, count) : decodeStrBody(body, out, error, count);
  if (!good)
    return error.message;
  return out + std::string(size_t(unknown), '?');
}

TEST(StringLiteral, TakesTokensApart) {
  StringToken token = splitStringToken("Rb'''x'''");
  EXPECT_TRUE(token.raw && token.bytes && !token.format);
  EXPECT_EQ(token.quoteSize, 3);
  EXPECT_EQ(token.body, "x");
  EXPECT_EQ(splitStringToken("''").body, "");
  EXPECT_TRUE(splitStringToken("u''").unicode);
  EXPECT_FALSE(splitStringToken("U''").unicode);
}

TEST(StringLiteral, Escapes) {
  EXPECT_EQ(decode("a\\n\\t\\\\\\'\\x41\\101\\u00e9\\N{BULLET}"), "a\n\t\\'AA\u00e9\u2022");
  EXPECT_EQ(decode("a\\\nb"), "ab");
  EXPECT_EQ(decode("\\ud800"), "\xed\xa0\x80");
  EXPECT_EQ(decode("\\777"), "\u01ff?");
  EXPECT_EQ(decode("\\777", true), "\xff?");
}

TEST(StringLiteral, UnknownEscapesStay) {
  EXPECT_EQ(decode("\\d"), "\\d?");
  EXPECT_EQ(decode("\\u1", true), "\\u1?");
}

TEST(StringLiteral, MalformedEscapes) {
  EXPECT_EQ(decode("ab\\x4"), "'unicodeescape' codec can't decode bytes in position 2-4: truncated "
                              "\\xXX escape");
  EXPECT_EQ(decode("é\\x4"), "'unicodeescape' codec can't decode bytes in position 10-12: "
                             "truncated \\xXX escape");
  EXPECT_EQ(decode("\\N{x}"), "'unicodeescape' codec can't decode bytes in position 0-4: unknown "
                              "Unicode character name");
  EXPECT_EQ(decode("a\\xg", true), "invalid \\x escape at position 1");
}
