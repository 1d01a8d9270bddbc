// ISO-2022-JP and its extensions, ISO-2022-KR: escape sequences say which character set G0 (and G1, which SO
// selects) is; the sets are rows and cells of the EUC mappings in seven bits. A codec is a list of sets, tried in
// order when encoding.
#include "runtime-lib/modules/multibytecodec/Codec.h"

#include <span>

namespace rt::multibyte {
namespace {

constexpr uint8_t kEsc = 0x1b, kSo = 0x0e, kSi = 0x0f, kDouble = 0x80;
constexpr uint8_t kAscii = 'B', kLatin1 = 'A', kGreek = 'F'; // the final bytes of their escape sequences

enum class Set : uint8_t { Roman, Kana, Jis0208, Jis0212, Jis0213Pairs, Jis0213First, Jis0213Second, Gb2312, Ksc, HighHalf };
/// A set and where it goes; `mark` is the final byte, with kDouble for sets of two bytes.
struct Designation {
  Set set;
  uint8_t mark, plane = 0;
  int width() const { return mark & kDouble ? 2 : 1; }
};

} // namespace

struct Iso2022 {
  std::span<const Designation> sets;
  bool shifts = false; // SO and SI
  bool japanese = true; // "ESC & @ ESC $ B" for JIS X 0208-1990
  bool hasG2 = false;
};

namespace {

// The state: the sets of G0 to G3 and flags.
enum Flags : uint8_t { kShifted = 1, kEscaping = 2 }; // kEscaping: in an escape sequence of another standard
uint8_t &flags(State &state) { return state.bytes[4]; }
uint8_t &designated(State &state, int plane) { return state.bytes[plane]; }

Mapping &mappingOf(const Codec &codec, Set set) {
  switch (set) {
  case Set::Gb2312:
  case Set::Ksc:
  case Set::Jis0208:
  case Set::Jis0212:
    break;
  default:
    return *codec.mapping;
  }
  return set == Set::Gb2312 ? mGb2312 : set == Set::Ksc ? mEucKr : mEucJp;
}
/// Rows of the second plane that are JIS X 0213's; the others in EUC are JIS X 0212's.
bool isJis0213Row(uint32_t key) {
  const uint32_t row = (key >> 8) - 0xa0;
  return row == 1 || row == 8 || (row >= 3 && row <= 5) || (row >= 12 && row <= 15) || row >= 78;
}
constexpr uint32_t kWaveDash = 0xa2b2, kWideTilde = 0xff5e; // EUC pairs these
constexpr uint16_t kFirstRow = 0xa100;                       // below are EUC's kana
bool inSecondPlane(Set set) { return set == Set::Jis0212 || set == Set::Jis0213Second; }
bool isJis0213(Set set) { return set == Set::Jis0213Pairs || set == Set::Jis0213First || set == Set::Jis0213Second; }

uint32_t decodeSet(const Codec &codec, Set set, BytesInput in) {
  const uint8_t c = in[0];
  switch (set) {
  case Set::Roman:
    return c == 0x5c ? 0xa5 : c == 0x7e ? 0x203e : c;
  case Set::Kana:
    return c >= 0x21 && c <= 0x5f ? 0xff61u + c - 0x21 : kNoPoint;
  case Set::HighHalf:
    return kNoPoint;
  default:
    break;
  }
  if (c < 0x21 || in[1] & 0x80)
    return kNoPoint;
  uint32_t key = static_cast<uint32_t>(c << 8 | in[1]) | 0x8000;
  if (!inSecondPlane(set))
    key |= 0x80;
  else if (set == Set::Jis0213Second && !isJis0213Row(key))
    return kNoPoint;
  // As CPython has them: a plain tilde, and the second plane of the edition of 2004 in any case.
  if (isJis0213(set) && key == kWaveDash)
    return '~';
  const uint32_t point = set == Set::Jis0213Second ? mEucJis2004.point(key) : mappingOf(codec, set).point(key);
  return point == kIllegalPair ? kNoPoint : point;
}

/// The two (or one) bytes of the next character in a set.
NextKey encodeSet(const Codec &codec, Set set, TextInput in) {
  const uint32_t c = in.first();
  constexpr NextKey none{kNoKey, illegal(1)};
  switch (set) {
  case Set::Roman:
    return c == 0xa5 ? NextKey{0x5c, took(1)} : c == 0x203e ? NextKey{0x7e, took(1)} : none;
  case Set::Kana:
    return c >= 0xff61 && c <= 0xff9f ? NextKey{static_cast<uint16_t>(c - 0xff61 + 0x21), took(1)} : none;
  case Set::HighHalf:
    return none;
  default:
    break;
  }
  Mapping &mapping = mappingOf(codec, set);
  if (!isJis0213(set)) {
    const uint16_t key = mapping.key(c);
    if (key < kFirstRow || !(key & 0x80) != inSecondPlane(set))
      return none;
    return {static_cast<uint16_t>(key & 0x7f7f), took(1)};
  }
  const NextKey next = nextKey(mapping, in);
  if (next.step.bad)
    return next.step.bad == kIncomplete ? next : none;
  if (set == Set::Jis0213Pairs ? next.step.taken != 2 : next.key < kFirstRow || !(next.key & 0x80) != inSecondPlane(set))
    return none;
  if (c == kWideTilde || (inSecondPlane(set) && !isJis0213Row(next.key)))
    return none;
  return {static_cast<uint16_t>(next.key & 0x7f7f), next.step};
}

void designate(State &state, const Designation &to, std::string &out) {
  if (designated(state, to.plane) == to.mark)
    return;
  designated(state, to.plane) = to.mark;
  out.push_back(static_cast<char>(kEsc));
  if (to.mark & kDouble)
    out.push_back('$');
  if (to.set != Set::Jis0208 || !(to.mark & kDouble))
    out.push_back(to.plane ? ')' : '(');
  out.push_back(static_cast<char>(to.mark & 0x7f));
}
void shift(State &state, bool on, std::string &out) {
  if (!(flags(state) & kShifted) == !on)
    return;
  flags(state) ^= kShifted;
  out.push_back(static_cast<char>(on ? kSo : kSi));
}
constexpr Designation kToAscii{Set::Roman, kAscii};

void finishIso2022(State &state, std::string &out) {
  shift(state, false, out);
  designate(state, kToAscii, out);
}

Step encodeIso2022(const Codec &codec, State &state, TextInput in, std::string &out) {
  if (in.first() < 0x80) {
    designate(state, kToAscii, out);
    shift(state, false, out);
    out.push_back(static_cast<char>(in.first()));
    return took(1);
  }
  for (const Designation &to : codec.iso2022->sets) {
    const NextKey next = encodeSet(codec, to.set, in);
    if (next.step.bad == kIncomplete)
      return next.step;
    if (!next.step.taken)
      continue;
    if (to.plane == 0)
      shift(state, false, out);
    designate(state, to, out);
    if (to.plane == 1)
      shift(state, true, out);
    if (to.width() == 2)
      out.push_back(static_cast<char>(next.key >> 8));
    out.push_back(static_cast<char>(next.key & 0xff));
    return next.step;
  }
  return illegal(1);
}

bool endsEscape(uint8_t c) { return (c >= 'A' && c <= 'Z') || c == '@'; }

// ESC $ F, ESC ( F, ESC ) F, ESC . F, ESC $ ( F, ESC $ ) F, and ESC & @ ESC $ B; F is the final byte.
Step decodeEscape(const Codec &codec, State &state, BytesInput in) {
  constexpr int kLongest = 16;
  const Iso2022 &kind = *codec.iso2022;
  int length = 1;
  for (;; length++) {
    if (length >= kLongest)
      return illegal(1);
    if (length >= in.left)
      return illegal(kIncomplete);
    if (endsEscape(in[length]))
      break;
    if (kind.japanese && length + 1 < in.left && in[length] == '&' && in[length + 1] == '@')
      length += 2;
  }
  uint8_t mark = in[length++], plane = 0;
  if (length == 3 && in[1] == '$') {
    mark |= kDouble;
  } else if (length == 3) {
    if (in[1] != '(' && in[1] != ')' && !(kind.hasG2 && in[1] == '.'))
      return illegal(3);
    plane = in[1] == '(' ? 0 : in[1] == ')' ? 1 : 2;
  } else if (length == 4) {
    if (in[1] != '$' || (in[2] != '(' && in[2] != ')'))
      return illegal(4);
    mark |= kDouble;
    plane = in[2] == ')';
  } else if (length == 6 && kind.japanese && in[3] == kEsc && in[4] == '$' && mark == 'B') {
    mark |= kDouble;
  } else {
    return illegal(length);
  }
  bool known = mark == kAscii;
  for (const Designation &to : kind.sets)
    known |= to.mark == mark;
  if (!known)
    return illegal(length);
  designated(state, plane) = mark;
  return took(length);
}

/// ESC N and a byte of G2.
Step decodeG2(State &state, BytesInput in) {
  if (in.left < 3)
    return illegal(kIncomplete);
  const uint8_t c = in[2];
  switch (designated(state, 2)) {
  case kAscii:
  case kLatin1:
    if (c & 0x80)
      return illegal(3);
    return took(3, designated(state, 2) == kAscii ? c : c + 0x80u);
  case kGreek: { // ISO 8859-7:1987
    const uint32_t high = c ^ 0x80u;
    constexpr uint32_t kSame = 0x288f3bc9, kLetters = 0xbffffd77; // of a0..bf as in Latin-1; of b4.. at 2d0 + byte
    if (high < 0xa0 || (high < 0xc0 && kSame >> (high - 0xa0) & 1))
      return took(3, high);
    if (high >= 0xb4 && high <= 0xfe && (high >= 0xd4 || kLetters >> (high - 0xb4) & 1))
      return took(3, 0x2d0 + high);
    if (high == 0xa1 || high == 0xa2 || high == 0xaf)
      return took(3, high == 0xaf ? 0x2015 : 0x2018 + high - 0xa1);
    return illegal(3);
  }
  default:
    return illegal(kBroken);
  }
}

Step decodeIso2022(const Codec &codec, State &state, BytesInput in) {
  const Iso2022 &kind = *codec.iso2022;
  const uint8_t c = in[0];
  if (flags(state) & kEscaping) {
    if (endsEscape(c))
      flags(state) &= static_cast<uint8_t>(~kEscaping);
    return took(1, c);
  }
  if (c == kEsc) {
    if (in.left < 2)
      return illegal(kIncomplete);
    if (std::string_view("()$.&").find(static_cast<char>(in[1])) != std::string_view::npos)
      return decodeEscape(codec, state, in);
    if (kind.hasG2 && in[1] == 'N')
      return decodeG2(state, in);
    flags(state) |= kEscaping;
    return took(1, kEsc);
  }
  if (kind.shifts && (c == kSo || c == kSi)) {
    flags(state) = static_cast<uint8_t>(c == kSo ? flags(state) | kShifted : flags(state) & ~kShifted);
    return took(1);
  }
  if (c == '\n')
    flags(state) &= static_cast<uint8_t>(~kShifted);
  if (c >= 0x80)
    return illegal(1);
  const uint8_t mark = designated(state, flags(state) & kShifted ? 1 : 0);
  if (c < 0x20 || mark == kAscii)
    return took(1, c);
  for (const Designation &to : kind.sets) {
    if (to.mark != mark)
      continue;
    if (in.left < to.width())
      return illegal(kIncomplete);
    const uint32_t point = decodeSet(codec, to.set, in);
    return point ? tookPoint(mappingOf(codec, to.set), to.width(), point) : illegal(to.width());
  }
  return illegal(kBroken);
}

void resetDecoderState(State &state) {
  designated(state, 0) = kAscii;
  flags(state) &= static_cast<uint8_t>(~kShifted);
}

constexpr Designation kJis0208{Set::Jis0208, 'B' | kDouble}, kJis0208Old{Set::Jis0208, '@' | kDouble}, kRoman{Set::Roman, 'J'},
    kKana{Set::Kana, 'I'}, kJis0212{Set::Jis0212, 'D' | kDouble};
constexpr Designation kJp[] = {kJis0208, kRoman, kJis0208Old}, kJp1[] = {kJis0208, kJis0212, kRoman, kJis0208Old},
                  kJp2[] = {kJis0208, kJis0212, {Set::Ksc, 'C' | kDouble}, {Set::Gb2312, 'A' | kDouble}, kRoman, kJis0208Old,
                            {Set::HighHalf, kLatin1, 2}, {Set::HighHalf, kGreek, 2}},
                  kJp2004[] = {{Set::Jis0213Pairs, 'Q' | kDouble}, kJis0208, {Set::Jis0213First, 'Q' | kDouble},
                               {Set::Jis0213Second, 'P' | kDouble}},
                  kJp3[] = {{Set::Jis0213Pairs, 'O' | kDouble}, kJis0208, {Set::Jis0213First, 'O' | kDouble},
                            {Set::Jis0213Second, 'P' | kDouble}},
                  kJpExt[] = {kJis0208, kJis0212, kRoman, kKana, kJis0208Old}, kKr[] = {{Set::Ksc, 'C' | kDouble, 1}};
constexpr Iso2022 kKrSets{kKr, true, false}, kJpSets{kJp}, kJp1Sets{kJp1}, kJp2Sets{kJp2, false, true, true}, kJp2004Sets{kJp2004},
    kJp3Sets{kJp3}, kJpExtSets{kJpExt};

constexpr Codec makeCodec(const char *name, Mapping *mapping, const Iso2022 &kind) {
  return {name, mapping, decodeIso2022, encodeIso2022, Keys::Stateful, {{kAscii, kAscii, kAscii}}, finishIso2022, resetDecoderState, &kind};
}

} // namespace

constexpr Codec kIso2022Kr = makeCodec("iso2022_kr", &mEucKr, kKrSets), kIso2022Jp = makeCodec("iso2022_jp", &mEucJp, kJpSets),
                kIso2022Jp1 = makeCodec("iso2022_jp_1", &mEucJp, kJp1Sets), kIso2022Jp2 = makeCodec("iso2022_jp_2", &mEucJp, kJp2Sets),
                kIso2022Jp2004 = makeCodec("iso2022_jp_2004", &mEucJis2004, kJp2004Sets),
                kIso2022Jp3 = makeCodec("iso2022_jp_3", &mEucJisX0213, kJp3Sets),
                kIso2022JpExt = makeCodec("iso2022_jp_ext", &mEucJp, kJpExtSets);

} // namespace rt::multibyte
