// str: split, rsplit, splitlines, join, strip, padding.
#include "runtime-lib/objects/list/List.h"
#include "runtime-lib/objects/str/Str.h"
#include "runtime-lib/objects/unicode/Unicode.h"

#include <algorithm>

namespace rt {
namespace {

/// The list of pieces of a text.
struct Pieces {
  Thread &thread;
  Str *text;
  ListMaker list;
  Pieces(Thread &t, Str *s) : thread(t), text(s), list(t) {}
  bool add(int64_t start, int64_t end) {
    Str *piece = strSlice(thread, text, start, end);
    return piece && list.add(fromObject(piece));
  }
};

template <typename Char>
bool splitSpace(Pieces &pieces, Str *s, const Char *p, int64_t limit) {
  int64_t i = 0, n = s->length;
  for (;;) {
    while (i < n && uniIsSpace(p[i]))
      i++;
    if (i == n)
      return true;
    if (limit-- == 0)
      break;
    int64_t start = i;
    while (i < n && !uniIsSpace(p[i]))
      i++;
    if (!pieces.add(start, i))
      return false;
  }
  return pieces.add(i, n);
}

template <typename Char>
bool splitSpaceBack(Pieces &pieces, Str *s, const Char *p, int64_t limit) {
  int64_t n = s->length;
  for (;;) {
    while (n > 0 && uniIsSpace(p[n - 1]))
      n--;
    if (n == 0)
      return true;
    if (limit-- == 0)
      break;
    int64_t end = n;
    while (n > 0 && !uniIsSpace(p[n - 1]))
      n--;
    if (!pieces.add(n, end))
      return false;
  }
  return pieces.add(0, n);
}

Value finish(Pieces &pieces) { return fromObject(TRY(pieces.list.finish())); }
Value finishReversed(Pieces &pieces) {
  List *list = TRY(pieces.list.finish());
  if (list->size)
    std::reverse(list->array->items, list->array->items + list->size);
  return fromObject(list);
}

// The separator and the limit of split and rsplit; *separator null: white space.
bool splitArguments(Thread &t, const Value *args, Str **separator, int64_t *limit) {
  *separator = nullptr;
  if (!sizeArgument(t, args[2], -1, limit))
    return false;
  if (*limit < 0)
    *limit = INT64_MAX;
  if (!ok(args[1]) || isNone(args[1]))
    return true;
  if (!isStr(args[1]))
    return ok(raise(t, Msg::MustBeStrOrNone, typeName(args[1])));
  *separator = as<Str>(args[1]);
  return (*separator)->length > 0 || ok(raise(t, Msg::EmptySeparator));
}

constexpr int kLeft = 1, kRight = 2;

// Membership in the characters to strip: a bit per Latin-1 character, the rest searched.
struct CharSet {
  uint64_t bits[4] = {};
  const Str *chars;
  explicit CharSet(const Str *set) : chars(set) {
    for (int64_t i = 0; i < set->length; i++)
      if (uint32_t c = strAt(set, i); c < 256)
        bits[c >> 6] |= uint64_t{1} << (c & 63);
  }
  bool has(uint32_t c) const {
    if (c < 256)
      return bits[c >> 6] >> (c & 63) & 1;
    for (int64_t i = 0; i < chars->length; i++)
      if (strAt(chars, i) == c)
        return true;
    return false;
  }
};

template <typename Strips> Value stripBy(Thread &t, Str *s, int sides, Strips strips) {
  int64_t i = 0, n = s->length;
  withChars(s, [&](auto *p) {
    if (sides & kLeft)
      while (i < n && strips(p[i]))
        i++;
    if (sides & kRight)
      while (n > i && strips(p[n - 1]))
        n--;
  });
  return fromObject(strSlice(t, s, i, n));
}

Value stripMethod(Thread &t, const Value *args, int sides, const char *name) {
  Str *s = as<Str>(args[0]);
  if (!ok(args[1]) || isNone(args[1]))
    return stripBy(t, s, sides, uniIsSpace);
  if (!isStr(args[1]))
    return raise(t, Msg::StripArgument, name);
  CharSet set(as<Str>(args[1]));
  return stripBy(t, s, sides, [&](uint32_t c) { return set.has(c); });
}

Value pad(Thread &t, Str *s, int64_t left, int64_t right, uint32_t fill) {
  left = std::max<int64_t>(left, 0), right = std::max<int64_t>(right, 0);
  if (left == 0 && right == 0)
    return fromObject(strExact(t, s));
  if (left > INT64_MAX - s->length || right > INT64_MAX - s->length - left)
    return raise(t, Msg::PaddedTooLong);
  unsigned kind = std::max(strKind(s), kindFor(fill));
  Str *result = TRY(strNew(t, left + s->length + right, kind, strIsAscii(s) && fill < 128));
  auto put = [&](int64_t at, int64_t count) {
    if (kind == 1)
      std::memset(result->data + at, static_cast<int>(fill), static_cast<size_t>(count));
    else
      for (int64_t i = 0; i < count; i++)
        putPoint(result->data, kind, at + i, fill);
  };
  put(0, left);
  copyStr(result->data, kind, left, s);
  put(left + s->length, right);
  return fromObject(result);
}

enum class Justify { Left, Right, Center };
Value justify(Thread &t, const Value *args, Justify how) {
  Str *s = as<Str>(args[0]);
  int64_t width;
  if (!toInt64(t, args[1], &width))
    return kNoValue;
  uint32_t fill = ' ';
  if (ok(args[2])) {
    if (!isStr(args[2]))
      return raise(t, Msg::FillType, typeName(args[2]));
    if (as<Str>(args[2])->length != 1)
      return raise(t, Msg::FillLength);
    fill = strAt(as<Str>(args[2]), 0);
  }
  int64_t extra = std::max<int64_t>(width - s->length, 0);
  if (how == Justify::Left)
    return pad(t, s, 0, extra, fill);
  if (how == Justify::Right)
    return pad(t, s, extra, 0, fill);
  int64_t left = extra / 2 + (extra & width & 1);
  return pad(t, s, left, extra - left, fill);
}

} // namespace

static int64_t findByte(const Str *s, uint8_t c, int64_t from) {
  auto *hit = static_cast<const uint8_t *>(std::memchr(s->data + from, c, static_cast<size_t>(s->length - from)));
  return hit ? hit - s->data : -1;
}

Value strSplit(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]), *separator;
  int64_t limit;
  if (!splitArguments(t, args, &separator, &limit))
    return kNoValue;
  Pieces pieces(t, s);
  if (!separator) {
    bool done = withChars(s, [&](auto *p) { return splitSpace(pieces, s, p, limit); });
    return done ? finish(pieces) : kNoValue;
  }
  bool oneByte = strKind(s) == 1 && strKind(separator) == 1 && separator->length == 1;
  int64_t at = 0;
  while (limit-- > 0) {
    int64_t hit = oneByte ? findByte(s, *separator->data, at) : strFind(s, separator, at, s->length);
    if (hit < 0)
      break;
    if (!pieces.add(at, hit))
      return kNoValue;
    at = hit + separator->length;
  }
  return pieces.add(at, s->length) ? finish(pieces) : kNoValue;
}

Value strRsplit(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]), *separator;
  int64_t limit;
  if (!splitArguments(t, args, &separator, &limit))
    return kNoValue;
  Pieces pieces(t, s);
  if (!separator) {
    bool done = withChars(s, [&](auto *p) { return splitSpaceBack(pieces, s, p, limit); });
    return done ? finishReversed(pieces) : kNoValue;
  }
  int64_t end = s->length;
  while (limit-- > 0) {
    int64_t hit = strFindLast(s, separator, 0, end);
    if (hit < 0)
      break;
    if (!pieces.add(hit + separator->length, end))
      return kNoValue;
    end = hit;
  }
  return pieces.add(0, end) ? finishReversed(pieces) : kNoValue;
}

template <typename Char> static bool splitLines(Pieces &pieces, Str *s, const Char *p, bool keep) {
  int64_t i = 0, n = s->length;
  while (i < n) {
    int64_t start = i;
    while (i < n && !uniIsLineBreak(p[i]))
      i++;
    int64_t end = i;
    if (i < n) {
      i += p[i] == '\r' && i + 1 < n && p[i + 1] == '\n' ? 2 : 1;
      if (keep)
        end = i;
    }
    if (!pieces.add(start, end))
      return false;
  }
  return true;
}
Value strSplitLines(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  int64_t keep = 0;
  if (ok(args[1]) && !toInt64(t, args[1], &keep))
    return kNoValue;
  Pieces pieces(t, s);
  bool done = withChars(s, [&](auto *p) { return splitLines(pieces, s, p, keep); });
  return done ? finish(pieces) : kNoValue;
}

Value strJoinMethod(Thread &t, const Value *args) {
  Value sequence = TRY(toFastSequence(t, args[1], "can only join an iterable"));
  const Value *items = nullptr;
  int64_t count;
  if (isList(sequence)) {
    count = as<List>(sequence)->size;
    if (count)
      items = as<List>(sequence)->array->items;
  } else {
    count = as<Tuple>(sequence)->size;
    items = as<Tuple>(sequence)->items;
  }
  Str *result = strJoin(t, as<Str>(args[0]), items, static_cast<size_t>(count));
  return result ? fromObject(result) : kNoValue;
}

Value strStrip(Thread &t, const Value *args) {
  return stripMethod(t, args, kLeft | kRight, "strip");
}
Value strLstrip(Thread &t, const Value *args) { return stripMethod(t, args, kLeft, "lstrip"); }
Value strRstrip(Thread &t, const Value *args) { return stripMethod(t, args, kRight, "rstrip"); }
Value strLjust(Thread &t, const Value *args) { return justify(t, args, Justify::Left); }
Value strRjust(Thread &t, const Value *args) { return justify(t, args, Justify::Right); }
Value strCenter(Thread &t, const Value *args) { return justify(t, args, Justify::Center); }

Value strZfill(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  int64_t width;
  if (!toInt64(t, args[1], &width))
    return kNoValue;
  if (s->length >= width)
    return fromObject(strExact(t, s));
  Value padded = TRY(pad(t, s, width - s->length, 0, '0'));
  uint32_t sign = s->length ? strAt(s, 0) : 0;
  if (sign == '+' || sign == '-') { // still a fresh string: nobody else has seen it
    Str *result = as<Str>(padded);
    putPoint(result->data, strKind(result), 0, sign);
    putPoint(result->data, strKind(result), width - s->length, '0');
  }
  return padded;
}

Value strExpandTabs(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  int64_t size;
  if (!toInt32(t, ok(args[1]) ? args[1] : fromInt(8), &size))
    return kNoValue;
  bool hasTab = false;
  for (int64_t i = 0; i < s->length && !hasTab; i++)
    hasTab = strAt(s, i) == '\t';
  if (!hasTab && isExactly(args[0], TypeId::Str))
    return args[0];
  StrBuilder builder(t);
  int64_t column = 0;
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t c = strAt(s, i);
    if (c == '\t') {
      if (size <= 0)
        continue;
      int64_t count = size - column % size;
      if (builder.length() > (int64_t{1} << 40) - count)
        return raise(t, Msg::ExpandedTooLong);
      column += count;
      while (count-- > 0)
        builder.addPoint(' ');
      continue;
    }
    column = c == '\n' || c == '\r' ? 0 : column + 1;
    builder.addPoint(c);
  }
  return fromObject(TRY(builder.finish()));
}

} // namespace rt
