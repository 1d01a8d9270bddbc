// Mutates Python sources and parses the results: whatever comes, the parser must return, and
// quickly.
//
//   fuzz-parser SEED COUNT FILE...     COUNT mutants of each file
//
// Mutations: bytes flipped, inserted or removed; tokens dropped, doubled or swapped; a tail cut
// off. Every accepted mutant is also dumped. The seed fixes everything.
#include "compiler/ast/AstDump.h"
#include "compiler/lexer/Decode.h"
#include "compiler/lexer/Lexer.h"
#include "compiler/parser/Parser.h"
#include "compiler/support/BigStack.h"

#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

using namespace regius;

static std::mt19937 random_;

static size_t below(size_t limit) { return limit ? random_() % limit : 0; }

static std::string mutateBytes(std::string text) {
  static constexpr char alphabet[] = "()[]{}'\"\\\n\t :;,.=*@+-!<>#fbrtu_0x1e\xc3\xa9\xff";
  for (size_t i = 0, count = 1 + below(4); i < count && !text.empty(); ++i) {
    size_t at = below(text.size());
    char c = alphabet[below(sizeof alphabet - 1)];
    switch (below(4)) {
    case 0:
      text[at] = c;
      break;
    case 1:
      text.insert(at, 1, c);
      break;
    case 2:
      text.erase(at, 1 + below(3));
      break;
    default:
      text[at] = char(text[at] ^ char(1 << below(8)));
    }
  }
  return text;
}

static std::string mutateTokens(const std::string &text) {
  SourceFile source("fuzz", text);
  Diagnostics diagnostics;
  if (!decodeSource(source, diagnostics))
    return mutateBytes(text);
  Lexer lexer(source);
  std::vector<Token> tokens;
  lexer.run(tokens);
  size_t a = below(tokens.size()), b = below(tokens.size());
  auto spelling = [&](size_t i) {
    return source.text().substr(tokens[i].start, tokens[i].end - tokens[i].start);
  };
  std::string result = source.text();
  size_t start = tokens[a].start, size = tokens[a].end - tokens[a].start;
  switch (below(4)) {
  case 0:
    return result.erase(start, size);
  case 1:
    return result.insert(start, spelling(a) + " ");
  case 2:
    return result.replace(start, size, spelling(b));
  default:
    return result.substr(0, start);
  }
}

static int run(int count, char **arguments) {
  random_.seed(unsigned(std::atoi(arguments[1])));
  int mutants = std::atoi(arguments[2]), accepted = 0, total = 0;
  double slowest = 0;
  for (int i = 3; i < count; ++i) {
    std::ifstream file(arguments[i], std::ios::binary);
    std::string original{std::istreambuf_iterator<char>(file), {}};
    for (int n = 0; n < mutants; ++n) {
      std::string text = below(2) ? mutateTokens(original) : mutateBytes(original);
      if (below(4) == 0)
        text = mutateTokens(text);
      static constexpr ParseMode modes[] = {ParseMode::Module, ParseMode::Interactive,
                                            ParseMode::Expression, ParseMode::FuncType};
      static constexpr SourceKind kinds[] = {SourceKind::File, SourceKind::Bytes, SourceKind::Text};
      ParseMode mode = modes[below(8) ? 0 : below(4)];
      SourceFile source("fuzz", text, kinds[below(2)]);
      clock_t start = std::clock();
      Arena arena;
      Diagnostics diagnostics;
      auto tree = parse(source, mode, arena, diagnostics);
      std::string out;
      if (tree)
        ast::dump(**tree, out);
      else if (diagnostics.hasErrors())
        out = formatDiagnostic(diagnostics.errors().front());
      double seconds = double(std::clock() - start) / CLOCKS_PER_SEC;
      slowest = seconds > slowest ? seconds : slowest;
      if (out.empty() || seconds > 5) {
        std::printf("%s: %s\n%s\n", arguments[i], out.empty() ? "no result" : "too slow",
                    text.c_str());
        return 1;
      }
      accepted += tree.ok();
      ++total;
    }
  }
  std::printf("%d mutants, %d accepted, slowest %.3f s\n", total, accepted, slowest);
  return 0;
}

int main(int count, char **arguments) {
  if (count < 4)
    return std::puts("usage: fuzz-parser SEED COUNT FILE..."), 2;
  int status = 1;
  runOnBigStack([&] { status = run(count, arguments); });
  return status;
}
