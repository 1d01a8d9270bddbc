// The _stat module: meaning of st_mode. The numbers are those that Linux and the BSDs share.
#include "runtime-lib/modules/System.h"

#include <sys/stat.h>

namespace rt {

namespace {

const IntConstant kConstants[] = {
    {"SF_APPEND", 01000000},
    {"SF_ARCHIVED", 0200000},
    {"SF_IMMUTABLE", 0400000},
    {"SF_NOUNLINK", 04000000},
    {"SF_SNAPSHOT", 010000000},
    {"ST_ATIME", 7},
    {"ST_CTIME", 9},
    {"ST_DEV", 2},
    {"ST_GID", 5},
    {"ST_INO", 1},
    {"ST_MODE", 0},
    {"ST_MTIME", 8},
    {"ST_NLINK", 3},
    {"ST_SIZE", 6},
    {"ST_UID", 4},
    {"S_ENFMT", 02000},
    {"S_IEXEC", 0100},
    {"S_IFBLK", 060000},
    {"S_IFCHR", 020000},
    {"S_IFDIR", 040000},
    {"S_IFDOOR", 00},
    {"S_IFIFO", 010000},
    {"S_IFLNK", 0120000},
    {"S_IFPORT", 00},
    {"S_IFREG", 0100000},
    {"S_IFSOCK", 0140000},
    {"S_IFWHT", 00},
    {"S_IREAD", 0400},
    {"S_IRGRP", 040},
    {"S_IROTH", 04},
    {"S_IRUSR", 0400},
    {"S_IRWXG", 070},
    {"S_IRWXO", 07},
    {"S_IRWXU", 0700},
    {"S_ISGID", 02000},
    {"S_ISUID", 04000},
    {"S_ISVTX", 01000},
    {"S_IWGRP", 020},
    {"S_IWOTH", 02},
    {"S_IWRITE", 0200},
    {"S_IWUSR", 0200},
    {"S_IXGRP", 010},
    {"S_IXOTH", 01},
    {"S_IXUSR", 0100},
    {"UF_APPEND", 04},
    {"UF_COMPRESSED", 040},
    {"UF_HIDDEN", 0100000},
    {"UF_IMMUTABLE", 02},
    {"UF_NODUMP", 01},
    {"UF_NOUNLINK", 020},
    {"UF_OPAQUE", 010},
};

bool modeArgument(Thread &t, Value v, uint32_t *mode) {
  int64_t n;
  if (!toInt64(t, v, &n)) return false;
  if (n < 0 || n > 0xffffffff) return raiseText(t, Exc::OverflowError, "mode out of range"), false;
  *mode = static_cast<uint32_t>(n);
  return true;
}
template <uint32_t kind> Value isKind(Thread &t, const Value *a) {
  uint32_t mode;
  return modeArgument(t, a[0], &mode) ? fromBool(kind && (mode & S_IFMT) == kind) : kNoValue;
}
template <uint32_t mask> Value masked(Thread &t, const Value *a) {
  uint32_t mode;
  return modeArgument(t, a[0], &mode) ? fromInt(mode & mask) : kNoValue;
}
/// "drwxr-xr-x"
Value fileMode(Thread &t, const Value *a) {
  uint32_t mode;
  if (!modeArgument(t, a[0], &mode)) return kNoValue;
  char text[11] = "?---------";
  switch (mode & S_IFMT) {
  case S_IFREG: text[0] = '-'; break;
  case S_IFDIR: text[0] = 'd'; break;
  case S_IFLNK: text[0] = 'l'; break;
  case S_IFBLK: text[0] = 'b'; break;
  case S_IFCHR: text[0] = 'c'; break;
  case S_IFIFO: text[0] = 'p'; break;
  case S_IFSOCK: text[0] = 's'; break;
  }
  for (int i = 0; i < 9; i++)
    if (mode >> (8 - i) & 1) text[1 + i] = "rwx"[i % 3];
  const struct {
    uint32_t bit;
    int at;
    char on, off;
  } special[] = {{S_ISUID, 3, 's', 'S'}, {S_ISGID, 6, 's', 'S'}, {S_ISVTX, 9, 't', 'T'}};
  for (auto &s : special)
    if (mode & s.bit) text[s.at] = text[s.at] == 'x' ? s.on : s.off;
  return fromObject(strFromAscii(t, text));
}
const NativeRow kFunctions[] = {
    {"S_ISDIR", isKind<S_IFDIR>, "(mode, /)", NativeKind::Function},
    {"S_ISCHR", isKind<S_IFCHR>, "(mode, /)", NativeKind::Function},
    {"S_ISBLK", isKind<S_IFBLK>, "(mode, /)", NativeKind::Function},
    {"S_ISREG", isKind<S_IFREG>, "(mode, /)", NativeKind::Function},
    {"S_ISFIFO", isKind<S_IFIFO>, "(mode, /)", NativeKind::Function},
    {"S_ISLNK", isKind<S_IFLNK>, "(mode, /)", NativeKind::Function},
    {"S_ISSOCK", isKind<S_IFSOCK>, "(mode, /)", NativeKind::Function},
    {"S_ISDOOR", isKind<0>, "(mode, /)", NativeKind::Function}, // Solaris and BSD kinds
    {"S_ISPORT", isKind<0>, "(mode, /)", NativeKind::Function},
    {"S_ISWHT", isKind<0>, "(mode, /)", NativeKind::Function},
    {"S_IMODE", masked<07777>, "(mode, /)", NativeKind::Function},
    {"S_IFMT", masked<S_IFMT>, "(mode, /)", NativeKind::Function},
    {"filemode", fileMode, "(mode, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  return addConstants(t, module, kConstants) && addFunctions(t, module, kFunctions);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_stat, "_stat", rt::initialise)
