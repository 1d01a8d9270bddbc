// Where the source of a module is: the import system's path search (Language reference 5.3 to 5.5)
// done at compile time.
#pragma once

#include "compiler/driver/Program.h"

#include <optional>
#include <set>
#include <span>
#include <unordered_map>

namespace regius {

/// A module that a native module imports itself (runtime-lib/abi/NativeModules.def).
struct NativeImport {
  const char *module, *function, *imported;
};
std::span<const NativeImport> nativeImports();

struct FoundModule {
  std::string path;      // source file; for a namespace package its directory with a slash behind it
  bool isPackage = false;
  bool isNamespace = false; // a directory without __init__.py
  bool isNative = false;
  bool isPartOfRuntime = false; // native and in every program
  bool isLibrary = false;
  std::string packageDirectory; // where submodules are
  std::string patch;     // source with replacements of functions (stdlib/README.md), or empty
};

class ModuleFinder {
public:
  explicit ModuleFinder(const SearchPath &path);
  /// Finds a module by its dotted name; its parents must exist. Cached.
  const FoundModule *find(const std::string &name);
  /// The modules written in C++ that a program which imports at run time contains.
  static const std::set<std::string> &dynamicModuleNames();
  /// A native module that cannot be linked for this target.
  bool lacksLibrary(const std::string &name) const { return unavailable_.count(name); }

private:
  std::optional<FoundModule> search(const std::string &name);
  struct Directory {
    std::string path;
    bool isLibrary;
  };
  std::vector<Directory> user_, library_;
  std::string patches_;
  std::set<std::string> unavailable_;
  std::unordered_map<std::string, std::optional<FoundModule>> known_;
};

} // namespace regius
