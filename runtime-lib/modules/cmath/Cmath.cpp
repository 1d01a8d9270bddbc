// The cmath module: arguments, errors and the small functions; Functions.cpp computes.
#include "runtime-lib/modules/cmath/Functions.h"

#include "runtime-lib/modules/ModuleSupport.h"

#include <cerrno>
#include <cmath>

namespace rt::cmathmodule {

namespace {

/// Any number as a complex: __complex__, then __float__ and __index__.
bool numberArgument(Thread &t, Value v, Number *out) {
  if (hasTypeFlag(v, kTypeComplexSubclass) && isObject(v)) {
    *out = {as<Complex>(v)->real, as<Complex>(v)->imag};
    return true;
  }
  Value method = isInt(v) || isDouble(v) ? kNoValue : lookupSpecial(t, v, internAscii(t, "__complex__"));
  if (ok(method)) {
    Value made = callWith(t, method);
    if (!ok(made)) return false;
    if (!hasTypeFlag(made, kTypeComplexSubclass) || !isObject(made))
      return raise(t, Msg::ComplexReturned, typeName(made)), false;
    *out = {as<Complex>(made)->real, as<Complex>(made)->imag};
    return true;
  }
  if (ok(t.pending)) return false;
  *out = {0, 0};
  return toDouble(t, v, &out->real);
}
Value mathError(Thread &t, int error) {
  return error == EDOM ? raiseText(t, Exc::ValueError, "math domain error") : raiseText(t, Exc::OverflowError, "math range error");
}
Value complexOf(Thread &t, Number z, int error) { return error ? mathError(t, error) : complexValue(t, z.real, z.imag); }

template <Number (*f)(Number, int *)> Value apply(Thread &t, const Value *a) {
  Number z;
  int error = 0;
  if (!numberArgument(t, a[0], &z)) return kNoValue;
  const Number r = f(z, &error);
  return complexOf(t, r, error);
}
Value logarithm(Thread &t, const Value *a) {
  Number z, base;
  int error = 0;
  if (!numberArgument(t, a[0], &z) || (ok(a[1]) && !numberArgument(t, a[1], &base))) return kNoValue;
  Number r = log(z, &error);
  if (ok(a[1])) { // that the number's logarithm is infinite is no error then
    error = 0;
    const Number divisor = log(base, &error);
    r = quotient(r, divisor, &error);
  }
  return complexOf(t, r, error);
}
Value phase(Thread &t, const Value *a) {
  Number z;
  if (!numberArgument(t, a[0], &z)) return kNoValue;
  const double angle = std::atan2(z.imag, z.real);
  if (angle == 0 && z.imag != 0 && std::isfinite(z.real)) return mathError(t, ERANGE); // underflow
  return floatValue(t, angle);
}
Value polar(Thread &t, const Value *a) {
  Number z;
  if (!numberArgument(t, a[0], &z)) return kNoValue;
  const double size = std::hypot(z.real, z.imag);
  if (std::isinf(size) && std::isfinite(z.real) && std::isfinite(z.imag)) return mathError(t, ERANGE);
  return fromObject(tupleOf(t, floatValue(t, size), floatValue(t, std::atan2(z.imag, z.real))));
}
Value fromPolar(Thread &t, const Value *a) {
  double radius, angle;
  int error = 0;
  if (!toDouble(t, a[0], &radius) || !toDouble(t, a[1], &angle)) return kNoValue;
  const Number r = rect(radius, angle, &error);
  return complexOf(t, r, error);
}
template <auto test, bool both> Value classify(Thread &t, const Value *a) {
  Number z;
  if (!numberArgument(t, a[0], &z)) return kNoValue;
  return fromBool(both ? test(z.real) && test(z.imag) : test(z.real) || test(z.imag));
}
bool finite(double d) { return std::isfinite(d); }
bool infinite(double d) { return std::isinf(d); }
bool notANumber(double d) { return std::isnan(d); }

Value isClose(Thread &t, const Value *a) {
  Number x, y;
  double relative = 1e-9, absolute = 0;
  if (!numberArgument(t, a[0], &x) || !numberArgument(t, a[1], &y) || (ok(a[2]) && !toDouble(t, a[2], &relative)) ||
      (ok(a[3]) && !toDouble(t, a[3], &absolute)))
    return kNoValue;
  if (relative < 0 || absolute < 0) return raiseText(t, Exc::ValueError, "tolerances must be non-negative");
  if (x.real == y.real && x.imag == y.imag) return fromBool(true);
  auto anyInfinite = [](Number z) { return std::isinf(z.real) || std::isinf(z.imag); };
  if (anyInfinite(x) || anyInfinite(y)) return fromBool(false);
  const double difference = std::hypot(x.real - y.real, x.imag - y.imag);
  return fromBool(difference <= relative * std::hypot(y.real, y.imag) || difference <= relative * std::hypot(x.real, x.imag) ||
                  difference <= absolute);
}

#define ROW(name) NATIVE_FUNCTION(#name, apply<name>, "(z, /)")
const NativeRow kFunctions[] = {ROW(acos), ROW(acosh), ROW(asin), ROW(asinh), ROW(atan), ROW(atanh), ROW(cos), ROW(cosh), ROW(exp),
                                NATIVE_FUNCTION("isclose", isClose, "(a, b, *, rel_tol=1e-09, abs_tol=0.0)"),
                                NATIVE_FUNCTION("isfinite", classify<finite, true>, "(z, /)"),
                                NATIVE_FUNCTION("isinf", classify<infinite, false>, "(z, /)"),
                                NATIVE_FUNCTION("isnan", classify<notANumber, false>, "(z, /)"),
                                NATIVE_FUNCTION("log", logarithm, "(z, base=0, /)"),
                                ROW(log10),
                                NATIVE_FUNCTION("phase", phase, "(z, /)"),
                                NATIVE_FUNCTION("polar", polar, "(z, /)"),
                                NATIVE_FUNCTION("rect", fromPolar, "(r, phi, /)"),
                                ROW(sin), ROW(sinh), ROW(sqrt), ROW(tan), ROW(tanh),
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  auto number = [&](const char *name, double d) { return addValue(t, module, name, floatValue(t, d)); };
  return addFunctions(t, module, kFunctions) && number("pi", 3.14159265358979323846) && number("e", 2.71828182845904523536) &&
         number("tau", 6.28318530717958647693) && number("inf", INFINITY) && number("nan", NAN) &&
         addValue(t, module, "infj", complexValue(t, 0, INFINITY)) && addValue(t, module, "nanj", complexValue(t, 0, NAN));
}

} // namespace
} // namespace rt::cmathmodule

NATIVE_MODULE_DEFINITION(cmath, "cmath", rt::cmathmodule::initialise)
