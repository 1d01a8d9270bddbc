// The _functools module: reduce, cmp_to_key.
#include "runtime-lib/modules/functools/Functools.h"

namespace rt {

namespace {

Value reduce(Thread &t, const Value *a) {
  Value iterator = getIterator(t, a[1]);
  if (!ok(iterator)) {
    if (pendingMatches(t, Exc::TypeError)) {
      clearPending(t);
      return raise(t, Msg::ReduceIterable);
    }
    return kNoValue;
  }
  Value result = a[2];
  bool done = forEach(t, iterator, [&](Value item) {
    result = ok(result) ? callWith(t, a[0], result, item) : item;
    return ok(result);
  });
  if (!done)
    return kNoValue;
  return ok(result) ? result : raise(t, Msg::ReduceEmpty);
}

// --- cmp_to_key: an object K with the comparison function and the wrapped value
struct Key : Object {
  Value compare, object; // object kNoValue: the maker returned by cmp_to_key
};
Type *keyType;

Value newKey(Thread &t, Value compare, Value object) {
  auto *key = reinterpret_cast<Key *>(allocateInstance(t, keyType));
  key->compare = compare;
  key->object = object;
  return fromObject(key);
}
Value cmpToKey(Thread &t, const Value *a) { return newKey(t, a[0], kNoValue); }

Value keyCall(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (positional + static_cast<size_t>(kwNames ? kwNames->size : 0) != 1)
    return raiseText(t, Exc::TypeError, "K() missing required argument 'obj' (pos 1)");
  return newKey(t, as<Key>(self)->compare, args[0]);
}
Value keyCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if (typeOf(b) != keyType)
    return raise(t, Msg::CmpToKeyOther);
  Value x = as<Key>(a)->object, y = as<Key>(b)->object;
  if (!ok(x) || !ok(y))
    return raiseText(t, Exc::AttributeError, "object");
  Value r = TRY(callWith(t, as<Key>(a)->compare, x, y));
  return compare(t, r, fromInt(0), kind);
}
const MemberRow kKeyMembers[] = {{"obj", offsetof(Key, object), false}, {nullptr, 0}};

const NativeRow kFunctions[] = {
    {"reduce", reduce, "(function, iterable, initial=None, /)", NativeKind::Function},
    {"cmp_to_key", cmpToKey, "(mycmp)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

bool initialise(Thread &t, Value module) {
  TypeSpec key{TypeId::Object};
  key.flags = kTypeNoCreate;
  key.instanceSize = sizeof(Key);
  key.trace = [](Object *o, Tracer &tracer) { tracer.range(&static_cast<Key *>(o)->compare, 2); };
  key.fillSlots = [](Slots &s) {
    s.call = keyCall;
    s.compare = keyCompare;
    s.hash = hashNotImplemented;
  };
  key.members = kKeyMembers;
  keyType = makeNativeType(t, "functools", "KeyWrapper", builtinType(TypeId::Object), key);
  addRoot(&keyType);
  return keyType && addFunctions(t, module, kFunctions) && addPartial(t, module) &&
         addLruCache(t, module);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_functools, "_functools", rt::initialise)
