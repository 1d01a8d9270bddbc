// The math module's exact functions on ints.
#include "runtime-lib/modules/math/Math.h"
#include "runtime-lib/objects/int/Int.h"

#include <algorithm>
#include <climits>

namespace rt {

namespace {

// Product of lo, lo + 1 ... hi by halves, so that the factors stay of similar size.
Value product(Thread &t, int64_t lo, int64_t hi) {
  if (hi - lo < 8) {
    Value r = fromInt(1);
    for (int64_t i = lo; i <= hi; i++)
      r = TRY(intMultiply(t, r, intValue(t, i)));
    return r;
  }
  int64_t mid = lo + (hi - lo) / 2;
  Value a = TRY(product(t, lo, mid)), b = TRY(product(t, mid + 1, hi));
  return intMultiply(t, a, b);
}

Value mathFactorial(Thread &t, const Value *a) {
  Value v = TRY(toIndex(t, a[0]));
  if (intSign(v) < 0)
    return raise(t, Msg::FactorialNegative);
  int64_t n;
  if (!intFits(v, &n))
    return raise(t, Msg::FactorialTooLarge, LONG_MAX);
  return product(t, 2, n);
}

// n * (n - 1) ... (n - k + 1), for n of any size.
Value fallingProduct(Thread &t, Value n, int64_t k) {
  int64_t small;
  if (intFits(n, &small))
    return k == 0 ? fromInt(1) : product(t, small - k + 1, small);
  Value r = fromInt(1);
  for (int64_t i = 0; i < k; i++) {
    Value factor = TRY(intSubtract(t, n, intValue(t, i)));
    r = TRY(intMultiply(t, r, factor));
  }
  return r;
}

Value mathPerm(Thread &t, const Value *a) {
  if (!ok(a[1]) || isNone(a[1]))
    return mathFactorial(t, a);
  Value n = TRY(toIndex(t, a[0])), k = TRY(toIndex(t, a[1]));
  if (intSign(n) < 0)
    return raise(t, Msg::CombNotNegative, "n");
  if (intSign(k) < 0)
    return raise(t, Msg::CombNotNegative, "k");
  if (intCompare(n, k) < 0)
    return fromInt(0);
  int64_t count;
  if (!intFits(k, &count))
    return raise(t, Msg::PermTooLarge, LLONG_MAX);
  return fallingProduct(t, n, count);
}

Value mathComb(Thread &t, const Value *a) {
  Value n = TRY(toIndex(t, a[0])), k = TRY(toIndex(t, a[1]));
  if (intSign(n) < 0)
    return raise(t, Msg::CombNotNegative, "n");
  if (intSign(k) < 0)
    return raise(t, Msg::CombNotNegative, "k");
  Value rest = TRY(intSubtract(t, n, k));
  if (intSign(rest) < 0)
    return fromInt(0);
  if (intCompare(rest, k) < 0)
    k = rest;
  int64_t count;
  if (!intFits(k, &count))
    return raise(t, Msg::CombTooLarge, LLONG_MAX);
  Value numerator = TRY(fallingProduct(t, n, count)), denominator = TRY(product(t, 2, count));
  return intFloorDivide(t, numerator, denominator);
}

Value gcdOf(Thread &t, const Value *args, size_t count) {
  Value r = fromInt(0);
  for (size_t i = 0; i < count; i++) {
    Value v = TRY(toIndex(t, args[i]));
    r = TRY(intGcd(t, r, v));
  }
  return r;
}
Value mathGcd(Thread &t, const Value *a) {
  return gcdOf(t, as<Tuple>(a[0])->items, static_cast<size_t>(as<Tuple>(a[0])->size));
}

Value mathLcm(Thread &t, const Value *a) {
  auto *args = as<Tuple>(a[0]);
  Value r = fromInt(1);
  for (int64_t i = 0; i < args->size; i++) {
    Value v = TRY(toIndex(t, args->items[i]));
    if (intSign(v) == 0 || intSign(r) == 0) {
      r = fromInt(0);
      continue;
    }
    Value g = TRY(intGcd(t, r, v));
    Value q = TRY(intFloorDivide(t, r, g));
    r = TRY(intMultiply(t, q, v));
    if (intSign(r) < 0)
      r = TRY(intNegate(t, r));
  }
  return r;
}

// Newton's iteration from above.
Value mathIsqrt(Thread &t, const Value *a) {
  Value n = TRY(toIndex(t, a[0]));
  if (intSign(n) < 0)
    return raise(t, Msg::IsqrtNegative);
  if (intSign(n) == 0)
    return n;
  auto bits = static_cast<int64_t>(intBitLength(n));
  Value x = TRY(intShiftLeft(t, fromInt(1), intValue(t, (bits + 1) / 2)));
  for (;;) {
    Value q = TRY(intFloorDivide(t, n, x));
    Value sum = TRY(intAdd(t, x, q));
    Value y = TRY(intShiftRight(t, sum, fromInt(1)));
    if (intCompare(y, x) >= 0)
      return x;
    x = y;
  }
}

Value mathProd(Thread &t, const Value *a) {
  Value r = ok(a[1]) ? a[1] : fromInt(1);
  bool done = forEach(t, a[0], [&](Value item) {
    r = binaryOp(t, BinaryKind::Multiply, r, item);
    return ok(r);
  });
  return done ? r : kNoValue;
}

} // namespace

const NativeRow kMathIntegerFunctions[] = {
    {"comb", mathComb, "(n, k, /)", NativeKind::Function},
    {"factorial", mathFactorial, "(x, /)", NativeKind::Function},
    {"gcd", mathGcd, "(*integers)", NativeKind::Function, nullptr, gcdOf},
    {"isqrt", mathIsqrt, "(n, /)", NativeKind::Function},
    {"lcm", mathLcm, "(*integers)", NativeKind::Function},
    {"perm", mathPerm, "(n, k=None, /)", NativeKind::Function},
    {"prod", mathProd, "(iterable, /, *, start=1)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

} // namespace rt
