// The _statistics module: the inverse of the normal distribution function by Wichura's algorithm AS 241
// (Applied Statistics 37, 1988), accurate to about 1 part in 10**16.
#include "runtime-lib/modules/ModuleSupport.h"

#include <cmath>
#include <span>

namespace rt {

namespace {

/// A quotient of polynomials; coefficients from the highest power down.
struct Quotient {
  double numerator[8], denominator[8];
};
constexpr Quotient kCentre = {
    {2509.0809287301226727, 33430.575583588128105, 67265.770927008700853, 45921.953931549871457, 13731.693765509461125,
     1971.5909503065514427, 133.14166789178437745, 3.387132872796366608},
    {5226.495278852854561, 28729.085735721942674, 39307.89580009271061, 21213.794301586595867, 5394.1960214247511077,
     687.1870074920579083, 42.313330701600911252, 1.0}};
constexpr Quotient kMiddle = {
    {7.7454501427834140764e-4, 0.0227238449892691845833, 0.241780725177450611770, 1.27045825245236838258,
     3.64784832476320460504, 5.76949722146069140550, 4.6303378461565452959, 1.42343711074968357734},
    {1.05075007164441684324e-9, 5.475938084995344946e-4, 0.0151986665636164571966, 0.14810397642748007459,
     0.68976733498510000455, 1.6763848301838038494, 2.05319162663775882187, 1.0}};
constexpr Quotient kTail = {
    {2.01033439929228813265e-7, 2.71155556874348757815e-5, 0.0012426609473880784386, 0.026532189526576123093,
     0.29656057182850489123, 1.7848265399172913358, 5.4637849111641143699, 6.6579046435011037772},
    {2.04426310338993978564e-15, 1.4215117583164458887e-7, 1.8463183175100546818e-5, 7.868691311456132591e-4,
     0.0148753612908506148525, 0.13692988092273580531, 0.59983220655588793769, 1.0}};

double polynomial(std::span<const double, 8> coefficients, double x) {
  double sum = coefficients[0];
  for (size_t i = 1; i < 8; i++) sum = sum * x + coefficients[i];
  return sum;
}
double inverse(double p) {
  const double q = p - 0.5;
  if (std::fabs(q) <= 0.425) {
    const double r = 0.180625 - q * q;
    return polynomial(kCentre.numerator, r) * q / polynomial(kCentre.denominator, r);
  }
  double r = std::sqrt(-std::log(q <= 0 ? p : 1 - p));
  const Quotient &quotient = r <= 5 ? kMiddle : kTail;
  r -= r <= 5 ? 1.6 : 5;
  const double x = polynomial(quotient.numerator, r) / polynomial(quotient.denominator, r);
  return q < 0 ? -x : x;
}

Value inverseCdf(Thread &t, const Value *a) {
  double p, mu, sigma;
  if (!toDouble(t, a[0], &p) || !toDouble(t, a[1], &mu) || !toDouble(t, a[2], &sigma)) return kNoValue;
  if (p <= 0 || p >= 1 || sigma <= 0) return raiseText(t, Exc::ValueError, "inv_cdf undefined for these parameters");
  return floatValue(t, mu + inverse(p) * sigma);
}
const NativeRow kFunctions[] = {NATIVE_FUNCTION("_normal_dist_inv_cdf", inverseCdf, "(p, mu, sigma, /)"),
                                {nullptr, nullptr, nullptr}};
bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_statistics, "_statistics", rt::initialise)
