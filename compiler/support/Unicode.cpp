// Character classes and NFKC. Ranges are searched by bisection; identifiers that are not ASCII are
// rare, so nothing here is tuned further.
//
// NFKC = full compatibility decomposition, canonical ordering by combining class, then canonical
// composition (Unicode Standard Annex 15). Hangul syllables are arithmetic.
#include "compiler/support/Unicode.h"

#include <algorithm>
#include <iterator>
#include <utility>
#include <vector>

namespace regius::unicode {

#include "unicode/Identifiers.inc"
#include "unicode/Normalization.inc"
#include "unicode/Printable.inc"

// `edges` is first, last, first, last, ...: the number of edges up to `code` is odd inside a range.
template <size_t N> static bool inRanges(const uint32_t (&edges)[N], uint32_t code) {
  size_t low = 0, high = N / 2;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (edges[2 * middle + 1] < code)
      low = middle + 1;
    else
      high = middle;
  }
  return low < N / 2 && edges[2 * low] <= code;
}

bool isIdentifierStart(uint32_t code) { return inRanges(kIdentifierStart, code); }
bool isIdentifierContinue(uint32_t code) { return inRanges(kIdentifierContinue, code); }
bool isPrintable(uint32_t code) { return !inRanges(kNotPrintable, code); }

uint32_t decode(const char *&p) {
  auto byte = [&](int i) { return uint32_t(static_cast<unsigned char>(p[i])); };
  uint32_t first = byte(0), code;
  if (first < 0x80) {
    ++p;
    return first;
  }
  if (first < 0xE0) {
    code = (first & 0x1F) << 6 | (byte(1) & 0x3F);
    p += 2;
  } else if (first < 0xF0) {
    code = (first & 0xF) << 12 | (byte(1) & 0x3F) << 6 | (byte(2) & 0x3F);
    p += 3;
  } else {
    code = (first & 7) << 18 | (byte(1) & 0x3F) << 12 | (byte(2) & 0x3F) << 6 | (byte(3) & 0x3F);
    p += 4;
  }
  return code;
}

void append(std::string &out, uint32_t code) {
  if (code < 0x80) {
    out += char(code);
  } else if (code < 0x800) {
    out += char(0xC0 | code >> 6);
    out += char(0x80 | (code & 0x3F));
  } else if (code < 0x10000) {
    out += char(0xE0 | code >> 12);
    out += char(0x80 | (code >> 6 & 0x3F));
    out += char(0x80 | (code & 0x3F));
  } else {
    out += char(0xF0 | code >> 18);
    out += char(0x80 | (code >> 12 & 0x3F));
    out += char(0x80 | (code >> 6 & 0x3F));
    out += char(0x80 | (code & 0x3F));
  }
}

static constexpr uint32_t kHangulBase = 0xAC00, kLeadBase = 0x1100, kVowelBase = 0x1161,
                          kTailBase = 0x11A7, kLeads = 19, kVowels = 21, kTails = 28;

static uint8_t combiningClass(uint32_t code) {
  auto end = std::end(kCombiningClass);
  auto at = std::lower_bound(std::begin(kCombiningClass), end, code << 8);
  return at != end && *at >> 8 == code ? uint8_t(*at) : 0;
}

static void decompose(uint32_t code, std::vector<uint32_t> &out) {
  if (code - kHangulBase < kLeads * kVowels * kTails) {
    uint32_t index = code - kHangulBase;
    out.push_back(kLeadBase + index / (kVowels * kTails));
    out.push_back(kVowelBase + index % (kVowels * kTails) / kTails);
    if (index % kTails)
      out.push_back(kTailBase + index % kTails);
    return;
  }
  size_t low = 0, high = std::size(kDecompositionIndex) / 2;
  while (low < high) {
    size_t middle = (low + high) / 2;
    if (kDecompositionIndex[2 * middle] < code)
      low = middle + 1;
    else
      high = middle;
  }
  if (low < std::size(kDecompositionIndex) / 2 && kDecompositionIndex[2 * low] == code) {
    uint32_t entry = kDecompositionIndex[2 * low + 1];
    out.insert(out.end(), kDecompositionPool + (entry >> 8),
               kDecompositionPool + (entry >> 8) + (entry & 0xFF));
  } else {
    out.push_back(code);
  }
}

// The primary composite of two characters, or 0.
static uint32_t compose(uint32_t first, uint32_t second) {
  if (first - kLeadBase < kLeads && second - kVowelBase < kVowels)
    return kHangulBase + ((first - kLeadBase) * kVowels + (second - kVowelBase)) * kTails;
  if (first - kHangulBase < kLeads * kVowels * kTails && (first - kHangulBase) % kTails == 0 &&
      second - kTailBase - 1 < kTails - 1)
    return first + (second - kTailBase);
  size_t low = 0, high = std::size(kComposition) / 3;
  while (low < high) {
    size_t middle = (low + high) / 2;
    const uint32_t *row = kComposition + 3 * middle;
    if (row[0] < first || (row[0] == first && row[1] < second))
      low = middle + 1;
    else
      high = middle;
  }
  if (low == std::size(kComposition) / 3)
    return 0;
  const uint32_t *row = kComposition + 3 * low;
  return row[0] == first && row[1] == second ? row[2] : 0;
}

std::string normalizeNfkc(std::string_view text) {
  std::vector<uint32_t> codes;
  for (const char *p = text.data(), *end = p + text.size(); p < end;)
    decompose(decode(p), codes);
  // Canonical ordering: a stable (insertion) sort of each run of combining marks.
  for (size_t i = 0; i < codes.size();) {
    size_t run = i;
    while (run < codes.size() && combiningClass(codes[run]))
      ++run;
    for (size_t next = i + 1; next < run; ++next)
      for (size_t at = next; at > i && combiningClass(codes[at - 1]) > combiningClass(codes[at]);
           --at)
        std::swap(codes[at - 1], codes[at]);
    i = run + 1;
  }
  std::vector<uint32_t> composed;
  size_t starter = SIZE_MAX;
  int lastClass = -1;
  for (uint32_t code : codes) {
    int itsClass = combiningClass(code);
    // A mark is blocked from the starter by an equal or higher class in between.
    if (starter != SIZE_MAX && (lastClass < itsClass)) {
      if (uint32_t joined = compose(composed[starter], code)) {
        composed[starter] = joined;
        continue;
      }
    }
    if (itsClass == 0) {
      starter = composed.size();
      lastClass = -1;
    } else {
      lastClass = itsClass;
    }
    composed.push_back(code);
  }
  std::string result;
  for (uint32_t code : composed)
    append(result, code);
  return result;
}

} // namespace regius::unicode
