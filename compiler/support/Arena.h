// Bump allocator: everything allocated lives until the arena dies; no destructors are run.
#pragma once
#include "compiler/support/Array.h"

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <string_view>
#include <type_traits>
#include <utility>

namespace regius {

class Arena {
public:
  Arena() = default;
  Arena(const Arena &) = delete;
  Arena &operator=(const Arena &) = delete;
  ~Arena();

  // Uninitialised memory; never null.
  void *allocate(size_t size, size_t alignment = alignof(std::max_align_t)) {
    uintptr_t start = (next_ + alignment - 1) & ~(uintptr_t(alignment) - 1);
    if (start + size > end_ || start < next_)
      return allocateSlow(size, alignment);
    next_ = start + size;
    return reinterpret_cast<void *>(start);
  }

  template <class T, class... Args> T *make(Args &&...args) {
    static_assert(std::is_trivially_destructible_v<T>, "the arena never runs destructors");
    return new (allocate(sizeof(T), alignof(T))) T{std::forward<Args>(args)...};
  }

  template <class T> T *allocateArray(size_t count) {
    static_assert(std::is_trivially_destructible_v<T>);
    return static_cast<T *>(allocate(sizeof(T) * count, alignof(T)));
  }

  // A copy of `count` elements.
  template <class T> Array<T> copy(const T *data, size_t count) {
    if (!count)
      return {};
    T *memory = allocateArray<T>(count);
    std::memcpy(static_cast<void *>(memory), data, sizeof(T) * count);
    return {memory, count};
  }
  std::string_view copy(std::string_view text) {
    if (text.empty())
      return {};
    char *memory = static_cast<char *>(allocate(text.size(), 1));
    std::memcpy(memory, text.data(), text.size());
    return {memory, text.size()};
  }

  size_t bytesReserved() const { return reserved_; }

private:
  struct Chunk {
    Chunk *previous;
  };
  void *allocateSlow(size_t size, size_t alignment);

  uintptr_t next_ = 0, end_ = 0;
  Chunk *chunks_ = nullptr;
  size_t reserved_ = 0;
};

} // namespace regius
