// Substring search. One-byte text uses the C library's memchr/memmem (vectorised, linear). Wider
// text searches the same way over its bytes and skips matches that do not begin at a code unit.
#include "runtime-lib/objects/str/Str.h"

#include <cstdlib>
#if defined(__SSE2__)
#include <emmintrin.h>
#endif

namespace rt {
namespace {

const uint8_t *findUnit(const uint8_t *hay, int64_t length, const uint8_t *needle, unsigned kind) {
  if (kind == 1)
    return static_cast<const uint8_t *>(std::memchr(hay, *needle, static_cast<size_t>(length)));
  if (kind == 2) {
    auto *p = reinterpret_cast<const uint16_t *>(hay);
    uint16_t wanted;
    std::memcpy(&wanted, needle, 2);
    int64_t i = 0;
    for (; i + 16 <= length; i += 16) { // blocks without an early exit vectorise
      unsigned any = 0;
      for (int j = 0; j < 16; j++)
        any |= p[i + j] == wanted;
      if (any)
        break;
    }
    for (; i < length; i++)
      if (p[i] == wanted)
        return hay + i * 2;
    return nullptr;
  }
  auto *p = reinterpret_cast<const uint32_t *>(hay);
  uint32_t wanted;
  std::memcpy(&wanted, needle, 4);
  for (int64_t i = 0; i < length; i++)
    if (p[i] == wanted)
      return hay + i * 4;
  return nullptr;
}

inline bool sameBytes(const uint8_t *a, const uint8_t *b, size_t count) {
  if (count > 16)
    return std::memcmp(a, b, count) == 0;
  for (size_t i = 0; i < count; i++)
    if (a[i] != b[i])
      return false;
  return true;
}

// memmem's tables cost more than the search when matches are frequent or the text is short. Here
// sixteen places at a time are tested for the needle's first and last byte; too many false candidates
// hand over to memmem, so it stays linear. Calls visit(position) for the matches in order, not
// overlapping, until it returns false. count >= 2.
template <typename Visit>
void scanBytes(const uint8_t *hay, const uint8_t *end, const uint8_t *needle, size_t count,
               Visit visit) {
  const uint8_t *from = hay; // matches before this overlap the previous one
  const size_t width = 16 + count - 1;
  if (static_cast<size_t>(end - hay) < width) {
    while (from + count <= end) {
      bool found = *from == *needle && sameBytes(from + 1, needle + 1, count - 1);
      if (found && !visit(from))
        return;
      from += found ? count : 1;
    }
    return;
  }
#if defined(__SSE2__)
  const __m128i first = _mm_set1_epi8(static_cast<char>(needle[0])),
                last = _mm_set1_epi8(static_cast<char>(needle[count - 1]));
  size_t wasted = 0;
  const uint8_t *p = hay;
  for (;;) {
    __m128i a = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p)),
            b = _mm_loadu_si128(reinterpret_cast<const __m128i *>(p + count - 1));
    auto mask = static_cast<unsigned>(
        _mm_movemask_epi8(_mm_and_si128(_mm_cmpeq_epi8(a, first), _mm_cmpeq_epi8(b, last))));
    for (; mask; mask &= mask - 1) {
      const uint8_t *candidate = p + __builtin_ctz(mask);
      if (candidate < from)
        continue;
      if (sameBytes(candidate + 1, needle + 1, count - 2)) {
        if (!visit(candidate))
          return;
        from = candidate + count;
      } else
        wasted += count;
    }
    if (p + width == end)
      return;
    p += 16;
    if (from < p)
      from = p;
    if (wasted > 4096 + 4 * static_cast<size_t>(p - hay))
      break;
    if (p + width > end)
      p = end - width; // the last places, some of them for the second time
  }
#endif
  while (from < end) {
    auto *found =
        static_cast<const uint8_t *>(memmem(from, static_cast<size_t>(end - from), needle, count));
    if (!found || !visit(found))
      return;
    from = found + count;
  }
}

const uint8_t *findBytes(const uint8_t *hay, const uint8_t *end, const uint8_t *needle,
                         size_t count) {
  const uint8_t *result = nullptr;
  scanBytes(hay, end, needle, count, [&](const uint8_t *found) {
    result = found;
    return false;
  });
  return result;
}

/// The text of `sub` in code units of `kind`; owns a copy when it had to be widened.
struct Widened {
  const uint8_t *data;
  uint8_t *owned = nullptr;
  uint8_t small[64];
  Widened(const Str *sub, unsigned kind) : data(sub->data) {
    if (strKind(sub) == kind)
      return;
    auto bytes = static_cast<size_t>(sub->length) * kind;
    uint8_t *target = small;
    if (bytes > sizeof small)
      target = owned = static_cast<uint8_t *>(std::malloc(bytes));
    copyUnits(target, kind, sub->data, strKind(sub), sub->length);
    data = target;
  }
  Widened(const Widened &) = delete;
  ~Widened() { std::free(owned); }
};

} // namespace

int64_t findUnits(const uint8_t *hay, int64_t length, const uint8_t *needle, int64_t count,
                  unsigned kind) {
  if (count > length)
    return -1;
  if (count == 0)
    return 0;
  if (count == 1) {
    const uint8_t *p = findUnit(hay, length, needle, kind);
    return p ? (p - hay) / kind : -1;
  }
  const uint8_t *at = hay, *end = hay + length * kind;
  for (;;) {
    const uint8_t *p = findBytes(at, end, needle, static_cast<size_t>(count) * kind);
    if (!p)
      return -1;
    if ((p - hay) % kind == 0)
      return (p - hay) / kind;
    at = p + 1;
  }
}

int64_t findLastUnits(const uint8_t *hay, int64_t length, const uint8_t *needle, int64_t count,
                      unsigned kind) {
  if (count > length)
    return -1;
  if (count == 0)
    return length;
  size_t bytes = static_cast<size_t>(count) * kind;
  int64_t at = length - count;
  if (kind == 1) {
    while (at >= 0) {
      auto *p = static_cast<const uint8_t *>(memrchr(hay, *needle, static_cast<size_t>(at) + 1));
      if (!p)
        return -1;
      if (std::memcmp(p, needle, bytes) == 0)
        return p - hay;
      at = p - hay - 1;
    }
    return -1;
  }
  for (; at >= 0; at--)
    if (std::memcmp(hay + at * kind, needle, bytes) == 0)
      return at;
  return -1;
}

int64_t strFind(const Str *s, const Str *sub, int64_t start, int64_t end) {
  if (end - start < sub->length)
    return -1;
  unsigned kind = strKind(s);
  if (strKind(sub) > kind)
    return -1;
  Widened needle(sub, kind);
  int64_t at = findUnits(s->data + start * kind, end - start, needle.data, sub->length, kind);
  return at < 0 ? -1 : at + start;
}

int64_t strFindLast(const Str *s, const Str *sub, int64_t start, int64_t end) {
  if (end - start < sub->length)
    return -1;
  unsigned kind = strKind(s);
  if (strKind(sub) > kind)
    return -1;
  Widened needle(sub, kind);
  int64_t at = findLastUnits(s->data + start * kind, end - start, needle.data, sub->length, kind);
  return at < 0 ? -1 : at + start;
}

int64_t strCount(const Str *s, const Str *sub, int64_t start, int64_t end, int64_t limit) {
  if (end - start < sub->length)
    return 0;
  if (sub->length == 0)
    return end - start + 1 < limit ? end - start + 1 : limit;
  unsigned kind = strKind(s);
  if (strKind(sub) > kind)
    return 0;
  if (kind == 1 && sub->length == 1 && limit == INT64_MAX) {
    int64_t n = 0;
    uint8_t wanted = *sub->data;
    for (const uint8_t *p = s->data + start, *stop = s->data + end; p < stop; p++)
      n += *p == wanted;
    return n;
  }
  Widened needle(sub, kind);
  int64_t n = 0;
  if (kind == 1 && sub->length > 1) {
    scanBytes(s->data + start, s->data + end, needle.data, static_cast<size_t>(sub->length),
              [&](const uint8_t *) { return ++n < limit; });
    return n;
  }
  while (n < limit) {
    int64_t at = findUnits(s->data + start * kind, end - start, needle.data, sub->length, kind);
    if (at < 0)
      break;
    n++;
    start += at + sub->length;
  }
  return n;
}

void strScan(const Str *s, const Str *sub, void (*visit)(void *, int64_t), void *data,
             int64_t limit) {
  if (limit <= 0)
    return;
  unsigned kind = strKind(s);
  if (kind == 1 && strKind(sub) == 1 && sub->length > 1) {
    scanBytes(s->data, s->data + s->length, sub->data, static_cast<size_t>(sub->length),
              [&](const uint8_t *found) {
                visit(data, found - s->data);
                return --limit > 0;
              });
    return;
  }
  for (int64_t at = 0; limit-- > 0 && (at = strFind(s, sub, at, s->length)) >= 0; at += sub->length)
    visit(data, at);
}

} // namespace rt
