// The features of `from __future__ import ...`, in CPython's bits (__future__.X.compiler_flag).
#pragma once
#include <cstdint>

namespace regius {

enum FutureFlags : uint32_t {
  kFutureBarry = 0x400000,        // barry_as_FLUFL
  kFutureAnnotations = 0x1000000, // annotations
  kFutureMask = 0x1fe0000,        // these, and six without effect
};

} // namespace regius
