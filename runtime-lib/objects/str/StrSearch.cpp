// str: find, index, count, startswith, replace, partition and relatives.
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>

namespace rt {
namespace {

using Finder = int64_t (*)(const Str *, const Str *, int64_t, int64_t);

// Position for find and index: -1 absent, -2 exception.
int64_t locate(Thread &t, const Value *args, Finder finder) {
  if (!isStr(args[1]))
    return raise(t, Msg::MustBeStr, typeName(args[1])), -2;
  Str *s = as<Str>(args[0]);
  int64_t first, last;
  if (!clipBounds(t, args[2], args[3], s->length, &first, &last))
    return -2;
  return first > last ? -1 : finder(s, as<Str>(args[1]), first, last);
}
Value findWith(Thread &t, const Value *args, Finder finder, bool raiseMissing) {
  int64_t at = locate(t, args, finder);
  if (at == -2)
    return kNoValue;
  if (at < 0 && raiseMissing)
    return raise(t, Msg::SubstringNotFound);
  return fromInt(at);
}

bool matchesAt(const Str *s, const Str *part, int64_t first, int64_t last, bool atEnd) {
  if (last - first < part->length || first > last)
    return false;
  if (strKind(part) > strKind(s))
    return false;
  int64_t at = atEnd ? last - part->length : first;
  if (strKind(part) == strKind(s))
    return std::memcmp(s->data + at * strKind(s), part->data,
                       static_cast<size_t>(part->length) * strKind(s)) == 0;
  for (int64_t i = 0; i < part->length; i++)
    if (strAt(s, at + i) != strAt(part, i))
      return false;
  return true;
}

Value affix(Thread &t, const Value *args, bool atEnd) {
  Str *s = as<Str>(args[0]);
  const char *name = atEnd ? "endswith" : "startswith";
  int64_t first, last;
  if (!clipBounds(t, args[2], args[3], s->length, &first, &last))
    return kNoValue;
  if (isStr(args[1]))
    return fromBool(matchesAt(s, as<Str>(args[1]), first, last, atEnd));
  if (!isTuple(args[1]))
    return raise(t, Msg::AffixArgument, name, typeName(args[1]));
  Tuple *parts = as<Tuple>(args[1]);
  for (int64_t i = 0; i < parts->size; i++) {
    if (!isStr(parts->items[i]))
      return raise(t, Msg::AffixTuple, name, typeName(parts->items[i]));
    if (matchesAt(s, as<Str>(parts->items[i]), first, last, atEnd))
      return fromBool(true);
  }
  return fromBool(false);
}

Value partitionAt(Thread &t, const Value *args, bool fromEnd) {
  Str *s = as<Str>(args[0]);
  if (!isStr(args[1]))
    return raise(t, Msg::MustBeStr, typeName(args[1]));
  Str *separator = as<Str>(args[1]);
  if (separator->length == 0)
    return raise(t, Msg::EmptySeparator);
  int64_t at =
      fromEnd ? strFindLast(s, separator, 0, s->length) : strFind(s, separator, 0, s->length);
  Value empty = fromObject(strEmpty()), whole = fromObject(strExact(t, s));
  if (at < 0)
    return fromObject(fromEnd ? tupleOf(t, empty, empty, whole) : tupleOf(t, whole, empty, empty));
  Value head = fromObject(strSlice(t, s, 0, at));
  Value tail = fromObject(strSlice(t, s, at + separator->length, s->length));
  return fromObject(tupleOf(t, head, fromObject(separator), tail));
}

// One character for another of the same kind; it occurs.
Str *replaceCharacter(Thread &t, Str *s, Str *from, Str *to, unsigned kind) {
  uint32_t old = strAt(from, 0), with = strAt(to, 0);
  bool ascii = strIsAscii(s) && with < 0x80;
  Str *result = TRY(strNew(t, s->length, kind, ascii));
  uint32_t all = 0;
  withChars(s, [&](auto *p) {
    auto *out = const_cast<std::remove_const_t<std::remove_pointer_t<decltype(p)>> *>(
        reinterpret_cast<decltype(p)>(result->data));
    auto x = static_cast<std::remove_reference_t<decltype(*out)>>(with);
    for (int64_t i = 0; i < s->length; i++) {
      out[i] = p[i] == old ? x : p[i];
      all |= out[i];
    }
  });
  if (all < 0x80)
    result->flags |= kStrAscii;
  return kindFor(all) == kind ? result : strFromUnits(t, result->data, kind, s->length);
}

/// The positions of the matches; of many, only how many.
struct Matches {
  static constexpr int64_t kKept = 64;
  int64_t count = 0, at[kKept];
};

/// Writes a text with the matches replaced.
struct Replacing {
  const Str *s, *from, *to;
  uint8_t *out;
  unsigned kind;
  int64_t done = 0; // of s
  void text(int64_t end) {
    copyUnits(out, kind, s->data + done * strKind(s), strKind(s), end - done);
    out += (end - done) * kind;
  }
  void match(int64_t hit) {
    text(hit);
    copyUnits(out, kind, to->data, strKind(to), to->length);
    out += to->length * kind;
    done = hit + from->length;
  }
};

// from is not empty.
Str *replaceMatches(Thread &t, Str *s, Str *from, Str *to, int64_t limit) {
  unsigned kind = std::max(strKind(s), strKind(to));
  if (from->length == 1 && to->length == 1 && strKind(s) == kind && limit == INT64_MAX)
    return strFind(s, from, 0, s->length) < 0 ? strExact(t, s) : replaceCharacter(t, s, from, to, kind);
  Matches matches;
  strScan(
      s, from,
      [](void *data, int64_t hit) {
        auto *m = static_cast<Matches *>(data);
        if (m->count < Matches::kKept)
          m->at[m->count] = hit;
        m->count++;
      },
      &matches, limit);
  if (!matches.count)
    return strExact(t, s);
  int64_t length, growth;
  if (__builtin_mul_overflow(to->length - from->length, matches.count, &growth) ||
      __builtin_add_overflow(s->length, growth, &length) || length > (int64_t{1} << 60)) {
    raise(t, Msg::ReplaceTooLong);
    return nullptr;
  }
  if (length == 0)
    return strEmpty();
  bool ascii = strIsAscii(s) && strIsAscii(to);
  Str *result = TRY(strNew(t, length, kind, ascii));
  Replacing replacing{s, from, to, result->data, kind};
  if (matches.count <= Matches::kKept)
    for (int64_t i = 0; i < matches.count; i++)
      replacing.match(matches.at[i]);
  else
    strScan(
        s, from, [](void *data, int64_t hit) { static_cast<Replacing *>(data)->match(hit); },
        &replacing, limit);
  replacing.text(s->length);
  // The wide characters may all have been replaced: look again.
  if (ascii || (kind == 1 && strKind(from) == 1 && strIsAscii(from) && !strIsAscii(s)))
    return result;
  return strFromUnits(t, result->data, kind, length);
}

Str *replaceEmpty(Thread &t, Str *s, Str *to, int64_t limit) {
  StrBuilder builder(t);
  for (int64_t i = 0; i <= s->length; i++) {
    if (i < limit)
      builder.add(to);
    if (i < s->length)
      builder.addPoint(strAt(s, i));
  }
  return builder.finish();
}

} // namespace

bool wantStr(Thread &t, Value v, const char *function, int argument) {
  return isStr(v) || ok(raise(t, Msg::ArgumentMustBeStr, function, argument, argumentTypeName(v)));
}
bool sizeArgument(Thread &t, Value v, int64_t missing, int64_t *out) {
  if (ok(v))
    return toSize(t, v, out);
  *out = missing;
  return true;
}

Str *strReplace(Thread &t, Str *s, Str *from, Str *to, int64_t limit) {
  if (limit == 0 || strEqual(from, to))
    return strExact(t, s);
  if (from->length == 0)
    return replaceEmpty(t, s, to, limit);
  return replaceMatches(t, s, from, to, limit);
}

Value strFindMethod(Thread &t, const Value *args) { return findWith(t, args, strFind, false); }
Value strRfind(Thread &t, const Value *args) { return findWith(t, args, strFindLast, false); }
Value strIndex(Thread &t, const Value *args) { return findWith(t, args, strFind, true); }
Value strRindex(Thread &t, const Value *args) { return findWith(t, args, strFindLast, true); }

Value strCountMethod(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  if (!isStr(args[1]))
    return raise(t, Msg::MustBeStr, typeName(args[1]));
  int64_t first, last;
  if (!clipBounds(t, args[2], args[3], s->length, &first, &last))
    return kNoValue;
  return fromInt(first > last ? 0 : strCount(s, as<Str>(args[1]), first, last));
}

Value strStartsWith(Thread &t, const Value *args) { return affix(t, args, false); }
Value strEndsWith(Thread &t, const Value *args) { return affix(t, args, true); }

Value strRemovePrefix(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  if (!isStr(args[1]))
    return raise(t, Msg::SingleArgumentMustBeStr, "removeprefix", argumentTypeName(args[1]));
  Str *part = as<Str>(args[1]);
  return fromObject(matchesAt(s, part, 0, s->length, false)
                        ? strSlice(t, s, part->length, s->length)
                        : strExact(t, s));
}
Value strRemoveSuffix(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  if (!isStr(args[1]))
    return raise(t, Msg::SingleArgumentMustBeStr, "removesuffix", argumentTypeName(args[1]));
  Str *part = as<Str>(args[1]);
  return fromObject(matchesAt(s, part, 0, s->length, true)
                        ? strSlice(t, s, 0, s->length - part->length)
                        : strExact(t, s));
}

Value strPartition(Thread &t, const Value *args) { return partitionAt(t, args, false); }
Value strRpartition(Thread &t, const Value *args) { return partitionAt(t, args, true); }

Value strReplaceMethod(Thread &t, const Value *args) {
  if (!wantStr(t, args[1], "replace", 1) || !wantStr(t, args[2], "replace", 2))
    return kNoValue;
  int64_t limit;
  if (!sizeArgument(t, args[3], -1, &limit))
    return kNoValue;
  Str *result = strReplace(t, as<Str>(args[0]), as<Str>(args[1]), as<Str>(args[2]),
                           limit < 0 ? INT64_MAX : limit);
  return result ? fromObject(result) : kNoValue;
}

} // namespace rt
