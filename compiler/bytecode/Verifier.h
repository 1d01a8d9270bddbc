// Checks code units before anything relies on them.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <optional>
#include <string>

namespace regius {

/// May LoadConst load a code object? Sources have none; after code.replace() anything goes.
enum class CodeAsValue { Forbidden, Allowed };

/// The first violated invariant of `unit` or a unit nested in it, as text ("f: instruction 3
/// (LoadLocal): ..."), or nothing when all hold. Never crashes, whatever the unit holds.
std::optional<std::string> verify(const CodeUnit &unit, CodeAsValue = CodeAsValue::Forbidden);

/// The stack depth before each instruction, -1 where control never comes. Only for verified units.
std::vector<int32_t> stackDepths(const CodeUnit &unit);

} // namespace regius
