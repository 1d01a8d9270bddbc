// select.poll: descriptors and event masks, kept in the order of registration.
#include "runtime-lib/modules/select/Select.h"

#include "runtime-lib/core/Blocking.h"

#include <poll.h>
#include <vector>

namespace rt {

namespace {

struct Poll : Object {
  Dict *masks; // descriptor -> events
  bool running;
};
Type *pollType;

constexpr short kDefaultEvents = POLLIN | POLLPRI | POLLOUT;

bool maskArgument(Thread &t, Value v, int64_t *out) {
  if (!isAnyInt(v)) return raiseText(t, Exc::TypeError, "an integer is required"), false;
  if (intSign(v) < 0) return raiseText(t, Exc::ValueError, "value must be positive"), false;
  if (!intFits(v, out)) return raise(t, Msg::IntTooLargeForUnsignedLong), false;
  if (*out <= UINT16_MAX) return true;
  return raiseText(t, Exc::OverflowError, "Python int too large for C unsigned short"), false;
}
bool store(Thread &t, Poll *p, int fd, int64_t events) { return dictSet(t, p->masks, fromInt(fd), fromInt(events)); }

Value registerDescriptor(Thread &t, const Value *a) {
  int fd;
  int64_t events = kDefaultEvents;
  if (!descriptorArgument(t, a[1], &fd) || (ok(a[2]) && !maskArgument(t, a[2], &events))) return kNoValue;
  return store(t, as<Poll>(a[0]), fd, events) ? none() : kNoValue;
}
Value modify(Thread &t, const Value *a) {
  int fd;
  int64_t events;
  Value known;
  if (!descriptorArgument(t, a[1], &fd) || !maskArgument(t, a[2], &events)) return kNoValue;
  Found found = dictFind(t, as<Poll>(a[0])->masks, fromInt(fd), &known);
  if (found == Found::No) return raiseErrno(t, ENOENT);
  return found == Found::Yes && store(t, as<Poll>(a[0]), fd, events) ? none() : kNoValue;
}
Value unregister(Thread &t, const Value *a) {
  int fd;
  if (!descriptorArgument(t, a[1], &fd)) return kNoValue;
  Found found = dictRemove(t, as<Poll>(a[0])->masks, fromInt(fd));
  if (found == Found::No) return raiseKeyError(t, fromInt(fd));
  return found == Found::Yes ? none() : kNoValue;
}
Value wait(Thread &t, const Value *a) {
  auto *p = as<Poll>(a[0]);
  int timeout, count;
  if (!timeoutArgument(t, a[1], 1'000'000, "timeout must be an integer or None", &timeout)) return kNoValue;
  if (p->running) return raiseText(t, Exc::RuntimeError, "concurrent poll() invocation");
  std::vector<pollfd> descriptors;
  int64_t position = 0;
  for (Value fd, events; dictNext(p->masks, &position, &fd, &events);)
    descriptors.push_back({static_cast<int>(asInt(fd)), static_cast<short>(asInt(events)), 0});
  p->running = true;
  bool good = blockingCallFor(t, &count, timeout, [&](int left) { return poll(descriptors.data(), descriptors.size(), left); });
  p->running = false;
  if (!good) return kNoValue;
  if (count < 0) return raiseErrno(t, errno);
  List *result = listNew(t);
  for (const pollfd &d : descriptors)
    if (d.revents && !listAppend(t, result, fromObject(tupleOf(t, fromInt(d.fd), fromInt(d.revents & 0xffff)))))
      return kNoValue;
  return fromObject(result);
}
const NativeRow kMethods[] = {{"register", registerDescriptor, "($self, fd, eventmask=0, /)"},
                              {"modify", modify, "($self, fd, eventmask, /)"},
                              {"unregister", unregister, "($self, fd, /)"},
                              {"poll", wait, "($self, timeout=None, /)"},
                              {nullptr, nullptr, nullptr}};

Value makePoll(Thread &t, const Value *) {
  auto *p = reinterpret_cast<Poll *>(allocateInstance(t, pollType));
  p->masks = dictNew(t);
  return fromObject(p);
}
const NativeRow kFunctions[] = {NATIVE_FUNCTION("poll", makePoll, "()"), {nullptr, nullptr, nullptr}};

#define INT(name) {#name, name}
const IntConstant kConstants[] = {INT(POLLIN),     INT(POLLPRI),    INT(POLLOUT),    INT(POLLERR),
                                  INT(POLLHUP),    INT(POLLNVAL),   INT(POLLRDNORM), INT(POLLRDBAND),
                                  INT(POLLWRNORM), INT(POLLWRBAND), INT(POLLMSG),    INT(POLLRDHUP)};

} // namespace

bool addPoll(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(Poll);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.pointer(static_cast<Poll *>(o)->masks); };
  spec.methods = kMethods;
  pollType = makeNativeType(t, "select", "poll", builtinType(TypeId::Object), spec);
  addRoot(&pollType);
  return pollType && addFunctions(t, module, kFunctions) && addConstants(t, module, kConstants);
}

} // namespace rt
