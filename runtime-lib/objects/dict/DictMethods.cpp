// The methods of dict (Library reference, "Mapping Types").
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/dict/Dict.h"
#include "runtime-lib/objects/set/Set.h"

namespace rt {
namespace {

Dict *self(const Value *args) { return as<Dict>(args[0]); }

Value get(Thread &t, const Value *args) {
  Value v;
  switch (dictFind(t, self(args), args[1], &v)) {
  case Found::Yes:
    return v;
  case Found::Error:
    return kNoValue;
  case Found::No:
    break;
  }
  return ok(args[2]) ? args[2] : none();
}
Value setDefault(Thread &t, const Value *args) {
  return dictSetDefault(t, self(args), args[1], ok(args[2]) ? args[2] : none());
}
Value pop(Thread &t, const Value *args) {
  Value v;
  switch (dictRemove(t, self(args), args[1], &v)) {
  case Found::Yes:
    return v;
  case Found::Error:
    return kNoValue;
  case Found::No:
    break;
  }
  return ok(args[2]) ? args[2] : raiseKeyError(t, args[1]);
}
Value popItem(Thread &t, const Value *args) {
  Dict *d = self(args);
  int64_t i = d->filled - 1;
  while (i >= 0 && !dictEntryLive(d, d->entries[i]))
    i--;
  if (i < 0)
    return raise(t, Msg::PopItemEmpty);
  Tuple *pair = TRY(tupleOf(t, d->entries[i].key, dictEntryValue(d, d->entries[i])));
  dictRemoveAt(d, i);
  dictTrim(d); // so that emptying a dict stays O(n)
  return fromObject(pair);
}
Value clear(Thread &t, const Value *args) {
  dictClear(t, self(args));
  return none();
}
Value copy(Thread &t, const Value *args) { return fromObject(TRY(dictCopyOf(t, args[0]))); }
Value update(Thread &t, const Value *args) {
  Dict *d = self(args);
  Tuple *sources = as<Tuple>(args[1]);
  if (sources->size > 1)
    return raise(t, Msg::ArgumentCount, "update", "at most ", 1, "", sources->size);
  if (sources->size && !dictUpdate(t, d, sources->items[0]))
    return kNoValue;
  if (ok(args[2]) && !dictUpdate(t, d, args[2]))
    return kNoValue;
  return none();
}
Value keys(Thread &t, const Value *args) { return dictViewNew(t, TypeId::DictKeys, self(args)); }
Value values(Thread &t, const Value *args) {
  return dictViewNew(t, TypeId::DictValues, self(args));
}
Value items(Thread &t, const Value *args) { return dictViewNew(t, TypeId::DictItems, self(args)); }
Value reversed(Thread &t, const Value *args) {
  return dictIteratorNew(t, TypeId::DictReverseKeyIterator, self(args));
}

Value fromKeys(Thread &t, const Value *args) {
  Value made = TRY(callWith(t, args[0]));
  Value v = ok(args[2]) ? args[2] : none();
  bool exact = isExactly(made, TypeId::Dict), good;
  if (exact && knowsHashes(args[1]))
    good = eachHashed(t, args[1], [&](Value key, uint64_t h) {
      return dictSetHashed(t, as<Dict>(made), key, h, v);
    });
  else
    good = forEach(t, args[1], [&](Value key) {
      return exact ? dictSet(t, as<Dict>(made), key, v) : setItem(t, made, key, v);
    });
  return good ? made : kNoValue;
}
Value containsMethod(Thread &t, const Value *args) {
  Value v;
  Found f = dictFind(t, self(args), args[1], &v);
  return f == Found::Error ? kNoValue : fromBool(f == Found::Yes);
}
Value getItemMethod(Thread &t, const Value *args) {
  return builtinType(TypeId::Dict)->slots.getItem(t, args[0], args[1]);
}
Value sizeOf(Thread &, const Value *args) {
  Dict *d = self(args);
  size_t index = d->index ? (size_t{d->indexMask} + 1) * sizeof(uint32_t) : 0;
  return fromInt(static_cast<int64_t>(
      sizeof(Dict) + static_cast<size_t>(d->capacity) * sizeof(DictEntry) + index));
}
Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }

} // namespace

const NativeRow kDictMethods[] = {
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod,
     "See PEP 585"},
    {"__contains__", containsMethod, "($self, key, /)", NativeKind::Method,
     "True if the dictionary has the specified key, else False."},
    {"__getitem__", getItemMethod, "($self, key, /)", NativeKind::Method, "x.__getitem__(y) <==> x[y]"},
    {"__reversed__", reversed, "($self, /)", NativeKind::Method,
     "Return a reverse iterator over the dict keys."},
    {"__sizeof__", sizeOf, "($self, /)"},
    {"clear", clear, "($self, /)"},
    {"copy", copy, "($self, /)"},
    {"fromkeys", fromKeys, "($type, iterable, value=None, /)", NativeKind::ClassMethod},
    {"get", get, "($self, key, default=None, /)"},
    {"items", items, "($self, /)"},
    {"keys", keys, "($self, /)"},
    {"pop", pop, "($self, key, default=<unrepresentable>, /)"},
    {"popitem", popItem, "($self, /)"},
    {"setdefault", setDefault, "($self, key, default=None, /)"},
    {"update", update, "($self, /, *args, **kwargs)"},
    {"values", values, "($self, /)"},
    {nullptr, nullptr, nullptr},
};

} // namespace rt
