// SyntaxWarnings for code that is legal but surely a mistake.
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

namespace {

/// A literal that `is` should not be used with: singletons are fine.
bool isComparable(const std::optional<regius::Constant> &constant) {
  using Kind = regius::Constant::Kind;
  if (!constant)
    return true;
  switch (constant->kind) {
  case Kind::None:
  case Kind::True:
  case Kind::False:
  case Kind::Ellipsis:
    return true;
  default:
    return false;
  }
}

std::string_view constantType(const regius::Constant &constant) {
  using Kind = regius::Constant::Kind;
  switch (constant.kind) {
  case Kind::None:
    return "NoneType";
  case Kind::True:
  case Kind::False:
    return "bool";
  case Kind::Ellipsis:
    return "ellipsis";
  case Kind::Int:
  case Kind::BigInt:
    return "int";
  case Kind::Float:
    return "float";
  case Kind::Complex:
    return "complex";
  case Kind::Str:
    return "str";
  case Kind::Bytes:
    return "bytes";
  case Kind::Tuple:
    return "tuple";
  case Kind::FrozenSet:
    return "frozenset";
  case Kind::Code:
    return "code";
  }
  return "";
}

} // namespace

void Emitter::checkCompare(const Compare &node) {
  bool left = isComparable(constantOf(*node.left));
  for (size_t i = 0; i < node.ops.size(); ++i) {
    const CompareOperator op = node.ops[i];
    if (op != CompareOperator::Is && op != CompareOperator::IsNot && i + 1 == node.ops.size())
      return;
    const bool right = isComparable(constantOf(*node.comparators[i]));
    if ((op == CompareOperator::Is || op == CompareOperator::IsNot) && (!left || !right))
      return warn(op == CompareOperator::Is ? SyntaxErrorId::IsWithLiteral
                                            : SyntaxErrorId::IsNotWithLiteral,
                  node);
    left = right;
  }
}

/// The type of a literal or display; empty for anything else.
std::string_view Emitter::literalType(Expr &node) {
  switch (node.kind) {
  case NodeKind::Tuple:
    return "tuple";
  case NodeKind::List:
  case NodeKind::ListComp:
    return "list";
  case NodeKind::Dict:
  case NodeKind::DictComp:
    return "dict";
  case NodeKind::Set:
  case NodeKind::SetComp:
    return "set";
  case NodeKind::GeneratorExp:
    return "generator";
  case NodeKind::Lambda:
    return "function";
  case NodeKind::JoinedStr:
  case NodeKind::FormattedValue:
    return "str";
  default:
    if (std::optional<regius::Constant> constant = constantOf(node))
      return constantType(*constant);
    return {};
  }
}

void Emitter::checkCaller(Call &node) {
  if (node.func->is<Lambda>())
    return;
  if (const std::string_view type = literalType(*node.func); !type.empty())
    warn(SyntaxErrorId::NotCallable, node, {type});
}

void Emitter::checkSubscripted(Subscript &node) {
  Expr &value = *node.value;
  switch (value.kind) {
  case NodeKind::Constant: {
    const ConstantKind kind = value.as<ast::Constant>()->value.kind;
    if (kind == ConstantKind::Str || kind == ConstantKind::Bytes)
      return;
    break;
  }
  case NodeKind::Set:
  case NodeKind::SetComp:
  case NodeKind::GeneratorExp:
  case NodeKind::Lambda:
    break;
  default:
    return;
  }
  warn(SyntaxErrorId::NotSubscriptable, node, {literalType(value)});
}

void Emitter::checkIndex(Subscript &node) {
  Expr &value = *node.value;
  const std::string_view indexType = literalType(*node.slice);
  if (indexType.empty() || indexType == "int" || indexType == "bool")
    return;
  switch (value.kind) {
  case NodeKind::Constant: {
    const ConstantKind kind = value.as<ast::Constant>()->value.kind;
    if (kind != ConstantKind::Str && kind != ConstantKind::Bytes)
      return;
    break;
  }
  case NodeKind::Tuple:
  case NodeKind::List:
  case NodeKind::ListComp:
  case NodeKind::JoinedStr:
  case NodeKind::FormattedValue:
    break;
  default:
    return;
  }
  warn(SyntaxErrorId::IndexMustBeInteger, node, {literalType(value), indexType});
}

} // namespace regius
