// Shared parts of the binascii module.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

#include <string>

namespace rt::binascii {

Value bytesOf(Thread &, const std::string &text);
/// Bytes of a bytes-like object, or of an ASCII str where the function decodes text.
bool input(Thread &, Value v, bool allowText, std::string *out);
bool flag(Thread &, Value v, bool otherwise, bool *out);
/// The value of a hexadecimal digit, -1 for other characters.
int hexDigit(char c);

extern const NativeRow kQuotedPrintableFunctions[]; // QuotedPrintable.cpp
extern const NativeRow kChecksumFunctions[];        // Checksums.cpp

} // namespace rt::binascii
