// From the bytes of a code unit (compiler/bytecode/Encoding.h) to the words that handlers execute.
//
// First every instruction becomes one word with the handler of its opcode; then instructions of which more
// is known get a handler of Variants.def. Operands become what the handler needs, so that executing an
// instruction looks nothing up.
#include "runtime-lib/interp/Handler.h"

#include "runtime-lib/core/Tracing.h"
#include "runtime-lib/interp/Tracing.h"
#include "runtime-lib/objects/Frame.h"

#include "compiler/bytecode/CodeUnit.h"
#include "compiler/bytecode/Leb128.h"

namespace rt {

namespace {

using regius::Opcode;

constexpr Handler kHandlers[] = {
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text) exec##Name,
#include "compiler/bytecode/Opcodes.def"
};

/// Sites whose code is gone are used again. Classes may still know a cache of theirs: at worst they
/// empty it for nothing.
std::vector<AttributeSite *> freeSites;

AttributeSite *newAttributeSite(Value name) {
  AttributeSite *site;
  if (freeSites.empty()) {
    site = new AttributeSite{};
  } else {
    site = freeSites.back();
    freeSites.pop_back();
    *site = {};
  }
  site->name = name;
  return site;
}

class Decoder {
public:
  explicit Decoder(const CodeInfo *info)
      : info_(info), p_(info->body), names_(tuple(info->names)), constants_(tuple(info->constants)),
        code_(new InterpretedCode{}) {}

  InterpretedCode *run() {
    const uint32_t count = info_->instructionCount;
    code_->info = info_;
    code_->stackBase = info_->localCount + info_->cellCount;
    code_->slotCount = code_->stackBase + info_->stackSize;
    code_->words.resize(count + 1);
    opcodes_.resize(count + 1, Opcode::Nop);
    for (uint32_t i = 0; i < count; i++) {
      opcodes_[i] = static_cast<Opcode>(*p_++);
      code_->words[i].handler = kHandlers[static_cast<size_t>(opcodes_[i])];
      const auto kind = kOperandKinds[static_cast<size_t>(opcodes_[i])];
      setOperand(i, kind, kind == regius::OperandKind::None ? 0 : number());
    }
    code_->words[count].handler = execEnd;
    code_->handlers.resize(number());
    for (InterpretedHandler &h : code_->handlers) h = {number(), number(), number(), number()};
    for (uint32_t i = 0; i < count; i++) specialise(i);
    return code_;
  }

private:
  static constexpr regius::OperandKind kOperandKinds[] = {
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text) regius::OperandKind::Operand,
#include "compiler/bytecode/Opcodes.def"
  };

  const Tuple *tuple(uint32_t constant) const { return as<Tuple>(info_->module->constants[constant]); }

  uint32_t number() { return static_cast<uint32_t>(regius::getUnsigned(p_)); }

  void setOperand(uint32_t i, regius::OperandKind kind, uint32_t n) {
    Word &word = code_->words[i];
    switch (kind) {
    case regius::OperandKind::Const: word.value = constants_->items[n]; break;
    case regius::OperandKind::Label: word.target = code_->words.data() + n; break;
    case regius::OperandKind::Name: setName(word, opcodes_[i], names_->items[n]); break;
    default: word.operand = n; break;
    }
  }

  void setName(Word &word, Opcode op, Value name) {
    switch (op) {
    case Opcode::LoadAttr:
    case Opcode::StoreAttr:
    case Opcode::LoadMethod:
      word.attribute = newAttributeSite(name);
      code_->attributeSites.push_back(word.attribute);
      break;
    case Opcode::LoadGlobal:
    case Opcode::StoreGlobal:
    case Opcode::LoadName:
    case Opcode::StoreName:
      word.global = new GlobalSite{as<Str>(name), nullptr, nullptr, nullptr, 0};
      code_->globalSites.push_back(word.global);
      break;
    default: word.value = name; break;
    }
  }

  void specialise(uint32_t i) {
    Word &word = code_->words[i];
    const Opcode next = opcodes_[i + 1];
    switch (opcodes_[i]) {
    case Opcode::BinaryOp: word.handler = binaryHandler(static_cast<uint32_t>(word.operand)); break;
    case Opcode::Compare: word.handler = compareHandler(static_cast<CompareKind>(word.operand)); break;
    case Opcode::UnaryOp:
      if (word.operand == static_cast<uint64_t>(regius::UnaryKind::Negative)) word.handler = execUnaryNegative;
      if (word.operand == static_cast<uint64_t>(regius::UnaryKind::Not)) word.handler = execUnaryNot;
      break;
    case Opcode::LoadDeref:
      if (word.operand < info_->cellCount) {
        word.handler = execLoadOwnCell;
        word.operand += info_->localCount;
      } else {
        word.handler = execLoadFreeCell;
        word.operand -= info_->cellCount;
      }
      break;
    case Opcode::StoreDeref:
      if (word.operand < info_->cellCount) {
        word.handler = execStoreOwnCell;
        word.operand += info_->localCount;
      }
      break;
    case Opcode::LoadLocal:
      if (next == Opcode::LoadLocal) word.handler = execLoadTwoLocals;
      if (next == Opcode::LoadConst) word.handler = execLoadLocalConst;
      if (next == Opcode::LoadAttr) word.handler = execLoadLocalAttr;
      break;
    case Opcode::StoreLocal:
      if (next == Opcode::LoadLocal) word.handler = execStoreLoadLocal;
      if (next == Opcode::StoreLocal) word.handler = execStoreTwoLocals;
      break;
    case Opcode::Call:
      if (info_->flags & regius::kExactLifetimes) word.handler = execCallExact;
      break;
    case Opcode::CallOwned:
      if (info_->flags & regius::kExactLifetimes) word.handler = execCallOwnedExact;
      break;
    case Opcode::ForIter:
      if (next == Opcode::StoreLocal) word.handler = execForIterStore;
      break;
    case Opcode::Jump:
      if (word.target <= &word) word.handler = execJumpBackward;
      break;
    case Opcode::YieldValue:
      if (i > 0 && opcodes_[i - 1] == Opcode::Send) word.handler = execYieldDelegated;
      break;
    case Opcode::ReturnValue:
      if (info_->resume) word.handler = execReturnFromGenerator;
      break;
    default: break;
    }
  }

  static Handler binaryHandler(uint32_t operand) {
    // In place on numbers is the plain operation; others find their way through the operand.
    switch (static_cast<BinaryKind>(operand % regius::kInplace)) {
    case BinaryKind::Add: return execAdd;
    case BinaryKind::Subtract: return execSubtract;
    case BinaryKind::Multiply: return execBinaryMultiply;
    case BinaryKind::FloorDivide: return execFloorDivide;
    case BinaryKind::Remainder: return execRemainder;
    case BinaryKind::And: return execBinaryAnd;
    case BinaryKind::Or: return execBinaryOr;
    case BinaryKind::Xor: return execBinaryXor;
    case BinaryKind::LeftShift: return execLeftShift;
    case BinaryKind::RightShift: return execRightShift;
    case BinaryKind::TrueDivide: return execTrueDivide;
    case BinaryKind::MatrixMultiply:
    case BinaryKind::Power: return execBinaryOp;
    }
    return execBinaryOp;
  }

  static Handler compareHandler(CompareKind kind) {
    switch (kind) {
    case CompareKind::Less: return execCompareLess;
    case CompareKind::LessEqual: return execCompareLessEqual;
    case CompareKind::Equal: return execCompareEqual;
    case CompareKind::NotEqual: return execCompareNotEqual;
    case CompareKind::Greater: return execCompareGreater;
    case CompareKind::GreaterEqual: return execCompareGreaterEqual;
    }
    return execCompare;
  }

  const CodeInfo *info_;
  const uint8_t *p_;
  const Tuple *names_, *constants_;
  std::vector<Opcode> opcodes_;
  InterpretedCode *code_;
};

} // namespace

// --- Tracing

static InterpretedCode *allCode;

InterpretedCode::InterpretedCode() : info(nullptr), stackBase(0), slotCount(0), next(allCode), previous(nullptr) {
  if (next) next->previous = this;
  allCode = this;
}
InterpretedCode::~InterpretedCode() {
  (previous ? previous->next : allCode) = next;
  if (next) next->previous = previous;
}

/// The handler of the first of the instructions that the given one executes.
static Handler singleHandler(Handler handler) {
  static constexpr struct {
    Handler fused, first;
  } kFused[] = {
#define FUSED(Name, First, Text) {exec##Name, exec##First},
#include "runtime-lib/interp/Variants.def"
  };
  for (auto &row : kFused)
    if (row.fused == handler) return row.first;
  return handler;
}

void instrument(InterpretedCode *code) {
  if (code->traced && code->traced->installed) return;
  const size_t count = code->info->instructionCount;
  if (!code->traced) {
    code->traced = std::make_unique<TracedCode>();
    TracedCode &traced = *code->traced;
    const uint8_t *p = code->info->body;
    for (const Word &word : code->words) {
      traced.usual.push_back(word.handler);
      traced.single.push_back(singleHandler(word.handler));
    }
    for (size_t i = 0; i < count; i++) {
      const auto op = traced.opcodes.emplace_back(static_cast<Opcode>(*p++));
      if (regius::operandKind(op) != regius::OperandKind::None) regius::getUnsigned(p);
    }
    traced.lines = linesOf(code->info);
    traced.opcodes.resize(count + 1, Opcode::Nop);
    traced.lines.resize(count + 1);
  }
  code->traced->installed = true;
  for (Word &word : code->words) word.handler = execTrace;
}

void removeTrace(InterpretedCode *code) {
  code->traced->installed = false;
  for (size_t i = 0; i < code->words.size(); i++) code->words[i].handler = code->traced->usual[i];
}

static void instrumentAll() {
  for (InterpretedCode *code = allCode; code; code = code->next) instrument(code);
}

/// Code of compiled modules lives as long as the program does; that of an image is traced by it.
static std::vector<InterpretedCode *> permanentCode;

InterpretedCode *decode(const CodeInfo *info) {
  clearDeadOperands = emptyDeadOperands;
  instrumentCode = instrumentAll;
  assignLine = jumpToLine;
  InterpretedCode *code = Decoder(info).run();
  if (tracingThreads) instrument(code);
  if (info->module->image) return code;
  if (permanentCode.empty())
    addRootVisitor([](Tracer &tracer) {
      for (const InterpretedCode *each : permanentCode) trace(each, tracer);
    });
  permanentCode.push_back(code);
  return code;
}

void dispose(InterpretedCode *code) {
  for (GlobalSite *site : code->globalSites) delete site;
  for (AttributeSite *site : code->attributeSites) {
    if (!site->cache.reserved) {
      delete site;
      continue;
    }
    *site = {};
    freeSites.push_back(site);
  }
  delete code;
}

void trace(const InterpretedCode *code, Tracer &tracer) {
  for (const GlobalSite *site : code->globalSites) {
    tracer.object(site->globals);
    tracer.object(site->cell);
    tracer.object(site->builtin);
  }
}

} // namespace rt
