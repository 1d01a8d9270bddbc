// What programs see of a class object: the methods and computed attributes of `type`.
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstring>
#include <string>

namespace rt {

static Type *typeArgument(Value v) { return as<Type>(v); }

Str *qualifiedTypeName(Thread &t, Type *type) {
  Value module = isHeapType(type) ? dictGetStr(type->dict, names().__module__) : type->module ? fromObject(type->module) : kNoValue;
  if (!ok(module) || !isStr(module) || as<Str>(module) == names().builtins || strEquals(as<Str>(module), "builtins"))
    return isHeapType(type) ? type->qualName : type->qualName;
  StrBuilder text(t);
  text.add(as<Str>(module));
  text.add(".");
  text.add(type->qualName);
  return text.finish();
}

static bool refuseImmutable(Thread &t, Type *type, const char *what, Value v) {
  if (type->typeFlags & kTypeImmutable) return raise(t, Msg::ImmutableType, what, fromObject(qualifiedTypeName(t, type))), false;
  if (!ok(v)) return raise(t, Msg::CannotDeleteTypeAttribute, what, typeNameOf(type)), false;
  return true;
}

static Value getName(Thread &, Value self) { return fromObject(typeArgument(self)->name); }
static bool setName(Thread &t, Value self, Value v) {
  if (!refuseImmutable(t, typeArgument(self), "__name__", v)) return false;
  if (!isStr(v)) return raise(t, Msg::TypeNameNotStr, typeNameOf(typeArgument(self)), "__name__", typeName(v)), false;
  if (!checkTypeName(t, as<Str>(v))) return false;
  typeArgument(self)->name = as<Str>(v);
  return true;
}
static Value getQualName(Thread &, Value self) { return fromObject(typeArgument(self)->qualName); }
static bool setQualName(Thread &t, Value self, Value v) {
  if (!refuseImmutable(t, typeArgument(self), "__qualname__", v)) return false;
  if (!isStr(v)) return raise(t, Msg::TypeNameNotStr, typeNameOf(typeArgument(self)), "__qualname__", typeName(v)), false;
  typeArgument(self)->qualName = as<Str>(v);
  return true;
}
static Value getModule(Thread &t, Value self) {
  Type *type = typeArgument(self);
  if (!isHeapType(type)) return type->module ? fromObject(type->module) : none();
  Value v = dictGetStr(type->dict, names().__module__);
  return ok(v) ? v : fromObject(names().builtins);
}
static bool setInDict(Thread &t, Value self, Str *name, Value v) {
  Type *type = typeArgument(self);
  if (!refuseImmutable(t, type, "__module__", ok(v) ? v : none())) return false;
  if (ok(v)) return dictSetStr(t, type->dict, name, v);
  if (ok(dictPopStr(t, type->dict, name))) return true;
  return ok(raiseMissingAttribute(t, self, name));
}
static bool setModule(Thread &t, Value self, Value v) { return setInDict(t, self, names().__module__, v); }
static Value getDoc(Thread &t, Value self) {
  Type *type = typeArgument(self);
  Value v = dictGetStr(type->dict, names().__doc__);
  if (!ok(v)) return none();
  return bindAttribute(t, v, kNoValue, type);
}
static bool setDoc(Thread &t, Value self, Value v) {
  return refuseImmutable(t, typeArgument(self), "__doc__", v) && dictSetStr(t, typeArgument(self)->dict, names().__doc__, v);
}
static Value getDict(Thread &t, Value self) { return mappingProxyNew(t, fromObject(typeArgument(self)->dict)); }
static Value getBases(Thread &, Value self) { return fromObject(typeArgument(self)->bases); }
static Value getBase(Thread &, Value self) { return typeArgument(self)->base ? fromObject(typeArgument(self)->base) : none(); }
static Value getMro(Thread &, Value self) { return typeArgument(self)->mro ? fromObject(typeArgument(self)->mro) : none(); }

static void setMro(Thread &t, Type *type, Tuple *mro) {
  type->mro = mro;
  invalidateType(type);
  fillSlots(t, type);
}
/// Looks again for the MRO of a class and all under it. `changed` gets (class, new MRO, old MRO) of each.
static bool recomputeMro(Thread &t, Type *type, List *changed) {
  Tuple *old = type->mro, *mro = findMro(t, type);
  if (!mro) return false;
  if (type->mro != old) return true; // mro() assigned __bases__: that call did the work
  listAppend(t, changed, fromObject(tupleOf(t, fromObject(type), fromObject(mro), old ? fromObject(old) : none())));
  setMro(t, type, mro);
  List *subclasses = type->subclasses ? toList(t, fromObject(type->subclasses)) : nullptr;
  for (int64_t i = 0; subclasses && i < subclasses->size; i++)
    if (!recomputeMro(t, as<Type>(subclasses->array->items[i]), changed)) return false;
  return true;
}
static void unlinkSubclass(Type *type) {
  for (int64_t i = 0; i < type->bases->size; i++) {
    List *list = as<Type>(type->bases->items[i])->subclasses;
    for (int64_t k = 0; list && k < list->size; k++)
      if (same(list->array->items[k], fromObject(type))) {
        std::memmove(list->array->items + k, list->array->items + k + 1, static_cast<size_t>(list->size - k - 1) * sizeof(Value));
        list->size--;
      }
  }
}
static bool setBases(Thread &t, Value self, Value v) {
  Type *type = typeArgument(self);
  if (!refuseImmutable(t, type, "__bases__", v)) return false;
  if (!isTuple(v)) return raise(t, Msg::BasesNotTuple, typeNameOf(type), typeName(v)), false;
  if (!as<Tuple>(v)->size) return raise(t, Msg::BasesEmpty, typeNameOf(type)), false;
  Tuple *bases = as<Tuple>(v);
  for (int64_t i = 0; i < bases->size; i++) {
    if (!isType(bases->items[i])) return raise(t, Msg::BasesItem, typeNameOf(type), typeName(bases->items[i])), false;
    auto *item = as<Type>(bases->items[i]);
    // A class that is just being given bases still has its old MRO.
    if (isSubtype(item, type) || isBelow(item, type)) return raise(t, Msg::BasesCycle), false;
  }
  Type *base = bestBase(t, bases);
  if (!base) return false;
  // CPython refuses to go from a built-in base to one of a class statement and back, even where nothing stands in the way.
  if (isHeapType(base) != isHeapType(type->base)) {
    const std::string names = "'" + typeNameOf(base) + "' deallocator differs from '" + typeNameOf(type->base) + "'";
    return raiseText(t, Exc::TypeError, ("__bases__ assignment: " + names).c_str()), false;
  }
  if (!compatibleLayout(base, type->base))
    return raise(t, Msg::BasesLayout, typeNameOf(base), typeNameOf(type->base)), false;
  Tuple *old = type->bases;
  Type *oldBase = type->base;
  unlinkSubclass(type);
  type->bases = bases;
  type->base = base;
  linkSubclass(t, type);
  List *changed = listNew(t);
  if (recomputeMro(t, type, changed)) return true;
  for (int64_t i = changed->size; i-- > 0;) {
    const Value *entry = as<Tuple>(changed->array->items[i])->items;
    auto *cls = as<Type>(entry[0]);
    if (cls->mro == as<Tuple>(entry[1])) setMro(t, cls, isNone(entry[2]) ? nullptr : as<Tuple>(entry[2]));
  }
  if (type->bases == bases) { // else mro() assigned __bases__ again
    unlinkSubclass(type);
    type->bases = old;
    type->base = oldBase;
    linkSubclass(t, type);
  }
  return false;
}

static Value getAbstract(Thread &t, Value self) {
  Type *type = typeArgument(self);
  Value v = type == builtinType(TypeId::Type) ? kNoValue : dictGetStr(type->dict, names().__abstractmethods__);
  return ok(v) ? v : raiseAttributeError(t, self, names().__abstractmethods__, "__abstractmethods__");
}
static bool setAbstract(Thread &t, Value self, Value v) {
  Type *type = typeArgument(self);
  int abstract = ok(v) ? truth(t, v) : 0;
  if (abstract < 0) return false;
  if (ok(v)) dictSetStr(t, type->dict, names().__abstractmethods__, v);
  else if (!ok(dictPopStr(t, type->dict, names().__abstractmethods__)))
    return ok(raiseAttributeError(t, self, names().__abstractmethods__, "__abstractmethods__"));
  type->typeFlags = abstract ? type->typeFlags | kTypeAbstract : type->typeFlags & ~kTypeAbstract;
  return true;
}
static Value getAnnotations(Thread &t, Value self) {
  Type *type = typeArgument(self);
  if (!isHeapType(type)) return raiseMissingAttribute(t, self, names().__annotations__);
  Value v = dictGetStr(type->dict, names().__annotations__);
  if (ok(v)) return bindAttribute(t, v, kNoValue, type);
  Dict *fresh = dictNew(t);
  if (!fresh || !dictSetStr(t, type->dict, names().__annotations__, fromObject(fresh))) return kNoValue;
  invalidateType(type);
  return fromObject(fresh);
}
static bool setAnnotations(Thread &t, Value self, Value v) {
  Type *type = typeArgument(self);
  if (type->typeFlags & kTypeImmutable) return refuseImmutable(t, type, "__annotations__", v);
  if (ok(v)) return dictSetStr(t, type->dict, names().__annotations__, v);
  if (ok(dictPopStr(t, type->dict, names().__annotations__))) return true;
  return ok(raiseAttributeError(t, self, names().__annotations__, "__annotations__"));
}
static Value getTypeParams(Thread &, Value self) {
  Value v = dictGetStr(typeArgument(self)->dict, names().__type_params__);
  return ok(v) ? v : fromObject(emptyTuple());
}
static bool setTypeParams(Thread &t, Value self, Value v) { return setInDict(t, self, names().__type_params__, v); }
static Value getTextSignature(Thread &, Value) { return none(); }
static Value getFlags(Thread &t, Value self) {
  // The bits of CPython's tp_flags that library code looks at.
  Type *type = typeArgument(self);
  uint64_t flags = 1 << 12;
  auto bit = [&](uint32_t ours, unsigned theirs) { flags |= type->typeFlags & ours ? uint64_t{1} << theirs : 0; };
  bit(kTypeHeap, 9);
  bit(kTypeSubclassable, 10);
  bit(kTypeImmutable, 8);
  bit(kTypeAbstract, 20);
  bit(kTypeMatchSequence, 5);
  bit(kTypeMatchMapping, 6);
  bit(kTypeIntSubclass, 24);
  bit(kTypeListSubclass, 25);
  bit(kTypeTupleSubclass, 26);
  bit(kTypeBytesSubclass, 27);
  bit(kTypeStrSubclass, 28);
  bit(kTypeDictSubclass, 29);
  bit(kTypeExceptionSubclass, 30);
  bit(kTypeTypeSubclass, 31);
  return intValue(t, static_cast<int64_t>(flags));
}
static Value getBasicSize(Thread &t, Value self) { return intValue(t, typeArgument(self)->instanceSize); }
static Value getItemSize(Thread &, Value self) { return fromInt(typeArgument(self)->typeFlags & kTypeVariable ? 8 : 0); }
static Value getDictOffset(Thread &, Value self) { return fromInt(typeArgument(self)->extraOffset); }
static Value getWeakRefOffset(Thread &, Value self) { return fromInt(typeArgument(self)->typeFlags & kTypeWeakRefs ? 8 : 0); }

const GetSetRow typeGetSetRows[] = {{"__name__", getName, setName},
                                    {"__qualname__", getQualName, setQualName},
                                    {"__bases__", getBases, setBases},
                                    {"__base__", getBase},
                                    {"__mro__", getMro},
                                    {"__module__", getModule, setModule},
                                    {"__abstractmethods__", getAbstract, setAbstract},
                                    {"__dict__", getDict},
                                    {"__doc__", getDoc, setDoc},
                                    {"__text_signature__", getTextSignature},
                                    {"__annotations__", getAnnotations, setAnnotations},
                                    {"__type_params__", getTypeParams, setTypeParams},
                                    {"__flags__", getFlags},
                                    {"__basicsize__", getBasicSize},
                                    {"__itemsize__", getItemSize},
                                    {"__dictoffset__", getDictOffset},
                                    {"__weakrefoffset__", getWeakRefOffset},
                                    {}};

// --- Methods

static Value mro(Thread &t, const Value *args) {
  Tuple *line = computeMro(t, typeArgument(args[0]));
  return line ? fromObject(listFrom(t, line->items, line->size)) : kNoValue;
}
static Value subclasses(Thread &t, const Value *args) {
  List *list = typeArgument(args[0])->subclasses;
  return fromObject(list ? listFrom(t, list->array ? list->array->items : nullptr, list->size) : listNew(t));
}
static Value prepare(Thread &t, const Value *) { return fromObject(dictNew(t)); }
static Value instanceCheck(Thread &t, const Value *args) {
  int n = realIsInstance(t, args[1], args[0]);
  return n < 0 ? kNoValue : fromBool(n);
}
static Value subclassCheck(Thread &t, const Value *args) {
  int n = realIsSubclass(t, args[1], args[0]);
  return n < 0 ? kNoValue : fromBool(n);
}
static Value typeDir(Thread &t, const Value *args) {
  Dict *all = dictNew(t);
  mergeDir(t, all, typeArgument(args[0]));
  List *list = toList(t, fromObject(all));
  return list ? fromObject(list) : kNoValue;
}
static Value typeSizeOf(Thread &t, const Value *) { return intValue(t, sizeof(Type)); }

const NativeRow typeMethodRows[] = {
    {"mro", mro, "($self, /)", NativeKind::Method, "Return a type's method resolution order."},
    {"__subclasses__", subclasses, "($self, /)", NativeKind::Method, "Return a list of immediate subclasses."},
    {"__prepare__", prepare, "($cls, /, *args, **kwargs)", NativeKind::ClassMethod,
     "__prepare__() -> dict\nused to create the namespace of a class statement"},
    {"__instancecheck__", instanceCheck, "($self, instance, /)", NativeKind::Method, "Check if an object is an instance."},
    {"__subclasscheck__", subclassCheck, "($self, subclass, /)", NativeKind::Method, "Check if a class is a subclass."},
    {"__dir__", typeDir, "($self, /)", NativeKind::Method, "Specialized __dir__ implementation for types."},
    {"__sizeof__", typeSizeOf, "($self, /)", NativeKind::Method, "Return memory consumption of the type object."},
    {}};

} // namespace rt
