// The readline module: line editing, history and completion by libedit, through its interface that is GNU
// readline's. From its import on, input() and interactive mode read terminals with it (core/LineEditor.h).
//
// libedit gets its characters from nextCharacter(), which lets other threads run while it waits, and ends
// the line when a signal handler raised. So hooks and completers, which libedit calls in between, hold the mutator lock.
#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/core/LineEditor.h"
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/readline/History.h"

#include "runtime-lib/core/Try.h"

#include <clocale>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <cwchar>
#include <poll.h>
#include <unistd.h>

#include <editline/readline.h>

namespace rt {

namespace {

using namespace readline;

Value completer, startupHook, preInputHook; // kNoValue: none
int completionStart, completionEnd;
int historyLimit = -1; // of files
bool addsLines = true;
std::string delimiters = " \t\n`~!@#$%^&*()-=+[{]}\\|;:'\",<>/?";
Thread *editing;  // whose line is being edited
bool wasInterrupted;

// --- While a line is edited

/// The next character of the terminal; -1 at its end, and when a signal handler raised.
int nextCharacter(FILE *) {
  std::mbstate_t state{};
  for (;;) {
    pollfd wanted{0, POLLIN, 0};
    int ready;
    if (!blockingCall(*editing, &ready, [&] { return poll(&wanted, 1, -1); })) {
      wasInterrupted = true;
      return -1;
    }
    char byte;
    const ssize_t n = read(0, &byte, 1);
    if (n == 0 || (n < 0 && errno != EINTR && errno != EAGAIN)) return -1;
    if (n < 0) continue;
    wchar_t wide;
    const size_t used = std::mbrtowc(&wide, &byte, 1, &state);
    if (used == static_cast<size_t>(-2)) continue; // there is more of the character
    if (used == static_cast<size_t>(-1)) return static_cast<unsigned char>(byte);
    return static_cast<int>(wide);
  }
}

/// Calls a hook; what it raises is lost, as there is nobody to tell.
int callHook(Value hook) {
  if (!ok(hook) || !editing) return 0;
  Value result = callWith(*editing, hook);
  int64_t n = 0;
  if (!ok(result) || (!isNone(result) && !toInt64(*editing, result, &n))) clearPending(*editing);
  return static_cast<int>(n);
}
int callStartupHook() { return callHook(startupHook); }
int callPreInputHook() { return callHook(preInputHook); }

/// completer(text, state); null ends the list.
char *completion(const char *text, int state) {
  if (!ok(completer) || !editing) return nullptr;
  Thread &t = *editing;
  rl_attempted_completion_over = 1;
  Value result = callWith(t, completer, fsDecode(t, text), fromInt(state));
  std::string found;
  if (ok(result) && !isNone(result) && isStr(result) && fsEncode(t, as<Str>(result), &found)) return strdup(found.c_str());
  clearPending(t);
  return nullptr;
}
char **completions(const char *text, int start, int end) {
  rl_completion_append_character = 0;
  completionStart = start;
  completionEnd = end;
  return rl_completion_matches(text, completion);
}

LineEnd editLine(Thread &t, const std::string &prompt, std::string *line) {
  Thread *outer = editing;
  editing = &t;
  wasInterrupted = false;
  char *text = ::readline(prompt.c_str());
  editing = outer;
  if (wasInterrupted || ok(t.pending)) {
    std::free(text);
    return LineEnd::Raised;
  }
  if (!text) return LineEnd::EndOfInput;
  *line = text;
  std::free(text);
  const char *last = historyEntry(historySize() - 1);
  if (addsLines && !line->empty() && !(last && *line == last)) add_history(line->c_str());
  *line += '\n';
  return LineEnd::Read;
}

// --- The module's functions

Value raiseOf(Thread &t, int error) { return error ? raiseErrno(t, error) : none(); }
bool optionalPath(Thread &t, Value v, std::string *out) {
  if (!ok(v) || isNone(v)) return *out = defaultHistoryFile(), true;
  return fsBytesArgument(t, v, out);
}
template <typename F> Value withText(Thread &t, Value v, F use) {
  if (!isStr(v)) return raiseText(t, Exc::TypeError, "bad argument type for built-in operation");
  std::string text;
  return fsEncode(t, as<Str>(v), &text) ? use(text) : kNoValue;
}

Value parseAndBind(Thread &t, const Value *a) {
  return withText(t, a[0], [](std::string &text) {
    rl_parse_and_bind(text.data());
    return none();
  });
}
Value readInitFile(Thread &t, const Value *a) {
  std::string path;
  if (ok(a[0]) && !isNone(a[0]) && !fsBytesArgument(t, a[0], &path)) return kNoValue;
  errno = 0;
  return raiseOf(t, rl_read_init_file(path.empty() ? nullptr : path.c_str()) ? (errno ? errno : ENOENT) : 0);
}
Value getLineBuffer(Thread &t, const Value *) { return fsDecode(t, rl_line_buffer ? rl_line_buffer : ""); }
Value insertText(Thread &t, const Value *a) {
  return withText(t, a[0], [](std::string &text) {
    rl_insert_text(text.c_str());
    return none();
  });
}
Value redisplay(Thread &, const Value *) {
  rl_redisplay();
  return none();
}

Value readHistoryFile(Thread &t, const Value *a) {
  std::string path;
  return optionalPath(t, a[0], &path) ? raiseOf(t, readHistory(path)) : kNoValue;
}
Value writeHistoryFile(Thread &t, const Value *a) {
  std::string path;
  return optionalPath(t, a[0], &path) ? raiseOf(t, writeHistory(path, historyLimit)) : kNoValue;
}
Value appendHistoryFile(Thread &t, const Value *a) {
  std::string path;
  int64_t count;
  if (!toInt32(t, a[0], &count) || !optionalPath(t, a[1], &path)) return kNoValue;
  return raiseOf(t, appendHistory(path, static_cast<int>(count), historyLimit));
}
Value setHistoryLength(Thread &t, const Value *a) {
  int64_t n;
  if (!toInt32(t, a[0], &n)) return kNoValue;
  historyLimit = static_cast<int>(n);
  return none();
}
Value getHistoryLength(Thread &, const Value *) { return fromInt(historyLimit); }
Value currentHistoryLength(Thread &, const Value *) { return fromInt(historySize()); }
Value getHistoryItem(Thread &t, const Value *a) {
  int64_t index;
  if (!toInt32(t, a[0], &index)) return kNoValue;
  const char *entry = historyEntry(static_cast<int>(index) - 1);
  return entry ? fsDecode(t, entry) : none();
}

/// The history without its entries from `place` on, which become *rest.
void cutHistory(int place, std::vector<std::string> *rest) {
  std::vector<std::string> all;
  for (int i = 0, n = historySize(); i < n; i++) all.push_back(historyEntry(i));
  clear_history();
  for (int i = 0; i < place; i++) add_history(all[static_cast<size_t>(i)].c_str());
  rest->assign(all.begin() + place, all.end());
}
/// Replaces or (null) removes an entry: libedit counts entries otherwise than readline once some are gone.
Value changeHistory(Thread &t, Value position, const std::string *line) {
  int64_t place;
  if (!toInt32(t, position, &place)) return kNoValue;
  if (place < 0) return raiseText(t, Exc::ValueError, "History index cannot be negative");
  if (place >= historySize()) {
    const std::string message = "No history item at position " + std::to_string(place);
    return raiseText(t, Exc::ValueError, message.c_str());
  }
  std::vector<std::string> rest;
  cutHistory(static_cast<int>(place), &rest);
  if (line) rest[0] = *line;
  else rest.erase(rest.begin());
  for (const std::string &entry : rest) add_history(entry.c_str());
  return none();
}
Value removeHistoryItem(Thread &t, const Value *a) { return changeHistory(t, a[0], nullptr); }
Value replaceHistoryItem(Thread &t, const Value *a) {
  return withText(t, a[1], [&](std::string &text) { return changeHistory(t, a[0], &text); });
}
Value addHistory(Thread &t, const Value *a) {
  return withText(t, a[0], [](std::string &text) {
    add_history(text.c_str());
    return none();
  });
}
Value clearHistory(Thread &, const Value *) {
  clear_history();
  return none();
}
Value setAutoHistory(Thread &t, const Value *a) {
  const int adds = truth(t, a[0]);
  if (adds < 0) return kNoValue;
  addsLines = adds;
  return none();
}

template <Value *hook> Value setFunction(Thread &t, const Value *a) {
  if (ok(a[0]) && !isNone(a[0]) && !isCallable(a[0])) {
    const std::string name = hook == &completer ? "completer" : hook == &startupHook ? "startup_hook" : "pre_input_hook";
    const std::string message = "set_" + name + "(func): argument not callable";
    return raiseText(t, Exc::TypeError, message.c_str());
  }
  *hook = ok(a[0]) && !isNone(a[0]) ? a[0] : kNoValue;
  return none();
}
Value getCompleter(Thread &, const Value *) { return ok(completer) ? completer : none(); }
Value getCompletionType(Thread &, const Value *) { return fromInt(rl_completion_type); }
Value getBegin(Thread &, const Value *) { return fromInt(completionStart); }
Value getEnd(Thread &, const Value *) { return fromInt(completionEnd); }
Value setDelimiters(Thread &t, const Value *a) {
  return withText(t, a[0], [](std::string &text) {
    delimiters = text;
    rl_completer_word_break_characters = delimiters.data();
    return none();
  });
}
Value getDelimiters(Thread &t, const Value *) { return fsDecode(t, delimiters); }

const NativeRow kFunctions[] = {NATIVE_FUNCTION("add_history", addHistory, "(string, /)"),
                                NATIVE_FUNCTION("append_history_file", appendHistoryFile, "(nelements, filename=None, /)"),
                                NATIVE_FUNCTION("clear_history", clearHistory, "()"),
                                NATIVE_FUNCTION("get_begidx", getBegin, "()"),
                                NATIVE_FUNCTION("get_completer", getCompleter, "()"),
                                NATIVE_FUNCTION("get_completer_delims", getDelimiters, "()"),
                                NATIVE_FUNCTION("get_completion_type", getCompletionType, "()"),
                                NATIVE_FUNCTION("get_current_history_length", currentHistoryLength, "()"),
                                NATIVE_FUNCTION("get_endidx", getEnd, "()"),
                                NATIVE_FUNCTION("get_history_item", getHistoryItem, "(index, /)"),
                                NATIVE_FUNCTION("get_history_length", getHistoryLength, "()"),
                                NATIVE_FUNCTION("get_line_buffer", getLineBuffer, "()"),
                                NATIVE_FUNCTION("insert_text", insertText, "(string, /)"),
                                NATIVE_FUNCTION("parse_and_bind", parseAndBind, "(string, /)"),
                                NATIVE_FUNCTION("read_history_file", readHistoryFile, "(filename=None, /)"),
                                NATIVE_FUNCTION("read_init_file", readInitFile, "(filename=None, /)"),
                                NATIVE_FUNCTION("redisplay", redisplay, "()"),
                                NATIVE_FUNCTION("remove_history_item", removeHistoryItem, "(pos, /)"),
                                NATIVE_FUNCTION("replace_history_item", replaceHistoryItem, "(pos, line, /)"),
                                NATIVE_FUNCTION("set_auto_history", setAutoHistory, "(enabled, /)"),
                                NATIVE_FUNCTION("set_completer", setFunction<&completer>, "(function=None, /)"),
                                NATIVE_FUNCTION("set_completer_delims", setDelimiters, "(string, /)"),
                                NATIVE_FUNCTION("set_history_length", setHistoryLength, "(length, /)"),
                                NATIVE_FUNCTION("set_pre_input_hook", setFunction<&preInputHook>, "(function=None, /)"),
                                NATIVE_FUNCTION("set_startup_hook", setFunction<&startupHook>, "(function=None, /)"),
                                NATIVE_FUNCTION("write_history_file", writeHistoryFile, "(filename=None, /)"),
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  if (MB_CUR_MAX == 1 && !std::setlocale(LC_CTYPE, "")) std::setlocale(LC_CTYPE, "C.UTF-8");
  for (Value *hook : {&completer, &startupHook, &preInputHook}) addRoot(hook);
  rl_readline_name = "python";
  rl_catch_signals = 0;
  rl_getc_function = nextCharacter;
  using_history();
  rl_initialize();
  rl_completer_word_break_characters = delimiters.data();
  rl_attempted_completion_function = completions;
  rl_startup_hook = callStartupHook;
  rl_pre_input_hook = callPreInputHook;
  lineEditor = editLine;
  // Library code finds out from this text which commands parse_and_bind() takes.
  return addText(t, module, "__doc__", "Importing this module enables command line editing using libedit readline.") &&
         addFunctions(t, module, kFunctions);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(readline, "readline", rt::initialise)
