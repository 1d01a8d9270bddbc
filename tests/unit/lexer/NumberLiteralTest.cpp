#include "compiler/lexer/NumberLiteral.h"

#include <cmath>
#include <gtest/gtest.h>

using namespace regius;

TEST(NumberLiteral, Integers) {
  EXPECT_EQ(numberValue("0").integer, 0);
  EXPECT_EQ(numberValue("00_0").integer, 0);
  EXPECT_EQ(numberValue("1_000").integer, 1000);
  EXPECT_EQ(numberValue("0xFf").integer, 255);
  EXPECT_EQ(numberValue("0o17").integer, 15);
  EXPECT_EQ(numberValue("0B101").integer, 5);
  EXPECT_EQ(numberValue("9223372036854775807").integer, INT64_MAX);
}

TEST(NumberLiteral, BigIntegersAreLittleEndianBytes) {
  NumberValue value = numberValue("9223372036854775808");
  EXPECT_EQ(value.kind, NumberKind::BigInt);
  EXPECT_EQ(value.magnitude, std::string("\0\0\0\0\0\0\0\x80", 8));
  EXPECT_EQ(numberValue("0x1_00000000_00000000").magnitude, std::string("\0\0\0\0\0\0\0\0\x01", 9));
  EXPECT_EQ(numberValue("18446744073709551616").magnitude,
            numberValue("0o2000000000000000000000").magnitude);
}

TEST(NumberLiteral, TooManyDigits) {
  EXPECT_EQ(numberValue(std::string(4300, '9')).kind, NumberKind::BigInt);
  EXPECT_EQ(numberValue(std::string(4301, '9')).kind, NumberKind::TooManyDigits);
  EXPECT_EQ(numberValue("0x" + std::string(5000, 'f')).kind, NumberKind::BigInt);
}

TEST(NumberLiteral, FloatsAndImaginaries) {
  EXPECT_EQ(numberValue("1_0.5e1").real, 105.0);
  EXPECT_EQ(numberValue(".5").real, 0.5);
  EXPECT_TRUE(std::isinf(numberValue("1e400").real));
  EXPECT_EQ(numberValue("1e-400").real, 0.0);
  EXPECT_EQ(numberValue("3J").kind, NumberKind::Imaginary);
  EXPECT_EQ(numberValue("09.5").real, 9.5);
}
