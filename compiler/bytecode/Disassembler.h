// Readable text of bytecode, in the manner of Python's `dis`.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <string>

namespace regius {

/// Python's repr() of a constant; a code constant gives `<code NAME>`.
std::string constantRepr(const Constant &constant);
/// Python's repr() of a float.
std::string floatRepr(double value);
/// The operand of an instruction as words ("x", "+=", "L2", ...), empty when it has none.
std::string operandText(const CodeUnit &unit, size_t index);

/// The whole unit and, after it, the units nested in it. With a name: only the units so named
/// (`f`, or a qualified name such as `C.f`).
std::string disassemble(const CodeUnit &unit, const std::string &onlyFunction = {});

/// The documentation page of the instruction set, printed from Opcodes.def and Operands.def.
std::string opcodeDocumentation();

} // namespace regius
