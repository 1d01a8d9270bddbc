// _asyncio: functions of the module, and what it needs of the library.
#include "runtime-lib/modules/asyncio/Asyncio.h"

#include "runtime-lib/core/ThreadValue.h"

#include <unistd.h>

namespace rt {

AsyncioObjects asyncio;

namespace {

ThreadValue runningLoops;
pid_t runningIn; // the process that set one last: a child has none

Value runningLoop(Thread &t) {
  const Value loop = runningLoops.of(t);
  return ok(loop) && !isNone(loop) && runningIn == getpid() ? loop : kNoValue;
}

Value getRunningLoopOrNone(Thread &t, const Value *) {
  const Value loop = runningLoop(t);
  return ok(loop) ? loop : none();
}
Value getRunningLoop(Thread &t, const Value *) {
  const Value loop = runningLoop(t);
  return ok(loop) ? loop : raise(t, Msg::FutureNoLoop);
}
Value setRunningLoop(Thread &t, const Value *a) {
  runningLoops.of(t) = a[0];
  runningIn = getpid();
  return none();
}
Value getEventLoop(Thread &t, const Value *) { return eventLoop(t); }
Value enter(Thread &t, const Value *a) { return enterTask(t, a[0], a[1]) ? none() : kNoValue; }
Value leave(Thread &t, const Value *a) { return leaveTask(t, a[0], a[1]) ? none() : kNoValue; }
Value registerTask(Thread &t, const Value *a) {
  return ok(callMethodWith(t, asyncio.allTasks, asyncio.add, a[0])) ? none() : kNoValue;
}
Value unregisterTask(Thread &t, const Value *a) {
  return ok(callMethodWith(t, asyncio.allTasks, internAscii(t, "discard"), a[0])) ? none() : kNoValue;
}

const NativeRow kFunctions[] = {NATIVE_FUNCTION("_enter_task", enter, "(loop, task)"),
                                NATIVE_FUNCTION("_get_event_loop", getEventLoop, "(stacklevel=3)"),
                                NATIVE_FUNCTION("_get_running_loop", getRunningLoopOrNone, "()"),
                                NATIVE_FUNCTION("_leave_task", leave, "(loop, task)"),
                                NATIVE_FUNCTION("_register_task", registerTask, "(task)"),
                                NATIVE_FUNCTION("_set_running_loop", setRunningLoop, "(loop, /)"),
                                NATIVE_FUNCTION("_unregister_task", unregisterTask, "(task)"),
                                NATIVE_FUNCTION("get_event_loop", getEventLoop, "()"),
                                NATIVE_FUNCTION("get_running_loop", getRunningLoop, "()"),
                                {nullptr, nullptr, nullptr}};

bool findIn(Thread &t, const char *module, const char *name, Value *place) {
  const Value found = importModule(t, module);
  if (ok(found)) *place = getAttribute(t, found, internAscii(t, name));
  return ok(found) && ok(*place);
}
/// What the module uses of the library's modules, which may import this one.
bool findLibrary(Thread &t) {
  return findIn(t, "asyncio.exceptions", "CancelledError", reinterpret_cast<Value *>(&asyncio.cancelledError)) &&
         findIn(t, "asyncio.exceptions", "InvalidStateError", reinterpret_cast<Value *>(&asyncio.invalidState)) &&
         findIn(t, "asyncio.base_futures", "_future_repr", &asyncio.futureText) &&
         findIn(t, "asyncio.base_tasks", "_task_repr", &asyncio.taskText) &&
         findIn(t, "asyncio.base_tasks", "_task_get_stack", &asyncio.taskStack) &&
         findIn(t, "asyncio.base_tasks", "_task_print_stack", &asyncio.printTaskStack) &&
         findIn(t, "asyncio.coroutines", "iscoroutine", &asyncio.isCoroutine) &&
         findIn(t, "asyncio.events", "get_event_loop_policy", &asyncio.loopPolicy) &&
         findIn(t, "traceback", "extract_stack", &asyncio.extractStack);
}

bool initialise(Thread &t, Value module) {
  addRoot(reinterpret_cast<Value *>(&asyncio), sizeof asyncio / sizeof(Value));
  if (!ok(importModule(t, "_contextvars"))) return false; // for copyCurrentContext
  Value weakSet;
  if (!findIn(t, "weakref", "WeakSet", &weakSet)) return false;
  asyncio.allTasks = call(t, weakSet, nullptr, 0);
  asyncio.currentTasks = fromObject(dictNew(t));
  asyncio.add = internAscii(t, "add");
  asyncio.getDebug = internAscii(t, "get_debug");
  asyncio.callSoon = internAscii(t, "call_soon");
  asyncio.context = internAscii(t, "context");
  asyncio.message = internAscii(t, "message");
  asyncio.blockingName = internAscii(t, "_asyncio_future_blocking");
  asyncio.getLoop = internAscii(t, "get_loop");
  asyncio.addDoneCallback = internAscii(t, "add_done_callback");
  asyncio.cancel = internAscii(t, "cancel");
  asyncio.contextKeyword = tupleOf(t, fromObject(asyncio.context));
  asyncio.messageKeyword = tupleOf(t, fromObject(internAscii(t, "msg")));
  return addFutureTypes(t, module) && addTaskType(t, module) && addFunctions(t, module, kFunctions) &&
         addValue(t, module, "_all_tasks", asyncio.allTasks) && addValue(t, module, "_current_tasks", asyncio.currentTasks) &&
         findLibrary(t);
}

} // namespace

Value eventLoop(Thread &t) {
  const Value loop = runningLoop(t);
  if (ok(loop)) return loop;
  const Value policy = TRY(callWith(t, asyncio.loopPolicy));
  return callMethodWith(t, policy, internAscii(t, "get_event_loop"));
}

} // namespace rt

NATIVE_MODULE_DEFINITION(_asyncio, "_asyncio", rt::initialise)
