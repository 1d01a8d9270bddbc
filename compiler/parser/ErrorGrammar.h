// The grammar of ErrorGrammar.inc, read into a table; private to this folder.
#pragma once
#include "compiler/lexer/Token.h"

#include <cstdint>
#include <string_view>
#include <vector>

namespace regius {

enum class ErrorHandler : uint8_t {
  None,
#define ERROR_HANDLER(name, Place, Id) name,
#include "compiler/parser/ErrorHandlers.def"
};

enum class GrammarOp : uint8_t {
  Token,       // 'if', ':', NAME, NUMBER, NEWLINE, ...: value is a TokenKind
  SoftKeyword, // "match": value is a SoftKeyword
  AnySoft,     // SOFT_KEYWORD
  AnyString,   // STRING: a plain or an f-string
  Strings,     // STRINGS: a run of string tokens, whose contents are checked
  Rule,        // value is a rule number
  Sequence,    // children in order
  Choice,      // children are sequences, the first that matches wins
  Optional,    // child?
  Any,         // child*
  Many,        // child+
  Gather,      // separator.child+: children are child, separator
  And,         // &child: look ahead
  Not,         // !child
  Cut,         // ~: no other alternative after this point
  Force,       // &&'token': raises "expected 'token'" at once
};

struct GrammarNode {
  GrammarOp op;
  char label = 0; // 'a' or 'b': the handler wants to see what this matched
  uint16_t value = 0;
  ErrorHandler handler = ErrorHandler::None; // of a Sequence
  std::vector<uint16_t> children;
};

struct GrammarRule {
  std::string_view name;
  uint16_t body = 0; // node number of its Choice
  bool memo = false, invalid = false;
  uint16_t memoNumber = 0; // among the (memo) rules
};

struct ErrorGrammar {
  std::vector<GrammarNode> nodes;
  std::vector<GrammarRule> rules;
  uint16_t memoRules = 0;

  uint16_t rule(std::string_view name) const;

  // The grammar, read on first use.
  static const ErrorGrammar &get();
};

} // namespace regius
