// CRC-32 as zlib, gzip and PNG use it (reflected polynomial 0xEDB88320), eight bytes at a time.
#pragma once

#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace rt {

namespace crc {
constexpr std::array<std::array<uint32_t, 256>, 8> makeTables() {
  std::array<std::array<uint32_t, 256>, 8> tables{};
  for (uint32_t i = 0; i < 256; i++) {
    uint32_t c = i;
    for (int k = 0; k < 8; k++) c = c >> 1 ^ (c & 1 ? 0xEDB88320u : 0);
    tables[0][i] = c;
  }
  for (size_t row = 1; row < 8; row++)
    for (size_t i = 0; i < 256; i++) tables[row][i] = tables[row - 1][i] >> 8 ^ tables[0][tables[row - 1][i] & 255];
  return tables;
}
inline constexpr auto kTables = makeTables();
} // namespace crc

/// Continues from `start`, the checksum of what came before (0 at the beginning).
inline uint32_t crc32Of(uint32_t start, const uint8_t *data, size_t size) {
  const auto &t = crc::kTables;
  uint32_t c = ~start;
  for (; size >= 8; size -= 8, data += 8) {
    uint32_t low, high; // little-endian machines only
    std::memcpy(&low, data, 4);
    std::memcpy(&high, data + 4, 4);
    low ^= c;
    c = t[7][low & 255] ^ t[6][low >> 8 & 255] ^ t[5][low >> 16 & 255] ^ t[4][low >> 24] ^ t[3][high & 255] ^
        t[2][high >> 8 & 255] ^ t[1][high >> 16 & 255] ^ t[0][high >> 24];
  }
  for (; size; size--, data++) c = c >> 8 ^ t[0][(c ^ *data) & 255];
  return ~c;
}

} // namespace rt
