// The entry points of the code generator: module and program table to output.
#include "codegen/CodeGen.h"

#include "codegen/ModuleLowering.h"
#include "codegen/ObjectCache.h"
#include "codegen/Optimize.h"
#include "codegen/TableEmitter.h"
#include "codegen/Target.h"
#include "runtime-lib/abi/ProgramData.h"

#include <algorithm>
#include <cstdlib>
#include <memory>

#include <llvm/IR/LLVMContext.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Support/raw_ostream.h>

namespace regius {

using namespace codegen;

namespace {

bool finish(llvm::Module &module, llvm::TargetMachine &machine, const BuildOptions &options, OutputKind kind,
            std::string &out, std::string &error) {
  if (kind == OutputKind::Ir || std::getenv("REGIUS_VERIFY_IR")) { // a tenth of the time: not always
    std::string problem;
    llvm::raw_string_ostream stream(problem);
    if (llvm::verifyModule(module, &stream)) {
      error = "internal error: invalid LLVM IR: " + problem;
      return false;
    }
  }
  if (!linkFastPaths(module, options, error))
    return false;
  optimize(module, machine, options.optLevel);
  return emit(module, machine, kind, out, error);
}

/// An LLVM module for the target.
std::unique_ptr<llvm::Module> makeModule(const std::string &name, llvm::TargetMachine &machine, llvm::LLVMContext &context) {
  auto module = std::make_unique<llvm::Module>(name, context);
  module->setTargetTriple(machine.getTargetTriple().str());
  module->setDataLayout(machine.createDataLayout());
  module->setPICLevel(llvm::PICLevel::BigPIC);
  module->setPIELevel(llvm::PIELevel::Large);
  return module;
}

std::vector<const CodeUnit *> compiledUnits(const ModuleTables &tables) {
  std::vector<const CodeUnit *> units;
  for (const ModuleTables::Unit &unit : tables.units())
    if (tables.input().isCompiled(unit.unit))
      units.push_back(unit.unit);
  return units;
}

bool generateUnits(ModuleTables &tables, const std::vector<const CodeUnit *> &units, const BuildOptions &options,
                   bool withTables, OutputKind kind, std::string &out, std::string &error) {
  auto machine = makeTargetMachine(options, error);
  if (!machine)
    return false;
  // Without a real register allocator every value of a function leaves a copy in memory until it returns, also that
  // of a dead operand or deleted local: the collector would find objects that the program does not hold any more.
  if (options.optLevel == 0)
    machine->setOptLevel(llvm::CodeGenOptLevel::Less);
  llvm::LLVMContext context;
  auto module = makeModule(tables.input().name, *machine, context);
  module->setSourceFileName(tables.input().root->fileName);
  const Layouts layouts(context);
  ModuleLowering(tables, layouts, options, *module).run(units);
  if (withTables)
    emitTables(tables, layouts, *module);
  return finish(*module, *machine, options, kind, out, error);
}

} // namespace

bool generateModule(const ModuleInput &input, const BuildOptions &options, OutputKind kind, std::string &out,
                    std::string &error) {
  ModuleTables tables(input);
  return generateUnits(tables, compiledUnits(tables), options, true, kind, out, error);
}

bool generateFunctions(const ModuleInput &input, const BuildOptions &options, bool cacheable,
                       std::vector<std::string> &objects, std::string &error) {
  ModuleTables tables(input);
  std::vector<const CodeUnit *> missing = compiledUnits(tables);
  if (missing.empty())
    return true;
  ObjectCache cache(tables, options, cacheable);
  cache.take(missing, objects);
  if (missing.empty())
    return true;
  std::string object;
  if (!generateUnits(tables, missing, options, false, OutputKind::Object, object, error))
    return false;
  cache.put(missing, object);
  objects.push_back(std::move(object));
  return true;
}

bool generateProgram(const ProgramInput &program, const BuildOptions &options, OutputKind kind, std::string &out,
                     std::string &error) {
  auto machine = makeTargetMachine(options, error);
  if (!machine)
    return false;
  llvm::LLVMContext context;
  auto owner = makeModule("program", *machine, context);
  llvm::Module &module = *owner;
  const Layouts l(context);
  auto external = [&](const std::string &symbol) { return declareData(module, l.i8, symbol); };
  auto table = [&](std::vector<llvm::Constant *> entries, const char *name) -> llvm::Constant * {
    auto *array = llvm::ConstantArray::get(llvm::ArrayType::get(l.ptr, entries.size()), entries);
    return new llvm::GlobalVariable(module, array->getType(), true, llvm::GlobalValue::PrivateLinkage, array, name);
  };
  std::vector<ModuleInput> inputs = program.modules;
  std::vector<std::string> native = program.nativeModules;
  std::sort(inputs.begin(), inputs.end(), [](const ModuleInput &a, const ModuleInput &b) { return a.name < b.name; });
  std::sort(native.begin(), native.end());
  auto *null = llvm::ConstantPointerNull::get(l.ptr);
  llvm::Constant *main = null;
  std::vector<llvm::Constant *> modules, natives, warnings;
  for (const ModuleInput &input : inputs) {
    ModuleTables tables(input);
    modules.push_back(emitTables(tables, l, module));
    if (input.name == "__main__")
      main = modules.back();
  }
  for (const std::string &name : native)
    natives.push_back(external("rt_module_" + name));
  for (const std::string &option : options.warningOptions) {
    auto *text = llvm::ConstantDataArray::getString(context, option);
    warnings.push_back(new llvm::GlobalVariable(module, text->getType(), true, llvm::GlobalValue::PrivateLinkage, text, "warning"));
  }
  warnings.push_back(null);
  auto number = [&](uint64_t n) { return llvm::ConstantInt::get(l.i32, n); };
  auto *data = llvm::ConstantStruct::get(
      l.programData, {number(modules.size()), number(natives.size()), table(modules, "modules"),
                      table(natives, "natives"), main, table(warnings, "warnings"), number(options.pythonOptimize),
                      number((program.isPython ? rt::kProgramIsPython : 0) | (program.isTraceable ? rt::kProgramIsTraceable : 0)),
                      program.evaluator ? static_cast<llvm::Constant *>(external("rt_evaluator")) : null});
  auto *variable = new llvm::GlobalVariable(module, l.programData, true, llvm::GlobalValue::ExternalLinkage, data, "rt_program");
  variable->setVisibility(llvm::GlobalValue::HiddenVisibility);
  return emit(module, *machine, kind, out, error);
}

} // namespace regius
