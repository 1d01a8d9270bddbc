// _asyncio.Task: a coroutine that an event loop runs step by step, as callbacks of what it awaits.
#include "runtime-lib/modules/asyncio/Asyncio.h"

#include "runtime-lib/modules/contextvars/ContextVars.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/GeneratorInternals.h"
#include "runtime-lib/objects/NativeFunction.h"

#include <string>

namespace rt {

namespace {

/// What the loop calls for the next step: task.__step(exception).
struct StepCall : Object {
  Value task, exception;
};

Task *taskOf(Value v) { return as<Task>(v); }
bool isCancelledError(Value v) { return isInstance(v, asyncio.cancelledError); }
bool fallsThrough(Value error) {
  return isInstance(error, exceptionType(Exc::KeyboardInterrupt)) || isInstance(error, exceptionType(Exc::SystemExit));
}

bool stepSoon(Thread &t, Task *task, Value exception) {
  auto *step = reinterpret_cast<StepCall *>(allocateInstance(t, asyncio.stepType));
  step->task = fromObject(task);
  step->exception = exception;
  return callSoon(t, task->loop, fromObject(step), kNoValue, task->context);
}
/// The next step raises what is pending.
Value failSoon(Thread &t, Task *task) { return stepSoon(t, task, takePending(t)) ? none() : kNoValue; }

/// Cancels what the task awaits, when somebody cancelled the task before it came there.
bool passCancellation(Thread &t, Task *task) {
  if (!task->mustCancel) return true;
  const Value args[] = {task->cancelMessage};
  Value done = callMethod(t, task->waiter, asyncio.cancel, args, 0, asyncio.messageKeyword);
  const int cancelled = ok(done) ? truth(t, done) : -1;
  if (cancelled > 0) task->mustCancel = false;
  return cancelled >= 0;
}

extern const NativeRow kWakeUp;
Value wakeUpOf(Thread &t, Task *task) {
  return fromObject(newNativeFunction(t, TypeId::NativeFunction, &kWakeUp, fromObject(task), asyncio.taskType));
}

/// The coroutine yielded: the task goes on when that is done.
Value awaitYielded(Thread &t, Task *task, Value yielded) {
  const Value self = fromObject(task);
  if (same(yielded, self)) return raise(t, Msg::TaskAwaitsItself, reprOf(self)), failSoon(t, task);
  if (isFuture(yielded)) {
    auto *future = as<Future>(yielded);
    if (!same(future->loop, task->loop)) return raise(t, Msg::TaskOtherLoop, reprOf(self), reprOf(yielded)), failSoon(t, task);
    if (!future->blocking) return raise(t, Msg::TaskYield, reprOf(self), reprOf(yielded)), failSoon(t, task);
    future->blocking = false;
    if (!addFutureCallback(t, future, wakeUpOf(t, task), task->context)) return kNoValue;
    storeField(task, &task->waiter, yielded);
    return passCancellation(t, task) ? none() : kNoValue;
  }
  if (isNone(yielded)) return stepSoon(t, task, kNoValue) ? none() : kNoValue; // a bare yield: the others have their turn
  bool failed = false;
  const Value blocking = getAttributeOrNone(t, yielded, asyncio.blockingName, &failed);
  if (failed) return kNoValue;
  if (ok(blocking) && !isNone(blocking)) { // another class of futures
    const int isBlocking = truth(t, blocking);
    if (isBlocking < 0) return kNoValue;
    Value loop = getAttributeOrNone(t, yielded, asyncio.getLoop, &failed);
    if (failed) return kNoValue;
    loop = TRY(ok(loop) ? call(t, loop, nullptr, 0) : getAttribute(t, yielded, internAscii(t, "_loop")));
    if (!same(loop, task->loop)) return raise(t, Msg::TaskOtherLoop, reprOf(self), reprOf(yielded)), failSoon(t, task);
    if (!isBlocking) return raise(t, Msg::TaskYield, reprOf(self), reprOf(yielded)), failSoon(t, task);
    if (!setAttribute(t, yielded, asyncio.blockingName, fromBool(false))) return kNoValue;
    const Value args[] = {wakeUpOf(t, task), task->context};
    if (!ok(callMethod(t, yielded, asyncio.addDoneCallback, args, 1, asyncio.contextKeyword))) return kNoValue;
    storeField(task, &task->waiter, yielded);
    return passCancellation(t, task) ? none() : kNoValue;
  }
  if (isExactly(yielded, TypeId::Generator))
    return raise(t, Msg::TaskYieldGenerator, reprOf(self), reprOf(yielded)), failSoon(t, task);
  return raise(t, Msg::TaskBadYield, reprOf(yielded)), failSoon(t, task);
}

/// Runs the coroutine until it yields, returns or raises; `exception` is thrown into it when there is one.
Step advance(Thread &t, Value coroutine, Value exception, Value *out) {
  if (isExactly(coroutine, TypeId::Coroutine) || isExactly(coroutine, TypeId::Generator)) {
    auto *g = as<Generator>(coroutine);
    return ok(exception) ? throwIntoGenerator(t, g, exception, kNoValue, kNoValue, true, out) : resumeGenerator(t, g, none(), out);
  }
  if (ok(exception))
    *out = callMethodWith(t, coroutine, names().throwName, exception);
  else if (typeOf(coroutine)->slots.next)
    *out = nextKeepingValue(t, coroutine);
  else
    *out = callMethodWith(t, coroutine, names().send, none());
  if (ok(*out)) return Step::Yielded;
  return takeStopIteration(t, out) ? Step::Returned : Step::Raised;
}

Value stepInside(Thread &t, Task *task, Value exception) {
  if (task->state != FutureState::Pending) {
    const MessageArg thrown = ok(exception) ? reprOf(exception) : MessageArg("''");
    Str *text = messageText(t, Msg::FutureAlreadyDone, {reprOf(fromObject(task)), thrown});
    return text ? raiseNew(t, asyncio.invalidState, strUtf8(t, text)) : kNoValue;
  }
  if (task->mustCancel) {
    if (!ok(exception) || !isCancelledError(exception)) exception = TRY(futureCancelledError(t, task));
    task->mustCancel = false;
  }
  task->waiter = kNoValue;
  if (!ok(task->coroutine)) return raise(t, Msg::TaskNotInitialized);
  Value v;
  switch (advance(t, task->coroutine, exception, &v)) {
  case Step::Yielded: return awaitYielded(t, task, v);
  case Step::Returned:
    if (!task->mustCancel) return setFutureResult(t, task, v) ? none() : kNoValue;
    task->mustCancel = false; // cancelled in its last step
    return cancelFuture(t, task, task->cancelMessage) < 0 ? kNoValue : none();
  case Step::Raised: break;
  }
  const Value error = takePending(t);
  if (isCancelledError(error)) {
    storeField(task, &task->cancelledError, error);
    return cancelFuture(t, task, kNoValue) < 0 ? kNoValue : none();
  }
  if (!setFutureException(t, task, error)) return kNoValue;
  if (!fallsThrough(error)) return none();
  t.pending = error;
  return kNoValue;
}

Value takeStep(Thread &t, Task *task, Value exception) {
  const Value self = fromObject(task), loop = task->loop;
  if (!enterTask(t, loop, self)) return kNoValue;
  const Value v = stepInside(t, task, exception);
  if (ok(v)) return leaveTask(t, loop, self) ? none() : kNoValue;
  const Value error = takePending(t);
  if (!leaveTask(t, loop, self)) clearPending(t);
  t.pending = error;
  return kNoValue;
}

Value callStep(Thread &t, Value self, const Value *, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size) return raise(t, Msg::TaskStepArguments, "keyword");
  if (positional) return raise(t, Msg::TaskStepArguments, "positional");
  return takeStep(t, taskOf(as<StepCall>(self)->task), as<StepCall>(self)->exception);
}

/// The callback of what a task awaits: (task, future).
Value wakeUp(Thread &t, const Value *a) {
  const Value v = isFuture(a[1]) ? futureResult(t, as<Future>(a[1])) : callMethodWith(t, a[1], internAscii(t, "result"));
  return takeStep(t, taskOf(a[0]), ok(v) ? kNoValue : takePending(t));
}
const NativeRow kWakeUp{"task_wakeup", wakeUp, "($self, future, /)"};

// --- Methods

Value init(Thread &t, const Value *a) {
  static uint64_t count;
  Task *task = taskOf(a[0]);
  if (!initFuture(t, task, a[2])) return kNoValue;
  int isCoroutine = isExactly(a[1], TypeId::Coroutine);
  if (!isCoroutine) {
    const Value answer = TRY(callWith(t, asyncio.isCoroutine, a[1]));
    isCoroutine = truth(t, answer);
    if (isCoroutine < 0) return kNoValue;
  }
  if (!isCoroutine) {
    task->logDestroyPending = false;
    return raise(t, Msg::TaskNotCoroutine, reprOf(a[1]));
  }
  storeField(task, &task->context, ok(a[4]) && !isNone(a[4]) ? a[4] : TRY(copyCurrentContext(t)));
  task->waiter = kNoValue;
  task->mustCancel = false;
  task->logDestroyPending = true;
  task->cancelRequests = 0;
  storeField(task, &task->coroutine, a[1]);
  Value name = a[3];
  if (!ok(name) || isNone(name))
    name = fromObject(strFromAscii(t, "Task-" + std::to_string(++count)));
  else if (!isExactly(name, TypeId::Str))
    name = fromObject(TRY(str(t, name)));
  storeField(task, &task->name, name);
  noteFutureState(task);
  if (!stepSoon(t, task, kNoValue)) return kNoValue;
  return ok(callMethodWith(t, asyncio.allTasks, asyncio.add, a[0])) ? none() : kNoValue;
}
constexpr NativeRow kInit{"Task", init, "($self, coro, *, loop=None, name=None, context=None)"};

Value cancel(Thread &t, const Value *a) {
  Task *task = taskOf(a[0]);
  task->logTraceback = false;
  noteFutureState(task);
  if (task->state != FutureState::Pending) return fromBool(false);
  task->cancelRequests++;
  if (ok(task->waiter)) {
    const Value args[] = {ok(a[1]) ? a[1] : none()};
    const Value done = TRY(callMethod(t, task->waiter, asyncio.cancel, args, 0, asyncio.messageKeyword));
    const int cancelled = truth(t, done);
    if (cancelled < 0) return kNoValue;
    if (cancelled) return fromBool(true); // and that will wake the task
  }
  task->mustCancel = true;
  storeField(task, &task->cancelMessage, a[1]);
  return fromBool(true);
}
Value cancelling(Thread &t, const Value *a) { return intValue(t, taskOf(a[0])->cancelRequests); }
Value uncancel(Thread &t, const Value *a) {
  Task *task = taskOf(a[0]);
  if (task->cancelRequests > 0) task->cancelRequests--;
  return intValue(t, task->cancelRequests);
}
Value getStack(Thread &t, const Value *a) { return callWith(t, asyncio.taskStack, a[0], ok(a[1]) ? a[1] : none()); }
Value printStack(Thread &t, const Value *a) {
  return callWith(t, asyncio.printTaskStack, a[0], ok(a[1]) ? a[1] : none(), ok(a[2]) ? a[2] : none());
}
Value setResult(Thread &t, const Value *) { return raise(t, Msg::TaskSets, "set_result"); }
Value setException(Thread &t, const Value *) { return raise(t, Msg::TaskSets, "set_exception"); }
template <Value Task::*field> Value read(Thread &, Value self) {
  const Value v = taskOf(self)->*field;
  return ok(v) ? v : none();
}
template <Value Task::*field> Value get(Thread &t, const Value *a) { return read<field>(t, a[0]); }
Value setName(Thread &t, const Value *a) {
  const Value name = isExactly(a[1], TypeId::Str) ? a[1] : fromObject(TRY(str(t, a[1])));
  storeField(taskOf(a[0]), &taskOf(a[0])->name, name);
  return none();
}
Value mustCancel(Thread &, Value self) { return fromBool(taskOf(self)->mustCancel); }
Value logsDestroyPending(Thread &, Value self) { return fromBool(taskOf(self)->logDestroyPending); }
bool setLogDestroyPending(Thread &t, Value self, Value v) {
  if (!ok(v)) return ok(raiseText(t, Exc::AttributeError, "cannot delete attribute"));
  const int is = truth(t, v);
  if (is < 0) return false;
  taskOf(self)->logDestroyPending = is;
  noteFutureState(taskOf(self));
  return true;
}
Value represent(Thread &t, Value self) { return callWith(t, asyncio.taskText, self); }
void finalize(Thread &t, Value self) {
  Task *task = taskOf(self);
  if (task->state == FutureState::Pending && task->logDestroyPending && ok(task->loop))
    tellLoop(t, task, strFromAscii(t, "Task was destroyed but it is pending!"), "task", kNoValue);
  finalizeFuture(t, self);
}

const NativeRow kMethods[] = {{"cancel", cancel, "($self, /, msg=None)"},
                              {"cancelling", cancelling, "($self, /)"},
                              {"get_coro", get<&Task::coroutine>, "($self, /)"},
                              {"get_name", get<&Task::name>, "($self, /)"},
                              {"get_stack", getStack, "($self, /, *, limit=None)"},
                              {"print_stack", printStack, "($self, /, *, limit=None, file=None)"},
                              {"set_exception", setException, "($self, exception, /)"},
                              {"set_name", setName, "($self, value, /)"},
                              {"set_result", setResult, "($self, result, /)"},
                              {"uncancel", uncancel, "($self, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"_coro", read<&Task::coroutine>},
                              {"_fut_waiter", read<&Task::waiter>},
                              {"_log_destroy_pending", logsDestroyPending, setLogDestroyPending},
                              {"_must_cancel", mustCancel},
                              {nullptr, nullptr}};
const MemberRow kStepMembers[] = {{"__self__", offsetof(StepCall, task)}, {nullptr, 0}};

} // namespace

bool enterTask(Thread &t, Value loop, Value task) {
  Value running;
  switch (dictFind(t, as<Dict>(asyncio.currentTasks), loop, &running)) {
  case Found::Error: return false;
  case Found::Yes: return ok(raise(t, Msg::TaskEnter, reprOf(task), reprOf(running)));
  default: return dictSet(t, as<Dict>(asyncio.currentTasks), loop, task);
  }
}
bool leaveTask(Thread &t, Value loop, Value task) {
  Value running = none();
  const Found found = dictFind(t, as<Dict>(asyncio.currentTasks), loop, &running);
  if (found == Found::Error) return false;
  if (found != Found::Yes) running = none();
  if (!same(running, task)) return ok(raise(t, Msg::TaskLeave, reprOf(task), reprOf(running)));
  return dictRemove(t, as<Dict>(asyncio.currentTasks), loop) != Found::Error;
}

bool addTaskType(Thread &t, Value module) {
  TypeSpec task{TypeId::Object};
  task.flags = kTypeSubclassable | kTypeWeakRefs | kTypeHasDict;
  task.instanceSize = sizeof(Task);
  task.extraOffset = offsetof(Task, attributes);
  task.trace = [](Object *o, Tracer &tracer) {
    tracer.range(&static_cast<Task *>(o)->loop, kFutureValues - 1);
    tracer.range(&static_cast<Task *>(o)->waiter, kTaskValues);
  };
  task.methods = kMethods;
  task.getSets = kGetSets;
  task.fillSlots = [](Slots &s) {
    s.init = initBy<kInit>;
    s.repr = represent;
    s.finalize = finalize;
  };
  TypeSpec step{TypeId::Object};
  step.flags = kTypeNoCreate;
  step.instanceSize = sizeof(StepCall);
  step.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<StepCall *>(o)->task);
    tracer.value(static_cast<StepCall *>(o)->exception);
  };
  step.members = kStepMembers;
  step.fillSlots = [](Slots &s) { s.call = callStep; };
  asyncio.stepType = makeNativeType(t, "builtins", "TaskStepMethWrapper", nullptr, step);
  asyncio.taskType = addType(t, module, "Task", task, asyncio.futureType);
  return asyncio.stepType && asyncio.taskType;
}

} // namespace rt
