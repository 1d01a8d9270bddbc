// product, permutations, combinations, combinations_with_replacement.
//
// State: [pool tuple(s), indices, cycles]; the indices are a tuple of small ints that is private to
// the iterator and changed in place. n = 0 before the first result, 1 while running, 2 at the end;
// m = r.
#include "runtime-lib/modules/itertools/Itertools.h"

namespace rt {

namespace {

enum State : int64_t { kFresh, kRunning, kDone };

int64_t at(Tuple *indices, int64_t i) { return asInt(indices->items[i]); }
void put(Tuple *indices, int64_t i, int64_t n) { indices->items[i] = fromInt(n); }

Tuple *indexTuple(Thread &t, int64_t count) {
  Tuple *indices = tupleNew(t, count);
  for (int64_t i = 0; indices && i < count; i++)
    put(indices, i, i);
  return indices;
}

bool rArgument(Thread &t, Value v, int64_t *r) {
  if (!isAnyInt(v) && !typeOf(v)->slots.index)
    return raise(t, Msg::CannotBeInteger, typeName(v)), false;
  if (!toSize(t, v, r))
    return false;
  if (*r < 0)
    return raise(t, Msg::RNonNegative), false;
  return true;
}

Value picked(Thread &t, Tuple *pool, Tuple *indices, int64_t count) {
  Tuple *result = TRY(tupleNew(t, count));
  for (int64_t i = 0; i < count; i++)
    result->items[i] = pool->items[at(indices, i)];
  return fromObject(result);
}

// --- product: pools in a tuple of tuples
Value productNew(Thread &t, const Value *a) {
  int64_t repeat = 1;
  if (ok(a[2]) && !toSize(t, a[2], &repeat))
    return kNoValue;
  if (repeat < 0)
    return raise(t, Msg::ProductRepeat);
  auto *iterables = as<Tuple>(a[1]);
  Tuple *pools = TRY(tupleNew(t, iterables->size * repeat));
  bool empty = false;
  for (int64_t i = 0; i < iterables->size && repeat; i++) {
    Tuple *pool = TRY(toTuple(t, iterables->items[i]));
    empty |= pool->size == 0;
    for (int64_t k = 0; k < repeat; k++)
      pools->items[k * iterables->size + i] = fromObject(pool);
  }
  auto *o = newIterator(t, a[0]);
  setField(o, 0, fromObject(pools));
  Tuple *indices = TRY(tupleNew(t, pools->size));
  for (int64_t i = 0; i < pools->size; i++)
    put(indices, i, 0);
  setField(o, 1, fromObject(indices));
  o->n = empty ? kDone : kFresh;
  return fromObject(o);
}
constexpr NativeRow kProduct{"product", productNew, "!($type, *iterables, repeat=1)",
                             NativeKind::Function};
Value productNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  auto *pools = as<Tuple>(o->field[0]), *indices = as<Tuple>(o->field[1]);
  if (o->n == kDone)
    return kNoValue;
  if (o->n == kRunning) {
    int64_t i = pools->size - 1;
    for (; i >= 0; i--) {
      put(indices, i, at(indices, i) + 1);
      if (at(indices, i) < as<Tuple>(pools->items[i])->size)
        break;
      put(indices, i, 0);
    }
    if (i < 0) {
      o->n = kDone;
      return kNoValue;
    }
  }
  o->n = kRunning;
  Tuple *result = TRY(tupleNew(t, pools->size));
  for (int64_t i = 0; i < pools->size; i++)
    result->items[i] = as<Tuple>(pools->items[i])->items[at(indices, i)];
  return fromObject(result);
}

// --- permutations: indices of the whole pool and a countdown per place
Value permutationsNew(Thread &t, const Value *a) {
  Tuple *pool = TRY(toTuple(t, a[1]));
  int64_t r = pool->size;
  if (ok(a[2]) && !isNone(a[2])) {
    if (!isAnyInt(a[2]))
      return raise(t, Msg::PermutationsR);
    if (!rArgument(t, a[2], &r))
      return kNoValue;
  }
  auto *o = newIterator(t, a[0]);
  setField(o, 0, fromObject(pool));
  setField(o, 1, fromObject(TRY(indexTuple(t, pool->size))));
  o->m = r;
  o->n = r > pool->size ? kDone : kFresh;
  if (o->n == kFresh) {
    Tuple *cycles = TRY(tupleNew(t, r));
    for (int64_t i = 0; i < r; i++)
      put(cycles, i, pool->size - i);
    setField(o, 2, fromObject(cycles));
  }
  return fromObject(o);
}
constexpr NativeRow kPermutations{"permutations", permutationsNew, "($type, iterable, r=None)",
                                  NativeKind::Function};
Value permutationsNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  if (o->n == kDone)
    return kNoValue;
  auto *pool = as<Tuple>(o->field[0]), *indices = as<Tuple>(o->field[1]);
  if (o->n == kRunning) {
    auto *cycles = as<Tuple>(o->field[2]);
    int64_t n = pool->size, i = o->m - 1;
    for (; i >= 0; i--) {
      put(cycles, i, at(cycles, i) - 1);
      if (at(cycles, i) == 0) {
        Value first = indices->items[i];
        for (int64_t k = i; k < n - 1; k++)
          indices->items[k] = indices->items[k + 1];
        indices->items[n - 1] = first;
        put(cycles, i, n - i);
        continue;
      }
      std::swap(indices->items[i], indices->items[n - at(cycles, i)]);
      break;
    }
    if (i < 0) {
      o->n = kDone;
      return kNoValue;
    }
  }
  o->n = kRunning;
  return picked(t, pool, indices, o->m);
}

// --- combinations, with and without replacement
template <bool replacement> Value combinationsNew(Thread &t, const Value *a) {
  Tuple *pool = TRY(toTuple(t, a[1]));
  int64_t r;
  if (!rArgument(t, a[2], &r))
    return kNoValue;
  auto *o = newIterator(t, a[0]);
  setField(o, 0, fromObject(pool));
  o->m = r;
  o->n =
      replacement ? (pool->size == 0 && r > 0 ? kDone : kFresh) : (r > pool->size ? kDone : kFresh);
  if (o->n == kFresh) {
    Tuple *indices = TRY(indexTuple(t, r));
    for (int64_t i = 0; replacement && i < r; i++)
      put(indices, i, 0);
    setField(o, 1, fromObject(indices));
  }
  return fromObject(o);
}
constexpr NativeRow kCombinations{"combinations", combinationsNew<false>, "($type, iterable, r)",
                                  NativeKind::Function};
constexpr NativeRow kWithReplacement{"combinations_with_replacement", combinationsNew<true>,
                                     "($type, iterable, r)", NativeKind::Function};

template <bool replacement> Value combinationsNext(Thread &t, Value self) {
  auto *o = iteratorState(self);
  if (o->n == kDone)
    return kNoValue;
  auto *pool = as<Tuple>(o->field[0]), *indices = as<Tuple>(o->field[1]);
  int64_t n = pool->size, r = o->m;
  if (o->n == kRunning) {
    int64_t i = r - 1;
    while (i >= 0 && at(indices, i) == (replacement ? n - 1 : i + n - r))
      i--;
    if (i < 0) {
      o->n = kDone;
      return kNoValue;
    }
    int64_t value = at(indices, i) + 1;
    put(indices, i, value);
    for (int64_t k = i + 1; k < r; k++)
      put(indices, k, replacement ? value : at(indices, k - 1) + 1);
  }
  o->n = kRunning;
  return picked(t, pool, indices, r);
}

template <const NativeRow &row, SlotNext nextFunction> void fill(Slots &slots) {
  slots.create = createBy<row>;
  slots.iter = selfIterator;
  slots.next = nextFunction;
}

} // namespace

bool addCombinatorics(Thread &t, Value module) {
  return addIteratorType(t, module, "product", fill<kProduct, productNext>) &&
         addIteratorType(t, module, "permutations", fill<kPermutations, permutationsNext>) &&
         addIteratorType(t, module, "combinations", fill<kCombinations, combinationsNext<false>>) &&
         addIteratorType(t, module, "combinations_with_replacement",
                         fill<kWithReplacement, combinationsNext<true>>);
}

} // namespace rt
