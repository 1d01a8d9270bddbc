// iter() and next() of any object, and collecting iterables (Language reference 3.3.7, 6.2.9).
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/objects/iterators/Iterators.h"

namespace rt {

Value getIterator(Thread &t, Value iterable) {
  const Slots &slots = typeOf(iterable)->slots;
  if (slots.iter) {
    Value iterator = TRY(slots.iter(t, iterable));
    if (!typeOf(iterator)->slots.next)
      return raise(t, Msg::IterReturnedNonIterator, typeName(iterator));
    return iterator;
  }
  // The old protocol: __getitem__ with 0, 1, ... until IndexError.
  if (slots.getItem && !isDict(iterable)) {
    auto *iterator = allocate<SequenceIterator>(t, TypeId::SequenceIterator);
    iterator->sequence = iterable;
    return fromObject(iterator);
  }
  return raise(t, Msg::NotIterable, typeName(iterable));
}

Value next(Thread &t, Value iterator) {
  if (Value easy = nextEasily(iterator); ok(easy))
    return easy;
  SlotNext f = typeOf(iterator)->slots.next;
  if (!f)
    return raise(t, Msg::NotAnIterator, typeName(iterator));
  Value v = f(t, iterator);
  if (!ok(v))
    endIteration(t);
  return v;
}

bool endIteration(Thread &t) {
  if (ok(t.pending) && pendingMatches(t, Exc::StopIteration))
    clearPending(t);
  return !ok(t.pending);
}

List *toList(Thread &t, Value iterable) {
  List *list = listNew(t);
  return listExtend(t, list, iterable) ? list : nullptr;
}

Tuple *toTuple(Thread &t, Value iterable) {
  if (isExactly(iterable, TypeId::Tuple))
    return as<Tuple>(iterable);
  if (isExactly(iterable, TypeId::List)) {
    List *list = as<List>(iterable);
    return tupleFrom(t, list->size ? list->array->items : nullptr, list->size);
  }
  List *list = TRY(toList(t, iterable));
  return tupleFrom(t, list->size ? list->array->items : nullptr, list->size);
}

Value toFastSequence(Thread &t, Value iterable, const char *message) {
  if (isExactly(iterable, TypeId::List) || isExactly(iterable, TypeId::Tuple))
    return iterable;
  Value iterator = getIterator(t, iterable);
  if (!ok(iterator)) {
    if (message && pendingMatches(t, Exc::TypeError)) {
      clearPending(t);
      raiseText(t, Exc::TypeError, message);
    }
    return kNoValue;
  }
  return fromObject(TRY(toList(t, iterator)));
}

// --- Entry points of generated code

Value rt_get_iter(Thread &t, Value iterable) { return getIterator(t, iterable); }
Value rt_for_iter(Thread &t, Value iterator) { return next(t, iterator); }

} // namespace rt
