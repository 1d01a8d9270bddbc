// The fast paths of runtime-lib/inline, for handlers: the same easy cases inline, the same slow functions.
#pragma once

#define FAST(Name, Result) static inline __attribute__((always_inline, unused)) Result rt_fast_##Name
#include "runtime-lib/inline/FastPaths.cpp"
#undef FAST
