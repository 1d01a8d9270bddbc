// The errno module: the error numbers of the target's C library.
#include "runtime-lib/modules/ModuleSupport.h"

#include <cerrno>

namespace rt {

namespace {

struct ErrorName {
  const char *name;
  int number;
};
const ErrorName kNames[] = {
#define ERROR(name) {#name, name}
    ERROR(E2BIG),
    ERROR(EACCES),
    ERROR(EADDRINUSE),
    ERROR(EADDRNOTAVAIL),
    ERROR(EAFNOSUPPORT),
    ERROR(EAGAIN),
    ERROR(EALREADY),
    ERROR(EBADF),
    ERROR(EBADMSG),
    ERROR(EBUSY),
    ERROR(ECANCELED),
    ERROR(ECHILD),
    ERROR(ECONNABORTED),
    ERROR(ECONNREFUSED),
    ERROR(ECONNRESET),
    ERROR(EDEADLK),
    ERROR(EDESTADDRREQ),
    ERROR(EDOM),
    ERROR(EEXIST),
    ERROR(EFAULT),
    ERROR(EFBIG),
    ERROR(EHOSTUNREACH),
    ERROR(EIDRM),
    ERROR(EILSEQ),
    ERROR(EINPROGRESS),
    ERROR(EINTR),
    ERROR(EINVAL),
    ERROR(EIO),
    ERROR(EISCONN),
    ERROR(EISDIR),
    ERROR(ELOOP),
    ERROR(EMFILE),
    ERROR(EMLINK),
    ERROR(EMSGSIZE),
    ERROR(ENAMETOOLONG),
    ERROR(ENETDOWN),
    ERROR(ENETRESET),
    ERROR(ENETUNREACH),
    ERROR(ENFILE),
    ERROR(ENOBUFS),
    ERROR(ENODEV),
    ERROR(ENOENT),
    ERROR(ENOEXEC),
    ERROR(ENOLCK),
    ERROR(ENOMEM),
    ERROR(ENOMSG),
    ERROR(ENOPROTOOPT),
    ERROR(ENOSPC),
    ERROR(ENOSYS),
    ERROR(ENOTCONN),
    ERROR(ENOTDIR),
    ERROR(ENOTEMPTY),
    ERROR(ENOTSOCK),
    ERROR(ENOTTY),
    ERROR(ENXIO),
    ERROR(EOPNOTSUPP),
    ERROR(EOVERFLOW),
    ERROR(EPERM),
    ERROR(EPIPE),
    ERROR(EPROTO),
    ERROR(EPROTONOSUPPORT),
    ERROR(EPROTOTYPE),
    ERROR(ERANGE),
    ERROR(EROFS),
    ERROR(ESPIPE),
    ERROR(ESRCH),
    ERROR(ETIMEDOUT),
    ERROR(ETXTBSY),
    ERROR(EWOULDBLOCK),
    ERROR(EXDEV),
#ifdef __linux__
    ERROR(EADV),
    ERROR(EBADE),
    ERROR(EBADFD),
    ERROR(EBADR),
    ERROR(EBADRQC),
    ERROR(EBADSLT),
    ERROR(EBFONT),
    ERROR(ECHRNG),
    ERROR(ECOMM),
    ERROR(EDEADLOCK),
    ERROR(EDOTDOT),
    ERROR(EDQUOT),
    ERROR(EHOSTDOWN),
    ERROR(EISNAM),
    ERROR(EKEYEXPIRED),
    ERROR(EKEYREJECTED),
    ERROR(EKEYREVOKED),
    ERROR(EL2HLT),
    ERROR(EL2NSYNC),
    ERROR(EL3HLT),
    ERROR(EL3RST),
    ERROR(ELIBACC),
    ERROR(ELIBBAD),
    ERROR(ELIBEXEC),
    ERROR(ELIBMAX),
    ERROR(ELIBSCN),
    ERROR(ELNRNG),
    ERROR(EMEDIUMTYPE),
    ERROR(EMULTIHOP),
    ERROR(ENAVAIL),
    ERROR(ENOANO),
    ERROR(ENOCSI),
    ERROR(ENODATA),
    ERROR(ENOKEY),
    ERROR(ENOLINK),
    ERROR(ENOMEDIUM),
    ERROR(ENONET),
    ERROR(ENOPKG),
    ERROR(ENOSR),
    ERROR(ENOSTR),
    ERROR(ENOTBLK),
    ERROR(ENOTNAM),
    ERROR(ENOTRECOVERABLE),
    ERROR(ENOTUNIQ),
    ERROR(EOWNERDEAD),
    ERROR(EPFNOSUPPORT),
    ERROR(EREMCHG),
    ERROR(EREMOTE),
    ERROR(EREMOTEIO),
    ERROR(ERESTART),
    ERROR(ERFKILL),
    ERROR(ESHUTDOWN),
    ERROR(ESOCKTNOSUPPORT),
    ERROR(ESRMNT),
    ERROR(ESTALE),
    ERROR(ESTRPIPE),
    ERROR(ETIME),
    ERROR(ETOOMANYREFS),
    ERROR(EUCLEAN),
    ERROR(EUNATCH),
    ERROR(EUSERS),
    ERROR(EXFULL),
#endif
#undef ERROR
#ifdef ENOTSUP
    {"ENOTSUP", ENOTSUP},
#endif
};

bool initialise(Thread &t, Value module) {
  Dict *codes = dictNew(t);
  if (!codes || !addValue(t, module, "errorcode", fromObject(codes)))
    return false;
  for (const ErrorName &row : kNames) {
    if (!addInt(t, module, row.name, row.number))
      return false;
    Value known = kNoValue;
    if (dictFind(t, codes, fromInt(row.number), &known) == Found::No &&
        !dictSet(t, codes, fromInt(row.number), fromObject(internAscii(t, row.name))))
      return false;
  }
  // Of two names for one number errorcode shows the one that comes last in CPython's table.
  return dictSet(t, codes, fromInt(EAGAIN), fromObject(internAscii(t, "EAGAIN")));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(errno, "errno", rt::initialise)
