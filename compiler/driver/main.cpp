// The regius command: options, then one stage after the other. Each stage either succeeds or has
// told why not and gives the exit status.
#include "codegen/CodeGen.h"
#include "compiler/FrontEnd.h"
#include "compiler/bytecode/Disassembler.h"
#include "compiler/bytecode/Serialize.h"
#include "compiler/bytecode/Verifier.h"
#include "compiler/driver/Dump.h"
#include "compiler/driver/Files.h"
#include "compiler/driver/ModuleFinder.h"
#include "compiler/driver/Options.h"
#include "compiler/driver/Program.h"
#include "compiler/driver/SourceEncodings.h"

#include <cerrno>
#include <chrono>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <filesystem>
#include <sys/wait.h>
#include <unistd.h>

using namespace regius;

namespace {

constexpr int kSourceError = 1, kUsageError = 2, kInternalError = 70;

int fail(const std::string &text, int status = kSourceError) {
  std::fprintf(stderr, "regius: error: %s\n", text.c_str());
  return status;
}

int internalError(const char *stage, const std::string &text) {
  std::fprintf(stderr,
               "regius: internal error in stage '%s' of version " REGIUS_VERSION ": %s\n"
               "This is a bug in regius. Please report it with the source and the command line.\n",
               stage, text.c_str());
  return kInternalError;
}

/// LLVM gave up: a failed write, or a bug.
[[noreturn]] void onFatalError(const char *reason) {
  removeTemporaryFiles();
  const std::string text = reason, failedWrite = "IO failure on output stream: ";
  if (text.rfind(failedWrite, 0) != 0)
    std::_Exit(internalError("code generation", text));
  std::fprintf(stderr, "regius: error: cannot write the output: %s\n", text.c_str() + failedWrite.size());
  std::_Exit(kSourceError);
}

/// Prints the time of each stage at the end (-ftime-report).
class StageTimer {
public:
  explicit StageTimer(bool enabled) : enabled_(enabled) {}
  ~StageTimer() { next(nullptr); }
  void next(const char *stage) {
    const auto now = std::chrono::steady_clock::now();
    if (enabled_ && stage_)
      std::fprintf(stderr, "%10.3f ms  %s\n",
                   std::chrono::duration<double, std::milli>(now - start_).count(), stage_);
    stage_ = stage;
    start_ = now;
  }

private:
  bool enabled_;
  const char *stage_ = nullptr;
  std::chrono::steady_clock::time_point start_;
};

bool isBytecodeFile(const std::string &content) {
  return content.compare(0, kRbcMagic.size(), kRbcMagic) == 0;
}

class Driver {
public:
  explicit Driver(const Request &request) : request_(request), timer_(request.timeReport) {}

  int run() {
    if (int status = resolveInput())
      return status;
    if (int status = readSource())
      return status;
    if (!request_.emit.empty() && !needsBytecode())
      return emitStages();
    timer_.next("front end");
    if (int status = compileMain())
      return status;
    if (!request_.emit.empty())
      return emitStages();
    return build();
  }

private:
  /// Every stage asked for works on the text alone.
  bool needsBytecode() const {
    for (const EmitRequest &item : request_.emit)
      if (item.stage > Stage::Symtable)
        return true;
    return false;
  }

  SearchPath searchPath() const {
    SearchPath path;
    path.scriptDirectory = request_.module.empty() && input_ != "-" ? directoryOf(input_) : ".";
    path.include = request_.include;
    if (const char *variable = std::getenv("PYTHONPATH"))
      for (std::string rest = variable; !rest.empty();) {
        const size_t colon = std::min(rest.find(':'), rest.size());
        if (colon)
          path.include.push_back(rest.substr(0, colon));
        rest.erase(0, colon + 1);
      }
    path.pythonLibrary = request_.pythonLibrary;
    path.site = request_.site;
    return path;
  }

  /// The file to compile: given, or found for -m NAME, or a directory's __main__.py.
  int resolveInput() {
    input_ = request_.input;
    if (!request_.pythonLibrary.empty() && !isDirectory(request_.pythonLibrary))
      return fail("--python-lib: '" + request_.pythonLibrary + "' is not a directory", kUsageError);
    if (!request_.module.empty()) {
      if (!input_.empty())
        return fail("both -m and a file are given", kUsageError);
      ModuleFinder finder(searchPath());
      const FoundModule *found = nullptr;
      std::string name = request_.module;
      for (size_t dot = name.find('.'); dot != std::string::npos; dot = name.find('.', dot + 1))
        if (!finder.find(name.substr(0, dot)))
          return fail("No module named " + name.substr(0, dot));
      found = finder.find(name);
      if (found && found->isPackage)
        found = finder.find(name + ".__main__");
      if (!found || found->isNative || found->isNamespace)
        return fail("No module named " + name);
      input_ = found->path;
      const std::string full =
          fileExists(input_) && stem(input_) == "__main__" ? name + ".__main__" : name;
      package_ = full.substr(0, full.rfind('.') == std::string::npos ? 0 : full.rfind('.'));
    }
    if (input_.empty())
      return fail("no input file; try 'regius --help'", kUsageError);
    if (isDirectory(input_)) {
      if (!fileExists(input_ + "/__main__.py"))
        return fail("'" + input_ + "' is a directory without a __main__.py");
      input_ += "/__main__.py";
    }
    return 0;
  }

  int readSource() {
    std::string error;
    if (!readInput(input_, content_, error))
      return fail(error);
    if (isBytecodeFile(content_))
      return 0;
    const std::string extension = ".rbc";
    if (input_.size() > extension.size() &&
        input_.compare(input_.size() - extension.size(), extension.size(), extension) == 0)
      return fail("'" + input_ + "': not a Regius bytecode file");
    if (content_.find('\0') != std::string::npos)
      return fail("'" + input_ + "': source code cannot contain null bytes");
    return 0;
  }

  int reportErrors(const Diagnostics &diagnostics, const char *stage) {
    for (const Diagnostic &error : diagnostics.errors()) {
      if (error.id == SyntaxErrorId::InternalEmitterError)
        return internalError(stage, error.message);
      std::fputs(formatDiagnostic(error).c_str(), stderr);
    }
    return kSourceError;
  }

  void printWarnings(const Diagnostics &diagnostics) {
    for (const Diagnostic &warning : diagnostics.warnings())
      if (warning.type == ErrorType::SyntaxWarning)
        std::fputs(formatWarning(warning).c_str(), stderr);
  }

  std::shared_ptr<const CodeUnit> compileText(const std::string &path, const std::string &text,
                                              bool quiet, int &status) {
    if (request_.verbose)
      std::fprintf(stderr, "regius: compiling %s\n", path.c_str());
    SourceFile source(path == "-" ? "<stdin>" : path, text);
    Diagnostics diagnostics;
    EmitOptions options;
    options.optimize = static_cast<int>(request_.pythonOptimize);
    auto unit = compileSource(source, ParseMode::Module, options, diagnostics);
    if (!quiet)
      printWarnings(diagnostics);
    if (unit)
      return std::move(*unit);
    if (!quiet)
      status = reportErrors(diagnostics, "front end");
    return nullptr;
  }

  int compileMain() {
    int status = 0;
    if (!isBytecodeFile(content_)) {
      main_ = compileText(input_, content_, false, status);
      if (main_ && !package_.empty())
        main_ = withPackage(*main_);
      return status;
    }
    std::string error;
    std::unique_ptr<CodeUnit> unit = deserialize(content_, error);
    if (!unit)
      return fail("'" + input_ + "': " + error);
    if (auto problem = verify(*unit))
      return fail("'" + input_ + "': malformed bytecode: " + *problem);
    main_ = std::move(unit);
    return 0;
  }

  /// `-m a.b`: the module starts with __package__ = "a", which its relative imports ask for.
  std::shared_ptr<const CodeUnit> withPackage(const CodeUnit &unit) const {
    auto result = std::make_shared<CodeUnit>(unit);
    const uint32_t shift = 2;
    for (Instruction &instruction : result->instructions)
      if (operandKind(instruction.op) == OperandKind::Label)
        instruction.arg += shift;
    for (ExceptionEntry &entry : result->exceptionTable) {
      entry.start += shift;
      entry.end += shift;
      entry.handler += shift;
    }
    Constant package;
    package.kind = Constant::Kind::Str;
    package.text = package_;
    const uint32_t constant = static_cast<uint32_t>(result->consts.size());
    const uint32_t name = static_cast<uint32_t>(result->names.size());
    result->consts.push_back(package);
    result->names.push_back("__package__");
    result->instructions.insert(result->instructions.begin(),
                                {{Opcode::LoadConst, constant}, {Opcode::StoreName, name}});
    result->locations.insert(result->locations.begin(), shift, Location{});
    result->stackSize = std::max(result->stackSize, 1u);
    return result;
  }

  BuildOptions buildOptions() const {
    BuildOptions options;
    options.triple = request_.target;
    options.cpu = request_.cpu == "native" ? hostCpu() : request_.cpu;
    options.optLevel = request_.level;
    options.debugInfo = request_.debugInfo;
    options.staticExecutable = request_.staticExecutable;
    options.strip = request_.strip;
    options.pythonOptimize = request_.pythonOptimize;
    options.warningOptions = request_.warnings;
    if (!request_.noCache)
      options.cacheDirectory = defaultCacheDirectory();
    return options;
  }

  int stageText(Stage stage, std::string &out) {
    std::string error;
    Diagnostics diagnostics;
    SourceFile source(input_ == "-" ? "<stdin>" : input_, content_);
    if (stage <= Stage::Symtable && isBytecodeFile(content_))
      return fail("'" + input_ + "' is bytecode: it has no " + std::string(stageName(stage)));
    auto check = [&](bool fine) { return fine ? 0 : reportErrors(diagnostics, "dump"); };
    auto generate = [&](OutputKind kind) {
      const ModuleInput module{"__main__", main_.get(), false, nullptr};
      return generateModule(module, buildOptions(), kind, out, error) ? 0 : fail(error);
    };
    int status = 0;
    switch (stage) {
    case Stage::Tokens:
      return check(dumpTokens(source, out, diagnostics));
    case Stage::Ast:
      return check(dumpAst(source, out, diagnostics));
    case Stage::Symtable:
      return check(dumpSymbols(source, out, diagnostics));
    case Stage::Bytecode:
      out = disassemble(*main_, request_.function);
      break;
    case Stage::Rbc:
      out = serialize(*main_);
      return 0;
    case Stage::LlvmIr:
      status = generate(OutputKind::Ir);
      if (!request_.function.empty())
        out = restrictIr(out, request_.function);
      break;
    case Stage::Asm:
      status = generate(OutputKind::Assembly);
      if (!request_.function.empty())
        out = restrictAssembly(out, request_.function);
      break;
    case Stage::Obj:
      return generate(OutputKind::Object);
    }
    if (!status && out.empty() && !request_.function.empty())
      return fail("there is no function '" + request_.function + "' in '" + input_ + "'");
    return status;
  }

  int emitStages() {
    if (request_.run)
      return fail("'run' does not go with --emit, -c or -S", kUsageError);
    if (request_.emit.size() > 1 && !request_.output.empty())
      return fail("-o needs a single output; use --emit=STAGE=FILE", kUsageError);
    for (const EmitRequest &item : request_.emit) {
      timer_.next(stageName(item.stage).data());
      std::string file = !item.file.empty() ? item.file : request_.output, out, error;
      if (file.empty())
        file = item.stage == Stage::Rbc || item.stage == Stage::Obj || item.stage == Stage::Asm
                   ? stem(input_) + std::string(stageExtension(item.stage))
                   : "-";
      if (int status = stageText(item.stage, out))
        return status;
      if (!writeOutput(file, out, error))
        return fail(error);
    }
    return 0;
  }

  int build() {
    std::string error;
    std::string output = request_.output.empty() ? stem(input_) : request_.output, device;
    if (request_.run) {
      const std::string directory = makeTemporaryDirectory(error);
      if (directory.empty())
        return fail(error);
      output = directory + "/program";
    } else if (output == "-" || isDevice(output)) { // the linker would put a file in its place
      device = output;
      const std::string directory = makeTemporaryDirectory(error);
      if (directory.empty())
        return fail(error);
      output = directory + "/program";
    } else if (output == input_ || isDirectory(output)) {
      return fail("the output '" + output + "' is " +
                  (output == input_ ? "the input itself" : "a directory") + "; use -o");
    } else if (access(directoryOf(output).c_str(), W_OK) != 0) {
      return fail("cannot write '" + output + "': " + std::strerror(errno));
    }
    std::string target = output; // what the linker writes
    if (device.empty() && !request_.run) {
      target = beginOutput(output, error);
      if (target.empty())
        return fail(error);
    }
    timer_.next("modules");
    Program program;
    program.mainPackage = package_;
    if (request_.level == 0)
      program.libraryBudget = 0;
    else if (request_.level >= 3)
      program.libraryBudget = SIZE_MAX;
    program.evaluatorDecided = request_.eval != "auto";
    program.evaluator = request_.eval == "always";
    if (request_.asPython)
      program.isPython = program.evaluatorDecided = program.evaluator = true;
    int status = 0;
    const SourceCompiler compile = [&](const std::string &path, const std::string &text,
                                       bool quiet) {
      return compileText(path, text, quiet, status);
    };
    SearchPath path = searchPath();
    path.unavailable = modulesWithoutLibrary(buildOptions());
    if (!findModules(main_, input_, path, compile, program, error))
      return status ? status : fail(error);
    if (status && !program.evaluator) // else a module that does not compile is an error when it is imported
      return status;
    for (const std::string &warning : program.warnings)
      std::fprintf(stderr, "%s\n", warning.c_str());
    program.interpret = request_.interpret;
    timer_.next("code generation and linking");
    if (!buildProgram(program, buildOptions(), target, error) ||
        (target != output && !finishOutput(output, error)))
      return fail(error);
    timer_.next(nullptr);
    if (!device.empty()) {
      std::string bytes;
      const bool fine = readInput(output, bytes, error) && writeOutput(device, bytes, error);
      removeTemporaryFiles();
      return fine ? 0 : fail(error);
    }
    return request_.run ? execute(output) : 0;
  }

  int execute(const std::string &program) {
    std::vector<char *> arguments{const_cast<char *>(input_.c_str())};
    for (const std::string &argument : request_.programArguments)
      arguments.push_back(const_cast<char *>(argument.c_str()));
    arguments.push_back(nullptr);
    const pid_t child = fork();
    if (child < 0) {
      removeTemporaryFiles();
      return fail("cannot start the program");
    }
    if (child == 0) {
      std::signal(SIGINT, SIG_DFL);
      std::signal(SIGTERM, SIG_DFL);
      std::signal(SIGHUP, SIG_DFL);
      execv(program.c_str(), arguments.data());
      std::perror("regius: cannot start the program");
      _exit(127);
    }
    // The terminal sends its signals to the program too; we only wait.
    std::signal(SIGINT, SIG_IGN);
    std::signal(SIGQUIT, SIG_IGN);
    int status = 0;
    while (waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    removeTemporaryFiles();
    if (WIFSIGNALED(status)) {
      std::signal(WTERMSIG(status), SIG_DFL);
      raise(WTERMSIG(status));
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
  }

  const Request &request_;
  StageTimer timer_;
  std::string input_, content_;
  std::string package_; // of -m NAME
  std::shared_ptr<const CodeUnit> main_;
};

int listTargets() {
  std::string text = "Targets with everything needed to link executables:\n";
  for (const std::string &triple : installedTargets(BuildOptions{}))
    text += "  " + triple + "\n";
  text += "\nArchitectures for --emit, -c and -S:\n";
  for (const auto &[name, help] : knownTargets()) {
    std::string left = "  " + name;
    left.resize(std::max<size_t>(left.size() + 1, 16), ' ');
    text += left + help + "\n";
  }
  std::fputs(text.c_str(), stdout);
  return 0;
}

/// `regius python ...` and `regius repl` are regius-python, which lies beside this program.
int startPython(const std::vector<std::string> &given) {
  std::error_code ignored;
  const std::string program = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path() / "regius-python";
  std::vector<char *> arguments{const_cast<char *>(program.c_str())};
  for (const std::string &argument : given)
    arguments.push_back(const_cast<char *>(argument.c_str()));
  arguments.push_back(nullptr);
  execv(program.c_str(), arguments.data());
  return fail("cannot start '" + program + "': " + std::strerror(errno));
}

int start(int count, char **values) {
  std::string error;
  if (count > 1 && (!std::strcmp(values[1], "python") || (!std::strcmp(values[1], "repl") && count == 2)))
    return startPython({values + 2, values + count});
  std::optional<Request> request =
      parseOptions(std::vector<std::string>(values + 1, values + count), error);
  if (!request)
    return fail(error, kUsageError);
  if (request->help || count == 1) {
    std::fputs(helpText().c_str(), count == 1 ? stderr : stdout);
    return count == 1 ? kUsageError : 0;
  }
  if (request->version) {
    std::puts("regius " REGIUS_VERSION " (Python 3.11 semantics, grammar of 3.14)");
    return 0;
  }
  if (!request->documentation.empty()) {
    if (request->documentation != "opcodes")
      return fail("no documentation page '" + request->documentation + "'; there is: opcodes",
                  kUsageError);
    std::fputs(opcodeDocumentation().c_str(), stdout);
    return 0;
  }
  if (request->target == "list")
    return listTargets();
  return Driver(*request).run();
}

} // namespace

int main(int count, char **values) {
  setFatalErrorHandler(onFatalError);
  installSourceDecoder();
  try {
    const int status = start(count, values);
    removeTemporaryFiles();
    return status;
  } catch (const std::exception &problem) {
    removeTemporaryFiles();
    return internalError("driver", problem.what());
  }
}
