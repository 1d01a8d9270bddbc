// Which functions of library modules a program may reach, judged by names: a function or method can
// only run when reachable code mentions its name. Used to decide whose imports belong to the program:
// library functions import lazily, and following all of them would drag in half of the library. A wrong
// guess costs an ImportError for a module that only such a function imports. (What is worth compiling is
// another question: HotCode.h.)
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <set>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace regius {

/// Instructions of a library module's code that cannot run in a compiled program: what follows
/// `if __name__ == "__main__":` and tests of sys.platform or os.name that our targets fail.
std::vector<bool> deadInstructions(const CodeUnit &code);

/// The unit names a function that needs the compiler at run time: a built-in one, as a name that its module
/// does not bind itself or as an attribute or text beside a mention of builtins; or one of importlib that makes
/// modules from sources.
bool mentionsEvaluator(const CodeUnit &unit, const CodeUnit &module);

/// The unit imports by names that are only known at run time, or may: importlib.import_module() and __import__() of
/// anything but an absolute name that stands there.
bool computesImports(const CodeUnit &unit);

class Reachability {
public:
  struct Unit {
    const CodeUnit *code;
    size_t module; // index given to addModule
    std::string method = {}; // waiting for its class: the name to wait for then
  };

  /// The body of a module runs. In a module that is not of the library every function counts.
  void addModule(const CodeUnit *body, size_t module, bool isLibrary);
  /// The next unit found reachable; false when there is none for now.
  bool next(Unit &unit);
  /// Whether reachable code mentions the name.
  bool mentions(const std::string &name) const;

private:
  void scan(const Unit &unit);
  void scanFunction(const Unit &unit, size_t instruction);
  void mention(const std::string &name);
  void mentionText(const Constant &constant);
  void ready(const Unit &unit);
  void wait(const std::string &name, const Unit &unit);

  std::vector<Unit> ready_;
  std::unordered_set<const CodeUnit *> seen_;
  std::unordered_set<std::string> mentioned_;
  std::vector<std::string> prefixes_; // of computed names: getattr(self, "visit_" + name)
  std::unordered_map<std::string, std::vector<Unit>> waiting_;
  std::vector<bool> isLibrary_;
};

} // namespace regius
