// What every native module needs: adding functions, constants and types to its namespace.
//
// A module M is one row in abi/NativeModules.def and one definition
//
//   static bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions) &&
//   ...; } NATIVE_MODULE_DEFINITION(M, "M", initialise)
#pragma once

#include "runtime-lib/abi/ProgramData.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"

namespace rt {

/// Adds a function object for each row; the last row has a null name.
bool addFunctions(Thread &, Value module, const NativeRow *rows);
/// module.name = v; false when v is kNoValue (an exception is pending then).
bool addValue(Thread &, Value module, std::string_view name, Value v);
bool addInt(Thread &, Value module, std::string_view name, int64_t n);
bool addText(Thread &, Value module, std::string_view name, std::string_view text);
/// Makes a type of this module and adds it under its name. `base` null: object.
Type *addType(Thread &, Value module, const char *name, const TypeSpec &spec, Type *base = nullptr);
/// For slots that take arguments: binds them by the row's signature and calls the row's code with
/// `self` as args[0]. `cache` is a static variable of the caller.
Value callByRow(Thread &, NativeFunction **cache, const NativeRow &row, Value self, const Value *args,
                size_t positional, Tuple *kwNames);
/// A `call` slot made from a row with static storage.
template <const NativeRow &row>
Value callBy(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  static NativeFunction *cache;
  return callByRow(t, &cache, row, self, args, positional, kwNames);
}
/// The same for a `create` slot: the row's code gets the type as args[0].
template <const NativeRow &row>
Value createBy(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  static NativeFunction *cache;
  return callByRow(t, &cache, row, fromObject(type), args, positional, kwNames);
}
/// The same for an `init` slot: the row's code gets self as args[0] and returns None.
template <const NativeRow &row>
bool initBy(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  static NativeFunction *cache;
  return ok(callByRow(t, &cache, row, self, args, positional, kwNames));
}
/// A `create` slot that only allocates; the arguments are for `init`.
inline Value createPlain(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  return fromObject(allocateInstance(t, type));
}
inline Value identityOf(Thread &, Value self) { return self; } // `iter` slot of iterators
/// Raises type(text), for exception classes of modules.
Value raiseNew(Thread &, Type *type, std::string_view text);
/// An exception class `module.name`.
Type *newException(Thread &, std::string_view module, const char *name, Type *base);
/// The same, of this module and added to it.
Type *addException(Thread &, Value module, const char *name, Type *base);
/// The imported module `name` (dotted names give the submodule).
Value importModule(Thread &, std::string_view name);

} // namespace rt

/// The row of a function in a module's table.
#define NATIVE_FUNCTION(name, ...) {name, __VA_ARGS__, rt::NativeKind::Function}

#define NATIVE_MODULE_DEFINITION(symbol, name, initialise)                                         \
  extern "C" const rt::NativeModule rt_module_##symbol;                                            \
  __attribute__((visibility("default")))                                                           \
  const rt::NativeModule rt_module_##symbol = {name, initialise};
