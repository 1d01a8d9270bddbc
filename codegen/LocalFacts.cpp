// Definite assignment (Language reference 4.2.2: an unbound local is UnboundLocalError): the set of
// locals that have a value whatever way control came, intersected over all edges, exception edges
// included. Starts from "everything bound" and shrinks, so loops need no special care. And liveness,
// backwards, for those that must be kept although nobody reads them again.
#include "codegen/LocalFacts.h"

#include "runtime-lib/abi/Effects.h"

#include <algorithm>

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
    } else if (instruction.op != Opcode::Copy && instruction.op != Opcode::DropLocal)
      none = false;
  }
  return released;
}

/// Whether what the instruction leaves on top of the stack can have no finalizer and no weak references.
bool makesPlainValue(Opcode op) {
  return op == Opcode::LoadConst || op == Opcode::Is || op == Opcode::Contains || op == Opcode::BuildString;
}

/// Locals that no longer exist as such, or that only ever have plain values.
std::vector<bool> needNoHold(const CodeUnit &unit) {
  std::vector<bool> result(unit.varNames.size(), true);
  std::fill_n(result.begin(), std::min<size_t>(unit.parameterCount(), result.size()), false);
  for (size_t i = 0; i < unit.instructions.size(); i++)
    if (unit.instructions[i].op == Opcode::StoreLocal && (!i || !makesPlainValue(unit.instructions[i - 1].op)))
      result[unit.instructions[i].arg] = false;
  for (int32_t param : unit.cellParams)
    if (param >= 0)
      result[param] = true; // in its cell
  return result;
}

} // namespace

LocalFacts::LocalFacts(const CodeUnit &unit) {
  released_ = releasedLocals(unit);
  held_.assign(unit.varNames.size(), false);
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

  findHeld(unit);
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

/// Liveness of each local: before an instruction it is live when some way from there reads it.
void LocalFacts::findHeld(const CodeUnit &unit) {
  const size_t count = unit.instructions.size(), locals = unit.varNames.size();
  std::vector<std::vector<bool>> live(count, std::vector<bool>(locals, false));
  auto merge = [&](std::vector<bool> &into, size_t from) {
    for (size_t v = 0; from < count && v < locals; v++)
      if (live[from][v])
        into[v] = true;
  };
  auto after = [&](size_t i) {
    std::vector<bool> state(locals, false);
    const Instruction &instruction = unit.instructions[i];
    if (!endsBlock(instruction.op))
      merge(state, i + 1);
    if (operandKind(instruction.op) == OperandKind::Label)
      merge(state, instruction.arg);
    if (handlers_[i] >= 0)
      merge(state, unit.exceptionTable[handlers_[i]].handler);
    return state;
  };
  for (bool changed = true; changed;) {
    changed = false;
    for (size_t i = count; i-- > 0;) {
      std::vector<bool> state = after(i);
      const Instruction &instruction = unit.instructions[i];
      if (instruction.op == Opcode::StoreLocal || instruction.op == Opcode::DeleteLocal)
        state[instruction.arg] = false;
      else if (instruction.op == Opcode::LoadLocal || instruction.op == Opcode::DropLocal)
        state[instruction.arg] = true;
      if (state != live[i]) {
        live[i] = std::move(state);
        changed = true;
      }
    }
  }
  std::vector<size_t> firstStore(locals, count);
  for (size_t i = count; i-- > 0;)
    if (unit.instructions[i].op == Opcode::StoreLocal)
      firstStore[unit.instructions[i].arg] = i;
  std::fill_n(firstStore.begin(), std::min<size_t>(unit.parameterCount(), locals), 0);
  const std::vector<bool> excluded = needNoHold(unit);
  for (size_t i = 0; i < count; i++) {
    const Instruction &instruction = unit.instructions[i];
    const bool polls = operandKind(instruction.op) == OperandKind::Label && instruction.arg <= i;
    if (!polls && !effects::has(opcodeEffects(instruction.op), effects::MayCollect))
      continue;
    const std::vector<bool> state = after(i);
    for (size_t v = 0; v < locals; v++)
      if (!excluded[v] && !state[v] && (firstStore[v] < i || loops_[i]))
        held_[v] = true;
  }
}

} // namespace regius::codegen
