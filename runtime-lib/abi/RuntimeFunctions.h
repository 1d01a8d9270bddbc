// C prototypes of the runtime functions, derived from RuntimeFunctions.def.
#pragma once

#include "runtime-lib/abi/Effects.h"
#include "runtime-lib/abi/Value.h"

#include <cstdint>

namespace rt {
struct Thread;

namespace abi {
using Value = rt::Value;
using Next = rt::Value;
using Truth = int32_t;
using Status = int32_t;
using Void = void;
using Ptr = void *;
using Int32 = int32_t;
using Int64 = int64_t;

template <typename Function> struct WithThread;
template <typename R, typename... A> struct WithThread<R(A...)> {
  using type = R(Thread &, A...);
};
} // namespace abi

// Every row takes the thread (no row is Pure): rt_<name>(Thread &, args...).
using namespace abi;
extern "C" {
#define RT(Name, Result, Args, Effects, Fast) abi::WithThread<abi::Result Args>::type rt_##Name;
#include "runtime-lib/abi/RuntimeFunctions.def"
}
} // namespace rt
