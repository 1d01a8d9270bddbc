// match statements: each case is a pattern test that leaves the subject, then guard and body.
//
// A failing test jumps to a label that first pops what is on the stack above the subject:
// `failLabels[n]` pops n values and falls into failLabels[n-1]. Captured values stay on the stack
// below the remaining subpattern work (`stores`) and are bound only when the whole pattern fits.
#include "compiler/emit/Patterns.h"

namespace regius {

using namespace ast;

void Emitter::failJump(PatternContext &context, Opcode op) {
  // Everything above the subject: the temporaries and the values waiting to be bound.
  const size_t pops = context.onTop + context.stores.size();
  while (context.failLabels.size() <= pops)
    context.failLabels.push_back(newLabel());
  jump(op, context.failLabels[pops]);
}

void Emitter::bindFailLabels(PatternContext &context) {
  if (context.failLabels.empty())
    return;
  for (size_t pops = context.failLabels.size() - 1; pops > 0; --pops) {
    bind(context.failLabels[pops]);
    emit(Opcode::Pop);
  }
  bind(context.failLabels[0]);
  context.failLabels.clear();
}

void Emitter::matchStatement(Match &node) {
  expression(*node.subject);
  const Label end = newLabel();
  const size_t count = node.cases.size();
  MatchCase &lastCase = *node.cases[count - 1];
  const bool hasDefault = count > 1 && isWildcard(*lastCase.pattern);
  const size_t tested = hasDefault ? count - 1 : count;
  for (size_t i = 0; i < tested && !failed_; ++i)
    matchCase(*node.cases[i], end, i + 1 == tested, i + 1 == count);
  if (hasDefault && !failed_) { // a final `case _` needs no test, the subject is gone
    at(*lastCase.pattern);
    emit(Opcode::Nop);
    if (lastCase.guard)
      jumpIf(*lastCase.guard, end, false);
    statements(lastCase.body);
  }
  bind(end);
}

/// `lastTest`: the subject is not needed after this case; `lastCase`: it may match everything.
void Emitter::matchCase(MatchCase &node, Label end, bool lastTest, bool lastCase) {
  at(*node.pattern);
  if (!lastTest)
    emit(Opcode::Copy, 1);
  PatternContext context;
  context.allowIrrefutable = node.guard != nullptr || lastCase;
  pattern(*node.pattern, context);
  for (Identifier name : context.stores)
    nameOp(name, Access::Store);
  if (node.guard) {
    if (context.failLabels.empty())
      context.failLabels.push_back(newLabel());
    jumpIf(*node.guard, context.failLabels[0], false);
  }
  if (!lastTest)
    emit(Opcode::Pop); // the subject
  statements(node.body);
  noPlace();
  jump(Opcode::Jump, end);
  at(*node.pattern);
  bindFailLabels(context);
}

} // namespace regius
