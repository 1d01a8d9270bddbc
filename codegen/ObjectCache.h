// Objects with functions of library modules, kept between builds. A folder belongs to one module as compiled
// with one set of options: its name is a hash of everything that its objects depend on, so they are never stale.
// Each object in it holds those functions that some build needed and that were not there yet.
#pragma once

#include "codegen/ModuleTables.h"

namespace regius::codegen {

class ObjectCache {
public:
  /// Without `enabled` or a cache directory in the options it is empty and stays so.
  ObjectCache(const ModuleTables &tables, const BuildOptions &options, bool enabled);
  /// Adds objects that hold some of the units, and removes these from the list.
  void take(std::vector<const CodeUnit *> &units, std::vector<std::string> &objects) const;
  /// Keeps an object with these units. Atomic: written elsewhere and renamed. Failures do not matter.
  void put(const std::vector<const CodeUnit *> &units, const std::string &object) const;

private:
  const ModuleTables &tables_;
  std::string folder_; // empty: no cache
};

} // namespace regius::codegen
