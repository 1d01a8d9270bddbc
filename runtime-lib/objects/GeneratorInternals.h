// Shared by the files about generators, coroutines and asynchronous generators.
#pragma once

#include "runtime-lib/objects/Generator.h"

namespace rt {

/// "generator", "coroutine" or "async generator", for messages.
const char *generatorKind(const Generator *);
/// Throws type[, value[, traceback]] at the suspension point, or into the receiver of its yield from.
Step throwIntoGenerator(Thread &, Generator *, Value type, Value v, Value traceback, bool closeOnExit, Value *out);
/// Makes thread.pending from the arguments of throw(type[, value[, traceback]]); false: those were bad.
bool preparePending(Thread &, Value type, Value v, Value traceback);
/// close(): raises GeneratorExit at the suspension point; false with an exception pending.
bool closeGenerator(Thread &, Generator *);
/// StopIteration() or StopIteration(result).
Value raiseReturned(Thread &, Value result);
/// True when the iteration ended: nothing pending or StopIteration, which is cleared.
bool takeStopIteration(Thread &, Value *result);
/// type is an exception class or instance that matches cls.
bool exceptionMatchesClass(Value type, Type *cls);
/// sys.set_coroutine_origin_tracking_depth: cr_origin of a new coroutine.
void setCoroutineOrigin(Thread &, Generator *);
/// A generator whose code types.coroutine() marked as awaitable.
bool isIterableCoroutine(Thread &, const Generator *);
/// True for what must be told when it dies unfinished.
bool needsFinalizer(const Generator *);
void finalizeGenerator(Thread &, Value self);
/// The marked objects in the frame of a suspended generator (Ownership.cpp), unless f_locals has been read; null for none.
Tuple *ownedBy(Thread &, const Generator *);
/// Closes them; the tuple may be null.
void dropAll(Thread &, Tuple *objects);

} // namespace rt
