// The code generator as the driver sees it: bytecode in; LLVM IR, assembly, objects or executables
// out. No LLVM type appears here: only codegen/ itself includes LLVM or lld.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <set>
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace regius {

/// What every step of one build shares.
struct BuildOptions {
  std::string triple;             // empty: the machine we run on
  std::string cpu, features;      // empty: the least machine of the triple
  unsigned optLevel = 2;          // 0..3
  bool debugInfo = false;         // DWARF: files, lines, functions
  bool staticExecutable = false;  // no shared library at all
  bool strip = false;             // no symbol table in the executable
  unsigned pythonOptimize = 0;    // -O, -OO of Python: sys.flags.optimize
  std::string packDirectory;      // where target packs are; empty: beside the running program
  std::string cacheDirectory;     // objects of imported modules; empty: no cache
  std::vector<std::string> warningOptions; // -W of Python: sys.warnoptions
};

enum class OutputKind { Ir, Bitcode, Assembly, Object };

/// One Python module to be compiled.
struct ModuleInput {
  std::string name;               // dotted; "__main__" for the program
  const CodeUnit *root = nullptr; // verified
  bool isPackage = false;
  /// The units to compile; the interpreter runs the others. Null: all are compiled.
  const std::unordered_set<const CodeUnit *> *compiled = nullptr;
  bool isCompiled(const CodeUnit *unit) const { return !compiled || compiled->count(unit); }
  bool keepsBytecode = false;     // that of compiled units, too: the program looks at it
  bool isTraceable = false;       // in a traced thread functions run their bytecode, which is kept
};

/// Compiles a module with its tables. The result is text or bytes in `out`; false with a message in
/// `error`.
bool generateModule(const ModuleInput &module, const BuildOptions &options, OutputKind kind,
                    std::string &out, std::string &error);

/// Compiles the functions of a module that `compiled` names, without its tables: adds one object or
/// several. With `cacheable` and a cache directory, what an earlier build compiled is taken from there.
bool generateFunctions(const ModuleInput &module, const BuildOptions &options, bool cacheable,
                       std::vector<std::string> &objects, std::string &error);

/// The tables of the program (abi/ProgramData.h): those of each module, and `rt_module_<name>` for each
/// native one.
struct ProgramInput {
  std::vector<ModuleInput> modules; // "__main__" among them
  std::vector<std::string> nativeModules;
  bool evaluator = false; // link the compiler and the interpreter: eval, exec, compile
  bool isPython = false;  // the executable takes the command line of CPython
  bool isTraceable = false; // sys.settrace and sys.setprofile work
};
bool generateProgram(const ProgramInput &program, const BuildOptions &options, OutputKind kind,
                     std::string &out, std::string &error);

/// The native modules whose static library is not in the target pack; none when there is no pack.
std::set<std::string> modulesWithoutLibrary(const BuildOptions &options);

/// Links objects (their bytes) with the runtime of the target pack and the libraries of the native
/// modules, in process: no external program is run. What is at outPath after a failure is not a program.
bool linkExecutable(const std::vector<std::string_view> &objects, const std::vector<std::string> &nativeModules,
                    const BuildOptions &options, const std::string &outPath, std::string &error);

/// What to do when LLVM gives up (it prints nothing then): `handler` does not return.
void setFatalErrorHandler(void (*handler)(const char *reason));

/// The name of the processor that this runs on, for BuildOptions::cpu.
std::string hostCpu();

/// The canonical triple that `options` mean, e.g. "x86_64-pc-linux-gnu"; empty with `error` set when
/// LLVM does not know it.
std::string targetTriple(const BuildOptions &options, std::string &error);
/// Triples with an installed target pack.
std::vector<std::string> installedTargets(const BuildOptions &options);
/// All architectures that LLVM can generate code for, name and description.
std::vector<std::pair<std::string, std::string>> knownTargets();

/// The directory of Regius's own files (packs, stdlib): lib/regius beside or above the program.
std::string resourceDirectory();

} // namespace regius
