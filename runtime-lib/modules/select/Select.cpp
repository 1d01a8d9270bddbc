// The select module: select(), and the registration of the rest.
#include "runtime-lib/modules/select/Select.h"

#include "runtime-lib/core/Blocking.h"

#include <climits>
#include <sys/select.h>
#include <vector>

namespace rt {

namespace {

/// One of the three sequences: the objects with their descriptors.
struct Watched {
  fd_set set;
  std::vector<int> descriptors;
  List *objects;

  bool collect(Thread &t, Value sequence, int *highest) {
    FD_ZERO(&set);
    objects = listNew(t);
    Value items = toFastSequence(t, sequence, "arguments 1-3 must be sequences");
    return ok(items) && forEach(t, items, [&](Value v) {
      int fd;
      if (!descriptorArgument(t, v, &fd)) return false;
      if (fd >= FD_SETSIZE)
        return raiseText(t, Exc::ValueError, "filedescriptor out of range in select()"), false;
      if (descriptors.size() >= FD_SETSIZE)
        return raiseText(t, Exc::ValueError, "too many file descriptors in select()"), false;
      FD_SET(fd, &set);
      descriptors.push_back(fd);
      *highest = std::max(*highest, fd);
      return listAppend(t, objects, v);
    });
  }
  Value ready(Thread &t, const fd_set &answer) {
    List *result = listNew(t);
    for (size_t i = 0; i < descriptors.size(); i++)
      if (FD_ISSET(descriptors[i], &answer) && !listAppend(t, result, objects->array->items[i])) return kNoValue;
    return fromObject(result);
  }
};

Value selectReady(Thread &t, const Value *a) {
  int64_t timeout = -1;
  const bool waitsForever = !ok(a[3]) || isNone(a[3]);
  if (!waitsForever) {
    if (!durationArgument(t, a[3], Rounding::Ceiling, &timeout)) {
      if (!pendingMatches(t, Exc::TypeError)) return kNoValue;
      clearPending(t);
      return raiseText(t, Exc::TypeError, "timeout must be a float or None");
    }
    if (timeout < 0) return raiseText(t, Exc::ValueError, "timeout must be non-negative");
  }
  const int64_t deadline = waitsForever ? 0 : deadlineAfter(timeout);
  int highest = -1, count;
  Watched read, write, except;
  if (!read.collect(t, a[0], &highest) || !write.collect(t, a[1], &highest) || !except.collect(t, a[2], &highest))
    return kNoValue;
  fd_set r, w, e;
  if (!blockingCall(t, &count, [&] {
        r = read.set, w = write.set, e = except.set;
        timespec left = toTimespec(std::max<int64_t>(deadline - monotonicNow(), 0));
        return pselect(highest + 1, &r, &w, &e, waitsForever ? nullptr : &left, nullptr);
      }))
    return kNoValue;
  if (count < 0) return raiseErrno(t, errno);
  Value readable = TRY(read.ready(t, r)), writable = TRY(write.ready(t, w));
  return fromObject(tupleOf(t, readable, writable, TRY(except.ready(t, e))));
}

const NativeRow kFunctions[] = {NATIVE_FUNCTION("select", selectReady, "(rlist, wlist, xlist, timeout=None, /)"),
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kFunctions) && addInt(t, module, "PIPE_BUF", PIPE_BUF) &&
         addValue(t, module, "error", fromObject(exceptionType(Exc::OSError))) && addPoll(t, module) &&
         addEpoll(t, module);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(select, "select", rt::initialise)
