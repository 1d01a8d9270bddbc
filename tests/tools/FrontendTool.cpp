// Prints what the front end makes of Python sources.
//
//   regius-frontend-tool --emit=tokens|ast [--mode=exec|single|eval|func_type] [--positions]
//   [--warnings] FILE regius-frontend-tool --time FILE...      parses only, reports the CPU time
//   regius-frontend-tool --batch [--mask-fstrings] [--mode=...] [--text]
//       reads file names from stdin; answers each with "ok SIZE\n" + dump or "error SIZE\n" +
//       fields
#include "compiler/ast/AstDump.h"
#include "compiler/ast/Walk.h"
#include "compiler/lexer/Decode.h"
#include "compiler/lexer/Lexer.h"
#include "compiler/parser/Parser.h"
#include "compiler/support/BigStack.h"

#include <cstdio>
#include <cstring>
#include <ctime>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

using namespace regius;

static std::string readFile(const std::string &path) {
  std::ifstream file(path, std::ios::binary);
  return {std::istreambuf_iterator<char>(file), {}};
}

// Positions inside f-strings become zero.
static void maskFStrings(ast::Node &root) {
  ast::walk(root, [](ast::Node &node) {
    if (!node.is<ast::JoinedStr>() && !node.is<ast::TemplateStr>())
      return true;
    ast::walk(node, [&](ast::Node &inner) {
      if (&inner != &node)
        ast::dispatch(inner, [](auto &typed) {
          if constexpr (std::is_base_of_v<ast::Located, std::remove_reference_t<decltype(typed)>>)
            static_cast<Span &>(typed) = Span{};
        });
      return true;
    });
    return false;
  });
}

static std::string errorFields(const Diagnostics &diagnostics) {
  const Diagnostic &error = diagnostics.errors().front();
  std::string result = errorTypeName(error.type);
  result += '\x1f' + error.message;
  for (int number : {error.line, error.column, error.endLine, error.endColumn})
    result += '\x1f' + std::to_string(number);
  return result;
}

static int batch(ParseMode mode, SourceKind kind, bool mask) {
  for (std::string path; std::getline(std::cin, path);) {
    Arena arena;
    Diagnostics diagnostics;
    SourceFile source(path, readFile(path), kind);
    std::string out;
    auto tree = parse(source, mode, arena, diagnostics);
    if (tree) {
      if (mask)
        maskFStrings(**tree);
      ast::dump(**tree, out);
    } else {
      out = errorFields(diagnostics);
    }
    std::printf("%s %zu\n", tree ? "ok" : "error", out.size());
    std::fwrite(out.data(), 1, out.size(), stdout);
    std::fflush(stdout);
  }
  return 0;
}

static int timeFiles(const std::vector<std::string> &files) {
  size_t bytes = 0, failed = 0;
  std::vector<std::string> contents;
  for (const std::string &path : files) {
    contents.push_back(readFile(path));
    bytes += contents.back().size();
  }
  clock_t start = std::clock();
  for (size_t i = 0; i < files.size(); ++i) {
    Arena arena;
    Diagnostics diagnostics;
    SourceFile source(files[i], contents[i]);
    failed += !parse(source, ParseMode::Module, arena, diagnostics).ok();
  }
  double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
  std::printf("%zu files, %zu rejected, %.1f MB, %.3f s CPU, %.1f MB/s\n", files.size(), failed,
              double(bytes) / 1e6, seconds, double(bytes) / 1e6 / seconds);
  return 0;
}

static int printTokens(const std::string &path) {
  Diagnostics diagnostics;
  SourceFile source(path, readFile(path));
  if (!decodeSource(source, diagnostics)) {
    std::cerr << formatDiagnostic(diagnostics.errors().front());
    return 1;
  }
  Lexer lexer(source);
  std::vector<Token> tokens;
  lexer.run(tokens);
  for (const Token &token : tokens) {
    const Span &span = token.span;
    std::string text = source.text().substr(token.start, token.end - token.start), repr;
    if (!token.placeless)
      ast::appendStrRepr(text, repr);
    std::printf("%d,%d-%d,%d:\t%s\t%s\n", span.lineno, span.col_offset, span.end_lineno,
                span.end_col_offset, isKeyword(token.kind) ? "KEYWORD" : tokenName(token.kind),
                repr.c_str());
  }
  if (lexer.hasError())
    std::fputs(formatDiagnostic(lexer.error()).c_str(), stdout);
  return 0;
}

static bool wantPositions = false;

static int printAst(const std::string &path, ParseMode mode, bool warn) {
  Arena arena;
  Diagnostics diagnostics;
  SourceFile source(path, readFile(path));
  auto tree = parse(source, mode, arena, diagnostics);
  if (!tree) {
    const Diagnostic &error = diagnostics.errors().front();
    std::fputs(formatDiagnostic(error).c_str(), stdout);
    if (wantPositions)
      std::printf("at %d:%d-%d:%d\n", error.line, error.column, error.endLine, error.endColumn);
    return 1;
  }
  if (warn)
    for (const Diagnostic &warning : diagnostics.warnings())
      std::fputs(formatWarning(warning).c_str(), stdout);
  std::string out;
  ast::dump(**tree, out);
  out += '\n';
  std::fwrite(out.data(), 1, out.size(), stdout);
  return 0;
}

static int run(int count, char **arguments) {
  std::vector<std::string> files;
  std::string emit = "ast";
  ParseMode mode = ParseMode::Module;
  SourceKind kind = SourceKind::Bytes;
  bool wantBatch = false, mask = false, time = false, warn = false;
  for (int i = 1; i < count; ++i) {
    std::string argument = arguments[i];
    if (argument.starts_with("--emit="))
      emit = argument.substr(7);
    else if (argument == "--mode=eval")
      mode = ParseMode::Expression;
    else if (argument == "--mode=single")
      mode = ParseMode::Interactive;
    else if (argument == "--mode=func_type")
      mode = ParseMode::FuncType;
    else if (argument == "--text")
      kind = SourceKind::Text;
    else if (argument == "--batch")
      wantBatch = true;
    else if (argument == "--mask-fstrings")
      mask = true;
    else if (argument == "--time")
      time = true;
    else if (argument == "--positions")
      wantPositions = true;
    else if (argument == "--warnings")
      warn = true;
    else
      files.push_back(argument);
  }
  if (wantBatch)
    return batch(mode, kind, mask);
  if (time)
    return timeFiles(files);
  int status = 0;
  for (const std::string &file : files)
    status |= emit == "tokens" ? printTokens(file) : printAst(file, mode, warn);
  return status;
}

int main(int count, char **arguments) {
  int status = 1;
  if (!runOnBigStack([&] { status = run(count, arguments); }))
    std::cerr << "regius-frontend-tool: cannot make the big stack\n";
  return status;
}
