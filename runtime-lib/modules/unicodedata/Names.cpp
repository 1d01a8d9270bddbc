// Character names: stored as sequences of words; Hangul syllables and unified ideographs are
// computed (Unicode standard 4.8). Looking a name up builds an index by hash once.
#include "runtime-lib/modules/unicodedata/Unicodedata.h"

#include <algorithm>
#include <cstring>
#include <iterator>
#include <vector>

namespace rt::unicodedata {
namespace {
#include "UnicodeNames.inc"

constexpr uint32_t kFirstSequence = 0x110000; // + position in kNameSequences: its length, its characters

constexpr const char *kLeading[] = {"G",  "GG", "N", "D",  "DD", "R", "M", "B", "BB", "S",
                                    "SS", "",   "J", "JJ", "C",  "K", "T", "P", "H"};
constexpr const char *kVowel[] = {"A",   "AE", "YA", "YAE", "EO", "E",  "YEO",
                                  "YE",  "O",  "WA", "WAE", "OE", "YO", "U",
                                  "WEO", "WE", "WI", "YU",  "EU", "YI", "I"};
constexpr const char *kTrailing[] = {"",   "G",  "GG", "GS", "N",  "NJ", "NH", "D", "L",  "LG",
                                     "LM", "LB", "LS", "LT", "LP", "LH", "M",  "B", "BS", "S",
                                     "SS", "NG", "J",  "C",  "K",  "T",  "P",  "H"};

bool isUnified(uint32_t c) {
  for (auto &range : kUnifiedIdeographs)
    if (c >= range[0] && c <= range[1])
      return true;
  return false;
}

uint64_t hashName(std::string_view name) {
  uint64_t h = 14695981039346656037ULL;
  for (char c : name)
    h = (h ^ static_cast<uint8_t>(c)) * 1099511628211ULL;
  return h;
}

void storedName(size_t row, std::string *out) {
  out->clear();
  for (uint32_t i = kNameOffsets[row]; i < kNameOffsets[row + 1];) {
    uint32_t word = kNameStream[i++];
    if (word >= 192)
      word = 192 + ((word - 192) << 8 | kNameStream[i++]);
    if (!out->empty())
      out->push_back(' ');
    for (uint32_t k = kNameWordStart[word]; k < kNameWordStart[word + 1]; k++)
      out->push_back(static_cast<char>(kNameText[k]));
  }
}

// Open addressing: rows + 1 by hash of the name.
const std::vector<uint32_t> &nameIndex() {
  static std::vector<uint32_t> index;
  if (!index.empty())
    return index;
  index.assign(1u << 17, 0);
  std::string name;
  for (uint32_t row = 0; row < std::size(kNamePoints); row++) {
    storedName(row, &name);
    uint64_t at = hashName(name);
    while (index[at & (index.size() - 1)])
      at++;
    index[at & (index.size() - 1)] = row + 1;
  }
  return index;
}

template <size_t n>
bool takePart(std::string_view *rest, const char *const (&parts)[n], uint32_t *which) {
  size_t best = 0;
  bool found = false;
  for (size_t i = 0; i < n; i++) {
    size_t length = std::strlen(parts[i]);
    if (rest->substr(0, length) == parts[i] && (!found || length > best))
      best = length, *which = static_cast<uint32_t>(i), found = true;
  }
  rest->remove_prefix(best);
  return found;
}

} // namespace

bool nameOf(uint32_t c, std::string *name) {
  if (c >= 0xac00 && c <= 0xd7a3) {
    uint32_t s = c - 0xac00;
    *name = std::string("HANGUL SYLLABLE ") + kLeading[s / 588] + kVowel[s % 588 / 28] +
            kTrailing[s % 28];
    return true;
  }
  if (isUnified(c)) {
    char text[40];
    std::snprintf(text, sizeof text, "CJK UNIFIED IDEOGRAPH-%X", c);
    *name = text;
    return true;
  }
  const auto *end = kNamePoints + kNameCount,
             *found = std::lower_bound(std::begin(kNamePoints), end, c);
  if (found == end || *found != c)
    return false;
  storedName(static_cast<size_t>(found - std::begin(kNamePoints)), name);
  return true;
}

bool findName(std::string_view name, uint32_t *point) {
  const FoundName found = lookUpName(name);
  *point = found.kind == FoundName::Kind::None ? 0 : found.text[0];
  return found.kind == FoundName::Kind::Name || found.kind == FoundName::Kind::Alias;
}

FoundName lookUpName(std::string_view given) {
  constexpr auto kName = FoundName::Kind::Name;
  std::string name(given);
  for (char &c : name)
    if (c >= 'a' && c <= 'z')
      c = static_cast<char>(c - 32);
  std::string_view rest = given; // the computed names are matched by exact case
  if (rest.substr(0, 16) == "HANGUL SYLLABLE ") {
    rest.remove_prefix(16);
    uint32_t l, v, t;
    if (!takePart(&rest, kLeading, &l) || !takePart(&rest, kVowel, &v) ||
        !takePart(&rest, kTrailing, &t) || !rest.empty())
      return {};
    return {kName, {0xac00 + (l * 21 + v) * 28 + t}};
  }
  if (rest.substr(0, 22) == "CJK UNIFIED IDEOGRAPH-") {
    rest.remove_prefix(22);
    uint32_t c = 0;
    if (rest.size() != 4 && rest.size() != 5)
      return {};
    for (char x : rest) {
      if (!((x >= '0' && x <= '9') || (x >= 'A' && x <= 'F')))
        return {};
      c = c << 4 | static_cast<uint32_t>(x <= '9' ? x - '0' : x - 'A' + 10);
    }
    return isUnified(c) ? FoundName{kName, {c}} : FoundName{};
  }
  const auto &index = nameIndex();
  std::string candidate;
  for (uint64_t at = hashName(name); uint32_t row = index[at & (index.size() - 1)]; at++) {
    storedName(row - 1, &candidate);
    if (candidate != name)
      continue;
    const uint32_t point = kNamePoints[row - 1];
    if (point < kFirstSequence)
      return {row <= kNameCount ? kName : FoundName::Kind::Alias, {point}};
    const auto *text = kNameSequences + (point - kFirstSequence);
    return {FoundName::Kind::Sequence, {text + 1, text + 1 + *text}};
  }
  return {};
}

} // namespace rt::unicodedata
