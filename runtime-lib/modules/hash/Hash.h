// Hash functions of the Merkle-Damgard kind: MD5, SHA-1, SHA-2.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rt {

struct HashKind {
  const char *name;
  unsigned blockSize, digestSize, wordSize;
  bool littleEndian;
  void (*block)(uint64_t *state, const uint8_t *data);
  uint64_t start[8];
};
extern const HashKind kMd5, kSha1, kSha224, kSha256, kSha384, kSha512;

} // namespace rt
