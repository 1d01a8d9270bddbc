// The module _asyncio: futures and tasks, and which loop and task are running. What is not called at every step, their
// texts among it, is in the library's modules asyncio.base_futures and asyncio.base_tasks.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

enum class FutureState : uint8_t { Pending, Cancelled, Finished };

struct Future : Object {
  Value attributes;
  Value loop;                // kNoValue before __init__
  Value callback0, context0; // the first callback and its context
  Value callbacks;           // a list of (callback, context), the others
  Value exception, exceptionTraceback, result;
  Value sourceTraceback, cancelMessage;
  Value cancelledError;      // raised once by what asks for the result
  FutureState state;
  bool logTraceback;         // nobody has asked for the exception yet
  bool blocking;             // _asyncio_future_blocking: yielded by `await`
};
struct Task : Future {
  Value waiter; // what it awaits: a future
  Value coroutine, name, context;
  int64_t cancelRequests;
  bool mustCancel, logDestroyPending;
};
inline constexpr size_t kFutureValues = (offsetof(Future, state) - offsetof(Future, attributes)) / sizeof(Value);
inline constexpr size_t kTaskValues = (offsetof(Task, cancelRequests) - offsetof(Task, waiter)) / sizeof(Value);

/// Objects that the module refers to; all of them are roots.
struct AsyncioObjects {
  Type *futureType, *taskType, *iteratorType, *stepType;
  Type *cancelledError, *invalidState;
  Value futureText, taskText, taskStack, printTaskStack, isCoroutine, loopPolicy, extractStack;
  Value allTasks, currentTasks; // a WeakSet; a dict by loop
  Str *add, *getDebug, *callSoon, *context, *message, *blockingName, *getLoop, *addDoneCallback, *cancel;
  Tuple *contextKeyword, *messageKeyword;
};
extern AsyncioObjects asyncio;

inline bool isFuture(Value v) { return typeOf(v) == asyncio.futureType || typeOf(v) == asyncio.taskType; }

// --- Futures (Future.cpp)
bool addFutureTypes(Thread &, Value module);
/// Of __init__; `loop` may be kNoValue or None: the running one, or that of the policy.
bool initFuture(Thread &, Future *, Value loop);
bool setFutureResult(Thread &, Future *, Value result);
bool setFutureException(Thread &, Future *, Value exception);
/// 1: it is cancelled now, 0: it was done, -1: an exception is pending.
int cancelFuture(Thread &, Future *, Value message);
bool addFutureCallback(Thread &, Future *, Value callback, Value context);
Value futureCancelledError(Thread &, Future *);
/// The result, or kNoValue with the exception pending.
Value futureResult(Thread &, Future *);
/// Tells the collector whether there is anything to say about the object when it dies.
void noteFutureState(Future *);
void finalizeFuture(Thread &, Value self);
/// loop.call_exception_handler() with a message about the object, which dies.
void tellLoop(Thread &, Future *, Str *message, std::string_view name, Value exception);
/// loop.call_soon(callback[, argument], context=context).
bool callSoon(Thread &, Value loop, Value callback, Value argument, Value context);

// --- Tasks (Task.cpp)
bool addTaskType(Thread &, Value module);
bool enterTask(Thread &, Value loop, Value task);
bool leaveTask(Thread &, Value loop, Value task);

/// The running loop, or that of the policy (Asyncio.cpp).
Value eventLoop(Thread &);

} // namespace rt
