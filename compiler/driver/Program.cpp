// Finds the modules of a program and builds it. Imports are read from the bytecode: ImportName with
// its constant level and name list, in code that may run (Reachability.h); and in code that mentions import_module or __import__, every
// string constant that names a module.
#include "compiler/driver/Program.h"

#include "compiler/driver/HotCode.h"
#include "compiler/driver/Lifetimes.h"
#include "compiler/driver/ModuleFinder.h"
#include "compiler/driver/Reachability.h"
#include "compiler/driver/SourceEncodings.h"
#include "compiler/lexer/Decode.h"

#include <algorithm>
#include <atomic>
#include <cstdlib>
#include <deque>
#include <fstream>
#include <numeric>
#include <set>
#include <sstream>
#include <thread>

namespace regius {

namespace {

struct Import {
  std::string name;
  int64_t level = 0;
  std::vector<std::string> fromNames;
  bool star = false;
  bool guarded = false; // somebody may catch the ImportError
  int line = 0;
};

bool mentionsAny(const CodeUnit &unit, std::initializer_list<const char *> wanted) {
  for (const std::string &name : unit.names)
    for (const char *one : wanted)
      if (name == one)
        return true;
  return false;
}

/// The same, also as a text: getattr(sys, "settrace").
bool mentionsAnyText(const CodeUnit &unit, std::initializer_list<const char *> wanted) {
  for (const Constant &constant : unit.consts)
    for (const char *one : wanted)
      if (constant.kind == Constant::Kind::Str && constant.text == one)
        return true;
  return mentionsAny(unit, wanted);
}

/// A call with a keyword argument of that name.
bool passesKeyword(const CodeUnit &unit, std::string_view name) {
  for (const Constant &constant : unit.consts)
    if (constant.kind == Constant::Kind::Tuple)
      for (const Constant &item : constant.items)
        if (item.kind == Constant::Kind::Str && item.text == name)
          return true;
  return false;
}

/// Whether the code looks at the locals of other functions, living or dead.
bool looksAtLocals(const CodeUnit &unit) {
  return mentionsAny(unit, {"f_locals"}) || passesKeyword(unit, "capture_locals") || passesKeyword(unit, "tb_locals");
}

/// How a unit of the user's wants to see what functions do. What only gives functions that are called afterwards to
/// sys.settrace needs no more than entries that go over to the interpreter; who sets f_trace or profiles sees
/// activations that have begun before.
Tracing tracingWanted(const CodeUnit &unit) {
  if (mentionsAnyText(unit, {"setprofile", "f_trace", "set_trace"}))
    return Tracing::Everything;
  return mentionsAnyText(unit, {"settrace", "call_tracing"}) ? Tracing::Functions : Tracing::None;
}
/// A mention of the built-in breakpoint(), which starts the debugger.
bool hasBreakpoint(const CodeUnit &unit, const CodeUnit &module) {
  auto uses = [](const CodeUnit &code, std::initializer_list<Opcode> ways) {
    for (const Instruction &instruction : code.instructions)
      if (std::count(ways.begin(), ways.end(), instruction.op) && code.names[instruction.arg] == "breakpoint")
        return true;
    return false;
  };
  return uses(unit, {Opcode::LoadGlobal, Opcode::LoadName}) && !uses(module, {Opcode::StoreGlobal, Opcode::StoreName});
}
/// The modules of the library that trace what they are given.
bool isTracer(const std::string &module) {
  static const std::set<std::string> names = {"_lsprof", "bdb", "cProfile", "pdb", "profile", "trace"};
  return names.count(module);
}

/// The unit, and the code in it, with more flags.
std::shared_ptr<const CodeUnit> withFlags(const CodeUnit &unit, uint32_t flags) {
  auto result = std::make_shared<CodeUnit>(unit);
  result->flags |= flags;
  for (Constant &constant : result->consts)
    if (constant.kind == Constant::Kind::Code)
      constant.code = std::const_pointer_cast<CodeUnit>(withFlags(*constant.code, flags));
  return result;
}

// Codecs are looked up by name at run time. Most encodings of text are part of the runtime; the others, and all
// when the program uses the module codecs, are modules of the package encodings: those whose names occur as
// texts in code of the user's that mentions encoding or decoding. Library code that looks up what it is given
// needs the common ones.
void collectEncodings(const CodeUnit &unit, bool isLibrary, std::set<std::string> &modules) {
  const bool usesCodecs =
      isLibrary ? mentionsAny(unit, {"codecs"}) && mentionsAny(unit, {"lookup", "getencoder", "getdecoder", "getreader", "getwriter",
                                                                    "getincrementalencoder", "getincrementaldecoder", "EncodedFile"})
                : mentionsAny(unit, {"codecs"});
  if (usesCodecs)
    for (const char *name : {"ascii", "latin_1", "utf_8", "utf_16", "utf_32"})
      modules.insert(std::string("encodings.") + name);
  const bool codes = usesCodecs || mentionsAny(unit, {"encode", "decode"});
  const bool names = codes || passesKeyword(unit, "encoding");
  if (isLibrary || !(names || mentionsAny(unit, {"open", "TextIOWrapper", "str", "bytes", "bytearray"})))
    return;
  std::function<void(const Constant &)> collect = [&](const Constant &constant) {
    for (const Constant &item : constant.items)
      collect(item);
    const std::string &text = constant.text;
    if (constant.kind != Constant::Kind::Str || text.empty() || text.size() > 24 || text.find('.') != std::string::npos)
      return;
    if (!names && text.find_first_not_of("0123456789") == std::string::npos)
      return; // "500" has to look like an encoding
    const std::string module = encodingModule(text, !usesCodecs);
    if (!module.empty() && (codes || !isTransform(module)))
      modules.insert(module);
  };
  for (const Constant &constant : unit.consts)
    collect(constant);
}

void collectImports(const CodeUnit &unit, bool isLibrary, std::vector<Import> &imports,
                    std::set<std::string> &dynamic) {
  const std::vector<bool> dead = isLibrary ? deadInstructions(unit) : std::vector<bool>(unit.instructions.size());
  bool mentionsDynamic = false;
  for (const std::string &name : unit.names)
    mentionsDynamic |= name == "import_module" || name == "__import__";
  for (size_t i = 0; i < unit.instructions.size(); i++) {
    const Instruction &instruction = unit.instructions[i];
    if (instruction.op != Opcode::ImportName || dead[i])
      continue;
    Import found;
    found.name = unit.names[instruction.arg];
    if (i >= 2 && unit.instructions[i - 2].op == Opcode::LoadConst &&
        unit.instructions[i - 1].op == Opcode::LoadConst) {
      found.level = unit.consts[unit.instructions[i - 2].arg].intValue;
      for (const Constant &item : unit.consts[unit.instructions[i - 1].arg].items)
        item.text == "*" ? void(found.star = true) : found.fromNames.push_back(item.text);
    }
    for (const ExceptionEntry &entry : unit.exceptionTable)
      found.guarded |= entry.start <= i && i < entry.end;
    if (i < unit.locations.size())
      found.line = unit.locations[i].line;
    imports.push_back(std::move(found));
  }
  for (const Constant &constant : unit.consts)
    if (mentionsDynamic && constant.kind == Constant::Kind::Str && !constant.text.empty())
      dynamic.insert(constant.text);
}

bool readFile(const std::string &path, std::string &text) {
  std::ifstream file(path, std::ios::binary);
  if (!file)
    return false;
  std::ostringstream all;
  all << file.rdbuf();
  text = all.str();
  return true;
}

/// The functions of `patch` take the place of those of the same name in `unit`; stdlib/README.md.
std::shared_ptr<const CodeUnit> patched(const std::shared_ptr<const CodeUnit> &unit,
                                        const CodeUnit &patch) {
  auto result = std::make_shared<CodeUnit>(*unit);
  for (Constant &constant : result->consts) {
    if (constant.kind != Constant::Kind::Code || constant.code->kind != CodeKind::Function)
      continue;
    for (const Constant &replacement : patch.consts)
      if (replacement.kind == Constant::Kind::Code &&
          replacement.code->qualName == constant.code->qualName)
        constant = replacement;
  }
  return result;
}

class Discovery {
public:
  Discovery(const SearchPath &path, const SourceCompiler &compile, Program &program)
      : finder_(path), compile_(compile), program_(program), dynamic_(path.dynamic) {}

  void run() {
    if (dynamic_)
      addImportSystem();
    for (size_t done = 0;;) {
      for (; done < program_.modules.size(); done++) {
        reachable_.addModule(program_.modules[done].code.get(), done, program_.modules[done].isLibrary);
        addSourceEncoding(done);
      }
      Reachability::Unit unit;
      if (!reachable_.next(unit)) {
        followNatives();
        if (done == program_.modules.size())
          break;
        continue;
      }
      std::vector<Import> imports;
      std::set<std::string> dynamic;
      const std::string name = program_.modules[unit.module].name, path = program_.modules[unit.module].path;
      const bool isPackage = program_.modules[unit.module].isPackage,
                 isLibrary = program_.modules[unit.module].isLibrary;
      collectImports(*unit.code, isLibrary, imports, dynamic);
      collectEncodings(*unit.code, isLibrary, dynamic);
      if (!isLibrary)
        program_.tracing = std::max(program_.tracing, tracingWanted(*unit.code));
      if (!isLibrary && hasBreakpoint(*unit.code, *program_.modules[unit.module].code) && add("pdb"))
        program_.tracing = Tracing::Everything;
      if (!isLibrary && looksAtLocals(*unit.code))
        visible_ |= kNeedsLocals;
      if (!isLibrary && mentionsAny(*unit.code, {"f_lineno"}))
        visible_ |= kKeepsLastLine;
      program_.evaluator |= mentionsEvaluator(*unit.code, *program_.modules[unit.module].code) ||
                            (!isLibrary && computesImports(*unit.code));
      for (const Import &import : imports)
        follow(import, name, path, isPackage, isLibrary);
      for (const std::string &text : dynamic)
        add(text);
    }
    program_.nativeModules.assign(natives_.begin(), natives_.end());
    if (dynamic_)
      for (const std::string &name : ModuleFinder::dynamicModuleNames())
        if (const FoundModule *found = finder_.find(name); found && found->isNative && !natives_.count(name))
          program_.dynamicNatives.push_back(name); // not shadowed by a source file
    if (visible_)
      for (ProgramModule &module : program_.modules)
        if (!module.isLibrary)
          module.code = withFlags(*module.code, visible_);
    if (natives_.count("gc"))
      markExactLifetimes(program_.modules);
    selectCompiled();
  }

private:
  /// A module of the program's own that is in another encoding than UTF-8: its tracebacks need the codec.
  void addSourceEncoding(size_t index) {
    std::string text;
    if (program_.modules[index].isLibrary || !readFile(program_.modules[index].path, text))
      return;
    const std::string_view cookie = sourceCookie(text);
    if (const std::string codec = encodingModule(cookie, true); !cookie.empty() && !codec.empty())
      add(codec);
  }

  /// Adds what the native modules of the program import themselves.
  void followNatives() {
    for (const NativeImport &row : nativeImports())
      if (natives_.count(row.module) && (!*row.function || reachable_.mentions(row.function)))
        add(row.imported);
  }

  void follow(const Import &import, const std::string &importer, const std::string &path,
              bool isPackage, bool isLibrary) {
    std::string base = import.name;
    if (import.level > 0) {
      std::string package = importer == "__main__" && !program_.mainPackage.empty()
                                ? program_.mainPackage + ".__main__"
                                : importer;
      for (int64_t up = isPackage ? 1 : 0; up < import.level; up++) {
        size_t dot = package.rfind('.');
        package = dot == std::string::npos ? "" : package.substr(0, dot);
      }
      if (package.empty())
        return; // "attempted relative import with no known parent package", at run time
      base = import.name.empty() ? package : package + "." + import.name;
    }
    if (const FoundModule *tracer = !isLibrary && isTracer(base) ? finder_.find(base) : nullptr)
      if (tracer->isLibrary || tracer->isNative) // not a module of the user's with that name
        program_.tracing = Tracing::Everything;
    if (!add(base)) {
      // The library imports much that exists on other systems only: its absent modules are no news.
      if (!isLibrary)
        program_.warnings.push_back(
            path + ":" + std::to_string(import.line) + ": warning: " +
            (finder_.lacksLibrary(base) ? "the target pack lacks the library of module '" : "no module named '") + base +
            (import.guarded ? "': its import is inside try" : "': importing it will fail"));
      return;
    }
    const FoundModule *package = finder_.find(base);
    if (!package || !package->isPackage)
      return;
    for (const std::string &name : import.fromNames)
      add(base + "." + name);
    if (import.star)
      if (const ProgramModule *module = findCompiled(base))
        for (const Constant &constant : module->code->consts) // __all__ may list submodules
          if (constant.kind == Constant::Kind::Tuple)
            for (const Constant &item : constant.items)
              if (item.kind == Constant::Kind::Str)
                add(base + "." + item.text);
  }

  /// Chooses what to compile; the rest is left to the interpreter.
  void selectCompiled() {
    HotCode hot;
    for (const ProgramModule &module : program_.modules)
      hot.addModule(module.name, module.code.get(), module.isPackage, module.isLibrary);
    hot.run(program_.libraryBudget);
    for (ProgramModule &module : program_.modules)
      select(hot, *module.code, module);
  }

  void select(const HotCode &hot, const CodeUnit &unit, ProgramModule &module) {
    if ((!module.isLibrary || hot.isHot(&unit)) && mayBeCompiled(unit))
      module.compiled.insert(&unit);
    for (const Constant &constant : unit.consts)
      if (constant.kind == Constant::Kind::Code)
        select(hot, *constant.code, module);
  }

  /// In a traced program a generator may go on in another state of tracing than it began in.
  bool mayBeCompiled(const CodeUnit &unit) const {
    return program_.tracing == Tracing::None ||
           (program_.tracing == Tracing::Functions && !(unit.flags & (kGenerator | kCoroutine | kAsyncGenerator)));
  }

  const ProgramModule *findCompiled(const std::string &name) const {
    for (const ProgramModule &module : program_.modules)
      if (module.name == name)
        return &module;
    return nullptr;
  }

  /// Adds a module and its parents to the program; false when one does not exist.
  bool add(const std::string &name) {
    if (name.empty() || name.front() == '.' || name.back() == '.' || name.find("..") != std::string::npos ||
        name.find('/') != std::string::npos || name.find('\0') != std::string::npos)
      return false;
    auto [place, isNew] = added_.try_emplace(name, false);
    if (!isNew)
      return place->second;
    size_t dot = name.rfind('.');
    if (dot != std::string::npos && !add(name.substr(0, dot)))
      return false;
    const FoundModule *found = finder_.find(name);
    if (!found)
      return false;
    if (found->isNative) {
      if (!found->isPartOfRuntime)
        natives_.insert(name);
      return added_[name] = true;
    }
    std::string text;
    if (!found->isNamespace && !readFile(found->path, text))
      return false;
    std::shared_ptr<const CodeUnit> code = compile_(found->path, text, /*quiet=*/found->isLibrary || dynamic_);
    if (!code && dynamic_ && !found->isLibrary) { // the import system will find the file and say what is wrong
      program_.warnings.push_back(found->path + ": warning: does not compile: importing it will fail");
      return added_[name] = true;
    }
    if (!code)
      return false;
    if (!found->patch.empty() && readFile(found->patch, text))
      if (auto patch = compile_(found->patch, text, false))
        code = patched(code, *patch);
    program_.modules.push_back({name, found->path, found->isPackage, found->isLibrary, code, {}});
    return added_[name] = true;
  }

  /// What CPython freezes into its executable, under the file names that it shows.
  void addImportSystem() {
    add("_regius_importer");
    for (const char *name : {"_bootstrap", "_bootstrap_external"}) {
      if (!add(std::string("importlib.") + name)) // no library: the program will say so
        return;
      ProgramModule &module = program_.modules.back();
      auto code = std::make_shared<CodeUnit>(*module.code);
      setFileName(*code, std::string("<frozen importlib.") + name + ">");
      module.code = code;
    }
  }

  static void setFileName(CodeUnit &unit, const std::string &name) {
    unit.fileName = name;
    for (Constant &constant : unit.consts)
      if (constant.kind == Constant::Kind::Code) {
        constant.code = std::make_shared<CodeUnit>(*constant.code);
        setFileName(*constant.code, name);
      }
  }

  ModuleFinder finder_;
  Reachability reachable_;
  const SourceCompiler &compile_;
  Program &program_;
  std::unordered_map<std::string, bool> added_;
  std::set<std::string> natives_;
  const bool dynamic_;
  uint32_t visible_ = 0; // CodeFlags of its own functions, for what the program looks at in them
};

} // namespace

bool findModules(std::shared_ptr<const CodeUnit> main, const std::string &mainPath,
                 const SearchPath &path, const SourceCompiler &compile, Program &program,
                 std::string &error) {
  std::unordered_map<std::string, std::shared_ptr<const CodeUnit>> compiled; // by path; both discoveries use them
  const SourceCompiler compileOnce = [&](const std::string &file, const std::string &text, bool quiet) {
    auto [place, isNew] = compiled.try_emplace(file);
    if (isNew)
      place->second = compile(file, text, quiet);
    return place->second;
  };
  auto discover = [&](const SearchPath &searchPath) {
    program.modules = {{"__main__", mainPath, false, false, main, {}}};
    program.warnings.clear();
    program.tracing = program.isPython ? Tracing::Functions : Tracing::None;
    Discovery(searchPath, compileOnce, program).run();
  };
  const bool decided = program.evaluatorDecided, wanted = program.evaluator;
  if (!(decided && wanted))
    discover(path);
  if (decided)
    program.evaluator = wanted;
  if (program.evaluator) { // then the program needs what importlib is made of as well
    SearchPath dynamic = path;
    dynamic.dynamic = true;
    discover(dynamic);
    program.evaluator = true;
  }
  return true;
}

bool buildProgram(const Program &program, const BuildOptions &options, const std::string &outPath, std::string &error) {
  std::string triple = targetTriple(options, error); // also initialises LLVM before threads start
  if (triple.empty())
    return false;
  static const std::unordered_set<const CodeUnit *> nothing;
  ProgramInput table;
  const bool looksAtBytecode = std::count(program.nativeModules.begin(), program.nativeModules.end(), "_bytecode") > 0;
  for (const ProgramModule &module : program.modules)
    table.modules.push_back({module.name, module.code.get(), module.isPackage,
                             program.interpret && !module.isLibrary ? &nothing : &module.compiled,
                             looksAtBytecode && !module.isLibrary, program.tracing != Tracing::None});
  table.nativeModules = program.nativeModules;
  table.nativeModules.insert(table.nativeModules.end(), program.dynamicNatives.begin(), program.dynamicNatives.end());
  table.evaluator = program.evaluator;
  table.isPython = program.isPython;
  table.isTraceable = program.tracing != Tracing::None;
  // The largest modules first, so that no thread ends up with one of them alone.
  const size_t count = program.modules.size();
  std::vector<size_t> order(count);
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return program.modules[a].compiled.size() > program.modules[b].compiled.size();
  });
  std::vector<std::vector<std::string>> objects(count + 1);
  std::vector<std::string> errors(count + 1);
  std::atomic<size_t> next{0};
  std::atomic<bool> failed{false};
  auto work = [&] {
    for (size_t n; (n = next++) <= count && !failed;) {
      bool good;
      if (n == count) {
        good = generateProgram(table, options, OutputKind::Object, objects[count].emplace_back(), errors[count]);
      } else {
        const size_t i = order[n];
        const bool cacheable = i > 0; // the main file is what changes between builds
        good = generateFunctions(table.modules[i], options, cacheable, objects[i], errors[i]);
      }
      if (!good)
        failed = true;
    }
  };
  std::vector<std::thread> threads;
  for (unsigned i = 1; i < std::min<size_t>(std::max(1u, std::thread::hardware_concurrency()), count + 1); i++)
    threads.emplace_back(work);
  work();
  for (std::thread &thread : threads)
    thread.join();
  for (size_t i = 0; i <= count; i++)
    if (!errors[i].empty()) {
      error = (i < count ? program.modules[i].path + ": " : "") + errors[i];
      return false;
    }
  std::vector<std::string_view> all;
  for (const std::vector<std::string> &list : objects)
    all.insert(all.end(), list.begin(), list.end());
  return linkExecutable(all, table.nativeModules, options, outPath, error);
}

std::string defaultCacheDirectory() {
  if (const char *cache = std::getenv("XDG_CACHE_HOME"); cache && *cache)
    return std::string(cache) + "/regius";
  if (const char *home = std::getenv("HOME"); home && *home)
    return std::string(home) + "/.cache/regius";
  return {};
}

} // namespace regius
