// Fast paths of runtime functions as LLVM bitcode: rt_fast_<name> is inlined into compiled code and
// answers the easy cases; its failure value (0, or -1 for truth) sends the caller to rt_<name>. No
// Python code runs here and nothing is raised. Small on purpose: every line is multiplied by the
// number of operations in a program.
#include "runtime-lib/objects/iterators/Iterators.h"

#ifndef FAST // interp/FastPaths.h has them as inline functions
#define FAST(Name, Result) extern "C" __attribute__((always_inline, visibility("hidden"))) Result rt_fast_##Name
#endif

#define likely(Condition) __builtin_expect(!!(Condition), 1)

namespace rt {
namespace {

int64_t raw(Value v) { return static_cast<int64_t>(bitsOf(v)); }
Value fromRaw(int64_t n) { return Value{static_cast<uint64_t>(n)}; }
/// Both self-tagged doubles (tag 10), in one test.
bool bothDouble(Value a, Value b) { return (((bitsOf(a) ^ 2) | (bitsOf(b) ^ 2)) & 3) == 0; }
/// A tagged int; the `or` changes nothing but tells the optimiser that the result is an int.
Value taggedInt(int64_t r) { return fromRaw(r | 1); }

/// Exactly this built-in type; v is not an immediate.
bool hasShape(Value v, TypeId id) { return asObject(v)->shapeId == static_cast<uint32_t>(id); }

/// A float operand of mixed arithmetic; false for anything but a self-tagged double or an int.
bool number(Value v, double *d) {
  if (isInt(v)) *d = static_cast<double>(asInt(v));
  else if (isDouble(v)) *d = asDouble(v);
  else return false;
  return true;
}

} // namespace

// --- Arithmetic. An int is 2n + 1, so sums and differences work on the tagged form.

FAST(binary_add, Value)(Thread &, Value a, Value b) {
  int64_t r;
  if (likely(bothInt(a, b))) return __builtin_add_overflow(raw(a), raw(b) - 1, &r) ? kNoValue : taggedInt(r);
  if (bothDouble(a, b)) return fromDoubleImmediate(asDouble(a) + asDouble(b));
  return kNoValue;
}

FAST(binary_subtract, Value)(Thread &, Value a, Value b) {
  int64_t r;
  if (likely(bothInt(a, b))) return __builtin_sub_overflow(raw(a), raw(b) - 1, &r) ? kNoValue : taggedInt(r);
  if (bothDouble(a, b)) return fromDoubleImmediate(asDouble(a) - asDouble(b));
  return kNoValue;
}

FAST(binary_multiply, Value)(Thread &, Value a, Value b) {
  int64_t r;
  if (likely(bothInt(a, b))) return __builtin_mul_overflow(raw(a) - 1, asInt(b), &r) ? kNoValue : fromRaw(r | 1);
  double x, y;
  if (number(a, &x) && number(b, &y)) return fromDoubleImmediate(x * y);
  return kNoValue;
}

FAST(binary_truedivide, Value)(Thread &, Value a, Value b) {
  constexpr int64_t kExact = int64_t{1} << 53;
  double x, y;
  if (isInt(a)) {
    if (asInt(a) > kExact || asInt(a) < -kExact) return kNoValue;
    x = static_cast<double>(asInt(a));
  } else if (isDouble(a)) {
    x = asDouble(a);
  } else {
    return kNoValue;
  }
  if (isInt(b)) {
    if (asInt(b) > kExact || asInt(b) < -kExact) return kNoValue;
    y = static_cast<double>(asInt(b));
  } else if (isDouble(b)) {
    y = asDouble(b);
  } else {
    return kNoValue;
  }
  return y == 0 ? kNoValue : fromDoubleImmediate(x / y);
}

FAST(binary_floordivide, Value)(Thread &, Value a, Value b) {
  if (!bothInt(a, b)) return kNoValue;
  int64_t x = asInt(a), y = asInt(b);
  if (y <= 0) return kNoValue;
  int64_t q = x / y;
  if (x < 0 && q * y != x) q--;
  return fromInt(q);
}

FAST(binary_remainder, Value)(Thread &, Value a, Value b) {
  if (!bothInt(a, b)) return kNoValue;
  int64_t x = asInt(a), y = asInt(b);
  if (y <= 0) return kNoValue;
  int64_t r = x % y;
  return fromInt(r < 0 ? r + y : r);
}

FAST(binary_and, Value)(Thread &, Value a, Value b) {
  return bothInt(a, b) ? Value{bitsOf(a) & bitsOf(b)} : kNoValue;
}
FAST(binary_or, Value)(Thread &, Value a, Value b) {
  return bothInt(a, b) ? Value{bitsOf(a) | bitsOf(b)} : kNoValue;
}
FAST(binary_xor, Value)(Thread &, Value a, Value b) {
  return bothInt(a, b) ? Value{(bitsOf(a) ^ bitsOf(b)) | 1} : kNoValue;
}

FAST(binary_leftshift, Value)(Thread &, Value a, Value b) {
  if (!bothInt(a, b) || static_cast<uint64_t>(asInt(b)) > 62) return kNoValue;
  int64_t x = raw(a) - 1, n = asInt(b);
  int64_t r = static_cast<int64_t>(static_cast<uint64_t>(x) << n);
  return (r >> n) == x ? fromRaw(r | 1) : kNoValue;
}

FAST(binary_rightshift, Value)(Thread &, Value a, Value b) {
  if (!bothInt(a, b) || asInt(b) < 0) return kNoValue;
  int64_t n = asInt(b) > 62 ? 62 : asInt(b);
  return fromRaw((raw(a) >> n) | 1);
}

FAST(unary_negative, Value)(Thread &, Value a) {
  int64_t r;
  if (likely(isInt(a))) return __builtin_sub_overflow(int64_t{2}, raw(a), &r) ? kNoValue : taggedInt(r);
  return isDouble(a) ? fromDoubleImmediate(-asDouble(a)) : kNoValue;
}

// --- Comparison and truth. Tagged ints compare like the ints.

#define COMPARISON(Name, Op)                                                                       \
  FAST(compare_##Name, Value)(Thread &, Value a, Value b) {                                        \
    if (likely(bothInt(a, b))) return fromBool(raw(a) Op raw(b));                                  \
    if (bothDouble(a, b)) return fromBool(asDouble(a) Op asDouble(b));                             \
    return kNoValue;                                                                               \
  }
COMPARISON(less, <)
COMPARISON(lessequal, <=)
COMPARISON(greater, >)
COMPARISON(greaterequal, >=)

namespace {
/// Equality of two texts when no character has to be looked at; anything else needs the slow path.
Value equalStr(Value a, Value b, bool ifEqual) {
  if (!isObject(a) || !isObject(b) || !hasShape(a, TypeId::Str) || !hasShape(b, TypeId::Str)) return kNoValue;
  if (same(a, b)) return fromBool(ifEqual);
  const Str *x = as<Str>(a), *y = as<Str>(b);
  return x->length != y->length || x->flags & y->flags & kStrInterned ? fromBool(!ifEqual) : kNoValue;
}
} // namespace

FAST(compare_equal, Value)(Thread &, Value a, Value b) {
  if (likely(bothInt(a, b))) return fromBool(same(a, b));
  if (bothDouble(a, b)) return fromBool(asDouble(a) == asDouble(b));
  return equalStr(a, b, true);
}

FAST(compare_notequal, Value)(Thread &, Value a, Value b) {
  if (likely(bothInt(a, b))) return fromBool(!same(a, b));
  if (bothDouble(a, b)) return fromBool(asDouble(a) != asDouble(b));
  return equalStr(a, b, false);
}

FAST(truth, int32_t)(Thread &, Value a) {
  if (isTrue(a)) return 1;
  if (isFalse(a) || isNone(a)) return 0;
  if (isInt(a)) return !same(a, fromInt(0));
  if (!isObject(a)) return -1;
  if (hasShape(a, TypeId::List)) return as<List>(a)->size != 0;
  if (hasShape(a, TypeId::Str)) return as<Str>(a)->length != 0;
  return -1;
}

// --- Subscripts

FAST(subscript, Value)(Thread &, Value object, Value key) {
  if (!isInt(key) || !isObject(object)) return kNoValue;
  int64_t i = asInt(key);
  if (likely(hasShape(object, TypeId::List))) {
    List *list = as<List>(object);
    if (i < 0) i += list->size;
    return static_cast<uint64_t>(i) < static_cast<uint64_t>(list->size) ? list->array->items[i] : kNoValue;
  }
  if (hasShape(object, TypeId::Tuple)) {
    Tuple *tuple = as<Tuple>(object);
    if (i < 0) i += tuple->size;
    return static_cast<uint64_t>(i) < static_cast<uint64_t>(tuple->size) ? tuple->items[i] : kNoValue;
  }
  return kNoValue;
}

FAST(store_subscript, int32_t)(Thread &, Value object, Value key, Value v) {
  if (!isInt(key) || !isObject(object) || !hasShape(object, TypeId::List)) return 0;
  List *list = as<List>(object);
  int64_t i = asInt(key);
  if (i < 0) i += list->size;
  if (static_cast<uint64_t>(i) >= static_cast<uint64_t>(list->size)) return 0;
  storeField(list->array, &list->array->items[i], v);
  return 1;
}

FAST(list_append, int32_t)(Thread &, Value object, Value item) {
  List *list = as<List>(object);
  ValueArray *array = list->array;
  if (!array || list->size >= array->capacity) return 0;
  storeField(array, &array->items[list->size], item);
  list->size++;
  return 1;
}

FAST(unpack_sequence, int32_t)(Thread &, Value object, int64_t count, void *out) {
  if (!isObject(object) || !hasShape(object, TypeId::List) || as<List>(object)->size != count) return 0;
  Value *items = as<List>(object)->array->items;
  for (int64_t i = 0; i < count; i++) static_cast<Value *>(out)[i] = items[i];
  return 1;
}

// --- Loops. The last step of an iterator is left to the slow path, which marks it exhausted.

FAST(for_iter, Value)(Thread &, Value object) { return nextEasily(object); }

} // namespace rt
