// The mmap module: mapping files and anonymous memory. This file has the object's life and what concerns
// the whole map; FileMethods.cpp its likeness to a file, Sequence.cpp that to a bytearray.
#include "runtime-lib/modules/mmap/Mmap.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/objects/NativeFunction.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rt::mmapmodule {

bool checkWritable(Thread &t, const Map *m) {
  return m->access != kRead || (raiseText(t, Exc::TypeError, "mmap can't modify a readonly memory map."), false);
}

namespace {

Type *mapType;

void unmap(Map *m) {
  if (m->fd >= 0) ::close(m->fd);
  m->fd = -1;
  if (m->data) munmap(m->data, static_cast<size_t>(m->size));
  m->data = nullptr;
}

/// Flags and protection for access=; with the default, the access that the protection means.
bool chooseAccess(Thread &t, int *access, int *flags, int *protection) {
  switch (*access) {
  case kRead: *flags = MAP_SHARED, *protection = PROT_READ; return true;
  case kWrite: *flags = MAP_SHARED, *protection = PROT_READ | PROT_WRITE; return true;
  case kCopy: *flags = MAP_PRIVATE, *protection = PROT_READ | PROT_WRITE; return true;
  case kDefault:
    if (!(*protection & PROT_WRITE)) *access = kRead;
    else if (!(*protection & PROT_READ)) *access = kWrite;
    return true;
  default: return raiseText(t, Exc::ValueError, "mmap invalid access parameter."), false;
  }
}
bool fitToFile(Thread &t, int fd, int64_t offset, int64_t *size) {
  struct stat status;
  if (fd == -1 || fstat(fd, &status) < 0 || !S_ISREG(status.st_mode)) return true;
  if (*size == 0) {
    if (status.st_size == 0) return raiseText(t, Exc::ValueError, "cannot mmap an empty file"), false;
    if (offset >= status.st_size) return raiseText(t, Exc::ValueError, "mmap offset is greater than file size"), false;
    *size = status.st_size - offset;
    return true;
  }
  if (offset <= status.st_size && status.st_size - offset >= *size) return true;
  return raiseText(t, Exc::ValueError, "mmap length is greater than file size"), false;
}
Value create(Thread &t, const Value *a) {
  constexpr int kUsualProtection = PROT_READ | PROT_WRITE;
  int fd, flags = MAP_SHARED, protection = kUsualProtection, access = kDefault;
  int64_t size, offset = 0;
  if (!intArgument(t, a[1], &fd) || !toInt64(t, a[2], &size) || (ok(a[3]) && !intArgument(t, a[3], &flags)) ||
      (ok(a[4]) && !intArgument(t, a[4], &protection)) || (ok(a[5]) && !intArgument(t, a[5], &access)) ||
      (ok(a[6]) && !longArgument(t, a[6], &offset)))
    return kNoValue;
  if (size < 0) return raiseText(t, Exc::OverflowError, "memory mapped length must be positive");
  if (offset < 0) return raiseText(t, Exc::OverflowError, "memory mapped offset must be positive");
  if (access != kDefault && (flags != MAP_SHARED || protection != kUsualProtection))
    return raiseText(t, Exc::ValueError, "mmap can't specify both access and flags, prot.");
  if (!chooseAccess(t, &access, &flags, &protection) || !fitToFile(t, fd, offset, &size)) return kNoValue;
  auto *m = reinterpret_cast<Map *>(allocateInstance(t, as<Type>(a[0])));
  m->fd = -1;
  if (fd == -1) {
    flags |= MAP_ANONYMOUS;
  } else {
    m->fd = makeDescriptor(t, [&] { return fcntl(fd, F_DUPFD_CLOEXEC, 0); });
    if (m->fd < 0) return raiseErrno(t, errno);
  }
  void *data = ::mmap(nullptr, static_cast<size_t>(size), protection, flags, m->fd, offset);
  if (data == MAP_FAILED) {
    int error = errno;
    unmap(m);
    return raiseErrno(t, error);
  }
  m->data = static_cast<uint8_t *>(data);
  m->size = size;
  m->offset = offset;
  m->access = access;
  return fromObject(m);
}
constexpr NativeRow kCreate{"mmap", create, "($type, fileno, length, flags=1, prot=3, access=0, offset=0)"};

Value closeMap(Thread &t, const Value *a) {
  Map *m = mapOf(a[0]);
  if (stillExported(t, m->exports)) return raiseText(t, Exc::BufferError, "cannot close exported pointers exist");
  unmap(m);
  return none();
}
Value enter(Thread &t, const Value *a) { return opened(t, a[0]) ? a[0] : kNoValue; }
Value leave(Thread &t, const Value *a) { return callMethodWith(t, a[0], names().close); }

Value flush(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  int64_t offset = 0, size = m->size;
  if ((ok(a[1]) && !toInt64(t, a[1], &offset)) || (ok(a[2]) && !toInt64(t, a[2], &size))) return kNoValue;
  if (size < 0 || offset < 0 || m->size - offset < size) return raiseText(t, Exc::ValueError, "flush values out of range");
  if (m->access == kRead || m->access == kCopy) return none();
  return checked(t, unlocked(t, [&] { return msync(m->data + offset, static_cast<size_t>(size), MS_SYNC); }));
}
Value advise(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  int option;
  int64_t start = 0, length = m->size;
  if (!intArgument(t, a[1], &option) || (ok(a[2]) && !toInt64(t, a[2], &start)) || (ok(a[3]) && !toInt64(t, a[3], &length))) return kNoValue;
  if (start < 0 || start >= m->size) return raiseText(t, Exc::ValueError, "madvise start out of bounds");
  if (length < 0) return raiseText(t, Exc::ValueError, "madvise length invalid");
  length = std::min(length, m->size - start);
  return checked(t, madvise(m->data + start, static_cast<size_t>(length), option));
}
Value resize(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  int64_t size;
  if (!toInt64(t, a[1], &size)) return kNoValue;
  if (stillExported(t, m->exports)) return raiseText(t, Exc::BufferError, "mmap can't resize with extant buffers exported.");
  if (m->access != kWrite && m->access != kDefault)
    return raiseText(t, Exc::TypeError, "mmap can't resize a readonly or copy-on-write memory map.");
  if (size < 0 || INT64_MAX - size < m->offset) return raiseText(t, Exc::ValueError, "new size out of range");
  if (m->fd >= 0 && ftruncate(m->fd, m->offset + size) < 0) return raiseErrno(t, errno);
  void *data = mremap(m->data, static_cast<size_t>(m->size), static_cast<size_t>(size), MREMAP_MAYMOVE);
  if (data == MAP_FAILED) return raiseErrno(t, errno);
  m->data = static_cast<uint8_t *>(data);
  m->size = size;
  return none();
}
Value fileSize(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  struct stat status;
  return fstat(m->fd, &status) < 0 ? raiseErrno(t, errno) : intValue(t, status.st_size);
}
Value allocatedSize(Thread &t, const Value *a) { return intValue(t, static_cast<int64_t>(sizeof(Map)) + mapOf(a[0])->size); }
Value isClosed(Thread &, Value v) { return fromBool(!mapOf(v)->data); }

const NativeRow kMethods[] = {{"__enter__", enter, "($self, /)"},
                              {"__exit__", leave, "($self, exc_type=None, exc_value=None, exc_tb=None, /)"},
                              {"__sizeof__", allocatedSize, "($self, /)"},
                              {"close", closeMap, "($self, /)"},
                              {"flush", flush, "($self, offset=0, size=-1, /)"},
                              {"madvise", advise, "($self, option, start=0, length=-1, /)"},
                              {"resize", resize, "($self, newsize, /)"},
                              {"size", fileSize, "($self, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"closed", isClosed}, {nullptr, nullptr}};

Value represent(Thread &t, Value v) {
  static const char *const kNames[] = {"ACCESS_DEFAULT", "ACCESS_READ", "ACCESS_WRITE", "ACCESS_COPY"};
  Map *m = mapOf(v);
  std::string text = "<" + std::string(strUtf8(t, typeOf(v)->name));
  if (typeOf(v) == mapType) text = "<mmap.mmap";
  if (!m->data) return fromObject(strFromUtf8(t, text + " closed=True>"));
  text += std::string(" closed=False, access=") + kNames[m->access] + ", length=" + std::to_string(m->size) +
          ", pos=" + std::to_string(m->position) + ", offset=" + std::to_string(m->offset) + ">";
  return fromObject(strFromUtf8(t, text));
}
bool getMapBuffer(Thread &t, Value v, Buffer *buffer, bool writable) {
  Map *m = opened(t, v);
  if (!m) return false;
  buffer->readOnly = m->access == kRead;
  if (writable && buffer->readOnly) return raise(t, Msg::NotWritable), false;
  buffer->data = m->data;
  buffer->length = m->size;
  m->exports++;
  return true;
}

#define INT(name) {#name, name}
const IntConstant kConstants[] = {
    {"ACCESS_DEFAULT", kDefault}, {"ACCESS_READ", kRead}, {"ACCESS_WRITE", kWrite}, {"ACCESS_COPY", kCopy},
    INT(MADV_DODUMP), INT(MADV_DOFORK), INT(MADV_DONTDUMP), INT(MADV_DONTFORK), INT(MADV_DONTNEED), INT(MADV_FREE),
    INT(MADV_HUGEPAGE), INT(MADV_HWPOISON), INT(MADV_MERGEABLE), INT(MADV_NOHUGEPAGE), INT(MADV_NORMAL), INT(MADV_RANDOM),
    INT(MADV_REMOVE), INT(MADV_SEQUENTIAL), INT(MADV_UNMERGEABLE), INT(MADV_WILLNEED), INT(MAP_ANON), INT(MAP_ANONYMOUS),
    INT(MAP_DENYWRITE), INT(MAP_EXECUTABLE), INT(MAP_POPULATE), INT(MAP_PRIVATE), INT(MAP_SHARED), INT(MAP_STACK),
    INT(PROT_EXEC), INT(PROT_READ), INT(PROT_WRITE)};

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeWeakRefs;
  spec.instanceSize = sizeof(Map);
  spec.dispose = [](Object *o) { unmap(static_cast<Map *>(o)); };
  spec.fillSlots = [](Slots &s) {
    fillSequenceSlots(s);
    s.create = createBy<kCreate>;
    s.init = [](Thread &, Value, const Value *, size_t, Tuple *) { return true; };
    s.repr = represent;
    s.getBuffer = getMapBuffer;
    s.releaseBuffer = [](Value v, Buffer *) { mapOf(v)->exports--; };
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  mapType = addType(t, module, "mmap", spec);
  addRoot(&mapType);
  const int64_t page = sysconf(_SC_PAGESIZE);
  return mapType && addMethods(t, mapType, kFileMethods) && addIterator(t) && addConstants(t, module, kConstants) &&
         addInt(t, module, "PAGESIZE", page) && addInt(t, module, "ALLOCATIONGRANULARITY", page) &&
         addValue(t, module, "error", fromObject(exceptionType(Exc::OSError)));
}

} // namespace
} // namespace rt::mmapmodule

NATIVE_MODULE_DEFINITION(mmap, "mmap", rt::mmapmodule::initialise)
