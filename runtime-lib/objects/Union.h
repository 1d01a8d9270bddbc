// X | Y of types (types.UnionType).
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct Union : Object {
  Tuple *args;
  Value parameters; // kNoValue until asked for
};
Tuple *unionArguments(Value v);
/// TypeError when a member of the union may not be used with isinstance or issubclass.
bool checkUnionClasses(Thread &, Value v, const char *function);
/// Type variables in a tuple of type arguments, as GenericAlias and Union show them in __parameters__.
Tuple *collectTypeParameters(Thread &, Tuple *args);
/// alias[item]: the arguments with the type variables replaced; null with TypeError.
Tuple *substituteTypeParameters(Thread &, Value self, Tuple *args, Tuple *parameters, Value item);
/// How a type argument is printed: qualified name of classes, "..." and so on.
Str *typeArgumentText(Thread &, Value v);

struct GenericAlias : Object {
  Value origin;
  Tuple *args;
  Value parameters; // kNoValue until asked for
  uint8_t starred;  // *tuple[int]
};

} // namespace rt
