// String tokens: their parts and the text they stand for.
#pragma once
#include <functional>
#include <string>
#include <string_view>

namespace regius {

// A string token taken apart: prefix letters, quotes, body.
struct StringToken {
  bool raw = false, bytes = false, format = false, isTemplate = false, unicode = false;
  char quote = '"';
  int quoteSize = 1;    // 1 or 3
  size_t bodyStart = 0; // offset of the body in the token
  std::string_view body;
};

StringToken splitStringToken(std::string_view token);

// What is wrong with a body: text of the exception that CPython's codec raises.
struct EscapeError {
  std::string message;
};

// Called with the offset in the body of the backslash of an unknown escape.
using InvalidEscape = std::function<void(size_t)>;

// Decodes escapes of a str body into WTF-8, of a bytes body into bytes (which must be ASCII
// already). False and an error text on malformed escapes.
bool decodeStrBody(std::string_view body, std::string &out, EscapeError &error,
                   const InvalidEscape &invalidEscape);
bool decodeBytesBody(std::string_view body, std::string &out, EscapeError &error,
                     const InvalidEscape &invalidEscape);

} // namespace regius
