// Targets: from a triple to LLVM's target machine, and where the target pack of a triple lies.
#pragma once

#include "codegen/CodeGen.h"

#include <memory>

#include <llvm/Target/TargetMachine.h>

namespace regius::codegen {

/// Null with `error` set when LLVM has no such target.
std::unique_ptr<llvm::TargetMachine> makeTargetMachine(const BuildOptions &options, std::string &error);

/// Directory of the pack of the triple, whether it exists or not.
std::string packDirectory(const BuildOptions &options, const std::string &triple);

} // namespace regius::codegen
