// The _abc module: the registry and the caches of abstract base classes (module abc).
//
// Classes are remembered by weak references, so that caches keep nobody alive. A negative answer
// holds until any class is registered anywhere: `token` counts the registrations.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/WeakRef.h"
#include "runtime-lib/objects/set/Set.h"

namespace rt {

namespace {

Type *dataType;
int64_t token;
Str *implName, *hookName, *tpFlagsName, *subclassesName;

/// What a class keeps in its attribute _abc_impl.
struct AbcData : Object {
  Value registry, cache, negative; // sets of weak references, or kNoValue
  int64_t negativeToken;
};

AbcData *dataOf(Thread &t, Value cls) {
  Value data = getAttribute(t, cls, implName);
  if (!ok(data)) return nullptr;
  if (typeOf(data) != dataType) return raiseText(t, Exc::TypeError, "_abc_impl is set to a wrong type"), nullptr;
  return as<AbcData>(data);
}

int holds(Thread &t, Value set, Value cls) {
  if (!ok(set) || !setSize(set)) return 0;
  Value ref = weakRefNew(t, cls, kNoValue);
  if (!ok(ref)) {
    if (!pendingMatches(t, Exc::TypeError)) return -1;
    clearPending(t); // not weakly referable: cannot be in the set
    return 0;
  }
  return setContains(t, set, ref);
}
bool remember(Thread &t, AbcData *data, Value *set, Value cls) {
  if (!ok(*set)) storeField(data, set, setNew(t, false));
  Value ref = weakRefNew(t, cls, kNoValue);
  return ok(ref) && setAdd(t, *set, ref);
}
/// Drops dead references, when a set was found to have some.
void forget(Thread &t, Value set) {
  if (!ok(set)) return;
  for (;;) {
    int64_t position = 0;
    Value item, dead = kNoValue;
    while (setNext(set, &position, &item))
      if (!ok(as<WeakRef>(item)->target)) dead = item;
    if (!ok(dead) || setDiscard(t, as<Set>(set), dead) < 0) return;
  }
}

// --- _abc_init
bool isAbstract(Thread &t, Value v, bool *failed) {
  Value flag = getAttributeOrNone(t, v, names().__isabstractmethod__, failed);
  if (*failed || !ok(flag)) return false;
  int r = truth(t, flag);
  *failed = r < 0;
  return r > 0;
}
bool collectAbstract(Thread &t, Type *cls) {
  Value abstracts = setNew(t, true);
  bool failed = false;
  int64_t position = 0;
  Value key, v;
  Dict *space = dictCopy(t, cls->dict); // looking at values may run Python code
  while (dictNext(space, &position, &key, &v)) {
    if (isAbstract(t, v, &failed) && !setAdd(t, abstracts, key)) return false;
    if (failed) return false;
  }
  for (int64_t i = 0; i < cls->bases->size; i++) {
    Value inherited = getAttributeOrNone(t, cls->bases->items[i], names().__abstractmethods__, &failed);
    if (failed) return false;
    if (!ok(inherited)) continue;
    if (!forEach(t, inherited, [&](Value name) {
          bool bad = false;
          if (!isStr(name)) return true;
          Value found = getAttributeOrNone(t, fromObject(cls), as<Str>(name), &bad);
          if (bad) return false;
          if (!ok(found)) return true;
          bool abstract = isAbstract(t, found, &bad);
          return !bad && (!abstract || setAdd(t, abstracts, name));
        }))
      return false;
  }
  return setAttribute(t, fromObject(cls), names().__abstractmethods__, abstracts);
}

Value abcInit(Thread &t, const Value *a) {
  if (!isType(a[0])) return raiseText(t, Exc::TypeError, "_abc_init() argument must be a class");
  auto *cls = as<Type>(a[0]);
  if (!collectAbstract(t, cls)) return kNoValue;
  auto *data = reinterpret_cast<AbcData *>(allocateInstance(t, dataType));
  data->negativeToken = token;
  if (!setAttribute(t, a[0], implName, fromObject(data))) return kNoValue;
  // __abc_tpflags__ of collections.abc says what patterns may match: bit 5 sequences, bit 6 mappings.
  Value flags = dictGetStr(cls->dict, tpFlagsName);
  if (ok(flags) && isInt(flags)) {
    int64_t bits = asInt(flags) & 0x60;
    if (bits == 0x60) return raiseText(t, Exc::TypeError, "__abc_tpflags__ cannot be both Py_TPFLAGS_SEQUENCE and Py_TPFLAGS_MAPPING");
    if (bits) cls->typeFlags = (cls->typeFlags & ~kCollectionFlags) | (bits == 0x20 ? kTypeMatchSequence : kTypeMatchMapping);
    if (!setAttribute(t, a[0], tpFlagsName, kNoValue)) return kNoValue;
  }
  return none();
}

/// Not those of the runtime's own classes: to patterns a str is no sequence, though registered.
void setCollectionFlags(Type *type, uint32_t flags) {
  if (type->typeFlags & kTypeImmutable || (type->typeFlags & kCollectionFlags) == flags) return;
  type->typeFlags = (type->typeFlags & ~kCollectionFlags) | flags;
  for (int64_t i = 0; type->subclasses && i < type->subclasses->size; i++) {
    Value item = type->subclasses->array->items[i];
    if (ok(item) && isType(item)) setCollectionFlags(as<Type>(item), flags);
    else if (ok(item) && isInstance(item, TypeId::WeakRef) && ok(as<WeakRef>(item)->target))
      setCollectionFlags(as<Type>(as<WeakRef>(item)->target), flags);
  }
}
Value abcRegister(Thread &t, const Value *a) {
  if (!isType(a[1])) return raiseText(t, Exc::TypeError, "Can only register classes");
  int r = isSubclassOf(t, a[1], a[0]);
  if (r) return r < 0 ? kNoValue : a[1];
  // A cycle would make every check run forever.
  r = isSubclassOf(t, a[0], a[1]);
  if (r) return r < 0 ? kNoValue : raiseText(t, Exc::RuntimeError, "Refusing to create an inheritance cycle");
  AbcData *data = TRY(dataOf(t, a[0]));
  if (!remember(t, data, &data->registry, a[1])) return kNoValue;
  token++;
  if (isType(a[0]))
    if (uint32_t flags = as<Type>(a[0])->typeFlags & kCollectionFlags) setCollectionFlags(as<Type>(a[1]), flags);
  return a[1];
}

Value abcSubclassCheck(Thread &t, const Value *a) {
  Value cls = a[0], subclass = a[1];
  if (!isType(subclass)) return raiseText(t, Exc::TypeError, "issubclass() arg 1 must be a class");
  AbcData *data = TRY(dataOf(t, cls));
  int known = holds(t, data->cache, subclass);
  if (known) return known < 0 ? kNoValue : fromBool(true);
  if (data->negativeToken < token) {
    data->negative = kNoValue;
    data->negativeToken = token;
  } else {
    known = holds(t, data->negative, subclass);
    if (known) return known < 0 ? kNoValue : fromBool(false);
  }
  auto answer = [&](bool yes) {
    return remember(t, data, yes ? &data->cache : &data->negative, subclass) ? fromBool(yes) : kNoValue;
  };
  Value hook = TRY(callMethodWith(t, cls, hookName, subclass));
  if (isBool(hook)) return answer(isTrue(hook));
  if (!isNotImplemented(hook))
    return raiseText(t, Exc::AssertionError, "__subclasshook__ must return either False, True, or NotImplemented");
  if (isType(cls) && isSubtype(as<Type>(subclass), as<Type>(cls))) return answer(true);
  if (ok(data->registry)) {
    forget(t, data->registry);
    List *registered = TRY(toList(t, data->registry)); // checks may register more
    for (int64_t i = 0; i < registered->size; i++) {
      Value one = as<WeakRef>(registered->array->items[i])->target;
      int r = ok(one) ? isSubclassOf(t, subclass, one) : 0;
      if (r) return r < 0 ? kNoValue : answer(true);
    }
  }
  Value subclasses = TRY(callMethodWith(t, cls, subclassesName));
  if (!isList(subclasses)) return raiseText(t, Exc::TypeError, "__subclasses__() must return a list");
  for (int64_t i = 0; i < as<List>(subclasses)->size; i++) {
    int r = isSubclassOf(t, subclass, as<List>(subclasses)->array->items[i]);
    if (r) return r < 0 ? kNoValue : answer(true);
  }
  return answer(false);
}

Value abcInstanceCheck(Thread &t, const Value *a) {
  Value cls = a[0];
  AbcData *data = TRY(dataOf(t, cls));
  Value subclass = TRY(getAttribute(t, a[1], names().__class__));
  int known = holds(t, data->cache, subclass);
  if (known) return known < 0 ? kNoValue : fromBool(true);
  Value type = fromObject(typeOf(a[1]));
  if (same(subclass, type)) {
    if (data->negativeToken == token) {
      known = holds(t, data->negative, subclass);
      if (known) return known < 0 ? kNoValue : fromBool(false);
    }
    return callMethodWith(t, cls, names().__subclasscheck__, subclass);
  }
  Value first = TRY(callMethodWith(t, cls, names().__subclasscheck__, subclass));
  int r = truth(t, first);
  if (r) return r < 0 ? kNoValue : first;
  return callMethodWith(t, cls, names().__subclasscheck__, type);
}

Value getDump(Thread &t, const Value *a) {
  AbcData *data = TRY(dataOf(t, a[0]));
  auto copy = [&](Value set) { return ok(set) ? setCopy(t, set, builtinType(TypeId::Set)) : setNew(t, false); };
  return fromObject(tupleOf(t, copy(data->registry), copy(data->cache), copy(data->negative), intValue(t, data->negativeToken)));
}
Value resetRegistry(Thread &t, const Value *a) {
  AbcData *data = TRY(dataOf(t, a[0]));
  data->registry = kNoValue;
  return none();
}
Value resetCaches(Thread &t, const Value *a) {
  AbcData *data = TRY(dataOf(t, a[0]));
  data->cache = data->negative = kNoValue;
  return none();
}
Value cacheToken(Thread &t, const Value *) { return intValue(t, token); }

const NativeRow kFunctions[] = {
    {"get_cache_token", cacheToken, "()", NativeKind::Function},
    {"_abc_init", abcInit, "(self, /)", NativeKind::Function},
    {"_abc_register", abcRegister, "(self, subclass, /)", NativeKind::Function},
    {"_abc_instancecheck", abcInstanceCheck, "(self, instance, /)", NativeKind::Function},
    {"_abc_subclasscheck", abcSubclassCheck, "(self, subclass, /)", NativeKind::Function},
    {"_get_dump", getDump, "(self, /)", NativeKind::Function},
    {"_reset_registry", resetRegistry, "(self, /)", NativeKind::Function},
    {"_reset_caches", resetCaches, "(self, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  implName = internAscii(t, "_abc_impl");
  hookName = names().__subclasshook__;
  tpFlagsName = internAscii(t, "__abc_tpflags__");
  subclassesName = internAscii(t, "__subclasses__");
  for (Str **name : {&implName, &tpFlagsName, &subclassesName}) addRoot(name);
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(AbcData);
  spec.trace = [](Object *o, Tracer &tracer) {
    auto *d = static_cast<AbcData *>(o);
    for (Value v : {d->registry, d->cache, d->negative}) tracer.value(v);
  };
  dataType = makeNativeType(t, "_abc", "_abc_data", builtinType(TypeId::Object), spec);
  addRoot(&dataType);
  return dataType && addFunctions(t, module, kFunctions);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_abc, "_abc", rt::initialise)
