// zlib.decompressobj: what follows the end of the stream collects in unused_data, what a limit on the
// output left over in unconsumed_tail.
#include "runtime-lib/modules/zlib/Zlib.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/OutputBuffer.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <mutex>
#include <string>

namespace rt::zlibmodule {

namespace {

struct Stream {
  z_stream z{};
  std::mutex mutex;
  std::string dictionary, unused, tail;
  bool open = false, hasDictionary = false, atEnd = false, dictionaryFailed = false;
};
struct Decompressor : Object {
  Stream *stream;
};
Type *decompressorType;
Stream &streamOf(Value v) { return *as<Decompressor>(v)->stream; }
Value newDecompressor(Thread &t, Stream *stream) {
  auto *d = reinterpret_cast<Decompressor *>(allocateInstance(t, decompressorType));
  d->stream = stream;
  return fromObject(d);
}
int setDictionary(Stream &s) {
  return inflateSetDictionary(&s.z, reinterpret_cast<const Bytef *>(s.dictionary.data()), static_cast<uInt>(s.dictionary.size()));
}

Value makeDecompressor(Thread &t, const Value *a) {
  int wbits = MAX_WBITS;
  if (ok(a[0]) && !intArgument(t, a[0], &wbits)) return kNoValue;
  auto *stream = new Stream;
  Value made = newDecompressor(t, stream);
  if (ok(a[1])) {
    if (!typeOf(a[1])->slots.getBuffer) return raiseText(t, Exc::TypeError, "zdict argument must support the buffer protocol");
    BytesArgument bytes;
    if (!bytes.acquire(t, a[1])) return kNoValue;
    if (bytes.length > UINT32_MAX) return raiseText(t, Exc::OverflowError, "zdict length does not fit in an unsigned int");
    stream->dictionary.assign(reinterpret_cast<const char *>(bytes.data), static_cast<size_t>(bytes.length));
    stream->hasDictionary = true;
  }
  int code = inflateInit2(&stream->z, wbits);
  stream->open = code == Z_OK;
  TRY(madeOrError(t, made, stream->z, code, "Invalid initialization option", "while creating", "decompression object"));
  // A raw stream never asks for its dictionary.
  if (stream->hasDictionary && wbits < 0 && (code = setDictionary(*stream)) != Z_OK)
    return raiseError(t, stream->z, code, "while setting zdict");
  return made;
}

/// Decompresses until the input or the room for output is used up; inflate's last result.
int inflateAll(Stream &s, const uint8_t *data, int64_t size, int mode, OutputBuffer &out) {
  constexpr int64_t kPart = int64_t{1} << 30;
  int code = Z_OK;
  s.z.next_in = const_cast<Bytef *>(data);
  s.z.avail_out = 0;
  s.dictionaryFailed = false;
  do {
    const int64_t part = std::min(size, kPart);
    s.z.avail_in = static_cast<uInt>(part);
    size -= part;
    do {
      if (!s.z.avail_out && !out.grow(&s.z.next_out, &s.z.avail_out)) return code; // limit reached
      code = inflate(&s.z, mode);
      if (code == Z_NEED_DICT && s.hasDictionary) {
        int set = setDictionary(s);
        if (set != Z_OK) {
          s.dictionaryFailed = true;
          return set;
        }
      } else if (code != Z_OK && code != Z_BUF_ERROR) {
        return code;
      }
    } while (!s.z.avail_out || code == Z_NEED_DICT);
  } while (size && code != Z_STREAM_END);
  return code;
}
/// Keeps the input behind what inflate took.
void keepInput(Stream &s, const uint8_t *end, int code) {
  const char *left = reinterpret_cast<const char *>(s.z.next_in);
  auto size = static_cast<size_t>(reinterpret_cast<const char *>(end) - left);
  if (code == Z_STREAM_END && s.z.avail_in) {
    s.unused.append(left, size);
    s.z.avail_in = 0;
  }
  // A tail once kept is replaced even at the end of the stream: by what is in unused_data already.
  if (s.z.avail_in || !s.tail.empty()) s.tail.assign(left, size);
  s.z.avail_in = 0;
}

Value decompressMore(Thread &t, const Value *a) {
  BytesArgument bytes;
  int64_t limit = 0;
  if (!bytes.acquire(t, a[1]) || (ok(a[2]) && !toInt64(t, a[2], &limit))) return kNoValue;
  if (limit < 0) return raiseText(t, Exc::ValueError, "max_length must be non-negative");
  Stream &s = streamOf(a[0]);
  OutputBuffer out(limit ? limit : -1);
  int code = unlocked(t, [&] {
    std::lock_guard guard(s.mutex);
    int result = inflateAll(s, bytes.data, bytes.length, Z_SYNC_FLUSH, out);
    if (!s.dictionaryFailed) keepInput(s, bytes.data + bytes.length, result);
    return result;
  });
  if (s.dictionaryFailed) return raiseError(t, s.z, code, "while setting zdict");
  if (code == Z_STREAM_END) s.atEnd = true;
  else if (code != Z_OK && code != Z_BUF_ERROR) return raiseError(t, s.z, code, "while decompressing data");
  return out.finish(t, s.z.next_out);
}
Value flush(Thread &t, const Value *a) {
  int64_t length = 16384;
  if (ok(a[1]) && !toInt64(t, a[1], &length)) return kNoValue;
  if (length <= 0) return raiseText(t, Exc::ValueError, "length must be greater than zero");
  Stream &s = streamOf(a[0]);
  OutputBuffer out(-1, length);
  int code = unlocked(t, [&] {
    std::lock_guard guard(s.mutex);
    const std::string input = s.tail;
    auto *data = reinterpret_cast<const uint8_t *>(input.data());
    int result = inflateAll(s, data, static_cast<int64_t>(input.size()), Z_FINISH, out);
    if (!s.dictionaryFailed) keepInput(s, data + input.size(), result);
    return result;
  });
  if (s.dictionaryFailed) return raiseError(t, s.z, code, "while setting zdict");
  if (out.outOfMemory()) return raiseMemoryError(t);
  Bytef *end = s.z.next_out;
  if (code == Z_STREAM_END) {
    s.atEnd = true;
    s.open = false;
    int closed = inflateEnd(&s.z);
    if (closed != Z_OK) return raiseError(t, s.z, closed, "while finishing decompression");
  }
  return out.finish(t, end);
}
Value copyStream(Thread &t, const Value *a) {
  Stream &s = streamOf(a[0]);
  auto *stream = new Stream;
  int code;
  {
    std::lock_guard guard(s.mutex);
    code = s.open ? inflateCopy(&stream->z, &s.z) : Z_STREAM_ERROR;
    stream->dictionary = s.dictionary;
    stream->unused = s.unused;
    stream->tail = s.tail;
    stream->hasDictionary = s.hasDictionary;
    stream->atEnd = s.atEnd;
  }
  stream->open = code == Z_OK;
  Value made = newDecompressor(t, stream);
  return madeOrError(t, made, s.z, code, "Inconsistent stream state", "while copying", "decompression object");
}
Value bytesOf(Thread &t, const std::string &s) { return fromObject(bytesNew(t, s.data(), static_cast<int64_t>(s.size()))); }
Value unusedData(Thread &t, Value v) { return bytesOf(t, streamOf(v).unused); }
Value unconsumedTail(Thread &t, Value v) { return bytesOf(t, streamOf(v).tail); }
Value atEnd(Thread &, Value v) { return fromBool(streamOf(v).atEnd); }

const NativeRow kMethods[] = {{"__copy__", copyStream, "($self, /)"},
                              {"__deepcopy__", copyStream, "($self, memo, /)"},
                              {"copy", copyStream, "($self, /)"},
                              {"decompress", decompressMore, "($self, data, /, max_length=0)"},
                              {"flush", flush, "($self, length=16384, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"eof", atEnd}, {"unconsumed_tail", unconsumedTail}, {"unused_data", unusedData}, {nullptr, nullptr}};
const NativeRow kFunctions[] = {NATIVE_FUNCTION("decompressobj", makeDecompressor, "(wbits=15, zdict=b'')"),
                                {nullptr, nullptr, nullptr}};

} // namespace

bool addDecompressor(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(Decompressor);
  spec.dispose = [](Object *o) {
    Stream *stream = static_cast<Decompressor *>(o)->stream;
    if (stream && stream->open) inflateEnd(&stream->z);
    delete stream;
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  decompressorType = makeNativeType(t, "zlib", "Decompress", builtinType(TypeId::Object), spec);
  addRoot(&decompressorType);
  return decompressorType && addFunctions(t, module, kFunctions);
}

} // namespace rt::zlibmodule
