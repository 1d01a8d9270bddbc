// _io.BytesIO: a binary stream in memory, and the view that getbuffer() gives.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/objects/bytes/Bytes.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace rt {

namespace {

struct BytesIO : IOBase {
  uint8_t *block; // malloc'ed
  int64_t capacity, size, position, exports;
};
BytesIO *stream(Value v) { return as<BytesIO>(v); }
/// What memoryview(BytesIO.getbuffer()) looks into.
struct BytesBuffer : Object {
  Value source;
};

bool checkOpen(Thread &t, BytesIO *b) { return !b->closed || (raiseClosed(t), false); }
bool checkExports(Thread &t, BytesIO *b) {
  if (!stillExported(t, b->exports)) return true;
  raiseText(t, Exc::BufferError, "Existing exports of data: object cannot be re-sized");
  return false;
}

bool reserve(Thread &t, BytesIO *b, int64_t size) {
  if (size <= b->capacity) return true;
  int64_t bigger = std::max<int64_t>(size, b->capacity + b->capacity / 2 + 64);
  auto *block = static_cast<uint8_t *>(std::realloc(b->block, static_cast<size_t>(bigger)));
  if (!block) return raiseMemoryError(t), false;
  accountExternal(bigger - b->capacity);
  b->block = block;
  b->capacity = bigger;
  return true;
}
int64_t available(BytesIO *b) { return std::max<int64_t>(b->size - b->position, 0); }
Value take(Thread &t, BytesIO *b, int64_t n) {
  Value bytes = fromObject(bytesNew(t, b->block + std::min(b->position, b->size), n));
  b->position += n;
  return bytes;
}
bool put(Thread &t, BytesIO *b, const uint8_t *data, int64_t n) {
  if (!n) return true;
  if (!reserve(t, b, b->position + n)) return false;
  if (b->position > b->size)
    std::memset(b->block + b->size, 0, static_cast<size_t>(b->position - b->size));
  std::memcpy(b->block + b->position, data, static_cast<size_t>(n));
  b->position += n;
  b->size = std::max(b->size, b->position);
  return true;
}

Value initMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  if (!checkExports(t, b)) return kNoValue;
  b->size = b->position = 0;
  b->closed = false;
  if (!ok(a[1]) || isNone(a[1])) return none();
  BytesArgument bytes;
  if (!bytes.acquire(t, a[1]) || !put(t, b, bytes.data, bytes.length)) return kNoValue;
  b->position = 0;
  return none();
}
constexpr NativeRow kInit{"BytesIO", initMethod, "($self, initial_bytes=b'')", NativeKind::Function};

Value readMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  int64_t size;
  if (!checkOpen(t, b) || !readSize(t, a[1], &size)) return kNoValue;
  return take(t, b, size < 0 ? available(b) : std::min(size, available(b)));
}
int64_t lineLength(BytesIO *b, int64_t limit) {
  int64_t n = available(b);
  if (!n) return 0;
  auto *newline = static_cast<uint8_t *>(std::memchr(b->block + b->position, '\n', static_cast<size_t>(n)));
  if (newline) n = newline - (b->block + b->position) + 1;
  return limit >= 0 ? std::min(n, limit) : n;
}
Value readlineMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  int64_t limit;
  if (!checkOpen(t, b) || !readSize(t, a[1], &limit)) return kNoValue;
  return take(t, b, lineLength(b, limit));
}
Value readlinesMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  int64_t hint, total = 0;
  if (!checkOpen(t, b) || !readSize(t, a[1], &hint)) return kNoValue;
  List *lines = TRY(listNew(t));
  while (int64_t n = lineLength(b, -1)) {
    if (!listAppend(t, lines, take(t, b, n))) return kNoValue;
    total += n;
    if (hint > 0 && total >= hint) break;
  }
  return fromObject(lines);
}
Value nextLine(Thread &t, Value self) {
  BytesIO *b = stream(self);
  if (!checkOpen(t, b)) return kNoValue;
  int64_t n = lineLength(b, -1);
  return n ? take(t, b, n) : kNoValue;
}
Value readIntoMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  if (!checkOpen(t, b)) return kNoValue;
  Buffer buffer;
  if (!getTarget(t, "readinto", a[1], &buffer)) return kNoValue;
  int64_t n = std::min(buffer.length, available(b));
  if (n) std::memcpy(buffer.data, b->block + b->position, static_cast<size_t>(n));
  b->position += n;
  releaseBuffer(&buffer);
  return intValue(t, n);
}
Value writeMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  if (!checkOpen(t, b) || !checkExports(t, b)) return kNoValue;
  BytesArgument bytes;
  if (!bytes.acquire(t, a[1])) return kNoValue;
  return put(t, b, bytes.data, bytes.length) ? intValue(t, bytes.length) : kNoValue;
}
Value seekMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  int64_t offset, whence = 0;
  if (!checkOpen(t, b) || !toSize(t, a[1], &offset) || (ok(a[2]) && !toInt64(t, a[2], &whence)))
    return kNoValue;
  if (whence < 0 || whence > 2) return raise(t, Msg::IoUnsupportedWhence, whence);
  if (whence == 0 && offset < 0) return raise(t, Msg::IoNegativeSeek, offset);
  int64_t base = whence == 0 ? 0 : whence == 1 ? b->position : b->size;
  if (__builtin_add_overflow(base, offset, &offset))
    return raiseText(t, Exc::OverflowError, "new position too large");
  b->position = std::max<int64_t>(offset, 0);
  return intValue(t, b->position);
}
Value tellMethod(Thread &t, const Value *a) {
  return checkOpen(t, stream(a[0])) ? intValue(t, stream(a[0])->position) : kNoValue;
}
Value truncateMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  int64_t size = b->position;
  if (!checkOpen(t, b) || !checkExports(t, b)) return kNoValue;
  if (ok(a[1]) && !isNone(a[1]) && !toSize(t, a[1], &size)) return kNoValue;
  if (size < 0) return raise(t, Msg::IoNegativeSize, size);
  b->size = std::min(b->size, size);
  return intValue(t, size);
}
Value getValue(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  return checkOpen(t, b) ? fromObject(bytesNew(t, b->block, b->size)) : kNoValue;
}
Value getBufferMethod(Thread &t, const Value *a) {
  if (!checkOpen(t, stream(a[0]))) return kNoValue;
  auto *view = reinterpret_cast<BytesBuffer *>(allocateInstance(t, ioTypes.bytesBuffer));
  view->source = a[0];
  return callWith(t, fromObject(builtinType(TypeId::MemoryView)), fromObject(view));
}
bool exportBuffer(Thread &t, Value self, Buffer *buffer, bool) {
  BytesIO *b = stream(as<BytesBuffer>(self)->source);
  if (!reserve(t, b, 1)) return false;
  b->exports++;
  buffer->data = b->block;
  buffer->length = b->size;
  return true;
}
void releaseExport(Value self, Buffer *) { stream(as<BytesBuffer>(self)->source)->exports--; }

Value closeMethod(Thread &t, const Value *a) {
  BytesIO *b = stream(a[0]);
  if (!checkExports(t, b)) return kNoValue;
  b->closed = true;
  std::free(b->block);
  accountExternal(-b->capacity);
  b->block = nullptr;
  b->capacity = b->size = b->position = 0;
  return none();
}
Value answerTrue(Thread &t, const Value *a) {
  return checkOpen(t, stream(a[0])) ? fromBool(true) : kNoValue;
}
Value answerFalse(Thread &t, const Value *a) {
  return checkOpen(t, stream(a[0])) ? fromBool(false) : kNoValue;
}
Value flushMethod(Thread &t, const Value *a) { return checkOpen(t, stream(a[0])) ? none() : kNoValue; }
Value getState(Thread &t, const Value *a) {
  Value contents = TRY(getValue(t, a));
  Dict *attributes = instanceDict(t, a[0]);
  Value state = attributes && dictSize(attributes) ? fromObject(dictCopy(t, attributes)) : none();
  return fromObject(tupleOf(t, contents, intValue(t, stream(a[0])->position), state));
}
Value setState(Thread &t, const Value *a) {
  if (!isTuple(a[1]) || as<Tuple>(a[1])->size < 3)
    return raise(t, Msg::IoStringState, typeName(a[0]), 3, typeName(a[1]));
  auto *state = as<Tuple>(a[1]);
  BytesIO *b = stream(a[0]);
  if (!checkExports(t, b) || !checkOpen(t, b)) return kNoValue;
  b->size = b->position = 0;
  BytesArgument bytes;
  if (!bytes.acquire(t, state->items[0]) || !put(t, b, bytes.data, bytes.length)) return kNoValue;
  if (!restorePosition(t, state->items[1], "second item of state must be an integer, not ", &b->position))
    return kNoValue;
  return restoreAttributes(t, a[0], state->items[2], "third") ? none() : kNoValue;
}

const NativeRow kMethods[] = {{"read", readMethod, "($self, size=-1, /)"},
                              {"read1", readMethod, "($self, size=-1, /)"},
                              {"readline", readlineMethod, "($self, size=-1, /)"},
                              {"readlines", readlinesMethod, "($self, size=None, /)"},
                              {"readinto", readIntoMethod, "($self, buffer, /)"},
                              {"readinto1", readIntoMethod, "($self, buffer, /)"},
                              {"write", writeMethod, "($self, b, /)"},
                              {"seek", seekMethod, "($self, pos, whence=0, /)"},
                              {"tell", tellMethod, "($self, /)"},
                              {"truncate", truncateMethod, "($self, size=None, /)"},
                              {"getvalue", getValue, "($self, /)"},
                              {"getbuffer", getBufferMethod, "($self, /)"},
                              {"close", closeMethod, "($self, /)"},
                              {"flush", flushMethod, "($self, /)"},
                              {"isatty", answerFalse, "($self, /)"},
                              {"readable", answerTrue, "($self, /)"},
                              {"writable", answerTrue, "($self, /)"},
                              {"seekable", answerTrue, "($self, /)"},
                              {"__getstate__", getState, "($self, /)"},
                              {"__setstate__", setState, "($self, state, /)"},
                              {nullptr, nullptr, nullptr}};

} // namespace

bool makeBytesIOType(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(BytesIO);
  spec.doc = "Buffered I/O implementation using an in-memory bytes buffer.";
  spec.methods = kMethods;
  spec.dispose = [](Object *o) {
    auto *b = static_cast<BytesIO *>(o);
    std::free(b->block);
    accountExternal(-b->capacity);
  };
  spec.fillSlots = [](Slots &s) {
    s.create = createPlain;
    s.init = initBy<kInit>;
    s.next = nextLine;
  };
  ioTypes.bytes = makeNativeType(t, "_io", "BytesIO", ioTypes.bufferedBase, spec);
  ioTypes.bytes->slots.finalize = nullptr; // nothing to close
  TypeSpec view{TypeId::Object};
  view.flags = kTypeNoCreate;
  view.instanceSize = sizeof(BytesBuffer);
  view.trace = [](Object *o, Tracer &tracer) { tracer.value(static_cast<BytesBuffer *>(o)->source); };
  view.fillSlots = [](Slots &s) {
    s.getBuffer = exportBuffer;
    s.releaseBuffer = releaseExport;
  };
  ioTypes.bytesBuffer = makeNativeType(t, "_io", "_BytesIOBuffer", builtinType(TypeId::Object), view);
  return true;
}

} // namespace rt
