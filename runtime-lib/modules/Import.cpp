// The import system (Reference 5) for compiled programs. All modules that a program can import are in
// it: a module is found by name in the program's table, not on disk. sys.modules is the cache, as in
// CPython, and programs may put their own modules there. builtins.__import__ may be replaced. Programs that
// contain the compiler find modules by importlib instead (eval/ImportSystem.cpp).
#include "runtime-lib/modules/Import.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Evaluator.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstring>

namespace rt {

ModuleData *findCompiledModule(std::string_view name) {
  uint32_t low = 0, high = rt_program.moduleCount;
  while (low < high) {
    uint32_t middle = (low + high) / 2;
    ModuleData *data = rt_program.modules[middle];
    int order = std::string_view(data->name).compare(name);
    if (order == 0) return data;
    if (order < 0)
      low = middle + 1;
    else
      high = middle;
  }
  return nullptr;
}

Value runCompiledBody(Thread &t, ModuleData *data, Dict *globals) {
  if (!linkModule(t, data, globals)) return kNoValue;
  Function *function = TRY(moduleBody(t, data, globals));
  using Body = Value (*)(Thread &, Function *);
  return reinterpret_cast<Body>(function->entry)(t, function);
}

namespace {

bool set(Thread &t, Dict *dict, const char *name, Value v) { return dictSetStr(t, dict, internAscii(t, name), v); }

/// The part of name before its last dot; null when there is none.
Str *parentName(Thread &t, Str *name) {
  for (int64_t i = name->length - 1; i >= 0; i--)
    if (strAt(name, i) == '.') return strIntern(t, strSlice(t, name, 0, i));
  return nullptr;
}
Str *lastPart(Thread &t, Str *name) {
  for (int64_t i = name->length - 1; i >= 0; i--)
    if (strAt(name, i) == '.') return strIntern(t, strSlice(t, name, i + 1, name->length));
  return name;
}

Value notFound(Thread &t, Str *name, Str *notPackage = nullptr) {
  if (notPackage)
    raise(t, Msg::ModuleNotFoundInModule, fromObject(name), fromObject(notPackage));
  else
    raise(t, Msg::ModuleNotFound, fromObject(name));
  if (pendingMatches(t, Exc::ImportError)) exceptionField(t.pending, ExcField::ImportError_name) = fromObject(name);
  return kNoValue;
}

/// Attributes that every module has (Reference 5.4.6), in CPython's order.
bool describe(Thread &t, Module *module, Str *name, ModuleData *data) {
  Dict *dict = module->dict;
  bool isMain = data == rt_program.main;
  Str *parent = parentName(t, name);
  Str *package = data->isPackage ? name : parent ? parent : strEmpty();
  const bool isNamespace = std::string_view(data->fileName).ends_with('/'); // a package without a file
  Value file = isNamespace ? none() : fromObject(strFromUtf8(t, data->fileName));
  Value locations = none();
  if (data->isPackage) {
    const char *slash = std::strrchr(data->fileName, '/');
    auto length = slash ? static_cast<size_t>(slash - data->fileName) : 0;
    Value directory = fromObject(strFromUtf8(t, std::string_view(data->fileName, length)));
    locations = fromObject(listFrom(t, &directory, 1));
  }
  Value loader = isMain ? none() : compiledLoader(t);
  set(t, dict, "__name__", fromObject(name));
  set(t, dict, "__doc__", none());
  set(t, dict, "__package__", isMain ? none() : fromObject(package));
  set(t, dict, "__loader__", loader);
  set(t, dict, "__spec__", isMain ? none() : makeSpec(t, name, loader, file, locations));
  if (isMain) set(t, dict, "__annotations__", fromObject(dictNew(t)));
  if (data->isPackage) set(t, dict, "__path__", locations);
  set(t, dict, "__file__", file);
  set(t, dict, "__cached__", none());
  set(t, dict, "__builtins__", isMain ? fromObject(builtinsModule()) : fromObject(builtinsDict()));
  return !ok(t.pending);
}

void setInitializing(Thread &t, Module *module, bool yes) {
  Value spec = dictGetStr(module->dict, names().__spec__);
  if (ok(spec) && !isNone(spec) && !setAttribute(t, spec, names()._initializing, fromBool(yes))) clearPending(t);
}


Value importCompiled(Thread &t, Str *name, ModuleData *data) {
  Module *module = TRY(moduleNew(t, name));
  module->data = data;
  Dict *modules = sysModules();
  if (!describe(t, module, name, data) || !dictSetStr(t, modules, name, fromObject(module))) return kNoValue;
  setInitializing(t, module, true);
  Value result = runCompiledBody(t, data, module->dict);
  if (!ok(result)) {
    Value exception = takePending(t);
    dictPopStr(t, modules, name);
    t.pending = exception;
    return kNoValue;
  }
  setInitializing(t, module, false);
  // The body may have put something else into sys.modules under its name.
  Value now = dictGetStr(modules, name);
  return ok(now) ? now : raise(t, Msg::NotInSysModules, reprOf(fromObject(name)));
}

/// Looks for a class or function of the same module in sys.meta_path: finders written by the program.
Value importByFinders(Thread &t, Str *name, Value path) {
  Value finders = sysGet(internAscii(t, "meta_path"));
  if (!ok(finders) || !isList(finders)) return notFound(t, name);
  for (int64_t i = 0; i < as<List>(finders)->size; i++) {
    Value spec = TRY(callMethodWith(t, as<List>(finders)->array->items[i], internAscii(t, "find_spec"), fromObject(name), path, none()));
    if (isNone(spec)) continue;
    Value loader = TRY(getAttribute(t, spec, internAscii(t, "loader")));
    bool failed = false;
    Value creator = getAttributeOrNone(t, loader, internAscii(t, "create_module"), &failed);
    if (failed) return kNoValue;
    Value module = ok(creator) ? TRY(callWith(t, creator, spec)) : none();
    if (isNone(module)) module = fromObject(TRY(moduleNew(t, name)));
    if (!setAttribute(t, module, names().__spec__, spec) || !setAttribute(t, module, names().__loader__, loader)) return kNoValue;
    Str *parent = parentName(t, name);
    if (!setAttribute(t, module, names().__package__, fromObject(parent ? parent : strEmpty()))) return kNoValue;
    if (!dictSetStr(t, sysModules(), name, module)) return kNoValue;
    if (!ok(callMethodWith(t, loader, internAscii(t, "exec_module"), module))) {
      Value exception = takePending(t);
      dictPopStr(t, sysModules(), name);
      t.pending = exception;
      return kNoValue;
    }
    Value now = dictGetStr(sysModules(), name);
    return ok(now) ? now : module;
  }
  return notFound(t, name);
}

/// importlib._bootstrap._find_and_load: the parent first, then the module, then the parent's attribute.
Value findAndLoad(Thread &t, Str *name) {
  if (rt_program.evaluator && rt_program.evaluator->importsStarted()) return rt_program.evaluator->findAndLoad(t, name);
  Str *parent = parentName(t, name);
  Value parentModule = kNoValue, path = none();
  if (parent) {
    parentModule = TRY(importModule(t, parent));
    Value now = dictGetStr(sysModules(), name); // the parent's body may have imported it
    if (ok(now)) return now;
    bool failed = false;
    path = getAttributeOrNone(t, parentModule, names().__path__, &failed);
    if (failed) return kNoValue;
    if (!ok(path)) return notFound(t, name, parent);
  }
  std::string_view text = strUtf8(t, name);
  Value module;
  if (const NativeModule *native = findNativeModule(text))
    module = importNative(t, native);
  else if (ModuleData *data = findCompiledModule(text))
    module = importCompiled(t, name, data);
  else
    module = importByFinders(t, name, path);
  if (!ok(module)) return kNoValue;
  if (parent && !setAttribute(t, parentModule, lastPart(t, name), module)) return kNoValue;
  return module;
}

/// Absolute name of a relative import (importlib._bootstrap._calc___package__ and _resolve_name).
Str *resolveName(Thread &t, Str *name, Dict *globals, int64_t level) {
  if (level == 0) return name;
  if (!globals) return raiseText(t, Exc::KeyError, "'__name__' not in globals"), nullptr;
  Value package = dictGetStr(globals, names().__package__);
  Value spec = dictGetStr(globals, names().__spec__);
  Value parentOfSpec = ok(spec) && !isNone(spec) ? TRY(getAttribute(t, spec, internAscii(t, "parent"))) : kNoValue;
  if (ok(package) && !isNone(package)) {
    if (!isStr(package)) return raiseText(t, Exc::TypeError, "package must be a string"), nullptr;
    int equal = ok(parentOfSpec) ? compareTruth(t, package, parentOfSpec, CompareKind::Equal) : 1;
    if (equal < 0 || (!equal && !warnText(t, Exc::ImportWarning, "__package__ != __spec__.parent"))) return nullptr;
  } else if (ok(parentOfSpec)) {
    package = parentOfSpec;
    if (!isStr(package)) return raiseText(t, Exc::TypeError, "__spec__.parent must be a string"), nullptr;
  } else {
    if (!warnText(t, Exc::ImportWarning, "can't resolve package from __spec__ or __package__, falling back on __name__ and __path__"))
      return nullptr;
    Value moduleName = dictGetStr(globals, names().__name__);
    if (!ok(moduleName)) return raiseText(t, Exc::KeyError, "'__name__' not in globals"), nullptr;
    if (!isStr(moduleName)) return raiseText(t, Exc::TypeError, "__name__ must be a string"), nullptr;
    Str *parent = ok(dictGetStr(globals, names().__path__)) ? as<Str>(moduleName) : parentName(t, as<Str>(moduleName));
    package = fromObject(parent ? parent : strEmpty());
  }
  Str *base = as<Str>(package);
  if (!base->length) return raiseText(t, Exc::ImportError, "attempted relative import with no known parent package"), nullptr;
  for (int64_t i = 1; i < level; i++) {
    base = parentName(t, base);
    if (!base) return raiseText(t, Exc::ImportError, "attempted relative import beyond top-level package"), nullptr;
  }
  if (!name->length) return strIntern(t, base);
  StrBuilder out(t);
  out.add(base);
  out.add(".");
  out.add(name);
  return strIntern(t, out.finish());
}

/// Imports the submodules that `from package import a, b` names and the package does not have.
bool handleFromList(Thread &t, Value module, Value fromList, bool inAll) {
  bool failed = false;
  Value path = getAttributeOrNone(t, module, names().__path__, &failed);
  if (failed) return false;
  if (!ok(path)) return true;
  return forEach(t, fromList, [&](Value item) {
    if (!isStr(item)) {
      raise(t, inAll ? Msg::AllItemType : Msg::FromListItemType, typeName(item));
      return false;
    }
    auto *name = strIntern(t, as<Str>(item));
    bool bad = false;
    if (strEquals(name, "*")) {
      Value all = inAll ? kNoValue : getAttributeOrNone(t, module, names().__all__, &bad);
      return !bad && (!ok(all) || handleFromList(t, module, all, true));
    }
    if (ok(getAttributeOrNone(t, module, name, &bad))) return true;
    if (bad) return false;
    Value packageName = getAttribute(t, module, names().__name__);
    if (!ok(packageName) || !isStr(packageName)) return false;
    StrBuilder out(t);
    out.add(as<Str>(packageName));
    out.add(".");
    out.add(name);
    Str *full = strIntern(t, out.finish());
    if (ok(importModule(t, full))) return true;
    // Not a submodule: `from` will say so. Any other failure of the import is the answer.
    if (!pendingMatches(t, Exc::ModuleNotFoundError)) return false;
    Value missing = exceptionField(t.pending, ExcField::ImportError_name);
    if (ok(missing) && isStr(missing) && strEqual(as<Str>(missing), full) && !ok(dictGetStr(sysModules(), full))) {
      clearPending(t);
      return true;
    }
    return false;
  });
}

Value importLevel(Thread &t, Str *name, Dict *globals, Value fromList, int64_t level) {
  if (level < 0) return raiseText(t, Exc::ValueError, "level must be >= 0");
  if (!name->length && level == 0) return raiseText(t, Exc::ValueError, "Empty module name");
  Str *absolute = TRY(resolveName(t, name, globals, level));
  Value module = TRY(importModule(t, absolute));
  int hasFrom = ok(fromList) && !isNone(fromList) ? truth(t, fromList) : 0;
  if (hasFrom < 0) return kNoValue;
  if (hasFrom) return handleFromList(t, module, fromList, false) ? module : kNoValue;
  // import a.b.c gives a.
  int64_t dot = 0;
  while (dot < name->length && strAt(name, dot) != '.') dot++;
  if (dot == name->length) return module;
  if (level == 0) return importModule(t, strIntern(t, strSlice(t, name, 0, dot)));
  Str *front = strIntern(t, strSlice(t, absolute, 0, absolute->length - (name->length - dot)));
  Value first = dictGetStr(sysModules(), front);
  return ok(first) ? first : notFound(t, front);
}

Value builtinImport(Thread &t, const Value *args) {
  if (!isStr(args[0])) return raiseText(t, Exc::TypeError, "module name must be a string");
  int64_t level = 0;
  if (ok(args[4]) && !toSize(t, args[4], &level)) return kNoValue;
  Dict *globals = ok(args[1]) && isDict(args[1]) ? as<Dict>(args[1]) : nullptr;
  return importLevel(t, strIntern(t, as<Str>(args[0])), globals, args[3], level);
}

bool isInitializing(Thread &t, Value module) {
  bool failed = false;
  Value spec = getAttributeOrNone(t, module, names().__spec__, &failed);
  Value flag = ok(spec) && !isNone(spec) ? getAttributeOrNone(t, spec, names()._initializing, &failed) : kNoValue;
  if (ok(t.pending)) clearPending(t);
  return ok(flag) && isTrue(flag);
}

} // namespace

const NativeRow kImportFunctions[] = {
    {"__import__", builtinImport, "(name, globals=None, locals=None, fromlist=(), level=0)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

const NativeModule *findNativeModule(std::string_view name) {
  for (uint32_t i = 0; i < rt_program.nativeModuleCount; i++)
    if (name == rt_program.nativeModules[i]->name) return rt_program.nativeModules[i];
  return nullptr;
}

bool programHasModule(Thread &t, Str *name) {
  std::string_view text = strUtf8(t, name);
  return findNativeModule(text) || findCompiledModule(text);
}

Value newNativeModule(Thread &t, const NativeModule *native) {
  Str *name = internAscii(t, native->name);
  Module *module = TRY(moduleNew(t, name));
  Dict *dict = module->dict;
  Str *parent = parentName(t, name);
  Value loader = nativeLoader(t);
  set(t, dict, "__name__", fromObject(name));
  set(t, dict, "__doc__", none());
  set(t, dict, "__package__", fromObject(parent ? parent : strEmpty()));
  set(t, dict, "__loader__", loader);
  set(t, dict, "__spec__", makeSpec(t, name, loader, fromObject(strFromAscii(t, "built-in")), none()));
  return ok(t.pending) ? kNoValue : fromObject(module);
}

bool fillNativeModule(Thread &t, const NativeModule *native, Module *module) {
  static Dict *contents; // of modules filled before: name -> copy of the namespace
  if (!contents) {
    contents = TRY(dictNew(t));
    addRoot(&contents);
  }
  Str *name = internAscii(t, native->name);
  Value before = dictGetStr(contents, name);
  if (ok(before)) return dictUpdate(t, module->dict, before);
  if (!native->initialise(t, fromObject(module))) return false;
  Dict *copy = TRY(dictNew(t));
  int64_t position = 0;
  Value key, v;
  while (dictNext(module->dict, &position, &key, &v)) {
    auto *text = as<Str>(key); // __spec__ and its like belong to the module object
    const bool special = text->length > 4 && strAt(text, 0) == '_' && strAt(text, 1) == '_';
    if (!special && !dictSet(t, copy, key, v)) return false;
  }
  return dictSetStr(t, contents, name, fromObject(copy));
}

Value importNative(Thread &t, const NativeModule *native) {
  Value module = TRY(newNativeModule(t, native));
  Str *name = internAscii(t, native->name);
  if (!dictSetStr(t, sysModules(), name, module)) return kNoValue;
  if (fillNativeModule(t, native, as<Module>(module))) return module;
  Value exception = takePending(t);
  dictPopStr(t, sysModules(), name);
  t.pending = exception;
  return kNoValue;
}

Value importModule(Thread &t, Str *name) {
  Value module = dictGetStr(sysModules(), name);
  if (!ok(module)) return findAndLoad(t, name);
  if (isNone(module)) {
    raise(t, Msg::ImportHalted, fromObject(name));
    if (pendingMatches(t, Exc::ImportError)) exceptionField(t.pending, ExcField::ImportError_name) = fromObject(name);
    return kNoValue;
  }
  return module;
}

Value reloadModule(Thread &t, Module *module) {
  if (module->data) TRY(runCompiledBody(t, const_cast<ModuleData *>(module->data), module->dict));
  return fromObject(module);
}

Value runMainModule(Thread &t) {
  Module *module = TRY(moduleNew(t, names().__main__));
  module->data = rt_program.main;
  if (!describe(t, module, names().__main__, rt_program.main) ||
      !dictSetStr(t, sysModules(), names().__main__, fromObject(module)))
    return kNoValue;
  return runCompiledBody(t, rt_program.main, module->dict);
}

extern "C" {

Value rt_import_name(Thread &t, void *at, Value name, Value fromList, Value level) {
  auto *function = static_cast<Function *>(at);
  bool failed;
  Value import = lookupBuiltin(t, function, fromObject(names().__import__), &failed);
  if (failed) return kNoValue;
  if (!ok(import)) return raiseText(t, Exc::ImportError, "__import__ not found");
  bool isOurs = isExactly(import, TypeId::NativeFunction) && as<NativeFunction>(import)->row == kImportFunctions;
  if (!isOurs) return callWith(t, import, name, fromObject(function->globals), none(), fromList, level);
  return importLevel(t, as<Str>(name), function->globals, fromList, asInt(level));
}

Value rt_import_from(Thread &t, Value module, Value name) {
  bool failed = false;
  Value v = getAttributeOrNone(t, module, as<Str>(name), &failed);
  if (ok(v) || failed) return v;
  // A submodule that is being imported (cycles): look into sys.modules.
  Value moduleName = getAttributeOrNone(t, module, names().__name__, &failed);
  if (failed) return kNoValue;
  bool hasName = ok(moduleName) && isStr(moduleName);
  if (hasName) {
    StrBuilder out(t);
    out.add(as<Str>(moduleName));
    out.add(".");
    out.add(as<Str>(name));
    Value submodule = dictGetStr(sysModules(), strIntern(t, out.finish()));
    if (ok(submodule)) return submodule;
  }
  Value shown = hasName ? moduleName : fromObject(strFromAscii(t, "<unknown module name>"));
  Value file = isInstance(module, TypeId::Module) ? dictGetStr(as<Module>(module)->dict, names().__file__) : kNoValue;
  bool hasFile = ok(file) && isStr(file);
  if (!hasFile)
    raise(t, Msg::CannotImport, name, reprOf(shown), "unknown location");
  else if (isInitializing(t, module))
    raise(t, Msg::CannotImportPartial, name, reprOf(shown), file);
  else
    raise(t, Msg::CannotImport, name, reprOf(shown), file);
  if (pendingMatches(t, Exc::ImportError)) {
    exceptionField(t.pending, ExcField::ImportError_name) = shown;
    exceptionField(t.pending, ExcField::ImportError_path) = hasFile ? file : none();
  }
  return kNoValue;
}

int32_t rt_import_star(Thread &t, void *at, Value module, Value nameSpace) {
  auto *function = static_cast<Function *>(at);
  bool failed = false, skipPrivate = false;
  Value all = getAttributeOrNone(t, module, names().__all__, &failed);
  if (failed) return 0;
  if (!ok(all)) {
    Value dict = getAttributeOrNone(t, module, names().__dict__, &failed);
    if (failed) return 0;
    if (!ok(dict)) {
      raiseText(t, Exc::ImportError, "from-import-* object has no __dict__ and no __all__");
      return 0;
    }
    all = callMethodWith(t, dict, names().keys);
    if (!ok(all)) return 0;
    skipPrivate = true;
    List *list = toList(t, all); // the namespace may be the one that changes
    if (!list) return 0;
    all = fromObject(list);
  }
  bool good = forEach(t, all, [&](Value name) {
    if (!isStr(name)) {
      Value moduleName = getAttribute(t, module, names().__name__);
      if (ok(moduleName) && !isStr(moduleName)) raise(t, Msg::StarModuleName, typeName(moduleName));
      else if (ok(moduleName)) raise(t, Msg::StarItemType, skipPrivate ? "Key" : "Item", moduleName, skipPrivate ? "__dict__" : "__all__", typeName(name));
      return false;
    }
    if (skipPrivate && as<Str>(name)->length && strAt(as<Str>(name), 0) == '_') return true;
    Value v = getAttribute(t, module, strIntern(t, as<Str>(name)));
    if (!ok(v)) return false;
    if (ok(nameSpace) && !isExactly(nameSpace, TypeId::Dict)) return setItem(t, nameSpace, name, v);
    return dictSet(t, ok(nameSpace) ? as<Dict>(nameSpace) : function->globals, name, v);
  });
  return good ? 1 : 0;
}

} // extern "C"

} // namespace rt
