// Error handling of codecs: the standard handlers (Library reference, "codecs: Error Handlers") and
// the calls of registered ones. The frequent ones are answered without making an exception.
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/codecs/Coding.h"

#include <cstdio>
#include <cstring>

namespace rt {

ErrorMode errorMode(const char *name) {
  if (!name || std::strcmp(name, "strict") == 0)
    return ErrorMode::Strict;
  static constexpr struct {
    const char *name;
    ErrorMode mode;
  } known[] = {{"ignore", ErrorMode::Ignore},
               {"replace", ErrorMode::Replace},
               {"surrogateescape", ErrorMode::SurrogateEscape},
               {"surrogatepass", ErrorMode::SurrogatePass},
               {"backslashreplace", ErrorMode::BackslashReplace},
               {"xmlcharrefreplace", ErrorMode::XmlCharRefReplace},
               {"namereplace", ErrorMode::NameReplace}};
  for (auto &row : known)
    if (std::strcmp(row.name, name) == 0)
      return row.mode;
  return ErrorMode::Other;
}

Value raiseDecodeError(Thread &t, const char *encoding, const uint8_t *data, int64_t length,
                       int64_t start, int64_t end, const char *reason) {
  Bytes *object = TRY(bytesNew(t, data, length));
  return raiseUnicodeError(t, Exc::UnicodeDecodeError, encoding, fromObject(object), start, end,
                           reason);
}
Value raiseEncodeError(Thread &t, const char *encoding, Str *text, int64_t start, int64_t end,
                       const char *reason) {
  return raiseUnicodeError(t, Exc::UnicodeEncodeError, encoding, fromObject(text), start, end,
                           reason);
}

namespace {

// The object of a UnicodeError, of the type that its class asks for; kNoValue with TypeError.
Value objectOf(Thread &t, Value exception, bool decode) {
  Value object = exceptionField(exception, ExcField::Unicode_object);
  if (!ok(object))
    return raise(t, Msg::UnicodeObjectUnset);
  if (decode ? !isBytes(object) : !isStr(object))
    return raise(t, Msg::UnicodeObjectType, decode ? "bytes" : "unicode");
  return object;
}

// Calls the handler for an exception; its answer is a pair (replacement, position), the position not
// yet checked.
Value callHandler(Thread &t, ErrorMode mode, const char *errors, Value exception, Msg badResult,
                  bool allowBytes, int64_t *next) {
  Value answer;
  if (mode == ErrorMode::Other)
    answer = callWith(t, TRY(lookupErrorHandler(t, errors)), exception);
  else
    answer = standardErrorHandler(t, mode, exception);
  if (!ok(answer))
    return kNoValue;
  if (!isTuple(answer) || as<Tuple>(answer)->size != 2)
    return raise(t, badResult);
  Value text = as<Tuple>(answer)->items[0], position = as<Tuple>(answer)->items[1];
  if (!isStr(text) && !(allowBytes && isBytes(text)))
    return raise(t, badResult);
  if (!isAnyInt(position))
    return raise(t, badResult);
  return toSize(t, position, next) ? text : kNoValue;
}

// Negative positions count from the end of the input.
bool checkPosition(Thread &t, int64_t length, int64_t *next) {
  int64_t given = *next;
  if (*next < 0)
    *next += length;
  return (*next >= 0 && *next <= length) || ok(raise(t, Msg::HandlerPosition, given));
}

} // namespace

bool Decoder::error(int64_t start, int64_t end, const char *reason, int64_t *next) {
  *next = end;
  switch (mode_) {
  case ErrorMode::Ignore:
    return true;
  case ErrorMode::Replace:
    out.addPoint(0xfffd);
    return true;
  case ErrorMode::SurrogateEscape: {
    int64_t i = start;
    for (; i < end && i < start + 4 && data[i] >= 128; i++)
      out.addPoint(0xdc00u + data[i]);
    *next = i;
    if (i > start)
      return true;
    break;
  }
  default:
    break;
  }
  raiseDecodeError(t, encoding, data, length, start, end, reason);
  if (mode_ == ErrorMode::Strict || mode_ == ErrorMode::SurrogateEscape)
    return false;
  Value exception = takePending(t);
  Value text = TRY(callHandler(t, mode_, errors_, exception, Msg::DecodeHandlerResult, false, next));
  replaced_ = TRY(objectOf(t, exception, true));
  data = as<Bytes>(replaced_)->data;
  length = as<Bytes>(replaced_)->length;
  if (!checkPosition(t, length, next))
    return false;
  out.add(as<Str>(text));
  return true;
}

Value Encoder::error(int64_t start, int64_t end, const char *reason, int64_t *next) {
  *next = end;
  if (mode == ErrorMode::Ignore)
    return fromObject(strEmpty());
  if (mode == ErrorMode::Replace && end == start + 1)
    return fromObject(strFromCodePoint(t, '?'));
  if (mode == ErrorMode::SurrogateEscape) {
    std::string bytes;
    int64_t i = start;
    for (; i < end; i++) {
      uint32_t c = strAt(text, i);
      if (c < 0xdc80 || c > 0xdcff)
        break;
      bytes.push_back(static_cast<char>(c));
    }
    if (i > start) {
      *next = i;
      return fromObject(bytesNew(t, bytes.data(), i - start));
    }
  }
  raiseEncodeError(t, encoding, text, start, end, reason);
  if (mode == ErrorMode::Strict || mode == ErrorMode::SurrogateEscape)
    return kNoValue;
  Value replacement = TRY(callHandler(t, mode, errors_, takePending(t), Msg::EncodeHandlerResult, true, next));
  return checkPosition(t, text->length, next) ? replacement : kNoValue;
}

namespace {

struct UnicodeErrorView {
  Value exception, object;
  int64_t start, end;
  bool encode, decode;
};

bool viewError(Thread &t, Value exception, UnicodeErrorView *out) {
  out->encode = isInstance(exception, exceptionType(Exc::UnicodeEncodeError));
  out->decode = isInstance(exception, exceptionType(Exc::UnicodeDecodeError));
  bool translate = isInstance(exception, exceptionType(Exc::UnicodeTranslateError));
  if (!out->encode && !out->decode && !translate)
    return ok(raise(t, Msg::HandlerCannotHandle, typeName(exception)));
  // UnicodeTranslateError has the same five fields, without an encoding.
  out->exception = exception;
  out->object = TRY(objectOf(t, exception, out->decode));
  if (!toSize(t, exceptionField(exception, ExcField::Unicode_start), &out->start) ||
      !toSize(t, exceptionField(exception, ExcField::Unicode_end), &out->end))
    return false;
  int64_t length = out->decode ? as<Bytes>(out->object)->length : as<Str>(out->object)->length;
  if (out->start < 0)
    out->start = 0;
  if (out->start > length)
    out->start = length;
  if (out->end > length)
    out->end = length;
  if (out->end < out->start)
    out->end = out->start;
  return true;
}

Value answer(Thread &t, const std::string &text, int64_t position) {
  return fromObject(tupleOf(t, fromObject(strFromAscii(t, text)), fromInt(position)));
}
Value answerBytes(Thread &t, const std::string &bytes, int64_t position) {
  return fromObject(
      tupleOf(t, fromObject(bytesNew(t, bytes.data(), static_cast<int64_t>(bytes.size()))),
              fromInt(position)));
}

void appendEscape(std::string *out, uint32_t c) {
  char text[16];
  std::snprintf(text, sizeof text, c < 0x100 ? "\\x%02x" : c < 0x10000 ? "\\u%04x" : "\\U%08x", c);
  out->append(text);
}

Value replaceHandler(Thread &t, const UnicodeErrorView &e) {
  if (e.decode)
    return fromObject(tupleOf(t, fromObject(strFromCodePoint(t, 0xfffd)), fromInt(e.end)));
  StrBuilder out(t);
  for (int64_t i = e.start; i < e.end; i++)
    out.addPoint(e.encode ? '?' : 0xfffd);
  return fromObject(tupleOf(t, fromObject(out.finish()), fromInt(e.end)));
}

Value textHandler(Thread &t, ErrorMode mode, const UnicodeErrorView &e) {
  std::string out;
  if (e.decode) {
    for (int64_t i = e.start; i < e.end; i++)
      appendEscape(&out, as<Bytes>(e.object)->data[i]);
    return answer(t, out, e.end);
  }
  for (int64_t i = e.start; i < e.end; i++) {
    uint32_t c = strAt(as<Str>(e.object), i);
    std::string name;
    if (mode == ErrorMode::XmlCharRefReplace) {
      out += "&#" + std::to_string(c) + ";";
      continue;
    }
    bool named = mode == ErrorMode::NameReplace && characterName(t, c, &name);
    if (ok(t.pending))
      return kNoValue;
    if (named)
      out += "\\N{" + name + "}";
    else
      appendEscape(&out, c);
  }
  return answer(t, out, e.end);
}

Value surrogateEscapeHandler(Thread &t, const UnicodeErrorView &e) {
  if (e.encode) {
    std::string bytes;
    for (int64_t i = e.start; i < e.end; i++) {
      uint32_t c = strAt(as<Str>(e.object), i);
      if (c < 0xdc80 || c > 0xdcff)
        return raiseObject(t, e.exception);
      bytes.push_back(static_cast<char>(c));
    }
    return answerBytes(t, bytes, e.end);
  }
  StrBuilder out(t);
  int64_t i = e.start;
  for (; i < e.end && i < e.start + 4 && as<Bytes>(e.object)->data[i] >= 128; i++)
    out.addPoint(0xdc00u + as<Bytes>(e.object)->data[i]);
  if (i == e.start)
    return raiseObject(t, e.exception);
  return fromObject(tupleOf(t, fromObject(out.finish()), fromInt(i)));
}

// Width of a code unit of a UTF encoding (1, 2, 4; 0: not one) and its byte order.
int utfWidth(std::string_view name, bool *big) {
  std::string plain;
  for (char c : name)
    if (c != '-' && c != '_')
      plain.push_back(static_cast<char>(c >= 'A' && c <= 'Z' ? c + 32 : c));
  *big = plain.size() > 2 && plain.substr(plain.size() - 2) == "be";
  if (plain == "utf8" || plain == "cputf8")
    return 1;
  if (plain.rfind("utf16", 0) == 0)
    return 2;
  return plain.rfind("utf32", 0) == 0 ? 4 : 0;
}

Value surrogatePassHandler(Thread &t, const UnicodeErrorView &e) {
  Value encoding = exceptionField(e.exception, ExcField::Unicode_encoding);
  bool big;
  int width = utfWidth(isStr(encoding) ? strUtf8(t, as<Str>(encoding)) : "", &big);
  if (!width)
    return raiseObject(t, e.exception);
  if (e.encode) {
    std::string bytes;
    for (int64_t i = e.start; i < e.end; i++) {
      uint32_t c = strAt(as<Str>(e.object), i);
      if (c < 0xd800 || c > 0xdfff)
        return raiseObject(t, e.exception);
      if (width == 1) {
        bytes.push_back(static_cast<char>(0xe0 | c >> 12));
        bytes.push_back(static_cast<char>(0x80 | (c >> 6 & 63)));
        bytes.push_back(static_cast<char>(0x80 | (c & 63)));
        continue;
      }
      for (int k = 0; k < width; k++)
        bytes.push_back(static_cast<char>(c >> 8 * (big ? width - 1 - k : k)));
    }
    return answerBytes(t, bytes, e.end);
  }
  Bytes *b = as<Bytes>(e.object);
  const uint8_t *p = b->data + e.start;
  int64_t left = b->length - e.start;
  uint32_t c = 0;
  if (width == 1) {
    if (left >= 3 && (p[0] & 0xf0) == 0xe0 && (p[1] & 0xc0) == 0x80 && (p[2] & 0xc0) == 0x80)
      c = (p[0] & 15u) << 12 | (p[1] & 63u) << 6 | (p[2] & 63u);
    width = 3;
  } else if (left >= width) {
    for (int k = 0; k < width; k++)
      c |= static_cast<uint32_t>(p[k]) << 8 * (big ? width - 1 - k : k);
  }
  if (c < 0xd800 || c > 0xdfff)
    return raiseObject(t, e.exception);
  return fromObject(tupleOf(t, fromObject(strFromCodePoint(t, c)), fromInt(e.start + width)));
}

} // namespace

Value standardErrorHandler(Thread &t, ErrorMode mode, Value exception) {
  UnicodeErrorView e;
  if (mode == ErrorMode::Strict) {
    if (!isExceptionInstance(exception))
      return raise(t, Msg::HandlerNotException);
    return raiseObject(t, exception);
  }
  if (!viewError(t, exception, &e))
    return kNoValue;
  switch (mode) {
  case ErrorMode::Ignore:
    return answer(t, "", e.end);
  case ErrorMode::Replace:
    return replaceHandler(t, e);
  case ErrorMode::BackslashReplace:
    return textHandler(t, mode, e);
  case ErrorMode::XmlCharRefReplace:
  case ErrorMode::NameReplace:
    if (!e.encode)
      return raise(t, Msg::HandlerCannotHandle, typeName(exception));
    return textHandler(t, mode, e);
  case ErrorMode::SurrogateEscape:
    if (!e.encode && !e.decode)
      return raise(t, Msg::HandlerCannotHandle, typeName(exception));
    return surrogateEscapeHandler(t, e);
  default:
    if (!e.encode && !e.decode)
      return raise(t, Msg::HandlerCannotHandle, typeName(exception));
    return surrogatePassHandler(t, e);
  }
}

} // namespace rt
