// Shared parts of the _json module.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt::json {

/// Raises json.decoder.JSONDecodeError(message, text, position).
Value raiseDecodeError(Thread &, const char *message, Str *text, int64_t position);
/// The string literal whose first character behind the quote is at *position, which moves behind the
/// closing quote. Null with JSONDecodeError.
Str *scanString(Thread &, Str *text, int64_t *position, bool strict);
/// Appends the literal for a str.
void addLiteral(StrBuilder &out, Str *text, bool asciiOnly);
bool strArgument(Thread &, Value v);

extern const NativeRow kStringFunctions[]; // Strings.cpp
/// For the code of one of the two functions of kStringFunctions that make literals: 1 ASCII only, 0 any
/// text; -1: another object.
int literalFunction(Value v);
bool addScanner(Thread &, Value module); // Scanner.cpp
bool addEncoder(Thread &, Value module); // Encoder.cpp

} // namespace rt::json
