// One Python module: numbers its code units, lowers each, then emits constants, CodeInfo records and
// the ModuleData. Tables that grow during lowering are addressed through placeholder arrays, which
// are replaced by arrays of the right size at the end.
#include "codegen/ModuleLowering.h"

#include "codegen/FunctionLowering.h"
#include "compiler/bytecode/Encoding.h"
#include "runtime-lib/abi/Value.h"

#include <llvm/IR/Constants.h>

namespace regius::codegen {

namespace {

llvm::GlobalVariable *placeholder(llvm::Module &module, llvm::Type *type, const char *name) {
  auto *variable = new llvm::GlobalVariable(module, llvm::ArrayType::get(type, 0), false,
                                            llvm::GlobalValue::ExternalLinkage, nullptr, name);
  variable->setDSOLocal(true);
  return variable;
}

void replace(llvm::GlobalVariable *old, llvm::Constant *initializer, bool constant) {
  auto *variable = new llvm::GlobalVariable(*old->getParent(), initializer->getType(), constant,
                                            llvm::GlobalValue::InternalLinkage, initializer);
  variable->takeName(old);
  variable->setAlignment(llvm::Align(8));
  variable->setDSOLocal(true);
  old->replaceAllUsesWith(variable);
  old->eraseFromParent();
}

} // namespace

std::string moduleSymbol(const std::string &name) { return "regius.module." + name; }

ModuleLowering::ModuleLowering(const ModuleInput &input, const BuildOptions &options, llvm::Module &module)
    : input_(input), options_(options), module_(module), layouts_(module.getContext()),
      pool_([this](const CodeUnit *unit) { return records_.at(unit)->index; }) {
  constants_ = placeholder(module, layouts_.i64, "constants");
  globals_ = placeholder(module, layouts_.ptr, "globals");
  builtins_ = placeholder(module, layouts_.ptr, "builtins");
  caches_ = placeholder(module, layouts_.inlineCache, "caches");
  moduleData_ = new llvm::GlobalVariable(module, layouts_.moduleData, false, llvm::GlobalValue::ExternalLinkage,
                                         nullptr, moduleSymbol(input.name));
  moduleData_->setDSOLocal(true);
  moduleData_->setVisibility(llvm::GlobalValue::HiddenVisibility);
  if (options.debugInfo) {
    debug_ = std::make_unique<llvm::DIBuilder>(module);
    const std::string &path = input.root->fileName;
    size_t slash = path.rfind('/');
    debugFile_ = slash == std::string::npos ? debug_->createFile(path, ".")
                                            : debug_->createFile(path.substr(slash + 1), path.substr(0, slash));
    debug_->createCompileUnit(llvm::dwarf::DW_LANG_Python, debugFile_, "regius", options.optLevel > 0, "", 0);
    module.addModuleFlag(llvm::Module::Warning, "Debug Info Version", llvm::DEBUG_METADATA_VERSION);
    module.addModuleFlag(llvm::Module::Warning, "Dwarf Version", 5);
  }
}

llvm::DISubprogram *ModuleLowering::subprogram(const UnitRecord &record) {
  if (!debug_)
    return nullptr;
  auto *type = debug_->createSubroutineType(debug_->getOrCreateTypeArray({}));
  return debug_->createFunction(debugFile_, record.unit->qualName, record.symbol, debugFile_, record.unit->firstLine,
                                type, record.unit->firstLine, llvm::DINode::FlagPrototyped,
                                llvm::DISubprogram::SPFlagDefinition | llvm::DISubprogram::SPFlagLocalToUnit |
                                    (options_.optLevel ? llvm::DISubprogram::SPFlagOptimized
                                                       : llvm::DISubprogram::SPFlagZero));
}

void ModuleLowering::collect(const CodeUnit &unit, const std::string &prefix) {
  if (records_.count(&unit))
    return;
  auto record = std::make_unique<UnitRecord>();
  record->unit = &unit;
  record->index = static_cast<uint32_t>(order_.size());
  record->symbol = prefix + "." + (unit.kind == CodeKind::Module ? "<module>" : unit.qualName);
  records_[&unit] = record.get();
  order_.push_back(std::move(record));
  for (const Constant &constant : unit.consts)
    if (constant.kind == Constant::Kind::Code)
      collect(*constant.code, prefix);
}

void ModuleLowering::declare(UnitRecord &record) {
  const CodeUnit &unit = *record.unit;
  const Layouts &l = layouts_;
  record.info = new llvm::GlobalVariable(module_, l.codeInfo, true, llvm::GlobalValue::InternalLinkage, nullptr,
                                         record.symbol + ".info");
  record.info->setDSOLocal(true);
  record.isInterpreted = !input_.isCompiled(&unit);
  llvm::SmallVector<llvm::Type *, 12> params{l.ptr, l.ptr};
  uint32_t count = unit.kind == CodeKind::Class ? 1 : unit.kind == CodeKind::Module ? 0 : unit.parameterCount();
  if (count > 8)
    params.push_back(l.ptr);
  else
    params.append(count, l.i64);
  auto make = [&](llvm::ArrayRef<llvm::Type *> types, const std::string &name) {
    auto *function = llvm::Function::Create(llvm::FunctionType::get(l.i64, types, false),
                                            llvm::GlobalValue::InternalLinkage, name, module_);
    function->setDoesNotThrow();
    function->setDSOLocal(true);
    return function;
  };
  if (record.isInterpreted)
    return declareInterpreted(record);
  record.entry = make(params, record.symbol);
  if (unit.flags & (kGenerator | kCoroutine | kAsyncGenerator))
    record.resume = make({l.ptr, l.ptr, l.i64}, record.symbol + ".resume");
}

/// The native functions of interpreted code are entries of the interpreter (interp/Interpreter.h).
void ModuleLowering::declareInterpreted(UnitRecord &record) {
  const CodeUnit &unit = *record.unit;
  auto external = [&](const std::string &name) {
    auto callee = module_.getOrInsertFunction(name, llvm::FunctionType::get(layouts_.i64, {layouts_.ptr, layouts_.ptr}, false));
    auto *function = llvm::cast<llvm::Function>(callee.getCallee());
    function->setDSOLocal(true);
    return function;
  };
  const uint32_t count = unit.kind == CodeKind::Class ? 1 : unit.parameterCount();
  record.entry = external("rt_interpret_" + (count > 8 ? "many" : std::to_string(count)));
  if (unit.flags & (kGenerator | kCoroutine | kAsyncGenerator))
    record.resume = external("rt_interpret_resume");
}

void ModuleLowering::run() {
  collect(*input_.root, input_.name);
  for (auto &record : order_)
    declare(*record);
  for (auto &record : order_)
    if (!record->isInterpreted)
      lowerUnit(*this, *record);
  for (auto &record : order_)
    emitInfo(*record);
  emitTables();
  if (debug_)
    debug_->finalize();
}

llvm::Constant *ModuleLowering::bytes(const std::string &data, const char *name) {
  auto *text = llvm::ConstantDataArray::getString(module_.getContext(), data, false);
  auto *variable = new llvm::GlobalVariable(module_, text->getType(), true, llvm::GlobalValue::PrivateLinkage, text, name);
  variable->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
  variable->setAlignment(llvm::Align(1));
  return variable;
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
  return constantAt(b, pool_.add(constant));
}

llvm::Value *ModuleLowering::name(llvm::IRBuilder<> &b, const std::string &text) {
  return constantAt(b, pool_.name(text));
}

llvm::Value *ModuleLowering::globalSlot(llvm::IRBuilder<> &b, const std::string &name, bool builtin) {
  auto [place, isNew] = globalIndex_.try_emplace(name, static_cast<uint32_t>(globalNames_.size()));
  if (isNew)
    globalNames_.push_back(pool_.name(name));
  return b.CreateConstInBoundsGEP1_32(layouts_.ptr, builtin ? builtins_ : globals_, place->second);
}

llvm::Value *ModuleLowering::cache(llvm::IRBuilder<> &b) {
  return b.CreateConstInBoundsGEP1_32(layouts_.inlineCache, caches_, cacheCount_++);
}

void ModuleLowering::emitInfo(UnitRecord &record) {
  const CodeUnit &unit = *record.unit;
  const Layouts &l = layouts_;
  const std::string lines = encodeLocations(unit);
  auto number = [&](uint64_t n) { return llvm::ConstantInt::get(l.i32, n); };
  auto *null = llvm::ConstantPointerNull::get(l.ptr);
  llvm::Constant *cellParams = null;
  if (!unit.cellParams.empty()) {
    auto *array = llvm::ConstantDataArray::get(
        module_.getContext(), llvm::ArrayRef<int32_t>(unit.cellParams.data(), unit.cellParams.size()));
    cellParams = new llvm::GlobalVariable(module_, array->getType(), true, llvm::GlobalValue::PrivateLinkage, array, "cellparams");
  }
  auto count = [&](size_t n) { return number(n); };
  llvm::Constant *body = null, *bodySize = null, *interpreted = null;
  if (record.isInterpreted) {
    const std::string code = encodeBody(unit);
    body = bytes(code, "body");
    bodySize = llvm::ConstantExpr::getIntToPtr(llvm::ConstantInt::get(l.i64, code.size()), l.ptr);
    interpreted = new llvm::GlobalVariable(module_, l.ptr, false, llvm::GlobalValue::InternalLinkage, null,
                                           record.symbol + ".interpreted");
  }
  llvm::Constant *fields[] = {
      moduleData_, record.entry, record.resume ? static_cast<llvm::Constant *>(record.resume) : null,
      number(unit.flags | (unit.exceptionTable.empty() ? 0u : static_cast<uint32_t>(kHasHandlers))), number(static_cast<uint32_t>(unit.kind)),
      number(unit.argCount), number(unit.posOnlyCount), number(unit.kwOnlyCount), number(unit.parameterCount()),
      count(unit.varNames.size()), count(unit.cellNames.size()), count(unit.freeNames.size()), number(unit.stackSize),
      number(unit.firstLine),
      number(pool_.name(unit.name)), number(pool_.name(unit.qualName)),
      number(pool_.names(unit.varNames)), number(pool_.names(unit.cellNames)), number(pool_.names(unit.freeNames)),
      number(pool_.names(unit.names)),
      number(pool_.tuple(unit.consts)), number(pool_.names(unit.selfAttributes)),
      bytes(lines, "lines"), number(lines.size()), count(unit.instructions.size()),
      cellParams, body, bodySize, interpreted};
  record.info->setInitializer(llvm::ConstantStruct::get(l.codeInfo, fields));
}

void ModuleLowering::emitTables() {
  const Layouts &l = layouts_;
  auto &context = module_.getContext();
  auto number = [&](uint64_t n) { return llvm::ConstantInt::get(l.i32, n); };
  auto zeros = [&](llvm::Type *type, uint64_t n) { return llvm::Constant::getNullValue(llvm::ArrayType::get(type, n)); };
  auto *nameArray = llvm::ConstantDataArray::get(context, llvm::ArrayRef<uint32_t>(globalNames_));
  auto *names = new llvm::GlobalVariable(module_, nameArray->getType(), true, llvm::GlobalValue::PrivateLinkage, nameArray, "globalnames");
  std::vector<llvm::Constant *> infos;
  for (auto &record : order_)
    infos.push_back(record->info);
  auto *codesArray = llvm::ConstantArray::get(llvm::ArrayType::get(l.ptr, infos.size()), infos);
  auto *codes = new llvm::GlobalVariable(module_, codesArray->getType(), true, llvm::GlobalValue::PrivateLinkage, codesArray, "codes");
  auto *blobSize = llvm::ConstantExpr::getIntToPtr(llvm::ConstantInt::get(l.i64, pool_.blob().size()), l.ptr);
  llvm::Constant *fields[] = {
      bytes(input_.name + '\0', "name"), bytes(input_.root->fileName + '\0', "file"), number(input_.isPackage),
      number(pool_.count()), bytes(pool_.blob(), "constantblob"), blobSize, constants_,
      number(globalNames_.size()), number(cacheCount_), names, globals_, builtins_, caches_,
      order_.front()->info, number(0), number(order_.size()), codes, llvm::ConstantPointerNull::get(l.ptr)};
  moduleData_->setInitializer(llvm::ConstantStruct::get(l.moduleData, fields));
  replace(constants_, zeros(l.i64, pool_.count()), false);
  replace(globals_, zeros(l.ptr, globalNames_.size()), false);
  replace(builtins_, zeros(l.ptr, globalNames_.size()), false);
  replace(caches_, zeros(l.inlineCache, cacheCount_), false);
}

} // namespace regius::codegen
