// From the lowered module to output: fast paths linked in, optimised, written.
#pragma once

#include "codegen/CodeGen.h"

#include <llvm/IR/Module.h>
#include <llvm/Target/TargetMachine.h>

namespace regius::codegen {

/// Links the bitcode of the runtime's fast paths (rt_fast_*) into the module, only those it uses. A
/// target without a pack has none: the calls are then removed, so that the slow paths serve.
bool linkFastPaths(llvm::Module &module, const BuildOptions &options, std::string &error);
void optimize(llvm::Module &module, llvm::TargetMachine &machine, unsigned level);
bool emit(llvm::Module &module, llvm::TargetMachine &machine, OutputKind kind, std::string &out, std::string &error);

} // namespace regius::codegen
