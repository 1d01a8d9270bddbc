// Text of the stages before code generation, for --emit.
#pragma once
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/support/SourceFile.h"

#include <string>

namespace regius {

/// False after an error, which is in `diagnostics`.
bool dumpTokens(SourceFile &source, std::string &out, Diagnostics &diagnostics);
bool dumpAst(SourceFile &source, std::string &out, Diagnostics &diagnostics);
bool dumpSymbols(SourceFile &source, std::string &out, Diagnostics &diagnostics);

/// The parts of LLVM IR or assembly that belong to the Python function `name`.
std::string restrictIr(const std::string &text, const std::string &name);
std::string restrictAssembly(const std::string &text, const std::string &name);

} // namespace regius
