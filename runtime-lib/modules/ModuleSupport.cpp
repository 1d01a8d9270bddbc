// Filling the namespaces of native modules.
#include "runtime-lib/modules/ModuleSupport.h"

#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/objects/NativeFunction.h"

namespace rt {

bool addFunctions(Thread &t, Value module, const NativeRow *rows) {
  Value name = dictGetStr(as<Module>(module)->dict, names().__name__);
  for (; rows->name; rows++)
    if (!addValue(t, module, rows->name,
                  makeNativeFunction(t, rows, module, ok(name) ? as<Str>(name) : nullptr)))
      return false;
  return true;
}

bool addValue(Thread &t, Value module, std::string_view name, Value v) {
  return ok(v) && dictSetStr(t, as<Module>(module)->dict, internAscii(t, name), v);
}

bool addInt(Thread &t, Value module, std::string_view name, int64_t n) {
  return addValue(t, module, name, intValue(t, n));
}

bool addText(Thread &t, Value module, std::string_view name, std::string_view text) {
  return addValue(t, module, name, fromObject(strFromUtf8(t, text)));
}

Type *addType(Thread &t, Value module, const char *name, const TypeSpec &spec, Type *base) {
  Value moduleName = dictGetStr(as<Module>(module)->dict, names().__name__);
  std::string_view text = strUtf8(t, as<Str>(moduleName));
  // The types of these belong, by their __module__, to the library module in front of them.
  bool facade =
      text == "_functools" ||
      ((text == "_collections" || text == "_operator" || text == "_datetime") && name[0] != '_');
  if (facade)
    text.remove_prefix(1);
  Type *type =
      makeNativeType(t, text.data(), name, base ? base : builtinType(TypeId::Object), spec);
  return type && addValue(t, module, name, fromObject(type)) ? type : nullptr;
}

Value callByRow(Thread &t, NativeFunction **cache, const NativeRow &row, Value self, const Value *args,
                size_t positional, Tuple *kwNames) {
  if (!*cache) {
    *cache = as<NativeFunction>(makeNativeFunction(t, &row, kNoValue, nullptr));
    addRoot(cache);
  }
  return callNativeWithSelf(t, *cache, self, args, positional, kwNames);
}

Value raiseNew(Thread &t, Type *type, std::string_view text) {
  Value error = callWith(t, fromObject(type), fromObject(strFromUtf8(t, text)));
  return ok(error) ? raiseObject(t, error) : kNoValue;
}
Type *newException(Thread &t, std::string_view module, const char *name, Type *base) {
  Dict *space = dictNew(t);
  if (!dictSetStr(t, space, names().__module__, fromObject(strFromUtf8(t, module))))
    return nullptr;
  Value type = makeClass(t, builtinType(TypeId::Type), internAscii(t, name),
                         tupleOf(t, fromObject(base)), space, nullptr, nullptr);
  return ok(type) ? as<Type>(type) : nullptr;
}
Type *addException(Thread &t, Value module, const char *name, Type *base) {
  Value moduleName = dictGetStr(as<Module>(module)->dict, names().__name__);
  Type *type = newException(t, strUtf8(t, as<Str>(moduleName)), name, base);
  return type && addValue(t, module, name, fromObject(type)) ? type : nullptr;
}

Value importModule(Thread &t, std::string_view name) {
  Value args[] = {fromObject(internAscii(t, name)), none(), none(),
                  fromObject(tupleOf(t, fromObject(names().__name__))), fromInt(0)};
  Module *builtins = builtinsModule();
  Value importer = dictGetStr(builtins->dict, names().__import__);
  return call(t, importer, args, 5);
}

} // namespace rt
