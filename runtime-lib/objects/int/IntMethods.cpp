// The methods and attributes of int (Library reference, "Additional Methods on Integer Types").
#include "runtime-lib/objects/int/IntMethods.h"

#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/format/Format.h"

#include <cstring>
#include <vector>

namespace rt {

using big::Limb;

Value intRound(Thread &t, Value v, Value digits) {
  if (intSign(digits) >= 0)
    return intExact(t, v);
  Value unit = TRY(intPower(t, fromInt(10), TRY(intNegate(t, digits)), none()));
  // Nearest multiple of unit; ties go to the even multiple.
  Value q, r;
  if (!intDivMod(t, v, unit, &q, &r))
    return kNoValue;
  int order = intCompare(TRY(intAdd(t, r, r)), unit);
  bool up = order > 0 || (order == 0 && (IntView(q).count && (IntView(q).limbs[0] & 1)));
  Value result = TRY(intSubtract(t, v, r));
  return up ? intAdd(t, result, unit) : result;
}

bool intToBytes(Thread &t, Value v, uint8_t *out, size_t length, bool littleEndian, bool isSigned) {
  IntView n(v);
  if (n.negative && !isSigned) {
    raise(t, Msg::NegativeToUnsigned);
    return false;
  }
  uint64_t bits = big::bitLength(n.limbs, n.count);
  if (length == 0 && isSigned && (bits == 0 || (n.negative && bits == 1))) return true; // 0 and -1 need no byte
  bool fits = bits <= length * 8;
  if (fits && isSigned && bits == length * 8) {
    // Only -2^(8 length - 1) uses all the bits.
    fits = n.negative && bits > 0;
    for (size_t i = 0; fits && i < n.count; i++)
      fits = n.limbs[i] == (i + 1 == n.count ? Limb{1} << ((bits - 1) % 64) : 0);
  }
  if (!fits) {
    raise(t, Msg::IntTooBigToConvert);
    return false;
  }
  unsigned carry = n.negative;
  for (size_t i = 0; i < length; i++) {
    unsigned byte =
        i / 8 < n.count ? static_cast<unsigned>(n.limbs[i / 8] >> (i % 8 * 8)) & 0xff : 0;
    if (n.negative) {
      byte = (~byte & 0xff) + carry;
      carry = byte >> 8;
      byte &= 0xff;
    }
    out[littleEndian ? i : length - 1 - i] = static_cast<uint8_t>(byte);
  }
  return true;
}

Value intFromBytes(Thread &t, const uint8_t *in, size_t length, bool littleEndian, bool isSigned) {
  size_t count = length / 8 + 1;
  big::Scratch limbs(count);
  std::memset(limbs.data(), 0, count * sizeof(Limb));
  bool negative = isSigned && length && (in[littleEndian ? length - 1 : 0] & 0x80);
  unsigned carry = negative;
  for (size_t i = 0; i < length; i++) {
    unsigned byte = in[littleEndian ? i : length - 1 - i];
    if (negative) {
      byte = (~byte & 0xff) + carry;
      carry = byte >> 8;
      byte &= 0xff;
    }
    limbs[i / 8] |= static_cast<Limb>(byte) << (i % 8 * 8);
  }
  if (negative && carry)
    limbs[length / 8] |= static_cast<Limb>(1) << (length % 8 * 8);
  return intFromLimbs(t, limbs, count, negative);
}

namespace {

Value bitLengthMethod(Thread &t, const Value *args) {
  return intFromUnsigned(t, intBitLength(args[0]));
}
Value bitCountMethod(Thread &t, const Value *args) {
  IntView n(args[0]);
  uint64_t count = 0;
  for (size_t i = 0; i < n.count; i++)
    count += static_cast<unsigned>(__builtin_popcountll(n.limbs[i]));
  return intFromUnsigned(t, count);
}
Value exactMethod(Thread &t, const Value *args) { return intExact(t, args[0]); }
Value asIntegerRatio(Thread &t, const Value *args) {
  return fromObject(TRY(tupleOf(t, TRY(intExact(t, args[0])), fromInt(1))));
}
Value getNewArgs(Thread &t, const Value *args) {
  return fromObject(TRY(tupleOf(t, TRY(intExact(t, args[0])))));
}
Value roundMethod(Thread &t, const Value *args) {
  if (!ok(args[1]))
    return intExact(t, args[0]);
  return intRound(t, args[0], TRY(toIndex(t, args[1])));
}
Value divmodPair(Thread &t, Value a, Value b) {
  if (!isAnyInt(a) || !isAnyInt(b))
    return notImplemented();
  Value q, r;
  if (!intDivMod(t, a, b, &q, &r))
    return kNoValue;
  return fromObject(TRY(tupleOf(t, q, r)));
}
Value divmodMethod(Thread &t, const Value *args) { return divmodPair(t, args[0], args[1]); }
Value rdivmodMethod(Thread &t, const Value *args) { return divmodPair(t, args[1], args[0]); }
Value sizeOfMethod(Thread &t, const Value *args) {
  // As CPython counts: 24 bytes and 4 for each 30 bits.
  uint64_t bits = intBitLength(args[0]);
  return fromInt(static_cast<int64_t>(24 + (bits + 29) / 30 * 4));
}

bool byteOrder(Thread &t, const char *function, Value order, bool *little) {
  if (!ok(order)) {
    *little = false;
    return true;
  }
  if (!isStr(order)) {
    raise(t, Msg::NamedArgumentMustBeStr, function, "byteorder", argumentTypeName(order));
    return false;
  }
  *little = strEquals(as<Str>(order), "little");
  if (*little || strEquals(as<Str>(order), "big"))
    return true;
  raise(t, Msg::ByteOrder);
  return false;
}
Value toBytes(Thread &t, const Value *args) {
  int64_t length = 1;
  bool little;
  if (ok(args[1]) && !toInt64(t, args[1], &length))
    return kNoValue;
  if (!byteOrder(t, "to_bytes", args[2], &little))
    return kNoValue;
  int isSigned = ok(args[3]) ? truth(t, args[3]) : 0;
  if (isSigned < 0)
    return kNoValue;
  if (length < 0)
    return raise(t, Msg::NegativeLengthArgument);
  Bytes *bytes = TRY(bytesNew(t, nullptr, length));
  if (!intToBytes(t, args[0], bytes->data, static_cast<size_t>(length), little, isSigned))
    return kNoValue;
  return fromObject(bytes);
}

// bytes(v) for from_bytes: buffers, __bytes__, iterables of ints; no str and no int.
Value bytesOf(Thread &t, Value v) {
  if (isBytes(v))
    return v;
  if (isStr(v))
    return raise(t, Msg::CannotConvertToBytes, typeName(v), "bytes");
  Value special = lookupSpecial(t, v, names().__bytes__);
  if (ok(special)) {
    Value b = TRY(callWith(t, special));
    return isBytes(b) ? b : raise(t, Msg::BytesMethodResult, typeName(b));
  }
  if (ok(t.pending))
    return kNoValue;
  if (typeOf(v)->slots.getBuffer) {
    BytesArgument items;
    if (!items.acquireItems(t, v))
      return kNoValue;
    Bytes *b = bytesNew(t, items.data, items.length);
    return b ? fromObject(b) : kNoValue;
  }
  if (!typeOf(v)->slots.iter && !typeOf(v)->slots.getItem)
    return raise(t, Msg::CannotConvertToBytes, typeName(v), "bytes");
  return instantiate(t, builtinType(TypeId::Bytes), &v, 1, nullptr);
}
Value fromBytes(Thread &t, const Value *args) {
  bool little;
  if (!byteOrder(t, "from_bytes", args[2], &little))
    return kNoValue;
  int isSigned = ok(args[3]) ? truth(t, args[3]) : 0;
  if (isSigned < 0)
    return kNoValue;
  Bytes *bytes = as<Bytes>(TRY(bytesOf(t, args[1])));
  Value v = TRY(intFromBytes(t, bytes->data, static_cast<size_t>(bytes->length), little, isSigned));
  if (asObject(args[0]) == builtinType(TypeId::Int))
    return v;
  return callWith(t, args[0], v);
}

Value one(Thread &, Value) { return fromInt(1); }
Value zero(Thread &, Value) { return fromInt(0); }

} // namespace

const NativeRow kIntMethods[] = {
    {"__ceil__", exactMethod, "($self, /)", NativeKind::Method,
     "Ceiling of an Integral returns itself."},
    {"__divmod__", divmodMethod, "($self, value, /)", NativeKind::Method,
     "Return divmod(self, value)."},
    {"__format__", intFormatMethod, "($self, format_spec, /)"},
    {"__floor__", exactMethod, "($self, /)", NativeKind::Method,
     "Flooring an Integral returns itself."},
    {"__getnewargs__", getNewArgs, "($self, /)"},
    {"__rdivmod__", rdivmodMethod, "($self, value, /)", NativeKind::Method,
     "Return divmod(value, self)."},
    {"__round__", roundMethod, "($self, ndigits=<unrepresentable>, /)"},
    {"__sizeof__", sizeOfMethod, "($self, /)"},
    {"__trunc__", exactMethod, "($self, /)", NativeKind::Method,
     "Truncating an Integral returns itself."},
    {"as_integer_ratio", asIntegerRatio, "($self, /)", NativeKind::Method,
     "The integer as a fraction: itself and 1.\n"
     "\n"
     ">>> (-7).as_integer_ratio()\n"
     "(-7, 1)"},
    {"bit_count", bitCountMethod, "($self, /)", NativeKind::Method,
     "How many bits of the absolute value are 1.\n"
     "\n"
     ">>> (-0b1011).bit_count()\n"
     "3"},
    {"bit_length", bitLengthMethod, "($self, /)", NativeKind::Method,
     "How many bits the absolute value needs in binary.\n"
     "\n"
     ">>> (255).bit_length(), (-256).bit_length()\n"
     "(8, 9)"},
    {"conjugate", exactMethod, "($self, /)"},
    {"from_bytes", fromBytes, "($type, /, bytes, byteorder='big', *, signed=False)",
     NativeKind::ClassMethod},
    {"to_bytes", toBytes, "($self, /, length=1, byteorder='big', *, signed=False)"},
    {nullptr, nullptr, nullptr},
};
const GetSetRow kIntGetSets[] = {
    {"denominator", one, nullptr, "the denominator of a rational number in lowest terms"},
    {"imag", zero, nullptr, "the imaginary part of a complex number"},
    {"numerator", intExact, nullptr, "the numerator of a rational number in lowest terms"},
    {"real", intExact, nullptr, "the real part of a complex number"},
    {nullptr, nullptr},
};

} // namespace rt
