// Helpers of the protocols that the object layer shares: calling what a class lookup found.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// Calls an attribute found on the class of args[0] as a method of args[0]: plain functions directly,
/// anything else after binding it.
Value callUnbound(Thread &, Value function, const Value *args, size_t count);
/// object.name(args...), looked up on the class only and without making a bound method; kNoValue
/// with *missing set when the class has no such attribute.
template <typename... V>
Value callSpecial(Thread &t, Value object, Str *name, bool *missing, V... args) {
  Value function = typeLookup(typeOf(object), name);
  *missing = !ok(function);
  if (*missing) return kNoValue;
  const Value all[] = {object, args...};
  return callUnbound(t, function, all, 1 + sizeof...(args));
}
Value callUnboundWithSelf(Thread &, Value function, Value self, const Value *args, size_t positional, Tuple *kwNames);
/// callee(self, args...).
Value callWithSelf(Thread &, Value callee, Value self, const Value *args, size_t positional, Tuple *kwNames);
/// Binds a class attribute to an object: its __get__ if it has one, else the attribute itself.
Value bindAttribute(Thread &, Value attribute, Value object, Type *type);
/// AttributeError "'X' object has no attribute 'name'", with name and obj set.
Value raiseMissingAttribute(Thread &, Value object, Value name);
inline Value raiseMissingAttribute(Thread &t, Value object, Str *name) { return raiseMissingAttribute(t, object, fromObject(name)); }
/// Sets name and obj of a pending AttributeError with an own text.
Value raiseAttributeText(Thread &, Value object, Value name, Str *text);
/// Is this `object.__getattribute__` itself?
bool isGenericGetAttribute(Value function);
/// Python function, all parameters in place.
Value invoke(Thread &, Function *, const Value *params);
/// A class body, with its namespace.
Value invokeClassBody(Thread &, Function *, Value nameSpace);
Value callFunction(Thread &, Function *, const Value *args, size_t positional, Tuple *kwNames);
/// Binds arguments to the parameter slots; false with CPython's TypeError.
bool bindArguments(Thread &, Function *, const Value *args, size_t positional, Tuple *kwNames, Value *params);
/// An attribute of the builtins module; NameError when it is not there.
Value builtinNamed(Thread &, const char *name);
/// A name among the builtins of a function, which are those of its globals' __builtins__ when exec gave others. kNoValue
/// without an error when absent.
Value lookupBuiltin(Thread &, Function *, Value name, bool *failed);
/// The builtins namespace; null before it exists.
Dict *builtinsDict();
/// type(obj) or obj.__class__ as isinstance sees it.
Value classOf(Thread &, Value object);
/// X | Y of types.
Value unionOr(Thread &, Value a, Value b);
bool isUnion(Value v);
/// isinstance/issubclass with one plain class, without __instancecheck__.
int realIsInstance(Thread &, Value object, Value cls);
int realIsSubclass(Thread &, Value derived, Value cls);

} // namespace rt
