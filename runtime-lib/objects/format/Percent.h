// printf-style formatting of bytes; strRemainder (str/Str.h) is the one of str.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// The result as Latin-1 text, a character for each byte; null with an exception pending.
Str *bytesRemainder(Thread &, const uint8_t *data, int64_t length, Value args);

} // namespace rt
