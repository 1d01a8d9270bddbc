// Simple statements, if and assert.
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

void Emitter::statements(Array<Stmt *> list) {
  for (Stmt *node : list)
    statement(*node);
}

void Emitter::statement(Stmt &node) {
  if (failed_ || !deeper())
    return;
  ++depth_;
  at(node);
  statementInner(node);
  --depth_;
}

void Emitter::statementInner(Stmt &node) {
  switch (node.kind) {
  case NodeKind::FunctionDef:
    return functionDef(*node.as<FunctionDef>(), false);
  case NodeKind::AsyncFunctionDef:
    return functionDef(*node.as<AsyncFunctionDef>(), true);
  case NodeKind::ClassDef:
    return classDef(*node.as<ClassDef>());
  case NodeKind::Return:
    return returnStatement(*node.as<Return>());
  case NodeKind::Delete:
    return expressions(node.as<Delete>()->targets);
  case NodeKind::Assign:
    return assign(*node.as<Assign>());
  case NodeKind::TypeAlias:
    return typeAlias(*node.as<TypeAlias>());
  case NodeKind::AugAssign:
    return augAssign(*node.as<AugAssign>());
  case NodeKind::AnnAssign:
    return annAssign(*node.as<AnnAssign>());
  case NodeKind::For:
    return forStatement(*node.as<For>());
  case NodeKind::AsyncFor:
    return asyncForStatement(*node.as<AsyncFor>());
  case NodeKind::While:
    return whileStatement(*node.as<While>());
  case NodeKind::If:
    return ifStatement(*node.as<If>());
  case NodeKind::With:
    return withItems(node, node.as<With>()->items, node.as<With>()->body, 0, false);
  case NodeKind::AsyncWith:
    return withItems(node, node.as<AsyncWith>()->items, node.as<AsyncWith>()->body, 0, true);
  case NodeKind::Match:
    return matchStatement(*node.as<Match>());
  case NodeKind::Raise:
    return raiseStatement(*node.as<Raise>());
  case NodeKind::Try:
    return tryStatement(*node.as<Try>(), false);
  case NodeKind::TryStar:
    return tryStatement(*node.as<TryStar>(), true);
  case NodeKind::Assert:
    return assertStatement(*node.as<Assert>());
  case NodeKind::Import:
    return import(*node.as<Import>());
  case NodeKind::ImportFrom:
    return importFrom(*node.as<ImportFrom>());
  case NodeKind::ExprStmt:
    return exprStmt(*node.as<ExprStmt>());
  case NodeKind::Break:
    return breakStatement(node);
  case NodeKind::Continue:
    return continueStatement(node);
  case NodeKind::Pass:
    return emit(Opcode::Nop);
  default: // global, nonlocal
    return;
  }
}

void Emitter::exprStmt(ExprStmt &node) {
  if (interactive_ && !unit_->outer) {
    expression(*node.value);
    at(node);
    return emit(Opcode::PrintExpr);
  }
  if (node.value->is<ast::Constant>())
    return emit(Opcode::Nop);
  // A coroutine that nobody awaits is told of at once.
  const bool owned = (unit_->isAsync && mayOwn(*node.value)) || mayReadFile(*node.value);
  owned ? void(ownedOperand(*node.value)) : expression(*node.value);
  at(*node.value);
  emit(owned ? Opcode::DropIterator : Opcode::Pop);
}

// Fast path: `a, b = b, a` needs no tuple. The values lie on the stack in order; the first target
// wants the first one on top.
bool Emitter::assignInParallel(Assign &node) {
  auto *values = node.value->dynAs<Tuple>();
  if (!values || node.targets.size() != 1)
    return false;
  Array<Expr *> targets;
  if (auto *tuple = node.targets[0]->dynAs<Tuple>())
    targets = tuple->elts;
  else if (auto *list = node.targets[0]->dynAs<List>())
    targets = list->elts;
  const size_t count = values->elts.size();
  if (targets.size() != count || count == 0 || count > 3)
    return false;
  for (size_t i = 0; i < count; ++i)
    if (targets[i]->is<Starred>() || values->elts[i]->is<Starred>())
      return false;
  expressions(values->elts);
  if (count > 1)
    emit(Opcode::Swap, static_cast<uint32_t>(count));
  expressions(targets);
  return true;
}

void Emitter::assign(Assign &node) {
  if (assignInParallel(node))
    return;
  if (node.targets.size() == 1 && isOwnedLocal(*node.targets[0]))
    return assignOwned(*node.targets[0], *node.value);
  expression(*node.value);
  for (size_t i = 0; i < node.targets.size(); ++i) {
    if (i + 1 < node.targets.size())
      emit(Opcode::Copy, 1);
    expression(*node.targets[i]);
  }
}

// Reference 7.2.1: the target's parts are evaluated once, before the value.
namespace {
/// CPython's number of a kind of expression: its place in the abstract syntax of 3.11.
int rowNumber(const Expr &node) {
  int number = 0;
#define NODE(Category, Name, PythonName, Fields)                                                   \
  if (std::is_same_v<ast::Category, Expr> && ++number && node.kind == NodeKind::Name)              \
    return number;
#define NEW_NODE(Category, Name, PythonName, Fields)
#include "compiler/ast/Nodes.def"
  return 0;
}
} // namespace

void Emitter::augAssign(AugAssign &node) {
  Expr &target = *node.target;
  at(target);
  auto *attr = target.dynAs<Attribute>();
  auto *item = target.dynAs<Subscript>();
  if (attr) {
    expression(*attr->value);
    emit(Opcode::Copy, 1);
    startAtAttribute(*attr);
    emit(Opcode::LoadAttr, nameIndex(attr->attr));
  } else if (item) {
    expression(*item->value);
    expression(*item->slice);
    emit(Opcode::Copy, 2);
    emit(Opcode::Copy, 2);
    emit(Opcode::LoadSubscript);
  } else if (target.is<Name>()) {
    nameOp(target.as<Name>()->id, Access::Load);
  } else {
    return error(SyntaxErrorId::AugmentedNodeType, target, {std::to_string(rowNumber(target))});
  }
  at(node);
  expression(*node.value);
  emit(Opcode::BinaryOp, operatorKind(node.op) + kInplace);
  at(target);
  if (attr) {
    startAtAttribute(*attr);
    emit(Opcode::Swap, 2);
    emit(Opcode::StoreAttr, nameIndex(attr->attr));
  } else if (item) {
    emit(Opcode::Swap, 3);
    emit(Opcode::Swap, 2);
    emit(Opcode::StoreSubscript);
  } else if (target.is<Name>()) {
    nameOp(target.as<Name>()->id, Access::Store);
  }
}

void Emitter::evaluateAndDrop(Expr &node) {
  expression(node);
  emit(Opcode::Pop);
}

void Emitter::checkAnnotationSlice(Expr &node) {
  if (auto *parts = node.dynAs<Slice>()) {
    for (Expr *part : {parts->lower, parts->upper, parts->step})
      if (part)
        evaluateAndDrop(*part);
  } else if (auto *tuple = node.dynAs<Tuple>()) {
    for (Expr *element : tuple->elts)
      checkAnnotationSlice(*element);
  } else {
    evaluateAndDrop(node);
  }
}

// Reference 7.2.2: a simple name's annotation is stored by modules and classes, evaluated nowhere
// else; an attribute or subscript without a value is evaluated as far as its parts.
void Emitter::annAssign(AnnAssign &node) {
  Expr &target = *node.target;
  const bool stores = unit_->kind == CodeKind::Module || unit_->kind == CodeKind::Class;
  if (node.value && isOwnedLocal(target)) {
    assignOwned(target, *node.value);
  } else if (node.value) {
    expression(*node.value);
    expression(target);
  }
  if (auto *name = target.dynAs<Name>()) {
    if (forbiddenName(name->id, Access::Store))
      return;
    if (node.simple && stores) {
      annotationValue(*node.annotation);
      nameOp("__annotations__", Access::Load);
      loadConstant(strConstant(mangled(name->id)));
      emit(Opcode::StoreSubscript);
    }
  } else if (auto *attr = target.dynAs<Attribute>()) {
    if (forbiddenName(attr->attr, Access::Store))
      return;
    if (!node.value)
      evaluateAndDrop(*attr->value);
  } else if (auto *item = target.dynAs<Subscript>()) {
    if (!node.value) {
      evaluateAndDrop(*item->value);
      checkAnnotationSlice(*item->slice);
    }
  } else {
    return error(SyntaxErrorId::AnnotatedNodeType, target, {std::to_string(rowNumber(target))});
  }
  if (!node.simple && stores && !future_.annotations())
    evaluateAndDrop(*node.annotation);
}

// A chain of elifs is a list, however long.
void Emitter::ifStatement(If &node) {
  const Label end = newLabel();
  for (If *link = &node;;) {
    const Label next = link->orelse.empty() ? end : newLabel();
    jumpIf(*link->test, next, false);
    statements(link->body);
    if (link->orelse.empty())
      break;
    noPlace();
    jump(Opcode::Jump, end);
    bind(next);
    if (link->orelse.size() != 1 || !link->orelse[0]->is<If>()) {
      statements(link->orelse);
      break;
    }
    link = link->orelse[0]->as<If>();
    at(*link);
  }
  bind(end);
}

void Emitter::assertStatement(Assert &node) {
  if (node.test->is<Tuple>() && !node.test->as<Tuple>()->elts.empty())
    warn(SyntaxErrorId::AssertOnTuple, node);
  if (options_.optimize > 0)
    return;
  const Label end = newLabel();
  jumpIf(*node.test, end, true);
  emit(Opcode::LoadAssertionError);
  if (node.msg) {
    emit(Opcode::PushNull);
    expression(*node.msg);
    emit(Opcode::Call, 1);
  }
  emit(Opcode::Raise, 1);
  bind(end);
}

void Emitter::raiseStatement(Raise &node) {
  uint32_t count = 0;
  for (Expr *part : {node.exc, node.cause})
    if (part) {
      expression(*part);
      ++count;
    }
  emit(Opcode::Raise, count);
}

// Reference 7.11: `import a.b.c` binds a; `import a.b.c as d` binds the last part, taken attribute
// by attribute.
void Emitter::import(Import &node) {
  for (Alias *item : node.names) {
    loadConstant(intConstant(0));
    loadNone();
    emit(Opcode::ImportName, code().names.add(item->name));
    const std::string_view full = item->name;
    size_t dot = full.find('.');
    if (!item->asname) {
      nameOp(full.substr(0, dot), Access::Store);
      continue;
    }
    if (dot == std::string_view::npos) {
      nameOp(item->asname, Access::Store);
      continue;
    }
    while (true) {
      const size_t start = dot + 1;
      dot = full.find('.', start);
      const std::string_view part = full.substr(start, dot == full.npos ? dot : dot - start);
      emit(Opcode::ImportFrom, code().names.add(interner_.intern(part)));
      if (dot == std::string_view::npos)
        break;
      emit(Opcode::Swap, 2);
      emit(Opcode::Pop);
    }
    nameOp(item->asname, Access::Store);
    emit(Opcode::Pop);
  }
}

void Emitter::importFrom(ImportFrom &node) {
  if (node.module == std::string_view("__future__") && node.lineno > future_.lastLine)
    return errorHere(SyntaxErrorId::FutureTooLate);
  loadConstant(intConstant(node.level));
  std::vector<Constant> names;
  for (Alias *item : node.names)
    names.push_back(strConstant(item->name));
  loadConstant(tupleConstant(std::move(names)));
  emit(Opcode::ImportName, code().names.add(node.module ? node.module : interner_.intern("")));
  if (node.names[0]->name == std::string_view("*"))
    return emit(Opcode::ImportStar);
  for (Alias *item : node.names) {
    emit(Opcode::ImportFrom, code().names.add(item->name));
    nameOp(item->asname ? item->asname : item->name, Access::Store);
  }
  emit(Opcode::Pop);
}

} // namespace regius
