// The termios module: attributes of terminals.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"

#include <cerrno>
#include <cstring>
#include <linux/tty.h>
#include <linux/serial.h>
#include <sys/ioctl.h>
#include <sys/ttydefaults.h>
#include <termios.h>

namespace rt {

namespace {

Type *errorType;

Value raiseError(Thread &t) {
  Value arguments[] = {fromInt(errno), fsDecode(t, std::strerror(errno))};
  return raiseObject(t, TRY(call(t, fromObject(errorType), arguments, 2)));
}
Value result(Thread &t, int status) { return status < 0 ? raiseError(t) : none(); }

Value getAttributes(Thread &t, const Value *a) {
  int fd;
  struct termios mode;
  if (!descriptorArgument(t, a[0], &fd)) return kNoValue;
  if (tcgetattr(fd, &mode) < 0) return raiseError(t);
  List *characters = listNew(t);
  for (int i = 0; i < NCCS; i++) {
    // Reference: without line editing VMIN and VTIME are numbers.
    bool number = !(mode.c_lflag & ICANON) && (i == VMIN || i == VTIME);
    if (!listAppend(t, characters, number ? fromInt(mode.c_cc[i]) : fromObject(bytesNew(t, &mode.c_cc[i], 1)))) return kNoValue;
  }
  Value items[] = {fromInt(mode.c_iflag),           fromInt(mode.c_oflag),           fromInt(mode.c_cflag),
                   fromInt(mode.c_lflag),           fromInt(cfgetispeed(&mode)),     fromInt(cfgetospeed(&mode)),
                   fromObject(characters)};
  return fromObject(listFrom(t, items, 7));
}
bool charactersArgument(Thread &t, Value v, struct termios *mode) {
  if (!isList(v) || as<List>(v)->size != NCCS) return raise(t, Msg::TermiosCharacters, NCCS), false;
  for (int i = 0; i < NCCS; i++) {
    Value item = as<List>(v)->array->items[i];
    int64_t number;
    if (isBytes(item) && as<Bytes>(item)->length == 1) {
      mode->c_cc[i] = as<Bytes>(item)->data[0];
    } else if (isAnyInt(item)) {
      if (!longArgument(t, item, &number)) return false;
      mode->c_cc[i] = static_cast<cc_t>(number);
    } else {
      return raiseText(t, Exc::TypeError, "tcsetattr: elements of attributes must be characters or integers"), false;
    }
  }
  return true;
}
Value setAttributes(Thread &t, const Value *a) {
  int fd, when;
  if (!descriptorArgument(t, a[0], &fd) || !intArgument(t, a[1], &when)) return kNoValue;
  if (!isList(a[2]) || as<List>(a[2])->size != 7)
    return raiseText(t, Exc::TypeError, "tcsetattr, arg 3: must be 7 element list");
  struct termios mode;
  if (tcgetattr(fd, &mode) < 0) return raiseError(t);
  int64_t numbers[6];
  const Value *items = as<List>(a[2])->array->items;
  for (int i = 0; i < 6; i++)
    if (!longArgument(t, items[i], &numbers[i])) return kNoValue;
  mode.c_iflag = static_cast<tcflag_t>(numbers[0]);
  mode.c_oflag = static_cast<tcflag_t>(numbers[1]);
  mode.c_cflag = static_cast<tcflag_t>(numbers[2]);
  mode.c_lflag = static_cast<tcflag_t>(numbers[3]);
  if (!charactersArgument(t, items[6], &mode)) return kNoValue;
  if (cfsetispeed(&mode, static_cast<speed_t>(numbers[4])) < 0 || cfsetospeed(&mode, static_cast<speed_t>(numbers[5])) < 0)
    return raiseError(t);
  return result(t, unlocked(t, [&] { return tcsetattr(fd, when, &mode); }));
}

template <int (*f)(int, int)> Value onDescriptor(Thread &t, const Value *a) {
  int fd, argument;
  if (!descriptorArgument(t, a[0], &fd) || !intArgument(t, a[1], &argument)) return kNoValue;
  return result(t, unlocked(t, [&] { return f(fd, argument); }));
}
Value drain(Thread &t, const Value *a) {
  int fd;
  return descriptorArgument(t, a[0], &fd) ? result(t, unlocked(t, [&] { return tcdrain(fd); })) : kNoValue;
}
Value getWindowSize(Thread &t, const Value *a) {
  int fd;
  winsize size;
  if (!descriptorArgument(t, a[0], &fd)) return kNoValue;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return raiseError(t);
  return fromObject(tupleOf(t, fromInt(size.ws_row), fromInt(size.ws_col)));
}
Value setWindowSize(Thread &t, const Value *a) {
  int fd;
  int64_t rows, columns;
  winsize size;
  if (!descriptorArgument(t, a[0], &fd)) return kNoValue;
  if (!(typeOf(a[1])->slots.getItem && typeOf(a[1])->slots.length) || length(t, a[1]) != 2)
    return ok(t.pending) ? kNoValue : raiseText(t, Exc::TypeError, "tcsetwinsize, arg 2: must be a two-item sequence");
  Value first = TRY(sequenceItem(t, a[1], 0)), second = TRY(sequenceItem(t, a[1], 1));
  if (!longArgument(t, first, &rows) || !longArgument(t, second, &columns)) return kNoValue;
  if (ioctl(fd, TIOCGWINSZ, &size) < 0) return raiseError(t);
  size.ws_row = static_cast<unsigned short>(rows);
  size.ws_col = static_cast<unsigned short>(columns);
  if (size.ws_row != rows || size.ws_col != columns)
    return raiseText(t, Exc::OverflowError, "winsize value(s) out of range.");
  return result(t, ioctl(fd, TIOCSWINSZ, &size));
}

const NativeRow kFunctions[] = {
    NATIVE_FUNCTION("tcdrain", drain, "(fd, /)"),
    NATIVE_FUNCTION("tcflow", onDescriptor<tcflow>, "(fd, action, /)"),
    NATIVE_FUNCTION("tcflush", onDescriptor<tcflush>, "(fd, queue, /)"),
    NATIVE_FUNCTION("tcgetattr", getAttributes, "(fd, /)"),
    NATIVE_FUNCTION("tcgetwinsize", getWindowSize, "(fd, /)"),
    NATIVE_FUNCTION("tcsendbreak", onDescriptor<tcsendbreak>, "(fd, duration, /)"),
    NATIVE_FUNCTION("tcsetattr", setAttributes, "(fd, when, attributes, /)"),
    NATIVE_FUNCTION("tcsetwinsize", setWindowSize, "(fd, winsize, /)"),
    {nullptr, nullptr, nullptr}};

#define INT(name) {#name, static_cast<int64_t>(name)}
const IntConstant kConstants[] = {
    INT(B0), INT(B1000000), INT(B110), INT(B115200), INT(B1152000), INT(B1200), INT(B134), INT(B150),
    INT(B1500000), INT(B1800), INT(B19200), INT(B200), INT(B2000000), INT(B230400), INT(B2400), INT(B2500000),
    INT(B300), INT(B3000000), INT(B3500000), INT(B38400), INT(B4000000), INT(B460800), INT(B4800), INT(B50),
    INT(B500000), INT(B57600), INT(B576000), INT(B600), INT(B75), INT(B921600), INT(B9600), INT(BRKINT),
    INT(BS0), INT(BS1), INT(BSDLY), INT(CBAUD), INT(CBAUDEX), INT(CDSUSP), INT(CEOF), INT(CEOL), INT(CEOT),
    INT(CERASE), INT(CFLUSH), INT(CIBAUD), INT(CINTR), INT(CKILL), INT(CLNEXT), INT(CLOCAL), INT(CQUIT),
    INT(CR0), INT(CR1), INT(CR2), INT(CR3), INT(CRDLY), INT(CREAD), INT(CRPRNT), INT(CRTSCTS), INT(CS5),
    INT(CS6), INT(CS7), INT(CS8), INT(CSIZE), INT(CSTART), INT(CSTOP), INT(CSTOPB), INT(CSUSP), INT(CWERASE),
    INT(ECHO), INT(ECHOCTL), INT(ECHOE), INT(ECHOK), INT(ECHOKE), INT(ECHONL), INT(ECHOPRT), INT(EXTA),
    INT(EXTB), INT(FF0), INT(FF1), INT(FFDLY), INT(FIOASYNC), INT(FIOCLEX), INT(FIONBIO), INT(FIONCLEX),
    INT(FIONREAD), INT(FLUSHO), INT(HUPCL), INT(ICANON), INT(ICRNL), INT(IEXTEN), INT(IGNBRK), INT(IGNCR),
    INT(IGNPAR), INT(IMAXBEL), INT(INLCR), INT(INPCK), INT(IOCSIZE_MASK), INT(IOCSIZE_SHIFT), INT(ISIG),
    INT(ISTRIP), INT(IUCLC), INT(IXANY), INT(IXOFF), INT(IXON), INT(NCC), INT(NCCS), INT(NL0), INT(NL1),
    INT(NLDLY), INT(NOFLSH), INT(N_MOUSE), INT(N_PPP), INT(N_SLIP), INT(N_STRIP), INT(N_TTY), INT(OCRNL),
    INT(OFDEL), INT(OFILL), INT(OLCUC), INT(ONLCR), INT(ONLRET), INT(ONOCR), INT(OPOST), INT(PARENB),
    INT(PARMRK), INT(PARODD), INT(PENDIN), INT(TAB0), INT(TAB1), INT(TAB2), INT(TAB3), INT(TABDLY),
    INT(TCFLSH), INT(TCGETA), INT(TCGETS), INT(TCIFLUSH), INT(TCIOFF), INT(TCIOFLUSH), INT(TCION),
    INT(TCOFLUSH), INT(TCOOFF), INT(TCOON), INT(TCSADRAIN), INT(TCSAFLUSH), INT(TCSANOW), INT(TCSBRK),
    INT(TCSBRKP), INT(TCSETA), INT(TCSETAF), INT(TCSETAW), INT(TCSETS), INT(TCSETSF), INT(TCSETSW),
    INT(TCXONC), INT(TIOCCONS), INT(TIOCEXCL), INT(TIOCGETD), INT(TIOCGICOUNT), INT(TIOCGLCKTRMIOS),
    INT(TIOCGPGRP), INT(TIOCGSERIAL), INT(TIOCGSOFTCAR), INT(TIOCGWINSZ), INT(TIOCINQ), INT(TIOCLINUX),
    INT(TIOCMBIC), INT(TIOCMBIS), INT(TIOCMGET), INT(TIOCMIWAIT), INT(TIOCMSET), INT(TIOCM_CAR), INT(TIOCM_CD),
    INT(TIOCM_CTS), INT(TIOCM_DSR), INT(TIOCM_DTR), INT(TIOCM_LE), INT(TIOCM_RI), INT(TIOCM_RNG),
    INT(TIOCM_RTS), INT(TIOCM_SR), INT(TIOCM_ST), INT(TIOCNOTTY), INT(TIOCNXCL), INT(TIOCOUTQ), INT(TIOCPKT),
    INT(TIOCPKT_DATA), INT(TIOCPKT_DOSTOP), INT(TIOCPKT_FLUSHREAD), INT(TIOCPKT_FLUSHWRITE),
    INT(TIOCPKT_NOSTOP), INT(TIOCPKT_START), INT(TIOCPKT_STOP), INT(TIOCSCTTY), INT(TIOCSERCONFIG),
    INT(TIOCSERGETLSR), INT(TIOCSERGETMULTI), INT(TIOCSERGSTRUCT), INT(TIOCSERGWILD), INT(TIOCSERSETMULTI),
    INT(TIOCSERSWILD), INT(TIOCSER_TEMT), INT(TIOCSETD), INT(TIOCSLCKTRMIOS), INT(TIOCSPGRP), INT(TIOCSSERIAL),
    INT(TIOCSSOFTCAR), INT(TIOCSTI), INT(TIOCSWINSZ), INT(TOSTOP), INT(VDISCARD), INT(VEOF), INT(VEOL),
    INT(VEOL2), INT(VERASE), INT(VINTR), INT(VKILL), INT(VLNEXT), INT(VMIN), INT(VQUIT), INT(VREPRINT),
    INT(VSTART), INT(VSTOP), INT(VSUSP), INT(VSWTC), {"VSWTCH", VSWTC}, INT(VT0), INT(VT1), INT(VTDLY), INT(VTIME),
    INT(VWERASE), INT(XCASE), INT(XTABS),
};

bool initialise(Thread &t, Value module) {
  errorType = addException(t, module, "error", exceptionType(Exc::Exception));
  addRoot(&errorType);
  return errorType && addFunctions(t, module, kFunctions) && addConstants(t, module, kConstants);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(termios, "termios", rt::initialise)
