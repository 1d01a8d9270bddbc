// A tree of 10^5 nested operators is legal input, and the passes that walk it are recursive. They
// run on a thread whose stack is reserved, not committed: only pages that are touched cost memory.
#include "compiler/support/BigStack.h"

#include <pthread.h>

namespace regius {

namespace {
struct Job {
  void (*function)(void *);
  void *context;
};
} // namespace

static void *startJob(void *argument) {
  auto *job = static_cast<Job *>(argument);
  job->function(job->context);
  return nullptr;
}

bool runOnBigStack(void (*function)(void *context), void *context, size_t bytes) {
  Job job{function, context};
  pthread_attr_t attributes;
  if (pthread_attr_init(&attributes) != 0)
    return false;
  pthread_t thread;
  // glibc maps thread stacks with MAP_NORESERVE, so the size is address space only.
  bool started = pthread_attr_setstacksize(&attributes, bytes) == 0 &&
                 pthread_create(&thread, &attributes, startJob, &job) == 0;
  pthread_attr_destroy(&attributes);
  if (!started)
    return false;
  pthread_join(thread, nullptr);
  return true;
}

} // namespace regius
