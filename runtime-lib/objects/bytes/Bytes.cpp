// bytes: construction, and the buffer protocol's entry points.
#include "runtime-lib/objects/bytes/Bytes.h"

#include "runtime-lib/gc/Heap.h"

#include <cstring>

namespace rt {
namespace {
struct alignas(16) StaticBytes {
  uint32_t shapeId = static_cast<uint32_t>(TypeId::Bytes);
  uint32_t rest = 0;
  int64_t length = 0;
  uint64_t hash = 0;
  uint8_t data[8] = {};
};
constinit StaticBytes empty;
} // namespace

Bytes *emptyBytes() { return reinterpret_cast<Bytes *>(&empty); }

Bytes *bytesNew(Thread &t, const void *data, int64_t length) {
  if (length == 0)
    return emptyBytes();
  if (length > INT64_MAX - static_cast<int64_t>(sizeof(Bytes)) - 9) {
    raise(t, Msg::BytesTooLarge);
    return nullptr;
  }
  size_t size = sizeof(Bytes) + static_cast<size_t>(length) + 1;
  auto *bytes = static_cast<Bytes *>(allocateLeaf(t, size, TypeId::Bytes));
  if (!bytes)
    return nullptr;
  bytes->length = length;
  bytes->hash = 0;
  if (data)
    std::memcpy(bytes->data, data, static_cast<size_t>(length));
  else
    std::memset(bytes->data, 0, static_cast<size_t>(length));
  bytes->data[length] = 0;
  return bytes;
}

Value bytesFromByte(Thread &t, uint8_t byte) { return fromObject(bytesNew(t, &byte, 1)); }

static bool getBufferOf(Thread &t, Value object, Buffer *buffer, bool writable, bool full) {
  SlotGetBuffer get = typeOf(object)->slots.getBuffer;
  if (!get)
    return ok(raise(t, Msg::BytesLikeRequired, typeName(object)));
  *buffer = Buffer{};
  buffer->format = "B";
  buffer->itemSize = 1;
  buffer->ndim = 1;
  buffer->owner = object;
  buffer->full = full;
  if (get(t, object, buffer, writable))
    return true;
  buffer->owner = kNoValue;
  return false;
}
bool getBuffer(Thread &t, Value object, Buffer *buffer, bool writable) {
  return getBufferOf(t, object, buffer, writable, false);
}
bool getFullBuffer(Thread &t, Value object, Buffer *buffer) {
  return getBufferOf(t, object, buffer, false, true);
}

void releaseBuffer(Buffer *buffer) {
  if (!ok(buffer->owner))
    return;
  if (SlotReleaseBuffer release = typeOf(buffer->owner)->slots.releaseBuffer)
    release(buffer->owner, buffer);
  buffer->owner = kNoValue;
}
// What the collector finds in the frames below this one is long dead.
__attribute__((noinline)) static void collectViews(Thread &t) {
  __builtin_unwind_init(); // the caller's registers are in this frame, above `here`
  const char here = 0;
  collect(t, &here);
}
bool stillExported(Thread &t, const int64_t &exports) {
  if (!exports) return false;
  collectViews(t);
  runPendingFinalizers(t);
  return exports;
}

} // namespace rt
