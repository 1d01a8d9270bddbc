// Properties of code points (Unicode 14, as CPython 3.11's). Tables:
// scripts/generate-unicode-runtime.py.
#pragma once

#include <cstddef>
#include <cstdint>

namespace rt {
#include "UnicodeCore.inc"

inline const UnicodeRecord &uniRecord(uint32_t point) {
  if (point >= 0x110000)
    point = 0;
  constexpr uint32_t mask = (1u << kUnicodeRecordShift) - 1;
  return kUnicodeRecords
      [kUnicodeRecordBlocks[(static_cast<uint32_t>(
                                 kUnicodeRecordIndex[point >> kUnicodeRecordShift])
                             << kUnicodeRecordShift) |
                            (point & mask)]];
}
inline uint32_t uniFlags(uint32_t point) { return uniRecord(point).flags; }
inline bool uniIs(uint32_t point, uint32_t flag) { return uniFlags(point) & flag; }

/// str.isspace() of one character; fast for ASCII.
inline bool uniIsSpace(uint32_t c) {
  if (c < 128)
    return c == ' ' || (c >= 9 && c <= 13) || (c >= 0x1c && c <= 0x1f);
  return uniIs(c, kUniSpace);
}
/// A character at which str.splitlines() splits.
inline bool uniIsLineBreak(uint32_t c) {
  if (c < 128)
    return (c >= 10 && c <= 13) || (c >= 0x1c && c <= 0x1e);
  return c == 0x85 || c == 0x2028 || c == 0x2029;
}
inline bool uniIsAlnum(uint32_t c) {
  if (c < 128)
    return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z');
  return uniIs(c, kUniAlpha | kUniDecimal | kUniDigit | kUniNumeric);
}
inline bool uniIsPrintable(uint32_t c) {
  if (c < 128)
    return c >= 32 && c < 127;
  return uniIs(c, kUniPrintable);
}
inline bool uniIsCased(uint32_t c) { return uniIs(c, kUniLower | kUniUpper | kUniTitle); }
/// Value of a decimal digit, or -1.
inline int uniDecimal(uint32_t c) {
  if (c < 128)
    return c >= '0' && c <= '9' ? static_cast<int>(c - '0') : -1;
  return uniRecord(c).decimal;
}

enum class CaseMap { Upper, Lower, Title, Fold };
/// Full case mapping of one character: 1 to 3 code points into out; returns how many.
inline unsigned uniMap(uint32_t c, CaseMap map, uint32_t out[3]) {
  const UnicodeRecord &r = uniRecord(c);
  int32_t value;
  uint32_t special;
  switch (map) {
  case CaseMap::Upper:
    value = r.upper, special = kUniSpecialUpper;
    break;
  case CaseMap::Lower:
    value = r.lower, special = kUniSpecialLower;
    break;
  case CaseMap::Title:
    value = r.title, special = kUniSpecialTitle;
    break;
  default:
    value = r.fold, special = kUniSpecialFold;
    break;
  }
  if (!(r.flags & special)) {
    out[0] = c + static_cast<uint32_t>(value);
    return 1;
  }
  unsigned count = static_cast<unsigned>(value) >> 24;
  for (unsigned i = 0; i < count; i++)
    out[i] = kUnicodeSpecial[(value & 0xffffff) + static_cast<int>(i)];
  return count;
}
/// The one-to-one lower-case mapping that regular expressions use.
inline uint32_t uniSimpleLower(uint32_t c) {
  if (c < 128)
    return c >= 'A' && c <= 'Z' ? c + 32 : c;
  return c + static_cast<uint32_t>(uniRecord(c).simpleLower);
}
/// Numeric value of a character with kUniNumeric; false when it has none.
bool uniNumeric(uint32_t c, double *out);

} // namespace rt
