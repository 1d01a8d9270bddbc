// Units: entering and leaving the code of a module, class or function, qualified names, closures.
// After the first error the walk goes on quietly and the result is thrown away.
#include "compiler/emit/Emitter.h"

#include "compiler/emit/EmitterImpl.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>

namespace regius {

using namespace ast;

Result<std::unique_ptr<CodeUnit>> emitModule(Mod &module, const SourceFile &source,
                                             StringInterner &interner, const EmitOptions &options,
                                             Diagnostics &diagnostics) {
  Result<FutureFeatures> future = collectFutureFeatures(module, source, diagnostics);
  if (!future)
    return kFailure;
  future->flags |= options.futureFlags;
  SymbolTableOptions tableOptions{*future, options.recursionLimit};
  auto table = buildSymbolTable(module, source, interner, tableOptions, diagnostics);
  if (!table)
    return kFailure;
  Emitter emitter(source, interner, options, *future, **table, diagnostics);
  std::unique_ptr<CodeUnit> unit = emitter.module(module);
  if (!unit)
    return kFailure;
  return unit;
}

Emitter::Emitter(const SourceFile &source, StringInterner &interner, const EmitOptions &options,
                 const FutureFeatures &future, const SymbolTable &table, Diagnostics &diagnostics)
    : source_(source), interner_(interner), options_(options), future_(future), table_(table),
      diagnostics_(diagnostics) {}

std::unique_ptr<CodeUnit> Emitter::module(Mod &node) {
  UnitState state;
  const bool expressionOnly = node.is<Expression>();
  enterUnit(state, expressionOnly ? CodeKind::Expression : CodeKind::Module, table_.top(),
            "<module>", 1);
  if (node.is<Module>()) {
    body(node.as<Module>()->body, true);
    noPlace();
    loadNone();
  } else if (node.is<Interactive>()) {
    interactive_ = true;
    body(node.as<Interactive>()->body, false);
    noPlace();
    loadNone();
  } else if (expressionOnly) {
    expression(*node.as<Expression>()->body);
  }
  emit(Opcode::ReturnValue);
  if (options_.topLevelAwait && state.scope->coroutine)
    code().unit().flags |= kCoroutine;
  std::shared_ptr<CodeUnit> shared = leaveUnit();
  if (failed_)
    return nullptr;
  return std::make_unique<CodeUnit>(std::move(*shared));
}

void Emitter::enterUnit(UnitState &state, CodeKind kind, Scope *scope, std::string_view name,
                        int line) {
  state.scope = scope;
  state.outer = unit_;
  state.kind = kind;
  state.name = std::string(name);
  state.privateName = scope->privateName;
  CodeUnit &unit = state.code.unit();
  unit.name = state.name;
  unit.fileName = source_.filename();
  unit.kind = kind;
  unit.firstLine = static_cast<uint32_t>(line);
  state.code.where = {line, line, 0, 0};
  for (Identifier parameter : scope->parameters)
    state.code.locals.add(parameter);
  std::vector<Identifier> cells, frees;
  for (const Symbol &symbol : scope->symbols.all()) {
    if (symbol.scope == NameScope::Cell)
      cells.push_back(symbol.name);
    else if (symbol.scope == NameScope::Free || (symbol.flags & kFreeInClass))
      frees.push_back(symbol.name);
  }
  if (scope->needsClassCell)
    cells.push_back(interner_.intern("__class__"));
  if (scope->needsClassDict)
    cells.push_back(interner_.intern("__classdict__"));
  auto byText = [](Identifier a, Identifier b) { return a.view() < b.view(); };
  std::sort(cells.begin(), cells.end(), byText);
  std::sort(frees.begin(), frees.end(), byText);
  for (Identifier cell : cells) {
    state.code.cells.add(cell);
    unit.cellParams.push_back(state.code.locals.find(cell));
  }
  for (Identifier free : frees)
    state.code.frees.add(free);
  unit.qualName = qualifiedName(state);
  if (scope->isFunctionLike() && scope->nested)
    unit.flags |= kNested;
  unit.flags |= future_.flags;
  if (scope->isFunctionLike()) {
    if (scope->generator && scope->coroutine)
      unit.flags |= kAsyncGenerator;
    else if (scope->generator)
      unit.flags |= kGenerator;
    else if (scope->coroutine)
      unit.flags |= kCoroutine;
  }
  unit_ = &state;
}

std::shared_ptr<CodeUnit> Emitter::leaveUnit() {
  UnitState &state = *unit_;
  unit_ = state.outer;
  if (!failed_) {
    if (std::string problem = state.code.finish(); !problem.empty()) {
      failed_ = true;
      diagnostics_.report(SyntaxErrorId::InternalEmitterError, {problem, state.name});
    }
  }
  return std::shared_ptr<CodeUnit>(state.code.take());
}

// A definition's qualified name is relative to the function or class around it; one that is
// declared global there starts anew. Type-parameter scopes do not show.
std::string Emitter::qualifiedName(const UnitState &state) {
  UnitState *outer = state.outer;
  while (outer && outer->kind == CodeKind::TypeParams)
    outer = outer->outer;
  if (!outer || !outer->outer)
    return state.name;
  if (state.kind == CodeKind::Function || state.kind == CodeKind::Class) {
    const Identifier id = mangle(outer->privateName, interner_.intern(state.name), interner_);
    if (outer->scope->scopeOf(id) == NameScope::GlobalExplicit)
      return state.name;
  }
  const std::string &base = outer->code.unit().qualName;
  if (outer->kind == CodeKind::Function || outer->kind == CodeKind::Lambda)
    return base + ".<locals>." + state.name;
  return base + "." + state.name;
}

/// [] -> [function], closed over the cells of the current unit.
void Emitter::makeFunction(std::shared_ptr<CodeUnit> inner) {
  const std::vector<std::string> frees = inner->freeNames;
  for (const std::string &free : frees)
    emit(Opcode::LoadClosure, derefIndex(interner_.intern(free)));
  if (!frees.empty())
    emit(Opcode::BuildTuple, static_cast<uint32_t>(frees.size()));
  Constant constant = makeConstant(Constant::Kind::Code);
  constant.code = std::move(inner);
  if (code().reachable())
    emit(Opcode::MakeFunction, code().addConstant(std::move(constant)));
  if (!frees.empty())
    emit(Opcode::SetFunctionAttr, static_cast<uint32_t>(FunctionAttr::Closure));
}

const ConstantValue *Emitter::docstring(Array<Stmt *> list) {
  if (list.empty() || !list[0]->is<ExprStmt>())
    return nullptr;
  const Expr *value = list[0]->as<ExprStmt>()->value;
  if (!value->is<ast::Constant>() || value->as<ast::Constant>()->value.kind != ConstantKind::Str)
    return nullptr;
  return &value->as<ast::Constant>()->value;
}

namespace {

bool hasAnnotation(Array<Stmt *> list);

bool hasAnnotation(const Stmt &node) {
  switch (node.kind) {
  case NodeKind::AnnAssign:
    return true;
  case NodeKind::For:
    return hasAnnotation(node.as<For>()->body) || hasAnnotation(node.as<For>()->orelse);
  case NodeKind::AsyncFor:
    return hasAnnotation(node.as<AsyncFor>()->body) || hasAnnotation(node.as<AsyncFor>()->orelse);
  case NodeKind::While:
    return hasAnnotation(node.as<While>()->body) || hasAnnotation(node.as<While>()->orelse);
  case NodeKind::If:
    for (const If *link = node.as<If>();;) {
      if (hasAnnotation(link->body))
        return true;
      if (link->orelse.size() != 1 || !link->orelse[0]->is<If>())
        return hasAnnotation(link->orelse);
      link = link->orelse[0]->as<If>();
    }
  case NodeKind::With:
    return hasAnnotation(node.as<With>()->body);
  case NodeKind::AsyncWith:
    return hasAnnotation(node.as<AsyncWith>()->body);
  case NodeKind::Match:
    for (const MatchCase *item : node.as<Match>()->cases)
      if (hasAnnotation(item->body))
        return true;
    return false;
  case NodeKind::Try:
  case NodeKind::TryStar: {
    auto inTry = [](const auto &tried) {
      for (const ExceptHandler *handler : tried.handlers)
        if (hasAnnotation(handler->body))
          return true;
      return hasAnnotation(tried.body) || hasAnnotation(tried.orelse) ||
             hasAnnotation(tried.finalbody);
    };
    return node.is<Try>() ? inTry(*node.as<Try>()) : inTry(*node.as<TryStar>());
  }
  default:
    return false;
  }
}

bool hasAnnotation(Array<Stmt *> list) {
  for (const Stmt *node : list)
    if (hasAnnotation(*node))
      return true;
  return false;
}

} // namespace

/// The body of a module or class.
void Emitter::body(Array<Stmt *> list, bool withDocstring) {
  if (unit_->kind == CodeKind::Module && !list.empty())
    at(*list[0]);
  if (hasAnnotation(list))
    emit(Opcode::SetupAnnotations);
  size_t first = 0;
  if (withDocstring && options_.optimize < 2) {
    if (const ConstantValue *text = docstring(list)) {
      at(*list[0]->as<ExprStmt>()->value);
      loadConstant(constantFromLiteral(*text));
      nameOp("__doc__", Access::Store);
      first = 1;
    }
  }
  for (size_t i = first; i < list.size(); ++i)
    statement(*list[i]);
}

void Emitter::error(SyntaxErrorId id, const Span &span,
                    std::initializer_list<std::string_view> arguments) {
  if (failed_)
    return;
  failed_ = true;
  diagnostics_.report(id, source_, span, arguments, ColumnUnit::Bytes).origin =
      ErrorOrigin::Emitter;
}

void Emitter::errorHere(SyntaxErrorId id, std::initializer_list<std::string_view> arguments) {
  const Location &where = code().where;
  error(id, Span{where.line, where.column, where.endLine, where.endColumn}, arguments);
}

void Emitter::warn(SyntaxErrorId id, const Span &span,
                   std::initializer_list<std::string_view> arguments) {
  if (!options_.warnings || failed_)
    return;
  // A finally part is emitted once for each way out, its warnings are shown once.
  const std::string message = formatMessage(id, arguments);
  for (const Diagnostic &known : diagnostics_.warnings())
    if (known.id == id && known.line == span.lineno && known.message == message)
      return;
  diagnostics_.warn(id, source_, span, arguments).origin = ErrorOrigin::Emitter;
}

bool Emitter::deeper() {
  if (depth_ < options_.recursionLimit)
    return true;
  if (!failed_) {
    failed_ = true;
    diagnostics_.report(SyntaxErrorId::RecursionDuringCompilation);
  }
  return false;
}

} // namespace regius
