// The posix module: path arguments, environment, registration. The functions lie in the other
// files.
#include "runtime-lib/modules/posix/Posix.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

extern char **environ;

namespace rt {

bool fsEncode(Thread &t, Str *s, std::string *out) {
  out->clear();
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t c = strAt(s, i);
    if (c == 0)
      return raise(t, Msg::EmbeddedNull), false;
    if (c < 0x80) {
      *out += static_cast<char>(c);
    } else if (c >= 0xDC80 && c <= 0xDCFF) {
      *out += static_cast<char>(c - 0xDC00);
    } else if (c >= 0xD800 && c <= 0xDFFF) {
      callMethodWith(t, fromObject(s), names().encode,
                     fromObject(strFromAscii(t, "utf-8"))); // raises
      return false;
    } else if (c < 0x800) {
      *out += static_cast<char>(0xC0 | c >> 6);
      *out += static_cast<char>(0x80 | (c & 63));
    } else if (c < 0x10000) {
      *out += static_cast<char>(0xE0 | c >> 12);
      *out += static_cast<char>(0x80 | (c >> 6 & 63));
      *out += static_cast<char>(0x80 | (c & 63));
    } else {
      *out += static_cast<char>(0xF0 | c >> 18);
      *out += static_cast<char>(0x80 | (c >> 12 & 63));
      *out += static_cast<char>(0x80 | (c >> 6 & 63));
      *out += static_cast<char>(0x80 | (c & 63));
    }
  }
  return true;
}

// Length of the well-formed UTF-8 sequence at `s`, 0 when malformed.
static size_t sequenceLength(std::string_view s, uint32_t *point) {
  auto byte = [&](size_t i) { return i < s.size() ? static_cast<uint8_t>(s[i]) : 0u; };
  auto tail = [&](size_t i) { return (byte(i) & 0xC0) == 0x80; };
  uint32_t c = byte(0);
  if (c < 0x80) {
    *point = c;
    return 1;
  }
  if (c >= 0xC2 && c < 0xE0 && tail(1)) {
    *point = (c & 31) << 6 | (byte(1) & 63);
    return 2;
  }
  if (c >= 0xE0 && c < 0xF0 && tail(1) && tail(2)) {
    *point = (c & 15) << 12 | (byte(1) & 63) << 6 | (byte(2) & 63);
    return *point >= 0x800 && (*point < 0xD800 || *point > 0xDFFF) ? 3 : 0;
  }
  if (c >= 0xF0 && c < 0xF5 && tail(1) && tail(2) && tail(3)) {
    *point = (c & 7) << 18 | (byte(1) & 63) << 12 | (byte(2) & 63) << 6 | (byte(3) & 63);
    return *point >= 0x10000 && *point <= 0x10FFFF ? 4 : 0;
  }
  return 0;
}

Value fsDecode(Thread &t, std::string_view bytes) {
  StrBuilder out(t);
  while (!bytes.empty()) {
    uint32_t point = 0;
    size_t n = sequenceLength(bytes, &point);
    out.addPoint(n ? point : 0xDC00u + static_cast<uint8_t>(bytes[0]));
    bytes.remove_prefix(n ? n : 1);
  }
  return fromObject(out.finish());
}

Value fsResult(Thread &t, std::string_view bytes, bool asBytes) {
  return asBytes ? fromObject(bytesNew(t, bytes.data(), static_cast<int64_t>(bytes.size())))
                 : fsDecode(t, bytes);
}

Value fsPath(Thread &t, Value v) {
  if (isStr(v) || isBytes(v))
    return v;
  Value method = lookupSpecial(t, v, internAscii(t, "__fspath__"));
  if (!ok(method))
    return ok(t.pending) ? kNoValue : raise(t, Msg::FspathType, typeName(v));
  Value r = TRY(callWith(t, method));
  return isStr(r) || isBytes(r) ? r : raise(t, Msg::FspathReturned, typeName(v), typeName(r));
}

bool pathArgument(Thread &t, Value v, const char *function, const char *argument, PathArgument *out,
                  bool allowDescriptor, bool allowNone) {
  out->object = v;
  if (allowNone && (!ok(v) || isNone(v))) {
    out->text = ".";
    out->object = kNoValue;
    return true;
  }
  if (allowDescriptor && !isStr(v) && !isBytes(v) && (isAnyInt(v) || typeOf(v)->slots.index)) {
    int64_t fd;
    if (!toInt64(t, v, &fd))
      return false;
    out->descriptor = static_cast<int>(fd);
    return true;
  }
  Value path = isStr(v) || isBytes(v) ? v : fsPath(t, v);
  if (!ok(path)) {
    if (!pendingMatches(t, Exc::TypeError))
      return false;
    clearPending(t);
    const char *kinds = allowDescriptor ? (allowNone ? "string, bytes, os.PathLike, integer or None"
                                                     : "string, bytes, os.PathLike or integer")
                                        : (allowNone ? "string, bytes, os.PathLike or None"
                                                     : "string, bytes or os.PathLike");
    raise(t, Msg::PathType, function, argument, kinds, typeName(v));
    return false;
  }
  if (isStr(path)) {
    if (fsEncode(t, as<Str>(path), &out->text))
      return true;
    if (pendingMatches(t, Exc::ValueError) && !pendingMatches(t, Exc::UnicodeError)) {
      clearPending(t);
      raise(t, Msg::EmbeddedNullIn, function, argument);
    }
    return false;
  }
  auto *bytes = as<Bytes>(path);
  out->text.assign(reinterpret_cast<const char *>(bytes->data), static_cast<size_t>(bytes->length));
  out->isBytes = true;
  if (out->text.find('\0') != std::string::npos) {
    raise(t, Msg::EmbeddedNullIn, function, argument);
    return false;
  }
  return true;
}

Value checked(Thread &t, int64_t result, const PathArgument *path, const PathArgument *path2) {
  if (result >= 0)
    return none();
  return raiseErrno(t, errno, path ? path->object : kNoValue, path2 ? path2->object : kNoValue);
}
Value checkedInt(Thread &t, int64_t result, const PathArgument *path) {
  return result >= 0 ? intValue(t, result) : checked(t, result, path);
}

bool descriptorArgument(Thread &t, Value v, int *out) {
  if (!isAnyInt(v)) {
    bool failed = false;
    Value method = getAttributeOrNone(t, v, names().fileno, &failed);
    if (failed)
      return false;
    if (!ok(method))
      return raise(t, Msg::FilenoType), false;
    v = callWith(t, method);
    if (!ok(v))
      return false;
    if (!isAnyInt(v))
      return raiseText(t, Exc::TypeError, "fileno() returned a non-integer"), false;
  }
  int64_t n;
  if (!toInt64(t, v, &n))
    return false;
  if (n < 0)
    return raise(t, Msg::FileDescriptorNegative, n), false;
  *out = static_cast<int>(n);
  return true;
}

int dirDescriptor(Thread &t, Value v, bool *failed) {
  if (!ok(v) || isNone(v))
    return AT_FDCWD;
  int64_t fd;
  if (!toInt64(t, v, &fd)) {
    *failed = true;
    return -1;
  }
  return static_cast<int>(fd);
}
bool flagArgument(Thread &t, Value v, bool otherwise, bool *failed) {
  if (!ok(v))
    return otherwise;
  int r = truth(t, v);
  if (r < 0)
    *failed = true;
  return r > 0;
}
bool intArgument(Thread &t, Value v, int *out) {
  int64_t n;
  if (!toInt64(t, v, &n)) return false;
  if (n != static_cast<int>(n)) {
    raiseText(t, Exc::OverflowError,
              n > 0 ? "signed integer is greater than maximum" : "signed integer is less than minimum");
    return false;
  }
  *out = static_cast<int>(n);
  return true;
}

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
