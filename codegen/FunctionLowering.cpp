// The frame of a function's code: prologue, blocks, operand stack, error edges, and the loop over
// the instructions. The opcodes themselves are in lower/.
#include "codegen/FunctionLowering.h"

#include "compiler/bytecode/Verifier.h"
#include "runtime-lib/abi/Effects.h"

#include <llvm/IR/InlineAsm.h>
#include <llvm/IR/MDBuilder.h>
#include <llvm/TargetParser/Triple.h>

namespace regius::codegen {

using llvm::BasicBlock;
using llvm::Value;

void lowerUnit(ModuleLowering &module, UnitFunctions &functions) { FunctionLowering(module, functions).run(); }

FunctionLowering::FunctionLowering(ModuleLowering &module, UnitFunctions &functions)
    : module_(module), functions_(functions), unit_(*functions.entry.unit), l_(module.layouts()), b_(module.module().getContext()),
      facts_(unit_), depths_(stackDepths(unit_)) {
  uint32_t next = module.firstCache(&unit_);
  for (const Instruction &instruction : unit_.instructions)
    caches_.push_back(hasCache(instruction.op) ? next++ : 0);
}

void FunctionLowering::run() {
  if (isGeneratorUnit())
    generatorEntry();
  function_ = isGeneratorUnit() ? functions_.resume : functions_.function;
  subprogram_ = module_.subprogram(functions_);
  if (subprogram_)
    function_->setSubprogram(subprogram_);
  allocaBlock_ = newBlock("entry");
  enter(newBlock("prologue"));
  BasicBlock *first = b_.GetInsertBlock();
  setLocation(0);
  blocks_.assign(unit_.instructions.size(), nullptr);
  for (uint32_t i = 0; i < unit_.instructions.size(); i++)
    if (facts_.isLeader(i) && depths_[i] >= 0)
      blocks_[i] = newBlock("");
  isGeneratorUnit() ? generatorPrologue() : prologue();
  b_.CreateBr(blocks_[0]);
  lowerInstructions();
  bool loops = false;
  for (uint32_t i = 0; i < unit_.instructions.size(); i++)
    loops |= facts_.inLoop(i);
  if (!loops && (unit_.kind == CodeKind::Module || unit_.kind == CodeKind::Class))
    function_->addFnAttr("regius-once"); // see optimize()
  enter(allocaBlock_);
  if (exactLifetimes())
    forgetArray(arraySize_);
  b_.CreateBr(first);
}

// --- Entry and exit

/// The entry of a generator function only makes the generator object.
void FunctionLowering::generatorEntry() {
  llvm::Function *entry = functions_.function;
  b_.SetInsertPoint(BasicBlock::Create(b_.getContext(), "entry", entry));
  uint32_t count = unit_.parameterCount();
  Value *params = entry->arg_size() > 2 ? static_cast<Value *>(entry->getArg(2)) : llvm::ConstantPointerNull::get(l_.ptr);
  if (count > 0 && count <= 8) {
    params = b_.CreateAlloca(llvm::ArrayType::get(l_.i64, count));
    for (uint32_t i = 0; i < count; i++)
      b_.CreateStore(entry->getArg(2 + i), b_.CreateConstInBoundsGEP1_32(l_.i64, params, i));
  }
  auto callee = declareRuntime(module_.module(), Rt::generator_new);
  b_.CreateRet(b_.CreateCall(callee, {entry->getArg(0), entry->getArg(1), params, i64(count)}));
}

/// The Frame, and behind it a slot for each variable that only its name may keep alive. Because calls see the
/// Frame, they see the slots as well.
void FunctionLowering::allocateFrame(bool withHolds) {
  const uint32_t locals = unit_.varNames.size(), cells = unit_.cellNames.size();
  holds_.assign(locals + cells, nullptr);
  std::vector<uint32_t> held;
  for (uint32_t i = 0; withHolds && i < locals + cells; i++)
    if (i >= locals || (facts_.isHeld(i) && !facts_.isReleased(i)))
      held.push_back(i);
  auto *type = llvm::StructType::get(l_.frame, llvm::ArrayType::get(l_.i64, held.size()));
  frame_ = new llvm::AllocaInst(type, 0, "frame", allocaBlock_);
  for (uint32_t i = 0; i < held.size(); i++)
    holds_[held[i]] = b_.CreateInBoundsGEP(type, frame_, {i32(0), i32(1), i32(i)});
}

/// Lets the collector find the new value of a variable: a local, or an own cell.
void FunctionLowering::hold(Value *value, uint32_t variable) {
  if (holds_[variable])
    b_.CreateStore(value, holds_[variable]);
}

void FunctionLowering::setUpFrame(Value *generator) {
  // Recursion: activations are counted as CPython counts them, and the native stack is watched. A due
  // poll raises the stack limit, so that the one test serves for signals as well.
  Value *leftPlace = b_.CreateStructGEP(l_.thread, thread_, field::thread::recursionLeft);
  Value *left = b_.CreateSub(b_.CreateLoad(l_.i32, leftPlace), i32(1));
  b_.CreateStore(left, leftPlace);
  Value *limit = b_.CreateLoad(l_.ptr, b_.CreateStructGEP(l_.thread, thread_, field::thread::stackLimit));
  Value *tooDeep = b_.CreateOr(b_.CreateICmpSLT(left, i32(0)), b_.CreateICmpULT(frame_, limit));
  BasicBlock *deep = newBlock("deep"), *failed = newBlock("toodeep"), *again = newBlock("polled"), *go = newBlock("frame");
  branch(b_.CreateNot(tooDeep), go, deep);
  enter(deep);
  b_.CreateStore(b_.CreateAdd(left, i32(1)), leftPlace);
  Value *status = callRaw(Rt::slow_entry, {});
  branch(b_.CreateICmpNE(status, i32(0)), again, failed);
  enter(failed);
  b_.CreateRet(i64(0));
  enter(again);
  if (module_.isTraceable() && !generator)
    runInterpreted(b_.CreateICmpEQ(status, i32(2)));
  b_.CreateStore(left, leftPlace);
  b_.CreateBr(go);

  enter(go);
  Value *framePlace = b_.CreateStructGEP(l_.thread, thread_, field::thread::frame);
  previousFrame_ = b_.CreateLoad(l_.ptr, framePlace, "previous");
  auto set = [&](unsigned number, Value *value) {
    b_.CreateStore(value, b_.CreateStructGEP(l_.frame, frame_, number));
  };
  set(field::frame::previous, previousFrame_);
  set(field::frame::function, self_);
  set(field::frame::locals, localArray_ ? localArray_ : llvm::ConstantPointerNull::get(l_.ptr));
  set(field::frame::pc, i32(0));
  set(field::frame::flags, i32(generator ? 1 : 0));
  set(field::frame::nameSpace, nameSpace_ ? nameSpace_ : i64(0));
  set(field::frame::object, i64(0));
  if (generator || exactLifetimes())
    set(field::frame::generator, generator ? generator : llvm::ConstantPointerNull::get(l_.ptr));
  b_.CreateStore(frame_, framePlace);
}

/// In a traced thread the interpreter runs the function, from its start.
void FunctionLowering::runInterpreted(Value *isTraced) {
  BasicBlock *traced = newBlock("traced"), *untraced = newBlock("untraced");
  branch(b_.CreateNot(isTraced), untraced, traced);
  enter(traced);
  const uint32_t count = function_->arg_size() - 2;
  Value *params = llvm::ConstantPointerNull::get(l_.ptr);
  if (count && function_->getArg(2)->getType() == l_.ptr) {
    params = function_->getArg(2);
  } else if (count) {
    auto *type = llvm::ArrayType::get(l_.i64, count);
    params = new llvm::AllocaInst(type, 0, "params", allocaBlock_);
    for (uint32_t i = 0; i < count; i++)
      b_.CreateStore(function_->getArg(2 + i), b_.CreateConstInBoundsGEP1_32(l_.i64, params, i));
  }
  b_.CreateRet(callRaw(Rt::run_interpreted, {self_, params}));
  enter(untraced);
}

void FunctionLowering::leaveFrame() {
  b_.CreateStore(previousFrame_, b_.CreateStructGEP(l_.thread, thread_, field::thread::frame));
  Value *leftPlace = b_.CreateStructGEP(l_.thread, thread_, field::thread::recursionLeft);
  b_.CreateStore(b_.CreateAdd(b_.CreateLoad(l_.i32, leftPlace), i32(1)), leftPlace);
}

/// Whoever has the frame's object keeps its locals, where they are in memory, and its last line.
void FunctionLowering::finishFrame(bool returns) {
  if (!localArray_ && !(unit_.flags & kKeepsLastLine))
    return;
  Value *object = b_.CreateLoad(l_.i64, b_.CreateStructGEP(l_.frame, frame_, field::frame::object));
  BasicBlock *seen = newBlock("seen"), *unseen = newBlock("");
  branch(b_.CreateICmpEQ(object, i64(0)), unseen, seen);
  enter(seen);
  if (returns)
    storePc();
  callRaw(Rt::frame_finished, {frame_});
  b_.CreateBr(unseen);
  enter(unseen);
}

void FunctionLowering::emitReturn(Value *value, bool returns) {
  finishFrame(returns);
  leaveFrame();
  b_.CreateRet(value);
}

void FunctionLowering::prologue() {
  thread_ = function_->getArg(0);
  self_ = function_->getArg(1);
  thread_->setName("thread");
  self_->setName("function");
  const uint32_t locals = unit_.varNames.size(), cells = unit_.cellNames.size();
  const bool inMemory = (unit_.flags & kNeedsLocals) && unit_.kind != CodeKind::Module && unit_.kind != CodeKind::Class;
  if (unit_.kind == CodeKind::Class) {
    nameSpace_ = function_->getArg(2);
    nameSpace_->setName("namespace");
  }
  if (inMemory && locals + cells)
    localArray_ = new llvm::AllocaInst(llvm::ArrayType::get(l_.i64, locals + cells), 0, "locals", allocaBlock_);
  for (uint32_t i = 0; i < locals; i++)
    locals_.push_back(localArray_ ? b_.CreateConstInBoundsGEP1_32(l_.i64, localArray_, i)
                                  : new llvm::AllocaInst(l_.i64, 0, unit_.varNames[i], allocaBlock_));
  for (uint32_t i = 0; i < cells; i++)
    cells_.push_back(localArray_ ? b_.CreateConstInBoundsGEP1_32(l_.i64, localArray_, locals + i)
                                 : new llvm::AllocaInst(l_.i64, 0, unit_.cellNames[i], allocaBlock_));
  allocateFrame(/*withHolds=*/!localArray_);
  const uint32_t params = unit_.kind == CodeKind::Class || unit_.kind == CodeKind::Module ? 0 : unit_.parameterCount();
  for (uint32_t i = 0; i < locals; i++) {
    Value *initial = i64(0);
    if (i < params)
      initial = params > 8 ? static_cast<Value *>(b_.CreateLoad(
                                 l_.i64, b_.CreateConstInBoundsGEP1_32(l_.i64, function_->getArg(2), i)))
                           : function_->getArg(2 + i);
    b_.CreateStore(initial, locals_[i]);
    if (!localArray_ && facts_.isReleased(i))
      keepInMemory(locals_[i]);
    if (i < params)
      hold(initial, i);
  }
  if (localArray_)
    for (uint32_t i = 0; i < cells; i++)
      b_.CreateStore(i64(0), cells_[i]);
  setUpFrame(nullptr);
  makeCells();
}

/// The collector scans registers and stack slots as they are: a copy of a local's value in one of them
/// would keep its object alive after `del local`. Calls may change what lies in memory, so that LLVM keeps
/// no such copies across them.
void FunctionLowering::keepInMemory(llvm::Value *local) {
  auto *type = llvm::FunctionType::get(b_.getVoidTy(), {l_.ptr}, false);
  b_.CreateCall(type, llvm::InlineAsm::get(type, "", "r,~{memory}", /*hasSideEffects=*/true), {local});
}

void FunctionLowering::makeCells() {
  for (uint32_t i = 0; i < unit_.cellNames.size(); i++) {
    int32_t param = i < unit_.cellParams.size() ? unit_.cellParams[i] : -1;
    Value *content = param >= 0 ? b_.CreateLoad(l_.i64, locals_[param]) : i64(0);
    Value *cell = callRaw(Rt::new_cell, {content});
    b_.CreateStore(cell, cells_[i]);
    hold(cell, unit_.varNames.size() + i);
  }
}

void FunctionLowering::generatorPrologue() {
  thread_ = function_->getArg(0);
  generator_ = function_->getArg(1);
  sent_ = function_->getArg(2);
  thread_->setName("thread");
  generator_->setName("generator");
  sent_->setName("sent");
  self_ = b_.CreateLoad(l_.ptr, b_.CreateStructGEP(l_.generator, generator_, field::generator::function), "function");
  const uint32_t locals = unit_.varNames.size(), cells = unit_.cellNames.size();
  generatorSlots_ = b_.CreateStructGEP(l_.generator, generator_, field::generator::slots);
  auto generatorSlot = [&](uint32_t i) { return b_.CreateConstInBoundsGEP1_32(l_.i64, generatorSlots_, i); };
  if (unit_.flags & kNeedsLocals)
    localArray_ = generatorSlots_;
  allocateFrame(/*withHolds=*/false);
  if (!localArray_) // the cells are there anyway
    for (uint32_t i = 0; i < locals; i++)
      if (facts_.isHeld(i))
        holds_[i] = generatorSlot(i);
  for (uint32_t i = 0; i < locals; i++)
    locals_.push_back(localArray_ ? generatorSlot(i) : new llvm::AllocaInst(l_.i64, 0, unit_.varNames[i], allocaBlock_));
  for (uint32_t i = 0; i < cells; i++)
    cells_.push_back(localArray_ ? generatorSlot(locals + i)
                                 : new llvm::AllocaInst(l_.i64, 0, unit_.cellNames[i], allocaBlock_));
  setUpFrame(generator_);
  Value *state = b_.CreateLoad(l_.i32, b_.CreateStructGEP(l_.generator, generator_, field::generator::state), "state");
  BasicBlock *start = newBlock("start"), *bad = newBlock("badstate");
  stateSwitch_ = b_.CreateSwitch(state, bad);
  stateSwitch_->addCase(llvm::cast<llvm::ConstantInt>(i32(0)), start);
  enter(bad);
  b_.CreateUnreachable();
  enter(start);
  if (!localArray_)
    for (uint32_t i = 0; i < locals; i++)
      b_.CreateStore(i < unit_.parameterCount() ? static_cast<Value *>(b_.CreateLoad(l_.i64, generatorSlot(i))) : i64(0),
                     locals_[i]);
  makeCells();
  if (!localArray_)
    for (uint32_t i = 0; i < cells; i++)
      b_.CreateStore(b_.CreateLoad(l_.i64, cells_[i]), generatorSlot(locals + i));
  // What is thrown before the first step comes from in front of the body, where no handler is.
  BasicBlock *body = newBlock("body"), *thrown = newBlock("thrown");
  branch(b_.CreateICmpNE(sent_, i64(0)), body, thrown);
  enter(thrown);
  b_.CreateStore(i32(UINT32_MAX), b_.CreateStructGEP(l_.frame, frame_, field::frame::pc));
  b_.CreateBr(landing(-1, true));
  enter(body);
}

// --- The instructions

void FunctionLowering::setLocation(uint32_t index) {
  if (!subprogram_)
    return;
  if (index && index < unit_.locations.size() && unit_.locations[index].line <= 0)
    return; // that of the instruction before serves
  uint32_t line = unit_.firstLine, column = 0;
  if (index < unit_.locations.size() && unit_.locations[index].line > 0) {
    line = unit_.locations[index].line;
    column = unit_.locations[index].column + 1;
  }
  b_.SetCurrentDebugLocation(llvm::DILocation::get(b_.getContext(), line, column, subprogram_));
}

void FunctionLowering::lowerInstructions() {
  bool live = false;
  for (uint32_t i = 0; i < unit_.instructions.size(); i++) {
    const Instruction &instruction = unit_.instructions[i];
    current_ = i;
    if (blocks_[i]) {
      if (live) {
        flush(depth());
        b_.CreateBr(blocks_[i]);
      }
      enter(blocks_[i]);
      stack_.assign(depths_[i], Entry{nullptr, nullptr, true});
      live = true;
    }
    if (!live)
      continue;
    setLocation(i);
    if (int32_t handler = facts_.handler(i); handler >= 0 && opcodeEffects(instruction.op) != effects::Pure)
      flush(std::min(depth(), unit_.exceptionTable[handler].depth));
    if (exactLifetimes() && opcodeEffects(instruction.op) != effects::Pure)
      forgetOperands();
    switch (instruction.op) {
#define OPCODE(Name, Operand, Pops, Pushes, Effects, Text)                                                             \
  case Opcode::Name:                                                                                                   \
    lower##Name(instruction.arg);                                                                                      \
    break;
#include "compiler/bytecode/Opcodes.def"
    }
    live = !terminated();
    i = current_; // some are lowered together with the next one
  }
  if (live)
    b_.CreateUnreachable(); // verified code ends in a return or jump
}

// --- Operand stack

llvm::AllocaInst *FunctionLowering::slot(uint32_t index) {
  while (slots_.size() <= index)
    slots_.push_back(exactAlloca(new llvm::AllocaInst(l_.i64, 0, "stack" + std::to_string(slots_.size()), allocaBlock_)));
  return slots_[index];
}

/// Where lifetimes are exact, every value lies in memory during calls, is read from there again afterwards, and goes
/// from there when it is used up. Otherwise copies in registers and stack slots would keep its object alive.
void FunctionLowering::spillOperands() {
  flush(depth());
  for (Entry &entry : stack_)
    entry = {nullptr, nullptr, true};
}

void FunctionLowering::forgetOperands() {
  spillOperands();
  // What stands for gc.collect(), and frames that will lie around its call.
  const Opcode op = unit_.instructions[current_].op;
  if (op != Opcode::Call && op != Opcode::CallOwned)
    return;
  callRaw(Rt::clear_dead_stack, {});
  clearRegisters();
}

/// Registers that callees save may hold copies of values that are used up: the collector would find them in frames.
void FunctionLowering::clearRegisters() {
  const llvm::Triple target(module_.module().getTargetTriple());
  std::vector<std::string> registers;
  auto clear = [&](const std::string &before, const std::string &after) {
    std::string text, clobbers;
    for (const std::string &name : registers) {
      text += before + name + after + "\n";
      clobbers += (clobbers.empty() ? "~{" : ",~{") + name + "}";
    }
    auto *type = llvm::FunctionType::get(b_.getVoidTy(), false);
    b_.CreateCall(type, llvm::InlineAsm::get(type, text, clobbers, /*hasSideEffects=*/true));
  };
  if (target.getArch() == llvm::Triple::x86_64) {
    registers = {"rbx", "r12", "r13", "r14", "r15"};
    clear("movq $$0, %", "");
  } else if (target.getArch() == llvm::Triple::aarch64) {
    for (int i = 19; i <= 28; i++)
      registers.push_back("x" + std::to_string(i));
    clear("mov ", ", xzr");
  }
}

llvm::AllocaInst *FunctionLowering::exactAlloca(llvm::AllocaInst *made) {
  if (!exactLifetimes())
    return made;
  BasicBlock *here = b_.GetInsertBlock();
  enter(allocaBlock_);
  b_.CreateStore(i64(0), made);
  keepInMemory(made);
  enter(here);
  return made;
}

Value *FunctionLowering::entryValue(uint32_t index) {
  Entry &entry = stack_[index];
  if (!entry.value)
    entry.value = entry.condition ? boolValue(entry.condition) : b_.CreateLoad(l_.i64, slot(index));
  return entry.value;
}

Value *FunctionLowering::pop() {
  Value *value = entryValue(depth() - 1);
  drop();
  return value;
}

void FunctionLowering::drop() {
  if (exactLifetimes() && stack_.back().stored)
    b_.CreateStore(i64(0), slot(depth() - 1));
  stack_.pop_back();
}

Value *FunctionLowering::peek(uint32_t distance) { return entryValue(depth() - distance); }

llvm::SmallVector<Value *, 8> FunctionLowering::popMany(uint32_t n) {
  llvm::SmallVector<Value *, 8> values;
  for (uint32_t i = depth() - n; i < depth(); i++)
    values.push_back(entryValue(i));
  for (uint32_t i = 0; i < n; i++)
    drop();
  return values;
}

void FunctionLowering::flush(uint32_t upTo) {
  for (uint32_t i = 0; i < upTo; i++) {
    if (stack_[i].stored)
      continue;
    b_.CreateStore(entryValue(i), slot(i));
    stack_[i].stored = true;
  }
}

// --- Control flow

BasicBlock *FunctionLowering::newBlock(const char *name) { return BasicBlock::Create(b_.getContext(), name, function_); }

void FunctionLowering::branch(Value *condition, BasicBlock *likely, BasicBlock *unlikely) {
  b_.CreateCondBr(condition, likely, unlikely, llvm::MDBuilder(b_.getContext()).createBranchWeights(2000, 1));
}

/// The block to branch to for a label; a backward jump polls first. Keeps the insertion point.
BasicBlock *FunctionLowering::jumpTarget(uint32_t target) {
  if (target > current_)
    return blockAt(target);
  BasicBlock *here = b_.GetInsertBlock(), *poll = newBlock("backedge"), *slow = newBlock("poll");
  enter(poll);
  auto *flag = b_.CreateLoad(l_.i32, b_.CreateStructGEP(l_.thread, thread_, field::thread::poll));
  flag->setVolatile(true);
  branch(b_.CreateICmpEQ(flag, i32(0)), blockAt(target), slow);
  enter(slow);
  storePc();
  Value *status = callRaw(Rt::poll, {});
  branch(b_.CreateICmpNE(status, i32(0)), blockAt(target), errorTarget());
  enter(here);
  return poll;
}

void FunctionLowering::jumpTo(uint32_t target) {
  flush(depth());
  b_.CreateBr(jumpTarget(target));
}

void FunctionLowering::storePc() {
  b_.CreateStore(i32(current_), b_.CreateStructGEP(l_.frame, frame_, field::frame::pc));
}

BasicBlock *FunctionLowering::errorTarget(bool addTraceback) {
  return landing(facts_.handler(current_), addTraceback);
}

BasicBlock *FunctionLowering::landing(int32_t handler, bool addTraceback) {
  BasicBlock *&block = landings_[{handler, addTraceback}];
  if (block)
    return block;
  BasicBlock *made = block = newBlock(addTraceback ? "unwind" : "caught");
  BasicBlock *here = b_.GetInsertBlock();
  enter(made);
  if (addTraceback) {
    callRaw(Rt::traceback_here, {frame_});
    b_.CreateBr(landing(handler, false));
  } else if (handler < 0) {
    emitReturn(i64(0), false);
  } else {
    const ExceptionEntry &entry = unit_.exceptionTable[handler];
    Value *pending = b_.CreateStructGEP(l_.thread, thread_, field::thread::pending);
    b_.CreateStore(b_.CreateLoad(l_.i64, pending), slot(entry.depth));
    b_.CreateStore(i64(0), pending);
    for (uint32_t i = entry.depth + 1; exactLifetimes() && i < slots_.size(); i++)
      b_.CreateStore(i64(0), slots_[i]);
    b_.CreateBr(blockAt(entry.handler));
  }
  enter(here);
  return made;
}

// --- Runtime calls

bool FunctionLowering::useFast(Rt f) const {
  return row(f).fast && inlineHere();
}

/// In the bodies of modules and classes, which run once, only loops are worth it.
bool FunctionLowering::inlineHere() const {
  if (module_.options().optLevel == 0)
    return false;
  return (unit_.kind != CodeKind::Module && unit_.kind != CodeKind::Class) || facts_.inLoop(current_);
}

Value *FunctionLowering::callRaw(Rt f, llvm::ArrayRef<Value *> args) {
  llvm::SmallVector<Value *, 8> all{thread_};
  all.append(args.begin(), args.end());
  return b_.CreateCall(declareRuntime(module_.module(), f), all);
}

Value *FunctionLowering::callFast(Rt f, llvm::ArrayRef<Value *> args) {
  llvm::SmallVector<Value *, 8> all{thread_};
  all.append(args.begin(), args.end());
  return b_.CreateCall(declareFast(module_.module(), f), all);
}

void FunctionLowering::goToErrorUnless(Value *good, bool addTraceback) {
  BasicBlock *next = newBlock("");
  branch(good, next, errorTarget(addTraceback));
  enter(next);
}

void FunctionLowering::checkValue(Value *result, RtResult kind) {
  switch (kind) {
  case RtResult::Value:
    goToErrorUnless(b_.CreateICmpNE(result, i64(0)));
    break;
  case RtResult::Truth:
    goToErrorUnless(b_.CreateICmpSGE(result, i32(0)));
    break;
  case RtResult::Status:
    goToErrorUnless(b_.CreateICmpNE(result, i32(0)));
    break;
  default:
    break;
  }
}

Value *FunctionLowering::callRuntime(Rt f, llvm::ArrayRef<Value *> args) {
  const RtRow &r = row(f);
  Value *fast = nullptr;
  BasicBlock *fastEnd = nullptr, *join = nullptr;
  if (useFast(f)) {
    fast = callFast(f, args);
    Value *easy = r.result == RtResult::Truth    ? b_.CreateICmpSGE(fast, i32(0))
                  : r.result == RtResult::Status ? b_.CreateICmpNE(fast, i32(0))
                                                 : b_.CreateICmpNE(fast, i64(0));
    BasicBlock *slow = newBlock("slow");
    join = newBlock("");
    fastEnd = b_.GetInsertBlock();
    branch(easy, join, slow);
    enter(slow);
  }
  const bool throws = effects::has(r.effects, effects::Throws);
  if (throws)
    storePc();
  Value *result = callRaw(f, args);
  if (throws)
    checkValue(result, r.result);
  if (fast) {
    BasicBlock *slowEnd = b_.GetInsertBlock();
    b_.CreateBr(join);
    enter(join);
    auto *phi = b_.CreatePHI(result->getType(), 2);
    phi->addIncoming(fast, fastEnd);
    phi->addIncoming(result, slowEnd);
    result = phi;
  }
  return result;
}

Value *FunctionLowering::array(llvm::ArrayRef<Value *> values) {
  if (values.empty())
    return llvm::ConstantPointerNull::get(l_.ptr);
  // One scratch array for the whole function; its size is patched when a longer one is needed.
  if (!array_)
    array_ = exactAlloca(new llvm::AllocaInst(l_.i64, 0, i32(1), "args", allocaBlock_));
  if (values.size() > arraySize_) {
    arraySize_ = values.size();
    array_->setOperand(0, i32(arraySize_));
  }
  for (unsigned i = 0; i < values.size(); i++)
    b_.CreateStore(values[i], b_.CreateConstInBoundsGEP1_32(l_.i64, array_, i));
  return array_;
}

void FunctionLowering::forgetArray(size_t count) {
  for (unsigned i = 0; i < count; i++)
    b_.CreateStore(i64(0), b_.CreateConstInBoundsGEP1_32(l_.i64, array_, i));
}

Value *FunctionLowering::callWithItems(Rt f, uint32_t count, uint32_t n) {
  Value *result = callRuntime(f, {array(popMany(count)), i64(n)});
  forgetArray(count);
  return result;
}

Value *FunctionLowering::outSlot() {
  if (!out_)
    out_ = exactAlloca(new llvm::AllocaInst(l_.i64, 0, "out", allocaBlock_));
  return out_;
}

Value *FunctionLowering::takeOut() {
  Value *value = b_.CreateLoad(l_.i64, out_);
  if (exactLifetimes())
    b_.CreateStore(i64(0), out_);
  return value;
}

} // namespace regius::codegen
