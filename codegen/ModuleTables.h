// The numbering of one Python module: its code units, constants, global names and inline caches, in an
// order that depends on its bytecode alone. So functions of one module can be compiled at different
// times, into different objects, and still share the module's tables (TableEmitter.h).
#pragma once

#include "codegen/CodeGen.h"
#include "compiler/bytecode/ConstantPool.h"

#include <string>
#include <unordered_map>
#include <vector>

namespace regius::codegen {

class ModuleTables {
public:
  struct Unit {
    const CodeUnit *unit;
    std::string symbol;  // of its native function: module.function
    uint32_t firstCache; // of its inline caches, one for each attribute instruction
  };

  explicit ModuleTables(const ModuleInput &input);

  const ModuleInput &input() const { return input_; }
  const std::vector<Unit> &units() const { return units_; } // the module's body first
  uint32_t index(const CodeUnit *unit) const { return indices_.at(unit); }
  const Unit &at(const CodeUnit *unit) const { return units_[index(unit)]; }

  /// Index of something in the module's array of constants. All that the units name is there.
  uint32_t constant(const Constant &constant) { return pool_.add(constant); }
  uint32_t name(const std::string &text) { return pool_.name(text); }
  uint32_t names(const std::vector<std::string> &texts) { return pool_.names(texts); }
  uint32_t tuple(const std::vector<Constant> &items) { return pool_.tuple(items); }
  uint32_t constantCount() const { return pool_.count(); }
  const std::string &constantBlob() const { return pool_.blob(); }

  /// Index of a global name in ModuleData::globals and ::builtins.
  uint32_t global(const std::string &name) const { return globals_.at(name); }
  const std::vector<uint32_t> &globalNames() const { return globalNames_; } // as constants
  uint32_t cacheCount() const { return cacheCount_; }

  // Symbols of the tables.
  std::string constantsSymbol() const { return "regius.constants." + input_.name; }
  std::string globalsSymbol() const { return "regius.globals." + input_.name; }
  std::string builtinsSymbol() const { return "regius.builtins." + input_.name; }
  std::string cachesSymbol() const { return "regius.caches." + input_.name; }
  std::string dataSymbol() const { return "regius.module." + input_.name; }
  static std::string infoSymbol(const Unit &unit) { return unit.symbol + "$info"; }
  static std::string resumeSymbol(const Unit &unit) { return unit.symbol + "$resume"; }

private:
  void collect(const CodeUnit &unit);
  void number(Unit &unit);
  void addGlobal(const std::string &name);

  const ModuleInput &input_;
  std::vector<Unit> units_;
  std::unordered_map<const CodeUnit *, uint32_t> indices_;
  std::unordered_map<std::string, uint32_t> symbols_; // how often each was given
  ConstantPool pool_;
  std::unordered_map<std::string, uint32_t> globals_;
  std::vector<uint32_t> globalNames_;
  uint32_t cacheCount_ = 0;
};

/// Instructions with an inline cache.
inline bool hasCache(Opcode op) {
  return op == Opcode::LoadAttr || op == Opcode::StoreAttr || op == Opcode::LoadMethod;
}
/// Does the unit need two functions, one that makes the generator object and one that runs it?
inline bool isGenerator(const CodeUnit &unit) {
  return unit.flags & (kGenerator | kCoroutine | kAsyncGenerator);
}

} // namespace regius::codegen
