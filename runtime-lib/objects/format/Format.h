// Formatting of built-in values: the format specification mini-language (Library reference, "Format
// Specification Mini-Language"), str.format and printf-style `%`.
#pragma once

#include "runtime-lib/objects/Objects.h"

#include <string>
#include <string_view>

namespace rt {

struct FormatSpec {
  uint32_t fill = ' ';
  char align = '>'; // < > = ^
  char sign = 0;    // + - space or 0
  bool alternate = false, noNegativeZero = false;
  char grouping = 0; // , or _
  int64_t width = -1, precision = -1;
  uint32_t type = 0;
};
/// Parses spec for a value; false with ValueError pending.
bool parseFormatSpec(Thread &, Str *spec, char defaultType, char defaultAlign, Value value,
                     FormatSpec *out);

/// __format__ of the types; an empty spec is str(value).
Value formatStr(Thread &, Value v, Str *spec);
Value formatInt(Thread &, Value v, Str *spec);
Value formatFloat(Thread &, Value v, Str *spec);
Value formatComplex(Thread &, Value v, Str *spec);
/// NativeRow code of int, float and complex: ($self, format_spec, /).
Value intFormatMethod(Thread &, const Value *args);
Value floatFormatMethod(Thread &, const Value *args);
Value complexFormatMethod(Thread &, const Value *args);
/// format(v, spec) with the built-in types taken directly.
Str *formatFast(Thread &, Value v, Str *spec);

/// A finite or other double as e E f F g G r write it, without sign handling of positive numbers.
/// addDotZero: g and r show that the number is a float.
void doubleText(double d, char code, int64_t precision, bool alternate, bool addDotZero,
                std::string *out);

/// s padded on both sides as width, fill and align (< > ^) say.
Str *padText(Thread &, Str *s, const FormatSpec &spec, char defaultAlign);

/// One step through a replacement-field string (str.format, string.Formatter). Texts are slices.
struct FormatField {
  int64_t literalStart, literalEnd;
  bool hasField;
  int64_t nameStart, nameEnd, specStart, specEnd;
  uint32_t conversion; // 0: none
  bool nestedSpec;
};
/// 1: a piece was read, 0: at the end, -1: ValueError pending.
int nextFormatField(Thread &, const Str *s, int64_t *position, int64_t end, FormatField *out);

} // namespace rt
