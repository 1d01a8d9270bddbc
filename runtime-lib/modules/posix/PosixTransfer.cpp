// posix: transfers at positions and between descriptors, extended attributes, terminals, limits.
#include "runtime-lib/modules/posix/Posix.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/io/Io.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <pty.h>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <sys/uio.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <vector>

namespace rt {

namespace {

/// A call that gives a number of bytes; false with an exception pending.
template <typename F> bool transfer(Thread &t, ssize_t *n, F f) {
  return blockingCall(t, n, f) && (*n >= 0 || (raiseErrno(t, errno), false));
}
Value readAt(Thread &t, const Value *a) {
  int fd;
  int64_t size, offset;
  ssize_t n;
  if (!intArgument(t, a[0], &fd) || !toSize(t, a[1], &size) || !toInt64(t, a[2], &offset)) return kNoValue;
  if (size < 0) return raiseErrno(t, EINVAL);
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  if (!transfer(t, &n, [&] { return pread(fd, bytes->data, static_cast<size_t>(size), offset); })) return kNoValue;
  return n == size ? fromObject(bytes) : fromObject(bytesNew(t, bytes->data, n));
}
Value writeAt(Thread &t, const Value *a) {
  int fd;
  int64_t offset;
  ssize_t n;
  BytesArgument bytes;
  if (!intArgument(t, a[0], &fd) || !bytes.acquire(t, a[1]) || !toInt64(t, a[2], &offset)) return kNoValue;
  return transfer(t, &n, [&] { return pwrite(fd, bytes.data, static_cast<size_t>(bytes.length), offset); }) ? intValue(t, n) : kNoValue;
}
/// The buffers of readv and its kin, held for the scope.
struct Vectors {
  std::vector<Buffer> buffers;
  std::vector<iovec> parts;
  ~Vectors() {
    for (Buffer &b : buffers) releaseBuffer(&b);
  }
  bool collect(Thread &t, Value sequence, bool writable) {
    return forEach(t, sequence, [&](Value v) {
      Buffer b;
      if (!getBuffer(t, v, &b, writable)) return false;
      buffers.push_back(b);
      parts.push_back({b.data, static_cast<size_t>(b.length)});
      return true;
    });
  }
  int count() const { return static_cast<int>(parts.size()); }
};
template <bool writes, bool positioned> Value vectored(Thread &t, const Value *a) {
  int fd, flags = 0;
  int64_t offset = 0;
  ssize_t n;
  Vectors v;
  if (!intArgument(t, a[0], &fd) || !v.collect(t, a[1], !writes)) return kNoValue;
  if (positioned && (!toInt64(t, a[2], &offset) || (ok(a[3]) && !intArgument(t, a[3], &flags)))) return kNoValue;
  auto act = [&] {
    if constexpr (positioned)
      return writes ? pwritev2(fd, v.parts.data(), v.count(), offset, flags) : preadv2(fd, v.parts.data(), v.count(), offset, flags);
    else
      return writes ? ::writev(fd, v.parts.data(), v.count()) : ::readv(fd, v.parts.data(), v.count());
  };
  return transfer(t, &n, act) ? intValue(t, n) : kNoValue;
}
Value sendFile(Thread &t, const Value *a) {
  int out, in;
  int64_t count;
  ssize_t n;
  if (!intArgument(t, a[0], &out) || !intArgument(t, a[1], &in) || !toSize(t, a[3], &count)) return kNoValue;
  off_t offset = 0;
  bool positioned = !isNone(a[2]);
  if (positioned && !toInt64(t, a[2], &offset)) return kNoValue;
  return transfer(t, &n, [&] { return sendfile(out, in, positioned ? &offset : nullptr, static_cast<size_t>(count)); }) ? intValue(t, n) : kNoValue;
}
template <bool isSplice> Value copyRange(Thread &t, const Value *a) {
  int in, out, flags = 0;
  int64_t count;
  ssize_t n;
  off64_t inOffset, outOffset, *inAt = nullptr, *outAt = nullptr;
  if (!intArgument(t, a[0], &in) || !intArgument(t, a[1], &out) || !toSize(t, a[2], &count)) return kNoValue;
  if (count < 0) return raiseText(t, Exc::ValueError, "negative value for 'count' not allowed");
  if (ok(a[3]) && !isNone(a[3])) {
    if (!toInt64(t, a[3], &inOffset)) return kNoValue;
    inAt = &inOffset;
  }
  if (ok(a[4]) && !isNone(a[4])) {
    if (!toInt64(t, a[4], &outOffset)) return kNoValue;
    outAt = &outOffset;
  }
  if (isSplice && ok(a[5]) && !intArgument(t, a[5], &flags)) return kNoValue;
  auto act = [&] {
    return isSplice ? splice(in, inAt, out, outAt, static_cast<size_t>(count), static_cast<unsigned>(flags))
                    : copy_file_range(in, inAt, out, outAt, static_cast<size_t>(count), 0);
  };
  return transfer(t, &n, act) ? intValue(t, n) : kNoValue;
}
Value pipeWithFlags(Thread &t, const Value *a) {
  int flags, fds[2];
  if (!intArgument(t, a[0], &flags)) return kNoValue;
  if (makeDescriptor(t, [&] { return pipe2(fds, flags); }) < 0) return raiseErrno(t, errno);
  return fromObject(tupleOf(t, fromInt(fds[0]), fromInt(fds[1])));
}
Value lockRegion(Thread &t, const Value *a) {
  int fd, command;
  int64_t size;
  ssize_t n;
  if (!intArgument(t, a[0], &fd) || !intArgument(t, a[1], &command) || !toInt64(t, a[2], &size)) return kNoValue;
  return transfer(t, &n, [&] { return lockf(fd, command, size); }) ? none() : kNoValue;
}
Value advise(Thread &t, const Value *a) {
  int fd, advice;
  int64_t offset, size;
  if (!intArgument(t, a[0], &fd) || !toInt64(t, a[1], &offset) || !toInt64(t, a[2], &size) || !intArgument(t, a[3], &advice)) return kNoValue;
  int error = posix_fadvise(fd, offset, size, advice);
  return error ? raiseErrno(t, error) : none();
}
Value allocateRegion(Thread &t, const Value *a) {
  int fd;
  int64_t offset, size;
  if (!intArgument(t, a[0], &fd) || !toInt64(t, a[1], &offset) || !toInt64(t, a[2], &size)) return kNoValue;
  int error = posix_fallocate(fd, offset, size);
  return error ? raiseErrno(t, error) : none();
}
Value memoryFile(Thread &t, const Value *a) {
  PathArgument name;
  int flags = MFD_CLOEXEC;
  if (!pathArgument(t, a[0], "memfd_create", "name", &name) || (ok(a[1]) && !intArgument(t, a[1], &flags))) return kNoValue;
  return checkedInt(t, memfd_create(name.text.c_str(), static_cast<unsigned>(flags)));
}
Value eventDescriptor(Thread &t, const Value *a) {
  int64_t start;
  int flags = EFD_CLOEXEC;
  if (!toInt64(t, a[0], &start) || (ok(a[1]) && !intArgument(t, a[1], &flags))) return kNoValue;
  return checkedInt(t, eventfd(static_cast<unsigned>(start), flags));
}
Value eventRead(Thread &t, const Value *a) {
  int fd;
  eventfd_t v;
  ssize_t n;
  if (!intArgument(t, a[0], &fd) || !transfer(t, &n, [&] { return eventfd_read(fd, &v); })) return kNoValue;
  return intFromUnsigned(t, v);
}
Value eventWrite(Thread &t, const Value *a) {
  int fd;
  int64_t v;
  ssize_t n;
  if (!intArgument(t, a[0], &fd) || !toInt64(t, a[1], &v)) return kNoValue;
  return transfer(t, &n, [&] { return eventfd_write(fd, static_cast<eventfd_t>(v)); }) ? none() : kNoValue;
}
Value changeModeOf(Thread &t, const Value *a) {
  int fd, mode;
  return intArgument(t, a[0], &fd) && intArgument(t, a[1], &mode) ? checked(t, fchmod(fd, static_cast<mode_t>(mode))) : kNoValue;
}
Value changeOwnerOf(Thread &t, const Value *a) {
  int fd;
  int64_t user, group;
  if (!intArgument(t, a[0], &fd) || !toInt64(t, a[1], &user) || !toInt64(t, a[2], &group)) return kNoValue;
  return checked(t, fchown(fd, static_cast<uid_t>(user), static_cast<gid_t>(group)));
}
Value syncAll(Thread &t, const Value *) {
  Unlocked unlocked(t);
  sync();
  return none();
}
Value statvfsOf(Thread &t, const Value *a) {
  // os.statvfs takes descriptors as well.
  Value module = TRY(importModule(t, "posix"));
  return callNamed(t, module, "statvfs", a[0]);
}

// --- Extended attributes
constexpr size_t kMaxAttributeSize = 65536;
struct AttributeTarget {
  PathArgument path;
  bool follow = true;
};
bool attributeTarget(Thread &t, Value path, Value follow, const char *function, AttributeTarget *out, bool allowNone = false) {
  bool failed = false;
  if (!pathArgument(t, path, function, "path", &out->path, true, allowNone)) return false;
  out->follow = flagArgument(t, follow, true, &failed);
  return !failed;
}
Value getAttributeOf(Thread &t, const Value *a) {
  AttributeTarget target;
  PathArgument name;
  if (!attributeTarget(t, a[0], a[2], "getxattr", &target) || !pathArgument(t, a[1], "getxattr", "attribute", &name)) return kNoValue;
  std::string data(kMaxAttributeSize, '\0');
  const char *path = target.path.text.c_str();
  ssize_t n = target.path.descriptor >= 0 ? fgetxattr(target.path.descriptor, name.text.c_str(), data.data(), data.size())
              : target.follow             ? getxattr(path, name.text.c_str(), data.data(), data.size())
                                          : lgetxattr(path, name.text.c_str(), data.data(), data.size());
  return n < 0 ? raiseErrno(t, errno, target.path.object) : fromObject(bytesNew(t, data.data(), n));
}
Value setAttributeOf(Thread &t, const Value *a) {
  AttributeTarget target;
  PathArgument name;
  BytesArgument v;
  int flags = 0;
  if (!attributeTarget(t, a[0], a[4], "setxattr", &target) || !pathArgument(t, a[1], "setxattr", "attribute", &name) ||
      !v.acquire(t, a[2]) || (ok(a[3]) && !intArgument(t, a[3], &flags)))
    return kNoValue;
  const char *path = target.path.text.c_str();
  auto size = static_cast<size_t>(v.length);
  int r = target.path.descriptor >= 0 ? fsetxattr(target.path.descriptor, name.text.c_str(), v.data, size, flags)
          : target.follow             ? setxattr(path, name.text.c_str(), v.data, size, flags)
                                      : lsetxattr(path, name.text.c_str(), v.data, size, flags);
  return checked(t, r, &target.path);
}
Value removeAttributeOf(Thread &t, const Value *a) {
  AttributeTarget target;
  PathArgument name;
  if (!attributeTarget(t, a[0], a[2], "removexattr", &target) || !pathArgument(t, a[1], "removexattr", "attribute", &name)) return kNoValue;
  const char *path = target.path.text.c_str();
  int r = target.path.descriptor >= 0 ? fremovexattr(target.path.descriptor, name.text.c_str())
          : target.follow             ? removexattr(path, name.text.c_str())
                                      : lremovexattr(path, name.text.c_str());
  return checked(t, r, &target.path);
}
Value listAttributesOf(Thread &t, const Value *a) {
  AttributeTarget target;
  if (!attributeTarget(t, a[0], a[1], "listxattr", &target, true)) return kNoValue;
  std::string data(kMaxAttributeSize, '\0');
  const char *path = target.path.text.c_str();
  ssize_t n = target.path.descriptor >= 0 ? flistxattr(target.path.descriptor, data.data(), data.size())
              : target.follow             ? listxattr(path, data.data(), data.size())
                                          : llistxattr(path, data.data(), data.size());
  if (n < 0) return raiseErrno(t, errno, target.path.object);
  List *list = listNew(t);
  for (ssize_t i = 0; i < n;) {
    std::string_view name(data.data() + i);
    if (!listAppend(t, list, fsDecode(t, name))) return kNoValue;
    i += static_cast<ssize_t>(name.size()) + 1;
  }
  return fromObject(list);
}

// --- Terminals
Value openTerminal(Thread &t, const Value *) {
  int master, slave;
  if (openpty(&master, &slave, nullptr, nullptr, nullptr) < 0) return raiseErrno(t, errno);
  fcntl(master, F_SETFD, FD_CLOEXEC);
  fcntl(slave, F_SETFD, FD_CLOEXEC);
  return fromObject(tupleOf(t, fromInt(master), fromInt(slave)));
}
Value terminalName(Thread &t, const Value *a) {
  int fd;
  char name[256];
  if (!intArgument(t, a[0], &fd)) return kNoValue;
  int error = ttyname_r(fd, name, sizeof name);
  return error ? raiseErrno(t, error) : fsDecode(t, name);
}
Value controllingTerminal(Thread &t, const Value *) {
  char name[L_ctermid];
  return fsDecode(t, ctermid(name));
}
Value foregroundGroup(Thread &t, const Value *a) {
  int fd;
  return intArgument(t, a[0], &fd) ? checkedInt(t, tcgetpgrp(fd)) : kNoValue;
}
Value setForegroundGroup(Thread &t, const Value *a) {
  int fd, group;
  return intArgument(t, a[0], &fd) && intArgument(t, a[1], &group) ? checked(t, tcsetpgrp(fd, group)) : kNoValue;
}
Value deviceEncoding(Thread &t, const Value *a) {
  int fd;
  if (!intArgument(t, a[0], &fd)) return kNoValue;
  return isatty(fd) ? fromObject(internAscii(t, localeEncoding())) : none();
}

// --- Limits: by number, or by a name of the tables in PosixConstants.cpp
bool configurationName(Thread &t, Value v, const char *table, int *out) {
  if (isAnyInt(v)) return intArgument(t, v, out);
  if (!isStr(v)) return raiseText(t, Exc::TypeError, "configuration names must be strings or integers"), false;
  Value module = importModule(t, "posix");
  if (!ok(module)) return false;
  Value names = attributeNamed(t, module, table);
  if (!ok(names)) return false;
  Value number = dictGetStr(as<Dict>(names), as<Str>(v));
  if (!ok(number)) return raiseText(t, Exc::ValueError, "unrecognized configuration name"), false;
  return intArgument(t, number, out);
}
Value systemConfiguration(Thread &t, const Value *a) {
  int name;
  if (!configurationName(t, a[0], "sysconf_names", &name)) return kNoValue;
  errno = 0;
  long n = sysconf(name);
  return n == -1 && errno ? raiseErrno(t, errno) : intValue(t, n);
}
Value pathConfiguration(Thread &t, const Value *a) {
  PathArgument path;
  int name;
  if (!pathArgument(t, a[0], "pathconf", "path", &path, true) || !configurationName(t, a[1], "pathconf_names", &name)) return kNoValue;
  errno = 0;
  long n = path.descriptor >= 0 ? fpathconf(path.descriptor, name) : pathconf(path.text.c_str(), name);
  return n == -1 && errno ? raiseErrno(t, errno, path.object) : intValue(t, n);
}
Value stringConfiguration(Thread &t, const Value *a) {
  int name;
  if (!configurationName(t, a[0], "confstr_names", &name)) return kNoValue;
  errno = 0;
  size_t n = confstr(name, nullptr, 0);
  if (!n) return errno ? raiseErrno(t, errno) : none();
  std::string text(n, '\0');
  confstr(name, text.data(), n);
  text.resize(n - 1);
  return fsDecode(t, text);
}

} // namespace

const NativeRow kPosixTransferFunctions[] = {
    NATIVE_FUNCTION("pread", readAt, "(fd, length, offset, /)"),
    NATIVE_FUNCTION("pwrite", writeAt, "(fd, buffer, offset, /)"),
    NATIVE_FUNCTION("readv", (vectored<false, false>), "(fd, buffers, /)"),
    NATIVE_FUNCTION("writev", (vectored<true, false>), "(fd, buffers, /)"),
    NATIVE_FUNCTION("preadv", (vectored<false, true>), "(fd, buffers, offset, flags=0, /)"),
    NATIVE_FUNCTION("pwritev", (vectored<true, true>), "(fd, buffers, offset, flags=0, /)"),
    NATIVE_FUNCTION("sendfile", sendFile, "(out_fd, in_fd, offset, count)"),
    NATIVE_FUNCTION("copy_file_range", copyRange<false>, "(src, dst, count, offset_src=None, offset_dst=None)"),
    NATIVE_FUNCTION("splice", copyRange<true>, "(src, dst, count, offset_src=None, offset_dst=None, flags=0)"),
    NATIVE_FUNCTION("pipe2", pipeWithFlags, "(flags, /)"),
    NATIVE_FUNCTION("lockf", lockRegion, "(fd, command, length, /)"),
    NATIVE_FUNCTION("posix_fadvise", advise, "(fd, offset, length, advice, /)"),
    NATIVE_FUNCTION("posix_fallocate", allocateRegion, "(fd, offset, length, /)"),
    NATIVE_FUNCTION("memfd_create", memoryFile, "(name, flags=1)"),
    NATIVE_FUNCTION("eventfd", eventDescriptor, "(initval, flags=524288)"),
    NATIVE_FUNCTION("eventfd_read", eventRead, "(fd)"),
    NATIVE_FUNCTION("eventfd_write", eventWrite, "(fd, value)"),
    NATIVE_FUNCTION("fchmod", changeModeOf, "(fd, mode)"),
    NATIVE_FUNCTION("fchown", changeOwnerOf, "(fd, uid, gid)"),
    NATIVE_FUNCTION("fstatvfs", statvfsOf, "(fd, /)"),
    NATIVE_FUNCTION("sync", syncAll, "()"),
    NATIVE_FUNCTION("getxattr", getAttributeOf, "(path, attribute, *, follow_symlinks=True)"),
    NATIVE_FUNCTION("setxattr", setAttributeOf, "(path, attribute, value, flags=0, *, follow_symlinks=True)"),
    NATIVE_FUNCTION("removexattr", removeAttributeOf, "(path, attribute, *, follow_symlinks=True)"),
    NATIVE_FUNCTION("listxattr", listAttributesOf, "(path=None, *, follow_symlinks=True)"),
    NATIVE_FUNCTION("openpty", openTerminal, "()"),
    NATIVE_FUNCTION("ttyname", terminalName, "(fd, /)"),
    NATIVE_FUNCTION("ctermid", controllingTerminal, "()"),
    NATIVE_FUNCTION("tcgetpgrp", foregroundGroup, "(fd, /)"),
    NATIVE_FUNCTION("tcsetpgrp", setForegroundGroup, "(fd, pgid, /)"),
    NATIVE_FUNCTION("device_encoding", deviceEncoding, "(fd)"),
    NATIVE_FUNCTION("sysconf", systemConfiguration, "(name, /)"),
    NATIVE_FUNCTION("pathconf", pathConfiguration, "(path, name)"),
    NATIVE_FUNCTION("fpathconf", pathConfiguration, "(fd, name, /)"),
    NATIVE_FUNCTION("confstr", stringConfiguration, "(name, /)"),
    {nullptr, nullptr, nullptr},
};

} // namespace rt
