// _socket: sending and receiving bytes.
#include "runtime-lib/modules/socket/Socket.h"

#include "runtime-lib/objects/bytes/Bytes.h"

namespace rt::socketmodule {

namespace {

Socket *self(const Value *a) { return socketOf(a[0]); }
bool flagsArgument(Thread &t, Value v, int *flags) {
  *flags = 0;
  return !ok(v) || intArgument(t, v, flags);
}
/// A writable buffer, held for the scope.
class Target {
public:
  Target() = default;
  Target(const Target &) = delete;
  ~Target() {
    if (held_) releaseBuffer(&buffer_);
  }
  bool acquire(Thread &t, Value v, const char *function) {
    if (!typeOf(v)->slots.getBuffer || !getBuffer(t, v, &buffer_, true)) {
      if (ok(t.pending)) clearPending(t);
      return raise(t, Msg::ArgumentMustBe, function, " 1", "read-write bytes-like object", typeName(v)), false;
    }
    held_ = true;
    data = buffer_.data;
    length = buffer_.length;
    return true;
  }
  uint8_t *data = nullptr;
  int64_t length = 0;

private:
  Buffer buffer_;
  bool held_ = false;
};
bool sizeArgument(Thread &t, Value v, const char *negative, int64_t *out) {
  if (!toInt64(t, v, out)) return false;
  return *out >= 0 || (raiseText(t, Exc::ValueError, negative), false);
}

Value send(Thread &t, const Value *a) {
  BytesArgument bytes;
  int flags;
  ssize_t n;
  Socket *s = self(a);
  if (!bytes.acquire(t, a[1]) || !flagsArgument(t, a[2], &flags)) return kNoValue;
  auto call = [&] { return ::send(s->fd, bytes.data, static_cast<size_t>(bytes.length), flags); };
  return socketCall(t, s, POLLOUT, s->timeout, &n, call) ? intValue(t, n) : kNoValue;
}
Value sendAll(Thread &t, const Value *a) {
  BytesArgument bytes;
  int flags;
  Socket *s = self(a);
  if (!bytes.acquire(t, a[1]) || !flagsArgument(t, a[2], &flags)) return kNoValue;
  const int64_t deadline = s->timeout > 0 ? deadlineAfter(s->timeout) : 0; // for all parts together
  for (int64_t done = 0; done < bytes.length;) {
    ssize_t n;
    int64_t left = s->timeout;
    if (deadline && (left = deadline - monotonicNow()) <= 0) return raiseTimedOut(t);
    auto call = [&] { return ::send(s->fd, bytes.data + done, static_cast<size_t>(bytes.length - done), flags); };
    if (!socketCall(t, s, POLLOUT, left, &n, call)) return kNoValue;
    done += n;
    if (!checkSignals(t)) return kNoValue;
  }
  return none();
}
/// sendto(data[, flags], address)
Value sendTo(Thread &t, const Value *a) {
  auto *rest = as<Tuple>(a[1]);
  if (rest->size < 2 || rest->size > 3) return raise(t, Msg::ArgumentCountOf, "sendto", "2 or 3 arguments", rest->size);
  BytesArgument bytes;
  int flags = 0;
  ssize_t n;
  Address address;
  socklen_t length;
  Socket *s = self(a);
  if (!bytes.acquire(t, rest->items[0]) || (rest->size == 3 && !intArgument(t, rest->items[1], &flags)) ||
      !addressArgument(t, s, rest->items[rest->size - 1], "sendto", &address, &length))
    return kNoValue;
  auto call = [&] { return ::sendto(s->fd, bytes.data, static_cast<size_t>(bytes.length), flags, &address.any, length); };
  return socketCall(t, s, POLLOUT, s->timeout, &n, call) ? intValue(t, n) : kNoValue;
}

Value receive(Thread &t, const Value *a) {
  int64_t size;
  int flags;
  ssize_t n;
  Socket *s = self(a);
  if (!sizeArgument(t, a[1], "negative buffersize in recv", &size) || !flagsArgument(t, a[2], &flags)) return kNoValue;
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  if (!size) return fromObject(bytes);
  auto call = [&] { return ::recv(s->fd, bytes->data, static_cast<size_t>(size), flags); };
  if (!socketCall(t, s, POLLIN, s->timeout, &n, call)) return kNoValue;
  return n == size ? fromObject(bytes) : fromObject(bytesNew(t, bytes->data, n));
}
Value receiveInto(Thread &t, const Value *a) {
  Target target;
  int64_t size = 0;
  int flags;
  ssize_t n;
  Socket *s = self(a);
  if (!target.acquire(t, a[1], "recv_into") || (ok(a[2]) && !sizeArgument(t, a[2], "negative buffersize in recv_into", &size)) ||
      !flagsArgument(t, a[3], &flags))
    return kNoValue;
  if (!size) size = target.length;
  if (size > target.length) return raiseText(t, Exc::ValueError, "buffer too small for requested bytes");
  if (!size) return fromInt(0);
  auto call = [&] { return ::recv(s->fd, target.data, static_cast<size_t>(size), flags); };
  return socketCall(t, s, POLLIN, s->timeout, &n, call) ? intValue(t, n) : kNoValue;
}
bool receiveFromInto(Thread &t, Socket *s, void *data, int64_t size, int flags, ssize_t *n, Value *sender) {
  Address address{};
  socklen_t length;
  auto call = [&] {
    length = addressLength(s);
    return ::recvfrom(s->fd, data, static_cast<size_t>(size), flags, &address.any, &length);
  };
  if (!socketCall(t, s, POLLIN, s->timeout, n, call)) return false;
  *sender = addressValue(t, s->fd, address, length);
  return ok(*sender);
}
Value receiveFrom(Thread &t, const Value *a) {
  int64_t size;
  int flags;
  ssize_t n;
  Value sender;
  if (!sizeArgument(t, a[1], "negative buffersize in recvfrom", &size) || !flagsArgument(t, a[2], &flags)) return kNoValue;
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  if (!receiveFromInto(t, self(a), bytes->data, size, flags, &n, &sender)) return kNoValue;
  return fromObject(tupleOf(t, n == size ? fromObject(bytes) : fromObject(bytesNew(t, bytes->data, n)), sender));
}
Value receiveFromIntoMethod(Thread &t, const Value *a) {
  Target target;
  int64_t size = 0;
  int flags;
  ssize_t n;
  Value sender;
  if (!target.acquire(t, a[1], "recvfrom_into") || (ok(a[2]) && !sizeArgument(t, a[2], "negative buffersize in recvfrom_into", &size)) ||
      !flagsArgument(t, a[3], &flags))
    return kNoValue;
  if (!size) size = target.length;
  if (size > target.length) return raiseText(t, Exc::ValueError, "nbytes is greater than the length of the buffer");
  if (!receiveFromInto(t, self(a), target.data, size, flags, &n, &sender)) return kNoValue;
  return fromObject(tupleOf(t, intValue(t, n), sender));
}

} // namespace

const NativeRow kTransferMethods[] = {{"recv", receive, "!($self, buffersize, flags=0, /)"},
                                      {"recv_into", receiveInto, "($self, buffer, nbytes=0, flags=0)"},
                                      {"recvfrom", receiveFrom, "!($self, buffersize, flags=0, /)"},
                                      {"recvfrom_into", receiveFromIntoMethod, "($self, buffer, nbytes=0, flags=0)"},
                                      {"send", send, "!($self, data, flags=0, /)"},
                                      {"sendall", sendAll, "!($self, data, flags=0, /)"},
                                      {"sendto", sendTo, "($self, *args)"},
                                      {nullptr, nullptr, nullptr}};

} // namespace rt::socketmodule
