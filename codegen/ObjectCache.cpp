// The object cache. Besides the bytecode and the options, the compiler itself belongs to the key: the
// size and time of the running program and of the fast paths stand for their contents.
#include "codegen/ObjectCache.h"

#include "codegen/Target.h"
#include "compiler/bytecode/Encoding.h"
#include "compiler/bytecode/Serialize.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <set>
#include <sstream>

#include <llvm/ADT/StringExtras.h>
#include <llvm/Support/CachePruning.h>
#include <llvm/Support/FileSystem.h>
#include <llvm/Support/xxhash.h>

#include <unistd.h>

namespace fs = std::filesystem;

namespace regius::codegen {

namespace {

constexpr const char *kPrefix = "llvmcache-"; // what LLVM's pruning knows its files by

std::string stamp(const std::string &path) {
  std::error_code code;
  auto size = fs::file_size(path, code);
  auto time = fs::last_write_time(path, code);
  return path + ":" + std::to_string(size) + ":" + std::to_string(time.time_since_epoch().count()) + "\n";
}

/// A file: the number of its units, their indices in the module, the object.
std::string header(const ModuleTables &tables, const std::vector<const CodeUnit *> &units) {
  std::string out;
  putUnsigned(out, units.size());
  for (const CodeUnit *unit : units)
    putUnsigned(out, tables.index(unit));
  return out;
}

/// Reads the header; false for a file that is none of ours.
bool readHeader(const std::string &content, std::vector<uint64_t> &indices, size_t &end) {
  size_t at = 0;
  auto number = [&](uint64_t &n) {
    n = 0;
    for (unsigned shift = 0; at < content.size() && shift < 63; shift += 7) {
      const auto byte = static_cast<unsigned char>(content[at++]);
      n |= uint64_t{byte & 0x7fu} << shift;
      if (!(byte & 0x80))
        return true;
    }
    return false;
  };
  uint64_t count;
  if (!number(count) || count > content.size())
    return false;
  indices.resize(count);
  for (uint64_t &index : indices)
    if (!number(index))
      return false;
  end = at;
  return content.size() > at;
}

std::string hashText(const std::string &text) {
  llvm::XXH128_hash_t hash = llvm::xxh3_128bits(
      llvm::ArrayRef<uint8_t>(reinterpret_cast<const uint8_t *>(text.data()), text.size()));
  return llvm::utohexstr(hash.high64, true) + llvm::utohexstr(hash.low64, true);
}

std::set<std::string> listing(const fs::path &directory) {
  std::set<std::string> names;
  std::error_code code;
  for (const fs::directory_entry &entry : fs::directory_iterator(directory, code))
    if (entry.path().extension() == ".o")
      names.insert(entry.path().filename().string());
  return names;
}

/// Looks through the directory at most every 20 minutes.
void prune(const fs::path &directory) {
  llvm::CachePruningPolicy policy;
  policy.Expiration = std::chrono::hours(24 * 14);
  policy.MaxSizePercentageOfAvailableSpace = 20;
  policy.MaxSizeBytes = 2ull << 30;
  llvm::pruneCache(directory.string(), policy);
}

std::string readAll(const fs::path &path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream all;
  all << file.rdbuf();
  return all.str();
}

} // namespace

ObjectCache::ObjectCache(const ModuleTables &tables, const BuildOptions &options, bool enabled) : tables_(tables) {
  if (!enabled || options.cacheDirectory.empty())
    return;
  static int anchor;
  static const std::string program = stamp(llvm::sys::fs::getMainExecutable("regius", &anchor));
  const ModuleInput &module = tables.input();
  std::string error, key = program, triple = targetTriple(options, error);
  key += stamp(packDirectory(options, triple) + "/inline.bc");
  key += std::string(tables.input().isTraceable ? "traceable" : "") + triple + "\n" + options.cpu + "\n" + options.features + "\n" + std::to_string(options.optLevel) +
         (options.debugInfo ? "g" : "") + (module.isPackage ? "p" : "") + std::to_string(options.pythonOptimize) + "\n" +
         module.name + "\n" + serialize(*module.root);
  prefix_ = options.cacheDirectory + "/" + kPrefix + hashText(key) + "-";
}

void ObjectCache::take(std::vector<const CodeUnit *> &units, std::vector<std::string> &objects) const {
  if (prefix_.empty())
    return;
  const fs::path prefix = prefix_;
  // Names in order: the same input gives the same executable. Those of a module are neighbours.
  static const std::set<std::string> names = listing(prefix.parent_path());
  std::vector<fs::path> files;
  const std::string start = prefix.filename().string();
  for (auto name = names.lower_bound(start); name != names.end() && name->starts_with(start); ++name)
    files.push_back(prefix.parent_path() / *name);
  for (const fs::path &path : files) {
    std::string content = readAll(path);
    std::vector<uint64_t> indices;
    size_t end = 0;
    if (!readHeader(content, indices, end))
      continue;
    const std::set<uint64_t> has(indices.begin(), indices.end());
    const size_t before = units.size();
    std::erase_if(units, [&](const CodeUnit *unit) { return has.count(tables_.index(unit)); });
    if (units.size() != before)
      objects.push_back(content.substr(end));
  }
}

void ObjectCache::put(const std::vector<const CodeUnit *> &units, const std::string &object) const {
  if (prefix_.empty())
    return;
  std::error_code code;
  const std::string head = header(tables_, units), path = prefix_ + hashText(head) + ".o";
  fs::create_directories(fs::path(path).parent_path(), code);
  const std::string temporary = path + "." + std::to_string(getpid());
  {
    std::ofstream file(temporary, std::ios::binary);
    file << head;
    if (!file.write(object.data(), static_cast<std::streamsize>(object.size())).flush()) {
      fs::remove(temporary, code);
      return;
    }
  }
  fs::rename(temporary, path, code);
  if (code)
    fs::remove(temporary, code);
  prune(fs::path(path).parent_path());
}

} // namespace regius::codegen
