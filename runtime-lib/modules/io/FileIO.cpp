// _io.FileIO: unbuffered access to a file descriptor.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <cerrno>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rt {

namespace {

FileIO *file(Value v) { return as<FileIO>(v); }
constexpr int64_t kMaxTransfer = 0x7ffff000; // what Linux moves in one call

bool checkOpen(Thread &t, FileIO *f) {
  if (f->fd >= 0) return true;
  raiseText(t, Exc::ValueError, "I/O operation on closed file");
  return false;
}

struct Mode {
  bool created = false, readable = false, writable = false, appending = false;
  int flags = 0;
};
bool parseMode(Thread &t, std::string_view text, Mode *mode) {
  int kinds = 0, plus = 0;
  for (char c : text) {
    switch (c) {
    case 'x':
      kinds++, mode->created = mode->writable = true, mode->flags |= O_EXCL | O_CREAT;
      break;
    case 'r':
      kinds++, mode->readable = true;
      break;
    case 'w':
      kinds++, mode->writable = true, mode->flags |= O_CREAT | O_TRUNC;
      break;
    case 'a':
      kinds++, mode->writable = mode->appending = true, mode->flags |= O_APPEND | O_CREAT;
      break;
    case 'b':
      break;
    case '+':
      plus++;
      break;
    default:
      return raise(t, Msg::IoInvalidMode, text), false;
    }
  }
  if (kinds != 1 || plus > 1)
    return raiseText(t, Exc::ValueError,
                     "Must have exactly one of create/read/write/append mode and at most one plus"),
           false;
  if (plus) mode->readable = mode->writable = true;
  mode->flags |= O_CLOEXEC | (mode->readable && mode->writable ? O_RDWR : mode->readable ? O_RDONLY : O_WRONLY);
  return true;
}

bool openByName(Thread &t, FileIO *f, Value name, Value opener, int flags) {
  if (ok(opener) && !isNone(opener)) {
    Value fd = callWith(t, opener, name, fromInt(flags));
    if (!ok(fd)) return false;
    int64_t n;
    if (!isAnyInt(fd)) return raiseText(t, Exc::TypeError, "expected integer from opener"), false;
    if (!toInt64(t, fd, &n)) return false;
    if (n < 0) return raise(t, Msg::IoOpenerReturned, n), false;
    f->fd = static_cast<int>(n);
    return true;
  }
  PathArgument path;
  if (!isStr(name) && !isBytes(name)) {
    Value plain = fsPath(t, name);
    if (!ok(plain)) return false;
    name = plain;
  }
  if (!pathArgument(t, name, "open", "path", &path)) {
    if (pendingMatches(t, Exc::ValueError) && !pendingMatches(t, Exc::UnicodeError)) {
      clearPending(t);
      raise(t, Msg::EmbeddedNull);
    }
    return false;
  }
  if (!blockingCall(t, &f->fd, [&] { return ::open(path.text.c_str(), flags, 0666); })) return false;
  return f->fd >= 0 || (raiseErrno(t, errno, name), false);
}

bool openInto(Thread &t, FileIO *f, Value name, std::string_view modeText, bool closeFd, Value opener) {
  if (f->fd > 0 && f->name != kNoValue && f->closeFd) ::close(f->fd); // __init__ called again
  f->fd = -1;
  f->closed = false;
  f->seekable = -1;
  f->closeFd = true;
  Mode mode;
  int64_t fd = -1;
  bool byNumber = isAnyInt(name) || (!isStr(name) && !isBytes(name) && typeOf(name)->slots.index &&
                                     !isAnyFloat(name));
  if (byNumber) {
    Value n = toIndex(t, name);
    if (!ok(n)) return false;
    if (!intFits(n, &fd) || fd != static_cast<int>(fd)) return ok(fsPath(t, n)); // as CPython: no name either
    if (fd < 0) return raiseText(t, Exc::ValueError, "negative file descriptor"), false;
  }
  if (!parseMode(t, modeText, &mode)) return false;
  f->created = mode.created, f->readable = mode.readable, f->writable = mode.writable,
  f->appending = mode.appending;
  f->closeFd = closeFd;
  if (byNumber) {
    f->fd = static_cast<int>(fd);
  } else {
    if (!closeFd) return raiseText(t, Exc::ValueError, "Cannot use file name with closefd=False"), false;
    if (!openByName(t, f, name, opener, mode.flags)) return false;
  }
  struct stat st;
  f->blockSize = kDefaultBufferSize;
  int error = 0;
  if (fstat(f->fd, &st) < 0) {
    error = errno == EBADF ? EBADF : 0;
  } else if (S_ISDIR(st.st_mode)) {
    error = EISDIR;
  } else if (st.st_blksize > 1) {
    f->blockSize = st.st_blksize;
  }
  if (error) {
    if (!byNumber) ::close(f->fd);
    f->fd = -1;
    f->closed = true;
    return raiseErrno(t, error, name), false;
  }
  storeField(f, &f->name, name);
  // A subclass may have a __setattr__ of its own.
  if (typeOf(f)->slots.setAttribute != ioTypes.file->slots.setAttribute &&
      !setAttribute(t, fromObject(f), internAscii(t, "name"), name)) {
    if (!byNumber) ::close(f->fd);
    f->fd = -1;
    return false;
  }
  if (mode.appending) lseek(f->fd, 0, SEEK_END);
  return true;
}

Value initFile(Thread &t, const Value *a) {
  std::string_view mode = "r";
  if (ok(a[2])) {
    if (!isStr(a[2])) return raise(t, Msg::IoArgumentType, "FileIO", "mode", "str", typeName(a[2]));
    mode = strUtf8(t, as<Str>(a[2]));
  }
  int closeFd = ok(a[3]) ? truth(t, a[3]) : 1;
  if (closeFd < 0) return kNoValue;
  if (isAnyFloat(a[1])) return raiseText(t, Exc::TypeError, "integer argument expected, got float");
  return openInto(t, file(a[0]), a[1], mode, closeFd, a[4]) ? none() : kNoValue;
}
constexpr NativeRow kInit{"FileIO", initFile, "($self, file, mode='r', closefd=True, opener=None)",
                          NativeKind::Function};

Value blockedOr(Thread &t, int64_t n) { return n == -1 ? kNoValue : n == -2 ? none() : intValue(t, n); }

bool wantReadable(Thread &t, FileIO *f) {
  return checkOpen(t, f) && (f->readable || (raiseUnsupported(t, "File not open for reading"), false));
}
bool wantWritable(Thread &t, FileIO *f) {
  return checkOpen(t, f) && (f->writable || (raiseUnsupported(t, "File not open for writing"), false));
}

Value readAll(Thread &t, const Value *a) {
  FileIO *f = file(a[0]);
  if (!checkOpen(t, f)) return kNoValue;
  struct stat st;
  off_t at = lseek(f->fd, 0, SEEK_CUR);
  size_t guess = kDefaultBufferSize;
  if (at >= 0 && fstat(f->fd, &st) == 0 && st.st_size > at) guess = static_cast<size_t>(st.st_size - at) + 1;
  std::string all;
  size_t used = 0;
  for (;;) {
    if (all.size() == used) all.resize(used ? used + std::max<size_t>(used, kDefaultBufferSize) : guess);
    int64_t n = fileRead(t, f, all.data() + used, static_cast<int64_t>(all.size() - used));
    if (n == -1) return kNoValue;
    if (n == -2 && !used) return none();
    if (n <= 0) break;
    used += static_cast<size_t>(n);
  }
  return fromObject(bytesNew(t, all.data(), static_cast<int64_t>(used)));
}
Value readSome(Thread &t, const Value *a) {
  FileIO *f = file(a[0]);
  int64_t size;
  if (!wantReadable(t, f) || !readSize(t, a[1], &size)) return kNoValue;
  if (size < 0) return readAll(t, a);
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  int64_t n = fileRead(t, f, bytes->data, size);
  if (n < 0) return n == -1 ? kNoValue : none();
  return n == size ? fromObject(bytes) : fromObject(bytesNew(t, bytes->data, n));
}
Value readInto(Thread &t, const Value *a) {
  if (!wantReadable(t, file(a[0]))) return kNoValue;
  Buffer buffer;
  if (!getTarget(t, "readinto", a[1], &buffer)) return kNoValue;
  int64_t n = fileRead(t, file(a[0]), buffer.data, buffer.length);
  releaseBuffer(&buffer);
  return blockedOr(t, n);
}
Value writeSome(Thread &t, const Value *a) {
  if (!wantWritable(t, file(a[0]))) return kNoValue;
  BytesArgument bytes;
  if (!bytes.acquire(t, a[1])) return kNoValue;
  int64_t n = fileWrite(t, file(a[0]), bytes.data, bytes.length);
  if (n >= 0 && n < bytes.length && !checkSignals(t)) return kNoValue; // what cut the write short
  return blockedOr(t, n);
}
Value seekTo(Thread &t, const Value *a) {
  int64_t offset, whence = 0;
  if (!checkOpen(t, file(a[0]))) return kNoValue;
  if (isAnyFloat(a[1])) return raiseText(t, Exc::TypeError, "an integer is required");
  if (!toInt64(t, a[1], &offset) || (ok(a[2]) && !toInt64(t, a[2], &whence))) return kNoValue;
  int64_t n = fileSeek(t, file(a[0]), offset, static_cast<int>(whence));
  return n < 0 ? kNoValue : intValue(t, n);
}
Value tellAt(Thread &t, const Value *a) {
  if (!checkOpen(t, file(a[0]))) return kNoValue;
  int64_t n = fileSeek(t, file(a[0]), 0, SEEK_CUR);
  return n < 0 ? kNoValue : intValue(t, n);
}
Value truncateTo(Thread &t, const Value *a) {
  FileIO *f = file(a[0]);
  if (!wantWritable(t, f)) return kNoValue;
  int64_t size;
  if (!ok(a[1]) || isNone(a[1])) {
    size = fileSeek(t, f, 0, SEEK_CUR);
    if (size < 0) return kNoValue;
  } else if (!toInt64(t, a[1], &size)) {
    return kNoValue;
  }
  return ftruncate(f->fd, size) < 0 ? raiseErrno(t, errno) : intValue(t, size);
}
bool isSeekable(FileIO *f) {
  if (f->seekable < 0) f->seekable = lseek(f->fd, 0, SEEK_CUR) >= 0;
  return f->seekable;
}
Value seekableMethod(Thread &t, const Value *a) {
  return checkOpen(t, file(a[0])) ? fromBool(isSeekable(file(a[0]))) : kNoValue;
}
Value readableMethod(Thread &t, const Value *a) {
  return checkOpen(t, file(a[0])) ? fromBool(file(a[0])->readable) : kNoValue;
}
Value writableMethod(Thread &t, const Value *a) {
  return checkOpen(t, file(a[0])) ? fromBool(file(a[0])->writable) : kNoValue;
}
Value filenoMethod(Thread &t, const Value *a) {
  return checkOpen(t, file(a[0])) ? fromInt(file(a[0])->fd) : kNoValue;
}
Value isattyMethod(Thread &t, const Value *a) {
  return checkOpen(t, file(a[0])) ? fromBool(isatty(file(a[0])->fd)) : kNoValue;
}
Value closeMethod(Thread &t, const Value *a) {
  FileIO *f = file(a[0]);
  if (f->fd < 0 && f->closed) return none();
  // A subclass may override flush(); for plain files there is nothing to flush.
  bool good = isPlainStream(a[0], ioTypes.file) || ok(callMethodWith(t, a[0], names().flush));
  Value error = good ? kNoValue : takePending(t);
  int fd = f->fd;
  f->closed = true;
  f->fd = -1;
  int result = 0;
  if (f->closeFd && fd >= 0) {
    Unlocked unlocked(t);
    result = ::close(fd);
  }
  if (ok(error)) return raiseObject(t, error);
  return result < 0 && errno != EINTR ? raiseErrno(t, errno) : none();
}

const char *modeText(FileIO *f) {
  if (f->created) return f->readable ? "xb+" : "xb";
  if (f->appending) return f->readable ? "ab+" : "ab";
  if (f->readable) return f->writable ? "rb+" : "rb";
  return "wb";
}
Value modeAttribute(Thread &t, Value self) { return fromObject(internAscii(t, modeText(file(self)))); }
Value closedAttribute(Thread &, Value self) { return fromBool(file(self)->fd < 0); }
Value closeFdAttribute(Thread &, Value self) { return fromBool(file(self)->closeFd); }
Value nameAttribute(Thread &t, Value self) {
  Value name = file(self)->name;
  return ok(name) ? name : raiseAttributeMissing(t, self, "name");
}
bool setName(Thread &, Value self, Value v) {
  storeField(file(self), &file(self)->name, v);
  return true;
}
Value blockSizeAttribute(Thread &t, Value self) { return intValue(t, file(self)->blockSize); }

Value represent(Thread &t, Value self) {
  FileIO *f = file(self);
  if (f->fd < 0) return fromObject(strFromAscii(t, "<_io.FileIO [closed]>"));
  std::string text = "<_io.FileIO ";
  if (ok(f->name)) {
    text += "name=";
    text += strUtf8(t, TRY(repr(t, f->name)));
  } else {
    text += "fd=" + std::to_string(f->fd);
  }
  text += std::string(" mode='") + modeText(f) + "' closefd=" + (f->closeFd ? "True" : "False") + ">";
  return fromObject(strFromUtf8(t, text));
}

const NativeRow kMethods[] = {{"read", readSome, "($self, size=-1, /)"},
                              {"readall", readAll, "($self, /)"},
                              {"readinto", readInto, "($self, buffer, /)"},
                              {"write", writeSome, "($self, b, /)"},
                              {"seek", seekTo, "($self, pos, whence=0, /)"},
                              {"tell", tellAt, "($self, /)"},
                              {"truncate", truncateTo, "($self, size=None, /)"},
                              {"close", closeMethod, "($self, /)"},
                              {"seekable", seekableMethod, "($self, /)"},
                              {"readable", readableMethod, "($self, /)"},
                              {"writable", writableMethod, "($self, /)"},
                              {"fileno", filenoMethod, "($self, /)"},
                              {"isatty", isattyMethod, "($self, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"closed", closedAttribute, nullptr, "True if the file is closed"},
                              {"closefd", closeFdAttribute, nullptr, "True if the file descriptor will be closed by close()."},
                              {"mode", modeAttribute, nullptr, "String giving the file mode"},
                              {"name", nameAttribute, setName},
                              {"_blksize", blockSizeAttribute},
                              {nullptr, nullptr}};

} // namespace

Value raiseAttributeMissing(Thread &t, Value self, const char *name) {
  return raise(t, Msg::IoNoAttribute, typeName(self), name);
}

/// Bytes that the call moved, -2 when it would block, -1 with an exception pending.
template <typename F> static int64_t transferred(Thread &t, F f) {
  ssize_t n;
  if (!blockingCall(t, &n, f)) return -1;
  if (n >= 0) return n;
  return errno == EAGAIN || errno == EWOULDBLOCK ? -2 : (raiseErrno(t, errno), -1);
}
int64_t fileRead(Thread &t, FileIO *f, void *data, int64_t size) {
  return transferred(t, [&] { return ::read(f->fd, data, static_cast<size_t>(std::min(size, kMaxTransfer))); });
}
int64_t fileWrite(Thread &t, FileIO *f, const void *data, int64_t size) {
  return transferred(t, [&] { return ::write(f->fd, data, static_cast<size_t>(std::min(size, kMaxTransfer))); });
}
int64_t fileSeek(Thread &t, FileIO *f, int64_t offset, int whence) {
  off_t at = lseek(f->fd, offset, whence);
  if (f->seekable < 0) f->seekable = at >= 0;
  return at < 0 ? (raiseErrno(t, errno), -1) : at;
}

Value fileIONew(Thread &t, Value name, std::string_view mode, bool closeFd, Value opener) {
  auto *f = static_cast<FileIO *>(allocateInstance(t, ioTypes.file));
  f->fd = -1;
  return openInto(t, f, name, mode, closeFd, opener) ? fromObject(f) : (f->closed = true, kNoValue);
}

bool makeFileType(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeOwnable;
  spec.instanceSize = sizeof(FileIO);
  spec.doc = "Open a file.";
  spec.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<FileIO *>(o)->attributes);
    tracer.value(static_cast<FileIO *>(o)->name);
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  spec.fillSlots = [](Slots &s) {
    s.create = [](Thread &thread, Type *type, const Value *, size_t, Tuple *) {
      auto *f = static_cast<FileIO *>(allocateInstance(thread, type));
      f->fd = -1;
      f->closed = true;
      return fromObject(f);
    };
    s.init = initBy<kInit>;
    s.repr = represent;
  };
  ioTypes.file = makeNativeType(t, "_io", "FileIO", ioTypes.rawBase, spec);
  return true;
}

} // namespace rt
