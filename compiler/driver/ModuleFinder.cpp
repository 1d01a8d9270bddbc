// Looks for modules: the program's own directories, then modules written in C++, then the libraries.
// sys and builtins cannot be shadowed, as in CPython.
#include "compiler/driver/ModuleFinder.h"

#include <filesystem>
#include <set>

#ifndef REGIUS_PYTHON_LIBRARY
#define REGIUS_PYTHON_LIBRARY "/usr/lib/python3.11"
#endif

namespace fs = std::filesystem;

namespace regius {

namespace {

const std::set<std::string> &nativeModules() {
  static const std::set<std::string> names = {
#define NATIVE_MODULE(Name) #Name,
#include "runtime-lib/abi/NativeModules.def"
  };
  return names;
}

const std::set<std::string> &runtimeModules() {
  static const std::set<std::string> names = {
#define RUNTIME_MODULE(Name) #Name,
#include "runtime-lib/abi/NativeModules.def"
  };
  return names;
}

constexpr NativeImport kNativeImports[] = {
#define NATIVE_IMPORT(Name, Function, Imported) {#Name, Function, Imported},
#include "runtime-lib/abi/NativeModules.def"
};

bool isFile(const fs::path &path) {
  std::error_code ignored;
  return fs::is_regular_file(path, ignored);
}
bool isDirectory(const fs::path &path) {
  std::error_code ignored;
  return fs::is_directory(path, ignored);
}

std::optional<FoundModule> lookIn(const std::string &directory, const std::string &name) {
  FoundModule found;
  fs::path base = fs::path(directory) / name;
  if (isFile(base / "__init__.py")) {
    found.path = (base / "__init__.py").string();
    found.isPackage = true;
    found.packageDirectory = base.string();
    return found;
  }
  base += ".py";
  if (!isFile(base))
    return std::nullopt;
  found.path = base.string();
  return found;
}

std::optional<FoundModule> nameSpacePackage(const std::string &directory, const std::string &name) {
  fs::path base = fs::path(directory) / name;
  if (!isDirectory(base))
    return std::nullopt;
  FoundModule found;
  found.packageDirectory = base.string();
  found.path = found.packageDirectory + "/";
  found.isPackage = found.isNamespace = true;
  return found;
}

} // namespace

std::span<const NativeImport> nativeImports() { return kNativeImports; }

ModuleFinder::ModuleFinder(const SearchPath &path) : unavailable_(path.unavailable) {
  auto add = [](std::vector<Directory> &list, const std::string &directory, bool isLibrary) {
    list.push_back({directory, isLibrary});
  };
  add(user_, path.scriptDirectory.empty() ? "." : path.scriptDirectory, false);
  for (const std::string &directory : path.include)
    add(user_, directory, false);
  const std::string stdlib = path.stdlib.empty() ? resourceDirectory() + "/stdlib" : path.stdlib;
  const std::string python = path.pythonLibrary.empty() ? REGIUS_PYTHON_LIBRARY : path.pythonLibrary;
  // With a compiler inside, a program can use CPython's own modules instead of our simpler ones.
  add(library_, path.dynamic ? python : stdlib, true);
  add(library_, path.dynamic ? stdlib : python, true);
  for (const std::string &directory : path.site)
    add(library_, directory, true);
  patches_ = stdlib + "/patches";
}

const std::set<std::string> &ModuleFinder::dynamicModuleNames() {
  static const std::set<std::string> names = {
#define NATIVE_MODULE(Name) #Name,
#define TEST_MODULE(Name)
#include "runtime-lib/abi/NativeModules.def"
  };
  return names;
}

const FoundModule *ModuleFinder::find(const std::string &name) {
  auto place = known_.find(name);
  if (place == known_.end())
    place = known_.emplace(name, search(name)).first;
  return place->second ? &*place->second : nullptr;
}

std::optional<FoundModule> ModuleFinder::search(const std::string &name) {
  const bool native = nativeModules().count(name) && !lacksLibrary(name);
  FoundModule asNative;
  asNative.isNative = true;
  if (runtimeModules().count(name)) {
    asNative.isPartOfRuntime = true;
    return asNative;
  }
  std::optional<FoundModule> found;
  const size_t dot = name.rfind('.');
  if (dot != std::string::npos) {
    const FoundModule *parent = find(name.substr(0, dot));
    if (!parent || !parent->isPackage)
      return std::nullopt;
    const std::string last = name.substr(dot + 1);
    found = lookIn(parent->packageDirectory, last);
    if (!found)
      found = nameSpacePackage(parent->packageDirectory, last);
    if (found)
      found->isLibrary = parent->isLibrary;
  } else {
    for (const Directory &directory : user_)
      if (!found)
        found = lookIn(directory.path, name);
    if (!found && native)
      return asNative;
    for (const Directory &directory : library_)
      if (!found && (found = lookIn(directory.path, name)))
        found->isLibrary = true;
    for (const std::vector<Directory> *list : {&user_, &library_})
      for (const Directory &directory : *list)
        if (!found)
          found = nameSpacePackage(directory.path, name);
  }
  if (!found && native)
    return asNative;
  if (found && found->isLibrary) {
    fs::path patch = patches_;
    for (size_t start = 0; start != std::string::npos;) {
      size_t end = name.find('.', start);
      patch /= name.substr(start, end == std::string::npos ? end : end - start);
      start = end == std::string::npos ? end : end + 1;
    }
    if (found->isPackage && isFile(patch / "__init__.py"))
      found->patch = (patch / "__init__.py").string();
    else if (!found->isPackage && isFile(patch.string() + ".py"))
      found->patch = patch.string() + ".py";
  }
  return found;
}

} // namespace regius
