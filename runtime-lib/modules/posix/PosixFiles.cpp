// posix: file descriptors, stat and permissions.
#include "runtime-lib/modules/posix/Posix.h"

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
  int64_t flags, mode = 0777;
  bool failed = false;
  if (!pathArgument(t, a[0], "open", "path", &path) || !toInt64(t, a[1], &flags) ||
      (ok(a[2]) && !toInt64(t, a[2], &mode)))
    return kNoValue;
  int dir = dirDescriptor(t, a[3], &failed);
  if (failed)
    return kNoValue;
  int fd;
  do
    fd = openat(dir, path.text.c_str(), static_cast<int>(flags) | O_CLOEXEC,
                static_cast<mode_t>(mode));
  while (fd < 0 && errno == EINTR);
  return checkedInt(t, fd, &path);
}
Value closeFile(Thread &t, const Value *a) {
  int64_t fd;
  return toInt64(t, a[0], &fd) ? checked(t, ::close(static_cast<int>(fd))) : kNoValue;
}
Value closeRange(Thread &t, const Value *a) {
  int64_t low, high;
  if (!toInt64(t, a[0], &low) || !toInt64(t, a[1], &high))
    return kNoValue;
  for (int64_t fd = std::max<int64_t>(low, 0); fd < high; fd++)
    ::close(static_cast<int>(fd));
  return none();
}
Value readFile(Thread &t, const Value *a) {
  int64_t fd, count;
  if (!toInt64(t, a[0], &fd) || !toSize(t, a[1], &count))
    return kNoValue;
  if (count < 0)
    return raiseErrno(t, EINVAL);
  Bytes *buffer = TRY(bytesNew(t, nullptr, count));
  ssize_t n;
  do
    n = ::read(static_cast<int>(fd), buffer->data, static_cast<size_t>(count));
  while (n < 0 && errno == EINTR);
  if (n < 0)
    return raiseErrno(t, errno);
  return n == count ? fromObject(buffer) : fromObject(bytesNew(t, buffer->data, n));
}
Value writeFile(Thread &t, const Value *a) {
  int64_t fd;
  Buffer buffer;
  if (!toInt64(t, a[0], &fd) || !getBuffer(t, a[1], &buffer))
    return kNoValue;
  ssize_t n;
  do
    n = ::write(static_cast<int>(fd), buffer.data, static_cast<size_t>(buffer.length));
  while (n < 0 && errno == EINTR);
  int error = errno;
  releaseBuffer(&buffer);
  return n < 0 ? raiseErrno(t, error) : intValue(t, n);
}
Value seek(Thread &t, const Value *a) {
  int64_t fd, position, how;
  if (!toInt64(t, a[0], &fd) || !toInt64(t, a[1], &position) || !toInt64(t, a[2], &how))
    return kNoValue;
  return checkedInt(t, lseek(static_cast<int>(fd), position, static_cast<int>(how)));
}
template <int (*f)(int)> Value onDescriptor(Thread &t, const Value *a) {
  int fd;
  return descriptorArgument(t, a[0], &fd) ? checked(t, f(fd)) : kNoValue;
}
Value isTerminal(Thread &t, const Value *a) {
  int64_t fd;
  return toInt64(t, a[0], &fd) ? fromBool(isatty(static_cast<int>(fd))) : kNoValue;
}
Value duplicate(Thread &t, const Value *a) {
  int64_t fd;
  return toInt64(t, a[0], &fd) ? checkedInt(t, fcntl(static_cast<int>(fd), F_DUPFD_CLOEXEC, 0))
                               : kNoValue;
}
Value duplicateTo(Thread &t, const Value *a) {
  int64_t from, to;
  bool failed = false;
  if (!toInt64(t, a[0], &from) || !toInt64(t, a[1], &to))
    return kNoValue;
  bool inheritable = flagArgument(t, a[2], true, &failed);
  if (failed)
    return kNoValue;
  return checkedInt(t, inheritable || from == to
                           ? dup2(static_cast<int>(from), static_cast<int>(to))
                           : dup3(static_cast<int>(from), static_cast<int>(to), O_CLOEXEC));
}
Value makePipe(Thread &t, const Value *) {
  int fds[2];
  if (pipe2(fds, O_CLOEXEC) < 0)
    return raiseErrno(t, errno);
  return fromObject(tupleOf(t, fromInt(fds[0]), fromInt(fds[1])));
}
Value getInheritable(Thread &t, const Value *a) {
  int64_t fd;
  if (!toInt64(t, a[0], &fd))
    return kNoValue;
  int flags = fcntl(static_cast<int>(fd), F_GETFD);
  return flags < 0 ? raiseErrno(t, errno) : fromBool(!(flags & FD_CLOEXEC));
}
Value setInheritable(Thread &t, const Value *a) {
  int64_t fd, on;
  if (!toInt64(t, a[0], &fd) || !toInt64(t, a[1], &on))
    return kNoValue;
  int flags = fcntl(static_cast<int>(fd), F_GETFD);
  if (flags < 0)
    return raiseErrno(t, errno);
  return checked(
      t, fcntl(static_cast<int>(fd), F_SETFD, on ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC));
}
Value getBlocking(Thread &t, const Value *a) {
  int64_t fd;
  if (!toInt64(t, a[0], &fd))
    return kNoValue;
  int flags = fcntl(static_cast<int>(fd), F_GETFL);
  return flags < 0 ? raiseErrno(t, errno) : fromBool(!(flags & O_NONBLOCK));
}
Value setBlocking(Thread &t, const Value *a) {
  int64_t fd, on;
  if (!toInt64(t, a[0], &fd) || !toInt64(t, a[1], &on))
    return kNoValue;
  int flags = fcntl(static_cast<int>(fd), F_GETFL);
  if (flags < 0)
    return raiseErrno(t, errno);
  return checked(
      t, fcntl(static_cast<int>(fd), F_SETFL, on ? flags & ~O_NONBLOCK : flags | O_NONBLOCK));
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
  int64_t fd, size;
  if (!toInt64(t, a[0], &fd) || !toInt64(t, a[1], &size))
    return kNoValue;
  return checked(t, ftruncate(static_cast<int>(fd), size));
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
  int64_t fd;
  struct stat st;
  if (!toInt64(t, a[0], &fd))
    return kNoValue;
  return fstat(static_cast<int>(fd), &st) < 0 ? raiseErrno(t, errno) : statResult(t, st);
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
  int64_t mode;
  bool failed = false;
  if (!pathArgument(t, a[0], "access", "path", &path) || !toInt64(t, a[1], &mode))
    return kNoValue;
  int dir = dirDescriptor(t, a[2], &failed);
  bool effective = flagArgument(t, a[3], false, &failed), follow = flagArgument(t, a[4], true, &failed);
  if (failed)
    return kNoValue;
  int flags = (effective ? AT_EACCESS : 0) | (follow ? 0 : AT_SYMLINK_NOFOLLOW);
  return fromBool(faccessat(dir, path.text.c_str(), static_cast<int>(mode), flags) == 0);
}
Value changeMode(Thread &t, const Value *a) {
  PathArgument path;
  int64_t mode;
  bool failed = false;
  if (!pathArgument(t, a[0], "chmod", "path", &path, true) || !toInt64(t, a[1], &mode))
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
  int64_t user, group;
  bool failed = false;
  if (!pathArgument(t, a[0], "chown", "path", &path, true) || !toInt64(t, a[1], &user) ||
      !toInt64(t, a[2], &group))
    return kNoValue;
  int dir = dirDescriptor(t, a[3], &failed);
  bool follow = flagArgument(t, a[4], true, &failed);
  if (failed)
    return kNoValue;
  auto u = static_cast<uid_t>(user);
  auto g = static_cast<gid_t>(group);
  return checked(t,
                 path.descriptor >= 0
                     ? fchown(path.descriptor, u, g)
                     : fchownat(dir, path.text.c_str(), u, g, follow ? 0 : AT_SYMLINK_NOFOLLOW),
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
  int64_t mask;
  return toInt64(t, a[0], &mask) ? fromInt(umask(static_cast<mode_t>(mask))) : kNoValue;
}
Value terminalSize(Thread &t, const Value *a) {
  int64_t fd = STDOUT_FILENO;
  if (ok(a[0]) && !toInt64(t, a[0], &fd))
    return kNoValue;
  winsize size;
  if (ioctl(static_cast<int>(fd), TIOCGWINSZ, &size) < 0)
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

bool addPosixFileTypes(Thread &t, Value module) {
  static const char *const stat[] = {"st_mode",    "st_ino",      "st_dev",      "st_nlink",
                                     "st_uid",     "st_gid",      "st_size",     "st_atime",
                                     "st_mtime",   "st_ctime",    "st_atime",    "st_mtime",
                                     "st_ctime",   "st_atime_ns", "st_mtime_ns", "st_ctime_ns",
                                     "st_blksize", "st_blocks",   "st_rdev",     nullptr};
  static const char *const size[] = {"columns", "lines", nullptr};
  static const char *const vfs[] = {"f_bsize",  "f_frsize",  "f_blocks", "f_bfree",
                                    "f_bavail", "f_files",   "f_ffree",  "f_favail",
                                    "f_flag",   "f_namemax", "f_fsid",   nullptr};
  statType = structSequenceType(t, "os", "stat_result", stat, 10);
  terminalSizeType = structSequenceType(t, "os", "terminal_size", size, 2);
  statvfsType = structSequenceType(t, "os", "statvfs_result", vfs, 10);
  for (Type **type : {&statType, &terminalSizeType, &statvfsType})
    addRoot(type);
  return addValue(t, module, "stat_result", fromObject(statType)) &&
         addValue(t, module, "terminal_size", fromObject(terminalSizeType)) &&
         addValue(t, module, "statvfs_result", fromObject(statvfsType));
}

#define FUNCTION(name, code, signature) {name, code, signature, NativeKind::Function}
const NativeRow kPosixFileFunctions[] = {
    FUNCTION("open", openFile, "(path, flags, mode=511, *, dir_fd=None)"),
    FUNCTION("close", closeFile, "(fd)"),
    FUNCTION("closerange", closeRange, "(fd_low, fd_high, /)"),
    FUNCTION("read", readFile, "(fd, length, /)"),
    FUNCTION("write", writeFile, "(fd, data, /)"),
    FUNCTION("lseek", seek, "(fd, position, whence, /)"),
    FUNCTION("fsync", onDescriptor<fsync>, "(fd)"),
    FUNCTION("fdatasync", onDescriptor<fdatasync>, "(fd)"),
    FUNCTION("fchdir", onDescriptor<fchdir>, "(fd)"),
    FUNCTION("isatty", isTerminal, "(fd, /)"),
    FUNCTION("dup", duplicate, "(fd, /)"),
    FUNCTION("dup2", duplicateTo, "(fd, fd2, inheritable=True)"),
    FUNCTION("pipe", makePipe, "()"),
    FUNCTION("get_inheritable", getInheritable, "(fd, /)"),
    FUNCTION("set_inheritable", setInheritable, "(fd, inheritable, /)"),
    FUNCTION("get_blocking", getBlocking, "(fd, /)"),
    FUNCTION("set_blocking", setBlocking, "(fd, blocking, /)"),
    FUNCTION("truncate", truncateFile, "(path, length)"),
    FUNCTION("ftruncate", truncateDescriptor, "(fd, length, /)"),
    FUNCTION("stat", statPath, "(path, *, dir_fd=None, follow_symlinks=True)"),
    FUNCTION("lstat", lstatPath, "(path, *, dir_fd=None)"),
    FUNCTION("fstat", statDescriptor, "(fd)"),
    FUNCTION("statvfs", statvfsPath, "(path)"),
    FUNCTION("access", accessPath,
             "(path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True)"),
    FUNCTION("chmod", changeMode, "(path, mode, *, dir_fd=None, follow_symlinks=True)"),
    FUNCTION("chown", changeOwner, "(path, uid, gid, *, dir_fd=None, follow_symlinks=True)"),
    FUNCTION("utime", setTimes,
             "(path, times=None, *, ns=None, dir_fd=None, follow_symlinks=True)"),
    FUNCTION("umask", setUmask, "(mask, /)"),
    FUNCTION("get_terminal_size", terminalSize, "(fd=1, /)"),
    {nullptr, nullptr, nullptr},
};

} // namespace rt
