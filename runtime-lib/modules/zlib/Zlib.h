// Shared parts of the zlib module.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

#include <zlib.h>

namespace rt::zlibmodule {

inline constexpr int kMemoryLevel = 8; // DEF_MEM_LEVEL

/// Raises zlib.error "Error <code> <what>: <zlib's own words>".
Value raiseError(Thread &, const z_stream &, int code, const char *what);
bool addCompressor(Thread &, Value module);   // Compressor.cpp: compressobj()
bool addDecompressor(Thread &, Value module); // Decompressor.cpp: decompressobj()

} // namespace rt::zlibmodule
