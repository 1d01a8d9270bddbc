// Lowering of one code unit: an abstract interpretation of its operand stack that builds SSA.
//
// - Between basic blocks the operand stack lives in allocas, one per depth, that mem2reg promotes;
//   inside a block it is a vector of SSA values, stored only at the end of the block or when an
//   exception handler needs the value ("flush").
// - Locals are allocas as well (0 = unbound), unless somebody may look at them (kNeedsLocals): then
//   an array that the Frame points to.
// - Every operation that may raise stores its instruction index in the frame, on its slow path only,
//   and branches to the landing block of its handler, which records a traceback entry.
#pragma once

#include "codegen/LocalFacts.h"
#include "codegen/ModuleLowering.h"

#include <map>
#include <optional>

namespace regius::codegen {

/// Emits the native functions of a code unit.
void lowerUnit(ModuleLowering &module, UnitFunctions &functions);

class FunctionLowering {
public:
  FunctionLowering(ModuleLowering &module, UnitFunctions &functions);
  void run();

private:
  // One per opcode of Opcodes.def, in lower/*.cpp.
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text) void lower##Name(uint32_t arg);
#include "compiler/bytecode/Opcodes.def"

  // --- Body.cpp
  void prologue();
  void generatorEntry();
  void generatorPrologue();
  void allocateFrame(bool withHolds);
  void setUpFrame(llvm::Value *generator);
  void runInterpreted(llvm::Value *isTraced);
  void makeCells();
  void lowerInstructions();
  void emitReturn(llvm::Value *value, bool returns = true);
  void finishFrame(bool returns);
  void leaveFrame();
  void setLocation(uint32_t index);

  // --- Operand stack
  struct Entry {
    llvm::Value *value = nullptr; // null: only in its alloca
    llvm::Value *condition = nullptr; // an i1 standing for a bool object
    bool stored = false;
  };
  uint32_t depth() const { return static_cast<uint32_t>(stack_.size()); }
  void push(llvm::Value *value) { stack_.push_back({value, nullptr, false}); }
  void pushCondition(llvm::Value *condition) { stack_.push_back({nullptr, condition, false}); }
  llvm::Value *pop();
  void drop();
  /// The value `distance` below the top (1 = top).
  llvm::Value *peek(uint32_t distance);
  /// Pops n values, in stack order.
  llvm::SmallVector<llvm::Value *, 8> popMany(uint32_t n);
  llvm::Value *entryValue(uint32_t index);
  void flush(uint32_t upTo);
  void spillOperands();
  void forgetOperands();
  void clearRegisters();
  llvm::AllocaInst *slot(uint32_t index);
  llvm::AllocaInst *exactAlloca(llvm::AllocaInst *made);

  // --- Control flow
  llvm::BasicBlock *newBlock(const char *name);
  llvm::BasicBlock *blockAt(uint32_t index) { return blocks_[index]; }
  void enter(llvm::BasicBlock *block) { b_.SetInsertPoint(block); }
  /// Branches to the block of instruction `target`, by way of a poll when it goes backwards.
  void jumpTo(uint32_t target);
  llvm::BasicBlock *jumpTarget(uint32_t target);
  void branch(llvm::Value *condition, llvm::BasicBlock *likely, llvm::BasicBlock *unlikely);
  bool terminated() { return b_.GetInsertBlock()->getTerminator() != nullptr; }
  /// Where an exception at the current instruction goes.
  llvm::BasicBlock *errorTarget(bool addTraceback = true);
  llvm::BasicBlock *landing(int32_t handler, bool addTraceback);
  void storePc();

  // --- Runtime
  /// Calls rt_<f>; on failure branches to the error target. Result as the row says; Truth and Status
  /// results are i32. With a fast partner, that is tried first.
  llvm::Value *callRuntime(Rt f, llvm::ArrayRef<llvm::Value *> args);
  /// The bare call, without looking at the result.
  llvm::Value *callRaw(Rt f, llvm::ArrayRef<llvm::Value *> args);
  llvm::Value *callFast(Rt f, llvm::ArrayRef<llvm::Value *> args);
  bool useFast(Rt f) const;
  /// Are fast paths and inline caches worth their code at the current instruction?
  bool inlineHere() const;
  void checkValue(llvm::Value *result, RtResult kind);
  void goToErrorUnless(llvm::Value *good, bool addTraceback = true);
  /// Stores values in the scratch array and returns its address.
  llvm::Value *array(llvm::ArrayRef<llvm::Value *> values);
  void callWithKeywords(uint32_t n, Rt function);
  void lend(uint32_t n, uint32_t above);
  template <typename F> void ifObject(llvm::Value *v, const F &body);
  std::pair<llvm::Value *, llvm::Value *> argumentArray(llvm::ArrayRef<llvm::Value *> withSelf);
  void keepInMemory(llvm::Value *local);
  void hold(llvm::Value *value, uint32_t variable);
  /// Clears the first items of the array after a call, so that they do not keep objects alive.
  void forgetArray(size_t count);
  /// A runtime function of the topmost `count` values as an array, and a number.
  llvm::Value *callWithItems(Rt f, uint32_t count, uint32_t n);
  llvm::Value *outSlot();
  /// What a runtime function left in the out slot.
  llvm::Value *takeOut();

  // --- Parts of opcodes
  llvm::Value *localPointer(uint32_t index);
  llvm::Value *cellPointer(uint32_t deref);
  llvm::Value *cellContent(uint32_t deref);
  void checkBound(llvm::Value *value, const std::string &name, bool freeVariable);
  const std::string &derefName(uint32_t deref) const;
  llvm::Value *isObject(llvm::Value *value);
  llvm::Value *shapeId(llvm::Value *value);
  /// The inline cache of the current instruction.
  llvm::Value *inlineCache() { return module_.cache(b_, caches_[current_]); }
  llvm::Value *hitsCache(llvm::Value *object, llvm::Value *cache);
  llvm::Value *toPointer(llvm::Value *value) { return b_.CreateIntToPtr(value, l_.ptr); }
  llvm::Value *boolValue(llvm::Value *condition);
  llvm::Value *truthOf(llvm::Value *value);
  llvm::Value *popCondition();
  void conditionalJump(llvm::Value *condition, uint32_t target, bool jumpIf);
  bool nextIsCondition() const;
  uint32_t partsOfNextItem() const;
  llvm::SmallVector<llvm::Value *, 8> unpackSequence(llvm::Value *sequence, uint32_t n, llvm::BasicBlock *unpacked);
  void pushItems(llvm::ArrayRef<llvm::Value *> items);
  llvm::Value *callValue(llvm::Value *callable, llvm::Value *self, llvm::ArrayRef<llvm::Value *> args);
  llvm::Value *directCall(llvm::Value *function, llvm::ArrayRef<llvm::Value *> args);
  llvm::Value *loadGlobal(const std::string &name);
  void storeGlobal(const std::string &name, llvm::Value *value);
  llvm::Value *nameSpaceValue();
  bool isModule() const { return unit_.kind == CodeKind::Module; }
  llvm::Value *i32(uint64_t n) { return llvm::ConstantInt::get(l_.i32, n); }
  llvm::Value *i64(uint64_t n) { return llvm::ConstantInt::get(l_.i64, n); }
  llvm::Value *none() { return module_.objectValue("rt_None"); }
  llvm::Value *nameOf(uint32_t index) { return module_.name(b_, unit_.names[index]); }
  bool exactLifetimes() const { return unit_.flags & kExactLifetimes; }
  bool isGeneratorUnit() const { return functions_.resume != nullptr; }

  ModuleLowering &module_;
  UnitFunctions &functions_;
  const CodeUnit &unit_;
  const Layouts &l_;
  llvm::IRBuilder<> b_;
  LocalFacts facts_;
  std::vector<int32_t> depths_;
  std::vector<uint32_t> caches_; // by instruction

  llvm::Function *function_ = nullptr;     // being filled
  llvm::BasicBlock *allocaBlock_ = nullptr;
  llvm::Value *thread_ = nullptr, *self_ = nullptr; // self_: the Python function object
  llvm::Value *frame_ = nullptr, *previousFrame_ = nullptr;
  llvm::Value *generator_ = nullptr, *sent_ = nullptr, *generatorSlots_ = nullptr;
  llvm::Value *nameSpace_ = nullptr;       // of class bodies
  llvm::Value *localArray_ = nullptr;      // when locals are in memory
  std::vector<llvm::Value *> locals_;      // allocas
  std::vector<llvm::Value *> cells_;       // allocas of own cells
  std::vector<llvm::Value *> holds_;       // locals, then own cells: where the collector finds them as well, or null
  std::vector<llvm::AllocaInst *> slots_;
  std::vector<Entry> stack_;
  std::vector<llvm::BasicBlock *> blocks_; // by instruction; null: not a leader
  std::map<std::pair<int32_t, bool>, llvm::BasicBlock *> landings_;
  llvm::SwitchInst *stateSwitch_ = nullptr;
  uint32_t nextState_ = 1;
  llvm::AllocaInst *array_ = nullptr;
  uint32_t arraySize_ = 0;
  llvm::AllocaInst *out_ = nullptr;
  uint32_t current_ = 0;                   // instruction being lowered
  llvm::DISubprogram *subprogram_ = nullptr;
};

/// Emits what `body` does for an object, not for small integers and their kin, nor for no value.
template <typename F> void FunctionLowering::ifObject(llvm::Value *v, const F &body) {
  llvm::BasicBlock *object = newBlock("object"), *end = newBlock("");
  b_.CreateCondBr(b_.CreateAnd(b_.CreateICmpNE(v, i64(0)), isObject(v)), object, end);
  enter(object);
  body();
  b_.CreateBr(end);
  enter(end);
}

} // namespace regius::codegen
