// The data of a compiled module: CodeInfo records, constants, and the arrays that its functions share.
#pragma once

#include "codegen/Layouts.h"
#include "codegen/ModuleTables.h"

#include <llvm/IR/Module.h>

namespace regius::codegen {

/// Defines ModuleData and what it refers to in an LLVM module, and returns it. The native functions of
/// compiled units are external, or defined in the same LLVM module; other units get the interpreter's.
llvm::GlobalVariable *emitTables(ModuleTables &tables, const Layouts &layouts, llvm::Module &module);

/// Declares a symbol of the program in an LLVM module, or finds it: hidden, not preemptible.
llvm::GlobalVariable *declareData(llvm::Module &module, llvm::Type *type, const std::string &symbol);

} // namespace regius::codegen
