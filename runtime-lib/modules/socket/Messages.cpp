// _socket: sendmsg and recvmsg, with ancillary data (descriptors, credentials ...).
#include "runtime-lib/modules/socket/Socket.h"

#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <climits>
#include <cstring>
#include <deque>
#include <sys/uio.h>

namespace rt::socketmodule {

namespace {

constexpr int64_t kMostAncillary = 0x7fffffff;

Socket *self(const Value *a) { return socketOf(a[0]); }

/// Buffers for readv-like calls, held for the scope.
struct Parts {
  std::deque<Buffer> buffers;
  std::vector<iovec> vectors;
  ~Parts() {
    for (Buffer &b : buffers) releaseBuffer(&b);
  }
  bool collect(Thread &t, Value items, bool writable) {
    return forEach(t, items, [&](Value v) {
      Buffer b;
      if (writable && !typeOf(v)->slots.getBuffer) return raiseNotWritable(t);
      if (!getBuffer(t, v, &b, writable)) return writable ? raiseNotWritable(t) : false;
      buffers.push_back(b);
      vectors.push_back({b.data, static_cast<size_t>(b.length)});
      return true;
    });
  }
  static bool raiseNotWritable(Thread &t) {
    if (ok(t.pending)) clearPending(t);
    raiseText(t, Exc::TypeError, "recvmsg_into() argument 1 must be an iterable of single-segment read-write buffers");
    return false;
  }
};
Value iterableArgument(Thread &t, Value v, const char *message) { return toFastSequence(t, v, message); }

// --- Sending
struct Ancillary {
  int level, type;
  std::string data;
};
bool collectAncillary(Thread &t, Value v, std::vector<Ancillary> *out) {
  Value items = iterableArgument(t, v, "sendmsg() argument 2 must be an iterable");
  return ok(items) && forEach(t, items, [&](Value item) {
    static constexpr const char *kName = "[sendmsg() ancillary data items]";
    if (!(typeOf(item)->slots.getItem && typeOf(item)->slots.length) || isDict(item))
      return raise(t, Msg::SocketAncillary, kName, "3-item sequence", typeName(item)), false;
    int64_t n = length(t, item);
    if (n != 3) return n >= 0 && (raise(t, Msg::SocketAncillaryLength, kName, n), false);
    Ancillary a;
    Value level = sequenceItem(t, item, 0), type = ok(level) ? sequenceItem(t, item, 1) : kNoValue,
          data = ok(type) ? sequenceItem(t, item, 2) : kNoValue;
    BytesArgument bytes;
    if (!ok(data) || !intArgument(t, level, &a.level) || !intArgument(t, type, &a.type) || !bytes.acquire(t, data)) return false;
    a.data.assign(reinterpret_cast<const char *>(bytes.data), static_cast<size_t>(bytes.length));
    out->push_back(std::move(a));
    return true;
  });
}
/// The control buffer for the items, aligned as the system wants it.
std::vector<size_t> controlBuffer(const std::vector<Ancillary> &items, msghdr *message) {
  size_t size = 0;
  for (const Ancillary &a : items) size += CMSG_SPACE(a.data.size());
  std::vector<size_t> buffer(size / sizeof(size_t) + 1);
  message->msg_control = items.empty() ? nullptr : buffer.data();
  message->msg_controllen = size;
  cmsghdr *header = CMSG_FIRSTHDR(message);
  for (const Ancillary &a : items) {
    header->cmsg_level = a.level;
    header->cmsg_type = a.type;
    header->cmsg_len = CMSG_LEN(a.data.size());
    std::memcpy(CMSG_DATA(header), a.data.data(), a.data.size());
    header = reinterpret_cast<cmsghdr *>(reinterpret_cast<char *>(header) + CMSG_SPACE(a.data.size()));
  }
  return buffer;
}
Value sendMessage(Thread &t, const Value *a) {
  Socket *s = self(a);
  Value data = TRY(iterableArgument(t, a[1], "sendmsg() argument 1 must be an iterable"));
  if (length(t, data) > INT_MAX) return raiseText(t, Exc::OSError, "sendmsg() argument 1 is too long");
  Parts parts;
  std::vector<Ancillary> ancillary;
  int flags = 0;
  Address address;
  socklen_t addressSize = 0;
  if (!parts.collect(t, data, false) || (ok(a[2]) && !isNone(a[2]) && !collectAncillary(t, a[2], &ancillary)) ||
      (ok(a[3]) && !intArgument(t, a[3], &flags)) ||
      (ok(a[4]) && !isNone(a[4]) && !addressArgument(t, s, a[4], "sendmsg", &address, &addressSize)))
    return kNoValue;
  msghdr message{};
  message.msg_iov = parts.vectors.data();
  message.msg_iovlen = parts.vectors.size();
  message.msg_name = addressSize ? &address.any : nullptr;
  message.msg_namelen = addressSize;
  const std::vector<size_t> control = controlBuffer(ancillary, &message);
  ssize_t n;
  return socketCall(t, s, POLLOUT, s->timeout, &n, [&] { return ::sendmsg(s->fd, &message, flags); }) ? intValue(t, n) : kNoValue;
}

// --- Receiving
/// The control messages as (level, type, data); a cut one gives a warning.
Value ancillaryValue(Thread &t, msghdr *message) {
  List *list = listNew(t);
  const char *end = static_cast<char *>(message->msg_control) + message->msg_controllen;
  for (cmsghdr *header = message->msg_controllen ? CMSG_FIRSTHDR(message) : nullptr; header; header = CMSG_NXTHDR(message, header)) {
    const char *data = reinterpret_cast<char *>(CMSG_DATA(header));
    int64_t size = static_cast<int64_t>(header->cmsg_len) - (data - reinterpret_cast<char *>(header));
    const bool cut = size < 0 || data + size > end;
    if (cut) {
      if (!warnText(t, Exc::RuntimeWarning, "received malformed or improperly-truncated ancillary data")) return kNoValue;
      if (data > end) break;
      size = end - data;
    }
    Value bytes = fromObject(bytesNew(t, data, size));
    if (!listAppend(t, list, fromObject(tupleOf(t, fromInt(header->cmsg_level), fromInt(header->cmsg_type), bytes)))) return kNoValue;
    if (cut) break;
  }
  return fromObject(list);
}
/// Receives into the parts; the result's first item is made by makeData(bytes received).
template <typename F>
Value receiveMessage(Thread &t, Socket *s, iovec *vectors, size_t count, Value sizeValue, Value flagsValue, F makeData) {
  int64_t ancillarySize = 0;
  int flags = 0;
  if ((ok(sizeValue) && !toInt64(t, sizeValue, &ancillarySize)) || (ok(flagsValue) && !intArgument(t, flagsValue, &flags))) return kNoValue;
  if (ancillarySize < 0 || ancillarySize > kMostAncillary) return raiseText(t, Exc::ValueError, "invalid ancillary data buffer length");
  std::vector<size_t> control(static_cast<size_t>(ancillarySize) / sizeof(size_t) + 1);
  Address address{};
  msghdr message{};
  ssize_t n;
  auto call = [&] {
    message = {};
    message.msg_name = &address.any;
    message.msg_namelen = addressLength(s);
    message.msg_iov = vectors;
    message.msg_iovlen = count;
    message.msg_control = ancillarySize ? control.data() : nullptr;
    message.msg_controllen = static_cast<size_t>(ancillarySize);
    return ::recvmsg(s->fd, &message, flags);
  };
  if (!socketCall(t, s, POLLIN, s->timeout, &n, call)) return kNoValue;
  Value ancillary = TRY(ancillaryValue(t, &message));
  Value data = TRY(makeData(n));
  Value sender = TRY(addressValue(t, s->fd, address, message.msg_namelen));
  return fromObject(tupleOf(t, data, ancillary, fromInt(message.msg_flags), sender));
}
Value receiveOne(Thread &t, const Value *a) {
  int64_t size;
  if (!toInt64(t, a[1], &size)) return kNoValue;
  if (size < 0) return raiseText(t, Exc::ValueError, "negative buffer size in recvmsg()");
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  iovec vector{bytes->data, static_cast<size_t>(size)};
  return receiveMessage(t, self(a), &vector, 1, a[2], a[3],
                        [&](ssize_t n) { return n == size ? fromObject(bytes) : fromObject(bytesNew(t, bytes->data, n)); });
}
Value receiveInto(Thread &t, const Value *a) {
  Value items = TRY(iterableArgument(t, a[1], "recvmsg_into() argument 1 must be an iterable"));
  if (length(t, items) > INT_MAX) return raiseText(t, Exc::OSError, "recvmsg_into() argument 1 is too long");
  Parts parts;
  if (!parts.collect(t, items, true)) return kNoValue;
  return receiveMessage(t, self(a), parts.vectors.data(), parts.vectors.size(), a[2], a[3], [&](ssize_t n) { return intValue(t, n); });
}

template <bool space> Value controlSize(Thread &t, const Value *a) {
  int64_t size;
  if (!toInt64(t, a[0], &size)) return kNoValue;
  if (size < 0 || size > kMostAncillary - static_cast<int64_t>(CMSG_SPACE(0)) - 8)
    return raiseText(t, Exc::OverflowError, space ? "CMSG_SPACE() argument out of range" : "CMSG_LEN() argument out of range");
  const auto n = static_cast<size_t>(size);
  return intValue(t, static_cast<int64_t>(space ? CMSG_SPACE(n) : CMSG_LEN(n)));
}

} // namespace

const NativeRow kMessageMethods[] = {{"recvmsg", receiveOne, "!($self, bufsize, ancbufsize=0, flags=0, /)"},
                                     {"recvmsg_into", receiveInto, "!($self, buffers, ancbufsize=0, flags=0, /)"},
                                     {"sendmsg", sendMessage, "!($self, buffers, ancdata=None, flags=0, address=None, /)"},
                                     {nullptr, nullptr, nullptr}};
const NativeRow kMessageFunctions[] = {NATIVE_FUNCTION("CMSG_LEN", controlSize<false>, "(length, /)"),
                                       NATIVE_FUNCTION("CMSG_SPACE", controlSize<true>, "(length, /)"),
                                       {nullptr, nullptr, nullptr}};

} // namespace rt::socketmodule
