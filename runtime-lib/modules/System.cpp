// Arguments and results of the modules over system calls.
#include "runtime-lib/modules/System.h"

#include "runtime-lib/core/DeadResources.h"

#include <cerrno>
#include <cmath>
#include <fcntl.h>

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
    if (fsEncode(t, as<Str>(path), &out->text)) {
      finishWriting(t, out->text.c_str());
      return true;
    }
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
  finishWriting(t, out->text.c_str());
  return true;
}

bool fsBytesArgument(Thread &t, Value v, std::string *out) {
  Value path = fsPath(t, v);
  if (!ok(path)) return false;
  if (isStr(path)) return fsEncode(t, as<Str>(path), out);
  auto *bytes = as<Bytes>(path);
  out->assign(reinterpret_cast<const char *>(bytes->data), static_cast<size_t>(bytes->length));
  return out->find('\0') == std::string::npos || (raise(t, Msg::EmbeddedNull), false);
}
bool textArgument(Thread &t, Value v, const char *function, const char *argument, std::string *out) {
  if (!isStr(v)) return raise(t, Msg::ArgumentMustBe, function, argument, "str", typeName(v)), false;
  return fsEncode(t, as<Str>(v), out);
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
    if (failed) return false;
    if (!ok(method)) return raise(t, Msg::FilenoType), false;
    v = callWith(t, method);
    if (!ok(v)) return false;
    if (!isAnyInt(v)) return raiseText(t, Exc::TypeError, "fileno() returned a non-integer"), false;
  }
  int fd;
  if (!intArgument(t, v, &fd)) return false;
  if (fd < 0) return raise(t, Msg::FileDescriptorNegative, fd), false;
  *out = fd;
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
bool longArgument(Thread &t, Value v, int64_t *out) {
  Value n = toIndex(t, v);
  if (!ok(n)) return false;
  if (intFits(n, out)) return true;
  return raise(t, Msg::IntTooLargeForLong), false;
}
bool intArgument(Thread &t, Value v, int *out) {
  int64_t n;
  if (!toInt32(t, v, &n)) return false;
  *out = static_cast<int>(n);
  return true;
}
bool maskedArgument(Thread &t, Value v, uint64_t *out) {
  Value number = toIndex(t, v);
  if (!ok(number)) return false;
  int64_t n;
  if (intFits(number, &n)) {
    *out = static_cast<uint64_t>(n);
    return true;
  }
  Value low = binaryOp(t, BinaryKind::And, number, intFromUnsigned(t, UINT64_MAX));
  return ok(low) && intToBytes(t, low, reinterpret_cast<uint8_t *>(out), sizeof *out, true, false);
}
bool pidArgument(Thread &t, Value v, int *out) {
  int64_t n;
  if (!longArgument(t, v, &n)) return false;
  *out = static_cast<int>(n);
  if (*out == n) return true;
  return raise(t, Msg::PidRange, n < 0 ? "less than minimum" : "greater than maximum"), false;
}
bool idArgument(Thread &t, Value v, IdKind kind, unsigned *out) {
  const char *name = kind == IdKind::User ? "uid" : "gid";
  if (!isAnyInt(v) && !typeOf(v)->slots.index) return raise(t, Msg::IdType, name, typeName(v)), false;
  Value number = toIndex(t, v);
  if (!ok(number)) return false;
  int64_t n;
  // Reference: only what does not fit a long is called too large.
  bool fits = intFits(number, &n);
  if (!fits || n < -1 || n > static_cast<int64_t>(UINT32_MAX))
    return raise(t, Msg::IdRange, name, fits || intSign(number) < 0 ? "less than minimum" : "greater than maximum"), false;
  *out = static_cast<unsigned>(n);
  return true;
}

bool durationArgument(Thread &t, Value v, Rounding rounding, int64_t *out, int64_t unit) {
  constexpr double kLimit = 9223372036854775808.0; // 2 ** 63
  if (isAnyFloat(v)) {
    double d = floatAsDouble(v);
    if (std::isnan(d)) return raiseText(t, Exc::ValueError, "Invalid value NaN (not a number)"), false;
    d *= static_cast<double>(unit);
    d = rounding == Rounding::Floor ? std::floor(d) : std::ceil(d);
    if (!(d >= -kLimit && d < kLimit)) return raise(t, Msg::TimestampTooLarge), false;
    *out = static_cast<int64_t>(d);
    return true;
  }
  Value number = toIndex(t, v);
  if (!ok(number)) return false;
  int64_t count;
  if (!intFits(number, &count) || __builtin_mul_overflow(count, unit, out))
    return raise(t, Msg::TimestampTooLarge), false;
  return true;
}
bool timeoutArgument(Thread &t, Value v, int64_t unit, const char *typeMessage, int *milliseconds) {
  constexpr int64_t kMillisecond = 1'000'000;
  *milliseconds = -1;
  if (!ok(v) || isNone(v)) return true;
  int64_t ns;
  if (!durationArgument(t, v, Rounding::Ceiling, &ns, unit)) {
    if (!pendingMatches(t, Exc::TypeError)) return false;
    clearPending(t);
    return raiseText(t, Exc::TypeError, typeMessage), false;
  }
  if (ns < 0) return true;
  int64_t ms = ns / kMillisecond + (ns % kMillisecond > 0);
  if (ms > INT32_MAX) return raiseText(t, Exc::OverflowError, "timeout is too large"), false;
  *milliseconds = static_cast<int>(ms);
  return true;
}
int64_t monotonicNow() {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  return now.tv_sec * kNanoseconds + now.tv_nsec;
}
int64_t deadlineAfter(int64_t nanoseconds) {
  int64_t now = monotonicNow();
  return nanoseconds > INT64_MAX - now ? INT64_MAX : now + nanoseconds;
}
timespec toTimespec(int64_t nanoseconds) {
  return {static_cast<time_t>(nanoseconds / kNanoseconds), static_cast<long>(nanoseconds % kNanoseconds)};
}

bool addConstants(Thread &t, Value module, std::span<const IntConstant> rows) {
  for (const IntConstant &row : rows)
    if (!addInt(t, module, row.name, row.number)) return false;
  return true;
}

} // namespace rt
