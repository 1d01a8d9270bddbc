// The last step of emitting a unit. While instructions are added, the stack depth is known at every
// point, so unreachable code is dropped at once and the depth of each handler is that of its
// region. At the end labels become instruction indices, jumps to jumps are shortened, jumps to the
// next instruction vanish, and runs of instructions of one region become exception entries.
#include "compiler/emit/CodeBuilder.h"

#include <bit>

namespace regius {

uint32_t NameTable::add(Identifier name) {
  auto [entry, added] = index_.try_emplace(name, static_cast<uint32_t>(names_.size()));
  if (added)
    names_.push_back(std::string(name.view()));
  return entry->second;
}

int32_t NameTable::find(Identifier name) const {
  auto found = index_.find(name);
  return found == index_.end() ? -1 : static_cast<int32_t>(found->second);
}

Constant intConstant(int64_t value) {
  Constant constant = makeConstant(Constant::Kind::Int);
  constant.intValue = value;
  return constant;
}

Constant strConstant(std::string_view text) {
  Constant constant = makeConstant(Constant::Kind::Str);
  constant.text = std::string(text);
  return constant;
}

Constant tupleConstant(std::vector<Constant> items) {
  Constant constant = makeConstant(Constant::Kind::Tuple);
  constant.items = std::move(items);
  return constant;
}

namespace {

/// Bytes that are equal exactly for constants that may share a place: same type and same value,
/// where 0.0 and -0.0 differ and so do 1, 1.0 and True.
void appendKey(std::string &key, const Constant &constant) {
  key += static_cast<char>(constant.kind);
  auto bits = [&key](uint64_t value) {
    for (int i = 0; i < 64; i += 8)
      key += static_cast<char>(value >> i);
  };
  switch (constant.kind) {
  case Constant::Kind::None:
  case Constant::Kind::True:
  case Constant::Kind::False:
  case Constant::Kind::Ellipsis:
    return;
  case Constant::Kind::Int:
    return bits(static_cast<uint64_t>(constant.intValue));
  case Constant::Kind::Float:
    return bits(std::bit_cast<uint64_t>(constant.real));
  case Constant::Kind::Complex:
    bits(std::bit_cast<uint64_t>(constant.real));
    return bits(std::bit_cast<uint64_t>(constant.imag));
  case Constant::Kind::BigInt:
  case Constant::Kind::Str:
  case Constant::Kind::Bytes:
    bits(constant.text.size());
    key += constant.text;
    return;
  case Constant::Kind::Tuple:
  case Constant::Kind::FrozenSet:
    bits(constant.items.size());
    for (const Constant &item : constant.items)
      appendKey(key, item);
    return;
  case Constant::Kind::Code:
    return bits(reinterpret_cast<uintptr_t>(constant.code.get()));
  }
}

} // namespace

uint32_t CodeBuilder::addConstant(Constant constant) {
  std::string key;
  appendKey(key, constant);
  auto [entry, added] =
      constants_.try_emplace(std::move(key), static_cast<uint32_t>(unit_->consts.size()));
  if (added)
    unit_->consts.push_back(std::move(constant));
  return entry->second;
}

bool CodeBuilder::replaceLast(Opcode from, Opcode to) {
  if (!reachable_ || unit_->instructions.empty() || unit_->instructions.back().op != from)
    return false;
  unit_->instructions.back().op = to;
  return true;
}

void CodeBuilder::emit(Opcode op, uint32_t arg) {
  if (!reachable_)
    return;
  const Instruction instruction{op, arg};
  const StackEffect effect = stackEffect(instruction, false);
  if (effect.pops > depth_)
    internalError("the stack holds too few values");
  unit_->instructions.push_back(instruction);
  unit_->locations.push_back(where);
  regionOf_.push_back(region_);
  if (region_ != kNoRegion)
    reach(regions_[region_].handler, regions_[region_].depth + 1);
  depth_ += effect.pushes - effect.pops;
  if (depth_ > static_cast<int>(unit_->stackSize))
    unit_->stackSize = static_cast<uint32_t>(depth_);
  if (endsBlock(op))
    reachable_ = false;
}

void CodeBuilder::jump(Opcode op, Label target) {
  if (!reachable_)
    return;
  const StackEffect effect = stackEffect({op, 0}, true);
  reach(target, depth_ - effect.pops + effect.pushes);
  emit(op, target.id);
}

void CodeBuilder::reach(Label label, int depth) {
  LabelState &state = labels_[label.id];
  if (state.depth < 0) {
    state.depth = depth;
    if (depth > static_cast<int>(unit_->stackSize))
      unit_->stackSize = static_cast<uint32_t>(depth);
  } else if (state.depth != depth) {
    internalError("a label is reached with different stack depths");
  }
}

Label CodeBuilder::newLabel() {
  labels_.push_back({});
  return {static_cast<uint32_t>(labels_.size() - 1)};
}

void CodeBuilder::bind(Label label) {
  LabelState &state = labels_[label.id];
  state.position = static_cast<int32_t>(unit_->instructions.size());
  if (reachable_) {
    reach(label, depth_);
  } else if (state.depth >= 0) {
    reachable_ = true;
    depth_ = state.depth;
  }
}

RegionId CodeBuilder::openRegion(Label handler, int above) {
  regions_.push_back({handler, depth_ - above});
  return region_ = static_cast<RegionId>(regions_.size() - 1);
}

std::string CodeBuilder::finish() {
  if (reachable_)
    internalError("control runs off the end");
  if (!error_.empty())
    return error_;
  for (Instruction &instruction : unit_->instructions) {
    if (operandKind(instruction.op) != OperandKind::Label)
      continue;
    if (labels_[instruction.arg].position < 0)
      return "a label is not bound";
    instruction.arg = static_cast<uint32_t>(labels_[instruction.arg].position);
  }
  threadJumps();
  compact();
  fillExceptionTable();
  return error_;
}

namespace {

bool keepsValue(Opcode op) {
  return op == Opcode::JumpIfTrueOrPop || op == Opcode::JumpIfFalseOrPop;
}
bool jumpsOnTrue(Opcode op) { return op == Opcode::JumpIfTrueOrPop || op == Opcode::PopJumpIfTrue; }
bool testsTruth(Opcode op) {
  return keepsValue(op) || op == Opcode::PopJumpIfTrue || op == Opcode::PopJumpIfFalse;
}

} // namespace

/// A jump to an unconditional jump goes to its target at once, unless that is on a line of its own. A jump that keeps a tested value for
/// another test knows its outcome: bool() of the value must not run twice (Reference 6.11). Chains
/// end after a few steps, since a loop may jump to itself.
void CodeBuilder::threadJumps() {
  std::vector<Instruction> &code = unit_->instructions;
  for (Instruction &instruction : code) {
    if (operandKind(instruction.op) != OperandKind::Label || instruction.op == Opcode::ForIter ||
        instruction.op == Opcode::Send)
      continue;
    for (int steps = 0; steps < 64; ++steps) {
      const Instruction target = code[instruction.arg];
      const int32_t targetLine = unit_->locations[instruction.arg].line;
      const bool ownLine = targetLine != 0 && targetLine != unit_->locations[static_cast<size_t>(&instruction - code.data())].line;
      if (target.op == Opcode::Jump && target.arg != instruction.arg && !ownLine) {
        instruction.arg = target.arg;
      } else if (keepsValue(instruction.op) && testsTruth(target.op)) {
        const bool sameOutcome = jumpsOnTrue(instruction.op) == jumpsOnTrue(target.op);
        if (!sameOutcome || !keepsValue(target.op))
          instruction.op =
              jumpsOnTrue(instruction.op) ? Opcode::PopJumpIfTrue : Opcode::PopJumpIfFalse;
        instruction.arg = sameOutcome ? target.arg : instruction.arg + 1;
      } else {
        break;
      }
    }
  }
}

/// Drops jumps to the next instruction, code that only threaded jumps led to, and Nops.
void CodeBuilder::compact() {
  std::vector<Instruction> &code = unit_->instructions;
  const size_t count = code.size();
  std::vector<bool> live(count, false);
  std::vector<uint32_t> work{0};
  std::vector<bool> regionSeen(regions_.size(), false);
  while (!work.empty()) {
    size_t i = work.back();
    work.pop_back();
    for (; i < count && !live[i]; ++i) {
      live[i] = true;
      const RegionId region = regionOf_[i];
      if (region != kNoRegion && !regionSeen[region]) {
        regionSeen[region] = true;
        work.push_back(static_cast<uint32_t>(labels_[regions_[region].handler.id].position));
      }
      if (operandKind(code[i].op) == OperandKind::Label)
        work.push_back(code[i].arg);
      if (endsBlock(code[i].op))
        break;
    }
  }
  std::vector<bool> keep = live;
  do
    dropNops(keep);
  while (dropJumpsToNext(keep));
  std::vector<uint32_t> moved(count + 1);
  uint32_t size = 0;
  for (size_t i = 0; i < count; ++i) {
    moved[i] = size;
    if (keep[i]) {
      code[size] = code[i];
      unit_->locations[size] = unit_->locations[i];
      regionOf_[size] = regionOf_[i];
      ++size;
    }
  }
  moved[count] = size;
  code.resize(size);
  unit_->locations.resize(size);
  regionOf_.resize(size);
  for (Instruction &instruction : code)
    if (operandKind(instruction.op) == OperandKind::Label)
      instruction.arg = moved[instruction.arg];
  for (LabelState &label : labels_)
    if (label.position >= 0)
      label.position = static_cast<int32_t>(moved[static_cast<size_t>(label.position)]);
  placeWhatHasNone();
}

/// Which of the instructions control may come to other than from the one before.
std::vector<bool> CodeBuilder::leaders(const std::vector<bool> &keep) const {
  const std::vector<Instruction> &code = unit_->instructions;
  std::vector<bool> result(code.size() + 1, false);
  for (size_t i = 0; i < code.size(); ++i) {
    if (!keep[i])
      continue;
    if (operandKind(code[i].op) == OperandKind::Label) {
      result[code[i].arg] = true;
      result[i + 1] = true;
    }
    if (regionOf_[i] != kNoRegion)
      result[static_cast<size_t>(labels_[regions_[regionOf_[i]].handler.id].position)] = true;
  }
  for (size_t i = 0; i < code.size(); ++i) // what is dropped hands it on
    if (result[i] && !keep[i])
      result[i + 1] = true;
  return result;
}

/// A Nop stays where it is the only instruction of its line (as in CPython's compile.c).
void CodeBuilder::dropNops(std::vector<bool> &keep) {
  std::vector<Location> &places = unit_->locations;
  const std::vector<bool> leader = leaders(keep);
  const size_t count = keep.size();
  int32_t lineBefore = -1; // in the same block
  for (size_t i = 0; i < count; ++i) {
    if (leader[i])
      lineBefore = -1;
    if (!keep[i])
      continue;
    const int32_t line = places[i].line;
    if (unit_->instructions[i].op == Opcode::Nop) {
      size_t next = i + 1;
      bool sameBlock = !leader[next];
      while (next < count && !keep[next])
        sameBlock = !leader[++next] && sameBlock;
      const int32_t lineAfter = next < count ? places[next].line : -1;
      keep[i] = line != 0 && line != lineBefore && line != lineAfter && !(sameBlock && lineAfter == 0);
      if (!keep[i]) {
        if (line != 0 && sameBlock && lineAfter == 0 && line != lineBefore)
          places[next] = places[i];
        continue;
      }
    }
    lineBefore = line;
  }
}

/// A jump to the next instruction becomes a Nop, which keeps its line if need be. True when there was one.
bool CodeBuilder::dropJumpsToNext(const std::vector<bool> &keep) {
  std::vector<Instruction> &code = unit_->instructions;
  const size_t count = code.size();
  bool changed = false;
  uint32_t nextKept = static_cast<uint32_t>(count);
  std::vector<uint32_t> keptAt(count + 1, nextKept); // first kept instruction at or after i
  for (size_t i = count; i-- > 0;) {
    if (keep[i] && code[i].op == Opcode::Jump && code[i].arg > i && keptAt[code[i].arg] == nextKept && nextKept < count) {
      code[i] = {Opcode::Nop, 0};
      changed = true;
    }
    if (keep[i])
      nextKept = static_cast<uint32_t>(i);
    keptAt[i] = nextKept;
  }
  return changed;
}

/// Instructions without a place get that of the one before, if control comes from there only.
void CodeBuilder::placeWhatHasNone() {
  const std::vector<Instruction> &code = unit_->instructions;
  std::vector<Location> &places = unit_->locations;
  std::vector<bool> isTarget(code.size() + 1, false);
  for (size_t i = 0; i < code.size(); ++i) {
    if (operandKind(code[i].op) == OperandKind::Label)
      isTarget[code[i].arg] = true;
    if (regionOf_[i] != kNoRegion)
      isTarget[static_cast<size_t>(labels_[regions_[regionOf_[i]].handler.id].position)] = true;
  }
  for (size_t i = 1; i < code.size(); ++i)
    if (places[i].line == 0 && !isTarget[i] && !endsBlock(code[i - 1].op) && code[i].op != Opcode::Reraise)
      places[i] = places[i - 1];
}

void CodeBuilder::fillExceptionTable() {
  for (size_t i = 0; i < regionOf_.size();) {
    size_t end = i + 1;
    while (end < regionOf_.size() && regionOf_[end] == regionOf_[i])
      ++end;
    if (regionOf_[i] != kNoRegion) {
      const Region &region = regions_[regionOf_[i]];
      const int32_t handler = labels_[region.handler.id].position;
      if (handler < 0)
        internalError("a handler is not bound");
      unit_->exceptionTable.push_back({static_cast<uint32_t>(i), static_cast<uint32_t>(end),
                                       static_cast<uint32_t>(handler),
                                       static_cast<uint32_t>(region.depth)});
    }
    i = end;
  }
}

} // namespace regius
