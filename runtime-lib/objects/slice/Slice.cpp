// slice: three values, resolved against a length when it is used (Reference 3.2, "Slice objects").
#include "runtime-lib/objects/slice/Slice.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/Sequence.h"

namespace rt {

Value sliceNew(Thread &t, Value start, Value stop, Value step) {
  Slice *s = allocate<Slice>(t, TypeId::Slice);
  s->start = ok(start) ? start : none();
  s->stop = ok(stop) ? stop : none();
  s->step = ok(step) ? step : none();
  return fromObject(s);
}
extern "C" Value rt_build_slice(Thread &t, Value start, Value stop, Value step) {
  return sliceNew(t, start, stop, step);
}

namespace {

bool sliceIndex(Thread &t, Value v, int64_t absent, int64_t *out) {
  if (isInt(v)) {
    *out = asInt(v);
    return true;
  }
  if (isNone(v)) {
    *out = absent;
    return true;
  }
  if (!hasIndex(v)) {
    raise(t, Msg::SliceIndex);
    return false;
  }
  return toSizeClipped(t, v, out);
}

} // namespace

bool sliceResolve(Thread &t, Value slice, int64_t length, int64_t *start, int64_t *stop,
                  int64_t *step, int64_t *count) {
  Slice *s = as<Slice>(slice);
  if (!sliceIndex(t, s->step, 1, step))
    return false;
  if (*step == 0) {
    raise(t, Msg::SliceStepZero);
    return false;
  }
  if (*step < -INT64_MAX)
    *step = -INT64_MAX;
  bool backwards = *step < 0;
  if (!sliceIndex(t, s->start, backwards ? INT64_MAX : 0, start))
    return false;
  if (!sliceIndex(t, s->stop, backwards ? INT64_MIN : INT64_MAX, stop))
    return false;
  int64_t low = backwards ? -1 : 0, high = backwards ? length - 1 : length;
  auto clip = [&](int64_t *i) {
    if (*i < 0) {
      *i += length;
      if (*i < low)
        *i = low;
    } else if (*i > high) {
      *i = high;
    }
  };
  clip(start);
  clip(stop);
  if (backwards)
    *count = *stop < *start ? (*start - *stop - 1) / -*step + 1 : 0;
  else
    *count = *start < *stop ? (*stop - *start - 1) / *step + 1 : 0;
  return true;
}

namespace {

// slice.indices(length), for lengths of any size.
Value indices(Thread &t, const Value *args) {
  Slice *s = as<Slice>(args[0]);
  Value length = TRY(toIndex(t, args[1]));
  if (intSign(length) < 0)
    return raise(t, Msg::NegativeLength);
  auto number = [&](Value v) -> Value {
    if (!hasIndex(v))
      return raise(t, Msg::SliceIndex);
    return toIndex(t, v);
  };
  Value step = isNone(s->step) ? fromInt(1) : TRY(number(s->step));
  int sign = intSign(step);
  if (!sign)
    return raise(t, Msg::SliceStepZero);
  bool backwards = sign < 0;
  Value low = fromInt(backwards ? -1 : 0);
  Value high = backwards ? TRY(intSubtract(t, length, fromInt(1))) : length;
  auto bound = [&](Value v, Value absent) -> Value {
    if (isNone(v))
      return absent;
    Value n = TRY(number(v));
    if (intSign(n) < 0) {
      n = TRY(intAdd(t, n, length));
      return intCompare(n, low) < 0 ? low : n;
    }
    return intCompare(n, high) > 0 ? high : n;
  };
  Value start = TRY(bound(s->start, backwards ? high : low));
  Value stop = TRY(bound(s->stop, backwards ? low : high));
  return fromObject(TRY(tupleOf(t, start, stop, step)));
}

Value asTuple(Thread &t, Value v) {
  Slice *s = as<Slice>(v);
  return fromObject(TRY(tupleOf(t, s->start, s->stop, s->step)));
}
Value reduce(Thread &t, const Value *args) {
  return fromObject(
      TRY(tupleOf(t, fromObject(builtinType(TypeId::Slice)), TRY(asTuple(t, args[0])))));
}
Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isExactly(a, TypeId::Slice) || !isExactly(b, TypeId::Slice))
    return notImplemented();
  if (same(a, b))
    return fromBool(compareHolds(kind, 0));
  return compare(t, TRY(asTuple(t, a)), TRY(asTuple(t, b)), kind);
}
Value reprSlot(Thread &t, Value self) {
  Slice *s = as<Slice>(self);
  StrBuilder out(t);
  out.add("slice(");
  out.add(TRY(repr(t, s->start)));
  out.add(", ");
  out.add(TRY(repr(t, s->stop)));
  out.add(", ");
  out.add(TRY(repr(t, s->step)));
  out.add(")");
  return fromObject(TRY(out.finish()));
}
Value createSlot(Thread &t, Type *, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywords(t, "slice", kwNames) || !argumentCount(t, "slice", positional, 1, 3))
    return kNoValue;
  if (positional == 1)
    return sliceNew(t, none(), args[0], none());
  return sliceNew(t, args[0], args[1], positional == 3 ? args[2] : none());
}
void trace(Object *object, Tracer &tracer) {
  Slice *s = static_cast<Slice *>(object);
  tracer.range(&s->start, 3);
}

const NativeRow kMethods[] = {{"__reduce__", reduce, "($self, /)", NativeKind::Method,
                               "Return state information for pickling."},
                              {"indices", indices, "($self, object, /)", NativeKind::Method,
                               "S.indices(len) -> (start, stop, stride)\n\nThe positions that the "
                               "slice selects from a sequence of length len."},
                              {nullptr, nullptr, nullptr}};
const MemberRow kMembers[] = {{"start", offsetof(Slice, start)},
                              {"stop", offsetof(Slice, stop)},
                              {"step", offsetof(Slice, step)},
                              {nullptr, 0}};

} // namespace

void registerSliceType(Thread &t) {
  registerType(t, {.id = TypeId::Slice,
                   .instanceSize = sizeof(Slice),
                   .doc = "slice(stop)\nslice(start, stop[, step])\n\nCreate a slice object, as "
                          "a[start:stop:step] does.",
                   .trace = trace,
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = reprSlot;
                         s.hash = hashNotImplemented;
                         s.compare = compareSlot;
                         s.create = createSlot;
                       },
                   .methods = kMethods,
                   .members = kMembers});
}

} // namespace rt
