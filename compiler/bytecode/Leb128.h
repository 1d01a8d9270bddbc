// Reads what Encoding.h wrote: numbers in LEB128 form (DWARF 5, section 7.6). The input is trusted.
#pragma once

#include <cstdint>

namespace regius {

inline uint64_t getUnsigned(const uint8_t *&p) {
  uint64_t n = 0;
  for (unsigned shift = 0;; shift += 7) {
    const uint8_t byte = *p++;
    n |= static_cast<uint64_t>(byte & 0x7f) << shift;
    if (!(byte & 0x80)) return n;
  }
}

inline int64_t getSigned(const uint8_t *&p) {
  uint64_t n = 0;
  unsigned shift = 0;
  uint8_t byte;
  do {
    byte = *p++;
    n |= static_cast<uint64_t>(byte & 0x7f) << shift;
    shift += 7;
  } while (byte & 0x80);
  if (shift < 64 && (byte & 0x40)) n |= ~uint64_t{0} << shift;
  return static_cast<int64_t>(n);
}

} // namespace regius
