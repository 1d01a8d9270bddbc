// Generators, coroutines and asynchronous generators: one layout for the three types. Generated code
// runs against this layout; objects/Generator*.cpp drives it.
//
// Protocol between runtime and generated code
// - rt_generator_new(function, params, n) allocates localCount + cellCount + stackSize slots, copies the
//   n parameters into slots[0..n) and sets state 0. Order of slots: locals, own cells, value stack.
//   Cells of captured parameters are made by the generated code of state 0.
// - resume(thread, generator, sent): `sent` is None the first time. kNoValue means: the exception in
//   thread.pending is raised at the suspension point (in state 0: at the start of the body).
// - YieldValue stores `state` (1 .. 0xFFFE, any value that the resume function understands), `pc` (the
//   instruction index) and `yieldFrom`, then returns the yielded value. `yieldFrom` is the receiver of
//   the delegation when this is the YieldValue of a Send loop (yield from, await), else kNoValue.
// - ReturnValue stores `result` and returns kNoValue with nothing pending. An escaping exception
//   returns kNoValue with the exception pending. In both cases the runtime sets the state to
//   kGeneratorFinished; generated code need not.
// - While the generator runs, slots need not be up to date. The runtime sets and clears
//   kGeneratorRunning, saves and restores thread.handled, and links no Frame: generated code does, with
//   kFrameGenerator set and Frame::generator pointing here.
#pragma once

#include "runtime-lib/objects/Layouts.h"

namespace rt {

inline constexpr uint32_t kGeneratorCreated = 0, kGeneratorFinished = 0xFFFFFFFF;
// Generator::flags
inline constexpr uint32_t kGeneratorRunning = 1, kGeneratorClosed = 2, kGeneratorHooked = 4,
                          kGeneratorAwaiting = 8; // an asend/athrow of an asynchronous generator is under way

struct Generator : Object {
  Function *function;
  Value (*resume)(Thread &, Generator *, Value sent); // = function->info->resume
  uint32_t state, pc;
  uint32_t flags, slotCount;
  Value result;      // what it returned; valid from the return until it is taken
  Value yieldFrom;
  Value handled;     // the exception being handled inside it while it is suspended, or kNoValue
  Value frameObject; // once somebody asked for it
  Value name, qualName;
  Value origin;      // coroutines: cr_origin; asynchronous generators: finalizer hook
  Value slots[];
};

/// Result of one step.
enum class Step : int { Yielded, Returned, Raised };
/// Runs until the next yield; `sent` may be kNoValue to throw thread.pending into it. *out is the
/// yielded or returned value. Raised covers "already executing" and escaped exceptions; a finished
/// generator answers Returned with None (coroutines: Raised, RuntimeError).
Step resumeGenerator(Thread &, Generator *, Value sent, Value *out);
inline bool isGeneratorLike(Value v) {
  uint32_t shape = shapeOf(v);
  return shape >= static_cast<uint32_t>(TypeId::Generator) && shape <= static_cast<uint32_t>(TypeId::AsyncGenerator);
}
/// __next__ of a generator; the slot of the type.
Value generatorNext(Thread &, Value generator);
/// Raises StopIteration() without arguments.
Value raiseStopIteration(Thread &);
/// After next() said "exhausted": what the generator returned, or None for any other iterator.
Value takeReturnValue(Thread &, Value iterator);
/// Like next(), but a StopIteration raised by a __next__ written in Python stays pending, with its value.
Value nextKeepingValue(Thread &, Value iterator);
/// The awaitable of anext(iterator, fallback).
Value anextWithDefault(Thread &, Value awaitable, Value fallback);

} // namespace rt
