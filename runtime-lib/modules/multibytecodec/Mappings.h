// Which sequence of bytes is which character, for the multibyte codecs: tables that
// scripts/generate-multibyte-codecs.py writes, unpacked when a codec is first used.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>

namespace rt::multibyte {

/// A code point that encodes as `key`, whatever decoding `key` gives (0: it does not encode).
struct OneWay {
  uint32_t point;
  uint16_t key;
};
/// Two characters that are written as one.
struct Pair {
  uint32_t first, second;
  uint16_t key;
};
/// So many characters from `point` that GB 18030 writes in four bytes with the numbers from `number`.
struct FourByteRange {
  uint32_t number, point, count;
};
/// How keys of the base become keys of a mapping that differs from it.
enum class BaseKeys : uint8_t { Same, Shift, Johab };

inline constexpr uint32_t kNoPoint = 0, kFirstPair = 0x110000, kIllegalPair = 0x1fffff;
inline constexpr uint16_t kNoKey = 0;

/// The unpacked tables, by lead byte and by the upper bits of the code point. A key is a sequence of one or
/// two bytes as a number; of EUC's three bytes 8f b2 b3 it is b2 << 8 | (b3 & 0x7f). NUL is in no table. Pages without
/// entries are all the same.
struct Pages {
  const uint32_t *points[256];
  const uint16_t *keys[0x300];
  bool pairsBegin[0x3200]; // with these characters
};

struct Mapping {
  Mapping *base;
  BaseKeys baseKeys;
  std::span<const uint8_t> entries;
  std::span<const OneWay> oneWay;
  std::span<const Pair> pairs;
  uint8_t leads[32];
  const Pages *pages = nullptr;

  /// A code point, kFirstPair + the number of a pair, kNoPoint, or kIllegalPair: no character either.
  uint32_t point(uint32_t key) { return unpacked().points[key >> 8][key & 0xff]; }
  /// The key of a character, or kNoKey.
  uint16_t key(uint32_t point) { return point < 0x30000 ? unpacked().keys[point >> 8][point & 0xff] : kNoKey; }
  /// Whether a byte that is no character may begin one.
  bool isLead(uint8_t byte) const { return leads[byte >> 3] >> (byte & 7) & 1; }
  /// Whether a pair begins with this character.
  bool beginsPair(uint32_t point) { return point < sizeof Pages::pairsBegin && unpacked().pairsBegin[point]; }
  uint16_t pairKey(uint32_t first, uint32_t second) const;
  const Pages &unpacked() { return pages ? *pages : unpack(); }

private:
  const Pages &unpack();
};

extern Mapping mEucJp, mShiftJis, mCp932, mEucJis2004, mEucJisX0213, mShiftJis2004, mShiftJisX0213,
    mGb2312, mGbk, mGb18030, mEucKr, mCp949, mJohab, mBig5, mCp950, mBig5Hkscs;

/// GB 18030's number of four bytes for a character below U+10000, or -1; and back (0: none).
int64_t gb18030Number(uint32_t point);
uint32_t gb18030Point(uint32_t number);

} // namespace rt::multibyte
