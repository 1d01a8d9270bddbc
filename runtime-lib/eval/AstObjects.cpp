// See AstObjects.h.
#include "runtime-lib/eval/AstObjects.h"

namespace rt {

Value astFromTree(Thread &t, const regius::ast::Mod &) { return raiseText(t, Exc::NotImplementedError, "ast objects"); }
bool isAstObject(Thread &, Value) { return false; }
regius::ast::Mod *treeFromAst(Thread &t, Value, regius::ParseMode, regius::Arena &, regius::StringInterner &) {
  raiseText(t, Exc::NotImplementedError, "ast objects");
  return nullptr;
}

} // namespace rt
