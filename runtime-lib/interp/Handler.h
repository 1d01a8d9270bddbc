// How handlers are written. A handler executes the instruction at `ip` on the operand stack that ends at
// `sp`, then tail-calls the handler of the next one:
//
//   HANDLER(LoadLocal) { ...; *sp++ = v; NEXT(1); }
//
// Before whatever may raise, run Python code or ask for a line number: SAVE_IP. When an exception is
// pending: FAIL. Operands stay on the stack in memory while Python code may run, so that the collector
// finds them. Where tail calls cannot be guaranteed, the handler returns and a loop calls the next.
#pragma once

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/interp/InterpretedCode.h"
#include "runtime-lib/objects/Objects.h"

#define HANDLER(Name)                                                                              \
  REGIUS_HANDLER Value exec##Name([[maybe_unused]] Thread &t, [[maybe_unused]] InterpreterFrame *f, \
                                  [[maybe_unused]] const Word *ip, [[maybe_unused]] Value *sp,      \
                                  [[maybe_unused]] Value *locals)

#ifdef REGIUS_NO_TAIL_CALLS
#define CONTINUE_AT(Where)                                                                         \
  do {                                                                                             \
    f->ip = (Where);                                                                               \
    f->sp = sp;                                                                                    \
    return kContinue;                                                                              \
  } while (0)
#define GO_TO(Name) return exec##Name(t, f, ip, sp, locals)
#define CONTINUE_WITH(Handler) return (Handler)(t, f, ip, sp, locals)
#else
#define CONTINUE_AT(Where)                                                                         \
  do {                                                                                             \
    ip = (Where);                                                                                  \
    [[clang::musttail]] return ip->handler(t, f, ip, sp, locals);                                  \
  } while (0)
#define GO_TO(Name) [[clang::musttail]] return exec##Name(t, f, ip, sp, locals)
/// The instruction at ip, with a handler other than its word's.
#define CONTINUE_WITH(Handler) [[clang::musttail]] return (Handler)(t, f, ip, sp, locals)
#endif
#define NEXT(Words) CONTINUE_AT(ip + (Words))
#define SAVE_IP f->ip = ip
#define FAIL GO_TO(Fail)
/// Jumps; backwards by way of a poll.
#define JUMP_TO(Target)                                                                            \
  do {                                                                                             \
    const Word *where = (Target);                                                                  \
    if (where <= ip && t.poll) [[unlikely]]                                                        \
      GO_TO(JumpPolling);                                                                          \
    CONTINUE_AT(where);                                                                            \
  } while (0)

namespace rt {

inline constexpr Value kContinue = Value{4}; // no valid Value

#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text) HANDLER(Name);
#include "compiler/bytecode/Opcodes.def"
#define VARIANT(Name, Text) HANDLER(Name);
#include "runtime-lib/interp/Variants.def"
HANDLER(Fail);           // an exception is pending: to its handler, or out of the frame
HANDLER(FailSilently);   // the same without a new traceback entry
HANDLER(JumpPolling);    // polls, then jumps to ip->target
HANDLER(Trace);          // of all words while some thread is traced

inline Value constantOf(const InterpreterFrame *f, uint32_t index) {
  return f->function->info->module->constants[index];
}
/// Leaves the frame; the caller returns to whoever called the function.
inline void leaveFrame(Thread &t, InterpreterFrame *f) {
  if (ok(f->object)) [[unlikely]] rt_frame_finished(t, f);
  t.frame = f->previous;
  t.recursionLeft++;
}

} // namespace rt
