// posix: processes, users and groups, signals to processes, scheduling, and facts about the system.
#include "runtime-lib/modules/posix/Posix.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/modules/imp/ImportLock.h"
#include "runtime-lib/modules/resource/Resource.h"
#include "runtime-lib/modules/signal/Signal.h"

#include <cerrno>
#include <climits>
#include <csignal>
#include <cstdlib>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <sched.h>
#include <spawn.h>
#include <sys/random.h>
#include <sys/syscall.h>
#include <sys/times.h>
#include <sys/utsname.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char **environ;

namespace rt {

namespace {

Type *unameType, *timesType, *waitidType, *schedParamType;
List *forkHooks[3]; // before (run backwards), after in child, after in parent

// --- Numbers in, numbers out
template <auto f> Value plainNumber(Thread &t, const Value *) { return intValue(t, static_cast<int64_t>(f())); }
template <auto f, auto argument = intArgument> Value numberOf(Thread &t, const Value *a) {
  int n;
  return argument(t, a[0], &n) ? checkedInt(t, f(n)) : kNoValue;
}
template <auto f> Value actOn(Thread &t, const Value *a) {
  int n;
  return intArgument(t, a[0], &n) ? checked(t, f(n)) : kNoValue;
}
template <auto f, IdKind kind> Value setOneId(Thread &t, const Value *a) {
  unsigned id;
  return idArgument(t, a[0], kind, &id) ? checked(t, f(id)) : kNoValue;
}
template <auto f, IdKind kind> Value setTwoIds(Thread &t, const Value *a) {
  unsigned x, y;
  return idArgument(t, a[0], kind, &x) && idArgument(t, a[1], kind, &y) ? checked(t, f(x, y)) : kNoValue;
}
template <auto f, IdKind kind> Value setThreeIds(Thread &t, const Value *a) {
  unsigned x, y, z;
  return idArgument(t, a[0], kind, &x) && idArgument(t, a[1], kind, &y) && idArgument(t, a[2], kind, &z) ? checked(t, f(x, y, z)) : kNoValue;
}
template <auto f> Value threeIds(Thread &t, const Value *) {
  unsigned x, y, z;
  if (f(&x, &y, &z) < 0) return raiseErrno(t, errno);
  return fromObject(tupleOf(t, fromInt(x), fromInt(y), fromInt(z)));
}
template <auto f> Value actOnTwo(Thread &t, const Value *a) {
  int x, y;
  return pidArgument(t, a[0], &x) && intArgument(t, a[1], &y) ? checked(t, f(x, y)) : kNoValue;
}
Value killProcess(Thread &t, const Value *a) {
  TRY(actOnTwo<::kill>(t, a));
  return checkSignals(t) ? none() : kNoValue; // the signal may be for this process
}
Value listOfIds(Thread &t, const std::vector<gid_t> &ids) {
  List *list = listNew(t);
  for (gid_t id : ids)
    if (!listAppend(t, list, fromInt(id))) return kNoValue;
  return fromObject(list);
}
Value getGroups(Thread &t, const Value *) {
  int n = getgroups(0, nullptr);
  if (n < 0) return raiseErrno(t, errno);
  std::vector<gid_t> ids(static_cast<size_t>(n));
  n = getgroups(n, ids.data());
  if (n < 0) return raiseErrno(t, errno);
  return listOfIds(t, ids);
}
Value setGroups(Thread &t, const Value *a) {
  std::vector<gid_t> ids;
  if (!forEach(t, a[0], [&](Value v) {
        unsigned id;
        if (!idArgument(t, v, IdKind::Group, &id)) return false;
        ids.push_back(id);
        return true;
      }))
    return kNoValue;
  return checked(t, setgroups(ids.size(), ids.data()));
}
Value groupList(Thread &t, const Value *a) {
  unsigned base;
  if (!isStr(a[0])) return raise(t, Msg::PathType, "getgrouplist", "argument 1", "str", typeName(a[0]));
  if (!idArgument(t, a[1], IdKind::Group, &base)) return kNoValue;
  std::string user(strUtf8(t, as<Str>(a[0])));
  std::vector<gid_t> ids(64);
  int n = static_cast<int>(ids.size());
  while (getgrouplist(user.c_str(), base, ids.data(), &n) < 0) ids.resize(static_cast<size_t>(n));
  ids.resize(static_cast<size_t>(n));
  return listOfIds(t, ids);
}
Value initGroups(Thread &t, const Value *a) {
  PathArgument user;
  unsigned group;
  return pathArgument(t, a[0], "initgroups", "username", &user) && idArgument(t, a[1], IdKind::Group, &group)
             ? checked(t, initgroups(user.text.c_str(), group))
             : kNoValue;
}
Value loginName(Thread &t, const Value *) {
  char name[256];
  int error = getlogin_r(name, sizeof name);
  return error ? raiseErrno(t, error) : fsDecode(t, name);
}
Value getPriority(Thread &t, const Value *a) {
  int which, who;
  if (!intArgument(t, a[0], &which) || !intArgument(t, a[1], &who)) return kNoValue;
  errno = 0;
  int n = getpriority(static_cast<__priority_which_t>(which), static_cast<id_t>(who));
  return errno ? raiseErrno(t, errno) : fromInt(n);
}
Value setPriority(Thread &t, const Value *a) {
  int which, who, priority;
  if (!intArgument(t, a[0], &which) || !intArgument(t, a[1], &who) || !intArgument(t, a[2], &priority)) return kNoValue;
  return checked(t, setpriority(static_cast<__priority_which_t>(which), static_cast<id_t>(who), priority));
}
Value beNice(Thread &t, const Value *a) {
  int increment;
  if (!intArgument(t, a[0], &increment)) return kNoValue;
  errno = 0;
  int n = nice(increment);
  return n == -1 && errno ? raiseErrno(t, errno) : fromInt(n);
}

// --- fork, exec, spawn
void runHooks(Thread &t, int which) {
  List *hooks = forkHooks[which];
  for (int64_t i = 0; hooks && i < hooks->size; i++) {
    Value hook = hooks->array->items[which == 0 ? hooks->size - 1 - i : i];
    if (!ok(callWith(t, hook))) reportUnraisable(t, hook);
  }
}
Value forkProcess(Thread &t, const Value *) {
  pid_t pid = forkWithHooks(t);
  if (pid < 0 && ok(t.pending)) return kNoValue;
  return pid < 0 ? raiseErrno(t, errno) : intValue(t, pid);
}
Value registerAtFork(Thread &t, const Value *a) {
  bool any = false;
  const int order[] = {0, 1, 2}; // before, after_in_child, after_in_parent
  for (int i : order) {
    if (!ok(a[i]) || isNone(a[i])) continue;
    if (!isCallable(a[i])) return raise(t, Msg::PosixNotCallable, i == 0 ? "before" : i == 1 ? "after_in_child" : "after_in_parent", typeName(a[i]));
    any = true;
  }
  if (!any) return raiseText(t, Exc::TypeError, "At least one argument is required.");
  for (int i : order) {
    if (!ok(a[i]) || isNone(a[i])) continue;
    if (!forkHooks[i]) {
      forkHooks[i] = listNew(t);
      addRoot(&forkHooks[i]);
    }
    if (!listAppend(t, forkHooks[i], a[i])) return kNoValue;
  }
  return none();
}

bool addText(Thread &t, Value v, StringVector *out) {
  PathArgument text;
  if (!pathArgument(t, v, "exec", "argument", &text)) return false;
  out->texts.push_back(text.text);
  return true;
}
bool argumentVector(Thread &t, Value v, const char *function, StringVector *out) {
  if (!isList(v) && !isTuple(v)) return raise(t, Msg::PosixArgvType, function), false;
  if (!forEach(t, v, [&](Value item) { return addText(t, item, out); })) return false;
  if (out->texts.empty()) return raise(t, Msg::PosixArgvEmpty, function), false;
  if (out->texts[0].empty()) return raise(t, Msg::PosixArgvFirst, function), false;
  return true;
}
bool environmentVector(Thread &t, Value mapping, StringVector *out) {
  Value items = callMethodWith(t, mapping, names().items);
  if (!ok(items)) return false;
  return forEach(t, items, [&](Value pair) {
    Tuple *both = toTuple(t, pair);
    if (!both) return false;
    StringVector parts;
    if (both->size != 2 || !addText(t, both->items[0], &parts) || !addText(t, both->items[1], &parts)) return false;
    if (parts.texts[0].empty() || parts.texts[0].find('=', 1) != std::string::npos)
      return raiseText(t, Exc::ValueError, "illegal environment variable name"), false;
    out->texts.push_back(parts.texts[0] + "=" + parts.texts[1]);
    return true;
  });
}
Value execute(Thread &t, Value path, Value args, Value environment, const char *function) {
  PathArgument program;
  StringVector argv, env;
  std::vector<char *> marked;
  if (!pathArgument(t, path, function, "path", &program, ok(environment)) || !argumentVector(t, args, function, &argv)) return kNoValue;
  if (ok(environment) && !environmentVector(t, environment, &env)) return kNoValue;
  finishWriting(t, nullptr);
  if (program.descriptor >= 0) fexecve(program.descriptor, argv.data(), env.data());
  else execve(program.text.c_str(), argv.data(), environmentFor(program.text.c_str(), ok(environment) ? env.data() : environ, marked));
  return raiseErrno(t, errno, program.object);
}
Value execv(Thread &t, const Value *a) { return execute(t, a[0], a[1], kNoValue, "execv"); }
Value execve(Thread &t, const Value *a) { return execute(t, a[0], a[1], a[2], "execve"); }

bool fileActions(Thread &t, Value actions, posix_spawn_file_actions_t *out, StringVector *keep) {
  return forEach(t, actions, [&](Value action) {
    Tuple *parts = toTuple(t, action);
    int64_t n[5] = {};
    if (!parts || parts->size < 2) return raiseText(t, Exc::TypeError, "Each file_actions element must be a non-empty tuple"), false;
    for (int64_t i = 0; i < parts->size && i < 5; i++)
      if (!(i == 2 && isStr(parts->items[2])) && !(i == 2 && isBytes(parts->items[2])) && !toInt64(t, parts->items[i], &n[i])) return false;
    int error = 0;
    switch (n[0]) {
    case 0:
      if (parts->size != 5) return raiseText(t, Exc::TypeError, "A open file_action tuple must have 5 elements"), false;
      if (!addText(t, parts->items[2], keep)) return false;
      error = posix_spawn_file_actions_addopen(out, static_cast<int>(n[1]), keep->texts.back().c_str(), static_cast<int>(n[3]), static_cast<mode_t>(n[4]));
      break;
    case 1:
      error = posix_spawn_file_actions_addclose(out, static_cast<int>(n[1]));
      break;
    case 2:
      error = posix_spawn_file_actions_adddup2(out, static_cast<int>(n[1]), static_cast<int>(n[2]));
      break;
    default:
      return raiseText(t, Exc::TypeError, "Unknown file_actions identifier"), false;
    }
    if (error) raiseErrno(t, error);
    return error == 0;
  });
}
template <bool search> Value spawn(Thread &t, const Value *a) {
  const char *name = search ? "posix_spawnp" : "posix_spawn";
  PathArgument program;
  StringVector argv, env, keep;
  if (!pathArgument(t, a[0], name, "path", &program) || !argumentVector(t, a[1], name, &argv)) return kNoValue;
  if (!isNone(a[2]) && !environmentVector(t, a[2], &env)) return kNoValue;
  posix_spawn_file_actions_t actions;
  posix_spawnattr_t attributes;
  posix_spawn_file_actions_init(&actions);
  posix_spawnattr_init(&attributes);
  keep.texts.reserve(64);
  auto given = [&](int i) { return ok(a[i]) && !isNone(a[i]); };
  short flags = 0;
  bool good = !given(3) || fileActions(t, a[3], &actions, &keep);
  if (good && given(4)) {
    int group;
    good = intArgument(t, a[4], &group);
    posix_spawnattr_setpgroup(&attributes, group);
    flags |= POSIX_SPAWN_SETPGROUP;
  }
  if (good && given(5) && truth(t, a[5]) > 0) flags |= POSIX_SPAWN_RESETIDS;
  if (good && given(6) && truth(t, a[6]) > 0) flags |= POSIX_SPAWN_SETSID;
  sigset_t set;
  if (good && given(7) && (good = signalSetArgument(t, a[7], &set))) {
    posix_spawnattr_setsigmask(&attributes, &set);
    flags |= POSIX_SPAWN_SETSIGMASK;
  }
  if (good && given(8) && (good = signalSetArgument(t, a[8], &set))) {
    posix_spawnattr_setsigdefault(&attributes, &set);
    flags |= POSIX_SPAWN_SETSIGDEF;
  }
  if (good && given(9)) good = (raiseText(t, Exc::NotImplementedError, "posix_spawn: scheduler"), false);
  pid_t pid = 0;
  int error = 0;
  if (good) {
    posix_spawnattr_setflags(&attributes, flags);
    finishWriting(t, nullptr);
    std::vector<char *> marked;
    char **environment = environmentFor(program.text.c_str(), isNone(a[2]) ? environ : env.data(), marked);
    error = search ? posix_spawnp(&pid, program.text.c_str(), &actions, &attributes, argv.data(), environment)
                   : posix_spawn(&pid, program.text.c_str(), &actions, &attributes, argv.data(), environment);
  }
  posix_spawn_file_actions_destroy(&actions);
  posix_spawnattr_destroy(&attributes);
  if (!good) return kNoValue;
  return error ? raiseErrno(t, error, program.object) : intValue(t, pid);
}

// --- Waiting
template <typename F> bool waitFor(Thread &t, F wait, pid_t *pid) {
  if (!blockingCall(t, pid, wait)) return false;
  return *pid >= 0 || (raiseErrno(t, errno), false);
}
Value waitPid(Thread &t, const Value *a) {
  int id, options, status = 0;
  pid_t pid;
  if (!pidArgument(t, a[0], &id) || !intArgument(t, a[1], &options)) return kNoValue;
  if (!waitFor(t, [&] { return waitpid(id, &status, options); }, &pid)) return kNoValue;
  return fromObject(tupleOf(t, intValue(t, pid), fromInt(status)));
}
Value waitAny(Thread &t, const Value *) {
  int status = 0;
  pid_t pid;
  if (!waitFor(t, [&] { return ::wait(&status); }, &pid)) return kNoValue;
  return fromObject(tupleOf(t, intValue(t, pid), fromInt(status)));
}
template <bool any> Value waitUsage(Thread &t, const Value *a) {
  int id = -1, options, status = 0;
  struct rusage usage {};
  pid_t pid;
  if ((!any && !pidArgument(t, a[0], &id)) || !intArgument(t, a[any ? 0 : 1], &options)) return kNoValue;
  if (!waitFor(t, [&] { return wait4(id, &status, options, &usage); }, &pid)) return kNoValue;
  Value used = TRY(usageValue(t, usage));
  return fromObject(tupleOf(t, intValue(t, pid), fromInt(status), used));
}
Value waitId(Thread &t, const Value *a) {
  int kind, options;
  int64_t id;
  siginfo_t info{};
  pid_t result;
  if (!intArgument(t, a[0], &kind) || !toInt64(t, a[1], &id) || !intArgument(t, a[2], &options)) return kNoValue;
  if (!waitFor(t, [&] { return waitid(static_cast<idtype_t>(kind), static_cast<id_t>(id), &info, options); }, &result)) return kNoValue;
  if (!info.si_pid) return none();
  Value items[] = {fromInt(info.si_pid), fromInt(static_cast<int64_t>(info.si_uid)), fromInt(info.si_signo), fromInt(info.si_status), fromInt(info.si_code)};
  return structSequenceNew(t, waitidType, items);
}
#define STATUS_TEST(Name, Macro)                                                                   \
  Value Name(Thread &t, const Value *a) {                                                          \
    int status;                                                                                    \
    return intArgument(t, a[0], &status) ? fromBool(Macro(status)) : kNoValue;                     \
  }
#define STATUS_NUMBER(Name, Macro)                                                                 \
  Value Name(Thread &t, const Value *a) {                                                          \
    int status;                                                                                    \
    return intArgument(t, a[0], &status) ? fromInt(Macro(status)) : kNoValue;                      \
  }
STATUS_TEST(wasCoreDumped, WCOREDUMP)
STATUS_TEST(wasContinued, WIFCONTINUED)
STATUS_TEST(wasExited, WIFEXITED)
STATUS_TEST(wasSignaled, WIFSIGNALED)
STATUS_TEST(wasStopped, WIFSTOPPED)
STATUS_NUMBER(exitStatus, WEXITSTATUS)
STATUS_NUMBER(stopSignal, WSTOPSIG)
STATUS_NUMBER(termSignal, WTERMSIG)
Value statusToExitCode(Thread &t, const Value *a) {
  int status;
  if (!intArgument(t, a[0], &status)) return kNoValue;
  if (WIFEXITED(status)) return fromInt(WEXITSTATUS(status));
  if (WIFSIGNALED(status)) return fromInt(-WTERMSIG(status));
  if (WIFSTOPPED(status)) return raise(t, Msg::PosixStoppedStatus, WSTOPSIG(status));
  return raise(t, Msg::PosixBadStatus, status);
}

Value runShell(Thread &t, const Value *a) {
  PathArgument command;
  if (!pathArgument(t, a[0], "system", "command", &command)) return kNoValue;
  int status;
  finishWriting(t, nullptr);
  {
    Unlocked unlocked(t);
    status = system(command.text.c_str());
  }
  return fromInt(status);
}
Value abortProgram(Thread &, const Value *) { std::abort(); }
Value exitNow(Thread &t, const Value *a) {
  int status;
  if (!intArgument(t, a[0], &status)) return kNoValue;
  finishWriting(t, nullptr);
  ::_exit(status);
}

// --- Environment
Value putEnvironment(Thread &t, const Value *a) {
  PathArgument name, v;
  if (!pathArgument(t, a[0], "putenv", "name", &name) || !pathArgument(t, a[1], "putenv", "value", &v)) return kNoValue;
  if (name.text.find('=') != std::string::npos) return raiseText(t, Exc::ValueError, "illegal environment variable name");
  return checked(t, setenv(name.text.c_str(), v.text.c_str(), 1));
}
Value unsetEnvironment(Thread &t, const Value *a) {
  PathArgument name;
  return pathArgument(t, a[0], "unsetenv", "name", &name) ? checked(t, unsetenv(name.text.c_str())) : kNoValue;
}

// --- The system
Value systemNames(Thread &t, const Value *) {
  utsname u;
  if (uname(&u) < 0) return raiseErrno(t, errno);
  Value items[] = {fsDecode(t, u.sysname), fsDecode(t, u.nodename), fsDecode(t, u.release), fsDecode(t, u.version), fsDecode(t, u.machine)};
  return structSequenceNew(t, unameType, items);
}
Value processTimes(Thread &t, const Value *) {
  tms used;
  clock_t now = times(&used);
  auto ticks = static_cast<double>(sysconf(_SC_CLK_TCK));
  auto seconds = [&](clock_t n) { return floatValue(t, static_cast<double>(n) / ticks); };
  Value items[] = {seconds(used.tms_utime), seconds(used.tms_stime), seconds(used.tms_cutime), seconds(used.tms_cstime), seconds(now)};
  return structSequenceNew(t, timesType, items);
}
Value cpuCount(Thread &, const Value *) {
  long n = sysconf(_SC_NPROCESSORS_ONLN);
  return n < 1 ? none() : fromInt(n);
}
Value loadAverage(Thread &t, const Value *) {
  double load[3];
  if (getloadavg(load, 3) != 3) return raiseText(t, Exc::OSError, "Load averages are unobtainable");
  return fromObject(tupleOf(t, floatValue(t, load[0]), floatValue(t, load[1]), floatValue(t, load[2])));
}
template <bool checkedFlags> Value randomBytes(Thread &t, const Value *a) {
  int64_t size;
  int flags = 0;
  if (!toSize(t, a[0], &size) || (checkedFlags && ok(a[1]) && !intArgument(t, a[1], &flags))) return kNoValue;
  if (size < 0) return checkedFlags ? raiseErrno(t, EINVAL) : raiseText(t, Exc::ValueError, "negative argument not allowed");
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  for (int64_t done = 0; done < size;) {
    ssize_t n = getrandom(bytes->data + done, static_cast<size_t>(size - done), static_cast<unsigned>(flags));
    if (n < 0 && errno != EINTR) return raiseErrno(t, errno);
    if (n < 0 && !checkSignals(t)) return kNoValue;
    if (n > 0) done += n;
  }
  return fromObject(bytes);
}
Value errorText(Thread &t, const Value *a) {
  int code;
  return intArgument(t, a[0], &code) ? fsDecode(t, strerror(code)) : kNoValue;
}

// --- Scheduling
Value affinity(Thread &t, const Value *a) {
  int pid;
  cpu_set_t set;
  if (!pidArgument(t, a[0], &pid)) return kNoValue;
  if (sched_getaffinity(pid, sizeof set, &set) < 0) return raiseErrno(t, errno);
  Value result = setNew(t, false);
  for (int cpu = 0; cpu < CPU_SETSIZE; cpu++)
    if (CPU_ISSET(static_cast<size_t>(cpu), &set) && !setAdd(t, result, fromInt(cpu))) return kNoValue;
  return result;
}
Value setAffinity(Thread &t, const Value *a) {
  int pid;
  cpu_set_t set;
  CPU_ZERO(&set);
  if (!pidArgument(t, a[0], &pid)) return kNoValue;
  if (!forEach(t, a[1], [&](Value v) {
        int cpu;
        if (!intArgument(t, v, &cpu)) return false;
        if (cpu < 0 || cpu >= CPU_SETSIZE) return raiseText(t, Exc::ValueError, "negative CPU number"), false;
        CPU_SET(static_cast<size_t>(cpu), &set);
        return true;
      }))
    return kNoValue;
  return checked(t, sched_setaffinity(pid, sizeof set, &set));
}
Value yieldProcessor(Thread &t, const Value *) {
  Unlocked unlocked(t);
  sched_yield();
  return none();
}
Value schedParam(Thread &t, const Value *a) {
  int pid;
  sched_param param;
  if (!pidArgument(t, a[0], &pid)) return kNoValue;
  if (sched_getparam(pid, &param) < 0) return raiseErrno(t, errno);
  Value items[] = {fromInt(param.sched_priority)};
  return structSequenceNew(t, schedParamType, items);
}
Value roundRobinInterval(Thread &t, const Value *a) {
  int pid;
  timespec interval;
  if (!pidArgument(t, a[0], &pid)) return kNoValue;
  if (sched_rr_get_interval(pid, &interval) < 0) return raiseErrno(t, errno);
  return floatValue(t, static_cast<double>(interval.tv_sec) + 1e-9 * static_cast<double>(interval.tv_nsec));
}
Value pidfdOpen(Thread &t, const Value *a) {
  int pid, flags = 0;
  if (!pidArgument(t, a[0], &pid) || (ok(a[1]) && !intArgument(t, a[1], &flags))) return kNoValue;
  return checkedInt(t, syscall(SYS_pidfd_open, pid, flags));
}

} // namespace

pid_t forkWithHooks(Thread &t) {
  runHooks(t, 0);
  if (!importLockTake(t)) return -1; // else the child might find half done what another thread was doing
  finishWriting(t, nullptr);         // else the child would write it as well
  pid_t pid = fork();
  int error = errno;
  if (pid == 0) {
    rt_afterFork(t);
    importLockAfterFork(t);
  }
  importLockFree(t);
  runHooks(t, pid == 0 ? 1 : 2);
  errno = error;
  return pid;
}

bool addPosixProcessTypes(Thread &t, Value module) {
  static const char *const unameFields[] = {"sysname", "nodename", "release", "version", "machine", nullptr};
  static const char *const timesFields[] = {"user", "system", "children_user", "children_system", "elapsed", nullptr};
  static const char *const waitidFields[] = {"si_pid", "si_uid", "si_signo", "si_status", "si_code", nullptr};
  static const char *const schedFields[] = {"sched_priority", nullptr};
  unameType = structSequenceType(t, "posix", "uname_result", unameFields, 5);
  timesType = structSequenceType(t, "posix", "times_result", timesFields, 5);
  waitidType = structSequenceType(t, "posix", "waitid_result", waitidFields, 5);
  schedParamType = structSequenceType(t, "posix", "sched_param", schedFields, 1);
  for (Type **type : {&unameType, &timesType, &waitidType, &schedParamType}) addRoot(type);
  return addValue(t, module, "uname_result", fromObject(unameType)) && addValue(t, module, "times_result", fromObject(timesType)) &&
         addValue(t, module, "waitid_result", fromObject(waitidType)) && addValue(t, module, "sched_param", fromObject(schedParamType));
}

const NativeRow kPosixProcessFunctions[] = {
    NATIVE_FUNCTION("getpid", plainNumber<getpid>, "()"),
    NATIVE_FUNCTION("getppid", plainNumber<getppid>, "()"),
    NATIVE_FUNCTION("getuid", plainNumber<getuid>, "()"),
    NATIVE_FUNCTION("geteuid", plainNumber<geteuid>, "()"),
    NATIVE_FUNCTION("getgid", plainNumber<getgid>, "()"),
    NATIVE_FUNCTION("getegid", plainNumber<getegid>, "()"),
    NATIVE_FUNCTION("getpgrp", plainNumber<getpgrp>, "()"),
    NATIVE_FUNCTION("getpgid", numberOf<getpgid, pidArgument>, "(pid)"),
    NATIVE_FUNCTION("getsid", numberOf<getsid, pidArgument>, "(pid, /)"),
    NATIVE_FUNCTION("getresuid", threeIds<getresuid>, "()"),
    NATIVE_FUNCTION("getresgid", threeIds<getresgid>, "()"),
    NATIVE_FUNCTION("setuid", setOneId<setuid, IdKind::User>, "(uid, /)"),
    NATIVE_FUNCTION("seteuid", setOneId<seteuid, IdKind::User>, "(euid, /)"),
    NATIVE_FUNCTION("setgid", setOneId<setgid, IdKind::Group>, "(gid, /)"),
    NATIVE_FUNCTION("setegid", setOneId<setegid, IdKind::Group>, "(egid, /)"),
    NATIVE_FUNCTION("setreuid", setTwoIds<setreuid, IdKind::User>, "(ruid, euid, /)"),
    NATIVE_FUNCTION("setregid", setTwoIds<setregid, IdKind::Group>, "(rgid, egid, /)"),
    NATIVE_FUNCTION("setresuid", setThreeIds<setresuid, IdKind::User>, "(ruid, euid, suid, /)"),
    NATIVE_FUNCTION("setresgid", setThreeIds<setresgid, IdKind::Group>, "(rgid, egid, sgid, /)"),
    NATIVE_FUNCTION("setsid", ([](Thread &t, const Value *) { return checked(t, setsid()); }), "()"),
    NATIVE_FUNCTION("setpgrp", ([](Thread &t, const Value *) { return checked(t, setpgid(0, 0)); }), "()"),
    NATIVE_FUNCTION("setpgid", actOnTwo<setpgid>, "(pid, pgrp, /)"),
    NATIVE_FUNCTION("getgroups", getGroups, "()"),
    NATIVE_FUNCTION("setgroups", setGroups, "(groups, /)"),
    NATIVE_FUNCTION("getgrouplist", groupList, "(user, group, /)"),
    NATIVE_FUNCTION("initgroups", initGroups, "(username, gid, /)"),
    NATIVE_FUNCTION("getlogin", loginName, "()"),
    NATIVE_FUNCTION("getpriority", getPriority, "(which, who)"),
    NATIVE_FUNCTION("setpriority", setPriority, "(which, who, priority)"),
    NATIVE_FUNCTION("nice", beNice, "(increment, /)"),
    NATIVE_FUNCTION("kill", killProcess, "(pid, signal, /)"),
    NATIVE_FUNCTION("killpg", actOnTwo<::killpg>, "(pgid, signal, /)"),
    NATIVE_FUNCTION("fork", afterWriting<forkProcess>, "()"),
    NATIVE_FUNCTION("register_at_fork", registerAtFork, "(*, before=None, after_in_child=None, after_in_parent=None)"),
    NATIVE_FUNCTION("execv", afterWriting<execv>, "(path, argv, /)"),
    NATIVE_FUNCTION("execve", afterWriting<execve>, "(path, argv, env)"),
#define SPAWN_SIGNATURE                                                                            \
  "(path, argv, env, /, *, file_actions=(), setpgroup=None, resetids=False, setsid=False, setsigmask=(), setsigdef=(), scheduler=None)"
    NATIVE_FUNCTION("posix_spawn", afterWriting<spawn<false>>, SPAWN_SIGNATURE),
    NATIVE_FUNCTION("posix_spawnp", afterWriting<spawn<true>>, SPAWN_SIGNATURE),
    NATIVE_FUNCTION("wait", waitAny, "()"),
    NATIVE_FUNCTION("waitpid", waitPid, "(pid, options, /)"),
    NATIVE_FUNCTION("wait3", waitUsage<true>, "(options)"),
    NATIVE_FUNCTION("wait4", waitUsage<false>, "(pid, options)"),
    NATIVE_FUNCTION("waitid", waitId, "(idtype, id, options, /)"),
    NATIVE_FUNCTION("WCOREDUMP", wasCoreDumped, "(status, /)"),
    NATIVE_FUNCTION("WIFCONTINUED", wasContinued, "(status)"),
    NATIVE_FUNCTION("WIFEXITED", wasExited, "(status)"),
    NATIVE_FUNCTION("WIFSIGNALED", wasSignaled, "(status)"),
    NATIVE_FUNCTION("WIFSTOPPED", wasStopped, "(status)"),
    NATIVE_FUNCTION("WEXITSTATUS", exitStatus, "(status)"),
    NATIVE_FUNCTION("WSTOPSIG", stopSignal, "(status)"),
    NATIVE_FUNCTION("WTERMSIG", termSignal, "(status)"),
    NATIVE_FUNCTION("waitstatus_to_exitcode", statusToExitCode, "(status)"),
    NATIVE_FUNCTION("system", afterWriting<runShell>, "(command)"),
    NATIVE_FUNCTION("abort", abortProgram, "()"),
    NATIVE_FUNCTION("_exit", afterWriting<exitNow>, "(status)"),
    NATIVE_FUNCTION("putenv", putEnvironment, "(name, value, /)"),
    NATIVE_FUNCTION("unsetenv", unsetEnvironment, "(name, /)"),
    NATIVE_FUNCTION("uname", systemNames, "()"),
    NATIVE_FUNCTION("times", processTimes, "()"),
    NATIVE_FUNCTION("cpu_count", cpuCount, "()"),
    NATIVE_FUNCTION("getloadavg", loadAverage, "()"),
    NATIVE_FUNCTION("urandom", randomBytes<false>, "(size, /)"),
    NATIVE_FUNCTION("getrandom", randomBytes<true>, "(size, flags=0)"),
    NATIVE_FUNCTION("strerror", errorText, "(code, /)"),
    NATIVE_FUNCTION("sched_getaffinity", affinity, "(pid, /)"),
    NATIVE_FUNCTION("sched_setaffinity", setAffinity, "(pid, mask, /)"),
    NATIVE_FUNCTION("sched_yield", yieldProcessor, "()"),
    NATIVE_FUNCTION("sched_get_priority_max", numberOf<sched_get_priority_max>, "(policy)"),
    NATIVE_FUNCTION("sched_get_priority_min", numberOf<sched_get_priority_min>, "(policy)"),
    NATIVE_FUNCTION("sched_getscheduler", numberOf<sched_getscheduler, pidArgument>, "(pid, /)"),
    NATIVE_FUNCTION("sched_getparam", schedParam, "(pid, /)"),
    NATIVE_FUNCTION("sched_rr_get_interval", roundRobinInterval, "(pid, /)"),
    NATIVE_FUNCTION("pidfd_open", pidfdOpen, "(pid, flags=0)"),
    {nullptr, nullptr, nullptr},
};

} // namespace rt
