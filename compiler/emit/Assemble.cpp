// The last step of emitting a unit. While instructions are added, the stack depth is known at every
// point, so unreachable code is dropped at once and the depth of each handler is that of its
// region. At the end labels become instruction indices, jumps to jumps are shortened, jumps to the
// next instruction vanish, and runs of instructions of one region become exception entries.
#include "compiler/emit/CodeBuilder.h"

#include <algorithm>
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
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < count; ++i)
    if (keep[i])
      order.push_back(i);
  arrange(order);
  copyExitsWithoutPlace();
  copyExitsWithoutPlace(); // what led to an exit by a jump may be one now
  placeWhatHasNone();
  placeReturns();
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

/// How many ways lead to each instruction: from the one before, by jumps, by exceptions.
std::vector<uint32_t> CodeBuilder::predecessors() const {
  const std::vector<Instruction> &code = unit_->instructions;
  std::vector<uint32_t> result(code.size() + 1, 0);
  for (size_t i = 0; i < code.size(); ++i) {
    if (operandKind(code[i].op) == OperandKind::Label)
      ++result[code[i].arg];
    if (!endsBlock(code[i].op))
      ++result[i + 1];
    if (regionOf_[i] != kNoRegion)
      ++result[static_cast<size_t>(labels_[regions_[regionOf_[i]].handler.id].position)];
  }
  return result;
}

/// The end of the block at `start` if it leaves the function and has no line of its own; otherwise `start`.
size_t CodeBuilder::endOfExitWithoutPlace(size_t start, const std::vector<uint32_t> &ways) const {
  const std::vector<Instruction> &code = unit_->instructions;
  if (unit_->locations[start].line != 0)
    return start;
  size_t last = start;
  while (operandKind(code[last].op) != OperandKind::Label && !endsBlock(code[last].op) && ways[last + 1] == 1)
    ++last;
  return endsBlock(code[last].op) && code[last].op != Opcode::Jump ? last + 1 : start;
}

/// The return or reraise at the end of a function has no line of its own: it is on the line that leads to it. Where several lead to it,
/// each jump gets a copy: `if a: b()` returns on the line of the test when `a` is false, on that of the body when it is true.
void CodeBuilder::copyExitsWithoutPlace() {
  std::vector<Instruction> &code = unit_->instructions;
  std::vector<Location> &places = unit_->locations;
  std::vector<uint32_t> ways = predecessors();
  for (size_t i = 0, count = code.size(); i < count; ++i) {
    if (operandKind(code[i].op) != OperandKind::Label || ways[code[i].arg] < 2)
      continue;
    const size_t start = code[i].arg, end = endOfExitWithoutPlace(start, ways);
    if (start == end)
      continue;
    --ways[start];
    code[i].arg = static_cast<uint32_t>(code.size());
    for (size_t k = start; k < end; ++k) {
      code.push_back(Instruction(code[k]));
      places.push_back(Location(places[k]));
      regionOf_.push_back(RegionId(regionOf_[k]));
    }
  }
  straightenExits();
}

/// An exit that only an unconditional jump leads to takes its place.
void CodeBuilder::straightenExits() {
  std::vector<Instruction> &code = unit_->instructions;
  const std::vector<uint32_t> ways = predecessors();
  std::vector<uint32_t> order;
  std::vector<bool> taken(code.size(), false);
  for (size_t i = 0; i < code.size(); ++i) {
    if (taken[i])
      continue;
    order.push_back(static_cast<uint32_t>(i));
    const size_t start = code[i].arg;
    if (code[i].op != Opcode::Jump || start <= i || ways[start] != 1)
      continue;
    const size_t end = endOfExitWithoutPlace(start, ways);
    if (start == end)
      continue;
    code[i] = code[start]; // on the line of the jump
    regionOf_[i] = regionOf_[start];
    taken[start] = true;
    for (size_t k = start + 1; k < end; ++k) {
      order.push_back(static_cast<uint32_t>(k));
      taken[k] = true;
    }
  }
  arrange(order);
}

/// Puts the instructions into this order; those that are not in it go. A jump to one of these leads to the next that stays.
void CodeBuilder::arrange(const std::vector<uint32_t> &order) {
  const size_t count = unit_->instructions.size();
  constexpr uint32_t kGone = UINT32_MAX;
  std::vector<uint32_t> moved(count + 1, kGone);
  std::vector<Instruction> code;
  std::vector<Location> places;
  std::vector<RegionId> regions;
  for (const uint32_t from : order) {
    moved[from] = static_cast<uint32_t>(code.size());
    code.push_back(unit_->instructions[from]);
    places.push_back(unit_->locations[from]);
    regions.push_back(regionOf_[from]);
  }
  moved[count] = static_cast<uint32_t>(code.size());
  for (size_t i = count; i-- > 0;)
    if (moved[i] == kGone)
      moved[i] = moved[i + 1];
  for (Instruction &instruction : code)
    if (operandKind(instruction.op) == OperandKind::Label)
      instruction.arg = moved[instruction.arg];
  for (LabelState &label : labels_)
    if (label.position >= 0)
      label.position = static_cast<int32_t>(moved[static_cast<size_t>(label.position)]);
  unit_->instructions = std::move(code);
  unit_->locations = std::move(places);
  regionOf_ = std::move(regions);
}

/// Instructions without a place get that of the one that leads to them, if only one does.
void CodeBuilder::placeWhatHasNone() {
  const std::vector<Instruction> &code = unit_->instructions;
  std::vector<Location> &places = unit_->locations;
  const std::vector<uint32_t> ways = predecessors();
  for (size_t i = 0; i < code.size(); ++i) {
    if (i + 1 < code.size() && places[i + 1].line == 0 && ways[i + 1] == 1 && !endsBlock(code[i].op) &&
        code[i + 1].op != Opcode::Reraise)
      places[i + 1] = places[i];
    if (operandKind(code[i].op) == OperandKind::Label && places[code[i].arg].line == 0 && ways[code[i].arg] == 1)
      places[code[i].arg] = places[i];
  }
}

/// A return always has a line, if need be that of the block before it in the text.
void CodeBuilder::placeReturns() {
  std::vector<Location> &places = unit_->locations;
  const std::vector<uint32_t> ways = predecessors();
  int32_t line = static_cast<int32_t>(unit_->firstLine);
  size_t start = 0;
  for (size_t i = 0; i < places.size(); ++i) {
    const Opcode op = unit_->instructions[i].op;
    if (!endsBlock(op) && operandKind(op) != OperandKind::Label && ways[i + 1] == 1)
      continue;
    if (places[i].line > 0)
      line = places[i].line;
    else if (op == Opcode::ReturnValue)
      std::fill(places.begin() + static_cast<ptrdiff_t>(start), places.begin() + static_cast<ptrdiff_t>(i) + 1, Location{line, line, -1, -1});
    start = i + 1;
  }
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
