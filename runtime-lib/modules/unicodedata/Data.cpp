// Properties, decompositions and normalisation from the generated tables.
#include "runtime-lib/modules/unicodedata/Unicodedata.h"

#include <algorithm>
#include <cstdio>
#include <iterator>

namespace rt::unicodedata {
namespace {
#include "UnicodeData.inc"

const UnicodeOld *oldRow(uint32_t c) {
  const UnicodeOld *end = std::end(kUnicodeOld);
  const UnicodeOld *found =
      std::lower_bound(std::begin(kUnicodeOld), end, c,
                       [](const UnicodeOld &row, uint32_t point) { return row.last < point; });
  return found != end && found->first <= c ? found : nullptr;
}

const UnicodeDatum &datum(uint32_t c, bool old) {
  if (old)
    if (const UnicodeOld *row = oldRow(c))
      return kUnicodeData[row->datum];
  return kUnicodeData
      [kUnicodeDatumBlocks[(static_cast<uint32_t>(kUnicodeDatumIndex[c >> kUnicodeDatumShift])
                            << kUnicodeDatumShift) |
                           (c & ((1u << kUnicodeDatumShift) - 1))]];
}

// Start of the row in kUnicodeDecompositions: prefix << 8 | count, then the code points; 0: none.
uint32_t decompositionRow(uint32_t c, bool old) {
  if (old)
    if (const UnicodeOld *row = oldRow(c); row && !row->sameDecomposition)
      return 0;
  return kUnicodeDecompositionBlocks
      [(static_cast<uint32_t>(kUnicodeDecompositionIndex[c >> kUnicodeDecompositionShift])
        << kUnicodeDecompositionShift) |
       (c & ((1u << kUnicodeDecompositionShift) - 1))];
}

constexpr uint32_t kSBase = 0xac00, kLBase = 0x1100, kVBase = 0x1161, kTBase = 0x11a7;

uint32_t pairOf(uint32_t a, uint32_t b, bool old) {
  if (a - kLBase < 19 && b - kVBase < 21)
    return kSBase + ((a - kLBase) * 21 + (b - kVBase)) * 28;
  if (a - kSBase < 11172 && (a - kSBase) % 28 == 0 && b > kTBase && b - kTBase < 28)
    return a + (b - kTBase);
  const UnicodeComposition *end = std::end(kUnicodeCompositions);
  const UnicodeComposition *found = std::lower_bound(
      std::begin(kUnicodeCompositions), end, a, [b](const UnicodeComposition &row, uint32_t first) {
        return row.first != first ? row.first < first : row.second < b;
      });
  if (found == end || found->first != a || found->second != b)
    return 0;
  if (old && oldRow(found->result) && !oldRow(found->result)->sameDecomposition)
    return 0;
  return found->result;
}

} // namespace

Properties propertiesOf(uint32_t c, bool old) {
  const UnicodeDatum &d = datum(c, old);
  return {kUnicodeCategory[d.category], kUnicodeBidirectional[d.bidirectional],
          kUnicodeEastAsian[d.eastAsian], d.combining, d.mirrored != 0};
}

std::string decompositionText(uint32_t c, bool old) {
  uint32_t row = decompositionRow(c, old);
  if (!row)
    return "";
  const auto *p = kUnicodeDecompositions + row;
  std::string out = kUnicodeDecompositionPrefix[*p >> 8];
  for (uint32_t i = 1; i <= (*p & 255); i++) {
    char text[16];
    std::snprintf(text, sizeof text, "%s%04X", out.empty() ? "" : " ", static_cast<unsigned>(p[i]));
    out += text;
  }
  return out;
}

void decompose(std::vector<uint32_t> *out, uint32_t c, bool compatible, bool old) {
  if (c - kSBase < 11172) {
    uint32_t s = c - kSBase;
    out->push_back(kLBase + s / 588);
    out->push_back(kVBase + s % 588 / 28);
    if (s % 28)
      out->push_back(kTBase + s % 28);
    return;
  }
  uint32_t row = c < 0xa0 ? 0 : decompositionRow(c, old);
  if (!row || (kUnicodeDecompositions[row] >> 8 && !compatible)) {
    out->push_back(c);
    return;
  }
  uint32_t count = kUnicodeDecompositions[row] & 255;
  for (uint32_t i = 1; i <= count; i++)
    decompose(out, kUnicodeDecompositions[row + i], compatible, old);
}

void orderMarks(std::vector<uint32_t> *text, bool old) {
  auto &s = *text;
  for (size_t i = 0; i < s.size();) {
    size_t end = i;
    while (end < s.size() && datum(s[end], old).combining)
      end++;
    for (size_t k = i + 1; k < end; k++) // insertion sort: runs are short, and it is stable
      for (size_t j = k; j > i && datum(s[j - 1], old).combining > datum(s[j], old).combining; j--)
        std::swap(s[j - 1], s[j]);
    i = end + (end == i);
  }
}

void compose(std::vector<uint32_t> *text, bool old) {
  auto &s = *text;
  size_t out = 0, starter = s.size();
  int last = -1; // combining class of the previous kept mark behind the starter
  for (size_t i = 0; i < s.size(); i++) {
    uint32_t c = s[i];
    int cls = datum(c, old).combining;
    bool blocked = starter == s.size() || (last != -1 && last >= cls);
    if (!blocked) {
      if (uint32_t joined = pairOf(s[starter], c, old)) {
        s[starter] = joined;
        continue;
      }
    }
    s[out] = c;
    if (cls == 0)
      starter = out, last = -1;
    else
      last = cls;
    out++;
  }
  s.resize(out);
}

} // namespace rt::unicodedata
