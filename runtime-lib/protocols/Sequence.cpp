// Length, items and membership of any object (Language reference 3.3.7).
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

int64_t length(Thread &t, Value v) {
  if (SlotLength f = typeOf(v)->slots.length)
    return f(t, v);
  raise(t, Msg::NoLen, typeName(v));
  return -1;
}

int64_t lengthHint(Thread &t, Value v, int64_t guess) {
  if (SlotLength f = typeOf(v)->slots.length) {
    int64_t n = f(t, v);
    if (n >= 0)
      return n;
    if (!pendingMatches(t, Exc::TypeError))
      return -1;
    clearPending(t);
  }
  bool missing;
  Value r = callSpecial(t, v, names().__length_hint__, &missing);
  if (missing)
    return guess;
  if (!ok(r)) {
    if (!pendingMatches(t, Exc::TypeError))
      return -1;
    clearPending(t);
    return guess;
  }
  if (isNotImplemented(r))
    return guess;
  int64_t n;
  if (!isAnyInt(r)) {
    raise(t, Msg::LengthHintNonInt, typeName(r));
    return -1;
  }
  if (!toInt64(t, r, &n))
    return -1;
  if (n < 0) {
    raise(t, Msg::LengthHintNegative);
    return -1;
  }
  return n;
}

Value getItem(Thread &t, Value object, Value key) {
  if (SlotBinary f = typeOf(object)->slots.getItem)
    return f(t, object, key);
  if (isType(object)) {
    // Reference 3.3.5: a class is subscripted by __class_getitem__.
    if (same(object, fromObject(builtinType(TypeId::Type))))
      return genericAliasNew(t, object, key);
    bool failed = false;
    Value method = getAttributeOrNone(t, object, names().__class_getitem__, &failed);
    if (failed)
      return kNoValue;
    if (ok(method) && !isNone(method))
      return callWith(t, method, key);
    return raise(t, Msg::TypeNotSubscriptable, fromObject(as<Type>(object)->name));
  }
  return raise(t, Msg::NotSubscriptable, typeName(object));
}

bool setItem(Thread &t, Value object, Value key, Value v) {
  if (SlotSetThree f = typeOf(object)->slots.setItem)
    return f(t, object, key, v);
  // CPython has two ways to the same error: by index in what has any method of the sequence protocol.
  const Slots &slots = typeOf(object)->slots;
  const bool isSequence = slots.length || slots.contains || typeOf(object)->typeFlags & kTypeHeap;
  const bool byIndex = isSequence && (isAnyInt(key) || typeOf(key)->slots.index);
  raise(t, ok(v) ? Msg::NotAssignable : byIndex ? Msg::SequenceNotDeletable : Msg::NotDeletable, typeName(object));
  return false;
}

Value memberIterator(Thread &t, Value container) {
  Value iterator = getIterator(t, container);
  if (ok(iterator) || !pendingMatches(t, Exc::TypeError)) return iterator;
  clearPending(t);
  return raise(t, Msg::NotAContainer, typeName(container));
}

int contains(Thread &t, Value container, Value item) {
  if (SlotContains f = typeOf(container)->slots.contains)
    return f(t, container, item);
  Value iterator = memberIterator(t, container);
  if (!ok(iterator)) return -1;
  for (;;) {
    Value v = next(t, iterator);
    if (!ok(v))
      return ok(t.pending) ? -1 : 0;
    int equal = identicalOrEqual(t, v, item);
    if (equal)
      return equal;
  }
}

Value sequenceItem(Thread &t, Value sequence, int64_t i) {
  if (isExactly(sequence, TypeId::List) && i >= 0 && i < as<List>(sequence)->size)
    return as<List>(sequence)->array->items[i];
  if (isExactly(sequence, TypeId::Tuple) && i >= 0 && i < as<Tuple>(sequence)->size)
    return as<Tuple>(sequence)->items[i];
  return getItem(t, sequence, intValue(t, i));
}

// --- Entry points of generated code

Value rt_subscript(Thread &t, Value object, Value key) { return getItem(t, object, key); }
int32_t rt_store_subscript(Thread &t, Value object, Value key, Value v) { return setItem(t, object, key, v); }
int32_t rt_delete_subscript(Thread &t, Value object, Value key) { return setItem(t, object, key, kNoValue); }

} // namespace rt
