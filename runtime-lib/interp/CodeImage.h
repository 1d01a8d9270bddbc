// Code objects from code units that were made while the program runs (compile(), imported sources): what
// codegen puts into the executable for compiled modules, on the heap.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

/// The code object of a verified unit, nested ones included. They keep each other's data alive. `constants`: any
/// objects in the place of the unit's.
Code *codeFromUnit(Thread &, const regius::CodeUnit &unit, Tuple *constants = nullptr);

/// Of all code objects that belong to the image of `module`.
void setImageFileName(const ModuleData *module, std::string_view name);

} // namespace rt
