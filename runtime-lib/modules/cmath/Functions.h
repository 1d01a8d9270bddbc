// The functions of cmath on pairs of doubles. Domain and range errors are reported in `error`, as errno
// numbers; the result is what C99 (Annex G) says.
#pragma once

namespace rt::cmathmodule {

struct Number {
  double real, imag;
};
#define CMATH_FUNCTIONS(X)                                                                         \
  X(acos) X(acosh) X(asin) X(asinh) X(atan) X(atanh) X(cos) X(cosh) X(exp) X(log) X(log10) X(sin) X(sinh) X(sqrt) X(tan) X(tanh)
#define DECLARE(name) Number name(Number z, int *error);
CMATH_FUNCTIONS(DECLARE)
#undef DECLARE
Number quotient(Number a, Number b, int *error);
Number rect(double radius, double angle, int *error);

} // namespace rt::cmathmodule
