// range objects: ints of any size, with the length computed once.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct Range : Object {
  Value start, stop, step, length; // exact ints
};

} // namespace rt
