// The command line of regius-python (Python documentation, "Command line and environment").
#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/eval/python/Python.h"
#include "runtime-lib/eval/python/Request.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>

namespace rt {

PythonRequest pythonRequest;

namespace {

struct OptionRow {
  char letter;
  bool hasValue;
  const char *value, *help;
  void (*action)(ProgramOptions &o, const char *value);
};
const OptionRow kOptions[] = {
#define OPTION(Letter, HasValue, Value, Help, Action)                                              \
  {Letter, HasValue, Value, Help, [](ProgramOptions &o, [[maybe_unused]] const char *value) { Action; }},
#include "runtime-lib/eval/python/Options.def"
};

void printUsage(FILE *out, const char *program) {
  std::fprintf(out, "usage: %s [option] ... [-c cmd | -m mod | file | -] [arg] ...\n", program);
}

int printHelp(const char *program) {
  printUsage(stdout, program);
  std::printf("Options:\n");
  auto row = [](const std::string &left, const char *help) { std::printf("%-16s: %s\n", left.c_str(), help); };
  for (const OptionRow &option : kOptions)
    row(std::string("-") + option.letter + (option.hasValue ? std::string(" ") + option.value : ""), option.help);
  row("-c cmd", "run the text as a program; ends the options");
  row("-m mod", "run a module of sys.path as a script; ends the options");
  row("--check-hash-based-pycs always|default|never", "how hash-based .pyc files are validated");
  row("-V, --version", "print the version and exit; -VV: more about the build");
  row("-h, -?, --help", "print this text and exit");
  std::printf("file            : program read from a script, a folder or a zip file\n"
              "-               : program read from standard input (default; interactive at a terminal)\n"
              "arg ...         : arguments of the program, in sys.argv[1:]\n");
  return 0;
}

int badUsage(const char *program) {
  printUsage(stderr, program);
  std::fprintf(stderr, "Try `python -h' for more information.\n");
  return 2;
}

/// Long options; returns how many arguments were used, 0 when it is none.
int longOption(int argc, char **argv, int i, bool *done, int *status) {
  const char *argument = argv[i];
  *done = true;
  *status = 0;
  if (!std::strcmp(argument, "--help")) return *status = printHelp(argv[0]), 1;
  if (!std::strcmp(argument, "--version")) {
    pythonRequest.version++;
    *done = false;
    return 1;
  }
  if (!std::strcmp(argument, "--check-hash-based-pycs")) {
    const char *value = i + 1 < argc ? argv[i + 1] : "";
    programOptions.checkHashPycs = value;
    *done = std::strcmp(value, "always") && std::strcmp(value, "default") && std::strcmp(value, "never");
    if (*done) {
      std::fprintf(stderr, "--check-hash-based-pycs must be one of 'default', 'always', or 'never'\n");
      *status = badUsage(argv[0]);
    }
    return 2;
  }
  std::fprintf(stderr, "unknown option %s\n", argument);
  *status = badUsage(argv[0]);
  return 1;
}

/// One argument with letters behind a dash. False: stop, *status is the exit status or -1 for "run now".
bool letters(int argc, char **argv, int *i, int *status) {
  for (const char *p = argv[*i] + 1; *p; p++) {
    if (*p == 'h' || *p == '?') return *status = printHelp(argv[0]), false;
    if (*p == 'V') {
      pythonRequest.version++;
      continue;
    }
    const OptionRow *found = nullptr;
    for (const OptionRow &row : kOptions)
      if (row.letter == *p) found = &row;
    const bool selects = *p == 'c' || *p == 'm';
    const char *value = nullptr;
    if (selects || (found && found->hasValue)) {
      value = p[1] ? p + 1 : *i + 1 < argc ? argv[++*i] : nullptr;
      if (!value) {
        std::fprintf(stderr, "Argument expected for the -%c option\n", *p);
        return *status = badUsage(argv[0]), false;
      }
    }
    if (selects) {
      pythonRequest.kind = *p == 'c' ? PythonRequest::Command : PythonRequest::Module;
      pythonRequest.text = value;
      *status = -1;
      return false;
    }
    if (!found) {
      std::fprintf(stderr, "Unknown option: -%c\n", *p);
      return *status = badUsage(argv[0]), false;
    }
    found->action(programOptions, value);
    if (value) break;
  }
  return true;
}

int number(const char *text) {
  int n = std::atoi(text);
  return n > 0 ? n : 1;
}

/// Variables of the environment that stand for options; those that compiled programs know as well are read
/// in core/Main.cpp.
void readEnvironment() {
  ProgramOptions &o = programOptions;
  auto raise = [](int &level, const char *name) {
    if (const char *text = pythonVariable(name)) level = std::max(level, number(text));
  };
  raise(o.debug, "PYTHONDEBUG");
  raise(o.verbose, "PYTHONVERBOSE");
  raise(o.optimize, "PYTHONOPTIMIZE");
  raise(o.inspect, "PYTHONINSPECT");
  o.noUserSite |= pythonVariable("PYTHONNOUSERSITE") != nullptr;
  o.safePath |= pythonVariable("PYTHONSAFEPATH") != nullptr;
  if (const char *text = pythonVariable("PYTHONUTF8")) o.utf8Mode = !std::strcmp(text, "1");
  if (!o.pycachePrefix) o.pycachePrefix = pythonVariable("PYTHONPYCACHEPREFIX");
  if (const char *text = pythonVariable("PYTHONINTMAXSTRDIGITS")) o.intMaxStrDigits = std::atoi(text);
  o.warnDefaultEncoding |= pythonVariable("PYTHONWARNDEFAULTENCODING") != nullptr;
  o.debugRanges &= pythonVariable("PYTHONNODEBUGRANGES") == nullptr;
}

void applyXOptions() {
  ProgramOptions &o = programOptions;
  for (const char *option : o.xOptions) {
    auto is = [&](const char *name) { return !std::strcmp(option, name); };
    auto valueOf = [&](const char *name) -> const char * {
      size_t n = std::strlen(name);
      return !std::strncmp(option, name, n) && option[n] == '=' ? option + n + 1 : nullptr;
    };
    if (is("dev")) o.devMode = true;
    if (is("utf8") || (valueOf("utf8") && !std::strcmp(valueOf("utf8"), "1"))) o.utf8Mode = true;
    if (valueOf("utf8") && !std::strcmp(valueOf("utf8"), "0")) o.utf8Mode = false;
    if (is("no_debug_ranges")) o.debugRanges = false;
    if (is("warn_default_encoding")) o.warnDefaultEncoding = true;
    if (const char *text = valueOf("pycache_prefix")) o.pycachePrefix = *text ? text : nullptr;
    if (const char *text = valueOf("int_max_str_digits")) o.intMaxStrDigits = std::atoi(text);
  }
}

} // namespace

const char *pythonSelector() {
  return pythonRequest.kind == PythonRequest::Command ? "-c" : pythonRequest.kind == PythonRequest::Module ? "-m" : nullptr;
}

bool parsePythonOptions(int argc, char **argv, int *status) {
  ProgramOptions &o = programOptions;
  int i = 1;
  bool go = true;
  for (; i < argc && go; i++) {
    const char *argument = argv[i];
    if (argument[0] != '-' || !argument[1]) break;
    if (!std::strcmp(argument, "--")) {
      i++;
      break;
    }
    if (argument[1] == '-') {
      bool done;
      i += longOption(argc, argv, i, &done, status) - 1;
      if (done) return false;
      continue;
    }
    if (!letters(argc, argv, &i, status)) {
      if (*status != -1) return false;
      go = false;
    }
  }
  if (pythonRequest.version) {
    std::puts(pythonRequest.version > 1 ? "Python " REGIUS_PYTHON_VERSION " (Regius)" : "Python " REGIUS_PYTHON_VERSION);
    *status = 0;
    return false;
  }
  if (pythonRequest.kind == PythonRequest::Input && i < argc && std::strcmp(argv[i], "-") != 0) {
    pythonRequest.kind = PythonRequest::File;
    pythonRequest.text = argv[i];
  }
  o.firstArgument = pythonRequest.kind == PythonRequest::Command || pythonRequest.kind == PythonRequest::Module ? i - 1 : i;
  readEnvironment();
  applyXOptions();
  return true;
}

} // namespace rt
