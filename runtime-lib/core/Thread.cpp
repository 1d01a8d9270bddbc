// The state of threads and the singletons that have no home of their own.
#include "runtime-lib/core/Thread.h"

#include "runtime-lib/core/Object.h"

namespace rt {

static Thread mainThread;
static thread_local Thread *current = nullptr;

extern "C" {
Thread *rt_mainThread = &mainThread;
alignas(16) Object rt_None = {static_cast<uint32_t>(TypeId::None), 0, 0, 0};
alignas(16) Object rt_NotImplemented = {static_cast<uint32_t>(TypeId::NotImplemented), 0, 0, 0};
alignas(16) Object rt_Ellipsis = {static_cast<uint32_t>(TypeId::Ellipsis), 0, 0, 0};
alignas(16) Object rt_True = {static_cast<uint32_t>(TypeId::Bool), 0, 0, 0};
alignas(16) Object rt_False = {static_cast<uint32_t>(TypeId::Bool), 0, 0, 0};
}

Thread &currentThread() { return *current; }
void setCurrentThread(Thread *thread) { current = thread; }

} // namespace rt
