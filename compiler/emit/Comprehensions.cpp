// Comprehensions and generator expressions: a function of one argument, the iterator of the first
// `for`, called at once (Reference 6.2.4).
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

void Emitter::comprehension(const ComprehensionParts &parts) {
  Scope *scope = table_.scopeOf(parts.node);
  const bool isGenerator = parts.kind == NodeKind::GeneratorExp;
  const bool topLevelAwait = options_.topLevelAwait && !unit_->outer;
  const bool outerAwaits =
      unit_->isAsync || unit_->kind == CodeKind::Comprehension || topLevelAwait;
  UnitState state;
  enterUnit(state, CodeKind::Comprehension, scope, parts.name, parts.node->lineno);
  state.code.unit().argCount = 1;
  at(*parts.node);
  const bool isAsync = scope->coroutine && !isGenerator;
  if (isAsync && !outerAwaits)
    errorHere(SyntaxErrorId::AsyncComprehensionOutsideAsync);
  if (parts.kind == NodeKind::ListComp)
    emit(Opcode::BuildList, 0);
  else if (parts.kind == NodeKind::SetComp)
    emit(Opcode::BuildSet, 0);
  else if (parts.kind == NodeKind::DictComp)
    emit(Opcode::BuildMap, 0);
  comprehensionFor(parts, 0, 0);
  if (isGenerator)
    loadNone();
  if (mayOwn(*parts.generators[0]->iter))
    emit(Opcode::DropLocal, 0);
  emit(Opcode::ReturnValue);
  std::shared_ptr<CodeUnit> inner = leaveUnit();

  makeFunction(std::move(inner));
  emit(Opcode::PushNull);
  Comprehension &outermost = *parts.generators[0];
  ownedOperand(*outermost.iter);
  emit(outermost.is_async ? Opcode::GetAIter : Opcode::GetIter);
  emit(Opcode::Call, 1);
  if (isAsync)
    awaitTop(0);
}

/// `depth`: iterators on the stack above the collection.
void Emitter::comprehensionFor(const ComprehensionParts &parts, size_t index, uint32_t depth) {
  if (failed_)
    return;
  Comprehension &clause = *parts.generators[index];
  if (clause.is_async)
    return comprehensionAsyncFor(parts, index, depth);
  const Label loop = newLabel(), next = newLabel(), exhausted = newLabel(), cleanup = newLabel();
  const RegionId outer = code().region();
  bool loops = true, owns = false, keepsSource = false;
  if (index == 0) {
    emit(Opcode::LoadLocal, 0); // the parameter keeps it, also in a traceback
  } else {
    // Fast path: `for y in [f(x)]` only names a value.
    Array<Expr *> elements;
    if (auto *list = clause.iter->dynAs<List>())
      elements = list->elts;
    else if (auto *tuple = clause.iter->dynAs<Tuple>())
      elements = tuple->elts;
    if (elements.size() == 1 && !elements[0]->is<Starred>()) {
      expression(*elements[0]);
      loops = false;
    } else {
      owns = ownedOperand(*clause.iter);
      keepsSource = mayReadFile(*clause.iter);
      if (keepsSource) {
        emit(Opcode::Copy, 1);
        ++depth;
      }
      emit(Opcode::GetIter);
    }
  }
  if (loops) {
    ++depth;
    bind(loop);
    jump(Opcode::ForIter, exhausted);
    if (owns)
      openRegionBelowTop(cleanup);
  }
  expression(*clause.target);
  for (Expr *condition : clause.ifs)
    jumpIf(*condition, next, false);
  if (index + 1 < parts.generators.size())
    comprehensionFor(parts, index + 1, depth);
  else
    comprehensionElement(parts, depth);
  bind(next);
  if (loops) {
    code().setRegion(outer);
    jump(Opcode::Jump, loop);
    if (owns)
      dropIteratorAndReraise(cleanup);
    bind(exhausted);
    if (keepsSource)
      emit(Opcode::DropIterator);
  }
}

void Emitter::comprehensionAsyncFor(const ComprehensionParts &parts, size_t index, uint32_t depth) {
  Comprehension &clause = *parts.generators[index];
  const Label loop = newLabel(), next = newLabel(), stop = newLabel();
  if (index == 0) {
    emit(Opcode::LoadLocal, 0);
  } else {
    expression(*clause.iter);
    emit(Opcode::GetAIter);
  }
  bind(loop);
  pushBlock(BlockKind::AsyncComprehension);
  const RegionId outer = code().region();
  code().openRegion(stop);
  emit(Opcode::GetANext);
  loadNone();
  sendLoop();
  code().setRegion(outer);
  expression(*clause.target);
  for (Expr *condition : clause.ifs)
    jumpIf(*condition, next, false);
  ++depth;
  if (index + 1 < parts.generators.size())
    comprehensionFor(parts, index + 1, depth);
  else
    comprehensionElement(parts, depth);
  bind(next);
  jump(Opcode::Jump, loop);
  popBlock();
  bind(stop);
  emit(Opcode::EndAsyncFor);
}

void Emitter::comprehensionElement(const ComprehensionParts &parts, uint32_t depth) {
  expression(*parts.element);
  switch (parts.kind) {
  case NodeKind::ListComp:
    return emit(Opcode::ListAppend, depth + 1);
  case NodeKind::SetComp:
    return emit(Opcode::SetAdd, depth + 1);
  case NodeKind::DictComp:
    expression(*parts.value);
    return emit(Opcode::MapAdd, depth + 1);
  default:
    yieldValue();
    return emit(Opcode::Pop);
  }
}

} // namespace regius
