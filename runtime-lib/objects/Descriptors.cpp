// property, classmethod, staticmethod (Language reference 3.3.2.2; "Descriptor guide") and super.
#include "runtime-lib/objects/Descriptors.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Shape.h"
#include "runtime-lib/objects/Super.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstddef>
#include <string>

namespace rt {


/// Binds optional keyword-able parameters of a constructor.
static bool bindSimple(Thread &t, const char *function, const char *const *names, size_t count, const Value *args,
                       size_t positional, Tuple *kwNames, Value *out) {
  if (positional > count)
    return raise(t, Msg::NativeTakes, function, "at most", count, "", count == 1 ? "" : "s", positional), false;
  for (size_t i = 0; i < count; i++) out[i] = i < positional ? args[i] : kNoValue;
  for (int64_t k = 0; kwNames && k < kwNames->size; k++) {
    size_t at = 0;
    while (at < count && !strEquals(as<Str>(kwNames->items[k]), names[at])) at++;
    if (at == count) return raise(t, Msg::NativeUnexpectedKeyword, kwNames->items[k], function), false;
    if (ok(out[at])) return raise(t, Msg::NativeGivenTwice, function, names[at], at + 1), false;
    out[at] = args[positional + static_cast<size_t>(k)];
  }
  return true;
}

// --- property

static Property *propertyOf(Value v) { return as<Property>(v); }
static Value given(Value v) { return ok(v) && !isNone(v) ? v : kNoValue; }

static void traceProperty(Object *object, Tracer &tracer) {
  auto *p = static_cast<Property *>(object);
  for (Value v : {p->getter, p->setter, p->deleter, p->doc, p->name}) tracer.value(v);
}
static bool propertyInit(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  static constexpr const char *kNames[] = {"fget", "fset", "fdel", "doc"};
  Value in[4];
  if (!bindSimple(t, "property", kNames, 4, args, positional, kwNames, in)) return false;
  Property *p = propertyOf(self);
  p->getter = given(in[0]);
  p->setter = given(in[1]);
  p->deleter = given(in[2]);
  p->doc = in[3];
  p->name = kNoValue;
  p->getterDoc = 0;
  if (ok(given(p->doc)) || !ok(p->getter)) return true;
  // The documentation of the getter is the property's.
  bool failed = false;
  Value doc = getAttributeOrNone(t, p->getter, names().__doc__, &failed);
  if (failed) return false;
  if (!ok(given(doc))) return true;
  p->getterDoc = 1;
  if (typeOf(self) == builtinType(TypeId::Property)) p->doc = doc;
  else return setAttribute(t, self, names().__doc__, doc);
  return true;
}

static Value raiseNo(Thread &t, Value self, Value object, const char *what) {
  Property *p = propertyOf(self);
  std::string text = "property ";
  if (ok(p->name)) {
    Str *name = repr(t, p->name);
    if (!name) return kNoValue;
    text += std::string(strUtf8(t, name)) + " ";
  }
  text += "of '" + std::string(strUtf8(t, typeOf(object)->qualName)) + "' object has no " + what;
  return raiseText(t, Exc::AttributeError, text);
}
static Value propertyGet(Thread &t, Value self, Value object, Value) {
  if (!ok(object) || isNone(object)) return self;
  Property *p = propertyOf(self);
  if (!ok(p->getter)) return raiseNo(t, self, object, "getter");
  return call(t, p->getter, &object, 1);
}
static bool propertySet(Thread &t, Value self, Value object, Value v) {
  Property *p = propertyOf(self);
  Value f = ok(v) ? p->setter : p->deleter;
  if (!ok(f)) return ok(raiseNo(t, self, object, ok(v) ? "setter" : "deleter"));
  const Value args[] = {object, v};
  return ok(call(t, f, args, ok(v) ? 2 : 1));
}

static Value copyWith(Thread &t, Value self, Value getter, Value setter, Value deleter) {
  Property *p = propertyOf(self);
  auto pick = [](Value v, Value old) { return ok(given(v)) ? v : ok(old) ? old : none(); };
  bool fromGetter = p->getterDoc && ok(given(getter));
  Value doc = fromGetter || !ok(p->doc) ? none() : p->doc;
  Value made = callWith(t, fromObject(typeOf(self)), pick(getter, p->getter), pick(setter, p->setter), pick(deleter, p->deleter), doc);
  if (ok(made) && isInstance(made, TypeId::Property)) {
    propertyOf(made)->name = p->name;
    if (p->getterDoc && !fromGetter) propertyOf(made)->getterDoc = 1;
  }
  return made;
}
static Value propertyGetter(Thread &t, const Value *a) { return copyWith(t, a[0], a[1], kNoValue, kNoValue); }
static Value propertySetter(Thread &t, const Value *a) { return copyWith(t, a[0], kNoValue, a[1], kNoValue); }
static Value propertyDeleter(Thread &t, const Value *a) { return copyWith(t, a[0], kNoValue, kNoValue, a[1]); }
static Value propertySetName(Thread &t, const Value *a) {
  const Tuple *given = as<Tuple>(a[1]);
  if (given->size != 2) return raise(t, Msg::PropertySetName, given->size);
  propertyOf(a[0])->name = given->items[1];
  writeBarrier(asObject(a[0]));
  return none();
}
static int isAbstract(Thread &t, Value function) {
  if (!ok(function)) return 0;
  bool failed = false;
  Value v = getAttributeOrNone(t, function, names().__isabstractmethod__, &failed);
  return failed ? -1 : ok(v) ? truth(t, v) : 0;
}
static Value propertyAbstract(Thread &t, Value self) {
  Property *p = propertyOf(self);
  int n = 0;
  for (Value f : {p->getter, p->setter, p->deleter})
    if (!n) n = isAbstract(t, f);
  return n < 0 ? kNoValue : fromBool(n);
}
static const NativeRow propertyMethods[] = {
    {"getter", propertyGetter, "($self, fget, /)", NativeKind::Method, "Descriptor to obtain a copy of the property with a different getter."},
    {"setter", propertySetter, "($self, fset, /)", NativeKind::Method, "Descriptor to obtain a copy of the property with a different setter."},
    {"deleter", propertyDeleter, "($self, fdel, /)", NativeKind::Method, "Descriptor to obtain a copy of the property with a different deleter."},
    {"__set_name__", propertySetName, "($self, /, *args)", NativeKind::Method, "Method to set name of a property."},
    {}};
static const GetSetRow propertyGetSets[] = {{"__isabstractmethod__", propertyAbstract}, {}};
static const MemberRow propertyMembers[] = {{"fget", offsetof(Property, getter)},
                                            {"fset", offsetof(Property, setter)},
                                            {"fdel", offsetof(Property, deleter)},
                                            {"__doc__", offsetof(Property, doc), false},
                                            {}};

// --- classmethod, staticmethod

static ClassMethod *wrapperOf(Value v) { return as<ClassMethod>(v); }
static void traceWrapper(Object *object, Tracer &tracer) {
  tracer.value(static_cast<ClassMethod *>(object)->function);
  tracer.value(static_cast<ClassMethod *>(object)->attributes);
}
/// The wrapper looks like the function: these attributes are copied.
static bool copyNames(Thread &t, Value self, Value function) {
  Type *type = typeOf(self);
  for (Str *name : {names().__module__, names().__name__, names().__qualname__, names().__doc__, names().__annotations__}) {
    bool failed = false;
    Value v = getAttributeOrNone(t, function, name, &failed);
    if (failed) return false;
    if (ok(v) && !instanceSet(t, asObject(self), type, name, v)) return false;
  }
  return true;
}
static bool wrapperInit(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  const char *name = isInstance(self, TypeId::ClassMethod) ? "classmethod" : "staticmethod";
  if (kwNames && kwNames->size) return raise(t, Msg::NativeNoKeywords, name), false;
  if (positional != 1) return raise(t, Msg::ExpectedExactly, name, 1, "", positional), false;
  wrapperOf(self)->function = args[0];
  writeBarrier(asObject(self));
  return copyNames(t, self, args[0]);
}
static Value newWrapper(Thread &t, TypeId id, Value function) {
  auto *wrapper = allocate<ClassMethod>(t, id);
  wrapper->function = function;
  // Functions of the runtime's own tables and of class bodies: names are found through the function.
  return fromObject(wrapper);
}
Value staticMethodNew(Thread &t, Value function) { return newWrapper(t, TypeId::StaticMethod, function); }
Value classMethodNew(Thread &t, Value function) { return newWrapper(t, TypeId::ClassMethod, function); }

static Value classMethodGet(Thread &t, Value self, Value object, Value type) {
  Value cls = ok(type) ? type : fromObject(typeOf(object));
  Value function = wrapperOf(self)->function;
  if (!ok(function)) return raiseText(t, Exc::RuntimeError, "uninitialized classmethod object");
  if (SlotDescrGet get = typeOf(function)->slots.descrGet; get && !isExactly(function, TypeId::Function)) return get(t, function, cls, cls);
  return boundMethod(t, function, cls);
}
static Value staticMethodGet(Thread &t, Value self, Value, Value) {
  Value function = wrapperOf(self)->function;
  return ok(function) ? function : raiseText(t, Exc::RuntimeError, "uninitialized staticmethod object");
}
static Value staticMethodCall(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  return call(t, wrapperOf(callee)->function, args, positional, kwNames);
}
static Value wrapperRepr(Thread &t, Value self) {
  Str *inner = repr(t, wrapperOf(self)->function);
  if (!inner) return kNoValue;
  const char *name = isInstance(self, TypeId::ClassMethod) ? "<classmethod(" : "<staticmethod(";
  return fromObject(strFromUtf8(t, name + std::string(strUtf8(t, inner)) + ")>"));
}
static Value wrapperAbstract(Thread &t, Value self) {
  int n = isAbstract(t, wrapperOf(self)->function);
  return n < 0 ? kNoValue : fromBool(n);
}
template <Str *Names::*Name> static Value forwarded(Thread &t, Value self) {
  Value own = instanceGet(asObject(self), typeOf(self), names().*Name);
  return ok(own) ? own : getAttribute(t, wrapperOf(self)->function, names().*Name);
}
template <Str *Names::*Name> static bool setForwarded(Thread &t, Value self, Value v) {
  return instanceSet(t, asObject(self), typeOf(self), names().*Name, v);
}
static const GetSetRow wrapperGetSets[] = {{"__isabstractmethod__", wrapperAbstract},
                                           {"__name__", forwarded<&Names::__name__>, setForwarded<&Names::__name__>},
                                           {"__qualname__", forwarded<&Names::__qualname__>, setForwarded<&Names::__qualname__>},
                                           {"__module__", forwarded<&Names::__module__>, setForwarded<&Names::__module__>},
                                           {"__doc__", forwarded<&Names::__doc__>, setForwarded<&Names::__doc__>},
                                           {"__annotations__", forwarded<&Names::__annotations__>, setForwarded<&Names::__annotations__>},
                                           {}};
static const MemberRow wrapperMembers[] = {{"__func__", offsetof(ClassMethod, function)}, {"__wrapped__", offsetof(ClassMethod, function)}, {}};

// --- super

static void traceSuper(Object *object, Tracer &tracer) {
  auto *s = static_cast<Super *>(object);
  tracer.object(s->thisClass);
  tracer.value(s->object);
  tracer.object(s->objectType);
}

Value superLookup(Thread &, Super *s, Str *name) {
  if (!s->objectType || !s->objectType->mro) return kNoValue;
  Tuple *mro = s->objectType->mro;
  int64_t i = 0;
  while (i < mro->size && as<Type>(mro->items[i]) != s->thisClass) i++;
  for (i++; i < mro->size; i++) {
    Value v = dictGetStr(as<Type>(mro->items[i])->dict, name);
    if (ok(v)) return v;
  }
  return kNoValue;
}

/// The class whose MRO is searched, or null with TypeError.
static Type *checkSuper(Thread &t, Type *cls, Value object) {
  if (isType(object) && isSubtype(as<Type>(object), cls)) return as<Type>(object);
  if (isInstance(object, cls)) return typeOf(object);
  Value claimed = classOf(t, object);
  if (!ok(claimed)) return nullptr;
  if (isType(claimed) && isSubtype(as<Type>(claimed), cls)) return as<Type>(claimed);
  return raise(t, Msg::SuperObject), nullptr;
}

Value superNew(Thread &t, Type *thisClass, Value object) {
  Type *objectType = checkSuper(t, thisClass, object);
  if (!objectType) return kNoValue;
  auto *s = allocate<Super>(t, TypeId::Super);
  s->thisClass = thisClass;
  s->object = object;
  s->objectType = objectType;
  return fromObject(s);
}

static Value superGetAttribute(Thread &t, Value self, Value nameValue) {
  auto *s = as<Super>(self);
  if (!s->objectType || !isStr(nameValue)) return genericGetAttribute(t, self, nameValue);
  Str *name = strIntern(t, as<Str>(nameValue));
  if (name == names().__class__) return genericGetAttribute(t, self, nameValue);
  Value v = superLookup(t, s, name);
  if (!ok(v)) return genericGetAttribute(t, self, nameValue);
  SlotDescrGet get = typeOf(v)->slots.descrGet;
  if (!get) return v;
  bool classAccess = isType(s->object) && as<Type>(s->object) == s->objectType;
  return get(t, v, classAccess ? kNoValue : s->object, fromObject(s->objectType));
}
static bool superInit(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size) return raise(t, Msg::NativeNoKeywords, "super"), false;
  if (positional > 2) return raise(t, Msg::NativeAtMost, "super()", 2, "s", positional), false;
  auto *s = as<Super>(self);
  // Only a literal super() knows its class; the compiler passes it (rt_call_super).
  if (!positional) {
    bool arguments = t.frame && t.frame->function && t.frame->function->info->argCount;
    return raise(t, arguments ? Msg::SuperNoCell : Msg::SuperNoArguments), false;
  }
  if (!isType(args[0])) return raise(t, Msg::SuperArgument, typeName(args[0])), false;
  Value object = positional == 2 && !isNone(args[1]) ? args[1] : kNoValue;
  Type *objectType = ok(object) ? checkSuper(t, as<Type>(args[0]), object) : nullptr;
  if (ok(object) && !objectType) return false;
  s->thisClass = as<Type>(args[0]);
  s->object = object;
  s->objectType = objectType;
  writeBarrier(s);
  return true;
}
static Value superRepr(Thread &t, Value self) {
  auto *s = as<Super>(self);
  std::string text = "<super: <class '" + std::string(s->thisClass ? typeNameOf(s->thisClass) : "NULL") + "'>, ";
  text += s->objectType ? "<" + typeNameOf(s->objectType) + " object>>" : std::string("NULL>");
  return fromObject(strFromUtf8(t, text));
}
static Value superGet(Thread &t, Value self, Value object, Value) {
  auto *s = as<Super>(self);
  if (!ok(object) || isNone(object) || ok(s->object)) return self;
  if (typeOf(self) != builtinType(TypeId::Super)) return callWith(t, fromObject(typeOf(self)), fromObject(s->thisClass), object);
  return superNew(t, s->thisClass, object);
}
static const MemberRow superMembers[] = {{"__thisclass__", offsetof(Super, thisClass)},
                                         {"__self__", offsetof(Super, object)},
                                         {"__self_class__", offsetof(Super, objectType)},
                                         {}};

static Value plainCreate(Thread &t, Type *type, const Value *, size_t, Tuple *) { return fromObject(allocateInstance(t, type)); }

void registerDescriptorTypes(Thread &t) {
  registerType(t, {.id = TypeId::Property,
                   .flags = kTypeSubclassable,
                   .instanceSize = sizeof(Property),
                   .doc = "Property attribute.",
                   .trace = traceProperty,
                   .fillSlots =
                       [](Slots &s) {
                         s.create = plainCreate;
                         s.init = propertyInit;
                         s.descrGet = propertyGet;
                         s.descrSet = propertySet;
                       },
                   .methods = propertyMethods,
                   .getSets = propertyGetSets,
                   .members = propertyMembers});
  for (TypeId id : {TypeId::ClassMethod, TypeId::StaticMethod}) {
    bool isStatic = id == TypeId::StaticMethod;
    auto classSlots = [](Slots &s) {
      s.create = plainCreate;
      s.init = wrapperInit;
      s.repr = wrapperRepr;
      s.descrGet = classMethodGet;
    };
    auto staticSlots = [](Slots &s) {
      s.create = plainCreate;
      s.init = wrapperInit;
      s.repr = wrapperRepr;
      s.descrGet = staticMethodGet;
      s.call = staticMethodCall;
    };
    registerType(t, {.id = id,
                     .flags = kTypeSubclassable,
                     .instanceSize = sizeof(ClassMethod),
                     .doc = isStatic ? "staticmethod(function) -> method" : "classmethod(function) -> method",
                     .trace = traceWrapper,
                     .fillSlots = isStatic ? +staticSlots : +classSlots,
                     .getSets = wrapperGetSets,
                     .members = wrapperMembers,
                     .extraOffset = offsetof(ClassMethod, attributes)});
    addGetSets(t, builtinType(id), instanceDictRow);
  }
  registerType(t, {.id = TypeId::Super,
                   .flags = kTypeSubclassable,
                   .instanceSize = sizeof(Super),
                   .doc = "super() -> same as super(__class__, <first argument>)",
                   .trace = traceSuper,
                   .fillSlots =
                       [](Slots &s) {
                         s.create = plainCreate;
                         s.init = superInit;
                         s.repr = superRepr;
                         s.getAttribute = superGetAttribute;
                         s.descrGet = superGet;
                       },
                   .members = superMembers});
}

} // namespace rt
