// The posix module: environment and registration. The functions lie in the other files.
#include "runtime-lib/modules/posix/Posix.h"

extern char **environ;

namespace rt {

namespace {

bool addEnvironment(Thread &t, Value module) {
  Dict *space = dictNew(t);
  for (char **entry = environ; entry && *entry; entry++) {
    std::string_view text(*entry);
    size_t equals = text.find('=');
    if (equals == std::string_view::npos)
      continue;
    Value key = fsResult(t, text.substr(0, equals), true),
          v = fsResult(t, text.substr(equals + 1), true);
    Value known = kNoValue;
    if (dictFind(t, space, key, &known) == Found::No && !dictSet(t, space, key, v))
      return false;
  }
  return addValue(t, module, "environ", fromObject(space));
}

/// Names of os.supports_*: functions that take a descriptor, dir_fd, follow_symlinks and so on.
bool addHaveFunctions(Thread &t, Value module) {
  static const char *const kHave[] = {
      "HAVE_FACCESSAT", "HAVE_FCHDIR",    "HAVE_FCHMOD",     "HAVE_FCHMODAT", "HAVE_FCHOWN",
      "HAVE_FDOPENDIR", "HAVE_FPATHCONF", "HAVE_FSTATAT",    "HAVE_FSTATVFS", "HAVE_FTRUNCATE",
      "HAVE_FUTIMENS",  "HAVE_LINKAT",    "HAVE_LCHOWN",     "HAVE_LSTAT",    "HAVE_LUTIMES",
      "HAVE_MKDIRAT",   "HAVE_OPENAT",    "HAVE_READLINKAT", "HAVE_RENAMEAT", "HAVE_SYMLINKAT",
      "HAVE_UNLINKAT",  "HAVE_UTIMENSAT"};
  List *list = listNew(t);
  for (const char *name : kHave)
    if (!listAppend(t, list, fromObject(internAscii(t, name))))
      return false;
  return addValue(t, module, "_have_functions", fromObject(list));
}

bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kPosixFileFunctions) &&
         addFunctions(t, module, kPosixDirFunctions) &&
         addFunctions(t, module, kPosixProcessFunctions) &&
         addFunctions(t, module, kPosixTransferFunctions) && addPosixFileTypes(t, module) &&
         addPosixDirTypes(t, module) && addPosixProcessTypes(t, module) &&
         addPosixConstants(t, module) && addEnvironment(t, module) && addHaveFunctions(t, module) &&
         addValue(t, module, "error", fromObject(exceptionType(Exc::OSError)));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(posix, "posix", rt::initialise)
