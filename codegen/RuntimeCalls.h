// The runtime functions of abi/RuntimeFunctions.def as the code generator knows them.
#pragma once

#include <cstdint>

#include <llvm/IR/Module.h>

namespace regius::codegen {

enum class Rt : uint16_t {
#define RT(Name, Result, Args, Effects, Fast) Name,
#include "runtime-lib/abi/RuntimeFunctions.def"
};

/// How a result tells failure.
enum class RtResult : uint8_t { Value, Truth, Status, Next, Void, Ptr, Int32, Int64 };

struct RtRow {
  const char *name;
  RtResult result;
  uint32_t effects;
  bool fast; // has an inline partner rt_fast_<name>
};
const RtRow &row(Rt function);

/// Declares rt_<name> (or its fast partner) in the module, with the attributes that follow from the row.
llvm::FunctionCallee declareRuntime(llvm::Module &module, Rt function);
llvm::FunctionCallee declareFast(llvm::Module &module, Rt function);

} // namespace regius::codegen
