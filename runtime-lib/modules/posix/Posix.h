// Shared parts of the posix module: the tables of functions in its files, result records.
#pragma once

#include "runtime-lib/modules/System.h"

#include <sys/stat.h>

namespace rt {

extern const NativeRow kPosixFileFunctions[]; // PosixFiles.cpp: descriptors, stat, directories
extern const NativeRow
    kPosixDirFunctions[]; // PosixDirectories.cpp: listdir, scandir, mkdir, rename ...
extern const NativeRow kPosixProcessFunctions[]; // PosixProcess.cpp: processes, users, signals
extern const NativeRow kPosixTransferFunctions[]; // PosixTransfer.cpp: pread, sendfile, terminals, ...
bool addPosixFileTypes(Thread &, Value module);
bool addPosixDirTypes(Thread &, Value module);
bool addPosixProcessTypes(Thread &, Value module);
bool addPosixConstants(Thread &, Value module);

/// fork() with the hooks of os.register_at_fork around it; -1 with errno, or with an exception of a signal handler.
pid_t forkWithHooks(Thread &);
Value statResult(Thread &, const struct ::stat &);

} // namespace rt
