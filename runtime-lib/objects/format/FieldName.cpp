// Names of replacement fields, step by step.
#include "runtime-lib/objects/format/FieldName.h"

namespace rt {
namespace {

// The number a slice spells, -1 if none, -2 with ValueError pending when it is too large.
int64_t decimalIndex(Thread &t, const Str *s, int64_t start, int64_t end) {
  if (start == end)
    return -1;
  int64_t n = 0;
  for (int64_t i = start; i < end; i++) {
    uint32_t c = strAt(s, i);
    if (c < '0' || c > '9')
      return -1;
    if (__builtin_mul_overflow(n, 10, &n) ||
        __builtin_add_overflow(n, static_cast<int64_t>(c - '0'), &n))
      return raise(t, Msg::FormatTooManyDigits), -2;
  }
  return n;
}

} // namespace

bool FieldName::begin(Thread &t, const Str *s, int64_t start, int64_t end) {
  text_ = s;
  end_ = end;
  firstStart = start;
  int64_t i = start;
  while (i < end && strAt(s, i) != '.' && strAt(s, i) != '[')
    i++;
  firstEnd = position_ = i;
  firstIndex = decimalIndex(t, s, firstStart, firstEnd);
  return firstIndex != -2;
}

int FieldName::next(Thread &t, FieldStep *out) {
  if (position_ >= end_)
    return 0;
  uint32_t c = strAt(text_, position_++);
  if (c == '.') {
    out->isAttribute = true;
    out->start = position_;
    while (position_ < end_ && strAt(text_, position_) != '.' && strAt(text_, position_) != '[')
      position_++;
    out->end = position_;
    out->index = -1;
  } else if (c == '[') {
    out->isAttribute = false;
    out->start = position_;
    while (position_ < end_ && strAt(text_, position_) != ']')
      position_++;
    if (position_ >= end_)
      return raise(t, Msg::FormatMissingBracket), -1;
    out->end = position_++;
    out->index = decimalIndex(t, text_, out->start, out->end);
    if (out->index == -2)
      return -1;
  } else {
    return raise(t, Msg::FormatAfterBracket), -1;
  }
  if (out->start == out->end)
    return raise(t, Msg::FormatEmptyAttribute), -1;
  return 1;
}

} // namespace rt
