// The _socket module: socket objects. The other files hold addresses, transfers, messages with ancillary
// data, name resolution and the constants.
//
// A socket with a timeout is non-blocking for the system; each call waits with poll() first.
#include "runtime-lib/modules/socket/Socket.h"

#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <cstdio>
#include <fcntl.h>
#include <sys/ioctl.h>
#include <unistd.h>

namespace rt::socketmodule {

Type *socketType, *gaiError, *hostError;
int64_t defaultTimeout = -1;

int waitReady(Thread &t, int fd, short events, int64_t deadline) {
  if (fd < 0) return 1; // the call will fail
  for (;;) {
    int milliseconds = -1, count;
    if (deadline) {
      const int64_t left = deadline - monotonicNow();
      if (left < 0) return 0;
      milliseconds = static_cast<int>(std::min<int64_t>((left + 999'999) / 1'000'000, INT32_MAX));
    }
    pollfd p{fd, events, 0};
    if (!blockingCallFor(t, &count, milliseconds, [&](int left) { return poll(&p, 1, left); })) return -1;
    if (count < 0) return raiseErrno(t, errno), -1;
    if (count) return 1;
  }
}

bool timeoutSetting(Thread &t, Value v, int64_t *out) {
  *out = -1;
  if (isNone(v)) return true;
  if (!durationArgument(t, v, Rounding::Ceiling, out)) return false;
  if (*out < 0) return raiseText(t, Exc::ValueError, "Timeout value out of range"), false;
  if (*out / 1'000'000 > INT32_MAX) return raiseText(t, Exc::OverflowError, "timeout doesn't fit into C timeval"), false;
  return true;
}
Value timeoutValue(Thread &t, int64_t ns) { return ns < 0 ? none() : floatValue(t, static_cast<double>(ns) * 1e-9); }

namespace {

bool setBlocking(Thread &t, Socket *s, bool blocks) {
  int on = !blocks;
  return ioctl(s->fd, FIONBIO, &on) == 0 || (raiseErrno(t, errno), false);
}
bool fill(Thread &t, Socket *s, int fd, int family, int type, int proto) {
  s->fd = fd;
  s->family = family;
  s->type = type & ~(SOCK_CLOEXEC | SOCK_NONBLOCK);
  s->proto = proto;
  s->timeout = type & SOCK_NONBLOCK ? 0 : defaultTimeout;
  return s->timeout < 0 || (type & SOCK_NONBLOCK) || setBlocking(t, s, false);
}

Value create(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  auto *s = reinterpret_cast<Socket *>(allocateInstance(t, type));
  s->fd = -1;
  s->timeout = defaultTimeout;
  return fromObject(s);
}
/// What an existing descriptor is.
bool describe(Thread &t, int fd, int *family, int *type, int *proto) {
  Address address{};
  socklen_t length = sizeof address;
  if (getsockname(fd, &address.any, &length) < 0) {
    if (*family == -1) return raiseErrno(t, errno), false;
  } else if (*family == -1) {
    *family = address.any.sa_family;
  }
  length = sizeof *type;
  if (*type == -1 && getsockopt(fd, SOL_SOCKET, SO_TYPE, type, &length) < 0) return raiseErrno(t, errno), false;
  length = sizeof *proto;
  if (*proto == -1 && getsockopt(fd, SOL_SOCKET, SO_PROTOCOL, proto, &length) < 0) return raiseErrno(t, errno), false;
  return true;
}
Value init(Thread &t, const Value *a) {
  int family = -1, type = -1, proto = -1, fd;
  if ((ok(a[1]) && !intArgument(t, a[1], &family)) || (ok(a[2]) && !intArgument(t, a[2], &type)) ||
      (ok(a[3]) && !intArgument(t, a[3], &proto)))
    return kNoValue;
  if (ok(a[4]) && !isNone(a[4])) {
    if (!intArgument(t, a[4], &fd)) return kNoValue;
    if (fd < 0) return raiseText(t, Exc::ValueError, "negative file descriptor");
    if (!describe(t, fd, &family, &type, &proto)) return kNoValue;
  } else {
    if (family == -1) family = AF_INET;
    if (type == -1) type = SOCK_STREAM;
    if (proto == -1) proto = 0;
    fd = makeDescriptor(t, [&] { return ::socket(family, type | SOCK_CLOEXEC, proto); });
    if (fd < 0) return raiseErrno(t, errno);
  }
  return fill(t, socketOf(a[0]), fd, family, type, proto) ? none() : kNoValue;
}
constexpr NativeRow kInit{"socket", init, "($self, family=-1, type=-1, proto=-1, fileno=None)"};

Value represent(Thread &t, Value v) {
  Socket *s = socketOf(v);
  char text[120];
  std::snprintf(text, sizeof text, "<socket object, fd=%d, family=%d, type=%d, proto=%d>", s->fd, s->family, s->type, s->proto);
  return fromObject(strFromAscii(t, text));
}
/// A socket that nobody closed.
void finalize(Thread &t, Value v) {
  Socket *s = socketOf(v);
  if (s->fd < 0) return;
  Str *shown = repr(t, v);
  if (shown && !warnText(t, Exc::ResourceWarning, "unclosed " + std::string(strUtf8(t, shown)))) reportUnraisable(t, v);
  if (ok(t.pending)) clearPending(t);
  int fd = s->fd;
  s->fd = -1;
  ::close(fd);
}

// --- Connections
Value acceptOne(Thread &t, const Value *a) {
  Socket *s = socketOf(a[0]);
  Address address{};
  socklen_t length = addressLength(s);
  ssize_t fd;
  if (!socketCall(t, s, POLLIN, s->timeout, &fd, [&]() -> ssize_t { return accept4(s->fd, &address.any, &length, SOCK_CLOEXEC); }))
    return kNoValue;
  Value peer = addressValue(t, static_cast<int>(fd), address, length);
  if (!ok(peer)) ::close(static_cast<int>(fd));
  return ok(peer) ? fromObject(tupleOf(t, fromInt(fd), peer)) : kNoValue;
}
Value bindTo(Thread &t, const Value *a) {
  Address address;
  socklen_t length;
  Socket *s = socketOf(a[0]);
  if (!addressArgument(t, s, a[1], "bind", &address, &length)) return kNoValue;
  return checked(t, unlocked(t, [&] { return bind(s->fd, &address.any, length); }));
}
/// 0 or the error of the attempt; -1 with an exception. The timeout counts as EWOULDBLOCK.
int connectWithin(Thread &t, Socket *s, const Address &address, socklen_t length) {
  if (unlocked(t, [&] { return connect(s->fd, &address.any, length); }) == 0) return 0;
  int error = errno;
  if (error == EINTR && !checkSignals(t)) return -1;
  const bool waits = error == EINTR ? s->timeout != 0 : s->timeout > 0 && error == EINPROGRESS;
  if (!waits) return error;
  int ready = waitReady(t, s->fd, POLLOUT, s->timeout > 0 ? deadlineAfter(s->timeout) : 0);
  if (ready <= 0) return ready < 0 ? -1 : EWOULDBLOCK;
  socklen_t size = sizeof error;
  if (getsockopt(s->fd, SOL_SOCKET, SO_ERROR, &error, &size) < 0) return errno;
  return error == EISCONN ? 0 : error;
}
template <bool returnsError> Value connectTo(Thread &t, const Value *a) {
  Address address;
  socklen_t length;
  Socket *s = socketOf(a[0]);
  if (!addressArgument(t, s, a[1], returnsError ? "connect_ex" : "connect", &address, &length)) return kNoValue;
  int error = connectWithin(t, s, address, length);
  if (error < 0) return kNoValue;
  if (returnsError) return fromInt(error);
  if (!error) return none();
  return error == EWOULDBLOCK && s->timeout > 0 ? raiseTimedOut(t) : raiseErrno(t, error);
}
Value listenFor(Thread &t, const Value *a) {
  int backlog = std::min(SOMAXCONN, 128);
  Socket *s = socketOf(a[0]);
  if (ok(a[1]) && !intArgument(t, a[1], &backlog)) return kNoValue;
  backlog = std::max(backlog, 0);
  return checked(t, unlocked(t, [&] { return listen(s->fd, backlog); }));
}
Value shutDown(Thread &t, const Value *a) {
  int how;
  Socket *s = socketOf(a[0]);
  return intArgument(t, a[1], &how) ? checked(t, unlocked(t, [&] { return shutdown(s->fd, how); })) : kNoValue;
}
template <auto getName> Value nameOf(Thread &t, const Value *a) {
  Socket *s = socketOf(a[0]);
  Address address{};
  socklen_t length = addressLength(s);
  if (unlocked(t, [&] { return getName(s->fd, &address.any, &length); }) < 0) return raiseErrno(t, errno);
  return addressValue(t, s->fd, address, length);
}
Value closeSocket(Thread &t, const Value *a) {
  Socket *s = socketOf(a[0]);
  if (s->fd < 0) return none();
  int fd = s->fd;
  s->fd = -1;
  // The peer may have reset the connection: nothing to report.
  int result = unlocked(t, [&] { return ::close(fd); });
  return result < 0 && errno != ECONNRESET ? raiseErrno(t, errno) : none();
}
Value detach(Thread &, const Value *a) {
  int fd = socketOf(a[0])->fd;
  socketOf(a[0])->fd = -1;
  return fromInt(fd);
}
Value fileNumber(Thread &, const Value *a) { return fromInt(socketOf(a[0])->fd); }

// --- Blocking and options
bool changeTimeout(Thread &t, Socket *s, int64_t timeout) {
  s->timeout = timeout;
  return setBlocking(t, s, timeout < 0);
}
Value setBlockingMethod(Thread &t, const Value *a) {
  int64_t blocks;
  if (!longArgument(t, a[1], &blocks)) return kNoValue;
  return changeTimeout(t, socketOf(a[0]), blocks ? -1 : 0) ? none() : kNoValue;
}
Value getBlocking(Thread &, const Value *a) { return fromBool(socketOf(a[0])->timeout != 0); }
Value setTimeout(Thread &t, const Value *a) {
  int64_t timeout;
  return timeoutSetting(t, a[1], &timeout) && changeTimeout(t, socketOf(a[0]), timeout) ? none() : kNoValue;
}
Value getTimeout(Thread &t, const Value *a) { return timeoutValue(t, socketOf(a[0])->timeout); }

Value setOption(Thread &t, const Value *a) {
  int level, name;
  Socket *s = socketOf(a[0]);
  if (!intArgument(t, a[1], &level) || !intArgument(t, a[2], &name)) return kNoValue;
  int64_t number;
  if (!ok(a[4]) && isAnyInt(a[3]) && intFits(a[3], &number) && number == static_cast<int>(number)) {
    int value = static_cast<int>(number);
    return checked(t, setsockopt(s->fd, level, name, &value, sizeof value));
  }
  if (ok(a[4])) { // None and a length
    int length;
    if (!isNone(a[3])) return raise(t, Msg::ArgumentCountOf, "setsockopt", "exactly 3 arguments", 4);
    if (!intArgument(t, a[4], &length)) return kNoValue;
    return checked(t, setsockopt(s->fd, level, name, nullptr, static_cast<socklen_t>(length)));
  }
  BytesArgument bytes;
  if (!bytes.acquire(t, a[3])) return kNoValue;
  return checked(t, setsockopt(s->fd, level, name, bytes.data, static_cast<socklen_t>(bytes.length)));
}
Value getOption(Thread &t, const Value *a) {
  constexpr int kMost = 1024;
  int level, name, size = 0;
  Socket *s = socketOf(a[0]);
  if (!intArgument(t, a[1], &level) || !intArgument(t, a[2], &name) || (ok(a[3]) && !intArgument(t, a[3], &size))) return kNoValue;
  if (size == 0) {
    int value = 0;
    socklen_t length = sizeof value;
    return getsockopt(s->fd, level, name, &value, &length) < 0 ? raiseErrno(t, errno) : fromInt(value);
  }
  if (size < 0 || size > kMost) return raiseText(t, Exc::OSError, "getsockopt buflen out of range");
  char buffer[kMost];
  auto length = static_cast<socklen_t>(size);
  if (getsockopt(s->fd, level, name, buffer, &length) < 0) return raiseErrno(t, errno);
  return fromObject(bytesNew(t, buffer, length));
}

const NativeRow kMethods[] = {{"_accept", acceptOne, "($self, /)"},
                              {"bind", bindTo, "($self, address, /)"},
                              {"close", closeSocket, "($self, /)"},
                              {"connect", connectTo<false>, "($self, address, /)"},
                              {"connect_ex", connectTo<true>, "($self, address, /)"},
                              {"detach", detach, "($self, /)"},
                              {"fileno", fileNumber, "($self, /)"},
                              {"getblocking", getBlocking, "($self, /)"},
                              {"getpeername", nameOf<getpeername>, "($self, /)"},
                              {"getsockname", nameOf<getsockname>, "($self, /)"},
                              {"getsockopt", getOption, "!($self, level, option, buffersize=0, /)"},
                              {"gettimeout", getTimeout, "($self, /)"},
                              {"listen", listenFor, "!($self, backlog=128, /)"},
                              {"setblocking", setBlockingMethod, "($self, flag, /)"},
                              {"setsockopt", setOption, "!($self, level, option, value, optlen=0, /)"},
                              {"settimeout", setTimeout, "($self, timeout, /)"},
                              {"shutdown", shutDown, "($self, how, /)"},
                              {nullptr, nullptr, nullptr}};
Value familyOf(Thread &, Value v) { return fromInt(socketOf(v)->family); }
Value typeOfSocket(Thread &, Value v) { return fromInt(socketOf(v)->type); }
Value protoOf(Thread &, Value v) { return fromInt(socketOf(v)->proto); }
Value timeoutOf(Thread &t, Value v) { return timeoutValue(t, socketOf(v)->timeout); }
const GetSetRow kGetSets[] = {
    {"family", familyOf}, {"proto", protoOf}, {"timeout", timeoutOf}, {"type", typeOfSocket}, {nullptr, nullptr}};

// --- Functions over sockets
Value makePair(Thread &t, const Value *a) {
  int numbers[] = {AF_UNIX, SOCK_STREAM, 0}, fds[2];
  for (int i = 0; i < 3; i++)
    if (ok(a[i]) && !intArgument(t, a[i], &numbers[i])) return kNoValue;
  if (makeDescriptor(t, [&] { return socketpair(numbers[0], numbers[1] | SOCK_CLOEXEC, numbers[2], fds); }) < 0) return raiseErrno(t, errno);
  Value first = newSocket(t, fds[0], numbers[0], numbers[1], numbers[2]);
  Value second = newSocket(t, fds[1], numbers[0], numbers[1], numbers[2]);
  return ok(first) && ok(second) ? fromObject(tupleOf(t, first, second)) : kNoValue;
}
Value closeDescriptor(Thread &t, const Value *a) {
  int fd;
  if (!intArgument(t, a[0], &fd)) return kNoValue;
  int result = unlocked(t, [&] { return ::close(fd); });
  return result < 0 && errno != ECONNRESET ? raiseErrno(t, errno) : none();
}
Value duplicate(Thread &t, const Value *a) {
  int fd;
  return intArgument(t, a[0], &fd) ? checkedInt(t, makeDescriptor(t, [&] { return fcntl(fd, F_DUPFD_CLOEXEC, 0); })) : kNoValue;
}
Value getDefaultTimeout(Thread &t, const Value *) { return timeoutValue(t, defaultTimeout); }
Value setDefaultTimeout(Thread &t, const Value *a) {
  int64_t timeout;
  if (!timeoutSetting(t, a[0], &timeout)) return kNoValue;
  defaultTimeout = timeout;
  return none();
}
const NativeRow kFunctions[] = {NATIVE_FUNCTION("close", closeDescriptor, "(fd, /)"),
                                NATIVE_FUNCTION("dup", duplicate, "(fd, /)"),
                                NATIVE_FUNCTION("getdefaulttimeout", getDefaultTimeout, "()"),
                                NATIVE_FUNCTION("setdefaulttimeout", setDefaultTimeout, "(timeout, /)"),
                                NATIVE_FUNCTION("socketpair", makePair, "(family=1, type=1, proto=0, /)"),
                                {nullptr, nullptr, nullptr}};

bool addTypes(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(Socket);
  spec.fillSlots = [](Slots &s) {
    s.create = create;
    s.init = initBy<kInit>;
    s.repr = represent;
    s.finalize = finalize;
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  socketType = addType(t, module, "socket", spec);
  hostError = newException(t, "socket", "herror", exceptionType(Exc::OSError));
  gaiError = newException(t, "socket", "gaierror", exceptionType(Exc::OSError));
  for (Type **type : {&socketType, &hostError, &gaiError}) addRoot(type);
  return socketType && hostError && gaiError && addMethods(t, socketType, kTransferMethods) &&
         addMethods(t, socketType, kMessageMethods) && addValue(t, module, "SocketType", fromObject(socketType)) &&
         addValue(t, module, "herror", fromObject(hostError)) && addValue(t, module, "gaierror", fromObject(gaiError)) &&
         addValue(t, module, "error", fromObject(exceptionType(Exc::OSError))) &&
         addValue(t, module, "timeout", fromObject(exceptionType(Exc::TimeoutError)));
}
bool initialise(Thread &t, Value module) {
  return addTypes(t, module) && addFunctions(t, module, kFunctions) && addFunctions(t, module, kMessageFunctions) &&
         addFunctions(t, module, kResolverFunctions) && addFunctions(t, module, kNumberFunctions) && addSocketConstants(t, module);
}

} // namespace

Value newSocket(Thread &t, int fd, int family, int type, int proto) {
  Value made = create(t, socketType, nullptr, 0, nullptr);
  return fill(t, socketOf(made), fd, family, type, proto) ? made : kNoValue;
}

} // namespace rt::socketmodule

NATIVE_MODULE_DEFINITION(_socket, "_socket", rt::socketmodule::initialise)
