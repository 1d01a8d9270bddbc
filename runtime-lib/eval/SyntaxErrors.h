// What the front end has to say, as exceptions and warnings of the program.
#pragma once

#include "compiler/diagnostics/Diagnostics.h"
#include "runtime-lib/eval/Compile.h"

namespace rt {

/// Raises the first error, with the arguments and attributes that CPython gives it.
Value raiseDiagnostic(Thread &, const regius::Diagnostics &, const CompileRequest &);
/// Shows the warnings; false when one became an exception.
bool showWarnings(Thread &, const regius::Diagnostics &, const CompileRequest &);

} // namespace rt
