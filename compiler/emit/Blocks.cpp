// Leaving blocks early. return, break and continue undo, from the inside out, what the blocks
// between them and their target set up: iterators are dropped, finally parts run (a copy of their
// code for each exit), context managers are closed, the handled exception is put back.
#include "compiler/emit/EmitterImpl.h"

namespace regius {

using namespace ast;

namespace {
constexpr size_t kMaxNestedBlocks = 20; // CPython's limit
}

Block &Emitter::pushBlock(BlockKind kind) {
  if (unit_->blocks.size() >= kMaxNestedBlocks)
    errorHere(SyntaxErrorId::TooManyNestedBlocks);
  Block &block = unit_->blocks.emplace_back();
  block.kind = kind;
  block.outer = code().region();
  return block;
}

void Emitter::popBlock() { unit_->blocks.pop_back(); }

/// [exit] -> []; calls exit(None, None, None) and leaves its result: [result].
void Emitter::callExitWithNones() {
  emit(Opcode::PushNull);
  loadNone();
  loadNone();
  loadNone();
  emit(Opcode::Call, 3);
}

void Emitter::unbindName(Identifier name) {
  loadNone();
  nameOp(name, Access::Store);
  nameOp(name, Access::Delete);
}

void Emitter::unwindOne(const Block &block, bool keepTop) {
  auto dropBelow = [&](Opcode drop = Opcode::Pop) {
    if (keepTop)
      emit(Opcode::Swap, 2);
    emit(drop);
  };
  switch (block.kind) {
  case BlockKind::While:
  case BlockKind::ExceptHandlers:
  case BlockKind::ExceptStarHandlers:
  case BlockKind::AsyncComprehension:
    return;
  case BlockKind::For:
    code().setRegion(block.outer);
    dropBelow(block.ownsIterator ? Opcode::DropIterator : Opcode::Pop);
    if (block.keepsSource)
      dropBelow();
    return;
  case BlockKind::PopValue:
    return dropBelow();
  case BlockKind::TryExcept:
    return code().setRegion(block.outer);
  case BlockKind::FinallyTry: {
    code().setRegion(block.outer);
    const Array<Stmt *> list = block.finalBody; // the block may move while the list is emitted
    if (keepTop)
      pushBlock(BlockKind::PopValue);
    statements(list);
    noPlace(); // it runs after what left the block
    if (keepTop)
      popBlock();
    return;
  }
  case BlockKind::FinallyEnd: // [previous exc (value)]
    dropBelow();
    code().setRegion(block.outer);
    if (keepTop)
      emit(Opcode::Swap, 2);
    return emit(Opcode::PopExcept);
  case BlockKind::With:
  case BlockKind::AsyncWith: {
    code().setRegion(block.outer);
    at(*block.statement);
    if (keepTop)
      emit(Opcode::Swap, 2);
    callExitWithNones();
    if (block.kind == BlockKind::AsyncWith)
      awaitTop(2);
    emit(Opcode::Pop);
    return noPlace();
  }
  case BlockKind::HandlerCleanup: // [previous (value)]
    if (keepTop)
      emit(Opcode::Swap, 2);
    code().setRegion(block.outer);
    emit(Opcode::PopExcept);
    if (block.name)
      unbindName(block.name);
    return;
  }
}

std::optional<Block> Emitter::unwindBlocks(bool keepTop, bool toLoop) {
  std::vector<Block> removed;
  std::optional<Block> result;
  while (!unit_->blocks.empty()) {
    const Block top = unit_->blocks.back();
    if (top.kind == BlockKind::ExceptStarHandlers) {
      errorHere(SyntaxErrorId::ControlFlowInExceptStar);
      break;
    }
    if (toLoop && (top.kind == BlockKind::While || top.kind == BlockKind::For)) {
      result = top;
      break;
    }
    unit_->blocks.pop_back();
    removed.push_back(top);
    unwindOne(top, keepTop);
  }
  while (!removed.empty()) {
    unit_->blocks.push_back(removed.back());
    removed.pop_back();
  }
  return result;
}

} // namespace regius
