// Files, sockets and their kin that a program drops without closing them. With reference counts they are closed
// at once; here the collector closes them, some time later. Where that delay could be seen the collector runs first: when
// there are too many descriptors, and when somebody looks at a file for which a dropped stream still holds output.
#pragma once

#include "runtime-lib/core/Thread.h"

#include <cerrno>
#include <sys/stat.h>

namespace rt {

/// After a call failed with `error`: when that says too many descriptors, closes those of unreachable objects and
/// answers true, the call is worth a second try. May run Python code.
bool freeDescriptors(Thread &, int error);
/// Writes out what unreachable streams hold for the file at `path`, or for any file with null. May run Python code.
/// Streams that only words on a stack refer to, as what earlier calls left there may do, are flushed, not closed.
void finishWriting(Thread &, const char *path);
/// Clears the memory of the frames of the functions called next: what is left there from earlier calls would count as
/// references. Nothing when no stream holds output.
void clearDeadStack();
/// A native function that looks at files, in front of the frames that finishWriting finds references in.
template <Value (*code)(Thread &, const Value *)> Value afterWriting(Thread &t, const Value *args) {
  clearDeadStack();
  [[clang::noinline]] return code(t, args);
}

/// The open streams, standard streams aside; the io module sets them.
struct OpenStreams {
  bool (*holdOutput)(const struct stat *file); // for the file, or for any with null
  void (*noteReached)();                       // remembers which of them isReached()
  void (*flushUnreached)(Thread &, const struct stat *file);
};
extern const OpenStreams *openStreams;

/// call(), which makes a descriptor or answers -1 with errno, a second time when that frees one.
template <typename F> int makeDescriptor(Thread &t, F call) {
  int result = call();
  return result == -1 && freeDescriptors(t, errno) ? call() : result;
}

} // namespace rt
