// Compares the LLVM types of Layouts.h with the C++ structures of the runtime, for tests.
#pragma once

#include <string>

namespace regius::codegen {

/// The first field whose offset differs on this machine, or nothing.
std::string layoutMismatch();

} // namespace regius::codegen
