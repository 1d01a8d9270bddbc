// super objects.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct Super : Object {
  Type *thisClass;
  Value object;      // the instance or class; kNoValue: unbound
  Type *objectType;  // whose MRO is searched
};
/// What `super().name` finds before binding: the attribute of the first class behind thisClass in the
/// MRO, kNoValue when absent; never raises.
Value superLookup(Thread &, Super *, Str *name);
/// super(type, object) without calling the class.
Value superNew(Thread &, Type *thisClass, Value object);

} // namespace rt
