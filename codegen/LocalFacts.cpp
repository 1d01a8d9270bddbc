// Definite assignment (Language reference 4.2.2: an unbound local is UnboundLocalError): the set of
// locals that have a value whatever way control came, intersected over all edges, exception edges
// included. Starts from "everything bound" and shrinks, so loops need no special care.
#include "codegen/LocalFacts.h"

namespace regius::codegen {

namespace {

std::vector<bool> releasedLocals(const CodeUnit &unit) {
  std::vector<bool> released(unit.varNames.size(), false);
  std::vector<bool> stored(unit.varNames.size(), false);
  for (uint32_t i = 0; i < unit.parameterCount() && i < stored.size(); i++)
    stored[i] = true;
  bool none = false; // on top of the stack; `a = b = None` copies it
  for (const Instruction &instruction : unit.instructions) {
    if (instruction.op == Opcode::LoadConst)
      none = unit.consts[instruction.arg].kind == Constant::Kind::None;
    else if (instruction.op == Opcode::DeleteLocal)
      released[instruction.arg] = true;
    else if (instruction.op == Opcode::StoreLocal) {
      if (none && stored[instruction.arg])
        released[instruction.arg] = true;
      stored[instruction.arg] = true;
    } else if (instruction.op != Opcode::Copy)
      none = false;
  }
  return released;
}

} // namespace

LocalFacts::LocalFacts(const CodeUnit &unit) {
  released_ = releasedLocals(unit);
  const size_t count = unit.instructions.size(), locals = unit.varNames.size();
  handlers_.assign(count, -1);
  leaders_.assign(count, false);
  targets_.assign(count, false);
  loops_.assign(count, false);
  for (size_t e = unit.exceptionTable.size(); e-- > 0;) { // the first matching entry wins
    const ExceptionEntry &entry = unit.exceptionTable[e];
    for (uint32_t i = entry.start; i < entry.end && i < count; i++)
      handlers_[i] = static_cast<int32_t>(e);
    if (entry.handler < count)
      leaders_[entry.handler] = targets_[entry.handler] = true;
  }
  if (count)
    leaders_[0] = true;
  for (size_t i = 0; i < count; i++) {
    const Instruction &instruction = unit.instructions[i];
    if (operandKind(instruction.op) == OperandKind::Label) {
      leaders_[instruction.arg] = targets_[instruction.arg] = true;
      for (size_t k = instruction.arg; k <= i; k++)
        loops_[k] = true;
      if (i + 1 < count)
        leaders_[i + 1] = true;
    }
    if ((endsBlock(instruction.op) || instruction.op == Opcode::YieldValue) && i + 1 < count)
      leaders_[i + 1] = true;
  }

  bound_.assign(count, std::vector<bool>(locals, true));
  if (!count || !locals)
    return;
  std::vector<bool> start(locals, false);
  for (uint32_t i = 0; i < unit.parameterCount() && i < locals; i++)
    start[i] = true;
  bound_[0] = start;
  std::vector<bool> queued(count, false);
  std::vector<uint32_t> work{0};
  std::vector<bool> seen(count, false);
  seen[0] = true;
  auto flow = [&](uint32_t target, const std::vector<bool> &state) {
    if (target >= count)
      return;
    bool changed = !seen[target];
    seen[target] = true;
    for (size_t v = 0; v < locals; v++)
      if (bound_[target][v] && !state[v]) {
        bound_[target][v] = false;
        changed = true;
      }
    if (changed && !queued[target]) {
      queued[target] = true;
      work.push_back(target);
    }
  };
  while (!work.empty()) {
    uint32_t i = work.back();
    work.pop_back();
    queued[i] = false;
    std::vector<bool> state = bound_[i];
    for (;;) {
      const Instruction &instruction = unit.instructions[i];
      if (handlers_[i] >= 0)
        flow(unit.exceptionTable[handlers_[i]].handler, state);
      if (instruction.op == Opcode::StoreLocal)
        state[instruction.arg] = true;
      else if (instruction.op == Opcode::DeleteLocal)
        state[instruction.arg] = false;
      else if (instruction.op == Opcode::LoadLocal)
        state[instruction.arg] = true; // it raised otherwise
      if (operandKind(instruction.op) == OperandKind::Label)
        flow(instruction.arg, state);
      if (endsBlock(instruction.op) || ++i >= count)
        break;
      if (leaders_[i]) {
        flow(i, state);
        break;
      }
      bound_[i] = state; // one predecessor
      seen[i] = true;
    }
  }
}

} // namespace regius::codegen
