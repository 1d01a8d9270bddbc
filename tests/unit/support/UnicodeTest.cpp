#include "compiler/support/Unicode.h"

#include <gtest/gtest.h>

using namespace regius;

TEST(Unicode, IdentifierClasses) {
  EXPECT_TRUE(unicode::isIdentifierStart('a'));
  EXPECT_TRUE(unicode::isIdentifierStart(0x4E00));
  EXPECT_FALSE(unicode::isIdentifierStart('1'));
  EXPECT_TRUE(unicode::isIdentifierContinue('1'));
  EXPECT_TRUE(unicode::isIdentifierContinue(0xB7)); // Other_ID_Continue
  EXPECT_FALSE(unicode::isIdentifierContinue(0x20AC));
  EXPECT_FALSE(unicode::isIdentifierStart(0x10FFFF));
}

TEST(Unicode, Printable) {
  EXPECT_TRUE(unicode::isPrintable(' '));
  EXPECT_FALSE(unicode::isPrintable(0xA0));
  EXPECT_FALSE(unicode::isPrintable(0xD800));
  EXPECT_TRUE(unicode::isPrintable(0x1F600));
}

TEST(Unicode, NormalizesToNfkc) {
  EXPECT_EQ(unicode::normalizeNfkc("ﬁ"), "fi");
  EXPECT_EQ(unicode::normalizeNfkc("µ"), "μ");
  EXPECT_EQ(unicode::normalizeNfkc("e\u0301"), "\u00e9");
  EXPECT_EQ(unicode::normalizeNfkc("a\u0323\u0307"), unicode::normalizeNfkc("a\u0307\u0323"));
  EXPECT_EQ(unicode::normalizeNfkc("\u1112\u1161\u11ab"), "\ud55c");
}

TEST(Unicode, FindsNames) {
  EXPECT_EQ(unicode::lookupName("BULLET"), 0x2022);
  EXPECT_EQ(unicode::lookupName("latin small letter a"), 'a');
  EXPECT_EQ(unicode::lookupName("HANGUL SYLLABLE HAN"), 0xD55C);
  EXPECT_EQ(unicode::lookupName("CJK UNIFIED IDEOGRAPH-4E00"), 0x4E00);
  EXPECT_EQ(unicode::lookupName("CJK UNIFIED IDEOGRAPH-0041"), -1);
  EXPECT_EQ(unicode::lookupName("LINE FEED"), '\n'); // an alias
  EXPECT_EQ(unicode::lookupName("NO SUCH NAME"), -1);
}
