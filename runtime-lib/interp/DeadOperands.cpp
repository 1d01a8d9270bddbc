// The collector looks at the whole native stack, so at the operand stacks of interpreted functions, too,
// up to their ends. What was popped stays there until something else is pushed. gc.collect() is expected
// to find what the program does not hold any more; therefore it has those slots emptied first.
#include "runtime-lib/interp/InterpretedCode.h"
#include "runtime-lib/interp/UnitOfCode.h"
#include "runtime-lib/objects/Code.h"

#include "compiler/bytecode/Verifier.h"

#include <algorithm>

namespace rt {

/// The depth up to which an activation may use its operand stack: the current word may execute the
/// next instruction as well (Variants.def).
static int32_t depthInUse(Thread &t, const InterpreterFrame *f) {
  InterpretedCode *code = interpretedCode(f->function->info);
  if (code->depths.empty())
    if (auto unit = unitOfCode(t, code->info, UnitConstants::Kinds)) code->depths = regius::stackDepths(*unit);
  if (code->depths.empty()) return -1;
  int32_t depth = 0;
  const size_t pc = framePc(f);
  if (pc == kResumePc) return 0;
  for (size_t i = pc; i < std::min(pc + 3, code->depths.size()); i++) depth = std::max(depth, code->depths[i]);
  return depth;
}

void emptyDeadOperands(Thread &t) {
  for (Frame *frame = t.frame; frame; frame = frame->previous) {
    if (!(frame->flags & kFrameInterpreted)) continue;
    auto *f = static_cast<InterpreterFrame *>(frame);
    const InterpretedCode *code = interpretedCode(f->function->info);
    const int32_t depth = depthInUse(t, f);
    if (depth >= 0) std::fill(f->locals + code->stackBase + depth, f->locals + code->slotCount, kNoValue);
  }
}

} // namespace rt
