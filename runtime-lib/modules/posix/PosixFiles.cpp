// posix: file descriptors, stat and permissions.
#include "runtime-lib/modules/posix/Posix.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

namespace rt {

namespace {

Type *statType, *terminalSizeType, *statvfsType;

Value openFile(Thread &t, const Value *a) {
  PathArgument path;
  int flags, mode = 0777;
  bool failed = false;
  if (!pathArgument(t, a[0], "open", "path", &path) || !intArgument(t, a[1], &flags) ||
      (ok(a[2]) && !intArgument(t, a[2], &mode)))
    return kNoValue;
  int dir = dirDescriptor(t, a[3], &failed);
  if (failed)
    return kNoValue;
  int fd;
  if (!blockingCall(t, &fd, [&] {
        return openat(dir, path.text.c_str(), flags | O_CLOEXEC, static_cast<mode_t>(mode));
      }))
    return kNoValue;
  return checkedInt(t, fd, &path);
}
Value closeFile(Thread &t, const Value *a) {
  int fd;
  return intArgument(t, a[0], &fd) ? checked(t, ::close(fd)) : kNoValue;
}
Value closeRange(Thread &t, const Value *a) {
  int low, high;
  if (!intArgument(t, a[0], &low) || !intArgument(t, a[1], &high))
    return kNoValue;
  low = std::max(low, 0);
  if (low < high)
    close_range(static_cast<unsigned>(low), static_cast<unsigned>(high - 1), 0);
  return none();
}
Value readFile(Thread &t, const Value *a) {
  int fd;
  int64_t count;
  if (!intArgument(t, a[0], &fd) || !toSize(t, a[1], &count))
    return kNoValue;
  if (count < 0)
    return raiseErrno(t, EINVAL);
  Bytes *buffer = TRY(bytesNew(t, nullptr, count));
  ssize_t n;
  if (!blockingCall(t, &n, [&] { return ::read(fd, buffer->data, static_cast<size_t>(count)); }))
    return kNoValue;
  if (n < 0)
    return raiseErrno(t, errno);
  return n == count ? fromObject(buffer) : fromObject(bytesNew(t, buffer->data, n));
}
Value writeFile(Thread &t, const Value *a) {
  int fd;
  BytesArgument bytes;
  if (!intArgument(t, a[0], &fd) || !bytes.acquire(t, a[1]))
    return kNoValue;
  ssize_t n;
  if (!blockingCall(t, &n, [&] { return ::write(fd, bytes.data, static_cast<size_t>(bytes.length)); }))
    return kNoValue;
  if (n >= 0 && n < bytes.length && !checkSignals(t)) // what cut the write short
    return kNoValue;
  return checkedInt(t, n);
}
Value seek(Thread &t, const Value *a) {
  int fd, how;
  int64_t position;
  if (!intArgument(t, a[0], &fd) || !toInt64(t, a[1], &position) || !intArgument(t, a[2], &how))
    return kNoValue;
  return checkedInt(t, lseek(fd, position, how));
}
template <int (*f)(int)> Value onDescriptor(Thread &t, const Value *a) {
  int fd;
  return descriptorArgument(t, a[0], &fd) ? checked(t, f(fd)) : kNoValue;
}
Value isTerminal(Thread &t, const Value *a) {
  int fd;
  return intArgument(t, a[0], &fd) ? fromBool(isatty(fd)) : kNoValue;
}
Value duplicate(Thread &t, const Value *a) {
  int fd;
  return intArgument(t, a[0], &fd) ? checkedInt(t, makeDescriptor(t, [&] { return fcntl(fd, F_DUPFD_CLOEXEC, 0); }))
                               : kNoValue;
}
Value duplicateTo(Thread &t, const Value *a) {
  int from, to;
  bool failed = false;
  if (!intArgument(t, a[0], &from) || !intArgument(t, a[1], &to))
    return kNoValue;
  bool inheritable = flagArgument(t, a[2], true, &failed);
  if (failed)
    return kNoValue;
  return checkedInt(t, inheritable || from == to
                           ? dup2(from, to)
                           : dup3(from, to, O_CLOEXEC));
}
Value makePipe(Thread &t, const Value *) {
  int fds[2];
  if (makeDescriptor(t, [&] { return pipe2(fds, O_CLOEXEC); }) < 0)
    return raiseErrno(t, errno);
  return fromObject(tupleOf(t, fromInt(fds[0]), fromInt(fds[1])));
}
Value getInheritable(Thread &t, const Value *a) {
  int fd;
  if (!intArgument(t, a[0], &fd))
    return kNoValue;
  int flags = fcntl(fd, F_GETFD);
  return flags < 0 ? raiseErrno(t, errno) : fromBool(!(flags & FD_CLOEXEC));
}
Value setInheritable(Thread &t, const Value *a) {
  int fd, on;
  if (!intArgument(t, a[0], &fd) || !intArgument(t, a[1], &on))
    return kNoValue;
  int flags = fcntl(fd, F_GETFD);
  if (flags < 0)
    return raiseErrno(t, errno);
  return checked(
      t, fcntl(fd, F_SETFD, on ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC));
}
Value getBlocking(Thread &t, const Value *a) {
  int fd;
  if (!intArgument(t, a[0], &fd))
    return kNoValue;
  int flags = fcntl(fd, F_GETFL);
  return flags < 0 ? raiseErrno(t, errno) : fromBool(!(flags & O_NONBLOCK));
}
Value setBlocking(Thread &t, const Value *a) {
  int fd, on;
  if (!intArgument(t, a[0], &fd) || !intArgument(t, a[1], &on))
    return kNoValue;
  int flags = fcntl(fd, F_GETFL);
  if (flags < 0)
    return raiseErrno(t, errno);
  return checked(
      t, fcntl(fd, F_SETFL, on ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
}
Value truncateFile(Thread &t, const Value *a) {
  PathArgument path;
  int64_t size;
  if (!pathArgument(t, a[0], "truncate", "path", &path, true) || !toInt64(t, a[1], &size))
    return kNoValue;
  return checked(t,
                 path.descriptor >= 0 ? ftruncate(path.descriptor, size)
                                      : truncate(path.text.c_str(), size),
                 &path);
}
Value truncateDescriptor(Thread &t, const Value *a) {
  int fd;
  int64_t size;
  if (!intArgument(t, a[0], &fd) || !toInt64(t, a[1], &size))
    return kNoValue;
  return checked(t, ftruncate(fd, size));
}

Value statOf(Thread &t, Value v, const char *function, Value dirFd, bool follow) {
  PathArgument path;
  bool failed = false;
  if (!pathArgument(t, v, function, "path", &path, follow))
    return kNoValue;
  int dir = dirDescriptor(t, dirFd, &failed);
  if (failed)
    return kNoValue;
  struct stat st;
  int r = path.descriptor >= 0
              ? fstat(path.descriptor, &st)
              : fstatat(dir, path.text.c_str(), &st, follow ? 0 : AT_SYMLINK_NOFOLLOW);
  return r < 0 ? checked(t, r, &path) : statResult(t, st);
}
Value statPath(Thread &t, const Value *a) {
  bool failed = false;
  bool follow = flagArgument(t, a[2], true, &failed);
  return failed ? kNoValue : statOf(t, a[0], "stat", a[1], follow);
}
Value lstatPath(Thread &t, const Value *a) { return statOf(t, a[0], "lstat", a[1], false); }
Value statDescriptor(Thread &t, const Value *a) {
  int fd;
  struct stat st;
  if (!intArgument(t, a[0], &fd))
    return kNoValue;
  return fstat(fd, &st) < 0 ? raiseErrno(t, errno) : statResult(t, st);
}
Value statvfsPath(Thread &t, const Value *a) {
  PathArgument path;
  if (!pathArgument(t, a[0], "statvfs", "path", &path, true))
    return kNoValue;
  struct statvfs st;
  int r = path.descriptor >= 0 ? fstatvfs(path.descriptor, &st) : statvfs(path.text.c_str(), &st);
  if (r < 0)
    return checked(t, r, &path);
  auto number = [&](uint64_t n) { return intFromUnsigned(t, n); };
  Value items[] = {number(st.f_bsize),   number(st.f_frsize), number(st.f_blocks),
                   number(st.f_bfree),   number(st.f_bavail), number(st.f_files),
                   number(st.f_ffree),   number(st.f_favail), number(st.f_flag),
                   number(st.f_namemax), number(st.f_fsid)};
  return structSequenceNew(t, statvfsType, items);
}

Value accessPath(Thread &t, const Value *a) {
  PathArgument path;
  int mode;
  bool failed = false;
  if (!pathArgument(t, a[0], "access", "path", &path) || !intArgument(t, a[1], &mode))
    return kNoValue;
  int dir = dirDescriptor(t, a[2], &failed);
  bool effective = flagArgument(t, a[3], false, &failed), follow = flagArgument(t, a[4], true, &failed);
  if (failed)
    return kNoValue;
  int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
  return fromBool(faccessat(dir, path.text.c_str(), mode, flags) == 0);
}
Value changeMode(Thread &t, const Value *a) {
  PathArgument path;
  int mode;
  bool failed = false;
  if (!pathArgument(t, a[0], "chmod", "path", &path, true) || !intArgument(t, a[1], &mode))
    return kNoValue;
  int dir = dirDescriptor(t, a[2], &failed);
  bool follow = flagArgument(t, a[3], true, &failed);
  if (failed)
    return kNoValue;
  auto bits = static_cast<mode_t>(mode);
  return checked(t,
                 path.descriptor >= 0
                     ? fchmod(path.descriptor, bits)
                     : fchmodat(dir, path.text.c_str(), bits, follow ? 0 : AT_SYMLINK_NOFOLLOW),
                 &path);
}
Value changeOwner(Thread &t, const Value *a) {
  PathArgument path;
  uid_t user;
  gid_t group;
  bool failed = false;
  if (!pathArgument(t, a[0], "chown", "path", &path, true) || !idArgument(t, a[1], IdKind::User, &user) ||
      !idArgument(t, a[2], IdKind::Group, &group))
    return kNoValue;
  int dir = dirDescriptor(t, a[3], &failed);
  bool follow = flagArgument(t, a[4], true, &failed);
  if (failed)
    return kNoValue;
  return checked(t,
                 path.descriptor >= 0
                     ? fchown(path.descriptor, user, group)
                     : fchownat(dir, path.text.c_str(), user, group, follow ? 0 : AT_SYMLINK_NOFOLLOW),
                 &path);
}

bool timeSpec(Thread &t, Value v, bool nanoseconds, timespec *out) {
  if (nanoseconds || isAnyInt(v)) {
    int64_t n;
    if (!toInt64(t, v, &n))
      return false;
    int64_t unit = nanoseconds ? 1'000'000'000 : 1;
    int64_t whole = n / unit, rest = n % unit;
    if (rest < 0) {
      rest += unit;
      whole--;
    }
    *out = {whole, nanoseconds ? rest : 0};
    return true;
  }
  double d;
  if (!toDouble(t, v, &d))
    return false;
  double whole = std::floor(d);
  *out = {static_cast<time_t>(whole), static_cast<long>((d - whole) * 1e9)};
  return true;
}
Value setTimes(Thread &t, const Value *a) {
  PathArgument path;
  bool failed = false;
  if (!pathArgument(t, a[0], "utime", "path", &path, true))
    return kNoValue;
  timespec times[2] = {{0, UTIME_NOW}, {0, UTIME_NOW}};
  bool hasTimes = ok(a[1]) && !isNone(a[1]), hasNs = ok(a[2]);
  if (hasTimes && hasNs)
    return raiseText(t, Exc::ValueError,
                     "utime: you may specify either 'times' or 'ns' but not both");
  if (hasTimes || hasNs) {
    Value pair = hasTimes ? a[1] : a[2];
    if (!isTuple(pair) || as<Tuple>(pair)->size != 2)
      return raiseText(t, Exc::TypeError,
                       hasTimes ? "utime: 'times' must be either a tuple of two ints or None"
                                : "utime: 'ns' must be a tuple of two ints");
    for (int i = 0; i < 2; i++)
      if (!timeSpec(t, as<Tuple>(pair)->items[i], hasNs, &times[i]))
        return kNoValue;
  }
  int dir = dirDescriptor(t, a[3], &failed);
  bool follow = flagArgument(t, a[4], true, &failed);
  if (failed)
    return kNoValue;
  return checked(t,
                 path.descriptor >= 0
                     ? futimens(path.descriptor, times)
                     : utimensat(dir, path.text.c_str(), times, follow ? 0 : AT_SYMLINK_NOFOLLOW),
                 &path);
}
Value setUmask(Thread &t, const Value *a) {
  int mask;
  return intArgument(t, a[0], &mask) ? fromInt(umask(static_cast<mode_t>(mask))) : kNoValue;
}
Value terminalSize(Thread &t, const Value *a) {
  int fd = STDOUT_FILENO;
  if (ok(a[0]) && !intArgument(t, a[0], &fd))
    return kNoValue;
  winsize size;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0)
    return raiseErrno(t, errno);
  Value items[] = {fromInt(size.ws_col), fromInt(size.ws_row)};
  return structSequenceNew(t, terminalSizeType, items);
}

} // namespace

Value statResult(Thread &t, const struct stat &st) {
  auto seconds = [&](const timespec &ts) {
    return floatValue(t, static_cast<double>(ts.tv_sec) + 1e-9 * static_cast<double>(ts.tv_nsec));
  };
  auto ns = [&](const timespec &ts) { return intValue(t, ts.tv_sec * 1'000'000'000 + ts.tv_nsec); };
  Value items[] = {fromInt(st.st_mode),
                   intFromUnsigned(t, st.st_ino),
                   intFromUnsigned(t, st.st_dev),
                   intFromUnsigned(t, st.st_nlink),
                   fromInt(st.st_uid),
                   fromInt(st.st_gid),
                   intValue(t, st.st_size),
                   intValue(t, st.st_atim.tv_sec),
                   intValue(t, st.st_mtim.tv_sec),
                   intValue(t, st.st_ctim.tv_sec),
                   seconds(st.st_atim),
                   seconds(st.st_mtim),
                   seconds(st.st_ctim),
                   ns(st.st_atim),
                   ns(st.st_mtim),
                   ns(st.st_ctim),
                   intValue(t, st.st_blksize),
                   intValue(t, st.st_blocks),
                   intFromUnsigned(t, st.st_rdev)};
  return structSequenceNew(t, statType, items);
}

// stat_result(items): the times as floats are those in seconds unless they are given.
static SlotCreate createSequence;
static Value createStatResult(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  Value made = TRY(createSequence(t, type, args, positional, kwNames));
  for (Value *time = as<Tuple>(made)->items + 7; time < as<Tuple>(made)->items + 10; time++)
    if (isNone(time[3]))
      storeField(asObject(made), time + 3, *time);
  return made;
}

bool addPosixFileTypes(Thread &t, Value module) {
  static const char *const stat[] = {"st_mode",    "st_ino",      "st_dev",      "st_nlink",
                                     "st_uid",     "st_gid",      "st_size",     kUnnamedField,
                                     kUnnamedField, kUnnamedField, "st_atime",   "st_mtime",
                                     "st_ctime",   "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
                                     "st_blksize", "st_blocks",   "st_rdev",     nullptr};
  static const char *const size[] = {"columns", "lines", nullptr};
  static const char *const vfs[] = {"f_bsize",  "f_frsize",  "f_blocks", "f_bfree",
                                    "f_bavail", "f_files",   "f_ffree",  "f_favail",
                                    "f_flag",   "f_namemax", "f_fsid",   nullptr};
  statType = structSequenceType(t, "os", "stat_result", stat, 10);
  createSequence = statType->slots.create;
  statType->slots.create = createStatResult;
  terminalSizeType = structSequenceType(t, "os", "terminal_size", size, 2);
  statvfsType = structSequenceType(t, "os", "statvfs_result", vfs, 10);
  for (Type **type : {&statType, &terminalSizeType, &statvfsType})
    addRoot(type);
  return addValue(t, module, "stat_result", fromObject(statType)) &&
         addValue(t, module, "terminal_size", fromObject(terminalSizeType)) &&
         addValue(t, module, "statvfs_result", fromObject(statvfsType));
}

const NativeRow kPosixFileFunctions[] = {
    NATIVE_FUNCTION("open", afterWriting<openFile>, "(path, flags, mode=511, *, dir_fd=None)"),
    NATIVE_FUNCTION("close", closeFile, "(fd)"),
    NATIVE_FUNCTION("closerange", closeRange, "(fd_low, fd_high, /)"),
    NATIVE_FUNCTION("read", readFile, "(fd, length, /)"),
    NATIVE_FUNCTION("write", writeFile, "(fd, data, /)"),
    NATIVE_FUNCTION("lseek", seek, "(fd, position, whence, /)"),
    NATIVE_FUNCTION("fsync", onDescriptor<fsync>, "(fd)"),
    NATIVE_FUNCTION("fdatasync", onDescriptor<fdatasync>, "(fd)"),
    NATIVE_FUNCTION("fchdir", onDescriptor<fchdir>, "(fd)"),
    NATIVE_FUNCTION("isatty", isTerminal, "(fd, /)"),
    NATIVE_FUNCTION("dup", duplicate, "(fd, /)"),
    NATIVE_FUNCTION("dup2", duplicateTo, "(fd, fd2, inheritable=True)"),
    NATIVE_FUNCTION("pipe", makePipe, "()"),
    NATIVE_FUNCTION("get_inheritable", getInheritable, "(fd, /)"),
    NATIVE_FUNCTION("set_inheritable", setInheritable, "(fd, inheritable, /)"),
    NATIVE_FUNCTION("get_blocking", getBlocking, "(fd, /)"),
    NATIVE_FUNCTION("set_blocking", setBlocking, "(fd, blocking, /)"),
    NATIVE_FUNCTION("truncate", afterWriting<truncateFile>, "(path, length)"),
    NATIVE_FUNCTION("ftruncate", truncateDescriptor, "(fd, length, /)"),
    NATIVE_FUNCTION("stat", afterWriting<statPath>, "(path, *, dir_fd=None, follow_symlinks=True)"),
    NATIVE_FUNCTION("lstat", afterWriting<lstatPath>, "(path, *, dir_fd=None)"),
    NATIVE_FUNCTION("fstat", statDescriptor, "(fd)"),
    NATIVE_FUNCTION("statvfs", statvfsPath, "(path)"),
    NATIVE_FUNCTION("access", accessPath,
             "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)"),
    NATIVE_FUNCTION("chmod", changeMode, "(path, mode, *, dir_fd=None, follow_symlinks=True)"),
    NATIVE_FUNCTION("chown", changeOwner, "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)"),
    NATIVE_FUNCTION("utime", setTimes,
             "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)"),
    NATIVE_FUNCTION("umask", setUmask, "(mask, /)"),
    NATIVE_FUNCTION("get_terminal_size", terminalSize, "(fd=1, /)"),
    {nullptr, nullptr, nullptr},
};

} // namespace rt
