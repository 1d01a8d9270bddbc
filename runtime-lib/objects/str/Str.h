// Inside of the str type, shared by the files of this folder and by codecs, formatting and re.
#pragma once

#include "runtime-lib/objects/Objects.h"

#include <cstring>

namespace rt {

/// Storage shared by the strings that a chain of `+` makes: each is a prefix of the buffer. The one
/// whose length equals `used` may grow in place. Older strings keep their length, so all stay
/// immutable.
struct StrBuffer : Object {
  int64_t used, capacity; // in code units
  uint8_t data[];
};
// Str::flags, beside those of Layouts.h
inline constexpr uint8_t kStrBuffered = 32; // data lies at the start of a StrBuffer
inline constexpr uint8_t kStrConcat = 64; // result of a concatenation: the next one makes a buffer

inline uint8_t *strInline(Str *s) { return reinterpret_cast<uint8_t *>(s + 1); }
inline const uint8_t *chars1(const Str *s) { return s->data; }
inline const uint16_t *chars2(const Str *s) { return reinterpret_cast<const uint16_t *>(s->data); }
inline const uint32_t *chars4(const Str *s) { return reinterpret_cast<const uint32_t *>(s->data); }

/// Calls f with the text as a pointer of its kind: const uint8_t*, uint16_t* or uint32_t*.
template <typename F> auto withChars(const Str *s, F f) {
  switch (strKind(s)) {
  case 1:
    return f(chars1(s));
  case 2:
    return f(chars2(s));
  default:
    return f(chars4(s));
  }
}
inline unsigned kindFor(uint32_t point) { return point < 0x100 ? 1 : point < 0x10000 ? 2 : 4; }
inline void putPoint(uint8_t *data, unsigned kind, int64_t i, uint32_t point) {
  switch (kind) {
  case 1:
    data[i] = static_cast<uint8_t>(point);
    break;
  case 2:
    reinterpret_cast<uint16_t *>(data)[i] = static_cast<uint16_t>(point);
    break;
  default:
    reinterpret_cast<uint32_t *>(data)[i] = point;
    break;
  }
}
/// memcpy without a call for the short runs that most texts are.
inline void copyBytes(uint8_t *to, const uint8_t *from, size_t n) {
  auto ends = [&]<typename Word>(Word) { // two words that overlap in the middle
    Word first, last;
    std::memcpy(&first, from, sizeof first);
    std::memcpy(&last, from + n - sizeof last, sizeof last);
    std::memcpy(to, &first, sizeof first);
    std::memcpy(to + n - sizeof last, &last, sizeof last);
  };
  struct Pair {
    uint64_t a, b;
  };
  if (n > 32)
    std::memcpy(to, from, n);
  else if (n >= 16)
    ends(Pair{});
  else if (n >= 8)
    ends(uint64_t{});
  else if (n >= 4)
    ends(uint32_t{});
  else if (n >= 2)
    ends(uint16_t{});
  else if (n)
    *to = *from;
}
/// Copies code units between kinds (target at least as wide).
void copyUnits(uint8_t *target, unsigned targetKind, const uint8_t *source, unsigned sourceKind,
               int64_t count);
inline void copyStr(uint8_t *target, unsigned targetKind, int64_t at, const Str *s) {
  copyUnits(target + at * targetKind, targetKind, s->data, strKind(s), s->length);
}
bool bytesAreAscii(const uint8_t *data, int64_t length);
/// A str from code units of any width, in the narrowest kind.
Str *strFromUnits(Thread &, const uint8_t *data, unsigned kind, int64_t length);
inline Str *strFromLatin1(Thread &t, const uint8_t *data, int64_t length) {
  return strFromUnits(t, data, 1, length);
}

/// s itself, or for an instance of a subclass the plain str with the same text.
Str *strExact(Thread &, Str *s);
/// An instance of a subclass of str with the text of s.
Value strSubclassNew(Thread &, Type *type, Str *s);
Value strRepeat(Thread &, Value self, int64_t count);
Str *strRepr(Thread &, Str *s);
Str *strAsciiRepr(Thread &, Str *s);
int64_t strFindLast(const Str *s, const Str *sub, int64_t start, int64_t end);
int64_t strCount(const Str *s, const Str *sub, int64_t start, int64_t end,
                 int64_t limit = INT64_MAX);
/// Calls visit(data, position) for at most `limit` occurrences of sub (not empty), from the left.
void strScan(const Str *s, const Str *sub, void (*visit)(void *, int64_t), void *data, int64_t limit);
Str *strReplace(Thread &, Str *s, Str *from, Str *to, int64_t limit);
/// Find over raw code units of width `kind`: position or -1.
int64_t findUnits(const uint8_t *hay, int64_t length, const uint8_t *needle, int64_t count,
                  unsigned kind);
int64_t findLastUnits(const uint8_t *hay, int64_t length, const uint8_t *needle, int64_t count,
                      unsigned kind);

/// SipHash-1-3 of bytes with the process's key, as hash() shows it: -1 becomes -2, empty is 0.
uint64_t hashBytes(const void *data, size_t length);
/// The bare function with a given key.
uint64_t sipHash13(uint64_t key0, uint64_t key1, const void *data, size_t length);

/// Optional start and end arguments of find and others, clipped to the length; start may exceed
/// end.
bool clipBounds(Thread &, Value start, Value end, int64_t length, int64_t *first, int64_t *last);
/// TypeError "name() argument N must be str, not X" unless v is a str.
bool wantStr(Thread &, Value v, const char *function, int argument);
/// An int argument of index size; `missing` when absent.
bool sizeArgument(Thread &, Value v, int64_t missing, int64_t *out);

// The methods, in several files; table: StrMethods.def.
#define STR_METHOD(Name, Function, Signature) Value Function(Thread &, const Value *args);
#include "runtime-lib/objects/str/StrMethods.def"
Value strMakeTrans(Thread &, const Value *args);
Value strRemainder(Thread &, Value format, Value args);

} // namespace rt
