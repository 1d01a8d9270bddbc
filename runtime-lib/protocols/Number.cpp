// Binary and unary operators, and conversions of any object to int, index and double.
//
// Language reference 3.3.8. A binary operator asks the left operand's slot first, unless the right
// operand's type is a proper subclass of the left one's and answers with another function; a slot that
// has no answer returns NotImplemented. Sequences' + and * come last (concat, repeat).
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/objects/int/Int.h"

namespace rt {

namespace {

constexpr const char *kSymbols[] = {
#define BINARY_KIND(Name, Symbol, Method, Reflected, Inplace) Symbol,
#include "compiler/bytecode/Operands.def"
};
constexpr const char *kInplaceSymbols[] = {
#define BINARY_KIND(Name, Symbol, Method, Reflected, Inplace) Symbol "=",
#include "compiler/bytecode/Operands.def"
};

Value raiseOperands(Thread &t, BinaryKind kind, bool inplace, Value a, Value b) {
  auto k = static_cast<size_t>(kind);
  if (kind == BinaryKind::RightShift && isExactly(a, TypeId::NativeFunction) &&
      std::string_view(as<NativeFunction>(a)->row->name) == "print")
    return raise(t, Msg::OperandsPrintHint, typeName(a), typeName(b));
  const char *symbol = inplace ? kInplaceSymbols[k] : kSymbols[k];
  if (kind == BinaryKind::Power && !inplace)
    symbol = "** or pow()";
  return raise(t, Msg::OperandsUnsupported, symbol, typeName(a), typeName(b));
}

/// The two operands' slots in turn; NotImplemented when neither answers.
Value trySlots(Thread &t, BinaryKind kind, Value a, Value b) {
  auto k = static_cast<size_t>(kind);
  Type *ta = typeOf(a), *tb = typeOf(b);
  SlotBinary fa = ta->slots.binary[k];
  SlotBinary fb = tb == ta ? nullptr : tb->slots.binary[k];
  if (fb == fa)
    fb = nullptr;
  if (fa) {
    if (fb && isSubtype(tb, ta)) {
      Value r = fb(t, a, b);
      if (!isNotImplemented(r))
        return r;
      fb = nullptr;
    }
    Value r = fa(t, a, b);
    if (!isNotImplemented(r))
      return r;
  }
  return fb ? fb(t, a, b) : notImplemented();
}

Value repeatBy(Thread &t, SlotRepeat repeat, Value sequence, Value count) {
  if (!isInt(count) && !typeOf(count)->slots.index)
    return raise(t, Msg::CannotMultiplySequence, typeName(count));
  int64_t n;
  if (!toSize(t, count, &n))
    return kNoValue;
  return repeat(t, sequence, n);
}

Value finishBinary(Thread &t, BinaryKind kind, Value a, Value b) {
  if (kind == BinaryKind::Add) {
    if (SlotBinary concat = typeOf(a)->slots.concat)
      return concat(t, a, b);
  } else if (kind == BinaryKind::Multiply) {
    if (SlotRepeat repeat = typeOf(a)->slots.repeat)
      return repeatBy(t, repeat, a, b);
    if (SlotRepeat repeat = typeOf(b)->slots.repeat)
      return repeatBy(t, repeat, b, a);
  }
  return raiseOperands(t, kind, false, a, b);
}

} // namespace

Value binaryOp(Thread &t, BinaryKind kind, Value a, Value b) {
  Value r = trySlots(t, kind, a, b);
  return isNotImplemented(r) ? finishBinary(t, kind, a, b) : r;
}

Value inplaceOp(Thread &t, BinaryKind kind, Value a, Value b) {
  const Slots &slots = typeOf(a)->slots;
  if (SlotBinary inplace = slots.inplace[static_cast<size_t>(kind)]) {
    Value r = inplace(t, a, b);
    if (!isNotImplemented(r))
      return r;
  }
  Value r = trySlots(t, kind, a, b);
  if (!isNotImplemented(r))
    return r;
  if (kind == BinaryKind::Add) {
    if (SlotBinary concat = slots.inplaceConcat ? slots.inplaceConcat : slots.concat)
      return concat(t, a, b);
  } else if (kind == BinaryKind::Multiply) {
    if (SlotRepeat repeat = slots.inplaceRepeat ? slots.inplaceRepeat : slots.repeat)
      return repeatBy(t, repeat, a, b);
    if (SlotRepeat repeat = typeOf(b)->slots.repeat)
      return repeatBy(t, repeat, b, a);
  }
  return raiseOperands(t, kind, true, a, b);
}

Value powerOp(Thread &t, Value base, Value exponent, Value modulus) {
  if (isNone(modulus))
    return binaryOp(t, BinaryKind::Power, base, exponent);
  // Three-argument pow() has no reflected form, but any operand's type may answer.
  SlotPower tried[3];
  size_t count = 0;
  for (Value v : {base, exponent, modulus}) {
    SlotPower power = typeOf(v)->slots.power;
    bool seen = !power;
    for (size_t i = 0; i < count; i++)
      seen |= tried[i] == power;
    if (seen)
      continue;
    tried[count++] = power;
    Value r = power(t, base, exponent, modulus);
    if (!isNotImplemented(r))
      return r;
  }
  return raise(t, Msg::OperandsThree, typeName(base), typeName(exponent), typeName(modulus));
}

Value negative(Thread &t, Value v) {
  SlotUnary f = typeOf(v)->slots.negative;
  return f ? f(t, v) : raise(t, Msg::OperandUnary, "-", typeName(v));
}
Value positive(Thread &t, Value v) {
  SlotUnary f = typeOf(v)->slots.positive;
  return f ? f(t, v) : raise(t, Msg::OperandUnary, "+", typeName(v));
}
Value invert(Thread &t, Value v) {
  SlotUnary f = typeOf(v)->slots.invert;
  return f ? f(t, v) : raise(t, Msg::OperandUnary, "~", typeName(v));
}
Value absolute(Thread &t, Value v) {
  SlotUnary f = typeOf(v)->slots.absolute;
  return f ? f(t, v) : raise(t, Msg::OperandAbs, typeName(v));
}

// The int that a special method returned: subclasses are deprecated.
static Value exactResult(Thread &t, Value r, Msg notInt, Msg subclass) {
  if (isInt(r) || isExactly(r, TypeId::Int))
    return r;
  if (!isAnyInt(r))
    return raise(t, notInt, typeName(r));
  return warn(t, subclass, typeName(r)) ? intExact(t, r) : kNoValue;
}

Value toIndex(Thread &t, Value v) {
  if (isInt(v))
    return v;
  if (isAnyInt(v))
    return intExact(t, v);
  SlotUnary index = typeOf(v)->slots.index;
  if (!index)
    return raise(t, Msg::CannotBeInteger, typeName(v));
  Value r = TRY(index(t, v));
  return exactResult(t, r, Msg::IndexReturnedNonInt, Msg::IndexReturnedSubclass);
}

bool toInt64(Thread &t, Value v, int64_t *out) {
  Value n = toIndex(t, v);
  if (!ok(n))
    return false;
  if (intFits(n, out))
    return true;
  raise(t, Msg::IntTooLargeForSsize);
  return false;
}

bool toSize(Thread &t, Value v, int64_t *out) {
  if (isInt(v)) {
    *out = asInt(v);
    return true;
  }
  Value n = toIndex(t, v);
  if (!ok(n))
    return false;
  if (intFits(n, out))
    return true;
  raise(t, Msg::CannotFitIndex, typeName(v));
  return false;
}

bool toInt32(Thread &t, Value v, int64_t *out) {
  Value n = TRY(toIndex(t, v));
  if (intFits(n, out) && *out == static_cast<int32_t>(*out))
    return true;
  return ok(raise(t, Msg::IntTooLargeForInt));
}

bool toSizeClipped(Thread &t, Value v, int64_t *out) {
  if (isInt(v)) {
    *out = asInt(v);
    return true;
  }
  Value n = toIndex(t, v);
  if (!ok(n))
    return false;
  if (!intFits(n, out))
    *out = intSign(n) < 0 ? INT64_MIN : INT64_MAX;
  return true;
}

Value callToFloat(Thread &t, Value v) {
  Value r = TRY(typeOf(v)->slots.toFloat(t, v));
  if (!isAnyFloat(r))
    return raise(t, Msg::ToFloatReturnedNonFloat, typeName(v), typeName(r));
  if (!isDouble(r) && !isExactly(r, TypeId::Float) &&
      !warn(t, Msg::ToFloatReturnedSubclass, typeName(v), typeName(r)))
    return kNoValue;
  return r;
}

bool toDouble(Thread &t, Value v, double *out) {
  if (isDouble(v)) {
    *out = asDouble(v);
    return true;
  }
  if (isInt(v)) {
    *out = static_cast<double>(asInt(v));
    return true;
  }
  if (isAnyFloat(v)) {
    *out = floatAsDouble(v);
    return true;
  }
  const Slots &slots = typeOf(v)->slots;
  if (slots.toFloat && slots.toFloat != builtinType(TypeId::Int)->slots.toFloat) {
    Value r = TRY(callToFloat(t, v));
    *out = floatAsDouble(r);
    return true;
  }
  if (!isAnyInt(v) && !slots.index) {
    raise(t, Msg::MustBeReal, typeName(v));
    return false;
  }
  Value n = toIndex(t, v);
  if (!ok(n))
    return false;
  if (intToDouble(n, out))
    return true;
  raise(t, Msg::IntTooLargeForFloat);
  return false;
}

Value toInt(Thread &t, Value v) {
  if (isInt(v))
    return v;
  const Slots &slots = typeOf(v)->slots;
  if (slots.toInt) {
    Value r = TRY(slots.toInt(t, v));
    return exactResult(t, r, Msg::IntReturnedNonInt, Msg::IntReturnedSubclass);
  }
  if (slots.index)
    return toIndex(t, v);
  Value trunc = lookupSpecial(t, v, names().__trunc__);
  if (ok(trunc)) {
    if (!warn(t, Msg::IntUsesTrunc))
      return kNoValue;
    Value r = TRY(callWith(t, trunc));
    if (isAnyInt(r))
      return intExact(t, r);
    return typeOf(r)->slots.index ? toIndex(t, r) : raise(t, Msg::TruncReturnedNonIntegral, typeName(r));
  }
  if (ok(t.pending))
    return kNoValue;
  if (isStr(v))
    return intFromText(t, as<Str>(v), 10);
  if (slots.getBuffer) {
    Buffer buffer;
    if (!getBuffer(t, v, &buffer))
      return kNoValue;
    bool malformed = false;
    Value r = intParse(t, reinterpret_cast<const char *>(buffer.data), static_cast<size_t>(buffer.length), 10, &malformed);
    Bytes *text = malformed ? bytesNew(t, buffer.data, buffer.length) : nullptr;
    releaseBuffer(&buffer);
    return malformed ? raise(t, Msg::IntInvalidBytes, 10, reprOf(fromObject(text))) : r;
  }
  return raise(t, Msg::IntArgument, typeName(v));
}

// --- Entry points of generated code

namespace {

/// An int or bool operand, as `count += x == y` has it.
bool smallOperand(Value v, int64_t *out) {
  if (isInt(v))
    *out = asInt(v);
  else if (isBool(v))
    *out = isTrue(v);
  else
    return false;
  return true;
}

/// Fast path of + for texts and small numbers, in *sum (kNoValue: exception). binaryOp is the truth.
bool addEasily(Thread &t, Value a, Value b, Value *sum) {
  int64_t x, y;
  if (smallOperand(a, &x) && smallOperand(b, &y)) {
    *sum = intValue(t, x + y);
    return true;
  }
  if (!isObject(a) || !isObject(b) || !isExactly(a, TypeId::Str) || !isExactly(b, TypeId::Str))
    return false;
  Str *s = strConcat(t, as<Str>(a), as<Str>(b));
  *sum = s ? fromObject(s) : kNoValue;
  return true;
}

} // namespace

Value rt_binary(Thread &t, int32_t kind, Value a, Value b) {
  auto plain = static_cast<BinaryKind>(kind & (regius::kInplace - 1));
  Value sum;
  if (plain == BinaryKind::Add && addEasily(t, a, b, &sum))
    return sum;
  return kind & static_cast<int32_t>(regius::kInplace) ? inplaceOp(t, plain, a, b) : binaryOp(t, plain, a, b);
}

Value rt_binary_add(Thread &t, Value a, Value b) {
  Value sum;
  return addEasily(t, a, b, &sum) ? sum : binaryOp(t, BinaryKind::Add, a, b);
}
Value rt_binary_and(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::And, a, b); }
Value rt_binary_floordivide(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::FloorDivide, a, b); }
Value rt_binary_leftshift(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::LeftShift, a, b); }
Value rt_binary_multiply(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::Multiply, a, b); }
Value rt_binary_or(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::Or, a, b); }
Value rt_binary_remainder(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::Remainder, a, b); }
Value rt_binary_rightshift(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::RightShift, a, b); }
Value rt_binary_subtract(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::Subtract, a, b); }
Value rt_binary_truedivide(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::TrueDivide, a, b); }
Value rt_binary_xor(Thread &t, Value a, Value b) { return binaryOp(t, BinaryKind::Xor, a, b); }
Value rt_unary_invert(Thread &t, Value v) { return invert(t, v); }
Value rt_unary_negative(Thread &t, Value v) { return negative(t, v); }
Value rt_unary_positive(Thread &t, Value v) { return positive(t, v); }

} // namespace rt
