// Result<T>: a value, or "failed, and the reason is already in Diagnostics".
#pragma once
#include <cassert>
#include <utility>

namespace regius {

struct Failure {};
inline constexpr Failure kFailure{};

template <class T> class [[nodiscard]] Result {
public:
  Result(T value) : value_(std::move(value)), ok_(true) {}
  Result(Failure) {}

  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  T &value() {
    assert(ok_ && "value of a failed result");
    return value_;
  }
  const T &value() const {
    assert(ok_ && "value of a failed result");
    return value_;
  }
  T &operator*() { return value(); }
  const T &operator*() const { return value(); }
  auto operator->() {
    if constexpr (requires(T t) { *t; })
      return value();
    else
      return &value();
  }

private:
  T value_{};
  bool ok_ = false;
};

template <> class [[nodiscard]] Result<void> {
public:
  Result() : ok_(true) {}
  Result(Failure) : ok_(false) {}
  bool ok() const { return ok_; }
  explicit operator bool() const { return ok_; }
  void value() const {}

private:
  bool ok_;
};

} // namespace regius

// The value of a Result expression; a failure returns kFailure from the enclosing function.
#define TRY(expression)                                                                            \
  ({                                                                                               \
    auto &&tryResult_ = (expression);                                                              \
    if (!tryResult_.ok())                                                                          \
      return ::regius::kFailure;                                                                   \
    static_cast<decltype(tryResult_) &&>(tryResult_).value();                                      \
  })
