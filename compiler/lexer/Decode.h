// Bytes of a source file to UTF-8.
#pragma once
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/support/Result.h"
#include "compiler/support/SourceFile.h"

namespace regius {

// Decodes source.bytes() by BOM and coding cookie (PEP 263), turns \r\n and \r into \n, adds a missing
// last newline, and stores the result as source.text().
Result<void> decodeSource(SourceFile &source, Diagnostics &diagnostics);

} // namespace regius
