// Str -> ASCII for number parsers.
#include "runtime-lib/objects/NumberText.h"

#include "runtime-lib/objects/unicode/Unicode.h"

namespace rt {

std::string numberText(const Str *s) {
  if (strIsAscii(s))
    return std::string(reinterpret_cast<const char *>(s->data), static_cast<size_t>(s->length));
  std::string text;
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t c = strAt(s, i);
    if (c < 128) {
      text.push_back(static_cast<char>(c));
      continue;
    }
    int digit = uniDecimal(c);
    text.push_back(digit >= 0 ? static_cast<char>('0' + digit) : uniIsSpace(c) ? ' ' : '?');
    if (text.back() == '?')
      break; // nobody looks at what follows
  }
  return text;
}

} // namespace rt
