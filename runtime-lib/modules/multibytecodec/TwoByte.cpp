// Codecs without state: a byte that is a character, or a lead byte with its trail byte. EUC-JP adds sequences of
// three bytes, EUC-KR Hangul spelt in letters (eight bytes), GB 18030 sequences of four bytes.
#include "runtime-lib/modules/multibytecodec/Codec.h"

#include <algorithm>
#include <iterator>

namespace rt::multibyte {

NextKey nextKey(Mapping &mapping, TextInput in) {
  const uint32_t c = in.first();
  if (mapping.beginsPair(c)) {
    if (!in.hasSecond() && !in.final)
      return {kNoKey, illegal(kIncomplete)};
    // CPython looks at the lower 16 bits of the second character.
    if (in.hasSecond())
      if (uint16_t key = mapping.pairKey(c, in.second() & 0xffff))
        return {key, took(2)};
  }
  const uint16_t key = mapping.key(c);
  return {key, key ? took(1) : illegal(1)};
}

namespace {

void put(std::string &out, uint32_t byte) { out.push_back(static_cast<char>(byte)); }
void putKey(std::string &out, uint32_t key) {
  if (key > 0xff)
    put(out, key >> 8);
  put(out, key);
}

/// The part that all share: NUL and single bytes; else {0, 0} when two bytes are there.
Step decodeSingle(Mapping &mapping, BytesInput in) {
  if (uint32_t point = mapping.point(in[0]); point || !in[0])
    return took(1, point);
  if (!mapping.isLead(in[0]))
    return illegal(1);
  return in.left < 2 ? illegal(kIncomplete) : Step{};
}
Step decodePair(Mapping &mapping, BytesInput in) {
  const uint32_t point = mapping.point(static_cast<uint32_t>(in[0] << 8 | in[1]));
  return point ? tookPoint(mapping, 2, point) : illegal(1);
}
bool isStep(Step s) { return s.taken || s.bad; }

// EUC-KR spells Hangul that has no code as filler, initial, vowel, final (or filler), each after A4
// (KS X 1001 annex 3).
constexpr uint8_t kLetter = kFillerKey >> 8, kFiller = kFillerKey & 0xff, kFirstVowel = 0xbf;
constexpr uint8_t kInitials[] = {0xa1, 0xa2, 0xa4, 0xa7, 0xa8, 0xa9, 0xb1, 0xb2, 0xb3, 0xb5,
                                 0xb6, 0xb7, 0xb8, 0xb9, 0xba, 0xbb, 0xbc, 0xbd, 0xbe};
constexpr uint8_t kFinals[] = {kFiller, 0xa1, 0xa2, 0xa3, 0xa4, 0xa5, 0xa6, 0xa7, 0xa9, 0xaa, 0xab, 0xac, 0xad, 0xae,
                               0xaf,    0xb0, 0xb1, 0xb2, 0xb4, 0xb5, 0xb6, 0xb7, 0xb8, 0xba, 0xbb, 0xbc, 0xbd, 0xbe};
constexpr uint32_t kFirstSyllable = 0xac00, kSyllables = 11172;
constexpr int kVowels = 21;

template <size_t n> int indexOf(const uint8_t (&letters)[n], uint8_t byte) {
  auto *found = std::find(letters, letters + n, byte);
  return found == letters + n ? -1 : static_cast<int>(found - letters);
}

Step decodeTwoByte(const Codec &codec, State &, BytesInput in) {
  Step step = decodeSingle(*codec.mapping, in);
  return isStep(step) ? step : decodePair(*codec.mapping, in);
}
Step encodeTwoByte(const Codec &codec, State &, TextInput in, std::string &out) {
  if (!in.first())
    return put(out, 0), took(1);
  const NextKey next = nextKey(*codec.mapping, in);
  if (next.step.taken)
    putKey(out, next.key);
  return next.step;
}

Step decodeEucJp(const Codec &codec, State &, BytesInput in) {
  Mapping &mapping = *codec.mapping;
  Step step = decodeSingle(mapping, in);
  if (isStep(step))
    return step;
  if (in[0] != 0x8f)
    return in[1] & 0x80 ? decodePair(mapping, in) : illegal(1);
  if (in.left < 3)
    return illegal(kIncomplete);
  const uint32_t point = in[2] & 0x80 ? mapping.point(static_cast<uint32_t>(in[1] << 8 | (in[2] & 0x7f))) : kNoPoint;
  return point && in[1] & 0x80 ? took(3, point) : illegal(1);
}
Step encodeEucJp(const Codec &codec, State &state, TextInput in, std::string &out) {
  const size_t before = out.size();
  const Step step = encodeTwoByte(codec, state, in, out);
  if (step.taken && out.size() == before + 2 && !(out[before + 1] & 0x80)) {
    out.insert(before, 1, '\x8f');
    out[before + 2] = static_cast<char>(out[before + 2] | 0x80);
  }
  return step;
}

Step decodeEucKr(const Codec &codec, State &, BytesInput in) {
  Step step = decodeSingle(*codec.mapping, in);
  if (isStep(step))
    return step;
  if (in[0] != kLetter || in[1] != kFiller)
    return decodePair(*codec.mapping, in);
  if (in.left < 8)
    return illegal(kIncomplete);
  const int initial = indexOf(kInitials, in[3]), vowel = in[5] - kFirstVowel, last = indexOf(kFinals, in[7]);
  if (in[2] != kLetter || in[4] != kLetter || in[6] != kLetter || initial < 0 || last < 0 || vowel < 0 ||
      vowel >= kVowels)
    return illegal(1);
  return took(8, kFirstSyllable + static_cast<uint32_t>((initial * kVowels + vowel) * static_cast<int>(std::size(kFinals)) + last));
}
Step encodeEucKr(const Codec &codec, State &state, TextInput in, std::string &out) {
  const Step step = encodeTwoByte(codec, state, in, out);
  const uint32_t n = in.first() - kFirstSyllable;
  if (step.taken || n >= kSyllables)
    return step;
  for (uint32_t byte : {uint32_t{kFiller}, uint32_t{kInitials[n / (kVowels * std::size(kFinals))]},
                        kFirstVowel + static_cast<uint32_t>(n / std::size(kFinals) % kVowels),
                        uint32_t{kFinals[n % std::size(kFinals)]}}) {
    put(out, kLetter);
    put(out, byte);
  }
  return took(1);
}

Step decodeGb18030(const Codec &codec, State &, BytesInput in) {
  Step step = decodeSingle(*codec.mapping, in);
  if (isStep(step))
    return step;
  if (in[1] < 0x30 || in[1] > 0x39)
    return decodePair(*codec.mapping, in);
  if (in.left < 4)
    return illegal(kIncomplete);
  if (in[0] < 0x81 || in[0] > 0xfe || in[2] < 0x81 || in[2] > 0xfe || in[3] < 0x30 || in[3] > 0x39)
    return illegal(1);
  const uint32_t number = (((in[0] - 0x81u) * 10 + (in[1] - 0x30u)) * 126 + (in[2] - 0x81u)) * 10 + (in[3] - 0x30u);
  constexpr uint32_t kAstral = (0x90 - 0x81) * 10 * 126 * 10;
  const uint32_t point = number < kAstral ? gb18030Point(number) : number - kAstral + 0x10000;
  return point && point <= 0x10ffff ? took(4, point) : illegal(1);
}
Step encodeGb18030(const Codec &codec, State &state, TextInput in, std::string &out) {
  const uint32_t c = in.first();
  int64_t n = c - 0x10000 + (0x90 - 0x81) * 10 * 126 * 10;
  if (c < 0x10000) {
    const Step step = encodeTwoByte(codec, state, in, out);
    n = step.taken ? -1 : gb18030Number(c);
    if (n < 0)
      return step;
  }
  put(out, static_cast<uint32_t>(0x81 + n / (10 * 126 * 10)));
  put(out, static_cast<uint32_t>(0x30 + n / (126 * 10) % 10));
  put(out, static_cast<uint32_t>(0x81 + n / 10 % 126));
  put(out, static_cast<uint32_t>(0x30 + n % 10));
  return took(1);
}

} // namespace

constexpr Codec kShiftJis{"shift_jis", &mShiftJis, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kCp932{"cp932", &mCp932, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kEucJp{"euc_jp", &mEucJp, decodeEucJp, encodeEucJp, Keys::EucJp},
    kShiftJis2004{"shift_jis_2004", &mShiftJis2004, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kEucJis2004{"euc_jis_2004", &mEucJis2004, decodeEucJp, encodeEucJp, Keys::EucJp},
    kEucJisX0213{"euc_jisx0213", &mEucJisX0213, decodeEucJp, encodeEucJp, Keys::EucJp},
    kShiftJisX0213{"shift_jisx0213", &mShiftJisX0213, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kGb2312{"gb2312", &mGb2312, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kGbk{"gbk", &mGbk, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kGb18030{"gb18030", &mGb18030, decodeGb18030, encodeGb18030, Keys::Plain},
    kEucKr{"euc_kr", &mEucKr, decodeEucKr, encodeEucKr, Keys::EucKr},
    kCp949{"cp949", &mCp949, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kJohab{"johab", &mJohab, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kBig5{"big5", &mBig5, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kCp950{"cp950", &mCp950, decodeTwoByte, encodeTwoByte, Keys::Plain},
    kBig5Hkscs{"big5hkscs", &mBig5Hkscs, decodeTwoByte, encodeTwoByte, Keys::Plain};

} // namespace rt::multibyte
