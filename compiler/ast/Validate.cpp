// Trees that programs made with the classes of Python's `ast` module can be nonsense in ways the
// parser never produces. One function for each category; the order of the tests is CPython's,
// because the first that fails is what the program sees. What only makes wrong programs (`break`
// outside a loop) is left to the symbol table and the emitter.
#include "compiler/ast/Validate.h"

#include <string>

namespace regius::ast {

namespace {

using Id = SyntaxErrorId;

class Validator {
public:
  explicit Validator(Diagnostics &diagnostics) : diagnostics_(diagnostics) {}

  bool mod(const Mod &tree) {
    switch (tree.kind) {
    case NodeKind::Module:
      return stmts(tree.as<Module>()->body);
    case NodeKind::Interactive:
      return stmts(tree.as<Interactive>()->body);
    case NodeKind::Expression:
      return expr(*tree.as<Expression>()->body);
    case NodeKind::FunctionType:
      return exprs(tree.as<FunctionType>()->argtypes) && expr(*tree.as<FunctionType>()->returns);
    default:
      return true;
    }
  }

private:
  bool fail(Id id, std::initializer_list<std::string_view> arguments = {}) {
    diagnostics_.report(id, arguments);
    return false;
  }
  template <class Node> bool noNone(const Node *node, const char *list) {
    return node || fail(Id::TreeNoneInList, {list});
  }

  // --- What all nodes have

  bool place(const Span &span) {
    auto text = [](int number) { return std::to_string(number); };
    if (span.lineno > span.end_lineno)
      return fail(Id::TreeLineRange, {text(span.lineno), text(span.end_lineno)});
    if ((span.lineno < 0 && span.end_lineno != span.lineno) ||
        (span.col_offset < 0 && span.col_offset != span.end_col_offset))
      return fail(Id::TreeNegativePlace, {text(span.col_offset), text(span.end_col_offset),
                                          text(span.lineno), text(span.end_lineno)});
    if (span.lineno == span.end_lineno && span.col_offset > span.end_col_offset)
      return fail(Id::TreeColumnRange,
                  {text(span.lineno), text(span.col_offset), text(span.end_col_offset)});
    return true;
  }

  bool name(Identifier id) {
    for (std::string_view constant : {"None", "True", "False"})
      if (id == constant)
        return fail(Id::TreeIdentifier, {constant});
    return true;
  }

  bool notEmpty(size_t size, const char *what, const char *owner) {
    return size || fail(Id::TreeEmpty, {what, owner});
  }

  // --- Expressions

  bool exprs(Array<Expr *> list, ExprContext context = ExprContext::Load, bool noneIsFine = false) {
    for (const Expr *item : list)
      if (!(item ? expr(*item, context) : noneIsFine || noNone(item, "expression")))
        return false;
    return true;
  }
  bool maybe(const Expr *node) { return !node || expr(*node); }

  bool expr(const Expr &node, ExprContext context = ExprContext::Load) {
    return place(node) && contextFits(node, context) && parts(node, context);
  }

  bool contextFits(const Expr &node, ExprContext wanted) {
    ExprContext actual;
    switch (node.kind) {
    case NodeKind::Attribute:
      actual = node.as<Attribute>()->ctx;
      break;
    case NodeKind::Subscript:
      actual = node.as<Subscript>()->ctx;
      break;
    case NodeKind::Starred:
      actual = node.as<Starred>()->ctx;
      break;
    case NodeKind::Name:
      if (!name(node.as<Name>()->id))
        return false;
      actual = node.as<Name>()->ctx;
      break;
    case NodeKind::List:
      actual = node.as<List>()->ctx;
      break;
    case NodeKind::Tuple:
      actual = node.as<Tuple>()->ctx;
      break;
    default:
      return wanted == ExprContext::Load || fail(Id::TreeCannotAssign, {enumName(wanted)});
    }
    return actual == wanted || fail(Id::TreeContext, {enumName(wanted), enumName(actual)});
  }

  bool parts(const Expr &node, ExprContext context) {
    switch (node.kind) {
    case NodeKind::BoolOp:
      if (node.as<BoolOp>()->values.size() < 2)
        return fail(Id::TreeBoolOpLength);
      return exprs(node.as<BoolOp>()->values);
    case NodeKind::NamedExpr:
      // CPython compiles other targets to nonsense.
      if (!node.as<NamedExpr>()->target->is<Name>())
        return fail(Id::TreeNamedExprTarget);
      return expr(*node.as<NamedExpr>()->target, ExprContext::Store) &&
             expr(*node.as<NamedExpr>()->value);
    case NodeKind::BinOp:
      return expr(*node.as<BinOp>()->left) && expr(*node.as<BinOp>()->right);
    case NodeKind::UnaryOp:
      return expr(*node.as<UnaryOp>()->operand);
    case NodeKind::Lambda:
      return arguments(*node.as<Lambda>()->args) && expr(*node.as<Lambda>()->body);
    case NodeKind::IfExp:
      return expr(*node.as<IfExp>()->test) && expr(*node.as<IfExp>()->body) &&
             expr(*node.as<IfExp>()->orelse);
    case NodeKind::Dict:
      if (node.as<Dict>()->keys.size() != node.as<Dict>()->values.size())
        return fail(Id::TreeDictLength);
      return exprs(node.as<Dict>()->keys, ExprContext::Load, true) &&
             exprs(node.as<Dict>()->values);
    case NodeKind::Set:
      return exprs(node.as<Set>()->elts);
    case NodeKind::ListComp:
      return comprehensions(node.as<ListComp>()->generators) && expr(*node.as<ListComp>()->elt);
    case NodeKind::SetComp:
      return comprehensions(node.as<SetComp>()->generators) && expr(*node.as<SetComp>()->elt);
    case NodeKind::DictComp:
      return comprehensions(node.as<DictComp>()->generators) && expr(*node.as<DictComp>()->key) &&
             expr(*node.as<DictComp>()->value);
    case NodeKind::GeneratorExp:
      return comprehensions(node.as<GeneratorExp>()->generators) &&
             expr(*node.as<GeneratorExp>()->elt);
    case NodeKind::Await:
      return expr(*node.as<Await>()->value);
    case NodeKind::Yield:
      return maybe(node.as<Yield>()->value);
    case NodeKind::YieldFrom:
      return expr(*node.as<YieldFrom>()->value);
    case NodeKind::Compare: {
      auto &compare = *node.as<Compare>();
      if (compare.comparators.empty())
        return fail(Id::TreeCompareEmpty);
      if (compare.comparators.size() != compare.ops.size())
        return fail(Id::TreeCompareLength);
      return exprs(compare.comparators) && expr(*compare.left);
    }
    case NodeKind::Call:
      return expr(*node.as<Call>()->func) && exprs(node.as<Call>()->args) &&
             keywords(node.as<Call>()->keywords);
    case NodeKind::FormattedValue:
      return expr(*node.as<FormattedValue>()->value) &&
             maybe(node.as<FormattedValue>()->format_spec);
    case NodeKind::Interpolation:
      return expr(*node.as<Interpolation>()->value) && constant(node.as<Interpolation>()->str) &&
             maybe(node.as<Interpolation>()->format_spec);
    case NodeKind::JoinedStr:
      return exprs(node.as<JoinedStr>()->values);
    case NodeKind::TemplateStr:
      return exprs(node.as<TemplateStr>()->values) && templateValues(*node.as<TemplateStr>());
    case NodeKind::Constant:
      return constant(node.as<Constant>()->value);
    case NodeKind::Attribute:
      return expr(*node.as<Attribute>()->value);
    case NodeKind::Subscript:
      return expr(*node.as<Subscript>()->slice) && expr(*node.as<Subscript>()->value);
    case NodeKind::Starred:
      return expr(*node.as<Starred>()->value, context);
    case NodeKind::List:
      return exprs(node.as<List>()->elts, context);
    case NodeKind::Tuple:
      return exprs(node.as<Tuple>()->elts, context);
    case NodeKind::Slice:
      return maybe(node.as<Slice>()->lower) && maybe(node.as<Slice>()->upper) &&
             maybe(node.as<Slice>()->step);
    default: // Name
      return true;
    }
  }

  bool templateValues(const TemplateStr &node) {
    for (const Expr *value : node.values)
      if (!value->is<Interpolation>() &&
          !(value->is<Constant>() && value->as<Constant>()->value.kind == ConstantKind::Str))
        return fail(Id::TreeTemplateValue);
    return true;
  }

  bool constant(const ConstantValue &value) {
    if (value.kind == ConstantKind::Invalid)
      return fail(Id::TreeConstant, {value.text});
    if (value.kind == ConstantKind::Tuple || value.kind == ConstantKind::FrozenSet)
      for (const ConstantValue &item : value.elements())
        if (!constant(item))
          return false;
    return true;
  }

  bool comprehensions(Array<Comprehension *> generators) {
    if (generators.empty())
      return fail(Id::TreeComprehensionEmpty);
    for (const Comprehension *item : generators)
      if (!expr(*item->target, ExprContext::Store) || !expr(*item->iter) || !exprs(item->ifs))
        return false;
    return true;
  }

  bool keywords(Array<Keyword *> list) {
    for (const Keyword *item : list)
      if (!expr(*item->value))
        return false;
    return true;
  }

  bool args(Array<Arg *> list) {
    for (const Arg *item : list)
      if (!place(*item) || !maybe(item->annotation))
        return false;
    return true;
  }

  bool arguments(const Arguments &node) {
    if (!args(node.posonlyargs) || !args(node.args) ||
        (node.vararg && !maybe(node.vararg->annotation)) || !args(node.kwonlyargs) ||
        (node.kwarg && !maybe(node.kwarg->annotation)))
      return false;
    if (node.defaults.size() > node.posonlyargs.size() + node.args.size())
      return fail(Id::TreeDefaultsLength);
    if (node.kw_defaults.size() != node.kwonlyargs.size())
      return fail(Id::TreeKwDefaultsLength);
    return exprs(node.defaults) && exprs(node.kw_defaults, ExprContext::Load, true);
  }

  // --- Patterns

  static bool isNumber(const Expr &node, bool real, bool imaginary) {
    if (!node.is<Constant>())
      return false;
    switch (node.as<Constant>()->value.kind) {
    case ConstantKind::Int:
    case ConstantKind::BigInt:
    case ConstantKind::Float:
      return real;
    case ConstantKind::Complex:
      return imaginary;
    default:
      return false;
    }
  }
  static bool isNegative(const Expr &node, bool real, bool imaginary) {
    return node.is<UnaryOp>() && node.as<UnaryOp>()->op == UnaryOperator::USub &&
           isNumber(*node.as<UnaryOp>()->operand, real, imaginary);
  }
  // 1+2j, -1-2j
  static bool isComplex(const BinOp &node) {
    return (node.op == Operator::Add || node.op == Operator::Sub) &&
           (isNumber(*node.left, true, false) || isNegative(*node.left, true, false)) &&
           isNumber(*node.right, false, true);
  }

  bool patternValue(const Expr &node) {
    if (!expr(node))
      return false;
    switch (node.kind) {
    case NodeKind::Constant: {
      const ConstantKind kind = node.as<Constant>()->value.kind;
      if (isNumber(node, true, true) || kind == ConstantKind::Str || kind == ConstantKind::Bytes)
        return true;
      return fail(Id::TreePatternConstant);
    }
    case NodeKind::Attribute:
    case NodeKind::JoinedStr: // which the emitter refuses
      return true;
    case NodeKind::UnaryOp:
      return isNegative(node, true, true) || fail(Id::TreePatternExpression);
    case NodeKind::BinOp:
      return isComplex(*node.as<BinOp>()) || fail(Id::TreePatternExpression);
    default:
      return fail(Id::TreePatternExpression);
    }
  }

  bool capture(Identifier id) {
    if (id == std::string_view("_"))
      return fail(Id::TreeCaptureUnderscore);
    return name(id);
  }

  bool patterns(Array<Pattern *> list, bool starIsFine) {
    for (const Pattern *item : list)
      if (!noNone(item, "pattern") || !pattern(*item, starIsFine))
        return false;
    return true;
  }

  static bool isSingleton(const ConstantValue &value) {
    return value.kind == ConstantKind::None || value.kind == ConstantKind::True ||
           value.kind == ConstantKind::False;
  }

  bool pattern(const Pattern &node, bool starIsFine) {
    if (!place(node))
      return false;
    switch (node.kind) {
    case NodeKind::MatchValue:
      return patternValue(*node.as<MatchValue>()->value);
    case NodeKind::MatchSingleton:
      return isSingleton(node.as<MatchSingleton>()->value) || fail(Id::TreeMatchSingleton);
    case NodeKind::MatchSequence:
      return patterns(node.as<MatchSequence>()->patterns, true);
    case NodeKind::MatchMapping:
      return patternMapping(*node.as<MatchMapping>());
    case NodeKind::MatchClass:
      return patternClass(*node.as<MatchClass>());
    case NodeKind::MatchStar:
      if (!starIsFine)
        return fail(Id::TreeMatchStar);
      return !node.as<MatchStar>()->name || capture(node.as<MatchStar>()->name);
    case NodeKind::MatchAs: {
      auto &as = *node.as<MatchAs>();
      if (as.name && !capture(as.name))
        return false;
      if (!as.pattern)
        return true;
      return as.name ? pattern(*as.pattern, false) : fail(Id::TreeMatchAsName);
    }
    case NodeKind::MatchOr:
      if (node.as<MatchOr>()->patterns.size() < 2)
        return fail(Id::TreeMatchOrLength);
      return patterns(node.as<MatchOr>()->patterns, false);
    default:
      return true;
    }
  }

  bool patternMapping(const MatchMapping &node) {
    if (node.keys.size() != node.patterns.size())
      return fail(Id::TreeMappingLength);
    if (node.rest && !capture(node.rest))
      return false;
    for (const Expr *key : node.keys) {
      if (!noNone(key, "expression"))
        return false;
      if (key->is<Constant>() && isSingleton(key->as<Constant>()->value))
        continue;
      if (!patternValue(*key))
        return false;
    }
    return patterns(node.patterns, false);
  }

  bool patternClass(const MatchClass &node) {
    if (node.kwd_attrs.size() != node.kwd_patterns.size())
      return fail(Id::TreeClassPatternLength);
    if (!expr(*node.cls))
      return false;
    const Expr *cls = node.cls;
    while (cls->is<Attribute>())
      cls = cls->as<Attribute>()->value;
    if (!cls->is<Name>())
      return fail(Id::TreeClassPattern);
    for (Identifier attribute : node.kwd_attrs)
      if (!name(attribute))
        return false;
    return patterns(node.patterns, false) && patterns(node.kwd_patterns, false);
  }

  // --- Statements

  bool stmts(Array<Stmt *> list) {
    for (const Stmt *item : list)
      if (!noNone(item, "statement") || !stmt(*item))
        return false;
    return true;
  }
  bool body(Array<Stmt *> list, const char *owner) {
    return notEmpty(list.size(), "body", owner) && stmts(list);
  }
  bool targets(Array<Expr *> list, ExprContext context, const char *owner) {
    return notEmpty(list.size(), "targets", owner) && exprs(list, context);
  }

  bool stmt(const Stmt &node) {
    if (!place(node))
      return false;
    const char *owner = nodeName(node.kind);
    switch (node.kind) {
    case NodeKind::FunctionDef:
      return function(*node.as<FunctionDef>());
    case NodeKind::AsyncFunctionDef:
      return function(*node.as<AsyncFunctionDef>());
    case NodeKind::ClassDef: {
      auto &cls = *node.as<ClassDef>();
      return body(cls.body, owner) && typeParams(cls.type_params) && exprs(cls.bases) &&
             keywords(cls.keywords) && exprs(cls.decorator_list);
    }
    case NodeKind::Return:
      return maybe(node.as<Return>()->value);
    case NodeKind::Delete:
      return targets(node.as<Delete>()->targets, ExprContext::Del, owner);
    case NodeKind::Assign:
      return targets(node.as<Assign>()->targets, ExprContext::Store, owner) &&
             expr(*node.as<Assign>()->value);
    case NodeKind::TypeAlias: {
      auto &alias = *node.as<TypeAlias>();
      if (!alias.name->is<Name>())
        return fail(Id::TreeAliasName);
      return expr(*alias.name, ExprContext::Store) && typeParams(alias.type_params) &&
             expr(*alias.value);
    }
    case NodeKind::AugAssign:
      return expr(*node.as<AugAssign>()->target, ExprContext::Store) &&
             expr(*node.as<AugAssign>()->value);
    case NodeKind::AnnAssign: {
      auto &assign = *node.as<AnnAssign>();
      if (!assign.target->is<Name>() && assign.simple)
        return fail(Id::TreeAnnotatedTarget);
      return expr(*assign.target, ExprContext::Store) && maybe(assign.value) &&
             expr(*assign.annotation);
    }
    case NodeKind::For:
      return forLoop(*node.as<For>());
    case NodeKind::AsyncFor:
      return forLoop(*node.as<AsyncFor>());
    case NodeKind::While:
      return expr(*node.as<While>()->test) && body(node.as<While>()->body, owner) &&
             stmts(node.as<While>()->orelse);
    case NodeKind::If:
      return expr(*node.as<If>()->test) && body(node.as<If>()->body, owner) &&
             stmts(node.as<If>()->orelse);
    case NodeKind::With:
      return with(*node.as<With>());
    case NodeKind::AsyncWith:
      return with(*node.as<AsyncWith>());
    case NodeKind::Match:
      return match(*node.as<Match>());
    case NodeKind::Raise:
      if (node.as<Raise>()->exc)
        return expr(*node.as<Raise>()->exc) && maybe(node.as<Raise>()->cause);
      return !node.as<Raise>()->cause || fail(Id::TreeRaiseCause);
    case NodeKind::Try:
      return tryStmt(*node.as<Try>());
    case NodeKind::TryStar:
      return tryStmt(*node.as<TryStar>());
    case NodeKind::Assert:
      return expr(*node.as<Assert>()->test) && maybe(node.as<Assert>()->msg);
    case NodeKind::Import:
      return notEmpty(node.as<Import>()->names.size(), "names", owner);
    case NodeKind::ImportFrom:
      if (node.as<ImportFrom>()->level < 0)
        return fail(Id::TreeImportLevel);
      return notEmpty(node.as<ImportFrom>()->names.size(), "names", owner);
    case NodeKind::Global:
      return notEmpty(node.as<Global>()->names.size(), "names", owner);
    case NodeKind::Nonlocal:
      return notEmpty(node.as<Nonlocal>()->names.size(), "names", owner);
    case NodeKind::ExprStmt:
      return expr(*node.as<ExprStmt>()->value);
    default: // Pass, Break, Continue
      return true;
    }
  }

  template <class Def> bool function(const Def &node) {
    return body(node.body, nodeName(node.kind)) && typeParams(node.type_params) &&
           arguments(*node.args) && exprs(node.decorator_list) && maybe(node.returns);
  }

  template <class Loop> bool forLoop(const Loop &node) {
    return expr(*node.target, ExprContext::Store) && expr(*node.iter) &&
           body(node.body, nodeName(node.kind)) && stmts(node.orelse);
  }

  template <class WithNode> bool with(const WithNode &node) {
    if (!notEmpty(node.items.size(), "items", nodeName(node.kind)))
      return false;
    for (const WithItem *item : node.items)
      if (!expr(*item->context_expr) ||
          (item->optional_vars && !expr(*item->optional_vars, ExprContext::Store)))
        return false;
    return body(node.body, nodeName(node.kind));
  }

  bool match(const Match &node) {
    if (!expr(*node.subject) || !notEmpty(node.cases.size(), "cases", "Match"))
      return false;
    for (const MatchCase *item : node.cases)
      if (!pattern(*item->pattern, false) || !maybe(item->guard) || !body(item->body, "match_case"))
        return false;
    return true;
  }

  template <class TryNode> bool tryStmt(const TryNode &node) {
    const char *owner = nodeName(node.kind);
    if (!body(node.body, owner))
      return false;
    if (node.handlers.empty() && node.finalbody.empty())
      return fail(Id::TreeTryNothing, {owner});
    if (node.handlers.empty() && !node.orelse.empty())
      return fail(Id::TreeTryElse, {owner});
    for (const ExceptHandler *handler : node.handlers)
      if (!noNone(handler, "handler") || !place(*handler) || !maybe(handler->type) ||
          !body(handler->body, "ExceptHandler"))
        return false;
    return stmts(node.finalbody) && stmts(node.orelse);
  }

  bool typeParams(Array<TypeParam *> list) {
    for (const TypeParam *item : list)
      if (!noNone(item, "type parameter") || !place(*item) || !typeParam(*item))
        return false;
    return true;
  }

  bool typeParam(const TypeParam &node) {
    switch (node.kind) {
    case NodeKind::TypeVar: {
      auto &variable = *node.as<TypeVar>();
      return name(variable.name) && maybe(variable.bound) && maybe(variable.default_value);
    }
    case NodeKind::ParamSpec:
      return name(node.as<ParamSpec>()->name) && maybe(node.as<ParamSpec>()->default_value);
    default:
      return name(node.as<TypeVarTuple>()->name) && maybe(node.as<TypeVarTuple>()->default_value);
    }
  }

  Diagnostics &diagnostics_;
};

} // namespace

bool validate(const Mod &tree, Diagnostics &diagnostics) {
  return Validator(diagnostics).mod(tree);
}

} // namespace regius::ast
