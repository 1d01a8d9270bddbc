// Values of number tokens.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace regius {

// Longer decimal literals are rejected, since their conversion is quadratic (sys.int_info); the default.
inline constexpr size_t kMaxDecimalDigits = 4300;

enum class NumberKind : uint8_t { Int, BigInt, Float, Imaginary, TooManyDigits };

struct NumberValue {
  NumberKind kind = NumberKind::Int;
  int64_t integer = 0;   // Int; TooManyDigits: how many
  double real = 0;       // Float, Imaginary
  std::string magnitude; // BigInt: little-endian bytes
};

// The value of a well-formed number token. maxDecimalDigits: 0 for no limit.
NumberValue numberValue(std::string_view token, size_t maxDecimalDigits = kMaxDecimalDigits);

} // namespace regius
