// The _imp module: what importlib is made of, CPython's (programs that contain the compiler) and ours
// (stdlib/importlib). Nothing is frozen here; modules compiled into the program are found by find_compiled.
#include "runtime-lib/core/Evaluator.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/exceptions/TracebackPrinter.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/modules/imp/ImportLock.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/objects/str/Str.h"

#include <cstring>

namespace rt {

namespace {

bool nameText(Thread &t, Value v, std::string_view *out) {
  if (!isStr(v)) return raise(t, Msg::ImpArgument, typeName(v)), false;
  *out = strUtf8(t, as<Str>(v));
  return true;
}

// --- The lock around the import system

Value lockHeld(Thread &, const Value *) { return fromBool(importLockIsTaken()); }
Value acquireLock(Thread &t, const Value *) { return importLockTake(t) ? none() : kNoValue; }
Value releaseLock(Thread &t, const Value *) {
  return importLockFree(t) ? none() : raiseText(t, Exc::RuntimeError, "not holding the import lock");
}

// --- Built-in modules

Value isBuiltin(Thread &t, const Value *args) {
  std::string_view name;
  if (!nameText(t, args[0], &name)) return kNoValue;
  if (name == "sys" || name == "builtins") return fromInt(-1); // cannot be initialised again
  return fromInt(findNativeModule(name) ? 1 : 0);
}
Value createBuiltin(Thread &t, const Value *args) {
  Value nameValue = TRY(getAttribute(t, args[0], internAscii(t, "name")));
  std::string_view name;
  if (!nameText(t, nameValue, &name)) return kNoValue;
  Value known = dictGetStr(sysModules(), strIntern(t, as<Str>(nameValue)));
  if (ok(known) && (name == "sys" || name == "builtins")) return known;
  const NativeModule *native = findNativeModule(name);
  return native ? newNativeModule(t, native) : none();
}
Value execBuiltin(Thread &t, const Value *args) {
  if (!isInstance(args[0], TypeId::Module)) return fromInt(0);
  Value nameValue = dictGetStr(as<Module>(args[0])->dict, names().__name__);
  if (!ok(nameValue) || !isStr(nameValue)) return fromInt(0);
  const NativeModule *native = findNativeModule(strUtf8(t, as<Str>(nameValue)));
  if (native && !fillNativeModule(t, native, as<Module>(args[0]))) return kNoValue;
  return fromInt(0);
}

// --- Modules compiled into the program

/// (name, module to be loaded again or None): (file, is package, code), or None when there is no such
/// module or its functions belong to another module object already.
Value findCompiled(Thread &t, const Value *args) {
  std::string_view name;
  if (!nameText(t, args[0], &name)) return kNoValue;
  ModuleData *data = findCompiledModule(name);
  if (!data || data == rt_program.main) return none();
  if (data->linked) {
    Value target = args[1];
    bool again = ok(target) && isInstance(target, TypeId::Module) && data->nameSpace == as<Module>(target)->dict;
    if (!again) return none();
  }
  return fromObject(tupleOf(t, fromObject(strFromUtf8(t, data->fileName)), fromBool(data->isPackage),
                            fromObject(codeNew(t, data->body))));
}
Value hasModule(Thread &t, const Value *args) {
  return isStr(args[0]) ? fromBool(programHasModule(t, as<Str>(args[0]))) : fromBool(false);
}
Value reload(Thread &t, const Value *args) {
  return isInstance(args[0], TypeId::Module) ? reloadModule(t, as<Module>(args[0])) : args[0];
}

// --- Frozen and extension modules: none

Value isFrozen(Thread &, const Value *) { return fromBool(false); }
Value findFrozen(Thread &, const Value *) { return none(); }
Value noFrozen(Thread &t, const Value *args) {
  raise(t, Msg::ImpNotFrozen, reprOf(args[0]));
  return kNoValue;
}
Value extensionSuffixes(Thread &t, const Value *) { return fromObject(listNew(t)); }
Value returnNone(Thread &, const Value *) { return none(); }

// --- Code

/// All code objects of an image share its file name.
Value fixCodeFileName(Thread &t, const Value *args) {
  if (!isExactly(args[0], TypeId::Code)) return raise(t, Msg::ArgumentMustBe, "_fix_co_filename", " 1", "code", typeName(args[0]));
  if (!isStr(args[1])) return raise(t, Msg::ArgumentMustBe, "_fix_co_filename", " 2", "str", typeName(args[1]));
  const ModuleData *module = as<Code>(args[0])->info->module;
  if (module->image) rt_program.evaluator->setFileName(module, strUtf8(t, as<Str>(args[1])));
  return none();
}

/// SipHash of a source, as in hash-based .pyc files (PEP 552).
Value sourceHash(Thread &t, const Value *args) {
  int64_t key;
  if (!toInt64(t, args[0], &key)) return kNoValue;
  Buffer buffer;
  if (!getBuffer(t, args[1], &buffer)) return kNoValue;
  uint64_t hash = sipHash13(static_cast<uint64_t>(key), 0, buffer.data, static_cast<size_t>(buffer.length));
  releaseBuffer(&buffer);
  uint8_t bytes[8];
  for (int i = 0; i < 8; i++) bytes[i] = static_cast<uint8_t>(hash >> (8 * i));
  return fromObject(bytesNew(t, bytes, 8));
}

/// (left, right): the part of an expression's text that is marked with ^; None: no operator to mark.
Value findAnchorsIn(Thread &t, const Value *args) {
  if (!isStr(args[0])) return none();
  Marks marks{0, as<Str>(args[0])->length};
  findAnchors(as<Str>(args[0]), &marks);
  if (marks.left < 0) return none();
  return fromObject(tupleOf(t, fromInt(marks.left), fromInt(marks.right)));
}

#define FUNCTION(Name, Code, Signature) {Name, Code, Signature, NativeKind::Function}
const NativeRow kFunctions[] = {
    FUNCTION("_find_anchors", findAnchorsIn, "(segment, /)"),
    FUNCTION("_fix_co_filename", fixCodeFileName, "(code, path, /)"),
    FUNCTION("_has_module", hasModule, "(name, /)"),
    FUNCTION("_override_frozen_modules_for_tests", returnNone, "(override, /)"),
    FUNCTION("_reload", reload, "(module, /)"),
    FUNCTION("acquire_lock", acquireLock, "()"),
    FUNCTION("create_builtin", createBuiltin, "(spec, /)"),
    FUNCTION("exec_builtin", execBuiltin, "(mod, /)"),
    FUNCTION("extension_suffixes", extensionSuffixes, "()"),
    FUNCTION("find_compiled", findCompiled, "(name, target=None, /)"),
    FUNCTION("find_frozen", findFrozen, "(name, /, *, withdata=False)"),
    FUNCTION("get_frozen_object", noFrozen, "(name, data=None, /)"),
    FUNCTION("init_frozen", returnNone, "(name, /)"),
    FUNCTION("is_builtin", isBuiltin, "(name, /)"),
    FUNCTION("is_frozen", isFrozen, "(name, /)"),
    FUNCTION("is_frozen_package", noFrozen, "(name, /)"),
    FUNCTION("lock_held", lockHeld, "()"),
    FUNCTION("release_lock", releaseLock, "()"),
    FUNCTION("source_hash", sourceHash, "(key, source)"),
    {nullptr, nullptr, nullptr},
};
#undef FUNCTION

bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kFunctions) && addText(t, module, "check_hash_based_pycs", "default");
}

} // namespace

} // namespace rt

NATIVE_MODULE_DEFINITION(_imp, "_imp", rt::initialise)
