// The atexit module. The hooks run in finishProgram, the last registered first.
#include "runtime-lib/core/Program.h"
#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

namespace {

List *hooks; // tuples (function, args, kwargs or None)

void runHooks(Thread &t) {
  while (hooks->size) {
    Value hook = hooks->array->items[hooks->size - 1];
    hooks->array->items[--hooks->size] = kNoValue;
    auto *parts = as<Tuple>(hook);
    Dict *kwargs = isNone(parts->items[2]) ? nullptr : as<Dict>(parts->items[2]);
    if (!ok(callEx(t, parts->items[0], as<Tuple>(parts->items[1]), kwargs))) reportUnraisable(t, parts->items[0]);
  }
}
Value registerHook(Thread &t, const Value *a) {
  if (!isCallable(a[0])) return raiseText(t, Exc::TypeError, "the first argument must be callable");
  Value kwargs = ok(a[2]) ? a[2] : none();
  return listAppend(t, hooks, fromObject(tupleOf(t, a[0], a[1], kwargs))) ? a[0] : kNoValue;
}
Value unregisterHook(Thread &t, const Value *a) {
  for (int64_t i = 0; i < hooks->size;) {
    Value function = as<Tuple>(hooks->array->items[i])->items[0];
    int equal = identicalOrEqual(t, function, a[0]);
    if (equal < 0) return kNoValue;
    if (!equal) {
      i++;
      continue;
    }
    for (int64_t k = i; k + 1 < hooks->size; k++) hooks->array->items[k] = hooks->array->items[k + 1];
    hooks->array->items[--hooks->size] = kNoValue;
  }
  return none();
}
Value clearHooks(Thread &, const Value *) {
  while (hooks->size) hooks->array->items[--hooks->size] = kNoValue;
  return none();
}
Value countHooks(Thread &, const Value *) { return fromInt(hooks->size); }
Value runNow(Thread &t, const Value *) {
  runHooks(t);
  return none();
}
const NativeRow kFunctions[] = {{"register", registerHook, "(func, /, *args, **kwargs)", NativeKind::Function},
                                {"unregister", unregisterHook, "(func, /)", NativeKind::Function},
                                {"_clear", clearHooks, "()", NativeKind::Function},
                                {"_ncallbacks", countHooks, "()", NativeKind::Function},
                                {"_run_exitfuncs", runNow, "()", NativeKind::Function},
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  hooks = listNew(t);
  addRoot(&hooks);
  addExitHook(runHooks);
  return addFunctions(t, module, kFunctions);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(atexit, "atexit", rt::initialise)
