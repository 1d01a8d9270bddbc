// Calls, functions, returns and imports.
#include "runtime-lib/interp/Handler.h"
#include "runtime-lib/objects/Generator.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

HANDLER(Call) { // [callable self a1 .. an]; self is passed first unless it is null
  SAVE_IP;
  auto n = static_cast<int64_t>(ip->operand);
  Value *args = sp - n;
  sp = args - 2;
  Value callable = *sp;
  if (ok(args[-1])) {
    args--;
    n++;
  }
  Value v;
  if (isObject(callable) && isExactly(callable, TypeId::Function) && as<Function>(callable)->fastArity == n) {
    auto *function = as<Function>(callable);
    v = function->info->interpreted && *function->info->interpreted ? interpretFunction(t, function, args)
                                                                    : invoke(t, function, args);
  } else {
    v = rt_call(t, callable, args, n);
  }
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(CallExact) {
  rt_clear_dead_stack(t);
  GO_TO(Call);
}
HANDLER(CallOwned) { // [callable self a1 .. an]
  SAVE_IP;
  auto n = static_cast<int64_t>(ip->operand);
  Value *args = sp - n;
  sp = args - 2;
  Value callable = *sp;
  Value v = ok(args[-1]) ? rt_call(t, callable, args - 1, n + 1) : rt_call(t, callable, args, n);
  if (!ok(v)) FAIL;
  rt_own_result(t, callable, v);
  *sp++ = v;
  NEXT(1);
}
HANDLER(CallOwnedExact) {
  rt_clear_dead_stack(t);
  GO_TO(CallOwned);
}
HANDLER(CallBorrowed) {
  const auto n = static_cast<int64_t>(ip->operand);
  Value *args = sp - n;
  rt_lend(t, args[-2], args, n);
  GO_TO(Call);
}
HANDLER(CallConsumer) { // [callable self a1 .. an]
  SAVE_IP;
  auto n = static_cast<int64_t>(ip->operand);
  Value *args = sp - n;
  sp = args - 2;
  Value v = ok(args[-1]) ? rt_call_consumer(t, *sp, args - 1, n + 1) : rt_call_consumer(t, *sp, args, n);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
// [callable self a1 .. an names]
#define CALL_WITH_KEYWORDS(Function)                                                                                   \
  SAVE_IP;                                                                                                             \
  auto n = static_cast<int64_t>(ip->operand);                                                                          \
  Value names = sp[-1], *args = sp - 1 - n;                                                                            \
  sp = args - 2;                                                                                                       \
  if (ok(args[-1])) {                                                                                                  \
    args--;                                                                                                            \
    n++;                                                                                                               \
  }                                                                                                                    \
  Value v = Function(t, *sp, args, n, names);                                                                          \
  if (!ok(v)) FAIL;                                                                                                    \
  *sp++ = v;                                                                                                           \
  NEXT(1);
HANDLER(CallKw) { CALL_WITH_KEYWORDS(rt_call_kw) }
HANDLER(CallKwBorrowed) {
  const auto n = static_cast<int64_t>(ip->operand);
  Value *args = sp - 1 - n;
  rt_lend(t, args[-2], args, n);
  GO_TO(CallKw);
}
HANDLER(CallKwOwned) { CALL_WITH_KEYWORDS(rt_call_kw_owned) }
#undef CALL_WITH_KEYWORDS
HANDLER(CallEx) { // [callable null iterable (dict)]
  SAVE_IP;
  const bool keywords = ip->operand & 1;
  Value *args = sp - (keywords ? 2 : 1);
  sp = args - 2;
  Value v = rt_call_ex(t, *sp, args[0], keywords ? args[1] : kNoValue);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(CallSuper) { // [callable null]
  SAVE_IP;
  const CodeInfo *info = f->function->info;
  Value first = kNoValue;
  if (info->argCount > 0) {
    first = locals[0];
    for (uint32_t i = 0; i < info->cellCount; i++)
      if (info->cellParams && info->cellParams[i] == 0) first = as<Cell>(locals[info->localCount + i])->content;
  }
  const uint64_t deref = ip->operand;
  Value cell = deref < info->cellCount ? locals[info->localCount + deref] : f->function->closure->items[deref - info->cellCount];
  sp -= 2;
  Value v = rt_call_super(t, *sp, as<Cell>(cell)->content, first);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}

HANDLER(MakeFunction) { // operand: the code object
  SAVE_IP;
  Code *code = as<Code>(ip->value);
  Value v = rt_make_function(t, const_cast<CodeInfo *>(code->info), f->function);
  if (!ok(v)) FAIL;
  as<Function>(v)->code = code;
  *sp++ = v;
  NEXT(1);
}
HANDLER(SetFunctionAttr) { // [value function] -> [function]
  Value function = sp[-1];
  rt_set_function_attr(t, function, static_cast<int32_t>(ip->operand), sp[-2]);
  sp--;
  sp[-1] = function;
  NEXT(1);
}
HANDLER(LoadBuildClass) {
  SAVE_IP;
  Value v = rt_load_build_class(t, f->function);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}

HANDLER(ReturnValue) {
  SAVE_IP;
  leaveFrame(t, f);
  return sp[-1];
}
HANDLER(ReturnFromGenerator) {
  SAVE_IP;
  f->generator->result = sp[-1];
  leaveFrame(t, f);
  return kNoValue;
}

// --- Imports

HANDLER(ImportName) { // [level fromlist]
  SAVE_IP;
  Value v = rt_import_name(t, f->function, ip->value, sp[-1], sp[-2]);
  if (!ok(v)) FAIL;
  sp--;
  sp[-1] = v;
  NEXT(1);
}
HANDLER(ImportFrom) {
  SAVE_IP;
  Value v = rt_import_from(t, sp[-1], ip->value);
  if (!ok(v)) FAIL;
  *sp++ = v;
  NEXT(1);
}
HANDLER(ImportStar) {
  SAVE_IP;
  if (!rt_import_star(t, f->function, sp[-1], f->nameSpace)) FAIL;
  sp--;
  NEXT(1);
}

} // namespace rt
