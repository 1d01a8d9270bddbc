// A view of consecutive elements owned by somebody else (usually an Arena), like std::span but
// default constructible, cheap to include and with a 32-bit length.
#pragma once
#include <cassert>
#include <cstddef>
#include <cstdint>

namespace regius {

template <class T> class Array {
public:
  Array() = default;
  Array(T *data, size_t size) : data_(data), size_(uint32_t(size)) {}

  T *begin() const { return data_; }
  T *end() const { return data_ + size_; }
  T *data() const { return data_; }
  size_t size() const { return size_; }
  bool empty() const { return size_ == 0; }
  T &operator[](size_t index) const {
    assert(index < size_ && "array index out of range");
    return data_[index];
  }
  T &front() const { return (*this)[0]; }
  T &back() const { return (*this)[size_ - 1]; }
  // The elements from `first` on, at most `count` of them.
  Array slice(size_t first, size_t count = SIZE_MAX) const {
    assert(first <= size_);
    size_t rest = size_ - first;
    return {data_ + first, count < rest ? count : rest};
  }

private:
  T *data_ = nullptr;
  uint32_t size_ = 0;
};

} // namespace regius
