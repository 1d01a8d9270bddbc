// Runs what the command line of regius-python names, as CPython does (Modules/main.c is the model for order
// and messages): site first, then the command, module, script or standard input in the namespace of
// __main__, then interactive mode when it was asked for.
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/core/Program.h"
#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/eval/Compile.h"
#include "runtime-lib/eval/python/Python.h"
#include "runtime-lib/eval/python/Request.h"
#include "runtime-lib/interp/Interpreter.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/Sys.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/objects/Code.h"
#include "runtime-lib/protocols/Dispatch.h"

#include "runtime-lib/core/Try.h"

#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <sys/stat.h>
#include <unistd.h>

namespace rt {

namespace {

using regius::ParseMode;
using regius::SourceKind;

Value text(Thread &t, std::string_view s) { return fsDecode(t, s); }

Value makeMain(Thread &t) {
  Module *module = TRY(moduleNew(t, names().__main__));
  auto set = [&](const char *name, Value v) { return dictSetStr(t, module->dict, internAscii(t, name), v); };
  set("__name__", fromObject(names().__main__));
  set("__doc__", none());
  set("__package__", none());
  Value bootstrap = dictGetStr(sysModules(), internAscii(t, "_frozen_importlib"));
  set("__loader__", TRY(getAttribute(t, bootstrap, internAscii(t, "BuiltinImporter"))));
  set("__spec__", none());
  set("__annotations__", fromObject(TRY(dictNew(t))));
  set("__builtins__", fromObject(builtinsModule()));
  return dictSetStr(t, sysModules(), names().__main__, fromObject(module)) ? fromObject(module) : kNoValue;
}

Value runSource(Thread &t, std::string source, SourceKind kind, const char *fileName, Value mainModule) {
  CompileRequest request;
  request.filename = text(t, fileName);
  request.optimize = defaultOptimize();
  return runInModule(t, TRY(compileText(t, std::move(source), kind, request)), mainModule);
}

bool insertPath(Thread &t, Value entry) {
  Value path = sysGet(internAscii(t, "path"));
  return ok(path) && isList(path) && listInsert(t, as<List>(path), 0, entry);
}

// --- -c

Value runCommand(Thread &t, Value mainModule) {
  if (!programOptions.safePath && !insertPath(t, fromObject(strEmpty()))) return kNoValue;
  std::string source = pythonRequest.text;
  source += '\n';
  return runSource(t, std::move(source), SourceKind::Bytes, "<string>", mainModule);
}

// --- -m

Value runModuleAsMain(Thread &t, Value name, bool setArgument) {
  Value runpy = TRY(importModule(t, internAscii(t, "runpy")));
  Value function = TRY(getAttribute(t, runpy, internAscii(t, "_run_module_as_main")));
  return callWith(t, function, name, fromBool(setArgument));
}

Value runModule(Thread &t) {
  if (!programOptions.safePath) {
    char folder[PATH_MAX];
    if (getcwd(folder, sizeof folder) && !insertPath(t, text(t, folder))) return kNoValue;
  }
  return runModuleAsMain(t, text(t, pythonRequest.text), true);
}

// --- Script

/// The folder of the script: that of the file behind a symbolic link.
std::string scriptFolder(const char *file) {
  char link[PATH_MAX];
  std::string path = file;
  ssize_t n = readlink(file, link, sizeof link);
  if (n > 0) {
    std::string target(link, static_cast<size_t>(n));
    size_t slash = path.rfind('/');
    path = target[0] == '/' || slash == std::string::npos ? target : path.substr(0, slash + 1) + target;
  }
  char *full = realpath(path.c_str(), nullptr);
  if (full) path = full;
  std::free(full);
  size_t slash = path.rfind('/');
  return slash == std::string::npos ? std::string() : path.substr(0, slash ? slash : 1);
}

/// What an import hook answers for the path, a folder or a zip file; else None.
Value importerOf(Thread &t, Value path) {
  Value external = dictGetStr(sysModules(), internAscii(t, "_frozen_importlib_external"));
  Value finder = TRY(getAttribute(t, external, internAscii(t, "PathFinder")));
  return callMethodWith(t, finder, internAscii(t, "_path_importer_cache"), path);
}

bool readAll(FILE *file, std::string *out) {
  char block[1 << 16];
  for (size_t n; (n = std::fread(block, 1, sizeof block, file)) > 0;) out->append(block, n);
  return !std::ferror(file);
}

void skipLine(std::string *source) {
  if (!programOptions.skipFirstLine) return;
  size_t end = source->find('\n');
  source->erase(0, end == std::string::npos ? source->size() : end); // the newline stays: line numbers are right
}

/// CPython writes out what a file has printed before a traceback, but not what a command or module has.
Value flushed(Thread &t, Value result) {
  flushOutput(t);
  return result;
}

/// The path of a script as its __file__ and tracebacks name it.
std::string absolutePath(const char *file) {
  if (file[0] == '/') return file;
  char *folder = realpath(".", nullptr);
  if (!folder) return file;
  std::string path = std::string(folder) + "/" + file;
  std::free(folder);
  return path;
}

Value cannotOpen(const std::string &file, int error, int *status) {
  std::fprintf(stderr, "%s: can't open file '%s': [Errno %d] %s\n", programOptions.argv[0], file.c_str(), error, std::strerror(error));
  *status = 2;
  return none();
}

/// The code of a .pyc file.
Value codeOfCompiled(Thread &t, Value external, Value loader, Value path) {
  Value data = TRY(callMethodWith(t, loader, internAscii(t, "get_data"), path));
  Value magic = TRY(getAttribute(t, external, internAscii(t, "MAGIC_NUMBER")));
  int known = truth(t, TRY(callMethodWith(t, data, internAscii(t, "startswith"), magic)));
  if (known <= 0) return known ? kNoValue : raise(t, Msg::PycMagic);
  return callMethodWith(t, loader, internAscii(t, "get_code"), fromObject(names().__main__));
}

Value runFile(Thread &t, Value mainModule, int *status) {
  const std::string file = absolutePath(pythonRequest.text);
  Value path = text(t, file.c_str());
  Value importer = TRY(importerOf(t, path));
  if (!isNone(importer)) {
    if (!insertPath(t, path)) return kNoValue;
    return runModuleAsMain(t, fromObject(names().__main__), false);
  }
  struct stat info;
  FILE *in = std::fopen(file.c_str(), "rb");
  if (!in) return cannotOpen(file, errno, status);
  if (fstat(fileno(in), &info) == 0 && S_ISDIR(info.st_mode)) {
    std::fclose(in);
    std::fprintf(stderr, "%s: '%s' is a directory, cannot continue\n", programOptions.argv[0], file.c_str());
    *status = 1;
    return none();
  }
  std::string source;
  const bool good = readAll(in, &source);
  std::fclose(in);
  if (!good) return cannotOpen(file, errno, status);
  skipLine(&source);
  if (!programOptions.safePath && !insertPath(t, text(t, scriptFolder(pythonRequest.text)))) return kNoValue;
  Dict *dict = as<Module>(mainModule)->dict;
  dictSetStr(t, dict, names().__file__, path);
  dictSetStr(t, dict, internAscii(t, "__cached__"), none());
  Value external = dictGetStr(sysModules(), internAscii(t, "_frozen_importlib_external"));
  const bool compiled = file.ends_with(".pyc");
  const char *loaderClass = compiled ? "SourcelessFileLoader" : "SourceFileLoader";
  Value loader = TRY(callMethodWith(t, external, internAscii(t, loaderClass), fromObject(names().__main__), path));
  dictSetStr(t, dict, names().__loader__, loader);
  if (compiled) return flushed(t, runInModule(t, TRY(codeOfCompiled(t, external, loader, path)), mainModule));
  return flushed(t, runSource(t, std::move(source), SourceKind::File, file.c_str(), mainModule));
}

Value runInput(Thread &t, Value mainModule) {
  if (!programOptions.safePath && !insertPath(t, fromObject(strEmpty()))) return kNoValue;
  if (isatty(0) || programOptions.interactive) {
    programOptions.inspect = 0; // no second prompt afterwards
    return runInteractive(t, mainModule) ? none() : kNoValue;
  }
  std::string source;
  readAll(stdin, &source);
  skipLine(&source);
  return flushed(t, runSource(t, std::move(source), SourceKind::File, "<stdin>", mainModule));
}

/// `import site` and, when filters are set, `import warnings`, before anything of the user's.
bool importStartModules(Thread &t) {
  if (!programOptions.noSite) TRY(importModule(t, internAscii(t, "site")));
  Value options = sysGet(internAscii(t, "warnoptions"));
  if (ok(options) && isList(options) && as<List>(options)->size) TRY(importModule(t, internAscii(t, "warnings")));
  return true;
}

} // namespace

Value runInModule(Thread &t, Value code, Value module) {
  Function *function = TRY(functionNew(t, as<Code>(code)->info, as<Module>(module)->dict, kNoValue));
  function->code = as<Code>(code);
  return interpretBody(t, function, kNoValue);
}

bool runStartup(Thread &t, Value mainModule) {
  const char *path = pythonVariable("PYTHONSTARTUP");
  if (!path) return true;
  std::string source;
  FILE *in = std::fopen(path, "rb");
  const bool good = in && readAll(in, &source);
  if (!good) {
    const int error = errno;
    std::fputs("Could not open PYTHONSTARTUP\n", stderr);
    raiseErrno(t, error, text(t, path));
  }
  if (in) std::fclose(in);
  if (good) flushed(t, runSource(t, std::move(source), SourceKind::File, path, mainModule));
  if (!ok(t.pending)) return true;
  if (pendingMatches(t, Exc::SystemExit)) return false;
  bool interrupted = false;
  handleUncaught(t, &interrupted);
  return true;
}

bool runPython(Thread &t, int *status) {
  *status = 0;
  Value mainModule = TRY(makeMain(t));
  if (!importStartModules(t)) return false;
  Value result = kNoValue;
  switch (pythonRequest.kind) {
  case PythonRequest::Command: result = runCommand(t, mainModule); break;
  case PythonRequest::Module: result = runModule(t); break;
  case PythonRequest::File: result = runFile(t, mainModule, status); break;
  case PythonRequest::Input: result = runInput(t, mainModule); break;
  }
  if (!programOptions.inspect && !(pythonVariable("PYTHONINSPECT") && isatty(0))) return ok(result);
  if (!ok(result)) {
    bool interrupted = false;
    *status = handleUncaught(t, &interrupted);
  }
  return runInteractive(t, mainModule);
}

} // namespace rt
