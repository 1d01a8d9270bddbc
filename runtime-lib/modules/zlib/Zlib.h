// Shared parts of the zlib module.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

#include <zlib.h>

namespace rt::zlibmodule {

inline constexpr int kMemoryLevel = 8; // DEF_MEM_LEVEL

/// Raises zlib.error "Error <code> <what>: <zlib's own words>".
Value raiseError(Thread &, const z_stream &, int code, const char *what);
/// `made`, or what zlib's code about its stream raises. `invalid` is the text for Z_STREAM_ERROR; the others
/// say "<doing> <object>": "while copying", "compression object".
Value madeOrError(Thread &, Value made, const z_stream &, int code, const char *invalid, const char *doing, const char *object);
bool addCompressor(Thread &, Value module);   // Compressor.cpp: compressobj()
bool addDecompressor(Thread &, Value module); // Decompressor.cpp: decompressobj()

} // namespace rt::zlibmodule
