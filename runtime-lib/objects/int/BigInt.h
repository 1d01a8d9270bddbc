// Arithmetic on magnitudes: little-endian arrays of 64-bit limbs. No Python here, no allocation
// from the heap (scratch space is malloc'ed). Counts may include leading zero limbs unless said
// otherwise.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rt::big {

using Limb = uint64_t;
inline constexpr unsigned kLimbBits = 64;

#ifdef __SIZEOF_INT128__
using Wide = unsigned __int128;
inline Limb mulWide(Limb a, Limb b, Limb *high) {
  Wide p = static_cast<Wide>(a) * b;
  *high = static_cast<Limb>(p >> 64);
  return static_cast<Limb>(p);
}
#else
inline Limb mulWide(Limb a, Limb b, Limb *high) {
  Limb al = static_cast<uint32_t>(a), ah = a >> 32, bl = static_cast<uint32_t>(b), bh = b >> 32;
  Limb ll = al * bl, lh = al * bh, hl = ah * bl, hh = ah * bh;
  Limb middle = (ll >> 32) + static_cast<uint32_t>(lh) + static_cast<uint32_t>(hl);
  *high = hh + (lh >> 32) + (hl >> 32) + (middle >> 32);
  return (middle << 32) | static_cast<uint32_t>(ll);
}
#endif

/// Division of two-limb numbers by a normalised limb (top bit set) through its reciprocal
/// (Möller, Granlund: Improved division by invariant integers, 2011).
Limb reciprocal(Limb divisor);
inline Limb divWide(Limb high, Limb low, Limb divisor, Limb inverse, Limb *remainder) {
  Limb q1, q0 = mulWide(inverse, high, &q1);
  q0 += low;
  q1 += high + (q0 < low);
  q1++;
  Limb r = low - q1 * divisor;
  if (r > q0) {
    q1--;
    r += divisor;
  }
  if (r >= divisor) [[unlikely]] {
    q1++;
    r -= divisor;
  }
  *remainder = r;
  return q1;
}

inline size_t normalised(const Limb *a, size_t n) {
  while (n && !a[n - 1])
    n--;
  return n;
}
/// Number of significant bits; a[n - 1] != 0 or n == 0.
inline uint64_t bitLength(const Limb *a, size_t n) {
  return n ? n * 64 - static_cast<unsigned>(__builtin_clzll(a[n - 1])) : 0;
}
/// -1, 0, 1; counts normalised.
int compare(const Limb *a, size_t an, const Limb *b, size_t bn);

/// r[0..an) = a + b, an >= bn; returns the carry. r may be a or b.
Limb add(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn);
/// r[0..an) = a - b, an >= bn; returns the borrow. r may be a or b.
Limb sub(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn);
/// r[0..n) = a * m + carry; returns the limb above. r may be a.
Limb mulSmall(Limb *r, const Limb *a, size_t n, Limb m, Limb carry = 0);
/// r[0..n) += a * m; returns the carry.
Limb addMul(Limb *r, const Limb *a, size_t n, Limb m);
/// r[0..n) -= a * m; returns the borrow.
Limb subMul(Limb *r, const Limb *a, size_t n, Limb m);
/// q[0..n) = a / d; returns the remainder. q may be a.
Limb divSmall(Limb *q, const Limb *a, size_t n, Limb d);

/// r[0..an + bn) = a * b; r overlaps neither. an, bn >= 1. Squares when a == b.
void mul(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn);
/// q[0..an - bn + 1) = a / b, r[0..bn) = a % b. an >= bn >= 1, b[bn - 1] != 0. q, r overlap
/// nothing; either may be null when not wanted.
void divRem(Limb *q, Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn);
/// r[0..n + shift/64 + 1) = a << shift; returns the count written. r does not overlap a.
size_t shiftLeft(Limb *r, const Limb *a, size_t n, uint64_t shift);
/// r = a >> shift, n - shift/64 limbs (0 when none is left). r may be a. Sets *lost when a one bit
/// fell out.
size_t shiftRight(Limb *r, const Limb *a, size_t n, uint64_t shift, bool *lost = nullptr);

/// Upper bound of the digits of n limbs in a base of 2..36.
size_t digitBound(const Limb *a, size_t n, unsigned base);
/// Writes the digits (lower-case, no sign, "0" for zero) and returns how many.
size_t toDigits(char *out, const Limb *a, size_t n, unsigned base);
/// Limbs enough for `count` digits in a base of 2..36.
size_t limbBound(size_t count, unsigned base);
/// Reads up to kMaxDecimalText decimal digits into kMaxDecimalText / 19 + 1 limbs; returns the limbs used.
inline constexpr size_t kMaxDecimalText = 19 * 24;
size_t fromDecimalText(Limb *r, const char *text, size_t count);
bool isDecimalText(const char *text, size_t count);
/// Reads digit values (0 .. base - 1, one byte each, most significant first); returns the limbs
/// used.
size_t fromDigits(Limb *r, const uint8_t *digits, size_t count, unsigned base);

/// malloc'ed limbs, freed at the end of the scope.
class Scratch {
public:
  explicit Scratch(size_t n);
  ~Scratch() {
    if (data_ != small_)
      release();
  }
  Scratch(const Scratch &) = delete;
  Scratch &operator=(const Scratch &) = delete;
  operator Limb *() { return data_; }
  Limb *data() { return data_; }

private:
  void release();
  Limb small_[32];
  Limb *data_;
};

} // namespace rt::big
