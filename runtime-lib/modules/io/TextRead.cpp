// TextIOWrapper: input. Chunks of bytes are decoded into `decoded`, of which `used` characters were
// handed out. While tell() is possible, the bytes of the current chunk are kept as its snapshot.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/objects/str/Str.h"

#include <cstring>

namespace rt {

void textForgetInput(TextWrapper *w) {
  w->decoded = nullptr;
  w->used = 0;
  w->hasSnapshot = false;
  w->snapshotBytes = nullptr;
  w->snapshotState = kNoValue;
}

Str *textDecode(Thread &t, TextWrapper *w, const uint8_t *data, int64_t size, bool final) {
  Value text;
  if (w->codec == Codec::None) {
    text = callMethodWith(t, w->decoder, names().decode, fromObject(bytesNew(t, data, size)), fromBool(final));
    if (ok(text) && !isStr(text)) return raise(t, Msg::IoDecoderReturned, typeName(text)), nullptr;
  } else {
    std::string joined;
    if (w->carrySize) {
      joined.assign(reinterpret_cast<char *>(w->carry), static_cast<size_t>(w->carrySize));
      joined.append(reinterpret_cast<const char *>(data), static_cast<size_t>(size));
      data = reinterpret_cast<const uint8_t *>(joined.data());
      size += w->carrySize;
    }
    DecodeState state;
    state.errors = w->errorsText;
    state.final = final;
    state.byteOrder = w->byteOrder;
    text = decodeWith(t, w->codec, kNoValue, data, size, state);
    if (!ok(text)) return nullptr;
    w->byteOrder = state.byteOrder;
    int64_t rest = final ? 0 : size - state.consumed;
    if (rest > static_cast<int64_t>(sizeof w->carry)) rest = 0;
    std::memcpy(w->carry, data + size - rest, static_cast<size_t>(rest));
    w->carrySize = static_cast<int>(rest);
  }
  if (!ok(text)) return nullptr;
  return w->readUniversal ? translateNewlines(t, w->newlines, as<Str>(text), final) : as<Str>(text);
}

static bool takeSnapshot(Thread &t, TextWrapper *w) {
  w->snapshotFlags = w->newlines.pendingCr;
  w->snapshotState = kNoValue;
  if (w->codec != Codec::None) return true;
  Value state = callNamed(t, w->decoder, "getstate");
  if (!ok(state)) return false;
  if (!isTuple(state) || as<Tuple>(state)->size != 2)
    return raiseText(t, Exc::TypeError, "illegal decoder state"), false;
  Value input = as<Tuple>(state)->items[0];
  if (!isBytes(input)) {
    std::string type(strUtf8(t, typeOf(input)->name));
    raiseText(t, Exc::TypeError, "illegal decoder state: the first item should be a bytes object, not '" + type + "'");
    return false;
  }
  storeField(w, &w->snapshotState, state);
  return true;
}

int textReadChunk(Thread &t, TextWrapper *w) {
  if (!w->readable) return raiseUnsupported(t, "not readable"), -1;
  if (w->telling && !takeSnapshot(t, w)) return -1;
  // Input that the decoder has taken already and not decoded.
  std::string before(reinterpret_cast<char *>(w->carry), static_cast<size_t>(w->carrySize));
  if (w->telling && ok(w->snapshotState)) {
    auto *input = as<Bytes>(as<Tuple>(w->snapshotState)->items[0]);
    before.assign(reinterpret_cast<char *>(input->data), static_cast<size_t>(input->length));
  }
  const uint8_t *data = nullptr;
  int64_t size = 0;
  Bytes *chunk = nullptr;
  Buffer held;
  bool holds = false;
  if (w->direct) {
    auto *b = as<Buffered>(w->buffer);
    if (!bufferedPeek(t, b, &data, &size)) return -1;
    size = std::min(std::max<int64_t>(size, 0), w->chunkSize);
    bufferedSkip(b, size);
  } else {
    Value got = callNamed(t, w->buffer, w->hasRead1 ? "read1" : "read", intValue(t, w->chunkSize));
    if (!ok(got)) return -1;
    if (!getBuffer(t, got, &held)) {
      clearPending(t);
      return raise(t, Msg::IoUnderlyingRead, w->hasRead1 ? "read1" : "read", typeName(got)), -1;
    }
    holds = true;
    data = held.data;
    size = held.length;
  }
  if (w->telling) {
    before.append(reinterpret_cast<const char *>(data), static_cast<size_t>(size));
    chunk = bytesNew(t, before.data(), static_cast<int64_t>(before.size()));
  }
  bool atEnd = size == 0;
  Str *text = textDecode(t, w, data, size, atEnd);
  if (holds) releaseBuffer(&held);
  if (!text) return -1;
  w->decoded = text;
  w->used = 0;
  w->hasSnapshot = w->telling;
  if (atEnd) w->snapshotFlags |= 2;
  w->snapshotBytes = chunk;
  writeBarrier(w);
  return !atEnd || text->length;
}

/// Makes sure that a character is there: 1, 0 at the end, -1.
static int fill(Thread &t, TextWrapper *w) {
  while (!w->decoded || w->used == w->decoded->length) {
    int r = textReadChunk(t, w);
    if (r <= 0) return r;
  }
  return 1;
}

static Str *takeText(Thread &t, TextWrapper *w, int64_t n) {
  int64_t from = w->used;
  w->used += n;
  return from == 0 && n == w->decoded->length ? w->decoded : strSlice(t, w->decoded, from, from + n);
}

Value textReadMethod(Thread &t, const Value *a) {
  TextWrapper *w = textOf(a[0]);
  int64_t wanted;
  if (!readSize(t, a[1], &wanted) || !textReady(t, w)) return kNoValue;
  if (!w->readable) return raiseUnsupported(t, "not readable");
  if (!textFlushPending(t, w)) return kNoValue;
  if (wanted < 0) {
    Value bytes = TRY(callMethodWith(t, w->buffer, names().read));
    if (isNone(bytes)) return raise(t, Msg::IoUnderlyingRead, "read", typeName(bytes));
    Buffer buffer;
    if (!getBuffer(t, bytes, &buffer)) return kNoValue;
    Str *rest = textDecode(t, w, buffer.data, buffer.length, true);
    releaseBuffer(&buffer);
    if (!rest) return kNoValue;
    if (w->decoded && w->used < w->decoded->length)
      rest = strConcat(t, strSlice(t, w->decoded, w->used, w->decoded->length), rest);
    textForgetInput(w);
    return fromObject(rest);
  }
  if (w->decoded && w->decoded->length - w->used >= wanted) return fromObject(takeText(t, w, wanted));
  StrBuilder out(t);
  while (out.length() < wanted) {
    int r = fill(t, w);
    if (r < 0) return kNoValue;
    if (!r) break;
    out.add(takeText(t, w, std::min(wanted - out.length(), w->decoded->length - w->used)));
  }
  return fromObject(out.finish());
}

Str *textReadLine(Thread &t, TextWrapper *w, int64_t limit) {
  if (!w->readable) return raiseUnsupported(t, "not readable"), nullptr;
  if (!textFlushPending(t, w)) return nullptr;
  LineEnds ends{.translated = w->readTranslate, .universal = w->readUniversal, .newline = w->newline};
  // Most lines lie within one chunk.
  int r = fill(t, w);
  if (r < 0) return nullptr;
  if (!r || limit == 0) return strEmpty();
  Str *text = w->decoded;
  int64_t end = findLineEnd(text->data, strKind(text), text->length, w->used, ends);
  int64_t have = text->length - w->used;
  if (end >= 0 && (limit < 0 || end - w->used <= limit)) return takeText(t, w, end - w->used);
  if (limit >= 0 && have >= limit) return takeText(t, w, limit);
  StrBuilder line(t);
  bool endsInCr = strAt(text, text->length - 1) == '\r';
  line.add(takeText(t, w, have));
  for (;;) {
    r = fill(t, w);
    if (r < 0) return nullptr;
    if (!r) break;
    text = w->decoded;
    have = text->length - w->used;
    if (endsInCr && w->newline && w->newline[0] == '\r' && w->newline[1] && strAt(text, w->used) == '\n')
      end = w->used + 1; // the terminator lay across two chunks
    else
      end = findLineEnd(text->data, strKind(text), text->length, w->used, ends);
    int64_t n = end < 0 ? have : end - w->used;
    if (limit >= 0 && line.length() + n >= limit) {
      line.add(takeText(t, w, limit - line.length()));
      break;
    }
    endsInCr = strAt(text, text->length - 1) == '\r';
    line.add(takeText(t, w, n));
    if (end >= 0) break;
  }
  return line.finish();
}

Value textReadlineMethod(Thread &t, const Value *a) {
  int64_t limit;
  if (!readSize(t, a[1], &limit) || !textReady(t, textOf(a[0]))) return kNoValue;
  Str *line = textReadLine(t, textOf(a[0]), limit);
  return line ? fromObject(line) : kNoValue;
}

Value textNext(Thread &t, Value self) {
  TextWrapper *w = textOf(self);
  if (!textReady(t, w)) return kNoValue;
  w->telling = false;
  Value line;
  if (typeOf(self) == ioTypes.text) {
    Str *text = textReadLine(t, w, -1);
    if (!text) return kNoValue;
    line = fromObject(text);
  } else { // readline() may be overridden
    line = TRY(callMethodWith(t, self, names().readline));
    if (!isStr(line)) return raise(t, Msg::IoReadlineReturned, typeName(line));
  }
  if (as<Str>(line)->length) return line;
  w->telling = w->seekable;
  w->hasSnapshot = false;
  return kNoValue;
}

} // namespace rt
