// Helpers for the constructors (`create`, `init` slots), which get their arguments unbound.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// False with TypeError "name() takes no keyword arguments" when there are some.
bool noKeywords(Thread &, const char *name, Tuple *kwNames);
/// False with TypeError "name expected at least 1 argument, got 0" (at most, exactly) otherwise.
bool argumentCount(Thread &, const char *name, size_t got, size_t least, size_t most);
/// The answer of a rich comparison from a three-way one.
inline bool compareHolds(CompareKind kind, int order) {
  switch (kind) {
  case CompareKind::Less:
    return order < 0;
  case CompareKind::LessEqual:
    return order <= 0;
  case CompareKind::Equal:
    return order == 0;
  case CompareKind::NotEqual:
    return order != 0;
  case CompareKind::Greater:
    return order > 0;
  case CompareKind::GreaterEqual:
    return order >= 0;
  }
  __builtin_unreachable();
}
/// True when `type` is exactly the built-in type.
inline bool isBuiltin(Type *type, TypeId id) { return type == builtinType(id); }

} // namespace rt
