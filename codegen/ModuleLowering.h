// Lowering of functions of one Python module to an LLVM module: what they share.
#pragma once

#include "codegen/Layouts.h"
#include "codegen/ModuleTables.h"
#include "codegen/RuntimeCalls.h"

#include <memory>

#include <llvm/IR/DIBuilder.h>
#include <llvm/IR/Module.h>

namespace regius::codegen {

/// The native functions of a code unit.
struct UnitFunctions {
  const ModuleTables::Unit &entry;
  llvm::Function *function = nullptr;
  llvm::Function *resume = nullptr; // generators
};

class ModuleLowering {
public:
  ModuleLowering(ModuleTables &tables, const Layouts &layouts, const BuildOptions &options, llvm::Module &module);

  /// Lowers units of the module.
  void run(const std::vector<const CodeUnit *> &units);

  // --- for FunctionLowering
  llvm::Module &module() { return module_; }
  const Layouts &layouts() const { return layouts_; }
  const BuildOptions &options() const { return options_; }
  /// The CodeInfo of a unit of the module.
  llvm::Constant *info(const CodeUnit *unit);
  /// Value of a constant: immediate where possible, else loaded from the module's array.
  llvm::Value *constant(llvm::IRBuilder<> &b, const Constant &constant);
  llvm::Value *name(llvm::IRBuilder<> &b, const std::string &text);
  /// The address of the slot in ModuleData::globals (or builtins) for a name.
  llvm::Value *globalSlot(llvm::IRBuilder<> &b, const std::string &name, bool builtin);
  llvm::Value *cache(llvm::IRBuilder<> &b, uint32_t index);
  bool isTraceable() const { return tables_.input().isTraceable; }
  uint32_t firstCache(const CodeUnit *unit) const { return tables_.at(unit).firstCache; }
  /// The address of an object of the runtime ("rt_None") as a Value.
  llvm::Constant *objectValue(const char *symbol);
  llvm::DISubprogram *subprogram(const UnitFunctions &functions);
  llvm::DIFile *debugFile() { return debugFile_; }

private:
  UnitFunctions declare(const CodeUnit &unit);
  llvm::Value *constantAt(llvm::IRBuilder<> &b, uint32_t index);

  ModuleTables &tables_;
  const Layouts &layouts_;
  const BuildOptions &options_;
  llvm::Module &module_;
  llvm::GlobalVariable *constants_, *globals_, *builtins_, *caches_; // arrays of the module
  std::unique_ptr<llvm::DIBuilder> debug_;
  llvm::DIFile *debugFile_ = nullptr;
};

} // namespace regius::codegen
