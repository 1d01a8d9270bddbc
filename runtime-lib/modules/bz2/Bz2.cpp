// The _bz2 module: compressor and decompressor objects over libbz2.
#include "runtime-lib/modules/Compression.h"
#include "runtime-lib/modules/System.h"

#include <bzlib.h>

namespace rt {

namespace {

constexpr int64_t kPart = int64_t{1} << 30; // fits the library's counters

/// False with an exception for the results that are errors.
bool succeeded(Thread &t, int code) {
  switch (code) {
  case BZ_OK: case BZ_RUN_OK: case BZ_FLUSH_OK: case BZ_FINISH_OK: case BZ_STREAM_END:
    return true;
  case BZ_PARAM_ERROR:
    return raiseText(t, Exc::ValueError, "Internal error - invalid parameters passed to libbzip2"), false;
  case BZ_MEM_ERROR: return raiseMemoryError(t), false;
  case BZ_DATA_ERROR: case BZ_DATA_ERROR_MAGIC: return raiseText(t, Exc::OSError, "Invalid data stream"), false;
  case BZ_IO_ERROR: return raiseText(t, Exc::OSError, "Unknown I/O error"), false;
  case BZ_UNEXPECTED_EOF:
    return raiseText(t, Exc::EOFError, "Compressed file ended before the logical end-of-stream was detected"), false;
  case BZ_SEQUENCE_ERROR:
    return raiseText(t, Exc::RuntimeError, "Internal error - Invalid sequence of commands sent to libbzip2"), false;
  default:
    return raiseText(t, Exc::OSError, "Unrecognized error from libbzip2: " + std::to_string(code)), false;
  }
}

// --- Compressor
struct Compressing : CompressionState {
  bz_stream z{};
  bool open = false;
};
struct Compressor : Object {
  Compressing *stream;
};
Type *compressorType, *decompressorType;

Value createCompressor(Thread &t, const Value *a) {
  int level = 9;
  if (ok(a[1]) && !intArgument(t, a[1], &level)) return kNoValue;
  if (level < 1 || level > 9) return raiseText(t, Exc::ValueError, "compresslevel must be between 1 and 9");
  auto *made = reinterpret_cast<Compressor *>(allocateInstance(t, as<Type>(a[0])));
  made->stream = new Compressing;
  int code = BZ2_bzCompressInit(&made->stream->z, level, 0, 0);
  made->stream->open = code == BZ_OK;
  return succeeded(t, code) ? fromObject(made) : kNoValue;
}
constexpr NativeRow kCreateCompressor{"BZ2Compressor", createCompressor, "($type, compresslevel=9, /)"};

Value run(Thread &t, Compressing &s, const uint8_t *data, int64_t size, int action) {
  OutputBuffer out;
  int code = unlocked(t, [&] {
    std::lock_guard guard(s.mutex);
    s.z.next_in = reinterpret_cast<char *>(const_cast<uint8_t *>(data));
    s.z.avail_in = 0;
    s.z.avail_out = 0;
    for (;;) {
      if (!s.z.avail_in && size) {
        s.z.avail_in = static_cast<unsigned>(std::min(size, kPart));
        size -= s.z.avail_in;
      }
      // Nothing left to feed: only finishing still has something to do.
      if (!s.z.avail_in && action == BZ_RUN) return BZ_OK;
      if (!s.z.avail_out && !out.grow(&s.z.next_out, &s.z.avail_out)) return BZ_MEM_ERROR;
      int result = BZ2_bzCompress(&s.z, action);
      if (result < 0 || result == BZ_STREAM_END) return result;
    }
  });
  return succeeded(t, code) ? out.finish(t, s.z.next_out) : kNoValue;
}
Value compress(Thread &t, const Value *a) {
  Compressing &s = *as<Compressor>(a[0])->stream;
  return compressMore(t, s, a[1], [&](const uint8_t *data, int64_t size) { return run(t, s, data, size, BZ_RUN); });
}
Value flush(Thread &t, const Value *a) {
  Compressing &s = *as<Compressor>(a[0])->stream;
  return compressRest(t, s, [&] { return run(t, s, nullptr, 0, BZ_FINISH); });
}
const NativeRow kCompressorMethods[] = {{"compress", compress, "($self, data, /)"},
                                        {"flush", flush, "($self, /)"},
                                        {nullptr, nullptr, nullptr}};

// --- Decompressor
struct Decompressing : DecompressionState {
  bz_stream z{};
  bool open = false;
};
struct Decompressor : Object {
  Decompressing *stream;
};
Value createDecompressor(Thread &t, Type *type, const Value *, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size) return raise(t, Msg::NativeNoKeywords, "BZ2Decompressor");
  if (positional) return raise(t, Msg::NativeNoPositional, "BZ2Decompressor");
  auto *made = reinterpret_cast<Decompressor *>(allocateInstance(t, type));
  made->stream = new Decompressing;
  int code = BZ2_bzDecompressInit(&made->stream->z, 0, 0);
  made->stream->open = code == BZ_OK;
  return succeeded(t, code) ? fromObject(made) : kNoValue;
}

int decompressInto(Decompressing &s, OutputBuffer &out) {
  char *data = s.input.data();
  auto size = static_cast<int64_t>(s.input.size());
  s.z.next_in = data;
  s.z.avail_in = 0;
  s.z.avail_out = 0;
  int code = BZ_OK;
  for (;;) {
    if (!s.z.avail_in && size) {
      s.z.avail_in = static_cast<unsigned>(std::min(size, kPart));
      size -= s.z.avail_in;
    }
    if (!s.z.avail_out && !out.grow(&s.z.next_out, &s.z.avail_out)) break; // limit reached
    code = BZ2_bzDecompress(&s.z);
    if (code != BZ_OK || (!s.z.avail_in && !size && s.z.avail_out)) break;
  }
  s.keepInput(static_cast<size_t>(s.z.avail_in + size), code == BZ_STREAM_END, !s.z.avail_out);
  return code;
}
Value decompress(Thread &t, const Value *a) {
  Decompressing &s = *as<Decompressor>(a[0])->stream;
  return decompressMore(
      t, s, a, "End of stream already reached", [&](OutputBuffer &out) { return decompressInto(s, out); },
      [&](int code, OutputBuffer &out) { return succeeded(t, code) ? out.finish(t, s.z.next_out) : kNoValue; });
}
const NativeRow kDecompressorMethods[] = {{"decompress", decompress, "($self, data, max_length=-1)"},
                                          {nullptr, nullptr, nullptr}};
DecompressionState &stateOf(Value v) { return *as<Decompressor>(v)->stream; }
using Attributes = DecompressorAttributes<stateOf>;
const GetSetRow kGetSets[] = {{"eof", Attributes::atEnd},
                              {"needs_input", Attributes::needsInput},
                              {"unused_data", Attributes::unusedData},
                              {nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec compressor{TypeId::Object}, decompressor{TypeId::Object};
  compressor.instanceSize = sizeof(Compressor);
  compressor.fillSlots = [](Slots &s) { s.create = createBy<kCreateCompressor>; };
  compressor.dispose = [](Object *o) {
    Compressing *stream = static_cast<Compressor *>(o)->stream;
    if (stream && stream->open) BZ2_bzCompressEnd(&stream->z);
    delete stream;
  };
  compressor.methods = kCompressorMethods;
  decompressor.instanceSize = sizeof(Decompressor);
  decompressor.fillSlots = [](Slots &s) { s.create = createDecompressor; };
  decompressor.dispose = [](Object *o) {
    Decompressing *stream = static_cast<Decompressor *>(o)->stream;
    if (stream && stream->open) BZ2_bzDecompressEnd(&stream->z);
    delete stream;
  };
  decompressor.methods = kDecompressorMethods;
  decompressor.getSets = kGetSets;
  compressorType = addType(t, module, "BZ2Compressor", compressor);
  decompressorType = addType(t, module, "BZ2Decompressor", decompressor);
  addRoot(&compressorType);
  addRoot(&decompressorType);
  return compressorType && decompressorType;
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_bz2, "_bz2", rt::initialise)
