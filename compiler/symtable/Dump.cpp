// Text of the symbol tables: one paragraph for each scope, one line for each name.
#include "compiler/symtable/SymbolTable.h"

namespace regius {

namespace {

constexpr std::string_view kKinds[] = {"module",     "class",       "function",   "comprehension",
                                       "annotation", "type-params", "type-alias", "type-variable"};
constexpr std::string_view kScopes[] = {"unresolved", "local",  "cell",
                                        "free",       "global", "implicit global"};

std::string flagWords(uint32_t flags) {
  static constexpr std::pair<uint32_t, std::string_view> kWords[] = {
      {kUsed, "used"},
      {kBoundLocal, "bound"},
      {kParameter, "parameter"},
      {kImported, "imported"},
      {kDeclaredGlobal, "declared-global"},
      {kDeclaredNonlocal, "declared-nonlocal"},
      {kAnnotated, "annotated"},
      {kIterationVariable, "iteration"},
      {kTypeParameter, "type-parameter"},
      {kFreeInClass, "free-in-class"},
  };
  std::string out;
  for (auto [bit, word] : kWords)
    if (flags & bit)
      (out += " ") += word;
  return out;
}

void dumpScope(const Scope &scope, int depth, std::string &out) {
  const std::string indent(static_cast<size_t>(depth) * 2, ' ');
  out += indent + std::string(kKinds[static_cast<size_t>(scope.kind)]) + " " + scope.name;
  if (scope.line)
    out += " line " + std::to_string(scope.line);
  for (auto [flag, word] : {std::pair(scope.nested, " nested"),
                            {scope.generator, " generator"},
                            {scope.coroutine, " coroutine"},
                            {scope.needsClassCell, " __class__"}})
    if (flag)
      out += word;
  out += "\n";
  for (const Symbol &symbol : scope.symbols.all()) {
    std::string name(symbol.name.view());
    name.resize(std::max<size_t>(name.size() + 1, 16), ' ');
    out += indent + "  " + name + std::string(kScopes[static_cast<size_t>(symbol.scope)]) + ":" +
           flagWords(symbol.flags) + "\n";
  }
  for (const Scope *child : scope.children)
    dumpScope(*child, depth + 1, out);
}

} // namespace

std::string dumpSymbolTable(const SymbolTable &table) {
  std::string out;
  dumpScope(*table.top(), 0, out);
  return out;
}

} // namespace regius
