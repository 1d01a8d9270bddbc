// _io.StringIO: a text stream in memory. The text lies in one growing run of units of the width that
// its widest character so far needs, so that ASCII output costs one byte per character.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace rt {

namespace {

struct StringIO : IOBase {
  uint8_t *block; // malloc'ed
  int64_t capacity, size, position; // in characters
  unsigned kind;
  bool ready;
  LineEnds ends;
  const char *writeNewline;
  Value newlineText; // as given, for __getstate__
  bool readUniversal;
  NewlineState newlines;
};
StringIO *stream(Value v) { return as<StringIO>(v); }

bool checkNotClosed(Thread &t, StringIO *s) {
  return !s->closed || (raiseText(t, Exc::ValueError, "I/O operation on closed file"), false);
}
bool checkOpen(Thread &t, StringIO *s) {
  if (!s->ready) return raiseText(t, Exc::ValueError, "I/O operation on uninitialized object"), false;
  return checkNotClosed(t, s);
}

/// Room for `size` characters of width `kind`.
bool reserve(Thread &t, StringIO *s, int64_t size, unsigned kind) {
  if (size <= s->capacity && kind <= s->kind) return true;
  kind = std::max(kind, s->kind);
  int64_t capacity = size <= s->capacity ? s->capacity : std::max(size, s->capacity + s->capacity / 2 + 64);
  auto *block = static_cast<uint8_t *>(kind == s->kind ? std::realloc(s->block, static_cast<size_t>(capacity) * kind)
                                                       : std::malloc(static_cast<size_t>(capacity) * kind));
  if (!block) return raiseMemoryError(t), false;
  if (kind != s->kind) {
    copyUnits(block, kind, s->block, s->kind, s->size);
    std::free(s->block);
  }
  accountExternal(capacity * kind - s->capacity * s->kind);
  s->block = block;
  s->capacity = capacity;
  s->kind = kind;
  return true;
}

bool put(Thread &t, StringIO *s, Str *text) {
  if (s->readUniversal) text = translateNewlines(t, s->newlines, text, true);
  if (text && s->writeNewline) text = replaceNewlines(t, text, s->writeNewline);
  if (!text) return false;
  if (!text->length) return true;
  int64_t end = s->position + text->length;
  if (!reserve(t, s, end, strKind(text))) return false;
  if (s->position > s->size)
    std::memset(s->block + s->size * s->kind, 0, static_cast<size_t>(s->position - s->size) * s->kind);
  copyStr(s->block, s->kind, s->position, text);
  s->position = end;
  s->size = std::max(s->size, end);
  return true;
}
Value take(Thread &t, StringIO *s, int64_t n) {
  Str *text = strFromUnits(t, s->block + s->position * s->kind, s->kind, n);
  s->position += n;
  return fromObject(text);
}
int64_t available(StringIO *s) { return std::max<int64_t>(s->size - s->position, 0); }

Value initMethod(Thread &t, const Value *a) {
  StringIO *s = stream(a[0]);
  const char *newline = "\n";
  if (ok(a[2]) && !newlineArgument(t, a[2], &newline, true)) return kNoValue;
  if (ok(a[1]) && !isNone(a[1]) && !isStr(a[1])) return raise(t, Msg::IoInitialValue, typeName(a[1]));
  s->kind = s->kind ? s->kind : 1;
  s->size = s->position = 0;
  s->closed = false;
  s->newlines = {};
  s->newlineText = ok(a[2]) ? a[2] : fromObject(internAscii(t, "\n"));
  s->readUniversal = !newline || !*newline;
  s->newlines.translate = !newline;
  s->ends = {.translated = !newline, .universal = newline && !*newline, .newline = newline};
  s->writeNewline = newline && *newline == '\r' ? newline : nullptr;
  s->ready = true;
  if (ok(a[1]) && !isNone(a[1])) {
    if (!put(t, s, as<Str>(a[1]))) return kNoValue;
    s->position = 0;
  }
  return none();
}
constexpr NativeRow kInit{"StringIO", initMethod, "($self, initial_value='', newline='\\n')",
                          NativeKind::Function};

Value readMethod(Thread &t, const Value *a) {
  StringIO *s = stream(a[0]);
  int64_t size;
  if (!checkOpen(t, s) || !readSize(t, a[1], &size)) return kNoValue;
  int64_t have = available(s);
  if (!have) return fromObject(strEmpty());
  return take(t, s, size < 0 ? have : std::min(size, have));
}
int64_t lineLength(StringIO *s, int64_t limit) {
  int64_t have = available(s);
  if (!have) return 0;
  int64_t end = findLineEnd(s->block, s->kind, s->size, s->position, s->ends);
  int64_t n = end < 0 ? have : end - s->position;
  return limit >= 0 ? std::min(n, limit) : n;
}
Value readlineMethod(Thread &t, const Value *a) {
  StringIO *s = stream(a[0]);
  int64_t limit;
  if (!checkOpen(t, s) || !readSize(t, a[1], &limit)) return kNoValue;
  int64_t n = lineLength(s, limit);
  return n ? take(t, s, n) : fromObject(strEmpty());
}
Value nextLine(Thread &t, Value self) {
  StringIO *s = stream(self);
  if (!checkOpen(t, s)) return kNoValue;
  if (typeOf(self) != ioTypes.string) { // readline() may be overridden
    Value line = TRY(callMethodWith(t, self, names().readline));
    if (!isStr(line)) return raise(t, Msg::IoReadlineReturned, typeName(line));
    return as<Str>(line)->length ? line : kNoValue;
  }
  int64_t n = lineLength(s, -1);
  return n ? take(t, s, n) : kNoValue;
}
Value writeMethod(Thread &t, const Value *a) {
  StringIO *s = stream(a[0]);
  if (!isStr(a[1])) return raise(t, Msg::IoStringArgument, typeName(a[1]));
  if (!checkOpen(t, s) || !put(t, s, as<Str>(a[1]))) return kNoValue;
  return intValue(t, as<Str>(a[1])->length);
}
Value seekMethod(Thread &t, const Value *a) {
  StringIO *s = stream(a[0]);
  int64_t offset, whence = 0;
  if (!checkOpen(t, s) || !toSize(t, a[1], &offset) || (ok(a[2]) && !toInt64(t, a[2], &whence)))
    return kNoValue;
  if (whence < 0 || whence > 2) return raise(t, Msg::IoWhence, whence, 0, 1, 2);
  if (whence == 0 && offset < 0) return raise(t, Msg::IoNegativeSeekPosition, offset);
  if (whence != 0 && offset != 0) return raiseText(t, Exc::OSError, "Can't do nonzero cur-relative seeks");
  s->position = whence == 0 ? offset : whence == 1 ? s->position : s->size;
  return intValue(t, s->position);
}
Value tellMethod(Thread &t, const Value *a) {
  return checkOpen(t, stream(a[0])) ? intValue(t, stream(a[0])->position) : kNoValue;
}
Value truncateMethod(Thread &t, const Value *a) {
  StringIO *s = stream(a[0]);
  if (!checkOpen(t, s)) return kNoValue;
  int64_t size = s->position;
  if (ok(a[1]) && !isNone(a[1]) && !toSize(t, a[1], &size)) return kNoValue;
  if (size < 0) return raise(t, Msg::IoNegativeSizeShort, size);
  s->size = std::min(s->size, size);
  return intValue(t, size);
}
Value getValue(Thread &t, const Value *a) {
  StringIO *s = stream(a[0]);
  if (!checkOpen(t, s)) return kNoValue;
  return s->size ? fromObject(strFromUnits(t, s->block, s->kind, s->size)) : fromObject(strEmpty());
}
Value closeMethod(Thread &, const Value *a) {
  StringIO *s = stream(a[0]);
  s->closed = true;
  std::free(s->block);
  accountExternal(-s->capacity * s->kind);
  s->block = nullptr;
  s->capacity = s->size = 0;
  return none();
}
Value answerTrue(Thread &t, const Value *a) {
  return checkOpen(t, stream(a[0])) ? fromBool(true) : kNoValue;
}
Value lineBufferingAttribute(Thread &t, Value self) {
  return checkOpen(t, stream(self)) ? fromBool(false) : kNoValue;
}
Value newlinesAttribute(Thread &t, Value self) {
  if (!checkOpen(t, stream(self))) return kNoValue;
  return stream(self)->readUniversal ? seenNewlines(t, stream(self)->newlines.seen) : none();
}
Value getState(Thread &t, const Value *a) {
  Value text = TRY(getValue(t, a));
  Dict *attributes = instanceDict(t, a[0]);
  Value state = attributes && dictSize(attributes) ? fromObject(dictCopy(t, attributes)) : none();
  return fromObject(
      tupleOf(t, text, stream(a[0])->newlineText, intValue(t, stream(a[0])->position), state));
}
Value setState(Thread &t, const Value *a) {
  if (!checkNotClosed(t, stream(a[0]))) return kNoValue;
  if (!isTuple(a[1]) || as<Tuple>(a[1])->size < 4)
    return raise(t, Msg::IoStringState, typeName(a[0]), 4, typeName(a[1]));
  auto *state = as<Tuple>(a[1]);
  Value args[] = {a[0], none(), state->items[1]};
  if (!isStr(state->items[0]) && !isNone(state->items[0]))
    return raise(t, Msg::IoInitialValue, typeName(state->items[0]));
  if (!ok(initMethod(t, args))) return kNoValue;
  // The text is stored as it is, without another translation.
  StringIO *s = stream(a[0]);
  auto *text = isNone(state->items[0]) ? strEmpty() : as<Str>(state->items[0]);
  if (!reserve(t, s, text->length, strKind(text))) return kNoValue;
  copyStr(s->block, s->kind, 0, text);
  s->size = text->length;
  if (!restorePosition(t, state->items[2], "third item of state must be an integer, got ", &s->position))
    return kNoValue;
  return restoreAttributes(t, a[0], state->items[3], "fourth") ? none() : kNoValue;
}

const NativeRow kMethods[] = {{"read", readMethod, "($self, size=-1, /)"},
                              {"readline", readlineMethod, "($self, size=-1, /)"},
                              {"write", writeMethod, "($self, s, /)"},
                              {"seek", seekMethod, "($self, pos, whence=0, /)"},
                              {"tell", tellMethod, "($self, /)"},
                              {"truncate", truncateMethod, "($self, pos=None, /)"},
                              {"getvalue", getValue, "($self, /)"},
                              {"close", closeMethod, "($self, /)"},
                              {"readable", answerTrue, "($self, /)"},
                              {"writable", answerTrue, "($self, /)"},
                              {"seekable", answerTrue, "($self, /)"},
                              {"__getstate__", getState, "($self, /)"},
                              {"__setstate__", setState, "($self, state, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"line_buffering", lineBufferingAttribute},
                              {"newlines", newlinesAttribute},
                              {nullptr, nullptr}};

} // namespace

bool makeStringIOType(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(StringIO);
  spec.doc = "Text I/O implementation using an in-memory buffer.";
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  spec.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<StringIO *>(o)->attributes);
    tracer.value(static_cast<StringIO *>(o)->newlineText);
  };
  spec.dispose = [](Object *o) {
    auto *s = static_cast<StringIO *>(o);
    std::free(s->block);
    accountExternal(-s->capacity * s->kind);
  };
  spec.fillSlots = [](Slots &s) {
    s.create = createPlain;
    s.init = initBy<kInit>;
    s.next = nextLine;
  };
  ioTypes.string = makeNativeType(t, "_io", "StringIO", ioTypes.textBase, spec);
  ioTypes.string->slots.finalize = nullptr; // nothing to close
  return true;
}

} // namespace rt
