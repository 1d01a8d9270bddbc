// Activations: entering interpreted functions, modules and generators. A function's locals, cells and
// operand stack lie behind its frame on the native stack, where the collector finds them.
#include "runtime-lib/interp/Interpreter.h"

#include "runtime-lib/interp/Handler.h"
#include "runtime-lib/interp/Tracing.h"
#include "runtime-lib/objects/Generator.h"
#include "runtime-lib/protocols/Dispatch.h"

#include "compiler/bytecode/CodeUnit.h"

#include <cstring>

namespace rt {

namespace {

/// What became of an activation. Failed with an exception pending: RecursionError, or what a due poll raised.
enum class Entered { Failed, Usually, Traced };

/// Links the frame. Until the first instruction f->ip is in front of the body: kResumePc.
Entered enterFrame(Thread &t, InterpreterFrame *f, Function *function, const InterpretedCode *code, Value *slots) {
  Entered entered = Entered::Usually;
  if (t.recursionLeft <= 0 || reinterpret_cast<char *>(f) < t.stackLimit) [[unlikely]] {
    const int32_t status = rt_slow_entry(t);
    if (!status) return Entered::Failed;
    if (status == 2) entered = Entered::Traced;
  }
  t.recursionLeft--;
  f->previous = t.frame;
  f->function = function;
  f->locals = slots;
  f->pc = 0;
  f->flags = kFrameInterpreted;
  f->nameSpace = kNoValue;
  f->object = kNoValue;
  f->generator = nullptr;
  f->words = code->words.data();
  f->ip = f->words - 1;
  t.frame = f;
  return entered;
}

/// Own cells; that of a captured parameter starts with the argument.
void makeCells(Thread &t, const CodeInfo *info, Value *slots) {
  for (uint32_t i = 0; i < info->cellCount; i++) {
    int32_t param = info->cellParams ? info->cellParams[i] : -1;
    slots[info->localCount + i] = rt_new_cell(t, param >= 0 ? slots[param] : kNoValue);
  }
}

Value run(Thread &t, InterpreterFrame *f, const Word *ip, Value *sp, Value *slots) {
#ifdef REGIUS_NO_TAIL_CALLS
  f->ip = ip;
  f->sp = sp;
  for (;;) {
    Value v = f->ip->handler(t, f, f->ip, f->sp, slots);
    if (!same(v, kContinue)) return v;
  }
#else
  return ip->handler(t, f, ip, sp, slots);
#endif
}

/// Runs a body that is no generator. Parameters are absent for modules and class bodies.
Value runBody(Thread &t, Function *function, const InterpretedCode *code, const Value *params, uint32_t parameters,
              Value nameSpace) {
  const CodeInfo *info = code->info;
  auto *f = static_cast<InterpreterFrame *>(__builtin_alloca(sizeof(InterpreterFrame) + code->slotCount * sizeof(Value)));
  auto *slots = reinterpret_cast<Value *>(f + 1);
  const Entered entered = enterFrame(t, f, function, code, slots);
  if (entered == Entered::Failed) return kNoValue;
  f->nameSpace = nameSpace;
  for (uint32_t i = 0; i < parameters; i++) slots[i] = params[i];
  for (uint32_t i = parameters; i < info->localCount; i++) slots[i] = kNoValue;
  if (info->cellCount) [[unlikely]] makeCells(t, info, slots);
  if (entered == Entered::Traced && !traceCall(t, f)) [[unlikely]]
    return execFail(t, f, f->ip, slots + code->stackBase, slots);
  return run(t, f, code->words.data(), slots + code->stackBase, slots);
}

/// A traced generator goes on, also to raise the pending exception. When the trace function raises, it raises that.
void traceResume(Thread &t, InterpreterFrame *f, Value *sent) {
  Value thrown = t.pending;
  t.pending = kNoValue;
  if (!traceCall(t, f))
    *sent = kNoValue;
  else
    t.pending = thrown;
}

Value resume(Thread &t, Generator *g, Value sent) {
  const InterpretedCode *code = interpretedCode(g->function->info);
  InterpreterFrame frame, *f = &frame;
  const Entered entered = enterFrame(t, f, g->function, code, g->slots);
  if (entered == Entered::Failed) return kNoValue;
  f->flags |= kFrameGenerator;
  f->generator = g;
  Value *slots = g->slots;
  if (g->state == kGeneratorCreated) {
    makeCells(t, code->info, slots);
    Value *sp = slots + code->stackBase;
    if (entered == Entered::Traced) traceResume(t, f, &sent);
    if (ok(sent)) return run(t, f, f->words, sp, slots);
    return execFail(t, f, f->ip, sp, slots); // in front of the body, where no handler is
  }
  const Word *ip = f->words + g->pc;
  Value *sp = slots + code->stackBase + (g->state - 1);
  f->ip = ip;
  if (entered == Entered::Traced) traceResume(t, f, &sent);
  if (!ok(sent)) return execFail(t, f, ip, sp, slots);
  *sp++ = sent;
  return run(t, f, ip + 1, sp, slots);
}

} // namespace

// What CodeInfo::entry and ::resume of interpreted code are; compiled modules name them, too.
#define ENTRY(Count, Parameters, ...)                                                              \
  extern "C" Value rt_interpret_##Count Parameters {                                               \
    const Value params[] = {__VA_ARGS__};                                                          \
    return interpretFunction(t, f, params);                                                        \
  }
ENTRY(0, (Thread &t, Function *f), kNoValue)
ENTRY(1, (Thread &t, Function *f, Value a), a)
ENTRY(2, (Thread &t, Function *f, Value a, Value b), a, b)
ENTRY(3, (Thread &t, Function *f, Value a, Value b, Value c), a, b, c)
ENTRY(4, (Thread &t, Function *f, Value a, Value b, Value c, Value d), a, b, c, d)
ENTRY(5, (Thread &t, Function *f, Value a, Value b, Value c, Value d, Value e), a, b, c, d, e)
ENTRY(6, (Thread &t, Function *f, Value a, Value b, Value c, Value d, Value e, Value g), a, b, c, d, e, g)
ENTRY(7, (Thread &t, Function *f, Value a, Value b, Value c, Value d, Value e, Value g, Value h), a, b, c, d, e, g, h)
ENTRY(8, (Thread &t, Function *f, Value a, Value b, Value c, Value d, Value e, Value g, Value h, Value i), a, b, c, d, e, g, h, i)
#undef ENTRY
extern "C" Value rt_interpret_many(Thread &t, Function *f, const Value *params) { return interpretFunction(t, f, params); }
extern "C" Value rt_interpret_resume(Thread &t, Generator *g, Value sent) { return resume(t, g, sent); }

void *interpreterEntry(const CodeInfo *info) {
  const uint32_t parameterCount = info->kind == static_cast<uint32_t>(regius::CodeKind::Class) ? 1 : info->parameterCount;
#define ENTRY(Count) reinterpret_cast<void *>(rt_interpret_##Count)
  void *const entries[] = {ENTRY(0), ENTRY(1), ENTRY(2), ENTRY(3), ENTRY(4), ENTRY(5), ENTRY(6), ENTRY(7), ENTRY(8)};
  static_assert(sizeof entries / sizeof *entries == kMaxRegisterParams + 1);
  return parameterCount <= kMaxRegisterParams ? entries[parameterCount] : ENTRY(many);
#undef ENTRY
}

void *interpreterResume() { return reinterpret_cast<void *>(rt_interpret_resume); }

Value interpretFunction(Thread &t, Function *function, const Value *params) {
  const CodeInfo *info = function->info;
  if (info->resume) return rt_generator_new(t, function, const_cast<Value *>(params), info->parameterCount);
  const InterpretedCode *code = interpretedCode(info);
  if (info->kind == static_cast<uint32_t>(regius::CodeKind::Class)) return runBody(t, function, code, nullptr, 0, params[0]);
  return runBody(t, function, code, params, info->parameterCount, kNoValue);
}

extern "C" Value rt_run_interpreted(Thread &t, void *function, void *params) {
  return interpretFunction(t, static_cast<Function *>(function), static_cast<const Value *>(params));
}

Value interpretBody(Thread &t, Function *function, Value nameSpace) {
  return runBody(t, function, interpretedCode(function->info), nullptr, 0, nameSpace);
}

} // namespace rt
