// The shared shape of the itertools objects.
//
// Every iterator keeps its state in a few Values and two numbers, so that one layout, one trace
// function and one maker serve them all; what the fields mean is said at each type.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

inline constexpr int kIteratorFields = 5;
struct ItertoolsObject : Object {
  Value field[kIteratorFields];
  int64_t n, m;
};

ItertoolsObject *newIterator(Thread &, Value type);
void traceIterator(Object *, Tracer &);
inline Value selfIterator(Thread &, Value self) { return self; }
inline ItertoolsObject *iteratorState(Value v) { return as<ItertoolsObject>(v); }
inline void setField(ItertoolsObject *o, int i, Value v) { storeField(o, &o->field[i], v); }

/// Registers one iterator type; `methods` may be null.
using FillSlots = void (*)(Slots &);
bool addIteratorType(Thread &, Value module, const char *name, FillSlots fill,
                     const NativeRow *methods = nullptr);

bool addStreamIterators(Thread &,
                        Value module); // Streams.cpp: count, cycle, repeat, chain, islice, ...
bool addGroupIterators(Thread &, Value module); // Grouping.cpp: groupby, tee, pairwise, zip_longest
bool addCombinatorics(Thread &,
                      Value module); // Combinatorics.cpp: product, permutations, combinations

} // namespace rt
