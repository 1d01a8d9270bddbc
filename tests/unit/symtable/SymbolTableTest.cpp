// Name mangling and the symbol map; whole tables are compared in tests/golden/symtable.
#include "compiler/symtable/SymbolTable.h"

#include <gtest/gtest.h>

using namespace regius;

namespace {

TEST(Mangle, followsReference) {
  Arena arena;
  StringInterner interner(arena);
  auto mangled = [&](const char *owner, const char *name) {
    return std::string(
        mangle(*owner ? interner.intern(owner) : Identifier(), interner.intern(name), interner)
            .view());
  };
  EXPECT_EQ(mangled("C", "__x"), "_C__x");
  EXPECT_EQ(mangled("__C", "__x"), "_C__x");
  EXPECT_EQ(mangled("C", "__x__"), "__x__");
  EXPECT_EQ(mangled("C", "_x"), "_x");
  EXPECT_EQ(mangled("___", "__x"), "__x");
  EXPECT_EQ(mangled("C", "__x.y"), "__x.y");
  EXPECT_EQ(mangled("", "__x"), "__x");
}

TEST(SymbolMap, keepsOrderAndFindsEverything) {
  Arena arena;
  StringInterner interner(arena);
  SymbolMap map;
  std::vector<Identifier> names;
  for (int i = 0; i < 1000; ++i) {
    names.push_back(interner.intern("n" + std::to_string(i)));
    map.insert(names.back()).flags = static_cast<uint32_t>(i);
  }
  for (int i = 0; i < 1000; ++i) {
    EXPECT_EQ(map.insert(names[static_cast<size_t>(i)]).flags, static_cast<uint32_t>(i));
    EXPECT_EQ(map.all()[static_cast<size_t>(i)].name, names[static_cast<size_t>(i)]);
  }
  EXPECT_FALSE(map.find(interner.intern("absent")));
}

} // namespace
