// The atexit module. The hooks run in finishProgram, the last registered first.
#include "runtime-lib/core/Program.h"
#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

namespace {

List *hooks; // tuples (function, args, kwargs or None); None once unregistered or run

Value clearHooks(Thread &, const Value *) {
  while (hooks->size) hooks->array->items[--hooks->size] = kNoValue;
  return none();
}
/// Those registered meanwhile do not run, as in CPython.
void runHooks(Thread &t) {
  for (int64_t i = hooks->size; i-- > 0;) {
    if (i >= hooks->size || isNone(hooks->array->items[i])) continue;
    auto *parts = as<Tuple>(hooks->array->items[i]);
    hooks->array->items[i] = none();
    Dict *kwargs = isNone(parts->items[2]) ? nullptr : as<Dict>(parts->items[2]);
    if (!ok(callEx(t, parts->items[0], as<Tuple>(parts->items[1]), kwargs)))
      reportUnraisable(t, parts->items[0], "in atexit callback");
  }
  clearHooks(t, nullptr);
}
Value registerHook(Thread &t, const Value *a) {
  auto *args = as<Tuple>(a[0]);
  if (!args->size) return raiseText(t, Exc::TypeError, "register() takes at least 1 argument (0 given)");
  if (!isCallable(args->items[0])) return raiseText(t, Exc::TypeError, "the first argument must be callable");
  Value rest = fromObject(tupleFrom(t, args->items + 1, args->size - 1)), kwargs = ok(a[1]) ? a[1] : none();
  return listAppend(t, hooks, fromObject(tupleOf(t, args->items[0], rest, kwargs))) ? args->items[0] : kNoValue;
}
Value unregisterHook(Thread &t, const Value *a) {
  for (int64_t i = 0; i < hooks->size; i++) {
    if (isNone(hooks->array->items[i])) continue;
    int equal = identicalOrEqual(t, as<Tuple>(hooks->array->items[i])->items[0], a[0]);
    if (equal < 0) return kNoValue;
    if (equal && i < hooks->size) hooks->array->items[i] = none(); // the comparison may have cleared them
  }
  return none();
}
Value countHooks(Thread &, const Value *) { return fromInt(hooks->size); }
Value runNow(Thread &t, const Value *) {
  runHooks(t);
  return none();
}
const NativeRow kFunctions[] = {{"register", registerHook, "(*args, **kwargs)", NativeKind::Function},
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
