// Inside of bytes and bytearray, shared by their files, the codecs and memoryview.
#pragma once

#include "runtime-lib/objects/Objects.h"

#include <string>

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
/// The contents of an exact or derived bytes or bytearray.
inline ByteSpan spanOf(Value v) {
  if (isBytes(v))
    return {as<Bytes>(v)->data, as<Bytes>(v)->length};
  return {as<ByteArray>(v)->data(), as<ByteArray>(v)->length};
}
/// An argument with the buffer protocol, held until the end of the scope.
class BytesArgument {
public:
  BytesArgument() = default;
  BytesArgument(const BytesArgument &) = delete;
  ~BytesArgument() {
    if (held_)
      releaseBuffer(&buffer_);
  }
  /// False with TypeError "a bytes-like object is required, not 'X'".
  bool acquire(Thread &, Value v);
  /// As acquire; of memory that is not one piece in C order, a copy in that order.
  bool acquireItems(Thread &, Value v);
  const uint8_t *data = nullptr;
  int64_t length = 0;
  ByteSpan span() const { return {data, length}; }

private:
  Buffer buffer_;
  bool held_ = false;
  std::string copy_;
};
/// v.__index__() in range(256), else ValueError `message`.
bool byteValue(Thread &, Value v, uint8_t *out, Msg message);
/// Whose contents are collected; they differ in messages.
enum class BytesFor { Bytes, ByteArray, Extension };
/// Contents for the bytes and bytearray constructors, slices and extend() from a buffer or an iterable of ints.
bool collectBytes(Thread &, Value source, std::string *out, BytesFor use);

#define BYTES_METHOD(Name, Function, Signature) Value Function(Thread &, const Value *args);
#include "runtime-lib/objects/bytes/ByteMethods.def"
Value bytesMakeTrans(Thread &, const Value *args);
/// Contents of fromhex(); false with ValueError pending.
bool bytesFromHex(Thread &, Str *text, std::string *out);
/// Hexadecimal text with optional separator (kNoValue: none).
Value hexText(Thread &, ByteSpan bytes, Value separator, Value perSeparator);
/// Result of an operation on bytes or bytearray, of the same type as `like`.
Value bytesLike(Thread &, Value like, const void *data, int64_t length);
Bytes *emptyBytes();
Value bytesFromByte(Thread &, uint8_t byte);
Str *bytesRepr(Thread &, const uint8_t *data, int64_t length, std::string_view prefix,
               std::string_view suffix);

} // namespace rt
