// The marshal format of CPython 3.11, version 4 (there is no specification but its implementation). Values
// are a type code and contents, little-endian. From version 3 on, codes with the top bit set number their
// object, and 'r' refers to such a number. Code objects are ours: 'R' and a .rbc file.
#pragma once

#include "runtime-lib/objects/Objects.h"

#include <string>

namespace rt {

enum class MarshalCode : uint8_t {
  Null = '0', None = 'N', False = 'F', True = 'T', StopIteration = 'S', Ellipsis = '.', Int = 'i', Long = 'l',
  FloatText = 'f', Float = 'g', ComplexText = 'x', Complex = 'y', Bytes = 's', Ref = 'r', Tuple = '(',
  SmallTuple = ')', List = '[', Dict = '{', Unicode = 'u', Interned = 't', Ascii = 'a', AsciiInterned = 'A',
  ShortAscii = 'z', ShortAsciiInterned = 'Z', Set = '<', FrozenSet = '>', Code = 'R',
};
inline constexpr uint8_t kMarshalFlag = 0x80;
inline constexpr int kMarshalVersion = 4, kMarshalDepth = 2000;

/// False with an exception pending.
bool marshalWrite(Thread &, Value v, int64_t version, std::string *out);
/// The value at the beginning of the bytes; *used: how many it takes.
Value marshalRead(Thread &, const uint8_t *data, size_t size, size_t *used);

} // namespace rt
