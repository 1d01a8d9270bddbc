// int: powers, modular powers and inverses, greatest common divisors, shifts and bit operations.
#include "runtime-lib/objects/int/Int.h"

#include <cstring>

namespace rt {

using big::Limb;
using big::Scratch;

// --- Powers
namespace {

Value powerPlain(Thread &t, Value a, uint64_t exponent) {
  // Powers of two shift.
  if (isInt(a) && asInt(a) == 2 && exponent > 61)
    return intShiftLeft(t, fromInt(1), intFromUnsigned(t, exponent));
  if (!exponent)
    return fromInt(1);
  if (isInt(a)) { // Fast path: while everything fits
    int64_t square = asInt(a), product = 1;
    for (uint64_t rest = exponent;;) {
      if (rest & 1 && __builtin_mul_overflow(product, square, &product))
        break;
      if (!(rest >>= 1))
        return intValue(t, product);
      if (__builtin_mul_overflow(square, square, &square))
        break;
    }
  }
  Value result = fromInt(1);
  for (int i = 63 - __builtin_clzll(exponent); i >= 0; i--) {
    result = TRY(intMultiply(t, result, result));
    if (exponent >> i & 1)
      result = TRY(intMultiply(t, result, a));
  }
  return result;
}

#ifdef __SIZEOF_INT128__
uint64_t powerModSmall(uint64_t base, const IntView &exponent, uint64_t modulus) {
  auto multiply = [modulus](uint64_t a, uint64_t b) {
    if (modulus >> 32 == 0)
      return a * b % modulus;
    return static_cast<uint64_t>(static_cast<big::Wide>(a) * b % modulus);
  };
  base %= modulus;
  uint64_t result = base; // of the exponent's leading one
  if (modulus == 1)
    return 0;
  size_t top = exponent.count - 1;
  int bit = 63 - __builtin_clzll(exponent.limbs[top]);
  for (size_t i = exponent.count; i--; bit = 64)
    while (bit-- > 0) {
      result = multiply(result, result);
      if (exponent.limbs[i] >> bit & 1)
        result = multiply(result, base);
    }
  return result;
}
#endif

// base^exponent mod m for magnitudes, 0 <= base < m, by windows of four bits. r gets m.count limbs.
void powerModLimbs(Limb *r, const Limb *base, const IntView &exponent, const IntView &m) {
  size_t n = m.count;
  Scratch table(16 * n), product(2 * n), current(n);
  auto entry = [&](unsigned i) { return table + i * n; };
  auto multiply = [&](Limb *out, const Limb *a, const Limb *b) {
    big::mul(product, a, n, b, n);
    size_t pn = big::normalised(product, 2 * n);
    if (pn < n) {
      std::memcpy(out, product.data(), n * sizeof(Limb));
      return;
    }
    big::divRem(nullptr, out, product, pn, m.limbs, n);
  };
  std::memset(entry(0), 0, n * sizeof(Limb));
  entry(0)[0] = 1;
  std::memcpy(entry(1), base, n * sizeof(Limb));
  bool wide = exponent.count > 1 || exponent.limbs[0] > 0xffff;
  if (wide)
    for (unsigned i = 2; i < 16; i++)
      multiply(entry(i), entry(i - 1), entry(1));
  std::memcpy(current.data(), entry(0), n * sizeof(Limb));
  bool started = false;
  unsigned step = wide ? 4 : 1;
  for (size_t i = exponent.count; i--;)
    for (int bit = 64 - static_cast<int>(step); bit >= 0; bit -= static_cast<int>(step)) {
      if (started)
        for (unsigned k = 0; k < step; k++)
          multiply(current, current, current);
      unsigned digit = exponent.limbs[i] >> bit & ((1u << step) - 1);
      if (!digit)
        continue;
      if (started)
        multiply(current, current, entry(digit));
      else
        std::memcpy(current.data(), entry(digit), n * sizeof(Limb));
      started = true;
    }
  std::memcpy(r, current.data(), n * sizeof(Limb));
}

// The inverse of a modulo m > 0, by the extended Euclidean algorithm.
Value inverseMod(Thread &t, Value a, Value m) {
  Value r0 = m, r1 = TRY(intRemainder(t, a, m)), s0 = fromInt(0), s1 = fromInt(1);
  while (intSign(r1)) {
    Value q, r;
    if (!intDivMod(t, r0, r1, &q, &r))
      return kNoValue;
    Value s = TRY(intSubtract(t, s0, TRY(intMultiply(t, q, s1))));
    r0 = r1;
    r1 = r;
    s0 = s1;
    s1 = s;
  }
  if (!same(r0, fromInt(1)))
    return raise(t, Msg::NotInvertible);
  return intRemainder(t, s0, m);
}

Value powerMod(Thread &t, Value a, Value b, Value modulus) {
  int sign = intSign(modulus);
  if (!sign)
    return raise(t, Msg::PowModulusZero);
  Value m = sign < 0 ? TRY(intNegate(t, modulus)) : intExact(t, modulus);
  if (intSign(b) < 0) {
    a = TRY(inverseMod(t, a, m));
    b = TRY(intNegate(t, b));
  }
  Value base = TRY(intRemainder(t, a, m));
  Value result;
  IntView e(b), mv(m), bv(base);
  if (same(m, fromInt(1))) {
    result = fromInt(0);
  } else if (!e.count) {
    result = fromInt(1);
  } else if (!bv.count) {
    result = fromInt(0);
#ifdef __SIZEOF_INT128__
  } else if (mv.count == 1) {
    result = intFromUnsigned(t, powerModSmall(bv.limbs[0], e, mv.limbs[0]));
#endif
  } else {
    Scratch padded(mv.count);
    std::memset(padded.data(), 0, mv.count * sizeof(Limb));
    std::memcpy(padded.data(), bv.limbs, bv.count * sizeof(Limb));
    Int *r = TRY(intAllocate(t, mv.count));
    powerModLimbs(r->limbs, padded, e, mv);
    result = intFinish(r, mv.count, false);
  }
  // The result has the sign of the modulus.
  if (sign < 0 && intSign(result))
    result = TRY(intAdd(t, result, modulus));
  return result;
}

} // namespace

Value intPower(Thread &t, Value a, Value b, Value modulus) {
  if (!isNone(modulus))
    return powerMod(t, a, b, modulus);
  if (intSign(b) < 0) {
    double x, y;
    if (!intToDouble(a, &x) || !intToDouble(b, &y))
      return raise(t, Msg::IntTooLargeForFloat);
    return binaryOp(t, BinaryKind::Power, floatValue(t, x), floatValue(t, y));
  }
  int64_t n;
  if (!intFits(b, &n)) {
    // Only 0, 1 and -1 have such powers.
    if (isInt(intExact(t, a)) && asInt(intExact(t, a)) >= -1 && asInt(intExact(t, a)) <= 1) {
      int64_t base = asInt(intExact(t, a));
      if (base >= 0)
        return fromInt(base);
      return fromInt(IntView(b).limbs[0] & 1 ? -1 : 1);
    }
    return raiseMemoryError(t);
  }
  return powerPlain(t, intExact(t, a), static_cast<uint64_t>(n));
}

Value intGcd(Thread &t, Value a, Value b) {
  Value x = intSign(a) < 0 ? TRY(intNegate(t, a)) : intExact(t, a);
  Value y = intSign(b) < 0 ? TRY(intNegate(t, b)) : intExact(t, b);
  while (!bothInt(x, y)) {
    if (!intSign(y))
      return x;
    Value r = TRY(intRemainder(t, x, y));
    x = y;
    y = r;
  }
  uint64_t u = static_cast<uint64_t>(asInt(x)), v = static_cast<uint64_t>(asInt(y));
  if (!u || !v)
    return fromInt(static_cast<int64_t>(u | v));
  int shift = __builtin_ctzll(u | v);
  u >>= __builtin_ctzll(u);
  while (v) {
    v >>= __builtin_ctzll(v);
    if (u > v) {
      uint64_t swap = u;
      u = v;
      v = swap;
    }
    v -= u;
  }
  return fromInt(static_cast<int64_t>(u << shift));
}

// --- Shifts
Value intShiftLeft(Thread &t, Value a, Value shift) {
  if (intSign(shift) < 0)
    return raise(t, Msg::NegativeShift);
  if (!intSign(a))
    return fromInt(0);
  int64_t n;
  if (!intFits(shift, &n) || n >= (int64_t{1} << 46)) {
    // CPython counts digits of 30 bits, whose number must fit its sizes, and then finds no memory.
    bool countable = intCompare(shift, TRY(intMultiply(t, fromInt(30), fromInt(INT64_MAX / 4)))) < 0;
    return countable ? raiseMemoryError(t) : raise(t, Msg::TooManyDigits);
  }
  if (isInt(a) && n < 62) {
    int64_t x = asInt(a), r = static_cast<int64_t>(static_cast<uint64_t>(x) << n);
    if ((r >> n) == x && fitsInt(r))
      return fromInt(r);
  }
  IntView x(a);
  size_t count = x.count + static_cast<size_t>(n / 64) + 1;
  Int *r = TRY(intAllocate(t, count));
  big::shiftLeft(r->limbs, x.limbs, x.count, static_cast<uint64_t>(n));
  return intFinish(r, count, x.negative);
}

Value intShiftRight(Thread &t, Value a, Value shift) {
  if (intSign(shift) < 0)
    return raise(t, Msg::NegativeShift);
  int64_t n;
  if (!intFits(shift, &n))
    return fromInt(intSign(a) < 0 ? -1 : 0);
  if (isInt(a))
    return fromInt(asInt(a) >> (n > 63 ? 63 : n));
  IntView x(a);
  if (static_cast<uint64_t>(n) / 64 >= x.count)
    return fromInt(x.negative ? -1 : 0);
  size_t count = x.count - static_cast<size_t>(n / 64);
  Int *r = TRY(intAllocate(t, count + 1));
  bool lost;
  big::shiftRight(r->limbs, x.limbs, x.count, static_cast<uint64_t>(n), &lost);
  r->limbs[count] = 0;
  if (x.negative && lost) { // floor
    const Limb one = 1;
    big::add(r->limbs, r->limbs, count + 1, &one, 1);
  }
  return intFinish(r, count + 1, x.negative);
}

// --- Bit operations: as if in two's complement with infinitely many sign bits.
namespace {

// Limb i of the two's complement form, in order from 0.
class TwosComplement {
public:
  explicit TwosComplement(const IntView &v) : v_(v), carry_(v.negative) {}
  Limb next() {
    Limb limb = i_ < v_.count ? v_.limbs[i_] : 0;
    i_++;
    if (!v_.negative)
      return limb;
    limb = ~limb + carry_;
    carry_ = carry_ && limb == 0;
    return limb;
  }

private:
  const IntView &v_;
  size_t i_ = 0;
  Limb carry_;
};

} // namespace

Value intBitwise(Thread &t, BinaryKind kind, Value a, Value b) {
  IntView x(a), y(b);
  size_t count = (x.count > y.count ? x.count : y.count) + 1;
  Int *r = TRY(intAllocate(t, count));
  TwosComplement p(x), q(y);
  bool negative;
  if (kind == BinaryKind::And) {
    for (size_t i = 0; i < count; i++)
      r->limbs[i] = p.next() & q.next();
    negative = x.negative && y.negative;
  } else if (kind == BinaryKind::Or) {
    for (size_t i = 0; i < count; i++)
      r->limbs[i] = p.next() | q.next();
    negative = x.negative || y.negative;
  } else {
    for (size_t i = 0; i < count; i++)
      r->limbs[i] = p.next() ^ q.next();
    negative = x.negative != y.negative;
  }
  if (negative) {
    Limb carry = 1;
    for (size_t i = 0; i < count; i++) {
      r->limbs[i] = ~r->limbs[i] + carry;
      carry = carry && r->limbs[i] == 0;
    }
  }
  return intFinish(r, count, negative);
}

} // namespace rt
