// list: a growable ValueArray. Slots, storage and the runtime functions of list displays; methods
// are in ListMethods.cpp, sorting in ListSort.cpp. Slots behind `size` are zero, so that what was
// removed is not kept alive.
#include "runtime-lib/objects/list/List.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/iterators/Iterators.h"

#include <cstring>

namespace rt {

ValueArray *valueArrayNew(Thread &t, int64_t capacity) {
  if (capacity > INT64_MAX / 16) {
    raiseMemoryError(t);
    return nullptr;
  }
  size_t bytes = sizeof(ValueArray) + static_cast<size_t>(capacity) * sizeof(Value);
  ValueArray *array;
  if (bytes <= 4096)
    array = static_cast<ValueArray *>(
        rt_allocate(t, static_cast<int64_t>(bytes), static_cast<int32_t>(TypeId::ValueArray)));
  else
    array = static_cast<ValueArray *>(
        allocateLarge(t, bytes, static_cast<uint32_t>(TypeId::ValueArray)));
  if (array)
    array->capacity = capacity;
  return array;
}

List *listNew(Thread &t, int64_t size) {
  List *list = allocate<List>(t, TypeId::List);
  if (size > 0) {
    ValueArray *array = valueArrayNew(t, size);
    if (!array)
      return nullptr;
    list->array = array;
    list->size = size;
    writeBarrier(list);
  }
  return list;
}
List *listFrom(Thread &t, const Value *items, int64_t count) {
  List *list = listNew(t, count);
  if (list && count) {
    std::memcpy(list->array->items, items, static_cast<size_t>(count) * sizeof(Value));
    writeBarrier(list->array);
  }
  return list;
}

bool listReserve(Thread &t, List *list, int64_t capacity) {
  if (list->array && list->array->capacity >= capacity)
    return true;
  ValueArray *array = valueArrayNew(t, capacity);
  if (!array)
    return false;
  if (list->size) {
    std::memcpy(array->items, list->array->items, static_cast<size_t>(list->size) * sizeof(Value));
    writeBarrier(array);
  }
  list->array = array;
  writeBarrier(list);
  return true;
}

namespace {

bool growFor(Thread &t, List *list, int64_t size) {
  if (list->array && list->array->capacity >= size)
    return true;
  // Room for more unless most of the items come at once.
  int64_t capacity = size < 4 ? 4 : size > 2 * list->size ? size : size + (size >> 1);
  return listReserve(t, list, capacity);
}

} // namespace

bool ListMaker::flush() {
  if (!list_)
    list_ = listNew(thread_);
  if (!list_ || !growFor(thread_, list_, list_->size + count_))
    return false;
  std::memcpy(list_->array->items + list_->size, waiting_, static_cast<size_t>(count_) * sizeof(Value));
  list_->size += count_;
  writeBarrier(list_->array);
  count_ = 0;
  return true;
}

bool listAppend(Thread &t, List *list, Value item) {
  if (!list->array || list->size == list->array->capacity)
    if (!growFor(t, list, list->size + 1))
      return false;
  storeField(list->array, &list->array->items[list->size++], item);
  return true;
}
extern "C" int32_t rt_list_append(Thread &t, Value list, Value item) {
  return listAppend(t, as<List>(list), item);
}

bool listInsert(Thread &t, List *list, int64_t index, Value item) {
  if (index < 0)
    index = index + list->size < 0 ? 0 : index + list->size;
  if (index > list->size)
    index = list->size;
  if (!growFor(t, list, list->size + 1))
    return false;
  Value *items = list->array->items;
  std::memmove(items + index + 1, items + index,
               static_cast<size_t>(list->size - index) * sizeof(Value));
  items[index] = item;
  list->size++;
  writeBarrier(list->array);
  return true;
}

bool listReplace(Thread &t, List *list, int64_t start, int64_t count, const Value *items,
                 int64_t itemCount) {
  int64_t size = list->size - count + itemCount, tail = list->size - start - count;
  if (size > list->size && !growFor(t, list, size))
    return false;
  if (!list->array)
    return true;
  Value *at = list->array->items;
  std::memmove(at + start + itemCount, at + start + count,
               static_cast<size_t>(tail) * sizeof(Value));
  if (itemCount)
    std::memcpy(at + start, items, static_cast<size_t>(itemCount) * sizeof(Value));
  for (int64_t i = size; i < list->size; i++)
    at[i] = kNoValue;
  list->size = size;
  writeBarrier(list->array);
  return true;
}

void listClear(List *list) {
  list->size = 0;
  list->array = nullptr;
}

/// Fast path of listExtend for a range of small ints; false for others, or with an exception pending.
static bool extendByRange(Thread &t, List *list, RangeIterator *range) {
  int64_t count = range->remaining, first = range->next, step = range->step;
  if (count <= 0)
    return true;
  if (!fitsInt(first) || !fitsInt(first + step * (count - 1)) || !growFor(t, list, list->size + count))
    return false;
  Value *out = list->array->items + list->size;
  for (int64_t i = 0; i < count; i++)
    out[i] = fromInt(first + step * i);
  list->size += count;
  range->next = first + step * count;
  range->remaining = 0;
  writeBarrier(list->array);
  return true;
}

static bool extendByKeys(Thread &t, List *list, Dict *dict) {
  if (!growFor(t, list, list->size + dictSize(dict)))
    return false;
  int64_t position = 0;
  for (Value key; dictNext(dict, &position, &key, nullptr);)
    list->array->items[list->size++] = key;
  writeBarrier(list->array);
  return true;
}
static bool extendBySet(Thread &t, List *list, Value set) {
  if (!growFor(t, list, list->size + setSize(set)))
    return false;
  int64_t position = 0;
  for (Value item; setNext(set, &position, &item);)
    list->array->items[list->size++] = item;
  writeBarrier(list->array);
  return true;
}

bool listExtend(Thread &t, List *list, Value iterable) {
  if (isExactly(iterable, TypeId::List) || isExactly(iterable, TypeId::Tuple)) {
    bool isListed = isExactly(iterable, TypeId::List);
    int64_t count = isListed ? as<List>(iterable)->size : as<Tuple>(iterable)->size;
    if (!count)
      return true;
    int64_t size = list->size;
    if (!growFor(t, list, size + count))
      return false;
    // Read the source after growing: it may be the list itself.
    const Value *items = isListed ? as<List>(iterable)->array->items : as<Tuple>(iterable)->items;
    std::memcpy(list->array->items + size, items, static_cast<size_t>(count) * sizeof(Value));
    list->size = size + count;
    writeBarrier(list->array);
    return true;
  }
  if (isExactly(iterable, TypeId::Dict))
    return extendByKeys(t, list, as<Dict>(iterable));
  if (isExactly(iterable, TypeId::Set) || isExactly(iterable, TypeId::FrozenSet))
    return extendBySet(t, list, iterable);
  Value iterator = getIterator(t, iterable);
  if (!ok(iterator))
    return false;
  const bool asksLength = hasTypeFlag(iterable, kTypeHeap); // its class may have a __len__ or __length_hint__
  if (!asksLength && isExactly(iterator, TypeId::RangeIterator) && extendByRange(t, list, as<RangeIterator>(iterator)))
    return true;
  if (ok(t.pending))
    return false;
  int64_t hint = lengthHint(t, iterable, 8);
  if (hint < 0)
    return false;
  if (hint > 8 && list->size + hint < (int64_t{1} << 40) && !growFor(t, list, list->size + hint))
    return false;
  for (SlotNext step = typeOf(iterator)->slots.next;;) {
    Value item = step(t, iterator);
    if (!ok(item))
      return endIteration(t);
    if (!listAppend(t, list, item))
      return false;
  }
}
extern "C" int32_t rt_list_extend(Thread &t, Value list, Value iterable) {
  if (!typeOf(iterable)->slots.iter && !typeOf(iterable)->slots.getItem) {
    raise(t, Msg::NotIterableAfterStar, typeName(iterable));
    return 0;
  }
  return listExtend(t, as<List>(list), iterable);
}
extern "C" Value rt_build_list(Thread &t, void *items, int64_t count) {
  return fromObject(TRY(listFrom(t, static_cast<const Value *>(items), count)));
}
extern "C" Value rt_list_to_tuple(Thread &t, Value list) {
  return fromObject(TRY(tupleFrom(t, listItems(as<List>(list)), as<List>(list)->size)));
}

// --- Slots
namespace {

const Value *itemsOf(Value v) { return listItems(as<List>(v)); }
int64_t sizeOf(Value v) { return as<List>(v)->size; }

int64_t lengthSlot(Thread &, Value self) { return sizeOf(self); }

Value getItemSlot(Thread &t, Value self, Value key) {
  List *list = as<List>(self);
  if (hasIndex(key)) {
    int64_t i;
    if (!subscriptIndex(t, key, &i))
      return kNoValue;
    if (i < 0)
      i += list->size;
    if (i < 0 || i >= list->size)
      return raise(t, Msg::ListIndexRange);
    return list->array->items[i];
  }
  if (!isExactly(key, TypeId::Slice))
    return raise(t, Msg::ListIndexType, typeName(key));
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, list->size, &start, &stop, &step, &count))
    return kNoValue;
  if (step == 1)
    return fromObject(TRY(listFrom(t, listItems(list) + start, count)));
  List *result = TRY(listNew(t, count));
  for (int64_t i = 0; i < count; i++)
    result->array->items[i] = list->array->items[start + i * step];
  if (count)
    writeBarrier(result->array);
  return fromObject(result);
}

// del list[start:stop:step] with step != 1.
void deleteStride(List *list, int64_t start, int64_t step, int64_t count) {
  if (!count)
    return;
  if (step < 0) {
    start += step * (count - 1);
    step = -step;
  }
  Value *items = list->array->items;
  int64_t to = start;
  for (int64_t i = start, next = start, left = count; i < list->size; i++) {
    if (left && i == next) {
      next += step;
      left--;
      continue;
    }
    items[to++] = items[i];
  }
  for (int64_t i = to; i < list->size; i++)
    items[i] = kNoValue;
  list->size = to;
  writeBarrier(list->array);
}

bool setSlice(Thread &t, Value self, Value key, Value v) {
  List *list = as<List>(self);
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, list->size, &start, &stop, &step, &count))
    return false;
  if (!ok(v)) {
    if (step != 1)
      deleteStride(list, start, step, count);
    else if (count)
      return listReplace(t, list, start, count, nullptr, 0);
    return true;
  }
  Value source = v;
  if (same(v, self)) {
    List *copy = listFrom(t, listItems(list), list->size);
    if (!copy)
      return false;
    source = fromObject(copy);
  } else {
    source = toFastSequence(
        t, v, step == 1 ? "can only assign an iterable" : "must assign iterable to extended slice");
    if (!ok(source))
      return false;
    // Iterating may have changed the list.
    if (!sliceResolve(t, key, list->size, &start, &stop, &step, &count))
      return false;
  }
  bool isListed = isList(source);
  const Value *items = isListed ? listItems(as<List>(source)) : as<Tuple>(source)->items;
  int64_t n = isListed ? as<List>(source)->size : as<Tuple>(source)->size;
  if (step == 1)
    return listReplace(t, list, start, count, items, n);
  if (n != count) {
    raise(t, Msg::ExtendedSliceSize, n, count);
    return false;
  }
  for (int64_t i = 0; i < count; i++)
    list->array->items[start + i * step] = items[i];
  if (count)
    writeBarrier(list->array);
  return true;
}

bool setItemSlot(Thread &t, Value self, Value key, Value v) {
  List *list = as<List>(self);
  if (hasIndex(key)) {
    int64_t i;
    if (!subscriptIndex(t, key, &i))
      return false;
    if (i < 0)
      i += list->size;
    if (i < 0 || i >= list->size) {
      raise(t, Msg::ListAssignmentRange);
      return false;
    }
    if (!ok(v))
      return listReplace(t, list, i, 1, nullptr, 0);
    storeField(list->array, &list->array->items[i], v);
    return true;
  }
  if (isExactly(key, TypeId::Slice))
    return setSlice(t, self, key, v);
  raise(t, Msg::ListIndexType, typeName(key));
  return false;
}

int containsSlot(Thread &t, Value self, Value item) {
  List *list = as<List>(self);
  for (int64_t i = 0; i < list->size; i++)
    if (int equal = identicalOrEqual(t, list->array->items[i], item))
      return equal;
  return 0;
}

Value concatSlot(Thread &t, Value a, Value b) {
  if (!isList(a))
    return notImplemented();
  if (!isList(b))
    return raise(t, Msg::ListConcat, typeName(b));
  List *r = TRY(listNew(t, sizeOf(a) + sizeOf(b)));
  if (sizeOf(a))
    std::memcpy(r->array->items, itemsOf(a), static_cast<size_t>(sizeOf(a)) * sizeof(Value));
  if (sizeOf(b))
    std::memcpy(r->array->items + sizeOf(a), itemsOf(b),
                static_cast<size_t>(sizeOf(b)) * sizeof(Value));
  if (r->array)
    writeBarrier(r->array);
  return fromObject(r);
}
bool fillRepeated(Thread &t, List *to, const Value *items, int64_t size, int64_t count) {
  int64_t total;
  if (__builtin_mul_overflow(size, count, &total)) {
    raiseMemoryError(t);
    return false;
  }
  if (!listReserve(t, to, total))
    return false;
  Value *out = to->array->items;
  if (size == 1) {
    Value item = items[0];
    for (int64_t i = 0; i < total; i++)
      out[i] = item;
  } else {
    for (int64_t i = 0; i < total; i += size)
      std::memmove(out + i, items, static_cast<size_t>(size) * sizeof(Value));
  }
  to->size = total;
  writeBarrier(to->array);
  return true;
}
Value repeatSlot(Thread &t, Value self, int64_t count) {
  List *r = TRY(listNew(t));
  if (count > 0 && sizeOf(self) && !fillRepeated(t, r, itemsOf(self), sizeOf(self), count))
    return kNoValue;
  return fromObject(r);
}
Value inplaceRepeatSlot(Thread &t, Value self, int64_t count) {
  List *list = as<List>(self);
  if (count <= 0)
    listClear(list);
  else if (count > 1 && list->size && !fillRepeated(t, list, itemsOf(self), list->size, count))
    return kNoValue;
  return self;
}
Value inplaceConcatSlot(Thread &t, Value self, Value other) {
  return listExtend(t, as<List>(self), other) ? self : kNoValue;
}

Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isList(a) || !isList(b))
    return notImplemented();
  return compareRuns<List>(t, a, b, kind);
}
Value reprSlot(Thread &t, Value self) {
  if (!sizeOf(self))
    return fromObject(TRY(strFromAscii(t, "[]")));
  return sequenceRepr(t, self, "[", "]", "[...]");
}
Value iterSlot(Thread &t, Value self) { return sequenceIteratorNew(t, TypeId::ListIterator, self); }

Value createSlot(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  return isBuiltin(type, TypeId::List) ? fromObject(TRY(listNew(t)))
                                       : fromObject(TRY(allocateInstance(t, type)));
}
bool initSlot(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywordsFor(t, inheritsCreate(self, TypeId::List), "list", kwNames))
    return false;
  if (!argumentCount(t, "list", positional, 0, 1))
    return false;
  listClear(as<List>(self));
  return !positional || listExtend(t, as<List>(self), args[0]);
}

void trace(Object *object, Tracer &tracer) { tracer.pointer(static_cast<List *>(object)->array); }

} // namespace

void registerListType(Thread &t) {
  registerType(
      t, {.id = TypeId::List,
          .flags = kTypeSubclassable | kTypeListSubclass | kTypeMatchSequence | kTypeMatchSelf,
          .instanceSize = sizeof(List),
          .doc = "Built-in mutable sequence.\n\nWithout an argument a new empty list; else the "
                 "items of the iterable.",
          .trace = trace,
          .fillSlots =
              [](Slots &s) {
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
                s.concat = concatSlot;
                s.repeat = repeatSlot;
                s.inplaceConcat = inplaceConcatSlot;
                s.inplaceRepeat = inplaceRepeatSlot;
              },
          .methods = kListMethods});
}

} // namespace rt
