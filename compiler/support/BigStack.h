// Recursive passes over deep trees need more stack than a thread has by default.
#pragma once
#include <cstddef>

namespace regius {

inline constexpr size_t kCompilerStackBytes = size_t(512) << 20;

// Runs `function(context)` to its end on a fresh thread with `bytes` of lazily committed stack
// (guard page below). Returns false, without having run it, if the thread cannot be made.
bool runOnBigStack(void (*function)(void *context), void *context,
                   size_t bytes = kCompilerStackBytes);

template <class Function>
bool runOnBigStack(Function function, size_t bytes = kCompilerStackBytes) {
  auto call = [](void *context) { (*static_cast<Function *>(context))(); };
  return runOnBigStack(+call, static_cast<void *>(&function), bytes);
}

} // namespace regius
