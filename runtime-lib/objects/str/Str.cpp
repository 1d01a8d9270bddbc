// str: construction, comparison, concatenation, slices and interning.
//
// A text is stored in the narrowest of three widths (PEP 393), inline behind its header. `+` makes
// a chain of results share one growing StrBuffer, so that `s += x` in a loop copies O(n) in all:
// the first concatenation makes an ordinary string marked kStrConcat, the next one of that a buffer
// with spare room, and whoever holds the buffer's end grows in place.
#include "runtime-lib/objects/str/Str.h"

#include "runtime-lib/core/Names.h"

#include <algorithm>
#include <cstdlib>

namespace rt {

constexpr StaticTexts::StaticTexts() : characters(), empty() {
  auto fill = [](StaticStr &s, int64_t length, unsigned c) {
    s.header.shapeId = static_cast<uint32_t>(TypeId::Str);
    s.header.flags = static_cast<uint8_t>(1 | (c < 128 ? kStrAscii : 0) | kStrInterned);
    s.header.length = length;
    s.header.data = s.text;
    s.text[0] = static_cast<uint8_t>(c);
  };
  for (unsigned c = 0; c < 256; c++)
    fill(characters[c], 1, c);
  fill(empty, 0, 0);
}
constinit StaticTexts rt_texts;

namespace {

template <typename T> uint32_t widestOf(const T *p, int64_t n) {
  uint32_t all = 0;
  for (int64_t i = 0; i < n; i++)
    all |= p[i];
  return all;
}
/// An upper bound of the code points, exact as to the kind and to being ASCII.
uint32_t widest(const uint8_t *data, unsigned kind, int64_t n) {
  switch (kind) {
  case 1:
    return bytesAreAscii(data, n) ? 0x7f : 0xff;
  case 2:
    return widestOf(reinterpret_cast<const uint16_t *>(data), n);
  default:
    return widestOf(reinterpret_cast<const uint32_t *>(data), n);
  }
}

template <typename T, typename S> void convert(uint8_t *target, const uint8_t *source, int64_t n) {
  auto *t = reinterpret_cast<T *>(target);
  auto *s = reinterpret_cast<const S *>(source);
  for (int64_t i = 0; i < n; i++)
    t[i] = static_cast<T>(s[i]);
}

Str *strHeader(Thread &t, int64_t length, unsigned flags, uint8_t *data) {
  Str *s = allocate<Str>(t, TypeId::Str);
  s->length = length;
  s->flags = static_cast<uint8_t>(flags);
  s->data = data;
  return s;
}

constexpr int64_t kBufferFrom = 128; // shorter concatenations are simply copied

} // namespace

bool bytesAreAscii(const uint8_t *data, int64_t length) {
  int64_t i = 0;
  for (; i + 32 <= length; i += 32) {
    uint64_t w[4];
    std::memcpy(w, data + i, 32);
    if ((w[0] | w[1] | w[2] | w[3]) & 0x8080808080808080ULL)
      return false;
  }
  uint8_t rest = 0;
  for (; i < length; i++)
    rest |= data[i];
  return rest < 128;
}

void copyUnits(uint8_t *target, unsigned targetKind, const uint8_t *source, unsigned sourceKind,
               int64_t n) {
  if (targetKind == sourceKind)
    return copyBytes(target, source, static_cast<size_t>(n) * targetKind);
  switch (targetKind * 8 + sourceKind) {
  case 2 * 8 + 1:
    return convert<uint16_t, uint8_t>(target, source, n);
  case 4 * 8 + 1:
    return convert<uint32_t, uint8_t>(target, source, n);
  case 4 * 8 + 2:
    return convert<uint32_t, uint16_t>(target, source, n);
  case 1 * 8 + 2:
    return convert<uint8_t, uint16_t>(target, source, n);
  case 1 * 8 + 4:
    return convert<uint8_t, uint32_t>(target, source, n);
  default:
    return convert<uint16_t, uint32_t>(target, source, n);
  }
}

Str *strNew(Thread &t, int64_t length, unsigned kind, bool ascii) {
  if (length > INT64_MAX / 8) {
    raiseMemoryError(t);
    return nullptr;
  }
  size_t size = sizeof(Str) + static_cast<size_t>(length + 1) * kind;
  auto *s = static_cast<Str *>(allocateLeaf(t, size, TypeId::Str));
  if (!s)
    return nullptr;
  s->length = length;
  s->hash = 0;
  s->flags = static_cast<uint8_t>(kind | (ascii ? kStrAscii : 0));
  s->data = strInline(s);
  putPoint(s->data, kind, length, 0);
  return s;
}

Str *strFromCodePoint(Thread &t, uint32_t point) {
  if (point < 0x100)
    return strCharacter(point);
  Str *s = strNew(t, 1, kindFor(point), false);
  putPoint(s->data, strKind(s), 0, point);
  return s;
}

Str *strFromUnits(Thread &t, const uint8_t *data, unsigned kind, int64_t length) {
  if (length == 0)
    return strEmpty();
  uint32_t all = widest(data, kind, length);
  unsigned target = kindFor(all);
  if (length == 1 && target == 1) {
    uint8_t c;
    copyUnits(&c, 1, data, kind, 1);
    return strCharacter(c);
  }
  Str *s = TRY(strNew(t, length, target, all < 0x80));
  copyUnits(s->data, target, data, kind, length);
  return s;
}

Str *strFromAscii(Thread &t, std::string_view text) {
  auto *data = reinterpret_cast<const uint8_t *>(text.data());
  auto length = static_cast<int64_t>(text.size());
  if (length == 0)
    return strEmpty();
  if (length == 1)
    return strCharacter(*data);
  Str *s = TRY(strNew(t, length, 1, true));
  copyBytes(s->data, data, text.size());
  return s;
}

Str *strFromCodePoints(Thread &t, const uint32_t *points, int64_t count) {
  return strFromUnits(t, reinterpret_cast<const uint8_t *>(points), 4, count);
}

Str *strExact(Thread &t, Str *s) {
  if (s->shapeId == static_cast<uint32_t>(TypeId::Str))
    return s;
  if (s->length == 0)
    return strEmpty();
  Str *plain = strHeader(t, s->length, s->flags & (kStrKindMask | kStrAscii), s->data);
  plain->hash = s->hash;
  return plain;
}

Value strSubclassNew(Thread &t, Type *type, Str *s) {
  auto *instance = static_cast<Str *>(allocateInstance(t, type));
  if (!instance)
    return kNoValue;
  instance->length = s->length;
  instance->hash = s->hash;
  instance->flags = s->flags & (kStrKindMask | kStrAscii);
  instance->data = s->data;
  return fromObject(instance);
}

Str *strConcat(Thread &t, Str *a, Str *b) {
  if (a->length == 0)
    return strExact(t, b);
  if (b->length == 0)
    return strExact(t, a);
  int64_t length;
  if (__builtin_add_overflow(a->length, b->length, &length) || length > (int64_t{1} << 60)) {
    raise(t, Msg::StrTooLarge);
    return nullptr;
  }
  unsigned kind = std::max(strKind(a), strKind(b));
  bool ascii = a->flags & b->flags & kStrAscii;
  unsigned flags = kind | (ascii ? kStrAscii : 0u);
  if (a->flags & kStrBuffered && strKind(a) == kind) {
    auto *buffer = reinterpret_cast<StrBuffer *>(a->data - sizeof(StrBuffer));
    if (buffer->used == a->length && buffer->capacity >= length) {
      copyStr(a->data, kind, a->length, b);
      buffer->used = length;
      putPoint(a->data, kind, length, 0);
      return strHeader(t, length, flags | kStrBuffered | kStrConcat, a->data);
    }
  }
  if (a->flags & kStrConcat && length >= kBufferFrom) {
    int64_t capacity = length + length / 2;
    size_t size = sizeof(StrBuffer) + static_cast<size_t>(capacity + 1) * kind;
    auto *buffer = static_cast<StrBuffer *>(allocateLeaf(t, size, TypeId::StrBuffer));
    if (!buffer)
      return nullptr;
    buffer->capacity = capacity;
    buffer->used = length;
    copyStr(buffer->data, kind, 0, a);
    copyStr(buffer->data, kind, a->length, b);
    putPoint(buffer->data, kind, length, 0);
    return strHeader(t, length, flags | kStrBuffered | kStrConcat, buffer->data);
  }
  Str *s = TRY(strNew(t, length, kind, ascii));
  copyStr(s->data, kind, 0, a);
  copyStr(s->data, kind, a->length, b);
  s->flags |= kStrConcat;
  return s;
}

Str *strSlice(Thread &t, Str *s, int64_t start, int64_t end) {
  if (start >= end)
    return strEmpty();
  if (end - start == s->length)
    return strExact(t, s);
  if (strIsAscii(s))
    return strFromAscii(
        t, {reinterpret_cast<char *>(s->data) + start, static_cast<size_t>(end - start)});
  return strFromUnits(t, s->data + start * strKind(s), strKind(s), end - start);
}

/// memcmp(a, b, n) == 0, without a call for the short texts that most keys are.
static bool sameBytes(const uint8_t *a, const uint8_t *b, size_t n) {
  auto differ = [&]<typename Word>(Word, size_t at) {
    Word x, y;
    std::memcpy(&x, a + at, sizeof x);
    std::memcpy(&y, b + at, sizeof y);
    return x != y;
  };
  if (n > 16)
    return std::memcmp(a, b, n) == 0;
  if (n >= 8)
    return !differ(uint64_t{}, 0) && !differ(uint64_t{}, n - 8);
  if (n >= 4)
    return !differ(uint32_t{}, 0) && !differ(uint32_t{}, n - 4);
  return n == 0 || (a[0] == b[0] && a[n / 2] == b[n / 2] && a[n - 1] == b[n - 1]);
}

bool strEqualText(const Str *a, const Str *b) {
  return sameBytes(a->data, b->data, static_cast<size_t>(a->length) * strKind(a));
}

bool strEquals(const Str *s, std::string_view ascii) {
  return strKind(s) == 1 && s->length == static_cast<int64_t>(ascii.size()) &&
         std::memcmp(s->data, ascii.data(), ascii.size()) == 0;
}

int strCompare(const Str *a, const Str *b) {
  int64_t n = std::min(a->length, b->length);
  if (strKind(a) == 1 && strKind(b) == 1) {
    if (int order = std::memcmp(a->data, b->data, static_cast<size_t>(n)))
      return order < 0 ? -1 : 1;
  } else {
    for (int64_t i = 0; i < n; i++) {
      uint32_t x = strAt(a, i), y = strAt(b, i);
      if (x != y)
        return x < y ? -1 : 1;
    }
  }
  return a->length < b->length ? -1 : a->length > b->length;
}

Value strRepeat(Thread &t, Value self, int64_t count) {
  Str *s = as<Str>(self);
  if (count <= 0 || s->length == 0)
    return fromObject(strEmpty());
  if (count == 1)
    return fromObject(strExact(t, s));
  int64_t length;
  if (__builtin_mul_overflow(s->length, count, &length))
    return raise(t, Msg::StrRepeatTooLong);
  unsigned kind = strKind(s);
  Str *result = TRY(strNew(t, length, kind, strIsAscii(s)));
  if (s->length == 1 && kind == 1) {
    std::memset(result->data, *s->data, static_cast<size_t>(length));
    return fromObject(result);
  }
  size_t unit = static_cast<size_t>(s->length) * kind, total = static_cast<size_t>(length) * kind,
         done = unit;
  std::memcpy(result->data, s->data, unit);
  while (done < total) { // doubling: the copied part is copied again
    size_t step = std::min(done, total - done);
    std::memcpy(result->data + done, result->data, step);
    done += step;
  }
  return fromObject(result);
}

Str *strJoin(Thread &t, Str *separator, const Value *items, size_t count) {
  if (count == 0)
    return strEmpty();
  int64_t length = 0;
  unsigned flags = count > 1 ? separator->flags : strEmpty()->flags, kind = strKind(separator);
  if (count == 1)
    kind = 1;
  bool ascii = flags & kStrAscii;
  for (size_t i = 0; i < count; i++) {
    if (!isStr(items[i])) {
      raise(t, Msg::JoinItem, i, typeName(items[i]));
      return nullptr;
    }
    Str *s = as<Str>(items[i]);
    length += s->length;
    kind = std::max(kind, strKind(s));
    ascii = ascii && strIsAscii(s);
  }
  if (count == 1)
    return strExact(t, as<Str>(items[0]));
  int64_t gaps;
  if (__builtin_mul_overflow(separator->length, static_cast<int64_t>(count - 1), &gaps) ||
      __builtin_add_overflow(length, gaps, &length) || length > (int64_t{1} << 60)) {
    raise(t, Msg::JoinTooLong);
    return nullptr;
  }
  if (length == 0)
    return strEmpty();
  Str *result = TRY(strNew(t, length, kind, ascii));
  uint8_t *at = result->data;
  if (kind == 1) {
    auto gap = static_cast<size_t>(separator->length);
    for (size_t i = 0; i < count; i++) {
      if (i && gap) {
        copyBytes(at, separator->data, gap);
        at += gap;
      }
      Str *s = as<Str>(items[i]);
      copyBytes(at, s->data, static_cast<size_t>(s->length));
      at += s->length;
    }
    return result;
  }
  for (size_t i = 0; i < count; i++) {
    if (i) {
      copyStr(at, kind, 0, separator);
      at += separator->length * kind;
    }
    Str *s = as<Str>(items[i]);
    copyStr(at, kind, 0, s);
    at += s->length * kind;
  }
  return result;
}

bool clipBounds(Thread &t, Value start, Value end, int64_t length, int64_t *first, int64_t *last) {
  auto resolve = [&](Value v, int64_t missing, int64_t *out) {
    *out = missing;
    if (!ok(v) || isNone(v))
      return true;
    if (isInt(v))
      *out = asInt(v);
    else if (!isAnyInt(v) && !typeOf(v)->slots.index)
      return ok(raise(t, Msg::SliceIndex));
    else if (!toSizeClipped(t, v, out))
      return false;
    if (*out < 0)
      *out = std::max<int64_t>(*out + length, 0);
    return true;
  };
  if (!resolve(start, 0, first) || !resolve(end, length, last))
    return false;
  *last = std::min(*last, length);
  return true;
}

} // namespace rt
