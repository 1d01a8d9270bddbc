// Pattern objects: match, search, findall, split and relatives; scanners; the types.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/sre/Objects.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <string>

namespace rt::sre {

Types types;

namespace {

Pattern *self(const Value *args) { return as<Pattern>(args[0]); }

bool bounds(Thread &t, Value pos, Value endPos, int64_t length, int64_t *from, int64_t *to) {
  *from = 0, *to = INT64_MAX;
  if (ok(pos) && !toSize(t, pos, from))
    return false;
  if (ok(endPos) && !toSize(t, endPos, to))
    return false;
  *to = std::clamp<int64_t>(*to, 0, length);
  *from = std::clamp<int64_t>(*from, 0, length);
  return true;
}

// match, fullmatch, search: args are self, string, pos, endpos.
Value runOnce(Thread &t, const Value *args, Mode mode) {
  Pattern *pattern = self(args);
  Text text;
  int64_t from, to;
  if (!text.open(t, pattern, args[1]) || !bounds(t, args[2], args[3], text.length(), &from, &to))
    return kNoValue;
  if (from > to)
    return none();
  Matcher matcher(*pattern->program, text.subject(to));
  int state = matcher.run(mode, from, false);
  if (state < 0)
    return raiseMemoryError(t);
  return state ? newMatch(t, pattern, args[1], matcher, from, to) : none();
}
Value match(Thread &t, const Value *args) { return runOnce(t, args, Mode::Match); }
Value fullMatch(Thread &t, const Value *args) { return runOnce(t, args, Mode::FullMatch); }
Value search(Thread &t, const Value *args) { return runOnce(t, args, Mode::Search); }

Value groupText(Thread &t, const Text &text, const Matcher &m, int64_t g, bool emptyForMissing) {
  int64_t from = m.marks()[g * 2 - 2], to = m.marks()[g * 2 - 1];
  if (from < 0 || to < from)
    return emptyForMissing ? text.slice(t, 0, 0) : none();
  return text.slice(t, from, to);
}

Value findAll(Thread &t, const Value *args) {
  Pattern *pattern = self(args);
  Text text;
  int64_t start, to;
  if (!text.open(t, pattern, args[1]) || !bounds(t, args[2], args[3], text.length(), &start, &to))
    return kNoValue;
  List *list = TRY(listNew(t));
  Matcher matcher(*pattern->program, text.subject(to));
  bool mustAdvance = false;
  while (start <= to) {
    int state = matcher.run(Mode::Search, start, mustAdvance);
    if (state < 0)
      return raiseMemoryError(t);
    if (state == 0)
      break;
    Value item;
    if (pattern->groups == 0)
      item = TRY(text.slice(t, matcher.matchStart, matcher.matchEnd));
    else if (pattern->groups == 1)
      item = TRY(groupText(t, text, matcher, 1, true));
    else {
      Tuple *groups = TRY(tupleNew(t, pattern->groups));
      for (int64_t g = 0; g < pattern->groups; g++)
        groups->items[g] = none();
      for (int64_t g = 0; g < pattern->groups; g++)
        storeField(groups, &groups->items[g], TRY(groupText(t, text, matcher, g + 1, true)));
      item = fromObject(groups);
    }
    if (!listAppend(t, list, item))
      return kNoValue;
    mustAdvance = matcher.matchStart == matcher.matchEnd;
    start = matcher.matchEnd;
  }
  return fromObject(list);
}

Value split(Thread &t, const Value *args) {
  Pattern *pattern = self(args);
  int64_t limit = 0;
  Text text;
  if (ok(args[2]) && !toSize(t, args[2], &limit))
    return kNoValue;
  if (!text.open(t, pattern, args[1]))
    return kNoValue;
  List *list = TRY(listNew(t));
  Matcher matcher(*pattern->program, text.subject(text.length()));
  int64_t start = 0, last = 0, n = 0;
  bool mustAdvance = false;
  auto append = [&](Value v) { return ok(v) && listAppend(t, list, v); };
  while (limit == 0 || n < limit) {
    int state = matcher.run(Mode::Search, start, mustAdvance);
    if (state < 0)
      return raiseMemoryError(t);
    if (state == 0)
      break;
    if (!append(text.slice(t, last, matcher.matchStart)))
      return kNoValue;
    for (int64_t g = 1; g <= pattern->groups; g++)
      if (!append(groupText(t, text, matcher, g, false)))
        return kNoValue;
    n++;
    mustAdvance = matcher.matchStart == matcher.matchEnd;
    last = start = matcher.matchEnd;
  }
  return append(text.slice(t, last, text.length())) ? fromObject(list) : kNoValue;
}

Value sub(Thread &t, const Value *args) {
  int64_t count = 0;
  if (ok(args[3]) && !toSize(t, args[3], &count))
    return kNoValue;
  return substitute(t, self(args), args[1], args[2], count, false);
}
Value subn(Thread &t, const Value *args) {
  int64_t count = 0;
  if (ok(args[3]) && !toSize(t, args[3], &count))
    return kNoValue;
  return substitute(t, self(args), args[1], args[2], count, true);
}

Value newScanner(Thread &t, const Value *args, Type *type) {
  Text text;
  int64_t from, to;
  if (!text.open(t, self(args), args[1]) || !bounds(t, args[2], args[3], text.length(), &from, &to))
    return kNoValue;
  auto *scanner = static_cast<Scanner *>(allocateInstance(t, type));
  if (!scanner)
    return kNoValue;
  scanner->pattern = self(args);
  scanner->string = args[1];
  scanner->start = scanner->pos = from;
  scanner->endPos = to;
  if (from > to)
    scanner->start = -1;
  return fromObject(scanner);
}
Value findIter(Thread &t, const Value *args) { return newScanner(t, args, types.iterator); }
Value scanner(Thread &t, const Value *args) { return newScanner(t, args, types.scanner); }

// The next match of a scanner; None when there is none (any more).
Value advance(Thread &t, Scanner *s, Mode mode) {
  if (s->start < 0)
    return none();
  Text text;
  if (!text.open(t, s->pattern, s->string))
    return kNoValue;
  Matcher matcher(*s->pattern->program, text.subject(std::min(s->endPos, text.length())));
  int state = s->start > text.length() ? 0 : matcher.run(mode, s->start, s->mustAdvance);
  if (state < 0)
    return raiseMemoryError(t);
  if (state == 0) {
    s->start = -1;
    return none();
  }
  Value found = TRY(newMatch(t, s->pattern, s->string, matcher, s->pos, s->endPos));
  s->mustAdvance = matcher.matchStart == matcher.matchEnd;
  s->start = matcher.matchEnd;
  return found;
}
Value scannerMatch(Thread &t, const Value *args) {
  return advance(t, as<Scanner>(args[0]), Mode::Match);
}
Value scannerSearch(Thread &t, const Value *args) {
  return advance(t, as<Scanner>(args[0]), Mode::Search);
}
Value scannerPattern(Thread &, Value v) { return fromObject(as<Scanner>(v)->pattern); }
Value iteratorNext(Thread &t, Value v) {
  Value found = advance(t, as<Scanner>(v), Mode::Search);
  return ok(found) && isNone(found) ? kNoValue : found;
}
Value selfSlot(Thread &, Value v) { return v; }

Value copySelf(Thread &, const Value *args) { return args[0]; }
Value classGetItem(Thread &t, const Value *args) { return genericAliasNew(t, args[0], args[1]); }
Value getPattern(Thread &, Value v) { return as<Pattern>(v)->pattern; }
Value getFlags(Thread &, Value v) { return fromInt(as<Pattern>(v)->flags); }
Value getGroups(Thread &, Value v) { return fromInt(as<Pattern>(v)->groups); }
Value getGroupIndex(Thread &t, Value v) {
  if (!ok(as<Pattern>(v)->groupIndex))
    return fromObject(dictNew(t));
  return mappingProxyNew(t, as<Pattern>(v)->groupIndex);
}

Value patternRepr(Thread &t, Value v) {
  Pattern *p = as<Pattern>(v);
  static constexpr struct {
    const char *name;
    int64_t flag;
  } names[] = {{"re.TEMPLATE", 1},  {"re.IGNORECASE", 2}, {"re.LOCALE", 4},
               {"re.MULTILINE", 8}, {"re.DOTALL", 16},    {"re.UNICODE", 32},
               {"re.VERBOSE", 64},  {"re.DEBUG", 128},    {"re.ASCII", 256}};
  int64_t flags = p->flags;
  if (p->kind == 1 && (flags & (4 | 32 | 256)) == 32)
    flags &= ~int64_t{32}; // implied by a str pattern
  Str *text = TRY(repr(t, p->pattern));
  StrBuilder out(t);
  out.add("re.compile(");
  out.add(TRY(strSlice(t, text, 0, std::min<int64_t>(text->length, 200))));
  const char *gap = ", ";
  for (auto &row : names) {
    if (!(flags & row.flag))
      continue;
    out.add(gap);
    out.add(row.name);
    flags &= ~row.flag;
    gap = "|";
  }
  if (flags) {
    char hex[32];
    std::snprintf(hex, sizeof hex, "0x%llx", static_cast<unsigned long long>(flags));
    out.add(gap);
    out.add(hex);
  }
  out.add(")");
  return fromObject(TRY(out.finish()));
}

Value patternCompare(Thread &t, Value a, Value b, CompareKind kind) {
  if (kind != CompareKind::Equal && kind != CompareKind::NotEqual)
    return notImplemented();
  if (typeOf(a) != types.pattern || typeOf(b) != types.pattern)
    return notImplemented();
  Pattern *x = as<Pattern>(a), *y = as<Pattern>(b);
  bool equal = x == y;
  if (!equal && x->flags == y->flags && x->kind == y->kind &&
      x->program->code == y->program->code) {
    int same = identicalOrEqual(t, x->pattern, y->pattern);
    if (same < 0)
      return kNoValue;
    equal = same;
  }
  return fromBool(equal == (kind == CompareKind::Equal));
}
bool patternHash(Thread &t, Value v, int64_t *out) {
  Pattern *p = as<Pattern>(v);
  int64_t h;
  if (!hash(t, p->pattern, &h))
    return false;
  *out = h ^ static_cast<int64_t>(hashBytes(p->program->code.data(), p->program->code.size() * 4)) ^
         p->flags ^ p->groups;
  if (*out == -1)
    *out = -2;
  return true;
}

Value refuseCreate(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  return raise(t, Msg::CannotCreateInstances,
               type == types.pattern ? "re.Pattern"
               : type == types.match ? "re.Match"
                                     : "_sre.SRE_Scanner");
}

void tracePattern(Object *object, Tracer &tracer) {
  auto *p = static_cast<Pattern *>(object);
  tracer.value(p->pattern);
  tracer.value(p->groupIndex);
  tracer.pointer(p->indexGroup);
}
void disposePattern(Object *object) {
  delete static_cast<Pattern *>(object)->program;
  static_cast<Pattern *>(object)->program = nullptr;
}
void traceMatch(Object *object, Tracer &tracer) {
  auto *m = static_cast<Match *>(object);
  tracer.value(m->string);
  tracer.value(m->regs);
  tracer.pointer(m->pattern);
}
void traceScanner(Object *object, Tracer &tracer) {
  auto *s = static_cast<Scanner *>(object);
  tracer.value(s->string);
  tracer.pointer(s->pattern);
}

const GetSetRow kPatternGetSets[] = {{"flags", getFlags},
                                     {"groupindex", getGroupIndex},
                                     {"groups", getGroups},
                                     {"pattern", getPattern},
                                     {nullptr, nullptr}};
const NativeRow kScannerMethods[] = {{"match", scannerMatch, "($self, /)"},
                                     {"search", scannerSearch, "($self, /)"},
                                     {nullptr, nullptr, nullptr}};
const GetSetRow kScannerGetSets[] = {{"pattern", scannerPattern}, {nullptr, nullptr}};
void fillPattern(Slots &slots) {
  slots.repr = patternRepr;
  slots.compare = patternCompare;
  slots.hash = patternHash;
  slots.create = refuseCreate;
}
void fillMatch(Slots &slots) {
  slots.repr = matchRepr;
  slots.getItem = matchGetItem;
  slots.create = refuseCreate;
}
void fillScanner(Slots &slots) { slots.create = refuseCreate; }
void fillIterator(Slots &slots) {
  slots.iter = selfSlot;
  slots.next = iteratorNext;
  slots.create = refuseCreate;
}

} // namespace

const NativeRow kPatternMethods[] = {
    {"__class_getitem__", classGetItem, "($type, item, /)", NativeKind::ClassMethod},
    {"__copy__", copySelf, "($self, /)"},
    {"__deepcopy__", copySelf, "($self, memo, /)"},
    {"findall", findAll, "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"finditer", findIter, "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"fullmatch", fullMatch, "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"match", match, "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"scanner", scanner, "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"search", search, "($self, /, string, pos=0, endpos=sys.maxsize)"},
    {"split", split, "($self, /, string, maxsplit=0)"},
    {"sub", sub, "($self, /, repl, string, count=0)"},
    {"subn", subn, "($self, /, repl, string, count=0)"},
    {nullptr, nullptr, nullptr}};

bool makeTypes(Thread &t, Value) {
  types.pattern = makeNativeType(t, "re", "Pattern", nullptr,
                                 TypeSpec{.id = TypeId::Object,
                                          .flags = kTypeImmutable,
                                          .instanceSize = sizeof(Pattern),
                                          .doc = "Compiled regular expression object.",
                                          .trace = tracePattern,
                                          .dispose = disposePattern,
                                          .fillSlots = fillPattern,
                                          .methods = kPatternMethods,
                                          .getSets = kPatternGetSets});
  types.match = makeNativeType(t, "re", "Match", nullptr,
                               TypeSpec{.id = TypeId::Object,
                                        .flags = kTypeImmutable,
                                        .instanceSize = sizeof(Match),
                                        .doc = "The result of re.match() and re.search().\nMatch "
                                               "objects always have a boolean value of True.",
                                        .trace = traceMatch,
                                        .fillSlots = fillMatch,
                                        .methods = kMatchMethods,
                                        .getSets = kMatchGetSets});
  types.scanner = makeNativeType(t, "_sre", "SRE_Scanner", nullptr,
                                 TypeSpec{.id = TypeId::Object,
                                          .flags = kTypeImmutable,
                                          .instanceSize = sizeof(Scanner),
                                          .trace = traceScanner,
                                          .fillSlots = fillScanner,
                                          .methods = kScannerMethods,
                                          .getSets = kScannerGetSets});
  types.iterator = makeNativeType(t, "builtins", "callable_iterator", nullptr,
                                  TypeSpec{.id = TypeId::Object,
                                           .flags = kTypeImmutable,
                                           .instanceSize = sizeof(Scanner),
                                           .trace = traceScanner,
                                           .fillSlots = fillIterator});
  if (!types.pattern || !types.match || !types.scanner || !types.iterator)
    return false;
  addRoot(reinterpret_cast<Value *>(&types), sizeof types / sizeof(Type *));
  return true;
}

} // namespace rt::sre
