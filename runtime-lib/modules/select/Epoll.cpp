// select.epoll: an object around an epoll descriptor.
#include "runtime-lib/modules/select/Select.h"

#include "runtime-lib/core/Blocking.h"

#include <sys/epoll.h>
#include <sys/select.h>
#include <unistd.h>
#include <vector>

namespace rt {

namespace {

struct Epoll : Object {
  int fd; // -1: closed
};
Type *epollType;

Value newEpoll(Thread &t, Type *type, int fd) {
  auto *e = reinterpret_cast<Epoll *>(allocateInstance(t, type));
  e->fd = fd;
  return fromObject(e);
}
Value create(Thread &t, const Value *a) {
  int sizeHint = -1, flags = 0;
  if ((ok(a[1]) && !intArgument(t, a[1], &sizeHint)) || (ok(a[2]) && !intArgument(t, a[2], &flags))) return kNoValue;
  if (sizeHint != -1 && sizeHint <= 0) return raiseText(t, Exc::ValueError, "negative sizehint");
  if (flags && flags != EPOLL_CLOEXEC) return raiseText(t, Exc::OSError, "invalid flags");
  int fd = makeDescriptor(t, [] { return epoll_create1(EPOLL_CLOEXEC); });
  return fd < 0 ? raiseErrno(t, errno) : newEpoll(t, as<Type>(a[0]), fd);
}
constexpr NativeRow kCreate{"epoll", create, "($type, sizehint=-1, flags=0)"};

Value fromDescriptor(Thread &t, const Value *a) {
  int fd;
  return intArgument(t, a[1], &fd) ? newEpoll(t, as<Type>(a[0]), fd) : kNoValue;
}
/// The open descriptor of self, -1 with ValueError.
int opened(Thread &t, Value self) {
  int fd = as<Epoll>(self)->fd;
  if (fd < 0) raiseText(t, Exc::ValueError, "I/O operation on closed epoll object");
  return fd;
}
void closeDescriptor(Epoll *e) {
  if (e->fd >= 0) ::close(e->fd);
  e->fd = -1;
}
/// Reference: errors of close are not reported.
Value closeMethod(Thread &, const Value *a) {
  closeDescriptor(as<Epoll>(a[0]));
  return none();
}
Value fileNumber(Thread &t, const Value *a) {
  int fd = opened(t, a[0]);
  return fd < 0 ? kNoValue : fromInt(fd);
}
Value isClosed(Thread &, Value self) { return fromBool(as<Epoll>(self)->fd < 0); }
Value enter(Thread &t, const Value *a) { return opened(t, a[0]) < 0 ? kNoValue : a[0]; }
Value leave(Thread &t, const Value *a) { return callMethodWith(t, a[0], names().close); }

template <int operation> Value control(Thread &t, const Value *a) {
  int epoll = opened(t, a[0]), fd;
  epoll_event event{};
  event.events = EPOLLIN | EPOLLPRI | EPOLLOUT;
  if (epoll < 0 || !descriptorArgument(t, a[1], &fd)) return kNoValue;
  if (operation != EPOLL_CTL_DEL && ok(a[2])) {
    uint64_t mask;
    if (!maskedArgument(t, a[2], &mask)) return kNoValue;
    event.events = static_cast<uint32_t>(mask);
  }
  event.data.fd = fd;
  return checked(t, epoll_ctl(epoll, operation, fd, &event));
}
Value wait(Thread &t, const Value *a) {
  int epoll = opened(t, a[0]), timeout, most = -1, count;
  if (epoll < 0 || !timeoutArgument(t, a[1], kNanoseconds, "timeout must be an integer or None", &timeout) ||
      (ok(a[2]) && !intArgument(t, a[2], &most)))
    return kNoValue;
  if (most == -1) most = FD_SETSIZE - 1;
  if (most < 1) return raise(t, Msg::EpollMaxEvents, most);
  std::vector<epoll_event> events(static_cast<size_t>(most));
  if (!blockingCallFor(t, &count, timeout, [&](int left) { return epoll_wait(epoll, events.data(), most, left); }))
    return kNoValue;
  if (count < 0) return raiseErrno(t, errno);
  List *result = listNew(t);
  for (int i = 0; i < count; i++)
    if (!listAppend(t, result, fromObject(tupleOf(t, fromInt(events[i].data.fd), fromInt(events[i].events)))))
      return kNoValue;
  return fromObject(result);
}

const NativeRow kMethods[] = {{"close", closeMethod, "($self, /)"},
                              {"fileno", fileNumber, "($self, /)"},
                              {"fromfd", fromDescriptor, "($type, fd, /)", NativeKind::ClassMethod},
                              {"register", control<EPOLL_CTL_ADD>, "($self, fd, eventmask=0)"},
                              {"modify", control<EPOLL_CTL_MOD>, "($self, fd, eventmask)"},
                              {"unregister", control<EPOLL_CTL_DEL>, "($self, fd)"},
                              {"poll", wait, "($self, timeout=None, maxevents=-1)"},
                              {"__enter__", enter, "($self, /)"},
                              {"__exit__", leave, "($self, exc_type=None, exc_value=None, exc_tb=None, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"closed", isClosed}, {nullptr, nullptr}};

#define INT(name) {#name, static_cast<int64_t>(static_cast<uint32_t>(name))}
const IntConstant kConstants[] = {INT(EPOLLIN),     INT(EPOLLOUT),    INT(EPOLLPRI),    INT(EPOLLERR),
                                  INT(EPOLLHUP),    INT(EPOLLRDHUP),  INT(EPOLLET),     INT(EPOLLONESHOT),
                                  INT(EPOLLRDNORM), INT(EPOLLRDBAND), INT(EPOLLWRNORM), INT(EPOLLWRBAND),
                                  INT(EPOLLMSG),    INT(EPOLLEXCLUSIVE), INT(EPOLL_CLOEXEC)};

} // namespace

bool addEpoll(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.instanceSize = sizeof(Epoll);
  spec.dispose = [](Object *o) { closeDescriptor(static_cast<Epoll *>(o)); };
  spec.fillSlots = [](Slots &s) { s.create = createBy<kCreate>; };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  epollType = addType(t, module, "epoll", spec);
  addRoot(&epollType);
  return epollType && addConstants(t, module, kConstants);
}

} // namespace rt
