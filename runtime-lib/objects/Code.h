// Code objects.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// The code object of a compiled function or class body; one for each CodeInfo.
Code *codeNew(Thread &, const CodeInfo *info);
/// A function of a code object in a namespace, as def makes it.
Function *functionNew(Thread &, const CodeInfo *info, Dict *globals, Value builtins);
} // namespace rt
