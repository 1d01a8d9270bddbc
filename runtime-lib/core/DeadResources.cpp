// See DeadResources.h.
#include "runtime-lib/core/DeadResources.h"

#include "runtime-lib/gc/Heap.h"

#include <cerrno>

namespace rt {

bool (*streamsHoldOutput)(const struct stat *file);

namespace {

// A small frame: what its slots happen to hold counts as references.
__attribute__((noinline)) void finalizeUnreachable(Thread &t) {
  __builtin_unwind_init(); // the caller's registers are in this frame, above `here`
  const char here = 0;
  collect(t, &here);
  runPendingFinalizers(t);
}

} // namespace

bool freeDescriptors(Thread &t, int error) {
  if (error != EMFILE && error != ENFILE) return false;
  finalizeUnreachable(t);
  return true;
}

void finishWriting(Thread &t, const char *path) {
  if (!streamsHoldOutput || !streamsHoldOutput(nullptr)) return;
  struct stat file;
  if (path && (stat(path, &file) < 0 || !streamsHoldOutput(&file))) return;
  const int error = errno;
  finalizeUnreachable(t);
  errno = error;
}

} // namespace rt
