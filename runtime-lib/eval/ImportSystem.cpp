// The import system of programs that contain the compiler: CPython's own, the library modules
// importlib._bootstrap and importlib._bootstrap_external, which are compiled into such programs. So finders,
// loaders, hooks and caches are those that the documentation describes, and sources on sys.path can be imported.
// Modules of the program are found by a finder in front of sys.path (stdlib/_regius_importer.py).
#include "runtime-lib/core/Evaluator.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/eval/Imports.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstring>

namespace rt {

namespace {

Value findAndLoadFunction = kNoValue; // _find_and_load of the bootstrap module; kNoValue before start-up

/// Runs a compiled module under the name that frozen modules have in CPython.
Value startModule(Thread &t, const char *compiled, const char *name) {
  ModuleData *data = findCompiledModule(compiled);
  if (!data) return raise(t, Msg::ModuleNotFound, compiled);
  Str *moduleName = internAscii(t, name);
  Module *module = TRY(moduleNew(t, moduleName));
  module->data = data;
  dictSetStr(t, module->dict, names().__name__, fromObject(moduleName));
  dictSetStr(t, module->dict, names().__builtins__, fromObject(builtinsDict()));
  if (!dictSetStr(t, sysModules(), moduleName, fromObject(module))) return kNoValue;
  TRY(runCompiledBody(t, data, module->dict));
  return fromObject(module);
}

Value callAttribute(Thread &t, Value module, const char *name, std::initializer_list<Value> args) {
  return callMethod(t, module, internAscii(t, name), args.begin(), args.size());
}

// --- Tracebacks without the frames of the import system, as CPython shows them

bool isImportFrame(const Traceback *tb, bool *called) {
  const ModuleData *module = tb->info->module;
  if (std::strncmp(module->fileName, "<frozen importlib._bootstrap", 28) != 0) return false;
  *called = strEquals(as<Str>(module->constants[tb->info->name]), "_call_with_frames_removed");
  return true;
}

/// Cuts runs of import frames out of the pending exception's traceback: all of them for ImportError, else
/// those that end in _call_with_frames_removed.
void removeImportFrames(Thread &t) {
  Value exception = t.pending;
  const bool always = pendingMatches(t, Exc::ImportError);
  Value *previous = &as<Exception>(exception)->traceback, *outer = nullptr;
  bool inRun = false, called = false;
  while (ok(*previous) && !isNone(*previous)) {
    auto *tb = as<Traceback>(*previous);
    if (isImportFrame(tb, &called)) {
      if (!inRun) outer = previous;
      inRun = true;
      if (always || called) {
        *outer = tb->next;
        previous = outer;
        continue;
      }
    } else {
      inRun = false;
    }
    previous = &tb->next;
  }
  writeBarrier(asObject(exception));
}

/// Native modules that are there already get specs and loaders from the import system.
bool forgetNativeLoaders(Thread &t) {
  int64_t position = 0;
  Value name, module;
  while (dictNext(sysModules(), &position, &name, &module)) {
    if (!isInstance(module, TypeId::Module)) continue;
    Dict *dict = as<Module>(module)->dict;
    Value loader = dictGetStr(dict, names().__loader__);
    if (ok(loader) && same(loader, nativeLoader(t)) &&
        !(dictSetStr(t, dict, names().__loader__, none()) && dictSetStr(t, dict, names().__spec__, none())))
      return false;
  }
  return true;
}

} // namespace

bool startImports(Thread &t) {
  addRoot(&findAndLoadFunction);
  Value bootstrap = TRY(startModule(t, "importlib._bootstrap", "_frozen_importlib"));
  TRY(startModule(t, "importlib._bootstrap_external", "_frozen_importlib_external"));
  Value imp = TRY(importModule(t, internAscii(t, "_imp")));
  if (!forgetNativeLoaders(t)) return false;
  Value sys = dictGetStr(sysModules(), names().sys);
  TRY(callAttribute(t, bootstrap, "_install", {sys, imp}));
  TRY(callAttribute(t, bootstrap, "_install_external_importers", {}));
  TRY(importModule(t, internAscii(t, "_regius_importer")));
  findAndLoadFunction = TRY(getAttribute(t, bootstrap, internAscii(t, "_find_and_load")));
  return true;
}

bool importsStarted() { return ok(findAndLoadFunction); }

Value findAndLoadDynamic(Thread &t, Str *name) {
  Value import = dictGetStr(builtinsDict(), names().__import__);
  Value module = callWith(t, findAndLoadFunction, fromObject(name), import);
  if (!ok(module)) removeImportFrames(t);
  return module;
}

} // namespace rt
