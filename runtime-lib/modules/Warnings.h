// Issuing warnings from the runtime (the warnings framework, Library reference "warnings").
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// warnings.warn(text, category, stackLevel); false when it became an exception.
bool warn(Thread &, Type *category, Str *text, int64_t stackLevel);
inline bool warnText(Thread &t, Exc category, std::string_view text, int64_t stackLevel = 1) {
  return warn(t, exceptionType(category), strFromUtf8(t, text), stackLevel);
}

/// warnings.warn_explicit(text, category, file, line).
bool warnExplicit(Thread &, Type *category, Str *text, Value file, int64_t line);

} // namespace rt
