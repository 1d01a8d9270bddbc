// _json: string literals, both ways; the module.
#include "runtime-lib/modules/json/Json.h"

#include <cstring>

namespace rt::json {

Value raiseDecodeError(Thread &t, const char *message, Str *text, int64_t position) {
  Value module = TRY(importModule(t, "json.decoder"));
  Value type = TRY(getAttribute(t, module, internAscii(t, "JSONDecodeError")));
  Value error = TRY(callWith(t, type, fromObject(strFromAscii(t, message)), fromObject(text), intValue(t, position)));
  return raiseObject(t, error);
}
bool strArgument(Thread &t, Value v) { return isStr(v) || (raise(t, Msg::JsonString, typeName(v)), false); }

namespace {

/// First position from `i` on with a quote, a backslash or, when strict, a control character.
int64_t endOfRun(const Str *text, int64_t i, bool strict) {
  for (; i < text->length; i++) {
    uint32_t c = strAt(text, i);
    if (c == '"' || c == '\\' || (strict && c < ' ')) break;
  }
  return i;
}
/// The four hexadecimal digits at `i`, -1 when they are not there.
int32_t hexDigits(const Str *text, int64_t i) {
  if (i + 4 > text->length) return -1;
  int32_t n = 0;
  for (int64_t end = i + 4; i < end; i++) {
    uint32_t c = strAt(text, i);
    int digit = c >= '0' && c <= '9' ? static_cast<int>(c - '0')
                : c >= 'a' && c <= 'f' ? static_cast<int>(c - 'a' + 10)
                : c >= 'A' && c <= 'F' ? static_cast<int>(c - 'A' + 10)
                                       : -1;
    if (digit < 0) return -1;
    n = n << 4 | digit;
  }
  return n;
}
/// Decodes the escape whose letter is at *i, which moves behind it; -1 with an exception.
int64_t escape(Thread &t, Str *text, int64_t *i) {
  static constexpr char kLetters[] = "\"\\/bfnrt", kMeanings[] = "\"\\/\b\f\n\r\t";
  const uint32_t letter = strAt(text, *i);
  if (letter != 'u') {
    const char *at = letter && letter < 128 ? std::strchr(kLetters, static_cast<char>(letter)) : nullptr;
    if (!at) return raiseDecodeError(t, "Invalid \\escape", text, *i - 1), -1;
    ++*i;
    return kMeanings[at - kLetters];
  }
  int32_t point = hexDigits(text, *i + 1);
  if (point < 0) return raiseDecodeError(t, "Invalid \\uXXXX escape", text, *i), -1;
  *i += 5;
  const bool high = point >= 0xD800 && point < 0xDC00;
  if (high && *i + 6 < text->length && strAt(text, *i) == '\\' && strAt(text, *i + 1) == 'u') {
    int32_t low = hexDigits(text, *i + 2);
    if (low < 0) return raiseDecodeError(t, "Invalid \\uXXXX escape", text, *i + 1), -1;
    if (low >= 0xDC00 && low < 0xE000) {
      *i += 6;
      return 0x10000 + ((point & 0x3FF) << 10 | (low & 0x3FF));
    }
  }
  return point;
}

bool needsEscape(uint32_t c, bool asciiOnly) { return c < ' ' || c == '"' || c == '\\' || (asciiOnly && c > '~'); }
void addUnit(StrBuilder &out, uint32_t unit) {
  static constexpr char kDigits[] = "0123456789abcdef";
  const char text[] = {'\\', 'u', kDigits[unit >> 12], kDigits[unit >> 8 & 15], kDigits[unit >> 4 & 15], kDigits[unit & 15]};
  out.add(std::string_view(text, sizeof text));
}
void addEscape(StrBuilder &out, uint32_t c) {
  switch (c) {
  case '"': out.add("\\\""); return;
  case '\\': out.add("\\\\"); return;
  case '\b': out.add("\\b"); return;
  case '\f': out.add("\\f"); return;
  case '\n': out.add("\\n"); return;
  case '\r': out.add("\\r"); return;
  case '\t': out.add("\\t"); return;
  default: break;
  }
  if (c > 0xFFFF) {
    addUnit(out, 0xD800 + ((c - 0x10000) >> 10));
    c = 0xDC00 + (c & 0x3FF);
  }
  addUnit(out, c);
}

Value scanStringFunction(Thread &t, const Value *a) {
  int64_t position;
  int strict = ok(a[2]) ? truth(t, a[2]) : 1;
  if (strict < 0 || !toSize(t, a[1], &position) || !strArgument(t, a[0])) return kNoValue;
  if (position < 0 || position > as<Str>(a[0])->length) return raiseText(t, Exc::ValueError, "end is out of bounds");
  Str *s = TRY(scanString(t, as<Str>(a[0]), &position, strict));
  return fromObject(tupleOf(t, fromObject(s), intValue(t, position)));
}
template <bool asciiOnly> Value literal(Thread &t, const Value *a) {
  if (!strArgument(t, a[0])) return kNoValue;
  StrBuilder out(t);
  addLiteral(out, as<Str>(a[0]), asciiOnly);
  return fromObject(out.finish());
}

bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kStringFunctions) && addScanner(t, module) && addEncoder(t, module);
}

} // namespace

Str *scanString(Thread &t, Str *text, int64_t *position, bool strict) {
  const int64_t begin = *position - 1;
  int64_t i = *position;
  int64_t end = endOfRun(text, i, strict);
  if (end < text->length && strAt(text, end) == '"') { // the usual case: no escapes
    *position = end + 1;
    return strSlice(t, text, i, end);
  }
  StrBuilder out(t);
  for (;;) {
    for (; i < end; i++) out.addPoint(strAt(text, i));
    if (i == text->length) return raiseDecodeError(t, "Unterminated string starting at", text, begin), nullptr;
    const uint32_t c = strAt(text, i);
    if (c == '"') break;
    if (c != '\\') return raiseDecodeError(t, "Invalid control character at", text, i), nullptr;
    if (++i == text->length) return raiseDecodeError(t, "Unterminated string starting at", text, begin), nullptr;
    int64_t point = escape(t, text, &i);
    if (point < 0) return nullptr;
    out.addPoint(static_cast<uint32_t>(point));
    end = endOfRun(text, i, strict);
  }
  *position = i + 1;
  return out.finish();
}
void addLiteral(StrBuilder &out, Str *text, bool asciiOnly) {
  int64_t i = 0;
  while (i < text->length && !needsEscape(strAt(text, i), asciiOnly)) i++;
  out.add("\"");
  if (i == text->length) {
    out.add(text);
  } else {
    for (i = 0; i < text->length; i++) {
      const uint32_t c = strAt(text, i);
      if (needsEscape(c, asciiOnly)) addEscape(out, c);
      else out.addPoint(c);
    }
  }
  out.add("\"");
}

const NativeRow kStringFunctions[] = {NATIVE_FUNCTION("encode_basestring", literal<false>, "(string, /)"),
                                      NATIVE_FUNCTION("encode_basestring_ascii", literal<true>, "(string, /)"),
                                      NATIVE_FUNCTION("scanstring", scanStringFunction, "(string, end, strict=True, /)"),
                                      {nullptr, nullptr, nullptr}};
int literalFunction(Value v) {
  if (!isExactly(v, TypeId::NativeFunction)) return -1;
  const NativeRow *row = as<NativeFunction>(v)->row;
  return row == &kStringFunctions[0] ? 0 : row == &kStringFunctions[1] ? 1 : -1;
}

} // namespace rt::json

NATIVE_MODULE_DEFINITION(_json, "_json", rt::json::initialise)
