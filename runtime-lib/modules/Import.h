// Importing modules of the program: compiled ones (ProgramData::modules) and native ones.
#pragma once

#include "runtime-lib/abi/ProgramData.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

/// Imports the module of an absolute dotted name, its parents first; returns the module itself (not
/// the first component). ModuleNotFoundError when the program does not contain it.
Value importModule(Thread &, Str *absoluteName);
/// importlib.reload: runs the body of a compiled module again in its namespace; returns the module.
Value reloadModule(Thread &, Module *module);
/// Runs the program's main module as __main__. kNoValue with an exception pending.
Value runMainModule(Thread &);
/// True when the program contains a module of that name, compiled or native.
bool programHasModule(Thread &, Str *absoluteName);
const NativeModule *findNativeModule(std::string_view name);
/// A module compiled into the program, or null.
ModuleData *findCompiledModule(std::string_view name);
/// Runs the body of a compiled module in a namespace, to which its functions belong from then on.
Value runCompiledBody(Thread &, ModuleData *data, Dict *globals);

/// core/Link.cpp: decodes the constants of a module and makes its global cells. Once per module.
bool linkModule(Thread &, ModuleData *data, Dict *globals);
/// A Function for a module body.
Function *moduleBody(Thread &, ModuleData *data, Dict *globals);

/// Makes the native module's object, puts it into sys.modules and fills it.
Value importNative(Thread &, const NativeModule *native);
/// The two steps of that for importlib: a new module object, and its contents. Imported again after it was
/// removed from sys.modules, a native module gets the contents it had after the first time, as in CPython.
Value newNativeModule(Thread &, const NativeModule *native);
bool fillNativeModule(Thread &, const NativeModule *native, Module *module);
/// A module spec (importlib's ModuleSpec): name, loader, origin, search locations of packages or None.
Value makeSpec(Thread &, Str *name, Value loader, Value origin, Value locations);
/// The __loader__ of compiled and of native modules.
Value compiledLoader(Thread &), nativeLoader(Thread &);
void registerImportTypes(Thread &);
Type *moduleSpecType();

} // namespace rt
