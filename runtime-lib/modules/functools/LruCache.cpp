// functools.lru_cache's wrapper: a dict from argument keys to results, in order of use.
//
// The dict's insertion order is the order of use: a hit moves its entry to the end, a full cache
// drops the first one. Keys are the single argument itself when it is an int or str, else a tuple
// of the arguments, wrapped by functools' _HashedSeq-like rule: types follow when typed.
#include "runtime-lib/modules/functools/Functools.h"

namespace rt {

namespace {

struct LruCache : Object {
  Value attributes;
  Value function, cacheInfoType;
  Dict *cache;
  int64_t maxsize; // -1: unbounded
  int64_t hits, misses;
  bool typed;
};
LruCache *lru(Value v) { return as<LruCache>(v); }

Value newWrapper(Thread &t, const Value *a) {
  int64_t maxsize;
  if (isNone(a[2])) {
    maxsize = -1;
  } else if (isAnyInt(a[2])) {
    if (!toSize(t, a[2], &maxsize))
      return kNoValue;
    if (maxsize < 0)
      maxsize = 0;
  } else {
    return raise(t, Msg::LruMaxsize);
  }
  if (!isCallable(a[1]))
    return raise(t, Msg::PartialCallable);
  int typed = truth(t, a[3]);
  if (typed < 0)
    return kNoValue;
  auto *o = reinterpret_cast<LruCache *>(allocateInstance(t, as<Type>(a[0])));
  o->function = a[1];
  o->maxsize = maxsize;
  o->typed = typed;
  o->cacheInfoType = a[4];
  o->cache = dictNew(t);
  writeBarrier(o);
  return o->cache ? fromObject(o) : kNoValue;
}
constexpr NativeRow kNew{"_lru_cache_wrapper", newWrapper,
                         "($type, user_function, maxsize, typed, cache_info_type)",
                         NativeKind::Function};

Value makeKey(Thread &t, LruCache *o, const Value *args, size_t positional, Tuple *kwNames) {
  if (!kwNames && positional == 1 && !o->typed &&
      (isInt(args[0]) || isExactly(args[0], TypeId::Str)))
    return args[0];
  int64_t keywords = kwNames ? kwNames->size : 0;
  auto n = static_cast<int64_t>(positional);
  int64_t size = n + (keywords ? 1 + 2 * keywords : 0) + (o->typed ? n + keywords : 0);
  if (size == 1 && !o->typed && !isTuple(args[0]))
    size = 2; // (x, None) cannot be confused with the key x itself
  Tuple *key = TRY(tupleNew(t, size));
  int64_t i = 0;
  for (; i < n; i++)
    key->items[i] = args[i];
  if (keywords) {
    key->items[i++] = fromObject(builtinType(TypeId::Object));
    for (int64_t k = 0; k < keywords; k++) {
      key->items[i++] = kwNames->items[k];
      key->items[i++] = args[n + k];
    }
  }
  for (int64_t k = 0; o->typed && k < n + keywords; k++)
    key->items[i++] = fromObject(typeOf(args[k]));
  for (; i < size; i++)
    key->items[i] = none();
  return fromObject(key);
}

Value callWrapper(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  auto *o = lru(self);
  if (o->maxsize == 0) {
    o->misses++;
    return call(t, o->function, args, positional, kwNames);
  }
  Value key = TRY(makeKey(t, o, args, positional, kwNames));
  Value result = kNoValue;
  Found found = dictFind(t, o->cache, key, &result);
  if (found == Found::Error)
    return kNoValue;
  if (found == Found::Yes) {
    o->hits++;
    if (o->maxsize > 0) { // move to the end
      if (dictRemove(t, o->cache, key) == Found::Error || !dictSet(t, o->cache, key, result))
        return kNoValue;
    }
    return result;
  }
  o->misses++;
  result = TRY(call(t, o->function, args, positional, kwNames));
  if (!dictSet(t, o->cache, key, result))
    return kNoValue;
  if (o->maxsize > 0 && dictSize(o->cache) > o->maxsize) {
    int64_t position = 0;
    Value oldest, v;
    if (dictNext(o->cache, &position, &oldest, &v) &&
        dictRemove(t, o->cache, oldest) == Found::Error)
      return kNoValue;
  }
  return result;
}

Value cacheInfo(Thread &t, const Value *a) {
  auto *o = lru(a[0]);
  return callWith(t, o->cacheInfoType, intValue(t, o->hits), intValue(t, o->misses),
                  o->maxsize < 0 ? none() : intValue(t, o->maxsize),
                  intValue(t, dictSize(o->cache)));
}
Value cacheClear(Thread &t, const Value *a) {
  auto *o = lru(a[0]);
  o->hits = o->misses = 0;
  dictClear(t, o->cache);
  return none();
}
Value copySelf(Thread &, const Value *a) { return a[0]; }
Value reduce(Thread &t, const Value *a) { return getAttribute(t, a[0], names().__qualname__); }
Value bind(Thread &t, Value self, Value object, Value) {
  return !ok(object) || isNone(object) ? self : boundMethod(t, self, object);
}

const NativeRow kMethods[] = {
    {"cache_info", cacheInfo, "($self, /)"}, {"cache_clear", cacheClear, "($self, /)"},
    {"__copy__", copySelf, "($self, /)"},    {"__deepcopy__", copySelf, "($self, memo, /)"},
    {"__reduce__", reduce, "($self, /)"},    {nullptr, nullptr, nullptr}};

} // namespace

bool addLruCache(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeHasDict | kTypeWeakRefs | kTypeMethodDescriptor;
  spec.instanceSize = sizeof(LruCache);
  spec.extraOffset = offsetof(LruCache, attributes);
  spec.trace = [](Object *object, Tracer &tracer) {
    auto *o = static_cast<LruCache *>(object);
    tracer.range(&o->function, 2);
    tracer.pointer(o->cache);
  };
  spec.fillSlots = [](Slots &s) {
    s.create = createBy<kNew>;
    s.call = callWrapper;
    s.descrGet = bind;
  };
  spec.methods = kMethods;
  Type *type = addType(t, module, "_lru_cache_wrapper", spec);
  return type &&
         dictSetStr(t, type->dict, names().__module__, fromObject(internAscii(t, "functools")));
}

} // namespace rt
