// The time module: clocks, sleeping, and broken-down time over the C library.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"

#include <cerrno>
#include <cmath>
#include <cstdio>
#include <ctime>
#include <pthread.h>
#include <string>

namespace rt {

namespace {

Type *structTimeType;

int64_t clockNanoseconds(clockid_t clock) {
  timespec now{};
  clock_gettime(clock, &now);
  return now.tv_sec * kNanoseconds + now.tv_nsec;
}
template <clockid_t clock> Value seconds(Thread &t, const Value *) {
  int64_t ns = clockNanoseconds(clock);
  return floatValue(t, static_cast<double>(ns / kNanoseconds) +
                           static_cast<double>(ns % kNanoseconds) * 1e-9);
}
template <clockid_t clock> Value nanoseconds(Thread &t, const Value *) {
  return intValue(t, clockNanoseconds(clock));
}

// --- Clocks by number
Value readClock(Thread &t, const Value *a, bool asFloat, int (*read)(clockid_t, timespec *)) {
  int clock;
  timespec now;
  if (!pidArgument(t, a[0], &clock))
    return kNoValue;
  if (read(clock, &now) < 0)
    return raiseErrno(t, errno);
  if (!asFloat)
    return intValue(t, now.tv_sec * kNanoseconds + now.tv_nsec);
  return floatValue(t, static_cast<double>(now.tv_sec) + static_cast<double>(now.tv_nsec) * 1e-9);
}
Value clockGet(Thread &t, const Value *a) { return readClock(t, a, true, clock_gettime); }
Value clockGetNs(Thread &t, const Value *a) { return readClock(t, a, false, clock_gettime); }
Value clockResolution(Thread &t, const Value *a) { return readClock(t, a, true, clock_getres); }
template <bool isFloat> Value clockSet(Thread &t, const Value *a) {
  int clock;
  int64_t ns;
  if (!pidArgument(t, a[0], &clock))
    return kNoValue;
  if (!isFloat && !isAnyInt(a[1]))
    return raise(t, Msg::ClockInt, typeName(a[1]));
  if (!durationArgument(t, a[1], Rounding::Floor, &ns, isFloat ? kNanoseconds : 1))
    return kNoValue;
  timespec when = toTimespec(ns);
  return clock_settime(clock, &when) < 0 ? raiseErrno(t, errno) : none();
}
Value threadClock(Thread &t, const Value *a) {
  int64_t id;
  clockid_t clock;
  if (!isAnyInt(a[0]))
    return raise(t, Msg::ArgumentMustBe, "pthread_getcpuclockid", " 1", "int", typeName(a[0]));
  if (!toInt64(t, a[0], &id))
    return kNoValue;
  int error = pthread_getcpuclockid(static_cast<pthread_t>(id), &clock);
  return error ? raiseErrno(t, error) : fromInt(clock);
}

Value sleepFor(Thread &t, const Value *a) {
  int64_t duration;
  if (!durationArgument(t, a[0], Rounding::Ceiling, &duration))
    return kNoValue;
  if (duration < 0)
    return raiseText(t, Exc::ValueError, "sleep length must be non-negative");
  const timespec deadline = toTimespec(deadlineAfter(duration));
  int result;
  if (!blockingCall(t, &result, [&] {
        errno = clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &deadline, nullptr);
        return errno ? -1 : 0;
      }))
    return kNoValue;
  return result < 0 ? raiseErrno(t, errno) : none();
}

Value structTime(Thread &t, const tm &time) {
  Value items[] = {fromInt(time.tm_year + 1900),
                   fromInt(time.tm_mon + 1),
                   fromInt(time.tm_mday),
                   fromInt(time.tm_hour),
                   fromInt(time.tm_min),
                   fromInt(time.tm_sec),
                   fromInt((time.tm_wday + 6) % 7),
                   fromInt(time.tm_yday + 1),
                   fromInt(time.tm_isdst),
                   fromObject(strFromUtf8(t, time.tm_zone ? time.tm_zone : "")),
                   intValue(t, time.tm_gmtoff)};
  return structSequenceNew(t, structTimeType, items);
}

bool timeArgument(Thread &t, Value v, time_t *out) {
  if (!ok(v) || isNone(v)) {
    *out = ::time(nullptr);
    return true;
  }
  if (isAnyFloat(v)) {
    double d = floatAsDouble(v);
    if (std::isnan(d))
      return raiseText(t, Exc::ValueError, "Invalid value NaN (not a number)"), false;
    d = std::floor(d);
    if (std::fabs(d) > 9e18)
      return raiseText(t, Exc::OverflowError, "timestamp out of range for platform time_t"), false;
    *out = static_cast<time_t>(d);
    return true;
  }
  int64_t n;
  if (!toInt64(t, v, &n))
    return false;
  *out = n;
  return true;
}
template <tm *(*convert)(const time_t *, tm *)> Value broken(Thread &t, const Value *a) {
  time_t when;
  if (!timeArgument(t, a[0], &when))
    return kNoValue;
  tm result{};
  if (!convert(&when, &result))
    return raiseErrno(t, errno);
  return structTime(t, result);
}

bool tmFromTuple(Thread &t, Value v, tm *out, const char *function) {
  if (!isTuple(v))
    return raiseText(t, Exc::TypeError, "Tuple or struct_time argument required"), false;
  auto *tuple = as<Tuple>(v);
  if (tuple->size != 9)
    return raiseText(t, Exc::TypeError, std::string(function) + "(): illegal time tuple argument"),
           false;
  int64_t n[9];
  for (int i = 0; i < 9; i++)
    if (!toInt64(t, tuple->items[i], &n[i]))
      return false;
  *out = {};
  out->tm_year = static_cast<int>(n[0] - 1900);
  out->tm_mon = static_cast<int>(n[1] - 1);
  out->tm_mday = static_cast<int>(n[2]);
  out->tm_hour = static_cast<int>(n[3]);
  out->tm_min = static_cast<int>(n[4]);
  out->tm_sec = static_cast<int>(n[5]);
  out->tm_wday = static_cast<int>((n[6] + 1) % 7);
  out->tm_yday = static_cast<int>(n[7] - 1);
  out->tm_isdst = static_cast<int>(n[8]);
  if (typeOf(v) == structTimeType) {
    Value name = getAttribute(t, v, internAscii(t, "tm_zone")),
          offset = getAttribute(t, v, internAscii(t, "tm_gmtoff"));
    int64_t seconds;
    if (ok(name) && isStr(name) && ok(offset) && isAnyInt(offset) && toInt64(t, offset, &seconds)) {
      out->tm_zone = strUtf8(t, as<Str>(name)).data();
      out->tm_gmtoff = seconds;
    }
    clearPending(t);
  }
  return true;
}

// Reference: zero is taken for the smallest month, day and day of the year.
bool checkRanges(Thread &t, tm *time) {
  if (time->tm_mon == -1)
    time->tm_mon = 0;
  if (time->tm_mday == 0)
    time->tm_mday = 1;
  if (time->tm_yday == -1)
    time->tm_yday = 0;
  const char *bad = time->tm_mon < 0 || time->tm_mon > 11      ? "month out of range"
                    : time->tm_mday < 0 || time->tm_mday > 31  ? "day of month out of range"
                    : time->tm_hour < 0 || time->tm_hour > 23  ? "hour out of range"
                    : time->tm_min < 0 || time->tm_min > 59    ? "minute out of range"
                    : time->tm_sec < 0 || time->tm_sec > 61    ? "seconds out of range"
                    : time->tm_wday < 0                        ? "day of week out of range"
                    : time->tm_yday < 0 || time->tm_yday > 365 ? "day of year out of range"
                                                               : nullptr;
  if (bad)
    raiseText(t, Exc::ValueError, bad);
  return !bad;
}

Value makeTime(Thread &t, const Value *a) {
  tm time;
  if (!tmFromTuple(t, a[0], &time, "mktime"))
    return kNoValue;
  time.tm_wday = -1;
  time_t result = mktime(&time);
  if (result == -1 && time.tm_wday == -1)
    return raiseText(t, Exc::OverflowError, "mktime argument out of range");
  return floatValue(t, static_cast<double>(result));
}

Value formatTime(Thread &t, const Value *a) {
  if (!isStr(a[0]))
    return raise(t, Msg::StrftimeFormat, typeName(a[0]));
  tm time;
  if (ok(a[1]) && !isNone(a[1])) {
    if (!tmFromTuple(t, a[1], &time, "strftime"))
      return kNoValue;
  } else {
    time_t now = ::time(nullptr);
    localtime_r(&now, &time);
  }
  if (!checkRanges(t, &time))
    return kNoValue;
  std::string format(strUtf8(t, as<Str>(a[0])));
  if (format.empty())
    return fromObject(strEmpty());
  std::string buffer;
  for (size_t size = 256;; size *= 2) {
    buffer.resize(size);
    size_t written = strftime(buffer.data(), size, format.c_str(), &time);
    if (written || size >= 256 * format.size())
      return fromObject(strFromUtf8(t, std::string_view(buffer).substr(0, written)));
  }
}

Value ascTime(Thread &t, const Value *a) {
  tm time;
  if (ok(a[0])) {
    if (!tmFromTuple(t, a[0], &time, "asctime") || !checkRanges(t, &time))
      return kNoValue;
  } else {
    time_t now = ::time(nullptr);
    localtime_r(&now, &time);
  }
  static const char *const days[] = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
  static const char *const months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                       "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  char text[64];
  int n = snprintf(text, sizeof text, "%s %s%3d %.2d:%.2d:%.2d %d", days[time.tm_wday % 7],
                   months[time.tm_mon], time.tm_mday, time.tm_hour, time.tm_min, time.tm_sec,
                   1900 + time.tm_year);
  return fromObject(strFromAscii(t, std::string_view(text, static_cast<size_t>(n))));
}
Value cTime(Thread &t, const Value *a) {
  Value broke = TRY(broken<localtime_r>(t, a));
  return ascTime(t, &broke);
}

Value parseTime(Thread &t, const Value *a) {
  Value module = TRY(importModule(t, "_strptime"));
  Value args[] = {a[0], ok(a[1]) ? a[1] : fromObject(strFromAscii(t, "%a %b %d %H:%M:%S %Y"))};
  return callMethod(t, module, internAscii(t, "_strptime_time"), args, 2);
}

bool setZone(Thread &t, Value module) {
  tzset();
  return addInt(t, module, "timezone", timezone) &&
         addInt(t, module, "altzone", timezone - (daylight ? 3600 : 0)) &&
         addInt(t, module, "daylight", daylight) &&
         addValue(t, module, "tzname",
                  fromObject(tupleOf(t, fromObject(strFromUtf8(t, tzname[0])),
                                     fromObject(strFromUtf8(t, tzname[1])))));
}
Value timeModule;
Value tzSet(Thread &t, const Value *) { return setZone(t, timeModule) ? none() : kNoValue; }

Value clockInfo(Thread &t, const Value *a) {
  struct Clock {
    const char *name, *implementation;
    bool monotonic, adjustable;
  };
  static const Clock clocks[] = {
      {"time", "clock_gettime(CLOCK_REALTIME)", false, true},
      {"monotonic", "clock_gettime(CLOCK_MONOTONIC)", true, false},
      {"perf_counter", "clock_gettime(CLOCK_MONOTONIC)", true, false},
      {"process_time", "clock_gettime(CLOCK_PROCESS_CPUTIME_ID)", true, false},
      {"thread_time", "clock_gettime(CLOCK_THREAD_CPUTIME_ID)", true, false}};
  for (const Clock &clock : clocks) {
    if (!isStr(a[0]) || !strEquals(as<Str>(a[0]), clock.name))
      continue;
    Dict *fields = TRY(dictNew(t));
    dictSetStr(t, fields, internAscii(t, "implementation"),
               fromObject(strFromAscii(t, clock.implementation)));
    dictSetStr(t, fields, internAscii(t, "monotonic"), fromBool(clock.monotonic));
    dictSetStr(t, fields, internAscii(t, "adjustable"), fromBool(clock.adjustable));
    dictSetStr(t, fields, internAscii(t, "resolution"), floatValue(t, 1e-9));
    return simpleNamespaceNew(t, fields);
  }
  return raiseText(t, Exc::ValueError, "unknown clock");
}

const NativeRow kFunctions[] = {
    {"time", seconds<CLOCK_REALTIME>, "()", NativeKind::Function},
    {"time_ns", nanoseconds<CLOCK_REALTIME>, "()", NativeKind::Function},
    {"monotonic", seconds<CLOCK_MONOTONIC>, "()", NativeKind::Function},
    {"monotonic_ns", nanoseconds<CLOCK_MONOTONIC>, "()", NativeKind::Function},
    {"perf_counter", seconds<CLOCK_MONOTONIC>, "()", NativeKind::Function},
    {"perf_counter_ns", nanoseconds<CLOCK_MONOTONIC>, "()", NativeKind::Function},
    {"process_time", seconds<CLOCK_PROCESS_CPUTIME_ID>, "()", NativeKind::Function},
    {"process_time_ns", nanoseconds<CLOCK_PROCESS_CPUTIME_ID>, "()", NativeKind::Function},
    {"thread_time", seconds<CLOCK_THREAD_CPUTIME_ID>, "()", NativeKind::Function},
    {"thread_time_ns", nanoseconds<CLOCK_THREAD_CPUTIME_ID>, "()", NativeKind::Function},
    NATIVE_FUNCTION("clock_gettime", clockGet, "(clk_id, /)"),
    NATIVE_FUNCTION("clock_gettime_ns", clockGetNs, "(clk_id, /)"),
    NATIVE_FUNCTION("clock_getres", clockResolution, "(clk_id, /)"),
    NATIVE_FUNCTION("clock_settime", clockSet<true>, "(clk_id, time, /)"),
    NATIVE_FUNCTION("clock_settime_ns", clockSet<false>, "(clk_id, time, /)"),
    NATIVE_FUNCTION("pthread_getcpuclockid", threadClock, "(thread_id, /)"),
    {"sleep", sleepFor, "(seconds, /)", NativeKind::Function},
    {"gmtime", broken<gmtime_r>, "(seconds=None, /)", NativeKind::Function},
    {"localtime", broken<localtime_r>, "(seconds=None, /)", NativeKind::Function},
    {"mktime", makeTime, "(tuple, /)", NativeKind::Function},
    {"strftime", formatTime, "(format, tuple=None, /)", NativeKind::Function},
    {"strptime", parseTime, "(string, format=None, /)", NativeKind::Function},
    {"asctime", ascTime, "(tuple=None, /)", NativeKind::Function},
    {"ctime", cTime, "(seconds=None, /)", NativeKind::Function},
    {"tzset", tzSet, "()", NativeKind::Function},
    {"get_clock_info", clockInfo, "(name, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

#define INT(name) {#name, name}
const IntConstant kConstants[] = {INT(CLOCK_BOOTTIME),          INT(CLOCK_MONOTONIC), INT(CLOCK_MONOTONIC_RAW),
                                  INT(CLOCK_PROCESS_CPUTIME_ID), INT(CLOCK_REALTIME),  INT(CLOCK_TAI),
                                  INT(CLOCK_THREAD_CPUTIME_ID),  {"_STRUCT_TM_ITEMS", 11}};

bool initialise(Thread &t, Value module) {
  static const char *const fields[] = {"tm_year",  "tm_mon",  "tm_mday",   "tm_hour",
                                       "tm_min",   "tm_sec",  "tm_wday",   "tm_yday",
                                       "tm_isdst", "tm_zone", "tm_gmtoff", nullptr};
  structTimeType = structSequenceType(t, "time", "struct_time", fields, 9);
  addRoot(&structTimeType);
  timeModule = module;
  addRoot(&timeModule);
  return structTimeType && addValue(t, module, "struct_time", fromObject(structTimeType)) &&
         setZone(t, module) && addFunctions(t, module, kFunctions) &&
         addConstants(t, module, kConstants);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(time, "time", rt::initialise)
