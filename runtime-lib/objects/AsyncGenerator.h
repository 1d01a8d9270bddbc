// Asynchronous generators (PEP 525): the awaitables of asend, athrow, aclose and __anext__.
#pragma once

#include "runtime-lib/objects/Generator.h"

namespace rt {

/// Wrapper of a coroutine (__await__) or of a value that an asynchronous generator yields.
struct Wrapper : Object {
  Value value;
};
/// asend/athrow/aclose under way.
struct AsyncGenAwait : Object {
  Generator *generator;
  Value args;    // asend: the value to send; athrow: tuple of type, value, traceback; aclose: kNoValue
  uint32_t state; // 0 new, 1 iterating, 2 closed
  uint32_t isClose;
};

void registerAsyncGeneratorTypes(Thread &);
/// The iterator of `await v` (Reference 6.4); `context`: 0 await, 1 __aenter__, 2 __aexit__ in messages.
Value awaitableIterator(Thread &, Value v, int context);
/// aclose() and so on for the finaliser.
Value asyncGeneratorClose(Thread &, Generator *);

} // namespace rt
