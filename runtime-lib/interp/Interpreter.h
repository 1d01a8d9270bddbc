// The Python virtual machine: runs the same bytecode that codegen compiles, for code that is not known
// when the program is built (eval, exec, imported sources) or not worth compiling. Interpreted functions
// are ordinary Function objects whose native entry is the interpreter: compiled and interpreted code call
// each other without knowing. Objects, protocols, inline caches and fast paths are the compiled code's.
#pragma once

#include "runtime-lib/objects/Layouts.h"

namespace rt {

/// What CodeInfo::entry and CodeInfo::resume (generators only) are for interpreted code.
void *interpreterEntry(const CodeInfo *);
void *interpreterResume();

/// Runs a function whose parameter slots are filled; makes the object when it is a generator function.
Value interpretFunction(Thread &, Function *, const Value *params);
/// Runs the code of a module, of exec() or of eval(). nameSpace: where local names live when that is not
/// the globals of the function, else kNoValue.
Value interpretBody(Thread &, Function *, Value nameSpace);

} // namespace rt
