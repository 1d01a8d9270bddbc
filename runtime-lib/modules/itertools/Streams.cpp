// Iterators that pass items through: accumulate, chain, compress, count, cycle, dropwhile,
// filterfalse, islice, repeat, starmap, takewhile.
#include "runtime-lib/modules/itertools/Itertools.h"

#include <climits>

namespace rt {

namespace {

Value pair(Thread &t, Value a, Value b) { return fromObject(tupleOf(t, a, b)); }

/// (callable of `name`, args tuple) as __reduce__ gives it.
template <typename... V> Value reduced(Thread &t, Value self, V... args) {
  return pair(t, fromObject(typeOf(self)), fromObject(tupleOf(t, args...)));
}

// --- count: [current, step]; n = 1 while both are small ints
Value countNew(Thread &t, const Value *a) {
  Value start = ok(a[1]) ? a[1] : fromInt(0), step = ok(a[2]) ? a[2] : fromInt(1);
  for (Value v : {start, step}) {
    const Slots &slots = typeOf(v)->slots;
    if (!slots.toInt && !slots.toFloat && !slots.index && !hasTypeFlag(v, kTypeComplexSubclass))
      return raise(t, Msg::CountNumber);
  }
  auto *o = newIterator(t, a[0]);
  setField(o, 0, start);
  setField(o, 1, step);
  return fromObject(o);
}
constexpr NativeRow kCount{"count", countNew, "($type, start=0, step=1)", NativeKind::Function};
Value countNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  Value current = o->field[0];
  int64_t sum;
  if (bothInt(current, o->field[1]) &&
      !__builtin_add_overflow(asInt(current), asInt(o->field[1]), &sum)) {
    setField(o, 0, intValue(t, sum));
    return current;
  }
  Value next = TRY(binaryOp(t, BinaryKind::Add, current, o->field[1]));
  setField(o, 0, next);
  return current;
}
Value countRepr(Thread &t, Value self) {
  auto *o = iteratorState(self);
  StrBuilder out(t);
  out.add("count(");
  out.add(TRY(repr(t, o->field[0])));
  if (!(isInt(o->field[1]) && asInt(o->field[1]) == 1)) {
    out.add(", ");
    out.add(TRY(repr(t, o->field[1])));
  }
  out.add(")");
  return fromObject(out.finish());
}
Value countReduce(Thread &t, const Value *a) {
  auto *o = iteratorState(a[0]);
  if (isInt(o->field[1]) && asInt(o->field[1]) == 1)
    return reduced(t, a[0], o->field[0]);
  return reduced(t, a[0], o->field[0], o->field[1]);
}
const NativeRow kCountMethods[] = {{"__reduce__", countReduce, "($self, /)"},
                                   {nullptr, nullptr, nullptr}};

// --- cycle: [iterator or empty, saved list]; n = position in the list
Value cycleNew(Thread &t, const Value *a) {
  Value iterator = TRY(getIterator(t, a[1]));
  auto *o = newIterator(t, a[0]);
  setField(o, 0, iterator);
  setField(o, 1, fromObject(listNew(t)));
  return fromObject(o);
}
constexpr NativeRow kCycle{"cycle", cycleNew, "($type, iterable, /)", NativeKind::Function};
Value cycleNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  auto *saved = as<List>(o->field[1]);
  if (ok(o->field[0])) {
    Value item = next(t, o->field[0]);
    if (ok(item))
      return listAppend(t, saved, item) ? item : kNoValue;
    if (ok(t.pending))
      return kNoValue;
    o->field[0] = kNoValue;
  }
  if (saved->size == 0)
    return kNoValue;
  Value item = saved->array->items[o->n];
  o->n = o->n + 1 == saved->size ? 0 : o->n + 1;
  return item;
}

// --- repeat: [object]; n = remaining, -1 without end
Value repeatNew(Thread &t, const Value *a) {
  int64_t times = -1;
  if (ok(a[2])) {
    if (!toSize(t, a[2], &times))
      return kNoValue;
    if (times < 0)
      times = 0;
  }
  auto *o = newIterator(t, a[0]);
  setField(o, 0, a[1]);
  o->n = times;
  return fromObject(o);
}
constexpr NativeRow kRepeat{"repeat", repeatNew, "($type, object, times=None)",
                            NativeKind::Function};
Value repeatNext(Thread &, Value self) {
  auto *o = iteratorState(self);
  if (o->n == 0)
    return kNoValue;
  if (o->n > 0)
    o->n--;
  return o->field[0];
}
Value repeatRepr(Thread &t, Value self) {
  auto *o = iteratorState(self);
  StrBuilder out(t);
  out.add("repeat(");
  out.add(TRY(repr(t, o->field[0])));
  if (o->n >= 0) {
    out.add(", ");
    out.add(TRY(repr(t, intValue(t, o->n))));
  }
  out.add(")");
  return fromObject(out.finish());
}
Value repeatLength(Thread &t, const Value *a) {
  auto *o = iteratorState(a[0]);
  return o->n < 0 ? raiseText(t, Exc::TypeError, "len() of unsized object") : intValue(t, o->n);
}
const NativeRow kRepeatMethods[] = {{"__length_hint__", repeatLength, "($self, /)"},
                                    {nullptr, nullptr, nullptr}};

// --- chain: [iterator of iterables, current iterator]
Value chainOf(Thread &t, Value type, Value iterables) {
  Value iterator = TRY(getIterator(t, iterables));
  auto *o = newIterator(t, type);
  setField(o, 0, iterator);
  return fromObject(o);
}
Value chainNew(Thread &t, const Value *a) { return chainOf(t, a[0], a[1]); }
constexpr NativeRow kChain{"chain", chainNew, "($type, *iterables)", NativeKind::Function};
Value chainFromIterable(Thread &t, const Value *a) { return chainOf(t, a[0], a[1]); }
Value chainNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  while (ok(o->field[0])) {
    if (!ok(o->field[1])) {
      Value iterable = next(t, o->field[0]);
      if (!ok(iterable)) {
        o->field[0] = kNoValue;
        return kNoValue;
      }
      Value iterator = getIterator(t, iterable);
      if (!ok(iterator)) {
        o->field[0] = kNoValue;
        return kNoValue;
      }
      setField(o, 1, iterator);
    }
    Value item = next(t, o->field[1]);
    if (ok(item) || ok(t.pending))
      return item;
    o->field[1] = kNoValue;
  }
  return kNoValue;
}
Value classGetItem(Thread &t, const Value *a) { return genericAliasNew(t, a[0], a[1]); }
const NativeRow kChainMethods[] = {
    {"from_iterable", chainFromIterable, "($type, iterable, /)", NativeKind::ClassMethod},
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
    {nullptr, nullptr, nullptr}};

// --- accumulate: [iterator, function or None, total, initial]
Value accumulateNew(Thread &t, const Value *a) {
  Value iterator = TRY(getIterator(t, a[1]));
  auto *o = newIterator(t, a[0]);
  setField(o, 0, iterator);
  setField(o, 1, ok(a[2]) && !isNone(a[2]) ? a[2] : kNoValue);
  setField(o, 3, ok(a[3]) && !isNone(a[3]) ? a[3] : kNoValue);
  return fromObject(o);
}
constexpr NativeRow kAccumulate{"accumulate", accumulateNew,
                                "($type, iterable, func=None, *, initial=None)",
                                NativeKind::Function};
Value accumulateNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  if (ok(o->field[3])) {
    setField(o, 2, o->field[3]);
    o->field[3] = kNoValue;
    return o->field[2];
  }
  Value item = next(t, o->field[0]);
  if (!ok(item))
    return kNoValue;
  if (ok(o->field[2])) {
    item = TRY(ok(o->field[1]) ? callWith(t, o->field[1], o->field[2], item)
                               : binaryOp(t, BinaryKind::Add, o->field[2], item));
  }
  setField(o, 2, item);
  return item;
}

// --- compress: [data, selectors]
Value compressNew(Thread &t, const Value *a) {
  Value data = TRY(getIterator(t, a[1])), selectors = TRY(getIterator(t, a[2]));
  auto *o = newIterator(t, a[0]);
  setField(o, 0, data);
  setField(o, 1, selectors);
  return fromObject(o);
}
constexpr NativeRow kCompress{"compress", compressNew, "($type, data, selectors)",
                              NativeKind::Function};
Value compressNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  for (;;) {
    Value item = TRY(next(t, o->field[0]));
    Value selector = TRY(next(t, o->field[1]));
    int chosen = truth(t, selector);
    if (chosen)
      return chosen < 0 ? kNoValue : item;
  }
}

// --- dropwhile, takewhile, filterfalse, starmap: [function, iterator]; n = state
Value withFunction(Thread &t, const Value *a) {
  Value iterator = TRY(getIterator(t, a[2]));
  auto *o = newIterator(t, a[0]);
  setField(o, 0, a[1]);
  setField(o, 1, iterator);
  return fromObject(o);
}
constexpr NativeRow kDropwhile{"dropwhile", withFunction, "($type, predicate, iterable, /)",
                               NativeKind::Function};
constexpr NativeRow kTakewhile{"takewhile", withFunction, "($type, predicate, iterable, /)",
                               NativeKind::Function};
constexpr NativeRow kFilterfalse{"filterfalse", withFunction, "($type, function, iterable, /)",
                                 NativeKind::Function};
constexpr NativeRow kStarmap{"starmap", withFunction, "($type, function, iterable, /)",
                             NativeKind::Function};

int test(Thread &t, Value function, Value item) {
  Value r = callWith(t, function, item);
  return ok(r) ? truth(t, r) : -1;
}
Value dropwhileNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  for (;;) {
    Value item = TRY(next(t, o->field[1]));
    if (o->n)
      return item;
    int drop = test(t, o->field[0], item);
    if (drop < 0)
      return kNoValue;
    if (!drop) {
      o->n = 1;
      return item;
    }
  }
}
Value takewhileNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  if (o->n)
    return kNoValue;
  Value item = TRY(next(t, o->field[1]));
  int take = test(t, o->field[0], item);
  if (take > 0)
    return item;
  if (take == 0)
    o->n = 1;
  return kNoValue;
}
Value filterfalseNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  for (;;) {
    Value item = TRY(next(t, o->field[1]));
    int r = isNone(o->field[0]) ? truth(t, item) : test(t, o->field[0], item);
    if (r < 0)
      return kNoValue;
    if (r == 0)
      return item;
  }
}
Value starmapNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  Value item = TRY(next(t, o->field[1]));
  Tuple *args = TRY(toTuple(t, item));
  return call(t, o->field[0], args->items, static_cast<size_t>(args->size));
}

// --- islice: [iterator, next index, stop or empty]; n = count so far, m = step
bool sliceBound(Thread &t, Value v, int64_t absent, int64_t *out, Msg message) {
  if (!ok(v) || isNone(v)) {
    *out = absent;
    return true;
  }
  if (!isAnyInt(v) && !typeOf(v)->slots.index) {
    raise(t, message);
    return false;
  }
  if (!toSize(t, v, out) || *out == -1) {
    clearPending(t);
    raise(t, message);
    return false;
  }
  if (*out < 0) {
    raise(t, message == Msg::IsliceStep ? message : Msg::IsliceIndices);
    return false;
  }
  return true;
}
Value isliceNew(Thread &t, const Value *a) {
  auto *bounds = as<Tuple>(a[2]);
  if (bounds->size < 1 || bounds->size > 3)
    return raiseText(t, Exc::TypeError,
                     bounds->size < 1 ? "islice expected at least 2 arguments, got 1"
                                      : "islice expected at most 4 arguments, got 5");
  int64_t start = 0, stop, step = 1;
  if (bounds->size == 1) {
    if (!sliceBound(t, bounds->items[0], -1, &stop, Msg::IsliceStop))
      return kNoValue;
  } else {
    if (!sliceBound(t, bounds->items[1], -1, &stop, Msg::IsliceStop) ||
        !sliceBound(t, bounds->items[0], 0, &start, Msg::IsliceIndices))
      return kNoValue;
    if (bounds->size == 3 && (!sliceBound(t, bounds->items[2], 1, &step, Msg::IsliceStep)))
      return kNoValue;
    if (step < 1)
      return raise(t, Msg::IsliceStep);
  }
  Value iterator = TRY(getIterator(t, a[1]));
  auto *o = newIterator(t, a[0]);
  setField(o, 0, iterator);
  setField(o, 1, intValue(t, start));
  setField(o, 2, stop < 0 ? kNoValue : intValue(t, stop));
  o->m = step;
  return fromObject(o);
}
constexpr NativeRow kIslice{"islice", isliceNew, "($type, iterable, /, *bounds)",
                            NativeKind::Function};
Value isliceNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  if (!ok(o->field[0]))
    return kNoValue;
  int64_t target = asInt(o->field[1]), stop = ok(o->field[2]) ? asInt(o->field[2]) : LLONG_MAX;
  auto finish = [&] {
    o->field[0] = kNoValue;
    return kNoValue;
  };
  while (o->n < target) { // also consumed when the stop comes first
    if (o->n >= stop)
      return finish();
    if (!ok(next(t, o->field[0])))
      return finish();
    o->n++;
  }
  if (o->n >= stop)
    return finish();
  Value item = next(t, o->field[0]);
  if (!ok(item))
    return finish();
  o->n++;
  int64_t following;
  if (__builtin_add_overflow(target, o->m, &following) || following > stop)
    following = stop;
  o->field[1] = intValue(t, following);
  return item;
}

template <const NativeRow &row, SlotNext nextFunction> void fill(Slots &slots) {
  slots.create = createBy<row>;
  slots.iter = selfIterator;
  slots.next = nextFunction;
}

} // namespace

bool addStreamIterators(Thread &t, Value module) {
  auto fillCount = [](Slots &s) {
    fill<kCount, countNext>(s);
    s.repr = countRepr;
  };
  auto fillRepeat = [](Slots &s) {
    fill<kRepeat, repeatNext>(s);
    s.repr = repeatRepr;
  };
  return addIteratorType(t, module, "count", fillCount, kCountMethods) &&
         addIteratorType(t, module, "repeat", fillRepeat, kRepeatMethods) &&
         addIteratorType(t, module, "cycle", fill<kCycle, cycleNext>) &&
         addIteratorType(t, module, "chain", fill<kChain, chainNext>, kChainMethods) &&
         addIteratorType(t, module, "accumulate", fill<kAccumulate, accumulateNext>) &&
         addIteratorType(t, module, "compress", fill<kCompress, compressNext>) &&
         addIteratorType(t, module, "dropwhile", fill<kDropwhile, dropwhileNext>) &&
         addIteratorType(t, module, "takewhile", fill<kTakewhile, takewhileNext>) &&
         addIteratorType(t, module, "filterfalse", fill<kFilterfalse, filterfalseNext>) &&
         addIteratorType(t, module, "starmap", fill<kStarmap, starmapNext>) &&
         addIteratorType(t, module, "islice", fill<kIslice, isliceNext>);
}

} // namespace rt
