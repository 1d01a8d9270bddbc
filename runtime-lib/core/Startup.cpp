// Start-up: heap, thread, type objects, names, then the description of every built-in type.
#include "runtime-lib/core/Startup.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/gc/Heap.h"
#include "runtime-lib/objects/TypeInternals.h"

namespace rt {

#define REGISTER(Function) void Function(Thread &);
#include "runtime-lib/abi/Registrations.def"

Thread &initialiseRuntime(char *stackBase) {
  Thread &thread = *rt_mainThread;
  setCurrentThread(&thread);
  thread.stackBase = stackBase;
  thread.handled = none();
  initialiseHeap();
  attachThread(thread);
  setCollectionEnabled(false); // trace functions exist only after registration
  createBuiltinTypes(thread);
  initialiseNames(thread);
  nameBuiltinTypes(thread);
#define REGISTER(Function) Function(thread);
#include "runtime-lib/abi/Registrations.def"
  setCollectionEnabled(true);
  return thread;
}

} // namespace rt
