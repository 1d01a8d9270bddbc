// What the parsers of int, float and complex share.
#pragma once

#include "runtime-lib/objects/Objects.h"

#include <string>

namespace rt {

/// The text as ASCII for a number parser: Unicode decimal digits become '0'..'9', Unicode white
/// space becomes ' ', anything else outside ASCII '?' (which no number contains), and the text ends there.
std::string numberText(const Str *s);

} // namespace rt
