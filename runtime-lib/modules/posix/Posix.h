// Shared parts of the posix module: paths, error checks, result records.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

#include <string>
#include <sys/stat.h>

namespace rt {

/// A path argument: str (UTF-8 with surrogateescape), bytes, an object with __fspath__, or, when
/// `allowDescriptor`, an int. TypeError names the function and argument as CPython does.
struct PathArgument {
  std::string text;
  int descriptor = -1;     // >= 0: use this instead of the text
  bool isBytes = false;    // results shall be bytes as well
  Value object = kNoValue; // as given, for errors
};
bool pathArgument(Thread &, Value v, const char *function, const char *argument, PathArgument *out,
                  bool allowDescriptor = false, bool allowNone = false);
/// os.fspath(v).
Value fsPath(Thread &, Value v);
/// str from bytes of the file system: UTF-8, undecodable bytes as surrogates U+DC80..U+DCFF.
Value fsDecode(Thread &, std::string_view bytes);
Value fsResult(Thread &, std::string_view bytes, bool asBytes);
/// str to the file system's bytes; false with an exception for other surrogates or NUL.
bool fsEncode(Thread &, Str *s, std::string *out);

/// None when `result` is not negative, else OSError from errno.
Value checked(Thread &, int64_t result, const PathArgument *path = nullptr,
              const PathArgument *path2 = nullptr);
Value checkedInt(Thread &, int64_t result, const PathArgument *path = nullptr);
bool descriptorArgument(Thread &, Value v, int *out);

/// dir_fd=: AT_FDCWD when absent or None.
int dirDescriptor(Thread &, Value v, bool *failed);
bool flagArgument(Thread &, Value v, bool otherwise, bool *failed);
/// An int argument that fits C int.
bool intArgument(Thread &, Value v, int *out);

extern const NativeRow kPosixFileFunctions[]; // PosixFiles.cpp: descriptors, stat, directories
extern const NativeRow
    kPosixDirFunctions[]; // PosixDirectories.cpp: listdir, scandir, mkdir, rename ...
extern const NativeRow kPosixProcessFunctions[]; // PosixProcess.cpp: processes, users, signals
extern const NativeRow kPosixTransferFunctions[]; // PosixTransfer.cpp: pread, sendfile, terminals, ...
bool addPosixFileTypes(Thread &, Value module);
bool addPosixDirTypes(Thread &, Value module);
bool addPosixProcessTypes(Thread &, Value module);
bool addPosixConstants(Thread &, Value module);

Value statResult(Thread &, const struct ::stat &);

} // namespace rt
