// TextIOWrapper: output. Text is encoded into `pending`, which goes to the buffer when it is long
// enough, at a line end with line buffering, or at once with write_through.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/objects/str/Str.h"

#include <cstdlib>
#include <cstring>
#include <utility>

namespace rt {

static TextWrapper *openTexts;

void linkOpenText(TextWrapper *w) {
  if (w->linkOpen) return;
  w->nextOpen = openTexts;
  if (openTexts) openTexts->linkOpen = &w->nextOpen;
  openTexts = w;
  w->linkOpen = &openTexts;
}
void unlinkOpenText(TextWrapper *w) {
  if (!w->linkOpen) return;
  *w->linkOpen = w->nextOpen;
  if (w->nextOpen) w->nextOpen->linkOpen = w->linkOpen;
  w->linkOpen = nullptr;
}

static TextWrapper *textWithOutput(const struct stat *file, bool unreached) {
  for (TextWrapper *w = openTexts; w; w = w->nextOpen)
    if (w->ready && w->pendingSize && w->direct && !(unreached && w->reached) && bufferedIsFor(as<Buffered>(w->buffer), file)) return w;
  return nullptr;
}
bool textHoldsOutput(const struct stat *file) { return textWithOutput(file, false) || bufferedWithOutput(file, false); }
void noteReachedStreams() {
  for (TextWrapper *w = openTexts; w; w = w->nextOpen) w->reached = isReached(w);
  noteReachedBuffered();
}
void flushUnreachedStreams(Thread &t, const struct stat *file) {
  while (TextWrapper *w = textWithOutput(file, true)) {
    if (!textFlush(t, w)) clearPending(t), w->reached = true; // not again
  }
  while (Buffered *b = bufferedWithOutput(file, true)) {
    if (!bufferedFlush(t, b)) clearPending(t), b->reached = true;
  }
}

bool textFlushPending(Thread &t, TextWrapper *w) {
  int64_t n = w->pendingSize;
  if (!n) return true;
  w->pendingSize = 0;
  if (w->direct) { // meanwhile other threads may write to the wrapper: the block is out of their way
    char *block = std::exchange(w->pending, nullptr);
    int64_t capacity = std::exchange(w->pendingCapacity, 0);
    bool good = bufferedWrite(t, as<Buffered>(w->buffer), block, n);
    if (w->pending) {
      std::free(block);
    } else {
      w->pending = block;
      w->pendingCapacity = capacity;
    }
    return good;
  }
  Bytes *bytes = bytesNew(t, w->pending, n);
  return bytes && ok(callMethodWith(t, w->buffer, names().write, fromObject(bytes)));
}

bool textFlush(Thread &t, TextWrapper *w) {
  w->telling = w->seekable;
  if (!textFlushPending(t, w)) return false;
  if (w->direct && w->writable) return bufferedFlush(t, as<Buffered>(w->buffer));
  return ok(callMethodWith(t, w->buffer, names().flush));
}

/// Appends encoded bytes. `lineEnd`: the text had one.
static bool putBytes(Thread &t, TextWrapper *w, const void *data, int64_t size, bool lineEnd) {
  if (w->pendingSize + size > w->chunkSize && w->pendingSize && !textFlushPending(t, w)) return false;
  if (w->direct && size >= w->chunkSize) {
    if (!bufferedWrite(t, as<Buffered>(w->buffer), data, size)) return false;
  } else {
    if (w->pendingSize + size > w->pendingCapacity) {
      int64_t capacity = std::max(w->chunkSize, w->pendingSize + size);
      auto *bigger = static_cast<char *>(std::realloc(w->pending, static_cast<size_t>(capacity)));
      if (!bigger) return raiseMemoryError(t), false;
      w->pending = bigger;
      w->pendingCapacity = capacity;
    }
    std::memcpy(w->pending + w->pendingSize, data, static_cast<size_t>(size));
    w->pendingSize += size;
  }
  if ((w->writeThrough || w->pendingSize >= w->chunkSize) && !textFlushPending(t, w)) return false;
  if (w->lineBuffering && lineEnd && !textFlush(t, w)) return false;
  if (w->decoded || w->hasSnapshot) textForgetInput(w);
  if (ok(w->decoder) && !ok(callNamed(t, w->decoder, "reset"))) return false;
  return true;
}

static bool hasLineEnd(const char *text, int64_t size) {
  return std::memchr(text, '\n', static_cast<size_t>(size)) || std::memchr(text, '\r', static_cast<size_t>(size));
}

bool textWriteAscii(Thread &t, TextWrapper *w, const char *text, int64_t size) {
  if (w->codec > Codec::Ascii || w->writeNewline)
    return textWrite(t, w, strFromAscii(t, std::string_view(text, static_cast<size_t>(size))));
  if (!w->writable) return raiseUnsupported(t, "not writable"), false;
  return putBytes(t, w, text, size, w->lineBuffering && hasLineEnd(text, size));
}

bool textWrite(Thread &t, TextWrapper *w, Str *text) {
  if (!w->writable) return raiseUnsupported(t, "not writable"), false;
  bool lineEnd = false;
  if (w->lineBuffering)
    for (int64_t i = 0; i < text->length && !lineEnd; i++) {
      uint32_t c = strAt(text, i);
      lineEnd = c == '\n' || c == '\r';
    }
  if (w->writeNewline) {
    text = replaceNewlines(t, text, w->writeNewline);
    if (!text) return false;
  }
  // Utf8, Latin1 and Ascii are the first rows of Codec: ASCII text is its own encoding.
  static_assert(Codec::Utf8 < Codec::Ascii && Codec::Latin1 < Codec::Ascii);
  if (strIsAscii(text) && w->codec <= Codec::Ascii) return putBytes(t, w, text->data, text->length, lineEnd);
  Value bytes;
  if (w->codec == Codec::None) {
    bytes = callMethodWith(t, w->encoder, names().encode, fromObject(text));
    if (ok(bytes) && !isBytes(bytes)) return raise(t, Msg::IoEncoderReturned, typeName(bytes)), false;
  } else {
    bytes = encodeWith(t, w->codec, text, w->errorsText, w->writeOrder);
    if (text->length) w->writeOrder = nativeByteOrder();
  }
  return ok(bytes) && putBytes(t, w, as<Bytes>(bytes)->data, as<Bytes>(bytes)->length, lineEnd);
}

Value textWriteMethod(Thread &t, const Value *a) {
  TextWrapper *w = textOf(a[0]);
  if (!isStr(a[1])) return raise(t, Msg::IoTextWriteType, typeName(a[1]));
  if (!textReady(t, w) || !textWrite(t, w, as<Str>(a[1]))) return kNoValue;
  return intValue(t, as<Str>(a[1])->length);
}
Value textFlushMethod(Thread &t, const Value *a) {
  TextWrapper *w = textOf(a[0]);
  return textReady(t, w) && textFlush(t, w) ? none() : kNoValue;
}

void flushAllText(Thread &t) {
  for (TextWrapper *w = openTexts; w; w = w->nextOpen)
    if (w->ready && w->pendingSize && !textFlushPending(t, w)) clearPending(t);
}

} // namespace rt
