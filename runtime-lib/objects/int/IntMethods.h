// The method tables of int, and what they share with the slots.
#pragma once

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/int/Int.h"

namespace rt {

extern const NativeRow kIntMethods[];
extern const GetSetRow kIntGetSets[];

/// &, | and ^ of any ints (kind And, Or, Xor).
Value intBitwise(Thread &, BinaryKind kind, Value a, Value b);

} // namespace rt
