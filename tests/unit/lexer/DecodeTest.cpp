#include "compiler/lexer/Decode.h"

#include <gtest/gtest.h>

using namespace regius;

static std::string decode(std::string bytes, SourceKind kind = SourceKind::Bytes) {
  SourceFile source("x.py", std::move(bytes), kind);
  Diagnostics diagnostics;
  if (!decodeSource(source, diagnostics))
    return diagnostics.errors().front().message;
  return source.text();
}

TEST(Decode, Utf8AndBom) {
  EXPECT_EQ(decode("é"), "é\n");
  EXPECT_EQ(decode("\xef\xbb\xbfx"), "x\n");
}

TEST(Decode, Cookies) {
  EXPECT_EQ(decode("# coding: latin-1\n\xe9"), "# coding: latin-1\né\n");
  EXPECT_EQ(decode("#!x\n# vim: fileencoding=cp1252 :\n\x80"),
            "#!x\n# vim: fileencoding=cp1252 :\n€\n");
  EXPECT_EQ(decode("# coding=koi8-r\n\xc1"), "# coding=koi8-r\nа\n");
  EXPECT_EQ(decode("x\n# coding: foo"), "x\n# coding: foo\n");
  EXPECT_EQ(decode("x = 1\n\n# coding: foo"), "x = 1\n\n# coding: foo\n");
}

TEST(Decode, CookieOfTextIsAComment) {
  EXPECT_EQ(decode("# coding: foo", SourceKind::Text), "# coding: foo\n");
  EXPECT_EQ(decode("\xef\xbb\xbfx", SourceKind::Text), "\xef\xbb\xbfx\n");
}

TEST(Decode, Errors) {
  EXPECT_EQ(decode("# coding: foo"), "unknown encoding: foo");
  EXPECT_EQ(decode("# coding: foo", SourceKind::File), "encoding problem: foo");
  EXPECT_EQ(decode("\xef\xbb\xbf# coding: latin-1"), "encoding problem: iso-8859-1 with BOM");
  EXPECT_EQ(decode(std::string("a\0b", 3)), "source code string cannot contain null bytes");
  EXPECT_EQ(decode("\n'\xff'", SourceKind::File),
            "Non-UTF-8 code starting with '\\xff' in file x.py on line 2, but no encoding "
            "declared; see https://peps.python.org/pep-0263/ for details");
}

TEST(Decode, FindsBadUtf8) {
  EXPECT_FALSE(findBadUtf8("aé€😀"));
  EXPECT_EQ(findBadUtf8("ab\xc0\x80").offset, 2u);
  EXPECT_EQ(findBadUtf8("\xed\xa0\x80").offset, 0u);
  EXPECT_EQ(findBadUtf8("12345678\xe2\x82").length, 2u);
}
