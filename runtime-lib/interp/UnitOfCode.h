// The code unit behind a code object: to be written to a file (marshal), and for what the compiler knows
// how to find out about code.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "runtime-lib/objects/Objects.h"

#include <memory>

namespace rt {

/// Null without an exception when the code was compiled to machine code: its bytecode is not in the program.
std::unique_ptr<regius::CodeUnit> unitOfCode(Thread &, const CodeInfo *code);

} // namespace rt
