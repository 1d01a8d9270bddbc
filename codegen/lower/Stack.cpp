// Stack shuffling, constants, locals, cells, globals and namespace names.
#include "codegen/FunctionLowering.h"

namespace regius::codegen {

using llvm::BasicBlock;
using llvm::Value;

void FunctionLowering::lowerNop(uint32_t) {}
void FunctionLowering::lowerPop(uint32_t) { drop(); }
void FunctionLowering::lowerCopy(uint32_t n) { push(peek(n)); }
void FunctionLowering::lowerSwap(uint32_t n) {
  Value *top = peek(1), *other = peek(n);
  stack_[depth() - 1] = {other, nullptr, false};
  stack_[depth() - n] = {top, nullptr, false};
}
void FunctionLowering::lowerPushNull(uint32_t) { push(i64(0)); }
void FunctionLowering::lowerLoadConst(uint32_t n) { push(module_.constant(b_, unit_.consts[n])); }

// --- Locals

void FunctionLowering::checkBound(Value *value, const std::string &name, bool freeVariable) {
  BasicBlock *bound = newBlock(""), *unbound = newBlock("unbound");
  branch(b_.CreateICmpNE(value, i64(0)), bound, unbound);
  enter(unbound);
  storePc();
  callRaw(Rt::raise_unbound, {module_.name(b_, name), i32(freeVariable)});
  b_.CreateBr(errorTarget());
  enter(bound);
}

void FunctionLowering::lowerLoadLocal(uint32_t n) {
  Value *value = b_.CreateLoad(l_.i64, locals_[n], unit_.varNames[n]);
  if (!facts_.isBound(current_, n))
    checkBound(value, unit_.varNames[n], false);
  push(value);
}

void FunctionLowering::lowerStoreLocal(uint32_t n) {
  Value *value = pop();
  b_.CreateStore(value, locals_[n]);
  hold(value, n);
}

void FunctionLowering::lowerDeleteLocal(uint32_t n) {
  if (!facts_.isBound(current_, n))
    checkBound(b_.CreateLoad(l_.i64, locals_[n]), unit_.varNames[n], false);
  b_.CreateStore(i64(0), locals_[n]);
  hold(i64(0), n);
}

// --- Cells: own ones are in allocas, free ones in the closure tuple of the function.

const std::string &FunctionLowering::derefName(uint32_t deref) const {
  return deref < unit_.cellNames.size() ? unit_.cellNames[deref] : unit_.freeNames[deref - unit_.cellNames.size()];
}

Value *FunctionLowering::cellPointer(uint32_t deref) {
  if (deref < unit_.cellNames.size())
    return toPointer(b_.CreateLoad(l_.i64, cells_[deref]));
  auto *invariant = llvm::MDNode::get(b_.getContext(), {});
  auto *closure = b_.CreateLoad(l_.ptr, b_.CreateStructGEP(l_.function, self_, field::function::closure));
  closure->setMetadata(llvm::LLVMContext::MD_invariant_load, invariant);
  Value *items = b_.CreateStructGEP(l_.tuple, closure, field::tuple::items);
  auto *cell = b_.CreateLoad(
      l_.i64, b_.CreateConstInBoundsGEP1_32(l_.i64, items, deref - static_cast<uint32_t>(unit_.cellNames.size())));
  cell->setMetadata(llvm::LLVMContext::MD_invariant_load, invariant);
  return toPointer(cell);
}

Value *FunctionLowering::cellContent(uint32_t deref) {
  return b_.CreateLoad(l_.i64, b_.CreateStructGEP(l_.cell, cellPointer(deref), field::cell::content), derefName(deref));
}

void FunctionLowering::lowerLoadDeref(uint32_t n) {
  Value *content = cellContent(n);
  checkBound(content, derefName(n), n >= unit_.cellNames.size());
  push(content);
}

void FunctionLowering::lowerStoreDeref(uint32_t n) {
  b_.CreateStore(pop(), b_.CreateStructGEP(l_.cell, cellPointer(n), field::cell::content));
}

void FunctionLowering::lowerDeleteDeref(uint32_t n) {
  checkBound(cellContent(n), derefName(n), n >= unit_.cellNames.size());
  b_.CreateStore(i64(0), b_.CreateStructGEP(l_.cell, cellPointer(n), field::cell::content));
}

void FunctionLowering::lowerLoadClosure(uint32_t n) { push(b_.CreatePtrToInt(cellPointer(n), l_.i64)); }

void FunctionLowering::lowerLoadClassDeref(uint32_t n) {
  push(callRuntime(Rt::class_deref, {nameSpaceValue(), module_.name(b_, derefName(n)), cellContent(n)}));
}

// --- Globals: cells shared with the module's dict, found at link time.

Value *FunctionLowering::loadGlobal(const std::string &name) {
  auto content = [&](bool builtin) -> Value * {
    auto *cell = b_.CreateLoad(l_.ptr, module_.globalSlot(b_, name, builtin));
    cell->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(b_.getContext(), {}));
    return b_.CreateLoad(l_.i64, b_.CreateStructGEP(l_.cell, cell, field::cell::content), name);
  };
  BasicBlock *join = newBlock(""), *absent = newBlock("builtin"), *slow = newBlock("noglobal");
  Value *global = content(false);
  BasicBlock *globalEnd = b_.GetInsertBlock();
  b_.CreateCondBr(b_.CreateICmpNE(global, i64(0)), join, absent);
  enter(absent);
  Value *builtin = content(true);
  BasicBlock *builtinEnd = b_.GetInsertBlock();
  branch(b_.CreateICmpNE(builtin, i64(0)), join, slow);
  enter(slow);
  Value *found = callRuntime(Rt::load_global, {self_, module_.name(b_, name)});
  BasicBlock *slowEnd = b_.GetInsertBlock();
  b_.CreateBr(join);
  enter(join);
  auto *phi = b_.CreatePHI(l_.i64, 3);
  phi->addIncoming(global, globalEnd);
  phi->addIncoming(builtin, builtinEnd);
  phi->addIncoming(found, slowEnd);
  return phi;
}

/// A global that exists already only changes its cell; a new one must enter the dict in order.
void FunctionLowering::storeGlobal(const std::string &name, Value *value) {
  auto *cell = b_.CreateLoad(l_.ptr, module_.globalSlot(b_, name, false));
  cell->setMetadata(llvm::LLVMContext::MD_invariant_load, llvm::MDNode::get(b_.getContext(), {}));
  Value *place = b_.CreateStructGEP(l_.cell, cell, field::cell::content);
  BasicBlock *fast = newBlock(""), *slow = newBlock("newglobal"), *join = newBlock("");
  b_.CreateCondBr(b_.CreateICmpNE(b_.CreateLoad(l_.i64, place), i64(0)), fast, slow);
  enter(slow);
  callRuntime(Rt::store_global, {self_, module_.name(b_, name), value});
  b_.CreateBr(join);
  enter(fast);
  b_.CreateStore(value, place);
  b_.CreateBr(join);
  enter(join);
}

void FunctionLowering::lowerLoadGlobal(uint32_t n) { push(loadGlobal(unit_.names[n])); }
void FunctionLowering::lowerStoreGlobal(uint32_t n) { storeGlobal(unit_.names[n], pop()); }
void FunctionLowering::lowerDeleteGlobal(uint32_t n) { callRuntime(Rt::delete_global, {self_, nameOf(n)}); }

// --- Names of class bodies; at module level the local namespace is the global one.

Value *FunctionLowering::nameSpaceValue() {
  if (nameSpace_)
    return nameSpace_;
  return b_.CreatePtrToInt(b_.CreateLoad(l_.ptr, b_.CreateStructGEP(l_.function, self_, field::function::globals)), l_.i64);
}

void FunctionLowering::lowerLoadName(uint32_t n) {
  if (!nameSpace_)
    return lowerLoadGlobal(n);
  push(callRuntime(Rt::load_name, {self_, nameSpace_, nameOf(n)}));
}
void FunctionLowering::lowerStoreName(uint32_t n) {
  if (!nameSpace_)
    return lowerStoreGlobal(n);
  Value *value = pop();
  callRuntime(Rt::store_name, {nameSpace_, nameOf(n), value});
}
void FunctionLowering::lowerDeleteName(uint32_t n) {
  if (!nameSpace_)
    return lowerDeleteGlobal(n);
  callRuntime(Rt::delete_name, {nameSpace_, nameOf(n)});
}
// Type-parameter scopes in a class: its namespace, kept in a cell, comes first.
void FunctionLowering::lowerLoadFromDictOrGlobals(uint32_t n) {
  Value *nameSpace = pop();
  push(callRuntime(Rt::load_name, {self_, nameSpace, nameOf(n)}));
}
void FunctionLowering::lowerLoadFromDictOrDeref(uint32_t n) {
  Value *nameSpace = pop();
  push(callRuntime(Rt::class_deref, {nameSpace, module_.name(b_, derefName(n)), cellContent(n)}));
}

void FunctionLowering::lowerLoadLocals(uint32_t) { push(nameSpaceValue()); }
void FunctionLowering::lowerSetupAnnotations(uint32_t) {
  callRuntime(Rt::setup_annotations, {self_, nameSpace_ ? nameSpace_ : i64(0)});
}

} // namespace regius::codegen
