// main(): runs the program on a large stack of its own, so that deep recursion ends in RecursionError and
// not in a crash, whatever `ulimit -s` says. The pages of the stack are touched lazily.
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/core/Startup.h"
#include "runtime-lib/modules/Import.h"

#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <sys/mman.h>
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

bool environmentFlag(const char *name) {
  const char *value = std::getenv(name);
  return value && *value;
}

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
  int status = 0;
  bool interrupted = false;
  if (!good || !ok(runMainModule(t))) status = handleUncaught(t, &interrupted);
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

static int runOnOwnStack(int argc, char **argv) {
  programOptions.argc = argc;
  programOptions.argv = argv;
  programOptions.unbuffered = environmentFlag("PYTHONUNBUFFERED");
  programOptions.devMode = environmentFlag("PYTHONDEVMODE");
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
