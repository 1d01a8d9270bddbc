// range (Library reference, "Ranges") and its two iterators: over int64 and over any ints.
#include "runtime-lib/objects/range/Range.h"

#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/int/Int.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/slice/Slice.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {
namespace {

Range *rangeOf(Value v) { return as<Range>(v); }

// Number of items of start, start + step, ... before stop.
Value rangeLength(Thread &t, Value start, Value stop, Value step) {
  if (isInt(start) && isInt(stop) && isInt(step)) {
    int64_t a = asInt(start), b = asInt(stop), s = asInt(step);
    if (s > 0)
      return a < b ? intValue(t, (b - a - 1) / s + 1) : fromInt(0);
    return a > b ? intValue(t, (a - b - 1) / -s + 1) : fromInt(0);
  }
  bool up = intSign(step) > 0;
  Value low = up ? start : stop, high = up ? stop : start;
  if (intCompare(low, high) >= 0)
    return fromInt(0);
  Value distance = TRY(intSubtract(t, TRY(intSubtract(t, high, low)), fromInt(1)));
  Value size = up ? step : TRY(intSubtract(t, fromInt(0), step));
  return intAdd(t, TRY(intFloorDivide(t, distance, size)), fromInt(1));
}

// start + i * step
Value itemAt(Thread &t, Range *r, Value i) {
  return intAdd(t, r->start, TRY(intMultiply(t, i, r->step)));
}

Value make(Thread &t, Value start, Value stop, Value step) {
  if (!intSign(step))
    return raise(t, Msg::RangeStepZero);
  Value n = TRY(rangeLength(t, start, stop, step));
  Range *r = allocate<Range>(t, TypeId::Range);
  r->start = start;
  r->stop = stop;
  r->step = step;
  r->length = n;
  return fromObject(r);
}

} // namespace

Value rangeNew(Thread &t, Value start, Value stop, Value step) {
  start = ok(start) ? TRY(toIndex(t, start)) : fromInt(0);
  stop = TRY(toIndex(t, stop));
  step = ok(step) ? TRY(toIndex(t, step)) : fromInt(1);
  return make(t, start, stop, step);
}

namespace {

Value createSlot(Thread &t, Type *, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywords(t, "range", kwNames) || !argumentCount(t, "range", positional, 1, 3))
    return kNoValue;
  if (positional == 1)
    return rangeNew(t, kNoValue, args[0], kNoValue);
  return rangeNew(t, args[0], args[1], positional == 3 ? args[2] : kNoValue);
}

int64_t lengthSlot(Thread &t, Value self) {
  int64_t n;
  if (intFits(rangeOf(self)->length, &n))
    return n;
  raise(t, Msg::IntTooLargeForSsize);
  return -1;
}
int truthSlot(Thread &, Value self) { return intSign(rangeOf(self)->length) != 0; }

Value slice(Thread &t, Range *r, Value key) {
  Slice *s = as<Slice>(key);
  Value step = isNone(s->step) ? fromInt(1) : kNoValue;
  if (!ok(step)) {
    if (!hasIndex(s->step))
      return raise(t, Msg::SliceIndex);
    step = TRY(toIndex(t, s->step));
  }
  if (!intSign(step))
    return raise(t, Msg::SliceStepZero);
  bool backwards = intSign(step) < 0;
  Value low = fromInt(backwards ? -1 : 0);
  Value high = backwards ? TRY(intSubtract(t, r->length, fromInt(1))) : r->length;
  auto bound = [&](Value v, Value absent) -> Value {
    if (isNone(v))
      return absent;
    if (!hasIndex(v))
      return raise(t, Msg::SliceIndex);
    Value n = TRY(toIndex(t, v));
    if (intSign(n) < 0) {
      n = TRY(intAdd(t, n, r->length));
      return intCompare(n, low) < 0 ? low : n;
    }
    return intCompare(n, high) > 0 ? high : n;
  };
  Value start = TRY(bound(s->start, backwards ? high : low));
  Value stop = TRY(bound(s->stop, backwards ? low : high));
  Value newStep = TRY(intMultiply(t, step, r->step));
  return make(t, TRY(itemAt(t, r, start)), TRY(itemAt(t, r, stop)), newStep);
}
Value getItemSlot(Thread &t, Value self, Value key) {
  Range *r = rangeOf(self);
  if (isExactly(key, TypeId::Slice))
    return slice(t, r, key);
  if (!hasIndex(key))
    return raise(t, Msg::RangeIndexType, typeName(key));
  Value i = TRY(toIndex(t, key));
  if (intSign(i) < 0)
    i = TRY(intAdd(t, i, r->length));
  if (intSign(i) < 0 || intCompare(i, r->length) >= 0)
    return raise(t, Msg::RangeIndexRange);
  return itemAt(t, r, i);
}

// Position of an int in the range, kNoValue without exception when it is not there.
Value position(Thread &t, Range *r, Value n, bool *failed) {
  *failed = false;
  bool up = intSign(r->step) > 0;
  bool inside = up ? intCompare(r->start, n) <= 0 && intCompare(n, r->stop) < 0
                   : intCompare(r->stop, n) < 0 && intCompare(n, r->start) <= 0;
  if (!inside)
    return kNoValue;
  Value distance = intSubtract(t, n, r->start), q, rest;
  if (!ok(distance) || !intDivMod(t, distance, r->step, &q, &rest)) {
    *failed = true;
    return kNoValue;
  }
  return intSign(rest) ? kNoValue : q;
}
bool plainInt(Value v) { return isInt(v) || isExactly(v, TypeId::Int) || isBool(v); }

// Objects other than ints are compared with each item.
int64_t scan(Thread &t, Value self, Value item, bool all) {
  Value iterator = getIterator(t, self);
  if (!ok(iterator))
    return -2;
  int64_t found = 0;
  for (int64_t i = 0;; i++) {
    Value candidate = next(t, iterator);
    if (!ok(candidate))
      return ok(t.pending) ? -2 : all ? found : -1;
    int equal = identicalOrEqual(t, candidate, item);
    if (equal < 0)
      return -2;
    if (equal && !all)
      return i;
    found += equal;
  }
}

int containsSlot(Thread &t, Value self, Value item) {
  if (!plainInt(item)) {
    int64_t i = scan(t, self, item, false);
    return i == -2 ? -1 : i >= 0;
  }
  bool failed;
  Value p = position(t, rangeOf(self), item, &failed);
  return failed ? -1 : ok(p);
}
Value index(Thread &t, const Value *args) {
  if (plainInt(args[1])) {
    bool failed;
    Value p = position(t, rangeOf(args[0]), args[1], &failed);
    if (ok(p) || failed)
      return p;
    return raise(t, Msg::RangeIndexAbsent, reprOf(args[1]));
  }
  int64_t i = scan(t, args[0], args[1], false);
  if (i == -2)
    return kNoValue;
  return i < 0 ? raise(t, Msg::SequenceIndexAbsent) : fromInt(i);
}
Value count(Thread &t, const Value *args) {
  if (plainInt(args[1])) {
    bool failed;
    Value p = position(t, rangeOf(args[0]), args[1], &failed);
    return failed ? kNoValue : fromInt(ok(p));
  }
  int64_t n = scan(t, args[0], args[1], true);
  return n == -2 ? kNoValue : fromInt(n);
}

// Ranges are equal when they give the same items; equal ranges hash alike.
Tuple *essence(Thread &t, Range *r) {
  if (!intSign(r->length))
    return tupleOf(t, r->length, none(), none());
  if (same(r->length, fromInt(1)))
    return tupleOf(t, r->length, r->start, none());
  return tupleOf(t, r->length, r->start, r->step);
}
Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isExactly(a, TypeId::Range) || !isExactly(b, TypeId::Range))
    return notImplemented();
  if (kind != CompareKind::Equal && kind != CompareKind::NotEqual)
    return notImplemented();
  Range *x = rangeOf(a), *y = rangeOf(b);
  bool equal = intCompare(x->length, y->length) == 0;
  if (equal && intSign(x->length)) {
    equal = intCompare(x->start, y->start) == 0;
    if (equal && !same(x->length, fromInt(1)))
      equal = intCompare(x->step, y->step) == 0;
  }
  return fromBool(equal == (kind == CompareKind::Equal));
}
bool hashSlot(Thread &t, Value self, int64_t *out) {
  Tuple *tuple = essence(t, rangeOf(self));
  return tuple && hash(t, fromObject(tuple), out);
}
Value reprSlot(Thread &t, Value self) {
  Range *r = rangeOf(self);
  StrBuilder out(t);
  out.add("range(");
  out.add(TRY(repr(t, r->start)));
  out.add(", ");
  out.add(TRY(repr(t, r->stop)));
  if (!same(r->step, fromInt(1))) {
    out.add(", ");
    out.add(TRY(repr(t, r->step)));
  }
  out.add(")");
  return fromObject(TRY(out.finish()));
}

// --- Iterators
Value iterate(Thread &t, Value start, Value step, Value remaining) {
  int64_t s, d, n, end;
  if (intFits(start, &s) && intFits(step, &d) && intFits(remaining, &n) &&
      !__builtin_mul_overflow(d, n, &end) && !__builtin_add_overflow(s, end, &end)) {
    RangeIterator *it = allocate<RangeIterator>(t, TypeId::RangeIterator);
    it->next = s;
    it->step = d;
    it->remaining = it->length = n;
    return fromObject(it);
  }
  LongRangeIterator *it = allocate<LongRangeIterator>(t, TypeId::LongRangeIterator);
  it->next = start;
  it->step = step;
  it->remaining = it->length = remaining;
  return fromObject(it);
}
Value iterSlot(Thread &t, Value self) {
  Range *r = rangeOf(self);
  return iterate(t, r->start, r->step, r->length);
}
Value reversed(Thread &t, const Value *args) {
  Range *r = rangeOf(args[0]);
  if (!intSign(r->length))
    return iterate(t, r->start, r->step, fromInt(0));
  Value last = TRY(itemAt(t, r, TRY(intSubtract(t, r->length, fromInt(1)))));
  return iterate(t, last, TRY(intSubtract(t, fromInt(0), r->step)), r->length);
}
Value reduce(Thread &t, const Value *args) {
  Range *r = rangeOf(args[0]);
  Tuple *state = TRY(tupleOf(t, r->start, r->stop, r->step));
  return fromObject(TRY(tupleOf(t, fromObject(typeOf(args[0])), fromObject(state))));
}

Value selfSlot(Thread &, Value self) { return self; }
Value nextSmall(Thread &t, Value self) {
  RangeIterator *it = as<RangeIterator>(self);
  if (it->remaining <= 0)
    return kNoValue;
  int64_t n = it->next;
  it->next = n + it->step;
  it->remaining--;
  return intValue(t, n);
}
Value nextLong(Thread &t, Value self) {
  LongRangeIterator *it = as<LongRangeIterator>(self);
  if (intSign(it->remaining) <= 0)
    return kNoValue;
  Value n = it->next;
  it->next = TRY(intAdd(t, n, it->step));
  it->remaining = TRY(intSubtract(t, it->remaining, fromInt(1)));
  writeBarrier(it);
  return n;
}
Value hintSmall(Thread &t, const Value *args) {
  return intValue(t, as<RangeIterator>(args[0])->remaining);
}
Value hintLong(Thread &, const Value *args) { return as<LongRangeIterator>(args[0])->remaining; }
Value setStateSmall(Thread &t, const Value *args) {
  RangeIterator *it = as<RangeIterator>(args[0]);
  int64_t n;
  if (!toSize(t, args[1], &n))
    return kNoValue;
  n = n < 0 ? 0 : n > it->length ? it->length : n;
  it->next += (n - (it->length - it->remaining)) * it->step;
  it->remaining = it->length - n;
  return none();
}
Value setStateLong(Thread &t, const Value *args) {
  LongRangeIterator *it = as<LongRangeIterator>(args[0]);
  Value n = TRY(toIndex(t, args[1]));
  if (intSign(n) < 0)
    n = fromInt(0);
  if (intCompare(n, it->length) > 0)
    n = it->length;
  Value taken = TRY(intSubtract(t, it->length, it->remaining));
  Value forward = TRY(intMultiply(t, TRY(intSubtract(t, n, taken)), it->step));
  it->next = TRY(intAdd(t, it->next, forward));
  it->remaining = TRY(intSubtract(t, it->length, n));
  writeBarrier(it);
  return none();
}

// iter(range(first, stop, step)) and the number of items taken.
Value reduceIterator(Thread &t, Value next, Value step, Value remaining, Value length) {
  Value taken = TRY(intSubtract(t, length, remaining));
  Value start = TRY(intSubtract(t, next, TRY(intMultiply(t, taken, step))));
  Value stop = TRY(intAdd(t, start, TRY(intMultiply(t, length, step))));
  Value range = TRY(rangeNew(t, start, stop, step));
  Value maker = TRY(builtinNamed(t, "iter"));
  return fromObject(TRY(tupleOf(t, maker, fromObject(TRY(tupleOf(t, range))), taken)));
}
Value reduceSmall(Thread &t, const Value *args) {
  RangeIterator *it = as<RangeIterator>(args[0]);
  return reduceIterator(t, TRY(intValue(t, it->next)), TRY(intValue(t, it->step)),
                        TRY(intValue(t, it->remaining)), TRY(intValue(t, it->length)));
}
Value reduceLong(Thread &t, const Value *args) {
  LongRangeIterator *it = as<LongRangeIterator>(args[0]);
  return reduceIterator(t, it->next, it->step, it->remaining, it->length);
}

const NativeRow kMethods[] = {
    {"__reduce__", reduce, "($self, /)"},
    {"__reversed__", reversed, "($self, /)", NativeKind::Method, "Return a reverse iterator."},
    {"count", count, "($self, value, /)", NativeKind::Method,
     "rangeobject.count(value) -> integer -- return number of occurrences of value"},
    {"index", index, "($self, value, /)", NativeKind::Method,
     "rangeobject.index(value) -> integer -- return index of value.\nRaise ValueError if the value "
     "is not present."},
    {nullptr, nullptr, nullptr}};
const MemberRow kMembers[] = {{"start", offsetof(Range, start)},
                              {"stop", offsetof(Range, stop)},
                              {"step", offsetof(Range, step)},
                              {nullptr, 0}};
const NativeRow kSmallMethods[] = {{"__length_hint__", hintSmall, "($self, /)", NativeKind::Method,
                                    "Private method returning an estimate of len(list(it))."},
                                   {"__reduce__", reduceSmall, "($self, /)", NativeKind::Method,
                                    "Return state information for pickling."},
                                   {"__setstate__", setStateSmall, "($self, state, /)",
                                    NativeKind::Method, "Set state information for unpickling."},
                                   {nullptr, nullptr, nullptr}};
const NativeRow kLongMethods[] = {{"__length_hint__", hintLong, "($self, /)", NativeKind::Method,
                                   "Private method returning an estimate of len(list(it))."},
                                  {"__reduce__", reduceLong, "($self, /)", NativeKind::Method,
                                   "Return state information for pickling."},
                                  {"__setstate__", setStateLong, "($self, state, /)",
                                   NativeKind::Method, "Set state information for unpickling."},
                                  {nullptr, nullptr, nullptr}};

void trace(Object *object, Tracer &tracer) {
  tracer.range(&static_cast<Range *>(object)->start, 4);
}
void traceLong(Object *object, Tracer &tracer) {
  tracer.range(&static_cast<LongRangeIterator *>(object)->next, 4);
}

} // namespace

void registerRangeTypes(Thread &t) {
  registerType(t, {.id = TypeId::Range,
                   .flags = kTypeMatchSequence,
                   .instanceSize = sizeof(Range),
                   .doc = "range(stop) -> range object\nrange(start, stop[, step]) -> range "
                          "object\n\nThe integers from start "
                          "(inclusive) to stop (exclusive) by step.",
                   .trace = trace,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = reprSlot;
                         s.hash = hashSlot;
                         s.compare = compareSlot;
                         s.iter = iterSlot;
                         s.create = createSlot;
                         s.truth = truthSlot;
                         s.length = lengthSlot;
                         s.getItem = getItemSlot;
                         s.contains = containsSlot;
                       },
                   .methods = kMethods,
                   .members = kMembers});
  registerType(t, {.id = TypeId::RangeIterator,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(RangeIterator),
                   .fillSlots =
                       [](Slots &s) {
                         s.iter = selfSlot;
                         s.next = nextSmall;
                       },
                   .methods = kSmallMethods});
  registerType(t, {.id = TypeId::LongRangeIterator,
                   .flags = kTypeNoCreate,
                   .instanceSize = sizeof(LongRangeIterator),
                   .trace = traceLong,
                   .fillSlots =
                       [](Slots &s) {
                         s.iter = selfSlot;
                         s.next = nextLong;
                       },
                   .methods = kLongMethods});
}

} // namespace rt
