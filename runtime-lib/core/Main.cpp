// main(): runs the program on a large stack of its own, so that deep recursion ends in RecursionError and
// not in a crash, whatever `ulimit -s` says. The pages of the stack are touched lazily.
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Evaluator.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/core/Startup.h"
#include "runtime-lib/modules/Import.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
#include <sys/stat.h>
#include <ucontext.h>
#include <unistd.h>

namespace rt {

ProgramOptions programOptions;

namespace {

constexpr size_t kStackSizes[] = {size_t{512} << 20, size_t{64} << 20, size_t{8} << 20};
constexpr size_t kStackReserve = 256 << 10; // for runtime code and C libraries below the limit

ucontext_t mainContext, programContext;
char *stackLow, *stackHigh;
int exitStatus;

bool makeStack() {
  for (size_t size : kStackSizes) {
    void *memory = mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE | MAP_STACK, -1, 0);
    if (memory == MAP_FAILED) continue;
    mprotect(memory, 4096, PROT_NONE);
    stackLow = static_cast<char *>(memory) + 4096;
    stackHigh = static_cast<char *>(memory) + size;
    return true;
  }
  return false;
}

int runProgram() {
  Thread &t = initialiseRuntime(stackHigh);
  t.stackLimit = t.stackEnd = stackLow + kStackReserve;
  t.recursionLimit = t.recursionLeft = 1000;
  bool good = initialiseBuiltins(t) && initialiseSys(t);
  initialiseSignals();
  if (good && rt_program.evaluator) good = rt_program.evaluator->startImports(t);
  int status = 0;
  bool interrupted = false;
  if (good) good = programOptions.isPython ? rt_program.evaluator->runPython(t, &status) : ok(runMainModule(t));
  if (!good) {
    if (!programOptions.isPython) flushOutput(t); // as after a file
    status = handleUncaught(t, &interrupted);
  }
  status = finishProgram(t, status);
  if (interrupted) { // die of the signal, so that a shell sees what happened
    std::signal(SIGINT, SIG_DFL);
    kill(getpid(), SIGINT);
    return 130;
  }
  return status;
}

void programEntry() { exitStatus = runProgram(); }

} // namespace

const char *pythonVariable(const char *name) {
  const char *value = programOptions.ignoreEnvironment ? nullptr : std::getenv(name);
  return value && *value ? value : nullptr;
}

namespace {

bool isSelf(const char *path) {
  struct stat own, other;
  return stat("/proc/self/exe", &own) == 0 && stat(path, &other) == 0 && own.st_dev == other.st_dev && own.st_ino == other.st_ino;
}

/// Decides whether the command line is one of CPython's. A program that was started as sys.executable with itself for
/// a script runs as always. False: it is to be what it does not contain.
bool chooseRole(int &argc, char **&argv) {
  const bool started = std::getenv(kStartedAsPython) != nullptr;
  unsetenv(kStartedAsPython);
  programOptions.isPython = rt_program.evaluator && (rt_program.flags & kProgramIsPython);
  if (!started || programOptions.isPython) return true;
  if (argc > 1 && isSelf(argv[1])) return argc--, argv++, true;
  programOptions.isPython = rt_program.evaluator != nullptr;
  if (!programOptions.isPython)
    std::fprintf(stderr, "%s: started as sys.executable, but this program contains no Python interpreter; put regius-python on "
                         "PATH or build the program with --eval=always\n", argv[0]);
  return programOptions.isPython;
}

} // namespace

static int runOnOwnStack(int argc, char **argv) {
  if (!chooseRole(argc, argv)) return 2;
  programOptions.argc = argc;
  programOptions.argv = argv;
  if (programOptions.isPython) {
    int status = 0;
    if (!rt_program.evaluator->parsePythonOptions(argc, argv, &status)) return status;
  } else {
    programOptions.optimize = static_cast<int>(rt_program.optimize);
  }
  programOptions.unbuffered |= pythonVariable("PYTHONUNBUFFERED") != nullptr;
  programOptions.devMode |= pythonVariable("PYTHONDEVMODE") != nullptr;
  programOptions.dontWriteBytecode |= pythonVariable("PYTHONDONTWRITEBYTECODE") != nullptr;
  if (!makeStack()) {
    std::fputs("cannot allocate the stack\n", stderr);
    return 1;
  }
  getcontext(&programContext);
  programContext.uc_stack.ss_sp = stackLow;
  programContext.uc_stack.ss_size = static_cast<size_t>(stackHigh - stackLow);
  programContext.uc_link = &mainContext;
  makecontext(&programContext, programEntry, 0);
  swapcontext(&mainContext, &programContext);
  return exitStatus;
}

} // namespace rt

extern "C" __attribute__((weak, visibility("default"))) int main(int argc, char **argv) {
  return rt::runOnOwnStack(argc, argv);
}
