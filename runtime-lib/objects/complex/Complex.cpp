// complex: arithmetic on pairs of doubles, text forms, construction (Library reference, "complex").
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"
#include "runtime-lib/objects/NumberText.h"
#include "runtime-lib/objects/float/Float.h"
#include "runtime-lib/objects/format/Format.h"
#include "runtime-lib/objects/int/Int.h"

#include <cmath>

namespace rt {

Value complexValue(Thread &t, double real, double imag) {
  auto *c = static_cast<Complex *>(allocateLeaf(t, sizeof(Complex), TypeId::Complex));
  c->real = real;
  c->imag = imag;
  return fromObject(c);
}

namespace {

struct Pair {
  double real, imag;
};
bool isComplex(Value v) { return isObject(v) && hasTypeFlag(v, kTypeComplexSubclass); }
Pair pairOf(Value v) { return {as<Complex>(v)->real, as<Complex>(v)->imag}; }
Value make(Thread &t, Pair p) { return complexValue(t, p.real, p.imag); }

// 1: converted, 0: not a number, -1: exception.
int operand(Thread &t, Value v, Pair *out) {
  if (isComplex(v)) {
    *out = pairOf(v);
    return 1;
  }
  out->imag = 0;
  return floatOperand(t, v, &out->real);
}
#define COMPLEX_OPERANDS(t, a, b, x, y)                                                            \
  Pair x, y;                                                                                       \
  if (int got = operand(t, a, &x); got <= 0)                                                       \
    return got ? kNoValue : notImplemented();                                                      \
  if (int got = operand(t, b, &y); got <= 0)                                                       \
    return got ? kNoValue : notImplemented();

Pair multiply(Pair x, Pair y) {
  return {x.real * y.real - x.imag * y.imag, x.real * y.imag + x.imag * y.real};
}
// Smith's method: divides by the larger part first, so that nothing overflows on the way.
Pair divide(Pair x, Pair y) {
  double realSize = std::fabs(y.real), imagSize = std::fabs(y.imag);
  if (realSize >= imagSize) {
    double ratio = y.imag / y.real, divisor = y.real + y.imag * ratio;
    return {(x.real + x.imag * ratio) / divisor, (x.imag - x.real * ratio) / divisor};
  }
  if (imagSize >= realSize) {
    double ratio = y.real / y.imag, divisor = y.real * ratio + y.imag;
    return {(x.real * ratio + x.imag) / divisor, (x.imag * ratio - x.real) / divisor};
  }
  return {NAN, NAN};
}

Value addSlot(Thread &t, Value a, Value b) {
  COMPLEX_OPERANDS(t, a, b, x, y)
  return make(t, {x.real + y.real, x.imag + y.imag});
}
Value subtractSlot(Thread &t, Value a, Value b) {
  COMPLEX_OPERANDS(t, a, b, x, y)
  return make(t, {x.real - y.real, x.imag - y.imag});
}
Value multiplySlot(Thread &t, Value a, Value b) {
  COMPLEX_OPERANDS(t, a, b, x, y)
  return make(t, multiply(x, y));
}
Value divideSlot(Thread &t, Value a, Value b) {
  COMPLEX_OPERANDS(t, a, b, x, y)
  if (y.real == 0 && y.imag == 0)
    return raise(t, Msg::ComplexDivisionByZero);
  return make(t, divide(x, y));
}

Pair powerByInt(Pair x, int64_t n) {
  Pair result{1, 0};
  bool inverse = n < 0;
  uint64_t rest = inverse ? static_cast<uint64_t>(-n) : static_cast<uint64_t>(n);
  // Square and multiply from the low bit, as the results' last bits depend on the order.
  Pair square = x;
  for (uint64_t mask = 1; mask && rest >= mask; mask <<= 1) {
    if (rest & mask)
      result = multiply(result, square);
    square = multiply(square, square);
  }
  return inverse ? divide({1, 0}, result) : result;
}
Value powerSlot(Thread &t, Value a, Value b, Value modulus) {
  COMPLEX_OPERANDS(t, a, b, x, y)
  if (!isNone(modulus))
    return raise(t, Msg::ComplexModulo);
  Pair r;
  if (y.imag == 0 && y.real == std::floor(y.real) && std::fabs(y.real) <= 100) {
    if (x.real == 0 && x.imag == 0 && y.real < 0)
      return raise(t, Msg::ComplexPowerOfZero);
    r = powerByInt(x, static_cast<int64_t>(y.real));
  } else if (y.real == 0 && y.imag == 0) {
    r = {1, 0};
  } else if (x.real == 0 && x.imag == 0) {
    if (y.imag != 0 || y.real < 0)
      return raise(t, Msg::ComplexPowerOfZero);
    r = {0, 0};
  } else {
    double size = std::hypot(x.real, x.imag), angle = std::atan2(x.imag, x.real);
    double length = std::pow(size, y.real), phase = angle * y.real;
    if (y.imag != 0) {
      length *= std::exp(-angle * y.imag);
      phase += y.imag * std::log(size);
    }
    r = {length * std::cos(phase), length * std::sin(phase)};
  }
  if ((std::isinf(r.real) || std::isinf(r.imag)) && std::isfinite(x.real) &&
      std::isfinite(x.imag) && std::isfinite(y.real) && std::isfinite(y.imag))
    return raiseText(t, Exc::OverflowError, "complex exponentiation");
  return make(t, r);
}
Value binaryPower(Thread &t, Value a, Value b) { return powerSlot(t, a, b, none()); }

Value negativeSlot(Thread &t, Value v) { return complexValue(t, -pairOf(v).real, -pairOf(v).imag); }
Value positiveSlot(Thread &t, Value v) {
  return isExactly(v, TypeId::Complex) ? v : make(t, pairOf(v));
}
Value absoluteSlot(Thread &t, Value v) {
  Pair p = pairOf(v);
  double d = std::hypot(p.real, p.imag);
  if (std::isinf(d) && std::isfinite(p.real) && std::isfinite(p.imag))
    return raiseText(t, Exc::OverflowError, "absolute value too large");
  return floatValue(t, d);
}
int truthSlot(Thread &, Value v) { return pairOf(v).real != 0 || pairOf(v).imag != 0; }

Value compareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!isComplex(a) || (kind != CompareKind::Equal && kind != CompareKind::NotEqual))
    return notImplemented();
  bool equal;
  Pair x = pairOf(a);
  if (isComplex(b)) {
    equal = x.real == pairOf(b).real && x.imag == pairOf(b).imag;
  } else if (isAnyInt(b)) {
    equal = x.imag == 0 && !std::isnan(x.real) && intCompareDouble(b, x.real) == 0;
  } else if (isAnyFloat(b)) {
    equal = x.imag == 0 && x.real == floatAsDouble(b);
  } else {
    return notImplemented();
  }
  return fromBool(equal == (kind == CompareKind::Equal));
}
bool hashSlot(Thread &t, Value v, int64_t *out) {
  Pair p = pairOf(v);
  uint64_t h = static_cast<uint64_t>(hashDouble(t, p.real, asObject(v))) +
               1000003 * static_cast<uint64_t>(hashDouble(t, p.imag, asObject(v)));
  *out = h == ~uint64_t{0} ? -2 : static_cast<int64_t>(h);
  return true;
}

Value reprSlot(Thread &t, Value v) {
  Pair p = pairOf(v);
  char buffer[40];
  StrBuilder out(t);
  // A real part of (positive) zero is left out.
  bool bare = p.real == 0 && !std::signbit(p.real);
  if (!bare) {
    out.add("(");
    out.add(shortestDouble(p.real, buffer, false));
    if (!std::signbit(p.imag) || std::isnan(p.imag))
      out.add("+");
  }
  out.add(shortestDouble(p.imag, buffer, false));
  out.add(bare ? "j" : "j)");
  return fromObject(TRY(out.finish()));
}

// --- complex(...)
// Underscores stand between digits only.
bool underscoresStandRight(std::string_view s) {
  auto isDigit = [&](size_t k) { return k < s.size() && s[k] >= '0' && s[k] <= '9'; };
  for (size_t i = 0; i < s.size(); i++)
    if (s[i] == '_' && (i == 0 || !isDigit(i - 1) || !isDigit(i + 1)))
      return false;
  return true;
}
// [real] [sign imag j], in parentheses or not.
bool parse(std::string_view s, Pair *out) {
  auto isSpace = [](char c) { return c == ' ' || (c >= 9 && c <= 13); };
  auto trim = [&] {
    while (!s.empty() && isSpace(s.front()))
      s.remove_prefix(1);
    while (!s.empty() && isSpace(s.back()))
      s.remove_suffix(1);
  };
  trim();
  if (s.size() >= 2 && s.front() == '(' && s.back() == ')') {
    s.remove_prefix(1);
    s.remove_suffix(1);
    trim();
  }
  std::string plain;
  for (char c : s)
    if (c != '_')
      plain.push_back(c);
  s = plain;
  auto isJ = [](char c) { return c == 'j' || c == 'J'; };
  *out = {0, 0};
  double first;
  size_t n = parseDoublePrefix(s, &first);
  if (n) {
    s.remove_prefix(n);
    if (s.empty()) {
      out->real = first;
      return true;
    }
    if (isJ(s[0]) && s.size() == 1) {
      out->imag = first;
      return true;
    }
    if (s[0] != '+' && s[0] != '-')
      return false;
    out->real = first;
    double second;
    if (size_t m = parseDoublePrefix(s, &second)) {
      s.remove_prefix(m);
    } else {
      second = s[0] == '-' ? -1 : 1;
      s.remove_prefix(1);
    }
    out->imag = second;
  } else {
    // "j", "+j", "-j"
    out->imag = 1;
    if (!s.empty() && (s[0] == '+' || s[0] == '-')) {
      if (s[0] == '-')
        out->imag = -1;
      s.remove_prefix(1);
    }
  }
  return s.size() == 1 && isJ(s[0]);
}

// float(v) of a number: subclasses of float may have their own __float__.
bool realPart(Thread &t, Value v, double *out) {
  if (!isAnyFloat(v) || isDouble(v) || isExactly(v, TypeId::Float))
    return toDouble(t, v, out);
  Value r = callToFloat(t, v);
  if (!ok(r))
    return false;
  *out = floatAsDouble(r);
  return true;
}
// __complex__, or a complex, float or int; 0 when v is nothing of the kind, -1: exception.
int convertNumber(Thread &t, Value v, Pair *out) {
  if (isComplex(v) && isExactly(v, TypeId::Complex)) {
    *out = pairOf(v);
    return 1;
  }
  if (!isInt(v) && !isDouble(v)) {
    Value method = lookupSpecial(t, v, names().complexMethod);
    if (ok(method)) {
      Value r = callWith(t, method);
      if (!ok(r))
        return -1;
      if (!isComplex(r)) {
        raise(t, Msg::ComplexReturned, typeName(r));
        return -1;
      }
      if (!isExactly(r, TypeId::Complex) && !warn(t, Msg::ComplexReturnedSubclass, typeName(r)))
        return -1;
      *out = pairOf(r);
      return 1;
    }
    if (ok(t.pending))
      return -1;
    if (isComplex(v)) {
      *out = pairOf(v);
      return 1;
    }
  }
  const Slots &slots = typeOf(v)->slots;
  if (!slots.toFloat && !slots.index)
    return 0;
  out->imag = 0;
  return realPart(t, v, &out->real) ? 1 : -1;
}

Value createSlot(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  Value real = positional > 0 ? args[0] : kNoValue, imag = positional > 1 ? args[1] : kNoValue;
  size_t total = positional + (kwNames ? static_cast<size_t>(kwNames->size) : 0);
  if (total > 2)
    return raise(t, Msg::ComplexArgumentCount, total);
  for (size_t i = positional; i < total; i++) {
    Str *name = as<Str>(kwNames->items[i - positional]);
    Value *slot = strEquals(name, "real") ? &real : strEquals(name, "imag") ? &imag : nullptr;
    if (!slot)
      return raise(t, Msg::InvalidKeyword, fromObject(name), "complex");
    if (ok(*slot))
      return raise(t, Msg::ArgumentTwice, "complex", fromObject(name), 1);
    *slot = args[i];
  }
  Pair result{0, 0};
  if (ok(real) && isExactly(real, TypeId::Complex) && !ok(imag) && isBuiltin(type, TypeId::Complex))
    return real;
  if (ok(real) && isStr(real)) {
    if (ok(imag))
      return raise(t, Msg::ComplexStrAndSecond);
    const std::string text(numberText(as<Str>(real)));
    if (!underscoresStandRight(text)) {
      Str *shown = TRY(repr(t, real));
      return raiseText(t, Exc::ValueError, ("could not convert string to complex: " + std::string(strUtf8(t, shown))).c_str());
    }
    if (!parse(text, &result))
      return raise(t, Msg::ComplexMalformed);
  } else {
    if (ok(imag) && isStr(imag))
      return raise(t, Msg::ComplexSecondStr);
    bool imagIsComplex = false;
    if (ok(real)) {
      int got = convertNumber(t, real, &result);
      if (got <= 0)
        return got ? kNoValue : raise(t, Msg::ComplexFirst, typeName(real));
    }
    if (ok(imag)) {
      Pair second;
      if (isComplex(imag)) {
        second = pairOf(imag);
        imagIsComplex = true;
      } else {
        const Slots &slots = typeOf(imag)->slots;
        if (!slots.toFloat && !slots.index)
          return raise(t, Msg::ComplexSecond, typeName(imag));
        second.imag = 0;
        if (!realPart(t, imag, &second.real))
          return kNoValue;
      }
      // real + imag * 1j
      if (imagIsComplex)
        result.real -= second.imag;
      if (ok(real) && (isComplex(real) || result.imag != 0))
        result.imag += second.real;
      else
        result.imag = second.real;
    }
  }
  if (isBuiltin(type, TypeId::Complex))
    return make(t, result);
  Object *object = TRY(allocateInstance(t, type));
  static_cast<Complex *>(object)->real = result.real;
  static_cast<Complex *>(object)->imag = result.imag;
  return fromObject(object);
}

Value realOf(Thread &t, Value v) { return floatValue(t, pairOf(v).real); }
Value imagOf(Thread &t, Value v) { return floatValue(t, pairOf(v).imag); }
Value conjugate(Thread &t, const Value *args) {
  return complexValue(t, pairOf(args[0]).real, -pairOf(args[0]).imag);
}
Value toComplex(Thread &t, const Value *args) { return positiveSlot(t, args[0]); }
Value getNewArgs(Thread &t, const Value *args) {
  return fromObject(TRY(tupleOf(t, realOf(t, args[0]), imagOf(t, args[0]))));
}

const NativeRow kMethods[] = {
    {"__complex__", toComplex, "($self, /)", NativeKind::Method,
     "Convert this value to exact type complex."},
    {"__format__", complexFormatMethod, "($self, format_spec, /)"},
    {"__getnewargs__", getNewArgs, "($self, /)"},
    {"conjugate", conjugate, "($self, /)", NativeKind::Method,
     "Return the complex conjugate of its argument. (3-4j).conjugate() == 3+4j."},
    {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"real", realOf, nullptr, "the real part of a complex number"},
                              {"imag", imagOf, nullptr, "the imaginary part of a complex number"},
                              {nullptr, nullptr}};

} // namespace

void registerComplexType(Thread &t) {
  registerType(t, {.id = TypeId::Complex,
                   .flags = kTypeSubclassable | kTypeComplexSubclass,
                   .instanceSize = sizeof(Complex),
                   .doc = "Create a complex number from a string or numbers.",
                   .fillSlots =
                       [](Slots &s) {
                         s.repr = reprSlot;
                         s.hash = hashSlot;
                         s.compare = compareSlot;
                         s.create = createSlot;
                         s.negative = negativeSlot;
                         s.positive = positiveSlot;
                         s.absolute = absoluteSlot;
                         s.truth = truthSlot;
                         s.power = powerSlot;
                         s.binary[static_cast<int>(BinaryKind::Power)] = binaryPower;
                         s.binary[static_cast<int>(BinaryKind::Add)] = addSlot;
                         s.binary[static_cast<int>(BinaryKind::Subtract)] = subtractSlot;
                         s.binary[static_cast<int>(BinaryKind::Multiply)] = multiplySlot;
                         s.binary[static_cast<int>(BinaryKind::TrueDivide)] = divideSlot;
                       },
                   .methods = kMethods,
                   .getSets = kGetSets});
}

} // namespace rt
