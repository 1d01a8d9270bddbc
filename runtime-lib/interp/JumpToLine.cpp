// frame.f_lineno = line, in a trace function (CPython: Objects/frameobject.c). The frame goes on at an
// instruction of that line, if what is on the operand stack there is what is on it now once its top is
// cut off. So for each instruction the kinds of the operands are found: a for loop expects its iterator, an
// except block what was handled before it.
#include "runtime-lib/interp/Tracing.h"

#include "runtime-lib/core/Raise.h"
#include "runtime-lib/core/Tracing.h"
#include "runtime-lib/interp/UnitOfCode.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Objects.h"

#include <algorithm>
#include <optional>

namespace rt {

namespace {

using regius::CodeUnit;
using regius::Instruction;
using regius::Opcode;

enum class Kind : uint8_t { Object, Null, Iterator, Except };
using Stack = std::vector<Kind>;

/// The operand stack before each instruction; none where control never comes.
class StackKinds {
public:
  explicit StackKinds(const CodeUnit &unit) : unit_(unit), stacks_(unit.instructions.size()) {
    reach(0, {});
    while (!work_.empty()) {
      const uint32_t at = work_.back();
      work_.pop_back();
      follow(at);
    }
  }
  const std::optional<Stack> &at(size_t pc) const { return stacks_[pc]; }

private:
  void reach(uint32_t pc, Stack stack) {
    if (pc >= stacks_.size() || stacks_[pc]) return;
    stacks_[pc] = std::move(stack);
    work_.push_back(pc);
  }

  void follow(uint32_t pc) {
    const Instruction instruction = unit_.instructions[pc];
    for (const regius::ExceptionEntry &entry : unit_.exceptionTable) {
      if (pc < entry.start || pc >= entry.end) continue;
      Stack stack(stacks_[pc]->begin(), stacks_[pc]->begin() + std::min<size_t>(entry.depth, stacks_[pc]->size()));
      stack.push_back(Kind::Except);
      reach(entry.handler, std::move(stack));
      break;
    }
    if (regius::operandKind(instruction.op) == regius::OperandKind::Label) reach(instruction.arg, after(instruction, *stacks_[pc], true));
    if (!regius::endsBlock(instruction.op)) reach(pc + 1, after(instruction, *stacks_[pc], false));
  }

  static Stack after(Instruction instruction, Stack stack, bool jumped) {
    const regius::StackEffect effect = regius::stackEffect(instruction, jumped);
    const size_t n = stack.size();
    switch (instruction.op) {
    case Opcode::Copy: stack.push_back(stack[n - instruction.arg]); return stack;
    case Opcode::Swap: std::swap(stack[n - 1], stack[n - instruction.arg]); return stack;
    case Opcode::PushNull: stack.push_back(Kind::Null); return stack;
    case Opcode::GetIter:
    case Opcode::GetAIter: stack[n - 1] = Kind::Iterator; return stack;
    case Opcode::PushExcInfo: stack.push_back(Kind::Except); return stack;
    case Opcode::LoadMethod: stack.push_back(Kind::Null); return stack; // or an object
    default: break;
    }
    // What stays is popped and pushed again in the same places.
    const size_t kept = n - std::min<size_t>(static_cast<size_t>(effect.pops), n);
    const size_t after = kept + static_cast<size_t>(effect.pushes);
    stack.resize(std::min(after, n));
    stack.resize(after, Kind::Object);
    for (size_t i = kept; i < after && replacesOperands(instruction.op); i++) stack[i] = Kind::Object;
    return stack;
  }
  /// Whether the lowest operands make room for results, instead of staying below them.
  static bool replacesOperands(Opcode op) {
    switch (op) {
    case Opcode::ForIter:
    case Opcode::JumpIfTrueOrPop:
    case Opcode::JumpIfFalseOrPop:
    case Opcode::GetANext:
    case Opcode::Send:
    case Opcode::CheckExcMatch:
    case Opcode::WithExceptStart:
    case Opcode::SetFunctionAttr: return false;
    default: return true;
    }
  }

  const CodeUnit &unit_;
  std::vector<std::optional<Stack>> stacks_;
  std::vector<uint32_t> work_;
};

bool isCompatible(Kind from, Kind to) {
  switch (to) {
  case Kind::Object: return from != Kind::Null;
  case Kind::Null: return true;
  default: return from == to;
  }
}
bool isCompatible(const Stack &from, const Stack &to) {
  if (from.size() < to.size()) return false;
  for (size_t i = 0; i < to.size(); i++)
    if (!isCompatible(from[i], to[i])) return false;
  return true;
}
const char *whyIncompatible(const std::optional<Stack> &to) {
  if (!to) return "can't jump into unreachable code";
  switch (to->empty() ? Kind::Object : to->back()) {
  case Kind::Except: return "can't jump into an 'except' block as there's no exception";
  case Kind::Iterator: return "can't jump into the body of a for loop";
  default: return "incompatible stacks";
  }
}

/// Whether the event that is being told allows to jump in the frame.
bool mayJump(Thread &t, const Frame *frame) {
  const ToldEvent *told = t.told;
  if (!told || told->event == TraceEvent::Call)
    return raiseText(t, Exc::ValueError, "can't jump from the 'call' trace event of a new frame"), false;
  if (told->frame != frame || told->event != TraceEvent::Line)
    return raiseText(t, Exc::ValueError, "can only jump from a 'line' trace event"), false;
  return true;
}

/// The lines that begin somewhere in the code.
std::vector<int32_t> startsOfLines(const std::vector<int32_t> &lines) {
  std::vector<int32_t> starts(lines.size(), -1);
  int32_t last = -1;
  for (size_t i = 0; i < lines.size(); i++) {
    const int32_t line = lines[i] > 0 ? lines[i] : -1;
    if (line != last && line != -1) starts[i] = line;
    last = line;
  }
  return starts;
}

} // namespace

bool jumpToLine(Thread &t, Frame *frame, int64_t line) {
  if (!mayJump(t, frame)) return false;
  auto *f = static_cast<InterpreterFrame *>(frame);
  const InterpretedCode *code = interpretedCode(f->function->info);
  if (line < code->info->firstLine) return raise(t, Msg::LineBefore, line), false;
  const std::vector<int32_t> starts = startsOfLines(code->traced->lines);
  int32_t first = -1;
  for (int32_t start : starts)
    if (start >= line && (first < 0 || start < first)) first = start;
  if (first < 0) return raise(t, Msg::LineAfter, line), false;

  auto unit = unitOfCode(t, code->info, UnitConstants::Kinds);
  if (!unit) return false;
  const StackKinds kinds(*unit);
  const std::optional<Stack> &from = kinds.at(framePc(f));
  const char *problem = "cannot find bytecode for specified line";
  size_t best = SIZE_MAX;
  for (size_t i = 0; i < unit->instructions.size(); i++) {
    if (starts[i] != first) continue;
    const std::optional<Stack> &to = kinds.at(i);
    if (from && to && isCompatible(*from, *to)) {
      if (best == SIZE_MAX || to->size() > kinds.at(best)->size()) best = i;
    } else {
      problem = from ? whyIncompatible(to) : "can't jump from unreachable code";
    }
  }
  if (best == SIZE_MAX) return raiseText(t, Exc::ValueError, problem), false;

  Value *base = f->locals + code->stackBase;
  for (size_t depth = from->size(); depth > kinds.at(best)->size(); depth--) {
    if ((*from)[depth - 1] == Kind::Except) t.handled = base[depth - 1];
    base[depth - 1] = kNoValue;
  }
  *t.told->sp = base + kinds.at(best)->size();
  f->ip = f->words + best;
  return true;
}

} // namespace rt
