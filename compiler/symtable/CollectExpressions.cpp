// Collects the symbols of expressions: uses of names, and the scopes of lambdas, comprehensions and
// generator expressions (Reference 6.2.4: all but the first iterable runs in a nested scope).
#include "compiler/symtable/Collector.h"

namespace regius {

using namespace ast;

void SymbolCollector::expressions(Array<Expr *> list) {
  for (Expr *node : list)
    if (node)
      expression(*node);
}

void SymbolCollector::expression(Expr &node) {
  if (failed_ || !deeper())
    return;
  ++depth_;
  expressionInner(node);
  --depth_;
}

void SymbolCollector::expressionInner(Expr &node) {
  switch (node.kind) {
  case NodeKind::BoolOp:
    return expressions(node.as<BoolOp>()->values);
  case NodeKind::NamedExpr:
    return namedExpr(*node.as<NamedExpr>());
  case NodeKind::BinOp:
    return binarySpine(*node.as<BinOp>());
  case NodeKind::UnaryOp:
    return expression(*node.as<UnaryOp>()->operand);
  case NodeKind::Lambda: {
    auto &lambda = *node.as<Lambda>();
    defaults(*lambda.args);
    enter(ScopeKind::Function, "lambda", &node, node);
    parameters(*lambda.args);
    expression(*lambda.body);
    return leave();
  }
  case NodeKind::IfExp:
    expression(*node.as<IfExp>()->test);
    expression(*node.as<IfExp>()->body);
    return expression(*node.as<IfExp>()->orelse);
  case NodeKind::Dict:
    expressions(node.as<Dict>()->keys);
    return expressions(node.as<Dict>()->values);
  case NodeKind::Set:
    return expressions(node.as<Set>()->elts);
  case NodeKind::ListComp:
    return comprehension(node, node.as<ListComp>()->generators, *node.as<ListComp>()->elt, nullptr,
                         "listcomp");
  case NodeKind::SetComp:
    return comprehension(node, node.as<SetComp>()->generators, *node.as<SetComp>()->elt, nullptr,
                         "setcomp");
  case NodeKind::DictComp:
    return comprehension(node, node.as<DictComp>()->generators, *node.as<DictComp>()->key,
                         node.as<DictComp>()->value, "dictcomp");
  case NodeKind::GeneratorExp:
    return comprehension(node, node.as<GeneratorExp>()->generators, *node.as<GeneratorExp>()->elt,
                         nullptr, "genexpr");
  case NodeKind::Await:
    if (forbiddenHere("await expression", node))
      return;
    expression(*node.as<Await>()->value);
    current_->coroutine = true;
    return;
  case NodeKind::Yield:
    return yieldExpr(node, node.as<Yield>()->value);
  case NodeKind::YieldFrom:
    return yieldExpr(node, node.as<YieldFrom>()->value);
  case NodeKind::Compare:
    expression(*node.as<Compare>()->left);
    return expressions(node.as<Compare>()->comparators);
  case NodeKind::Call:
    expression(*node.as<Call>()->func);
    expressions(node.as<Call>()->args);
    for (Keyword *item : node.as<Call>()->keywords)
      expression(*item->value);
    return;
  case NodeKind::FormattedValue:
    expression(*node.as<FormattedValue>()->value);
    return maybe(node.as<FormattedValue>()->format_spec);
  case NodeKind::Interpolation:
    expression(*node.as<Interpolation>()->value);
    return maybe(node.as<Interpolation>()->format_spec);
  case NodeKind::JoinedStr:
    return expressions(node.as<JoinedStr>()->values);
  case NodeKind::TemplateStr:
    return expressions(node.as<TemplateStr>()->values);
  case NodeKind::Attribute:
    return expression(*node.as<Attribute>()->value);
  case NodeKind::Subscript:
    expression(*node.as<Subscript>()->value);
    return expression(*node.as<Subscript>()->slice);
  case NodeKind::Starred:
    return expression(*node.as<Starred>()->value);
  case NodeKind::Name:
    return name(*node.as<Name>());
  case NodeKind::List:
    return expressions(node.as<List>()->elts);
  case NodeKind::Tuple:
    return expressions(node.as<Tuple>()->elts);
  case NodeKind::Slice:
    maybe(node.as<Slice>()->lower);
    maybe(node.as<Slice>()->upper);
    return maybe(node.as<Slice>()->step);
  default: // a literal
    return;
  }
}

// a + b + c + ... leans to the left as far as the source is long: no recursion along it.
void SymbolCollector::binarySpine(BinOp &node) {
  std::vector<BinOp *> spine;
  Expr *left = &node;
  for (; left->is<BinOp>(); left = left->as<BinOp>()->left)
    spine.push_back(left->as<BinOp>());
  expression(*left);
  for (size_t i = spine.size(); i-- > 0;)
    expression(*spine[i]->right);
}

void SymbolCollector::name(Name &node) {
  define(node.id, node.ctx == ExprContext::Load ? kUsed : kBoundLocal, node);
  // super() without arguments finds its class in the cell __class__.
  if (node.ctx == ExprContext::Load && current_->isFunctionLike() && node.id == super_)
    define(classCell_, kUsed, node);
}

void SymbolCollector::namedExpr(NamedExpr &node) {
  if (forbiddenHere("named expression", node))
    return;
  if (current_->iterableExpressionDepth > 0)
    return error(SyntaxErrorId::WalrusInIterable, node);
  if (current_->isComprehension())
    bindInEnclosingScope(*node.target->as<Name>());
  expression(*node.value);
  expression(*node.target);
}

// Reference 6.12 (PEP 572): in a comprehension := binds in the scope around all comprehensions.
void SymbolCollector::bindInEnclosingScope(Name &target) {
  for (Scope *scope = current_; scope; scope = scope->parent) {
    const uint32_t flags = flagsOf(*scope, target.id);
    switch (scope->kind) {
    case ScopeKind::Comprehension:
      if (flags & kIterationVariable)
        return error(SyntaxErrorId::WalrusRebindsIterationVariable, target, {target.id});
      continue;
    case ScopeKind::Function:
      define(target.id, flags & kDeclaredGlobal ? kDeclaredGlobal : kDeclaredNonlocal, target);
      current_->directives.push_back({mangled(target.id), target});
      return defineIn(*scope, target.id, kBoundLocal, target);
    case ScopeKind::Module:
      define(target.id, kDeclaredGlobal, target);
      current_->directives.push_back({mangled(target.id), target});
      return defineIn(*scope, target.id, kDeclaredGlobal, target);
    case ScopeKind::Class:
      return error(SyntaxErrorId::WalrusInClassComprehension, target);
    case ScopeKind::Annotation:
      return error(SyntaxErrorId::NotInAnnotation, target, {"named expression"});
    case ScopeKind::TypeParams:
      return error(SyntaxErrorId::NotInGenericDefinition, target, {"named expression"});
    case ScopeKind::TypeAlias:
      return error(SyntaxErrorId::NotInTypeAlias, target, {"named expression"});
    case ScopeKind::TypeVariable:
      return error(SyntaxErrorId::NotInTypeVariable, target, {"named expression"});
    }
  }
}

bool SymbolCollector::forbiddenHere(const char *what, const Expr &node) {
  switch (current_->kind) {
  case ScopeKind::Annotation:
    error(SyntaxErrorId::NotInAnnotation, node, {what});
    return true;
  case ScopeKind::TypeParams:
    error(SyntaxErrorId::NotInGenericDefinition, node, {what});
    return true;
  case ScopeKind::TypeAlias:
    error(SyntaxErrorId::NotInTypeAlias, node, {what});
    return true;
  case ScopeKind::TypeVariable:
    error(SyntaxErrorId::NotInTypeVariable, node, {what});
    return true;
  default:
    return false;
  }
}

void SymbolCollector::yieldExpr(Expr &node, Expr *value) {
  if (forbiddenHere("yield expression", node))
    return;
  maybe(value);
  current_->generator = true;
  if (!current_->isComprehension())
    return;
  const std::string_view scopeName = current_->name;
  error(SyntaxErrorId::YieldInsideComprehension, node,
        {scopeName == "listcomp"   ? "list comprehension"
         : scopeName == "setcomp"  ? "set comprehension"
         : scopeName == "dictcomp" ? "dict comprehension"
                                   : "generator expression"});
}

void SymbolCollector::comprehension(Expr &node, Array<Comprehension *> generators, Expr &element,
                                    Expr *value, std::string_view scopeName) {
  Comprehension &outermost = *generators[0];
  ++current_->iterableExpressionDepth;
  expression(*outermost.iter);
  --current_->iterableExpressionDepth;

  Scope *scope = enter(ScopeKind::Comprehension, scopeName, &node, node);
  scope->generatorExpression = node.is<GeneratorExp>();
  scope->coroutine = outermost.is_async != 0;
  define(iterator_, kParameter, node);
  scope->inIterationTarget = true;
  expression(*outermost.target);
  scope->inIterationTarget = false;
  expressions(outermost.ifs);
  for (size_t i = 1; i < generators.size(); ++i)
    innerFor(*generators[i]);
  maybe(value);
  expression(element);
  scope->generator = scope->generatorExpression;
  const bool isAsync = scope->coroutine && !scope->generatorExpression;
  leave();
  if (isAsync)
    current_->coroutine = true;
}

void SymbolCollector::innerFor(Comprehension &node) {
  current_->inIterationTarget = true;
  expression(*node.target);
  current_->inIterationTarget = false;
  ++current_->iterableExpressionDepth;
  expression(*node.iter);
  --current_->iterableExpressionDepth;
  expressions(node.ifs);
  if (node.is_async)
    current_->coroutine = true;
}

} // namespace regius
