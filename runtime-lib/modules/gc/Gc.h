// Shared parts of the gc module.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

#include <vector>

namespace rt {

/// What CPython's collector would know: containers and instances; no numbers, texts or internals.
bool isTracked(Value v);
/// Inside of unreachedKnown: the tracked objects of unreached cycles and those that such cycles refer to. CPython's collector
/// finds the same ones, since reference counts free the others; but also what was in a cycle that it has seen broken,
/// and internal objects (frames) that it does not have, are there as long as nothing was collected.
std::vector<Object *> cyclicGarbage();
extern const NativeRow kGcGraphFunctions[]; // Graph.cpp: get_objects, get_referents, get_referrers ...

} // namespace rt
