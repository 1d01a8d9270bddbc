// UTF-16 and UTF-32, by byte order or with a byte order mark.
#include "runtime-lib/objects/codecs/Coding.h"
#include "runtime-lib/objects/codecs/WideUtf.h"

namespace rt {
namespace {

uint32_t load16(const uint8_t *p, bool big) {
  return big ? static_cast<uint32_t>(p[0] << 8 | p[1]) : static_cast<uint32_t>(p[1] << 8 | p[0]);
}
uint32_t load32(const uint8_t *p, bool big) {
  return big ? load16(p, true) << 16 | load16(p + 2, true)
             : load16(p + 2, false) << 16 | load16(p, false);
}
void put16(std::string *out, uint32_t c, bool big) {
  out->push_back(static_cast<char>(big ? c >> 8 : c));
  out->push_back(static_cast<char>(big ? c : c >> 8));
}
void put32(std::string *out, uint32_t c, bool big) {
  put16(out, big ? c >> 16 : c & 0xffff, big);
  put16(out, big ? c & 0xffff : c >> 16, big);
}

template <typename PutUnit>
bool putReplacement(Encoder &e, Value replacement, int64_t start, int64_t end, size_t width,
                    PutUnit put) {
  bool fits = true;
  if (isBytes(replacement)) {
    Bytes *b = as<Bytes>(replacement);
    fits = static_cast<size_t>(b->length) % width == 0;
    if (fits)
      e.out.append(reinterpret_cast<char *>(b->data), static_cast<size_t>(b->length));
  } else {
    Str *s = as<Str>(replacement);
    fits = strIsAscii(s);
    for (int64_t i = 0; fits && i < s->length; i++)
      put(s->data[i]);
  }
  return fits ||
         ok(raiseEncodeError(e.t, e.encoding, e.text, start, end, "surrogates not allowed"));
}

} // namespace

Value decodeUtf16(Thread &t, const uint8_t *data, int64_t length, DecodeState &state) {
  int order = state.byteOrder;
  int64_t i = 0;
  if (order == 0 && length >= 2) {
    uint32_t mark = load16(data, false);
    if (mark == 0xfeff)
      order = -1, i = 2;
    else if (mark == 0xfffe)
      order = 1, i = 2;
  }
  bool big = order > 0;
  state.byteOrder = order;
  state.consumed = length;
  Decoder d(t, big ? "utf-16-be" : "utf-16-le", data, length, state.errors);
  while (i < length) {
    if (length - i < 2) {
      if (!state.final)
        break;
      if (!d.error(i, length, "truncated data", &i))
        return kNoValue;
      continue;
    }
    uint32_t c = load16(data + i, big);
    if (c - 0xd800 >= 0x800) {
      d.out.addPoint(c);
      i += 2;
      continue;
    }
    const char *reason;
    int64_t end = i + 2;
    if (c >= 0xdc00)
      reason = "illegal encoding";
    else if (length - i < 4) {
      if (!state.final)
        break;
      reason = "unexpected end of data", end = length;
    } else {
      uint32_t low = load16(data + i + 2, big);
      if (low - 0xdc00 < 0x400) {
        d.out.addPoint(0x10000 + ((c - 0xd800) << 10) + (low - 0xdc00));
        i += 4;
        continue;
      }
      reason = "illegal UTF-16 surrogate";
    }
    if (!d.error(i, end, reason, &i))
      return kNoValue;
  }
  if (!state.final)
    state.consumed = i;
  return d.finish();
}

Value encodeUtf16(Thread &t, Str *text, const char *errors, int order) {
  bool big = order > 0;
  Encoder e(t, order == 0 ? "utf-16" : big ? "utf-16-be" : "utf-16-le", text, errors);
  e.out.reserve(static_cast<size_t>(text->length) * 2 + 2);
  if (order == 0)
    put16(&e.out, 0xfeff, false);
  for (int64_t i = 0; i < text->length;) {
    uint32_t c = strAt(text, i);
    if (c - 0xd800 >= 0x800) {
      if (c < 0x10000)
        put16(&e.out, c, big);
      else {
        put16(&e.out, 0xd800 + ((c - 0x10000) >> 10), big);
        put16(&e.out, 0xdc00 + ((c - 0x10000) & 0x3ff), big);
      }
      i++;
      continue;
    }
    int64_t start = i;
    Value replacement = TRY(e.error(i, i + 1, "surrogates not allowed", &i));
    if (!putReplacement(e, replacement, start, start + 1, 2,
                        [&](uint32_t x) { put16(&e.out, x, big); }))
      return kNoValue;
  }
  return e.finish();
}

Value decodeUtf32(Thread &t, const uint8_t *data, int64_t length, DecodeState &state) {
  int order = state.byteOrder;
  int64_t i = 0;
  if (order == 0 && length >= 4) {
    uint32_t mark = load32(data, false);
    if (mark == 0xfeff)
      order = -1, i = 4;
    else if (mark == 0xfffe0000)
      order = 1, i = 4;
  }
  bool big = order > 0;
  state.byteOrder = order;
  state.consumed = length;
  Decoder d(t, big ? "utf-32-be" : "utf-32-le", data, length, state.errors);
  while (i < length) {
    if (length - i < 4) {
      if (!state.final)
        break;
      if (!d.error(i, length, "truncated data", &i))
        return kNoValue;
      continue;
    }
    uint32_t c = load32(data + i, big);
    const char *reason = c - 0xd800 < 0x800
                             ? "code point in surrogate code point range(0xd800, 0xe000)"
                         : c > 0x10ffff ? "code point not in range(0x110000)"
                                        : nullptr;
    if (reason) {
      if (!d.error(i, i + 4, reason, &i))
        return kNoValue;
      continue;
    }
    d.out.addPoint(c);
    i += 4;
  }
  if (!state.final)
    state.consumed = i;
  return d.finish();
}

Value encodeUtf32(Thread &t, Str *text, const char *errors, int order) {
  bool big = order > 0;
  Encoder e(t, order == 0 ? "utf-32" : big ? "utf-32-be" : "utf-32-le", text, errors);
  e.out.reserve(static_cast<size_t>(text->length) * 4 + 4);
  if (order == 0)
    put32(&e.out, 0xfeff, false);
  for (int64_t i = 0; i < text->length;) {
    uint32_t c = strAt(text, i);
    if (c - 0xd800 >= 0x800) {
      put32(&e.out, c, big);
      i++;
      continue;
    }
    int64_t start = i;
    Value replacement = TRY(e.error(i, i + 1, "surrogates not allowed", &i));
    if (!putReplacement(e, replacement, start, start + 1, 4,
                        [&](uint32_t x) { put32(&e.out, x, big); }))
      return kNoValue;
  }
  return e.finish();
}

} // namespace rt
