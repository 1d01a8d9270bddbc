// Constant folding, as far as CPython folds: operators, tuples and subscripts of constants. What
// would raise stays as code, and so does what would make a big constant out of a small expression.
// Integers are folded while they fit in 128 bits.
#include "compiler/emit/EmitterImpl.h"

#include <algorithm>
#include <cmath>

namespace regius {

using namespace ast;
using Kind = regius::Constant::Kind;

namespace {

using Constant = regius::Constant;

using Wide = __int128;

constexpr size_t kMaxTextLength = 4096; // of a repeated string
constexpr size_t kMaxTupleLength = 256; // of a repeated tuple

/// Little-endian magnitude to decimal digits.
std::string decimalFromBytes(std::string_view bytes) {
  std::vector<uint32_t> parts; // base 10^9, low part first
  for (size_t i = bytes.size(); i-- > 0;) {
    uint64_t carry = static_cast<unsigned char>(bytes[i]);
    for (uint32_t &part : parts) {
      carry += uint64_t{part} << 8;
      part = static_cast<uint32_t>(carry % 1000000000);
      carry /= 1000000000;
    }
    if (carry)
      parts.push_back(static_cast<uint32_t>(carry));
  }
  std::string text = parts.empty() ? "0" : std::to_string(parts.back());
  for (size_t i = parts.size(); i-- > 1;) {
    std::string part = std::to_string(parts[i - 1]);
    text += std::string(9 - part.size(), '0') + part;
  }
  return text;
}

bool isIntKind(Kind kind) {
  return kind == Kind::Int || kind == Kind::BigInt || kind == Kind::True || kind == Kind::False;
}

/// The value of an int or bool of less than 127 bits.
std::optional<Wide> wideValue(const Constant &constant) {
  switch (constant.kind) {
  case Kind::True:
    return 1;
  case Kind::False:
    return 0;
  case Kind::Int:
    return constant.intValue;
  case Kind::BigInt: {
    if (constant.text.size() > 38)
      return std::nullopt;
    const bool negative = constant.text[0] == '-';
    Wide value = 0;
    for (size_t i = negative ? 1 : 0; i < constant.text.size(); ++i)
      value = value * 10 + (constant.text[i] - '0');
    return negative ? -value : value;
  }
  default:
    return std::nullopt;
  }
}

Constant wideConstant(Wide value) {
  if (value >= INT64_MIN && value <= INT64_MAX)
    return intConstant(static_cast<int64_t>(value));
  Constant constant = makeConstant(Kind::BigInt);
  const bool negative = value < 0;
  unsigned __int128 rest =
      negative ? -static_cast<unsigned __int128>(value) : static_cast<unsigned __int128>(value);
  for (; rest; rest /= 10)
    constant.text += static_cast<char>('0' + static_cast<int>(rest % 10));
  if (negative)
    constant.text += '-';
  std::reverse(constant.text.begin(), constant.text.end());
  return constant;
}

Constant floatConstant(double value) {
  Constant constant = makeConstant(Kind::Float);
  constant.real = value;
  return constant;
}

Constant complexConstant(double real, double imag) {
  Constant constant = makeConstant(Kind::Complex);
  constant.real = real;
  constant.imag = imag;
  return constant;
}

int bitLength(Wide value) {
  int bits = 0;
  for (unsigned __int128 rest = value < 0 ? -static_cast<unsigned __int128>(value)
                                          : static_cast<unsigned __int128>(value);
       rest; rest >>= 1)
    ++bits;
  return bits;
}

// Reference 6.7: // rounds down and % takes the sign of the divisor.
Wide floorDivide(Wide a, Wide b) {
  const Wide quotient = a / b;
  return (a % b != 0 && ((a < 0) != (b < 0))) ? quotient - 1 : quotient;
}

/// False when the product may not fit. (__builtin_mul_overflow on this type needs a function that libgcc lacks.)
bool multiply(Wide a, Wide b, Wide *product) {
  if (bitLength(a) + bitLength(b) > 126)
    return false;
  *product = a * b;
  return true;
}

std::optional<Constant> foldInts(Wide a, Operator op, Wide b, bool bothBool) {
  Wide result = 0;
  switch (op) {
  case Operator::Add:
    if (__builtin_add_overflow(a, b, &result))
      return std::nullopt;
    return wideConstant(result);
  case Operator::Sub:
    if (__builtin_sub_overflow(a, b, &result))
      return std::nullopt;
    return wideConstant(result);
  case Operator::Mult:
    if (!multiply(a, b, &result))
      return std::nullopt;
    return wideConstant(result);
  case Operator::FloorDiv:
    if (b == 0)
      return std::nullopt;
    return wideConstant(floorDivide(a, b));
  case Operator::Mod:
    if (b == 0)
      return std::nullopt;
    return wideConstant(a - floorDivide(a, b) * b);
  case Operator::Div:
    // Exact operands only: then one division rounds as Python's does.
    if (b == 0 || bitLength(a) > 53 || bitLength(b) > 53)
      return std::nullopt;
    return floatConstant(static_cast<double>(a) / static_cast<double>(b));
  case Operator::Pow: {
    if (b < 0 || b > 128)
      return std::nullopt;
    result = 1;
    for (Wide i = 0; i < b; ++i)
      if (!multiply(result, a, &result))
        return std::nullopt;
    return wideConstant(result);
  }
  case Operator::LShift:
    if (b < 0 || b > 126 || bitLength(a) + static_cast<int>(b) > 126)
      return std::nullopt;
    return wideConstant(a * (static_cast<Wide>(1) << b));
  case Operator::RShift:
    if (b < 0)
      return std::nullopt;
    return wideConstant(b > 126 ? (a < 0 ? -1 : 0) : a >> b);
  case Operator::BitOr:
    return bothBool ? boolConstant((a | b) != 0) : wideConstant(a | b);
  case Operator::BitXor:
    return bothBool ? boolConstant((a ^ b) != 0) : wideConstant(a ^ b);
  case Operator::BitAnd:
    return bothBool ? boolConstant((a & b) != 0) : wideConstant(a & b);
  case Operator::MatMult:
    return std::nullopt;
  }
  return std::nullopt;
}

std::optional<Constant> foldFloats(double a, Operator op, double b) {
  switch (op) {
  case Operator::Add:
    return floatConstant(a + b);
  case Operator::Sub:
    return floatConstant(a - b);
  case Operator::Mult:
    return floatConstant(a * b);
  case Operator::Div:
    if (b == 0)
      return std::nullopt;
    return floatConstant(a / b);
  case Operator::Pow: {
    if (a <= 0 || !std::isfinite(a) || !std::isfinite(b))
      return std::nullopt;
    const double result = std::pow(a, b);
    if (!std::isfinite(result))
      return std::nullopt;
    return floatConstant(result);
  }
  default:
    return std::nullopt;
  }
}

/// The value as a double when it is a float or an int that a double holds exactly.
std::optional<double> realValue(const Constant &constant) {
  if (constant.kind == Kind::Float)
    return constant.real;
  if (std::optional<Wide> value = wideValue(constant); value && bitLength(*value) <= 53)
    return static_cast<double>(*value);
  return std::nullopt;
}

std::optional<Constant> foldComplex(const Constant &left, Operator op, const Constant &right) {
  double a = 0, b = 0, c = 0, d = 0;
  auto parts = [](const Constant &constant, double &real, double &imag) {
    if (constant.kind == Kind::Complex) {
      real = constant.real;
      imag = constant.imag;
      return true;
    }
    std::optional<double> value = realValue(constant);
    real = value.value_or(0);
    return value.has_value();
  };
  if (!parts(left, a, b) || !parts(right, c, d))
    return std::nullopt;
  switch (op) {
  case Operator::Add:
    return complexConstant(a + c, b + d);
  case Operator::Sub:
    return complexConstant(a - c, b - d);
  case Operator::Mult:
    return complexConstant(a * c - b * d, a * d + b * c);
  default:
    return std::nullopt;
  }
}

std::optional<Constant> repeat(const Constant &sequence, Wide count) {
  if (count > INT64_MAX || count < INT64_MIN) // an OverflowError when it runs
    return std::nullopt;
  if (count < 0)
    count = 0;
  const bool isTuple = sequence.kind == Kind::Tuple;
  const size_t size = isTuple ? sequence.items.size() : sequence.text.size();
  const size_t limit = isTuple ? kMaxTupleLength : kMaxTextLength;
  if (size && (count > static_cast<Wide>(limit) || size * static_cast<size_t>(count) > limit))
    return std::nullopt;
  Constant result = makeConstant(sequence.kind);
  for (Wide i = 0; size && i < count; ++i) {
    result.text += sequence.text;
    result.items.insert(result.items.end(), sequence.items.begin(), sequence.items.end());
  }
  return result;
}

bool isSequence(Kind kind) {
  return kind == Kind::Str || kind == Kind::Bytes || kind == Kind::Tuple;
}

/// Characters of a str, each as its bytes.
std::vector<std::string_view> characters(std::string_view text) {
  std::vector<std::string_view> result;
  for (size_t i = 0; i < text.size();) {
    size_t end = i + 1;
    while (end < text.size() && (text[end] & 0xc0) == 0x80)
      ++end;
    result.push_back(text.substr(i, end - i));
    i = end;
  }
  return result;
}

} // namespace

regius::Constant constantFromLiteral(const ConstantValue &value) {
  switch (value.kind) {
  case ConstantKind::None:
    return noneConstant();
  case ConstantKind::True:
    return boolConstant(true);
  case ConstantKind::False:
    return boolConstant(false);
  case ConstantKind::Ellipsis:
    return makeConstant(Kind::Ellipsis);
  case ConstantKind::Int:
    return intConstant(value.integer);
  case ConstantKind::BigInt: {
    regius::Constant constant = makeConstant(Kind::BigInt);
    constant.text = (value.integer < 0 ? "-" : "") + decimalFromBytes(value.text);
    return constant;
  }
  case ConstantKind::Float:
    return floatConstant(value.real);
  case ConstantKind::Complex:
    return complexConstant(value.real, value.imaginary);
  case ConstantKind::Str:
    return strConstant(value.text);
  case ConstantKind::Bytes: {
    regius::Constant constant = makeConstant(Kind::Bytes);
    constant.text = std::string(value.text);
    return constant;
  }
  case ConstantKind::Tuple:
  case ConstantKind::FrozenSet: {
    regius::Constant constant =
        makeConstant(value.kind == ConstantKind::Tuple ? Kind::Tuple : Kind::FrozenSet);
    for (const ConstantValue &item : value.elements())
      constant.items.push_back(constantFromLiteral(item));
    return constant;
  }
  case ConstantKind::Invalid: // the validator lets none pass
    break;
  }
  return noneConstant();
}

bool isTrue(const regius::Constant &constant) {
  switch (constant.kind) {
  case Kind::None:
  case Kind::False:
    return false;
  case Kind::Int:
    return constant.intValue != 0;
  case Kind::Float:
    return constant.real != 0;
  case Kind::Complex:
    return constant.real != 0 || constant.imag != 0;
  case Kind::Str:
  case Kind::Bytes:
    return !constant.text.empty();
  case Kind::Tuple:
  case Kind::FrozenSet:
    return !constant.items.empty();
  case Kind::True:
  case Kind::Ellipsis:
  case Kind::BigInt:
  case Kind::Code:
    return true;
  }
  return true;
}

std::optional<regius::Constant> foldBinary(const regius::Constant &left, Operator op,
                                           const regius::Constant &right) {
  if (isIntKind(left.kind) && isIntKind(right.kind)) {
    std::optional<Wide> a = wideValue(left), b = wideValue(right);
    if (!a || !b)
      return std::nullopt;
    const bool bothBool = left.kind <= Kind::False && right.kind <= Kind::False;
    return foldInts(*a, op, *b, bothBool);
  }
  if (left.kind == Kind::Complex || right.kind == Kind::Complex)
    return foldComplex(left, op, right);
  if (left.kind == Kind::Float || right.kind == Kind::Float) {
    std::optional<double> a = realValue(left), b = realValue(right);
    return a && b ? foldFloats(*a, op, *b) : std::nullopt;
  }
  if (op == Operator::Mult) {
    if (isSequence(left.kind) && isIntKind(right.kind)) {
      std::optional<Wide> count = wideValue(right);
      return count ? repeat(left, *count) : std::nullopt;
    }
    if (isSequence(right.kind) && isIntKind(left.kind)) {
      std::optional<Wide> count = wideValue(left);
      return count ? repeat(right, *count) : std::nullopt;
    }
  }
  if (op == Operator::Add && left.kind == right.kind && isSequence(left.kind)) {
    regius::Constant result = left;
    result.text += right.text;
    result.items.insert(result.items.end(), right.items.begin(), right.items.end());
    return result;
  }
  return std::nullopt;
}

std::optional<regius::Constant> foldUnary(UnaryOperator op, const regius::Constant &operand) {
  if (op == UnaryOperator::Not)
    return boolConstant(!isTrue(operand));
  if (operand.kind == Kind::BigInt && op == UnaryOperator::USub) {
    regius::Constant result = operand;
    if (result.text[0] == '-')
      result.text.erase(0, 1);
    else
      result.text.insert(0, "-");
    // -2**63 fits in 64 bits, its magnitude does not.
    std::optional<Wide> value = wideValue(result);
    return value ? wideConstant(*value) : result;
  }
  if (std::optional<Wide> value = wideValue(operand)) {
    if (op == UnaryOperator::Invert)
      return wideConstant(~*value);
    return wideConstant(op == UnaryOperator::USub ? -*value : *value);
  }
  const double sign = op == UnaryOperator::USub ? -1.0 : 1.0;
  if (op == UnaryOperator::Invert)
    return std::nullopt;
  if (operand.kind == Kind::Float)
    return floatConstant(sign < 0 ? -operand.real : operand.real);
  if (operand.kind == Kind::Complex)
    return sign < 0 ? complexConstant(-operand.real, -operand.imag) : operand;
  return std::nullopt;
}

std::optional<regius::Constant> foldSubscript(const regius::Constant &object,
                                              const regius::Constant &index) {
  std::optional<Wide> position = isIntKind(index.kind) ? wideValue(index) : std::nullopt;
  if (!position || !isSequence(object.kind))
    return std::nullopt;
  std::vector<std::string_view> text;
  size_t size = object.items.size();
  if (object.kind == Kind::Str) {
    text = characters(object.text);
    size = text.size();
  } else if (object.kind == Kind::Bytes) {
    size = object.text.size();
  }
  const Wide at = *position < 0 ? *position + static_cast<Wide>(size) : *position;
  if (at < 0 || at >= static_cast<Wide>(size))
    return std::nullopt;
  const size_t i = static_cast<size_t>(at);
  if (object.kind == Kind::Str)
    return strConstant(text[i]);
  if (object.kind == Kind::Bytes)
    return intConstant(static_cast<unsigned char>(object.text[i]));
  return object.items[i];
}

/// The value of an expression that CPython would fold to a constant.
std::optional<regius::Constant> Emitter::constantOf(Expr &node) {
  switch (node.kind) {
  case NodeKind::Constant:
    return constantFromLiteral(node.as<ast::Constant>()->value);
  case NodeKind::Name:
    if (node.as<Name>()->ctx == ExprContext::Load &&
        node.as<Name>()->id == std::string_view("__debug__"))
      return boolConstant(options_.optimize == 0);
    return std::nullopt;
  case NodeKind::UnaryOp: {
    std::optional<Constant> operand = constantOf(*node.as<UnaryOp>()->operand);
    return operand ? foldUnary(node.as<UnaryOp>()->op, *operand) : std::nullopt;
  }
  case NodeKind::BinOp: {
    std::vector<BinOp *> spine; // iterative, see Emitter::binary
    Expr *left = &node;
    for (; left->is<BinOp>(); left = left->as<BinOp>()->left)
      spine.push_back(left->as<BinOp>());
    std::optional<Constant> result = constantOf(*left);
    for (size_t i = spine.size(); result && i-- > 0;) {
      std::optional<Constant> right = constantOf(*spine[i]->right);
      result = right ? foldBinary(*result, spine[i]->op, *right) : std::nullopt;
    }
    return result;
  }
  case NodeKind::Subscript: {
    auto &item = *node.as<Subscript>();
    if (item.ctx != ExprContext::Load)
      return std::nullopt;
    std::optional<Constant> object = constantOf(*item.value);
    std::optional<Constant> index = object ? constantOf(*item.slice) : std::nullopt;
    return index ? foldSubscript(*object, *index) : std::nullopt;
  }
  case NodeKind::Tuple: {
    auto &tuple = *node.as<Tuple>();
    if (tuple.ctx != ExprContext::Load)
      return std::nullopt;
    std::vector<Constant> items;
    for (Expr *element : tuple.elts) {
      std::optional<Constant> item = constantOf(*element);
      if (!item)
        return std::nullopt;
      items.push_back(std::move(*item));
    }
    return tupleConstant(std::move(items));
  }
  default:
    return std::nullopt;
  }
}

} // namespace regius
