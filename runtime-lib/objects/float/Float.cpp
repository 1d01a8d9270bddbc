// The float type: arithmetic with Python's rules for signs, zero division and mixed int operands.
#include "runtime-lib/objects/float/Float.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/int/Int.h"

#include <cmath>

namespace rt {

Value floatSlow(Thread &t, double d) {
  auto *f = static_cast<Float *>(allocateLeaf(t, sizeof(Float), TypeId::Float));
  f->value = d;
  return fromObject(f);
}

double floatAsDouble(Value v) { return isDouble(v) ? asDouble(v) : as<Float>(v)->value; }

int floatOperand(Thread &t, Value v, double *out) {
  if (isDouble(v)) {
    *out = asDouble(v);
    return 1;
  }
  if (isInt(v)) {
    *out = static_cast<double>(asInt(v));
    return 1;
  }
  if (isAnyFloat(v)) {
    *out = as<Float>(v)->value;
    return 1;
  }
  if (!isAnyInt(v))
    return 0;
  if (intToDouble(v, out))
    return 1;
  raise(t, Msg::IntTooLargeForFloat);
  return -1;
}

// Numeric hash: d as a fraction modulo 2^61 - 1, taken 28 bits at a time.
int64_t hashDouble(Thread &, double d, const void *identity) {
  if (!std::isfinite(d)) {
    if (std::isinf(d))
      return d > 0 ? 314159 : -314159;
    uintptr_t p = reinterpret_cast<uintptr_t>(identity);
    int64_t h = static_cast<int64_t>((p >> 4) | (p << (8 * sizeof p - 4)));
    return h == -1 ? -2 : h;
  }
  constexpr uint64_t kModulus = (uint64_t{1} << 61) - 1;
  if (std::fabs(d) < 1e15 && d == static_cast<double>(static_cast<int64_t>(d)))
    return intHash(fromInt(static_cast<int64_t>(d)));
  int exponent;
  double m = std::frexp(std::fabs(d), &exponent);
  uint64_t x = 0;
  while (m != 0) {
    x = ((x << 28) & kModulus) | (x >> 33);
    m *= 268435456.0;
    exponent -= 28;
    uint64_t y = static_cast<uint64_t>(m);
    m -= static_cast<double>(y);
    x += y;
    if (x >= kModulus)
      x -= kModulus;
  }
  int turn = exponent >= 0 ? exponent % 61 : 60 - (-1 - exponent) % 61;
  x = ((x << turn) & kModulus) | (x >> (61 - turn));
  int64_t h = d < 0 ? -static_cast<int64_t>(x) : static_cast<int64_t>(x);
  return h == -1 ? -2 : h;
}

double floatModulo(double a, double b) {
  double m = std::fmod(a, b);
  if (m == 0)
    return std::copysign(0.0, b);
  return (b < 0) != (m < 0) ? m + b : m;
}
double floatFloorDivide(double a, double b) {
  double m = std::fmod(a, b);
  double q = (a - m) / b;
  if (m != 0 && (b < 0) != (m < 0))
    q -= 1;
  if (q == 0)
    return std::copysign(0.0, a / b);
  double whole = std::floor(q);
  return q - whole > 0.5 ? whole + 1 : whole;
}

Value raiseRange(Thread &t) {
  const Value args[] = {fromInt(34),
                        fromObject(TRY(strFromAscii(t, "Numerical result out of range")))};
  return raiseObject(t, TRY(instantiate(t, exceptionType(Exc::OverflowError), args, 2, nullptr)));
}

Value floatPower(Thread &t, double a, double b) {
  if (a == 0 && b < 0 && std::isfinite(b))
    return raise(t, Msg::ZeroToNegativePower);
  if (a < 0 && std::isfinite(a) && std::isfinite(b) && b != std::floor(b))
    return binaryOp(t, BinaryKind::Power, TRY(complexValue(t, a, 0)), floatValue(t, b));
  double r = std::pow(a, b);
  if (std::isinf(r) && std::isfinite(a) && std::isfinite(b))
    return raiseRange(t);
  return floatValue(t, r);
}

namespace {

// Both operands as doubles, else returns NotImplemented or the error from the calling function.
#define FLOAT_OPERANDS(t, a, b, x, y)                                                              \
  double x, y;                                                                                     \
  if (int got = floatOperand(t, a, &x); got <= 0)                                                  \
    return got ? kNoValue : notImplemented();                                                      \
  if (int got = floatOperand(t, b, &y); got <= 0)                                                  \
    return got ? kNoValue : notImplemented();

Value addSlot(Thread &t, Value a, Value b) {
  FLOAT_OPERANDS(t, a, b, x, y)
  return floatValue(t, x + y);
}
Value subtractSlot(Thread &t, Value a, Value b) {
  FLOAT_OPERANDS(t, a, b, x, y)
  return floatValue(t, x - y);
}
Value multiplySlot(Thread &t, Value a, Value b) {
  FLOAT_OPERANDS(t, a, b, x, y)
  return floatValue(t, x * y);
}
Value divideSlot(Thread &t, Value a, Value b) {
  FLOAT_OPERANDS(t, a, b, x, y)
  return y == 0 ? raise(t, Msg::FloatDivisionByZero) : floatValue(t, x / y);
}
Value floorDivideSlot(Thread &t, Value a, Value b) {
  FLOAT_OPERANDS(t, a, b, x, y)
  return y == 0 ? raise(t, Msg::FloatFloorDivisionByZero) : floatValue(t, floatFloorDivide(x, y));
}
Value remainderSlot(Thread &t, Value a, Value b) {
  FLOAT_OPERANDS(t, a, b, x, y)
  return y == 0 ? raise(t, Msg::FloatModuloByZero) : floatValue(t, floatModulo(x, y));
}
Value powerSlot(Thread &t, Value a, Value b, Value modulus) {
  if (!isNone(modulus))
    return raise(t, Msg::PowModulusNotInt);
  FLOAT_OPERANDS(t, a, b, x, y)
  return floatPower(t, x, y);
}
Value binaryPower(Thread &t, Value a, Value b) { return powerSlot(t, a, b, none()); }

Value compareSlot(Thread &, Value a, Value b, CompareKind kind) {
  if (!isAnyFloat(a))
    return notImplemented();
  double x = floatAsDouble(a);
  if (isAnyFloat(b)) {
    double y = floatAsDouble(b);
    switch (kind) {
    case CompareKind::Less:
      return fromBool(x < y);
    case CompareKind::LessEqual:
      return fromBool(x <= y);
    case CompareKind::Equal:
      return fromBool(x == y);
    case CompareKind::NotEqual:
      return fromBool(x != y);
    case CompareKind::Greater:
      return fromBool(x > y);
    case CompareKind::GreaterEqual:
      return fromBool(x >= y);
    }
  }
  if (!isAnyInt(b))
    return notImplemented();
  if (std::isnan(x))
    return fromBool(kind == CompareKind::NotEqual);
  return fromBool(compareHolds(kind, -intCompareDouble(b, x)));
}

Value reprSlot(Thread &t, Value self) {
  Str *s = floatRepr(t, floatAsDouble(self));
  return s ? fromObject(s) : kNoValue;
}
bool hashSlot(Thread &t, Value self, int64_t *out) {
  *out = hashDouble(t, floatAsDouble(self), asObject(self));
  return true;
}
Value exact(Thread &t, Value self) {
  return isDouble(self) || isExactly(self, TypeId::Float) ? self
                                                          : floatValue(t, floatAsDouble(self));
}
Value negativeSlot(Thread &t, Value self) { return floatValue(t, -floatAsDouble(self)); }
Value absoluteSlot(Thread &t, Value self) { return floatValue(t, std::fabs(floatAsDouble(self))); }
int truthSlot(Thread &, Value self) { return floatAsDouble(self) != 0; }
Value toIntSlot(Thread &t, Value self) { return intFromDouble(t, floatAsDouble(self)); }

Value convert(Thread &t, Value v) {
  if (isDouble(v) || isExactly(v, TypeId::Float))
    return v;
  const Slots &slots = typeOf(v)->slots;
  if (isStr(v) && !slots.toFloat && !slots.index) // a subclass may have a __float__
    return floatFromText(t, as<Str>(v));
  if (!slots.toFloat && !slots.index && slots.getBuffer) {
    Buffer buffer;
    if (!getBuffer(t, v, &buffer))
      return kNoValue;
    double d;
    bool good = parseDouble(
        {reinterpret_cast<const char *>(buffer.data), static_cast<size_t>(buffer.length)}, &d);
    releaseBuffer(&buffer);
    return good ? floatValue(t, d) : raise(t, Msg::InvalidFloatText, reprOf(v));
  }
  if (!slots.toFloat && !slots.index)
    return raise(t, Msg::FloatArgument, typeName(v));
  if (isAnyFloat(v)) { // a subclass may have its own __float__
    Value r = TRY(callToFloat(t, v));
    return floatValue(t, floatAsDouble(r));
  }
  double d;
  return toDouble(t, v, &d) ? floatValue(t, d) : kNoValue;
}

Value createSlot(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywordsFor(t, inheritsInit(type, TypeId::Float), "float", kwNames))
    return kNoValue;
  if (!argumentCount(t, "float", positional, 0, 1))
    return kNoValue;
  Value v = positional ? TRY(convert(t, args[0])) : floatValue(t, 0.0);
  if (isBuiltin(type, TypeId::Float))
    return exact(t, v);
  Object *object = TRY(allocateInstance(t, type));
  static_cast<Float *>(object)->value = floatAsDouble(v);
  return fromObject(object);
}

void fillSlots(Slots &s) {
  auto binary = [&](BinaryKind kind) -> SlotBinary & { return s.binary[static_cast<int>(kind)]; };
  s.repr = reprSlot;
  s.hash = hashSlot;
  s.compare = compareSlot;
  s.create = createSlot;
  s.negative = negativeSlot;
  s.positive = exact;
  s.absolute = absoluteSlot;
  s.truth = truthSlot;
  s.toInt = toIntSlot;
  s.toFloat = exact;
  s.power = powerSlot;
  binary(BinaryKind::Power) = binaryPower;
  binary(BinaryKind::Add) = addSlot;
  binary(BinaryKind::Subtract) = subtractSlot;
  binary(BinaryKind::Multiply) = multiplySlot;
  binary(BinaryKind::TrueDivide) = divideSlot;
  binary(BinaryKind::FloorDivide) = floorDivideSlot;
  binary(BinaryKind::Remainder) = remainderSlot;
}

} // namespace

void registerFloatType(Thread &t) {
  registerType(t, {.id = TypeId::Float,
                   .flags = kTypeSubclassable | kTypeFloatSubclass | kTypeMatchSelf,
                   .instanceSize = sizeof(Float),
                   .doc = "Convert a string or number to a floating point number, if possible.",
                   .fillSlots = fillSlots,
                   .methods = kFloatMethods,
                   .getSets = kFloatGetSets});
}

} // namespace rt
