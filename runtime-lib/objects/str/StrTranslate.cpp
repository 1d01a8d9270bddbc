// str: translate, maketrans, encode.
#include "runtime-lib/objects/codecs/Codecs.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt {
namespace {

constexpr uint32_t kDeleted = 0xfffffffe, kFailedPoint = 0xffffffff, kManyPoints = 0xfffffffd;

// Looks c up in the table: a code point, or kDeleted, kManyPoints (text in *many), kFailedPoint.
uint32_t translateOne(Thread &t, Value table, uint32_t c, Str **many) {
  Value v;
  if (isExactly(table, TypeId::Dict)) {
    Found found = dictFind(t, as<Dict>(table), fromInt(c), &v);
    if (found == Found::Error)
      return kFailedPoint;
    if (found == Found::No)
      return c;
  } else {
    v = getItem(t, table, fromInt(c));
    if (!ok(v)) {
      if (!pendingMatches(t, Exc::LookupError))
        return kFailedPoint;
      clearPending(t);
      return c;
    }
  }
  if (isNone(v))
    return kDeleted;
  if (isAnyInt(v)) {
    int64_t point;
    if (!intFits(v, &point) || point < 0 || point > 0x10ffff)
      return raise(t, Msg::MappingRange), kFailedPoint;
    return static_cast<uint32_t>(point);
  }
  if (!isStr(v))
    return raise(t, Msg::MappingResult), kFailedPoint;
  *many = as<Str>(v);
  return kManyPoints;
}

bool addTranslated(StrBuilder &out, uint32_t mapped, Str *many) {
  if (mapped == kFailedPoint)
    return false;
  if (mapped == kManyPoints)
    out.add(many);
  else if (mapped != kDeleted)
    out.addPoint(mapped);
  return true;
}

} // namespace

// Fast path: ASCII to ASCII, character by character. Null without an exception when the table asks
// for more.
static Str *translateAscii(Thread &t, Str *s, Value table) {
  uint8_t map[128];
  std::memset(map, 0xff, sizeof map);
  Str *result = TRY(strNew(t, s->length, 1, true));
  for (int64_t i = 0; i < s->length; i++) {
    uint8_t c = s->data[i];
    if (map[c] == 0xff) {
      Str *many;
      uint32_t mapped = translateOne(t, table, c, &many);
      if (mapped >= 128)
        return nullptr;
      map[c] = static_cast<uint8_t>(mapped);
    }
    result->data[i] = map[c];
  }
  return result;
}

Value strTranslate(Thread &t, const Value *args) {
  Str *s = as<Str>(args[0]);
  if (strIsAscii(s) && s->length > 1 && isExactly(args[1], TypeId::Dict)) {
    Str *result = translateAscii(t, s, args[1]);
    if (result)
      return fromObject(result);
    if (ok(t.pending))
      return kNoValue;
  }
  StrBuilder out(t);
  // The results for ASCII characters are looked up once.
  uint32_t cache[128];
  uint64_t known[2] = {};
  for (int64_t i = 0; i < s->length; i++) {
    uint32_t c = strAt(s, i), mapped;
    Str *many = nullptr;
    if (c < 128 && known[c >> 6] >> (c & 63) & 1) {
      mapped = cache[c];
    } else {
      mapped = translateOne(t, args[1], c, &many);
      if (c < 128 && mapped != kManyPoints) {
        cache[c] = mapped;
        known[c >> 6] |= uint64_t{1} << (c & 63);
      }
    }
    if (!addTranslated(out, mapped, many))
      return kNoValue;
  }
  return fromObject(TRY(out.finish()));
}

Value strMakeTrans(Thread &t, const Value *args) {
  Dict *result = TRY(dictNew(t));
  if (!ok(args[1])) {
    if (!isExactly(args[0], TypeId::Dict))
      return raise(t, Msg::MakeTransDict);
    int64_t position = 0;
    Value key, v;
    while (dictNext(as<Dict>(args[0]), &position, &key, &v)) {
      if (isStr(key)) {
        if (as<Str>(key)->length != 1)
          return raise(t, Msg::MakeTransKeyLength);
        key = fromInt(strAt(as<Str>(key), 0));
      } else if (!isAnyInt(key))
        return raise(t, Msg::MakeTransKeyType);
      if (!dictSet(t, result, key, v))
        return kNoValue;
    }
    return fromObject(result);
  }
  if (!wantStr(t, args[1], "maketrans", 2))
    return kNoValue;
  if (!isStr(args[0]))
    return raise(t, Msg::MakeTransFirst);
  Str *from = as<Str>(args[0]), *to = as<Str>(args[1]);
  if (from->length != to->length)
    return raise(t, Msg::MakeTransLengths);
  for (int64_t i = 0; i < from->length; i++)
    if (!dictSet(t, result, fromInt(strAt(from, i)), fromInt(strAt(to, i))))
      return kNoValue;
  if (ok(args[2])) {
    if (!wantStr(t, args[2], "maketrans", 3))
      return kNoValue;
    Str *dropped = as<Str>(args[2]);
    for (int64_t i = 0; i < dropped->length; i++)
      if (!dictSet(t, result, fromInt(strAt(dropped, i)), none()))
        return kNoValue;
  }
  return fromObject(result);
}

Value strEncode(Thread &t, const Value *args) {
  for (int i = 1; i <= 2; i++)
    if (ok(args[i]) && !isStr(args[i]))
      return raise(t, Msg::NamedArgumentMustBeStr, "encode", i == 1 ? "encoding" : "errors",
                   argumentTypeName(args[i]));
  return encodeText(t, as<Str>(args[0]), ok(args[1]) ? as<Str>(args[1]) : nullptr,
                    ok(args[2]) ? as<Str>(args[2]) : nullptr);
}

} // namespace rt
