// Output of the compression modules: memory outside the heap that grows while other threads run.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

#include <algorithm>
#include <cstdlib>

namespace rt {

class OutputBuffer {
public:
  /// `limit`: most bytes to hold, negative for any number; `first`: bytes of the first block.
  explicit OutputBuffer(int64_t limit = -1, int64_t first = 16 * 1024) : limit_(limit < 0 ? INT64_MAX : limit), first_(first) {}
  OutputBuffer(const OutputBuffer &) = delete;
  ~OutputBuffer() { std::free(data_); }

  /// Room for more: *next and *available for the library, false when the limit or the memory is
  /// exhausted. Before that, `next` tells how far the library came.
  template <typename Byte, typename Count> bool grow(Byte **next, Count *available) {
    size_ = data_ ? reinterpret_cast<uint8_t *>(*next) - data_ : 0;
    int64_t capacity = std::min(capacity_ ? capacity_ * 2 : std::max<int64_t>(first_, 1), limit_);
    if (capacity - size_ > kMostAtOnce) capacity = size_ + kMostAtOnce;
    if (capacity <= size_) return false;
    auto *data = static_cast<uint8_t *>(std::realloc(data_, static_cast<size_t>(capacity)));
    if (!data) {
      outOfMemory_ = true;
      return false;
    }
    data_ = data;
    capacity_ = capacity;
    *next = reinterpret_cast<Byte *>(data_ + size_);
    *available = static_cast<Count>(capacity_ - size_);
    return true;
  }
  bool full() const { return capacity_ >= limit_; }
  bool outOfMemory() const { return outOfMemory_; }
  template <typename Byte> Value finish(Thread &t, Byte *next) {
    if (outOfMemory_) return raiseMemoryError(t);
    int64_t size = data_ ? reinterpret_cast<uint8_t *>(next) - data_ : 0;
    return fromObject(bytesNew(t, data_ ? data_ : reinterpret_cast<const uint8_t *>(""), size));
  }

private:
  static constexpr int64_t kMostAtOnce = int64_t{1} << 30; // fits the counters of the libraries
  uint8_t *data_ = nullptr;
  int64_t size_ = 0, capacity_ = 0, limit_, first_;
  bool outOfMemory_ = false;
};

} // namespace rt
