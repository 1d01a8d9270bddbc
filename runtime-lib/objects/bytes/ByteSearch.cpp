// bytes and bytearray: find, count, startswith, replace, partition, split, strip and relatives. All
// take either type as self and give results of the same type.
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/list/List.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <cstring>

namespace rt {
namespace {

bool asciiSpace(uint8_t c) { return c == ' ' || (c >= 9 && c <= 13); }

// sub of find and count: a bytes-like object or a byte value.
struct Needle {
  BytesArgument argument;
  uint8_t byte;
  ByteSpan span;
  bool acquire(Thread &t, Value v) {
    if (isAnyInt(v) || (!typeOf(v)->slots.getBuffer && typeOf(v)->slots.index)) {
      if (!byteValue(t, v, &byte, Msg::ByteRange))
        return false;
      span = {&byte, 1};
      return true;
    }
    if (!typeOf(v)->slots.getBuffer)
      return ok(raise(t, Msg::ByteOrBytesArgument, typeName(v)));
    if (!argument.acquire(t, v))
      return false;
    span = argument.span();
    return true;
  }
};

int64_t findIn(ByteSpan s, ByteSpan sub, int64_t first, int64_t last) {
  if (first > last || last - first < sub.length)
    return -1;
  int64_t at = findUnits(s.data + first, last - first, sub.data, sub.length, 1);
  return at < 0 ? -1 : at + first;
}
int64_t findLastIn(ByteSpan s, ByteSpan sub, int64_t first, int64_t last) {
  if (first > last || last - first < sub.length)
    return -1;
  int64_t at = findLastUnits(s.data + first, last - first, sub.data, sub.length, 1);
  return at < 0 ? -1 : at + first;
}
using Finder = int64_t (*)(ByteSpan, ByteSpan, int64_t, int64_t);

Value findWith(Thread &t, const Value *args, Finder finder, bool raiseMissing) {
  int64_t first, last;
  Needle needle;
  if (!clipBounds(t, args[2], args[3], spanOf(args[0]).length, &first, &last) || !needle.acquire(t, args[1]))
    return kNoValue;
  int64_t at = finder(spanOf(args[0]), needle.span, first, last);
  if (at < 0 && raiseMissing)
    return raise(t, Msg::SubsectionNotFound);
  return fromInt(at);
}

int64_t countIn(ByteSpan s, ByteSpan sub, int64_t limit = INT64_MAX) {
  if (sub.length == 0)
    return std::min(s.length + 1, limit);
  int64_t n = 0, at = 0;
  while (n < limit && (at = findIn(s, sub, at, s.length)) >= 0)
    n++, at += sub.length;
  return n;
}

bool matches(ByteSpan s, ByteSpan part, int64_t first, int64_t last, bool atEnd) {
  if (first > last || last - first < part.length)
    return false;
  return std::memcmp(s.data + (atEnd ? last - part.length : first), part.data,
                     static_cast<size_t>(part.length)) == 0;
}

Value affix(Thread &t, const Value *args, bool atEnd) {
  int64_t first, last;
  if (!clipBounds(t, args[2], args[3], spanOf(args[0]).length, &first, &last))
    return kNoValue;
  if (isTuple(args[1])) {
    Tuple *parts = as<Tuple>(args[1]);
    for (int64_t i = 0; i < parts->size; i++) {
      BytesArgument part;
      if (!part.acquire(t, parts->items[i]))
        return kNoValue;
      if (matches(spanOf(args[0]), part.span(), first, last, atEnd))
        return fromBool(true);
    }
    return fromBool(false);
  }
  if (!typeOf(args[1])->slots.getBuffer)
    return raise(t, Msg::BytesAffixArgument, atEnd ? "endswith" : "startswith", typeName(args[1]));
  BytesArgument part;
  if (!part.acquire(t, args[1]))
    return kNoValue;
  return fromBool(matches(spanOf(args[0]), part.span(), first, last, atEnd));
}

Value slice(Thread &t, Value self, int64_t start, int64_t end) {
  ByteSpan s = spanOf(self);
  if (start == 0 && end == s.length && isExactly(self, TypeId::Bytes))
    return self;
  return bytesLike(t, self, s.data + start, end - start);
}
bool appendSlice(Thread &t, ListMaker &list, Value self, int64_t start, int64_t end) {
  Value piece = slice(t, self, start, end);
  return ok(piece) && list.add(piece);
}
Value finish(ListMaker &list, bool reversed = false) {
  List *made = TRY(list.finish());
  if (reversed && made->size)
    std::reverse(made->array->items, made->array->items + made->size);
  return fromObject(made);
}

Value partitionAt(Thread &t, const Value *args, bool fromEnd) {
  BytesArgument separator;
  if (!separator.acquire(t, args[1]))
    return kNoValue;
  if (separator.length == 0)
    return raise(t, Msg::EmptySeparator);
  Value self = args[0];
  ByteSpan s = spanOf(self);
  int64_t at = fromEnd ? findLastIn(s, separator.span(), 0, s.length)
                       : findIn(s, separator.span(), 0, s.length);
  if (at < 0) {
    Value whole = slice(t, self, 0, s.length), empty = bytesLike(t, self, nullptr, 0),
          other = bytesLike(t, self, nullptr, 0);
    return fromObject(fromEnd ? tupleOf(t, empty, other, whole) : tupleOf(t, whole, empty, other));
  }
  Value head = slice(t, self, 0, at),
        middle = isBytes(self) ? args[1] : bytesLike(t, self, separator.data, separator.length);
  Value tail = slice(t, self, at + separator.length, spanOf(self).length);
  return fromObject(tupleOf(t, head, middle, tail));
}

bool splitArguments(Thread &t, const Value *args, BytesArgument *separator, bool *spaces,
                    int64_t *limit) {
  if (!sizeArgument(t, args[2], -1, limit))
    return false;
  if (*limit < 0)
    *limit = INT64_MAX;
  *spaces = !ok(args[1]) || isNone(args[1]);
  if (*spaces)
    return true;
  if (!separator->acquire(t, args[1]))
    return false;
  return separator->length > 0 || ok(raise(t, Msg::EmptySeparator));
}

bool splitSpaces(Thread &t, ListMaker &list, Value self, int64_t limit) {
  ByteSpan s = spanOf(self);
  int64_t i = 0, n = s.length;
  for (;;) {
    while (i < n && asciiSpace(s.data[i]))
      i++;
    if (i == n)
      return true;
    if (limit-- == 0)
      break;
    int64_t start = i;
    while (i < n && !asciiSpace(s.data[i]))
      i++;
    if (!appendSlice(t, list, self, start, i))
      return false;
  }
  return appendSlice(t, list, self, i, n);
}
bool splitSpacesBack(Thread &t, ListMaker &list, Value self, int64_t limit) {
  ByteSpan s = spanOf(self);
  int64_t n = s.length;
  for (;;) {
    while (n > 0 && asciiSpace(s.data[n - 1]))
      n--;
    if (n == 0)
      return true;
    if (limit-- == 0)
      break;
    int64_t end = n;
    while (n > 0 && !asciiSpace(s.data[n - 1]))
      n--;
    if (!appendSlice(t, list, self, n, end))
      return false;
  }
  return appendSlice(t, list, self, 0, n);
}

Value stripMethod(Thread &t, const Value *args, bool left, bool right) {
  bool set[256] = {};
  if (!ok(args[1]) || isNone(args[1])) {
    for (int c = 0; c < 128; c++)
      set[c] = asciiSpace(static_cast<uint8_t>(c));
  } else {
    BytesArgument chars;
    if (!chars.acquire(t, args[1]))
      return kNoValue;
    for (int64_t i = 0; i < chars.length; i++)
      set[chars.data[i]] = true;
  }
  ByteSpan s = spanOf(args[0]);
  int64_t i = 0, n = s.length;
  if (left)
    while (i < n && set[s.data[i]])
      i++;
  if (right)
    while (n > i && set[s.data[n - 1]])
      n--;
  return slice(t, args[0], i, n);
}

} // namespace

bool BytesArgument::acquire(Thread &t, Value v) {
  if (isBytes(v)) {
    data = as<Bytes>(v)->data;
    length = as<Bytes>(v)->length;
    return true;
  }
  if (!getBuffer(t, v, &buffer_))
    return false;
  held_ = true;
  data = buffer_.data;
  length = buffer_.length;
  return true;
}

static bool isOnePiece(const Buffer &b) {
  if (!b.shape || !b.strides)
    return true;
  if (b.suboffsets)
    return false;
  int64_t step = b.itemSize;
  bool good = true;
  for (int i = b.ndim - 1; i >= 0; i--) {
    if (!b.shape[i])
      return true;
    good = good && (b.shape[i] == 1 || b.strides[i] == step);
    step *= b.shape[i];
  }
  return good;
}
static void appendItems(const Buffer &b, const uint8_t *at, int dim, std::string *out) {
  if (dim == b.ndim) {
    out->append(reinterpret_cast<const char *>(at), static_cast<size_t>(b.itemSize));
    return;
  }
  for (int64_t i = 0; i < b.shape[dim]; i++) {
    const uint8_t *entry = at + i * b.strides[dim];
    if (b.suboffsets && b.suboffsets[dim] >= 0) {
      std::memcpy(&entry, entry, sizeof entry);
      entry += b.suboffsets[dim];
    }
    appendItems(b, entry, dim + 1, out);
  }
}
bool BytesArgument::acquireItems(Thread &t, Value v) {
  if (isBytes(v))
    return acquire(t, v);
  if (!getFullBuffer(t, v, &buffer_))
    return false;
  held_ = true;
  data = buffer_.data;
  length = buffer_.length;
  if (isOnePiece(buffer_))
    return true;
  appendItems(buffer_, buffer_.data, 0, &copy_);
  data = reinterpret_cast<const uint8_t *>(copy_.data());
  return true;
}

bool byteValue(Thread &t, Value v, uint8_t *out, Msg message) {
  Value index = isInt(v) ? v : toIndex(t, v);
  if (!ok(index))
    return false;
  int64_t n;
  if (!intFits(index, &n) || n < 0 || n > 255)
    return ok(raise(t, message));
  *out = static_cast<uint8_t>(n);
  return true;
}

Value bytesFind(Thread &t, const Value *args) { return findWith(t, args, findIn, false); }
Value bytesRfind(Thread &t, const Value *args) { return findWith(t, args, findLastIn, false); }
Value bytesIndex(Thread &t, const Value *args) { return findWith(t, args, findIn, true); }
Value bytesRindex(Thread &t, const Value *args) { return findWith(t, args, findLastIn, true); }

Value bytesCount(Thread &t, const Value *args) {
  int64_t first, last;
  Needle needle;
  if (!clipBounds(t, args[2], args[3], spanOf(args[0]).length, &first, &last) || !needle.acquire(t, args[1]))
    return kNoValue;
  if (first > last)
    return fromInt(0);
  return fromInt(countIn({spanOf(args[0]).data + first, last - first}, needle.span));
}

Value bytesStartsWith(Thread &t, const Value *args) { return affix(t, args, false); }
Value bytesEndsWith(Thread &t, const Value *args) { return affix(t, args, true); }

Value bytesRemovePrefix(Thread &t, const Value *args) {
  BytesArgument part;
  if (!part.acquire(t, args[1]))
    return kNoValue;
  ByteSpan s = spanOf(args[0]);
  return slice(t, args[0], matches(s, part.span(), 0, s.length, false) ? part.length : 0, s.length);
}
Value bytesRemoveSuffix(Thread &t, const Value *args) {
  BytesArgument part;
  if (!part.acquire(t, args[1]))
    return kNoValue;
  ByteSpan s = spanOf(args[0]);
  return slice(t, args[0], 0,
               s.length - (matches(s, part.span(), 0, s.length, true) ? part.length : 0));
}
Value bytesPartition(Thread &t, const Value *args) { return partitionAt(t, args, false); }
Value bytesRpartition(Thread &t, const Value *args) { return partitionAt(t, args, true); }

Value bytesReplace(Thread &t, const Value *args) {
  BytesArgument from, to;
  int64_t limit;
  if (!from.acquire(t, args[1]) || !to.acquire(t, args[2]) || !sizeArgument(t, args[3], -1, &limit))
    return kNoValue;
  if (limit < 0)
    limit = INT64_MAX;
  ByteSpan s = spanOf(args[0]);
  int64_t n = countIn(s, from.span(), limit);
  if (n == 0)
    return slice(t, args[0], 0, s.length);
  int64_t growth, length;
  if (__builtin_mul_overflow(to.length - from.length, n, &growth) ||
      __builtin_add_overflow(s.length, growth, &length))
    return raise(t, Msg::ReplaceBytesTooLong);
  Value result = TRY(bytesLike(t, args[0], nullptr, length));
  auto *out = const_cast<uint8_t *>(spanOf(result).data);
  auto put = [&](const uint8_t *data, int64_t count) {
    std::memcpy(out, data, static_cast<size_t>(count));
    out += count;
  };
  int64_t at = 0;
  for (int64_t i = 0; i < n; i++) {
    int64_t hit = from.length ? findIn(s, from.span(), at, s.length) : i;
    put(s.data + at, hit - at);
    put(to.data, to.length);
    at = hit + from.length;
  }
  put(s.data + at, s.length - at);
  return result;
}

Value bytesSplit(Thread &t, const Value *args) {
  BytesArgument separator;
  bool spaces;
  int64_t limit, at = 0;
  if (!splitArguments(t, args, &separator, &spaces, &limit))
    return kNoValue;
  ListMaker list(t);
  if (spaces)
    return splitSpaces(t, list, args[0], limit) ? finish(list) : kNoValue;
  ByteSpan s = spanOf(args[0]);
  while (limit-- > 0) {
    int64_t hit = findIn(s, separator.span(), at, s.length);
    if (hit < 0)
      break;
    if (!appendSlice(t, list, args[0], at, hit))
      return kNoValue;
    at = hit + separator.length;
  }
  return appendSlice(t, list, args[0], at, s.length) ? finish(list) : kNoValue;
}

Value bytesRsplit(Thread &t, const Value *args) {
  BytesArgument separator;
  bool spaces;
  int64_t limit;
  if (!splitArguments(t, args, &separator, &spaces, &limit))
    return kNoValue;
  ListMaker list(t);
  if (spaces) {
    if (!splitSpacesBack(t, list, args[0], limit))
      return kNoValue;
  } else {
    ByteSpan s = spanOf(args[0]);
    int64_t end = s.length;
    while (limit-- > 0) {
      int64_t hit = findLastIn(s, separator.span(), 0, end);
      if (hit < 0)
        break;
      if (!appendSlice(t, list, args[0], hit + separator.length, end))
        return kNoValue;
      end = hit;
    }
    if (!appendSlice(t, list, args[0], 0, end))
      return kNoValue;
  }
  return finish(list, true);
}

Value bytesSplitLines(Thread &t, const Value *args) {
  int64_t keep = 0;
  if (ok(args[1]) && !toInt64(t, args[1], &keep))
    return kNoValue;
  ListMaker list(t);
  ByteSpan s = spanOf(args[0]);
  int64_t i = 0;
  while (i < s.length) {
    int64_t start = i;
    while (i < s.length && s.data[i] != '\n' && s.data[i] != '\r')
      i++;
    int64_t end = i;
    if (i < s.length) {
      i += s.data[i] == '\r' && i + 1 < s.length && s.data[i + 1] == '\n' ? 2 : 1;
      if (keep)
        end = i;
    }
    if (!appendSlice(t, list, args[0], start, end))
      return kNoValue;
  }
  return finish(list);
}

Value bytesStrip(Thread &t, const Value *args) { return stripMethod(t, args, true, true); }
Value bytesLstrip(Thread &t, const Value *args) { return stripMethod(t, args, true, false); }
Value bytesRstrip(Thread &t, const Value *args) { return stripMethod(t, args, false, true); }

Value bytesJoin(Thread &t, const Value *args) {
  Value sequence = TRY(toFastSequence(t, args[1], "can only join an iterable"));
  auto count = isList(sequence) ? as<List>(sequence)->size : as<Tuple>(sequence)->size;
  const Value *items = isTuple(sequence) ? as<Tuple>(sequence)->items
                       : count           ? as<List>(sequence)->array->items
                                         : nullptr;
  if (count == 1 && isExactly(items[0], TypeId::Bytes) && isBytes(args[0]))
    return items[0];
  const ByteSpan separator = spanOf(args[0]);
  int64_t total = count ? separator.length * (count - 1) : 0;
  for (int64_t i = 0; i < count; i++) {
    if (!typeOf(items[i])->slots.getBuffer)
      return raise(t, Msg::JoinBytesItem, i, typeName(items[i]));
    BytesArgument item;
    if (!item.acquire(t, items[i]))
      return kNoValue;
    if (__builtin_add_overflow(total, item.length, &total))
      return raise(t, Msg::JoinTooLong);
  }
  Value joined = TRY(bytesLike(t, args[0], nullptr, total));
  auto *to = const_cast<uint8_t *>(spanOf(joined).data);
  auto put = [&](ByteSpan s) {
    if (s.length)
      std::memcpy(to, s.data, static_cast<size_t>(s.length));
    to += s.length;
  };
  for (int64_t i = 0; i < count; i++) {
    BytesArgument item;
    if (!item.acquire(t, items[i]))
      return kNoValue;
    if (i)
      put(separator);
    put(item.span());
  }
  return joined;
}

} // namespace rt
