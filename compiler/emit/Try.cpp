// try statements. The finally part exists once for each way out: inlined by unwinding (Blocks.cpp),
// after the body, and as a handler. In a handler the stack holds [previous exc]: the exception
// handled before and the one caught.
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

template <class TryNode> void Emitter::tryStatement(TryNode &node, bool star) {
  emit(Opcode::Nop);
  auto inner = [&] {
    if (node.handlers.empty())
      return statements(node.body);
    if (star)
      tryExceptStar(node.body, node.handlers, node.orelse);
    else
      tryExcept(node.body, node.handlers, node.orelse);
  };
  if (node.finalbody.empty())
    return inner();
  const Label handler = newLabel(), cleanup = newLabel(), end = newLabel();
  const RegionId outer = code().region();
  pushBlock(BlockKind::FinallyTry).finalBody = node.finalbody;
  code().openRegion(handler);
  inner();
  popBlock();
  code().setRegion(outer);
  statements(node.finalbody);
  noPlace();
  jump(Opcode::Jump, end);

  bind(handler);
  pushBlock(BlockKind::FinallyEnd);
  code().openRegion(cleanup);
  emit(Opcode::PushExcInfo);
  statements(node.finalbody);
  emit(Opcode::Reraise);
  popBlock();
  code().setRegion(outer);
  bind(cleanup);
  restoreAndReraise();
  bind(end);
}

template void Emitter::tryStatement(Try &, bool);
template void Emitter::tryStatement(TryStar &, bool);

/// Raises again where the exception came from: the instruction has no place of its own.
void Emitter::reraiseInPlace() {
  const Location where = code().where;
  code().where = {};
  emit(Opcode::Reraise);
  code().where = where;
}

/// [previous exc] -> raises exc again; the handled exception is the previous one again.
void Emitter::restoreAndReraise() {
  noPlace();
  emit(Opcode::Swap, 2);
  emit(Opcode::PopExcept);
  reraiseInPlace();
}

void Emitter::tryExcept(Array<Stmt *> list, Array<ExceptHandler *> handlers, Array<Stmt *> orelse) {
  const Label handler = newLabel(), cleanup = newLabel(), end = newLabel();
  const RegionId outer = code().region();
  pushBlock(BlockKind::TryExcept);
  code().openRegion(handler);
  statements(list);
  popBlock();
  code().setRegion(outer);
  statements(orelse);
  noPlace();
  jump(Opcode::Jump, end);

  bind(handler);
  pushBlock(BlockKind::ExceptHandlers);
  code().openRegion(cleanup);
  emit(Opcode::PushExcInfo);
  for (size_t i = 0; i < handlers.size() && !failed_; ++i) {
    at(*handlers[i]);
    if (!handlers[i]->type && i + 1 < handlers.size())
      return errorHere(SyntaxErrorId::DefaultExceptNotLast);
    exceptHandler(*handlers[i], end, outer);
  }
  popBlock();
  at(*handlers[handlers.size() - 1]); // none of them matched
  emit(Opcode::Reraise);
  code().setRegion(outer);
  bind(cleanup);
  restoreAndReraise();
  bind(end);
}

/// [previous exc]; goes on behind the clause when it does not match.
void Emitter::exceptHandler(ExceptHandler &handler, Label end, RegionId outerRegion) {
  const Label next = newLabel();
  const RegionId cleanupRegion = code().region();
  if (handler.type) {
    expression(*handler.type);
    emit(Opcode::CheckExcMatch);
    jump(Opcode::PopJumpIfFalse, next);
  }
  const Label unbind = newLabel();
  if (handler.name)
    nameOp(handler.name, Access::Store);
  else
    emit(Opcode::Pop);
  Block &block = pushBlock(BlockKind::HandlerCleanup);
  block.outer = outerRegion;
  block.name = handler.name;
  if (handler.name)
    code().openRegion(unbind);
  statements(handler.body);
  popBlock();
  code().setRegion(outerRegion);
  noPlace();
  emit(Opcode::PopExcept);
  if (handler.name)
    unbindName(handler.name);
  jump(Opcode::Jump, end);
  code().setRegion(cleanupRegion);
  if (handler.name) { // an exception in the body: the name goes away too
    noPlace();
    bind(unbind);
    unbindName(handler.name);
    reraiseInPlace();
  }
  bind(next);
}

// [previous original list rest]: `list` collects what the clauses raise, `rest` is the part of the
// group that no clause has taken yet, or None.
void Emitter::tryExceptStar(Array<Stmt *> list, Array<ExceptHandler *> handlers,
                            Array<Stmt *> orelse) {
  const Label handler = newLabel(), cleanup = newLabel(), end = newLabel(), reraise = newLabel();
  const RegionId outer = code().region();
  pushBlock(BlockKind::TryExcept);
  code().openRegion(handler);
  statements(list);
  popBlock();
  code().setRegion(outer);
  statements(orelse);
  noPlace();
  jump(Opcode::Jump, end);

  bind(handler);
  pushBlock(BlockKind::ExceptStarHandlers);
  const RegionId cleanupRegion = code().openRegion(cleanup);
  emit(Opcode::PushExcInfo);
  for (size_t i = 0; i < handlers.size() && !failed_; ++i) {
    at(*handlers[i]);
    exceptStarHandler(*handlers[i], i == 0, cleanupRegion);
  }
  emit(Opcode::ListAppend, 1);
  popBlock();
  emit(Opcode::PrepReraiseStar);
  emit(Opcode::Copy, 1);
  jump(Opcode::PopJumpIfNotNone, reraise);
  emit(Opcode::Pop);
  code().setRegion(outer);
  emit(Opcode::PopExcept);
  jump(Opcode::Jump, end);
  bind(reraise);
  restoreAndReraise();
  bind(cleanup);
  restoreAndReraise();
  bind(end);
}

void Emitter::exceptStarHandler(ExceptHandler &handler, bool first, RegionId cleanupRegion) {
  const Label noMatch = newLabel(), failed = newLabel(), next = newLabel();
  if (first) {
    emit(Opcode::BuildList, 0);
    emit(Opcode::Copy, 2);
  }
  if (handler.type) {
    expression(*handler.type);
    emit(Opcode::CheckEgMatch);
    emit(Opcode::Copy, 1);
    jump(Opcode::PopJumpIfNone, noMatch);
  } else { // only in a tree that a program made: takes all
    loadNone();
    emit(Opcode::Swap, 2);
  }
  if (handler.name)
    nameOp(handler.name, Access::Store);
  else
    emit(Opcode::Pop);
  Block &block = pushBlock(BlockKind::HandlerCleanup);
  block.name = handler.name;
  code().openRegion(failed);
  statements(handler.body);
  popBlock();
  code().setRegion(cleanupRegion);
  noPlace();
  if (handler.name)
    unbindName(handler.name);
  jump(Opcode::Jump, next);
  bind(failed); // [previous original list rest raised]
  if (handler.name)
    unbindName(handler.name);
  emit(Opcode::ListAppend, 2);
  jump(Opcode::Jump, next);
  bind(noMatch); // [previous original list rest None]
  emit(Opcode::Pop);
  bind(next);
}

} // namespace regius
