// The parts of a code unit that a running program keeps as bytes: positions for tracebacks, and the
// instructions for the interpreter. Written by whoever makes a rt::CodeInfo (codegen, eval); read by
// the runtime. Numbers are LEB128.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <string>

namespace regius {

void putUnsigned(std::string &out, uint64_t n);
void putSigned(std::string &out, int64_t n);

/// For each instruction four signed numbers: line - previous line, endLine - line, column, endColumn.
std::string encodeLocations(const CodeUnit &unit);

/// The opcode of each instruction, followed by its operand when it has one; then the number of
/// exception table entries and for each its start, end, handler and depth. Unsigned numbers.
std::string encodeBody(const CodeUnit &unit);

} // namespace regius
