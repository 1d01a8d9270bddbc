// array: subscripts and slices, + and *, comparison, iteration.
#include "runtime-lib/modules/array/Array.h"

#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/Sequence.h"

#include <algorithm>
#include <cstring>

namespace rt::array {

namespace {

struct ArrayIterator : Object {
  Value array; // kNoValue: exhausted
  int64_t position;
};
Type *iteratorType;

void copyItems(Array *to, int64_t at, const Array *from, int64_t first, int64_t count) {
  if (count) std::memmove(to->at(at), from->at(first), static_cast<size_t>(count * from->type->size));
}

// --- Reading
Value slice(Thread &t, Array *a, Value key) {
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, a->length, &start, &stop, &step, &count)) return kNoValue;
  Value made = TRY(arrayNew(t, arrayType, a->type, count));
  if (step == 1) copyItems(arrayOf(made), 0, a, start, count);
  else
    for (int64_t i = 0; i < count; i++) copyItems(arrayOf(made), i, a, start + i * step, 1);
  return made;
}
Value get(Thread &t, Value self, Value key) {
  Array *a = arrayOf(self);
  int64_t i;
  if (isExactly(key, TypeId::Slice)) return slice(t, a, key);
  if (!hasIndex(key)) return raiseText(t, Exc::TypeError, "array indices must be integers");
  if (!subscriptIndex(t, key, &i)) return kNoValue;
  if (i < 0) i += a->length;
  if (i < 0 || i >= a->length) return raiseText(t, Exc::IndexError, "array index out of range");
  return a->type->get(t, a->at(i));
}
int has(Thread &t, Value self, Value v) {
  Array *a = arrayOf(self);
  for (int64_t i = 0; i < a->length; i++) {
    Value item = a->type->get(t, a->at(i));
    int equal = ok(item) ? compareTruth(t, item, v, CompareKind::Equal) : -1;
    if (equal) return equal;
  }
  return 0;
}

// --- Writing
/// Replaces items [start, start + removed) by those of `other` (null: none), which may be `a` itself.
bool splice(Thread &t, Array *a, int64_t start, int64_t removed, Array *other) {
  Value copied = kNoValue;
  if (other == a) {
    copied = slice(t, a, sliceNew(t, none(), none(), none()));
    if (!ok(copied)) return false;
    other = arrayOf(copied);
  }
  const int64_t added = other ? other->length : 0, tail = a->length - start - removed, growth = added - removed;
  if (growth && a->exports) return resize(t, a, -1); // raises
  if (growth > 0 && !resize(t, a, a->length + growth)) return false;
  if (growth && tail) std::memmove(a->at(start + added), a->at(start + removed), static_cast<size_t>(tail * a->type->size));
  if (growth < 0 && !resize(t, a, a->length + growth)) return false;
  if (added) copyItems(a, start, other, 0, added);
  return true;
}
bool deleteStepped(Thread &t, Array *a, int64_t start, int64_t step, int64_t count) {
  if (!count) return true;
  if (a->exports) return resize(t, a, -1); // raises
  if (step < 0) start += step * (count - 1), step = -step;
  int64_t to = start;
  for (int64_t i = start, skipped = 0; i < a->length; i++) {
    if (skipped < count && i == start + skipped * step) skipped++;
    else copyItems(a, to++, a, i, 1);
  }
  return resize(t, a, to);
}
bool setSlice(Thread &t, Array *a, Value key, Value v) {
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, a->length, &start, &stop, &step, &count)) return false;
  Array *other = nullptr;
  if (ok(v)) {
    if (!isArray(v)) return raise(t, Msg::ArrayAssign, typeName(v)), false;
    other = arrayOf(v);
    if (other->type != a->type) return raiseText(t, Exc::TypeError, "bad argument type for built-in operation"), false;
  }
  if (step == 1) return splice(t, a, start, count, other);
  if (!other) return deleteStepped(t, a, start, step, count);
  if (other->length != count) return raise(t, Msg::ArrayAssignSize, other->length, count), false;
  Value copied = other == a ? slice(t, a, sliceNew(t, none(), none(), none())) : v;
  if (!ok(copied)) return false;
  for (int64_t i = 0; i < count; i++) copyItems(a, start + i * step, arrayOf(copied), i, 1);
  return true;
}
bool set(Thread &t, Value self, Value key, Value v) {
  Array *a = arrayOf(self);
  int64_t i;
  if (isExactly(key, TypeId::Slice)) return setSlice(t, a, key, v);
  if (!hasIndex(key)) return raiseText(t, Exc::TypeError, "array indices must be integers"), false;
  if (!subscriptIndex(t, key, &i)) return false;
  if (i < 0) i += a->length;
  if (i < 0 || i >= a->length) return raiseText(t, Exc::IndexError, "array assignment index out of range"), false;
  if (!ok(v)) return splice(t, a, i, 1, nullptr);
  uint8_t bytes[8];
  if (!a->type->set(t, bytes, v)) return false; // may run Python code, which may change the array
  if (i >= a->length) return raiseText(t, Exc::IndexError, "array assignment index out of range"), false;
  std::memcpy(a->at(i), bytes, a->type->size);
  return true;
}

// --- Operators
Value concat(Thread &t, Value x, Value y) {
  if (!isArray(y)) return raise(t, Msg::ArrayAppend, typeName(y));
  Array *a = arrayOf(x), *b = arrayOf(y);
  if (a->type != b->type) return raiseText(t, Exc::TypeError, "bad argument type for built-in operation");
  Value made = TRY(arrayNew(t, arrayType, a->type, a->length + b->length));
  copyItems(arrayOf(made), 0, a, 0, a->length);
  copyItems(arrayOf(made), a->length, b, 0, b->length);
  return made;
}
/// Fills the array by repeating its first `period` items.
void repeatItems(Array *a, int64_t period) {
  for (int64_t done = period; done && done < a->length;) {
    int64_t n = std::min(done, a->length - done);
    copyItems(a, done, a, 0, n);
    done += n;
  }
}
bool repeatedLength(Thread &t, Array *a, int64_t count, int64_t *out) {
  if (!__builtin_mul_overflow(a->length, std::max<int64_t>(count, 0), out)) return true;
  return raiseMemoryError(t), false;
}
Value repeat(Thread &t, Value self, int64_t count) {
  Array *a = arrayOf(self);
  int64_t length;
  if (!repeatedLength(t, a, count, &length)) return kNoValue;
  Value made = TRY(arrayNew(t, arrayType, a->type, length));
  if (length) copyItems(arrayOf(made), 0, a, 0, a->length);
  repeatItems(arrayOf(made), a->length);
  return made;
}
Value inplaceConcat(Thread &t, Value self, Value v) {
  if (!isArray(v)) return raise(t, Msg::ArrayExtend, typeName(v));
  return extend(t, arrayOf(self), v) ? self : kNoValue;
}
Value inplaceRepeat(Thread &t, Value self, int64_t count) {
  Array *a = arrayOf(self);
  const int64_t period = a->length;
  int64_t length;
  if (!repeatedLength(t, a, count, &length) || !resize(t, a, length)) return kNoValue;
  repeatItems(a, period);
  return self;
}

Value compareArrays(Thread &t, Value x, Value y, CompareKind kind) {
  if (!isArray(x) || !isArray(y)) return notImplemented();
  Array *a = arrayOf(x), *b = arrayOf(y);
  const bool onlyEqual = kind == CompareKind::Equal || kind == CompareKind::NotEqual;
  if (a->length != b->length && onlyEqual) return fromBool(kind == CompareKind::NotEqual);
  if (a->type == b->type && a->type->isInteger && onlyEqual)
    return fromBool((!a->length || !std::memcmp(a->items, b->items, static_cast<size_t>(a->size()))) == (kind == CompareKind::Equal));
  for (int64_t i = 0; i < a->length && i < b->length; i++) {
    Value p = TRY(a->type->get(t, a->at(i))), q = TRY(b->type->get(t, b->at(i)));
    int equal = compareTruth(t, p, q, CompareKind::Equal);
    if (equal < 0) return kNoValue;
    if (equal) continue;
    return onlyEqual ? fromBool(kind == CompareKind::NotEqual) : compare(t, p, q, kind);
  }
  return fromBool(compareHolds(kind, a->length < b->length ? -1 : a->length > b->length));
}

// --- Iteration
Value nextItem(Thread &t, Value self) {
  auto *it = as<ArrayIterator>(self);
  if (!ok(it->array)) return kNoValue;
  Array *a = arrayOf(it->array);
  if (it->position < a->length) return a->type->get(t, a->at(it->position++));
  it->array = kNoValue;
  return kNoValue;
}
Value reduceIterator(Thread &t, const Value *args) {
  auto *it = as<ArrayIterator>(args[0]);
  Value iter = dictGetStr(builtinsDict(), internAscii(t, "iter"));
  if (!ok(it->array)) return fromObject(tupleOf(t, iter, fromObject(tupleOf(t, fromObject(emptyTuple())))));
  return fromObject(tupleOf(t, iter, fromObject(tupleOf(t, it->array)), intValue(t, it->position)));
}
Value setIteratorState(Thread &t, const Value *args) {
  auto *it = as<ArrayIterator>(args[0]);
  int64_t position;
  if (!toSize(t, args[1], &position)) return kNoValue;
  if (ok(it->array)) it->position = std::clamp<int64_t>(position, 0, arrayOf(it->array)->length);
  return none();
}
const NativeRow kIteratorMethods[] = {{"__reduce__", reduceIterator, "($self, /)"},
                                      {"__setstate__", setIteratorState, "($self, state, /)"},
                                      {nullptr, nullptr, nullptr}};

} // namespace

Value iterate(Thread &t, Value self) {
  auto *it = reinterpret_cast<ArrayIterator *>(allocateInstance(t, iteratorType));
  it->array = self;
  return fromObject(it);
}
void fillSequenceSlots(Slots &s) {
  s.length = [](Thread &, Value v) { return arrayOf(v)->length; };
  s.getItem = get;
  s.setItem = set;
  s.contains = has;
  s.concat = concat;
  s.repeat = repeat;
  s.inplaceConcat = inplaceConcat;
  s.inplaceRepeat = inplaceRepeat;
  s.compare = compareArrays;
  s.iter = iterate;
}
bool addIterator(Thread &t, Value) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(ArrayIterator);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.value(static_cast<ArrayIterator *>(o)->array); };
  spec.fillSlots = [](Slots &s) {
    s.iter = identityOf;
    s.next = nextItem;
  };
  spec.methods = kIteratorMethods;
  iteratorType = makeNativeType(t, "array", "arrayiterator", builtinType(TypeId::Object), spec);
  addRoot(&iteratorType);
  return iteratorType != nullptr;
}

} // namespace rt::array
