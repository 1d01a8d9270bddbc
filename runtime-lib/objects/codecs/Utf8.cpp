// UTF-8. Decoding validates and measures first, then writes into a string of the right kind; only
// malformed input takes the slow loop with error handlers. Malformed ranges are the maximal
// subparts that the Unicode standard recommends (chapter 3.9), as in CPython.
#include "runtime-lib/objects/codecs/Coding.h"

#include <cstring>

namespace rt {
namespace {

struct Sequence {
  int length; // bytes of a well-formed character; 0: malformed
  int bad;    // bytes of the malformed part
  const char *reason;
  uint32_t point;
  bool half = false; // of a surrogate: an error only when no input follows, a handler may let the whole pass
};

// Reads the non-ASCII sequence at p. `reason` "unexpected end of data" is recoverable with more
// input.
Sequence readSequence(const uint8_t *p, int64_t left) {
  constexpr const char *kStart = "invalid start byte", *kContinuation = "invalid continuation byte",
                       *kEnd = "unexpected end of data";
  uint32_t c = p[0];
  if (c < 0xc2 || c > 0xf4)
    return {0, 1, kStart, 0};
  int need = c < 0xe0 ? 1 : c < 0xf0 ? 2 : 3;
  if (left < 2)
    return {0, 1, kEnd, 0};
  uint32_t low = c == 0xe0   ? 0xa0
                 : c == 0xf0 ? 0x90
                             : 0x80,
           high = c == 0xed   ? 0x9f
                  : c == 0xf4 ? 0x8f
                              : 0xbf;
  if (c == 0xed && left == 2 && p[1] >= 0xa0 && p[1] <= 0xbf) // half of a surrogate
    return {0, 1, kContinuation, 0, true};
  if (p[1] < low || p[1] > high)
    return {0, 1, kContinuation, 0};
  uint32_t point = (c & (0x3fu >> need)) << 6 | (p[1] & 0x3fu);
  for (int i = 2; i <= need; i++) {
    if (left <= i)
      return {0, i, kEnd, 0};
    if ((p[i] & 0xc0) != 0x80)
      return {0, i, kContinuation, 0};
    point = point << 6 | (p[i] & 0x3fu);
  }
  return {need + 1, 0, nullptr, point};
}

int64_t asciiRun(const uint8_t *p, int64_t left) {
  int64_t i = 0;
  for (; i + 8 <= left; i += 8) {
    uint64_t w;
    std::memcpy(&w, p + i, 8);
    if (w & 0x8080808080808080ULL)
      break;
  }
  while (i < left && p[i] < 128)
    i++;
  return i;
}

// Number of characters and the widest; -1 when malformed.
int64_t measure(const uint8_t *p, int64_t length, uint32_t *widest) {
  int64_t count = 0;
  uint32_t all = 0;
  for (int64_t i = 0; i < length;) {
    if (p[i] < 128) {
      int64_t run = asciiRun(p + i, length - i);
      count += run, i += run;
      continue;
    }
    // Fast path: three-byte characters other than the ranges that need a look at the second byte.
    while (i + 3 <= length && p[i] - 0xe1u < 0x0f && p[i] != 0xed && (p[i + 1] & 0xc0) == 0x80 &&
           (p[i + 2] & 0xc0) == 0x80) {
      all |= 0x8000, i += 3, count++;
    }
    while (i + 2 <= length && p[i] - 0xc2u < 0x1e && (p[i + 1] & 0xc0) == 0x80) {
      all |= static_cast<uint32_t>(p[i] & 0x1f) << 6, i += 2, count++;
    }
    if (i >= length || p[i] < 128)
      continue;
    Sequence s = readSequence(p + i, length - i);
    if (!s.length)
      return -1;
    all |= s.point;
    i += s.length;
    count++;
  }
  *widest = all;
  return count;
}

template <typename Unit> void write(Unit *out, const uint8_t *p, const uint8_t *end) {
  while (p < end) {
    uint32_t c = *p;
    if (c < 0x80)
      *out++ = static_cast<Unit>(c), p++;
    else if (c < 0xe0)
      *out++ = static_cast<Unit>((c & 0x1f) << 6 | (p[1] & 0x3f)), p += 2;
    else if (c < 0xf0)
      *out++ = static_cast<Unit>((c & 0xf) << 12 | (p[1] & 0x3f) << 6 | (p[2] & 0x3f)), p += 3;
    else
      *out++ = static_cast<Unit>((c & 7) << 18 | (p[1] & 0x3f) << 12 | (p[2] & 0x3f) << 6 |
                                 (p[3] & 0x3f)),
      p += 4;
  }
}

} // namespace

Value decodeUtf8(Thread &t, const uint8_t *data, int64_t length, DecodeState &state) {
  state.consumed = length;
  uint32_t widest = 0;
  int64_t count = bytesAreAscii(data, length) ? length : measure(data, length, &widest);
  if (count == length) {
    Str *s = strFromAscii(t, {reinterpret_cast<const char *>(data), static_cast<size_t>(length)});
    return s ? fromObject(s) : kNoValue;
  }
  if (count >= 0) {
    unsigned kind = kindFor(widest);
    if (count == 1) {
      uint32_t c;
      write(&c, data, data + length);
      return fromObject(strFromCodePoint(t, c));
    }
    Str *s = TRY(strNew(t, count, kind, false));
    if (kind == 1)
      write(s->data, data, data + length);
    else if (kind == 2)
      write(reinterpret_cast<uint16_t *>(s->data), data, data + length);
    else
      write(reinterpret_cast<uint32_t *>(s->data), data, data + length);
    return fromObject(s);
  }
  Decoder d(t, "utf-8", data, length, state.errors);
  for (int64_t i = 0; i < length;) {
    if (data[i] < 128) {
      int64_t run = asciiRun(data + i, length - i);
      d.out.add({reinterpret_cast<const char *>(data) + i, static_cast<size_t>(run)});
      i += run;
      continue;
    }
    Sequence s = readSequence(data + i, length - i);
    if (s.length) {
      d.out.addPoint(s.point);
      i += s.length;
      continue;
    }
    bool truncated = *s.reason == 'u';
    if ((truncated || s.half) && !state.final) {
      state.consumed = i;
      break;
    }
    if (!d.error(i, truncated ? length : i + s.bad, s.reason, &i))
      return kNoValue;
  }
  return d.finish();
}

Value encodeUtf8(Thread &t, Str *text, const char *errors) {
  if (strIsAscii(text)) {
    Bytes *b = bytesNew(t, text->data, text->length);
    return b ? fromObject(b) : kNoValue;
  }
  int64_t size = 0;
  bool surrogates = false;
  withChars(text, [&](auto *p) {
    for (int64_t i = 0; i < text->length; i++) {
      uint32_t c = p[i];
      size += 1 + (c >= 0x80) + (c >= 0x800) + (c >= 0x10000);
      surrogates |= c - 0xd800 < 0x800;
    }
  });
  auto put = [](uint8_t *out, uint32_t c) {
    if (c < 0x80)
      *out++ = static_cast<uint8_t>(c);
    else if (c < 0x800) {
      *out++ = static_cast<uint8_t>(0xc0 | c >> 6);
      *out++ = static_cast<uint8_t>(0x80 | (c & 63));
    } else if (c < 0x10000) {
      *out++ = static_cast<uint8_t>(0xe0 | c >> 12);
      *out++ = static_cast<uint8_t>(0x80 | (c >> 6 & 63));
      *out++ = static_cast<uint8_t>(0x80 | (c & 63));
    } else {
      *out++ = static_cast<uint8_t>(0xf0 | c >> 18);
      *out++ = static_cast<uint8_t>(0x80 | (c >> 12 & 63));
      *out++ = static_cast<uint8_t>(0x80 | (c >> 6 & 63));
      *out++ = static_cast<uint8_t>(0x80 | (c & 63));
    }
    return out;
  };
  if (!surrogates) {
    Bytes *b = TRY(bytesNew(t, nullptr, size));
    uint8_t *out = b->data;
    withChars(text, [&](auto *p) {
      for (int64_t i = 0; i < text->length; i++)
        out = put(out, p[i]);
    });
    return fromObject(b);
  }
  Encoder e(t, "utf-8", text, errors);
  for (int64_t i = 0; i < text->length;) {
    uint32_t c = strAt(text, i);
    if (c - 0xd800 >= 0x800) {
      uint8_t buffer[4];
      e.out.append(reinterpret_cast<char *>(buffer), static_cast<size_t>(put(buffer, c) - buffer));
      i++;
      continue;
    }
    int64_t end = i + 1, start = i;
    while (end < text->length && strAt(text, end) - 0xd800 < 0x800)
      end++;
    Value replacement = TRY(e.error(start, end, "surrogates not allowed", &i));
    if (isBytes(replacement)) {
      e.out.append(reinterpret_cast<char *>(as<Bytes>(replacement)->data),
                   static_cast<size_t>(as<Bytes>(replacement)->length));
      continue;
    }
    Str *s = as<Str>(replacement);
    if (!strIsAscii(s))
      return raiseEncodeError(t, "utf-8", text, start, end, "surrogates not allowed");
    e.out.append(reinterpret_cast<char *>(s->data), static_cast<size_t>(s->length));
  }
  return e.finish();
}

} // namespace rt
