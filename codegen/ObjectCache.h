// Objects of library modules, kept between builds. The name of a file is a hash of everything that
// the object depends on, so entries are never stale and need no invalidation.
#pragma once

#include "codegen/CodeGen.h"

namespace regius::codegen {

/// File of the object of a module; empty without a cache.
std::string cachePath(const ModuleInput &module, const BuildOptions &options);
bool readCache(const std::string &path, std::string &object);
/// Atomic: written elsewhere and renamed. Failures do not matter.
void writeCache(const std::string &path, const std::string &object);

} // namespace regius::codegen
