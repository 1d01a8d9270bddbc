// Which functions of library modules are worth compiling: those that seem to be called in a loop, and
// those that loop themselves, as far as the user's code reaches them. Everything else stays bytecode for the
// interpreter, so a wrong guess costs speed, never correctness: unlike Reachability, which must not miss an
// import, this may be strict.
#pragma once

#include "compiler/bytecode/CodeUnit.h"

#include <deque>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

namespace regius {

class HotCode {
public:
  /// A module of the program, the main module first.
  void addModule(const std::string &name, const CodeUnit *body, bool isPackage, bool isLibrary);
  /// Follows the calls and chooses functions of the library with at most `budget` instructions in all, those
  /// that seem to matter most. Afterwards isHot() answers.
  void run(size_t budget);
  bool isHot(const CodeUnit *unit) const { return chosen_.count(unit); }

private:
  /// How often code seems to run: never, now and then, many times. Only ever raised.
  enum Heat : uint8_t { Cold, Once, Often };
  struct Module;
  struct Class {
    const CodeUnit *body;
    Module *module;
    size_t statement; // of the class in the module's body: its bases and decorators are named there
    Heat heat = Cold;
  };
  /// What a name of a module stands for.
  struct Binding {
    const CodeUnit *function = nullptr;
    Class *cls = nullptr;
    std::string module, attribute; // import module; from module import attribute
    size_t statementStart = 0, statementEnd = 0; // else: the expression that was stored
  };
  struct Module {
    std::string name;
    const CodeUnit *body;
    bool isPackage, isLibrary;
    std::unordered_multimap<std::string, Binding> bindings;
    std::vector<std::string> stars; // from module import *
    std::unordered_map<std::string, Heat> used; // names followed already
  };

  void bindNames(Module &module);
  void useName(Module &module, const std::string &name, Heat heat);
  void useBinding(Module &module, const Binding &binding, Heat heat);
  void useAttribute(const std::string &moduleName, const std::string &attribute, Heat heat);
  void useStatement(Module &module, size_t start, size_t end, Heat heat);
  void useMember(const std::string &name, Heat heat);
  void heatUp(Module &module, const CodeUnit *unit, Heat heat);
  void heatUp(Class &cls, Heat heat);
  void scan(Module &module, const CodeUnit &unit);
  void choose(size_t budget);
  void rank(const CodeUnit &unit, std::vector<std::pair<size_t, const CodeUnit *>> &ranked) const;
  /// Follows `name.attribute.attribute` from instruction i; returns the last instruction of the chain.
  size_t followChain(Module &module, const CodeUnit &unit, size_t i, const std::string &moduleName, Heat heat);
  std::string importedModule(Module &module, const std::string &name) const;
  std::string absoluteName(const Module &module, const std::string &name, int64_t level) const;

  std::deque<Module> modules_;
  std::deque<Class> classes_;
  std::unordered_map<std::string, Module *> byName_;
  std::unordered_map<const CodeUnit *, Heat> heat_;
  std::unordered_set<const CodeUnit *> chosen_;
  std::vector<std::pair<Module *, const CodeUnit *>> work_;
  std::unordered_map<std::string, Heat> members_; // attribute names mentioned
  std::unordered_map<std::string, std::vector<std::pair<Module *, const CodeUnit *>>> methods_; // of classes in use
};

} // namespace regius
