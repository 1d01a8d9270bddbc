// Built-in functions on numbers: abs, bin, chr, divmod, hex, oct, ord, pow, round.
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/int/Int.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

namespace {

Value builtinAbs(Thread &t, const Value *args) { return absolute(t, args[0]); }

Value inBase(Thread &t, Value v, int base, const char *prefix) {
  Value number = TRY(toIndex(t, v));
  if (isInt(number)) {
    int64_t n = asInt(number);
    char room[kDigitRoom + 3], *end = room + sizeof room;
    char *at = writeDigits(end, static_cast<uint64_t>(n < 0 ? -n : n), static_cast<unsigned>(base));
    *--at = prefix[1];
    *--at = prefix[0];
    if (n < 0) *--at = '-';
    return fromObject(TRY(strFromAscii(t, {at, static_cast<size_t>(end - at)})));
  }
  bool isNegative = intSign(number) < 0;
  Str *digits = TRY(intToText(t, number, base));
  StrBuilder out(t);
  if (isNegative) out.add("-");
  out.add(prefix);
  out.add(isNegative ? strSlice(t, digits, 1, digits->length) : digits);
  return fromObject(out.finish());
}
Value builtinBin(Thread &t, const Value *args) { return inBase(t, args[0], 2, "0b"); }
Value builtinHex(Thread &t, const Value *args) { return inBase(t, args[0], 16, "0x"); }
Value builtinOct(Thread &t, const Value *args) { return inBase(t, args[0], 8, "0o"); }

Value builtinChr(Thread &t, const Value *args) {
  Value number = TRY(toIndex(t, args[0]));
  int64_t point;
  if (!toInt32(t, number, &point)) return kNoValue;
  if (point < 0 || point > 0x10ffff) return raiseText(t, Exc::ValueError, "chr() arg not in range(0x110000)");
  return fromObject(strFromCodePoint(t, static_cast<uint32_t>(point)));
}

Value builtinOrd(Thread &t, const Value *args) {
  int64_t size;
  if (isStr(args[0])) {
    size = as<Str>(args[0])->length;
    if (size == 1) return fromInt(strAt(as<Str>(args[0]), 0));
  } else if (isBytes(args[0])) {
    size = as<Bytes>(args[0])->length;
    if (size == 1) return fromInt(as<Bytes>(args[0])->data[0]);
  } else if (isInstance(args[0], TypeId::ByteArray)) {
    Buffer buffer;
    if (!getBuffer(t, args[0], &buffer)) return kNoValue;
    size = buffer.length;
    Value byte = size == 1 ? fromInt(buffer.data[0]) : kNoValue;
    releaseBuffer(&buffer);
    if (ok(byte)) return byte;
  } else {
    return raise(t, Msg::OrdType, typeName(args[0]));
  }
  return raise(t, Msg::OrdLength, size);
}

Value callDivmod(Thread &t, Value self, Str *name, Value other) {
  bool missing;
  Value answer = callSpecial(t, self, name, &missing, other);
  return missing ? notImplemented() : answer;
}
Value builtinDivmod(Thread &t, const Value *args) {
  Value a = args[0], b = args[1];
  if (bothInt(a, b) && asInt(b) != 0) { // Fast path: int.__divmod__
    return fromObject(tupleOf(t, intFloorDivide(t, a, b), intRemainder(t, a, b)));
  }
  // Reference 3.3.8: the reflected method of a subclass goes first.
  bool reflectedFirst = typeOf(b) != typeOf(a) && isSubtype(typeOf(b), typeOf(a)) &&
                        !same(typeLookup(typeOf(b), names().__rdivmod__), typeLookup(typeOf(a), names().__rdivmod__));
  if (reflectedFirst) {
    Value answer = TRY(callDivmod(t, b, names().__rdivmod__, a));
    if (!isNotImplemented(answer)) return answer;
  }
  Value answer = TRY(callDivmod(t, a, names().__divmod__, b));
  if (!isNotImplemented(answer)) return answer;
  if (!reflectedFirst && typeOf(a) != typeOf(b)) {
    answer = TRY(callDivmod(t, b, names().__rdivmod__, a));
    if (!isNotImplemented(answer)) return answer;
  }
  return raise(t, Msg::OperandTypes, "divmod()", typeName(a), typeName(b));
}

Value builtinPow(Thread &t, const Value *args) {
  if (!ok(args[2]) || isNone(args[2])) return binaryOp(t, BinaryKind::Power, args[0], args[1]);
  return powerOp(t, args[0], args[1], args[2]);
}

Value builtinRound(Thread &t, const Value *args) {
  bool missing, hasDigits = ok(args[1]) && !isNone(args[1]);
  Str *name = names().__round__;
  Value answer = hasDigits ? callSpecial(t, args[0], name, &missing, args[1]) : callSpecial(t, args[0], name, &missing);
  return missing ? raise(t, Msg::NoRound, typeName(args[0])) : answer;
}

} // namespace

const NativeRow kNumberFunctions[] = {
    {"abs", builtinAbs, "(x, /)", NativeKind::Function},
    {"bin", builtinBin, "(number, /)", NativeKind::Function,
     "The binary digits of an integer, behind 0b.\n"
     "\n"
     ">>> bin(-10)\n"
     "'-0b1010'"},
    {"chr", builtinChr, "(i, /)", NativeKind::Function},
    {"divmod", builtinDivmod, "(x, y, /)", NativeKind::Function},
    {"hex", builtinHex, "(number, /)", NativeKind::Function,
     "The hexadecimal digits of an integer, behind 0x.\n"
     "\n"
     ">>> hex(255)\n"
     "'0xff'"},
    {"oct", builtinOct, "(number, /)", NativeKind::Function,
     "The octal digits of an integer, behind 0o.\n"
     "\n"
     ">>> oct(0o755)\n"
     "'0o755'"},
    {"ord", builtinOrd, "(c, /)", NativeKind::Function},
    {"pow", builtinPow, "(base, exp, mod=None)", NativeKind::Function},
    {"round", builtinRound, "(number, ndigits=None)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

} // namespace rt
