// The sys module: data about the program and the language implementation. Functions are in
// SysFunctions.cpp. Built-in at start-up, before __main__ runs.
#include "runtime-lib/modules/Sys.h"

#include "compiler/bytecode/CodeUnit.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Evaluator.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/StandardStreams.h"
#include "runtime-lib/modules/System.h"

#include <cfloat>
#include <climits>
#include <cstdlib>
#include <string>
#include <cstring>
#include <unistd.h>

namespace rt {

extern const NativeRow kSysFunctions[]; // SysFunctions.cpp

namespace {

// Debian's name for the target.
#if defined(__x86_64__)
constexpr const char kMultiarch[] = "x86_64-linux-gnu";
#elif defined(__aarch64__)
constexpr const char kMultiarch[] = "aarch64-linux-gnu";
#endif

Module *module;
Dict *modules;

bool put(Thread &t, const char *name, Value v) {
  return ok(v) && dictSetStr(t, module->dict, internAscii(t, name), v);
}
Value text(Thread &t, std::string_view s) { return fromObject(strFromUtf8(t, s)); }

constexpr const char *kLibrary = "/usr/lib/python3.11"; // of an installed CPython
constexpr int64_t kHexVersion = 0x030B02F0;

Value makeRecord(Thread &t, const char *name, const char *const *fields, const Value *items, bool single = false) {
  int count = 0;
  while (fields[count]) count++;
  Type *type = TRY(structSequenceType(t, "sys", name, fields, count));
  Value record = TRY(structSequenceNew(t, type, items));
  if (single) type->slots.create = nullptr; // "cannot create 'sys.flags' instances"
  return record;
}

Value versionInfo(Thread &t) {
  static const char *const fields[] = {"major", "minor", "micro", "releaselevel", "serial", nullptr};
  const Value items[] = {fromInt(3), fromInt(11), fromInt(2), text(t, "final"), fromInt(0)};
  return makeRecord(t, "version_info", fields, items, true);
}
Value flags(Thread &t) {
  static const char *const fields[] = {"debug", "inspect", "interactive", "optimize", "dont_write_bytecode", "no_user_site",
                                       "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet", "hash_randomization",
                                       "isolated", "dev_mode", "utf8_mode", "warn_default_encoding", "safe_path",
                                       "int_max_str_digits", nullptr};
  const ProgramOptions &o = programOptions;
  const char *seed = o.ignoreHashSeed ? nullptr : pythonVariable("PYTHONHASHSEED");
  const bool fixedHash = seed && std::strcmp(seed, "0") == 0;
  const Value items[] = {fromInt(o.debug), fromInt(o.inspect), fromInt(o.interactive), fromInt(o.optimize),
                         fromInt(o.dontWriteBytecode), fromInt(o.noUserSite), fromInt(o.noSite), fromInt(o.ignoreEnvironment),
                         fromInt(o.verbose), fromInt(o.bytesWarning), fromInt(o.quiet), fromInt(!fixedHash), fromInt(o.isolated),
                         fromBool(o.devMode), fromInt(o.utf8Mode), fromInt(o.warnDefaultEncoding), fromBool(o.safePath),
                         fromInt(o.intMaxStrDigits)};
  return makeRecord(t, "flags", fields, items, true);
}
Value floatInfo(Thread &t) {
  static const char *const fields[] = {"max", "max_exp", "max_10_exp", "min", "min_exp", "min_10_exp",
                                       "dig", "mant_dig", "epsilon", "radix", "rounds", nullptr};
  const Value items[] = {floatValue(t, DBL_MAX), fromInt(DBL_MAX_EXP), fromInt(DBL_MAX_10_EXP), floatValue(t, DBL_MIN),
                         fromInt(DBL_MIN_EXP), fromInt(DBL_MIN_10_EXP), fromInt(DBL_DIG), fromInt(DBL_MANT_DIG),
                         floatValue(t, DBL_EPSILON), fromInt(FLT_RADIX), fromInt(1)};
  return makeRecord(t, "float_info", fields, items);
}
Value intInfo(Thread &t) {
  static const char *const fields[] = {"bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold", nullptr};
  const Value items[] = {fromInt(30), fromInt(4), fromInt(4300), fromInt(640)};
  return makeRecord(t, "int_info", fields, items);
}
Value hashInfo(Thread &t) {
  static const char *const fields[] = {"width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff", nullptr};
  const Value items[] = {fromInt(64), fromInt((int64_t{1} << 61) - 1), fromInt(314159), fromInt(0), fromInt(1000003),
                         text(t, "siphash13"), fromInt(64), fromInt(128), fromInt(0)};
  return makeRecord(t, "hash_info", fields, items);
}
Value threadInfo(Thread &t) {
  static const char *const fields[] = {"name", "lock", "version", nullptr};
  const Value items[] = {text(t, "pthread"), text(t, "semaphore"), none()};
  return makeRecord(t, "thread_info", fields, items);
}
Value implementation(Thread &t, Value version) {
  Dict *d = dictNew(t);
  auto set = [&](const char *name, Value v) { dictSetStr(t, d, internAscii(t, name), v); };
  set("name", text(t, "regius"));
  set("cache_tag", text(t, "regius-311-" + std::to_string(regius::kBytecodeVersion)));
  set("version", version);
  set("hexversion", fromInt(kHexVersion));
  set("_multiarch", text(t, kMultiarch));
  return simpleNamespaceNew(t, d);
}

Value arguments(Thread &t, int first) {
  List *list = listNew(t);
  for (int i = first; i < programOptions.argc; i++) listAppend(t, list, fsDecode(t, programOptions.argv[i]));
  return fromObject(list);
}
/// sys.path[0] of a compiled program is the directory of its script. Programs that can import sources also
/// look into PYTHONPATH and the library of an installed CPython.
Value searchPath(Thread &t) {
  List *list = listNew(t);
  if (!programOptions.isPython) {
    const char *file = rt_program.main->fileName;
    char *full = realpath(file, nullptr);
    const char *known = full ? full : file;
    const char *slash = std::strrchr(known, '/');
    listAppend(t, list, text(t, slash ? std::string_view(known, static_cast<size_t>(slash - known)) : std::string_view()));
    std::free(full);
  }
  if (!rt_program.evaluator) return fromObject(list);
  for (const char *more = pythonVariable("PYTHONPATH"); more;) {
    const char *colon = std::strchr(more, ':');
    size_t length = colon ? static_cast<size_t>(colon - more) : std::strlen(more);
    if (length) listAppend(t, list, fsDecode(t, std::string_view(more, length)));
    more = colon ? colon + 1 : nullptr;
  }
  for (const char *folder : {"/usr/lib/python311.zip", kLibrary, "/usr/lib/python3.11/lib-dynload"})
    listAppend(t, list, text(t, folder));
  return fromObject(list);
}
/// The first file named `name` on PATH that can be executed; empty when there is none.
std::string findOnPath(const char *name) {
  const char *path = std::getenv("PATH");
  while (path && *path) {
    const char *colon = std::strchr(path, ':');
    std::string file(path, colon ? static_cast<size_t>(colon - path) : std::strlen(path));
    file += std::string("/") + name;
    if (access(file.c_str(), X_OK) == 0) return file;
    path = colon ? colon + 1 : nullptr;
  }
  return {};
}
std::string ownExecutable; // when sys.executable is this program

/// sys.executable: something that takes the command line of CPython, since programs start it with -c or a
/// script. That is regius-python: named by REGIUS_PYTHON or found on PATH. Without it, the program itself, which
/// knows that it was started so by environmentFor's mark.
Value executable(Thread &t) {
  if (!programOptions.isPython) {
    const char *named = std::getenv("REGIUS_PYTHON");
    std::string found = named && *named ? named : findOnPath("regius-python");
    if (!found.empty()) return fsDecode(t, found);
  }
  char path[4096];
  ssize_t n = readlink("/proc/self/exe", path, sizeof path);
  ownExecutable.assign(path, n > 0 ? static_cast<size_t>(n) : 0);
  return fsDecode(t, ownExecutable);
}
Value warnOptions(Thread &t) {
  List *list = listNew(t);
  if (programOptions.devMode) listAppend(t, list, text(t, "default"));
  for (const char *rest = pythonVariable("PYTHONWARNINGS"); rest && *rest;) {
    const char *comma = std::strchr(rest, ',');
    size_t length = comma ? static_cast<size_t>(comma - rest) : std::strlen(rest);
    if (length) listAppend(t, list, text(t, std::string_view(rest, length)));
    rest = comma ? comma + 1 : nullptr;
  }
  for (const char *const *option = rt_program.warningsOptions; option && *option; option++)
    listAppend(t, list, text(t, *option));
  for (const char *option : programOptions.warnings) listAppend(t, list, text(t, option));
  if (programOptions.bytesWarning) listAppend(t, list, text(t, programOptions.bytesWarning > 1 ? "error::BytesWarning" : "default::BytesWarning"));
  return fromObject(list);
}
/// sys._xoptions: -X name and -X name=value.
Value xOptions(Thread &t) {
  Dict *d = dictNew(t);
  for (const char *option : programOptions.xOptions) {
    const char *equals = std::strchr(option, '=');
    Str *name = strFromUtf8(t, equals ? std::string_view(option, static_cast<size_t>(equals - option)) : std::string_view(option));
    dictSet(t, d, fromObject(name), equals ? text(t, equals + 1) : fromBool(true));
  }
  return fromObject(d);
}
/// Sorted, as CPython's tuple is.
Value builtinModuleNames(Thread &t) {
  List *list = listNew(t);
  for (uint32_t i = 0; i < rt_program.nativeModuleCount; i++)
    listAppend(t, list, text(t, rt_program.nativeModules[i]->name));
  listAppend(t, list, text(t, "builtins"));
  listAppend(t, list, text(t, "sys"));
  listSort(t, list, none(), false);
  return fromObject(toTuple(t, fromObject(list)));
}
Value stdlibModuleNames(Thread &t) {
  static const char *const list[] = {
#define STDLIB_NAME(Name) #Name,
#include "runtime-lib/modules/StdlibNames.def"
  };
  Value set = setNew(t, true);
  for (const char *name : list) setAdd(t, set, fromObject(internAscii(t, name)));
  return set;
}

/// sys.argv: of regius-python what follows the options, behind "-c", "-m" or the script's name.
Value programArguments(Thread &t) {
  if (!programOptions.isPython) return arguments(t, 0);
  Value list = arguments(t, programOptions.firstArgument);
  if (as<List>(list)->size == 0) {
    listAppend(t, as<List>(list), fromObject(strEmpty()));
    return list;
  }
  Value *first = &as<List>(list)->array->items[0];
  if (const char *selector = rt_program.evaluator->selector()) *first = text(t, selector);
  return list;
}

bool addStreams(Thread &t) {
  static const char *const plain[] = {"stdin", "stdout", "stderr"}, *const hidden[] = {"__stdin__", "__stdout__", "__stderr__"},
                           *const shown[] = {"<stdin>", "<stdout>", "<stderr>"};
  for (int fd = 0; fd < 3; fd++) {
    Value stream = standardStreamNew(t, fd, shown[fd], fd == 0);
    if (!put(t, plain[fd], stream) || !put(t, hidden[fd], stream)) return false;
  }
  return true;
}

} // namespace

char **environmentFor(const char *executable, char **environment, std::vector<char *> &storage) {
  if (ownExecutable.empty() || ownExecutable != executable) return environment;
  static const std::string mark = std::string(kStartedAsPython) + "=1";
  for (char **entry = environment; *entry; entry++) storage.push_back(*entry);
  storage.push_back(const_cast<char *>(mark.c_str()));
  storage.push_back(nullptr);
  return storage.data();
}

Dict *sysDict() { return module->dict; }
Value sysGet(Str *name) { return dictGetStr(module->dict, name); }
Dict *sysModules() { return modules; }

bool initialiseSys(Thread &t) {
  module = moduleNew(t, names().sys);
  modules = dictNew(t);
  addRoot(&module);
  addRoot(&modules);
  Value loader = nativeLoader(t);
  put(t, "__name__", fromObject(names().sys));
  put(t, "__doc__", text(t, "This module provides access to some objects used or maintained by the\ninterpreter and to functions "
                            "that interact strongly with the interpreter."));
  put(t, "__package__", fromObject(strEmpty()));
  put(t, "__loader__", loader);
  put(t, "__spec__", makeSpec(t, names().sys, loader, text(t, "built-in"), none()));
  put(t, "modules", fromObject(modules));
  dictSetStr(t, modules, names().sys, fromObject(module));
  dictSetStr(t, modules, names().builtins, fromObject(builtinsModule()));
  dictSetStr(t, builtinsDict(), names().__loader__, loader);
  dictSetStr(t, builtinsDict(), names().__spec__, makeSpec(t, names().builtins, loader, text(t, "built-in"), none()));
  for (const NativeRow *row = kSysFunctions; row->name; row++)
    put(t, row->name, makeNativeFunction(t, row, fromObject(module), names().sys));
  static const char *const hooks[][2] = {{"displayhook", "__displayhook__"}, {"excepthook", "__excepthook__"},
                                         {"unraisablehook", "__unraisablehook__"}, {"breakpointhook", "__breakpointhook__"}};
  for (auto &hook : hooks) put(t, hook[1], dictGetStr(module->dict, internAscii(t, hook[0])));
  addStreams(t);
  Value version = versionInfo(t);
  put(t, "argv", programArguments(t));
  put(t, "orig_argv", arguments(t, 0));
  put(t, "path", searchPath(t));
  put(t, "meta_path", fromObject(listNew(t)));
  put(t, "path_hooks", fromObject(listNew(t)));
  put(t, "path_importer_cache", fromObject(dictNew(t)));
  put(t, "warnoptions", warnOptions(t));
  put(t, "_xoptions", xOptions(t));
  put(t, "executable", executable(t));
  put(t, "_base_executable", executable(t));
  for (const char *name : {"prefix", "base_prefix", "exec_prefix", "base_exec_prefix"}) put(t, name, text(t, "/usr"));
  put(t, "platlibdir", text(t, "lib"));
  put(t, "_stdlib_dir", rt_program.evaluator ? text(t, kLibrary) : none());
  put(t, "_home", none());
  put(t, "_framework", fromObject(strEmpty()));
  put(t, "_git", fromObject(tupleOf(t, text(t, "Regius"), text(t, ""), text(t, ""))));
  put(t, "abiflags", fromObject(strEmpty()));
  put(t, "api_version", fromInt(1013));
  put(t, "byteorder", text(t, __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__ ? "little" : "big"));
  put(t, "copyright", text(t, "Regius runtime; the language and its library are defined by the Python Software Foundation."));
  put(t, "dont_write_bytecode", fromBool(programOptions.dontWriteBytecode));
  put(t, "float_repr_style", text(t, "short"));
  put(t, "hexversion", fromInt(kHexVersion));
  put(t, "maxsize", intValue(t, sizeof(void *) == 8 ? INT64_MAX : INT32_MAX));
  put(t, "maxunicode", fromInt(0x10ffff));
  put(t, "platform", text(t, "linux"));
  put(t, "pycache_prefix", programOptions.pycachePrefix ? text(t, programOptions.pycachePrefix) : none());
  put(t, "version", text(t, REGIUS_PYTHON_VERSION " (regius) [LLVM]"));
  put(t, "version_info", version);
  put(t, "implementation", implementation(t, version));
  put(t, "flags", flags(t));
  put(t, "float_info", floatInfo(t));
  put(t, "int_info", intInfo(t));
  put(t, "hash_info", hashInfo(t));
  put(t, "thread_info", threadInfo(t));
  put(t, "builtin_module_names", builtinModuleNames(t));
  put(t, "stdlib_module_names", stdlibModuleNames(t));
  return !ok(t.pending);
}

} // namespace rt
