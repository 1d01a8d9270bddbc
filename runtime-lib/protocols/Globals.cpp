// Names: globals and builtins of compiled code, the namespaces of class bodies, and polling. Generated
// code reads the cells of globals and builtins itself; these functions are the slow paths.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

Value builtinNamed(Thread &t, const char *name) {
  Dict *dict = builtinsDict();
  Value v = dict ? dictGetStr(dict, internAscii(t, name)) : kNoValue;
  return ok(v) ? v : raise(t, Msg::NameMissing, name);
}

/// namespace[name]; kNoValue without an error when absent.
static Value namespaceGet(Thread &t, Value space, Value name, bool *failed) {
  *failed = false;
  if (isExactly(space, TypeId::Dict)) return dictGetStr(as<Dict>(space), as<Str>(name));
  Value v = getItem(t, space, name);
  if (ok(v)) return v;
  if (pendingMatches(t, Exc::KeyError)) clearPending(t);
  else *failed = true;
  return kNoValue;
}

Value lookupBuiltin(Thread &t, Function *f, Value name, bool *failed) {
  *failed = false;
  Value space = f ? f->builtins : kNoValue;
  if (ok(space) && !isNone(space)) return namespaceGet(t, space, name, failed);
  return builtinsDict() ? dictGetStr(builtinsDict(), as<Str>(name)) : kNoValue;
}

/// The builtin of that name; NameError.
static Value loadBuiltin(Thread &t, Function *f, Value name) {
  bool failed;
  Value v = lookupBuiltin(t, f, name, &failed);
  return ok(v) || failed ? v : raiseNameError(t, as<Str>(name));
}

extern "C" {

Value rt_load_global(Thread &t, void *function, Value name) {
  auto *f = static_cast<Function *>(function);
  bool failed;
  Value v = namespaceGet(t, fromObject(f->globals), name, &failed); // exec may have given a subclass of dict
  return ok(v) || failed ? v : loadBuiltin(t, f, name);
}
int32_t rt_store_global(Thread &t, void *function, Value name, Value v) {
  return dictSetStr(t, static_cast<Function *>(function)->globals, as<Str>(name), v);
}
int32_t rt_delete_global(Thread &t, void *function, Value name) {
  if (ok(dictPopStr(t, static_cast<Function *>(function)->globals, as<Str>(name)))) return 1;
  return ok(raiseNameError(t, as<Str>(name)));
}
Value rt_load_name(Thread &t, void *function, Value space, Value name) {
  bool failed;
  Value v = namespaceGet(t, space, name, &failed);
  if (ok(v) || failed) return v;
  auto *f = static_cast<Function *>(function);
  v = dictGetStr(f->globals, as<Str>(name)); // here a subclass is not asked
  return ok(v) ? v : loadBuiltin(t, f, name);
}
int32_t rt_store_name(Thread &t, Value space, Value name, Value v) {
  if (isExactly(space, TypeId::Dict)) return dictSetStr(t, as<Dict>(space), as<Str>(name), v);
  return setItem(t, space, name, v);
}
int32_t rt_delete_name(Thread &t, Value space, Value name) {
  if (isExactly(space, TypeId::Dict)) {
    if (ok(dictPopStr(t, as<Dict>(space), as<Str>(name)))) return 1;
    return ok(raiseNameError(t, as<Str>(name)));
  }
  if (setItem(t, space, name, kNoValue)) return 1;
  if (!pendingMatches(t, Exc::KeyError)) return 0;
  clearPending(t);
  return ok(raiseNameError(t, as<Str>(name)));
}
Value rt_class_deref(Thread &t, Value space, Value name, Value content) {
  bool failed;
  Value v = namespaceGet(t, space, name, &failed);
  if (ok(v) || failed) return v;
  if (ok(content)) return content;
  rt_raise_unbound(t, name, 1);
  return kNoValue;
}
int32_t rt_setup_annotations(Thread &t, void *function, Value space) {
  Value target = ok(space) ? space : fromObject(static_cast<Function *>(function)->globals);
  bool failed;
  Value v = namespaceGet(t, target, fromObject(names().__annotations__), &failed);
  if (ok(v)) return 1;
  if (failed) return 0;
  Dict *dict = dictNew(t);
  return dict && rt_store_name(t, target, fromObject(names().__annotations__), fromObject(dict));
}

} // extern "C"

} // namespace rt
