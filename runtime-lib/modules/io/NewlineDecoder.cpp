// Universal newlines: translation of decoded text, the search for line ends, and the type
// _io.IncrementalNewlineDecoder.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/objects/str/Str.h"

#include <cstring>

namespace rt {

namespace {

template <typename Unit> int64_t findUnit(const Unit *data, int64_t from, int64_t length, Unit c) {
  if constexpr (sizeof(Unit) == 1) {
    auto *found = from < length ? std::memchr(data + from, c, static_cast<size_t>(length - from)) : nullptr;
    return found ? static_cast<const Unit *>(found) - data : -1;
  } else {
    for (; from < length; from++)
      if (data[from] == c) return from;
    return -1;
  }
}

template <typename Unit>
int64_t lineEnd(const Unit *data, int64_t length, int64_t start, const LineEnds &ends) {
  if (ends.translated) {
    int64_t at = findUnit<Unit>(data, start, length, '\n');
    return at < 0 ? -1 : at + 1;
  }
  if (ends.universal) {
    for (int64_t i = start; i < length; i++) {
      if (data[i] == '\n') return i + 1;
      if (data[i] == '\r') return i + 1 < length && data[i + 1] == '\n' ? i + 2 : i + 1;
    }
    return -1;
  }
  const char *newline = ends.newline ? ends.newline : "\n";
  if (!newline[1]) {
    int64_t at = findUnit<Unit>(data, start, length, static_cast<Unit>(newline[0]));
    return at < 0 ? -1 : at + 1;
  }
  for (int64_t i = start; i + 1 < length; i++)
    if (data[i] == '\r' && data[i + 1] == '\n') return i + 2;
  return -1;
}

/// Whether text contains a '\r'.
bool hasCr(const Str *text) {
  return withChars(text, [&](auto *data) {
    using Unit = std::remove_const_t<std::remove_reference_t<decltype(*data)>>;
    return findUnit<Unit>(data, 0, text->length, '\r') >= 0;
  });
}
bool hasLf(const Str *text) {
  return withChars(text, [&](auto *data) {
    using Unit = std::remove_const_t<std::remove_reference_t<decltype(*data)>>;
    return findUnit<Unit>(data, 0, text->length, '\n') >= 0;
  });
}

NewlineDecoder *decoderOf(Value v) { return as<NewlineDecoder>(v); }

bool checkReady(Thread &t, Value self) {
  return ok(decoderOf(self)->decoder) ||
         ok(raiseText(t, Exc::ValueError, "IncrementalNewlineDecoder.__init__() not called"));
}

Value initMethod(Thread &t, const Value *a) {
  auto *d = decoderOf(a[0]);
  int translate = truth(t, a[2]);
  if (translate < 0) return kNoValue;
  d->decoder = a[1];
  d->errors = ok(a[3]) ? a[3] : fromObject(internAscii(t, "strict"));
  d->state = {};
  d->state.translate = translate;
  writeBarrier(d);
  return none();
}
constexpr NativeRow kInit{"IncrementalNewlineDecoder", initMethod,
                          "($self, decoder, translate, errors='strict')", NativeKind::Function};

Value decodeMethod(Thread &t, const Value *a) {
  auto *d = decoderOf(a[0]);
  int final = ok(a[2]) ? truth(t, a[2]) : 0;
  if (final < 0) return kNoValue;
  if (!checkReady(t, a[0])) return kNoValue;
  Value text = a[1];
  if (!isNone(d->decoder))
    text = TRY(callMethodWith(t, d->decoder, names().decode, a[1], fromBool(final)));
  if (!isStr(text)) return raise(t, Msg::IoDecoderReturned, typeName(text));
  return fromObject(translateNewlines(t, d->state, as<Str>(text), final));
}
Value getStateMethod(Thread &t, const Value *a) {
  auto *d = decoderOf(a[0]);
  if (!checkReady(t, a[0])) return kNoValue;
  Value bytes = fromObject(bytesNew(t, nullptr, 0)), flag = fromInt(0);
  if (!isNone(d->decoder)) {
    Value state = TRY(callNamed(t, d->decoder, "getstate"));
    if (!isTuple(state) || as<Tuple>(state)->size != 2)
      return raiseText(t, Exc::TypeError, "illegal decoder state");
    bytes = as<Tuple>(state)->items[0];
    flag = as<Tuple>(state)->items[1];
  }
  flag = TRY(binaryOp(t, BinaryKind::LeftShift, flag, fromInt(1)));
  if (d->state.pendingCr) flag = TRY(binaryOp(t, BinaryKind::Or, flag, fromInt(1)));
  return fromObject(tupleOf(t, bytes, flag));
}
Value setStateMethod(Thread &t, const Value *a) {
  auto *d = decoderOf(a[0]);
  if (!checkReady(t, a[0])) return kNoValue;
  if (!isTuple(a[1]) || as<Tuple>(a[1])->size != 2)
    return raiseText(t, Exc::TypeError, "state argument must be a tuple");
  Value bytes = as<Tuple>(a[1])->items[0], flag = as<Tuple>(a[1])->items[1];
  Value low = TRY(binaryOp(t, BinaryKind::And, flag, fromInt(1)));
  d->state.pendingCr = truth(t, low) > 0;
  if (isNone(d->decoder)) return none();
  Value rest = TRY(binaryOp(t, BinaryKind::RightShift, flag, fromInt(1)));
  return callNamed(t, d->decoder, "setstate", fromObject(tupleOf(t, bytes, rest)));
}
Value resetMethod(Thread &t, const Value *a) {
  auto *d = decoderOf(a[0]);
  if (!checkReady(t, a[0])) return kNoValue;
  d->state.pendingCr = false;
  d->state.seen = 0;
  return !isNone(d->decoder) ? callNamed(t, d->decoder, "reset") : none();
}
Value newlinesAttribute(Thread &t, Value self) {
  return checkReady(t, self) ? seenNewlines(t, decoderOf(self)->state.seen) : kNoValue;
}

const NativeRow kMethods[] = {{"decode", decodeMethod, "($self, input, final=False)"},
                              {"getstate", getStateMethod, "($self, /)"},
                              {"setstate", setStateMethod, "($self, state, /)"},
                              {"reset", resetMethod, "($self, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"newlines", newlinesAttribute}, {nullptr, nullptr}};

} // namespace

int64_t findLineEnd(const uint8_t *units, unsigned kind, int64_t length, int64_t start,
                    const LineEnds &ends) {
  switch (kind) {
  case 1:
    return lineEnd(units, length, start, ends);
  case 2:
    return lineEnd(reinterpret_cast<const uint16_t *>(units), length, start, ends);
  default:
    return lineEnd(reinterpret_cast<const uint32_t *>(units), length, start, ends);
  }
}

Str *translateNewlines(Thread &t, NewlineState &state, Str *text, bool final) {
  bool cr = hasCr(text);
  if (!state.pendingCr && !cr) { // Fast path: the loop below is the truth.
    if (!(state.seen & kSeenLf) && hasLf(text)) state.seen |= kSeenLf;
    return text;
  }
  if (!text->length && !(final && state.pendingCr)) return text;
  StrBuilder out(t);
  int64_t n = text->length;
  bool pending = state.pendingCr;
  state.pendingCr = false;
  for (int64_t i = pending ? -1 : 0; i < n; i++) {
    uint32_t c = i < 0 ? '\r' : strAt(text, i);
    if (c == '\n') {
      state.seen |= kSeenLf;
      out.addPoint('\n');
    } else if (c != '\r') {
      out.addPoint(c);
    } else if (i + 1 == n && !final) {
      state.pendingCr = true;
    } else if (i + 1 < n && strAt(text, i + 1) == '\n') {
      state.seen |= kSeenCrLf;
      if (!state.translate) out.addPoint('\r');
      out.addPoint('\n');
      i++;
    } else {
      state.seen |= kSeenCr;
      out.addPoint(state.translate ? '\n' : '\r');
    }
  }
  return out.finish();
}

Str *replaceNewlines(Thread &t, Str *text, const char *newline) {
  if (!hasLf(text)) return text;
  return strReplace(t, text, strFromAscii(t, "\n"), strFromAscii(t, newline), INT64_MAX);
}

Value seenNewlines(Thread &t, uint8_t seen) {
  static const struct {
    uint8_t bit;
    const char *text;
  } kinds[] = {{kSeenCr, "\r"}, {kSeenLf, "\n"}, {kSeenCrLf, "\r\n"}};
  Value found[3];
  int64_t count = 0;
  for (auto &kind : kinds)
    if (seen & kind.bit) found[count++] = fromObject(strFromAscii(t, kind.text));
  if (!count) return none();
  return count == 1 ? found[0] : fromObject(tupleFrom(t, found, count));
}

bool newlineArgument(Thread &t, Value v, const char **out, bool quote) {
  *out = nullptr;
  if (!ok(v) || isNone(v)) return true;
  if (!isStr(v)) return raise(t, Msg::IoNewlineType, typeName(v)), false;
  for (const char *allowed : {"", "\n", "\r", "\r\n"})
    if (strEquals(as<Str>(v), allowed)) return *out = allowed, true;
  return raise(t, Msg::IoNewlineIllegal, quote ? reprOf(v) : MessageArg(v)), false;
}

bool makeNewlineDecoderType(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(NewlineDecoder);
  spec.doc = "Codec used when reading a file in universal newlines mode.";
  spec.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<NewlineDecoder *>(o)->decoder);
    tracer.value(static_cast<NewlineDecoder *>(o)->errors);
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  spec.fillSlots = [](Slots &s) {
    s.create = createPlain;
    s.init = initBy<kInit>;
  };
  ioTypes.newlineDecoder =
      makeNativeType(t, "_io", "IncrementalNewlineDecoder", builtinType(TypeId::Object), spec);
  return true;
}

} // namespace rt
