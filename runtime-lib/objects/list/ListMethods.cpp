// The methods of list (Library reference, "Mutable Sequence Types").
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/list/List.h"

#include <utility>

namespace rt {
namespace {

List *self(const Value *args) { return as<List>(args[0]); }

Value append(Thread &t, const Value *args) {
  return listAppend(t, self(args), args[1]) ? none() : kNoValue;
}
Value extend(Thread &t, const Value *args) {
  return listExtend(t, self(args), args[1]) ? none() : kNoValue;
}
Value insert(Thread &t, const Value *args) {
  int64_t i;
  if (!toInt64(t, args[1], &i))
    return kNoValue;
  return listInsert(t, self(args), i, args[2]) ? none() : kNoValue;
}
Value pop(Thread &t, const Value *args) {
  List *list = self(args);
  int64_t i = -1;
  if (ok(args[1]) && !toInt64(t, args[1], &i))
    return kNoValue;
  if (!list->size)
    return raise(t, Msg::PopEmptyList);
  if (i < 0)
    i += list->size;
  if (i < 0 || i >= list->size)
    return raise(t, Msg::PopIndexRange);
  Value item = list->array->items[i];
  if (i == list->size - 1)
    list->array->items[--list->size] = kNoValue;
  else if (!listReplace(t, list, i, 1, nullptr, 0))
    return kNoValue;
  return item;
}
Value remove(Thread &t, const Value *args) {
  List *list = self(args);
  for (int64_t i = 0; i < list->size; i++) {
    int equal = identicalOrEqual(t, list->array->items[i], args[1]);
    if (equal < 0)
      return kNoValue;
    if (!equal)
      continue;
    // The comparison may have shortened the list.
    if (i < list->size && !listReplace(t, list, i, 1, nullptr, 0))
      return kNoValue;
    return none();
  }
  return raise(t, Msg::ListRemoveAbsent);
}
Value index(Thread &t, const Value *args) {
  List *list = self(args);
  int64_t from, to;
  if (!indexBounds(t, args[2], args[3], list->size, &from, &to))
    return kNoValue;
  for (int64_t i = from; i < to && i < list->size; i++) {
    int equal = identicalOrEqual(t, list->array->items[i], args[1]);
    if (equal)
      return equal < 0 ? kNoValue : fromInt(i);
  }
  return raise(t, Msg::ListIndexAbsent, reprOf(args[1]));
}
Value count(Thread &t, const Value *args) {
  List *list = self(args);
  int64_t n = 0;
  for (int64_t i = 0; i < list->size; i++) {
    int equal = identicalOrEqual(t, list->array->items[i], args[1]);
    if (equal < 0)
      return kNoValue;
    n += equal;
  }
  return fromInt(n);
}
Value clear(Thread &, const Value *args) {
  listClear(self(args));
  return none();
}
Value copy(Thread &t, const Value *args) {
  return fromObject(TRY(listFrom(t, listItems(self(args)), self(args)->size)));
}
Value reverse(Thread &, const Value *args) {
  List *list = self(args);
  for (int64_t i = 0, j = list->size - 1; i < j; i++, j--)
    std::swap(list->array->items[i], list->array->items[j]);
  return none();
}
Value sort(Thread &t, const Value *args) {
  int reversed = ok(args[2]) ? truth(t, args[2]) : 0;
  if (reversed < 0)
    return kNoValue;
  Value key = ok(args[1]) ? args[1] : none();
  return listSort(t, self(args), key, reversed) ? none() : kNoValue;
}
Value reversedMethod(Thread &t, const Value *args) {
  Value it = TRY(sequenceIteratorNew(t, TypeId::ListReverseIterator, args[0]));
  as<SequenceIterator>(it)->position = self(args)->size - 1;
  return it;
}
Value getItemMethod(Thread &t, const Value *args) {
  return builtinType(TypeId::List)->slots.getItem(t, args[0], args[1]);
}
Value sizeOfMethod(Thread &, const Value *args) {
  List *list = self(args);
  return fromInt(static_cast<int64_t>(sizeof(List)) +
                 (list->array ? list->array->capacity * 8 : 0));
}
Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }

} // namespace

const NativeRow kListMethods[] = {
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod,
     "See PEP 585"},
    {"__getitem__", getItemMethod, "($self, index, /)", NativeKind::Method,
     "x.__getitem__(y) <==> x[y]"},
    {"__reversed__", reversedMethod, "($self, /)", NativeKind::Method,
     "Return a reverse iterator over the list."},
    {"__sizeof__", sizeOfMethod, "($self, /)"},
    {"append", append, "($self, object, /)", NativeKind::Method,
     "Append object to the end of the list."},
    {"clear", clear, "($self, /)", NativeKind::Method, "Remove all items from list."},
    {"copy", copy, "($self, /)", NativeKind::Method, "Return a shallow copy of the list."},
    {"count", count, "($self, value, /)", NativeKind::Method,
     "Return number of occurrences of value."},
    {"extend", extend, "($self, iterable, /)", NativeKind::Method,
     "Extend list by appending elements from the iterable."},
    {"index", index, "($self, value, start=0, stop=sys.maxsize, /)", NativeKind::Method,
     "Return first index of value.\n\nRaises ValueError if the value is not present."},
    {"insert", insert, "($self, index, object, /)", NativeKind::Method,
     "Insert object before index."},
    {"pop", pop, "($self, index=-1, /)", NativeKind::Method,
     "Remove and return item at index (default last).\n\nRaises IndexError if list is empty or "
     "index is out of range."},
    {"remove", remove, "($self, value, /)", NativeKind::Method,
     "Remove first occurrence of value.\n\nRaises ValueError if the value is not present."},
    {"reverse", reverse, "($self, /)", NativeKind::Method, "Reverse *IN PLACE*."},
    {"sort", sort, "($self, /, *, key=None, reverse=False)", NativeKind::Method,
     "Sort the list in ascending order and return None.\n\nThe sort is in place and stable. key "
     "gives the value to compare "
     "for each item;\nreverse sorts in descending order."},
    {nullptr, nullptr, nullptr},
};

} // namespace rt
