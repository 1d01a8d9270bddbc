// Layouts of the built-in iterators (rows of Types.def), shared by the types that return them and by
// inlined loops.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// Iterators by position: list, tuple, str, bytes, the sequence protocol, reversed.
struct SequenceIterator : Object {
  Value sequence;   // kNoValue once exhausted
  int64_t position; // of the next item
};
struct CallableIterator : Object {
  Value callable, sentinel; // kNoValue once exhausted
};
struct RangeIterator : Object {
  int64_t next, step, remaining; // all of them, and next + step * remaining, fit int64
  int64_t length;                // of the range: length - remaining items were taken
};
struct LongRangeIterator : Object {
  Value next, step, remaining, length;
};
/// Dict (all six kinds) and set iterators. `table` is kNoValue once exhausted.
struct TableIterator : Object {
  Value table;
  int64_t position;
  int64_t expected;  // size of the table when the iteration began
  int64_t remaining; // for __length_hint__
  uint32_t version;
};
struct DictView : Object {
  Dict *dict;
};
struct Enumerate : Object {
  Value iterator, index;
};
struct Zip : Object {
  Tuple *iterators;
  bool strict;
};
struct Map : Object {
  Value function;
  Tuple *iterators;
};
struct Filter : Object {
  Value function, iterator;
};

/// Fast path of next(): the next item of an iterator over a list, tuple, range or ASCII text. kNoValue when
/// the case is not an easy one; so is the end, which next() notes.
inline Value nextEasily(Value object) {
  if (!isObject(object))
    return kNoValue;
  switch (static_cast<TypeId>(asObject(object)->shapeId)) {
  case TypeId::RangeIterator: {
    auto *range = as<RangeIterator>(object);
    if (range->remaining <= 0 || !fitsInt(range->next))
      return kNoValue;
    int64_t n = range->next;
    range->next = n + range->step;
    range->remaining--;
    return fromInt(n);
  }
  case TypeId::ListIterator: {
    auto *iterator = as<SequenceIterator>(object);
    if (!ok(iterator->sequence))
      return kNoValue;
    List *list = as<List>(iterator->sequence);
    return iterator->position < list->size ? list->array->items[iterator->position++] : kNoValue;
  }
  case TypeId::TupleIterator: {
    auto *iterator = as<SequenceIterator>(object);
    if (!ok(iterator->sequence))
      return kNoValue;
    Tuple *tuple = as<Tuple>(iterator->sequence);
    return iterator->position < tuple->size ? tuple->items[iterator->position++] : kNoValue;
  }
  case TypeId::StrAsciiIterator: {
    auto *iterator = as<SequenceIterator>(object);
    if (!ok(iterator->sequence))
      return kNoValue;
    Str *s = as<Str>(iterator->sequence);
    return iterator->position < s->length ? fromObject(strCharacter(s->data[iterator->position++])) : kNoValue;
  }
  default:
    return kNoValue;
  }
}

/// What next() of zip does when its iterator number `at` has ended or failed.
Value zipEnded(Thread &, Zip *z, int64_t at);
/// A SequenceIterator of the given type, at the start.
Value sequenceIteratorNew(Thread &, TypeId id, Value sequence);
/// iter(callable, sentinel)
Value callableIteratorNew(Thread &, Value callable, Value sentinel);
/// The trace function of SequenceIterator layouts.
void traceSequenceIterator(Object *object, Tracer &tracer);
/// __length_hint__, __reduce__ and __setstate__ of the forward iterators by position.
extern const NativeRow kSequenceIteratorMethods[];
/// __reduce__ of TableIterators: iter() of a list of the items that are left.
Value reduceTableIterator(Thread &, const Value *args);

} // namespace rt
