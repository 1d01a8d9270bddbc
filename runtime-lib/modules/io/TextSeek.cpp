// TextIOWrapper: tell, seek, truncate.
//
// A cookie is the byte position of the next character where that says everything: the decoder of the
// stream is then at its start state. Otherwise it is, as in CPython, one int of 64-bit fields:
//   position of the chunk | decoder flags << 64 | bytes to feed << 128 | characters to skip << 192 |
//   input ends there << 256
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/objects/int/Int.h"

#include <cstring>

namespace rt {

namespace {

bool resetInput(Thread &t, TextWrapper *w) {
  textForgetInput(w);
  w->carrySize = 0;
  w->newlines.pendingCr = false;
  w->byteOrder = 0;
  return !ok(w->decoder) || ok(callNamed(t, w->decoder, "reset"));
}

/// Only output at the start of the stream begins with a byte order mark.
bool resetOutput(Thread &t, TextWrapper *w, Value position) {
  const bool atStart = compareTruth(t, position, fromInt(0), CompareKind::Equal) > 0;
  w->writeOrder = atStart ? 0 : nativeByteOrder();
  if (!ok(w->encoder)) return true;
  return ok(atStart ? callNamed(t, w->encoder, "reset") : callNamed(t, w->encoder, "setstate", fromInt(0)));
}

/// Bytes that the first `count` characters of `text` came from, when every character is one UTF-8,
/// Latin-1 or ASCII sequence and newlines were translated as `w` says; -1 when that is not certain.
int64_t bytesOfCharacters(TextWrapper *w, const Bytes *bytes, const Str *text, int64_t count) {
  if (w->codec > Codec::Ascii || w->snapshotFlags) return -1;
  int64_t at = 0;
  for (int64_t i = 0; i < count; i++) {
    if (at >= bytes->length) return -1;
    uint8_t first = bytes->data[at];
    int64_t n = w->codec != Codec::Utf8 || first < 0x80 ? 1 : first < 0xC2 ? -1 : first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4;
    uint32_t c = strAt(text, i);
    if (n < 0 || (n > 1 && (c < 0x80 || (c >= 0xD800 && c < 0xE000)))) return -1;
    if (n == 1 && first < 0x80 && c != first) { // only a translated '\r' may differ
      if (first != '\r' || c != '\n') return -1;
    }
    if (n == 1 && first >= 0x80 && c != first) return -1;
    at += n;
    if (first == '\r' && w->readTranslate && at < bytes->length && bytes->data[at] == '\n') at++;
  }
  return at;
}

Value field(Thread &t, Value n, unsigned shift) {
  Value moved = TRY(binaryOp(t, BinaryKind::RightShift, n, fromInt(shift)));
  Value power = TRY(binaryOp(t, BinaryKind::LeftShift, fromInt(1), fromInt(64)));
  Value mask = TRY(intSubtract(t, power, fromInt(1)));
  return binaryOp(t, BinaryKind::And, moved, mask);
}
Value shifted(Thread &t, Value n, unsigned shift) {
  return binaryOp(t, BinaryKind::LeftShift, n, fromInt(shift));
}

Value bufferTell(Thread &t, TextWrapper *w) { return callNamed(t, w->buffer, "tell"); }

/// The state also becomes that of the snapshot.
bool restoreDecoder(Thread &t, TextWrapper *w, Value flags) {
  Value low = binaryOp(t, BinaryKind::And, flags, fromInt(1));
  if (!ok(low)) return false;
  if (w->readUniversal) w->newlines.pendingCr = truth(t, low) > 0;
  if (w->codec != Codec::None || !ok(w->decoder)) return true;
  Value inner = w->readUniversal ? binaryOp(t, BinaryKind::RightShift, flags, fromInt(1)) : flags;
  if (!ok(inner)) return false;
  Value state = fromObject(tupleOf(t, fromObject(bytesNew(t, nullptr, 0)), inner));
  storeField(w, &w->snapshotState, state);
  return ok(callNamed(t, w->decoder, "setstate", state));
}

} // namespace

Value textTell(Thread &t, const Value *a) {
  TextWrapper *w = textOf(a[0]);
  if (!textReady(t, w)) return kNoValue;
  if (!w->seekable) return raiseUnsupported(t, "underlying stream is not seekable");
  if (!w->telling) return raiseText(t, Exc::OSError, "telling position disabled by next() call");
  if (!textFlushPending(t, w) || !ok(callMethodWith(t, a[0], names().flush))) return kNoValue;
  Value position = TRY(bufferTell(t, w));
  if (!w->readable || !w->hasSnapshot) return position;
  position = TRY(intSubtract(t, position, intValue(t, w->snapshotBytes->length)));
  int64_t exact = bytesOfCharacters(w, w->snapshotBytes, w->decoded, w->used);
  if (exact >= 0) return intAdd(t, position, intValue(t, exact));
  Value flags = fromInt(0);
  if (w->codec == Codec::None && ok(w->snapshotState)) {
    flags = as<Tuple>(w->snapshotState)->items[1];
    if (w->readUniversal) flags = TRY(shifted(t, flags, 1));
  }
  if (w->snapshotFlags & 1) flags = TRY(binaryOp(t, BinaryKind::Or, flags, fromInt(1)));
  if (!w->used && same(flags, fromInt(0))) return position;
  Value parts[] = {flags, intValue(t, w->snapshotBytes->length), intValue(t, w->used)};
  for (unsigned i = 0; i < 3; i++) {
    Value part = TRY(shifted(t, parts[i], 64 * (i + 1)));
    position = TRY(binaryOp(t, BinaryKind::Or, position, part));
  }
  if (w->snapshotFlags & 2) {
    Value end = TRY(shifted(t, fromInt(1), 256));
    position = TRY(binaryOp(t, BinaryKind::Or, position, end));
  }
  return position;
}

Value textSeek(Thread &t, const Value *a) {
  TextWrapper *w = textOf(a[0]);
  Value cookie = a[1];
  int64_t whence = 0;
  if ((ok(a[2]) && !toInt64(t, a[2], &whence)) || !textReady(t, w)) return kNoValue;
  if (!w->seekable) return raiseUnsupported(t, "underlying stream is not seekable");
  int zero = compareTruth(t, cookie, fromInt(0), CompareKind::Equal);
  if (zero < 0) return kNoValue;
  if (whence == 1) {
    if (!zero) return raiseUnsupported(t, "can't do nonzero cur-relative seeks");
    cookie = TRY(callNamed(t, a[0], "tell"));
  } else if (whence == 2) {
    if (!zero) return raiseUnsupported(t, "can't do nonzero end-relative seeks");
    if (!ok(callMethodWith(t, a[0], names().flush)) || !resetInput(t, w)) return kNoValue;
    Value end = TRY(callNamed(t, w->buffer, "seek", fromInt(0), fromInt(2)));
    return resetOutput(t, w, end) ? end : kNoValue;
  } else if (whence != 0) {
    return raise(t, Msg::IoUnsupportedWhence, whence);
  }
  int negativeCookie = compareTruth(t, cookie, fromInt(0), CompareKind::Less);
  if (negativeCookie < 0) return kNoValue;
  if (negativeCookie) return raise(t, Msg::IoNegativeSeekCookie, reprOf(cookie));
  if (!ok(callMethodWith(t, a[0], names().flush))) return kNoValue;
  Value position = TRY(field(t, cookie, 0)), flags = TRY(field(t, cookie, 64));
  Value feedField = TRY(field(t, cookie, 128)), skipField = TRY(field(t, cookie, 192));
  const bool atEnd = !same(TRY(field(t, cookie, 256)), fromInt(0));
  int64_t feed, skip;
  if (!toInt64(t, feedField, &feed) || !toInt64(t, skipField, &skip)) return kNoValue;
  if (!ok(callNamed(t, w->buffer, "seek", position)) || !resetInput(t, w)) return kNoValue;
  const bool atStart = same(position, fromInt(0)) && same(flags, fromInt(0));
  if (!atStart && !restoreDecoder(t, w, flags)) return kNoValue;
  if (!resetOutput(t, w, position)) return kNoValue;
  if (!skip) return cookie;
  w->snapshotFlags = static_cast<uint8_t>(w->newlines.pendingCr | atEnd << 1);
  Value bytes = TRY(callMethodWith(t, w->buffer, names().read, intValue(t, feed)));
  if (!isBytes(bytes)) return raise(t, Msg::IoUnderlyingRead, "read", typeName(bytes));
  Str *text = TRY(textDecode(t, w, as<Bytes>(bytes)->data, as<Bytes>(bytes)->length, atEnd));
  if (text->length < skip) return raiseText(t, Exc::OSError, "can't restore logical file position");
  w->decoded = text;
  w->used = skip;
  w->hasSnapshot = true;
  w->snapshotBytes = as<Bytes>(bytes);
  writeBarrier(w);
  return cookie;
}

Value textTruncate(Thread &t, const Value *a) {
  if (!textReady(t, textOf(a[0])) || !ok(callMethodWith(t, a[0], names().flush))) return kNoValue;
  return callNamed(t, textOf(a[0])->buffer, "truncate", ok(a[1]) ? a[1] : none());
}

} // namespace rt
