// The abstract object protocols: what the Python data model (Language reference 3.3) does with any
// object, dispatched over type slots. All functions leave an exception pending when they fail; their
// failure results are kNoValue, null, false or -1.
#pragma once

#include "runtime-lib/objects/Layouts.h"

namespace rt {

// --- Attributes (protocols/Attributes.cpp). Names are interned.
Value getAttribute(Thread &, Value object, Str *name);
/// kNoValue without an exception when the attribute is missing (AttributeError swallowed).
Value getAttributeOrNone(Thread &, Value object, Str *name, bool *failed);
bool setAttribute(Thread &, Value object, Str *name, Value v); // v == kNoValue deletes
/// object.__getattribute__ and __setattr__ as `object` defines them.
Value genericGetAttribute(Thread &, Value object, Value name);
bool genericSetAttribute(Thread &, Value object, Value name, Value v);
/// The live __dict__ of an instance, made on first use; null without an error when it has none.
Dict *instanceDict(Thread &, Value object);
/// Special method lookup on the type only (3.3.12), bound to object; kNoValue without error if absent.
Value lookupSpecial(Thread &, Value object, Str *name);

// --- Calls (protocols/Call.cpp)
/// args: positional then keyword values; kwNames null when there are none.
Value call(Thread &, Value callee, const Value *args, size_t positional, Tuple *kwNames = nullptr);
template <typename... V> Value callWith(Thread &t, Value callee, V... args) {
  const Value array[] = {args..., kNoValue};
  return call(t, callee, array, sizeof...(args));
}
/// callee(*args, **kwargs); kwargs may be null.
Value callEx(Thread &, Value callee, Tuple *args, Dict *kwargs);
/// object.name(args...), without making a bound method.
Value callMethod(Thread &, Value object, Str *name, const Value *args, size_t positional, Tuple *kwNames = nullptr);
template <typename... V> Value callMethodWith(Thread &t, Value object, Str *name, V... args) {
  const Value array[] = {args..., kNoValue};
  return callMethod(t, object, name, array, sizeof...(args));
}
bool isCallable(Value v);

// --- Operators (protocols/Number.cpp, Compare.cpp)
Value binaryOp(Thread &, BinaryKind, Value a, Value b);
Value inplaceOp(Thread &, BinaryKind, Value a, Value b);
Value powerOp(Thread &, Value base, Value exponent, Value modulus);
Value negative(Thread &, Value), positive(Thread &, Value), invert(Thread &, Value), absolute(Thread &, Value);
Value compare(Thread &, Value a, Value b, CompareKind);           // any object
int compareTruth(Thread &, Value a, Value b, CompareKind);        // 1, 0, -1
/// a is b or a == b, as containers compare items: 1, 0, -1.
int identicalOrEqual(Thread &, Value a, Value b);
int truth(Thread &, Value); // 1, 0, -1
bool hash(Thread &, Value, int64_t *out);
/// The `hash` slot of unhashable types: TypeError "unhashable type: 'list'". Registration shows it as
/// `__hash__ = None`.
bool hashNotImplemented(Thread &, Value self, int64_t *out);
/// operator.index: an int Value (immediate or boxed, exactly int).
Value toIndex(Thread &, Value);
/// index clipped to int64; with overflow: IndexError/OverflowError of class `overflow`, or clipped when None.
bool toInt64(Thread &, Value, int64_t *out);          // OverflowError "Python int too large to convert to C ssize_t"
bool toSize(Thread &, Value, int64_t *out);           // __index__, then as above ("cannot fit 'int' into an index-sized integer")
bool toInt32(Thread &, Value, int64_t *out);          // __index__; OverflowError "Python int too large to convert to C int"
bool toSizeClipped(Thread &, Value, int64_t *out);    // __index__, clipped (slices)
Value callToFloat(Thread &, Value v);                 // the toFloat slot; what it returned is a float
bool toDouble(Thread &, Value, double *out);          // float(v) of numbers: __float__, __index__
Value toInt(Thread &, Value);                         // int(v)

// --- Containers (protocols/Sequence.cpp)
int64_t length(Thread &, Value);                      // -1: exception
int64_t lengthHint(Thread &, Value, int64_t guess);   // operator.length_hint
Value getItem(Thread &, Value object, Value key);
bool setItem(Thread &, Value object, Value key, Value v); // v == kNoValue deletes
int contains(Thread &, Value container, Value item);
Value memberIterator(Thread &, Value container);      // iter() for membership: TypeError "argument of type ..." when it has none
/// Item by position of any sequence (list and tuple fast).
Value sequenceItem(Thread &, Value sequence, int64_t i);

// --- Iteration (protocols/Iteration.cpp)
Value getIterator(Thread &, Value iterable);
/// kNoValue with nothing pending: exhausted (StopIteration is swallowed).
Value next(Thread &, Value iterator);
/// After a `next` slot without an item: swallows StopIteration; false when an exception is pending.
bool endIteration(Thread &);
/// Calls visit(item) for each item until it returns false. False when an exception is pending.
template <typename F> bool forEach(Thread &t, Value iterable, F visit);
List *toList(Thread &, Value iterable);
Tuple *toTuple(Thread &, Value iterable);
/// A list or tuple with the items: the object itself when it is one, else a new list. For fast loops
/// over arguments; `message` is the TypeError text when it is not iterable (may be null).
Value toFastSequence(Thread &, Value iterable, const char *message);

// --- Text forms (protocols/Text.cpp)
/// "module.qualname()" of a callable for messages; builtins without the module.
Str *callableName(Thread &, Value callable);
Str *repr(Thread &, Value);
Str *str(Thread &, Value);
Str *ascii(Thread &, Value);
/// format(value, spec): calls __format__.
Str *format(Thread &, Value, Str *spec);
/// Guards repr() of containers against recursion: false when object is already being printed here.
bool enterRepr(Thread &, Value object, bool *failed);
void leaveRepr(Thread &, Value object);
/// Guards native recursion; false with RecursionError pending.
bool raiseRecursion(Thread &, const char *where);
inline bool enterRecursion(Thread &t, const char *where) {
  char here;
  if (t.recursionLeft <= 0 || &here <= t.stackEnd) [[unlikely]]
    return raiseRecursion(t, where);
  t.recursionLeft--;
  t.nativeDepth++;
  return true;
}
inline void leaveRecursion(Thread &t) {
  t.recursionLeft++;
  t.nativeDepth--;
}

// --- Classes
int isInstanceOf(Thread &, Value object, Value classOrTuple); // with __instancecheck__
int isSubclassOf(Thread &, Value cls, Value classOrTuple);

template <typename F> bool forEach(Thread &t, Value iterable, F visit) {
  if (isExactly(iterable, TypeId::List)) {
    for (int64_t i = 0; i < as<List>(iterable)->size; i++)
      if (!visit(as<List>(iterable)->array->items[i])) return !ok(t.pending);
    return true;
  }
  if (isExactly(iterable, TypeId::Tuple)) {
    for (int64_t i = 0; i < as<Tuple>(iterable)->size; i++)
      if (!visit(as<Tuple>(iterable)->items[i])) return !ok(t.pending);
    return true;
  }
  Value iterator = getIterator(t, iterable);
  if (!ok(iterator)) return false;
  for (SlotNext step = typeOf(iterator)->slots.next;;) {
    Value item = step(t, iterator);
    if (!ok(item)) return endIteration(t);
    if (!visit(item)) return !ok(t.pending);
  }
}

} // namespace rt
