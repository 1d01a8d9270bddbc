// `object`: the methods that every object has.
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstdio>
#include <string>

namespace rt {

static bool hasArguments(size_t positional, Tuple *kwNames) { return positional || (kwNames && kwNames->size); }

static Value raiseAbstract(Thread &t, Type *type) {
  Value abstract = typeLookup(type, names().__abstractmethods__);
  List *list = ok(abstract) ? toList(t, abstract) : nullptr;
  if (!list || !listSort(t, list, kNoValue, false)) return kNoValue;
  Str *joined = strJoin(t, strFromAscii(t, ", "), list->size ? list->array->items : nullptr, static_cast<size_t>(list->size));
  if (!joined) return kNoValue;
  return raise(t, Msg::CannotInstantiateAbstract, typeNameOf(type), list->size == 1 ? "" : "s", fromObject(joined));
}

/// object.__new__: surplus arguments are errors unless the other one of __new__ and __init__ takes them.
Value objectCreate(Thread &t, Type *type, const Value *, size_t positional, Tuple *kwNames) {
  if (hasArguments(positional, kwNames)) {
    if (type->slots.create != objectCreate) return raise(t, Msg::ObjectNewArguments);
    if (type->slots.init == objectInit) return raise(t, Msg::TakesNoArguments, typeNameOf(type));
  }
  if (type->typeFlags & kTypeAbstract) return raiseAbstract(t, type);
  return fromObject(allocateInstance(t, type));
}
bool objectInit(Thread &t, Value self, const Value *, size_t positional, Tuple *kwNames) {
  if (!hasArguments(positional, kwNames)) return true;
  Type *type = typeOf(self);
  if (type->slots.init != objectInit) return raise(t, Msg::ObjectInitArguments), false;
  if (type->slots.create == objectCreate) return raise(t, Msg::InitTakesOne, typeNameOf(type)), false;
  return true;
}

static Value objectRepr(Thread &t, Value self) {
  Type *type = typeOf(self);
  std::string text = "<" + std::string(strUtf8(t, qualifiedTypeName(t, type)));
  char address[40];
  std::snprintf(address, sizeof address, " object at %p>", static_cast<void *>(asObject(self)));
  return fromObject(strFromUtf8(t, text + address));
}
static Value objectStr(Thread &t, Value self) { return typeOf(self)->slots.repr(t, self); }
static bool objectHash(Thread &, Value self, int64_t *out) {
  uint64_t bits = bitsOf(self);
  auto n = static_cast<int64_t>(bits >> 4 | bits << 60);
  *out = n == -1 ? -2 : n;
  return true;
}
static Value objectCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if (kind == CompareKind::Equal) return same(a, b) ? fromBool(true) : notImplemented();
  if (kind != CompareKind::NotEqual) return notImplemented();
  Value equal = typeOf(a)->slots.compare(t, a, b, CompareKind::Equal);
  if (!ok(equal) || isNotImplemented(equal)) return equal;
  int n = truth(t, equal);
  return n < 0 ? kNoValue : fromBool(!n);
}

static Value objectFormat(Thread &t, const Value *args) {
  if (!isStr(args[1])) return raise(t, Msg::FormatArgument, typeName(args[1]));
  if (as<Str>(args[1])->length) return raise(t, Msg::UnsupportedFormat, typeName(args[0]));
  Str *text = str(t, args[0]);
  return text ? fromObject(text) : kNoValue;
}
static Value objectSizeOf(Thread &t, const Value *args) {
  Type *type = typeOf(args[0]);
  size_t size = type->instanceSize + type->inlineSlots * sizeof(Value);
  if (type->typeFlags & kTypeVariable && isObject(args[0])) size += variableBytes(asObject(args[0]), type);
  return intValue(t, static_cast<int64_t>(size));
}
static Value objectInitSubclass(Thread &, const Value *) { return none(); }
static Value objectSubclassHook(Thread &, const Value *) { return notImplemented(); }

void mergeDir(Thread &t, Dict *into, Type *type) {
  int64_t position = 0;
  Value key, v;
  while (dictNext(type->dict, &position, &key, &v)) dictSet(t, into, key, none());
  for (int64_t i = 0; type->bases && i < type->bases->size; i++) mergeDir(t, into, as<Type>(type->bases->items[i]));
}
static Value objectDir(Thread &t, const Value *args) {
  Dict *all = dictNew(t);
  bool failed = false;
  Value own = getAttributeOrNone(t, args[0], names().__dict__, &failed);
  if (failed) return kNoValue;
  if (ok(own) && isDict(own)) {
    int64_t position = 0;
    Value key, v;
    while (dictNext(as<Dict>(own), &position, &key, &v)) dictSet(t, all, key, none());
  }
  Value cls = getAttributeOrNone(t, args[0], names().__class__, &failed);
  if (failed) return kNoValue;
  if (ok(cls) && isType(cls)) mergeDir(t, all, as<Type>(cls));
  List *list = toList(t, fromObject(all));
  return list ? fromObject(list) : kNoValue;
}

// --- Pickling support: __getstate__, __reduce__, __reduce_ex__ (Library reference, pickle)

static List *slotNamesOf(Thread &t, Type *type) {
  Value known = dictGetStr(type->dict, internAscii(t, "__slotnames__"));
  if (ok(known) && isList(known)) return as<List>(known);
  List *list = listNew(t);
  for (int64_t i = type->mro ? type->mro->size : 0; i-- > 0;) {
    Type *cls = as<Type>(type->mro->items[i]);
    int64_t position = 0;
    Value key, v;
    while (isHeapType(cls) && dictNext(cls->dict, &position, &key, &v))
      if (isExactly(v, TypeId::MemberDescriptor) && as<Member>(v)->isSlot) listAppend(t, list, key);
  }
  return list;
}
Value objectGetState(Thread &t, Value self) {
  Type *type = typeOf(self);
  Value state = none();
  if (type->extraOffset) {
    Dict *dict = dictNew(t);
    forEachAttribute(asObject(self), [&](Value key, Value v) { dictSet(t, dict, key, v); });
    if (dictSize(dict)) state = fromObject(dict);
    else if (isHeapType(type)) state = none();
  }
  List *slotNames = slotNamesOf(t, type);
  if (!slotNames->size) {
    if (isNone(state) && type->extraOffset == 0 && !isHeapType(type) && type->instanceSize != sizeof(Object) && false) return kNoValue;
    return state;
  }
  Dict *slots = dictNew(t);
  for (int64_t i = 0; i < slotNames->size; i++) {
    Value name = slotNames->array->items[i]; // getting the attribute may change the list
    bool failed = false;
    Value v = isStr(name) ? getAttributeOrNone(t, self, strIntern(t, as<Str>(name)), &failed) : kNoValue;
    if (failed) return kNoValue;
    if (ok(v) && !dictSet(t, slots, name, v)) return kNoValue;
  }
  if (!dictSize(slots)) return state;
  return fromObject(tupleOf(t, state, fromObject(slots)));
}
static Value objectGetStateMethod(Thread &t, const Value *args) { return objectGetState(t, args[0]); }

/// copyreg is imported on demand; ImportError when the program has none.
static Value importCopyreg(Thread &t) {
  Value importFunction = builtinNamed(t, "__import__");
  return ok(importFunction) ? callWith(t, importFunction, fromObject(strFromAscii(t, "copyreg"))) : kNoValue;
}

static bool hasOwnGetState(Type *type) {
  return !same(typeLookup(type, names().__getstate__), dictGetStr(builtinType(TypeId::Object)->dict, names().__getstate__));
}
static Value reduceNew(Thread &t, Value self) {
  Type *type = typeOf(self);
  Value copyreg = importCopyreg(t);
  if (!ok(copyreg)) return kNoValue;
  Tuple *args = nullptr;
  Value kwargs = kNoValue;
  Value method = lookupSpecial(t, self, names().__getnewargs_ex__);
  if (ok(method)) {
    Value pair = callWith(t, method);
    if (!ok(pair)) return kNoValue;
    if (!isTuple(pair)) return raise(t, Msg::GetNewArgsExBad, typeName(pair));
    if (as<Tuple>(pair)->size != 2) return raise(t, Msg::GetNewArgsExLength, as<Tuple>(pair)->size);
    Value first = as<Tuple>(pair)->items[0], second = as<Tuple>(pair)->items[1];
    if (!isTuple(first)) return raise(t, Msg::GetNewArgsExItem, "first", "tuple", typeName(first));
    if (!isDict(second)) return raise(t, Msg::GetNewArgsExItem, "second", "dict", typeName(second));
    args = as<Tuple>(first);
    kwargs = second;
  } else {
    if (ok(t.pending)) return kNoValue;
    method = lookupSpecial(t, self, names().__getnewargs__);
    if (ok(t.pending)) return kNoValue;
    if (ok(method)) {
      Value list = callWith(t, method);
      if (!ok(list)) return kNoValue;
      if (!isTuple(list)) return raise(t, Msg::GetNewArgsBad, typeName(list));
      args = as<Tuple>(list);
    }
  }
  Value cls = fromObject(type), construct, constructArgs;
  if (ok(kwargs) && isDict(kwargs) && dictSize(as<Dict>(kwargs))) {
    construct = getAttribute(t, copyreg, internAscii(t, "__newobj_ex__"));
    constructArgs = fromObject(tupleOf(t, cls, fromObject(args), kwargs));
  } else {
    construct = getAttribute(t, copyreg, internAscii(t, "__newobj__"));
    int64_t n = args ? args->size : 0;
    Tuple *all = tupleNew(t, n + 1);
    all->items[0] = cls;
    for (int64_t i = 0; i < n; i++) all->items[i + 1] = args->items[i];
    constructArgs = fromObject(all);
  }
  if (!ok(construct)) return kNoValue;
  // Reference: built-in objects whose content __getstate__ cannot reach refuse to be pickled.
  Type *native = type;
  while (isHeapType(native)) native = native->base;
  bool container = type->typeFlags & (kTypeListSubclass | kTypeDictSubclass);
  // Attributes, and perhaps a word of flags, are all that an instance of a native base may have.
  constexpr uint32_t kPlain = sizeof(Object) + 2 * sizeof(Value);
  const bool hidden = native->extraOffset == 0 || (native->instanceSize > kPlain && !hasOwnGetState(type));
  if (!args && !container && native != builtinType(TypeId::Object) && hidden)
    return raise(t, Msg::CannotPickle, typeName(self));
  Value state = callMethodWith(t, self, names().__getstate__);
  if (!ok(state)) return kNoValue;
  Value listItems = none(), dictItems = none();
  if (type->typeFlags & kTypeListSubclass) listItems = getIterator(t, self);
  if (type->typeFlags & kTypeDictSubclass) {
    Value items = callMethodWith(t, self, names().items);
    dictItems = ok(items) ? getIterator(t, items) : kNoValue;
  }
  if (!ok(listItems) || !ok(dictItems)) return kNoValue;
  return fromObject(tupleOf(t, construct, constructArgs, state, listItems, dictItems));
}
static Value reduceCommon(Thread &t, Value self, int64_t protocol) {
  if (protocol >= 2) return reduceNew(t, self);
  Value copyreg = importCopyreg(t);
  if (!ok(copyreg)) return kNoValue;
  return callMethodWith(t, copyreg, internAscii(t, "_reduce_ex"), self, fromInt(protocol));
}
static Value objectReduce(Thread &t, const Value *args) { return reduceCommon(t, args[0], 0); }
static Value objectReduceEx(Thread &t, const Value *args) {
  int64_t protocol;
  if (!toInt64(t, args[1], &protocol)) return kNoValue;
  Value own = typeLookup(typeOf(args[0]), names().__reduce__);
  if (!same(own, dictGetStr(builtinType(TypeId::Object)->dict, names().__reduce__)))
    return callMethodWith(t, args[0], names().__reduce__);
  return reduceCommon(t, args[0], protocol);
}

// --- __class__

static Value getClass(Thread &, Value self) { return fromObject(typeOf(self)); }
static bool setClass(Thread &t, Value self, Value v) {
  if (!ok(v)) return raise(t, Msg::ClassDelete), false;
  if (!isType(v)) return raise(t, Msg::ClassMustBeClass, typeName(v)), false;
  Type *now = typeOf(self), *next = as<Type>(v);
  bool modules = isSubtype(now, builtinType(TypeId::Module)) && isSubtype(next, builtinType(TypeId::Module));
  if (!modules && (!isHeapType(now) || !isHeapType(next))) return raise(t, Msg::ClassAssignmentHeap), false;
  if (now == next) return true;
  if (!modules && !compatibleLayout(now, next)) return raise(t, Msg::ClassAssignmentLayout, typeNameOf(next), typeNameOf(now)), false;
  return changeClass(t, asObject(self), next);
}

static const NativeRow methods[] = {
    {"__format__", objectFormat, "($self, format_spec, /)", NativeKind::Method, "Default object formatter."},
    {"__sizeof__", objectSizeOf, "($self, /)", NativeKind::Method, "Size of object in memory, in bytes."},
    {"__dir__", objectDir, "($self, /)", NativeKind::Method, "Default dir() implementation."},
    {"__getstate__", objectGetStateMethod, "($self, /)", NativeKind::Method, "Helper for pickle."},
    {"__reduce__", objectReduce, "($self, /)", NativeKind::Method, "Helper for pickle."},
    {"__reduce_ex__", objectReduceEx, "($self, protocol, /)", NativeKind::Method, "Helper for pickle."},
    {"__init_subclass__", objectInitSubclass, "($type, /)", NativeKind::ClassMethod,
     "This method is called when a class is subclassed."},
    {"__subclasshook__", objectSubclassHook, "($type, other=None, /)", NativeKind::ClassMethod,
     "Abstract classes can override this to customize issubclass()."},
    {}};
static const GetSetRow getSets[] = {{"__class__", getClass, setClass, "the object's class"}, {}};

void registerObjectType(Thread &t) {
  registerType(t, {.id = TypeId::Object,
                   .flags = kTypeSubclassable,
                   .instanceSize = sizeof(Object),
                   .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and returns a new "
                          "featureless\ninstance that has no instance attributes and cannot be given any.\n",
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = objectRepr;
                         s.str = objectStr;
                         s.hash = objectHash;
                         s.compare = objectCompare;
                         s.getAttribute = genericGetAttribute;
                         s.setAttribute = genericSetAttribute;
                         s.init = objectInit;
                         s.create = objectCreate;
                       },
                   .methods = methods,
                   .getSets = getSets});
}

} // namespace rt
