// The pass pipeline. Generic code is mostly calls and short tests, so a function pipeline of cheap
// passes does nearly all that the full O2 pipeline does, in a fraction of its time.
#include "codegen/Optimize.h"

#include "codegen/RuntimeCalls.h"
#include "codegen/Target.h"

#include <filesystem>

#include <llvm/Analysis/TargetLibraryInfo.h>
#include <llvm/Bitcode/BitcodeReader.h>
#include <llvm/Bitcode/BitcodeWriter.h>
#include <llvm/IR/LegacyPassManager.h>
#include <llvm/IR/Verifier.h>
#include <llvm/Linker/Linker.h>
#include <llvm/Passes/PassBuilder.h>
#include <llvm/Support/MemoryBuffer.h>
#include <llvm/Support/SmallVectorMemoryBuffer.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/Transforms/IPO/AlwaysInliner.h>
#include <llvm/Transforms/IPO/GlobalDCE.h>
#include <llvm/Transforms/InstCombine/InstCombine.h>
#include <llvm/Transforms/Scalar/ADCE.h>
#include <llvm/Transforms/Scalar/CorrelatedValuePropagation.h>
#include <llvm/Transforms/Scalar/DeadStoreElimination.h>
#include <llvm/Transforms/Scalar/EarlyCSE.h>
#include <llvm/Transforms/Scalar/GVN.h>
#include <llvm/Transforms/Scalar/JumpThreading.h>
#include <llvm/Transforms/Scalar/LICM.h>
#include <llvm/Transforms/Scalar/LoopRotation.h>
#include <llvm/Transforms/Scalar/SROA.h>
#include <llvm/Transforms/Scalar/SimplifyCFG.h>
#include <llvm/Transforms/Utils/Mem2Reg.h>

namespace regius::codegen {

namespace {

/// Without fast paths: every rt_fast_ call answers "not easy".
void dropFastCalls(llvm::Module &module) {
  for (llvm::Function &function : llvm::make_early_inc_range(module)) {
    if (!function.isDeclaration() || !function.getName().starts_with("rt_fast_"))
      continue;
    for (llvm::User *user : llvm::make_early_inc_range(function.users())) {
      auto *call = llvm::cast<llvm::CallInst>(user);
      const bool truth = function.getName() == "rt_fast_truth";
      call->replaceAllUsesWith(llvm::ConstantInt::getSigned(call->getType(), truth ? -1 : 0));
      call->eraseFromParent();
    }
    function.eraseFromParent();
  }
}

bool usesFastPaths(const llvm::Module &module) {
  for (const llvm::Function &function : module)
    if (function.isDeclaration() && function.getName().starts_with("rt_fast_") && !function.use_empty())
      return true;
  return false;
}

} // namespace

bool linkFastPaths(llvm::Module &module, const BuildOptions &options, std::string &error) {
  if (!usesFastPaths(module))
    return true;
  std::string path = packDirectory(options, module.getTargetTriple()) + "/inline.bc";
  auto buffer = llvm::MemoryBuffer::getFile(path);
  if (!buffer) {
    dropFastCalls(module);
    return true;
  }
  auto library = llvm::getOwningLazyBitcodeModule(std::move(*buffer), module.getContext());
  if (!library) {
    error = path + ": " + llvm::toString(library.takeError());
    return false;
  }
  std::vector<std::string> names;
  for (const llvm::Function &function : **library)
    if (!function.isDeclaration())
      names.push_back(function.getName().str());
  (*library)->setTargetTriple(module.getTargetTriple());
  if (llvm::Linker::linkModules(module, std::move(*library), llvm::Linker::LinkOnlyNeeded)) {
    error = path + ": cannot be linked";
    return false;
  }
  for (const std::string &name : names) {
    llvm::Function *function = module.getFunction(name);
    if (!function || function->isDeclaration())
      continue;
    function->setLinkage(llvm::GlobalValue::InternalLinkage);
    function->setComdat(nullptr);
    // The caller decides about the machine and about inlining.
    for (const char *attribute : {"target-cpu", "target-features", "tune-cpu", "frame-pointer", "stack-protector-buffer-size", "min-legal-vector-width", "no-trapping-math"})
      function->removeFnAttr(attribute);
  }
  dropFastCalls(module); // whatever the library does not define
  return true;
}

void optimize(llvm::Module &module, llvm::TargetMachine &machine, unsigned level) {
  llvm::LoopAnalysisManager loops;
  llvm::FunctionAnalysisManager functions;
  llvm::CGSCCAnalysisManager sccs;
  llvm::ModuleAnalysisManager modules;
  llvm::PassBuilder builder(&machine);
  builder.registerModuleAnalyses(modules);
  builder.registerCGSCCAnalyses(sccs);
  builder.registerFunctionAnalyses(functions);
  builder.registerLoopAnalyses(loops);
  builder.crossRegisterProxies(loops, functions, sccs, modules);
  llvm::ModulePassManager pipeline;
  if (level >= 3) {
    pipeline.addPass(llvm::AlwaysInlinerPass());
    pipeline.addPass(builder.buildPerModuleDefaultPipeline(llvm::OptimizationLevel::O2));
    pipeline.run(module, modules);
    return;
  }
  using namespace llvm;
  FunctionPassManager simple;
  if (level == 0) {
    simple.addPass(PromotePass());
    simple.addPass(SimplifyCFGPass());
  } else {
    pipeline.addPass(AlwaysInlinerPass());
    pipeline.addPass(GlobalDCEPass());
    simple.addPass(SROAPass(SROAOptions::ModifyCFG));
    simple.addPass(EarlyCSEPass());
    simple.addPass(SimplifyCFGPass());
    simple.addPass(InstCombinePass());
    if (level >= 2) {
      simple.addPass(JumpThreadingPass());
      simple.addPass(CorrelatedValuePropagationPass());
      simple.addPass(EarlyCSEPass(true));
      simple.addPass(InstCombinePass());
    }
    simple.addPass(SimplifyCFGPass(SimplifyCFGOptions().hoistCommonInsts(true).sinkCommonInsts(false)));
    simple.addPass(ADCEPass());
  }
  pipeline.addPass(createModuleToFunctionPassAdaptor(std::move(simple)));
  pipeline.run(module, modules);
  // Bodies of modules and classes without loops run once: good machine code would never pay.
  for (Function &function : module)
    if (function.hasFnAttribute("regius-once")) {
      function.removeFnAttr("regius-once");
      function.addFnAttr(Attribute::NoInline);
      function.addFnAttr(Attribute::OptimizeNone);
    }
}

bool emit(llvm::Module &module, llvm::TargetMachine &machine, OutputKind kind, std::string &out, std::string &error) {
  if (kind == OutputKind::Ir) {
    llvm::raw_string_ostream stream(out);
    module.print(stream, nullptr);
    return true;
  }
  llvm::SmallVector<char, 0> buffer;
  llvm::raw_svector_ostream stream(buffer);
  if (kind == OutputKind::Bitcode) {
    llvm::WriteBitcodeToFile(module, stream);
  } else {
    llvm::legacy::PassManager passes;
    auto fileType = kind == OutputKind::Assembly ? llvm::CodeGenFileType::AssemblyFile : llvm::CodeGenFileType::ObjectFile;
    if (machine.addPassesToEmitFile(passes, stream, nullptr, fileType, /*DisableVerify=*/true)) {
      error = "LLVM cannot write this kind of file for " + machine.getTargetTriple().str();
      return false;
    }
    passes.run(module);
  }
  out.assign(buffer.begin(), buffer.end());
  return true;
}

} // namespace regius::codegen
