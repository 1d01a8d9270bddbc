// Declarations of the runtime functions in a module, derived from abi/RuntimeFunctions.def: types
// from the Result and Args columns, attributes from the effects.
#include "codegen/RuntimeCalls.h"

#include "runtime-lib/abi/Effects.h"

#include <llvm/IR/DerivedTypes.h>
#include <llvm/IR/Function.h>

namespace regius::codegen {

namespace {

using namespace effects;
constexpr bool Inline = true, None = false;

constexpr RtRow kRows[] = {
#define RT(Name, Result, Args, Effects, Fast) {#Name, RtResult::Result, Effects, Fast},
#include "runtime-lib/abi/RuntimeFunctions.def"
};

enum class ArgType : uint8_t { Value, Ptr, Int32, Int64 };
struct ArgTypes {
  ArgType types[8];
  unsigned count;
};

// The Args column is a parenthesised list: each name becomes an ArgType.
namespace columns {
constexpr ArgType Value = ArgType::Value, Ptr = ArgType::Ptr, Int32 = ArgType::Int32, Int64 = ArgType::Int64;
template <typename... A> constexpr ArgTypes list(A... types) { return {{types...}, sizeof...(A)}; }
constexpr ArgTypes kArgs[] = {
#define RT(Name, Result, Args, Effects, Fast) list Args,
#include "runtime-lib/abi/RuntimeFunctions.def"
};
} // namespace columns

llvm::FunctionType *functionType(llvm::LLVMContext &context, Rt function) {
  llvm::Type *i32 = llvm::Type::getInt32Ty(context), *i64 = llvm::Type::getInt64Ty(context),
             *ptr = llvm::PointerType::get(context, 0);
  llvm::SmallVector<llvm::Type *, 8> params{ptr};
  const ArgTypes &args = columns::kArgs[static_cast<unsigned>(function)];
  for (unsigned i = 0; i < args.count; i++)
    params.push_back(args.types[i] == ArgType::Ptr     ? ptr
                     : args.types[i] == ArgType::Int32 ? i32
                                                       : i64);
  llvm::Type *result = nullptr;
  switch (row(function).result) {
  case RtResult::Value:
  case RtResult::Next:
  case RtResult::Int64:
    result = i64;
    break;
  case RtResult::Truth:
  case RtResult::Status:
  case RtResult::Int32:
    result = i32;
    break;
  case RtResult::Ptr:
    result = ptr;
    break;
  case RtResult::Void:
    result = llvm::Type::getVoidTy(context);
    break;
  }
  return llvm::FunctionType::get(result, params, false);
}

llvm::FunctionCallee declare(llvm::Module &module, Rt function, const std::string &name) {
  auto callee = module.getOrInsertFunction(name, functionType(module.getContext(), function));
  auto *declaration = llvm::cast<llvm::Function>(callee.getCallee());
  declaration->setDoesNotThrow(); // no native exceptions anywhere
  declaration->setDSOLocal(true);
  return callee;
}

} // namespace

const RtRow &row(Rt function) { return kRows[static_cast<unsigned>(function)]; }

llvm::FunctionCallee declareRuntime(llvm::Module &module, Rt function) {
  const RtRow &r = row(function);
  auto callee = declare(module, function, std::string("rt_") + r.name);
  auto *declaration = llvm::cast<llvm::Function>(callee.getCallee());
  if (r.fast)
    declaration->addFnAttr(llvm::Attribute::Cold);
  switch (function) {
  case Rt::raise:
  case Rt::reraise:
  case Rt::raise_unbound:
  case Rt::slow_entry:
  case Rt::traceback_here:
  case Rt::poll:
    declaration->addFnAttr(llvm::Attribute::Cold);
    break;
  default:
    break;
  }
  return callee;
}

llvm::FunctionCallee declareFast(llvm::Module &module, Rt function) {
  return declare(module, function, std::string("rt_fast_") + row(function).name);
}

} // namespace regius::codegen
