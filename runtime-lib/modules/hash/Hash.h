// Hash functions of the Merkle-Damgard kind: MD5, SHA-1, SHA-2; what all hash modules share.
#pragma once

#include "runtime-lib/objects/bytes/Bytes.h"

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
/// What hash objects take: no str, any buffer.
bool hashInput(Thread &, Value v, BytesArgument *bytes);
extern const HashKind kMd5, kSha1, kSha224, kSha256, kSha384, kSha512;

} // namespace rt
