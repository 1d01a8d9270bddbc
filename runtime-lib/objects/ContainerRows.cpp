// Runtime functions of the instructions that take sequences apart: unpacking and pattern matching,
// len().
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/list/List.h"
#include "runtime-lib/objects/set/Set.h"

#include <cstring>

namespace rt {
namespace {

// The items of an exact list or tuple; null for anything else.
const Value *fastItems(Value v, int64_t *count) {
  if (isExactly(v, TypeId::Tuple)) {
    *count = as<Tuple>(v)->size;
    return as<Tuple>(v)->items;
  }
  if (isExactly(v, TypeId::List)) {
    *count = as<List>(v)->size;
    static const Value nothing[1] = {kNoValue};
    return *count ? as<List>(v)->array->items : nothing;
  }
  return nullptr;
}

Value unpackIterator(Thread &t, Value iterable) {
  Value iterator = getIterator(t, iterable);
  if (ok(iterator) || !pendingMatches(t, Exc::TypeError))
    return iterator;
  if (typeOf(iterable)->slots.iter || typeOf(iterable)->slots.getItem)
    return iterator;
  clearPending(t);
  return raise(t, Msg::CannotUnpack, typeName(iterable));
}

} // namespace

// Reference 7.2: as many items as targets.
extern "C" int32_t rt_unpack_sequence(Thread &t, Value iterable, int64_t n, void *out) {
  Value *to = static_cast<Value *>(out);
  int64_t count;
  if (const Value *items = fastItems(iterable, &count)) {
    if (count == n) {
      std::memcpy(to, items, static_cast<size_t>(n) * sizeof(Value));
      return 1;
    }
    if (count < n)
      raise(t, Msg::UnpackTooFew, n, count);
    else
      raise(t, Msg::UnpackTooMany, n);
    return 0;
  }
  Value iterator = unpackIterator(t, iterable);
  if (!ok(iterator))
    return 0;
  for (int64_t i = 0; i < n; i++) {
    to[i] = next(t, iterator);
    if (ok(to[i]))
      continue;
    if (!ok(t.pending))
      raise(t, Msg::UnpackTooFew, n, i);
    return 0;
  }
  if (ok(next(t, iterator)))
    raise(t, Msg::UnpackTooMany, n);
  return !ok(t.pending);
}

extern "C" int32_t rt_unpack_ex(Thread &t, Value iterable, int32_t before, int32_t after,
                                void *out) {
  Value *to = static_cast<Value *>(out);
  Value iterator = unpackIterator(t, iterable);
  if (!ok(iterator))
    return 0;
  for (int32_t i = 0; i < before; i++) {
    to[i] = next(t, iterator);
    if (ok(to[i]))
      continue;
    if (!ok(t.pending))
      raise(t, Msg::UnpackTooFewAtLeast, before + after, i);
    return 0;
  }
  List *rest = toList(t, iterator);
  if (!rest)
    return 0;
  if (rest->size < after) {
    raise(t, Msg::UnpackTooFewAtLeast, before + after, before + rest->size);
    return 0;
  }
  to[before] = fromObject(rest);
  for (int32_t i = 0; i < after; i++)
    to[before + 1 + i] = rest->array->items[rest->size - after + i];
  return !after || listReplace(t, rest, rest->size - after, after, nullptr, 0);
}

extern "C" Value rt_get_len(Thread &t, Value v) {
  int64_t n = length(t, v);
  return n < 0 ? kNoValue : intValue(t, n);
}

// --- Pattern matching (Reference 8.6)
extern "C" int32_t rt_match_sequence(Thread &, Value v) {
  return hasTypeFlag(v, kTypeMatchSequence);
}
extern "C" int32_t rt_match_mapping(Thread &, Value v) { return hasTypeFlag(v, kTypeMatchMapping); }

// The values of all keys as a tuple, or None when one is missing. get() with a default of our own
// is used, so that __missing__ is not.
extern "C" Value rt_match_keys(Thread &t, Value mapping, Value keys) {
  Tuple *wanted = as<Tuple>(keys);
  if (!wanted->size)
    return fromObject(emptyTuple());
  Value get = TRY(getAttribute(t, mapping, names().get));
  Value seen = TRY(setNew(t, false));
  Tuple *found = TRY(tupleNew(t, wanted->size));
  Value absent = fromObject(TRY(listNew(t))); // a fresh object
  for (int64_t i = 0; i < wanted->size; i++) {
    Value key = wanted->items[i];
    int duplicate = setContains(t, seen, key);
    if (duplicate < 0)
      return kNoValue;
    if (duplicate)
      return raise(t, Msg::MatchDuplicateKey, reprOf(key));
    if (!setAdd(t, seen, key))
      return kNoValue;
    Value v = TRY(callWith(t, get, key, absent));
    if (same(v, absent))
      return none();
    found->items[i] = v;
    writeBarrier(found);
  }
  return fromObject(found);
}

namespace {

// One attribute of a class pattern: kNoValue without exception when it is missing.
Value matchAttribute(Thread &t, Value subject, Value cls, Value name, Value seen, bool *failed) {
  *failed = true;
  int duplicate = setContains(t, seen, name);
  if (duplicate < 0)
    return kNoValue;
  if (duplicate)
    return raise(t, Msg::MatchDuplicateAttribute, fromObject(as<Type>(cls)->name), reprOf(name));
  if (!setAdd(t, seen, name))
    return kNoValue;
  return getAttributeOrNone(t, subject, as<Str>(name), failed);
}

} // namespace

extern "C" Value rt_match_class(Thread &t, Value subject, Value cls, Value keywords,
                                int32_t positional) {
  if (!isType(cls))
    return raise(t, Msg::MatchNotAClass);
  int match = isInstanceOf(t, subject, cls);
  if (match <= 0)
    return match < 0 ? kNoValue : none();
  Type *type = as<Type>(cls);
  Tuple *names_ = as<Tuple>(keywords);
  Tuple *found = TRY(tupleNew(t, positional + names_->size));
  Value seen = TRY(setNew(t, false));
  bool failed;
  if (positional) {
    Value matchArgs = getAttributeOrNone(t, cls, names().__match_args__, &failed);
    if (failed)
      return kNoValue;
    bool matchSelf = false;
    if (ok(matchArgs)) {
      if (!isExactly(matchArgs, TypeId::Tuple))
        return raise(t, Msg::MatchArgsNotTuple, fromObject(type->name), typeName(matchArgs));
    } else {
      matchSelf = type->typeFlags & kTypeMatchSelf;
      matchArgs = fromObject(emptyTuple());
    }
    int64_t allowed = matchSelf ? 1 : as<Tuple>(matchArgs)->size;
    if (allowed < positional)
      return raise(t, Msg::MatchTooManyPositional, fromObject(type->name), allowed,
                   allowed == 1 ? "" : "s", positional);
    if (matchSelf) {
      found->items[0] = subject;
    } else {
      for (int32_t i = 0; i < positional; i++) {
        Value name = as<Tuple>(matchArgs)->items[i];
        if (!isExactly(name, TypeId::Str))
          return raise(t, Msg::MatchArgsNotStr, typeName(name));
        name = fromObject(TRY(strIntern(t, as<Str>(name))));
        Value v = matchAttribute(t, subject, cls, name, seen, &failed);
        if (!ok(v))
          return failed ? kNoValue : none();
        found->items[i] = v;
        writeBarrier(found);
      }
    }
  }
  for (int64_t i = 0; i < names_->size; i++) {
    Value v = matchAttribute(t, subject, cls, names_->items[i], seen, &failed);
    if (!ok(v))
      return failed ? kNoValue : none();
    found->items[positional + i] = v;
    writeBarrier(found);
  }
  return fromObject(found);
}

} // namespace rt
