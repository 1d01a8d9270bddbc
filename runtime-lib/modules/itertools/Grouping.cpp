// groupby, tee, pairwise, zip_longest.
#include "runtime-lib/modules/itertools/Itertools.h"

namespace rt {

namespace {

// --- groupby: [iterator, key function or None, target key, current key, current item]; n = id of
// the group that may still be read
Value groupbyNew(Thread &t, const Value *a) {
  Value iterator = TRY(getIterator(t, a[1]));
  auto *o = newIterator(t, a[0]);
  setField(o, 0, iterator);
  setField(o, 1, ok(a[2]) ? a[2] : none());
  return fromObject(o);
}
constexpr NativeRow kGroupby{"groupby", groupbyNew, "($type, iterable, key=None)",
                             NativeKind::Function};

bool step(Thread &t, ItertoolsObject *o) {
  Value item = next(t, o->field[0]);
  if (!ok(item))
    return false;
  Value key = isNone(o->field[1]) ? item : callWith(t, o->field[1], item);
  if (!ok(key))
    return false;
  setField(o, 4, item);
  setField(o, 3, key);
  return true;
}

// A group: [the groupby, its key]; n = its id
Type *groupType;

Value groupbyNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  o->n++;
  for (;;) { // skip what is left of the last group
    if (ok(o->field[3])) {
      if (!ok(o->field[2]))
        break;
      int equal = compareTruth(t, o->field[2], o->field[3], CompareKind::Equal);
      if (equal < 0)
        return kNoValue;
      if (!equal)
        break;
    }
    if (!step(t, o))
      return kNoValue;
  }
  setField(o, 2, o->field[3]);
  auto *group = newIterator(t, fromObject(groupType));
  setField(group, 0, self);
  setField(group, 1, o->field[2]);
  group->n = o->n;
  return fromObject(tupleOf(t, o->field[3], fromObject(group)));
}

Value groupNext(Thread &t, Value self) {
  auto *group = iteratorState(self);
  auto *o = iteratorState(group->field[0]);
  if (group->n != o->n)
    return kNoValue;
  if (!ok(o->field[4]) && !step(t, o))
    return kNoValue;
  int equal = compareTruth(t, group->field[1], o->field[3], CompareKind::Equal);
  if (equal <= 0)
    return kNoValue;
  Value item = o->field[4];
  o->field[4] = kNoValue;
  return item;
}

// --- tee: all copies share a chain of blocks; a block: [list of items, next block, iterator].
// A copy: [block]; n = position in the block's list.
constexpr int64_t kTeeBlock = 57;
Type *teeType, *teeBlockType;

Value newBlock(Thread &t, Value iterator) {
  auto *block = newIterator(t, fromObject(teeBlockType));
  setField(block, 0, fromObject(listNew(t)));
  setField(block, 2, iterator);
  return fromObject(block);
}
Value newTee(Thread &t, Value block, int64_t position) {
  auto *o = newIterator(t, fromObject(teeType));
  setField(o, 0, block);
  o->n = position;
  return fromObject(o);
}
Value teeOf(Thread &t, Value iterable) {
  Value iterator = TRY(getIterator(t, iterable));
  if (typeOf(iterator) == teeType)
    return newTee(t, iteratorState(iterator)->field[0], iteratorState(iterator)->n);
  return newTee(t, newBlock(t, iterator), 0);
}
Value teeNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  auto *block = iteratorState(o->field[0]);
  if (o->n == kTeeBlock) {
    if (!ok(block->field[1]))
      setField(block, 1, newBlock(t, block->field[2]));
    setField(o, 0, block->field[1]);
    o->n = 0;
    block = iteratorState(o->field[0]);
  }
  auto *items = as<List>(block->field[0]);
  if (o->n == items->size) {
    if (block->n)
      return raiseText(t, Exc::RuntimeError, "cannot re-enter the tee iterator");
    block->n = 1;
    Value item = next(t, block->field[2]);
    block->n = 0;
    if (!ok(item) || !listAppend(t, items, item))
      return kNoValue;
  }
  return items->array->items[o->n++];
}
Value teeNew(Thread &t, const Value *a) { return teeOf(t, a[1]); }
constexpr NativeRow kTee{"_tee", teeNew, "($type, iterable, /)", NativeKind::Function};
Value teeCopy(Thread &t, const Value *a) {
  return newTee(t, iteratorState(a[0])->field[0], iteratorState(a[0])->n);
}
const NativeRow kTeeMethods[] = {{"__copy__", teeCopy, "($self, /)"}, {nullptr, nullptr, nullptr}};

Value tee(Thread &t, const Value *a) {
  int64_t n = 2;
  if (ok(a[1]) && !toSize(t, a[1], &n))
    return kNoValue;
  if (n < 0)
    return raise(t, Msg::TeeCount);
  Tuple *result = TRY(tupleNew(t, n));
  for (int64_t i = 0; i < n; i++)
    result->items[i] = none();
  if (n) {
    Value first = TRY(teeOf(t, a[0]));
    result->items[0] = first;
    for (int64_t i = 1; i < n; i++)
      result->items[i] = newTee(t, iteratorState(first)->field[0], iteratorState(first)->n);
  }
  return fromObject(result);
}

// --- pairwise: [iterator, previous item]
Value pairwiseNew(Thread &t, const Value *a) {
  Value iterator = TRY(getIterator(t, a[1]));
  auto *o = newIterator(t, a[0]);
  setField(o, 0, iterator);
  return fromObject(o);
}
constexpr NativeRow kPairwise{"pairwise", pairwiseNew, "($type, iterable, /)",
                              NativeKind::Function};
Value pairwiseNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  if (!ok(o->field[1])) {
    Value first = TRY(next(t, o->field[0]));
    setField(o, 1, first);
  }
  Value item = TRY(next(t, o->field[0]));
  Value previous = o->field[1];
  setField(o, 1, item);
  return fromObject(tupleOf(t, previous, item));
}

// --- zip_longest: [tuple of iterators or None when exhausted, fill value]; n = iterators still
// active
Value zipLongestNew(Thread &t, const Value *a) {
  auto *iterables = as<Tuple>(a[1]);
  Tuple *iterators = TRY(tupleNew(t, iterables->size));
  for (int64_t i = 0; i < iterables->size; i++)
    iterators->items[i] = none();
  for (int64_t i = 0; i < iterables->size; i++)
    iterators->items[i] = TRY(getIterator(t, iterables->items[i]));
  auto *o = newIterator(t, a[0]);
  setField(o, 0, fromObject(iterators));
  setField(o, 1, ok(a[2]) ? a[2] : none());
  o->n = iterators->size;
  return fromObject(o);
}
constexpr NativeRow kZipLongest{"zip_longest", zipLongestNew, "($type, *iterables, fillvalue=None)",
                                NativeKind::Function};
Value zipLongestNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  auto *iterators = as<Tuple>(o->field[0]);
  if (o->n == 0)
    return kNoValue;
  Tuple *result = TRY(tupleNew(t, iterators->size));
  for (int64_t i = 0; i < iterators->size; i++) {
    Value item = kNoValue;
    if (!isNone(iterators->items[i])) {
      item = next(t, iterators->items[i]);
      if (!ok(item)) {
        if (ok(t.pending) || --o->n == 0) {
          o->n = 0;
          return kNoValue;
        }
        iterators->items[i] = none();
      }
    }
    result->items[i] = ok(item) ? item : o->field[1];
  }
  return fromObject(result);
}

template <const NativeRow &row, SlotNext nextFunction> void fill(Slots &slots) {
  slots.create = createBy<row>;
  slots.iter = selfIterator;
  slots.next = nextFunction;
}

const NativeRow kFunctions[] = {{"tee", tee, "(iterable, n=2, /)", NativeKind::Function},
                                {nullptr, nullptr, nullptr}};

} // namespace

bool addGroupIterators(Thread &t, Value module) {
  auto fillGroup = [](Slots &s) {
    s.iter = selfIterator;
    s.next = groupNext;
  };
  if (!addIteratorType(t, module, "groupby", fill<kGroupby, groupbyNext>) ||
      !addIteratorType(t, module, "_grouper", fillGroup) ||
      !addIteratorType(t, module, "_tee", fill<kTee, teeNext>, kTeeMethods) ||
      !addIteratorType(t, module, "_tee_dataobject", [](Slots &) {}) ||
      !addIteratorType(t, module, "pairwise", fill<kPairwise, pairwiseNext>) ||
      !addIteratorType(t, module, "zip_longest", fill<kZipLongest, zipLongestNext>) ||
      !addFunctions(t, module, kFunctions))
    return false;
  Dict *space = as<Module>(module)->dict;
  groupType = as<Type>(dictGetStr(space, internAscii(t, "_grouper")));
  teeType = as<Type>(dictGetStr(space, internAscii(t, "_tee")));
  teeBlockType = as<Type>(dictGetStr(space, internAscii(t, "_tee_dataobject")));
  for (Type **type : {&groupType, &teeType, &teeBlockType})
    addRoot(type);
  return true;
}

} // namespace rt
