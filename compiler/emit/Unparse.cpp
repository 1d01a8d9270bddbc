// Expressions back to text, for `from __future__ import annotations`: the string in __annotations__
// is the expression in a normal form, with the fewest parentheses and one way of spacing.
//
//   Dict[str,"int"]   ->   Dict[str, 'int']
//   (a)+b*c           ->   a + b * c
#include "compiler/bytecode/Disassembler.h"
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

namespace {

/// Binding strength (Reference 6.17), weakest first. An expression weaker than its place asks for
/// is put in parentheses.
enum Precedence {
  kTuple,
  kTest, // if-else, lambda
  kOr,
  kAnd,
  kNot,
  kCompare,
  kExpr,
  kBitOr = kExpr,
  kBitXor,
  kBitAnd,
  kShift,
  kArith,
  kTerm,
  kFactor,
  kPower,
  kAwait,
  kAtom,
};

class Unparser {
public:
  std::string out;

  void expression(const Expr &node, int level);

private:
  void open(bool condition) {
    if (condition)
      out += '(';
  }
  void close(bool condition) {
    if (condition)
      out += ')';
  }
  void list(Array<Expr *> elements, const char *separator, int level) {
    for (size_t i = 0; i < elements.size(); ++i) {
      if (i)
        out += separator;
      expression(*elements[i], level);
    }
  }

  void constant(const ConstantValue &value);
  void binOp(const BinOp &node, int level);
  void unaryOp(const UnaryOp &node, int level);
  void compare(const Compare &node, int level);
  void lambda(const Lambda &node, int level);
  void arguments(const Arguments &args);
  void argument(const Arg &node);
  void dict(const Dict &node);
  void comprehensions(Array<Comprehension *> generators);
  void call(const Call &node);
  void attribute(const Attribute &node);
  void subscript(const Subscript &node);
  void slice(const Slice &node);
  void tuple(const Tuple &node, int level);
  void joinedStr(Array<Expr *> values, bool isSpec);
  void fstringElement(std::string &body, const Expr &node, bool isSpec);
  void formattedValue(std::string &body, const FormattedValue &node);
};

/// repr() of a float whose infinity can be read back.
std::string numberText(double value) {
  std::string text = floatRepr(value);
  return text == "inf" ? "1e309" : text;
}

void Unparser::constant(const ConstantValue &value) {
  regius::Constant constant = constantFromLiteral(value);
  if (value.kind == ConstantKind::Ellipsis) {
    out += "...";
  } else if (value.kind == ConstantKind::Float) {
    out += numberText(value.real);
  } else if (value.kind == ConstantKind::Complex) {
    std::string text = constantRepr(constant);
    out += text.find("inf") == std::string::npos ? text : "1e309j";
  } else {
    out += constantRepr(constant);
  }
}

int operatorLevel(Operator op) {
  switch (op) {
  case Operator::Add:
  case Operator::Sub:
    return kArith;
  case Operator::Mult:
  case Operator::MatMult:
  case Operator::Div:
  case Operator::Mod:
  case Operator::FloorDiv:
    return kTerm;
  case Operator::LShift:
  case Operator::RShift:
    return kShift;
  case Operator::BitOr:
    return kBitOr;
  case Operator::BitXor:
    return kBitXor;
  case Operator::BitAnd:
    return kBitAnd;
  case Operator::Pow:
    return kPower;
  }
  return kAtom;
}

void Unparser::binOp(const BinOp &node, int level) {
  const int own = operatorLevel(node.op);
  const bool rightAssociative = node.op == Operator::Pow;
  open(level > own);
  expression(*node.left, own + rightAssociative);
  out += std::string(" ") + spelling(node.op) + " ";
  expression(*node.right, own + !rightAssociative);
  close(level > own);
}

void Unparser::unaryOp(const UnaryOp &node, int level) {
  const bool isNot = node.op == UnaryOperator::Not;
  const int own = isNot ? kNot : kFactor;
  open(level > own);
  out += spelling(node.op);
  if (isNot)
    out += ' ';
  expression(*node.operand, own);
  close(level > own);
}

void Unparser::compare(const Compare &node, int level) {
  open(level > kCompare);
  expression(*node.left, kCompare + 1);
  for (size_t i = 0; i < node.ops.size(); ++i) {
    out += std::string(" ") + spelling(node.ops[i]) + " ";
    expression(*node.comparators[i], kCompare + 1);
  }
  close(level > kCompare);
}

void Unparser::argument(const Arg &node) {
  out += node.arg.view();
  if (node.annotation) {
    out += ": ";
    expression(*node.annotation, kTest);
  }
}

void Unparser::arguments(const Arguments &args) {
  bool first = true;
  auto separate = [&] {
    if (!first)
      out += ", ";
    first = false;
  };
  const size_t positional = args.posonlyargs.size() + args.args.size();
  for (size_t i = 0; i < positional; ++i) {
    separate();
    const size_t posOnly = args.posonlyargs.size();
    argument(i < posOnly ? *args.posonlyargs[i] : *args.args[i - posOnly]);
    const size_t withoutDefault = positional - args.defaults.size();
    if (i >= withoutDefault) {
      out += '=';
      expression(*args.defaults[i - withoutDefault], kTest);
    }
    if (posOnly && i + 1 == posOnly)
      out += ", /";
  }
  if (args.vararg || !args.kwonlyargs.empty()) {
    separate();
    out += '*';
    if (args.vararg)
      argument(*args.vararg);
  }
  for (size_t i = 0; i < args.kwonlyargs.size(); ++i) {
    separate();
    argument(*args.kwonlyargs[i]);
    if (args.kw_defaults[i]) {
      out += '=';
      expression(*args.kw_defaults[i], kTest);
    }
  }
  if (args.kwarg) {
    separate();
    out += "**";
    argument(*args.kwarg);
  }
}

void Unparser::lambda(const Lambda &node, int level) {
  open(level > kTest);
  const Arguments &args = *node.args;
  const bool any = !args.posonlyargs.empty() || !args.args.empty() || args.vararg ||
                   !args.kwonlyargs.empty() || args.kwarg;
  out += any ? "lambda " : "lambda";
  arguments(args);
  out += ": ";
  expression(*node.body, kTest);
  close(level > kTest);
}

void Unparser::dict(const Dict &node) {
  out += '{';
  for (size_t i = 0; i < node.values.size(); ++i) {
    if (i)
      out += ", ";
    if (node.keys[i]) {
      expression(*node.keys[i], kTest);
      out += ": ";
      expression(*node.values[i], kTest);
    } else {
      out += "**";
      expression(*node.values[i], kExpr);
    }
  }
  out += '}';
}

void Unparser::comprehensions(Array<Comprehension *> generators) {
  for (const Comprehension *clause : generators) {
    out += clause->is_async ? " async for " : " for ";
    expression(*clause->target, kTuple);
    out += " in ";
    expression(*clause->iter, kTest + 1);
    for (const Expr *condition : clause->ifs) {
      out += " if ";
      expression(*condition, kTest + 1);
    }
  }
}

void Unparser::call(const Call &node) {
  expression(*node.func, kAtom);
  if (node.args.size() == 1 && node.keywords.empty() && node.args[0]->is<GeneratorExp>())
    return expression(*node.args[0], kTest); // its own parentheses serve
  out += '(';
  list(node.args, ", ", kTest);
  bool first = node.args.empty();
  for (const Keyword *keyword : node.keywords) {
    if (!first)
      out += ", ";
    first = false;
    if (keyword->arg)
      out += std::string(keyword->arg.view()) + "=";
    else
      out += "**";
    expression(*keyword->value, kTest);
  }
  out += ')';
}

void Unparser::attribute(const Attribute &node) {
  expression(*node.value, kAtom);
  const auto *value = node.value->dynAs<ast::Constant>();
  if (value &&
      (value->value.kind == ConstantKind::Int || value->value.kind == ConstantKind::BigInt))
    out += ' '; // 1 .real
  out += '.';
  out += node.attr.view();
}

void Unparser::subscript(const Subscript &node) {
  expression(*node.value, kAtom);
  out += '[';
  expression(*node.slice, kTuple);
  out += ']';
}

void Unparser::slice(const Slice &node) {
  if (node.lower)
    expression(*node.lower, kTest);
  out += ':';
  if (node.upper)
    expression(*node.upper, kTest);
  if (node.step) {
    out += ':';
    expression(*node.step, kTest);
  }
}

void Unparser::tuple(const Tuple &node, int level) {
  if (node.elts.empty()) {
    out += "()";
    return;
  }
  open(level > kTuple);
  list(node.elts, ", ", kTest);
  if (node.elts.size() == 1)
    out += ',';
  close(level > kTuple);
}

void Unparser::formattedValue(std::string &body, const FormattedValue &node) {
  Unparser inner;
  inner.expression(*node.value, kTest + 1);
  body += inner.out.starts_with("{") ? "{ " : "{"; // {{ would be a brace
  body += inner.out;
  if (node.conversion > 0) {
    body += '!';
    body += static_cast<char>(node.conversion);
  }
  if (node.format_spec) {
    body += ':';
    fstringElement(body, *node.format_spec, true);
  }
  body += '}';
}

void Unparser::fstringElement(std::string &body, const Expr &node, bool isSpec) {
  if (const auto *literal = node.dynAs<ast::Constant>()) {
    for (char c : literal->value.text) {
      if (c == '{' || c == '}')
        body += c;
      body += c;
    }
  } else if (const auto *joined = node.dynAs<JoinedStr>()) {
    for (const Expr *value : joined->values)
      fstringElement(body, *value, isSpec);
  } else if (const auto *value = node.dynAs<FormattedValue>()) {
    formattedValue(body, *value);
  }
}

void Unparser::joinedStr(Array<Expr *> values, bool) {
  std::string body;
  for (const Expr *value : values)
    fstringElement(body, *value, false);
  out += "f";
  regius::Constant text;
  text.kind = regius::Constant::Kind::Str;
  text.text = body;
  out += constantRepr(text);
}

void Unparser::expression(const Expr &node, int level) {
  switch (node.kind) {
  case NodeKind::BoolOp: {
    const auto &bools = *node.as<BoolOp>();
    const int own = bools.op == BoolOperator::And ? kAnd : kOr;
    open(level > own);
    list(bools.values, bools.op == BoolOperator::And ? " and " : " or ", own + 1);
    return close(level > own);
  }
  case NodeKind::NamedExpr:
    open(level > kTuple);
    expression(*node.as<NamedExpr>()->target, kAtom);
    out += " := ";
    expression(*node.as<NamedExpr>()->value, kAtom);
    return close(level > kTuple);
  case NodeKind::BinOp:
    return binOp(*node.as<BinOp>(), level);
  case NodeKind::UnaryOp:
    return unaryOp(*node.as<UnaryOp>(), level);
  case NodeKind::Lambda:
    return lambda(*node.as<Lambda>(), level);
  case NodeKind::IfExp: {
    const auto &choice = *node.as<IfExp>();
    open(level > kTest);
    expression(*choice.body, kTest + 1);
    out += " if ";
    expression(*choice.test, kTest + 1);
    out += " else ";
    expression(*choice.orelse, kTest);
    return close(level > kTest);
  }
  case NodeKind::Dict:
    return dict(*node.as<Dict>());
  case NodeKind::Set:
    out += '{';
    list(node.as<Set>()->elts, ", ", kTest);
    out += '}';
    return;
  case NodeKind::GeneratorExp:
    out += '(';
    expression(*node.as<GeneratorExp>()->elt, kTest);
    comprehensions(node.as<GeneratorExp>()->generators);
    out += ')';
    return;
  case NodeKind::ListComp:
    out += '[';
    expression(*node.as<ListComp>()->elt, kTest);
    comprehensions(node.as<ListComp>()->generators);
    out += ']';
    return;
  case NodeKind::SetComp:
    out += '{';
    expression(*node.as<SetComp>()->elt, kTest);
    comprehensions(node.as<SetComp>()->generators);
    out += '}';
    return;
  case NodeKind::DictComp:
    out += '{';
    expression(*node.as<DictComp>()->key, kTest);
    out += ": ";
    expression(*node.as<DictComp>()->value, kTest);
    comprehensions(node.as<DictComp>()->generators);
    out += '}';
    return;
  case NodeKind::Await:
    open(level > kAwait);
    out += "await ";
    expression(*node.as<Await>()->value, kAtom);
    return close(level > kAwait);
  case NodeKind::Yield:
    out += "(yield";
    if (node.as<Yield>()->value) {
      out += ' ';
      expression(*node.as<Yield>()->value, kTuple);
    }
    out += ')';
    return;
  case NodeKind::YieldFrom:
    out += "(yield from ";
    expression(*node.as<YieldFrom>()->value, kTest);
    out += ')';
    return;
  case NodeKind::Compare:
    return compare(*node.as<Compare>(), level);
  case NodeKind::Call:
    return call(*node.as<Call>());
  case NodeKind::JoinedStr:
    return joinedStr(node.as<JoinedStr>()->values, false);
  case NodeKind::Constant:
    out += node.as<ast::Constant>()->kind_;
    return constant(node.as<ast::Constant>()->value);
  case NodeKind::Attribute:
    return attribute(*node.as<Attribute>());
  case NodeKind::Starred:
    out += '*';
    return expression(*node.as<Starred>()->value, kExpr);
  case NodeKind::Name:
    out += node.as<Name>()->id.view();
    return;
  case NodeKind::List:
    out += '[';
    list(node.as<List>()->elts, ", ", kTest);
    out += ']';
    return;
  case NodeKind::Tuple:
    return tuple(*node.as<Tuple>(), level);
  case NodeKind::Subscript:
    return subscript(*node.as<Subscript>());
  case NodeKind::Slice:
    return slice(*node.as<Slice>());
  default: // template strings: 3.11 has no form for them
    out += "...";
    return;
  }
}

} // namespace

std::string unparse(const Expr &node) {
  Unparser unparser;
  unparser.expression(node, kTest);
  return std::move(unparser.out);
}

} // namespace regius
