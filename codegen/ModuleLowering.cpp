// Functions of one Python module. They refer to the module's tables by symbol (ModuleTables.h), so they may
// be compiled together or apart.
#include "codegen/ModuleLowering.h"

#include "codegen/FunctionLowering.h"
#include "codegen/TableEmitter.h"
#include "runtime-lib/abi/Value.h"

#include <llvm/IR/Constants.h>

namespace regius::codegen {

ModuleLowering::ModuleLowering(ModuleTables &tables, const Layouts &layouts, const BuildOptions &options, llvm::Module &module)
    : tables_(tables), layouts_(layouts), options_(options), module_(module) {
  auto array = [&](llvm::Type *type, const std::string &symbol) {
    return declareData(module, llvm::ArrayType::get(type, 0), symbol);
  };
  constants_ = array(layouts_.i64, tables.constantsSymbol());
  globals_ = array(layouts_.ptr, tables.globalsSymbol());
  builtins_ = array(layouts_.ptr, tables.builtinsSymbol());
  caches_ = array(layouts_.inlineCache, tables.cachesSymbol());
  if (options.debugInfo) {
    debug_ = std::make_unique<llvm::DIBuilder>(module);
    const std::string &path = tables.input().root->fileName;
    size_t slash = path.rfind('/');
    debugFile_ = slash == std::string::npos ? debug_->createFile(path, ".")
                                            : debug_->createFile(path.substr(slash + 1), path.substr(0, slash));
    debug_->createCompileUnit(llvm::dwarf::DW_LANG_Python, debugFile_, "regius", options.optLevel > 0, "", 0);
    module.addModuleFlag(llvm::Module::Warning, "Debug Info Version", llvm::DEBUG_METADATA_VERSION);
    module.addModuleFlag(llvm::Module::Warning, "Dwarf Version", 5);
  }
}

llvm::DISubprogram *ModuleLowering::subprogram(const UnitFunctions &functions) {
  if (!debug_)
    return nullptr;
  auto *type = debug_->createSubroutineType(debug_->getOrCreateTypeArray({}));
  return debug_->createFunction(debugFile_, functions.entry.unit->qualName, functions.entry.symbol, debugFile_, functions.entry.unit->firstLine,
                                type, functions.entry.unit->firstLine, llvm::DINode::FlagPrototyped,
                                llvm::DISubprogram::SPFlagDefinition |
                                    (options_.optLevel ? llvm::DISubprogram::SPFlagOptimized
                                                       : llvm::DISubprogram::SPFlagZero));
}

UnitFunctions ModuleLowering::declare(const CodeUnit &unit) {
  const Layouts &l = layouts_;
  llvm::SmallVector<llvm::Type *, 12> params{l.ptr, l.ptr};
  uint32_t count = unit.kind == CodeKind::Class ? 1 : unit.kind == CodeKind::Module ? 0 : unit.parameterCount();
  if (count > 8)
    params.push_back(l.ptr);
  else
    params.append(count, l.i64);
  // Weak: two objects of the cache may both have the function.
  auto make = [&](llvm::ArrayRef<llvm::Type *> types, const std::string &name) {
    auto *function = llvm::Function::Create(llvm::FunctionType::get(l.i64, types, false),
                                            llvm::GlobalValue::WeakODRLinkage, name, module_);
    function->setDoesNotThrow();
    function->setDSOLocal(true);
    function->setVisibility(llvm::GlobalValue::HiddenVisibility);
    return function;
  };
  UnitFunctions functions{tables_.at(&unit)};
  functions.function = make(params, functions.entry.symbol);
  if (isGenerator(unit))
    functions.resume = make({l.ptr, l.ptr, l.i64}, ModuleTables::resumeSymbol(functions.entry));
  return functions;
}

void ModuleLowering::run(const std::vector<const CodeUnit *> &units) {
  for (const CodeUnit *unit : units) {
    UnitFunctions functions = declare(*unit);
    lowerUnit(*this, functions);
  }
  if (debug_)
    debug_->finalize();
}

llvm::Constant *ModuleLowering::info(const CodeUnit *unit) {
  return declareData(module_, layouts_.codeInfo, ModuleTables::infoSymbol(tables_.at(unit)));
}

llvm::Constant *ModuleLowering::objectValue(const char *symbol) {
  llvm::GlobalVariable *object = module_.getGlobalVariable(symbol);
  if (!object) {
    object = new llvm::GlobalVariable(module_, layouts_.i64, false, llvm::GlobalValue::ExternalLinkage, nullptr, symbol);
    object->setAlignment(llvm::Align(16));
    object->setDSOLocal(true);
  }
  return llvm::ConstantExpr::getPtrToInt(object, layouts_.i64);
}

llvm::Value *ModuleLowering::constantAt(llvm::IRBuilder<> &b, uint32_t index) {
  // rt_link_module filled the array before any code runs: the loads never see another value.
  auto *load = b.CreateLoad(layouts_.i64, b.CreateConstInBoundsGEP1_32(layouts_.i64, constants_, index), "const");
  load->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(module_.getContext(), {}));
  return load;
}

llvm::Value *ModuleLowering::constant(llvm::IRBuilder<> &b, const Constant &constant) {
  switch (constant.kind) {
  case Constant::Kind::None:
    return objectValue("rt_None");
  case Constant::Kind::True:
    return objectValue("rt_True");
  case Constant::Kind::False:
    return objectValue("rt_False");
  case Constant::Kind::Ellipsis:
    return objectValue("rt_Ellipsis");
  case Constant::Kind::Int:
    if (rt::fitsInt(constant.intValue))
      return b.getInt64(rt::bitsOf(rt::fromInt(constant.intValue)));
    break;
  case Constant::Kind::Float:
    if (rt::Value v = rt::fromDoubleImmediate(constant.real); rt::ok(v))
      return b.getInt64(rt::bitsOf(v));
    break;
  default:
    break;
  }
  return constantAt(b, tables_.constant(constant));
}

llvm::Value *ModuleLowering::name(llvm::IRBuilder<> &b, const std::string &text) {
  return constantAt(b, tables_.name(text));
}

llvm::Value *ModuleLowering::globalSlot(llvm::IRBuilder<> &b, const std::string &name, bool builtin) {
  return b.CreateConstInBoundsGEP1_32(layouts_.ptr, builtin ? builtins_ : globals_, tables_.global(name));
}

llvm::Value *ModuleLowering::cache(llvm::IRBuilder<> &b, uint32_t index) {
  return b.CreateConstInBoundsGEP1_32(layouts_.inlineCache, caches_, index);
}

} // namespace regius::codegen
