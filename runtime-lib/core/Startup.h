// Start-up of the runtime, in the order that the objects need each other.
#pragma once

#include "runtime-lib/core/Thread.h"

namespace rt {

/// Sets up the heap, the main thread, the built-in types (abi/Registrations.def) and the interned
/// names. stackBase: the highest address of the native stack that may hold references. To be called
/// once, before anything else of the runtime.
Thread &initialiseRuntime(char *stackBase);

} // namespace rt
