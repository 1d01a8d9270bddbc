// int: 63-bit immediates and boxed sign-magnitude numbers. Every result is normalised: what fits is
// immediate. The arithmetic on magnitudes is in BigInt.cpp; here are signs, allocation and Python's
// rules (floor division, two's complement bit operations, exact comparison with floats).
#include "runtime-lib/objects/int/Int.h"

#include <cmath>
#include <cstring>
#include <utility>

namespace rt {

using big::Limb;
using big::Scratch;

Int *intAllocate(Thread &t, size_t count) {
  return static_cast<Int *>(allocateLeaf(t, sizeof(Int) + count * sizeof(Limb), TypeId::Int));
}

namespace {

constexpr uint64_t kImmediateLimit = uint64_t{1} << 62;

bool immediateFits(uint64_t limb, bool negative) { return limb < kImmediateLimit + negative; }
Value immediate(uint64_t limb, bool negative) {
  return fromInt(negative ? -static_cast<int64_t>(limb) : static_cast<int64_t>(limb));
}

Value addMagnitudes(Thread &t, const IntView &a, const IntView &b, bool negative) {
  const IntView &x = a.count >= b.count ? a : b, &y = a.count >= b.count ? b : a;
  Int *r = TRY(intAllocate(t, x.count + 1));
  r->limbs[x.count] = big::add(r->limbs, x.limbs, x.count, y.limbs, y.count);
  return intFinish(r, x.count + 1, negative);
}

// |a| - |b| with the sign of a, negated when |a| < |b|.
Value subMagnitudes(Thread &t, const IntView &a, const IntView &b, bool negative) {
  int order = big::compare(a.limbs, a.count, b.limbs, b.count);
  if (order == 0)
    return fromInt(0);
  const IntView &x = order > 0 ? a : b, &y = order > 0 ? b : a;
  Int *r = TRY(intAllocate(t, x.count));
  big::sub(r->limbs, x.limbs, x.count, y.limbs, y.count);
  return intFinish(r, x.count, order > 0 ? negative : !negative);
}

} // namespace

Value intFinish(Int *box, size_t count, bool negative) {
  count = big::normalised(box->limbs, count);
  if (count <= 1) {
    uint64_t limb = count ? box->limbs[0] : 0;
    if (immediateFits(limb, negative))
      return immediate(limb, negative);
  }
  box->size = negative ? -static_cast<int64_t>(count) : static_cast<int64_t>(count);
  return fromObject(box);
}

Value intFromLimbs(Thread &t, const uint64_t *limbs, size_t count, bool negative) {
  count = big::normalised(limbs, count);
  if (count == 0)
    return fromInt(0);
  if (count == 1 && immediateFits(limbs[0], negative))
    return immediate(limbs[0], negative);
  Int *r = TRY(intAllocate(t, count));
  std::memcpy(r->limbs, limbs, count * sizeof(Limb));
  r->size = negative ? -static_cast<int64_t>(count) : static_cast<int64_t>(count);
  return fromObject(r);
}

Value intSlow(Thread &t, int64_t n) {
  Limb magnitude = n < 0 ? Limb{0} - static_cast<Limb>(n) : static_cast<Limb>(n);
  return intFromLimbs(t, &magnitude, 1, n < 0);
}
Value intFromUnsigned(Thread &t, uint64_t n) { return intFromLimbs(t, &n, 1, false); }

Value intFromDouble(Thread &t, double d) {
  if (std::fabs(d) < 9.0e18)
    return intValue(t, static_cast<int64_t>(d));
  if (std::isinf(d))
    return raise(t, Msg::FloatInfinityToInt);
  if (std::isnan(d))
    return raise(t, Msg::FloatNanToInt);
  int exponent;
  double fraction = std::frexp(std::fabs(d), &exponent); // d = fraction * 2^exponent, exponent > 62
  Limb mantissa = static_cast<Limb>(std::ldexp(fraction, 53));
  Limb limbs[18];
  size_t n = big::shiftLeft(limbs, &mantissa, 1, static_cast<uint64_t>(exponent - 53));
  return intFromLimbs(t, limbs, n, d < 0);
}

bool intFits(Value v, int64_t *out) {
  if (isInt(v)) {
    *out = asInt(v);
    return true;
  }
  IntView n(v);
  if (n.count > 1)
    return false;
  Limb limb = n.count ? n.limbs[0] : 0;
  if (limb > (uint64_t{1} << 63) - !n.negative)
    return false;
  *out = static_cast<int64_t>(n.negative ? Limb{0} - limb : limb);
  return true;
}

int intSign(Value v) {
  if (isInt(v))
    return asInt(v) < 0 ? -1 : asInt(v) > 0;
  IntView n(v);
  return n.count == 0 ? 0 : n.negative ? -1 : 1;
}

Value intExact(Thread &t, Value v) {
  if (isInt(v) || isExactly(v, TypeId::Int))
    return v;
  IntView n(v);
  return intFromLimbs(t, n.limbs, n.count, n.negative);
}

Value intAdd(Thread &t, Value a, Value b) {
  if (bothInt(a, b))
    return intValue(t, asInt(a) + asInt(b));
  IntView x(a), y(b);
  if (x.negative == y.negative)
    return addMagnitudes(t, x, y, x.negative);
  return subMagnitudes(t, x, y, x.negative);
}
Value intSubtract(Thread &t, Value a, Value b) {
  if (bothInt(a, b))
    return intValue(t, asInt(a) - asInt(b));
  IntView x(a), y(b);
  if (x.negative != y.negative)
    return addMagnitudes(t, x, y, x.negative);
  return subMagnitudes(t, x, y, x.negative);
}
Value intNegate(Thread &t, Value v) { return intSubtract(t, fromInt(0), v); }

Value intMultiply(Thread &t, Value a, Value b) {
  if (bothInt(a, b)) {
    int64_t product;
    if (!__builtin_mul_overflow(asInt(a), asInt(b), &product))
      return intValue(t, product);
  }
  IntView x(a), y(b);
  if (!x.count || !y.count)
    return fromInt(0);
  Int *r = TRY(intAllocate(t, x.count + y.count));
  big::mul(r->limbs, x.limbs, x.count, y.limbs, y.count);
  return intFinish(r, x.count + y.count, x.negative != y.negative);
}

bool intDivMod(Thread &t, Value a, Value b, Value *quotient, Value *remainder, Msg zero) {
  if (bothInt(a, b)) {
    int64_t x = asInt(a), y = asInt(b);
    if (!y) {
      raise(t, zero);
      return false;
    }
    int64_t q = x / y, r = x % y;
    if (r && (r ^ y) < 0) {
      q--;
      r += y;
    }
    if (quotient)
      *quotient = intValue(t, q);
    if (remainder)
      *remainder = fromInt(r);
    return true;
  }
  IntView x(a), y(b);
  if (!y.count) {
    raise(t, zero);
    return false;
  }
  bool differ = x.negative != y.negative;
  if (x.count < y.count || big::compare(x.limbs, x.count, y.limbs, y.count) < 0) {
    bool adjust = x.count && differ;
    if (quotient)
      *quotient = fromInt(adjust ? -1 : 0);
    if (remainder)
      *remainder = adjust ? intAdd(t, intExact(t, a), b) : intExact(t, a);
    return true;
  }
  size_t qn = x.count - y.count + 1;
  Int *q = quotient ? intAllocate(t, qn + 1) : nullptr;
  Int *r = intAllocate(t, y.count);
  if (!r || (quotient && !q))
    return false;
  big::divRem(q ? q->limbs : nullptr, r->limbs, x.limbs, x.count, y.limbs, y.count);
  if (q)
    q->limbs[qn] = 0;
  bool exact = big::normalised(r->limbs, y.count) == 0;
  // Floor: towards minus infinity, the remainder has the sign of the divisor.
  if (differ && !exact) {
    const Limb one = 1;
    if (q)
      q->limbs[qn] = big::add(q->limbs, q->limbs, qn, &one, 1);
    big::sub(r->limbs, y.limbs, y.count, r->limbs, y.count);
  }
  if (quotient)
    *quotient = intFinish(q, qn + 1, differ);
  if (remainder)
    *remainder = intFinish(r, y.count, y.negative);
  return true;
}
Value intFloorDivide(Thread &t, Value a, Value b) {
  Value q;
  return intDivMod(t, a, b, &q, nullptr) ? q : kNoValue;
}
Value intRemainder(Thread &t, Value a, Value b) {
  Value r;
  return intDivMod(t, a, b, nullptr, &r, Msg::IntModuloByZero) ? r : kNoValue;
}

int intCompare(Value a, Value b) {
  if (bothInt(a, b))
    return asInt(a) < asInt(b) ? -1 : asInt(a) > asInt(b);
  IntView x(a), y(b);
  if (x.negative != y.negative)
    return x.negative ? -1 : 1;
  int order = big::compare(x.limbs, x.count, y.limbs, y.count);
  return x.negative ? -order : order;
}

// Numeric hash (Library reference, "Hashing of numeric types"): n mod 2^61 - 1 with the sign of n;
// -1 is reserved for errors.
int64_t intHash(Value v) {
  constexpr uint64_t kModulus = (uint64_t{1} << 61) - 1;
  if (isInt(v)) {
    int64_t n = asInt(v);
    uint64_t magnitude = n < 0 ? uint64_t{0} - static_cast<uint64_t>(n) : static_cast<uint64_t>(n);
    if (magnitude >= kModulus)
      magnitude = magnitude % kModulus;
    int64_t h = n < 0 ? -static_cast<int64_t>(magnitude) : static_cast<int64_t>(magnitude);
    return h == -1 ? -2 : h;
  }
  IntView n(v);
  uint64_t rest = 0;
  for (size_t i = n.count; i--;) {
    // 2^64 = 8 (mod 2^61 - 1)
    uint64_t scaled = ((rest << 3) & kModulus) | (rest >> 58);
    uint64_t limb = (n.limbs[i] & kModulus) + (n.limbs[i] >> 61);
    rest = scaled + limb;
    rest = (rest & kModulus) + (rest >> 61);
    if (rest >= kModulus)
      rest -= kModulus;
  }
  int64_t h = n.negative ? -static_cast<int64_t>(rest) : static_cast<int64_t>(rest);
  return h == -1 ? -2 : h;
}

uint64_t intBitLength(Value v) {
  IntView n(v);
  return big::bitLength(n.limbs, n.count);
}

// --- Conversion to double
namespace {

// Nearest double of mantissa * 2^exponent (+ something below the lowest bit when sticky), to even.
double roundedDouble(const Limb *limbs, size_t count, int64_t exponent, bool sticky) {
  uint64_t bits = big::bitLength(limbs, count);
  Limb top;
  if (bits > 64) {
    Scratch copy(count + 1);
    bool lost;
    big::shiftRight(copy, limbs, count, bits - 64, &lost);
    top = copy[0];
    sticky |= lost;
    exponent += static_cast<int64_t>(bits - 64);
  } else {
    if (!bits)
      return 0;
    top = limbs[0] << (64 - bits);
    exponent -= static_cast<int64_t>(64 - bits);
  }
  // top has 64 bits; value = top * 2^exponent. Subnormal results keep fewer than 53 bits.
  int64_t keep = 53;
  if (exponent + 64 < -1021)
    keep = 53 - (-1021 - (exponent + 64));
  if (keep < 0)
    return 0;
  unsigned drop = static_cast<unsigned>(64 - keep);
  if (drop == 64) { // only rounding decides between 0 and the least subnormal
    bool up = top > (Limb{1} << 63) || (top == (Limb{1} << 63) && sticky);
    return up ? std::ldexp(1.0, -1074) : 0;
  }
  Limb half = Limb{1} << (drop - 1), mask = (Limb{1} << drop) - 1;
  Limb rest = top & mask;
  Limb kept = top >> drop;
  if (rest > half || (rest == half && (sticky || (kept & 1))))
    kept++;
  int64_t e = exponent + drop;
  return std::ldexp(static_cast<double>(kept), e > 4000 ? 4000 : static_cast<int>(e));
}

} // namespace

bool intToDouble(Value v, double *out) {
  if (isInt(v)) {
    *out = static_cast<double>(asInt(v));
    return true;
  }
  IntView n(v);
  if (n.count > 16)
    return false;
  double d = roundedDouble(n.limbs, n.count, 0, false);
  *out = n.negative ? -d : d;
  return !std::isinf(d);
}

Value intTrueDivide(Thread &t, Value a, Value b) {
  if (bothInt(a, b)) {
    int64_t x = asInt(a), y = asInt(b);
    if (!y)
      return raise(t, Msg::DivisionByZero);
    constexpr int64_t kExact = int64_t{1} << 53;
    if (x <= kExact && x >= -kExact && y <= kExact && y >= -kExact)
      return floatValue(t, static_cast<double>(x) / static_cast<double>(y));
  }
  IntView x(a), y(b);
  if (!y.count)
    return raise(t, Msg::DivisionByZero);
  if (!x.count)
    return floatValue(t, y.negative ? -0.0 : 0.0);
  // Scale so that the quotient has 64..66 bits, then round once.
  int64_t shift = static_cast<int64_t>(big::bitLength(y.limbs, y.count)) -
                  static_cast<int64_t>(big::bitLength(x.limbs, x.count)) + 65;
  bool negative = x.negative != y.negative;
  if (shift < -1200)
    return raise(t, Msg::IntDivisionTooLarge);
  if (shift > 1400)
    return floatValue(t, negative ? -0.0 : 0.0);
  size_t un = x.count, vn = y.count;
  Scratch u(x.count + static_cast<size_t>(shift > 0 ? shift : 0) / 64 + 1);
  Scratch v(y.count + static_cast<size_t>(shift < 0 ? -shift : 0) / 64 + 1);
  un = big::shiftLeft(u, x.limbs, x.count, shift > 0 ? static_cast<uint64_t>(shift) : 0);
  vn = big::shiftLeft(v, y.limbs, y.count, shift < 0 ? static_cast<uint64_t>(-shift) : 0);
  un = big::normalised(u, un);
  vn = big::normalised(v, vn);
  Scratch q(un - vn + 1), r(vn);
  big::divRem(q, r, u, un, v, vn);
  size_t qn = big::normalised(q, un - vn + 1);
  double d = roundedDouble(q, qn, -shift, big::normalised(r, vn) != 0);
  if (std::isinf(d))
    return raise(t, Msg::IntDivisionTooLarge);
  return floatValue(t, negative ? -d : d);
}

int intCompareDouble(Value v, double d) {
  if (std::isinf(d))
    return d > 0 ? -1 : 1;
  int sign = intSign(v), other = d < 0 ? -1 : d > 0;
  if (sign != other)
    return sign < other ? -1 : 1;
  if (isInt(v)) {
    int64_t n = asInt(v);
    if (std::fabs(d) >= 4.7e18)
      return d > 0 ? -1 : 1; // beyond 2^62
    int64_t whole = static_cast<int64_t>(d);
    if (n != whole)
      return n < whole ? -1 : 1;
    double fraction = d - static_cast<double>(whole);
    return fraction > 0 ? -1 : fraction < 0;
  }
  IntView n(v);
  int exponent;
  double fraction = std::frexp(std::fabs(d), &exponent);
  uint64_t bits = big::bitLength(n.limbs, n.count);
  int order;
  if (exponent < 0 || bits != static_cast<uint64_t>(exponent)) {
    order = exponent < 0 || bits > static_cast<uint64_t>(exponent) ? 1 : -1;
  } else {
    Limb mantissa = static_cast<Limb>(std::ldexp(fraction, 53));
    Limb whole[18];
    size_t wn;
    bool lost = false;
    if (exponent >= 53) {
      wn = big::shiftLeft(whole, &mantissa, 1, static_cast<uint64_t>(exponent - 53));
    } else {
      wn = big::shiftRight(whole, &mantissa, 1, static_cast<uint64_t>(53 - exponent), &lost);
    }
    order = big::compare(n.limbs, n.count, whole, big::normalised(whole, wn));
    if (order == 0 && lost)
      order = -1;
  }
  return sign < 0 ? -order : order;
}

} // namespace rt
