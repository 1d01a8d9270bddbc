// Every error of the symbol table and the emitter: message and place are CPython's.
#include "compiler/FrontEnd.h"

#include <gtest/gtest.h>

using namespace regius;

namespace {

struct Case {
  const char *source, *message;
  int line, column, endLine, endColumn;
};

constexpr Case kCases[] = {
#define CASE(Source, Message, Line, Column, EndLine, EndColumn)                                    \
  {Source, Message, Line, Column, EndLine, EndColumn},
#include "SyntaxErrors.def"
};

TEST(SyntaxErrors, messagesAndPlacesAreCPythons) {
  for (const Case &item : kCases) {
    SourceFile source("f", item.source, SourceKind::Text);
    Diagnostics diagnostics;
    auto unit = compileSource(source, ParseMode::Module, EmitOptions{}, diagnostics);
    ASSERT_FALSE(unit) << item.source;
    const Diagnostic &error = diagnostics.errors().front();
    EXPECT_EQ(error.message, item.message) << item.source;
    EXPECT_EQ(error.line, item.line) << item.source;
    EXPECT_EQ(error.column, item.column) << item.source;
    EXPECT_EQ(error.endLine, item.endLine) << item.source;
    EXPECT_EQ(error.endColumn, item.endColumn) << item.source;
  }
}

} // namespace
