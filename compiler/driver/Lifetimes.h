// Code that asks for collections and looks at what they found.
//
// The collector scans native stacks as they are. What is left in a register or stack slot of compiled code keeps its
// object alive, which nobody notices, except for a function that drops an object, calls gc.collect() and
// expects the object's finalizer to have run. Such functions are compiled so that nothing is left
// (kExactLifetimes), at some cost in speed.
#pragma once

#include "compiler/driver/Program.h"

namespace regius {

/// Marks the functions that call gc.collect(), get_objects() or get_referrers(), and those that name a function without parameters which does.
void markExactLifetimes(std::vector<ProgramModule> &modules);

} // namespace regius
