// The math module: real functions over the C library, with Python's errors: a NaN made from numbers
// is a domain error, an infinity made from finite numbers a range error (or a domain error at
// poles).
#include "runtime-lib/modules/math/Math.h"

#include "runtime-lib/objects/int/Int.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace rt {

namespace {

constexpr double kPi = 3.14159265358979323846, kE = 2.71828182845904523536;

enum class Pole : uint8_t { Domain, Range };

Value finish(Thread &t, double r, bool anyNan, bool allFinite, Pole pole) {
  if (std::isnan(r) && !anyNan)
    return raise(t, Msg::MathDomain);
  if (std::isinf(r) && allFinite)
    return raise(t, pole == Pole::Range ? Msg::MathRange : Msg::MathDomain);
  return floatValue(t, r);
}

template <double (*f)(double), Pole pole> Value unary(Thread &t, const Value *a) {
  double x;
  if (!toDouble(t, a[0], &x))
    return kNoValue;
  return finish(t, f(x), std::isnan(x), std::isfinite(x), pole);
}

template <double (*f)(double, double)> Value binary(Thread &t, const Value *a) {
  double x, y;
  if (!toDouble(t, a[0], &x) || !toDouble(t, a[1], &y))
    return kNoValue;
  return finish(t, f(x, y), std::isnan(x) || std::isnan(y), std::isfinite(x) && std::isfinite(y),
                Pole::Range);
}

template <bool (*f)(double)> Value predicate(Thread &t, const Value *a) {
  double x;
  return toDouble(t, a[0], &x) ? fromBool(f(x)) : kNoValue;
}
bool isNan(double x) { return std::isnan(x); }
bool isInf(double x) { return std::isinf(x); }
bool isFinite(double x) { return std::isfinite(x); }

double gammaOf(double x) {
  if (x == std::floor(x) && (x < 0 || x == -INFINITY))
    return NAN; // poles at the negative integers
  return std::tgamma(x);
}
double lgammaOf(double x) {
  if (std::isinf(x))
    return INFINITY;
  int sign;
  return lgamma_r(x, &sign);
}
double degreesOf(double x) { return x * (180.0 / kPi); }
double radiansOf(double x) { return x * (kPi / 180.0); }

double fmodOf(double x, double y) {
  return std::isinf(y) && std::isfinite(x) ? x : std::fmod(x, y);
}
double remainderOf(double x, double y) {
  return std::isinf(y) && std::isfinite(x) ? x : std::remainder(x, y);
}

Value mathPow(Thread &t, const Value *a) {
  double x, y;
  if (!toDouble(t, a[0], &x) || !toDouble(t, a[1], &y))
    return kNoValue;
  double r = std::pow(x, y);
  if (std::isfinite(x) && std::isfinite(y)) {
    if (std::isnan(r))
      return raise(t, Msg::MathDomain);
    if (std::isinf(r))
      return raise(t, x == 0 ? Msg::MathDomain : Msg::MathRange);
  }
  return floatValue(t, r);
}

// floor, ceil, trunc: the special method first, as for any number.
template <double (*f)(double)> Value rounding(Thread &t, Value v, Str *method, bool needsMethod) {
  if (!isAnyFloat(v) || !isDouble(v)) {
    Value special = lookupSpecial(t, v, method);
    if (ok(special))
      return callWith(t, special);
    if (ok(t.pending))
      return kNoValue;
    if (needsMethod)
      return raise(t, Msg::NoSpecialMethod, typeName(v), fromObject(method));
  }
  double x;
  return toDouble(t, v, &x) ? intFromDouble(t, f(x)) : kNoValue;
}
Value mathFloor(Thread &t, const Value *a) {
  return rounding<std::floor>(t, a[0], names().__floor__, false);
}
Value mathCeil(Thread &t, const Value *a) {
  return rounding<std::ceil>(t, a[0], names().__ceil__, false);
}
Value mathTrunc(Thread &t, const Value *a) {
  return rounding<std::trunc>(t, a[0], names().__trunc__, true);
}

Value mathLog(Thread &t, const Value *a) {
  Value x = TRY(mathLogOf(t, a[0], std::log));
  if (!ok(a[1]))
    return x;
  Value base = TRY(mathLogOf(t, a[1], std::log));
  return binaryOp(t, BinaryKind::TrueDivide, x, base);
}
Value mathLog2(Thread &t, const Value *a) { return mathLogOf(t, a[0], std::log2); }
Value mathLog10(Thread &t, const Value *a) { return mathLogOf(t, a[0], std::log10); }

Value mathFrexp(Thread &t, const Value *a) {
  double x;
  if (!toDouble(t, a[0], &x))
    return kNoValue;
  int exponent = 0;
  double mantissa = std::isfinite(x) ? std::frexp(x, &exponent) : x;
  return fromObject(tupleOf(t, floatValue(t, mantissa), fromInt(exponent)));
}

Value mathLdexp(Thread &t, const Value *a) {
  double x;
  if (!toDouble(t, a[0], &x))
    return kNoValue;
  if (!isAnyInt(a[1]))
    return raise(t, Msg::LdexpExponent);
  int64_t exponent;
  if (!toSizeClipped(t, a[1], &exponent))
    return kNoValue;
  if (x == 0 || !std::isfinite(x))
    return floatValue(t, x);
  double r = std::ldexp(x, static_cast<int>(std::clamp<int64_t>(exponent, -5000, 5000)));
  return std::isinf(r) ? raise(t, Msg::MathRange) : floatValue(t, r);
}

Value mathModf(Thread &t, const Value *a) {
  double x, whole;
  if (!toDouble(t, a[0], &x))
    return kNoValue;
  double fraction = std::modf(x, &whole);
  return fromObject(tupleOf(t, floatValue(t, fraction), floatValue(t, whole)));
}

// Shewchuk, "Adaptive Precision Floating-Point Arithmetic": the partial sums do not overlap, so
// their total is exact; the last step rounds half to even.
Value mathFsum(Thread &t, const Value *a) {
  std::vector<double> partials;
  double specials = 0, infinities = 0;
  bool overflow = false;
  bool done = forEach(t, a[0], [&](Value item) {
    double x;
    if (!toDouble(t, item, &x))
      return false;
    double original = x;
    size_t kept = 0;
    for (double y : partials) {
      if (std::fabs(x) < std::fabs(y))
        std::swap(x, y);
      double high = x + y, low = y - (high - x);
      if (low != 0)
        partials[kept++] = low;
      x = high;
    }
    partials.resize(kept);
    if (x != 0) {
      if (!std::isfinite(x)) {
        if (std::isfinite(original)) {
          overflow = true;
          return false;
        }
        if (std::isinf(original))
          infinities += original;
        specials += original;
        partials.clear();
      } else {
        partials.push_back(x);
      }
    }
    return true;
  });
  if (overflow)
    return raise(t, Msg::FsumOverflow);
  if (!done)
    return kNoValue;
  if (specials != 0)
    return std::isnan(infinities) ? raise(t, Msg::FsumInfinities) : floatValue(t, specials);
  double high = 0;
  if (!partials.empty()) {
    size_t n = partials.size();
    high = partials[--n];
    double low = 0;
    while (n > 0) {
      double x = high, y = partials[--n];
      high = x + y;
      low = y - (high - x);
      if (low != 0)
        break;
    }
    if (n > 0 && ((low < 0 && partials[n - 1] < 0) || (low > 0 && partials[n - 1] > 0))) {
      double y = low * 2, x = high + y;
      if (y == x - high)
        high = x;
    }
  }
  return floatValue(t, high);
}

double norm(const std::vector<double> &values) {
  double largest = 0;
  bool nan = false;
  for (double v : values) {
    largest = std::max(largest, std::fabs(v));
    nan |= std::isnan(v);
  }
  if (std::isinf(largest))
    return largest;
  if (nan)
    return NAN;
  if (largest == 0 || values.size() <= 1)
    return largest;
  int exponent;
  std::frexp(largest, &exponent);
  long double sum = 0;
  for (double v : values) {
    long double scaled = std::ldexp(static_cast<long double>(v), -exponent);
    sum += scaled * scaled;
  }
  return static_cast<double>(std::ldexp(std::sqrt(sum), exponent));
}

Value mathHypot(Thread &t, const Value *a) {
  std::vector<double> values;
  auto *coordinates = as<Tuple>(a[0]);
  for (int64_t i = 0; i < coordinates->size; i++) {
    double x;
    if (!toDouble(t, coordinates->items[i], &x))
      return kNoValue;
    values.push_back(x);
  }
  return floatValue(t, norm(values));
}

Value mathDist(Thread &t, const Value *a) {
  Tuple *p = TRY(toTuple(t, a[0])), *q = TRY(toTuple(t, a[1]));
  if (p->size != q->size)
    return raise(t, Msg::DistDimensions);
  std::vector<double> values;
  for (int64_t i = 0; i < p->size; i++) {
    double x, y;
    if (!toDouble(t, p->items[i], &x) || !toDouble(t, q->items[i], &y))
      return kNoValue;
    values.push_back(x - y);
  }
  return floatValue(t, norm(values));
}

Value mathIsclose(Thread &t, const Value *v) {
  double a, b, relative = 1e-9, absolute = 0;
  if (!toDouble(t, v[0], &a) || !toDouble(t, v[1], &b) ||
      (ok(v[2]) && !toDouble(t, v[2], &relative)) || (ok(v[3]) && !toDouble(t, v[3], &absolute)))
    return kNoValue;
  if (relative < 0 || absolute < 0)
    return raise(t, Msg::ToleranceNegative);
  if (a == b)
    return fromBool(true);
  if (std::isinf(a) || std::isinf(b))
    return fromBool(false);
  double difference = std::fabs(b - a);
  return fromBool(difference <= std::fabs(relative * b) || difference <= std::fabs(relative * a) ||
                  difference <= absolute);
}

Value mathUlp(Thread &t, const Value *a) {
  double x;
  if (!toDouble(t, a[0], &x))
    return kNoValue;
  x = std::fabs(x);
  if (!std::isfinite(x))
    return floatValue(t, x);
  double after = std::nextafter(x, INFINITY);
  return floatValue(t, std::isinf(after) ? x - std::nextafter(x, -INFINITY) : after - x);
}

Value mathNextafter(Thread &t, const Value *a) {
  double x, y;
  if (!toDouble(t, a[0], &x) || !toDouble(t, a[1], &y))
    return kNoValue;
  return floatValue(t, std::nextafter(x, y));
}
Value mathCopysign(Thread &t, const Value *a) {
  double x, y;
  if (!toDouble(t, a[0], &x) || !toDouble(t, a[1], &y))
    return kNoValue;
  return floatValue(t, std::copysign(x, y));
}
Value mathAtan2(Thread &t, const Value *a) {
  double y, x;
  if (!toDouble(t, a[0], &y) || !toDouble(t, a[1], &x))
    return kNoValue;
  return floatValue(t, std::atan2(y, x));
}

#define REAL(name, function, pole)                                                                 \
  {#name, unary<function, Pole::pole>, "(x, /)", NativeKind::Function}
const NativeRow kFunctions[] = {
    REAL(acos, std::acos, Domain),
    REAL(acosh, std::acosh, Domain),
    REAL(asin, std::asin, Domain),
    REAL(asinh, std::asinh, Domain),
    REAL(atan, std::atan, Domain),
    REAL(atanh, std::atanh, Domain),
    REAL(cbrt, std::cbrt, Domain),
    REAL(cos, std::cos, Domain),
    REAL(cosh, std::cosh, Range),
    REAL(degrees, degreesOf, Range),
    REAL(erf, std::erf, Domain),
    REAL(erfc, std::erfc, Domain),
    REAL(exp, std::exp, Range),
    REAL(exp2, std::exp2, Range),
    REAL(expm1, std::expm1, Range),
    REAL(fabs, std::fabs, Domain),
    REAL(gamma, gammaOf, Range),
    REAL(lgamma, lgammaOf, Domain),
    REAL(log1p, std::log1p, Domain),
    REAL(radians, radiansOf, Domain),
    REAL(sin, std::sin, Domain),
    REAL(sinh, std::sinh, Range),
    REAL(sqrt, std::sqrt, Domain),
    REAL(tan, std::tan, Domain),
    REAL(tanh, std::tanh, Domain),
    {"atan2", mathAtan2, "(y, x, /)", NativeKind::Function},
    {"ceil", mathCeil, "(x, /)", NativeKind::Function},
    {"copysign", mathCopysign, "(x, y, /)", NativeKind::Function},
    {"dist", mathDist, "(p, q, /)", NativeKind::Function},
    {"floor", mathFloor, "(x, /)", NativeKind::Function},
    {"fmod", binary<fmodOf>, "(x, y, /)", NativeKind::Function},
    {"frexp", mathFrexp, "(x, /)", NativeKind::Function},
    {"fsum", mathFsum, "(seq, /)", NativeKind::Function},
    {"hypot", mathHypot, "(*coordinates)", NativeKind::Function},
    {"isclose", mathIsclose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)", NativeKind::Function},
    {"isfinite", predicate<isFinite>, "(x, /)", NativeKind::Function},
    {"isinf", predicate<isInf>, "(x, /)", NativeKind::Function},
    {"isnan", predicate<isNan>, "(x, /)", NativeKind::Function},
    {"ldexp", mathLdexp, "(x, i, /)", NativeKind::Function},
    {"log", mathLog, "(x, base=None, /)", NativeKind::Function},
    {"log10", mathLog10, "(x, /)", NativeKind::Function},
    {"log2", mathLog2, "(x, /)", NativeKind::Function},
    {"modf", mathModf, "(x, /)", NativeKind::Function},
    {"nextafter", mathNextafter, "(x, y, /)", NativeKind::Function},
    {"pow", mathPow, "(x, y, /)", NativeKind::Function},
    {"remainder", binary<remainderOf>, "(x, y, /)", NativeKind::Function},
    {"trunc", mathTrunc, "(x, /)", NativeKind::Function},
    {"ulp", mathUlp, "(x, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kFunctions) && addFunctions(t, module, kMathIntegerFunctions) &&
         addValue(t, module, "pi", floatValue(t, kPi)) &&
         addValue(t, module, "e", floatValue(t, kE)) &&
         addValue(t, module, "tau", floatValue(t, 2 * kPi)) &&
         addValue(t, module, "inf", floatValue(t, INFINITY)) &&
         addValue(t, module, "nan", floatValue(t, NAN));
}

} // namespace

Value mathLogOf(Thread &t, Value v, double (*log)(double)) {
  if (isAnyInt(v)) {
    if (intSign(v) <= 0)
      return raise(t, Msg::MathDomain);
    double x;
    if (intToDouble(v, &x) && !std::isinf(x))
      return floatValue(t, log(x));
    // v = m * 2**e with m near 1: log(v) = log(m) + e * log(2).
    int64_t shift = static_cast<int64_t>(intBitLength(v)) - 64;
    Value top = TRY(intShiftRight(t, v, intValue(t, shift)));
    intToDouble(top, &x);
    return floatValue(t, log(x) + static_cast<double>(shift) * log(2.0));
  }
  double x;
  if (!toDouble(t, v, &x))
    return kNoValue;
  return finish(t, log(x), std::isnan(x), std::isfinite(x), Pole::Domain);
}

} // namespace rt

NATIVE_MODULE_DEFINITION(math, "math", rt::initialise)
