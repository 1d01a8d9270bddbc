// The _collections module: deque, defaultdict, the field getters of named tuples, Counter's fast
// loop.
#include "runtime-lib/modules/collections/Collections.h"

#include "runtime-lib/objects/NativeFunction.h"

namespace rt {

namespace {

// --- defaultdict: a dict with a factory behind its fields
struct DefaultDict : Dict {
  Value attributes;
  Value factory; // kNoValue or None: none
};
DefaultDict *defaultDict(Value v) { return as<DefaultDict>(v); }
Type *defaultDictType;

bool init(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  Value factory = none();
  if (positional) {
    factory = *args;
    if (!isNone(factory) && !isCallable(factory))
      return raise(t, Msg::DefaultFactory), false;
    args++;
    positional--;
  }
  storeField(asObject(self), &defaultDict(self)->factory, factory);
  return builtinType(TypeId::Dict)->slots.init(t, self, args, positional, kwNames);
}

Value missing(Thread &t, const Value *a) {
  Value factory = defaultDict(a[0])->factory;
  if (!ok(factory) || isNone(factory))
    return raiseKeyError(t, a[1]);
  Value v = TRY(callWith(t, factory));
  return setItem(t, a[0], a[1], v) ? v : kNoValue;
}

Value represent(Thread &t, Value self) {
  Str *base = as<Str>(TRY(builtinType(TypeId::Dict)->slots.repr(t, self)));
  Value factory = defaultDict(self)->factory;
  StrBuilder out(t);
  out.add(typeOf(self)->name);
  out.add("(");
  bool failed;
  Value marker = ok(factory) ? factory : none();
  if (enterRepr(t, marker, &failed)) {
    Str *text = repr(t, marker);
    leaveRepr(t, marker);
    out.add(TRY(text));
  } else {
    if (failed)
      return kNoValue;
    out.add("...");
  }
  out.add(", ");
  out.add(base);
  out.add(")");
  return fromObject(out.finish());
}

Value copy(Thread &t, const Value *a) {
  Value factory = defaultDict(a[0])->factory;
  return callWith(t, fromObject(typeOf(a[0])), ok(factory) ? factory : none(), a[0]);
}
Value reduce(Thread &t, const Value *a) {
  Value factory = defaultDict(a[0])->factory;
  Tuple *args = !ok(factory) || isNone(factory) ? emptyTuple() : TRY(tupleOf(t, factory));
  Value items = TRY(callMethodWith(t, a[0], names().items));
  Value iterator = TRY(getIterator(t, items));
  return fromObject(
      tupleOf(t, fromObject(typeOf(a[0])), fromObject(args), none(), none(), iterator));
}
Value merge(Thread &t, Value a, Value b) {
  if (!isDict(a) || !isDict(b))
    return notImplemented();
  Value left = isInstance(a, defaultDictType) ? a : b;
  Value factory = defaultDict(left)->factory;
  Value made = TRY(callWith(t, fromObject(typeOf(left)), ok(factory) ? factory : none(), a));
  return dictUpdate(t, as<Dict>(made), b) ? made : kNoValue;
}
Value getFactory(Thread &, Value self) {
  Value factory = defaultDict(self)->factory;
  return ok(factory) ? factory : none();
}
bool setFactory(Thread &, Value self, Value v) {
  storeField(asObject(self), &defaultDict(self)->factory, ok(v) ? v : none());
  return true;
}
Value classGetItem(Thread &t, const Value *a) { return genericAliasNew(t, a[0], a[1]); }

const NativeRow kDefaultDictMethods[] = {
    {"__missing__", missing, "($self, key, /)"},
    {"__copy__", copy, "($self, /)"},
    {"copy", copy, "($self, /)"},
    {"__reduce__", reduce, "($self, /)"},
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
    {nullptr, nullptr, nullptr},
};
const GetSetRow kDefaultDictGetSets[] = {{"default_factory", getFactory, setFactory,
                                          "Factory for default value called by __missing__()."},
                                         {nullptr, nullptr}};

// --- _tuplegetter: the descriptor of a named tuple's field
struct TupleGetter : Object {
  int64_t index;
  Value doc;
};
Value newTupleGetter(Thread &t, const Value *a) {
  int64_t index;
  if (!toSize(t, a[1], &index))
    return kNoValue;
  auto *getter = reinterpret_cast<TupleGetter *>(allocateInstance(t, as<Type>(a[0])));
  getter->index = index;
  getter->doc = a[2];
  return fromObject(getter);
}
constexpr NativeRow kTupleGetter{"_tuplegetter", newTupleGetter, "($type, index, doc, /)",
                                 NativeKind::Function};
Value getField(Thread &t, Value self, Value object, Value type) {
  if (!ok(object) || (isNone(object) && !same(type, fromObject(builtinType(TypeId::None)))))
    return self;
  auto *getter = as<TupleGetter>(self);
  if (!isTuple(object))
    return raise(t, Msg::TupleGetterArgument, getter->index, typeName(object));
  auto *tuple = as<Tuple>(object);
  if (getter->index >= tuple->size)
    return raiseText(t, Exc::IndexError, "tuple index out of range");
  return tuple->items[getter->index];
}
bool setFieldError(Thread &t, Value, Value, Value v) {
  raiseText(t, Exc::AttributeError, ok(v) ? "can't set attribute" : "can't delete attribute");
  return false;
}
Value getterRepr(Thread &t, Value self) {
  auto *getter = as<TupleGetter>(self);
  StrBuilder out(t);
  out.add("_tuplegetter(");
  out.add(TRY(repr(t, intValue(t, getter->index))));
  out.add(", ");
  out.add(TRY(repr(t, getter->doc)));
  out.add(")");
  return fromObject(out.finish());
}
Value getDoc(Thread &, Value self) { return as<TupleGetter>(self)->doc; }
bool setDoc(Thread &, Value self, Value v) {
  storeField(asObject(self), &as<TupleGetter>(self)->doc, ok(v) ? v : none());
  return true;
}
const GetSetRow kGetterGetSets[] = {{"__doc__", getDoc, setDoc}, {nullptr, nullptr}};

// --- Counter: mapping[item] += 1 for each item
Value countElements(Thread &t, const Value *a) {
  Value mapping = a[0];
  // Fast path: a dict (or Counter) whose items are read and written as dict's own.
  bool plain = isDict(mapping) &&
               typeOf(mapping)->slots.setItem == builtinType(TypeId::Dict)->slots.setItem &&
               same(typeLookup(typeOf(mapping), names().get),
                    typeLookup(builtinType(TypeId::Dict), names().get));
  bool done = forEach(t, a[1], [&](Value item) {
    Value old = kNoValue;
    if (plain) {
      if (dictFind(t, as<Dict>(mapping), item, &old) == Found::Error)
        return false;
      if (ok(t.pending))
        return false;
    } else {
      old = callMethodWith(t, mapping, names().get, item, fromInt(0));
      if (!ok(old))
        return false;
    }
    Value sum = plain && !ok(old) ? fromInt(1) : binaryOp(t, BinaryKind::Add, old, fromInt(1));
    if (!ok(sum))
      return false;
    return plain ? dictSet(t, as<Dict>(mapping), item, sum) : setItem(t, mapping, item, sum);
  });
  return done ? none() : kNoValue;
}
const NativeRow kFunctions[] = {
    {"_count_elements", countElements, "(mapping, iterable, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec getter{TypeId::Object};
  getter.instanceSize = sizeof(TupleGetter);
  getter.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<TupleGetter *>(o)->doc);
  };
  getter.fillSlots = [](Slots &s) {
    s.create = createBy<kTupleGetter>;
    s.descrGet = getField;
    s.descrSet = setFieldError;
    s.repr = getterRepr;
  };
  getter.getSets = kGetterGetSets;
  return addDeque(t, module) && addDefaultDict(t, module) &&
         addType(t, module, "_tuplegetter", getter) && addFunctions(t, module, kFunctions);
}

} // namespace

bool addDefaultDict(Thread &t, Value module) {
  TypeSpec spec{TypeId::Dict};
  spec.flags = kTypeSubclassable | kTypeWeakRefs;
  spec.instanceSize = sizeof(DefaultDict);
  spec.doc = "defaultdict(default_factory=None, /, [...]) --> dict with default factory";
  spec.trace = [](Object *o, Tracer &tracer) {
    builtinType(TypeId::Dict)->trace(o, tracer);
    tracer.value(static_cast<DefaultDict *>(o)->factory);
  };
  spec.fillSlots = [](Slots &s) {
    s.init = init;
    s.repr = represent;
    s.binary[static_cast<size_t>(BinaryKind::Or)] = merge;
  };
  spec.methods = kDefaultDictMethods;
  spec.getSets = kDefaultDictGetSets;
  defaultDictType = addType(t, module, "defaultdict", spec, builtinType(TypeId::Dict));
  addRoot(&defaultDictType);
  return defaultDictType && dictSetStr(t, defaultDictType->dict, names().__module__,
                                       fromObject(internAscii(t, "collections")));
}

} // namespace rt

NATIVE_MODULE_DEFINITION(_collections, "_collections", rt::initialise)
