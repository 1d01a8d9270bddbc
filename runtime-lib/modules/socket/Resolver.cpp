// _socket: host names, services and protocols.
#include "runtime-lib/modules/socket/Socket.h"

#include "runtime-lib/objects/bytes/Bytes.h"

#include <arpa/inet.h>
#include <cstring>
#include <netdb.h>
#include <netinet/in.h>
#include <unistd.h>

namespace rt::socketmodule {

namespace {

constexpr uint32_t kMostFlow = 0xfffff;

/// getaddrinfo's host: None, bytes, or a str, which is IDNA-encoded.
bool lookUpName(Thread &t, Value v, std::string *out, const char **name) {
  *name = nullptr;
  if (isNone(v)) return true;
  if (isStr(v) && strIsAscii(as<Str>(v))) {
    // IDNA leaves ASCII alone, but checks the lengths of the labels.
    *out = strUtf8(t, as<Str>(v));
    for (size_t start = 0, end; start <= out->size(); start = end + 1) {
      end = std::min(out->find('.', start), out->size());
      const bool last = end == out->size(), empty = end == start;
      if (end - start < 64 && (!empty || last)) continue;
      raiseText(t, Exc::UnicodeError, last ? "encoding with 'idna' codec failed (UnicodeError: label too long)"
                                           : "encoding with 'idna' codec failed (UnicodeError: label empty or too long)");
      return false;
    }
  } else if (isStr(v)) {
    Value encoded = callMethodWith(t, v, names().encode, fromObject(internAscii(t, "idna")));
    if (!ok(encoded)) return false;
    *out = std::string(reinterpret_cast<char *>(as<Bytes>(encoded)->data), static_cast<size_t>(as<Bytes>(encoded)->length));
  } else if (isBytes(v)) {
    *out = std::string(reinterpret_cast<char *>(as<Bytes>(v)->data), static_cast<size_t>(as<Bytes>(v)->length));
  } else {
    return raiseText(t, Exc::TypeError, "getaddrinfo() argument 1 must be string or None"), false;
  }
  *name = out->c_str();
  return true;
}
bool serviceName(Thread &t, Value v, std::string *out, const char **name) {
  *name = nullptr;
  if (isNone(v)) return true;
  if (isAnyInt(v)) {
    int64_t port;
    if (!longArgument(t, v, &port)) return false;
    *out = std::to_string(port);
  } else if (isStr(v)) {
    *out = strUtf8(t, as<Str>(v));
  } else if (isBytes(v)) {
    *out = std::string(reinterpret_cast<char *>(as<Bytes>(v)->data), static_cast<size_t>(as<Bytes>(v)->length));
  } else {
    return raiseText(t, Exc::OSError, "Int or String expected"), false;
  }
  *name = out->c_str();
  return true;
}
Value getAddressInfo(Thread &t, const Value *a) {
  std::string host, port;
  const char *hostName, *portName;
  int numbers[4] = {};
  if (!lookUpName(t, a[0], &host, &hostName) || !serviceName(t, a[1], &port, &portName)) return kNoValue;
  for (int i = 0; i < 4; i++)
    if (ok(a[2 + i]) && !intArgument(t, a[2 + i], &numbers[i])) return kNoValue;
  addrinfo hints{}, *found = nullptr;
  hints.ai_family = numbers[0];
  hints.ai_socktype = numbers[1];
  hints.ai_protocol = numbers[2];
  hints.ai_flags = numbers[3];
  int code = unlocked(t, [&] { return getaddrinfo(hostName, portName, &hints, &found); });
  if (code) return raiseGai(t, code);
  List *list = listNew(t);
  bool good = true;
  for (addrinfo *at = found; at && good; at = at->ai_next) {
    Address address{};
    std::memcpy(&address.storage, at->ai_addr, at->ai_addrlen);
    Value where = addressValue(t, -1, address, at->ai_addrlen);
    Value name = fromObject(strFromUtf8(t, at->ai_canonname ? at->ai_canonname : ""));
    good = ok(where) && listAppend(t, list, fromObject(tupleOf(t, fromInt(at->ai_family), fromInt(at->ai_socktype),
                                                               fromInt(at->ai_protocol), name, where)));
  }
  freeaddrinfo(found);
  return good ? fromObject(list) : kNoValue;
}
Value getNameInfo(Thread &t, const Value *a) {
  int flags;
  if (!isTuple(a[0])) return raiseText(t, Exc::TypeError, "getnameinfo() argument 1 must be a tuple");
  auto *items = as<Tuple>(a[0]);
  std::string host;
  int port;
  uint64_t flow = 0, scope = 0;
  if (items->size < 2 || items->size > 4) return raiseText(t, Exc::TypeError, "getnameinfo(): illegal sockaddr argument");
  if (!textArgument(t, items->items[0], "getnameinfo", " 1", &host) || !intArgument(t, items->items[1], &port) ||
      (items->size > 2 && !maskedArgument(t, items->items[2], &flow)) || (items->size > 3 && !maskedArgument(t, items->items[3], &scope)) ||
      !intArgument(t, a[1], &flags))
    return kNoValue;
  if (static_cast<uint32_t>(flow) > kMostFlow) return raise(t, Msg::SocketFlowRange, "getnameinfo");
  addrinfo hints{}, *found = nullptr;
  hints.ai_socktype = SOCK_DGRAM; // any kind will do, but one
  hints.ai_flags = AI_NUMERICHOST;
  const std::string service = std::to_string(port);
  int code = unlocked(t, [&] { return getaddrinfo(host.c_str(), service.c_str(), &hints, &found); });
  if (code) return raiseGai(t, code);
  Address address{};
  socklen_t length = found->ai_addrlen;
  const bool single = !found->ai_next;
  std::memcpy(&address.storage, found->ai_addr, length);
  freeaddrinfo(found);
  if (!single) return raiseText(t, Exc::OSError, "sockaddr resolved to multiple addresses");
  if (address.any.sa_family == AF_INET && items->size != 2) return raiseText(t, Exc::OSError, "IPv4 sockaddr must be 2 tuple");
  if (address.any.sa_family == AF_INET6) {
    auto *v6 = reinterpret_cast<sockaddr_in6 *>(&address.storage);
    v6->sin6_flowinfo = htonl(static_cast<uint32_t>(flow));
    v6->sin6_scope_id = static_cast<uint32_t>(scope);
  }
  char name[NI_MAXHOST], serviceText[NI_MAXSERV];
  code = unlocked(t, [&] { return getnameinfo(&address.any, length, name, sizeof name, serviceText, sizeof serviceText, flags); });
  if (code) return raiseGai(t, code);
  return fromObject(tupleOf(t, fsDecode(t, name), fsDecode(t, serviceText)));
}

// --- Host entries
Value raiseHostError(Thread &t, int code) {
  Value arguments[] = {fromInt(code), fromObject(strFromUtf8(t, hstrerror(code)))};
  return raiseObject(t, TRY(call(t, fromObject(hostError), arguments, 2)));
}
/// (name, aliases, addresses)
Value hostEntry(Thread &t, const hostent &host) {
  List *aliases = listNew(t), *addresses = listNew(t);
  for (char **alias = host.h_aliases; alias && *alias; alias++)
    if (!listAppend(t, aliases, fsDecode(t, *alias))) return kNoValue;
  for (char **address = host.h_addr_list; address && *address; address++) {
    char text[INET6_ADDRSTRLEN];
    if (!inet_ntop(host.h_addrtype, *address, text, sizeof text)) return raiseErrno(t, errno);
    if (!listAppend(t, addresses, fromObject(strFromAscii(t, text)))) return kNoValue;
  }
  return fromObject(tupleOf(t, fsDecode(t, host.h_name), fromObject(aliases), fromObject(addresses)));
}
/// Calls look(entry, buffer, size, &found, &error) with buffers of growing size.
template <typename F> Value lookUpHost(Thread &t, F look) {
  hostent entry, *found = nullptr;
  int error = 0;
  std::vector<char> buffer(16384);
  while (unlocked(t, [&] { return look(&entry, buffer.data(), buffer.size(), &found, &error); }) == ERANGE) buffer.resize(buffer.size() * 2);
  return found ? hostEntry(t, *found) : raiseHostError(t, error);
}
Value hostByName(Thread &t, const Value *a) {
  std::string name;
  Address address;
  socklen_t length;
  if (!hostArgument(t, a[0], "gethostbyname", &name) || !resolveHost(t, name, AF_INET, &address, &length)) return kNoValue;
  Value pair = TRY(addressValue(t, -1, address, length));
  return as<Tuple>(pair)->items[0];
}
Value hostByNameExtended(Thread &t, const Value *a) {
  std::string name;
  Address address;
  socklen_t length;
  if (!hostArgument(t, a[0], "gethostbyname_ex", &name) || !resolveHost(t, name, AF_INET, &address, &length)) return kNoValue;
  return lookUpHost(t, [&](auto... rest) { return gethostbyname_r(name.c_str(), rest...); });
}
Value hostByAddress(Thread &t, const Value *a) {
  std::string name;
  Address address;
  socklen_t length;
  if (!hostArgument(t, a[0], "gethostbyaddr", &name) || !resolveHost(t, name, AF_UNSPEC, &address, &length)) return kNoValue;
  const int family = address.any.sa_family;
  if (family != AF_INET && family != AF_INET6) return raiseText(t, Exc::OSError, "unsupported address family");
  const void *data = family == AF_INET ? static_cast<void *>(&reinterpret_cast<sockaddr_in *>(&address.storage)->sin_addr)
                                       : static_cast<void *>(&reinterpret_cast<sockaddr_in6 *>(&address.storage)->sin6_addr);
  const socklen_t size = family == AF_INET ? 4 : 16;
  return lookUpHost(t, [&](auto... rest) { return gethostbyaddr_r(data, size, family, rest...); });
}
Value getHostName(Thread &t, const Value *) {
  char name[1024];
  if (gethostname(name, sizeof name - 1) < 0) return raiseErrno(t, errno);
  name[sizeof name - 1] = 0;
  return fsDecode(t, name);
}
Value setHostName(Thread &t, const Value *a) {
  std::string name;
  return fsBytesArgument(t, a[0], &name) ? checked(t, sethostname(name.data(), name.size())) : kNoValue;
}

// --- Services and protocols
Value protocolByName(Thread &t, const Value *a) {
  std::string name;
  if (!textArgument(t, a[0], "getprotobyname", "", &name)) return kNoValue;
  const protoent *entry = getprotobyname(name.c_str());
  return entry ? fromInt(entry->p_proto) : raiseText(t, Exc::OSError, "protocol not found");
}
Value serviceByName(Thread &t, const Value *a) {
  std::string name, protocol;
  if (!textArgument(t, a[0], "getservbyname", " 1", &name) || (ok(a[1]) && !textArgument(t, a[1], "getservbyname", " 2", &protocol)))
    return kNoValue;
  const servent *entry = getservbyname(name.c_str(), ok(a[1]) ? protocol.c_str() : nullptr);
  return entry ? fromInt(ntohs(static_cast<uint16_t>(entry->s_port))) : raiseText(t, Exc::OSError, "service/proto not found");
}
Value serviceByPort(Thread &t, const Value *a) {
  int port;
  std::string protocol;
  if (!intArgument(t, a[0], &port) || (ok(a[1]) && !textArgument(t, a[1], "getservbyport", " 2", &protocol))) return kNoValue;
  if (port < 0 || port > 0xffff) return raiseText(t, Exc::OverflowError, "getservbyport: port must be 0-65535.");
  const servent *entry = getservbyport(htons(static_cast<uint16_t>(port)), ok(a[1]) ? protocol.c_str() : nullptr);
  return entry ? fsDecode(t, entry->s_name) : raiseText(t, Exc::OSError, "port/proto not found");
}

} // namespace

const NativeRow kResolverFunctions[] = {
    NATIVE_FUNCTION("getaddrinfo", getAddressInfo, "(host, port, family=0, type=0, proto=0, flags=0)"),
    NATIVE_FUNCTION("gethostbyaddr", hostByAddress, "!(host, /)"),
    NATIVE_FUNCTION("gethostbyname", hostByName, "!(host, /)"),
    NATIVE_FUNCTION("gethostbyname_ex", hostByNameExtended, "!(host, /)"),
    NATIVE_FUNCTION("gethostname", getHostName, "()"),
    NATIVE_FUNCTION("getnameinfo", getNameInfo, "!(sockaddr, flags, /)"),
    NATIVE_FUNCTION("getprotobyname", protocolByName, "!(name, /)"),
    NATIVE_FUNCTION("getservbyname", serviceByName, "!(servicename, protocolname=None, /)"),
    NATIVE_FUNCTION("getservbyport", serviceByPort, "!(port, protocolname=None, /)"),
    NATIVE_FUNCTION("sethostname", setHostName, "!(name, /)"),
    {nullptr, nullptr, nullptr}};

} // namespace rt::socketmodule
