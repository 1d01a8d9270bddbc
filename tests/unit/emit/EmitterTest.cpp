// Facts of emitted units that no dump shows at a glance: folding, flags, names, deep sources.
#include "compiler/FrontEnd.h"
#include "compiler/bytecode/Disassembler.h"

#include <gtest/gtest.h>

using namespace regius;

namespace {

std::shared_ptr<CodeUnit> compiled(const std::string &text, Diagnostics &diagnostics,
                                   EmitOptions options = {}, ParseMode mode = ParseMode::Module) {
  SourceFile source("t.py", text, SourceKind::Text);
  auto unit = compileSource(source, mode, options, diagnostics);
  if (!unit)
    return nullptr;
  return std::move(*unit);
}

std::shared_ptr<CodeUnit> compiled(const std::string &text, EmitOptions options = {}) {
  Diagnostics diagnostics;
  auto unit = compiled(text, diagnostics, options);
  EXPECT_TRUE(unit) << text << ": "
                    << (diagnostics.hasErrors() ? diagnostics.errors()[0].message : "");
  return unit;
}

std::string errorOf(const std::string &text) {
  Diagnostics diagnostics;
  if (compiled(text, diagnostics))
    return "none";
  return std::string(errorTypeName(diagnostics.errors()[0].type)) + ": " +
         diagnostics.errors()[0].message;
}

/// repr() of what `x = EXPRESSION` loads when it is one constant.
std::string folded(const std::string &expression) {
  auto unit = compiled("x = " + expression + "\n");
  if (!unit || unit->instructions[0].op != Opcode::LoadConst ||
      unit->instructions[1].op != Opcode::StoreName)
    return "not folded";
  return constantRepr(unit->consts[unit->instructions[0].arg]);
}

const CodeUnit *nested(const CodeUnit &unit, const std::string &qualName) {
  for (const Constant &constant : unit.consts) {
    if (constant.kind != Constant::Kind::Code)
      continue;
    if (constant.code->qualName == qualName)
      return constant.code.get();
    if (const CodeUnit *found = nested(*constant.code, qualName))
      return found;
  }
  return nullptr;
}

TEST(Fold, integers) {
  EXPECT_EQ(folded("2 ** 62 * 2"), "9223372036854775808");
  EXPECT_EQ(folded("-2 ** 63"), "-9223372036854775808");
  EXPECT_EQ(folded("-7 // 2"), "-4");
  EXPECT_EQ(folded("-7 % 3"), "2");
  EXPECT_EQ(folded("7 % -3"), "-2");
  EXPECT_EQ(folded("1 / 3"), "0.3333333333333333");
  EXPECT_EQ(folded("~5 ^ 0xff | 1 << 40"), "-251");
  EXPECT_EQ(folded("-1 >> 200"), "-1");
  EXPECT_EQ(folded("True + 1"), "2");
  EXPECT_EQ(folded("True & False"), "False");
  EXPECT_EQ(folded("not 0"), "True");
  EXPECT_EQ(folded("0x1" + std::string(40, '0')),
            "1461501637330902918203684832716283019655932542976");
}

TEST(Fold, othersAndLimits) {
  EXPECT_EQ(folded("1.5 * 2 - 3"), "0.0");
  EXPECT_EQ(folded("-0.0"), "-0.0");
  EXPECT_EQ(folded("1 + 2j"), "(1+2j)");
  EXPECT_EQ(folded("'ab' * 2 + 'c'"), "'ababc'");
  EXPECT_EQ(folded("(1, 'a', (None, ...)) + (2,)"), "(1, 'a', (None, Ellipsis), 2)");
  EXPECT_EQ(folded("'h\u00e9l'[1]"), "'\u00e9'");
  EXPECT_EQ(folded("b'abc'[-1]"), "99");
  EXPECT_EQ(folded("1 / 0"), "not folded");
  EXPECT_EQ(folded("1 << -1"), "not folded");
  EXPECT_EQ(folded("'a' * 5000"), "not folded");
  EXPECT_EQ(folded("2 ** 1000"), "not folded");
  EXPECT_EQ(folded("(1, 2)[2]"), "not folded");
  EXPECT_EQ(folded("'%s' % 1"), "not folded");
}

TEST(Fold, constantsAreSharedOnlyWithinTheirType) {
  auto unit = compiled("a = 0, 0.0, -0.0, False, 0j\nb = 0; c = 0.0; d = -0.0; e = False; f = 0\n");
  EXPECT_EQ(unit->consts.size(), 6u); // the tuple, four values, None
}

TEST(Emitter, flagsAndNames) {
  auto unit = compiled("class C:\n"
                       "  def f(self, *a, **k):\n"
                       "    'doc'\n"
                       "    self.x = 1\n"
                       "    self.__y, self.x = a\n"
                       "    return lambda: [i for i in a]\n"
                       "async def g():\n  yield eval('1')\n");
  const CodeUnit *method = nested(*unit, "C.f");
  ASSERT_TRUE(method);
  EXPECT_EQ(method->flags, kVarArgs | kVarKeywords | kHasDocstring | kMethod);
  EXPECT_EQ(method->cellParams, std::vector<int32_t>{1});
  EXPECT_EQ(nested(*unit, "C")->selfAttributes, (std::vector<std::string>{"x", "_C__y"}));
  EXPECT_TRUE(nested(*unit, "C.f.<locals>.<lambda>.<locals>.<listcomp>"));
  EXPECT_EQ(nested(*unit, "g")->flags, kAsyncGenerator | kNeedsLocals);
}

TEST(Emitter, optimizeLevels) {
  const std::string text = "def f():\n  'doc'\n  assert a\n  return __debug__\n";
  EmitOptions options;
  options.optimize = 1;
  auto unit = compiled(text, options);
  EXPECT_EQ(nested(*unit, "f")->instructions.size(), 2u);
  EXPECT_TRUE(nested(*unit, "f")->flags & kHasDocstring);
  options.optimize = 2;
  EXPECT_FALSE(nested(*compiled(text, options), "f")->flags & kHasDocstring);
}

TEST(Emitter, deepSourcesDoNotCrash) {
  std::string sum = "x = a";
  for (int i = 0; i < 100000; ++i)
    sum += "+a";
  EXPECT_TRUE(compiled(sum + "\n"));
  std::string chain = "if a: b\n";
  for (int i = 0; i < 5000; ++i)
    chain += "elif a: b\n";
  EXPECT_TRUE(compiled(chain));
  std::string attributes = "x = a";
  for (int i = 0; i < 100000; ++i)
    attributes += ".a";
  EXPECT_EQ(errorOf(attributes + "\n"),
            "RecursionError: maximum recursion depth exceeded during compilation");
}

TEST(Emitter, nestedBlocksAreLimited) {
  std::string text;
  for (int i = 0; i < 21; ++i)
    text += std::string(static_cast<size_t>(i), ' ') + "while a:\n";
  EXPECT_EQ(errorOf(text + std::string(21, ' ') + "pass\n"),
            "SyntaxError: too many statically nested blocks");
}

TEST(Emitter, interactiveAndExpression) {
  Diagnostics diagnostics;
  auto single = compiled("1 + 1\n", diagnostics, {}, ParseMode::Interactive);
  ASSERT_TRUE(single);
  EXPECT_EQ(single->instructions[1].op, Opcode::PrintExpr);
  auto expression = compiled("1 + 1", diagnostics, {}, ParseMode::Expression);
  ASSERT_TRUE(expression);
  EXPECT_EQ(expression->kind, CodeKind::Expression);
  EXPECT_EQ(expression->instructions.size(), 2u);
}

} // namespace
