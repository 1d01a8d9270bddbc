// The Python types of native functions and descriptors: builtin_function_or_method, method_descriptor,
// classmethod_descriptor, wrapper_descriptor, method-wrapper, getset_descriptor, member_descriptor.
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstddef>
#include <string>

namespace rt {

static void traceNative(Object *object, Tracer &tracer) {
  auto *f = static_cast<NativeFunction *>(object);
  tracer.value(f->self);
  tracer.object(f->owner);
  tracer.value(f->moduleName);
}
static NativeFunction *native(Value v) { return as<NativeFunction>(v); }

static Value textOf(Thread &t, const std::string &text) { return fromObject(strFromUtf8(t, text)); }

static Value nativeName(Thread &t, Value self) { return fromObject(internAscii(t, native(self)->row->name)); }
static Value nativeDoc(Thread &t, Value self) {
  const char *doc = native(self)->row->doc;
  return doc ? fromObject(strFromUtf8(t, doc)) : none();
}
static Value nativeSignatureText(Thread &t, Value self) {
  const char *text = native(self)->row->signature;
  return text && *text != '!' ? fromObject(strFromUtf8(t, text)) : none();
}
static Value descriptorQualName(Thread &t, Value self) {
  NativeFunction *f = native(self);
  if (!f->owner) return nativeName(t, self);
  return textOf(t, std::string(strUtf8(t, f->owner->qualName)) + "." + f->row->name);
}
static Value descriptorOwner(Thread &, Value self) { return native(self)->owner ? fromObject(native(self)->owner) : none(); }

// --- builtin_function_or_method

static Value functionSelf(Thread &, Value self) { return ok(native(self)->self) ? native(self)->self : none(); }
static Value functionModule(Thread &, Value self) {
  return ok(native(self)->moduleName) ? native(self)->moduleName : none();
}
static Value functionQualName(Thread &t, Value self) {
  NativeFunction *f = native(self);
  if (f->owner && f->row->kind == NativeKind::StaticMethod) return descriptorQualName(t, self);
  if (!ok(f->self) || isInstance(f->self, TypeId::Module)) return nativeName(t, self);
  Type *type = isType(f->self) ? as<Type>(f->self) : typeOf(f->self);
  return textOf(t, std::string(strUtf8(t, type->qualName)) + "." + f->row->name);
}
static Value functionRepr(Thread &t, Value self) {
  NativeFunction *f = native(self);
  std::string name = f->row->name;
  if (!ok(f->self) || isInstance(f->self, TypeId::Module)) return textOf(t, "<built-in function " + name + ">");
  char address[32];
  std::snprintf(address, sizeof address, "%p", static_cast<void *>(asObject(f->self)));
  return textOf(t, "<built-in method " + name + " of " + typeNameOf(typeOf(f->self)) + " object at " + address + ">");
}
static Value functionCompare(Thread &, Value a, Value b, CompareKind kind) {
  if ((kind != CompareKind::Equal && kind != CompareKind::NotEqual) || !isExactly(b, TypeId::NativeFunction))
    return notImplemented();
  bool equal = native(a)->row == native(b)->row && same(native(a)->self, native(b)->self);
  return fromBool(equal == (kind == CompareKind::Equal));
}
static bool functionHash(Thread &, Value self, int64_t *out) {
  auto bits = static_cast<int64_t>(reinterpret_cast<uintptr_t>(native(self)->row) / 16 ^ bitsOf(native(self)->self) / 16);
  *out = bits == -1 ? -2 : bits;
  return true;
}
static Value nativeCall(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  return callNative(t, native(callee), args, positional, kwNames);
}
/// Pickles by name: "len", or as (getattr, (self, name)) when bound.
static Value functionReduce(Thread &t, const Value *args) {
  NativeFunction *f = native(args[0]);
  if (!ok(f->self) || isInstance(f->self, TypeId::Module)) return nativeName(t, args[0]);
  Value getattrFunction = builtinNamed(t, "getattr");
  if (!ok(getattrFunction)) return kNoValue;
  Value name = nativeName(t, args[0]);
  return fromObject(tupleOf(t, getattrFunction, fromObject(tupleOf(t, f->self, name))));
}
static const NativeRow functionMethods[] = {{"__reduce__", functionReduce, "($self, /)"}, {}};
static const GetSetRow functionGetSets[] = {{"__name__", nativeName},
                                            {"__qualname__", functionQualName},
                                            {"__doc__", nativeDoc},
                                            {"__self__", functionSelf},
                                            {"__text_signature__", nativeSignatureText},
                                            {}};
static bool setFunctionModule(Thread &, Value self, Value v) {
  native(self)->moduleName = v;
  return true;
}
static const GetSetRow functionModuleRow[] = {{"__module__", functionModule, setFunctionModule}, {}};

// --- method_descriptor and friends

static Value descriptorRepr(Thread &t, Value self) {
  NativeFunction *f = native(self);
  const char *what = isExactly(self, TypeId::SlotWrapper) ? "slot wrapper" : "method";
  const std::string owner(strUtf8(t, TRY(qualifiedTypeName(t, f->owner))));
  return textOf(t, std::string("<") + what + " '" + f->row->name + "' of '" + owner + "' objects>");
}
static Value descriptorGet(Thread &t, Value self, Value object, Value) {
  if (!ok(object)) return self;
  NativeFunction *f = native(self);
  if (!isInstance(object, f->owner))
    return raise(t, Msg::DescriptorWrongType, f->row->name, typeNameOf(f->owner), typeName(object));
  if (isExactly(self, TypeId::SlotWrapper)) {
    auto *bound = allocate<BoundMethod>(t, TypeId::MethodWrapper);
    bound->function = self;
    bound->self = object;
    return fromObject(bound);
  }
  NativeFunction *bound = newNativeFunction(t, TypeId::NativeFunction, f->row, object, f->owner);
  bound->signature = f->signature;
  return fromObject(bound);
}
static Value classMethodGet(Thread &t, Value self, Value object, Value type) {
  NativeFunction *f = native(self);
  if (!ok(type)) type = ok(object) ? fromObject(typeOf(object)) : kNoValue;
  if (!ok(type)) return raise(t, Msg::ClassMethodNeedsType, f->row->name, typeNameOf(f->owner));
  if (!isType(type)) return raise(t, Msg::ClassMethodNotType, f->row->name, typeNameOf(f->owner), typeName(type));
  if (!isSubtype(as<Type>(type), f->owner))
    return raise(t, Msg::ClassMethodNotSubtype, f->row->name, typeNameOf(f->owner), typeNameOf(as<Type>(type)));
  NativeFunction *bound = newNativeFunction(t, TypeId::NativeFunction, f->row, type, f->owner);
  bound->signature = f->signature;
  return fromObject(bound);
}
static Value classMethodCall(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  NativeFunction *f = native(callee);
  if (!positional) return raise(t, Msg::DescriptorNeedsArgument, f->row->name, typeNameOf(f->owner));
  Value bound = classMethodGet(t, callee, kNoValue, args[0]);
  return callNative(t, native(bound), args + 1, positional - 1, kwNames);
}
static const GetSetRow descriptorGetSets[] = {{"__name__", nativeName},
                                              {"__qualname__", descriptorQualName},
                                              {"__doc__", nativeDoc},
                                              {"__objclass__", descriptorOwner},
                                              {"__text_signature__", nativeSignatureText},
                                              {}};

// --- method-wrapper

static void traceBound(Object *object, Tracer &tracer) {
  tracer.value(static_cast<BoundMethod *>(object)->function);
  tracer.value(static_cast<BoundMethod *>(object)->self);
}
static Value inner(Value self) { return as<BoundMethod>(self)->function; }
static Value wrapperRepr(Thread &t, Value self) {
  char address[32];
  std::snprintf(address, sizeof address, "%p", static_cast<void *>(asObject(as<BoundMethod>(self)->self)));
  return textOf(t, std::string("<method-wrapper '") + native(inner(self))->row->name + "' of " +
                       typeNameOf(typeOf(as<BoundMethod>(self)->self)) + " object at " + address + ">");
}
static Value wrapperCall(Thread &t, Value callee, const Value *args, size_t positional, Tuple *kwNames) {
  return callNativeWithSelf(t, native(inner(callee)), as<BoundMethod>(callee)->self, args, positional, kwNames);
}
static Value wrapperCompare(Thread &, Value a, Value b, CompareKind kind) {
  if ((kind != CompareKind::Equal && kind != CompareKind::NotEqual) || !isExactly(b, TypeId::MethodWrapper))
    return notImplemented();
  bool equal = same(inner(a), inner(b)) && same(as<BoundMethod>(a)->self, as<BoundMethod>(b)->self);
  return fromBool(equal == (kind == CompareKind::Equal));
}
static bool wrapperHash(Thread &, Value self, int64_t *out) {
  *out = static_cast<int64_t>(bitsOf(inner(self)) / 16 ^ bitsOf(as<BoundMethod>(self)->self) / 16);
  return true;
}
static const GetSetRow wrapperGetSets[] = {
    {"__name__", [](Thread &t, Value self) { return nativeName(t, inner(self)); }},
    {"__qualname__", [](Thread &t, Value self) { return descriptorQualName(t, inner(self)); }},
    {"__doc__", [](Thread &t, Value self) { return nativeDoc(t, inner(self)); }},
    {"__objclass__", [](Thread &t, Value self) { return descriptorOwner(t, inner(self)); }},
    {"__self__", [](Thread &, Value self) { return as<BoundMethod>(self)->self; }},
    {"__text_signature__", [](Thread &t, Value self) { return nativeSignatureText(t, inner(self)); }},
    {}};

// --- getset_descriptor, member_descriptor

static void traceGetSet(Object *object, Tracer &tracer) { tracer.object(static_cast<GetSet *>(object)->owner); }
static void traceMember(Object *object, Tracer &tracer) {
  tracer.object(static_cast<Member *>(object)->owner);
  tracer.object(static_cast<Member *>(object)->name);
}
static const char *getSetName(Value self) { return as<GetSet>(self)->row->name; }
static Value getSetGet(Thread &t, Value self, Value object, Value) {
  if (!ok(object)) return self;
  auto *d = as<GetSet>(self);
  if (!isInstance(object, d->owner))
    return raise(t, Msg::DescriptorWrongType, getSetName(self), typeNameOf(d->owner), typeName(object));
  if (!d->row->get) return raise(t, Msg::AttributeNotReadable, d->row->name, typeNameOf(d->owner));
  return d->row->get(t, object);
}
static bool getSetSet(Thread &t, Value self, Value object, Value v) {
  auto *d = as<GetSet>(self);
  if (!isInstance(object, d->owner))
    return raise(t, Msg::DescriptorWrongType, getSetName(self), typeNameOf(d->owner), typeName(object)), false;
  if (!d->row->set) return raise(t, Msg::AttributeNotWritable, d->row->name, typeNameOf(d->owner)), false;
  return d->row->set(t, object, v);
}
static Value attributeRepr(Thread &t, const char *what, std::string_view name, Type *owner) {
  return textOf(t, std::string("<") + what + " '" + std::string(name) + "' of '" + typeNameOf(owner) + "' objects>");
}
static const GetSetRow getSetGetSets[] = {
    {"__name__", [](Thread &t, Value self) { return fromObject(internAscii(t, getSetName(self))); }},
    {"__qualname__",
     [](Thread &t, Value self) {
       return textOf(t, std::string(strUtf8(t, as<GetSet>(self)->owner->qualName)) + "." + getSetName(self));
     }},
    {"__doc__",
     [](Thread &t, Value self) {
       const char *doc = as<GetSet>(self)->row->doc;
       return doc ? fromObject(strFromUtf8(t, doc)) : none();
     }},
    {"__objclass__", [](Thread &, Value self) { return fromObject(as<GetSet>(self)->owner); }},
    {}};

static Value memberGet(Thread &t, Value self, Value object, Value) {
  if (!ok(object)) return self;
  auto *m = as<Member>(self);
  if (!isInstance(object, m->owner))
    return raise(t, Msg::DescriptorWrongType, fromObject(m->name), typeNameOf(m->owner), typeName(object));
  Value v = *reinterpret_cast<Value *>(reinterpret_cast<char *>(asObject(object)) + m->offset);
  if (ok(v)) return v;
  if (m->isSlot || m->required) return raiseMissingAttribute(t, object, m->name);
  return none();
}
static bool memberSet(Thread &t, Value self, Value object, Value v) {
  auto *m = as<Member>(self);
  if (!isInstance(object, m->owner))
    return raise(t, Msg::DescriptorWrongType, fromObject(m->name), typeNameOf(m->owner), typeName(object)), false;
  if (m->readOnly) return raise(t, Msg::ReadOnlyAttribute), false;
  auto *slot = reinterpret_cast<Value *>(reinterpret_cast<char *>(asObject(object)) + m->offset);
  if (!ok(v) && m->isSlot && !ok(*slot)) return raiseAttributeError(t, object, m->name, strUtf8(t, m->name)), false;
  storeField(asObject(object), slot, v);
  return true;
}
static const GetSetRow memberGetSets[] = {
    {"__name__", [](Thread &, Value self) { return fromObject(as<Member>(self)->name); }},
    {"__qualname__",
     [](Thread &t, Value self) {
       return textOf(t, std::string(strUtf8(t, as<Member>(self)->owner->qualName)) + "." + std::string(strUtf8(t, as<Member>(self)->name)));
     }},
    {"__doc__", [](Thread &, Value) { return none(); }},
    {"__objclass__", [](Thread &, Value self) { return fromObject(as<Member>(self)->owner); }},
    {}};

void registerNativeDescriptorTypes(Thread &t) {
  registerType(t, {.id = TypeId::NativeFunction,
                   .flags = kTypeWeakRefs | kTypeNoCreate,
                   .instanceSize = sizeof(NativeFunction),
                   .trace = traceNative,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = functionRepr;
                         s.call = nativeCall;
                         s.compare = functionCompare;
                         s.hash = functionHash;
                       },
                   .methods = functionMethods,
                   .getSets = functionGetSets});
  addGetSets(t, builtinType(TypeId::NativeFunction), functionModuleRow);
  auto descriptorSlots = [](Slots &s) {
    s.repr = descriptorRepr;
    s.call = nativeCall;
    s.descrGet = descriptorGet;
  };
  for (TypeId id : {TypeId::MethodDescriptor, TypeId::SlotWrapper})
    registerType(t, {.id = id,
                     .flags = kTypeMethodDescriptor | kTypeNoCreate,
                     .instanceSize = sizeof(NativeFunction),
                     .trace = traceNative,
                     .fillSlots = descriptorSlots,
                     .getSets = descriptorGetSets});
  registerType(t, {.id = TypeId::ClassMethodDescriptor,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(NativeFunction),
                   .trace = traceNative,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = descriptorRepr;
                         s.call = classMethodCall;
                         s.descrGet = classMethodGet;
                       },
                   .getSets = descriptorGetSets});
  registerType(t, {.id = TypeId::MethodWrapper,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(BoundMethod),
                   .trace = traceBound,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = wrapperRepr;
                         s.call = wrapperCall;
                         s.compare = wrapperCompare;
                         s.hash = wrapperHash;
                       },
                   .getSets = wrapperGetSets});
  registerType(t, {.id = TypeId::GetSetDescriptor,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(GetSet),
                   .trace = traceGetSet,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = [](Thread &th, Value self) {
                           return attributeRepr(th, "attribute", getSetName(self), as<GetSet>(self)->owner);
                         };
                         s.descrGet = getSetGet;
                         s.descrSet = getSetSet;
                       },
                   .getSets = getSetGetSets});
  registerType(t, {.id = TypeId::MemberDescriptor,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(Member),
                   .trace = traceMember,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = [](Thread &th, Value self) {
                           return attributeRepr(th, "member", strUtf8(th, as<Member>(self)->name), as<Member>(self)->owner);
                         };
                         s.descrGet = memberGet;
                         s.descrSet = memberSet;
                       },
                   .getSets = memberGetSets});
}

} // namespace rt
