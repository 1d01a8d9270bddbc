// One token of Python source.
#pragma once
#include "compiler/support/SourceFile.h"

#include <cstdint>
#include <string_view>

namespace regius {

enum class TokenKind : uint8_t {
#define TOKEN(Name, display) Name,
#define OPERATOR_TOKEN(Name, text) Name,
#define KEYWORD(Name, text) Name,
#include "compiler/lexer/Tokens.def"
};

enum class SoftKeyword : uint8_t {
  None,
#define SOFT_KEYWORD(Name, text) Name,
#include "compiler/lexer/Tokens.def"
};

struct Token {
  TokenKind kind;
  SoftKeyword soft;
  // Indent, Dedent and EndMarker have no text and, for error messages, no start of their own.
  bool placeless;
  uint32_t start, end; // byte offsets into the decoded text
  Span span;
};

// "NAME", "if", "+=".
const char *tokenName(TokenKind kind);
bool isKeyword(TokenKind kind);

} // namespace regius
