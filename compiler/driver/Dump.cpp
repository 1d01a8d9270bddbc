// Dumps of tokens, tree and symbol tables; cutting IR and assembly down to one function.
#include "compiler/driver/Dump.h"

#include "compiler/ast/AstDump.h"
#include "compiler/lexer/Decode.h"
#include "compiler/lexer/Lexer.h"
#include "compiler/parser/Parser.h"
#include "compiler/support/BigStack.h"
#include "compiler/symtable/SymbolTable.h"

namespace regius {

bool dumpTokens(SourceFile &source, std::string &out, Diagnostics &diagnostics) {
  if (!decodeSource(source, diagnostics))
    return false;
  Lexer lexer(source);
  std::vector<Token> tokens;
  lexer.run(tokens);
  for (const Token &token : tokens) {
    const Span &span = token.span;
    std::string text = std::to_string(span.lineno) + "," + std::to_string(span.col_offset) + "-" +
                       std::to_string(span.end_lineno) + "," + std::to_string(span.end_col_offset) +
                       ":";
    text.resize(std::max<size_t>(text.size() + 1, 20), ' ');
    text += isKeyword(token.kind) ? "KEYWORD" : tokenName(token.kind);
    if (!token.placeless) {
      text.resize(std::max<size_t>(text.size() + 1, 36), ' ');
      ast::appendStrRepr(source.text().substr(token.start, token.end - token.start), text);
    }
    out += text + "\n";
  }
  if (!lexer.hasError())
    return true;
  diagnostics.report(lexer.error());
  return false;
}

namespace {

template <class Function>
bool withTree(SourceFile &source, Diagnostics &diagnostics, Function function) {
  bool fine = false;
  runOnBigStack([&] {
    Arena arena;
    StringInterner interner(arena);
    ParseOptions options;
    options.interner = &interner;
    Result<ast::Mod *> tree = parse(source, ParseMode::Module, arena, diagnostics, options);
    fine = tree && function(**tree, interner);
  });
  return fine;
}

} // namespace

bool dumpAst(SourceFile &source, std::string &out, Diagnostics &diagnostics) {
  return withTree(source, diagnostics, [&](ast::Mod &tree, StringInterner &) {
    ast::dump(tree, out);
    out += '\n';
    return true;
  });
}

bool dumpSymbols(SourceFile &source, std::string &out, Diagnostics &diagnostics) {
  return withTree(source, diagnostics, [&](ast::Mod &tree, StringInterner &interner) {
    Result<FutureFeatures> future = collectFutureFeatures(tree, source, diagnostics);
    if (!future)
      return false;
    SymbolTableOptions options;
    options.future = *future;
    auto table = buildSymbolTable(tree, source, interner, options, diagnostics);
    if (!table)
      return false;
    out += dumpSymbolTable(**table);
    return true;
  });
}

namespace {

/// Calls `line` for each line of `text`, newline included.
template <class Function> void eachLine(const std::string &text, Function function) {
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size() - 1) + 1;
    function(std::string_view(text).substr(start, end - start));
    start = end;
  }
}

/// Whether a symbol such as "__main__.f" or "C.f" names the function: its last part, or the whole.
bool names(std::string_view symbol, const std::string &name) {
  const size_t at = symbol.find(name);
  if (at == std::string_view::npos)
    return false;
  auto isWord = [](char c) { return std::isalnum(static_cast<unsigned char>(c)) || c == '_'; };
  const bool startsWord = at == 0 || !isWord(symbol[at - 1]);
  const size_t end = at + name.size();
  return startsWord && (end == symbol.size() || !isWord(symbol[end]));
}

} // namespace

std::string restrictIr(const std::string &text, const std::string &name) {
  std::string out;
  bool inside = false;
  eachLine(text, [&](std::string_view line) {
    if (line.starts_with("define ")) {
      const size_t at = line.find('@');
      inside = at != std::string_view::npos &&
               names(line.substr(at + 1, line.find('(', at) - at - 1), name);
    }
    if (inside)
      out += line;
    if (line.starts_with("}")) {
      if (inside)
        out += "\n";
      inside = false;
    }
  });
  return out;
}

std::string restrictAssembly(const std::string &text, const std::string &name) {
  std::string out;
  bool inside = false;
  eachLine(text, [&](std::string_view line) {
    const size_t colon = line.find(':');
    if (!line.empty() && line[0] != '\t' && line[0] != '.' && line[0] != '#' &&
        colon != std::string_view::npos)
      inside = names(line.substr(0, colon), name);
    if (inside)
      out += line;
    if (line.starts_with("\t.size\t") || line.starts_with(".Lfunc_end"))
      inside = false;
  });
  return out;
}

} // namespace regius
