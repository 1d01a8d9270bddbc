// See TableEmitter.h; the layouts are those of abi/ProgramData.h.
#include "codegen/TableEmitter.h"

#include "compiler/bytecode/Encoding.h"

#include <llvm/IR/Constants.h>

namespace regius::codegen {

namespace {

class TableEmitter {
public:
  TableEmitter(ModuleTables &tables, const Layouts &layouts, llvm::Module &module)
      : tables_(tables), input_(tables.input()), l_(layouts), module_(module),
        null_(llvm::ConstantPointerNull::get(l_.ptr)) {}

  llvm::GlobalVariable *run() {
    data_ = declareData(module_, l_.moduleData, tables_.dataSymbol());
    std::vector<llvm::Constant *> infos;
    for (const ModuleTables::Unit &unit : tables_.units())
      infos.push_back(emitInfo(unit));
    emitData(infos);
    return data_;
  }

private:
  llvm::Constant *number(uint64_t n) { return llvm::ConstantInt::get(l_.i32, n); }
  /// A size_t: as wide as a pointer on every target.
  llvm::Constant *size(uint64_t n) {
    return llvm::ConstantExpr::getIntToPtr(llvm::ConstantInt::get(l_.i64, n), l_.ptr);
  }

  llvm::GlobalVariable *privateData(llvm::Constant *value, const char *name, bool constant = true) {
    return new llvm::GlobalVariable(module_, value->getType(), constant, llvm::GlobalValue::PrivateLinkage, value, name);
  }

  llvm::Constant *bytes(const std::string &data, const char *name) {
    auto *variable = privateData(llvm::ConstantDataArray::getString(module_.getContext(), data, false), name);
    variable->setUnnamedAddr(llvm::GlobalValue::UnnamedAddr::Global);
    variable->setAlignment(llvm::Align(1));
    return variable;
  }

  llvm::Constant *function(const std::string &symbol) {
    if (llvm::Function *found = module_.getFunction(symbol))
      return found;
    auto *function = llvm::Function::Create(llvm::FunctionType::get(l_.i64, {l_.ptr, l_.ptr}, false),
                                            llvm::GlobalValue::ExternalLinkage, symbol, module_);
    function->setDSOLocal(true);
    function->setVisibility(llvm::GlobalValue::HiddenVisibility);
    return function;
  }

  /// Whatever depends on who runs the unit.
  struct Code {
    llvm::Constant *entry, *resume, *body, *bodySize, *interpreted;
  };
  Code codeOf(const ModuleTables::Unit &entry) {
    const CodeUnit &unit = *entry.unit;
    const bool compiled = input_.isCompiled(&unit);
    const bool interpretable = !compiled || input_.isTraceable;
    const std::string body = interpretable || input_.keepsBytecode ? encodeBody(unit) : std::string();
    llvm::Constant *interpreted = interpretable ? privateData(null_, "interpreted", false) : null_;
    if (compiled)
      return {function(entry.symbol), isGenerator(unit) ? function(ModuleTables::resumeSymbol(entry)) : null_,
              body.empty() ? null_ : bytes(body, "body"), size(body.size()), interpreted};
    const uint32_t count = unit.kind == CodeKind::Class ? 1 : unit.parameterCount();
    return {function("rt_interpret_" + (count > 8 ? "many" : std::to_string(count))),
            isGenerator(unit) ? function("rt_interpret_resume") : null_, bytes(body, "body"), size(body.size()), interpreted};
  }

  llvm::Constant *emitInfo(const ModuleTables::Unit &entry) {
    const CodeUnit &unit = *entry.unit;
    const std::string lines = encodeLocations(unit);
    llvm::Constant *cellParams = null_;
    if (!unit.cellParams.empty())
      cellParams = privateData(llvm::ConstantDataArray::get(module_.getContext(),
                                                            llvm::ArrayRef<int32_t>(unit.cellParams.data(), unit.cellParams.size())),
                               "cellparams");
    const Code code = codeOf(entry);
    const uint32_t handlers = unit.exceptionTable.empty() ? 0u : static_cast<uint32_t>(kHasHandlers);
    llvm::Constant *fields[] = {
        data_, code.entry, code.resume, number(unit.flags | handlers), number(static_cast<uint32_t>(unit.kind)),
        number(unit.argCount), number(unit.posOnlyCount), number(unit.kwOnlyCount), number(unit.parameterCount()),
        number(unit.varNames.size()), number(unit.cellNames.size()), number(unit.freeNames.size()), number(unit.stackSize),
        number(unit.firstLine), number(tables_.name(unit.name)), number(tables_.name(unit.qualName)),
        number(tables_.names(unit.varNames)), number(tables_.names(unit.cellNames)), number(tables_.names(unit.freeNames)),
        number(tables_.names(unit.names)), number(tables_.tuple(unit.consts)), number(tables_.names(unit.selfAttributes)),
        bytes(lines, "lines"), number(lines.size()), number(unit.instructions.size()),
        cellParams, code.body, code.bodySize, code.interpreted};
    llvm::GlobalVariable *info = declareData(module_, l_.codeInfo, ModuleTables::infoSymbol(entry));
    info->setConstant(true);
    info->setInitializer(llvm::ConstantStruct::get(l_.codeInfo, fields));
    return info;
  }

  /// An array that the runtime fills, zero in the file.
  llvm::Constant *zeros(llvm::Type *type, uint64_t count, const std::string &symbol) {
    auto *array = llvm::ArrayType::get(type, count);
    llvm::GlobalVariable *old = module_.getGlobalVariable(symbol);
    auto *variable = new llvm::GlobalVariable(module_, array, false, llvm::GlobalValue::ExternalLinkage,
                                              llvm::Constant::getNullValue(array), old ? "" : symbol);
    variable->setAlignment(llvm::Align(8));
    variable->setDSOLocal(true);
    variable->setVisibility(llvm::GlobalValue::HiddenVisibility);
    if (old) { // functions in the same LLVM module refer to it
      variable->takeName(old);
      old->replaceAllUsesWith(variable);
      old->eraseFromParent();
    }
    return variable;
  }

  void emitData(const std::vector<llvm::Constant *> &infos) {
    auto *names = privateData(llvm::ConstantDataArray::get(module_.getContext(), llvm::ArrayRef<uint32_t>(tables_.globalNames())), "globalnames");
    auto *codes = privateData(llvm::ConstantArray::get(llvm::ArrayType::get(l_.ptr, infos.size()), infos), "codes");
    const size_t globals = tables_.globalNames().size();
    llvm::Constant *fields[] = {
        bytes(input_.name + '\0', "name"), bytes(input_.root->fileName + '\0', "file"), number(input_.isPackage),
        number(tables_.constantCount()), bytes(tables_.constantBlob(), "constantblob"), size(tables_.constantBlob().size()),
        zeros(l_.i64, tables_.constantCount(), tables_.constantsSymbol()),
        number(globals), number(tables_.cacheCount()), names,
        zeros(l_.ptr, globals, tables_.globalsSymbol()), zeros(l_.ptr, globals, tables_.builtinsSymbol()),
        zeros(l_.inlineCache, tables_.cacheCount(), tables_.cachesSymbol()),
        infos.front(), number(0), number(infos.size()), codes, null_, null_};
    data_->setInitializer(llvm::ConstantStruct::get(l_.moduleData, fields));
  }

  ModuleTables &tables_;
  const ModuleInput &input_;
  const Layouts &l_;
  llvm::Module &module_;
  llvm::Constant *null_;
  llvm::GlobalVariable *data_ = nullptr;
};

} // namespace

llvm::GlobalVariable *declareData(llvm::Module &module, llvm::Type *type, const std::string &symbol) {
  if (llvm::GlobalVariable *found = module.getGlobalVariable(symbol))
    return found;
  auto *variable = new llvm::GlobalVariable(module, type, false, llvm::GlobalValue::ExternalLinkage, nullptr, symbol);
  variable->setDSOLocal(true);
  variable->setVisibility(llvm::GlobalValue::HiddenVisibility);
  return variable;
}

llvm::GlobalVariable *emitTables(ModuleTables &tables, const Layouts &layouts, llvm::Module &module) {
  return TableEmitter(tables, layouts, module).run();
}

} // namespace regius::codegen
