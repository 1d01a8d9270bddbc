// Internal to emit/: state of the pattern under compilation.
#pragma once
#include "compiler/emit/EmitterImpl.h"

namespace regius {

struct PatternContext {
  std::vector<Identifier> stores; // captured names; the first one's value is on top of the others
  std::vector<Label> failLabels;  // [n]: pops n values, then goes on with the next case
  bool allowIrrefutable = false;
  size_t onTop = 0; // values above the captured ones that are still needed
};

inline bool isWildcard(const ast::Pattern &node) {
  return node.is<ast::MatchAs>() && !node.as<ast::MatchAs>()->name &&
         !node.as<ast::MatchAs>()->pattern;
}

} // namespace regius
