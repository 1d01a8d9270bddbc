// Lowering of one Python module to an LLVM module: what all of its functions share.
#pragma once

#include "codegen/CodeGen.h"
#include "codegen/Layouts.h"
#include "codegen/RuntimeCalls.h"
#include "compiler/bytecode/ConstantPool.h"

#include <memory>
#include <unordered_map>

#include <llvm/IR/DIBuilder.h>
#include <llvm/IR/Module.h>

namespace regius::codegen {

/// One code unit on its way: its functions and its CodeInfo.
struct UnitRecord {
  const CodeUnit *unit;
  uint32_t index;                      // in ModuleData::codes
  std::string symbol;                  // module.function
  llvm::Function *entry = nullptr;
  llvm::Function *resume = nullptr;    // generators
  llvm::GlobalVariable *info = nullptr;
  bool isInterpreted = false;
};

class ModuleLowering {
public:
  ModuleLowering(const ModuleInput &input, const BuildOptions &options, llvm::Module &module);

  /// Lowers everything and emits the module's tables.
  void run();

  // --- for FunctionLowering
  llvm::Module &module() { return module_; }
  const Layouts &layouts() const { return layouts_; }
  const BuildOptions &options() const { return options_; }
  UnitRecord &record(const CodeUnit *unit) { return *records_.at(unit); }
  /// Value of a constant: immediate where possible, else loaded from the module's array.
  llvm::Value *constant(llvm::IRBuilder<> &b, const Constant &constant);
  llvm::Value *name(llvm::IRBuilder<> &b, const std::string &text);
  /// The address of the slot in ModuleData::globals (or builtins) for a name.
  llvm::Value *globalSlot(llvm::IRBuilder<> &b, const std::string &name, bool builtin);
  /// A new inline cache.
  llvm::Value *cache(llvm::IRBuilder<> &b);
  /// The address of an object of the runtime ("rt_None") as a Value.
  llvm::Constant *objectValue(const char *symbol);
  llvm::DISubprogram *subprogram(const UnitRecord &record);
  llvm::DIFile *debugFile() { return debugFile_; }

private:
  void collect(const CodeUnit &unit, const std::string &prefix);
  void declare(UnitRecord &record);
  void declareInterpreted(UnitRecord &record);
  void emitInfo(UnitRecord &record);
  void emitTables();
  llvm::Constant *bytes(const std::string &data, const char *name);
  llvm::Value *constantAt(llvm::IRBuilder<> &b, uint32_t index);

  const ModuleInput &input_;
  const BuildOptions &options_;
  llvm::Module &module_;
  Layouts layouts_;
  ConstantPool pool_;
  std::vector<std::unique_ptr<UnitRecord>> order_;
  std::unordered_map<const CodeUnit *, UnitRecord *> records_;
  std::unordered_map<std::string, uint32_t> globalIndex_;
  std::vector<uint32_t> globalNames_;
  uint32_t cacheCount_ = 0;
  // Tables whose size is known at the end only: placeholders, replaced by emitTables.
  llvm::GlobalVariable *constants_, *globals_, *builtins_, *caches_, *moduleData_;
  std::unique_ptr<llvm::DIBuilder> debug_;
  llvm::DIFile *debugFile_ = nullptr;
};

/// The symbol of a module's ModuleData.
std::string moduleSymbol(const std::string &name);

} // namespace regius::codegen
