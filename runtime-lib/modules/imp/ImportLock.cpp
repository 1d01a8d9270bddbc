#include "runtime-lib/modules/imp/ImportLock.h"

#include "runtime-lib/modules/thread/Threads.h"

namespace rt {

namespace {

NativeLock *theLock; // made at first use
uint64_t owner;
int64_t depth; // how often the owner has it

} // namespace

bool importLockTake(Thread &t) {
  if (depth && owner == t.id) return depth++, true;
  if (!theLock) theLock = nativeLockNew();
  if (nativeLockTake(t, theLock, -1) < 0) return false;
  owner = t.id;
  depth = 1;
  return true;
}
bool importLockFree(Thread &t) {
  if (!depth || owner != t.id) return false;
  if (--depth == 0) nativeLockFree(theLock);
  return true;
}
bool importLockIsTaken() { return depth > 0; }

void importLockAfterFork(Thread &t) {
  bool keeps = depth && owner == t.id;
  theLock = nullptr; // the old one may be in any state
  if (!keeps) {
    depth = 0;
    return;
  }
  theLock = nativeLockNew();
  nativeLockTake(t, theLock, 0);
}

} // namespace rt
