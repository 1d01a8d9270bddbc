// The fcntl module: control of descriptors, and file locks.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <cstring>
#include <fcntl.h>
#include <sys/file.h>
#include <sys/ioctl.h>

namespace rt {

namespace {

constexpr size_t kBufferSize = 1024;

/// A str or bytes-like argument copied into a buffer that the system may write to.
class Record {
public:
  /// False with ValueError when it is too long.
  bool fill(Thread &t, ByteSpan bytes, const char *function) {
    if (bytes.length > static_cast<int64_t>(kBufferSize)) return raise(t, Msg::FcntlTooLong, function), false;
    size_ = bytes.length;
    std::memcpy(data, bytes.data, static_cast<size_t>(size_));
    data[size_] = 0;
    return true;
  }
  Value asBytes(Thread &t) { return fromObject(bytesNew(t, data, size_)); }
  int64_t size() const { return size_; }
  char data[kBufferSize + 1];

private:
  int64_t size_ = 0;
};
ByteSpan textSpan(Thread &t, Value v) {
  std::string_view text = strUtf8(t, as<Str>(v));
  return {reinterpret_cast<const uint8_t *>(text.data()), static_cast<int64_t>(text.size())};
}

Value control(Thread &t, const Value *a) {
  int fd, command, result;
  if (!descriptorArgument(t, a[0], &fd) || !intArgument(t, a[1], &command)) return kNoValue;
  if (ok(a[2]) && (isStr(a[2]) || isBytes(a[2]))) {
    Record record;
    if (!record.fill(t, isStr(a[2]) ? textSpan(t, a[2]) : spanOf(a[2]), "fcntl")) return kNoValue;
    if (!blockingCall(t, &result, [&] { return ::fcntl(fd, command, record.data); })) return kNoValue;
    return result < 0 ? raiseErrno(t, errno) : record.asBytes(t);
  }
  uint64_t number = 0;
  if (ok(a[2]) && !maskedArgument(t, a[2], &number)) return kNoValue;
  if (!blockingCall(t, &result, [&] { return ::fcntl(fd, command, static_cast<unsigned>(number)); })) return kNoValue;
  return checkedInt(t, result);
}

/// ioctl with a buffer: changed in place when it is writable and `mutates`, else a copy is returned.
Value controlDevice(Thread &t, int fd, unsigned long request, Value v, bool mutates) {
  Record record;
  int result;
  auto call = [&](void *data) { return ::ioctl(fd, request, data); };
  if (isStr(v)) {
    if (!record.fill(t, textSpan(t, v), "ioctl")) return kNoValue;
    result = call(record.data);
    return result < 0 ? raiseErrno(t, errno) : record.asBytes(t);
  }
  Buffer buffer;
  if (!getBuffer(t, v, &buffer)) return kNoValue;
  const ByteSpan span{buffer.data, buffer.length};
  if (mutates && !buffer.readOnly) {
    if (span.length > static_cast<int64_t>(kBufferSize)) {
      result = call(buffer.data);
    } else { // the driver may write a final zero
      record.fill(t, span, "ioctl");
      result = call(record.data);
      int error = errno;
      std::memcpy(buffer.data, record.data, static_cast<size_t>(span.length));
      errno = error;
    }
    releaseBuffer(&buffer);
    return checkedInt(t, result);
  }
  bool fits = record.fill(t, span, "ioctl");
  releaseBuffer(&buffer);
  if (!fits) return kNoValue;
  return call(record.data) < 0 ? raiseErrno(t, errno) : record.asBytes(t);
}
Value deviceControl(Thread &t, const Value *a) {
  int fd, number = 0;
  uint64_t request;
  bool failed = false;
  if (!descriptorArgument(t, a[0], &fd) || !maskedArgument(t, a[1], &request)) return kNoValue;
  bool mutates = flagArgument(t, a[3], true, &failed);
  if (failed) return kNoValue;
  const auto code = static_cast<unsigned>(request);
  if (ok(a[2]) && (isStr(a[2]) || typeOf(a[2])->slots.getBuffer)) return controlDevice(t, fd, code, a[2], mutates);
  if (ok(a[2]) && !pidArgument(t, a[2], &number)) return kNoValue;
  return checkedInt(t, ::ioctl(fd, code, number));
}

Value lockWhole(Thread &t, const Value *a) {
  int fd, operation, result;
  if (!descriptorArgument(t, a[0], &fd) || !intArgument(t, a[1], &operation)) return kNoValue;
  if (!blockingCall(t, &result, [&] { return ::flock(fd, operation); })) return kNoValue;
  return checked(t, result);
}
Value lockRange(Thread &t, const Value *a) {
  int fd, operation, whence = 0, result;
  struct flock range {};
  if (!descriptorArgument(t, a[0], &fd) || !intArgument(t, a[1], &operation)) return kNoValue;
  int64_t length = 0, start = 0;
  if ((ok(a[2]) && !longArgument(t, a[2], &length)) || (ok(a[3]) && !longArgument(t, a[3], &start)) ||
      (ok(a[4]) && !intArgument(t, a[4], &whence)))
    return kNoValue;
  if (operation == LOCK_UN) range.l_type = F_UNLCK;
  else if (operation & LOCK_SH) range.l_type = F_RDLCK;
  else if (operation & LOCK_EX) range.l_type = F_WRLCK;
  else return raiseText(t, Exc::ValueError, "unrecognized lockf argument");
  range.l_len = length;
  range.l_start = start;
  range.l_whence = static_cast<short>(whence);
  const int command = operation & LOCK_NB ? F_SETLK : F_SETLKW;
  if (!blockingCall(t, &result, [&] { return ::fcntl(fd, command, &range); })) return kNoValue;
  return checked(t, result);
}

const NativeRow kFunctions[] = {
    NATIVE_FUNCTION("fcntl", control, "(fd, cmd, arg=0, /)"),
    NATIVE_FUNCTION("flock", lockWhole, "(fd, operation, /)"),
    NATIVE_FUNCTION("ioctl", deviceControl, "(fd, request, arg=0, mutate_flag=True, /)"),
    NATIVE_FUNCTION("lockf", lockRange, "(fd, cmd, len=0, start=0, whence=0, /)"),
    {nullptr, nullptr, nullptr}};

#define INT(name) {#name, static_cast<int64_t>(name)}
const IntConstant kConstants[] = {
    INT(DN_ACCESS), INT(DN_ATTRIB), INT(DN_CREATE), INT(DN_DELETE), INT(DN_MODIFY), {"DN_MULTISHOT", static_cast<uint32_t>(DN_MULTISHOT)},
    INT(DN_RENAME), INT(FASYNC), INT(FD_CLOEXEC), INT(F_ADD_SEALS), INT(F_DUPFD), INT(F_DUPFD_CLOEXEC),
    INT(F_EXLCK), INT(F_GETFD), INT(F_GETFL), INT(F_GETLEASE), INT(F_GETLK), INT(F_GETLK64), INT(F_GETOWN),
    INT(F_GETPIPE_SZ), INT(F_GETSIG), INT(F_GET_SEALS), INT(F_NOTIFY), INT(F_OFD_GETLK), INT(F_OFD_SETLK),
    INT(F_OFD_SETLKW), INT(F_RDLCK), INT(F_SEAL_GROW), INT(F_SEAL_SEAL), INT(F_SEAL_SHRINK), INT(F_SEAL_WRITE),
    INT(F_SETFD), INT(F_SETFL), INT(F_SETLEASE), INT(F_SETLK), INT(F_SETLK64), INT(F_SETLKW), INT(F_SETLKW64),
    INT(F_SETOWN), INT(F_SETPIPE_SZ), INT(F_SETSIG), INT(F_SHLCK), INT(F_UNLCK), INT(F_WRLCK), INT(LOCK_EX),
    INT(LOCK_MAND), INT(LOCK_NB), INT(LOCK_READ), INT(LOCK_RW), INT(LOCK_SH), INT(LOCK_UN), INT(LOCK_WRITE),
};

bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kFunctions) && addConstants(t, module, kConstants);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(fcntl, "fcntl", rt::initialise)
