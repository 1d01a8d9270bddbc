// slice objects.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct Slice : Object {
  Value start, stop, step;
};

} // namespace rt
