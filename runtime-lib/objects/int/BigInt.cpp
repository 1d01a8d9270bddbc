// Linear and quadratic algorithms on limb arrays, multiplication by Karatsuba above a threshold and
// recursive division (Burnikel, Ziegler: Fast Recursive Division, 1998) above another. Text
// conversion is in BigIntText.cpp.
#include "runtime-lib/objects/int/BigInt.h"

#include <cstdlib>
#include <cstring>
#include <utility>

namespace rt::big {

Scratch::Scratch(size_t n) : data_(small_) {
  if (n > sizeof small_ / sizeof *small_) {
    data_ = static_cast<Limb *>(std::malloc(n * sizeof(Limb)));
    if (!data_)
      std::abort();
  }
}
void Scratch::release() { std::free(data_); }

namespace {

constexpr size_t kKaratsubaThreshold = 32; // limbs; measured on x86-64
constexpr size_t kRecursiveDivision = 80;

inline Limb addCarry(Limb a, Limb b, Limb *carry) {
  Limb s, t;
  bool c1 = __builtin_add_overflow(a, b, &s);
  bool c2 = __builtin_add_overflow(s, *carry, &t);
  *carry = c1 | c2;
  return t;
}
inline Limb subBorrow(Limb a, Limb b, Limb *borrow) {
  Limb s, t;
  bool b1 = __builtin_sub_overflow(a, b, &s);
  bool b2 = __builtin_sub_overflow(s, *borrow, &t);
  *borrow = b1 | b2;
  return t;
}

} // namespace

Limb reciprocal(Limb d) {
#ifdef __SIZEOF_INT128__
  return static_cast<Limb>(((static_cast<Wide>(~d) << 64) | ~Limb{0}) / d);
#else
  // Long division of (~d, ~0) by d, a bit at a time.
  Limb high = ~d, low = ~Limb{0}, q = 0;
  for (int i = 0; i < 64; i++) {
    bool top = high >> 63;
    high = (high << 1) | (low >> 63);
    low <<= 1;
    q <<= 1;
    if (top || high >= d) {
      high -= d;
      q |= 1;
    }
  }
  return q;
#endif
}

int compare(const Limb *a, size_t an, const Limb *b, size_t bn) {
  if (an != bn)
    return an < bn ? -1 : 1;
  for (size_t i = an; i--;)
    if (a[i] != b[i])
      return a[i] < b[i] ? -1 : 1;
  return 0;
}

Limb add(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn) {
  Limb carry = 0;
  size_t i = 0;
  for (; i < bn; i++)
    r[i] = addCarry(a[i], b[i], &carry);
  for (; i < an && carry; i++) {
    r[i] = a[i] + 1;
    carry = r[i] == 0;
  }
  if (r != a)
    for (; i < an; i++)
      r[i] = a[i];
  return carry;
}

Limb sub(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn) {
  Limb borrow = 0;
  size_t i = 0;
  for (; i < bn; i++)
    r[i] = subBorrow(a[i], b[i], &borrow);
  for (; i < an && borrow; i++) {
    borrow = a[i] == 0;
    r[i] = a[i] - 1;
  }
  if (r != a)
    for (; i < an; i++)
      r[i] = a[i];
  return borrow;
}

Limb mulSmall(Limb *r, const Limb *a, size_t n, Limb m, Limb carry) {
  for (size_t i = 0; i < n; i++) {
    Limb high, low = mulWide(a[i], m, &high);
    high += __builtin_add_overflow(low, carry, &low);
    r[i] = low;
    carry = high;
  }
  return carry;
}

Limb addMul(Limb *r, const Limb *a, size_t n, Limb m) {
  Limb carry = 0;
  for (size_t i = 0; i < n; i++) {
    Limb high, low = mulWide(a[i], m, &high);
    high += __builtin_add_overflow(low, carry, &low);
    high += __builtin_add_overflow(low, r[i], &low);
    r[i] = low;
    carry = high;
  }
  return carry;
}

Limb subMul(Limb *r, const Limb *a, size_t n, Limb m) {
  Limb borrow = 0;
  for (size_t i = 0; i < n; i++) {
    Limb high, low = mulWide(a[i], m, &high);
    high += __builtin_add_overflow(low, borrow, &low);
    high += __builtin_sub_overflow(r[i], low, &low);
    r[i] = low;
    borrow = high;
  }
  return borrow;
}

Limb divSmall(Limb *q, const Limb *a, size_t n, Limb d) {
  if (!n)
    return 0;
  unsigned shift = static_cast<unsigned>(__builtin_clzll(d));
  Limb divisor = d << shift, inverse = reciprocal(divisor);
  Limb rest = 0;
  if (shift == 0) {
    for (size_t i = n; i--;)
      q[i] = divWide(rest, a[i], divisor, inverse, &rest);
    return rest;
  }
  rest = a[n - 1] >> (64 - shift);
  for (size_t i = n; i--;) {
    Limb low = (a[i] << shift) | (i ? a[i - 1] >> (64 - shift) : 0);
    q[i] = divWide(rest, low, divisor, inverse, &rest);
  }
  return rest >> shift;
}

// --- Multiplication
namespace {

void mulBase(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn) {
  r[an] = mulSmall(r, a, an, b[0]);
  for (size_t j = 1; j < bn; j++)
    r[an + j] = addMul(r + j, a, an, b[j]);
}

// Squares: each product of different limbs once, doubled, plus the squares of the limbs.
void sqrBase(Limb *r, const Limb *a, size_t n) {
  if (n == 1) {
    r[0] = mulWide(a[0], a[0], &r[1]);
    return;
  }
  r[0] = 0;
  r[n] = mulSmall(r + 1, a + 1, n - 1, a[0]);
  for (size_t i = 1; i < n - 1; i++)
    r[n + i] = addMul(r + 2 * i + 1, a + i + 1, n - i - 1, a[i]);
  r[2 * n - 1] = 0;
  Limb top = 0, carry = 0;
  for (size_t i = 0; i < n; i++) {
    Limb high, low = mulWide(a[i], a[i], &high);
    Limb x = r[2 * i], y = r[2 * i + 1];
    Limb x2 = (x << 1) | top, y2 = (y << 1) | (x >> 63);
    top = y >> 63;
    r[2 * i] = addCarry(x2, low, &carry);
    r[2 * i + 1] = addCarry(y2, high, &carry);
  }
}

// |a - b| of halves of different length; returns true when negative. r has an limbs, an >= bn.
bool subAbs(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn) {
  size_t na = normalised(a, an), nb = normalised(b, bn);
  if (compare(a, na, b, nb) >= 0) {
    sub(r, a, an, b, bn);
    return false;
  }
  // Then a has no more limbs than b in use.
  sub(r, b, bn, a, na);
  std::memset(r + bn, 0, (an - bn) * sizeof(Limb));
  return true;
}

// r[0..2n) = a * b for equal lengths; scratch of 4n + 128 limbs.
//   a b = z2 B^2h + (z0 + z2 - (a0 - a1)(b0 - b1)) B^h + z0
void karatsuba(Limb *r, const Limb *a, const Limb *b, size_t n, Limb *scratch) {
  if (n < kKaratsubaThreshold) {
    if (a == b)
      sqrBase(r, a, n);
    else
      mulBase(r, a, n, b, n);
    return;
  }
  size_t h = (n + 1) / 2, l = n - h; // low half has h limbs, high half l <= h
  const Limb *a1 = a + h, *b1 = b + h;
  Limb *da = r, *db = r + h, *product = scratch, *rest = scratch + 2 * h;
  bool negative;
  if (a == b) {
    subAbs(da, a, h, a1, l);
    karatsuba(product, da, da, h, rest);
    negative = false; // (a0 - a1)^2
  } else {
    negative = subAbs(da, a, h, a1, l) != subAbs(db, b, h, b1, l);
    karatsuba(product, da, db, h, rest);
  }
  karatsuba(r, a, b, h, rest);
  if (a == b)
    karatsuba(r + 2 * h, a1, a1, l, rest);
  else
    karatsuba(r + 2 * h, a1, b1, l, rest);
  // middle = z0 + z2 -+ product, 2h + 1 limbs
  Limb *middle = rest;
  middle[2 * h] = add(middle, r, 2 * h, r + 2 * h, 2 * l);
  if (negative)
    middle[2 * h] += add(middle, middle, 2 * h, product, 2 * h);
  else
    middle[2 * h] -= sub(middle, middle, 2 * h, product, 2 * h);
  size_t room = 2 * n - h;
  size_t used = 2 * h + 1 < room ? 2 * h + 1 : room;
  add(r + h, r + h, room, middle, used);
}

} // namespace

void mul(Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn) {
  if (an < bn) {
    std::swap(a, b);
    std::swap(an, bn);
  }
  if (bn < kKaratsubaThreshold) {
    if (a == b && an == bn)
      sqrBase(r, a, an);
    else
      mulBase(r, a, an, b, bn);
    return;
  }
  Scratch scratch(4 * bn + 256);
  if (an == bn) {
    karatsuba(r, a, b, an, scratch);
    return;
  }
  // Unbalanced: slices of a as long as b.
  std::memset(r, 0, (an + bn) * sizeof(Limb));
  Scratch piece(2 * bn);
  size_t done = 0;
  for (; an - done >= bn; done += bn) {
    karatsuba(piece, a + done, b, bn, scratch);
    add(r + done, r + done, an + bn - done, piece, 2 * bn);
  }
  if (size_t left = an - done) {
    mul(piece, b, bn, a + done, left);
    add(r + done, r + done, an + bn - done, piece, bn + left);
  }
}

// --- Shifts
size_t shiftLeft(Limb *r, const Limb *a, size_t n, uint64_t shift) {
  size_t limbs = shift / 64;
  unsigned bits = shift % 64;
  std::memset(r, 0, limbs * sizeof(Limb));
  Limb carry = 0;
  for (size_t i = 0; i < n; i++) {
    r[limbs + i] = (a[i] << bits) | carry;
    carry = bits ? a[i] >> (64 - bits) : 0;
  }
  r[limbs + n] = carry;
  return limbs + n + 1;
}

size_t shiftRight(Limb *r, const Limb *a, size_t n, uint64_t shift, bool *lost) {
  size_t limbs = shift / 64;
  unsigned bits = shift % 64;
  if (lost) {
    *lost = false;
    for (size_t i = 0; i < limbs && i < n; i++)
      if (a[i])
        *lost = true;
    if (limbs < n && bits && (a[limbs] << (64 - bits)))
      *lost = true;
  }
  if (limbs >= n)
    return 0;
  for (size_t i = limbs; i < n; i++)
    r[i - limbs] = bits ? (a[i] >> bits) | (i + 1 < n ? a[i + 1] << (64 - bits) : 0) : a[i];
  return n - limbs;
}

// --- Division
namespace {

// Schoolbook division (Knuth, 4.3.1 D) of u[0..un) by v[0..vn), v normalised (top bit set), vn
// >= 2. u is replaced by the remainder in its low vn limbs; q gets un - vn limbs; the top vn limbs
// of u must be less than v.
void divBase(Limb *q, Limb *u, size_t un, const Limb *v, size_t vn) {
  Limb v1 = v[vn - 1], v0 = v[vn - 2], inverse = reciprocal(v1);
  for (size_t j = un - vn; j--;) {
    Limb u2 = u[j + vn], u1 = u[j + vn - 1], u0 = u[j + vn - 2];
    Limb guess, rest;
    bool checked = false;
    if (u2 >= v1) {
      guess = ~Limb{0};
      rest = u1 + v1; // u2 == v1 here: rest = u2 B + u1 - (B - 1) v1
      checked = rest < v1;
    } else {
      guess = divWide(u2, u1, v1, inverse, &rest);
    }
    while (!checked) {
      Limb high, low = mulWide(guess, v0, &high);
      if (high < rest || (high == rest && low <= u0))
        break;
      guess--;
      rest += v1;
      checked = rest < v1;
    }
    Limb borrow = subMul(u + j, v, vn, guess);
    if (u2 < borrow) {
      guess--;
      add(u + j, u + j, vn, v, vn);
    }
    u[j + vn] = 0;
    q[j] = guess;
  }
}

void div2by1(Limb *q, Limb *u, const Limb *v, size_t n, Limb *scratch);

// u[0..3h) by v[0..2h) -> q[0..h), remainder in u[0..2h); the top of u is less than v.
void div3by2(Limb *q, Limb *u, const Limb *v, size_t h, Limb *scratch) {
  const Limb *v1 = v + h, *v0 = v;
  Limb *product = scratch, *rest = scratch + 2 * h;
  Limb top = 0; // limb above u[0..2h) after the first step
  if (compare(u + 2 * h, normalised(u + 2 * h, h), v1, normalised(v1, h)) < 0) {
    div2by1(q, u + h, v1, h, rest);
  } else {
    // The quotient of the halves is B^h - 1: u - (B^h - 1) v1 B^h.
    for (size_t i = 0; i < h; i++)
      q[i] = ~Limb{0};
    sub(u + 2 * h, u + 2 * h, h, v1, h);
    top = add(u + h, u + h, h, v1, h);
    top += u[2 * h]; // the rest of the top half is zero: u2 == v1
    u[2 * h] = 0;
  }
  mul(product, q, h, v0, h);
  Limb borrow = sub(u, u, 2 * h, product, 2 * h);
  int64_t high = static_cast<int64_t>(top) - static_cast<int64_t>(borrow);
  Limb one = 1;
  while (high < 0) {
    high += static_cast<int64_t>(add(u, u, 2 * h, v, 2 * h));
    sub(q, q, h, &one, 1);
  }
}

// u[0..2n) by v[0..n) -> q[0..n), remainder in u[0..n).
void div2by1(Limb *q, Limb *u, const Limb *v, size_t n, Limb *scratch) {
  if (n % 2 || n < kRecursiveDivision) {
    divBase(q, u, 2 * n, v, n);
    return;
  }
  size_t h = n / 2;
  div3by2(q + h, u + h, v, h, scratch);
  div3by2(q, u, v, h, scratch);
}

void divRecursive(Limb *q, Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn) {
  // Pad the divisor to n = m 2^k limbs with m below the threshold, so that halving comes out even.
  size_t k = 0;
  while ((bn >> k) >= kRecursiveDivision)
    k++;
  size_t n = ((bn + (size_t{1} << k) - 1) >> k) << k;
  size_t padLimbs = n - bn;
  uint64_t shift = padLimbs * 64 + static_cast<unsigned>(__builtin_clzll(b[bn - 1]));
  Scratch v(n + 1);
  shiftLeft(v, b, bn, shift);
  size_t un = an + padLimbs + 1;
  size_t blocks = (un + n - 1) / n;
  Scratch u(blocks * n + n);
  std::memset(u.data(), 0, (blocks * n + n) * sizeof(Limb));
  shiftLeft(u, a, an, shift);
  Scratch quotient(blocks * n), scratch(8 * n + 64);
  // The block above the top is zero, so the first step satisfies "top less than v".
  for (size_t i = blocks; i--;)
    div2by1(quotient + i * n, u + i * n, v, n, scratch);
  if (q)
    std::memcpy(q, quotient.data(), (an - bn + 1) * sizeof(Limb));
  if (r) {
    Scratch rest(n + 1);
    size_t count = shiftRight(rest, u, n, shift);
    std::memcpy(r, rest.data(), (count < bn ? count : bn) * sizeof(Limb));
    for (size_t i = count; i < bn; i++)
      r[i] = 0;
  }
}

} // namespace

void divRem(Limb *q, Limb *r, const Limb *a, size_t an, const Limb *b, size_t bn) {
  if (bn == 1) {
    Scratch unused(q ? 1 : an);
    Limb rest = divSmall(q ? q : unused.data(), a, an, b[0]);
    if (r)
      r[0] = rest;
    return;
  }
  if (bn >= kRecursiveDivision && an - bn >= kRecursiveDivision / 2) {
    divRecursive(q, r, a, an, b, bn);
    return;
  }
  unsigned shift = static_cast<unsigned>(__builtin_clzll(b[bn - 1]));
  Scratch u(an + 2), v(bn + 2), quotient(q ? 1 : an - bn + 1);
  shiftLeft(u, a, an, shift);
  shiftLeft(v, b, bn, shift);
  divBase(q ? q : quotient.data(), u, an + 1, v, bn);
  if (r)
    shiftRight(r, u, bn, shift);
}

} // namespace rt::big
