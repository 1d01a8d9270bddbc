// Match objects.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/sre/Objects.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt::sre {

namespace {
Match *self(const Value *args) { return as<Match>(args[0]); }
} // namespace

Value newMatch(Thread &t, Pattern *pattern, Value string, const Matcher &matcher, int64_t pos,
               int64_t endPos) {
  int64_t groups = pattern->groups + 1;
  auto *m = static_cast<Match *>(
      allocateInstance(t, types.match, static_cast<size_t>(groups) * 2 * sizeof(int64_t)));
  if (!m)
    return kNoValue;
  m->string = string;
  m->pattern = pattern;
  m->pos = pos;
  m->endPos = endPos;
  m->groups = groups;
  m->lastIndex = matcher.lastIndex();
  m->marks[0] = matcher.matchStart;
  m->marks[1] = matcher.matchEnd;
  for (int64_t g = 0; g < pattern->groups; g++) {
    int64_t from = matcher.marks()[g * 2], to = matcher.marks()[g * 2 + 1];
    bool took = from >= 0 && to >= from;
    m->marks[g * 2 + 2] = took ? from : -1;
    m->marks[g * 2 + 3] = took ? to : -1;
  }
  return fromObject(m);
}

Value matchGroup(Thread &t, Match *m, int64_t n, Value missing) {
  int64_t from = m->marks[n * 2], to = m->marks[n * 2 + 1];
  if (from < 0)
    return missing;
  if (isNone(m->string))
    return none();
  if (isStr(m->string))
    return fromObject(TRY(strSlice(t, as<Str>(m->string), from, to)));
  Text text;
  if (!text.open(t, m->pattern, m->string))
    return kNoValue;
  return text.slice(t, std::min(from, text.length()), std::min(to, text.length()));
}

int64_t groupNumber(Thread &t, Match *m, Value key) {
  int64_t n = -1;
  if (isInt(key))
    n = asInt(key);
  else if (isAnyInt(key) || typeOf(key)->slots.index) {
    if (!toSizeClipped(t, key, &n))
      return -1;
  } else if (isExactly(m->pattern->groupIndex, TypeId::Dict)) {
    Value found;
    Found state = dictFind(t, as<Dict>(m->pattern->groupIndex), key, &found);
    if (state == Found::Error)
      clearPending(t); // an unhashable key is no group either
    else if (state == Found::Yes && isInt(found))
      n = asInt(found);
  }
  if (n < 0 || n >= m->groups)
    return raise(t, Msg::ReNoGroup), -1;
  return n;
}

namespace {

Value group(Thread &t, const Value *args) {
  Match *m = self(args);
  Tuple *keys = as<Tuple>(args[1]);
  if (keys->size == 0)
    return matchGroup(t, m, 0, none());
  if (keys->size == 1) {
    int64_t n = groupNumber(t, m, keys->items[0]);
    return n < 0 ? kNoValue : matchGroup(t, m, n, none());
  }
  Tuple *result = TRY(tupleNew(t, keys->size));
  for (int64_t i = 0; i < keys->size; i++)
    result->items[i] = none();
  for (int64_t i = 0; i < keys->size; i++) {
    int64_t n = groupNumber(t, m, keys->items[i]);
    if (n < 0)
      return kNoValue;
    storeField(result, &result->items[i], TRY(matchGroup(t, m, n, none())));
  }
  return fromObject(result);
}

Value groups(Thread &t, const Value *args) {
  Match *m = self(args);
  Value missing = ok(args[1]) ? args[1] : none();
  Tuple *result = TRY(tupleNew(t, m->groups - 1));
  for (int64_t i = 1; i < m->groups; i++)
    result->items[i - 1] = none();
  for (int64_t i = 1; i < m->groups; i++)
    storeField(result, &result->items[i - 1], TRY(matchGroup(t, m, i, missing)));
  return fromObject(result);
}

Value groupDict(Thread &t, const Value *args) {
  Match *m = self(args);
  Value missing = ok(args[1]) ? args[1] : none();
  Dict *result = TRY(dictNew(t)), *index = as<Dict>(m->pattern->groupIndex);
  int64_t position = 0;
  Value key, n;
  while (dictNext(index, &position, &key, &n)) {
    Value v = TRY(matchGroup(t, m, asInt(n), missing));
    if (!dictSet(t, result, key, v))
      return kNoValue;
  }
  return fromObject(result);
}

// The group argument of start, end, span.
int64_t groupArgument(Thread &t, const Value *args) {
  return ok(args[1]) ? groupNumber(t, self(args), args[1]) : 0;
}
Value start(Thread &t, const Value *args) {
  int64_t n = groupArgument(t, args);
  return n < 0 ? kNoValue : fromInt(self(args)->marks[n * 2]);
}
Value end(Thread &t, const Value *args) {
  int64_t n = groupArgument(t, args);
  return n < 0 ? kNoValue : fromInt(self(args)->marks[n * 2 + 1]);
}
Value span(Thread &t, const Value *args) {
  int64_t n = groupArgument(t, args);
  if (n < 0)
    return kNoValue;
  return fromObject(
      tupleOf(t, fromInt(self(args)->marks[n * 2]), fromInt(self(args)->marks[n * 2 + 1])));
}
Value expand(Thread &t, const Value *args) {
  Value re = TRY(importModule(t, "re"));
  Value function = TRY(getAttribute(t, re, internAscii(t, "_expand")));
  return callWith(t, function, fromObject(self(args)->pattern), args[0], args[1]);
}
Value copySelf(Thread &, const Value *args) { return args[0]; }

Value getRegs(Thread &t, Value v) {
  Match *m = as<Match>(v);
  if (ok(m->regs))
    return m->regs;
  Tuple *regs = TRY(tupleNew(t, m->groups));
  for (int64_t i = 0; i < m->groups; i++)
    regs->items[i] = none();
  for (int64_t i = 0; i < m->groups; i++)
    storeField(regs, &regs->items[i],
               fromObject(tupleOf(t, fromInt(m->marks[i * 2]), fromInt(m->marks[i * 2 + 1]))));
  storeField(m, &m->regs, fromObject(regs));
  return m->regs;
}
Value getLastIndex(Thread &, Value v) {
  return as<Match>(v)->lastIndex >= 0 ? fromInt(as<Match>(v)->lastIndex) : none();
}
Value getLastGroup(Thread &, Value v) {
  Match *m = as<Match>(v);
  Tuple *names = m->pattern->indexGroup;
  return m->lastIndex >= 0 && m->lastIndex < names->size ? names->items[m->lastIndex] : none();
}
Value getString(Thread &, Value v) { return as<Match>(v)->string; }
Value getRe(Thread &, Value v) { return fromObject(as<Match>(v)->pattern); }
Value getPos(Thread &, Value v) { return fromInt(as<Match>(v)->pos); }
Value getEndPos(Thread &, Value v) { return fromInt(as<Match>(v)->endPos); }
Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }

} // namespace

Value matchRepr(Thread &t, Value v) {
  Match *m = as<Match>(v);
  Value matched = TRY(matchGroup(t, m, 0, none()));
  Str *text = TRY(repr(t, matched));
  text = TRY(strSlice(t, text, 0, std::min<int64_t>(text->length, 50)));
  StrBuilder out(t);
  out.add("<re.Match object; span=(" + std::to_string(m->marks[0]) + ", " +
          std::to_string(m->marks[1]) + "), match=");
  out.add(text);
  out.add(">");
  return fromObject(TRY(out.finish()));
}

Value matchGetItem(Thread &t, Value v, Value key) {
  int64_t n = groupNumber(t, as<Match>(v), key);
  return n < 0 ? kNoValue : matchGroup(t, as<Match>(v), n, none());
}

const NativeRow kMatchMethods[] = {
    {"__class_getitem__", classGetItem, "($type, item, /)", NativeKind::ClassMethod},
    {"__copy__", copySelf, "($self, /)"},
    {"__deepcopy__", copySelf, "($self, memo, /)"},
    {"end", end, "($self, group=0, /)"},
    {"expand", expand, "($self, /, template)"},
    {"group", group, "($self, /, *args)"},
    {"groupdict", groupDict, "($self, /, default=None)"},
    {"groups", groups, "($self, /, default=None)"},
    {"span", span, "($self, group=0, /)"},
    {"start", start, "($self, group=0, /)"},
    {nullptr, nullptr, nullptr}};
const GetSetRow kMatchGetSets[] = {{"endpos", getEndPos},
                                   {"lastgroup", getLastGroup},
                                   {"lastindex", getLastIndex},
                                   {"pos", getPos},
                                   {"re", getRe},
                                   {"regs", getRegs},
                                   {"string", getString},
                                   {nullptr, nullptr}};

} // namespace rt::sre
