// str: the type itself, its slots, constructor and iterators.
#include "runtime-lib/core/BindArguments.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/codecs/Codecs.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt {
namespace {

void traceStr(Object *object, Tracer &tracer) {
  auto *s = static_cast<Str *>(object);
  if (s->data != strInline(s))
    tracer.pointer(s->data);
}

Value reprSlot(Thread &t, Value self) { return fromObject(TRY(strRepr(t, as<Str>(self)))); }
Value strSlot(Thread &t, Value self) { return fromObject(strExact(t, as<Str>(self))); }
bool hashSlot(Thread &, Value self, int64_t *hash) {
  *hash = static_cast<int64_t>(strHash(as<Str>(self)));
  return true;
}
int64_t lengthSlot(Thread &, Value self) { return as<Str>(self)->length; }

Value compareSlot(Thread &, Value a, Value b, CompareKind kind) {
  if (!isStr(a) || !isStr(b))
    return notImplemented();
  Str *x = as<Str>(a), *y = as<Str>(b);
  switch (kind) {
  case CompareKind::Equal:
    return fromBool(strEqual(x, y));
  case CompareKind::NotEqual:
    return fromBool(!strEqual(x, y));
  case CompareKind::Less:
    return fromBool(strCompare(x, y) < 0);
  case CompareKind::LessEqual:
    return fromBool(strCompare(x, y) <= 0);
  case CompareKind::Greater:
    return fromBool(strCompare(x, y) > 0);
  case CompareKind::GreaterEqual:
    return fromBool(strCompare(x, y) >= 0);
  }
  return notImplemented();
}

Value getItemSlot(Thread &t, Value self, Value key) {
  Str *s = as<Str>(self);
  if (isExactly(key, TypeId::Slice)) {
    int64_t start, stop, step, count;
    if (!sliceResolve(t, key, s->length, &start, &stop, &step, &count))
      return kNoValue;
    if (count == 0)
      return fromObject(strEmpty());
    if (step == 1)
      return fromObject(TRY(strSlice(t, s, start, start + count)));
    Str *result = TRY(strNew(t, count, strKind(s), strIsAscii(s)));
    for (int64_t i = 0; i < count; i++)
      putPoint(result->data, strKind(s), i, strAt(s, start + i * step));
    if (strIsAscii(s) && count > 1)
      return fromObject(result);
    return fromObject(strFromUnits(t, result->data, strKind(s), count));
  }
  int64_t i;
  if (isInt(key))
    i = asInt(key);
  else if (isAnyInt(key) || typeOf(key)->slots.index) {
    if (!subscriptIndex(t, key, &i))
      return kNoValue;
  } else
    return raise(t, Msg::StrIndexType, typeName(key));
  if (i < 0)
    i += s->length;
  if (i < 0 || i >= s->length)
    return raise(t, Msg::StrIndexRange);
  return fromObject(strFromCodePoint(t, strAt(s, i)));
}

int containsSlot(Thread &t, Value self, Value item) {
  if (!isStr(item))
    return raise(t, Msg::InStrOperand, typeName(item)), -1;
  Str *s = as<Str>(self);
  return strFind(s, as<Str>(item), 0, s->length) >= 0;
}

Value concatSlot(Thread &t, Value a, Value b) {
  if (!isStr(b))
    return raise(t, Msg::ConcatStr, typeName(b));
  Str *s = strConcat(t, as<Str>(a), as<Str>(b));
  return s ? fromObject(s) : kNoValue;
}

Value remainderSlot(Thread &t, Value a, Value b) {
  if (!isStr(a))
    return notImplemented();
  return strRemainder(t, a, b);
}

Value iterSlot(Thread &t, Value self) {
  return sequenceIteratorNew(
      t, strIsAscii(as<Str>(self)) && isExactly(self, TypeId::Str) ? TypeId::StrAsciiIterator : TypeId::StrIterator, self);
}

Value createSlot(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  static const char *const names[] = {"object", "encoding", "errors"};
  Value bound[3];
  if (!bindArguments(t, "str", names, 3, 0, 0, args, positional, kwNames, bound))
    return kNoValue;
  Value result;
  if (!ok(bound[0])) {
    result = fromObject(strEmpty());
  } else if (!ok(bound[1]) && !ok(bound[2])) {
    Str *s = str(t, bound[0]);
    if (!s)
      return kNoValue;
    result = fromObject(s);
  } else {
    for (int i = 1; i <= 2; i++)
      if (ok(bound[i]) && !isStr(bound[i]))
        return raise(t, Msg::NamedArgumentMustBeStr, "str", names[i], argumentTypeName(bound[i]));
    if (isStr(bound[0]))
      return raise(t, Msg::DecodingStr);
    if (!typeOf(bound[0])->slots.getBuffer)
      return raise(t, Msg::DecodingNeedsBytes, typeName(bound[0]));
    result = TRY(decodeText(t, bound[0], ok(bound[1]) ? as<Str>(bound[1]) : nullptr,
                            ok(bound[2]) ? as<Str>(bound[2]) : nullptr));
  }
  if (type == builtinType(TypeId::Str))
    return result;
  return strSubclassNew(t, type, as<Str>(result));
}

void fillStr(Slots &slots) {
  slots.repr = reprSlot;
  slots.str = strSlot;
  slots.hash = hashSlot;
  slots.compare = compareSlot;
  slots.iter = iterSlot;
  slots.length = lengthSlot;
  slots.getItem = getItemSlot;
  slots.contains = containsSlot;
  slots.concat = concatSlot;
  slots.repeat = strRepeat;
  slots.binary[static_cast<size_t>(BinaryKind::Remainder)] = remainderSlot;
  slots.create = createSlot;
}

const NativeRow kMethods[] = {
#define STR_METHOD(Name, Function, Signature) {#Name, Function, Signature},
#include "runtime-lib/objects/str/StrMethods.def"
    {"maketrans", strMakeTrans, "(x, y=None, z=None, /)", NativeKind::StaticMethod},
    {nullptr, nullptr, nullptr}};

Value selfSlot(Thread &, Value self) { return self; }
Value nextSlot(Thread &t, Value self) {
  auto *it = as<SequenceIterator>(self);
  if (!ok(it->sequence))
    return kNoValue;
  Str *s = as<Str>(it->sequence);
  if (it->position < s->length)
    return fromObject(strFromCodePoint(t, strAt(s, it->position++)));
  it->sequence = kNoValue;
  return kNoValue;
}
void fillIterator(Slots &slots) {
  slots.iter = selfSlot;
  slots.next = nextSlot;
}

} // namespace

Value strGetNewArgs(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]); // a copy, so that copy and pickle take it for another object
  return fromObject(TRY(tupleOf(t, fromObject(TRY(strFromUnits(t, s->data, strKind(s), s->length))))));
}
Value strSizeOf(Thread &, const Value *args) {
  Str *s = as<Str>(args[0]);
  int64_t units = (s->length + 1) * strKind(s);
  return fromInt(strIsAscii(s) ? 48 + units : 72 + units);
}

void registerStrTypes(Thread &t) {
  TypeSpec spec{.id = TypeId::Str,
                .flags = kTypeSubclassable | kTypeStrSubclass | kTypeMatchSelf | kTypeImmutable,
                .instanceSize = sizeof(Str),
                .doc =
                    "str(object='') -> str\nstr(bytes_or_buffer[, encoding[, errors]]) -> str\n\n"
                    "The text of an object, or of bytes in an encoding.",
                .trace = traceStr,
                .fillSlots = fillStr,
                .methods = kMethods};
  registerType(t, spec);
  for (TypeId id : {TypeId::StrIterator, TypeId::StrAsciiIterator})
    registerType(t, TypeSpec{.id = id,
                             .flags = kTypeImmutable | kTypeNoCreate,
                             .instanceSize = sizeof(SequenceIterator),
                             .trace = traceSequenceIterator,
                             .fillSlots = fillIterator,
                             .methods = kSequenceIteratorMethods});
}

} // namespace rt
