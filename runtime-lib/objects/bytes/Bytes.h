// Inside of bytes and bytearray, shared by their files, the codecs and memoryview.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// bytearray: a malloc'ed block that grows; `start` bytes at its front are free (deleted prefixes).
struct ByteArray : Object {
  uint8_t *block;
  int64_t capacity, start, length;
  int64_t exports; // live buffers: the size must not change
  uint8_t *data() const { return block + start; }
};
/// A bytearray (type null: bytearray itself) with the given contents; data may be null: zeroed.
Value byteArrayNew(Thread &, Type *type, const void *data, int64_t length);
/// Sets the length, keeping the contents; BufferError while exported.
bool byteArrayResize(Thread &, ByteArray *, int64_t length);

/// A run of bytes of bytes, bytearray or any buffer.
struct ByteSpan {
  const uint8_t *data;
  int64_t length;
};
/// Result of an operation on bytes or bytearray, of the same type as `like`.
Value bytesLike(Thread &, Value like, const void *data, int64_t length);
Bytes *emptyBytes();
Value bytesFromByte(Thread &, uint8_t byte);
Str *bytesRepr(Thread &, const uint8_t *data, int64_t length, std::string_view prefix,
               std::string_view suffix);

} // namespace rt
