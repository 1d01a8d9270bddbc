// See Lifetimes.h.
#include "compiler/driver/Lifetimes.h"

#include <algorithm>

namespace regius {

namespace {

bool mentions(const CodeUnit &unit, const std::string &name) { return std::ranges::find(unit.names, name) != unit.names.end(); }

/// Calls `visit` for the unit and those in it.
template <typename F> void forEachUnit(const CodeUnit &unit, const F &visit) {
  visit(unit);
  for (const Constant &constant : unit.consts)
    if (constant.kind == Constant::Kind::Code)
      forEachUnit(*constant.code, visit);
}

/// What the functions that collect are called in gc.
bool asks(const CodeUnit &unit) {
  return mentions(unit, "collect") || mentions(unit, "get_objects") || mentions(unit, "get_referrers");
}

class Marker {
public:
  void addModule(const CodeUnit &module) {
    if (!knowsGc(module))
      return;
    asking_.insert(&module);
    forEachUnit(module, [&](const CodeUnit &unit) {
      if (asks(unit) && unit.kind == CodeKind::Function && unit.parameterCount() == 0)
        wrappers_.insert(unit.name);
    });
  }

  std::shared_ptr<const CodeUnit> marked(const std::shared_ptr<const CodeUnit> &module) const {
    return marked(module, asking_.count(module.get()));
  }

private:
  static bool knowsGc(const CodeUnit &module) {
    bool found = false;
    forEachUnit(module, [&](const CodeUnit &unit) { found |= mentions(unit, "gc"); });
    return found;
  }

  bool namesWrapper(const CodeUnit &unit) const {
    for (const auto *names : {&unit.names, &unit.varNames, &unit.cellNames, &unit.freeNames})
      for (const std::string &name : *names)
        if (wrappers_.count(name))
          return true;
    return false;
  }

  /// The unit itself when nothing in it changes.
  std::shared_ptr<const CodeUnit> marked(const std::shared_ptr<const CodeUnit> &unit, bool knowsGc) const {
    bool changed = (knowsGc && asks(*unit)) || namesWrapper(*unit);
    auto result = std::make_shared<CodeUnit>(*unit);
    if (changed)
      result->flags |= kNeedsLocals | kExactLifetimes;
    for (Constant &constant : result->consts)
      if (constant.kind == Constant::Kind::Code) {
        auto inner = marked(constant.code, knowsGc);
        changed |= inner != constant.code;
        constant.code = std::const_pointer_cast<CodeUnit>(inner);
      }
    return changed ? result : unit;
  }

  std::set<std::string> wrappers_;
  std::unordered_set<const CodeUnit *> asking_; // modules that know gc
};

} // namespace

void markExactLifetimes(std::vector<ProgramModule> &modules) {
  Marker marker;
  for (const ProgramModule &module : modules)
    marker.addModule(*module.code);
  for (ProgramModule &module : modules)
    module.code = marker.marked(module.code);
}

} // namespace regius
