#include "compiler/support/StringInterner.h"

#include <gtest/gtest.h>
#include <string>

using namespace regius;

TEST(StringInterner, SameTextSameName) {
  Arena arena;
  StringInterner interner(arena);
  Identifier a = interner.intern("spam"), b = interner.intern(std::string("sp") + "am");
  EXPECT_EQ(a.view().data(), b.view().data());
  EXPECT_EQ(a, b);
  EXPECT_FALSE(a == interner.intern("eggs"));
  EXPECT_FALSE(Identifier());
  EXPECT_TRUE(interner.intern(""));
}

TEST(StringInterner, SurvivesGrowth) {
  Arena arena;
  StringInterner interner(arena);
  Identifier first = interner.intern("name0");
  for (int i = 0; i < 10000; ++i)
    interner.intern("name" + std::to_string(i));
  EXPECT_EQ(interner.intern("name0").view().data(), first.view().data());
}

TEST(StringInterner, NamesOfDifferentTablesCompareByText) {
  Arena arena;
  StringInterner one(arena), two(arena);
  EXPECT_EQ(one.intern("x"), two.intern("x"));
  EXPECT_FALSE(one.intern("x") == two.intern("y"));
}
