// Layouts of the built-in iterators (rows of Types.def), shared by the types that return them and by
// inlined loops.
#pragma once

#include "runtime-lib/objects/Layouts.h"

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
