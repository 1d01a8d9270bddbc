// Shared parts of the _socket module.
#pragma once

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/System.h"

#include <poll.h>
#include <sys/socket.h>

namespace rt::socketmodule {

struct Socket : Object {
  int fd; // -1: closed
  int family, type, proto;
  int64_t timeout; // nanoseconds; 0: non-blocking, -1: none
};
extern Type *socketType, *gaiError, *hostError;
extern int64_t defaultTimeout;
inline Socket *socketOf(Value v) { return as<Socket>(v); }

/// A new socket object for a descriptor, with the default timeout.
Value newSocket(Thread &, int fd, int family, int type, int proto);
/// settimeout()'s argument; None: -1.
bool timeoutSetting(Thread &, Value v, int64_t *nanoseconds);
Value timeoutValue(Thread &, int64_t nanoseconds);

// --- Addresses.cpp
/// Room for the address of any family.
union Address {
  sockaddr any;
  sockaddr_storage storage;
};
/// The address that a Python value means for this socket's family; `function` is named in messages.
bool addressArgument(Thread &, Socket *, Value v, const char *function, Address *out, socklen_t *length);
/// The Python form of an address; None when there is none.
Value addressValue(Thread &, int fd, const Address &, socklen_t length);
/// The longest address of the socket's family.
socklen_t addressLength(const Socket *);
/// A host name as the resolver takes it: ASCII, bytes, or IDNA. `function` null: the short message.
bool hostArgument(Thread &, Value v, const char *function, std::string *out);
/// Resolves a host name to an address of a family (AF_UNSPEC: any).
bool resolveHost(Thread &, const std::string &name, int family, Address *out, socklen_t *length);
Value raiseGai(Thread &, int code);

// --- Waiting
/// 1: ready, 0: the deadline passed, -1: exception. deadline 0: waits without end.
int waitReady(Thread &, int fd, short events, int64_t deadline);
inline Value raiseTimedOut(Thread &t) { return raiseText(t, Exc::TimeoutError, "timed out"); }

/// Runs a call on the socket within its timeout; false with an exception. *result as the call gave it.
template <typename F>
bool socketCall(Thread &t, Socket *s, short events, int64_t timeout, ssize_t *result, F call) {
  const int64_t deadline = timeout > 0 ? deadlineAfter(timeout) : 0;
  for (;;) {
    if (timeout > 0) {
      int ready = waitReady(t, s->fd, events, deadline);
      if (ready < 0) return false;
      if (!ready) return raiseTimedOut(t), false;
    }
    *result = unlocked(t, call);
    if (*result >= 0) return true;
    if (errno == EINTR) {
      if (!checkSignals(t)) return false;
      continue;
    }
    if (timeout > 0 && (errno == EAGAIN || errno == EWOULDBLOCK)) continue; // not ready after all
    return raiseErrno(t, errno), false;
  }
}

extern const NativeRow kTransferMethods[];  // Transfer.cpp: send, recv and their kin
extern const NativeRow kMessageMethods[];   // Messages.cpp: sendmsg, recvmsg
extern const NativeRow kMessageFunctions[]; // Messages.cpp: CMSG_LEN, CMSG_SPACE
extern const NativeRow kResolverFunctions[]; // Resolver.cpp: getaddrinfo and its kin
extern const NativeRow kNumberFunctions[];  // Numbers.cpp: htons, inet_pton, interfaces
bool addSocketConstants(Thread &, Value module); // Constants.cpp

} // namespace rt::socketmodule
