// Character names for \N{...}. A name is stored as a string of word numbers (Names.inc); lookup
// hashes the name, and compares it with the decoded candidates. Hangul syllables and the CJK
// ideographs are named by rule.
#include "compiler/support/Unicode.h"

#include <iterator>

namespace regius::unicode {

#include "unicode/Names.inc"

static std::string entryName(uint32_t entry) {
  std::string name;
  for (uint32_t i = kNameOffsets[entry]; i < kNameOffsets[entry + 1]; ++i) {
    uint32_t word = kNameBytes[i];
    if (word >= 0xC0)
      word = 0xC0 + ((word - 0xC0) << 8 | kNameBytes[++i]);
    if (!name.empty())
      name += ' ';
    name.append(kWordText + kWordOffsets[word], kWordOffsets[word + 1] - kWordOffsets[word]);
  }
  return name;
}

static int32_t hangulSyllable(std::string_view rest) {
  static const char *const leads[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                      "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
  static const char *const vowels[] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                       "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                       "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
  static const char *const tails[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                      "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                      "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};
  for (int lead = 0; lead < 19; ++lead)
    for (int vowel = 0; vowel < 21; ++vowel) {
      std::string start = std::string(leads[lead]) + vowels[vowel];
      if (!rest.starts_with(start))
        continue;
      for (int tail = 0; tail < 28; ++tail)
        if (rest.substr(start.size()) == tails[tail])
          return 0xAC00 + (lead * 21 + vowel) * 28 + tail;
    }
  return -1;
}

static int32_t ideograph(std::string_view digits) {
  if (digits.size() != 4 && digits.size() != 5)
    return -1;
  int32_t code = 0;
  for (char c : digits) {
    if (!((c >= '0' && c <= '9') || (c >= 'A' && c <= 'F')))
      return -1;
    code = code * 16 + (c <= '9' ? c - '0' : c - 'A' + 10);
  }
  for (uint32_t i = 0; i < std::size(kUnifiedIdeographs); i += 2)
    if (uint32_t(code) >= kUnifiedIdeographs[i] && uint32_t(code) <= kUnifiedIdeographs[i + 1])
      return code;
  return -1;
}

int32_t lookupName(std::string_view text) {
  std::string name;
  for (char c : text)
    name += c >= 'a' && c <= 'z' ? char(c - 32) : c;
  constexpr std::string_view hangul = "HANGUL SYLLABLE ", cjk = "CJK UNIFIED IDEOGRAPH-";
  if (text.starts_with(hangul)) // names by rule are matched by exact case
    return hangulSyllable(text.substr(hangul.size()));
  if (text.starts_with(cjk))
    return ideograph(text.substr(cjk.size()));
  uint32_t hash = 0;
  for (unsigned char c : name)
    hash = hash * 31 + c;
  hash ^= hash >> 15;
  for (size_t at = hash & (std::size(kNameTable) - 1); kNameTable[at] != 0xFFFF;
       at = (at + 1) & (std::size(kNameTable) - 1))
    if (entryName(kNameTable[at]) == name)
      return int32_t(kNameCodePoints[kNameTable[at]]);
  return -1;
}

} // namespace regius::unicode
