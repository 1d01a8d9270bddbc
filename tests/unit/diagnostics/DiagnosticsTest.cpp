#include "compiler/diagnostics/Diagnostics.h"

#include <gtest/gtest.h>

using namespace regius;

static SourceFile makeSource() {
  SourceFile source("x.py", "");
  source.setText("\tü = 1 +\nif x\n");
  return source;
}

TEST(Diagnostics, PrintsLineAndCarets) {
  SourceFile source = makeSource();
  Diagnostics diagnostics;
  diagnostics.report(SyntaxErrorId::ExpectedColon, source, {2, 4, 2, 4});
  EXPECT_EQ(formatDiagnostic(diagnostics.errors()[0]),
            "  File \"x.py\", line 2\n    if x\n        ^\nSyntaxError: expected ':'\n");
}

TEST(Diagnostics, ColumnsCountCharactersOrBytes) {
  SourceFile source = makeSource();
  Diagnostics diagnostics;
  diagnostics.report(SyntaxErrorId::InvalidSyntax, source, {1, 6, 1, 7});
  diagnostics.report(SyntaxErrorId::InvalidSyntax, source, {1, 6, 1, 7}, {}, ColumnUnit::Bytes);
  EXPECT_EQ(diagnostics.errors()[0].column, 6);
  EXPECT_EQ(diagnostics.errors()[1].column, 7);
  EXPECT_EQ(formatDiagnostic(diagnostics.errors()[0]),
            "  File \"x.py\", line 1\n    ü = 1 +\n        ^\nSyntaxError: invalid syntax\n");
}

TEST(Diagnostics, WithoutAPlace) {
  Diagnostics diagnostics;
  diagnostics.report(SyntaxErrorId::OutOfStack);
  diagnostics.report(SyntaxErrorId::UnknownEncoding, {"time travel"});
  EXPECT_EQ(formatDiagnostic(diagnostics.errors()[0]), "MemoryError\n");
  EXPECT_EQ(formatDiagnostic(diagnostics.errors()[1]),
            "SyntaxError: unknown encoding: time travel\n");
}

TEST(Diagnostics, FillsHolesInOrder) {
  EXPECT_EQ(formatMessage(SyntaxErrorId::InvalidDigit, {"2", "binary"}),
            "invalid digit '2' in binary literal");
  EXPECT_EQ(formatMessage(SyntaxErrorId::FStringExpectedBrace, {}), "f-string: expecting '}'");
}
