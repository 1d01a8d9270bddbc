// The int type: operators as slots, construction from any number or text.
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/NumberText.h"
#include "runtime-lib/objects/int/IntMethods.h"

#include <cstring>

namespace rt {
namespace {

bool bothAnyInt(Value a, Value b) { return isAnyInt(a) && isAnyInt(b); }

template <Value (*Operation)(Thread &, Value, Value)> Value slot(Thread &t, Value a, Value b) {
  return bothAnyInt(a, b) ? Operation(t, a, b) : notImplemented();
}
template <BinaryKind Kind> Value bitSlot(Thread &t, Value a, Value b) {
  if (bothInt(a, b)) {
    int64_t x = asInt(a), y = asInt(b);
    return fromInt(Kind == BinaryKind::And ? x & y : Kind == BinaryKind::Or ? x | y : x ^ y);
  }
  return bothAnyInt(a, b) ? intBitwise(t, Kind, a, b) : notImplemented();
}

Value powerSlot(Thread &t, Value a, Value b, Value modulus) {
  if (!bothAnyInt(a, b) || !(isNone(modulus) || isAnyInt(modulus)))
    return notImplemented();
  return intPower(t, a, b, modulus);
}
Value binaryPower(Thread &t, Value a, Value b) { return powerSlot(t, a, b, none()); }

Value compareSlot(Thread &, Value a, Value b, CompareKind kind) {
  if (!bothAnyInt(a, b))
    return notImplemented();
  return fromBool(compareHolds(kind, intCompare(a, b)));
}
Value reprSlot(Thread &t, Value self) {
  Str *s = intToText(t, self, 10);
  return s ? fromObject(s) : kNoValue;
}
bool hashSlot(Thread &, Value self, int64_t *out) {
  *out = intHash(self);
  return true;
}
Value absoluteSlot(Thread &t, Value self) {
  return intSign(self) < 0 ? intNegate(t, self) : intExact(t, self);
}
Value invertSlot(Thread &t, Value self) { return intSubtract(t, fromInt(-1), self); }
int truthSlot(Thread &, Value self) { return intSign(self) != 0; }
Value toFloatSlot(Thread &t, Value self) {
  double d;
  if (!intToDouble(self, &d))
    return raise(t, Msg::IntTooLargeForFloat);
  return floatValue(t, d);
}

// --- int(...)
Value parseText(Thread &t, Value original, const char *text, size_t length, int base) {
  bool malformed;
  Value v = intParse(t, text, length, base, &malformed);
  if (malformed) {
    if (!isStr(original)) // shown as bytes, whatever its class
      original = fromObject(TRY(bytesNew(t, text, static_cast<int64_t>(length))));
    Str *shown = TRY(repr(t, original));
    if (shown->length > 200)
      shown = TRY(strSlice(t, shown, 0, 200));
    return raise(t, Msg::InvalidIntLiteral, base, fromObject(shown));
  }
  return v;
}
Value fromText(Thread &t, Value v, int base) {
  if (isStr(v)) {
    Str *s = as<Str>(v);
    if (strIsAscii(s))
      return parseText(t, v, reinterpret_cast<const char *>(s->data),
                       static_cast<size_t>(s->length), base);
    std::string text = numberText(s);
    return parseText(t, v, text.data(), text.size(), base);
  }
  Buffer buffer;
  if (!getBuffer(t, v, &buffer))
    return kNoValue;
  std::string text(reinterpret_cast<const char *>(buffer.data), static_cast<size_t>(buffer.length));
  releaseBuffer(&buffer);
  Value shown = isBytes(v) || isInstance(v, TypeId::ByteArray)
                    ? v
                    : fromObject(bytesNew(t, text.data(), static_cast<int64_t>(text.size())));
  if (!isBytes(shown))
    shown = fromObject(bytesNew(t, text.data(), static_cast<int64_t>(text.size())));
  return parseText(t, shown, text.data(), text.size(), base);
}
bool isTextual(Value v) { return isStr(v) || isBytes(v) || isInstance(v, TypeId::ByteArray); }

Value fromAny(Thread &t, Value v) {
  if (isInt(v))
    return v;
  if (isDouble(v))
    return intFromDouble(t, asDouble(v));
  if (isExactly(v, TypeId::Str))
    return fromText(t, v, 10);
  const Slots &slots = typeOf(v)->slots;
  if (slots.toInt || slots.index || ok(typeLookup(typeOf(v), names().__trunc__)))
    return toInt(t, v);
  if (isTextual(v) || slots.getBuffer)
    return fromText(t, v, 10);
  return raise(t, Msg::IntArgument, typeName(v));
}

Value convert(Thread &t, const Value *args, size_t positional, Tuple *kwNames) {
  Value x = positional > 0 ? args[0] : kNoValue, base = positional > 1 ? args[1] : kNoValue;
  size_t total = positional + (kwNames ? static_cast<size_t>(kwNames->size) : 0);
  if (total > 2)
    return raise(t, Msg::IntArgumentCount, total);
  for (size_t i = positional; i < total; i++) {
    Str *name = as<Str>(kwNames->items[i - positional]);
    if (!strEquals(name, "base"))
      return raise(t, Msg::InvalidKeyword, fromObject(name), "int");
    if (ok(base))
      return raise(t, Msg::ArgumentTwice, "int", "base", 2);
    base = args[i];
  }
  if (!ok(base))
    return ok(x) ? fromAny(t, x) : fromInt(0);
  if (!ok(x))
    return raise(t, Msg::IntMissingString);
  int64_t b;
  if (!toSizeClipped(t, base, &b))
    return kNoValue;
  if (b != 0 && (b < 2 || b > 36))
    return raise(t, Msg::IntBaseRange);
  if (!isTextual(x))
    return raise(t, Msg::IntBaseWithoutText);
  return fromText(t, x, static_cast<int>(b));
}

Value createSlot(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  Value v = TRY(convert(t, args, positional, kwNames));
  if (isBuiltin(type, TypeId::Int))
    return intExact(t, v);
  IntView n(v);
  Object *object = TRY(allocateInstance(t, type, n.count * sizeof(uint64_t)));
  Int *r = static_cast<Int *>(object);
  std::memcpy(r->limbs, n.limbs, n.count * sizeof(uint64_t));
  r->size = n.negative ? -static_cast<int64_t>(n.count) : static_cast<int64_t>(n.count);
  return fromObject(r);
}

void fillSlots(Slots &s) {
  auto binary = [&](BinaryKind kind) -> SlotBinary & { return s.binary[static_cast<int>(kind)]; };
  s.repr = reprSlot;
  s.hash = hashSlot;
  s.compare = compareSlot;
  s.create = createSlot;
  s.negative = intNegate;
  s.positive = intExact;
  s.absolute = absoluteSlot;
  s.invert = invertSlot;
  s.truth = truthSlot;
  s.toInt = intExact;
  s.index = intExact;
  s.toFloat = toFloatSlot;
  s.power = powerSlot;
  binary(BinaryKind::Power) = binaryPower;
  binary(BinaryKind::Add) = slot<intAdd>;
  binary(BinaryKind::Subtract) = slot<intSubtract>;
  binary(BinaryKind::Multiply) = slot<intMultiply>;
  binary(BinaryKind::FloorDivide) = slot<intFloorDivide>;
  binary(BinaryKind::Remainder) = slot<intRemainder>;
  binary(BinaryKind::TrueDivide) = slot<intTrueDivide>;
  binary(BinaryKind::LeftShift) = slot<intShiftLeft>;
  binary(BinaryKind::RightShift) = slot<intShiftRight>;
  binary(BinaryKind::And) = bitSlot<BinaryKind::And>;
  binary(BinaryKind::Or) = bitSlot<BinaryKind::Or>;
  binary(BinaryKind::Xor) = bitSlot<BinaryKind::Xor>;
}

} // namespace

Value intFromText(Thread &t, Str *text, int base) { return fromText(t, fromObject(text), base); }

void registerIntType(Thread &t) {
  registerType(t, {.id = TypeId::Int,
                   .flags = kTypeSubclassable | kTypeIntSubclass | kTypeMatchSelf | kTypeVariable,
                   .instanceSize = sizeof(Int),
                   .doc = "int([x]) -> integer\nint(x, base=10) -> integer\n\nA whole number of "
                          "any size. A text is read in the "
                          "given base (2 to 36); base 0 takes\nthe base from the prefix.\n\n"
                          ">>> int('ff', 16), int('0o17', 0)\n(255, 15)",
                   .fillSlots = fillSlots,
                   .methods = kIntMethods,
                   .getSets = kIntGetSets});
}

} // namespace rt
