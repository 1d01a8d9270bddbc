// The resource module: limits and use of the process.
#include "runtime-lib/modules/resource/Resource.h"

#include <cerrno>
#include <cstring>
#include <unistd.h>

namespace rt {

namespace {

Type *usageType;

bool resourceArgument(Thread &t, Value v, int *out) {
  if (!intArgument(t, v, out)) return false;
  if (*out >= 0 && *out < RLIM_NLIMITS) return true;
  return raiseText(t, Exc::ValueError, "invalid resource specified"), false;
}
Value limitsValue(Thread &t, const rlimit &limits) {
  auto number = [&](rlim_t n) { return intValue(t, static_cast<int64_t>(n)); }; // RLIM_INFINITY is -1
  return fromObject(tupleOf(t, number(limits.rlim_cur), number(limits.rlim_max)));
}
bool limitsArgument(Thread &t, Value v, rlimit *out) {
  Tuple *pair = toTuple(t, v);
  if (!pair) return false;
  if (pair->size != 2) return raiseText(t, Exc::ValueError, "expected a tuple of 2 integers"), false;
  int64_t soft, hard;
  if (!longArgument(t, pair->items[0], &soft) || !longArgument(t, pair->items[1], &hard)) return false;
  *out = {static_cast<rlim_t>(soft), static_cast<rlim_t>(hard)};
  return true;
}
Value limitError(Thread &t, bool changes) {
  if (errno == EINVAL) return raiseText(t, Exc::ValueError, "current limit exceeds maximum limit");
  if (changes && errno == EPERM) return raiseText(t, Exc::ValueError, "not allowed to raise maximum limit");
  return raiseErrno(t, errno);
}

Value getLimits(Thread &t, const Value *a) {
  int resource;
  rlimit limits;
  if (!resourceArgument(t, a[0], &resource)) return kNoValue;
  return getrlimit(static_cast<__rlimit_resource_t>(resource), &limits) < 0 ? raiseErrno(t, errno) : limitsValue(t, limits);
}
Value setLimits(Thread &t, const Value *a) {
  int resource;
  rlimit limits;
  if (!resourceArgument(t, a[0], &resource) || !limitsArgument(t, a[1], &limits)) return kNoValue;
  return setrlimit(static_cast<__rlimit_resource_t>(resource), &limits) < 0 ? limitError(t, true) : none();
}
Value limitsOf(Thread &t, const Value *a) {
  int pid, resource;
  auto *rest = as<Tuple>(a[0]);
  rlimit wanted, old;
  if (rest->size < 2 || rest->size > 3)
    return raiseText(t, Exc::TypeError, "resource.prlimit requires 2 to 3 arguments");
  if (!pidArgument(t, rest->items[0], &pid) || !resourceArgument(t, rest->items[1], &resource)) return kNoValue;
  const bool changes = rest->size == 3;
  if (changes && !limitsArgument(t, rest->items[2], &wanted)) return kNoValue;
  int result = prlimit(pid, static_cast<enum __rlimit_resource>(resource), changes ? &wanted : nullptr, &old);
  return result < 0 ? limitError(t, false) : limitsValue(t, old);
}
Value getUsage(Thread &t, const Value *a) {
  int who;
  struct rusage usage;
  if (!intArgument(t, a[0], &who)) return kNoValue;
  if (getrusage(static_cast<__rusage_who_t>(who), &usage) == 0) return usageValue(t, usage);
  return errno == EINVAL ? raiseText(t, Exc::ValueError, "invalid who parameter") : raiseErrno(t, errno);
}
Value pageSize(Thread &t, const Value *) { return intValue(t, sysconf(_SC_PAGESIZE)); }

const NativeRow kFunctions[] = {NATIVE_FUNCTION("getpagesize", pageSize, "()"),
                                NATIVE_FUNCTION("getrlimit", getLimits, "(resource, /)"),
                                NATIVE_FUNCTION("getrusage", getUsage, "(who, /)"),
                                NATIVE_FUNCTION("prlimit", limitsOf, "(*args)"),
                                NATIVE_FUNCTION("setrlimit", setLimits, "(resource, limits, /)"),
                                {nullptr, nullptr, nullptr}};

#define INT(name) {#name, static_cast<int64_t>(name)}
const IntConstant kConstants[] = {
    INT(RLIMIT_AS), INT(RLIMIT_CORE), INT(RLIMIT_CPU), INT(RLIMIT_DATA), INT(RLIMIT_FSIZE),
    INT(RLIMIT_MEMLOCK), INT(RLIMIT_MSGQUEUE), INT(RLIMIT_NICE), INT(RLIMIT_NOFILE), INT(RLIMIT_NPROC),
    INT(RLIMIT_OFILE), INT(RLIMIT_RSS), INT(RLIMIT_RTPRIO), INT(RLIMIT_RTTIME), INT(RLIMIT_SIGPENDING),
    INT(RLIMIT_STACK), INT(RLIM_INFINITY), INT(RUSAGE_CHILDREN), INT(RUSAGE_SELF), INT(RUSAGE_THREAD),
};

Type *usageClass(Thread &t) {
  static const char *const fields[] = {
      "ru_utime",   "ru_stime",   "ru_maxrss", "ru_ixrss",  "ru_idrss",    "ru_isrss", "ru_minflt",  "ru_majflt", "ru_nswap",
      "ru_inblock", "ru_oublock", "ru_msgsnd", "ru_msgrcv", "ru_nsignals", "ru_nvcsw", "ru_nivcsw", nullptr};
  if (!usageType) {
    usageType = structSequenceType(t, "resource", "struct_rusage", fields, 16);
    addRoot(&usageType);
  }
  return usageType;
}

bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kFunctions) && addConstants(t, module, kConstants) &&
         addValue(t, module, "error", fromObject(exceptionType(Exc::OSError))) &&
         addValue(t, module, "struct_rusage", fromObject(usageClass(t)));
}

} // namespace

Value usageValue(Thread &t, const struct rusage &u) {
  auto seconds = [&](const timeval &tv) {
    return floatValue(t, static_cast<double>(tv.tv_sec) + 1e-6 * static_cast<double>(tv.tv_usec));
  };
  Value items[] = {seconds(u.ru_utime),      seconds(u.ru_stime),      intValue(t, u.ru_maxrss),  intValue(t, u.ru_ixrss),
                   intValue(t, u.ru_idrss),  intValue(t, u.ru_isrss),  intValue(t, u.ru_minflt),  intValue(t, u.ru_majflt),
                   intValue(t, u.ru_nswap),  intValue(t, u.ru_inblock), intValue(t, u.ru_oublock), intValue(t, u.ru_msgsnd),
                   intValue(t, u.ru_msgrcv), intValue(t, u.ru_nsignals), intValue(t, u.ru_nvcsw),  intValue(t, u.ru_nivcsw)};
  return structSequenceNew(t, usageClass(t), items);
}

} // namespace rt

NATIVE_MODULE_DEFINITION(resource, "resource", rt::initialise)
