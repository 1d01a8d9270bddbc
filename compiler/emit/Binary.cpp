// Binary operators, and `"..." % (a, b)` as an f-string.
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

uint32_t operatorKind(Operator op) {
  switch (op) {
  case Operator::Add:
    return static_cast<uint32_t>(BinaryKind::Add);
  case Operator::Sub:
    return static_cast<uint32_t>(BinaryKind::Subtract);
  case Operator::Mult:
    return static_cast<uint32_t>(BinaryKind::Multiply);
  case Operator::MatMult:
    return static_cast<uint32_t>(BinaryKind::MatrixMultiply);
  case Operator::Div:
    return static_cast<uint32_t>(BinaryKind::TrueDivide);
  case Operator::Mod:
    return static_cast<uint32_t>(BinaryKind::Remainder);
  case Operator::Pow:
    return static_cast<uint32_t>(BinaryKind::Power);
  case Operator::LShift:
    return static_cast<uint32_t>(BinaryKind::LeftShift);
  case Operator::RShift:
    return static_cast<uint32_t>(BinaryKind::RightShift);
  case Operator::BitOr:
    return static_cast<uint32_t>(BinaryKind::Or);
  case Operator::BitXor:
    return static_cast<uint32_t>(BinaryKind::Xor);
  case Operator::BitAnd:
    return static_cast<uint32_t>(BinaryKind::And);
  case Operator::FloorDiv:
    return static_cast<uint32_t>(BinaryKind::FloorDivide);
  }
  return 0;
}

namespace {

/// One piece of a printf-style format: literal text, or a conversion %s, %r or %a.
struct FormatPiece {
  std::string text; // literal, or the format specification
  uint32_t conversion = kConvertNone;
};

constexpr size_t kMaxDigits = 3; // of a width or precision

/// Reads up to kMaxDigits - 1 digits; false when there are more.
bool readDigits(std::string_view format, size_t &at, std::string &digits) {
  while (at < format.size() && format[at] >= '0' && format[at] <= '9') {
    digits += format[at++];
    if (digits.size() >= kMaxDigits)
      return false;
  }
  return true;
}

/// The text of a number without leading zeros.
std::string trimmed(const std::string &digits) {
  return std::to_string(std::stoi(digits.empty() ? "0" : digits));
}

/// Reads what follows a %; nothing when it is more than %s, %r and %a with width and precision.
std::optional<FormatPiece> readConversion(std::string_view format, size_t &at) {
  bool leftAligned = false;
  for (; at < format.size() && std::string_view("-+ #0").find(format[at]) != std::string_view::npos;
       ++at)
    leftAligned |= format[at] == '-';
  std::string width, precision;
  if (!readDigits(format, at, width))
    return std::nullopt;
  const bool hasPrecision = at < format.size() && format[at] == '.';
  if (hasPrecision && !readDigits(format, ++at, precision))
    return std::nullopt;
  if (at >= format.size())
    return std::nullopt;
  FormatPiece piece;
  switch (format[at++]) {
  case 's':
    piece.conversion = kConvertStr;
    break;
  case 'r':
    piece.conversion = kConvertRepr;
    break;
  case 'a':
    piece.conversion = kConvertAscii;
    break;
  default:
    return std::nullopt;
  }
  if (!width.empty()) {
    if (!leftAligned && trimmed(width) != "0")
      piece.text += '>';
    piece.text += trimmed(width);
  }
  if (hasPrecision)
    piece.text += "." + trimmed(precision);
  return piece;
}

std::optional<std::vector<FormatPiece>> readFormat(std::string_view format) {
  std::vector<FormatPiece> pieces;
  for (size_t at = 0; at < format.size();) {
    FormatPiece literal;
    for (; at < format.size(); ++at) {
      if (format[at] == '%') {
        if (at + 1 >= format.size() || format[at + 1] != '%')
          break;
        ++at;
      }
      literal.text += format[at];
    }
    if (!literal.text.empty())
      pieces.push_back(std::move(literal));
    if (at >= format.size())
      break;
    std::optional<FormatPiece> piece = readConversion(format, ++at);
    if (!piece)
      return std::nullopt;
    pieces.push_back(std::move(*piece));
  }
  return pieces;
}

} // namespace

/// `"%s: %r" % (a, b)` with as many conversions as elements is emitted as the f-string it equals.
bool Emitter::formatToString(const Constant &format, BinOp &node) {
  auto *values = node.right->dynAs<Tuple>();
  if (format.kind != Constant::Kind::Str || node.op != Operator::Mod || !values ||
      constantOf(*values))
    return false;
  for (Expr *value : values->elts)
    if (value->is<Starred>())
      return false;
  std::optional<std::vector<FormatPiece>> pieces = readFormat(format.text);
  if (!pieces)
    return false;
  size_t conversions = 0;
  for (const FormatPiece &piece : *pieces)
    conversions += piece.conversion != kConvertNone;
  if (conversions != values->elts.size() || pieces->size() > kManyPieces)
    return false;
  size_t next = 0;
  for (const FormatPiece &piece : *pieces) {
    if (piece.conversion == kConvertNone) {
      loadConstant(strConstant(piece.text));
      continue;
    }
    Expr &value = *values->elts[next++];
    expression(value);
    PlaceGuard guard(code());
    at(value);
    uint32_t bits = piece.conversion;
    if (!piece.text.empty()) {
      loadConstant(strConstant(piece.text));
      bits |= kHasFormatSpec;
    }
    emit(Opcode::FormatValue, bits);
  }
  if (pieces->size() != 1) {
    at(node);
    emit(Opcode::BuildString, static_cast<uint32_t>(pieces->size()));
  }
  return true;
}

void Emitter::binary(BinOp &node) {
  // a + b + c + ... leans to the left as far as the source is long: no recursion along it.
  std::vector<BinOp *> spine;
  Expr *left = &node;
  for (; left->is<BinOp>(); left = left->as<BinOp>()->left)
    spine.push_back(left->as<BinOp>());
  // The longest prefix that folds to a constant is loaded as such.
  std::optional<Constant> folded = constantOf(*left);
  size_t next = spine.size();
  while (folded && next > 0) {
    std::optional<Constant> right = constantOf(*spine[next - 1]->right);
    std::optional<Constant> both =
        right ? foldBinary(*folded, spine[next - 1]->op, *right) : std::nullopt;
    if (!both)
      break;
    folded = std::move(both);
    --next;
  }
  if (folded && next > 0 && formatToString(*folded, *spine[next - 1])) {
    --next;
  } else if (folded) {
    at(next < spine.size() ? static_cast<Expr &>(*spine[next]) : *left);
    loadConstant(std::move(*folded));
  } else {
    expression(*left);
  }
  while (next-- > 0) {
    expression(*spine[next]->right);
    at(*spine[next]);
    emit(Opcode::BinaryOp, operatorKind(spine[next]->op));
  }
}

} // namespace regius
