// Shared parts of the gc module.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

/// What CPython's collector would know: containers and instances; no numbers, texts or internals.
bool isTracked(Value v);
extern const NativeRow kGcGraphFunctions[]; // Graph.cpp: get_objects, get_referents, get_referrers ...

} // namespace rt
