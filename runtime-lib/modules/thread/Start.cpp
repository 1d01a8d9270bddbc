// The _thread module: starting and describing threads.
//
// A thread has its own Thread state, stack and recursion limit; it holds the mutator lock whenever it
// touches Python objects. Threads still running when the program ends are ended with the process.
#include "runtime-lib/core/Tracing.h"
#include "runtime-lib/modules/thread/Threads.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/core/Program.h"

#include <csignal>
#include <cstdlib>
#include <pthread.h>
#include <string>
#include <sys/syscall.h>
#include <unistd.h>

namespace rt {

namespace {

constexpr size_t kDefaultStack = size_t{16} << 20, kStackReserve = 128 << 10;
size_t stackSize;    // 0: the default
int64_t threadCount; // started and not yet finished
Type *hookArgumentsType;

struct StartRecord {
  Value function, args, kwargs;
  Thread thread{};
  size_t stack;
};

/// What happens to an exception that nobody handled in a thread: SystemExit ends it silently.
void reportThreadError(Thread &t, Value function) {
  if (pendingMatches(t, Exc::SystemExit)) {
    clearPending(t);
    return;
  }
  reportUnraisable(t, function);
}

// A sentinel is a lock that is released when the thread ends.
struct Sentinel {
  Thread *thread;
  Value lock;
  Sentinel *next;
};
Sentinel *sentinels;
void endThread(Thread &t) {
  for (Sentinel **link = &sentinels; *link;) {
    Sentinel *s = *link;
    if (s->thread != &t) {
      link = &s->next;
      continue;
    }
    *link = s->next;
    releaseLock(s->lock);
    s->lock = kNoValue; // the record stays: its field is a root
  }
}
Value setSentinel(Thread &t, const Value *) {
  auto *s = new Sentinel{&t, newLock(t), sentinels};
  addRoot(&s->lock);
  sentinels = s;
  return s->lock;
}

void *runThread(void *data) {
  auto *start = static_cast<StartRecord *>(data);
  Thread &t = start->thread;
  char *here = static_cast<char *>(__builtin_frame_address(0));
  setCurrentThread(&t);
  t.stackBase = here + 64;
  t.stackLimit = t.stackEnd = here - start->stack + kStackReserve;
  acquireMutatorLock(t);
  attachThread(t);
  Value function = start->function;
  Dict *kwargs = ok(start->kwargs) ? as<Dict>(start->kwargs) : nullptr;
  if (!ok(callEx(t, function, as<Tuple>(start->args), kwargs))) reportThreadError(t, function);
  setTraceFunctions(t, kNoValue, kNoValue);
  endThread(t);
  threadCount--;
  detachThread(t);
  releaseMutatorLock(t);
  setCurrentThread(nullptr);
  // The record is kept: sentinels and frames may still name the thread.
  return nullptr;
}

Value startThread(Thread &t, const Value *a) {
  if (!isCallable(a[0])) return raiseText(t, Exc::TypeError, "first arg must be callable");
  if (!isTuple(a[1])) return raiseText(t, Exc::TypeError, "2nd arg must be a tuple");
  if (ok(a[2]) && !isDict(a[2])) return raiseText(t, Exc::TypeError, "optional 3rd arg must be a dictionary");
  auto *start = new StartRecord{a[0], a[1], a[2], {}, 0};
  start->stack = stackSize ? stackSize : kDefaultStack;
  Thread &made = start->thread;
  made.handled = none();
  made.recursionLimit = made.recursionLeft = t.recursionLimit;
  if (!rt_manyThreads) {
    rt_manyThreads = true;
    adoptMutatorLock(t);
  }
  addRoot(&start->function, 3);
  pthread_attr_t attributes;
  pthread_attr_init(&attributes);
  pthread_attr_setstacksize(&attributes, start->stack);
  pthread_attr_setdetachstate(&attributes, PTHREAD_CREATE_DETACHED);
  pthread_t native;
  made.id = 0;
  threadCount++;
  int error = pthread_create(&native, &attributes, runThread, start);
  pthread_attr_destroy(&attributes);
  if (error) {
    threadCount--;
    return raiseText(t, Exc::RuntimeError, "can't start new thread");
  }
  made.id = static_cast<uint64_t>(native); // the thread waits for the mutator lock, which we hold
  return intFromUnsigned(t, made.id);
}
uint64_t identity(Thread &t) {
  if (!t.id) t.id = static_cast<uint64_t>(pthread_self());
  return t.id;
}
Value getIdentity(Thread &t, const Value *) { return intFromUnsigned(t, identity(t)); }
Value getNativeId(Thread &t, const Value *) { return intValue(t, syscall(SYS_gettid)); }
Value countThreads(Thread &t, const Value *) { return intValue(t, threadCount); }
Value setStackSize(Thread &t, const Value *a) {
  int64_t size = 0;
  if (ok(a[0]) && !toSize(t, a[0], &size)) return kNoValue;
  if (size < 0) return raiseText(t, Exc::ValueError, "size must be 0 or a positive value");
  auto old = static_cast<int64_t>(stackSize);
  if (size && size < 32 << 10) return raise(t, Msg::ThreadStackSize, size);
  stackSize = size ? std::max<size_t>(static_cast<size_t>(size), 512 << 10) : 0;
  return intValue(t, old);
}
Value exitThread(Thread &t, const Value *) { return raiseObject(t, fromObject(exceptionType(Exc::SystemExit))); }
Value interruptMain(Thread &t, const Value *a) {
  int64_t number = SIGINT;
  if (ok(a[0]) && !toInt64(t, a[0], &number)) return kNoValue;
  if (number < 1 || number >= kSignalCount) return raise(t, Msg::SignalOutOfRange);
  if (signalIsHandled(static_cast<int>(number))) tripSignal(static_cast<int>(number));
  return checkSignals(t) ? none() : kNoValue;
}

/// The default of threading.excepthook.
Value exceptionHook(Thread &t, const Value *a) {
  if (typeOf(a[0]) != hookArgumentsType)
    return raiseText(t, Exc::TypeError, "_thread._excepthook argument type must be ExceptHookArgs");
  auto *args = as<Tuple>(a[0]);
  if (same(args->items[0], fromObject(exceptionType(Exc::SystemExit)))) return none();
  Value sys = TRY(importModule(t, "sys"));
  Value file = TRY(getAttribute(t, sys, names().stderr));
  Value thread = args->items[3];
  if (isNone(file)) {
    if (isNone(thread)) return none();
    file = TRY(getAttribute(t, thread, internAscii(t, "_stderr")));
    if (isNone(file)) return none();
  }
  std::string text = "Exception in thread ";
  bool failed = false;
  Value name = isNone(thread) ? kNoValue : getAttributeOrNone(t, thread, names().name, &failed);
  if (failed) clearPending(t);
  Str *shown = ok(name) ? str(t, name) : nullptr;
  if (shown) text += strUtf8(t, shown);
  else text += std::to_string(identity(t));
  TRY(callMethodWith(t, file, names().write, fromObject(strFromUtf8(t, text + ":\n"))));
  Value hook = TRY(getAttribute(t, sys, internAscii(t, "__excepthook__")));
  TRY(callWith(t, hook, args->items[0], args->items[1], args->items[2]));
  return callMethodWith(t, file, names().flush);
}
Value createHookArguments(Thread &t, Type *type, const Value *args, size_t positional, Tuple *) {
  List *items = positional == 1 ? TRY(toList(t, args[0])) : nullptr;
  if (!items || items->size != 4) return raiseText(t, Exc::TypeError, "_ExceptHookArgs() takes a sequence of 4 items");
  return structSequenceNew(t, type, items->array->items);
}

const NativeRow kFunctions[] = {
    {"start_new_thread", startThread, "(function, args, kwargs={}, /)", NativeKind::Function},
    {"start_new", startThread, "(function, args, kwargs={}, /)", NativeKind::Function},
    {"get_ident", getIdentity, "()", NativeKind::Function},
    {"get_native_id", getNativeId, "()", NativeKind::Function},
    {"_count", countThreads, "()", NativeKind::Function},
    {"stack_size", setStackSize, "(size=0, /)", NativeKind::Function},
    {"exit", exitThread, "()", NativeKind::Function},
    {"exit_thread", exitThread, "()", NativeKind::Function},
    {"interrupt_main", interruptMain, "(signum=2, /)", NativeKind::Function},
    {"_set_sentinel", setSentinel, "()", NativeKind::Function},
    {"_excepthook", exceptionHook, "(args, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  identity(*rt_mainThread);
  return addLockTypes(t, module) && addLocalType(t, module) && addThreadStart(t, module);
}

} // namespace

bool addThreadStart(Thread &t, Value module) {
  static const char *const fields[] = {"exc_type", "exc_value", "exc_traceback", "thread", nullptr};
  hookArgumentsType = structSequenceType(t, "_thread", "_ExceptHookArgs", fields, 4);
  addRoot(&hookArgumentsType);
  if (!hookArgumentsType) return false;
  hookArgumentsType->slots.create = createHookArguments;
  return addFunctions(t, module, kFunctions) && addValue(t, module, "TIMEOUT_MAX", floatValue(t, 9223372036.0)) &&
         addValue(t, module, "error", fromObject(exceptionType(Exc::RuntimeError))) &&
         addValue(t, module, "_ExceptHookArgs", fromObject(hookArgumentsType));
}

} // namespace rt

NATIVE_MODULE_DEFINITION(_thread, "_thread", rt::initialise)
