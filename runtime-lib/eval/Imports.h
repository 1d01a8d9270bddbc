// The import system of programs that contain the compiler; see ImportSystem.cpp.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// Installs importlib's finders; false with an exception pending.
bool startImports(Thread &);
bool importsStarted();
/// sys.modules[name] after importlib found and loaded it.
Value findAndLoadDynamic(Thread &, Str *name);

} // namespace rt
