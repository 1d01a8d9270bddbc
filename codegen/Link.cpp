// Linking with lld in this process. Everything but the program's own objects comes from the target
// pack: C start files, the runtime archive and the C library, so no compiler, linker or development
// package is needed, and nothing is searched for elsewhere.
//
// lld reads files; the objects are handed over as anonymous files in memory (memfd_create), by the names
// that /proc has for them.
#include "codegen/CodeGen.h"
#include "codegen/Target.h"

#include <algorithm>
#include <filesystem>
#include <fstream>

#include <lld/Common/CommonLinkerContext.h>
#include <lld/Common/Driver.h>
#include <llvm/Support/raw_ostream.h>
#include <llvm/TargetParser/Triple.h>

#include <cerrno>
#include <sys/mman.h>
#include <unistd.h>

LLD_HAS_DRIVER(elf)

namespace fs = std::filesystem;

namespace regius {

namespace {

/// Files in memory that disappear with the object.
class MemoryFiles {
public:
  MemoryFiles() = default;
  MemoryFiles(const MemoryFiles &) = delete;
  ~MemoryFiles() {
    for (int file : files_)
      close(file);
  }
  /// The name of a new file with this content; empty with `error` set when there is no memory.
  std::string add(std::string_view content, std::string &error) {
    const int file = memfd_create("object", MFD_CLOEXEC);
    std::error_code code(errno, std::generic_category());
    if (file >= 0) {
      files_.push_back(file);
      llvm::raw_fd_ostream stream(file, /*shouldClose=*/false, /*unbuffered=*/true);
      stream << llvm::StringRef(content);
      code = stream.error();
      stream.clear_error();
    }
    if (!code)
      return "/proc/self/fd/" + std::to_string(file);
    error = "cannot hand an object to the linker: " + code.message();
    return {};
  }

private:
  std::vector<int> files_;
};

struct NativeLibrary {
  const char *module, *archive;
};
constexpr NativeLibrary kNativeLibraries[] = {
#define NATIVE_LIBRARY(Name, Archive) {#Name, Archive},
#include "runtime-lib/abi/NativeModules.def"
};

/// The static libraries that the native modules need.
std::vector<std::string> librariesOf(const std::vector<std::string> &nativeModules) {
  std::vector<std::string> archives;
  for (const NativeLibrary &row : kNativeLibraries)
    if (std::find(nativeModules.begin(), nativeModules.end(), row.module) != nativeModules.end())
      archives.push_back(row.archive);
  return archives;
}

/// One line of <pack>/link.txt: flags, a colon, and what to hand to the linker, in order.
bool readRecipe(const fs::path &pack, bool isStatic, const std::vector<std::string> &libraries,
                std::vector<std::string> &arguments, std::string &error) {
  std::ifstream file(pack / "link.txt");
  if (!file) {
    error = "the target pack " + pack.string() + " has no link.txt";
    return false;
  }
  std::string line;
  while (std::getline(file, line)) {
    if (line.empty() || line[0] == '#')
      continue;
    size_t space = line.find(' ');
    std::string when = line.substr(0, space), what = space == std::string::npos ? "" : line.substr(space + 1);
    if ((when == "static" && !isStatic) || (when == "dynamic" && isStatic))
      continue;
    if (what.empty() || what[0] != '@' || what == "@objects") {
      arguments.push_back(what);
      continue;
    }
    const std::vector<std::string> members = what == "@libraries" ? libraries : std::vector{what.substr(1)};
    for (const std::string &name : members) { // files of the pack
      std::error_code ignored;
      if (!fs::exists(pack / name, ignored)) {
        error = "the target pack " + pack.string() + " lacks " + name + (isStatic ? " (needed for -static)" : "");
        return false;
      }
      arguments.push_back((pack / name).string());
    }
  }
  return true;
}

std::string missingPack(const std::string &triple, const fs::path &pack, const BuildOptions &options) {
  std::string text = "cannot link for " + triple + ": there is no target pack " + pack.string() + "\n";
  text += "note: -c, -S and --emit work without one; packs are installed for:";
  for (const std::string &installed : installedTargets(options))
    text += " " + installed;
  text += "\nnote: build one with: cmake -DREGIUS_PACKS=" + triple + " (it needs a C library and compiler support "
          "for that target, on Debian libc6-dev-ARCH-cross and libstdc++-12-dev-ARCH-cross)";
  return text;
}

} // namespace

std::set<std::string> modulesWithoutLibrary(const BuildOptions &options) {
  std::string error;
  const fs::path pack = codegen::packDirectory(options, targetTriple(options, error));
  std::error_code ignored;
  std::set<std::string> missing;
  if (fs::is_directory(pack, ignored))
    for (const NativeLibrary &row : kNativeLibraries)
      if (!fs::exists(pack / row.archive, ignored))
        missing.insert(row.module);
  return missing;
}

bool linkExecutable(const std::vector<std::string_view> &objects, const std::vector<std::string> &nativeModules,
                    const BuildOptions &options, const std::string &outPath, std::string &error) {
  std::string triple = targetTriple(options, error);
  if (triple.empty())
    return false;
  fs::path pack = codegen::packDirectory(options, triple);
  std::error_code code;
  if (!fs::is_directory(pack, code)) {
    error = missingPack(triple, pack, options);
    return false;
  }
  if (!llvm::Triple(triple).isOSBinFormatELF()) {
    error = "linking for " + triple + " is not implemented: only ELF targets are linked";
    return false;
  }
  MemoryFiles files;
  std::vector<std::string> recipe, arguments{"ld.lld"};
  if (!readRecipe(pack, options.staticExecutable, librariesOf(nativeModules), recipe, error))
    return false;
  // With a mapped output file a full disk would be a SIGBUS.
  arguments.insert(arguments.end(), {"-o", outPath, "--no-mmap-output-file"});
  for (const std::string &argument : recipe) {
    if (argument != "@objects") {
      arguments.push_back(argument);
      continue;
    }
    for (std::string_view object : objects) {
      arguments.push_back(files.add(object, error));
      if (arguments.back().empty())
        return false;
    }
  }
  if (options.strip)
    arguments.push_back("--strip-all");
  else if (!options.debugInfo)
    arguments.push_back("--strip-debug");
  std::vector<const char *> pointers;
  for (const std::string &argument : arguments)
    pointers.push_back(argument.c_str());
  std::string messages;
  llvm::raw_string_ostream stream(messages);
  bool linked = lld::elf::link(pointers, stream, stream, /*exitEarly=*/false, /*disableOutput=*/false);
  lld::CommonLinkerContext::destroy();
  if (linked)
    return true;
  error = "linking " + outPath + " failed\n" + messages;
  while (!error.empty() && error.back() == '\n')
    error.pop_back();
  return false;
}

} // namespace regius
