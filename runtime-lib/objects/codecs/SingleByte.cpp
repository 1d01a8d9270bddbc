// ASCII, Latin-1 and the character maps: one byte, one character (or few).
#include "runtime-lib/objects/codecs/Coding.h"
#include "runtime-lib/objects/codecs/WideUtf.h"

#include <cstring>

namespace rt {

Value decodeAscii(Thread &t, const uint8_t *data, int64_t length, const char *errors) {
  if (bytesAreAscii(data, length)) {
    Str *s = strFromAscii(t, {reinterpret_cast<const char *>(data), static_cast<size_t>(length)});
    return s ? fromObject(s) : kNoValue;
  }
  Decoder d(t, "ascii", data, length, errors);
  for (int64_t i = 0; i < length;) {
    if (data[i] < 128) {
      d.out.addPoint(data[i++]);
      continue;
    }
    if (!d.error(i, i + 1, "ordinal not in range(128)", &i))
      return kNoValue;
  }
  return d.finish();
}

Value encodeBelow(Thread &t, Str *text, uint32_t limit, const char *errors) {
  if (strIsAscii(text) || (limit == 256 && strKind(text) == 1)) {
    Bytes *b = bytesNew(t, text->data, text->length);
    return b ? fromObject(b) : kNoValue;
  }
  const char *reason = limit == 128 ? "ordinal not in range(128)" : "ordinal not in range(256)";
  Encoder e(t, limit == 128 ? "ascii" : "latin-1", text, errors);
  for (int64_t i = 0; i < text->length;) {
    uint32_t c = strAt(text, i);
    if (c < limit) {
      e.put(static_cast<uint8_t>(c));
      i++;
      continue;
    }
    int64_t start = i, end = i + 1;
    while (end < text->length && strAt(text, end) >= limit)
      end++;
    if (e.mode == ErrorMode::Replace) {
      e.out.append(static_cast<size_t>(end - start), '?');
      i = end;
      continue;
    }
    Value replacement = TRY(e.error(start, end, reason, &i));
    if (isBytes(replacement)) {
      e.out.append(reinterpret_cast<char *>(as<Bytes>(replacement)->data),
                   static_cast<size_t>(as<Bytes>(replacement)->length));
      continue;
    }
    Str *s = as<Str>(replacement);
    for (int64_t k = 0; k < s->length; k++) {
      if (strAt(s, k) >= limit)
        return raiseEncodeError(t, e.encoding, text, start, end, reason);
      e.put(static_cast<uint8_t>(strAt(s, k)));
    }
  }
  return e.finish();
}

namespace {

constexpr const char *kUndefined = "character maps to <undefined>";

// Item of a mapping; kNoValue without an exception when it has none (LookupError).
Value mapItem(Thread &t, Value mapping, int64_t key) {
  Value v;
  if (isExactly(mapping, TypeId::Dict)) {
    if (dictFind(t, as<Dict>(mapping), fromInt(key), &v) != Found::Yes)
      return kNoValue;
    return v;
  }
  v = getItem(t, mapping, fromInt(key));
  if (!ok(v) && pendingMatches(t, Exc::LookupError))
    clearPending(t);
  return v;
}

// Adds what one byte decodes to. 1: done, 0: undefined, -1: exception.
int decodeByte(Decoder &d, Value mapping, uint8_t byte) {
  Value v = mapItem(d.t, mapping, byte);
  if (!ok(v))
    return ok(d.t.pending) ? -1 : 0;
  if (isNone(v))
    return 0;
  if (isAnyInt(v)) {
    int64_t c;
    if (!intFits(v, &c) || c < 0 || c > 0x10ffff)
      return raise(d.t, Msg::CharmapRange), -1;
    if (c == 0xfffe)
      return 0;
    d.out.addPoint(static_cast<uint32_t>(c));
    return 1;
  }
  if (!isStr(v))
    return raise(d.t, Msg::MappingResult), -1;
  if (as<Str>(v)->length == 1 && strAt(as<Str>(v), 0) == 0xfffe)
    return 0;
  d.out.add(as<Str>(v));
  return 1;
}

// Appends what one character encodes to. 1, 0 or -1 as above.
int encodeChar(Encoder &e, Value mapping, uint32_t c) {
  Value v = mapItem(e.t, mapping, c);
  if (!ok(v))
    return ok(e.t.pending) ? -1 : 0;
  if (isNone(v))
    return 0;
  if (isAnyInt(v)) {
    int64_t byte;
    if (!intFits(v, &byte) || byte < 0 || byte > 255)
      return raise(e.t, Msg::CharmapByteRange), -1;
    e.put(static_cast<uint8_t>(byte));
    return 1;
  }
  if (!isBytes(v))
    return raise(e.t, Msg::CharmapEncodeResult, typeName(v)), -1;
  e.out.append(reinterpret_cast<char *>(as<Bytes>(v)->data),
               static_cast<size_t>(as<Bytes>(v)->length));
  return 1;
}

} // namespace

Value decodeCharmap(Thread &t, const uint8_t *data, int64_t length, Value mapping,
                    const char *errors) {
  if (!ok(mapping) || isNone(mapping))
    return fromObject(TRY(strFromLatin1(t, data, length)));
  Decoder d(t, "charmap", data, length, errors);
  for (int64_t i = 0; i < length;) {
    int state;
    if (isStr(mapping)) {
      Str *table = as<Str>(mapping);
      uint32_t c = data[i] < table->length ? strAt(table, data[i]) : 0xfffe;
      state = c != 0xfffe;
      if (state)
        d.out.addPoint(c);
    } else
      state = decodeByte(d, mapping, data[i]);
    if (state < 0)
      return kNoValue;
    if (state > 0)
      i++;
    else if (!d.error(i, i + 1, kUndefined, &i))
      return kNoValue;
  }
  return d.finish();
}

Value encodeCharmap(Thread &t, Str *text, Value mapping, const char *errors) {
  if (!ok(mapping) || isNone(mapping))
    return encodeBelow(t, text, 256, errors);
  Encoder e(t, "charmap", text, errors);
  for (int64_t i = 0; i < text->length;) {
    int state = encodeChar(e, mapping, strAt(text, i));
    if (state < 0)
      return kNoValue;
    if (state > 0) {
      i++;
      continue;
    }
    int64_t start = i, end = i + 1;
    for (; end < text->length; end++) { // the whole run of characters that have no byte
      Value v = mapItem(t, mapping, strAt(text, end));
      if (ok(t.pending))
        return kNoValue;
      if (ok(v) && !isNone(v))
        break;
    }
    Value replacement;
    if (e.mode == ErrorMode::Replace) {
      StrBuilder marks(t);
      for (int64_t k = start; k < end; k++)
        marks.addPoint('?');
      replacement = fromObject(marks.finish());
      i = end;
    } else
      replacement = TRY(e.error(start, end, kUndefined, &i));
    if (isBytes(replacement)) {
      e.out.append(reinterpret_cast<char *>(as<Bytes>(replacement)->data),
                   static_cast<size_t>(as<Bytes>(replacement)->length));
      continue;
    }
    Str *s = as<Str>(replacement);
    for (int64_t k = 0; k < s->length; k++) {
      state = encodeChar(e, mapping, strAt(s, k));
      if (state < 0)
        return kNoValue;
      if (state == 0)
        return raiseEncodeError(t, "charmap", text, start, end, kUndefined);
    }
  }
  return e.finish();
}

} // namespace rt
