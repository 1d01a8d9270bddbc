// Objects with functions of imported modules, kept between builds. File names begin with a hash of everything
// that the objects of a module depend on, so they are never stale. Each object holds those functions that some
// build needed and that were not there yet. What was not used for a while is removed.
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
  std::string prefix_; // path of the files of this module up to what differs; empty: no cache
};

} // namespace regius::codegen
