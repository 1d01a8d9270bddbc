#include "compiler/ast/Ast.h"

#include "compiler/ast/AstDump.h"
#include "compiler/ast/Walk.h"

#include <gtest/gtest.h>
#include <limits>

using namespace regius;
using namespace regius::ast;

TEST(Ast, KindAndCasts) {
  Arena arena;
  Expr *name = arena.make<Name>();
  EXPECT_TRUE(name->is<Name>());
  EXPECT_EQ(name->as<Name>()->ctx, ExprContext::Load);
  EXPECT_EQ(name->dynAs<Call>(), nullptr);
  EXPECT_STREQ(nodeName(NodeKind::ExprStmt), "Expr");
  EXPECT_STREQ(spelling(Operator::FloorDiv), "//");
}

TEST(Ast, WalkVisitsChildrenInFieldOrder) {
  Arena arena;
  StringInterner names(arena);
  auto make = [&](const char *text) {
    auto *name = arena.make<Name>();
    name->id = names.intern(text);
    return name;
  };
  auto *sum = arena.make<BinOp>();
  sum->left = make("a");
  auto *call = arena.make<Call>();
  call->func = make("f");
  Expr *argument = make("x");
  call->args = arena.copy(&argument, 1);
  sum->right = call;
  std::string seen;
  walk(*sum, [&](Node &node) {
    seen += node.is<Name>() ? std::string(node.as<Name>()->id.view()) : "?";
    return true;
  });
  EXPECT_EQ(seen, "?a?fx");
}

static std::string repr(ConstantValue value) {
  std::string out;
  appendRepr(value, out);
  return out;
}

static std::string floatRepr(double number) {
  ConstantValue value;
  value.kind = ConstantKind::Float;
  value.real = number;
  return repr(value);
}

TEST(AstDump, Floats) {
  EXPECT_EQ(floatRepr(1), "1.0");
  EXPECT_EQ(floatRepr(0.1), "0.1");
  EXPECT_EQ(floatRepr(1e15), "1000000000000000.0");
  EXPECT_EQ(floatRepr(1e16), "1e+16");
  EXPECT_EQ(floatRepr(1.5e-5), "1.5e-05");
  EXPECT_EQ(floatRepr(0.0001), "0.0001");
  EXPECT_EQ(floatRepr(std::numeric_limits<double>::infinity()), "inf");
}

TEST(AstDump, BigIntegers) {
  ConstantValue value;
  value.kind = ConstantKind::BigInt;
  value.text = {"\0\0\0\0\0\0\0\0\x01", 9};
  EXPECT_EQ(repr(value), "18446744073709551616");
}

TEST(AstDump, Strings) {
  std::string out;
  appendStrRepr("it's\n", out);
  EXPECT_EQ(out, "\"it's\\n\"");
  out.clear();
  appendStrRepr("\xed\xa0\x80\u00a0é", out);
  EXPECT_EQ(out, "'\\ud800\\xa0é'");
}
