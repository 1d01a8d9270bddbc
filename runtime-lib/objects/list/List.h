// Lists: storage management below the methods. See also Objects.h.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

inline Value *listItems(List *list) { return list->array ? list->array->items : nullptr; }
/// A run of Values of the given capacity, zeroed. Null: MemoryError.
ValueArray *valueArrayNew(Thread &, int64_t capacity);
/// Makes room for `capacity` items.
bool listReserve(Thread &, List *, int64_t capacity);
/// Replaces items [start, start + count) by `items`, which must not lie in the list itself.
bool listReplace(Thread &, List *, int64_t start, int64_t count, const Value *items,
                 int64_t itemCount);
void listClear(List *);
extern const NativeRow kListMethods[];

} // namespace rt
