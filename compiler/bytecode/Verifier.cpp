// Verifies a code unit. Every reader of bytecode may rely on what is checked here:
//
// - there is at least one instruction, and as many locations as instructions;
// - every opcode exists, every operand is in the range of its kind (constants, names, locals,
//   derefs, labels, enumerations, flags), operands without meaning are 0;
// - LoadConst names no code constant, unless that is allowed; MakeFunction names one;
// - control never runs off the end;
// - each instruction has one stack depth, the same on all paths to it, never below 0 and never
//   above stackSize; depth operands reach only values that are there;
// - exception entries are non-empty ranges of instructions; every instruction in a range has at
//   least the depth of the entry; the handler is entered at depth + 1;
// - parameters fit in varNames, cellParams matches cellNames and names parameters;
// - generators' instructions occur only in units with the flag;
// - nested units obey all this too, and the closure tuple is left to the runtime to check.
#include "compiler/bytecode/Verifier.h"

namespace regius {

namespace {

constexpr uint32_t kMaxInstructions = 1u << 28;
constexpr int32_t kMaxStack = 1 << 24;
constexpr int kMaxNesting = 1000;
constexpr uint32_t kNoEntry = UINT32_MAX;

class UnitVerifier {
public:
  UnitVerifier(const CodeUnit &unit, CodeAsValue codeAsValue) : unit_(unit), codeAsValue_(codeAsValue) {}

  bool run() {
    if (!checkShape())
      return false;
    for (size_t i = 0; i < unit_.instructions.size(); ++i)
      if (!checkOperand(i))
        return false;
    return checkExceptionRanges() && flow();
  }

  std::string takeError() { return std::move(error_); }
  std::vector<int32_t> takeDepths() { return std::move(depths_); }

private:
  bool fail(const std::string &text) {
    if (error_.empty())
      error_ = unit_.qualName + ": " + text;
    return false;
  }

  bool failAt(size_t index, const std::string &text) {
    const unsigned op = static_cast<unsigned>(unit_.instructions[index].op);
    const std::string name = op < kOpcodeCount
                                 ? std::string(opcodeName(unit_.instructions[index].op))
                                 : "opcode " + std::to_string(op);
    return fail("instruction " + std::to_string(index) + " (" + name + "): " + text);
  }

  bool checkShape() {
    const size_t count = unit_.instructions.size();
    if (count == 0)
      return fail("no instructions");
    if (count > kMaxInstructions)
      return fail("too many instructions");
    if (unit_.locations.size() != count)
      return fail("the number of locations differs from that of instructions");
    if (unit_.stackSize > static_cast<uint32_t>(kMaxStack))
      return fail("the stack size is out of range");
    const uint64_t parameters = uint64_t{unit_.argCount} + unit_.kwOnlyCount +
                                ((unit_.flags & kVarArgs) ? 1 : 0) +
                                ((unit_.flags & kVarKeywords) ? 1 : 0);
    if (unit_.posOnlyCount > unit_.argCount)
      return fail("more positional-only parameters than positional ones");
    if (parameters > unit_.varNames.size())
      return fail("more parameters than local variables");
    if (static_cast<unsigned>(unit_.kind) > static_cast<unsigned>(CodeKind::Expression))
      return fail("unknown kind of unit");
    if (unit_.cellParams.size() != unit_.cellNames.size())
      return fail("the number of cell parameters differs from that of cells");
    for (int32_t index : unit_.cellParams)
      if (index < -1 || (index >= 0 && static_cast<uint64_t>(index) >= parameters))
        return fail("a cell parameter is out of range");
    if ((unit_.flags & kHasDocstring) &&
        (unit_.consts.empty() || unit_.consts[0].kind != Constant::Kind::Str))
      return fail("the docstring is missing");
    return true;
  }

  bool inRange(size_t index, uint64_t size, const char *what) {
    if (unit_.instructions[index].arg < size)
      return true;
    return failAt(index, std::string(what) + " out of range");
  }

  bool checkOperand(size_t index) {
    const Instruction instruction = unit_.instructions[index];
    if (static_cast<unsigned>(instruction.op) >= kOpcodeCount)
      return failAt(index, "no such opcode");
    switch (operandKind(instruction.op)) {
    case OperandKind::None:
      return instruction.arg == 0 || failAt(index, "an operand where none belongs");
    case OperandKind::Const:
      return inRange(index, unit_.consts.size(), "constant") && checkConstant(index);
    case OperandKind::Name:
      return inRange(index, unit_.names.size(), "name");
    case OperandKind::Local:
      return inRange(index, unit_.varNames.size(), "local");
    case OperandKind::Deref:
      return inRange(index, unit_.cellNames.size() + unit_.freeNames.size(), "cell");
    case OperandKind::Label:
      return inRange(index, unit_.instructions.size(), "jump target");
    case OperandKind::Depth:
      return (instruction.arg > 0 && inRange(index, kMaxStack, "depth")) ||
             failAt(index, "depth out of range");
    case OperandKind::Count:
      return checkCount(index);
    case OperandKind::Flags:
      return inRange(index, instruction.op == Opcode::GetAwaitable ? 3 : 2, "flags");
    case OperandKind::BinaryKind:
      return (instruction.arg & (kInplace - 1)) < kBinaryKindCount
                 ? inRange(index, 2 * kInplace, "operator")
                 : failAt(index, "operator out of range");
    case OperandKind::UnaryKind:
      return inRange(index, static_cast<uint32_t>(UnaryKind::Not) + 1, "operator");
    case OperandKind::CompareKind:
      return inRange(index, static_cast<uint32_t>(CompareKind::GreaterEqual) + 1, "operator");
    case OperandKind::Conversion:
      return inRange(index, 8, "conversion");
    case OperandKind::FunctionAttr:
      return inRange(index, static_cast<uint32_t>(FunctionAttr::TypeParams) + 1, "attribute");
    case OperandKind::Intrinsic:
      return inRange(index, static_cast<uint32_t>(IntrinsicKind::TypeAlias) + 1, "intrinsic");
    }
    return failAt(index, "no such operand kind");
  }

  bool checkConstant(size_t index) {
    const Instruction instruction = unit_.instructions[index];
    const Constant &constant = unit_.consts[instruction.arg];
    const bool isCode = constant.kind == Constant::Kind::Code;
    if (instruction.op == Opcode::MakeFunction && (!isCode || !constant.code))
      return failAt(index, "the constant is not code");
    if (instruction.op == Opcode::LoadConst && isCode && codeAsValue_ == CodeAsValue::Forbidden)
      return failAt(index, "the constant is code");
    return true;
  }

  bool checkCount(size_t index) {
    const Instruction instruction = unit_.instructions[index];
    if (instruction.op == Opcode::Raise)
      return inRange(index, 3, "count");
    if (instruction.op == Opcode::BuildSlice)
      return instruction.arg == 2 || instruction.arg == 3 || failAt(index, "count out of range");
    return inRange(index, kMaxStack, "count");
  }

  bool checkExceptionRanges() {
    const size_t count = unit_.instructions.size();
    for (const ExceptionEntry &entry : unit_.exceptionTable) {
      if (entry.start >= entry.end || entry.end > count || entry.handler >= count)
        return fail("an exception entry is out of range");
      if (entry.depth >= static_cast<uint32_t>(kMaxStack))
        return fail("the depth of an exception entry is out of range");
    }
    return true;
  }

  bool generatorFlagFits(size_t index) {
    const uint32_t generator = kGenerator | kCoroutine | kAsyncGenerator;
    switch (unit_.instructions[index].op) {
    case Opcode::YieldValue:
    case Opcode::Send:
    case Opcode::GetYieldFromIter:
    case Opcode::AsyncGenWrap:
    case Opcode::GetAwaitable:
      return (unit_.flags & generator) != 0 || failAt(index, "outside a generator");
    default:
      return true;
    }
  }

  bool flowTo(size_t from, size_t target, int32_t depth) {
    if (target >= unit_.instructions.size())
      return failAt(from, "control runs off the end");
    if (depth > static_cast<int32_t>(unit_.stackSize))
      return failAt(from, "the stack grows above the stack size");
    if (depths_[target] == -1) {
      depths_[target] = depth;
      work_.push_back(static_cast<uint32_t>(target));
      return true;
    }
    if (depths_[target] != depth)
      return failAt(target, "stack depth " + std::to_string(depth) + " from instruction " +
                                std::to_string(from) + ", " + std::to_string(depths_[target]) +
                                " from elsewhere");
    return true;
  }

  bool step(size_t index) {
    const Instruction instruction = unit_.instructions[index];
    const int32_t depth = depths_[index];
    const StackEffect falls = stackEffect(instruction, false);
    if (falls.pops > depth)
      return failAt(index, "the stack holds " + std::to_string(depth) + " values, " +
                               std::to_string(falls.pops) + " are needed");
    if (operandKind(instruction.op) == OperandKind::Depth &&
        static_cast<int64_t>(instruction.arg) > depth - falls.pops + falls.pushes)
      return failAt(index, "the depth operand reaches below the stack");
    if (!generatorFlagFits(index))
      return false;
    if (operandKind(instruction.op) == OperandKind::Label) {
      const StackEffect jumps = stackEffect(instruction, true);
      if (!flowTo(index, instruction.arg, depth - jumps.pops + jumps.pushes))
        return false;
    }
    if (!endsBlock(instruction.op) && !flowTo(index, index + 1, depth - falls.pops + falls.pushes))
      return false;
    return true;
  }

  /// An exception entry becomes live when any instruction in its range does.
  bool stepHandler(size_t index) {
    if (firstEntry_.empty() || firstEntry_[index] == kNoEntry)
      return true;
    const ExceptionEntry &entry = unit_.exceptionTable[firstEntry_[index]];
    if (static_cast<int32_t>(entry.depth) > depths_[index])
      return failAt(index, "the stack is lower than the depth of its exception entry");
    return flowTo(index, entry.handler, static_cast<int32_t>(entry.depth) + 1);
  }

  /// For each instruction the first entry whose range holds it: the first match wins. Linear:
  /// `next` links every covered instruction to the next uncovered one.
  void mapEntries() {
    if (unit_.exceptionTable.empty())
      return;
    const size_t count = unit_.instructions.size();
    firstEntry_.assign(count, kNoEntry);
    std::vector<uint32_t> next(count + 1);
    for (size_t i = 0; i <= count; ++i)
      next[i] = static_cast<uint32_t>(i);
    auto find = [&next](uint32_t i) {
      while (next[i] != i)
        i = next[i] = next[next[i]];
      return i;
    };
    for (size_t k = 0; k < unit_.exceptionTable.size(); ++k) {
      const ExceptionEntry &entry = unit_.exceptionTable[k];
      for (uint32_t i = find(entry.start); i < entry.end; i = find(i)) {
        firstEntry_[i] = static_cast<uint32_t>(k);
        next[i] = i + 1;
      }
    }
  }

  bool flow() {
    depths_.assign(unit_.instructions.size(), -1);
    mapEntries();
    depths_[0] = 0;
    work_.push_back(0);
    while (!work_.empty()) {
      const size_t index = work_.back();
      work_.pop_back();
      if (!stepHandler(index) || !step(index))
        return false;
    }
    return true;
  }

  const CodeUnit &unit_;
  const CodeAsValue codeAsValue_;
  std::string error_;
  std::vector<int32_t> depths_;
  std::vector<uint32_t> work_;
  std::vector<uint32_t> firstEntry_; // empty when there are no entries
};

std::optional<std::string> verifyConstant(const Constant &constant, CodeAsValue codeAsValue, int level);

std::optional<std::string> verifyNested(const CodeUnit &unit, CodeAsValue codeAsValue, int level) {
  if (level > kMaxNesting)
    return "code units are nested too deeply";
  UnitVerifier verifier(unit, codeAsValue);
  if (!verifier.run())
    return verifier.takeError();
  for (const Constant &constant : unit.consts)
    if (auto error = verifyConstant(constant, codeAsValue, level))
      return error;
  return std::nullopt;
}

std::optional<std::string> verifyConstant(const Constant &constant, CodeAsValue codeAsValue, int level) {
  if (constant.kind == Constant::Kind::Code)
    return constant.code ? verifyNested(*constant.code, codeAsValue, level + 1)
                         : std::optional<std::string>("a code constant is empty");
  if (constant.kind != Constant::Kind::Tuple && constant.kind != Constant::Kind::FrozenSet)
    return std::nullopt;
  for (const Constant &item : constant.items)
    if (item.kind == Constant::Kind::Code)
      return "a code constant inside a tuple";
  return std::nullopt;
}

} // namespace

std::optional<std::string> verify(const CodeUnit &unit, CodeAsValue codeAsValue) { return verifyNested(unit, codeAsValue, 0); }

std::vector<int32_t> stackDepths(const CodeUnit &unit) {
  UnitVerifier verifier(unit, CodeAsValue::Allowed);
  verifier.run();
  return verifier.takeDepths();
}

} // namespace regius
