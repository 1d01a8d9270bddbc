// The object cache. Besides the bytecode and the options, the compiler itself belongs to the key: the
// size and time of the running program and of the fast paths stand for their contents.
#include "codegen/ObjectCache.h"

#include "codegen/Target.h"
#include "compiler/bytecode/Serialize.h"

#include <filesystem>
#include <fstream>
#include <sstream>

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/xxhash.h>

#include <unistd.h>

namespace fs = std::filesystem;

namespace regius::codegen {

namespace {

std::string stamp(const std::string &path) {
  std::error_code code;
  auto size = fs::file_size(path, code);
  auto time = fs::last_write_time(path, code);
  return path + ":" + std::to_string(size) + ":" + std::to_string(time.time_since_epoch().count()) + "\n";
}

/// Which units are compiled and which are left to the interpreter.
std::string compiledUnits(const ModuleInput &module, const CodeUnit &unit) {
  std::string bits(1, module.isCompiled(&unit) ? '1' : '0');
  for (const Constant &constant : unit.consts)
    if (constant.kind == Constant::Kind::Code)
      bits += compiledUnits(module, *constant.code);
  return bits;
}

} // namespace

std::string cachePath(const ModuleInput &module, const BuildOptions &options) {
  if (options.cacheDirectory.empty())
    return {};
  static int anchor;
  static const std::string program = stamp(llvm::sys::fs::getMainExecutable("regius", &anchor));
  std::string error, key = program, triple = targetTriple(options, error);
  key += stamp(packDirectory(options, triple) + "/inline.bc");
  key += triple + "\n" + options.cpu + "\n" + options.features + "\n" + std::to_string(options.optLevel) +
         (options.debugInfo ? "g" : "") + (module.isPackage ? "p" : "") + std::to_string(options.pythonOptimize) + "\n" +
         module.name + "\n" + serialize(*module.root) + compiledUnits(module, *module.root);
  llvm::XXH128_hash_t hash = llvm::xxh3_128bits(
      llvm::ArrayRef<uint8_t>(reinterpret_cast<const uint8_t *>(key.data()), key.size()));
  return options.cacheDirectory + "/" + llvm::utohexstr(hash.high64, true) + llvm::utohexstr(hash.low64, true) + ".o";
}

bool readCache(const std::string &path, std::string &object) {
  if (path.empty())
    return false;
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return false;
  std::ostringstream all;
  all << file.rdbuf();
  object = all.str();
  return !object.empty();
}

void writeCache(const std::string &path, const std::string &object) {
  if (path.empty())
    return;
  std::error_code code;
  fs::create_directories(fs::path(path).parent_path(), code);
  std::string temporary = path + "." + std::to_string(getpid());
  {
    std::ofstream file(temporary, std::ios::binary);
    if (!file.write(object.data(), static_cast<std::streamsize>(object.size())).flush()) {
      fs::remove(temporary, code);
      return;
    }
  }
  fs::rename(temporary, path, code);
  if (code)
    fs::remove(temporary, code);
}

} // namespace regius::codegen
