// Shared parts of the _lzma module.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

#include <lzma.h>

namespace rt::lzma {

enum Format { kAuto, kXz, kAlone, kRaw };
extern Type *errorType;

/// False with an exception for the results that are errors.
bool succeeded(Thread &, lzma_ret code);
Value raiseError(Thread &, const char *text);

/// A filter chain from dicts {"id": ..., ...}; owns the options.
class FilterChain {
public:
  FilterChain() { filters[0].id = LZMA_VLI_UNKNOWN; }
  FilterChain(const FilterChain &) = delete;
  ~FilterChain();
  bool parse(Thread &, Value specifications);
  bool add(Thread &, Value specification);
  lzma_filter filters[LZMA_FILTERS_MAX + 1];
  int count = 0;
};
/// An int as uint32_t or lzma_vli; OverflowError otherwise.
bool wordArgument(Thread &, Value v, uint32_t *out);

extern const NativeRow kFilterFunctions[]; // Filters.cpp
bool addCompressor(Thread &, Value module);   // Compressor.cpp
bool addDecompressor(Thread &, Value module); // Decompressor.cpp

} // namespace rt::lzma
