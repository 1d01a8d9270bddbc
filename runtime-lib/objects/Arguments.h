// Helpers for the constructors (`create`, `init` slots), which get their arguments unbound.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// False with TypeError "name() takes no keyword arguments" when there are some.
bool noKeywords(Thread &, const char *name, Tuple *kwNames);
/// The same for a built-in type or a subclass that did not replace the slot that takes the
/// arguments.
inline bool noKeywordsFor(Thread &t, bool inherited, const char *name, Tuple *kwNames) {
  return !inherited || noKeywords(t, name, kwNames);
}
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
/// For `create`: whether the class still has the `init` of the built-in type.
inline bool inheritsInit(Type *type, TypeId id) {
  return type->slots.init == builtinType(id)->slots.init;
}
/// For `init`: whether the object's class still has the `create` of the built-in type.
inline bool inheritsCreate(Value v, TypeId id) {
  return typeOf(v)->slots.create == builtinType(id)->slots.create;
}
/// True when `type` is exactly the built-in type.
inline bool isBuiltin(Type *type, TypeId id) { return type == builtinType(id); }

} // namespace rt
