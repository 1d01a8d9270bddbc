// Value: any Python value in 64 bits, on every target.
//
//   ....1   int of 63 bits                     (bits = n * 2 + 1)
//   ..000   pointer to a 16-byte-aligned heap or static object
//   ...10   double, self-tagged: after adding a constant and rotating, the exponent's top bits are the
//           tag (after Melançon, Serrano, Feeley: Float Self-Tagging, 2025). Covers +-0, infinities, NaNs,
//           magnitudes of about 2^-127 .. 2^129 and the extremes; others are boxed in a Float object.
//   ..100   unused
//   0       no value: an exception is pending, an unbound variable, an absent argument
//
// An enum, not a struct, so that every C ABI passes and returns it as a plain 64-bit integer.
#pragma once

#include <cstdint>
#include <cstring>

namespace rt {

struct Object;

enum class Value : uint64_t {};

inline constexpr Value kNoValue = Value{0};

constexpr uint64_t bitsOf(Value v) { return static_cast<uint64_t>(v); }
/// True unless v is the empty value. `if (!ok(v)) return kNoValue;` propagates an exception.
constexpr bool ok(Value v) { return bitsOf(v) != 0; }

constexpr bool isInt(Value v) { return bitsOf(v) & 1; }
constexpr bool isObject(Value v) { return (bitsOf(v) & 7) == 0; } // also true for kNoValue
constexpr bool isDouble(Value v) { return (bitsOf(v) & 3) == 2; }
constexpr bool bothInt(Value a, Value b) { return bitsOf(a) & bitsOf(b) & 1; }

inline constexpr int64_t kMinInt = -(int64_t{1} << 62), kMaxInt = (int64_t{1} << 62) - 1;
constexpr bool fitsInt(int64_t n) { return n >= kMinInt && n <= kMaxInt; }
/// n must satisfy fitsInt; for any int64_t use intValue (objects/Int.h).
constexpr Value fromInt(int64_t n) { return Value{(static_cast<uint64_t>(n) << 1) | 1}; }
constexpr int64_t asInt(Value v) { return static_cast<int64_t>(bitsOf(v)) >> 1; }

inline Object *asObject(Value v) { return reinterpret_cast<Object *>(static_cast<uintptr_t>(bitsOf(v))); }
inline Value fromObject(const void *object) { return Value{static_cast<uint64_t>(reinterpret_cast<uintptr_t>(object))}; }

/// Added before the rotation: moves the sixteenth of the exponents around 1.0, those of +-0 and those
/// of infinities and NaNs to bit patterns that share the tag.
inline constexpr uint64_t kDoubleOffset = uint64_t{13} << 59;
constexpr uint64_t doubleToTagged(uint64_t bits) {
  uint64_t r = bits + kDoubleOffset;
  return (r << 4) | (r >> 60);
}
constexpr bool isTaggedDouble(uint64_t tagged) { return (tagged & 3) == 2; }
/// v must satisfy isDouble.
inline double asDouble(Value v) {
  uint64_t r = bitsOf(v);
  r = ((r >> 4) | (r << 60)) - kDoubleOffset;
  double d;
  std::memcpy(&d, &r, sizeof d);
  return d;
}
/// The immediate form of d, or kNoValue when it must be boxed (floatValue in objects/Float.h boxes).
inline Value fromDoubleImmediate(double d) {
  uint64_t bits;
  std::memcpy(&bits, &d, sizeof bits);
  uint64_t tagged = doubleToTagged(bits);
  return isTaggedDouble(tagged) ? Value{tagged} : kNoValue;
}

constexpr bool same(Value a, Value b) { return bitsOf(a) == bitsOf(b); }

} // namespace rt
