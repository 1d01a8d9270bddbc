#include "compiler/support/Arena.h"

#include <gtest/gtest.h>

using namespace regius;

TEST(Arena, KeepsAlignment) {
  Arena arena;
  arena.allocate(1, 1);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(arena.allocate(8, 8)) % 8, 0u);
  arena.allocate(3, 1);
  EXPECT_EQ(reinterpret_cast<uintptr_t>(arena.allocate(16, 16)) % 16, 0u);
}

TEST(Arena, OversizedBlockKeepsTheCurrentChunk) {
  Arena arena;
  auto *first = static_cast<char *>(arena.allocate(8, 8));
  arena.allocate(10 << 20);
  auto *second = static_cast<char *>(arena.allocate(8, 8));
  EXPECT_EQ(second, first + 8);
}

TEST(Arena, CopiesTextAndArrays) {
  Arena arena;
  std::string text = "abc";
  std::string_view copy = arena.copy(std::string_view(text));
  text[0] = 'x';
  EXPECT_EQ(copy, "abc");
  int numbers[] = {1, 2, 3};
  Array<int> array = arena.copy(numbers, 3);
  EXPECT_EQ(array.size(), 3u);
  EXPECT_EQ(array.back(), 3);
  EXPECT_EQ(array.slice(1).front(), 2);
  EXPECT_TRUE(arena.copy(numbers, 0).empty());
}
