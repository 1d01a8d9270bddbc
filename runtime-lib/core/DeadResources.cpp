// See DeadResources.h.
#include "runtime-lib/core/DeadResources.h"

#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/gc/Heap.h"

#include <cerrno>
#include <cstring>

namespace rt {

const OpenStreams *openStreams;

namespace {

__attribute__((noinline)) void finalizeUnreachable(Thread &t) {
  collectFromHere(t);
  runPendingFinalizers(t);
}

} // namespace

template <size_t size> [[gnu::always_inline]] static void clearFrame() {
  char dead[size];
  std::memset(dead, 0, size);
  asm volatile("" : : "r"(dead) : "memory");
}

__attribute__((noinline)) void clearDeadStack() {
  if (openStreams && openStreams->holdOutput(nullptr)) clearFrame<4096>();
}

/// Enough for the frames between gc.collect() and the collector.
extern "C" __attribute__((noinline)) void rt_clear_dead_stack(Thread &) { clearFrame<8192>(); }

bool freeDescriptors(Thread &t, int error) {
  if (error != EMFILE && error != ENFILE) return false;
  finalizeUnreachable(t);
  return true;
}

void finishWriting(Thread &t, const char *path) {
  if (!openStreams || !openStreams->holdOutput(nullptr)) return;
  struct stat file;
  if (path && (stat(path, &file) < 0 || !openStreams->holdOutput(&file))) return;
  const int error = errno;
  heapMarked = openStreams->noteReached;
  finalizeUnreachable(t);
  heapMarked = nullptr;
  openStreams->flushUnreached(t, path ? &file : nullptr);
  errno = error;
}

} // namespace rt
