// zlib.compressobj. A mutex guards the stream, since other threads run while the library works.
#include "runtime-lib/modules/zlib/Zlib.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/OutputBuffer.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <mutex>

namespace rt::zlibmodule {

namespace {

struct Stream {
  z_stream z{};
  std::mutex mutex;
  bool open = false;
};
struct Compressor : Object {
  Stream *stream;
};
Type *compressorType;
Stream &streamOf(Value v) { return *as<Compressor>(v)->stream; }
Value newCompressor(Thread &t, Stream *stream) {
  auto *c = reinterpret_cast<Compressor *>(allocateInstance(t, compressorType));
  c->stream = stream;
  return fromObject(c);
}

Value makeCompressor(Thread &t, const Value *a) {
  int numbers[] = {Z_DEFAULT_COMPRESSION, Z_DEFLATED, MAX_WBITS, kMemoryLevel, Z_DEFAULT_STRATEGY};
  for (int i = 0; i < 5; i++)
    if (ok(a[i]) && !intArgument(t, a[i], &numbers[i])) return kNoValue;
  BytesArgument dictionary;
  if (ok(a[5]) && !dictionary.acquire(t, a[5])) return kNoValue;
  if (dictionary.length > UINT32_MAX) return raiseText(t, Exc::OverflowError, "zdict length does not fit in an unsigned int");
  auto *stream = new Stream;
  int code = deflateInit2(&stream->z, numbers[0], numbers[1], numbers[2], numbers[3], numbers[4]);
  stream->open = code == Z_OK;
  Value made = newCompressor(t, stream);
  TRY(madeOrError(t, made, stream->z, code, "Invalid initialization option", "while creating", "compression object"));
  if (ok(a[5])) {
    code = deflateSetDictionary(&stream->z, dictionary.data, static_cast<uInt>(dictionary.length));
    if (code != Z_OK)
      return raiseText(t, Exc::ValueError, code == Z_STREAM_ERROR ? "Invalid dictionary" : "deflateSetDictionary()");
  }
  return made;
}

/// Runs deflate until it has no more output; the last result of deflate.
int deflateAll(Stream &s, const uint8_t *data, int64_t size, int mode, OutputBuffer &out) {
  constexpr int64_t kPart = int64_t{1} << 30;
  int code = Z_OK;
  s.z.next_in = const_cast<Bytef *>(data);
  s.z.avail_out = 0;
  do {
    const int64_t part = std::min(size, kPart);
    s.z.avail_in = static_cast<uInt>(part);
    size -= part;
    do {
      if (!s.z.avail_out && !out.grow(&s.z.next_out, &s.z.avail_out)) return Z_MEM_ERROR;
      code = deflate(&s.z, mode);
      if (code == Z_STREAM_ERROR) return code;
    } while (!s.z.avail_out);
  } while (size);
  return code;
}
Value compressMore(Thread &t, const Value *a) {
  BytesArgument bytes;
  if (!bytes.acquire(t, a[1])) return kNoValue;
  Stream &s = streamOf(a[0]);
  OutputBuffer out;
  int code = unlocked(t, [&] {
    std::lock_guard guard(s.mutex);
    return deflateAll(s, bytes.data, bytes.length, Z_NO_FLUSH, out);
  });
  if (code == Z_STREAM_ERROR) return raiseError(t, s.z, code, "while compressing data");
  return out.finish(t, s.z.next_out);
}
Value flush(Thread &t, const Value *a) {
  int mode = Z_FINISH;
  if (ok(a[1]) && !intArgument(t, a[1], &mode)) return kNoValue;
  if (mode == Z_NO_FLUSH) return fromObject(bytesNew(t, "", 0));
  Stream &s = streamOf(a[0]);
  OutputBuffer out;
  int code = unlocked(t, [&] {
    std::lock_guard guard(s.mutex);
    return deflateAll(s, nullptr, 0, mode, out);
  });
  if (out.outOfMemory()) return raiseMemoryError(t);
  Bytef *end = s.z.next_out;
  if (code == Z_STREAM_END && mode == Z_FINISH) {
    int closed = deflateEnd(&s.z);
    s.open = false;
    if (closed != Z_OK) return raiseError(t, s.z, closed, "while finishing compression");
  } else if (code != Z_OK && code != Z_BUF_ERROR) {
    return raiseError(t, s.z, code, "while flushing");
  }
  return out.finish(t, end);
}
Value copyStream(Thread &t, const Value *a) {
  Stream &s = streamOf(a[0]);
  auto *stream = new Stream;
  int code;
  {
    std::lock_guard guard(s.mutex);
    code = s.open ? deflateCopy(&stream->z, &s.z) : Z_STREAM_ERROR;
  }
  stream->open = code == Z_OK;
  Value made = newCompressor(t, stream);
  return madeOrError(t, made, s.z, code, "Inconsistent stream state", "while copying", "compression object");
}

const NativeRow kMethods[] = {{"__copy__", copyStream, "($self, /)"},
                              {"__deepcopy__", copyStream, "($self, memo, /)"},
                              {"compress", compressMore, "($self, data, /)"},
                              {"copy", copyStream, "($self, /)"},
                              {"flush", flush, "($self, mode=4, /)"},
                              {nullptr, nullptr, nullptr}};
const NativeRow kFunctions[] = {
    NATIVE_FUNCTION("compressobj", makeCompressor, "(level=-1, method=8, wbits=15, memLevel=8, strategy=0, zdict=None)"),
    {nullptr, nullptr, nullptr}};

} // namespace

bool addCompressor(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(Compressor);
  spec.dispose = [](Object *o) {
    Stream *stream = static_cast<Compressor *>(o)->stream;
    if (stream && stream->open) deflateEnd(&stream->z);
    delete stream;
  };
  spec.methods = kMethods;
  compressorType = makeNativeType(t, "zlib", "Compress", builtinType(TypeId::Object), spec);
  addRoot(&compressorType);
  return compressorType && addFunctions(t, module, kFunctions);
}

} // namespace rt::zlibmodule
