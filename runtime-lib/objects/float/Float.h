// Floats: text forms and arithmetic that other natives share. See also Objects.h.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// Parses a complete float literal (white space around it, underscores, inf, nan allowed).
bool parseDouble(std::string_view text, double *out);
/// Parses the longest prefix that is a float without underscores; returns its length, 0: none.
size_t parseDoublePrefix(std::string_view text, double *out);
/// The shortest text that reads back as d, as repr() shows it, into buffer (32 bytes are enough).
std::string_view shortestDouble(double d, char *buffer, bool addDotZero);

/// a % b and a // b with Python's signs; b != 0.
double floatModulo(double a, double b);
double floatFloorDivide(double a, double b);
/// a ** b; raises ZeroDivisionError, OverflowError; complex for negative a and fractional b.
Value floatPower(Thread &, double a, double b);
/// round(d, digits): correctly rounded, ties to even.
Value floatRound(Thread &, double d, int64_t digits);
/// Raises OverflowError(34, 'Numerical result out of range').
Value raiseRange(Thread &);
/// Converts an operand of float arithmetic: a float, or an int. 1, 0: neither, -1: OverflowError.
int floatOperand(Thread &, Value v, double *out);

extern const NativeRow kFloatMethods[];
extern const GetSetRow kFloatGetSets[];

} // namespace rt
