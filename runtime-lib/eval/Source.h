// The arguments of compile() and its like: sources and file names.
#pragma once

#include "compiler/support/SourceFile.h"
#include "runtime-lib/objects/Objects.h"

#include <string>

namespace rt {

/// A str or bytes-like source; `function` and `what` (it takes) are for the TypeError. False with an exception pending.
bool sourceText(Thread &, Value source, const char *function, const char *what, std::string *text,
                regius::SourceKind *kind);
/// A source of bytes whose cookie names an encoding that only a codec of the program knows becomes UTF-8 text. False
/// with SyntaxError when there is no such codec or the bytes are wrong.
bool decodeSourceBytes(Thread &, Value filename, std::string *text, regius::SourceKind *kind);
/// A path-like object as str.
Value filenameArgument(Thread &, Value path);

} // namespace rt
