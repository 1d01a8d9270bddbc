// What the objects of bz2 and lzma share: the states that their methods check, and the input that a
// decompressor keeps. A mutex guards each stream, since other threads run while the library works.
#pragma once

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/OutputBuffer.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <mutex>
#include <string>
#include <utility>

namespace rt {

struct CompressionState {
  std::mutex mutex;
  bool flushed = false;
};
/// compress(data): run(data, size).
template <typename Run> Value compressMore(Thread &t, const CompressionState &s, Value data, Run run) {
  BytesArgument bytes;
  if (!bytes.acquire(t, data)) return kNoValue;
  if (s.flushed) return raiseText(t, Exc::ValueError, "Compressor has been flushed");
  return run(bytes.data, bytes.length);
}
/// flush(): run(), once.
template <typename Run> Value compressRest(Thread &t, CompressionState &s, Run run) {
  if (s.flushed) return raiseText(t, Exc::ValueError, "Repeated call to flush()");
  s.flushed = true;
  return run();
}

struct DecompressionState {
  std::mutex mutex;
  std::string input, unused; // input not yet decompressed; what followed the end of the stream
  bool atEnd = false, needsInput = true;

  /// After the library took all but the last `left` bytes of `input`. `ended`: the stream; `full`: no room is
  /// left for output.
  void keepInput(size_t left, bool ended, bool full) {
    input.erase(0, input.size() - left);
    if (ended) {
      atEnd = true;
      unused = std::exchange(input, {});
    }
    needsInput = !atEnd && input.empty() && !full;
  }
};
/// decompress(data, max_length): adds the data to the input, then calls run(OutputBuffer &) without the GIL.
/// `ended`: what EOFError says; `finish` makes the result from the outcome of run.
template <typename Run, typename Finish>
Value decompressMore(Thread &t, DecompressionState &s, const Value *args, const char *ended, Run run, Finish finish) {
  BytesArgument bytes;
  int64_t limit = -1;
  if (!bytes.acquire(t, args[1]) || (ok(args[2]) && !toInt64(t, args[2], &limit))) return kNoValue;
  if (s.atEnd) return raiseText(t, Exc::EOFError, ended);
  OutputBuffer out(limit);
  auto code = unlocked(t, [&] {
    std::lock_guard guard(s.mutex);
    s.input.append(reinterpret_cast<const char *>(bytes.data), static_cast<size_t>(bytes.length));
    return run(out);
  });
  return finish(code, out);
}
/// The attributes of decompressors; `StateOf` finds the state of an object.
template <DecompressionState &(*StateOf)(Value)> struct DecompressorAttributes {
  static Value atEnd(Thread &, Value v) { return fromBool(StateOf(v).atEnd); }
  static Value needsInput(Thread &, Value v) { return fromBool(StateOf(v).needsInput); }
  static Value unusedData(Thread &t, Value v) {
    const std::string &s = StateOf(v).unused;
    return fromObject(bytesNew(t, s.data(), static_cast<int64_t>(s.size())));
  }
};

} // namespace rt
