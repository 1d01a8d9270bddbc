// Pattern.sub and subn. A template with references is expanded here, from what the library's
// parse_template makes of it: (list of (index, group), list of literals).
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/sre/Objects.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/str/Str.h"

#include <cstring>

namespace rt::sre {
namespace {

// What replaces a match: a constant text, a parsed template, or a callable.
struct Replacement {
  enum { Constant, Template, Callable } kind;
  Value constant = kNoValue, callable = kNoValue;
  List *literals = nullptr;
  std::vector<std::pair<int64_t, int64_t>> references; // index into literals, group
};

bool hasBackslash(Value v) {
  if (isStr(v)) {
    Str *s = as<Str>(v);
    for (int64_t i = 0; i < s->length; i++)
      if (strAt(s, i) == '\\')
        return true;
    return false;
  }
  ByteSpan s = spanOf(v);
  return s.length && std::memchr(s.data, '\\', static_cast<size_t>(s.length));
}

bool prepare(Thread &t, Pattern *pattern, Value v, Replacement *out) {
  if (isCallable(v)) {
    out->kind = Replacement::Callable;
    out->callable = v;
    return true;
  }
  bool text = isStr(v) || isBytes(v) || isInstance(v, TypeId::ByteArray);
  if (text && !hasBackslash(v)) {
    out->kind = Replacement::Constant;
    out->constant = v;
    return true;
  }
  Value re = importModule(t, "re");
  Value compile = ok(re) ? getAttribute(t, re, internAscii(t, "_compile_repl")) : kNoValue;
  Value parsed = ok(compile) ? callWith(t, compile, v, fromObject(pattern)) : kNoValue;
  if (!ok(parsed))
    return false;
  Value groups = sequenceItem(t, parsed, 0),
        literals = ok(groups) ? sequenceItem(t, parsed, 1) : kNoValue;
  if (!ok(literals))
    return false;
  if (!isList(groups) || !isList(literals))
    return ok(raise(t, Msg::ReInvalidTemplate));
  out->literals = as<List>(literals);
  if (as<List>(groups)->size == 0 && out->literals->size == 1) {
    out->kind = Replacement::Constant;
    out->constant = out->literals->array->items[0];
    return true;
  }
  out->kind = Replacement::Template;
  for (int64_t i = 0; i < as<List>(groups)->size; i++) {
    Tuple *pair = as<Tuple>(as<List>(groups)->array->items[i]);
    out->references.emplace_back(asInt(pair->items[0]), asInt(pair->items[1]));
  }
  return true;
}

// Appends the expansion of a template to the pieces.
bool expandTemplate(Thread &t, const Replacement &r, Pattern *pattern, const Text &text,
                    const Matcher &m, List *pieces) {
  size_t next = 0;
  for (int64_t i = 0; i < r.literals->size; i++) {
    Value piece = r.literals->array->items[i];
    if (next < r.references.size() && r.references[next].first == i) {
      int64_t g = r.references[next++].second;
      int64_t from = g == 0 ? m.matchStart : m.marks()[g * 2 - 2],
              to = g == 0 ? m.matchEnd : m.marks()[g * 2 - 1];
      if (g > pattern->groups)
        return ok(raise(t, Msg::ReNoGroup));
      if (from < 0 || to < from)
        continue;
      piece = text.slice(t, from, to);
      if (!ok(piece))
        return false;
    }
    if (!isNone(piece) && !listAppend(t, pieces, piece))
      return false;
  }
  return true;
}

Value joinPieces(Thread &t, Value string, List *pieces) {
  const Value *items = pieces->size ? pieces->array->items : nullptr;
  if (isStr(string)) {
    Str *s = strJoin(t, strEmpty(), items, static_cast<size_t>(pieces->size));
    return s ? fromObject(s) : kNoValue;
  }
  Value args[] = {fromObject(emptyBytes()), fromObject(pieces)};
  return bytesJoin(t, args);
}

} // namespace

Value substitute(Thread &t, Pattern *pattern, Value replacement, Value string, int64_t count,
                 bool withCount) {
  Replacement r;
  Text text;
  if (!prepare(t, pattern, replacement, &r) || !text.open(t, pattern, string))
    return kNoValue;
  List *pieces = TRY(listNew(t));
  Matcher matcher(*pattern->program, text.subject(text.length()));
  int64_t copied = 0, start = 0, n = 0;
  bool mustAdvance = false;
  while (count == 0 || n < count) {
    int state = matcher.run(Mode::Search, start, mustAdvance);
    if (state < 0)
      return raiseMemoryError(t);
    if (state == 0)
      break;
    int64_t from = matcher.matchStart, to = matcher.matchEnd;
    if (copied < from) {
      Value piece = text.slice(t, copied, from);
      if (!ok(piece) || !listAppend(t, pieces, piece))
        return kNoValue;
    }
    if (r.kind == Replacement::Template) {
      if (!expandTemplate(t, r, pattern, text, matcher, pieces))
        return kNoValue;
    } else {
      Value piece = r.constant;
      if (r.kind == Replacement::Callable) {
        Value match = TRY(newMatch(t, pattern, string, matcher, 0, text.length()));
        piece = TRY(callWith(t, r.callable, match));
      }
      if (!isNone(piece) && !listAppend(t, pieces, piece))
        return kNoValue;
    }
    copied = to;
    n++;
    mustAdvance = from == to;
    start = to;
  }
  Value result;
  if (copied < text.length()) {
    Value piece = text.slice(t, copied, text.length());
    if (!ok(piece) || !listAppend(t, pieces, piece))
      return kNoValue;
  }
  result = TRY(joinPieces(t, string, pieces));
  return withCount ? fromObject(tupleOf(t, result, fromInt(n))) : result;
}

} // namespace rt::sre
