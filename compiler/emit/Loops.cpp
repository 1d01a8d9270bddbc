// Loops, return, break and continue.
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

//   loop: test -> else     else part runs when the test fails, not after break; a constant one leaves a Nop, for its line
//         body
//         Jump loop
//   else: orelse
//   end:
void Emitter::whileStatement(While &node) {
  const Label loop = newLabel(), end = newLabel(), otherwise = newLabel();
  bind(loop);
  Block &block = pushBlock(BlockKind::While);
  block.start = loop;
  block.exit = end;
  jumpIf(*node.test, otherwise, false);
  const bool forever = constantOf(*node.test).has_value();
  const Label body = newLabel();
  bind(body);
  statements(node.body);
  forever ? at(node) : noPlace();
  jump(Opcode::Jump, forever ? body : loop);
  popBlock();
  bind(otherwise);
  statements(node.orelse);
  bind(end);
}

void Emitter::forStatement(For &node) {
  const Label loop = newLabel(), end = newLabel(), exhausted = newLabel();
  Block &block = pushBlock(BlockKind::For);
  block.start = loop;
  block.exit = end;
  const bool owns = ownedOperand(*node.iter), keepsSource = mayReadFile(*node.iter);
  unit_->blocks.back().ownsIterator = owns;
  unit_->blocks.back().keepsSource = keepsSource;
  if (keepsSource)
    emit(Opcode::Copy, 1);
  emit(Opcode::GetIter);
  const RegionId outer = code().region();
  const Label cleanup = newLabel();
  bind(loop);
  jump(Opcode::ForIter, exhausted);
  if (owns)
    openRegionBelowTop(cleanup);
  expression(*node.target);
  statements(node.body);
  code().setRegion(outer);
  noPlace();
  jump(Opcode::Jump, loop);
  popBlock();
  if (owns)
    dropIteratorAndReraise(cleanup);
  bind(exhausted);
  if (keepsSource)
    emit(Opcode::DropIterator);
  statements(node.orelse);
  bind(end);
}

/// An exception leaves a loop: [iterator exception].
void Emitter::dropIteratorAndReraise(Label cleanup) {
  bind(cleanup);
  noPlace();
  emit(Opcode::Swap, 2);
  emit(Opcode::DropIterator);
  emit(Opcode::Reraise);
}

//   [aiter] with every StopAsyncIteration of the await going to `stop`
void Emitter::asyncForStatement(AsyncFor &node) {
  if (!unit_->isAsync && !(options_.topLevelAwait && !unit_->outer))
    return errorHere(SyntaxErrorId::AsyncForOutsideAsync);
  const Label loop = newLabel(), end = newLabel(), stop = newLabel();
  expression(*node.iter);
  emit(Opcode::GetAIter);
  bind(loop);
  Block &block = pushBlock(BlockKind::For);
  block.start = loop;
  block.exit = end;
  const RegionId outer = code().region();
  code().openRegion(stop);
  emit(Opcode::GetANext);
  loadNone();
  sendLoop();
  code().setRegion(outer);
  expression(*node.target);
  statements(node.body);
  noPlace();
  jump(Opcode::Jump, loop);
  popBlock();
  bind(stop);
  at(node);
  emit(Opcode::EndAsyncFor);
  statements(node.orelse);
  bind(end);
}

void Emitter::returnStatement(Return &node) {
  if (!unit_->scope->isFunctionLike())
    return errorHere(SyntaxErrorId::ReturnOutsideFunction);
  if (node.value && unit_->scope->coroutine && unit_->scope->generator)
    return errorHere(SyntaxErrorId::ReturnValueInAsyncGenerator);
  const std::optional<regius::Constant> constant = node.value ? constantOf(*node.value) : std::nullopt;
  const bool keepTop = node.value && !constant;
  if (keepTop)
    expression(*node.value);
  const RegionId region = code().region();
  at(node);
  if (node.value && !keepTop) {
    at(*node.value);
    emit(Opcode::Nop);
  }
  if (!node.value || node.value->lineno != node.lineno) {
    at(node);
    emit(Opcode::Nop);
  }
  unwindBlocks(keepTop, false);
  if (!node.value)
    loadNone();
  else if (!keepTop)
    loadConstant(*constant);
  dropOwnedLocals();
  emit(Opcode::ReturnValue);
  code().setRegion(region);
}

void Emitter::breakStatement(const Stmt &node) {
  const RegionId region = code().region();
  emit(Opcode::Nop);
  std::optional<Block> loop = unwindBlocks(false, true);
  if (!loop) {
    at(node);
    return errorHere(SyntaxErrorId::BreakOutsideLoop);
  }
  unwindOne(*loop, false);
  jump(Opcode::Jump, loop->exit);
  code().setRegion(region);
}

void Emitter::continueStatement(const Stmt &node) {
  const RegionId region = code().region();
  emit(Opcode::Nop);
  std::optional<Block> loop = unwindBlocks(false, true);
  if (!loop) {
    at(node);
    return errorHere(SyntaxErrorId::ContinueOutsideLoop);
  }
  jump(Opcode::Jump, loop->start);
  code().setRegion(region);
}

} // namespace regius
