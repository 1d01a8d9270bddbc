// Byte classes for the lexer.
#pragma once
#include <string_view>

namespace regius {

constexpr bool isDigit(char c) { return c >= '0' && c <= '9'; }
constexpr bool isHexDigit(char c) {
  return isDigit(c) || (c >= 'a' && c <= 'f') || (c >= 'A' && c <= 'F');
}
constexpr int hexValue(char c) { return isDigit(c) ? c - '0' : (c | 32) - 'a' + 10; }

struct IdentifierBytes {
  bool table[256] = {};
  constexpr IdentifierBytes() {
    for (int c = 0; c < 256; ++c)
      table[c] = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                 c == '_' || c >= 128;
  }
};
inline constexpr IdentifierBytes kIdentifierBytes;
// Letters, digits, '_' and every byte of a character that is not ASCII.
constexpr bool isIdentifierByte(char c) {
  return kIdentifierBytes.table[static_cast<unsigned char>(c)];
}

// r, u, b, f, t and the allowed pairs, in any case and order.
constexpr bool isStringPrefix(std::string_view text) {
  if (text.empty() || text.size() > 2)
    return false;
  bool r = false, b = false, u = false, f = false;
  for (char raw : text) {
    char c = char(raw | 32);
    if (c == 'r' && !r && !u)
      r = true;
    else if (c == 'b' && !b && !u && !f)
      b = true;
    else if (c == 'u' && !b && !u && !f && !r)
      u = true;
    else if ((c == 'f' || c == 't') && !f && !b && !u)
      f = true;
    else
      return false;
  }
  return true;
}

} // namespace regius
