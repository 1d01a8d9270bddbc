// Weak references.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct WeakRef : Object {
  Value attributes;  // of subclasses
  Value target;      // cleared by the collector
  Value callback;    // kNoValue: none
  WeakRef *next;     // other references to the same object, in the registry
  int64_t hash;
  uint8_t hashed;
};

/// All references to an object, the shared plain one first.
List *weakRefsOf(Thread &, Value object);

} // namespace rt
