// Reads the notation of ErrorGrammar.inc:
//
//   rule (memo): a=item item* => handler | item? (group | of) ','.item+ &ahead !not ~ &&':'
//
// 'x' is a token, "x" a soft keyword, CAPITALS a token class, anything else a rule. A mistake in
// the grammar is a bug of ours and asserts.
#include "compiler/parser/ErrorGrammar.h"

#include <cassert>
#include <cstring>

namespace regius {

static constexpr const char kGrammarText[] =
#include "compiler/parser/ErrorGrammar.inc"
    ;

namespace {

class Reader {
public:
  explicit Reader(ErrorGrammar &grammar) : grammar_(grammar), p_(kGrammarText) {}

  void read() {
    // First the names, so that rules can refer to later ones.
    for (const char *line = kGrammarText; *line; line = std::strchr(line, '\n') + 1)
      if (*line >= 'a' && *line <= 'z') {
        const char *end = line;
        while (isWord(*end))
          ++end;
        GrammarRule rule;
        rule.name = {line, size_t(end - line)};
        rule.invalid = rule.name.starts_with("invalid_");
        grammar_.rules.push_back(rule);
      }
    for (GrammarRule &rule : grammar_.rules) {
      skipSpace();
      [[maybe_unused]] std::string_view name = word();
      assert(name == rule.name);
      skipSpace();
      if (std::strncmp(p_, "(memo)", 6) == 0) {
        rule.memo = true;
        rule.memoNumber = grammar_.memoRules++;
        p_ += 6;
      }
      expect(':');
      rule.body = choice();
    }
  }

private:
  static bool isWord(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || (c >= '0' && c <= '9');
  }
  void skipSpace() {
    while (*p_ == ' ' || *p_ == '\n')
      ++p_;
  }
  // A line that does not start with a space begins the next rule.
  bool atRuleEnd() {
    while (*p_ == ' ')
      ++p_;
    if (*p_ != '\n')
      return *p_ == 0;
    const char *next = p_;
    while (*next == '\n')
      ++next;
    if (*next != ' ')
      return true;
    p_ = next;
    return atRuleEnd();
  }
  void expect(char c) {
    skipSpace();
    assert(*p_ == c && "error grammar: unexpected character");
    ++p_;
  }
  std::string_view word() {
    const char *start = p_;
    while (isWord(*p_))
      ++p_;
    return {start, size_t(p_ - start)};
  }
  uint16_t add(GrammarNode node) {
    grammar_.nodes.push_back(std::move(node));
    return uint16_t(grammar_.nodes.size() - 1);
  }

  uint16_t choice() {
    GrammarNode node{GrammarOp::Choice, 0, 0, ErrorHandler::None, {}};
    for (;;) {
      node.children.push_back(sequence());
      if (atRuleEnd() || *p_ != '|')
        break;
      ++p_;
    }
    return add(std::move(node));
  }

  uint16_t sequence() {
    GrammarNode node{GrammarOp::Sequence, 0, 0, ErrorHandler::None, {}};
    while (!atRuleEnd() && *p_ != '|' && *p_ != ')') {
      if (p_[0] == '=' && p_[1] == '>') {
        p_ += 2;
        skipSpace();
        node.handler = handler(word());
        break;
      }
      node.children.push_back(item());
    }
    return add(std::move(node));
  }

  ErrorHandler handler(std::string_view name) {
#define ERROR_HANDLER(handlerName, Place, Id)                                                      \
  if (name == #handlerName)                                                                        \
    return ErrorHandler::handlerName;
#include "compiler/parser/ErrorHandlers.def"
    assert(false && "error grammar: unknown handler");
    return ErrorHandler::None;
  }

  uint16_t wrap(GrammarOp op, uint16_t child) {
    return add({op, 0, 0, ErrorHandler::None, {child}});
  }

  uint16_t item() {
    if (p_[0] == '&' && p_[1] == '&') {
      p_ += 2;
      return wrap(GrammarOp::Force, primary());
    }
    if (*p_ == '&') {
      ++p_;
      return wrap(GrammarOp::And, primary());
    }
    if (*p_ == '!') {
      ++p_;
      return wrap(GrammarOp::Not, primary());
    }
    if (*p_ == '~') {
      ++p_;
      return add({GrammarOp::Cut, 0, 0, ErrorHandler::None, {}});
    }
    char label = 0;
    if ((*p_ == 'a' || *p_ == 'b') && p_[1] == '=') {
      label = *p_;
      p_ += 2;
    }
    uint16_t node = primary();
    if (*p_ == '.') {
      ++p_;
      uint16_t element = primary();
      assert(*p_ == '+');
      ++p_;
      node = add({GrammarOp::Gather, 0, 0, ErrorHandler::None, {element, node}});
    } else if (*p_ == '?' || *p_ == '*' || *p_ == '+') {
      GrammarOp op = *p_ == '?'   ? GrammarOp::Optional
                     : *p_ == '*' ? GrammarOp::Any
                                  : GrammarOp::Many;
      ++p_;
      node = wrap(op, node);
    }
    grammar_.nodes[node].label = label;
    return node;
  }

  uint16_t primary() {
    if (*p_ == '(') {
      ++p_;
      uint16_t node = choice();
      expect(')');
      return node;
    }
    if (*p_ == '\'' || *p_ == '"') {
      char quote = *p_++;
      const char *start = p_;
      while (*p_ != quote)
        ++p_;
      std::string_view text(start, size_t(p_++ - start));
      return quote == '\'' ? token(text) : softKeyword(text);
    }
    return named(word());
  }

  uint16_t leaf(GrammarOp op, uint16_t value = 0) {
    return add({op, 0, value, ErrorHandler::None, {}});
  }

  uint16_t token(std::string_view text) {
#define OPERATOR_TOKEN(Name, spelling)                                                             \
  if (text == spelling)                                                                            \
    return leaf(GrammarOp::Token, uint16_t(TokenKind::Name));
#define KEYWORD(Name, spelling) OPERATOR_TOKEN(Name, spelling)
#include "compiler/lexer/Tokens.def"
    assert(false && "error grammar: unknown token");
    return 0;
  }

  uint16_t softKeyword(std::string_view text) {
#define SOFT_KEYWORD(Name, spelling)                                                               \
  if (text == spelling)                                                                            \
    return leaf(GrammarOp::SoftKeyword, uint16_t(SoftKeyword::Name));
#include "compiler/lexer/Tokens.def"
    assert(false && "error grammar: unknown soft keyword");
    return 0;
  }

  uint16_t named(std::string_view name) {
    if (name == "SOFT_KEYWORD")
      return leaf(GrammarOp::AnySoft);
    if (name == "STRING")
      return leaf(GrammarOp::AnyString);
    if (name == "STRINGS")
      return leaf(GrammarOp::Strings);
    if (name == "NOTEQUAL")
      return leaf(GrammarOp::Token, uint16_t(TokenKind::NotEqual));
#define TOKEN(Name, display)                                                                       \
  if (name == display)                                                                             \
    return leaf(GrammarOp::Token, uint16_t(TokenKind::Name));
#include "compiler/lexer/Tokens.def"
    return leaf(GrammarOp::Rule, grammar_.rule(name));
  }

  ErrorGrammar &grammar_;
  const char *p_;
};

} // namespace

uint16_t ErrorGrammar::rule(std::string_view name) const {
  for (size_t i = 0; i < rules.size(); ++i)
    if (rules[i].name == name)
      return uint16_t(i);
  assert(false && "error grammar: unknown rule");
  return 0;
}

const ErrorGrammar &ErrorGrammar::get() {
  static const ErrorGrammar grammar = [] {
    ErrorGrammar result;
    Reader(result).read();
    return result;
  }();
  return grammar;
}

} // namespace regius
