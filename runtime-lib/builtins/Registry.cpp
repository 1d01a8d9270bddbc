// The builtins module: functions, types, exceptions and constants under their Python names.
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"

#include <cstring>

namespace rt {

namespace {

Module *module;

// Types.def rows that builtins exports under their own name.
constexpr TypeId kExportedTypes[] = {
    TypeId::Bool,      TypeId::MemoryView, TypeId::ByteArray,    TypeId::Bytes, TypeId::ClassMethod,
    TypeId::Complex,   TypeId::Dict,       TypeId::Enumerate,    TypeId::Filter, TypeId::Float,
    TypeId::FrozenSet, TypeId::Property,   TypeId::Int,          TypeId::List,  TypeId::Map,
    TypeId::Object,    TypeId::Range,      TypeId::Reversed,     TypeId::Set,   TypeId::Slice,
    TypeId::StaticMethod, TypeId::Str,     TypeId::Super,        TypeId::Tuple, TypeId::Type,
    TypeId::Zip,
};

bool put(Thread &t, const char *name, Value v) {
  return dictSetStr(t, module->dict, internAscii(t, name), v);
}

bool addFunctions(Thread &t, const NativeRow *rows) {
  for (const NativeRow *row = rows; row->name; row++)
    if (!put(t, row->name, makeNativeFunction(t, row, fromObject(module), names().builtins))) return false;
  return true;
}

} // namespace

Dict *builtinsDict() { return module->dict; }
Module *builtinsModule() { return module; }

bool initialiseBuiltins(Thread &t) {
  module = moduleNew(t, names().builtins);
  addRoot(&module);
  put(t, "__name__", fromObject(names().builtins));
  put(t, "__doc__", fromObject(strFromAscii(t, "Built-in functions, exceptions, and other objects.\n\nNoteworthy: "
                                               "None is the `nil' object; Ellipsis represents `...' in slices.")));
  put(t, "__package__", fromObject(strEmpty()));
  for (const NativeRow *rows : {kClassFunctions, kImportFunctions, kNumberFunctions, kObjectFunctions, kPrintFunctions,
                                kReductionFunctions, kScopeFunctions})
    if (!addFunctions(t, rows)) return false;
  Value open = dictGetStr(module->dict, internAscii(t, "open"));
  as<NativeFunction>(open)->moduleName = fromObject(internAscii(t, "io")); // its __module__
  put(t, "None", none());
  put(t, "Ellipsis", fromObject(&rt_Ellipsis));
  put(t, "NotImplemented", notImplemented());
  put(t, "False", fromBool(false));
  put(t, "True", fromBool(true));
  put(t, "__debug__", fromBool(programOptions.optimize == 0));
  for (TypeId id : kExportedTypes) {
    Type *type = builtinType(id);
    if (!dictSetStr(t, module->dict, type->name, fromObject(type))) return false;
  }
  for (Type *type : rt_exceptionTypes) dictSetStr(t, module->dict, type->name, fromObject(type));
  put(t, "EnvironmentError", fromObject(exceptionType(Exc::OSError)));
  put(t, "IOError", fromObject(exceptionType(Exc::OSError)));
  return !ok(t.pending);
}

} // namespace rt
