// Per-thread state of a running program and the native frame records. The one mutator lock is held
// while Python code runs. Generated code addresses the leading fields; see abi/RuntimeFunctions.def.
#pragma once

#include "runtime-lib/core/Object.h"

#include <cstddef>
#include <cstdint>

namespace rt {

struct Function;
struct CodeInfo;
struct Thread;

/// One activation of Python code, linked on the native stack by the function's prologue.
struct Frame {
  Frame *previous;
  Function *function;  // its code, globals and builtins
  Value *locals;       // all locals in order of varNames, then the own cells; null: in registers
  uint32_t pc;         // instruction index, stored before every operation that may run Python or raise
  uint32_t flags;      // kFrame...
  Value nameSpace;     // class body or exec: the local mapping; else kNoValue
  Value object;        // the Python frame object once somebody asked for it; kNoValue at the start
  struct Generator *generator; // with kFrameGenerator: the generator that runs
};
inline constexpr uint32_t kFrameGenerator = 1;
inline constexpr uint32_t kFrameInterpreted = 2; // an InterpreterFrame: `pc` is kept as an address

/// The activation of interpreted code. It lives here because the position of any frame must be known
/// without the interpreter.
struct InterpretedWord;
struct InterpreterFrame : Frame {
  const InterpretedWord *words; // the code, and the instruction being executed
  const InterpretedWord *ip;
};
inline constexpr size_t kInterpretedWordSize = 16;
/// The instruction index of an activation.
inline uint32_t framePc(const Frame *frame) {
  if (!(frame->flags & kFrameInterpreted)) return frame->pc;
  auto *f = static_cast<const InterpreterFrame *>(frame);
  return static_cast<uint32_t>((reinterpret_cast<const char *>(f->ip) - reinterpret_cast<const char *>(f->words)) /
                               static_cast<ptrdiff_t>(kInterpretedWordSize));
}

/// Allocation interval of one size class: free cells in [cursor, end).
struct AllocationInterval {
  char *cursor, *end;
};
inline constexpr unsigned kSizeClasses = 32; // 16 .. 512 bytes in steps of 16

struct Thread {
  Value pending;            // the exception being raised, or kNoValue
  Frame *frame;             // innermost activation
  char *stackLimit;         // functions start while their frame is above this: stackEnd, or the highest
                            // address when a poll is due
  int32_t recursionLeft;    // activations left before RecursionError
  volatile uint32_t poll;   // non-zero: signals or other threads want attention
  Value handled;            // the exception being handled (sys.exception()), or None
  AllocationInterval intervals[kSizeClasses];     // zeroed memory
  AllocationInterval leafIntervals[kSizeClasses]; // for objects without references; not zeroed
  char *stackBase;          // highest stack address, for the collector
  int32_t recursionLimit;
  uint32_t noRaise;         // debug: depth of regions that must not raise or collect
  Value asyncGenHooks[2];   // firstiter, finalizer
  Value coroutineOriginDepth;
  void *moduleState;        // owned by modules/
  uint64_t id;
  struct HandledLink *handledChain;    // thread.handled of the resumers of the running generators
  Value delegatedReceiver, delegatedResult; // next rt_send to this receiver answers: returned this
  uint32_t nativeDepth;                // enterRecursion / leaveRecursion
  char *stackEnd;           // the native stack may not grow below this
  char *stackTop;           // lowest address in use while this thread does not hold the mutator lock
  Value reprActive;         // list of the containers whose repr() is running, or kNoValue
  Value traceFunction, profileFunction; // of sys.settrace and sys.setprofile, or kNoValue
  uint32_t traceDepth;      // trace and profile functions that are running: they see no events
  uint32_t traced;          // events are wanted now; see core/Tracing.h
  struct ToldEvent *told;   // the event that a trace function is told just now (core/Tracing.h)
};
/// Makes the thread call rt_poll soon; safe in signal handlers and from other threads.
inline void requestPoll(Thread &t, uint32_t bits) {
  __atomic_fetch_or(const_cast<uint32_t *>(&t.poll), bits, __ATOMIC_RELAXED);
  __atomic_store_n(&t.stackLimit, reinterpret_cast<char *>(UINTPTR_MAX), __ATOMIC_RELAXED);
}
/// Functions of a traced thread start slowly, as when a poll is due.
inline void lowerStackLimit(Thread &t) {
  __atomic_store_n(&t.stackLimit, t.traced ? reinterpret_cast<char *>(UINTPTR_MAX) : t.stackEnd, __ATOMIC_RELAXED);
}
/// Takes the request back and returns its bits.
inline uint32_t takePoll(Thread &t) {
  lowerStackLimit(t);
  return __atomic_exchange_n(const_cast<uint32_t *>(&t.poll), 0, __ATOMIC_SEQ_CST);
}
/// While a generator runs, thread.handled is its own; what its resumer was handling waits here.
struct HandledLink {
  HandledLink *previous;
  Value handled;
};

extern "C" Thread *rt_mainThread;
/// The state of the calling thread.
Thread &currentThread();
/// A new native thread announces its state (modules/, start-up).
void setCurrentThread(Thread *thread);

} // namespace rt
