// The _weakref module: functions over the references of objects/WeakRef.cpp, and the proxies. A proxy is
// a weak reference that hands every operation on to its target.
#include "runtime-lib/objects/WeakRef.h"

#include "runtime-lib/modules/ModuleSupport.h"

#include <cstdio>
#include <string>

namespace rt {

namespace {

Value targetOf(Value proxy) { return as<WeakRef>(proxy)->target; }
/// The target of a proxy, any other value itself; kNoValue with ReferenceError when it is dead.
Value strong(Thread &t, Value v) {
  if (!isProxy(v)) return v;
  Value target = targetOf(v);
  return ok(target) ? target : raiseText(t, Exc::ReferenceError, "weakly-referenced object no longer exists");
}

Value makeProxy(Thread &t, const Value *a) { return weakProxyNew(t, a[0], a[1]); }

template <SlotUnary f> Value unary(Thread &t, Value self) {
  Value target = TRY(strong(t, self));
  return f(t, target);
}
template <BinaryKind kind> Value binary(Thread &t, Value a, Value b) {
  Value x = TRY(strong(t, a)), y = TRY(strong(t, b));
  return binaryOp(t, kind, x, y);
}
template <BinaryKind kind> Value inplace(Thread &t, Value a, Value b) {
  Value x = TRY(strong(t, a)), y = TRY(strong(t, b));
  return inplaceOp(t, kind, x, y);
}
template <size_t... i> void fillOperators(Slots &s, std::index_sequence<i...>) {
  ((s.binary[i] = binary<static_cast<BinaryKind>(i)>, s.inplace[i] = inplace<static_cast<BinaryKind>(i)>), ...);
}
Value asText(Thread &t, Value v) {
  Str *text = str(t, v);
  return text ? fromObject(text) : kNoValue;
}
Value asFloat(Thread &t, Value v) {
  double d;
  return toDouble(t, v, &d) ? floatValue(t, d) : kNoValue;
}
Value represent(Thread &t, Value self) {
  Value target = targetOf(self);
  char text[200];
  std::string name = ok(target) ? std::string(strUtf8(t, typeOf(target)->name)) : "NoneType";
  std::snprintf(text, sizeof text, "<weakproxy at %p to %.100s at %p>", static_cast<void *>(asObject(self)), name.c_str(),
                ok(target) ? static_cast<void *>(asObject(target)) : static_cast<void *>(&rt_None));
  return fromObject(strFromUtf8(t, text));
}
Value getAttributeOf(Thread &t, Value self, Value name) {
  Value target = TRY(strong(t, self));
  return getAttribute(t, target, as<Str>(name));
}
bool setAttributeOf(Thread &t, Value self, Value name, Value v) {
  Value target = strong(t, self);
  return ok(target) && setAttribute(t, target, as<Str>(name), v);
}
Value compareProxies(Thread &t, Value a, Value b, CompareKind kind) {
  Value x = TRY(strong(t, a)), y = TRY(strong(t, b));
  return compare(t, x, y, kind);
}
int truthOf(Thread &t, Value self) {
  Value target = strong(t, self);
  return ok(target) ? truth(t, target) : -1;
}
int64_t lengthOf(Thread &t, Value self) {
  Value target = strong(t, self);
  return ok(target) ? length(t, target) : -1;
}
Value getItemOf(Thread &t, Value self, Value key) {
  Value target = TRY(strong(t, self));
  return getItem(t, target, key);
}
bool setItemOf(Thread &t, Value self, Value key, Value v) {
  Value target = strong(t, self);
  return ok(target) && setItem(t, target, key, v);
}
int containsOf(Thread &t, Value self, Value item) {
  Value target = strong(t, self);
  return ok(target) ? contains(t, target, item) : -1;
}
Value nextOf(Thread &t, Value self) {
  Value target = TRY(strong(t, self));
  return typeOf(target)->slots.next ? next(t, target) : raise(t, Msg::ProxyOfNonIterator, typeName(target));
}
Value callProxy(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  Value target = TRY(strong(t, callee));
  return call(t, target, args, positional, kwNames);
}
Value bytesOf(Thread &t, const Value *a) {
  Value target = TRY(strong(t, a[0]));
  return callMethodWith(t, target, names().__bytes__);
}
Value reversedOf(Thread &t, const Value *a) {
  Value target = TRY(strong(t, a[0]));
  return callMethodWith(t, target, names().__reversed__);
}
const NativeRow kProxyMethods[] = {{"__bytes__", bytesOf, "($self, /)"},
                                   {"__reversed__", reversedOf, "($self, /)"},
                                   {nullptr, nullptr, nullptr}};

Type *makeProxyType(Thread &t, const char *name, bool callable) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  describeWeakRef(spec);
  spec.methods = kProxyMethods;
  spec.fillSlots = [](Slots &s) {
    s.repr = represent;
    s.str = unary<asText>;
    s.hash = hashNotImplemented;
    s.getAttribute = getAttributeOf;
    s.setAttribute = setAttributeOf;
    s.compare = compareProxies;
    s.iter = unary<getIterator>;
    s.next = nextOf;
    s.negative = unary<negative>;
    s.positive = unary<positive>;
    s.absolute = unary<absolute>;
    s.invert = unary<invert>;
    s.truth = truthOf;
    s.toInt = unary<toInt>;
    s.toFloat = unary<asFloat>;
    s.index = unary<toIndex>;
    s.length = lengthOf;
    s.getItem = getItemOf;
    s.setItem = setItemOf;
    s.contains = containsOf;
    fillOperators(s, std::make_index_sequence<regius::kBinaryKindCount>());
  };
  Type *type = makeNativeType(t, "weakref", name, builtinType(TypeId::Object), spec);
  if (type && callable) type->slots.call = callProxy;
  return type;
}

Value countReferences(Thread &t, const Value *a) {
  List *list = TRY(weakRefsOf(t, a[0]));
  return fromInt(list->size);
}
Value listReferences(Thread &t, const Value *a) {
  List *list = TRY(weakRefsOf(t, a[0]));
  return fromObject(list);
}
/// Deletes key from the dict when its value is a dead reference.
Value removeDead(Thread &t, const Value *a) {
  if (!isDict(a[0])) return raiseText(t, Exc::TypeError, "_remove_dead_weakref() argument 1 must be dict");
  Value v;
  Found found = dictFind(t, as<Dict>(a[0]), a[1], &v);
  if (found == Found::Error) return kNoValue;
  if (found == Found::Yes && isInstance(v, TypeId::WeakRef) && !ok(as<WeakRef>(v)->target) &&
      dictRemove(t, as<Dict>(a[0]), a[1]) == Found::Error)
    return kNoValue;
  return none();
}
const NativeRow kFunctions[] = {
    {"getweakrefcount", countReferences, "(object, /)", NativeKind::Function},
    {"getweakrefs", listReferences, "(object, /)", NativeKind::Function},
    {"proxy", makeProxy, "(object, callback=None, /)", NativeKind::Function},
    {"_remove_dead_weakref", removeDead, "(dct, key, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  proxyTypes = {makeProxyType(t, "ProxyType", false), makeProxyType(t, "CallableProxyType", true)};
  addRoot(&proxyTypes.plain);
  addRoot(&proxyTypes.callable);
  Value ref = fromObject(builtinType(TypeId::WeakRef));
  return proxyTypes.plain && proxyTypes.callable && addFunctions(t, module, kFunctions) && addValue(t, module, "ref", ref) &&
         addValue(t, module, "ReferenceType", ref) && addValue(t, module, "ProxyType", fromObject(proxyTypes.plain)) &&
         addValue(t, module, "CallableProxyType", fromObject(proxyTypes.callable));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_weakref, "_weakref", rt::initialise)
