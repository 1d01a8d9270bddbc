// cmath: elementary functions of complex numbers.
//
// Finite arguments use the formulas of W. Kahan ("Branch cuts for complex elementary functions", 1987),
// which keep the sides of branch cuts apart by the sign of zero and neither overflow nor lose accuracy
// where the result does not. Infinities and NaN are left to the C library, which follows Annex G of C99;
// where that leaves signs open, CPython's choice is made here.
#include "runtime-lib/modules/cmath/Functions.h"

#include <algorithm>
#include <cerrno>
#include <cfloat>
#include <cmath>

namespace rt::cmathmodule {

namespace {

using Native = _Complex double;
Number fromNative(Native z) { return {__real__ z, __imag__ z}; }
Native native(Number z) { return __builtin_complex(z.real, z.imag); }
bool isFinite(Number z) { return std::isfinite(z.real) && std::isfinite(z.imag); }
bool isInfinite(Number z) { return std::isinf(z.real) || std::isinf(z.imag); }

const double kLarge = DBL_MAX / 4, kSqrtLarge = std::sqrt(kLarge), kLogLarge = std::log(kLarge), kSqrtMin = std::sqrt(DBL_MIN);
constexpr double kLn2 = 0.693147180559945309417, kE = 2.71828182845904523536, kPi = 3.14159265358979323846;

bool isLarge(Number z) { return std::fabs(z.real) > kLarge || std::fabs(z.imag) > kLarge; }
/// log(abs(z)) + log(2) of a large number, halved first.
double logOfTwice(Number z) { return std::log(std::hypot(z.real / 2, z.imag / 2)) + kLn2 * 2; }
Number timesI(Number z) { return {-z.imag, z.real}; }
Number overI(Number z) { return {z.imag, -z.real}; }
Number ranged(Number z, int *error) {
  if (isInfinite(z)) *error = ERANGE;
  return z;
}

} // namespace

Number sqrt(Number z, int *) {
  if (!isFinite(z)) return fromNative(__builtin_csqrt(native(z)));
  if (z.real == 0 && z.imag == 0) return {0, z.imag};
  double x = std::fabs(z.real), y = std::fabs(z.imag), s;
  if (x < DBL_MIN && y < DBL_MIN) { // subnormal: scaled up
    x = std::ldexp(x, 53);
    s = std::ldexp(std::sqrt(x + std::hypot(x, std::ldexp(y, 53))), -27);
  } else {
    x /= 8;
    s = 2 * std::sqrt(x + std::hypot(x, y / 8));
  }
  const double d = y / (2 * s);
  return z.real >= 0 ? Number{s, std::copysign(d, z.imag)} : Number{d, std::copysign(s, z.imag)};
}

Number acos(Number z, int *error) {
  if (!isFinite(z)) {
    Number r = fromNative(__builtin_cacos(native(z)));
    if (std::isinf(z.real) && std::isnan(z.imag)) r.imag = std::fabs(r.imag);
    return r;
  }
  if (isLarge(z)) {
    const double size = logOfTwice(z);
    return {std::atan2(std::fabs(z.imag), z.real), z.real < 0 ? -std::copysign(size, z.imag) : std::copysign(size, -z.imag)};
  }
  const Number a = sqrt({1 - z.real, -z.imag}, error), b = sqrt({1 + z.real, z.imag}, error);
  return {2 * std::atan2(a.real, b.real), std::asinh(b.real * a.imag - b.imag * a.real)};
}
Number acosh(Number z, int *error) {
  if (!isFinite(z)) {
    Number r = fromNative(__builtin_cacosh(native(z)));
    if (z.real == 0 && std::isnan(z.imag)) r.imag = NAN;
    return r;
  }
  if (isLarge(z)) return {logOfTwice(z), std::atan2(z.imag, z.real)};
  const Number a = sqrt({z.real - 1, z.imag}, error), b = sqrt({z.real + 1, z.imag}, error);
  return {std::asinh(a.real * b.real + a.imag * b.imag), 2 * std::atan2(a.imag, b.real)};
}
Number asinh(Number z, int *error) {
  if (!isFinite(z)) {
    Number r = fromNative(__builtin_casinh(native(z)));
    if (std::isnan(z.real) && std::isinf(z.imag)) r.real = INFINITY;
    return r;
  }
  if (isLarge(z)) {
    const double size = logOfTwice(z);
    return {z.imag >= 0 ? std::copysign(size, z.real) : -std::copysign(size, -z.real), std::atan2(z.imag, std::fabs(z.real))};
  }
  const Number a = sqrt({1 + z.imag, -z.real}, error), b = sqrt({1 - z.imag, z.real}, error);
  return {std::asinh(a.real * b.imag - b.real * a.imag), std::atan2(z.imag, a.real * b.real - a.imag * b.imag)};
}
Number asin(Number z, int *error) { return overI(asinh(timesI(z), error)); }
Number atanh(Number z, int *error) {
  if (!isFinite(z)) {
    Number r = fromNative(__builtin_catanh(native(z)));
    if (std::isnan(z.real) && std::isinf(z.imag)) r.real = 0;
    return r;
  }
  if (std::signbit(z.real)) { // odd
    const Number r = atanh({-z.real, -z.imag}, error);
    return {-r.real, -r.imag};
  }
  const double y = std::fabs(z.imag);
  if (z.real > kSqrtLarge || y > kSqrtLarge) { // about 1/z +- i pi/2
    const double h = std::hypot(z.real / 2, z.imag / 2);
    return {z.real / 4 / h / h, -std::copysign(kPi / 2, -z.imag)};
  }
  if (z.real == 1 && y < kSqrtMin) {
    if (y == 0) {
      *error = EDOM;
      return {INFINITY, z.imag};
    }
    return {-std::log(std::sqrt(y) / std::sqrt(std::hypot(y, 2.0))), std::copysign(std::atan2(2.0, -y) / 2, z.imag)};
  }
  const double below = 1 - z.real;
  return {std::log1p(4 * z.real / (below * below + y * y)) / 4, -std::atan2(-2 * z.imag, below * (1 + z.real) - y * y) / 2};
}
Number atan(Number z, int *error) { return overI(atanh(timesI(z), error)); }

Number cosh(Number z, int *error) {
  if (!isFinite(z)) {
    Number r = fromNative(__builtin_ccosh(native(z)));
    if (std::isnan(z.real) && z.imag == 0) r.imag = 0;
    if (std::isinf(z.imag) && !std::isnan(z.real)) *error = EDOM;
    return r;
  }
  if (std::fabs(z.real) > kLogLarge) { // cosh alone would overflow too soon
    const double x = z.real - std::copysign(1.0, z.real);
    return ranged({std::cos(z.imag) * std::cosh(x) * kE, std::sin(z.imag) * std::sinh(x) * kE}, error);
  }
  return ranged({std::cos(z.imag) * std::cosh(z.real), std::sin(z.imag) * std::sinh(z.real)}, error);
}
Number cos(Number z, int *error) { return cosh(timesI(z), error); }
Number sinh(Number z, int *error) {
  if (!isFinite(z)) {
    Number r = fromNative(__builtin_csinh(native(z)));
    if (z.real == 0 && std::isnan(z.imag)) r.real = 0;
    if (std::isinf(z.imag) && !std::isnan(z.real)) *error = EDOM;
    return r;
  }
  if (std::fabs(z.real) > kLogLarge) {
    const double x = z.real - std::copysign(1.0, z.real);
    return ranged({std::cos(z.imag) * std::sinh(x) * kE, std::sin(z.imag) * std::cosh(x) * kE}, error);
  }
  return ranged({std::cos(z.imag) * std::sinh(z.real), std::sin(z.imag) * std::cosh(z.real)}, error);
}
Number sin(Number z, int *error) { return overI(sinh(timesI(z), error)); }
Number tanh(Number z, int *error) {
  if (!isFinite(z)) {
    if (std::isinf(z.imag) && std::isfinite(z.real)) *error = EDOM;
    if (z.real == 0) return {NAN, NAN};
    Number r = fromNative(__builtin_ctanh(native(z)));
    if (std::isinf(z.real) && std::isinf(z.imag)) r.imag = 0;
    return r;
  }
  if (std::fabs(z.real) > kLogLarge)
    return {std::copysign(1.0, z.real), 4 * std::sin(z.imag) * std::cos(z.imag) * std::exp(-2 * std::fabs(z.real))};
  const double x = std::tanh(z.real), y = std::tan(z.imag), c = 1 / std::cosh(z.real), xy = x * y, denominator = 1 + xy * xy;
  return {x * (1 + y * y) / denominator, y / denominator * c * c};
}
Number tan(Number z, int *error) { return overI(tanh(timesI(z), error)); }

Number exp(Number z, int *error) {
  if (!isFinite(z)) {
    if (std::isinf(z.imag) && (std::isfinite(z.real) || (std::isinf(z.real) && z.real > 0))) *error = EDOM;
    if (std::isinf(z.real) && z.real < 0 && !std::isfinite(z.imag)) return {0, 0};
    return fromNative(__builtin_cexp(native(z)));
  }
  if (z.real > kLogLarge) {
    const double size = std::exp(z.real - 1);
    return ranged({size * std::cos(z.imag) * kE, size * std::sin(z.imag) * kE}, error);
  }
  const double size = std::exp(z.real);
  return ranged({size * std::cos(z.imag), size * std::sin(z.imag)}, error);
}
Number log(Number z, int *error) {
  if (!isFinite(z)) return fromNative(__builtin_clog(native(z)));
  const double x = std::fabs(z.real), y = std::fabs(z.imag), angle = std::atan2(z.imag, z.real);
  if (x > kLarge || y > kLarge) return {std::log(std::hypot(x / 2, y / 2)) + kLn2, angle};
  if (x < DBL_MIN && y < DBL_MIN) {
    if (x > 0 || y > 0) return {std::log(std::hypot(std::ldexp(x, DBL_MANT_DIG), std::ldexp(y, DBL_MANT_DIG))) - DBL_MANT_DIG * kLn2, angle};
    *error = EDOM;
    return {-INFINITY, angle};
  }
  const double size = std::hypot(x, y);
  if (size < 0.71 || size > 1.73) return {std::log(size), angle};
  const double more = std::max(x, y), less = std::min(x, y); // near 1 the logarithm is small
  return {std::log1p((more - 1) * (more + 1) + less * less) / 2, angle};
}
Number log10(Number z, int *error) {
  constexpr double kLn10 = 2.30258509299404568402;
  const Number r = log(z, error);
  return {r.real / kLn10, r.imag / kLn10};
}

Number quotient(Number a, Number b, int *error) {
  // Smith's method: divides by the larger part first.
  const double x = std::fabs(b.real), y = std::fabs(b.imag);
  if (x >= y) {
    if (x == 0) {
      *error = EDOM;
      return {0, 0};
    }
    const double ratio = b.imag / b.real, denominator = b.real + b.imag * ratio;
    return {(a.real + a.imag * ratio) / denominator, (a.imag - a.real * ratio) / denominator};
  }
  if (y >= x) {
    const double ratio = b.real / b.imag, denominator = b.real * ratio + b.imag;
    return {(a.real * ratio + a.imag) / denominator, (a.imag * ratio - a.real) / denominator};
  }
  return {NAN, NAN};
}
Number rect(double radius, double angle, int *error) {
  if (std::isfinite(radius) && std::isfinite(angle)) {
    if (angle == 0) return {radius, radius * angle}; // keeps the sign of the angle
    return {radius * std::cos(angle), radius * std::sin(angle)};
  }
  if (std::isinf(angle) && radius != 0 && !std::isnan(radius)) *error = EDOM;
  if (radius == 0) return {0, 0};
  if (std::isinf(radius)) {
    if (angle == 0) return {radius, std::copysign(0.0, radius) * std::copysign(1.0, angle)};
    if (!std::isfinite(angle)) return {INFINITY, NAN};
    return {std::copysign(INFINITY, radius) * std::copysign(1.0, std::cos(angle)), radius * std::copysign(1.0, std::sin(angle))};
  }
  return {NAN, std::isnan(radius) && angle == 0 ? 0 : NAN};
}

} // namespace rt::cmathmodule
