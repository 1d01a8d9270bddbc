// Target triples and target packs. A pack is a directory <resources>/<triple>/ with everything that
// linking for that triple needs; see codegen/README.md.
#include "codegen/Target.h"

#include <filesystem>

#include <llvm/MC/MCSubtargetInfo.h>
#include <llvm/MC/TargetRegistry.h>
#include <llvm/Support/ErrorHandling.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/TargetSelect.h>
#include <llvm/TargetParser/Host.h>
#include <llvm/TargetParser/Triple.h>

namespace fs = std::filesystem;

namespace regius {

namespace {

std::string canonicalTriple(const BuildOptions &options) {
  if (options.triple.empty())
    return llvm::Triple::normalize(llvm::sys::getDefaultTargetTriple());
  // "aarch64-linux-gnu" is what Debian and GNU tools say for aarch64-unknown-linux-gnu.
  return llvm::Triple::normalize(options.triple);
}

/// Native only is much cheaper than initialising every back end.
void initialiseTargets(bool all) {
  static bool native = false, every = false;
  if (!native) {
    llvm::InitializeNativeTarget();
    llvm::InitializeNativeTargetAsmPrinter();
    llvm::InitializeNativeTargetAsmParser();
    native = true;
  }
  if (all && !every) {
    llvm::InitializeAllTargetInfos();
    llvm::InitializeAllTargets();
    llvm::InitializeAllTargetMCs();
    llvm::InitializeAllAsmPrinters();
    llvm::InitializeAllAsmParsers();
    every = true;
  }
}

const llvm::Target *lookUp(const std::string &triple, std::string &error) {
  initialiseTargets(false);
  std::string ignored;
  if (const llvm::Target *target = llvm::TargetRegistry::lookupTarget(triple, ignored))
    return target;
  initialiseTargets(true);
  return llvm::TargetRegistry::lookupTarget(triple, error);
}

} // namespace

void setFatalErrorHandler(void (*handler)(const char *reason)) {
  llvm::install_fatal_error_handler(
      [](void *data, const char *reason, bool) { reinterpret_cast<void (*)(const char *)>(data)(reason); },
      reinterpret_cast<void *>(handler));
}

std::string hostCpu() { return llvm::sys::getHostCPUName().str(); }

std::string targetTriple(const BuildOptions &options, std::string &error) {
  std::string triple = canonicalTriple(options);
  return lookUp(triple, error) ? triple : std::string();
}

std::vector<std::pair<std::string, std::string>> knownTargets() {
  initialiseTargets(true);
  std::vector<std::pair<std::string, std::string>> all;
  for (const llvm::Target &target : llvm::TargetRegistry::targets())
    all.emplace_back(target.getName(), target.getShortDescription());
  std::sort(all.begin(), all.end());
  return all;
}

std::string resourceDirectory() {
  static int anchor;
  fs::path program = llvm::sys::fs::getMainExecutable("regius", &anchor);
  for (fs::path folder = program.parent_path();; folder = folder.parent_path()) {
    fs::path candidate = folder / "lib" / "regius";
    std::error_code ignored;
    if (fs::is_directory(candidate, ignored))
      return candidate.string();
    if (folder == folder.parent_path())
      break;
  }
  return (program.parent_path() / "lib" / "regius").string();
}

std::vector<std::string> installedTargets(const BuildOptions &options) {
  std::vector<std::string> triples;
  std::error_code ignored;
  fs::path root = options.packDirectory.empty() ? resourceDirectory() : options.packDirectory;
  for (const auto &entry : fs::directory_iterator(root, ignored))
    if (fs::exists(entry.path() / "libregius-rt.a", ignored))
      triples.push_back(entry.path().filename().string());
  std::sort(triples.begin(), triples.end());
  return triples;
}

namespace codegen {

std::unique_ptr<llvm::TargetMachine> makeTargetMachine(const BuildOptions &options, std::string &error) {
  std::string triple = canonicalTriple(options);
  const llvm::Target *target = lookUp(triple, error);
  if (!target)
    return nullptr;
  if (!options.cpu.empty()) { // LLVM itself would go on with a warning, or give up
    std::unique_ptr<llvm::MCSubtargetInfo> info(target->createMCSubtargetInfo(triple, "", ""));
    if (info && !info->isCPUStringValid(options.cpu)) {
      error = "unknown processor '" + options.cpu + "' for " + triple;
      return nullptr;
    }
  }
  llvm::TargetOptions targetOptions;
  targetOptions.FunctionSections = true;
  targetOptions.DataSections = true;
  targetOptions.UniqueSectionNames = false;
  auto level = options.optLevel == 0   ? llvm::CodeGenOptLevel::None
               : options.optLevel == 1 ? llvm::CodeGenOptLevel::Less
               : options.optLevel == 2 ? llvm::CodeGenOptLevel::Default
                                       : llvm::CodeGenOptLevel::Aggressive;
  auto *machine = target->createTargetMachine(triple, options.cpu, options.features, targetOptions,
                                              llvm::Reloc::PIC_, std::nullopt, level);
  if (options.optLevel == 1)
    machine->setFastISel(true); // nearly the same code in half the time
  return std::unique_ptr<llvm::TargetMachine>(machine);
}

std::string packDirectory(const BuildOptions &options, const std::string &triple) {
  return (fs::path(options.packDirectory.empty() ? resourceDirectory() : options.packDirectory) / triple).string();
}

} // namespace codegen
} // namespace regius
