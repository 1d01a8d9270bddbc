// The end of a program: what an uncaught exception does, exit hooks, the last flush.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/exceptions/TracebackPrinter.h"
#include "runtime-lib/modules/StandardStreams.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Objects.h"

#include <cstdlib>
#include <string>

namespace rt {

extern bool programIsFinalizing; // modules/SysFunctions.cpp

namespace {

constexpr unsigned kMaxHooks = 16;
ExitHook hooks[kMaxHooks];
unsigned hookCount;

/// Library reference, "SystemExit": None is 0, an int is itself, anything else is printed and 1.
int exitCode(Thread &t, Value exit) {
  Value code = exceptionField(exit, ExcField::SystemExit_code);
  if (!ok(code) || isNone(code)) return 0;
  int64_t number;
  if (isAnyInt(code)) return intFits(code, &number) ? static_cast<int>(number & 0xff) : 255;
  Str *text = str(t, code);
  if (!text) {
    clearPending(t);
    return 1;
  }
  StrBuilder line(t);
  line.add(text);
  line.add("\n");
  writeError(t, line.finish());
  return 1;
}

void showUncaught(Thread &t, Value exception) {
  Value hook = sysGet(names().excepthook);
  if (!ok(hook)) {
    writeError(t, strFromAscii(t, "sys.excepthook is missing\n"));
    writeError(t, exceptionText(t, exception));
    return;
  }
  Value traceback = as<Exception>(exception)->traceback;
  if (ok(callWith(t, hook, fromObject(typeOf(exception)), exception, ok(traceback) ? traceback : none()))) return;
  Value second = takePending(t);
  if (isInstance(second, exceptionType(Exc::SystemExit))) std::exit(exitCode(t, second));
  writeError(t, strFromAscii(t, "Error in sys.excepthook:\n"));
  writeError(t, exceptionText(t, second));
  writeError(t, strFromAscii(t, "\nOriginal exception was:\n"));
  writeError(t, exceptionText(t, exception));
}

bool flushStream(Thread &t, Str *name) {
  Value stream = sysGet(name);
  if (!ok(stream) || isNone(stream)) return true;
  bool failed = false;
  Value closed = getAttributeOrNone(t, stream, internAscii(t, "closed"), &failed);
  if (failed) clearPending(t);
  if (ok(closed) && truth(t, closed) > 0) return true;
  return ok(callMethodWith(t, stream, names().flush));
}

} // namespace

int handleUncaught(Thread &t, bool *interrupted) {
  Value exception = takePending(t);
  t.handled = none();
  if (isInstance(exception, exceptionType(Exc::SystemExit))) return exitCode(t, exception);
  *interrupted = isInstance(exception, exceptionType(Exc::KeyboardInterrupt));
  showUncaught(t, exception);
  return 1;
}

void flushOutput(Thread &t) {
  Value pending = t.pending;
  t.pending = kNoValue;
  flushStream(t, names().stdout);
  t.pending = pending;
}

void addExitHook(ExitHook hook) {
  if (hookCount < kMaxHooks) hooks[hookCount++] = hook;
}

int finishProgram(Thread &t, int status) {
  for (unsigned i = hookCount; i-- > 0;) {
    hooks[i](t);
    clearPending(t);
  }
  programIsFinalizing = true;
  if (!flushStream(t, names().stdout)) {
    Value stream = sysGet(names().stdout);
    reportUnraisable(t, ok(stream) ? stream : none());
    status = 120;
  }
  finalizeAll(t);
  clearPending(t);
  flushAllStreams(t);
  flushStream(t, names().stderr);
  clearPending(t);
  flushStream(t, names().stdout);
  clearPending(t);
  return status;
}

void reportUnraisable(Thread &t, Value object, const char *place) {
  Value exception = takePending(t);
  if (!ok(exception)) return;
  Value traceback = as<Exception>(exception)->traceback;
  Dict *d = dictNew(t);
  auto set = [&](const char *name, Value v) { dictSetStr(t, d, internAscii(t, name), v); };
  set("exc_type", fromObject(typeOf(exception)));
  set("exc_value", exception);
  set("exc_traceback", ok(traceback) ? traceback : none());
  set("err_msg", place ? fromObject(strFromAscii(t, std::string("Exception ignored ") + place)) : none());
  set("object", ok(object) ? object : none());
  Value hook = sysGet(internAscii(t, "unraisablehook"));
  if (ok(hook) && !isNone(hook)) callWith(t, hook, simpleNamespaceNew(t, d));
  clearPending(t);
}

extern "C" int32_t rt_print_expr(Thread &t, Value v) {
  Value hook = sysGet(internAscii(t, "displayhook"));
  if (!ok(hook)) {
    raiseText(t, Exc::RuntimeError, "lost sys.displayhook");
    return 0;
  }
  return ok(callWith(t, hook, v)) ? 1 : 0;
}

} // namespace rt
