// _socket: byte order, addresses as text, network interfaces.
#include "runtime-lib/modules/socket/Socket.h"

#include "runtime-lib/objects/bytes/Bytes.h"

#include <arpa/inet.h>
#include <net/if.h>

namespace rt::socketmodule {

namespace {

// Byte order is its own inverse: htons is ntohs.
template <bool fromHost> Value swapShort(Thread &t, const Value *a) {
  const char *name = fromHost ? "htons" : "ntohs";
  int n;
  if (!pidArgument(t, a[0], &n)) return kNoValue;
  if (n < 0) return raise(t, Msg::SocketShort, name, "can't convert negative Python int");
  if (n > 0xffff) return raise(t, Msg::SocketShort, name, "Python int too large to convert");
  return fromInt(htons(static_cast<uint16_t>(n)));
}
Value swapLong(Thread &t, const Value *a) {
  int64_t n = -1;
  if (!isAnyInt(a[0])) return raise(t, Msg::SocketIntExpected, typeName(a[0]));
  if (intSign(a[0]) < 0) return raiseText(t, Exc::OverflowError, "can't convert negative value to unsigned int");
  if (!intFits(a[0], &n) && intCompare(a[0], intFromUnsigned(t, UINT64_MAX)) > 0) return raise(t, Msg::IntTooLargeForUnsignedLong);
  if (n < 0 || n > UINT32_MAX) return raiseText(t, Exc::OverflowError, "int larger than 32 bits");
  return fromInt(htonl(static_cast<uint32_t>(n)));
}

Value parseAddress(Thread &t, const Value *a) {
  std::string text;
  in_addr address;
  if (!textArgument(t, a[0], "inet_aton", " 1", &text)) return kNoValue;
  if (!inet_aton(text.c_str(), &address)) return raiseText(t, Exc::OSError, "illegal IP address string passed to inet_aton");
  return fromObject(bytesNew(t, &address, sizeof address));
}
Value showAddress(Thread &t, const Value *a) {
  BytesArgument bytes;
  if (!bytes.acquire(t, a[0])) return kNoValue;
  if (bytes.length != sizeof(in_addr)) return raiseText(t, Exc::OSError, "packed IP wrong length for inet_ntoa");
  char text[INET_ADDRSTRLEN];
  inet_ntop(AF_INET, bytes.data, text, sizeof text);
  return fromObject(strFromAscii(t, text));
}
Value parseFamilyAddress(Thread &t, const Value *a) {
  int family;
  std::string text;
  uint8_t packed[sizeof(in6_addr)];
  if (!intArgument(t, a[0], &family) || !textArgument(t, a[1], "inet_pton", " 2", &text)) return kNoValue;
  int result = inet_pton(family, text.c_str(), packed);
  if (result < 0) return raiseErrno(t, errno);
  if (result == 0) return raiseText(t, Exc::OSError, "illegal IP address string passed to inet_pton");
  return fromObject(bytesNew(t, packed, family == AF_INET ? 4 : 16));
}
Value showFamilyAddress(Thread &t, const Value *a) {
  int family;
  BytesArgument bytes;
  if (!intArgument(t, a[0], &family) || !bytes.acquire(t, a[1])) return kNoValue;
  if (family != AF_INET && family != AF_INET6) return raise(t, Msg::SocketUnknownFamily, family);
  if (bytes.length != (family == AF_INET ? 4 : 16)) return raiseText(t, Exc::ValueError, "invalid length of packed IP address string");
  char text[INET6_ADDRSTRLEN];
  return inet_ntop(family, bytes.data, text, sizeof text) ? fromObject(strFromAscii(t, text)) : raiseErrno(t, errno);
}

Value interfaceByName(Thread &t, const Value *a) {
  std::string name;
  if (!fsBytesArgument(t, a[0], &name)) return kNoValue;
  unsigned index = if_nametoindex(name.c_str());
  return index ? fromInt(index) : raiseText(t, Exc::OSError, "no interface with this name");
}
Value interfaceByIndex(Thread &t, const Value *a) {
  if (!isAnyInt(a[0])) return raiseText(t, Exc::TypeError, "an integer is required");
  Value number = a[0];
  int64_t index;
  if (intSign(number) < 0) return raiseText(t, Exc::OverflowError, "can't convert negative value to unsigned int");
  if (!intFits(number, &index)) return raise(t, Msg::IntTooLargeForUnsignedLong);
  char name[IF_NAMESIZE + 1] = {};
  return if_indextoname(static_cast<unsigned>(index), name) ? fsDecode(t, name) : raiseErrno(t, errno);
}
Value allInterfaces(Thread &t, const Value *) {
  struct if_nameindex *interfaces = if_nameindex();
  if (!interfaces) return raiseErrno(t, errno);
  List *list = listNew(t);
  bool good = true;
  for (auto *at = interfaces; at->if_index && good; at++)
    good = listAppend(t, list, fromObject(tupleOf(t, fromInt(at->if_index), fsDecode(t, at->if_name))));
  if_freenameindex(interfaces);
  return good ? fromObject(list) : kNoValue;
}

} // namespace

const NativeRow kNumberFunctions[] = {NATIVE_FUNCTION("htonl", swapLong, "(x, /)"),
                                      NATIVE_FUNCTION("htons", swapShort<true>, "!(x, /)"),
                                      NATIVE_FUNCTION("if_indextoname", interfaceByIndex, "(if_index, /)"),
                                      NATIVE_FUNCTION("if_nameindex", allInterfaces, "()"),
                                      NATIVE_FUNCTION("if_nametoindex", interfaceByName, "!(if_name, /)"),
                                      NATIVE_FUNCTION("inet_aton", parseAddress, "!(string, /)"),
                                      NATIVE_FUNCTION("inet_ntoa", showAddress, "(packed_ip, /)"),
                                      NATIVE_FUNCTION("inet_ntop", showFamilyAddress, "!(af, packed_ip, /)"),
                                      NATIVE_FUNCTION("inet_pton", parseFamilyAddress, "!(af, ip, /)"),
                                      NATIVE_FUNCTION("ntohl", swapLong, "(x, /)"),
                                      NATIVE_FUNCTION("ntohs", swapShort<false>, "!(x, /)"),
                                      {nullptr, nullptr, nullptr}};

} // namespace rt::socketmodule
