// Built-in functions that run through an iterable: all, any, max, min, sorted, sum.
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Names.h"

namespace rt {

namespace {

Value findTruth(Thread &t, Value iterable, int wanted) {
  int answer = !wanted;
  bool good = forEach(t, iterable, [&](Value item) {
    int yes = truth(t, item);
    if (yes == !wanted) return true;
    answer = yes < 0 ? -1 : wanted;
    return false;
  });
  return good && answer >= 0 ? fromBool(answer) : kNoValue;
}
Value builtinAll(Thread &t, const Value *args) { return findTruth(t, args[0], 0); }
Value builtinAny(Thread &t, const Value *args) { return findTruth(t, args[0], 1); }

/// min(a, b, ...) and max(a, b, ...).
Value extremeOf(Thread &t, const Value *args, size_t count, CompareKind wanted) {
  Value best = args[0];
  for (size_t i = 1; i < count; i++) {
    Value item = args[i];
    int better = bothInt(item, best) ? (asInt(item) < asInt(best) ? wanted == CompareKind::Less
                                                                  : !same(item, best) && wanted == CompareKind::Greater)
                                     : compareTruth(t, item, best, wanted);
    if (better < 0) return kNoValue;
    if (better) best = item;
  }
  return best;
}

Value extreme(Thread &t, const Value *args, const char *name, CompareKind wanted) {
  auto *positional = as<Tuple>(args[0]);
  Value key = args[1], fallback = args[2];
  bool hasKey = ok(key) && !isNone(key);
  if (positional->size == 0) return raise(t, Msg::AtLeastOne, name);
  Value source = fromObject(positional);
  if (positional->size == 1)
    source = positional->items[0];
  else if (ok(fallback))
    return raise(t, Msg::DefaultWithPositional, name);
  Value best = kNoValue, bestKey = kNoValue;
  bool good = forEach(t, source, [&](Value item) {
    Value itemKey = hasKey ? callWith(t, key, item) : item;
    if (!ok(itemKey)) return false;
    int better = ok(best) ? compareTruth(t, itemKey, bestKey, wanted) : 1;
    if (better > 0) best = item, bestKey = itemKey;
    return better >= 0;
  });
  if (!good || ok(t.pending)) return kNoValue;
  if (ok(best)) return best;
  return ok(fallback) ? fallback : raise(t, Msg::EmptyIterable, name);
}
Value builtinMax(Thread &t, const Value *args) { return extreme(t, args, "max", CompareKind::Greater); }
Value builtinMin(Thread &t, const Value *args) { return extreme(t, args, "min", CompareKind::Less); }
template <CompareKind wanted> Value extremeSpread(Thread &t, const Value *args, size_t count) {
  if (count > 1) return extremeOf(t, args, count, wanted);
  const Value bound[] = {fromObject(TRY(tupleFrom(t, args, static_cast<int64_t>(count)))), kNoValue, kNoValue};
  return (wanted == CompareKind::Less ? builtinMin : builtinMax)(t, bound);
}

Value builtinSorted(Thread &t, const Value *args) {
  int reverse = ok(args[2]) ? truth(t, args[2]) : 0;
  if (reverse < 0) return kNoValue;
  List *list = TRY(toList(t, args[0]));
  if (same(fromObject(list), args[0])) list = TRY(listFrom(t, list->size ? list->array->items : nullptr, list->size));
  Value key = ok(args[1]) ? args[1] : none();
  return listSort(t, list, key, reverse) ? fromObject(list) : kNoValue;
}

Value builtinSum(Thread &t, const Value *args) {
  Value start = ok(args[1]) ? args[1] : fromInt(0);
  if (isStr(start)) return raiseText(t, Exc::TypeError, "sum() can't sum strings [use ''.join(seq) instead]");
  if (isBytes(start)) return raiseText(t, Exc::TypeError, "sum() can't sum bytes [use b''.join(seq) instead]");
  if (isInstance(start, TypeId::ByteArray))
    return raiseText(t, Exc::TypeError, "sum() can't sum bytearray [use b''.join(seq) instead]");
  Value total = start;
  // Fast paths: ints while they fit, then floats; binaryOp is the truth. Floats are added naively, as
  // CPython 3.11 does (no compensation).
  bool good = forEach(t, args[0], [&](Value item) {
    int64_t sum;
    if (bothInt(total, item) && !__builtin_add_overflow(asInt(total), asInt(item), &sum)) {
      total = intValue(t, sum);
    } else if (isDouble(total) && (isDouble(item) || isInt(item))) {
      total = floatValue(t, asDouble(total) + (isDouble(item) ? asDouble(item) : static_cast<double>(asInt(item))));
    } else {
      total = binaryOp(t, BinaryKind::Add, total, item);
    }
    return ok(total);
  });
  return good && ok(total) ? total : kNoValue;
}

} // namespace

const NativeRow kReductionFunctions[] = {
    {"all", builtinAll, "(iterable, /)", NativeKind::Function},
    {"any", builtinAny, "(iterable, /)", NativeKind::Function},
    {"max", builtinMax, "!(*args, key=None, default=None)", NativeKind::Function, nullptr,
     extremeSpread<CompareKind::Greater>},
    {"min", builtinMin, "!(*args, key=None, default=None)", NativeKind::Function, nullptr,
     extremeSpread<CompareKind::Less>},
    {"sorted", builtinSorted, "(iterable, /, *, key=None, reverse=False)", NativeKind::Function},
    {"sum", builtinSum, "(iterable, /, start=0)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

} // namespace rt
