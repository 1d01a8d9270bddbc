// The code unit behind a code object: to be written to a file (marshal), and for what the compiler knows
// how to find out about code.
#pragma once

#include "compiler/bytecode/CodeUnit.h"
#include "runtime-lib/objects/Objects.h"

#include <memory>

namespace rt {

/// Kinds: constants that only say whether they are code or a str. Any object may be one, after code.replace().
enum class UnitConstants { Values, Kinds };

/// Null without an exception when the code was compiled to machine code: its bytecode is not in the program; or when a
/// constant is none that a source can have.
std::unique_ptr<regius::CodeUnit> unitOfCode(Thread &, const CodeInfo *code, UnitConstants = UnitConstants::Values);

/// The constants of a tuple by their kinds.
std::vector<regius::Constant> constantKinds(const Tuple *constants);

/// Evaluator::replaceCode: code like this one but for the changes, which have an entry for each CodeField.
Code *replaceCode(Thread &, Code *code, const Value *changes);

} // namespace rt
