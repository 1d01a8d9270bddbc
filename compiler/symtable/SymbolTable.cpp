// Collects the symbols of statements: each block of source becomes a Scope holding, for every name,
// what the block does with it. Names are mangled here, so a scope's symbols are final names. After
// the first error the walk goes on quietly and the result is thrown away. Resolve.cpp then decides
// local, global, cell and free.
#include "compiler/symtable/SymbolTable.h"

#include "compiler/symtable/Collector.h"

namespace regius {

using namespace ast;

Scope *SymbolTable::scopeOf(const Node *node) const {
  auto found = byNode_.find(node);
  return found == byNode_.end() ? nullptr : found->second;
}

Scope *SymbolTable::typeParamsOf(const Node *node) const {
  auto found = typeParams_.find(node);
  return found == typeParams_.end() ? nullptr : found->second;
}

// Reference 6.2.1: a name that starts but does not end with two underscores gets the class's name,
// without its own leading underscores, in front.
Identifier mangle(Identifier privateName, Identifier name, StringInterner &interner) {
  const std::string_view text = name.view();
  if (!privateName || !text.starts_with("__") || text.ends_with("__") ||
      text.find('.') != std::string_view::npos)
    return name;
  const std::string_view owner = privateName.view();
  const size_t start = owner.find_first_not_of('_');
  if (start == std::string_view::npos)
    return name;
  std::string result = "_";
  result += owner.substr(start);
  result += text;
  return interner.intern(result);
}

Result<std::unique_ptr<SymbolTable>> buildSymbolTable(Mod &module, const SourceFile &source,
                                                      StringInterner &interner,
                                                      const SymbolTableOptions &options,
                                                      Diagnostics &diagnostics) {
  SymbolCollector collector(source, interner, options, diagnostics);
  std::unique_ptr<SymbolTable> table = collector.collect(module);
  if (!table)
    return kFailure;
  return table;
}

SymbolCollector::SymbolCollector(const SourceFile &source, StringInterner &interner,
                                 const SymbolTableOptions &options, Diagnostics &diagnostics)
    : source_(source), interner_(interner), options_(options), diagnostics_(diagnostics),
      table_(std::make_unique<SymbolTable>()), classCell_(interner.intern("__class__")),
      classDict_(interner.intern("__classdict__")), super_(interner.intern("super")),
      iterator_(interner.intern(".0")), typeParamsName_(interner.intern(".type_params")),
      genericBase_(interner.intern(".generic_base")), defaults_(interner.intern(".defaults")),
      kwDefaults_(interner.intern(".kwdefaults")) {}

std::unique_ptr<SymbolTable> SymbolCollector::collect(Mod &module) {
  table_->top_ = enter(ScopeKind::Module, "top", &module, Span{});
  switch (module.kind) {
  case NodeKind::Module:
    statements(module.as<Module>()->body);
    break;
  case NodeKind::Interactive:
    statements(module.as<Interactive>()->body);
    break;
  case NodeKind::Expression:
    expression(*module.as<Expression>()->body);
    break;
  default:
    break;
  }
  leave();
  if (!failed_)
    resolve(*table_->top_);
  if (failed_)
    return nullptr;
  return std::move(table_);
}

void SymbolCollector::error(SyntaxErrorId id, const Span &span,
                            std::initializer_list<std::string_view> arguments) {
  if (failed_)
    return;
  failed_ = true;
  diagnostics_.report(id, source_, span, arguments, ColumnUnit::Bytes).origin =
      ErrorOrigin::Symbols;
}

bool SymbolCollector::deeper() {
  if (depth_ < options_.recursionLimit)
    return true;
  if (!failed_) {
    failed_ = true;
    diagnostics_.report(SyntaxErrorId::RecursionDuringCompilation);
  }
  return false;
}

Scope *SymbolCollector::enter(ScopeKind kind, std::string_view name, const Node *node,
                              const Span &span) {
  Scope &scope = table_->scopes_.emplace_back();
  scope.kind = kind;
  scope.name = std::string(name);
  scope.node = node;
  scope.parent = current_;
  scope.line = span.lineno;
  scope.privateName = private_;
  if (current_) {
    scope.iterableExpressionDepth = current_->iterableExpressionDepth;
    scope.nested = current_->nested || current_->isFunctionLike();
    if (kind != ScopeKind::Annotation)
      current_->children.push_back(&scope);
  }
  if (kind != ScopeKind::Annotation && kind != ScopeKind::TypeParams)
    table_->byNode_[node] = &scope;
  current_ = &scope;
  return &scope;
}

void SymbolCollector::leave() {
  current_ = current_->parent;
  if (current_)
    private_ = current_->privateName;
}

uint32_t SymbolCollector::flagsOf(const Scope &scope, Identifier name) {
  const Symbol *symbol = scope.symbols.find(name);
  return symbol ? symbol->flags : 0;
}

void SymbolCollector::defineIn(Scope &scope, Identifier name, uint32_t flag, const Span &span) {
  const Identifier final = mangled(name);
  Symbol &symbol = scope.symbols.insert(final);
  if ((flag & kParameter) && (symbol.flags & kParameter))
    return error(SyntaxErrorId::DuplicateArgument, span, {name});
  if ((flag & kTypeParameter) && (symbol.flags & kTypeParameter))
    return error(SyntaxErrorId::DuplicateTypeParameter, span, {name});
  symbol.flags |= flag;
  if (scope.inIterationTarget) {
    if (symbol.flags & (kDeclaredGlobal | kDeclaredNonlocal))
      return error(SyntaxErrorId::WalrusInnerLoopConflict, span, {name});
    symbol.flags |= kIterationVariable;
  }
  if (flag & kParameter)
    scope.parameters.push_back(final);
  else if ((flag & kDeclaredGlobal) && &scope != table_->top_)
    table_->top_->symbols.insert(final).flags |= kDeclaredGlobal;
}

void SymbolCollector::statements(Array<Stmt *> list) {
  for (Stmt *node : list)
    statement(*node);
}

void SymbolCollector::statement(Stmt &node) {
  if (failed_ || !deeper())
    return;
  ++depth_;
  switch (node.kind) {
  case NodeKind::FunctionDef:
    functionDef(*node.as<FunctionDef>());
    break;
  case NodeKind::AsyncFunctionDef:
    functionDef(*node.as<AsyncFunctionDef>());
    break;
  case NodeKind::ClassDef:
    classDef(*node.as<ClassDef>());
    break;
  case NodeKind::Return:
    maybe(node.as<Return>()->value);
    break;
  case NodeKind::Delete:
    expressions(node.as<Delete>()->targets);
    break;
  case NodeKind::Assign:
    expressions(node.as<Assign>()->targets);
    expression(*node.as<Assign>()->value);
    break;
  case NodeKind::TypeAlias:
    typeAlias(*node.as<TypeAlias>());
    break;
  case NodeKind::AugAssign:
    expression(*node.as<AugAssign>()->target);
    expression(*node.as<AugAssign>()->value);
    break;
  case NodeKind::AnnAssign:
    annAssign(*node.as<AnnAssign>());
    break;
  case NodeKind::For: {
    auto &loop = *node.as<For>();
    expression(*loop.target);
    expression(*loop.iter);
    statements(loop.body);
    statements(loop.orelse);
    break;
  }
  case NodeKind::AsyncFor: {
    auto &loop = *node.as<AsyncFor>();
    expression(*loop.target);
    expression(*loop.iter);
    statements(loop.body);
    statements(loop.orelse);
    break;
  }
  case NodeKind::While:
    expression(*node.as<While>()->test);
    statements(node.as<While>()->body);
    statements(node.as<While>()->orelse);
    break;
  case NodeKind::If:
    ifChain(*node.as<If>());
    break;
  case NodeKind::With:
    for (WithItem *item : node.as<With>()->items) {
      expression(*item->context_expr);
      maybe(item->optional_vars);
    }
    statements(node.as<With>()->body);
    break;
  case NodeKind::AsyncWith:
    for (WithItem *item : node.as<AsyncWith>()->items) {
      expression(*item->context_expr);
      maybe(item->optional_vars);
    }
    statements(node.as<AsyncWith>()->body);
    break;
  case NodeKind::Match:
    expression(*node.as<Match>()->subject);
    for (MatchCase *item : node.as<Match>()->cases)
      matchCase(*item);
    break;
  case NodeKind::Raise:
    maybe(node.as<Raise>()->exc);
    maybe(node.as<Raise>()->cause);
    break;
  case NodeKind::Try:
    tryStatement(*node.as<Try>());
    break;
  case NodeKind::TryStar:
    tryStatement(*node.as<TryStar>());
    break;
  case NodeKind::Assert:
    expression(*node.as<Assert>()->test);
    maybe(node.as<Assert>()->msg);
    break;
  case NodeKind::Import:
    for (Alias *item : node.as<Import>()->names)
      alias(*item);
    break;
  case NodeKind::ImportFrom:
    for (Alias *item : node.as<ImportFrom>()->names)
      alias(*item);
    break;
  case NodeKind::Global:
    declaration(node.as<Global>()->names, true, node);
    break;
  case NodeKind::Nonlocal:
    declaration(node.as<Nonlocal>()->names, false, node);
    break;
  case NodeKind::ExprStmt:
    expression(*node.as<ExprStmt>()->value);
    break;
  default: // pass, break, continue: nothing to collect
    break;
  }
  --depth_;
}

template <class Def> void SymbolCollector::functionDef(Def &node) {
  define(node.name, kBoundLocal, node);
  defaults(*node.args);
  const bool generic = !node.type_params.empty();
  if (generic) {
    expressions(node.decorator_list);
    enterTypeParams(&node, node.name, node);
    // The defaults are computed outside and handed to the type-parameter scope.
    if (!node.args->defaults.empty())
      define(defaults_, kParameter, node);
    for (Expr *value : node.args->kw_defaults)
      if (value) {
        define(kwDefaults_, kParameter, node);
        break;
      }
    typeParams(node.type_params);
  }
  annotations(&node, node, *node.args, node.returns);
  if (!generic)
    expressions(node.decorator_list);
  enter(ScopeKind::Function, node.name, &node, node);
  current_->coroutine = node.kind == NodeKind::AsyncFunctionDef;
  parameters(*node.args);
  statements(node.body);
  leave();
  if (generic)
    leave();
}

void SymbolCollector::classDef(ClassDef &node) {
  define(node.name, kBoundLocal, node);
  const bool generic = !node.type_params.empty();
  if (generic) {
    expressions(node.decorator_list);
    enterTypeParams(&node, node.name, node);
    private_ = current_->privateName = node.name;
    define(typeParamsName_, kBoundLocal | kUsed, node);
    define(genericBase_, kBoundLocal | kUsed, node);
    typeParams(node.type_params);
  }
  expressions(node.bases);
  for (Keyword *item : node.keywords)
    expression(*item->value);
  if (!generic)
    expressions(node.decorator_list);
  enter(ScopeKind::Class, node.name, &node, node);
  private_ = current_->privateName = node.name;
  if (generic)
    define(typeParamsName_, kUsed, node);
  statements(node.body);
  leave();
  if (generic)
    leave();
}

void SymbolCollector::typeAlias(TypeAlias &node) {
  expression(*node.name);
  const std::string_view aliasName = node.name->is<Name>() ? node.name->as<Name>()->id.view() : "";
  const bool generic = !node.type_params.empty();
  if (generic) {
    enterTypeParams(&node, aliasName, node);
    typeParams(node.type_params);
  }
  const bool inClass = current_->kind == ScopeKind::Class;
  enter(ScopeKind::TypeAlias, aliasName, &node, node);
  if (inClass || (generic && current_->parent->seesClassScope)) {
    current_->seesClassScope = true;
    define(classDict_, kUsed, node);
  }
  expression(*node.value);
  leave();
  if (generic)
    leave();
}

Scope *SymbolCollector::enterTypeParams(const Node *owner, std::string_view scopeName,
                                        const Span &span) {
  const bool inClass = current_->kind == ScopeKind::Class;
  Scope *scope = enter(ScopeKind::TypeParams, scopeName, owner, span);
  table_->typeParams_[owner] = scope;
  if (inClass) {
    scope->seesClassScope = true;
    define(classDict_, kUsed, span);
  }
  return scope;
}

void SymbolCollector::typeVariable(Expr *value, std::string_view scopeName, const Node *key) {
  if (!value)
    return;
  const bool sees = current_->seesClassScope;
  enter(ScopeKind::TypeVariable, scopeName, key, *value);
  if (sees) {
    current_->seesClassScope = true;
    define(classDict_, kUsed, *value);
  }
  expression(*value);
  leave();
}

void SymbolCollector::typeParams(Array<TypeParam *> list) {
  bool defaultSeen = false;
  for (TypeParam *item : list) {
    Identifier id;
    Expr *bound = nullptr, *value = nullptr;
    switch (item->kind) {
    case NodeKind::TypeVar:
      id = item->as<TypeVar>()->name;
      bound = item->as<TypeVar>()->bound;
      value = item->as<TypeVar>()->default_value;
      break;
    case NodeKind::ParamSpec:
      id = item->as<ParamSpec>()->name;
      value = item->as<ParamSpec>()->default_value;
      break;
    default:
      id = item->as<TypeVarTuple>()->name;
      value = item->as<TypeVarTuple>()->default_value;
      break;
    }
    define(id, kTypeParameter | kBoundLocal, *item);
    typeVariable(bound, id, bound);
    if (value)
      defaultSeen = true;
    else if (defaultSeen)
      error(SyntaxErrorId::TypeParamWithoutDefault, *item, {id});
    typeVariable(value, id, value);
  }
}

void SymbolCollector::annAssign(AnnAssign &node) {
  if (auto *target = node.target->dynAs<Name>()) {
    const uint32_t flags = flagsOf(*current_, mangled(target->id));
    if ((flags & (kDeclaredGlobal | kDeclaredNonlocal)) && current_ != table_->top_ && node.simple)
      return error(flags & kDeclaredGlobal ? SyntaxErrorId::AnnotatedGlobal
                                           : SyntaxErrorId::AnnotatedNonlocal,
                   node, {target->id});
    if (node.simple)
      define(target->id, kAnnotated | kBoundLocal, *target);
    else if (node.value)
      define(target->id, kBoundLocal, *target);
  } else {
    expression(*node.target);
  }
  annotation(*node.annotation);
  maybe(node.value);
}

// An elif is an if alone in the else part; chains of thousands must not recurse.
void SymbolCollector::ifChain(If &node) {
  for (If *link = &node;;) {
    expression(*link->test);
    statements(link->body);
    if (link->orelse.size() != 1 || !link->orelse[0]->is<If>())
      return statements(link->orelse);
    link = link->orelse[0]->as<If>();
  }
}

void SymbolCollector::declaration(Array<Identifier> names, bool global, const Span &span) {
  using Id = SyntaxErrorId;
  for (Identifier id : names) {
    const uint32_t flags = flagsOf(*current_, mangled(id));
    if (flags & kParameter)
      return error(global ? Id::GlobalIsParameter : Id::NonlocalIsParameter, span, {id});
    if (flags & kUsed)
      return error(global ? Id::GlobalAfterUse : Id::NonlocalAfterUse, span, {id});
    if (flags & kAnnotated)
      return error(global ? Id::AnnotatedGlobal : Id::AnnotatedNonlocal, span, {id});
    if (flags & kBoundLocal)
      return error(global ? Id::GlobalAfterAssignment : Id::NonlocalAfterAssignment, span, {id});
    define(id, global ? kDeclaredGlobal : kDeclaredNonlocal, span);
    current_->directives.push_back({mangled(id), span});
  }
}

template <class TryNode> void SymbolCollector::tryStatement(TryNode &node) {
  statements(node.body);
  statements(node.orelse);
  for (ExceptHandler *handler : node.handlers) {
    maybe(handler->type);
    if (handler->name)
      define(handler->name, kBoundLocal, *handler);
    statements(handler->body);
  }
  statements(node.finalbody);
}

void SymbolCollector::matchCase(MatchCase &node) {
  pattern(*node.pattern);
  maybe(node.guard);
  statements(node.body);
}

void SymbolCollector::pattern(Pattern &node) {
  if (failed_ || !deeper())
    return;
  ++depth_;
  auto all = [this](Array<Pattern *> list) {
    for (Pattern *item : list)
      pattern(*item);
  };
  switch (node.kind) {
  case NodeKind::MatchValue:
    expression(*node.as<MatchValue>()->value);
    break;
  case NodeKind::MatchSequence:
    all(node.as<MatchSequence>()->patterns);
    break;
  case NodeKind::MatchMapping: {
    auto &mapping = *node.as<MatchMapping>();
    expressions(mapping.keys);
    all(mapping.patterns);
    if (mapping.rest)
      define(mapping.rest, kBoundLocal, node);
    break;
  }
  case NodeKind::MatchClass:
    expression(*node.as<MatchClass>()->cls);
    all(node.as<MatchClass>()->patterns);
    all(node.as<MatchClass>()->kwd_patterns);
    break;
  case NodeKind::MatchStar:
    if (node.as<MatchStar>()->name)
      define(node.as<MatchStar>()->name, kBoundLocal, node);
    break;
  case NodeKind::MatchAs:
    if (node.as<MatchAs>()->pattern)
      pattern(*node.as<MatchAs>()->pattern);
    if (node.as<MatchAs>()->name)
      define(node.as<MatchAs>()->name, kBoundLocal, node);
    break;
  case NodeKind::MatchOr:
    all(node.as<MatchOr>()->patterns);
    break;
  default: // MatchSingleton
    break;
  }
  --depth_;
}

// `import a.b` binds a; `import a.b as c` binds c.
void SymbolCollector::alias(Alias &node) {
  const Identifier full = node.asname ? node.asname : node.name;
  if (full == std::string_view("*")) {
    if (current_->kind != ScopeKind::Module)
      error(SyntaxErrorId::ImportStarNotAtModuleLevel, node);
    return;
  }
  const size_t dot = full.view().find('.');
  define(dot == std::string_view::npos ? full : interner_.intern(full.view().substr(0, dot)),
         kImported, node);
}

void SymbolCollector::defaults(Arguments &args) {
  expressions(args.defaults);
  expressions(args.kw_defaults);
}

void SymbolCollector::parameters(Arguments &args) {
  for (Array<Arg *> list : {args.posonlyargs, args.args, args.kwonlyargs})
    for (Arg *item : list)
      define(item->arg, kParameter, *item);
  for (Arg *item : {args.vararg, args.kwarg})
    if (item)
      define(item->arg, kParameter, *item);
}

void SymbolCollector::annotation(Expr &node) {
  if (options_.future.annotations())
    enter(ScopeKind::Annotation, "_annotation", &node, node);
  expression(node);
  if (options_.future.annotations())
    leave();
}

void SymbolCollector::annotations(const Node *owner, const Span &span, Arguments &args,
                                  Expr *returns) {
  if (options_.future.annotations())
    enter(ScopeKind::Annotation, "_annotation", owner, span);
  for (Array<Arg *> list : {args.posonlyargs, args.args})
    for (Arg *item : list)
      maybe(item->annotation);
  for (Arg *item : {args.vararg, args.kwarg})
    if (item)
      maybe(item->annotation);
  for (Arg *item : args.kwonlyargs)
    maybe(item->annotation);
  if (options_.future.annotations())
    leave();
  if (returns)
    annotation(*returns);
}

} // namespace regius
