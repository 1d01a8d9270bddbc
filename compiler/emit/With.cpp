// with and async with (Reference 8.5): the manager's exit runs on every way out of the body.
//
//   manager; BeforeWith              [exit result]
//   target = result
//   body                             region -> handler
//   exit(None, None, None)
//   handler: exit(type, exc, tb)     [exit previous exc result]; true suppresses
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

void Emitter::withItems(Stmt &node, Array<WithItem *> items, Array<Stmt *> list, size_t index,
                        bool isAsync) {
  if (failed_ || !deeper())
    return;
  if (isAsync && !unit_->isAsync && !(options_.topLevelAwait && !unit_->outer))
    return errorHere(SyntaxErrorId::AsyncWithOutsideAsync);
  ++depth_;
  WithItem &item = *items[index];
  const Label handler = newLabel(), suppressed = newLabel(), cleanup = newLabel(), end = newLabel();
  const RegionId outer = code().region();
  expression(*item.context_expr);
  at(node);
  emit(isAsync ? Opcode::BeforeAsyncWith : Opcode::BeforeWith);
  if (isAsync)
    awaitTop(1);
  // The target is assigned under the protection of exit; its depth excludes the result.
  Block &block = pushBlock(isAsync ? BlockKind::AsyncWith : BlockKind::With);
  block.statement = &node;
  openRegionBelowTop(handler);
  if (item.optional_vars)
    expression(*item.optional_vars);
  else
    emit(Opcode::Pop);
  if (index + 1 < items.size())
    withItems(node, items, list, index + 1, isAsync);
  else
    statements(list);
  popBlock();
  code().setRegion(outer);
  at(node);
  callExitWithNones();
  if (isAsync)
    awaitTop(2);
  emit(Opcode::Pop);
  noPlace();
  jump(Opcode::Jump, end);

  bind(handler); // [exit exc]
  at(node);
  code().openRegion(cleanup);
  emit(Opcode::PushExcInfo);
  emit(Opcode::WithExceptStart);
  if (isAsync)
    awaitTop(2);
  jump(Opcode::PopJumpIfTrue, suppressed);
  reraiseInPlace();
  bind(suppressed); // [exit previous exc]
  emit(Opcode::Pop);
  code().setRegion(outer);
  emit(Opcode::PopExcept);
  emit(Opcode::Pop);
  noPlace();
  jump(Opcode::Jump, end);
  bind(cleanup);
  restoreAndReraise();
  bind(end);
  --depth_;
}

} // namespace regius
