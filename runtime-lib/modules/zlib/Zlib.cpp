// The zlib module: compress() and decompress() in one go, checksums, constants. Other threads run while
// the library works.
#include "runtime-lib/modules/zlib/Zlib.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/OutputBuffer.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <string>

namespace rt::zlibmodule {

namespace {

Type *errorType;

/// Feeds long inputs in parts that fit zlib's counter.
template <typename F> int runWhole(z_stream &z, const uint8_t *data, int64_t size, OutputBuffer &out, F step) {
  constexpr int64_t kPart = int64_t{1} << 30;
  int code = Z_OK;
  z.next_in = const_cast<Bytef *>(data);
  do {
    const int64_t part = std::min(size, kPart);
    z.avail_in = static_cast<uInt>(part);
    size -= part;
    do {
      if (!z.avail_out && !out.grow(&z.next_out, &z.avail_out)) return Z_MEM_ERROR;
      code = step(size == 0);
      if (code != Z_OK && code != Z_BUF_ERROR) return code;
    } while (!z.avail_out);
  } while (size);
  return code;
}

Value compressWhole(Thread &t, const Value *a) {
  BytesArgument bytes;
  int level = Z_DEFAULT_COMPRESSION, wbits = MAX_WBITS;
  if (!bytes.acquire(t, a[0]) || (ok(a[1]) && !intArgument(t, a[1], &level)) || (ok(a[2]) && !intArgument(t, a[2], &wbits)))
    return kNoValue;
  z_stream z{};
  int code = deflateInit2(&z, level, Z_DEFLATED, wbits, kMemoryLevel, Z_DEFAULT_STRATEGY);
  if (code == Z_MEM_ERROR) return raiseText(t, Exc::MemoryError, "Out of memory while compressing data");
  if (code == Z_STREAM_ERROR) return raiseNew(t, errorType, "Bad compression level");
  if (code != Z_OK) return raiseError(t, z, code, "while compressing data");
  OutputBuffer out;
  code = unlocked(t, [&] {
    return runWhole(z, bytes.data, bytes.length, out, [&](bool last) { return deflate(&z, last ? Z_FINISH : Z_NO_FLUSH); });
  });
  Bytef *end = z.next_out;
  if (code != Z_STREAM_END) {
    Value raised = code == Z_MEM_ERROR ? raiseText(t, Exc::MemoryError, "Out of memory while compressing data")
                                       : raiseError(t, z, code, "while compressing data");
    deflateEnd(&z);
    return raised;
  }
  deflateEnd(&z);
  return out.finish(t, end);
}
Value decompressWhole(Thread &t, const Value *a) {
  BytesArgument bytes;
  int wbits = MAX_WBITS;
  int64_t size = 16384;
  if (!bytes.acquire(t, a[0]) || (ok(a[1]) && !intArgument(t, a[1], &wbits)) || (ok(a[2]) && !toInt64(t, a[2], &size)))
    return kNoValue;
  if (size < 0) return raiseText(t, Exc::ValueError, "bufsize must be non-negative");
  z_stream z{};
  int code = inflateInit2(&z, wbits);
  if (code == Z_MEM_ERROR) return raiseText(t, Exc::MemoryError, "Out of memory while decompressing data");
  if (code != Z_OK) {
    Value raised = raiseError(t, z, code, "while preparing to decompress data");
    inflateEnd(&z);
    return raised;
  }
  OutputBuffer out(-1, size);
  code = unlocked(t, [&] {
    return runWhole(z, bytes.data, bytes.length, out, [&](bool) { return inflate(&z, Z_SYNC_FLUSH); });
  });
  Bytef *end = z.next_out;
  if (code != Z_STREAM_END) {
    if (code == Z_OK) code = Z_BUF_ERROR; // the data ends early
    Value raised = code == Z_MEM_ERROR ? raiseText(t, Exc::MemoryError, "Out of memory while decompressing data")
                                       : raiseError(t, z, code, "while decompressing data");
    inflateEnd(&z);
    return raised;
  }
  inflateEnd(&z);
  return out.finish(t, end);
}

template <auto checksum> Value checksumOf(Thread &t, const Value *a, uint64_t start) {
  constexpr int64_t kLongInput = 5 * 1024; // from here on other threads may run meanwhile
  BytesArgument bytes;
  if (!bytes.acquire(t, a[0]) || (ok(a[1]) && !maskedArgument(t, a[1], &start))) return kNoValue;
  auto sum = [&] { return checksum(static_cast<uLong>(start & UINT32_MAX), bytes.data, static_cast<z_size_t>(bytes.length)); };
  return fromInt(static_cast<int64_t>(bytes.length > kLongInput ? unlocked(t, sum) : sum()));
}
Value adler32Of(Thread &t, const Value *a) { return checksumOf<adler32_z>(t, a, 1); }
Value crc32OfBytes(Thread &t, const Value *a) { return checksumOf<crc32_z>(t, a, 0); }

const NativeRow kFunctions[] = {NATIVE_FUNCTION("adler32", adler32Of, "(data, value=1, /)"),
                                NATIVE_FUNCTION("compress", compressWhole, "(data, /, level=-1, wbits=15)"),
                                NATIVE_FUNCTION("crc32", crc32OfBytes, "(data, value=0, /)"),
                                NATIVE_FUNCTION("decompress", decompressWhole, "(data, /, wbits=15, bufsize=16384)"),
                                {nullptr, nullptr, nullptr}};

#define INT(name) {#name, name}
const IntConstant kConstants[] = {INT(MAX_WBITS),      INT(Z_BEST_COMPRESSION),    INT(Z_BEST_SPEED),       INT(Z_BLOCK),
                                  INT(Z_DEFAULT_COMPRESSION), INT(Z_DEFAULT_STRATEGY), INT(Z_FILTERED),     INT(Z_FINISH),
                                  INT(Z_FIXED),        INT(Z_FULL_FLUSH),          INT(Z_HUFFMAN_ONLY),     INT(Z_NO_COMPRESSION),
                                  INT(Z_NO_FLUSH),     INT(Z_PARTIAL_FLUSH),       INT(Z_RLE),              INT(Z_SYNC_FLUSH),
                                  INT(Z_TREES),        {"DEFLATED", Z_DEFLATED},   {"DEF_BUF_SIZE", 16384}, {"DEF_MEM_LEVEL", kMemoryLevel}};

bool initialise(Thread &t, Value module) {
  errorType = addException(t, module, "error", exceptionType(Exc::Exception));
  addRoot(&errorType);
  return errorType && addFunctions(t, module, kFunctions) && addConstants(t, module, kConstants) &&
         addText(t, module, "ZLIB_VERSION", ZLIB_VERSION) && addText(t, module, "ZLIB_RUNTIME_VERSION", zlibVersion()) &&
         addText(t, module, "__version__", "1.0") && addCompressor(t, module) && addDecompressor(t, module);
}

} // namespace

Value raiseError(Thread &t, const z_stream &z, int code, const char *what) {
  const char *words = code == Z_VERSION_ERROR ? "library version mismatch" : z.msg;
  if (!words)
    words = code == Z_BUF_ERROR      ? "incomplete or truncated stream"
            : code == Z_STREAM_ERROR ? "inconsistent stream state"
            : code == Z_DATA_ERROR   ? "invalid input data"
                                     : nullptr;
  std::string text = "Error " + std::to_string(code) + " " + what;
  if (words) text += std::string(": ") + words;
  return raiseNew(t, errorType, text);
}

Value madeOrError(Thread &t, Value made, const z_stream &z, int code, const char *invalid, const char *doing, const char *object) {
  if (code == Z_OK) return made;
  if (code == Z_MEM_ERROR) return raiseText(t, Exc::MemoryError, std::string("Can't allocate memory for ") + object);
  if (code == Z_STREAM_ERROR) return raiseText(t, Exc::ValueError, invalid);
  return raiseError(t, z, code, (std::string(doing) + " " + object).c_str());
}

} // namespace rt::zlibmodule

NATIVE_MODULE_DEFINITION(zlib, "zlib", rt::zlibmodule::initialise)
