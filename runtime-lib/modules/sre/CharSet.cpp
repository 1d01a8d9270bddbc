// Character classes: categories, case folding, and the set programs of IN, as re._compiler writes
// them.
#include "runtime-lib/modules/sre/Program.h"
#include "runtime-lib/objects/unicode/Unicode.h"

#include <cctype>
#include <cstring>

namespace rt::sre {
namespace {

bool asciiWord(uint32_t c) {
  return c < 128 && ((c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_');
}
bool localeWord(uint32_t c) { return c < 256 && (std::isalnum(static_cast<int>(c)) || c == '_'); }

uint32_t simpleUpper(uint32_t c) {
  uint32_t out[3];
  return uniMap(c, CaseMap::Upper, out) == 1 ? out[0] : c;
}

bool runSet(const uint32_t *p, const uint32_t *end, uint32_t c) {
  bool yes = true;
  while (p < end) {
    switch (static_cast<Code>(*p++)) {
    case Code::Failure:
      return !yes;
    case Code::Literal:
      if (c == *p++)
        return yes;
      break;
    case Code::Category:
      if (inCategory(static_cast<Category>(*p++), c))
        return yes;
      break;
    case Code::Charset:
      if (c < 256 && p[c >> 5] >> (c & 31) & 1)
        return yes;
      p += 8;
      break;
    case Code::Range:
      if (p[0] <= c && c <= p[1])
        return yes;
      p += 2;
      break;
    case Code::RangeUniIgnore: {
      uint32_t upper = simpleUpper(c);
      if ((p[0] <= c && c <= p[1]) || (p[0] <= upper && upper <= p[1]))
        return yes;
      p += 2;
      break;
    }
    case Code::Negate:
      yes = !yes;
      break;
    case Code::BigCharset: {
      uint32_t count = *p++;
      if (c < 65536) {
        uint8_t block;
        std::memcpy(&block, reinterpret_cast<const uint8_t *>(p) + (c >> 8), 1);
        const uint32_t *bits = p + 64 + block * 8;
        if (bits[(c & 255) >> 5] >> (c & 31) & 1)
          return yes;
      }
      p += 64 + count * 8;
      break;
    }
    default:
      return false;
    }
  }
  return !yes;
}

} // namespace

uint32_t foldCase(Fold fold, uint32_t c) {
  switch (fold) {
  case Fold::None:
    return c;
  case Fold::Ascii:
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  case Fold::Locale:
    return c < 256 ? static_cast<uint32_t>(std::tolower(static_cast<int>(c))) : c;
  case Fold::Unicode:
    return uniSimpleLower(c);
  }
  return c;
}

bool inCategory(Category category, uint32_t c) {
  auto asciiSpace = [c] { return c == ' ' || (c >= 9 && c <= 13); };
  switch (category) {
  case Category::Digit:
    return c >= '0' && c <= '9';
  case Category::NotDigit:
    return !(c >= '0' && c <= '9');
  case Category::Space:
    return asciiSpace();
  case Category::NotSpace:
    return !asciiSpace();
  case Category::Word:
    return asciiWord(c);
  case Category::NotWord:
    return !asciiWord(c);
  case Category::LineBreak:
    return c == '\n';
  case Category::NotLineBreak:
    return c != '\n';
  case Category::LocWord:
    return localeWord(c);
  case Category::LocNotWord:
    return !localeWord(c);
  case Category::UniDigit:
    return uniIs(c, kUniDecimal);
  case Category::UniNotDigit:
    return !uniIs(c, kUniDecimal);
  case Category::UniSpace:
    return uniIsSpace(c);
  case Category::UniNotSpace:
    return !uniIsSpace(c);
  case Category::UniWord:
    return uniIsAlnum(c) || c == '_';
  case Category::UniNotWord:
    return !(uniIsAlnum(c) || c == '_');
  case Category::UniLineBreak:
    return uniIsLineBreak(c);
  case Category::UniNotLineBreak:
    return !uniIsLineBreak(c);
  }
  return false;
}

bool CharSet::slow(uint32_t c) const {
  if (code.empty())
    return other;
  return runSet(code.data(), code.data() + code.size(), foldCase(fold, c));
}

} // namespace rt::sre
