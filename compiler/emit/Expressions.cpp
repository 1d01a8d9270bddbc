// Expressions: operators, displays, attributes, subscripts, strings, yield and await.
#include "compiler/emit/EmitterImpl.h"

#include <algorithm>

namespace regius {

using namespace ast;

namespace {
/// Displays longer than this are built piece by piece, so that they need little stack.
constexpr size_t kLongDisplay = 64;
/// Constant lists and sets from this length on are copied from a constant tuple.
constexpr size_t kConstantDisplay = 16;
/// For sets the choice is visible: merging a constant set gives another order of items than adding
/// them one by one.
constexpr size_t kConstantSet = 3;
} // namespace

void Emitter::expressions(Array<Expr *> list) {
  for (Expr *node : list)
    if (node)
      expression(*node);
}

void Emitter::expression(Expr &node) {
  if (failed_ || !deeper())
    return;
  ++depth_;
  PlaceGuard guard(code());
  at(node);
  expressionInner(node);
  --depth_;
}

void Emitter::expressionInner(Expr &node) {
  switch (node.kind) {
  case NodeKind::Constant:
    return loadConstant(constantFromLiteral(node.as<ast::Constant>()->value));
  case NodeKind::Name:
    if (std::optional<Constant> constant = constantOf(node))
      return loadConstant(std::move(*constant));
    return nameOp(node.as<Name>()->id, static_cast<Access>(node.as<Name>()->ctx));
  case NodeKind::BoolOp:
    return boolOp(*node.as<BoolOp>());
  case NodeKind::NamedExpr:
    expression(*node.as<NamedExpr>()->value);
    emit(Opcode::Copy, 1);
    return expression(*node.as<NamedExpr>()->target);
  case NodeKind::BinOp:
    return binary(*node.as<BinOp>());
  case NodeKind::UnaryOp:
    return unary(*node.as<UnaryOp>());
  case NodeKind::Lambda:
    return lambda(*node.as<Lambda>());
  case NodeKind::IfExp:
    return ifExp(*node.as<IfExp>());
  case NodeKind::Dict:
    return dict(*node.as<Dict>());
  case NodeKind::Set:
    return sequence(node.as<Set>()->elts, 0, Opcode::BuildSet, Opcode::SetAdd, Opcode::SetUpdate,
                    false);
  case NodeKind::ListComp: {
    auto &comp = *node.as<ListComp>();
    return comprehension({&node, comp.generators, comp.elt, nullptr, "<listcomp>", node.kind});
  }
  case NodeKind::SetComp: {
    auto &comp = *node.as<SetComp>();
    return comprehension({&node, comp.generators, comp.elt, nullptr, "<setcomp>", node.kind});
  }
  case NodeKind::DictComp: {
    auto &comp = *node.as<DictComp>();
    return comprehension({&node, comp.generators, comp.key, comp.value, "<dictcomp>", node.kind});
  }
  case NodeKind::GeneratorExp: {
    auto &comp = *node.as<GeneratorExp>();
    return comprehension({&node, comp.generators, comp.elt, nullptr, "<genexpr>", node.kind});
  }
  case NodeKind::Await:
    return await(*node.as<Await>());
  case NodeKind::Yield:
    return yieldExpr(*node.as<Yield>());
  case NodeKind::YieldFrom:
    return yieldFrom(*node.as<YieldFrom>());
  case NodeKind::Compare:
    return compare(*node.as<Compare>());
  case NodeKind::Call:
    return call(*node.as<Call>());
  case NodeKind::FormattedValue:
    return formattedValue(*node.as<FormattedValue>());
  case NodeKind::JoinedStr:
    return joinedStr(*node.as<JoinedStr>());
  case NodeKind::TemplateStr:
    return templateStr(*node.as<TemplateStr>());
  case NodeKind::Attribute:
    return attribute(*node.as<Attribute>());
  case NodeKind::Subscript:
    return subscript(*node.as<Subscript>());
  case NodeKind::Starred:
    return errorHere(node.as<Starred>()->ctx == ExprContext::Store
                         ? SyntaxErrorId::StarredAssignmentTarget
                         : SyntaxErrorId::StarredNotHere);
  case NodeKind::List:
    return tupleOrList(node, node.as<List>()->elts, node.as<List>()->ctx, false);
  case NodeKind::Tuple:
    return tupleOrList(node, node.as<Tuple>()->elts, node.as<Tuple>()->ctx, true);
  case NodeKind::Slice: {
    sliceParts(*node.as<Slice>());
    return;
  }
  default: // Interpolation occurs only in templates
    return;
  }
}

void Emitter::unary(UnaryOp &node) {
  if (std::optional<Constant> folded = constantOf(node))
    return loadConstant(std::move(*folded));
  // `not a in b` is `a not in b`, and `not a is b` is `a is not b`.
  if (auto *test = node.operand->dynAs<Compare>();
      test && node.op == UnaryOperator::Not && test->ops.size() == 1) {
    const CompareOperator op = test->ops[0];
    const bool isIdentity = op == CompareOperator::Is || op == CompareOperator::IsNot;
    if (isIdentity || op == CompareOperator::In || op == CompareOperator::NotIn) {
      at(*test);
      checkCompare(*test);
      expression(*test->left);
      expression(*test->comparators[0]);
      const bool inverted = op == CompareOperator::IsNot || op == CompareOperator::NotIn;
      return emit(isIdentity ? Opcode::Is : Opcode::Contains, inverted ? 0 : 1);
    }
  }
  expression(*node.operand);
  switch (node.op) {
  case UnaryOperator::Invert:
    return emit(Opcode::UnaryOp, static_cast<uint32_t>(UnaryKind::Invert));
  case UnaryOperator::Not:
    return emit(Opcode::UnaryOp, static_cast<uint32_t>(UnaryKind::Not));
  case UnaryOperator::UAdd:
    return emit(Opcode::UnaryOp, static_cast<uint32_t>(UnaryKind::Positive));
  case UnaryOperator::USub:
    return emit(Opcode::UnaryOp, static_cast<uint32_t>(UnaryKind::Negative));
  }
}

// A constant operand either decides or drops out.
void Emitter::boolOp(BoolOp &node) {
  const bool isAnd = node.op == BoolOperator::And;
  const Opcode op = isAnd ? Opcode::JumpIfFalseOrPop : Opcode::JumpIfTrueOrPop;
  const Label end = newLabel();
  for (size_t i = 0; i < node.values.size(); ++i) {
    const bool last = i + 1 == node.values.size();
    if (!last) {
      if (std::optional<Constant> value = constantOf(*node.values[i])) {
        if (isTrue(*value) == isAnd)
          continue;
        expression(*node.values[i]);
        jump(Opcode::Jump, end);
        continue;
      }
    }
    expression(*node.values[i]);
    if (!last)
      jump(op, end);
  }
  bind(end);
}

void Emitter::ifExp(IfExp &node) {
  const Label otherwise = newLabel(), end = newLabel();
  jumpIf(*node.test, otherwise, false);
  expression(*node.body);
  jump(Opcode::Jump, end);
  bind(otherwise);
  expression(*node.orelse);
  bind(end);
}

void Emitter::compareOp(CompareOperator op) {
  auto rich = [this](CompareKind kind) { emit(Opcode::Compare, static_cast<uint32_t>(kind)); };
  switch (op) {
  case CompareOperator::Eq:
    return rich(CompareKind::Equal);
  case CompareOperator::NotEq:
    return rich(CompareKind::NotEqual);
  case CompareOperator::Lt:
    return rich(CompareKind::Less);
  case CompareOperator::LtE:
    return rich(CompareKind::LessEqual);
  case CompareOperator::Gt:
    return rich(CompareKind::Greater);
  case CompareOperator::GtE:
    return rich(CompareKind::GreaterEqual);
  case CompareOperator::Is:
    return emit(Opcode::Is, 0);
  case CompareOperator::IsNot:
    return emit(Opcode::Is, 1);
  case CompareOperator::In:
    return emit(Opcode::Contains, 0);
  case CompareOperator::NotIn:
    return emit(Opcode::Contains, 1);
  }
}

// Reference 6.10: a chained comparison evaluates each operand once. All links but the last: the
// right operand stays below the result; `jumpOp` leaves to `cleanup` when the link fails.
void Emitter::compareChain(Compare &node, Opcode jumpOp, Label cleanup) {
  expression(*node.left);
  for (size_t i = 0; i + 1 < node.ops.size(); ++i) {
    expression(*node.comparators[i]);
    emit(Opcode::Swap, 2);
    emit(Opcode::Copy, 2);
    compareOp(node.ops[i]);
    jump(jumpOp, cleanup);
  }
  Expr &last = *node.comparators[node.ops.size() - 1];
  const CompareOperator op = node.ops[node.ops.size() - 1];
  // `x in [1, 2]` tests a constant container instead.
  if (op == CompareOperator::In || op == CompareOperator::NotIn)
    containerOperand(last);
  else
    expression(last);
  compareOp(op);
}

void Emitter::compare(Compare &node) {
  checkCompare(node);
  if (node.ops.size() == 1)
    return compareChain(node, Opcode::JumpIfFalseOrPop, {});
  const Label cleanup = newLabel(), end = newLabel();
  compareChain(node, Opcode::JumpIfFalseOrPop, cleanup);
  jump(Opcode::Jump, end);
  bind(cleanup);
  emit(Opcode::Swap, 2);
  emit(Opcode::Pop);
  bind(end);
}

/// A display that is only searched or iterated: a list becomes a tuple, constants a constant one; a
/// set of constants becomes a frozenset.
void Emitter::containerOperand(Expr &node) {
  auto *list = node.dynAs<List>();
  auto *set = node.dynAs<Set>();
  const Array<Expr *> elements = list ? list->elts : set ? set->elts : Array<Expr *>();
  if ((!list && !set) || elements.size() > kLongDisplay)
    return expression(node);
  std::vector<Constant> items;
  for (Expr *element : elements) {
    if (element->is<Starred>())
      return expression(node);
    if (std::optional<Constant> item = constantOf(*element))
      items.push_back(std::move(*item));
  }
  const bool constant = items.size() == elements.size();
  if (set && !constant)
    return expression(node);
  PlaceGuard guard(code());
  at(node);
  if (!constant) {
    expressions(elements);
    return emit(Opcode::BuildTuple, static_cast<uint32_t>(elements.size()));
  }
  Constant result = tupleConstant(std::move(items));
  if (set)
    result.kind = Constant::Kind::FrozenSet;
  loadConstant(std::move(result));
}

bool Emitter::jumpIfNoneTest(Compare &node, Label target, bool condition) {
  if (node.ops.size() != 1)
    return false;
  const CompareOperator op = node.ops[0];
  auto *right = node.comparators[0]->dynAs<ast::Constant>();
  if ((op != CompareOperator::Is && op != CompareOperator::IsNot) || !right ||
      right->value.kind != ConstantKind::None)
    return false;
  checkCompare(node);
  expression(*node.left);
  const bool onNone = (op == CompareOperator::Is) == condition;
  jump(onNone ? Opcode::PopJumpIfNone : Opcode::PopJumpIfNotNone, target);
  return true;
}

/// Jumps to `target` when the truth of `node` is `condition`, else goes on. The place stays that of
/// the statement, except that a comparison leaves its own behind: CPython's tracebacks show it so.
void Emitter::jumpIf(Expr &node, Label target, bool condition) {
  if (failed_ || !deeper())
    return;
  ++depth_;
  jumpIfInner(node, target, condition);
  --depth_;
}

void Emitter::jumpIfInner(Expr &node, Label target, bool condition) {
  if (auto *negation = node.dynAs<UnaryOp>(); negation && negation->op == UnaryOperator::Not)
    return jumpIf(*negation->operand, target, !condition);
  if (auto *bools = node.dynAs<BoolOp>()) {
    const bool decides = bools->op == BoolOperator::Or;
    const Label inner = decides == condition ? target : newLabel();
    for (size_t i = 0; i + 1 < bools->values.size(); ++i)
      jumpIf(*bools->values[i], inner, decides);
    jumpIf(*bools->values.back(), target, condition);
    if (decides != condition)
      bind(inner);
    return;
  }
  if (auto *choice = node.dynAs<IfExp>()) {
    const Label end = newLabel(), otherwise = newLabel();
    jumpIf(*choice->test, otherwise, false);
    jumpIf(*choice->body, target, condition);
    jump(Opcode::Jump, end);
    bind(otherwise);
    jumpIf(*choice->orelse, target, condition);
    return bind(end);
  }
  const Opcode op = condition ? Opcode::PopJumpIfTrue : Opcode::PopJumpIfFalse;
  if (auto *test = node.dynAs<Compare>()) {
    at(node);
    if (test->ops.size() > 1) {
      checkCompare(*test);
      const Label cleanup = newLabel(), end = newLabel();
      compareChain(*test, Opcode::PopJumpIfFalse, cleanup);
      jump(op, target);
      jump(Opcode::Jump, end);
      bind(cleanup);
      emit(Opcode::Pop);
      if (!condition)
        jump(Opcode::Jump, target);
      return bind(end);
    }
    if (jumpIfNoneTest(*test, target, condition))
      return;
  }
  if (std::optional<Constant> constant = constantOf(node)) {
    PlaceGuard guard(code());
    at(node);
    emit(Opcode::Nop);
    if (isTrue(*constant) == condition)
      jump(Opcode::Jump, target);
    return;
  }
  expression(node);
  jump(op, target);
}

/// A name after a dot may stand on a later line than the start of the expression: tracebacks mark
/// the line of the name, as CPython's do.
void Emitter::startAtAttribute(const Attribute &node) {
  Location &where = code().where;
  if (where.line == node.end_lineno)
    return;
  where.line = node.end_lineno;
  const int32_t length = characterCount(node.attr);
  if (length <= node.end_col_offset)
    where.column = node.end_col_offset - length;
  else
    where.column = where.endColumn = -1;
}

int32_t Emitter::characterCount(std::string_view text) {
  int32_t count = 0;
  for (char c : text)
    count += (c & 0xc0) != 0x80;
  return count;
}

void Emitter::attribute(Attribute &node) {
  if (node.ctx == ExprContext::Load && ownsGeneratorOf(node)) {
    ownedOperand(*node.value);
    emit(Opcode::Copy, 1);
    startAtAttribute(node);
    emit(Opcode::LoadAttr, nameIndex(node.attr));
    emit(Opcode::Swap, 2);
    return emit(Opcode::DropIterator);
  }
  expression(*node.value);
  startAtAttribute(node);
  switch (node.ctx) {
  case ExprContext::Load:
    return emit(Opcode::LoadAttr, nameIndex(node.attr));
  case ExprContext::Store:
    if (forbiddenName(node.attr, Access::Store))
      return;
    noteSelfAttribute(node);
    return emit(Opcode::StoreAttr, nameIndex(node.attr));
  case ExprContext::Del:
    return emit(Opcode::DeleteAttr, nameIndex(node.attr));
  }
}

/// `self.x = ...` in a method tells the class's instances will have x.
void Emitter::noteSelfAttribute(const Attribute &node) {
  if (!unit_->ownerClass || !node.value->is<Name>() ||
      !(node.value->as<Name>()->id == unit_->firstParameter))
    return;
  std::vector<std::string> &list = unit_->ownerClass->code.unit().selfAttributes;
  const std::string name(mangled(node.attr).view());
  for (const std::string &known : list)
    if (known == name)
      return;
  list.push_back(name);
}

void Emitter::subscript(Subscript &node) {
  if (node.ctx == ExprContext::Load) {
    if (std::optional<Constant> folded = constantOf(node))
      return loadConstant(std::move(*folded));
    checkSubscripted(node);
    checkIndex(node);
  }
  expression(*node.value);
  expression(*node.slice);
  switch (node.ctx) {
  case ExprContext::Load:
    return emit(Opcode::LoadSubscript);
  case ExprContext::Store:
    return emit(Opcode::StoreSubscript);
  case ExprContext::Del:
    return emit(Opcode::DeleteSubscript);
  }
}

void Emitter::sliceParts(Slice &node) {
  for (Expr *part : {node.lower, node.upper}) {
    if (part)
      expression(*part);
    else
      loadNone();
  }
  if (node.step)
    expression(*node.step);
  emit(Opcode::BuildSlice, node.step ? 3 : 2);
}

void Emitter::dict(Dict &node) {
  const size_t count = node.keys.size();
  size_t first = 0; // the pairs of a short display up to the first ** are built at once
  size_t pairs = 0;
  while (count <= kManyPairs && pairs < count && node.keys[pairs])
    ++pairs;
  // Constant keys have no place of their own: CPython loads them as one tuple behind the values.
  bool constantKeys = pairs > 1;
  for (size_t i = 0; i < pairs; ++i)
    constantKeys = constantKeys && constantOf(*node.keys[i]);
  while (first < pairs) {
    if (constantKeys) {
      PlaceGuard guard(code());
      at(*node.values[first]);
      loadConstant(*constantOf(*node.keys[first]));
    } else {
      expression(*node.keys[first]);
    }
    expression(*node.values[first]);
    ++first;
  }
  emit(Opcode::BuildMap, static_cast<uint32_t>(first));
  for (size_t i = first; i < count; ++i) {
    if (!node.keys[i]) {
      expression(*node.values[i]);
      emit(Opcode::DictUpdate, 1);
    } else {
      expression(*node.keys[i]);
      expression(*node.values[i]);
      emit(Opcode::MapAdd, 1);
    }
  }
}

/// Builds a tuple, list or set from elements, some of which may be starred, on top of `pushed`
/// values that are its first elements.
void Emitter::sequence(Array<Expr *> elements, uint32_t pushed, Opcode build, Opcode add,
                       Opcode extend, bool tuple) {
  const size_t count = elements.size();
  bool starred = false;
  for (Expr *element : elements)
    starred |= element->is<Starred>();
  if (!starred && !pushed &&
      count >= (build == Opcode::BuildSet ? kConstantSet : kConstantDisplay)) {
    std::vector<Constant> items;
    for (Expr *element : elements) {
      std::optional<Constant> item = constantOf(*element);
      if (!item)
        break;
      items.push_back(std::move(*item));
    }
    if (items.size() == count) {
      Constant constant = tupleConstant(std::move(items));
      if (tuple)
        return loadConstant(std::move(constant));
      if (build == Opcode::BuildSet)
        constant.kind = Constant::Kind::FrozenSet;
      emit(build, 0);
      loadConstant(std::move(constant));
      return emit(extend, 1);
    }
  }
  const bool isLong = count + pushed > kLongDisplay;
  if (!starred && !isLong) {
    // Three constants and more have the place of the whole: CPython loads them as one tuple.
    const bool together = count >= 3 && !pushed && std::all_of(elements.begin(), elements.end(), [&](Expr *element) {
                            return constantOf(*element).has_value();
                          });
    if (together)
      for (Expr *element : elements)
        loadConstant(*constantOf(*element));
    else
      expressions(elements);
    return emit(tuple ? Opcode::BuildTuple : build, static_cast<uint32_t>(count) + pushed);
  }
  bool built = false;
  if (isLong) {
    emit(build, pushed);
    built = true;
  }
  for (size_t i = 0; i < count; ++i) {
    auto *star = elements[i]->dynAs<Starred>();
    if (!star) {
      expression(*elements[i]);
      if (built)
        emit(add, 1);
      continue;
    }
    if (!built)
      emit(build, static_cast<uint32_t>(i) + pushed);
    built = true;
    expression(*star->value);
    emit(extend, 1);
  }
  if (tuple)
    emit(Opcode::ListToTuple);
}

void Emitter::tupleOrList(Expr &node, Array<Expr *> elements, ExprContext context, bool tuple) {
  switch (context) {
  case ExprContext::Load:
    if (tuple)
      if (std::optional<Constant> folded = constantOf(node))
        return loadConstant(std::move(*folded));
    return sequence(elements, 0, Opcode::BuildList, Opcode::ListAppend, Opcode::ListExtend, tuple);
  case ExprContext::Store:
    return unpackTargets(elements);
  case ExprContext::Del:
    return expressions(elements);
  }
}

void Emitter::unpackTargets(Array<Expr *> elements) {
  const size_t count = elements.size();
  bool starred = false;
  for (size_t i = 0; i < count; ++i) {
    if (!elements[i]->is<Starred>())
      continue;
    if (starred)
      return errorHere(SyntaxErrorId::MultipleStarredTargets);
    const size_t after = count - i - 1;
    if (i >= 1u << 8 || after >= static_cast<size_t>(INT32_MAX) >> 8)
      return errorHere(SyntaxErrorId::TooManyStarTargets);
    emit(Opcode::UnpackEx, static_cast<uint32_t>(i | after << 8));
    starred = true;
  }
  if (!starred)
    emit(Opcode::UnpackSequence, static_cast<uint32_t>(count));
  for (Expr *element : elements) {
    if (auto *star = element->dynAs<Starred>())
      expression(*star->value);
    else
      expression(*element);
  }
}

namespace {
/// Only a tree that a program made can have a piece that is no str; `join` finds it at run time.
bool isText(const Expr *piece) {
  while (piece->is<JoinedStr>() && piece->as<JoinedStr>()->values.size() == 1)
    piece = piece->as<JoinedStr>()->values[0];
  return piece->is<FormattedValue>() || piece->is<JoinedStr>() ||
         (piece->is<ast::Constant>() &&
          piece->as<ast::Constant>()->value.kind == ConstantKind::Str);
}
} // namespace

void Emitter::joinedStr(JoinedStr &node) {
  if (node.values.size() == 1)
    return expression(*node.values[0]);
  if (node.values.size() > kManyPieces ||
      !std::all_of(node.values.begin(), node.values.end(), isText)) {
    loadConstant(strConstant(""));
    emit(Opcode::LoadMethod, code().names.add(interner_.intern("join")));
    emit(Opcode::BuildList, 0);
    for (Expr *value : node.values) {
      expression(*value);
      emit(Opcode::ListAppend, 1);
    }
    return emit(Opcode::Call, 1);
  }
  expressions(node.values);
  emit(Opcode::BuildString, static_cast<uint32_t>(node.values.size()));
}

uint32_t Emitter::conversionBits(int conversion) {
  switch (conversion) {
  case 's':
    return kConvertStr;
  case 'r':
    return kConvertRepr;
  case 'a':
    return kConvertAscii;
  default:
    if (conversion != -1)
      errorHere(SyntaxErrorId::UnknownConversion, {std::to_string(conversion)});
    return kConvertNone;
  }
}

void Emitter::formattedValue(FormattedValue &node) {
  expression(*node.value);
  uint32_t bits = conversionBits(node.conversion);
  if (node.format_spec) {
    expression(*node.format_spec);
    bits |= kHasFormatSpec;
  }
  emit(Opcode::FormatValue, bits);
}

// PEP 750: the strings around n interpolations are n + 1, empty ones included.
void Emitter::templateStr(TemplateStr &node) {
  std::vector<Constant> strings{strConstant("")};
  for (Expr *value : node.values) {
    if (auto *text = value->dynAs<ast::Constant>())
      strings.back().text += text->value.text;
    else
      strings.push_back(strConstant(""));
  }
  const uint32_t count = static_cast<uint32_t>(strings.size() - 1);
  loadConstant(tupleConstant(std::move(strings)));
  for (Expr *value : node.values) {
    auto *part = value->dynAs<Interpolation>();
    if (!part)
      continue;
    PlaceGuard guard(code());
    at(*part);
    expression(*part->value);
    loadConstant(constantFromLiteral(part->str));
    uint32_t bits = conversionBits(part->conversion);
    if (part->format_spec) {
      expression(*part->format_spec);
      bits |= kHasFormatSpec;
    }
    emit(Opcode::BuildInterpolation, bits);
  }
  emit(Opcode::BuildTuple, count);
  emit(Opcode::BuildTemplate);
}

void Emitter::yieldValue() {
  if (unit_->scope->generator && unit_->scope->coroutine)
    emit(Opcode::AsyncGenWrap);
  emit(Opcode::YieldValue);
}

void Emitter::yieldExpr(Yield &node) {
  if (!unit_->scope->isFunctionLike())
    return errorHere(SyntaxErrorId::YieldOutsideFunction);
  if (node.value)
    expression(*node.value);
  else
    loadNone();
  yieldValue();
}

void Emitter::yieldFrom(YieldFrom &node) {
  if (!unit_->scope->isFunctionLike())
    return errorHere(SyntaxErrorId::YieldOutsideFunction);
  if (unit_->isAsync)
    return errorHere(SyntaxErrorId::YieldFromInAsync);
  expression(*node.value);
  emit(Opcode::GetYieldFromIter);
  loadNone();
  sendLoop();
}

void Emitter::await(Await &node) {
  if (!(options_.topLevelAwait && !unit_->outer)) {
    if (!unit_->scope->isFunctionLike())
      return errorHere(SyntaxErrorId::AwaitOutsideFunction);
    if (!unit_->isAsync && unit_->kind != CodeKind::Comprehension)
      return errorHere(SyntaxErrorId::AwaitOutsideAsync);
  }
  expression(*node.value);
  awaitTop(0);
}

/// [awaitable] -> [result]
void Emitter::awaitTop(uint32_t kind) {
  emit(Opcode::GetAwaitable, kind);
  loadNone();
  sendLoop();
}

/// [receiver sent] -> [result]; yields whatever the receiver yields.
void Emitter::sendLoop() {
  if (options_.topLevelAwait && !unit_->outer)
    unit_->scope->coroutine = true; // module(): what awaits is a coroutine
  const Label loop = newLabel(), exit = newLabel();
  bind(loop);
  jump(Opcode::Send, exit);
  emit(Opcode::YieldValue);
  jump(Opcode::Jump, loop);
  bind(exit);
}

} // namespace regius
