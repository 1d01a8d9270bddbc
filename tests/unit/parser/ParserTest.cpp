#include "compiler/parser/Parser.h"

#include "compiler/ast/AstDump.h"
#include "compiler/support/BigStack.h"

#include <gtest/gtest.h>

using namespace regius;

namespace {

struct Parsed {
  std::string text; // the dump without positions, or the error
  Diagnostics diagnostics;
};

Parsed parseText(std::string text, ParseMode mode = ParseMode::Module, ParseOptions options = {}) {
  Parsed result;
  Arena arena;
  SourceFile source("x.py", std::move(text), SourceKind::Text);
  auto tree = parse(source, mode, arena, result.diagnostics, options);
  if (tree) {
    ast::dump(**tree, result.text, ast::Attributes::No);
  } else {
    const Diagnostic &error = result.diagnostics.errors().front();
    result.text = std::string(errorTypeName(error.type)) + ": " + error.message;
  }
  return result;
}

std::string repeat(const char *part, int count) {
  std::string result;
  for (int i = 0; i < count; ++i)
    result += part;
  return result;
}

} // namespace

TEST(Parser, Modes) {
  EXPECT_EQ(parseText("x", ParseMode::Expression).text,
            "Expression(body=Name(id='x', ctx=Load()))");
  EXPECT_EQ(parseText("x\n\n", ParseMode::Interactive).text,
            "Interactive(body=[Expr(value=Name(id='x', ctx=Load()))])");
  EXPECT_EQ(parseText("x = 1\ny = 2", ParseMode::Interactive).text,
            "SyntaxError: multiple statements found while compiling a single statement");
  EXPECT_EQ(parseText("(int, *str, **x) -> y", ParseMode::FuncType).text,
            "FunctionType(argtypes=[Name(id='int', ctx=Load()), Name(id='str', ctx=Load()), "
            "Name(id='x', ctx=Load())], returns=Name(id='y', ctx=Load()))");
  EXPECT_EQ(parseText("x = 1", ParseMode::Expression).text, "SyntaxError: invalid syntax");
}

TEST(Parser, InteractiveCompoundStatementsNeedABlankLine) {
  EXPECT_EQ(parseText("for x in y: z\n", ParseMode::Interactive).text.substr(0, 11), "Interactive");
  EXPECT_EQ(parseText("for x in y: z", ParseMode::Interactive).text, "SyntaxError: invalid syntax");
  ParseOptions codeop;
  codeop.impliedDedent = false;
  codeop.allowIncompleteInput = true;
  for (const char *part :
       {"if 1:\n  x", "if 1:", "x = (\n", "'''a", "a = 1 +", "try:\n x\n", "@a\n"})
    EXPECT_EQ(parseText(part, ParseMode::Interactive, codeop).text, "SyntaxError: incomplete input")
        << part;
  for (const char *wrong : {"a = 1 +\n", "'a\n", "a b\n"})
    EXPECT_NE(parseText(wrong, ParseMode::Interactive, codeop).text,
              "SyntaxError: incomplete input")
        << wrong;
  EXPECT_EQ(parseText("if 1:\n  x\n", ParseMode::Interactive, codeop).text.substr(0, 11),
            "Interactive");
}

TEST(Parser, SoftKeywordsAreNames) {
  EXPECT_EQ(parseText("match = case = type = _\nmatch.x\ntype(1)").text.substr(0, 6), "Module");
}

TEST(Parser, SharedInterner) {
  Arena arena;
  StringInterner interner(arena);
  ParseOptions options;
  options.interner = &interner;
  Identifier known = interner.intern("spam");
  Diagnostics diagnostics;
  SourceFile source("x.py", "spam", SourceKind::Text);
  auto tree = parse(source, ParseMode::Expression, arena, diagnostics, options);
  ASSERT_TRUE(tree.ok());
  auto *body = (*tree)->as<ast::Expression>()->body;
  EXPECT_EQ(body->as<ast::Name>()->id.view().data(), known.view().data());
}

TEST(Parser, WarnsOnceForAnInvalidEscape) {
  Parsed result = parseText("match('\\d\\d')\n");
  ASSERT_EQ(result.diagnostics.warnings().size(), 1u);
  EXPECT_EQ(formatWarning(result.diagnostics.warnings()[0]).substr(0, 58),
            "x.py:1: DeprecationWarning: invalid escape sequence '\\d'\n ");
  ParseOptions quiet;
  quiet.warnings = false;
  EXPECT_TRUE(parseText("'\\d'", ParseMode::Module, quiet).diagnostics.warnings().empty());
}

TEST(Parser, BarryAsFlufl) {
  ParseOptions options;
  options.barryAsFlufl = true;
  EXPECT_EQ(parseText("a <> b", ParseMode::Expression, options).text.substr(0, 10), "Expression");
  EXPECT_EQ(parseText("a != b", ParseMode::Expression, options).text,
            "SyntaxError: with Barry as BDFL, use '<>' instead of '!='");
  EXPECT_EQ(parseText("a <> b", ParseMode::Expression).text, "SyntaxError: invalid syntax");
}

TEST(Parser, TypeComments) {
  ParseOptions options;
  options.typeComments = true;
  EXPECT_EQ(parseText("x = 1 # type: int\n# type: ignore[x]", ParseMode::Module, options).text,
            "Module(body=[Assign(targets=[Name(id='x', ctx=Store())], value=Constant(value=1), "
            "type_comment='int')], type_ignores=[TypeIgnore(lineno=2, tag='[x]')])");
  EXPECT_EQ(parseText("x # type: int", ParseMode::Module, options).text,
            "SyntaxError: invalid syntax");
  EXPECT_EQ(parseText("x # type: int").text.substr(0, 6), "Module");
}

TEST(Parser, FeatureVersion) {
  ParseOptions options;
  options.featureVersion = 6;
  EXPECT_EQ(parseText("(x := 1)", ParseMode::Module, options).text,
            "SyntaxError: Assignment expressions are only supported in Python 3.8 and greater");
  EXPECT_EQ(parseText("async = await", ParseMode::Module, options).text.substr(0, 6), "Module");
}

TEST(Parser, DeepInputIsAnErrorNotACrash) {
  EXPECT_EQ(parseText(repeat("-", 100000) + "1").text, "MemoryError: ");
  EXPECT_EQ(parseText("1" + repeat("**1", 10000)).text, "MemoryError: ");
  EXPECT_EQ(parseText(repeat("(", 199) + "1" + repeat(")", 199)).text.substr(0, 6), "Module");
  EXPECT_EQ(parseText(repeat("(", 250)).text, "SyntaxError: too many nested parentheses");
  std::string indents;
  for (int i = 0; i < 101; ++i)
    indents += std::string(size_t(i), ' ') + "if 1:\n";
  EXPECT_EQ(parseText(indents).text, "IndentationError: too many levels of indentation");
}

// What the deepest input needs, valid or not, is known: an eval() deep in a program must not
// overflow.
TEST(Parser, FitsIntoASmallStack) {
  std::string fields = "1";
  for (int i = 0; i < 30; ++i)
    fields = "f'{" + repeat("(", 190) + fields + repeat(")", 190) + "}'";
  std::string inputs[] = {
      repeat("f(lambda: [", 100) + "1" + repeat("])", 100),
      repeat("f(lambda: [", 100) + "a b" + repeat("])", 100),
      repeat("not ", 7000) + "a",
      repeat("lambda: ", 7000) + "a b",
      repeat("a if b else ", 7000) + "a b",
      fields,
      "x = " + fields + " y",
  };
  for (const std::string &input : inputs)
    for (size_t allowed : {size_t(1) << 20, size_t(4) << 20}) {
      ParseOptions options;
      options.stackBytes = allowed;
      EXPECT_TRUE(runOnBigStack([&] { parseText(input, ParseMode::Module, options); },
                                allowed + (256 << 10)));
    }
  ParseOptions options;
  options.stackBytes = size_t(1) << 20;
  EXPECT_EQ(parseText(inputs[0], ParseMode::Module, options).text.substr(0, 6), "Module");
  EXPECT_EQ(parseText(inputs[1]).text, "SyntaxError: invalid syntax. Perhaps you forgot a comma?");
}

TEST(Parser, LongChainsAreAccepted) {
  EXPECT_TRUE(runOnBigStack([] {
    for (const char *part : {"+a", "<a", " or a", ".b", "()", "[0]"})
      EXPECT_EQ(parseText("a" + repeat(part, 100000)).text.substr(0, 6), "Module") << part;
    EXPECT_EQ(parseText("if a: b\n" + repeat("elif a: b\n", 20000)).text.substr(0, 6), "Module");
  }));
}

TEST(Parser, NestedBracesAreLinear) {
  EXPECT_EQ(parseText(repeat("{", 150) + "a" + repeat(":1}", 150)).text.substr(0, 6), "Module");
  EXPECT_EQ(parseText(repeat("[a for a in ", 90) + "a" + repeat("]", 90)).text.substr(0, 6),
            "Module");
}
