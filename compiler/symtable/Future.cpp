// Future statements (Reference 7.5.1): they stand at the top of a module, after the docstring.
#include "compiler/symtable/SymbolTable.h"

#include <iterator>

namespace regius {

using namespace ast;

namespace {

/// Features that exist; all but the last two have no effect any more.
constexpr std::string_view kFeatures[] = {
    "nested_scopes",  "generators",       "division",       "absolute_import", "with_statement",
    "print_function", "unicode_literals", "generator_stop", "annotations",     "barry_as_FLUFL",
};

bool isFeature(std::string_view name) {
  for (std::string_view feature : kFeatures)
    if (feature == name)
      return true;
  return false;
}

bool isDocstring(const Stmt &node) {
  if (!node.is<ExprStmt>())
    return false;
  const Expr *value = node.as<ExprStmt>()->value;
  return value->is<Constant>() && value->as<Constant>()->value.kind == ConstantKind::Str;
}

} // namespace

Result<FutureFeatures> collectFutureFeatures(const Mod &module, const SourceFile &source,
                                             Diagnostics &diagnostics) {
  FutureFeatures result;
  Array<Stmt *> body;
  if (module.is<Module>())
    body = module.as<Module>()->body;
  else if (module.is<Interactive>())
    body = module.as<Interactive>()->body;
  bool done = false;
  for (size_t i = 0; i < body.size(); ++i) {
    const Stmt &node = *body[i];
    auto fail = [&](SyntaxErrorId id, int column, std::initializer_list<std::string_view> arguments) {
      const Span start{node.lineno, column, node.lineno, -1}; // CPython gives no end
      diagnostics.report(id, source, start, arguments, ColumnUnit::Bytes).origin =
          ErrorOrigin::Symbols;
      return kFailure;
    };
    if (done && node.lineno > body[i - 1]->lineno)
      break; // the emitter reports those that come too late
    if (i == 0 && isDocstring(node))
      continue;
    // The level makes no difference.
    if (!node.is<ImportFrom>() ||
        !(node.as<ImportFrom>()->module == std::string_view("__future__"))) {
      done = true;
      continue;
    }
    if (done)
      return fail(SyntaxErrorId::FutureTooLate, node.col_offset - 1, {});
    for (const Alias *item : node.as<ImportFrom>()->names) {
      const std::string_view name = item->name;
      if (name == "annotations") {
        result.flags |= kFutureAnnotations;
      } else if (name == "barry_as_FLUFL") {
        result.flags |= kFutureBarry;
      } else if (name == "braces") {
        return fail(SyntaxErrorId::FutureBraces, node.col_offset, {});
      } else if (!isFeature(name)) {
        return fail(SyntaxErrorId::FutureUnknown, node.col_offset, {name});
      }
    }
    result.lastLine = node.lineno;
  }
  return result;
}

} // namespace regius
