// A whole program: the modules that a main file can reach, found by following its imports, and the
// steps that turn them into an executable.
#pragma once

#include "codegen/CodeGen.h"

#include <functional>
#include <memory>
#include <set>
#include <string>
#include <unordered_set>
#include <vector>

namespace regius {

/// Directories that `import` looks into, in this order.
struct SearchPath {
  std::string scriptDirectory;         // of the main file
  std::vector<std::string> include;    // -I, then PYTHONPATH
  std::string stdlib;                  // our own library modules; empty: <resources>/stdlib
  std::string pythonLibrary;           // CPython's pure modules; empty: the one found at build time
  std::vector<std::string> site;       // --site
  std::set<std::string> unavailable;   // native modules that this target cannot have
  bool dynamic = false;                // the program contains the compiler and imports sources at run time
};

struct ProgramModule {
  std::string name; // dotted, "__main__" for the program
  std::string path; // source file
  bool isPackage = false;
  bool isLibrary = false; // from stdlib or the Python library
  std::shared_ptr<const CodeUnit> code;
  std::unordered_set<const CodeUnit *> compiled; // the units worth compiling; the others are interpreted
};

/// What the program lets sys.settrace and sys.setprofile see.
enum class Tracing {
  None,
  Functions,  // compiled functions go over to the interpreter while their thread is traced
  Everything, // nothing is compiled, so that also running activations tell events
};

struct Program {
  std::string mainPackage; // of `-m NAME`: what the main module's relative imports start from
  std::vector<ProgramModule> modules; // the main module first
  std::vector<std::string> nativeModules;
  std::vector<std::string> dynamicNatives; // more that it can import at run time
  std::vector<std::string> warnings;  // "file:line: module 'x' not found"
  bool evaluator = false; // it may call eval, exec or compile: their code must be linked
  bool evaluatorDecided = false; // --eval: findModules does not decide
  bool interpret = false; // nothing but library modules is compiled
  bool isPython = false;  // the executable takes the command line of CPython; the main module is not run
  Tracing tracing = Tracing::None;
  size_t libraryBudget = 1500; // instructions of library modules to compile at most
};

/// Compiles the text of a source file to verified bytecode; null after having reported its errors.
/// `quiet`: a library module that does not compile is not an error but a missing module.
using SourceCompiler =
    std::function<std::shared_ptr<const CodeUnit>(const std::string &path, const std::string &text, bool quiet)>;

/// Follows the imports of `main` through the search path.
bool findModules(std::shared_ptr<const CodeUnit> main, const std::string &mainPath, const SearchPath &path,
                 const SourceCompiler &compile, Program &program, std::string &error);

/// Generates code for all modules of the program and links them into `outPath`.
bool buildProgram(const Program &program, const BuildOptions &options, const std::string &outPath,
                  std::string &error);

/// Default of BuildOptions::cacheDirectory: $XDG_CACHE_HOME/regius or ~/.cache/regius.
std::string defaultCacheDirectory();

} // namespace regius
