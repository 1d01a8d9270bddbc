// The entry points of the code generator: module and program table to output.
#include "codegen/CodeGen.h"

#include "codegen/ModuleLowering.h"
#include "codegen/ObjectCache.h"
#include "codegen/Optimize.h"
#include "codegen/Target.h"

#include <algorithm>
#include <cstdlib>

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

bool generateUncached(const ModuleInput &input, const BuildOptions &options, OutputKind kind, std::string &out,
                      std::string &error) {
  auto machine = makeTargetMachine(options, error);
  if (!machine)
    return false;
  llvm::LLVMContext context;
  llvm::Module module(input.name, context);
  module.setSourceFileName(input.root->fileName);
  module.setTargetTriple(machine->getTargetTriple().str());
  module.setDataLayout(machine->createDataLayout());
  module.setPICLevel(llvm::PICLevel::BigPIC);
  module.setPIELevel(llvm::PIELevel::Large);
  ModuleLowering(input, options, module).run();
  return finish(module, *machine, options, kind, out, error);
}

} // namespace

bool generateModule(const ModuleInput &input, const BuildOptions &options, OutputKind kind, std::string &out,
                    std::string &error, bool cacheable) {
  std::string cacheFile;
  if (cacheable && kind == OutputKind::Object) {
    cacheFile = cachePath(input, options);
    if (readCache(cacheFile, out))
      return true;
  }
  if (!generateUncached(input, options, kind, out, error))
    return false;
  writeCache(cacheFile, out);
  return true;
}

bool generateProgram(const ProgramInput &program, const BuildOptions &options, OutputKind kind, std::string &out,
                     std::string &error) {
  auto machine = makeTargetMachine(options, error);
  if (!machine)
    return false;
  llvm::LLVMContext context;
  llvm::Module module("program", context);
  module.setTargetTriple(machine->getTargetTriple().str());
  module.setDataLayout(machine->createDataLayout());
  Layouts l(context);
  auto external = [&](const std::string &symbol) {
    auto *variable = new llvm::GlobalVariable(module, l.i8, false, llvm::GlobalValue::ExternalLinkage, nullptr, symbol);
    variable->setDSOLocal(true);
    variable->setVisibility(llvm::GlobalValue::HiddenVisibility);
    return variable;
  };
  auto table = [&](std::vector<llvm::Constant *> entries, const char *name) -> llvm::Constant * {
    auto *array = llvm::ConstantArray::get(llvm::ArrayType::get(l.ptr, entries.size()), entries);
    return new llvm::GlobalVariable(module, array->getType(), true, llvm::GlobalValue::PrivateLinkage, array, name);
  };
  std::vector<std::string> names = program.modules, native = program.nativeModules;
  std::sort(names.begin(), names.end());
  std::sort(native.begin(), native.end());
  auto *null = llvm::ConstantPointerNull::get(l.ptr);
  llvm::Constant *main = null;
  std::vector<llvm::Constant *> modules, natives, warnings;
  for (const std::string &name : names) {
    modules.push_back(external(moduleSymbol(name)));
    if (name == "__main__")
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
                      table(natives, "natives"), main, table(warnings, "warnings"), number(options.pythonOptimize), number(0),
                      program.evaluator ? static_cast<llvm::Constant *>(external("rt_evaluator")) : null});
  auto *variable = new llvm::GlobalVariable(module, l.programData, true, llvm::GlobalValue::ExternalLinkage, data, "rt_program");
  variable->setVisibility(llvm::GlobalValue::HiddenVisibility);
  return emit(module, *machine, kind, out, error);
}

} // namespace regius
