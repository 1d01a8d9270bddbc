// The functions of the builtins module, one table for each file; Registry.cpp puts them together.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

// Terminated by a row with a null name.
extern const NativeRow kPrintFunctions[];     // Print.cpp: print, input
extern const NativeRow kNumberFunctions[];    // Numbers.cpp: abs ... round
extern const NativeRow kReductionFunctions[]; // Reductions.cpp: all any max min sorted sum
extern const NativeRow kObjectFunctions[];    // ObjectFunctions.cpp: callable ... setattr
extern const NativeRow kScopeFunctions[];     // Scopes.cpp: dir eval exec globals locals vars ...
extern const NativeRow kClassFunctions[];     // BuildClass.cpp: __build_class__
extern const NativeRow kImportFunctions[];    // modules/Import.cpp: __import__

/// The builtins module's namespace.
Dict *builtinsDict();
Module *builtinsModule();

} // namespace rt
