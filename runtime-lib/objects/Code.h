// Code objects.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

Code *codeNew(Thread &, const CodeInfo *info);
/// The code object of a function or class body: that among its module's constants.
Code *codeOf(Thread &, const CodeInfo *info);
/// A function of a code object in a namespace, as def makes it.
Function *functionNew(Thread &, const CodeInfo *info, Dict *globals, Value builtins);
} // namespace rt
