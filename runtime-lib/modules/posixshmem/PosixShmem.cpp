// The _posixshmem module: POSIX shared memory by name, for multiprocessing.shared_memory.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/mman.h>

namespace rt {

namespace {

Value sharedOpen(Thread &t, const Value *a) {
  std::string name;
  int flags, mode = 0777, file;
  if (!textArgument(t, a[0], "shm_open", " 'path'", &name) || !intArgument(t, a[1], &flags) || (ok(a[2]) && !intArgument(t, a[2], &mode)))
    return kNoValue;
  if (!blockingCall(t, &file, [&] { return shm_open(name.c_str(), flags, static_cast<mode_t>(mode)); })) return kNoValue;
  return file < 0 ? raiseErrno(t, errno, a[0]) : fromInt(file);
}
Value sharedUnlink(Thread &t, const Value *a) {
  std::string name;
  int result;
  if (!textArgument(t, a[0], "shm_unlink", " 'path'", &name)) return kNoValue;
  if (!blockingCall(t, &result, [&] { return shm_unlink(name.c_str()); })) return kNoValue;
  return result < 0 ? raiseErrno(t, errno, a[0]) : none();
}

const NativeRow kFunctions[] = {NATIVE_FUNCTION("shm_open", sharedOpen, "($module, /, path, flags, mode=511)"),
                                NATIVE_FUNCTION("shm_unlink", sharedUnlink, "($module, /, path)"),
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_posixshmem, "_posixshmem", rt::initialise)
