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
void finishWriting(Thread &, const char *path);
/// Whether an open stream, standard streams aside, holds output for the file, or for any file with null. The io module
/// sets it.
extern bool (*streamsHoldOutput)(const struct stat *file);

/// call(), which makes a descriptor or answers -1 with errno, a second time when that frees one.
template <typename F> int makeDescriptor(Thread &t, F call) {
  int result = call();
  return result == -1 && freeDescriptors(t, errno) ? call() : result;
}

} // namespace rt
