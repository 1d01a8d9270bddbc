// The .rbc file: a code unit as bytes.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <memory>
#include <string>
#include <string_view>

namespace regius {

/// First bytes of every .rbc file.
inline constexpr std::string_view kRbcMagic = "\x93RBC\r\n\x1a\n";

std::string serialize(const CodeUnit &unit);

/// Reads what serialize() wrote. Null, with `error` set, for anything malformed: a wrong magic,
/// version, length or checksum, a value out of bounds. The result is not verified yet.
std::unique_ptr<CodeUnit> deserialize(std::string_view bytes, std::string &error);

} // namespace regius
