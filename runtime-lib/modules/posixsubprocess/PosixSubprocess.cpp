// The _posixsubprocess module: fork_exec, which subprocess and multiprocessing start programs with.
//
// Everything that needs memory or Python objects is prepared before the fork; the child only makes system
// calls, except for preexec_fn. Without preexec_fn and changes of user the child is a vfork: it borrows
// the parent's memory until exec, so all signals are blocked meanwhile. What fails in the child is
// written to errpipe_write as "OSError:<errno in hex>:" with "noexec" when exec was not reached.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/posix/Posix.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <cstring>
#include <fcntl.h>
#include <grp.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

extern char **environ;

namespace rt {

namespace {

struct Child {
  StringVector argv, environment, executables;
  char **argvPointers, **environmentPointers, **executablePointers;
  std::vector<char *> markedEnvironment;
  std::string directory;
  bool hasDirectory, closesDescriptors, restoresSignals, newSession;
  std::vector<int> kept; // sorted
  int p2cRead, p2cWrite, c2pRead, c2pWrite, errRead, errWrite, errorRead, errorWrite;
  int group = -1, umask = -1;
  bool setsGroups = false, setsUser = false, setsGroup = false;
  std::vector<gid_t> groups;
  uid_t uid;
  gid_t gid;
  Value preexec = kNoValue;
  bool shared;        // a vfork
  sigset_t oldSignals; // with `shared`: to restore
};

// --- In the child: nothing here may allocate or touch Python objects, unless it says so.

bool setInherited(int fd, bool inherited) {
  int flags = fcntl(fd, F_GETFD);
  if (flags < 0) return false;
  return fcntl(fd, F_SETFD, inherited ? flags & ~FD_CLOEXEC : flags | FD_CLOEXEC) == 0;
}
bool closeParentsEnd(int fd) { return fd < 0 || close(fd) == 0; }
/// Makes `fd` the standard stream `target`.
bool becomes(int fd, int target) {
  if (fd == target) return setInherited(fd, true);
  return fd < 0 || dup2(fd, target) >= 0;
}
void closeRange(int low, int high) {
  if (low > high) return;
  if (syscall(SYS_close_range, static_cast<unsigned>(low), static_cast<unsigned>(high), 0) == 0 || errno != ENOSYS) return;
  long most = sysconf(_SC_OPEN_MAX);
  for (int fd = low; fd <= high && fd < (most > 0 ? most : 256); fd++) close(fd);
}
void closeOthers(const std::vector<int> &kept) {
  int low = 3;
  for (int fd : kept) {
    if (fd < low) continue;
    closeRange(low, fd - 1);
    low = fd + 1;
  }
  closeRange(low, INT32_MAX);
}
bool connectStreams(Child &c) {
  for (int fd : c.kept)
    if (fd != c.errorWrite && !setInherited(fd, true)) return false;
  if (!closeParentsEnd(c.p2cWrite) || !closeParentsEnd(c.c2pRead) || !closeParentsEnd(c.errRead) ||
      !closeParentsEnd(c.errorRead))
    return false;
  // A descriptor that is itself 0, 1 or 2 must not be overwritten before its turn.
  int output = c.c2pWrite, error = c.errWrite;
  if (output == 0 && (output = dup(output)) < 0) return false;
  while (error == 0 || error == 1)
    if ((error = dup(error)) < 0) return false;
  return becomes(c.p2cRead, 0) && becomes(output, 1) && becomes(error, 2);
}
bool changeIdentity(Child &c) {
  if (c.newSession && setsid() < 0) return false;
  if (c.group >= 0 && setpgid(0, c.group) < 0) return false;
  if (c.setsGroups && setgroups(c.groups.size(), c.groups.data()) < 0) return false;
  if (c.setsGroup && setregid(c.gid, c.gid) < 0) return false;
  return !c.setsUser || setreuid(c.uid, c.uid) == 0;
}
/// Handlers do not survive exec; until then they must not run in the memory of the parent.
void resetHandlers(const sigset_t *mask) {
  for (int number = 1; number < NSIG; number++) {
    struct sigaction action;
    if (sigaction(number, nullptr, &action) < 0 || action.sa_handler == SIG_IGN || action.sa_handler == SIG_DFL) continue;
    action = {};
    action.sa_handler = SIG_DFL;
    sigaction(number, &action, nullptr);
  }
  sigprocmask(SIG_SETMASK, mask, nullptr);
}
/// Runs the program; returns with errno when that failed. *reached: all but exec worked.
void runProgram(Thread &t, Child &c, bool *reached, const char **message) {
  if (!connectStreams(c)) return;
  if (c.hasDirectory && chdir(c.directory.c_str()) < 0) return;
  if (c.umask >= 0) umask(static_cast<mode_t>(c.umask));
  if (c.restoresSignals) {
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
  }
  if (c.shared) resetHandlers(&c.oldSignals);
  if (!changeIdentity(c)) return;
  *reached = true;
  if (ok(c.preexec) && !ok(callWith(t, c.preexec))) { // runs Python code: not a vfork
    *message = "Exception occurred in preexec_fn.";
    return;
  }
  if (c.closesDescriptors) closeOthers(c.kept);
  int error = 0;
  for (char **program = c.executablePointers; *program; program++) {
    execve(*program, c.argvPointers, c.environmentPointers);
    if (errno != ENOENT && errno != ENOTDIR && !error) error = errno;
  }
  if (error) errno = error;
}
void writeAll(int fd, const char *text) { (void)!write(fd, text, std::strlen(text)); }
[[noreturn]] void childMain(Thread &t, Child &c) {
  bool reached = false;
  const char *message = nullptr;
  runProgram(t, c, &reached, &message);
  if (message) {
    writeAll(c.errorWrite, "SubprocessError:0:");
    writeAll(c.errorWrite, message);
  } else {
    char text[40];
    std::snprintf(text, sizeof text, "OSError:%x:%s", static_cast<unsigned>(errno), reached ? "" : "noexec");
    writeAll(c.errorWrite, text);
  }
  _exit(255);
}

/// The child's id, -1 with errno. Not inlined: the child of a vfork uses this frame.
__attribute__((noinline)) pid_t startShared(Thread &t, Child &c) {
  sigset_t all;
  sigfillset(&all);
  pthread_sigmask(SIG_BLOCK, &all, &c.oldSignals);
  pid_t pid = vfork();
  if (pid == 0) childMain(t, c);
  int error = errno;
  pthread_sigmask(SIG_SETMASK, &c.oldSignals, nullptr);
  errno = error;
  return pid;
}
pid_t startCopied(Thread &t, Child &c) {
  pid_t pid = ok(c.preexec) ? forkWithHooks(t) : fork();
  if (pid == 0) childMain(t, c);
  return pid;
}

// --- Arguments
bool bytesItems(Thread &t, Value v, StringVector *out) {
  int64_t count = length(t, v);
  for (int64_t i = 0; i < count; i++) {
    Value item = sequenceItem(t, v, i);
    if (!ok(item)) return false;
    if (!isBytes(item)) return raise(t, Msg::BytesItemType, typeName(item)), false;
    out->texts.emplace_back(reinterpret_cast<const char *>(as<Bytes>(item)->data), static_cast<size_t>(as<Bytes>(item)->length));
    if (out->texts.back().find('\0') != std::string::npos) return raise(t, Msg::EmbeddedNull), false;
  }
  return count >= 0;
}
bool keptDescriptors(Thread &t, Value v, std::vector<int> *out) {
  if (!isTuple(v)) return raise(t, Msg::ArgumentMustBe, "fork_exec", " 4", "tuple", typeName(v)), false;
  int64_t last = -1;
  for (int64_t i = 0; i < as<Tuple>(v)->size; i++) {
    int64_t fd;
    Value item = as<Tuple>(v)->items[i];
    if (!isAnyInt(item) || !intFits(item, &fd) || fd < 0 || fd <= last || fd > INT32_MAX)
      return raiseText(t, Exc::ValueError, "bad value(s) in fds_to_keep"), false;
    out->push_back(static_cast<int>(fd));
    last = fd;
  }
  return true;
}
bool groupsArgument(Thread &t, Value v, Child *c) {
  if (isNone(v)) return true;
  c->setsGroups = true;
  if (!isList(v)) return raiseText(t, Exc::TypeError, "setgroups argument must be a list"), false;
  return forEach(t, v, [&](Value item) {
    gid_t id;
    if (!isAnyInt(item)) return raiseText(t, Exc::TypeError, "groups must be integers"), false;
    if (!idArgument(t, item, IdKind::Group, &id)) {
      clearPending(t);
      return raiseText(t, Exc::ValueError, "invalid group id"), false;
    }
    c->groups.push_back(id);
    return true;
  });
}
enum Argument {
  kArgs, kExecutables, kCloseFds, kPassFds, kDirectory, kEnvironment, kP2cRead, kErrorWrite = kP2cRead + 7,
  kRestoreSignals, kNewSession, kGroup, kGid, kGroups, kUid, kUmask, kPreexec, kAllowVfork, kArgumentCount
};
bool prepare(Thread &t, const Value *a, Child *c) {
  int *descriptors[] = {&c->p2cRead, &c->p2cWrite, &c->c2pRead, &c->c2pWrite, &c->errRead, &c->errWrite, &c->errorRead, &c->errorWrite};
  for (int i = 0; i < 8; i++)
    if (!intArgument(t, a[kP2cRead + i], descriptors[i])) return false;
  bool failed = false;
  c->closesDescriptors = flagArgument(t, a[kCloseFds], false, &failed);
  c->restoresSignals = flagArgument(t, a[kRestoreSignals], false, &failed);
  c->newSession = flagArgument(t, a[kNewSession], false, &failed);
  if (failed || !keptDescriptors(t, a[kPassFds], &c->kept)) return false;
  if (!intArgument(t, a[kGroup], &c->group) || !intArgument(t, a[kUmask], &c->umask)) return false;
  if (c->closesDescriptors && c->errorWrite < 3) return raiseText(t, Exc::ValueError, "errpipe_write must be >= 3"), false;
  if (!bytesItems(t, a[kExecutables], &c->executables)) return false;
  if (!isNone(a[kArgs])) {
    Value items = toFastSequence(t, a[kArgs], "argv must be a tuple");
    if (!ok(items) || !forEach(t, items, [&](Value v) { return fsBytesArgument(t, v, &c->argv.texts.emplace_back()); })) return false;
  }
  if (!isNone(a[kEnvironment]) && !bytesItems(t, a[kEnvironment], &c->environment)) return false;
  c->hasDirectory = !isNone(a[kDirectory]);
  if (c->hasDirectory && !fsBytesArgument(t, a[kDirectory], &c->directory)) return false;
  if (!groupsArgument(t, a[kGroups], c)) return false;
  c->setsGroup = !isNone(a[kGid]);
  if (c->setsGroup && !idArgument(t, a[kGid], IdKind::Group, &c->gid)) return false;
  c->setsUser = !isNone(a[kUid]);
  if (c->setsUser && !idArgument(t, a[kUid], IdKind::User, &c->uid)) return false;
  if (!isNone(a[kPreexec])) c->preexec = a[kPreexec];
  finishWriting(t, nullptr);
  bool mayShare = flagArgument(t, a[kAllowVfork], true, &failed);
  c->shared = mayShare && !ok(c->preexec) && !c->setsUser && !c->setsGroup && !c->setsGroups;
  c->argvPointers = c->argv.data();
  c->executablePointers = c->executables.data();
  c->environmentPointers = environmentFor(c->executablePointers[0] ? c->executablePointers[0] : "",
                                          isNone(a[kEnvironment]) ? environ : c->environment.data(), c->markedEnvironment);
  return !failed;
}

Value forkExec(Thread &t, const Value *a) {
  auto *arguments = as<Tuple>(a[0]);
  if (arguments->size != kArgumentCount) return raise(t, Msg::ForkExecCount, static_cast<int>(kArgumentCount), arguments->size);
  Child child;
  if (!prepare(t, arguments->items, &child)) return kNoValue;
  pid_t pid = child.shared ? startShared(t, child) : startCopied(t, child);
  if (pid < 0 && ok(t.pending)) return kNoValue;
  return pid < 0 ? raiseErrno(t, errno) : intValue(t, pid);
}

const NativeRow kFunctions[] = {NATIVE_FUNCTION("fork_exec", afterWriting<forkExec>, "(*args)"), {nullptr, nullptr, nullptr}};
bool initialise(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_posixsubprocess, "_posixsubprocess", rt::initialise)
