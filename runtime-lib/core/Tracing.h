// sys.settrace and sys.setprofile. Events come from the interpreter (interp/Tracing.cpp); this is what the
// rest of the runtime needs to know. A thread is traced while it has a function to tell and that function is
// not running itself. Then its stack limit is the highest address, as when a poll is due, so that starting a
// function tests nothing more than usual.
#pragma once

#include "runtime-lib/core/Thread.h"

namespace rt {

enum class TraceEvent : uint8_t { Call, Line, Return, Exception, Opcode, CCall, CReturn, CException };

/// What a trace or profile function is told just now.
struct ToldEvent {
  ToldEvent *outer;
  TraceEvent event;
  Frame *frame;
  Value **sp;     // Line: the end of the frame's operand stack, which an assignment of f_lineno moves
};

/// The type whose instances are profile functions in C++ (_lsprof), told without a frame object.
struct NativeProfiler {
  Type *type;
  bool (*tell)(Thread &, Value profiler, Frame *, TraceEvent, Value argument);
};
extern NativeProfiler nativeProfiler;

/// Gives the thread other functions; kNoValue: none.
void setTraceFunctions(Thread &, Value trace, Value profile);
/// After a change of what Thread::traced derives from.
void updateTraced(Thread &);
/// Threads that have a trace or profile function.
extern uint32_t tracingThreads;
/// Makes the code that the interpreter knows tell events; null while no code was interpreted.
extern void (*instrumentCode)();
/// frame.f_lineno = line, of a live activation; null as above. False with an exception pending.
extern bool (*assignLine)(Thread &, Frame *, int64_t line);

} // namespace rt
