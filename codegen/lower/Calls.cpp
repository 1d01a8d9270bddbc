// Calls, functions, classes and imports.
#include "codegen/FunctionLowering.h"

#include "runtime-lib/core/Object.h"

namespace regius::codegen {

using llvm::BasicBlock;
using llvm::Value;

/// Calls the native body of a Function whose fastArity has been found equal to the argument count.
Value *FunctionLowering::directCall(Value *function, llvm::ArrayRef<Value *> args) {
  Value *entry = b_.CreateLoad(l_.ptr, b_.CreateStructGEP(l_.function, function, field::function::entry));
  llvm::SmallVector<llvm::Type *, 10> types{l_.ptr, l_.ptr};
  llvm::SmallVector<Value *, 10> values{thread_, function};
  if (args.size() > 8) {
    types.push_back(l_.ptr);
    values.push_back(array(args));
  } else {
    types.append(args.size(), l_.i64);
    values.append(args.begin(), args.end());
  }
  auto *call = b_.CreateCall(llvm::FunctionType::get(l_.i64, types, false), entry, values);
  call->setDoesNotThrow();
  return call;
}

/// callable(self, *args), without self when that is 0. A Python function that takes exactly these
/// arguments is called directly; everything else goes through rt_call.
Value *FunctionLowering::callValue(Value *callable, Value *self, llvm::ArrayRef<Value *> args) {
  auto *constant = llvm::dyn_cast<llvm::ConstantInt>(self);
  const bool plain = constant && constant->isZero();
  llvm::SmallVector<Value *, 10> withSelf{self};
  withSelf.append(args.begin(), args.end());
  storePc();
  BasicBlock *join = newBlock("");
  llvm::SmallVector<std::pair<Value *, BasicBlock *>, 3> results;
  auto finish = [&](Value *result) {
    results.push_back({result, b_.GetInsertBlock()});
    b_.CreateBr(join);
  };
  BasicBlock *slow = newBlock("call");
  if (inlineHere() && args.size() < 16) {
    BasicBlock *object = newBlock("object"), *function = newBlock("function");
    branch(isObject(callable), object, slow);
    enter(object);
    b_.CreateCondBr(b_.CreateICmpEQ(shapeId(callable), i32(static_cast<uint32_t>(rt::TypeId::Function))), function, slow);
    enter(function);
    Value *pointer = toPointer(callable);
    Value *arity = b_.CreateLoad(l_.i32, b_.CreateStructGEP(l_.function, pointer, field::function::fastArity));
    BasicBlock *direct = newBlock("direct");
    if (plain) {
      branch(b_.CreateICmpEQ(arity, i32(args.size())), direct, slow);
      enter(direct);
      finish(directCall(pointer, args));
    } else {
      // A method found in the class of its object. Without self (a function of a module, mostly a
      // native one) rt_call serves: a second direct call here would be mostly dead code.
      BasicBlock *bound = newBlock("bound");
      b_.CreateCondBr(b_.CreateICmpNE(self, i64(0)), bound, slow);
      enter(bound);
      branch(b_.CreateICmpEQ(arity, i32(args.size() + 1)), direct, slow);
      enter(direct);
      finish(directCall(pointer, withSelf));
    }
  } else {
    b_.CreateBr(slow);
  }
  enter(slow);
  if (plain) {
    Value *result = callRaw(Rt::call, {callable, array(args), i64(args.size())});
    forgetArray(args.size());
    finish(result);
  } else {
    auto [begin, count] = argumentArray(withSelf);
    Value *result = callRaw(Rt::call, {callable, begin, count});
    forgetArray(withSelf.size());
    finish(result);
  }
  enter(join);
  auto *phi = b_.CreatePHI(l_.i64, results.size());
  for (auto &[result, block] : results)
    phi->addIncoming(result, block);
  checkValue(phi, RtResult::Value);
  return phi;
}

void FunctionLowering::lowerCall(uint32_t n) {
  auto args = popMany(n);
  Value *self = pop(), *callable = pop();
  push(callValue(callable, self, args));
}

/// Stores self, which may be null, and the arguments behind it: address and number of those that are passed.
std::pair<Value *, Value *> FunctionLowering::argumentArray(llvm::ArrayRef<Value *> withSelf) {
  Value *all = array(withSelf), *bound = b_.CreateICmpNE(withSelf[0], i64(0));
  return {b_.CreateSelect(bound, all, b_.CreateConstInBoundsGEP1_32(l_.i64, all, 1)),
          b_.CreateSelect(bound, i64(withSelf.size()), i64(withSelf.size() - 1))};
}

void FunctionLowering::lowerCallOwned(uint32_t n) {
  auto args = popMany(n);
  Value *self = pop(), *callable = pop();
  Value *result = callValue(callable, self, args);
  push(result);
  ifObject(result, [&] { callRaw(Rt::own_result, {callable, result}); });
}

/// Before a call: [callable self a1 .. an], and above it `above` more values.
void FunctionLowering::lend(uint32_t n, uint32_t above) {
  llvm::SmallVector<Value *, 10> args;
  for (uint32_t i = n; i-- > 0;)
    args.push_back(peek(i + 1 + above));
  callRaw(Rt::lend, {peek(n + 2 + above), array(args), i64(n)});
  forgetArray(n);
}

void FunctionLowering::lowerCallBorrowed(uint32_t n) {
  lend(n, 0);
  lowerCall(n);
}

void FunctionLowering::lowerCallKwBorrowed(uint32_t n) {
  lend(n, 1);
  lowerCallKw(n);
}

void FunctionLowering::lowerCallConsumer(uint32_t n) {
  auto args = popMany(n + 1); // self first
  Value *callable = pop();
  auto [begin, count] = argumentArray(args);
  push(callRuntime(Rt::call_consumer, {callable, begin, count}));
  forgetArray(args.size());
}

void FunctionLowering::lowerCallKw(uint32_t n) { callWithKeywords(n, Rt::call_kw); }
void FunctionLowering::lowerCallKwOwned(uint32_t n) { callWithKeywords(n, Rt::call_kw_owned); }

void FunctionLowering::callWithKeywords(uint32_t n, Rt function) {
  Value *names = pop();
  auto args = popMany(n + 1); // self first
  Value *callable = pop();
  auto [begin, count] = argumentArray(args);
  push(callRuntime(function, {callable, begin, count, names}));
  forgetArray(args.size());
}

void FunctionLowering::lowerCallEx(uint32_t flags) {
  Value *keywords = flags & 1 ? pop() : i64(0);
  Value *positional = pop();
  pop(); // self is null
  push(callRuntime(Rt::call_ex, {pop(), positional, keywords}));
}

void FunctionLowering::lowerCallSuper(uint32_t n) {
  pop();
  Value *callable = pop();
  Value *first = i64(0);
  if (unit_.argCount > 0) {
    first = b_.CreateLoad(l_.i64, locals_[0]);
    for (uint32_t i = 0; i < unit_.cellParams.size(); i++)
      if (unit_.cellParams[i] == 0)
        first = cellContent(i);
  }
  push(callRuntime(Rt::call_super, {callable, cellContent(n), first}));
}

void FunctionLowering::lowerMakeFunction(uint32_t n) {
  push(callRuntime(Rt::make_function, {module_.info(unit_.consts[n].code.get()), self_}));
}

void FunctionLowering::lowerSetFunctionAttr(uint32_t attribute) {
  Value *function = pop(), *value = pop();
  push(function);
  if (exactLifetimes())
    spillOperands();
  callRuntime(Rt::set_function_attr, {function, i32(attribute), value});
}

void FunctionLowering::lowerLoadBuildClass(uint32_t) { push(callRuntime(Rt::load_build_class, {self_})); }

void FunctionLowering::lowerReturnValue(uint32_t) {
  Value *value = pop();
  if (!generator_) {
    emitReturn(value);
    return;
  }
  b_.CreateStore(value, b_.CreateStructGEP(l_.generator, generator_, field::generator::result));
  emitReturn(i64(0));
}

// --- Imports

void FunctionLowering::lowerImportName(uint32_t n) {
  Value *fromList = pop(), *level = pop();
  push(callRuntime(Rt::import_name, {self_, nameOf(n), fromList, level}));
}
void FunctionLowering::lowerImportFrom(uint32_t n) { push(callRuntime(Rt::import_from, {peek(1), nameOf(n)})); }
void FunctionLowering::lowerImportStar(uint32_t) {
  callRuntime(Rt::import_star, {self_, pop(), nameSpace_ ? nameSpace_ : i64(0)});
}

} // namespace regius::codegen
