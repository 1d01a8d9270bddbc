// The dict type: slots, construction, update, and the runtime functions of dict displays.
#include "runtime-lib/objects/dict/Dict.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"

namespace rt {

// --- Update
namespace {

// True when the items of v may be read from its table: a dict whose class does not redefine
// iteration.
bool plainDict(Value v) {
  return isDict(v) && (isExactly(v, TypeId::Dict) ||
                       typeOf(v)->slots.iter == builtinType(TypeId::Dict)->slots.iter);
}

bool mergeDict(Thread &t, Dict *d, Dict *from, bool overwrite) {
  if (d == from)
    return true;
  int64_t position = 0, expected = dictSize(from);
  Value key, v;
  while (dictNext(from, &position, &key, &v)) {
    uint64_t h = from->entries[position - 1].hash;
    if (overwrite) {
      if (!dictSetHashed(t, d, key, h, v))
        return false;
    } else {
      Value found;
      Found f = dictFindHashed(t, d, key, h, &found);
      if (f == Found::Error || (f == Found::No && !dictSetHashed(t, d, key, h, v)))
        return false;
    }
    if (dictSize(from) != expected) { // only a __eq__ or __hash__ can do this
      raise(t, Msg::DictMutatedDuringUpdate);
      return false;
    }
  }
  return true;
}

bool mergeKeys(Thread &t, Dict *d, Value mapping, Value keysMethod, bool overwrite) {
  Value keys = callWith(t, keysMethod);
  if (!ok(keys))
    return false;
  Value iterator = getIterator(t, keys);
  if (!ok(iterator))
    return false;
  for (;;) {
    Value key = next(t, iterator);
    if (!ok(key))
      return !ok(t.pending);
    if (!overwrite) {
      Value found;
      Found f = dictFind(t, d, key, &found);
      if (f == Found::Error)
        return false;
      if (f == Found::Yes)
        continue;
    }
    Value v = getItem(t, mapping, key);
    if (!ok(v) || !dictSet(t, d, key, v))
      return false;
  }
}

bool mergePairs(Thread &t, Dict *d, Value pairs, bool overwrite) {
  Value iterator = getIterator(t, pairs);
  if (!ok(iterator))
    return false;
  for (int64_t i = 0;; i++) {
    Value pair = next(t, iterator);
    if (!ok(pair))
      return !ok(t.pending);
    Value key, v;
    if ((isExactly(pair, TypeId::Tuple) && as<Tuple>(pair)->size == 2)) {
      key = as<Tuple>(pair)->items[0];
      v = as<Tuple>(pair)->items[1];
    } else {
      Value fast = toFastSequence(t, pair, "");
      if (!ok(fast)) {
        if (pendingMatches(t, Exc::TypeError)) {
          clearPending(t);
          raise(t, Msg::DictUpdateElement, i);
        }
        return false;
      }
      bool isListed = isList(fast);
      int64_t n = isListed ? as<List>(fast)->size : as<Tuple>(fast)->size;
      if (n != 2) {
        raise(t, Msg::DictUpdateLength, i, n);
        return false;
      }
      const Value *items = isListed ? as<List>(fast)->array->items : as<Tuple>(fast)->items;
      key = items[0];
      v = items[1];
    }
    if (overwrite ? !dictSet(t, d, key, v) : !ok(dictSetDefault(t, d, key, v)))
      return false;
  }
}

} // namespace

bool dictUpdate(Thread &t, Dict *d, Value source, bool overwrite) {
  if (plainDict(source))
    return mergeDict(t, d, as<Dict>(source), overwrite);
  bool failed = false;
  Value keys = getAttributeOrNone(t, source, names().keys, &failed);
  if (failed)
    return false;
  if (ok(keys))
    return mergeKeys(t, d, source, keys, overwrite);
  return mergePairs(t, d, source, overwrite);
}

Dict *dictCopyOf(Thread &t, Value source) {
  if (plainDict(source))
    return dictCopy(t, as<Dict>(source));
  Dict *d = TRY(dictNew(t));
  return dictUpdate(t, d, source) ? d : nullptr;
}

bool dictUpdateArguments(Thread &t, const char *name, Dict *d, const Value *args, size_t positional,
                         Tuple *kwNames) {
  if (!argumentCount(t, name, positional, 0, 1))
    return false;
  if (positional && !dictUpdate(t, d, args[0]))
    return false;
  for (int64_t i = 0; kwNames && i < kwNames->size; i++)
    if (!dictSet(t, d, kwNames->items[i], args[positional + static_cast<size_t>(i)]))
      return false;
  return true;
}

int dictEqual(Thread &t, Dict *a, Dict *b) {
  if (dictSize(a) != dictSize(b))
    return 0;
  int64_t position = 0;
  Value key, x, y;
  while (dictNext(a, &position, &key, &x)) {
    uint64_t h = a->entries[position - 1].hash;
    Found f = dictFindHashed(t, b, key, h, &y);
    if (f != Found::Yes)
      return f == Found::Error ? -1 : 0;
    int equal = identicalOrEqual(t, x, y);
    if (equal <= 0)
      return equal;
  }
  return 1;
}

// --- Slots
namespace {

Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isDict(a) || !isDict(b) || (kind != CompareKind::Equal && kind != CompareKind::NotEqual))
    return notImplemented();
  int equal = dictEqual(t, as<Dict>(a), as<Dict>(b));
  if (equal < 0)
    return kNoValue;
  return fromBool((equal != 0) == (kind == CompareKind::Equal));
}

Value reprSlot(Thread &t, Value self) {
  Dict *d = as<Dict>(self);
  if (!dictSize(d))
    return fromObject(TRY(strFromAscii(t, "{}")));
  bool failed = false;
  if (!enterRepr(t, self, &failed))
    return failed ? kNoValue : fromObject(TRY(strFromAscii(t, "{...}")));
  StrBuilder out(t);
  out.add("{");
  int64_t position = 0;
  Value key, v;
  bool first = true;
  while (dictNext(d, &position, &key, &v)) {
    if (!first)
      out.add(", ");
    first = false;
    Str *k = repr(t, key);
    if (k) {
      out.add(k);
      out.add(": ");
      k = repr(t, v);
    }
    if (!k) {
      leaveRepr(t, self);
      return kNoValue;
    }
    out.add(k);
  }
  out.add("}");
  leaveRepr(t, self);
  return fromObject(TRY(out.finish()));
}

int64_t lengthSlot(Thread &, Value self) { return dictSize(as<Dict>(self)); }
int containsSlot(Thread &t, Value self, Value key) {
  Value v;
  return static_cast<int>(dictFind(t, as<Dict>(self), key, &v));
}
Value iterSlot(Thread &t, Value self) {
  return dictIteratorNew(t, TypeId::DictKeyIterator, as<Dict>(self));
}

Value getItemSlot(Thread &t, Value self, Value key) {
  Value v;
  switch (dictFind(t, as<Dict>(self), key, &v)) {
  case Found::Yes:
    return v;
  case Found::Error:
    return kNoValue;
  case Found::No:
    break;
  }
  if (!isExactly(self, TypeId::Dict)) {
    // Library reference, "Mapping Types": subclasses may define __missing__.
    Value missing = lookupSpecial(t, self, names().__missing__);
    if (ok(missing))
      return callWith(t, missing, key);
    if (ok(t.pending))
      return kNoValue;
  }
  return raiseKeyError(t, key);
}
bool setItemSlot(Thread &t, Value self, Value key, Value v) {
  if (ok(v))
    return dictSet(t, as<Dict>(self), key, v);
  Found f = dictRemove(t, as<Dict>(self), key);
  if (f == Found::No)
    raiseKeyError(t, key);
  return f == Found::Yes;
}

Value orSlot(Thread &t, Value a, Value b) {
  if (!isDict(a) || !isDict(b))
    return notImplemented();
  Dict *d = TRY(dictCopyOf(t, a));
  return dictUpdate(t, d, b) ? fromObject(d) : kNoValue;
}
Value inplaceOrSlot(Thread &t, Value a, Value b) {
  return dictUpdate(t, as<Dict>(a), b) ? a : kNoValue;
}

Value createSlot(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  if (isBuiltin(type, TypeId::Dict))
    return fromObject(TRY(dictNew(t)));
  Object *d = TRY(allocateInstance(t, type));
  d->flags |= kDictStrKeys;
  return fromObject(d);
}
bool initSlot(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  return dictUpdateArguments(t, "dict", as<Dict>(self), args, positional, kwNames);
}

void trace(Object *object, Tracer &tracer) {
  Dict *d = static_cast<Dict *>(object);
  tracer.pointer(d->entries);
  for (int64_t i = 0; i < d->filled; i++) {
    tracer.value(d->entries[i].key);
    tracer.value(d->entries[i].value);
  }
}

void fillSlots(Slots &s) {
  s.repr = reprSlot;
  s.hash = hashNotImplemented;
  s.compare = compareSlot;
  s.iter = iterSlot;
  s.init = initSlot;
  s.create = createSlot;
  s.length = lengthSlot;
  s.getItem = getItemSlot;
  s.setItem = setItemSlot;
  s.contains = containsSlot;
  s.binary[static_cast<int>(BinaryKind::Or)] = orSlot;
  s.inplace[static_cast<int>(BinaryKind::Or)] = inplaceOrSlot;
}

} // namespace

void registerDictType(Thread &t) {
  registerType(t,
               {.id = TypeId::Dict,
                .flags = kTypeSubclassable | kTypeDictSubclass | kTypeMatchMapping | kTypeMatchSelf,
                .instanceSize = sizeof(Dict),
                .doc = "dict() -> new empty dictionary\ndict(mapping) -> with the items of a "
                       "mapping\ndict(iterable) -> with the "
                       "pairs of key and value\ndict(**kwargs) -> with the names and values given",
                .trace = trace,
                .fillSlots = fillSlots,
                .methods = kDictMethods});
}

// --- Runtime functions
extern "C" {

Value rt_build_map(Thread &t, void *items, int64_t count) {
  const Value *pairs = static_cast<const Value *>(items);
  Dict *d = TRY(dictNew(t, count > 4 ? count : 0));
  for (int64_t i = 0; i < count; i++)
    if (!dictSet(t, d, pairs[2 * i], pairs[2 * i + 1]))
      return kNoValue;
  return fromObject(d);
}
int32_t rt_map_add(Thread &t, Value dict, Value key, Value v) {
  return dictSet(t, as<Dict>(dict), key, v);
}

int32_t rt_dict_update(Thread &t, Value dict, Value source) {
  if (plainDict(source))
    return dictUpdate(t, as<Dict>(dict), source);
  bool failed = false;
  Value keys = getAttributeOrNone(t, source, names().keys, &failed);
  if (failed)
    return 0;
  if (!ok(keys)) {
    raise(t, Msg::NotAMapping, typeName(source));
    return 0;
  }
  return mergeKeys(t, as<Dict>(dict), source, keys, true);
}

} // extern "C"

Str *callableName(Thread &t, Value callable) {
  bool failed = false;
  Value qualName = getAttributeOrNone(t, callable, names().__qualname__, &failed);
  if (failed)
    return nullptr;
  if (!ok(qualName))
    return str(t, callable);
  Value module = getAttributeOrNone(t, callable, names().__module__, &failed);
  if (failed)
    return nullptr;
  Str *name = str(t, qualName);
  if (!name)
    return nullptr;
  StrBuilder out(t);
  if (ok(module) && isStr(module) && !strEquals(as<Str>(module), "builtins")) {
    out.add(as<Str>(module));
    out.add(".");
  }
  out.add(name);
  out.add("()");
  return out.finish();
}

extern "C" int32_t rt_dict_merge(Thread &t, Value dict, Value mapping, Value callable) {
  Dict *d = as<Dict>(dict);
  if (plainDict(mapping) && !dictSize(d))
    return dictUpdate(t, d, mapping);
  bool failed = false;
  Value keys = isDict(mapping) ? kNoValue : getAttributeOrNone(t, mapping, names().keys, &failed);
  if (failed)
    return 0;
  if (!isDict(mapping) && !ok(keys)) {
    Str *name = callableName(t, callable);
    if (name)
      raise(t, Msg::NotAMappingAfterStars, fromObject(name), typeName(mapping));
    return 0;
  }
  auto add = [&](Value key, Value v) {
    Value found;
    Found f = dictFind(t, d, key, &found);
    if (f == Found::Yes) {
      Str *name = callableName(t, callable);
      if (name)
        raise(t, Msg::KeywordTwice, fromObject(name), key);
      return false;
    }
    return f == Found::No && dictSet(t, d, key, v);
  };
  if (!isDict(mapping)) { // its keys may occur more than once
    keys = callWith(t, keys);
    return ok(keys) && forEach(t, keys, [&](Value key) {
             Value v = getItem(t, mapping, key);
             return ok(v) && add(key, v);
           });
  }
  Dict *source = dictNew(t);
  if (!source || !dictUpdate(t, source, mapping))
    return 0;
  int64_t position = 0;
  Value key, v;
  while (dictNext(source, &position, &key, &v))
    if (!add(key, v))
      return 0;
  return 1;
}

} // namespace rt
