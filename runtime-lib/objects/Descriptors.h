// property, classmethod and staticmethod objects.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct Property : Object {
  Value getter, setter, deleter, doc; // kNoValue: none
  Value name;                         // from __set_name__
  uint8_t getterDoc;                  // doc was taken from the getter
};
/// classmethod and staticmethod alike.
struct ClassMethod : Object {
  Value attributes; // __dict__
  Value function;
};

} // namespace rt
