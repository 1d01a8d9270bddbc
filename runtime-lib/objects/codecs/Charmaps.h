// Encodings of one byte per character that need no Python code.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

inline constexpr int kUtf8Signature = 1000; // utf-8-sig

/// Number of the map for an encoding's name, or -1.
int charmapFor(std::string_view name);
Value decodeMapped(Thread &, int map, const uint8_t *data, int64_t length, const char *errors);
Value encodeMapped(Thread &, int map, Str *text, const char *errors);

} // namespace rt
