// _socket: addresses between their Python and C forms, and host names to addresses.
#include "runtime-lib/modules/socket/Socket.h"

#include "runtime-lib/objects/bytes/Bytes.h"

#include <arpa/inet.h>
#include <cstddef>
#include <cstring>
#include <linux/can.h>
#include <linux/if_alg.h>
#include <linux/netlink.h>
#include <linux/vm_sockets.h>
#include <net/if.h>
#include <netdb.h>
#include <netinet/in.h>
#include <netpacket/packet.h>
#include <sys/ioctl.h>
#include <sys/un.h>

namespace rt::socketmodule {

namespace {

constexpr uint32_t kMostFlow = 0xfffff;

template <typename T> T *asKind(Address *a) { return reinterpret_cast<T *>(&a->storage); }
template <typename T> const T *asKind(const Address &a) { return reinterpret_cast<const T *>(&a.storage); }

/// The items of an address tuple; TypeError otherwise.
Tuple *tupleArgument(Thread &t, Value v, const char *function, const char *family, int64_t least, int64_t most, const char *shape) {
  if (!isTuple(v)) return raise(t, Msg::SocketAddressType, function, family, typeName(v)), nullptr;
  auto *items = as<Tuple>(v);
  if (items->size >= least && items->size <= most) return items;
  return raiseText(t, Exc::TypeError, shape), nullptr;
}
/// A number up to `most`; what does not fit is OverflowError `message`.
bool rangedArgument(Thread &t, Value v, int64_t most, Msg message, const char *function, int64_t *out) {
  Value number = toIndex(t, v);
  if (!ok(number)) return false;
  if (intFits(number, out) && *out >= 0 && *out <= most) return true;
  return raise(t, message, function), false;
}

bool unixAddress(Thread &t, Value v, Address *out, socklen_t *length) {
  std::string path;
  if (isStr(v)) { // NUL is allowed: names in the abstract name space begin with one
    Value bytes = callMethodWith(t, v, names().encode, fromObject(internAscii(t, "utf-8")), fromObject(internAscii(t, "surrogateescape")));
    if (!ok(bytes)) return false;
    v = bytes;
  }
  BytesArgument bytes;
  if (!bytes.acquire(t, v)) return false;
  auto *address = asKind<sockaddr_un>(out);
  const auto size = static_cast<size_t>(bytes.length);
  const bool abstract = size && !bytes.data[0];
  if (size > sizeof address->sun_path - !abstract) return raiseText(t, Exc::OSError, "AF_UNIX path too long"), false;
  address->sun_family = AF_UNIX;
  std::memcpy(address->sun_path, bytes.data, size);
  if (!abstract) address->sun_path[size] = 0;
  *length = static_cast<socklen_t>(offsetof(sockaddr_un, sun_path) + size + !abstract);
  return true;
}
bool inetAddress(Thread &t, Value v, const char *function, Address *out, socklen_t *length) {
  Tuple *items = tupleArgument(t, v, function, "AF_INET", 2, 2, "AF_INET address must be a pair (host, port)");
  std::string host;
  int64_t port;
  if (!items || !hostArgument(t, items->items[0], nullptr, &host) ||
      !rangedArgument(t, items->items[1], 0xffff, Msg::SocketPortRange, function, &port) ||
      !resolveHost(t, host, AF_INET, out, length))
    return false;
  asKind<sockaddr_in>(out)->sin_family = AF_INET;
  asKind<sockaddr_in>(out)->sin_port = htons(static_cast<uint16_t>(port));
  return true;
}
bool inet6Address(Thread &t, Value v, const char *function, Address *out, socklen_t *length) {
  Tuple *items = tupleArgument(t, v, function, "AF_INET6", 2, 4, "AF_INET6 address must be a tuple (host, port[, flowinfo[, scopeid]])");
  std::string host;
  int64_t port;
  uint64_t flow = 0, scope = 0;
  if (!items || !hostArgument(t, items->items[0], nullptr, &host) ||
      !rangedArgument(t, items->items[1], 0xffff, Msg::SocketPortRange, function, &port) ||
      (items->size > 2 && !maskedArgument(t, items->items[2], &flow)) || (items->size > 3 && !maskedArgument(t, items->items[3], &scope)))
    return false;
  if (static_cast<uint32_t>(flow) > kMostFlow) return raise(t, Msg::SocketFlowRange, function), false;
  if (!resolveHost(t, host, AF_INET6, out, length)) return false;
  auto *address = asKind<sockaddr_in6>(out);
  address->sin6_family = AF_INET6;
  address->sin6_port = htons(static_cast<uint16_t>(port));
  address->sin6_flowinfo = htonl(static_cast<uint32_t>(flow));
  address->sin6_scope_id = static_cast<uint32_t>(scope);
  return true;
}
bool netlinkAddress(Thread &t, Value v, const char *function, Address *out, socklen_t *length) {
  Tuple *items = tupleArgument(t, v, function, "AF_NETLINK", 2, 2, "AF_NETLINK address must be a pair (pid, groups)");
  uint64_t pid, groups;
  if (!items || !maskedArgument(t, items->items[0], &pid) || !maskedArgument(t, items->items[1], &groups)) return false;
  auto *address = asKind<sockaddr_nl>(out);
  *address = {};
  address->nl_family = AF_NETLINK;
  address->nl_pid = static_cast<uint32_t>(pid);
  address->nl_groups = static_cast<uint32_t>(groups);
  *length = sizeof *address;
  return true;
}
/// The number of a network interface; 0 for an empty name.
bool interfaceIndex(Thread &t, int fd, Value v, int *out) {
  std::string name;
  if (!fsBytesArgument(t, v, &name)) return false;
  ifreq request{};
  if (name.size() >= sizeof request.ifr_name) return raiseText(t, Exc::OSError, "AF_CAN interface name too long"), false;
  *out = 0;
  if (name.empty()) return true;
  std::strcpy(request.ifr_name, name.c_str());
  if (ioctl(fd, SIOCGIFINDEX, &request) < 0) return raiseErrno(t, errno), false;
  *out = request.ifr_ifindex;
  return true;
}
bool packetAddress(Thread &t, Socket *s, Value v, const char *function, Address *out, socklen_t *length) {
  Tuple *items = tupleArgument(t, v, function, "AF_PACKET", 2, 5, "AF_PACKET address must be a tuple of two to five elements");
  int kind = 0, hardware = 0, index;
  int64_t protocol;
  if (!items || !rangedArgument(t, items->items[1], INT64_MAX, Msg::SocketProtoRange, function, &protocol) ||
      (items->size > 2 && !intArgument(t, items->items[2], &kind)) || (items->size > 3 && !intArgument(t, items->items[3], &hardware)))
    return false;
  BytesArgument bytes;
  if (items->size > 4) {
    if (!bytes.acquire(t, items->items[4])) return false;
    if (bytes.length > 8) return raiseText(t, Exc::ValueError, "Hardware address must be 8 bytes or less"), false;
  }
  if (!interfaceIndex(t, s->fd, items->items[0], &index)) return false;
  if (protocol > 0xffff) return raise(t, Msg::SocketProtoRange, function), false;
  auto *address = asKind<sockaddr_ll>(out);
  *address = {};
  address->sll_family = AF_PACKET;
  address->sll_protocol = htons(static_cast<uint16_t>(protocol));
  address->sll_ifindex = index;
  address->sll_pkttype = static_cast<uint8_t>(kind);
  address->sll_hatype = static_cast<uint16_t>(hardware);
  if (bytes.length) {
    std::memcpy(address->sll_addr, bytes.data, static_cast<size_t>(bytes.length));
    address->sll_halen = static_cast<uint8_t>(bytes.length);
  }
  *length = sizeof *address;
  return true;
}
bool canAddress(Thread &t, Socket *s, Value v, const char *function, Address *out, socklen_t *length) {
  if (s->proto != CAN_RAW && s->proto != CAN_BCM)
    return raiseText(t, Exc::NotImplementedError, "socket: addresses of AF_CAN other than CAN_RAW and CAN_BCM"), false;
  Tuple *items = tupleArgument(t, v, function, "AF_CAN", 1, 1, "AF_CAN address must be a tuple (interface, )");
  int index;
  if (!items || !interfaceIndex(t, s->fd, items->items[0], &index)) return false;
  auto *address = asKind<sockaddr_can>(out);
  *address = {};
  address->can_family = AF_CAN;
  address->can_ifindex = index;
  *length = sizeof *address;
  return true;
}
bool vsockAddress(Thread &t, Value v, Address *out, socklen_t *length) {
  if (!isTuple(v)) return raise(t, Msg::SocketVsockType, typeName(v)), false;
  auto *items = as<Tuple>(v);
  uint64_t cid, port;
  if (items->size != 2) return raiseText(t, Exc::TypeError, "getsockaddrarg() takes exactly 2 arguments"), false;
  if (!maskedArgument(t, items->items[0], &cid) || !maskedArgument(t, items->items[1], &port)) return false;
  auto *address = asKind<sockaddr_vm>(out);
  *address = {};
  address->svm_family = AF_VSOCK;
  address->svm_cid = static_cast<uint32_t>(cid);
  address->svm_port = static_cast<uint32_t>(port);
  *length = sizeof *address;
  return true;
}
bool algorithmAddress(Thread &t, Value v, const char *function, Address *out, socklen_t *length) {
  Tuple *items = tupleArgument(t, v, function, "AF_ALG", 2, 4, "AF_ALG address must be a tuple (type, name[, feat[, mask]])");
  std::string type, name;
  uint64_t feature = 0, mask = 0;
  if (!items || !textArgument(t, items->items[0], function, "", &type) || !textArgument(t, items->items[1], function, "", &name) ||
      (items->size > 2 && !maskedArgument(t, items->items[2], &feature)) || (items->size > 3 && !maskedArgument(t, items->items[3], &mask)))
    return false;
  auto *address = asKind<sockaddr_alg>(out);
  *address = {};
  if (type.size() >= sizeof address->salg_type) return raiseText(t, Exc::ValueError, "AF_ALG type too long."), false;
  if (name.size() >= sizeof address->salg_name) return raiseText(t, Exc::ValueError, "AF_ALG name too long."), false;
  address->salg_family = AF_ALG;
  address->salg_feat = static_cast<uint32_t>(feature);
  address->salg_mask = static_cast<uint32_t>(mask);
  std::memcpy(address->salg_type, type.c_str(), type.size() + 1);
  std::memcpy(address->salg_name, name.c_str(), name.size() + 1);
  *length = sizeof *address;
  return true;
}

Value hostText(Thread &t, int family, const void *address) {
  char text[INET6_ADDRSTRLEN];
  return inet_ntop(family, address, text, sizeof text) ? fromObject(strFromAscii(t, text)) : raiseErrno(t, errno);
}
Value interfaceName(Thread &t, int fd, int index) {
  ifreq request{};
  request.ifr_ifindex = index;
  return fsDecode(t, index && ioctl(fd, SIOCGIFNAME, &request) == 0 ? request.ifr_name : "");
}

/// First answer of getaddrinfo. `service` may be null.
bool lookUp(Thread &t, const char *name, const char *service, const addrinfo &hints, Address *out, socklen_t *length) {
  addrinfo *found = nullptr;
  int code = unlocked(t, [&] { return getaddrinfo(name, service, &hints, &found); });
  if (code) return raiseGai(t, code), false;
  const bool single = !found->ai_next;
  std::memcpy(&out->storage, found->ai_addr, found->ai_addrlen);
  *length = found->ai_addrlen;
  freeaddrinfo(found);
  if (name || single) return true;
  return raiseText(t, Exc::OSError, "wildcard resolved to multiple address"), false;
}

} // namespace

Value raiseGai(Thread &t, int code) {
  if (code == EAI_SYSTEM) return raiseErrno(t, errno);
  Value arguments[] = {fromInt(code), fromObject(strFromUtf8(t, gai_strerror(code)))};
  return raiseObject(t, TRY(call(t, fromObject(gaiError), arguments, 2)));
}

bool hostArgument(Thread &t, Value v, const char *function, std::string *out) {
  Value bytes = v;
  if (isStr(v) && strIsAscii(as<Str>(v))) {
    *out = strUtf8(t, as<Str>(v));
  } else {
    if (isStr(v)) {
      bytes = callMethodWith(t, v, names().encode, fromObject(internAscii(t, "idna")));
      if (!ok(bytes)) return false;
    } else if (!isBytes(v) && !isInstance(v, TypeId::ByteArray)) {
      if (function) return raise(t, Msg::ArgumentMustBe, function, " 1", "str, bytes or bytearray", typeName(v)), false;
      return raise(t, Msg::SocketHostType, typeName(v)), false;
    }
    ByteSpan span = spanOf(bytes);
    out->assign(reinterpret_cast<const char *>(span.data), static_cast<size_t>(span.length));
  }
  if (out->find('\0') == std::string::npos) return true;
  return raiseText(t, Exc::TypeError, "host name must not contain null character"), false;
}

bool resolveHost(Thread &t, const std::string &name, int family, Address *out, socklen_t *length) {
  *out = {};
  addrinfo hints{};
  hints.ai_family = family;
  if (name.empty()) { // any interface
    hints.ai_socktype = SOCK_DGRAM;
    hints.ai_flags = AI_PASSIVE;
    return lookUp(t, nullptr, "0", hints, out, length);
  }
  auto *v4 = asKind<sockaddr_in>(out);
  auto *v6 = asKind<sockaddr_in6>(out);
  if (name == "<broadcast>" || name == "255.255.255.255") {
    if (family != AF_INET && family != AF_UNSPEC) return raiseText(t, Exc::OSError, "address family mismatched"), false;
    v4->sin_family = AF_INET;
    v4->sin_addr.s_addr = INADDR_BROADCAST;
    *length = sizeof *v4;
    return true;
  }
  // Numeric addresses need no resolver.
  if ((family == AF_INET || family == AF_UNSPEC) && inet_pton(AF_INET, name.c_str(), &v4->sin_addr) == 1) {
    v4->sin_family = AF_INET;
    *length = sizeof *v4;
    return true;
  }
  if ((family == AF_INET6 || family == AF_UNSPEC) && name.find('%') == name.npos && inet_pton(AF_INET6, name.c_str(), &v6->sin6_addr) == 1) {
    v6->sin6_family = AF_INET6;
    *length = sizeof *v6;
    return true;
  }
  return lookUp(t, name.c_str(), nullptr, hints, out, length);
}

bool addressArgument(Thread &t, Socket *s, Value v, const char *function, Address *out, socklen_t *length) {
  *out = {};
  switch (s->family) {
  case AF_UNIX: return unixAddress(t, v, out, length);
  case AF_INET: return inetAddress(t, v, function, out, length);
  case AF_INET6: return inet6Address(t, v, function, out, length);
  case AF_NETLINK: return netlinkAddress(t, v, function, out, length);
  case AF_PACKET: return packetAddress(t, s, v, function, out, length);
  case AF_CAN: return canAddress(t, s, v, function, out, length);
  case AF_VSOCK: return vsockAddress(t, v, out, length);
  case AF_ALG: return algorithmAddress(t, v, function, out, length);
  case AF_BLUETOOTH: case AF_TIPC: case AF_RDS:
    return raise(t, Msg::SocketFamilyMissing, s->family), false;
  default: return raise(t, Msg::SocketBadFamily, function), false;
  }
}

Value addressValue(Thread &t, int fd, const Address &address, socklen_t length) {
  if (length == 0) return none();
  switch (address.any.sa_family) {
  case AF_INET: {
    auto *a = asKind<sockaddr_in>(address);
    Value host = TRY(hostText(t, AF_INET, &a->sin_addr));
    return fromObject(tupleOf(t, host, fromInt(ntohs(a->sin_port))));
  }
  case AF_INET6: {
    auto *a = asKind<sockaddr_in6>(address);
    Value host = TRY(hostText(t, AF_INET6, &a->sin6_addr));
    return fromObject(tupleOf(t, host, fromInt(ntohs(a->sin6_port)), fromInt(ntohl(a->sin6_flowinfo)), fromInt(a->sin6_scope_id)));
  }
  case AF_UNIX: {
    auto *a = asKind<sockaddr_un>(address);
    const size_t size = length - offsetof(sockaddr_un, sun_path);
    if (length > offsetof(sockaddr_un, sun_path) && !a->sun_path[0])
      return fromObject(bytesNew(t, a->sun_path, static_cast<int64_t>(size)));
    return fsDecode(t, length > offsetof(sockaddr_un, sun_path) ? std::string_view(a->sun_path, strnlen(a->sun_path, size)) : std::string_view());
  }
  case AF_NETLINK: {
    auto *a = asKind<sockaddr_nl>(address);
    return fromObject(tupleOf(t, fromInt(a->nl_pid), fromInt(a->nl_groups)));
  }
  case AF_PACKET: {
    auto *a = asKind<sockaddr_ll>(address);
    Value name = interfaceName(t, fd, a->sll_ifindex), hardware = fromObject(bytesNew(t, a->sll_addr, a->sll_halen));
    return fromObject(tupleOf(t, name, fromInt(ntohs(a->sll_protocol)), fromInt(a->sll_pkttype), fromInt(a->sll_hatype), hardware));
  }
  case AF_CAN: return fromObject(tupleOf(t, interfaceName(t, fd, asKind<sockaddr_can>(address)->can_ifindex)));
  case AF_VSOCK: {
    auto *a = asKind<sockaddr_vm>(address);
    return fromObject(tupleOf(t, fromInt(a->svm_cid), fromInt(a->svm_port)));
  }
  default: {
    Value data = fromObject(bytesNew(t, address.any.sa_data, static_cast<int64_t>(sizeof address.any.sa_data)));
    return fromObject(tupleOf(t, fromInt(address.any.sa_family), data));
  }
  }
}

socklen_t addressLength(const Socket *) { return sizeof(Address); }

} // namespace rt::socketmodule
