// StrBuilder: an array of the narrowest kind seen so far, malloc'ed once it outgrows the builder, and
// copied once at the end. Also UTF-8 as the runtime itself uses it: lenient, surrogates as three bytes.
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace rt {

void StrBuilder::release() { std::free(data_); }

bool StrBuilder::grow(int64_t extra, unsigned kind) {
  kind = std::max(kind, kind_);
  if (kind == kind_ && extra <= capacity_ - length_)
    return true;
  constexpr int64_t kMost = INT64_MAX / 16;
  if (failed_ || extra > kMost - length_) {
    failed_ = true;
    return false;
  }
  int64_t capacity = length_ + extra + std::max<int64_t>(16, length_ / 2);
  const bool wider = kind != kind_ || data_ == small_;
  auto *bigger = static_cast<uint8_t *>(std::realloc(wider ? nullptr : data_, static_cast<size_t>(capacity) * kind));
  if (!bigger) {
    failed_ = true;
    return false;
  }
  if (wider) {
    if (length_)
      copyUnits(bigger, kind, data_, kind_, length_);
    if (data_ != small_)
      release();
    kind_ = kind;
  }
  data_ = bigger;
  capacity_ = capacity;
  return true;
}

void StrBuilder::add(Str *s) {
  if (s->length == 0)
    return;
  if (!grow(s->length, strKind(s)))
    return;
  if (kind_ == 1)
    copyBytes(data_ + length_, s->data, static_cast<size_t>(s->length));
  else
    copyStr(data_, kind_, length_, s);
  length_ += s->length;
  ascii_ = ascii_ && strIsAscii(s);
}

void StrBuilder::add(std::string_view ascii) {
  if (ascii.empty())
    return;
  auto *text = reinterpret_cast<const uint8_t *>(ascii.data());
  auto count = static_cast<int64_t>(ascii.size());
  if (!grow(count, 1))
    return;
  if (kind_ == 1)
    copyBytes(data_ + length_, text, ascii.size());
  else
    copyUnits(data_ + length_ * kind_, kind_, text, 1, count);
  length_ += count;
}

void StrBuilder::addAnyPoint(uint32_t point) {
  if (kind_ == 2 && point < 0x10000 && length_ < capacity_) { // Fast path: as fill() does it
    reinterpret_cast<uint16_t *>(data_)[length_++] = static_cast<uint16_t>(point);
    ascii_ &= point < 0x80;
    return;
  }
  fill(1, point);
}

void StrBuilder::fill(int64_t count, uint32_t point) {
  if (count <= 0 || !grow(count, kindFor(point)))
    return;
  if (kind_ == 1)
    std::memset(data_ + length_, static_cast<int>(point), static_cast<size_t>(count));
  else
    for (int64_t i = 0; i < count; i++)
      putPoint(data_, kind_, length_ + i, point);
  length_ += count;
  ascii_ = ascii_ && point < 128;
}

Str *StrBuilder::finish() {
  if (failed_) {
    raiseMemoryError(thread_);
    return nullptr;
  }
  if (ascii_)
    return strFromAscii(thread_, {reinterpret_cast<char *>(data_), static_cast<size_t>(length_)});
  return strFromUnits(thread_, data_, kind_, length_);
}

Str *strFromUtf8(Thread &t, std::string_view text) {
  auto *p = reinterpret_cast<const uint8_t *>(text.data()), *end = p + text.size();
  if (bytesAreAscii(p, static_cast<int64_t>(text.size())))
    return strFromAscii(t, text);
  StrBuilder builder(t);
  while (p < end) {
    uint32_t c = *p++;
    if (c < 0x80) {
      builder.addPoint(c);
      continue;
    }
    int more = c >= 0xf0 && c < 0xf5   ? 3
               : c >= 0xe0 && c < 0xf0 ? 2
               : c >= 0xc2 && c < 0xe0 ? 1
                                       : 0;
    uint32_t point = c & (0x3fu >> more);
    int got = 0;
    while (got < more && p + got < end && (p[got] & 0xc0) == 0x80)
      point = point << 6 | (p[got++] & 0x3f);
    static constexpr uint32_t least[] = {0, 0x80, 0x800, 0x10000};
    if (!more || got < more || point < least[more] || point > 0x10ffff) {
      builder.addPoint(0xfffd);
      continue;
    }
    p += more;
    builder.addPoint(point);
  }
  return builder.finish();
}

namespace {
uint8_t *putUtf8(uint8_t *p, uint32_t c) {
  if (c < 0x80)
    *p++ = static_cast<uint8_t>(c);
  else if (c < 0x800)
    *p++ = static_cast<uint8_t>(0xc0 | c >> 6), *p++ = static_cast<uint8_t>(0x80 | (c & 63));
  else if (c < 0x10000) {
    *p++ = static_cast<uint8_t>(0xe0 | c >> 12);
    *p++ = static_cast<uint8_t>(0x80 | (c >> 6 & 63));
    *p++ = static_cast<uint8_t>(0x80 | (c & 63));
  } else {
    *p++ = static_cast<uint8_t>(0xf0 | c >> 18);
    *p++ = static_cast<uint8_t>(0x80 | (c >> 12 & 63));
    *p++ = static_cast<uint8_t>(0x80 | (c >> 6 & 63));
    *p++ = static_cast<uint8_t>(0x80 | (c & 63));
  }
  return p;
}
} // namespace

std::string_view strUtf8(Thread &t, Str *s) {
  if (strIsAscii(s))
    return {reinterpret_cast<char *>(s->data), static_cast<size_t>(s->length)};
  int64_t size = 0;
  withChars(s, [&](auto *p) {
    for (int64_t i = 0; i < s->length; i++) {
      uint32_t c = p[i];
      size += 1 + (c >= 0x80) + (c >= 0x800) + (c >= 0x10000);
    }
  });
  Bytes *bytes = bytesNew(t, nullptr, size);
  uint8_t *at = bytes->data;
  withChars(s, [&](auto *p) {
    for (int64_t i = 0; i < s->length; i++)
      at = putUtf8(at, p[i]);
  });
  return {reinterpret_cast<char *>(bytes->data), static_cast<size_t>(size)};
}

} // namespace rt
