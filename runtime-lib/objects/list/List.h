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

/// A list in the making. The first items wait on the stack, so that a list of a few, which most are,
/// gets its size at once.
class ListMaker {
public:
  explicit ListMaker(Thread &t) : thread_(t) {}
  bool add(Value item) {
    if (count_ == kWaiting && !flush())
      return false;
    waiting_[count_++] = item;
    return true;
  }
  /// Null: exception.
  List *finish() { return list_ ? (flush() ? list_ : nullptr) : listFrom(thread_, waiting_, count_); }

private:
  bool flush();
  static constexpr int64_t kWaiting = 32;
  Thread &thread_;
  List *list_ = nullptr;
  int64_t count_ = 0;
  Value waiting_[kWaiting];
};
extern const NativeRow kListMethods[];

} // namespace rt
