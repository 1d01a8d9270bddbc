// posix: directories, names and links, and the DirEntry objects of scandir.
#include "runtime-lib/modules/posix/Posix.h"

#include "runtime-lib/core/Blocking.h"

#include <cerrno>
#include <climits>
#include <cstdlib>
#include <dirent.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <sys/sysmacros.h>
#include <unistd.h>

namespace rt {

namespace {

Type *entryType, *scanType;

bool isDots(const char *name) {
  return name[0] == '.' && (!name[1] || (name[1] == '.' && !name[2]));
}
DIR *tryDirectory(const PathArgument &path) {
  if (path.descriptor < 0) return opendir(path.text.c_str());
  int fd = fcntl(path.descriptor, F_DUPFD_CLOEXEC, 0); // the caller's descriptor stays open
  if (fd < 0) return nullptr;
  DIR *dir = fdopendir(fd);
  if (dir) rewinddir(dir);
  else ::close(fd);
  return dir;
}
DIR *openDirectory(Thread &t, const PathArgument &path) {
  DIR *dir = unlocked(t, [&] { return tryDirectory(path); });
  return !dir && freeDescriptors(t, errno) ? tryDirectory(path) : dir;
}

Value listDirectory(Thread &t, const Value *a) {
  PathArgument path;
  if (!pathArgument(t, a[0], "listdir", "path", &path, true, true)) return kNoValue;
  DIR *dir = openDirectory(t, path);
  if (!dir) return raiseErrno(t, errno, path.object);
  List *list = listNew(t);
  for (;;) {
    errno = 0;
    dirent *entry = readdir(dir);
    if (!entry) break;
    if (isDots(entry->d_name)) continue;
    if (!listAppend(t, list, fsResult(t, entry->d_name, path.isBytes))) break;
  }
  int error = errno;
  closedir(dir);
  if (ok(t.pending)) return kNoValue;
  return error ? raiseErrno(t, error, path.object) : fromObject(list);
}

// --- scandir
struct DirEntry : Object {
  Value name, path, statCache, lstatCache;
  uint64_t inode;
  int dirFd;
  uint8_t type; // DT_...
};
DirEntry *entryOf(Value v) { return as<DirEntry>(v); }

Value statEntry(Thread &t, DirEntry *e, bool follow) {
  Value &cache = follow ? e->statCache : e->lstatCache;
  if (ok(cache)) return cache;
  if (follow && e->type != DT_LNK && e->type != DT_UNKNOWN) {
    Value plain = TRY(statEntry(t, e, false));
    storeField(e, &e->statCache, plain);
    return plain;
  }
  PathArgument path;
  struct stat st;
  if (!pathArgument(t, e->dirFd >= 0 ? e->name : e->path, "stat", "path", &path)) return kNoValue;
  if (fstatat(e->dirFd >= 0 ? e->dirFd : AT_FDCWD, path.text.c_str(), &st, follow ? 0 : AT_SYMLINK_NOFOLLOW) < 0)
    return raiseErrno(t, errno, e->path);
  storeField(e, &cache, statResult(t, st));
  return cache;
}
/// Whether the entry is of the kind S_IF..., by d_type where that suffices.
Value entryIs(Thread &t, DirEntry *e, uint8_t kind, mode_t mode, bool follow) {
  if (e->type != DT_UNKNOWN && (e->type != DT_LNK || !follow)) return fromBool(e->type == kind);
  Value st = statEntry(t, e, follow);
  if (!ok(st)) {
    if (!pendingMatches(t, Exc::FileNotFoundError)) return kNoValue;
    clearPending(t);
    return fromBool(false);
  }
  return fromBool((static_cast<mode_t>(asInt(as<Tuple>(st)->items[0])) & S_IFMT) == mode);
}
template <uint8_t kind, mode_t mode> Value isKind(Thread &t, const Value *a) {
  bool failed = false, follow = flagArgument(t, a[1], true, &failed);
  return failed ? kNoValue : entryIs(t, entryOf(a[0]), kind, mode, follow);
}
Value isSymlink(Thread &t, const Value *a) { return entryIs(t, entryOf(a[0]), DT_LNK, S_IFLNK, false); }
Value entryStat(Thread &t, const Value *a) {
  bool failed = false, follow = flagArgument(t, a[1], true, &failed);
  return failed ? kNoValue : statEntry(t, entryOf(a[0]), follow);
}
Value entryInode(Thread &t, const Value *a) { return intFromUnsigned(t, entryOf(a[0])->inode); }
Value entryPath(Thread &, const Value *a) { return entryOf(a[0])->path; }
Value classGetItem(Thread &t, const Value *a) { return genericAliasNew(t, a[0], a[1]); }
Value entryRepr(Thread &t, Value self) {
  StrBuilder out(t);
  out.add("<DirEntry ");
  out.add(TRY(repr(t, entryOf(self)->name)));
  out.add(">");
  return fromObject(out.finish());
}
const NativeRow kEntryMethods[] = {
    {"is_dir", isKind<DT_DIR, S_IFDIR>, "($self, /, *, follow_symlinks=True)"},
    {"is_file", isKind<DT_REG, S_IFREG>, "($self, /, *, follow_symlinks=True)"},
    {"is_symlink", isSymlink, "($self, /)"},
    {"stat", entryStat, "($self, /, *, follow_symlinks=True)"},
    {"inode", entryInode, "($self, /)"},
    {"__fspath__", entryPath, "($self, /)"},
    {"__class_getitem__", classGetItem, "($type, object, /)", NativeKind::ClassMethod},
    {nullptr, nullptr, nullptr}};
const MemberRow kEntryMembers[] = {{"name", offsetof(DirEntry, name)}, {"path", offsetof(DirEntry, path)}, {nullptr, 0}};

struct Scan : Object {
  DIR *dir; // null: exhausted or closed
  Value prefix;
  int fd;
  bool isBytes;
};
Scan *scanOf(Value v) { return as<Scan>(v); }
void closeScan(Scan *s) {
  if (s->dir) closedir(s->dir);
  s->dir = nullptr;
}
Value scanDirectory(Thread &t, const Value *a) {
  PathArgument path;
  if (!pathArgument(t, a[0], "scandir", "path", &path, true, true)) return kNoValue;
  DIR *dir = openDirectory(t, path);
  if (!dir) return raiseErrno(t, errno, path.object);
  auto *s = reinterpret_cast<Scan *>(allocateInstance(t, scanType));
  s->dir = dir;
  s->fd = path.descriptor;
  s->isBytes = path.isBytes;
  std::string prefix;
  if (path.descriptor < 0) {
    prefix = path.text;
    if (!prefix.empty() && prefix.back() != '/') prefix += '/';
  }
  s->prefix = fromObject(bytesNew(t, prefix.data(), static_cast<int64_t>(prefix.size())));
  return fromObject(s);
}
Value nextEntry(Thread &t, Value self) {
  Scan *s = scanOf(self);
  while (s->dir) {
    errno = 0;
    dirent *entry;
    {
      Unlocked unlocked(t);
      entry = readdir(s->dir);
    }
    if (!entry) {
      int error = errno;
      closeScan(s);
      return error ? raiseErrno(t, error) : kNoValue;
    }
    if (isDots(entry->d_name)) continue;
    auto *e = reinterpret_cast<DirEntry *>(allocateInstance(t, entryType));
    e->type = entry->d_type;
    e->inode = entry->d_ino;
    e->dirFd = s->fd;
    auto *prefix = as<Bytes>(s->prefix);
    std::string full(reinterpret_cast<char *>(prefix->data), static_cast<size_t>(prefix->length));
    e->name = TRY(fsResult(t, entry->d_name, s->isBytes));
    e->path = TRY(fsResult(t, full + entry->d_name, s->isBytes));
    return fromObject(e);
  }
  return kNoValue;
}
Value closeScanMethod(Thread &, const Value *a) {
  closeScan(scanOf(a[0]));
  return none();
}
Value enterScan(Thread &, const Value *a) { return a[0]; }
const NativeRow kScanMethods[] = {{"close", closeScanMethod, "($self, /)"},
                                  {"__enter__", enterScan, "($self, /)"},
                                  {"__exit__", closeScanMethod, "($self, /, *args)"},
                                  {nullptr, nullptr, nullptr}};

// --- Creating, removing, renaming
Value makeDirectory(Thread &t, const Value *a) {
  PathArgument path;
  int mode = 0777;
  bool failed = false;
  if (!pathArgument(t, a[0], "mkdir", "path", &path) || (ok(a[1]) && !intArgument(t, a[1], &mode))) return kNoValue;
  int dir = dirDescriptor(t, a[2], &failed);
  return failed ? kNoValue : checked(t, mkdirat(dir, path.text.c_str(), static_cast<mode_t>(mode)), &path);
}
template <int flags, const char *const *name> Value unlinkBy(Thread &t, const Value *a) {
  PathArgument path;
  bool failed = false;
  if (!pathArgument(t, a[0], *name, "path", &path)) return kNoValue;
  int dir = dirDescriptor(t, a[1], &failed);
  return failed ? kNoValue : checked(t, unlinkat(dir, path.text.c_str(), flags), &path);
}
const char *const kRmdir = "rmdir", *const kUnlink = "unlink", *const kRemove = "remove", *const kRename = "rename",
                  *const kReplace = "replace";
template <const char *const *name> Value renameBy(Thread &t, const Value *a) {
  PathArgument from, to;
  bool failed = false;
  if (!pathArgument(t, a[0], *name, "src", &from) || !pathArgument(t, a[1], *name, "dst", &to)) return kNoValue;
  int fromDir = dirDescriptor(t, a[2], &failed), toDir = dirDescriptor(t, a[3], &failed);
  return failed ? kNoValue : checked(t, renameat(fromDir, from.text.c_str(), toDir, to.text.c_str()), &from, &to);
}
Value linkFile(Thread &t, const Value *a) {
  PathArgument from, to;
  bool failed = false;
  if (!pathArgument(t, a[0], "link", "src", &from) || !pathArgument(t, a[1], "link", "dst", &to)) return kNoValue;
  int fromDir = dirDescriptor(t, a[2], &failed), toDir = dirDescriptor(t, a[3], &failed);
  bool follow = flagArgument(t, a[4], true, &failed);
  if (failed) return kNoValue;
  return checked(t, linkat(fromDir, from.text.c_str(), toDir, to.text.c_str(), follow ? AT_SYMLINK_FOLLOW : 0), &from, &to);
}
Value symlinkFile(Thread &t, const Value *a) {
  PathArgument from, to;
  bool failed = false;
  if (!pathArgument(t, a[0], "symlink", "src", &from) || !pathArgument(t, a[1], "symlink", "dst", &to)) return kNoValue;
  int dir = dirDescriptor(t, a[3], &failed);
  return failed ? kNoValue : checked(t, symlinkat(from.text.c_str(), dir, to.text.c_str()), &from, &to);
}
Value readLink(Thread &t, const Value *a) {
  PathArgument path;
  bool failed = false;
  if (!pathArgument(t, a[0], "readlink", "path", &path)) return kNoValue;
  int dir = dirDescriptor(t, a[1], &failed);
  if (failed) return kNoValue;
  char target[PATH_MAX + 1];
  ssize_t n = readlinkat(dir, path.text.c_str(), target, PATH_MAX);
  return n < 0 ? raiseErrno(t, errno, path.object)
               : fsResult(t, std::string_view(target, static_cast<size_t>(n)), path.isBytes);
}
Value changeDirectory(Thread &t, const Value *a) {
  PathArgument path;
  if (!pathArgument(t, a[0], "chdir", "path", &path, true)) return kNoValue;
  return checked(t, path.descriptor >= 0 ? fchdir(path.descriptor) : chdir(path.text.c_str()), &path);
}
Value changeRoot(Thread &t, const Value *a) {
  PathArgument path;
  return pathArgument(t, a[0], "chroot", "path", &path) ? checked(t, chroot(path.text.c_str()), &path) : kNoValue;
}
template <bool asBytes> Value currentDirectory(Thread &t, const Value *) {
  char *path = getcwd(nullptr, 0);
  if (!path) return raiseErrno(t, errno);
  Value v = fsResult(t, path, asBytes);
  std::free(path);
  return v;
}
Value fspath(Thread &t, const Value *a) { return fsPath(t, a[0]); }
Value makeFifo(Thread &t, const Value *a) {
  PathArgument path;
  int mode = 0666;
  bool failed = false;
  if (!pathArgument(t, a[0], "mkfifo", "path", &path) || (ok(a[1]) && !intArgument(t, a[1], &mode))) return kNoValue;
  int dir = dirDescriptor(t, a[2], &failed);
  return failed ? kNoValue : checked(t, mkfifoat(dir, path.text.c_str(), static_cast<mode_t>(mode)), &path);
}
Value makeNode(Thread &t, const Value *a) {
  PathArgument path;
  int mode = 0600;
  int64_t device = 0;
  bool failed = false;
  if (!pathArgument(t, a[0], "mknod", "path", &path) || (ok(a[1]) && !intArgument(t, a[1], &mode)) ||
      (ok(a[2]) && !toInt64(t, a[2], &device)))
    return kNoValue;
  int dir = dirDescriptor(t, a[3], &failed);
  if (failed) return kNoValue;
  return checked(t, mknodat(dir, path.text.c_str(), static_cast<mode_t>(mode), static_cast<dev_t>(device)), &path);
}
Value lchownPath(Thread &t, const Value *a) {
  PathArgument path;
  int64_t user, group;
  if (!pathArgument(t, a[0], "lchown", "path", &path) || !toInt64(t, a[1], &user) || !toInt64(t, a[2], &group)) return kNoValue;
  return checked(t, lchown(path.text.c_str(), static_cast<uid_t>(user), static_cast<gid_t>(group)), &path);
}

/// posixpath.normpath on text: collapses "//", "." and "..".
Value normalise(Thread &t, const Value *a) {
  if (!isStr(a[0])) return raise(t, Msg::PathType, "_path_normpath", "path", "str", typeName(a[0]));
  auto *text = as<Str>(a[0]);
  if (!text->length) return fromObject(strFromCodePoint(t, '.'));
  auto at = [&](int64_t i) { return strAt(text, i); };
  int64_t slashes = 0;
  while (slashes < text->length && at(slashes) == '/') slashes++;
  int64_t leading = slashes == 0 ? 0 : slashes == 2 ? 2 : 1; // two slashes mean something else in POSIX
  List *parts = listNew(t);
  for (int64_t i = slashes; i < text->length;) {
    int64_t end = i;
    while (end < text->length && at(end) != '/') end++;
    int64_t n = end - i;
    bool dot = n == 1 && at(i) == '.', dots = n == 2 && at(i) == '.' && at(i + 1) == '.';
    if (dots && parts->size && !strEquals(as<Str>(parts->array->items[parts->size - 1]), "..")) {
      parts->array->items[--parts->size] = kNoValue;
    } else if (n && !dot && !(dots && leading)) {
      if (!listAppend(t, parts, fromObject(strSlice(t, text, i, end)))) return kNoValue;
    }
    i = end + 1;
  }
  StrBuilder out(t);
  for (int64_t i = 0; i < leading; i++) out.add("/");
  for (int64_t i = 0; i < parts->size; i++) {
    if (i) out.add("/");
    out.add(as<Str>(parts->array->items[i]));
  }
  if (!out.length()) out.add(".");
  return fromObject(out.finish());
}
Value deviceMajor(Thread &t, const Value *a) {
  int64_t device;
  return toInt64(t, a[0], &device) ? intValue(t, major(static_cast<dev_t>(device))) : kNoValue;
}
Value deviceMinor(Thread &t, const Value *a) {
  int64_t device;
  return toInt64(t, a[0], &device) ? intValue(t, minor(static_cast<dev_t>(device))) : kNoValue;
}
Value makeDevice(Thread &t, const Value *a) {
  int high, low;
  if (!intArgument(t, a[0], &high) || !intArgument(t, a[1], &low)) return kNoValue;
  return intFromUnsigned(t, makedev(static_cast<unsigned>(high), static_cast<unsigned>(low)));
}

} // namespace

bool addPosixDirTypes(Thread &t, Value module) {
  TypeSpec entry{TypeId::Object};
  entry.flags = kTypeNoCreate;
  entry.instanceSize = sizeof(DirEntry);
  entry.trace = [](Object *o, Tracer &tracer) {
    auto *e = static_cast<DirEntry *>(o);
    for (Value v : {e->name, e->path, e->statCache, e->lstatCache}) tracer.value(v);
  };
  entry.methods = kEntryMethods;
  entry.members = kEntryMembers;
  entry.fillSlots = [](Slots &s) { s.repr = entryRepr; };
  TypeSpec scan{TypeId::Object};
  scan.flags = kTypeNoCreate;
  scan.instanceSize = sizeof(Scan);
  scan.trace = [](Object *o, Tracer &tracer) { tracer.value(static_cast<Scan *>(o)->prefix); };
  scan.dispose = [](Object *o) { closeScan(static_cast<Scan *>(o)); };
  scan.methods = kScanMethods;
  scan.fillSlots = [](Slots &s) {
    s.iter = identityOf;
    s.next = nextEntry;
  };
  entryType = addType(t, module, "DirEntry", entry);
  scanType = makeNativeType(t, "posix", "ScandirIterator", builtinType(TypeId::Object), scan);
  addRoot(&entryType);
  addRoot(&scanType);
  return entryType && scanType;
}

const NativeRow kPosixDirFunctions[] = {
    NATIVE_FUNCTION("listdir", listDirectory, "(path=None)"),
    NATIVE_FUNCTION("scandir", scanDirectory, "(path=None)"),
    NATIVE_FUNCTION("mkdir", makeDirectory, "(path, mode=511, *, dir_fd=None)"),
    NATIVE_FUNCTION("rmdir", (unlinkBy<AT_REMOVEDIR, &kRmdir>), "(path, *, dir_fd=None)"),
    NATIVE_FUNCTION("unlink", (unlinkBy<0, &kUnlink>), "(path, *, dir_fd=None)"),
    NATIVE_FUNCTION("remove", (unlinkBy<0, &kRemove>), "(path, *, dir_fd=None)"),
    NATIVE_FUNCTION("rename", afterWriting<renameBy<&kRename>>, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)"),
    NATIVE_FUNCTION("replace", afterWriting<renameBy<&kReplace>>, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None)"),
    NATIVE_FUNCTION("link", afterWriting<linkFile>, "(src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True)"),
    NATIVE_FUNCTION("symlink", symlinkFile, "(src, dst, target_is_directory=False, *, dir_fd=None)"),
    NATIVE_FUNCTION("readlink", readLink, "(path, *, dir_fd=None)"),
    NATIVE_FUNCTION("chdir", changeDirectory, "(path)"),
    NATIVE_FUNCTION("chroot", changeRoot, "(path)"),
    NATIVE_FUNCTION("lchown", lchownPath, "(path, uid, gid)"),
    NATIVE_FUNCTION("getcwd", currentDirectory<false>, "()"),
    NATIVE_FUNCTION("getcwdb", currentDirectory<true>, "()"),
    NATIVE_FUNCTION("fspath", fspath, "(path)"),
    NATIVE_FUNCTION("mkfifo", makeFifo, "(path, mode=438, *, dir_fd=None)"),
    NATIVE_FUNCTION("mknod", makeNode, "(path, mode=384, device=0, *, dir_fd=None)"),
    NATIVE_FUNCTION("_path_normpath", normalise, "(path)"),
    NATIVE_FUNCTION("major", deviceMajor, "(device, /)"),
    NATIVE_FUNCTION("minor", deviceMinor, "(device, /)"),
    NATIVE_FUNCTION("makedev", makeDevice, "(major, minor, /)"),
    {nullptr, nullptr, nullptr},
};

} // namespace rt
