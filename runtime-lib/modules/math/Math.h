// Parts of the math module that share helpers.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

extern const NativeRow kMathIntegerFunctions[]; // factorial, comb, perm, gcd, lcm, isqrt, prod
/// log(v) of any int or float in the given base function; handles ints beyond the range of double.
Value mathLogOf(Thread &, Value v, double (*log)(double));

} // namespace rt
