// The syslog module: messages to the system's log.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/modules/System.h"

#include <syslog.h>

namespace rt {

namespace {

std::string identity; // the C library keeps a pointer to it
bool isOpen;

/// What CPython names itself by default: the last part of sys.argv[0].
std::string programName(Thread &t) {
  Value argv = sysGet(internAscii(t, "argv"));
  if (!ok(argv) || !isList(argv) || !as<List>(argv)->size || !isStr(as<List>(argv)->array->items[0])) return {};
  std::string name(strUtf8(t, as<Str>(as<List>(argv)->array->items[0])));
  return name.substr(name.rfind('/') == name.npos ? 0 : name.rfind('/') + 1);
}
void open(int options, int facility) {
  openlog(identity.empty() ? nullptr : identity.c_str(), options, facility);
  isOpen = true;
}
Value openLog(Thread &t, const Value *a) {
  std::string name;
  int64_t options = 0, facility = LOG_USER;
  if (ok(a[0]) && !textArgument(t, a[0], "openlog", " 1", &name)) return kNoValue;
  if ((ok(a[1]) && !longArgument(t, a[1], &options)) || (ok(a[2]) && !longArgument(t, a[2], &facility))) return kNoValue;
  identity = ok(a[0]) ? name : programName(t);
  open(static_cast<int>(options), static_cast<int>(facility));
  return none();
}
Value writeLog(Thread &t, const Value *a) {
  auto *arguments = as<Tuple>(a[0]);
  int priority = LOG_INFO;
  const bool wellFormed = arguments->size == 1 || (arguments->size == 2 && isAnyInt(arguments->items[0]));
  Value message = wellFormed ? arguments->items[arguments->size - 1] : kNoValue;
  if (!wellFormed || !isStr(message)) return raiseText(t, Exc::TypeError, "[priority,] message string");
  if (arguments->size == 2 && !intArgument(t, arguments->items[0], &priority)) return kNoValue;
  std::string text(strUtf8(t, as<Str>(message)));
  if (!isOpen) {
    identity = programName(t);
    open(0, LOG_USER);
  }
  unlocked(t, [&] { return syslog(priority, "%s", text.c_str()), 0; });
  return none();
}
Value closeLog(Thread &, const Value *) {
  if (isOpen) closelog();
  isOpen = false;
  identity.clear();
  return none();
}
Value setMask(Thread &t, const Value *a) {
  int64_t mask;
  return longArgument(t, a[0], &mask) ? fromInt(setlogmask(static_cast<int>(mask))) : kNoValue;
}
template <bool upTo> Value maskOf(Thread &t, const Value *a) {
  int64_t priority;
  if (!longArgument(t, a[0], &priority)) return kNoValue;
  return fromInt(upTo ? LOG_UPTO(priority) : LOG_MASK(priority));
}

const NativeRow kFunctions[] = {NATIVE_FUNCTION("LOG_MASK", maskOf<false>, "(pri, /)"),
                                NATIVE_FUNCTION("LOG_UPTO", maskOf<true>, "(pri, /)"),
                                NATIVE_FUNCTION("closelog", closeLog, "()"),
                                NATIVE_FUNCTION("openlog", openLog, "(ident=None, logoption=0, facility=8)"),
                                NATIVE_FUNCTION("setlogmask", setMask, "(maskpri, /)"),
                                NATIVE_FUNCTION("syslog", writeLog, "(*args)"),
                                {nullptr, nullptr, nullptr}};
#define INT(name) {#name, name}
const IntConstant kConstants[] = {
    INT(LOG_ALERT),  INT(LOG_AUTH),   INT(LOG_AUTHPRIV), INT(LOG_CONS),   INT(LOG_CRIT),   INT(LOG_CRON),   INT(LOG_DAEMON),
    INT(LOG_DEBUG),  INT(LOG_EMERG),  INT(LOG_ERR),      INT(LOG_INFO),   INT(LOG_KERN),   INT(LOG_LOCAL0), INT(LOG_LOCAL1),
    INT(LOG_LOCAL2), INT(LOG_LOCAL3), INT(LOG_LOCAL4),   INT(LOG_LOCAL5), INT(LOG_LOCAL6), INT(LOG_LOCAL7), INT(LOG_LPR),
    INT(LOG_MAIL),   INT(LOG_NDELAY), INT(LOG_NEWS),     INT(LOG_NOTICE), INT(LOG_NOWAIT), INT(LOG_ODELAY), INT(LOG_PERROR),
    INT(LOG_PID),    INT(LOG_SYSLOG), INT(LOG_USER),     INT(LOG_UUCP),   INT(LOG_WARNING)};

bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions) && addConstants(t, module, kConstants); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(syslog, "syslog", rt::initialise)
