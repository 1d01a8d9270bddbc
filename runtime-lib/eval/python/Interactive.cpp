// Interactive mode: reads a statement, as many lines as it needs, and runs it in __main__; what went wrong is
// shown and reading goes on.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/LineEditor.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/eval/Compile.h"
#include "runtime-lib/eval/python/Python.h"
#include "runtime-lib/eval/python/Request.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/objects/Exception.h"

#include "runtime-lib/core/Try.h"

#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <unistd.h>

namespace rt {

namespace {

/// sys.ps1 or sys.ps2 as text; any object may be there.
std::string promptText(Thread &t, const char *name) {
  Value prompt = sysGet(internAscii(t, name));
  Str *shown = ok(prompt) ? str(t, prompt) : nullptr;
  if (!shown) clearPending(t);
  return shown ? std::string(strUtf8(t, shown)) : std::string();
}

enum class Line { Read, End, Interrupted };

Line readLine(Thread &t, const std::string &prompt, std::string *line) {
  if (lineEditor && isatty(0) && isatty(1)) {
    switch (lineEditor(t, prompt, line)) {
    case LineEnd::Read: return Line::Read;
    case LineEnd::EndOfInput: return Line::End;
    case LineEnd::Raised: return Line::Interrupted;
    }
  }
  std::fputs(prompt.c_str(), stderr);
  std::fflush(stderr);
  char *text = nullptr;
  size_t size = 0;
  ssize_t n = getline(&text, &size, stdin);
  if (n > 0) line->assign(text, static_cast<size_t>(n));
  std::free(text);
  if (n > 0) return Line::Read;
  clearerr(stdin);
  if (t.poll && !rt_poll(t)) return Line::Interrupted;
  return Line::End;
}

bool isBlank(const std::string &line) {
  size_t start = line.find_first_not_of(" \t\r\n\f");
  return start == std::string::npos || line[start] == '#';
}

bool isIncomplete(Thread &t) {
  if (!pendingMatches(t, Exc::SyntaxError)) return false;
  Value message = exceptionField(t.pending, ExcField::SyntaxError_msg);
  return ok(message) && isStr(message) && strEquals(as<Str>(message), "incomplete input");
}

/// Reads one statement and compiles it. kNoValue: nothing to run; *end: no more input.
Value readStatement(Thread &t, bool *end) {
  std::string source, line;
  CompileRequest request{fromObject(strFromAscii(t, "<stdin>")), regius::ParseMode::Interactive,
                         kAllowIncompleteInput | kDontImplyDedent, defaultOptimize()};
  *end = false;
  for (;;) {
    switch (readLine(t, promptText(t, source.empty() ? "ps1" : "ps2"), &line)) {
    case Line::Interrupted: return kNoValue;
    case Line::End:
      *end = source.empty();
      request.flags = 0; // whatever is there has to do
      return *end ? kNoValue : compileText(t, source, regius::SourceKind::File, request);
    case Line::Read: break;
    }
    if (source.empty() && isBlank(line)) return kNoValue;
    source += line;
    Value code = compileText(t, source, regius::SourceKind::File, request);
    if (ok(code) || !isIncomplete(t)) return code;
    clearPending(t);
  }
}

void showPending(Thread &t, int *exitStatus) {
  if (pendingMatches(t, Exc::SystemExit)) {
    bool interrupted = false;
    *exitStatus = handleUncaught(t, &interrupted);
    return;
  }
  if (pendingMatches(t, Exc::KeyboardInterrupt) && !ok(as<Exception>(t.pending)->traceback)) {
    clearPending(t);
    std::fputs("\nKeyboardInterrupt\n", stderr);
    return;
  }
  bool interrupted = false;
  handleUncaught(t, &interrupted);
}

} // namespace

bool runInteractive(Thread &t, Value mainModule) {
  auto setDefault = [&](const char *name, const char *prompt) {
    Str *key = internAscii(t, name);
    if (!ok(dictGetStr(sysDict(), key))) dictSetStr(t, sysDict(), key, fromObject(strFromAscii(t, prompt)));
  };
  const bool fromInput = pythonRequest.kind == PythonRequest::Input; // not after a script with -i
  if (fromInput && !programOptions.quiet && isatty(0))
    std::fprintf(stderr, "Python " REGIUS_PYTHON_VERSION " (Regius) on linux\nType \"help\", \"copyright\", \"credits\" or \"license\" for more information.\n");
  setDefault("ps1", ">>> ");
  setDefault("ps2", "... ");
  if (fromInput && !runStartup(t, mainModule)) return false;
  if (Value hook = sysGet(internAscii(t, "__interactivehook__")); ok(hook) && !programOptions.isolated) {
    if (!ok(callWith(t, hook))) {
      std::fputs("Failed calling sys.__interactivehook__\n", stderr);
      int ignored = 0;
      showPending(t, &ignored);
    }
  }
  for (int exitStatus = -1;;) {
    bool end;
    Value code = readStatement(t, &end);
    if (end) {
      std::fputc('\n', stderr);
      return true;
    }
    if (ok(code)) {
      runInModule(t, code, mainModule);
      flushOutput(t);
    }
    if (!ok(t.pending)) continue;
    showPending(t, &exitStatus);
    if (exitStatus >= 0) return raiseValue(t, Exc::SystemExit, fromInt(exitStatus)), false;
  }
}

} // namespace rt
