// str: case conversion and the is...() predicates. ASCII text takes a byte loop that vectorises;
// other text goes through the full mappings of Unicode (one character may become three).
#include "runtime-lib/objects/str/Str.h"
#include "runtime-lib/objects/unicode/Unicode.h"

#include <cstdlib>
#include <utility>

namespace rt {
namespace {

bool cased(uint32_t c) { return uniIsCased(c); }

// Unicode 3.13, Final_Sigma: a capital sigma is final when a cased letter precedes it and none
// follows, case-ignorable characters being skipped.
uint32_t lowerSigma(const Str *s, int64_t i) {
  int64_t j = i - 1;
  while (j >= 0 && uniIs(strAt(s, j), kUniCaseIgnorable))
    j--;
  if (j < 0 || !cased(strAt(s, j)))
    return 0x3c3;
  j = i + 1;
  while (j < s->length && uniIs(strAt(s, j), kUniCaseIgnorable))
    j++;
  return j < s->length && cased(strAt(s, j)) ? 0x3c3 : 0x3c2;
}

// The mapping of character i into out[0..3); returns how many.
unsigned mapPoint(const Str *s, int64_t i, uint32_t c, CaseMap map, uint32_t *out) {
  if (c == 0x3a3 && map == CaseMap::Lower) {
    *out = lowerSigma(s, i);
    return 1;
  }
  return uniMap(c, map, out);
}

// Maps each character by choose(i, c) -> CaseMap, or -1 to keep it.
template <typename Choose> Value mapCase(Thread &t, Str *s, Choose choose) {
  constexpr int64_t kSmall = 256;
  uint32_t small[3 * kSmall], *points = small;
  if (s->length > kSmall)
    points = static_cast<uint32_t *>(std::malloc(static_cast<size_t>(s->length) * 3 * sizeof *points));
  if (!points)
    return raiseMemoryError(t);
  int64_t n = 0;
  withChars(s, [&](auto *p) {
    for (int64_t i = 0; i < s->length; i++) {
      uint32_t c = p[i];
      int map = choose(i, c);
      if (map < 0)
        points[n++] = c;
      else
        n += mapPoint(s, i, c, static_cast<CaseMap>(map), points + n);
    }
  });
  Str *result = strFromCodePoints(t, points, n);
  if (points != small)
    std::free(points);
  return result ? fromObject(result) : kNoValue;
}
constexpr int kUpper = static_cast<int>(CaseMap::Upper), kLower = static_cast<int>(CaseMap::Lower),
              kTitle = static_cast<int>(CaseMap::Title), kFold = static_cast<int>(CaseMap::Fold);

template <typename Convert> Value mapAscii(Thread &t, Str *s, Convert convert) {
  if (s->length == 0)
    return fromObject(strEmpty());
  Str *result = TRY(strNew(t, s->length, 1, true));
  const uint8_t *p = s->data;
  uint8_t *out = result->data;
  for (int64_t i = 0; i < s->length; i++)
    out[i] = convert(p[i]);
  return fromObject(result);
}
uint8_t asciiLower(uint8_t c) {
  return static_cast<uint8_t>(c + (static_cast<uint8_t>(c - 'A') < 26 ? 32 : 0));
}
uint8_t asciiUpper(uint8_t c) {
  return static_cast<uint8_t>(c - (static_cast<uint8_t>(c - 'a') < 26 ? 32 : 0));
}

template <typename Test> Value all(const Value *args, Test test) {
  Str *s = as<Str>(args[0]);
  return withChars(s, [&](auto *p) {
    for (int64_t i = 0; i < s->length; i++)
      if (!test(p[i]))
        return fromBool(false);
    return fromBool(s->length > 0);
  });
}
Value allFlag(const Value *args, uint32_t flag) {
  return all(args, [flag](uint32_t c) { return uniIs(c, flag); });
}

} // namespace

Value strUpper(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  if (strIsAscii(s))
    return mapAscii(t, s, asciiUpper);
  return mapCase(t, s, [](int64_t, uint32_t) { return kUpper; });
}
Value strLower(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  if (strIsAscii(s))
    return mapAscii(t, s, asciiLower);
  return mapCase(t, s, [](int64_t, uint32_t) { return kLower; });
}
Value strCasefold(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  if (strIsAscii(s))
    return mapAscii(t, s, asciiLower);
  return mapCase(t, s, [](int64_t, uint32_t) { return kFold; });
}
Value strSwapCase(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  if (strIsAscii(s))
    return mapAscii(t, s, [](uint8_t c) {
      return static_cast<uint8_t>(c ^ (static_cast<uint8_t>((c | 32) - 'a') < 26 ? 32 : 0));
    });
  return mapCase(t, s, [](int64_t, uint32_t c) {
    uint32_t flags = uniFlags(c);
    return flags & kUniUpper ? kLower : flags & kUniLower ? kUpper : -1;
  });
}
Value strCapitalize(Thread &t, const Value *args) {
  if (Str *s = as<Str>(args[0]); strIsAscii(s)) {
    bool first = true;
    return mapAscii(t, s, [&](uint8_t c) {
      return std::exchange(first, false) ? asciiUpper(c) : asciiLower(c);
    });
  }
  return mapCase(t, as<Str>(args[0]), [](int64_t i, uint32_t) { return i == 0 ? kTitle : kLower; });
}
Value strTitle(Thread &t, const Value *args) {
  bool previous = false;
  if (Str *s = as<Str>(args[0]); strIsAscii(s))
    return mapAscii(t, s, [&](uint8_t c) {
      uint8_t mapped = previous ? asciiLower(c) : asciiUpper(c);
      previous = static_cast<uint8_t>((c | 32) - 'a') < 26;
      return mapped;
    });
  return mapCase(t, as<Str>(args[0]), [&](int64_t, uint32_t c) {
    int map = previous ? kLower : kTitle;
    previous = cased(c);
    return map;
  });
}

Value strIsAlnum(Thread &, const Value *args) { return all(args, uniIsAlnum); }
Value strIsAlpha(Thread &, const Value *args) { return allFlag(args, kUniAlpha); }
Value strIsAsciiMethod(Thread &, const Value *args) {
  return fromBool(strIsAscii(as<Str>(args[0])));
}
Value strIsDecimal(Thread &, const Value *args) { return allFlag(args, kUniDecimal); }
Value strIsDigit(Thread &, const Value *args) { return allFlag(args, kUniDigit); }
Value strIsNumeric(Thread &, const Value *args) { return allFlag(args, kUniNumeric); }
Value strIsSpace(Thread &, const Value *args) { return all(args, uniIsSpace); }
Value strIsPrintable(Thread &, const Value *args) {
  if (as<Str>(args[0])->length == 0)
    return fromBool(true);
  return all(args, uniIsPrintable);
}
Value strIsIdentifier(Thread &, const Value *args) {
  Str *s = as<Str>(args[0]);
  for (int64_t i = 0; i < s->length; i++)
    if (!uniIs(strAt(s, i), i ? kUniIdContinue : kUniIdStart))
      return fromBool(false);
  return fromBool(s->length > 0);
}
Value strIsLower(Thread &, const Value *args) {
  Str *s = as<Str>(args[0]);
  bool any = false;
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t flags = uniFlags(strAt(s, i));
    if (flags & (kUniUpper | kUniTitle))
      return fromBool(false);
    any = any || flags & kUniLower;
  }
  return fromBool(any);
}
Value strIsUpper(Thread &, const Value *args) {
  Str *s = as<Str>(args[0]);
  bool any = false;
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t flags = uniFlags(strAt(s, i));
    if (flags & (kUniLower | kUniTitle))
      return fromBool(false);
    any = any || flags & kUniUpper;
  }
  return fromBool(any);
}
Value strIsTitle(Thread &, const Value *args) {
  Str *s = as<Str>(args[0]);
  bool any = false, previous = false;
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t flags = uniFlags(strAt(s, i));
    if (flags & (kUniUpper | kUniTitle)) {
      if (previous)
        return fromBool(false);
      previous = any = true;
    } else if (flags & kUniLower) {
      if (!previous)
        return fromBool(false);
      any = true;
    } else
      previous = false;
  }
  return fromBool(any);
}

} // namespace rt
