// Arguments and results of the modules over system calls: paths, descriptors, C numbers, durations.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

#include <ctime>
#include <span>
#include <string>
#include <vector>

namespace rt {

/// A path argument: str (UTF-8 with surrogateescape), bytes, an object with __fspath__, or, when
/// `allowDescriptor`, an int. TypeError names the function and argument as CPython does.
struct PathArgument {
  std::string text;
  int descriptor = -1;     // >= 0: use this instead of the text
  bool isBytes = false;    // results shall be bytes as well
  Value object = kNoValue; // as given, for errors
};
bool pathArgument(Thread &, Value v, const char *function, const char *argument, PathArgument *out,
                  bool allowDescriptor = false, bool allowNone = false);
/// os.fspath(v).
Value fsPath(Thread &, Value v);
/// str from bytes of the file system: UTF-8, undecodable bytes as surrogates U+DC80..U+DCFF.
Value fsDecode(Thread &, std::string_view bytes);
Value fsResult(Thread &, std::string_view bytes, bool asBytes);
/// str to the file system's bytes; false with an exception for other surrogates or NUL.
bool fsEncode(Thread &, Str *s, std::string *out);

/// A path as bytes: what os.fsencode() takes. TypeError and ValueError name no argument.
bool fsBytesArgument(Thread &, Value v, std::string *out);
/// A str without NUL as UTF-8; TypeError "function() argument{argument} must be str, not X".
bool textArgument(Thread &, Value v, const char *function, const char *argument, std::string *out);
/// C strings for exec and its kin, with the final null.
struct StringVector {
  std::vector<std::string> texts;
  std::vector<char *> pointers;
  char **data() {
    pointers.clear();
    for (std::string &s : texts) pointers.push_back(s.data());
    pointers.push_back(nullptr);
    return pointers.data();
  }
};

/// None when `result` is not negative, else OSError from errno.
Value checked(Thread &, int64_t result, const PathArgument *path = nullptr,
              const PathArgument *path2 = nullptr);
Value checkedInt(Thread &, int64_t result, const PathArgument *path = nullptr);
/// An int or an object with fileno(), not negative.
bool descriptorArgument(Thread &, Value v, int *out);

/// dir_fd=: AT_FDCWD when absent or None.
int dirDescriptor(Thread &, Value v, bool *failed);
bool flagArgument(Thread &, Value v, bool otherwise, bool *failed);
/// An int argument that fits C int, long.
bool intArgument(Thread &, Value v, int *out);
bool longArgument(Thread &, Value v, int64_t *out);
/// The low 64 bits of an int of any size.
bool maskedArgument(Thread &, Value v, uint64_t *out);
/// The same range as C int, with the messages for process ids.
bool pidArgument(Thread &, Value v, int *out);
/// A user or group id; -1 means "no change".
enum class IdKind { User, Group };
bool idArgument(Thread &, Value v, IdKind, unsigned *out);

inline constexpr int64_t kNanoseconds = 1'000'000'000;
/// A duration, int or float, as nanoseconds; by default in seconds. Deadlines round up, so that nothing returns
/// early; OverflowError, ValueError for nan.
enum class Rounding { Floor, Ceiling };
bool durationArgument(Thread &, Value v, Rounding, int64_t *nanoseconds, int64_t unit = kNanoseconds);
/// The timeout of poll() and its kin in milliseconds, rounded away from zero, -1 for None and negative
/// ones. `unit`: nanoseconds in one unit of the argument; `typeMessage`: TypeError for other types.
bool timeoutArgument(Thread &, Value v, int64_t unit, const char *typeMessage, int *milliseconds);
/// Nanoseconds of the monotonic clock, for deadlines.
int64_t monotonicNow();
int64_t deadlineAfter(int64_t nanoseconds);
timespec toTimespec(int64_t nanoseconds);

/// Numbers of a module, from a table in its file.
struct IntConstant {
  const char *name;
  int64_t number;
};
bool addConstants(Thread &, Value module, std::span<const IntConstant> rows);

} // namespace rt
