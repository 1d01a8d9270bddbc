// Native functions: their parameter lists ("($self, object, /, *, key=None)") are parsed on the first
// call and drive one binder, which words its errors as CPython's argument parsing does for the kind of
// function that the list implies (no arguments, one argument, positional-only, with keywords; a '!' in
// front: parsed from a tuple, or the keywords behind *args from a dict).
#include "runtime-lib/objects/NativeFunction.h"

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/TypeInternals.h"

#include <cstdlib>
#include <cstring>
#include <string>

namespace rt {

static std::string_view trim(std::string_view s) {
  while (!s.empty() && s.front() == ' ') s.remove_prefix(1);
  while (!s.empty() && s.back() == ' ') s.remove_suffix(1);
  return s;
}

static NativeSignature *parse(Thread &thread, const char *text, NativeKind kind) {
  auto *signature = static_cast<NativeSignature *>(std::calloc(1, sizeof(NativeSignature)));
  signature->varArgs = signature->varKeywords = -1;
  NativeSignature::Parameter parameters[64];
  std::string_view s = text ? trim(text) : "()";
  if (s.front() == '!') {
    signature->tupleStyle = true;
    s.remove_prefix(1);
  }
  if (!s.empty() && s.front() == '(') s.remove_prefix(1);
  if (size_t end = s.rfind(')'); end != s.npos) s = s.substr(0, end);
  bool keywordOnly = false;
  if ((kind == NativeKind::Method || kind == NativeKind::ClassMethod) && s.find('$') == s.npos) {
    parameters[signature->count++] = {names().__self__, false}; // the row left self out
    signature->first = signature->positional = signature->required = 1;
  }
  while (!(s = trim(s)).empty()) {
    // One parameter: up to a comma outside of brackets and quotes.
    size_t end = 0;
    int depth = 0;
    char quote = 0;
    for (; end < s.size(); end++) {
      char c = s[end];
      if (quote) quote = c == quote ? 0 : quote;
      else if (c == '\'' || c == '"') quote = c;
      else if (c == '(' || c == '[' || c == '{') depth++;
      else if (c == ')' || c == ']' || c == '}') depth--;
      else if (c == ',' && !depth) break;
    }
    std::string_view part = trim(s.substr(0, end));
    s.remove_prefix(end < s.size() ? end + 1 : end);
    if (part == "/") {
      signature->positionalOnly = signature->positional;
    } else if (part == "*") {
      keywordOnly = true;
    } else if (part.substr(0, 2) == "**") {
      signature->varKeywords = static_cast<int32_t>(signature->count);
      parameters[signature->count++] = {internAscii(thread, part.substr(2)), true};
    } else if (part.substr(0, 1) == "*") {
      signature->varArgs = static_cast<int32_t>(signature->count);
      parameters[signature->count++] = {internAscii(thread, part.substr(1)), true};
      keywordOnly = true;
    } else if (part.substr(0, 1) == "$") {
      if (part == "$module") continue;
      parameters[signature->count++] = {names().__self__, false};
      signature->first = signature->positional = signature->required = 1;
    } else {
      size_t equals = part.find('='), colon = part.find(':');
      std::string_view name = trim(part.substr(0, std::min(equals, colon)));
      bool optional = equals != part.npos;
      if (!keywordOnly) {
        signature->positional = signature->count + 1;
        if (!optional) signature->required = signature->count + 1;
      }
      parameters[signature->count++] = {internAscii(thread, name), optional};
    }
  }
  if (signature->positionalOnly < signature->first) signature->positionalOnly = signature->first;
  signature->simple = signature->count == signature->positionalOnly;
  signature->plain = signature->varArgs < 0 && signature->count <= kMaxPlain && kind != NativeKind::Raw;
  for (uint32_t i = signature->positional; i < signature->count; i++) signature->plain &= parameters[i].hasDefault;
  size_t bytes = signature->count * sizeof parameters[0];
  signature->parameters = static_cast<NativeSignature::Parameter *>(std::malloc(bytes ? bytes : 1));
  std::memcpy(signature->parameters, parameters, bytes);
  return signature;
}

// Functions made from the same row (bound methods mostly) share the parsed form.
struct ParsedRow {
  const NativeRow *row;
  NativeSignature *signature;
};
static ParsedRow *parsedRows;
static size_t parsedMask, parsedCount;

static ParsedRow &findParsed(const NativeRow *row) {
  size_t i = reinterpret_cast<uintptr_t>(row) / sizeof(void *) * 31;
  while (parsedRows[i & parsedMask].row && parsedRows[i & parsedMask].row != row) i++;
  return parsedRows[i & parsedMask];
}

static NativeSignature *signatureOfRow(Thread &thread, const NativeRow *row) {
  if (parsedCount * 2 >= parsedMask) {
    ParsedRow *old = parsedRows;
    size_t oldSize = old ? parsedMask + 1 : 0;
    parsedMask = oldSize ? oldSize * 2 - 1 : 1023;
    parsedRows = static_cast<ParsedRow *>(std::calloc(parsedMask + 1, sizeof(ParsedRow)));
    for (size_t i = 0; i < oldSize; i++)
      if (old[i].row) findParsed(old[i].row) = old[i];
    std::free(old);
  }
  ParsedRow &entry = findParsed(row);
  if (!entry.row) {
    entry = {row, parse(thread, row->signature, row->kind)};
    parsedCount++;
  }
  return entry.signature;
}

NativeSignature *signatureOf(Thread &thread, NativeFunction *f) {
  if (!f->signature) f->signature = signatureOfRow(thread, f->row);
  return f->signature;
}

// --- Binding

/// "list.append" (with the qualified name of the class) for methods, "len" and "math.sin" for functions.
static std::string displayName(Thread &t, NativeFunction *f) {
  std::string name;
  if (f->row->kind == NativeKind::Function && ok(f->moduleName) && isStr(f->moduleName) &&
      !strEquals(as<Str>(f->moduleName), "builtins"))
    name = std::string(strUtf8(t, as<Str>(f->moduleName))) + '.';
  if (f->owner && f->row->kind != NativeKind::Function) {
    Type *type = f->owner;
    if (ok(f->self)) // bound: the object's own class
      type = isType(f->self) && f->row->kind == NativeKind::ClassMethod ? as<Type>(f->self) : typeOf(f->self);
    name += strUtf8(t, type->qualName);
    name += '.';
  }
  return name + f->row->name;
}

static Value wrongCount(Thread &t, NativeFunction *f, const NativeSignature *s, size_t given) {
  size_t least = s->required - s->first, most = s->positional - s->first;
  given -= s->first;
  if (s->tupleStyle) {
    size_t bound = given < least ? least : most;
    return raise(t, Msg::NativeTakes, f->row->name, least == most ? "exactly" : given < least ? "at least" : "at most",
                 bound, "", bound == 1 ? "" : "s", given);
  }
  if (s->simple) {
    if (!most) return raise(t, Msg::NativeNoArguments, displayName(t, f), given);
    if (least == 1 && most == 1) return raise(t, Msg::NativeOneArgument, displayName(t, f), given);
    if (least == most) return raise(t, Msg::ExpectedExactly, f->row->name, most, most == 1 ? "" : "s", given);
    if (given < least) return raise(t, Msg::NativeAtLeast, f->row->name, least, least == 1 ? "" : "s", given);
    return raise(t, Msg::NativeAtMost, f->row->name, most, most == 1 ? "" : "s", given);
  }
  bool keywordOnly = s->count > s->positional;
  if (given > most && !most) return raise(t, Msg::NativeNoPositional, f->row->name);
  if (given > most && s->positionalOnly == s->positional && keywordOnly) {
    if (least == most) return raise(t, Msg::ExpectedExactly, f->row->name, most, most == 1 ? "" : "s", given);
    return raise(t, Msg::NativeAtMost, f->row->name, most, most == 1 ? "" : "s", given);
  }
  if (given > most)
    return raise(t, Msg::NativeTakes, f->row->name, least < s->count - s->first ? "at most" : "exactly", most,
                 keywordOnly ? "positional " : "", most == 1 ? "" : "s", given);
  return raise(t, Msg::NativeAtLeast, f->row->name, least, least == 1 ? "" : "s", given);
}

static int findParameter(const NativeSignature *s, Value name, size_t from) {
  for (size_t i = from; i < s->count; i++) {
    if (static_cast<int32_t>(i) == s->varArgs || static_cast<int32_t>(i) == s->varKeywords) continue;
    if (s->parameters[i].name == as<Str>(name) || strEqual(s->parameters[i].name, as<Str>(name))) return static_cast<int>(i);
  }
  return -1;
}

static Value missing(Thread &t, NativeFunction *f, const NativeSignature *s, size_t given) {
  if (given < s->positionalOnly && given < s->required && s->required <= s->positionalOnly) {
    size_t least = s->required - s->first;
    if (s->varArgs >= 0 || s->positionalOnly == s->positional) {
      if (s->required == s->positional && s->varArgs < 0)
        return raise(t, Msg::ExpectedExactly, f->row->name, least, least == 1 ? "" : "s", given - s->first);
      return raise(t, Msg::NativeAtLeast, f->row->name, least, least == 1 ? "" : "s", given - s->first);
    }
    return raise(t, Msg::NativeTakes, f->row->name, "at least", least, "positional ", least == 1 ? "" : "s", given - s->first);
  }
  return kNoValue;
}

/// The general binder. `out` has signature->count entries.
static bool bindNative(Thread &t, NativeFunction *f, const NativeSignature *s, const Value *args, size_t positional,
                       Tuple *kwNames, Value *out) {
  size_t keywords = kwNames ? static_cast<size_t>(kwNames->size) : 0;
  for (size_t i = 0; i < s->count; i++) out[i] = kNoValue;
  const bool onlyPositional = s->simple || (s->varArgs >= 0 && s->varKeywords < 0 && s->count == s->positionalOnly + 1);
  if (keywords && s->tupleStyle && (s->varArgs < 0 || onlyPositional)) return raise(t, Msg::NativeNoKeywords, f->row->name), false;
  if (keywords && onlyPositional) return raise(t, Msg::NativeNoKeywords, displayName(t, f)), false;
  if (s->simple && (positional < s->required || positional > s->positional))
    return wrongCount(t, f, s, positional), false;
  size_t all = s->count - s->first, given = positional - s->first + keywords;
  if (given > all && s->varArgs < 0 && s->varKeywords < 0 && !s->simple)
    return raise(t, Msg::NativeTakes, f->row->name, s->required - s->first < all ? "at most" : "exactly", all,
                 positional == s->first ? "keyword " : "", all == 1 ? "" : "s", given),
           false;
  if (positional > s->positional && s->varArgs < 0) return wrongCount(t, f, s, positional), false;
  size_t direct = positional < s->positional ? positional : s->positional;
  for (size_t i = 0; i < direct; i++) out[i] = args[i];
  if (s->varArgs >= 0) {
    Tuple *rest = positional > direct ? tupleFrom(t, args + direct, static_cast<int64_t>(positional - direct)) : emptyTuple();
    if (!rest) return false;
    out[s->varArgs] = fromObject(rest);
  }
  Value unexpected = kNoValue;
  for (size_t k = 0; k < keywords; k++) {
    Value name = kwNames->items[k], v = args[positional + k];
    int at = findParameter(s, name, s->positionalOnly);
    if (at >= 0) {
      if (ok(out[at])) return raise(t, Msg::NativeGivenTwice, f->row->name, name, at + 1 - static_cast<int>(s->first)), false;
      out[at] = v;
    } else if (s->varKeywords >= 0) {
      if (!ok(out[s->varKeywords])) out[s->varKeywords] = fromObject(dictNew(t));
      if (!dictSetStr(t, as<Dict>(out[s->varKeywords]), as<Str>(name), v)) return false;
    } else {
      unexpected = name;
    }
  }
  for (size_t i = direct; i < s->count; i++) { // reported before a keyword that does not exist
    if (ok(out[i]) || s->parameters[i].hasDefault) continue;
    missing(t, f, s, positional);
    if (!ok(t.pending))
      raise(t, Msg::NativeMissing, f->row->name, fromObject(s->parameters[i].name), i + 1 - s->first);
    return false;
  }
  if (!ok(unexpected)) return true;
  const size_t known = s->count - s->positional - 1;
  if (s->tupleStyle && keywords > known)
    return raise(t, Msg::NativeTakes, f->row->name, "at most", known, "keyword ", known == 1 ? "" : "s", keywords), false;
  return raise(t, Msg::NativeUnexpectedKeyword, unexpected, f->row->name), false;
}

__attribute__((noinline)) static Value callBinding(Thread &t, NativeFunction *f, const NativeSignature *s, const Value *args, size_t positional,
                         Tuple *kwNames) {
  Value bound[64];
  return bindNative(t, f, s, args, positional, kwNames, bound) ? f->row->code(t, bound) : kNoValue;
}

// In a frame of its own, and no larger than it has to be: what a larger array held before would keep
// objects alive.
__attribute__((noinline)) Value callFilled(Thread &t, NativeFunction *f, const Value *args, size_t positional) {
  const uint32_t count = f->signature->count;
  auto *all = static_cast<Value *>(__builtin_alloca(count * sizeof(Value)));
  for (size_t i = 0; i < count; i++) all[i] = i < positional ? args[i] : kNoValue;
  return f->row->code(t, all);
}

/// Calls the code of a row that is not raw; args begin with self.
static inline Value callBound(Thread &t, NativeFunction *f, const Value *args, size_t positional, Tuple *kwNames) {
  const NativeSignature *s = f->signature ? f->signature : signatureOf(t, f);
  if (kwNames && kwNames->size) return callBinding(t, f, s, args, positional, kwNames);
  if (f->row->spread) return f->row->spread(t, args, positional);
  Value result;
  return callPlain(t, f, args, positional, &result) ? result : callBinding(t, f, s, args, positional, kwNames);
}

static bool isUnbound(const NativeFunction *f) {
  return f->shapeId == static_cast<uint32_t>(TypeId::MethodDescriptor) ||
         f->shapeId == static_cast<uint32_t>(TypeId::SlotWrapper);
}

static bool checkSelf(Thread &t, NativeFunction *f, const Value *args, size_t positional) {
  bool wrapper = f->shapeId == static_cast<uint32_t>(TypeId::SlotWrapper);
  if (!positional) {
    if (wrapper) raise(t, Msg::DescriptorNeedsArgument, f->row->name, typeNameOf(f->owner));
    else raise(t, Msg::UnboundNeedsArgument, typeNameOf(f->owner), f->row->name);
    return false;
  }
  if (isInstance(args[0], f->owner)) return true;
  if (wrapper) raise(t, Msg::DescriptorRequires, f->row->name, typeNameOf(f->owner), typeName(args[0]));
  else raise(t, Msg::DescriptorWrongType, f->row->name, typeNameOf(f->owner), typeName(args[0]));
  return false;
}

Value callNative(Thread &t, NativeFunction *f, const Value *args, size_t positional, Tuple *kwNames) {
  const NativeRow *row = f->row;
  if (isUnbound(f)) {
    if (!checkSelf(t, f, args, positional)) return kNoValue;
  } else if (ok(f->self) && row->kind != NativeKind::Raw && row->kind != NativeKind::Function && row->kind != NativeKind::StaticMethod) {
    return callNativeWithSelf(t, f, f->self, args, positional, kwNames);
  }
  if (row->kind == NativeKind::Raw)
    return static_cast<const RawNativeRow *>(row)->raw(t, f, args, positional, kwNames);
  return callBound(t, f, args, positional, kwNames);
}

Value callNativeWithSelf(Thread &t, NativeFunction *f, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  size_t total = positional + (kwNames ? static_cast<size_t>(kwNames->size) : 0);
  auto *all = static_cast<Value *>(__builtin_alloca((total + 1) * sizeof(Value)));
  all[0] = self;
  if (total) std::memcpy(all + 1, args, total * sizeof(Value));
  const NativeRow *row = f->row;
  if (isUnbound(f) && !checkSelf(t, f, all, 1)) return kNoValue;
  if (row->kind == NativeKind::Raw)
    return static_cast<const RawNativeRow *>(row)->raw(t, f, all, positional + 1, kwNames);
  return callBound(t, f, all, positional + 1, kwNames);
}

// --- Construction

NativeFunction *newNativeFunction(Thread &thread, TypeId kind, const NativeRow *row, Value self, Type *owner) {
  auto *f = allocate<NativeFunction>(thread, kind);
  f->row = row;
  f->self = self;
  f->owner = owner;
  return f;
}

Value makeNativeFunction(Thread &thread, const NativeRow *row, Value self, Str *moduleName) {
  NativeFunction *f = newNativeFunction(thread, TypeId::NativeFunction, row, self, nullptr);
  if (moduleName) f->moduleName = fromObject(moduleName);
  return fromObject(f);
}

bool addMethods(Thread &thread, Type *type, const NativeRow *rows) {
  for (; rows->name; rows++) {
    Value v;
    switch (rows->kind) {
    case NativeKind::ClassMethod:
      v = fromObject(newNativeFunction(thread, TypeId::ClassMethodDescriptor, rows, kNoValue, type));
      break;
    case NativeKind::StaticMethod:
      v = staticMethodNew(thread, fromObject(newNativeFunction(thread, TypeId::NativeFunction, rows, kNoValue, type)));
      break;
    default: v = fromObject(newNativeFunction(thread, TypeId::MethodDescriptor, rows, kNoValue, type));
    }
    if (!dictSetStr(thread, type->dict, internAscii(thread, rows->name), v)) return false;
  }
  return true;
}

bool addGetSets(Thread &thread, Type *type, const GetSetRow *rows) {
  for (; rows->name; rows++) {
    auto *descriptor = allocate<GetSet>(thread, TypeId::GetSetDescriptor);
    descriptor->row = rows;
    descriptor->owner = type;
    if (!dictSetStr(thread, type->dict, internAscii(thread, rows->name), fromObject(descriptor))) return false;
  }
  return true;
}

Member *newMember(Thread &thread, Type *owner, Str *name, size_t offset, bool readOnly, bool required, bool isSlot) {
  auto *member = allocate<Member>(thread, TypeId::MemberDescriptor);
  member->name = name;
  member->owner = owner;
  member->offset = static_cast<int64_t>(offset);
  member->readOnly = readOnly;
  member->required = required;
  member->isSlot = isSlot;
  return member;
}

bool addMembers(Thread &thread, Type *type, const MemberRow *rows) {
  for (; rows->name; rows++) {
    Str *name = internAscii(thread, rows->name);
    Member *member = newMember(thread, type, name, rows->offset, rows->readOnly, rows->required, false);
    if (!dictSetStr(thread, type->dict, name, fromObject(member))) return false;
  }
  return true;
}

} // namespace rt
