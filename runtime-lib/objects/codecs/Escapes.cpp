// unicode_escape, raw_unicode_escape, and the escapes of bytes literals (escape_decode).
#include "runtime-lib/objects/codecs/Coding.h"
#include "runtime-lib/objects/codecs/WideUtf.h"
#include "runtime-lib/objects/unicode/UnicodeNames.h"

#include <cstring>

namespace rt {
namespace {

int hexDigit(uint8_t c) {
  if (c >= '0' && c <= '9')
    return c - '0';
  c |= 32;
  return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

constexpr char kHex[] = "0123456789abcdef";
void putHex(std::string *out, char letter, uint32_t c, int digits) {
  out->push_back('\\');
  out->push_back(letter);
  for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
    out->push_back(kHex[c >> shift & 15]);
}

// Character of a one-letter escape, or -1.
int simpleEscape(uint8_t c) {
  switch (c) {
  case '\\':
  case '\'':
  case '"':
    return c;
  case 'b':
    return '\b';
  case 't':
    return '\t';
  case 'n':
    return '\n';
  case 'r':
    return '\r';
  case 'f':
    return '\f';
  case 'v':
    return '\v';
  case 'a':
    return '\a';
  default:
    return -1;
  }
}

// Up to `digits` hexadecimal digits at data[*i]; false when fewer are there (i behind the good
// ones).
bool readHex(const uint8_t *data, int64_t length, int64_t *i, int digits, uint32_t *out) {
  uint32_t c = 0;
  for (int k = 0; k < digits; k++, ++*i) {
    int d = *i < length ? hexDigit(data[*i]) : -1;
    if (d < 0)
      return false;
    c = c << 4 | static_cast<uint32_t>(d);
  }
  *out = c;
  return true;
}

uint32_t readOctal(const uint8_t *data, int64_t length, int64_t *i) {
  uint32_t c = 0;
  for (int k = 0; k < 3 && *i < length && data[*i] >= '0' && data[*i] <= '7'; k++)
    c = c << 3 | static_cast<uint32_t>(data[(*i)++] - '0');
  return c;
}

// The first escape of a text that is none: deprecated, and said once per text.
struct InvalidEscape {
  const uint8_t *at = nullptr; // behind the backslash
  void note(const uint8_t *p) {
    if (!at)
      at = p;
  }
  bool report(Thread &t) const {
    if (!at)
      return true;
    if (*at >= '4' && *at <= '7') // only octal ones begin with these
      return warn(t, Msg::InvalidOctalEscape, std::string_view(reinterpret_cast<const char *>(at), 3));
    return warn(t, Msg::InvalidEscape, fromObject(strCharacter(*at)));
  }
};

Value bytesOf(Thread &t, const std::string &out) {
  Bytes *b = bytesNew(t, out.data(), static_cast<int64_t>(out.size()));
  return b ? fromObject(b) : kNoValue;
}

} // namespace

Value decodeUnicodeEscape(Thread &t, const uint8_t *data, int64_t length, DecodeState &state) {
  Decoder d(t, "unicodeescape", data, length, state.errors);
  InvalidEscape invalid;
  state.consumed = length;
  for (int64_t i = 0; i < length;) {
    if (data[i] != '\\') {
      d.out.addPoint(data[i++]);
      continue;
    }
    int64_t start = i++;
    const char *reason = nullptr;
    bool incomplete = false;
    if (i >= length) {
      reason = "\\ at end of string";
      incomplete = true;
    } else {
      uint8_t c = data[i++];
      uint32_t point;
      if (c == '\n')
        continue;
      if (int simple = simpleEscape(c); simple >= 0) {
        d.out.addPoint(static_cast<uint32_t>(simple));
        continue;
      }
      if (c >= '0' && c <= '7') {
        i--;
        const uint32_t octal = readOctal(data, length, &i);
        if (octal > 0xff)
          invalid.note(data + start + 1);
        d.out.addPoint(octal);
        continue;
      }
      int digits = c == 'x' ? 2 : c == 'u' ? 4 : c == 'U' ? 8 : 0;
      if (digits) {
        if (readHex(data, length, &i, digits, &point)) {
          if (point <= 0x10ffff) {
            d.out.addPoint(point);
            continue;
          }
          reason = "illegal Unicode character";
        } else {
          reason = c == 'x'   ? "truncated \\xXX escape"
                   : c == 'u' ? "truncated \\uXXXX escape"
                              : "truncated \\UXXXXXXXX escape";
          incomplete = i >= length;
        }
      } else if (c == 'N') {
        reason = "malformed \\N character escape";
        incomplete = i >= length;
        if (i < length && data[i] == '{') {
          int64_t nameStart = ++i;
          while (i < length && data[i] != '}')
            i++;
          incomplete = i >= length;
          if (i > nameStart && i < length) {
            std::string_view name(reinterpret_cast<const char *>(data) + nameStart,
                                  static_cast<size_t>(i - nameStart));
            i++;
            uint32_t found;
            if (unicodeByName(t, name, &found)) {
              d.out.addPoint(found);
              continue;
            }
            if (ok(t.pending))
              return kNoValue;
            reason = "unknown Unicode character name";
          }
        }
      } else { // an unknown escape stands for itself
        invalid.note(data + start + 1);
        d.out.addPoint('\\');
        d.out.addPoint(c);
        continue;
      }
    }
    if (incomplete && !state.final) {
      state.consumed = start;
      break;
    }
    if (!d.error(start, i, reason, &i))
      return kNoValue;
  }
  return invalid.report(t) ? d.finish() : kNoValue;
}

Value encodeUnicodeEscape(Thread &t, Str *text) {
  std::string out;
  out.reserve(static_cast<size_t>(text->length) + 16);
  for (int64_t i = 0; i < text->length; i++) {
    uint32_t c = strAt(text, i);
    if (c == '\\')
      out += "\\\\";
    else if (c == '\t')
      out += "\\t";
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c >= ' ' && c < 127)
      out.push_back(static_cast<char>(c));
    else if (c < 0x100)
      putHex(&out, 'x', c, 2);
    else if (c < 0x10000)
      putHex(&out, 'u', c, 4);
    else
      putHex(&out, 'U', c, 8);
  }
  return bytesOf(t, out);
}

Value decodeRawUnicodeEscape(Thread &t, const uint8_t *data, int64_t length, DecodeState &state) {
  Decoder d(t, "rawunicodeescape", data, length, state.errors);
  state.consumed = length;
  for (int64_t i = 0; i < length;) {
    if (data[i] != '\\') {
      d.out.addPoint(data[i++]);
      continue;
    }
    // Backslashes pair up; \u and \U count behind an odd number of them.
    if (i + 1 >= length) {
      if (!state.final) {
        state.consumed = i;
        break;
      }
      d.out.addPoint(data[i++]);
      continue;
    }
    uint8_t c = data[i + 1];
    int digits = c == 'u' ? 4 : c == 'U' ? 8 : 0;
    if (!digits) {
      d.out.addPoint('\\');
      d.out.addPoint(c);
      i += 2;
      continue;
    }
    int64_t start = i;
    i += 2;
    uint32_t point;
    const char *reason;
    if (readHex(data, length, &i, digits, &point)) {
      if (point <= 0x10ffff) {
        d.out.addPoint(point);
        continue;
      }
      reason = "\\Uxxxxxxxx out of range";
    } else {
      reason = c == 'u' ? "truncated \\uXXXX escape" : "truncated \\UXXXXXXXX escape";
      if (i >= length && !state.final) {
        state.consumed = start;
        break;
      }
    }
    if (!d.error(start, i, reason, &i))
      return kNoValue;
  }
  return d.finish();
}

Value encodeRawUnicodeEscape(Thread &t, Str *text) {
  std::string out;
  for (int64_t i = 0; i < text->length; i++) {
    uint32_t c = strAt(text, i);
    if (c < 0x100)
      out.push_back(static_cast<char>(c));
    else if (c < 0x10000)
      putHex(&out, 'u', c, 4);
    else
      putHex(&out, 'U', c, 8);
  }
  return bytesOf(t, out);
}

Value decodeEscape(Thread &t, const uint8_t *data, int64_t length, const char *errors) {
  std::string out;
  InvalidEscape invalid;
  for (int64_t i = 0; i < length;) {
    if (data[i] != '\\') {
      out.push_back(static_cast<char>(data[i++]));
      continue;
    }
    int64_t start = i++;
    if (i >= length)
      return raise(t, Msg::EscapeTrailing);
    uint8_t c = data[i++];
    if (c == '\n')
      continue;
    if (int simple = simpleEscape(c); simple >= 0)
      out.push_back(static_cast<char>(simple));
    else if (c >= '0' && c <= '7') {
      i--;
      const uint32_t octal = readOctal(data, length, &i);
      if (octal > 0xff)
        invalid.note(data + start + 1);
      out.push_back(static_cast<char>(octal));
    } else if (c == 'x') {
      uint32_t byte;
      if (readHex(data, length, &i, 2, &byte)) {
        out.push_back(static_cast<char>(byte));
        continue;
      }
      if (!errors || std::strcmp(errors, "strict") == 0)
        return raise(t, Msg::EscapeInvalidX, start);
      if (std::strcmp(errors, "replace") == 0)
        out.push_back('?');
      else if (std::strcmp(errors, "ignore") != 0)
        return raise(t, Msg::EscapeUnknownErrors, errors);
    } else {
      invalid.note(data + start + 1);
      out.push_back('\\');
      i--; // an unknown escape stands for itself
    }
  }
  return invalid.report(t) ? bytesOf(t, out) : kNoValue;
}

Value encodeEscape(Thread &t, const uint8_t *data, int64_t length) {
  std::string out;
  for (int64_t i = 0; i < length; i++) {
    uint8_t c = data[i];
    if (c == '\\' || c == '\'')
      out.push_back('\\'), out.push_back(static_cast<char>(c));
    else if (c == '\t')
      out += "\\t";
    else if (c == '\n')
      out += "\\n";
    else if (c == '\r')
      out += "\\r";
    else if (c < ' ' || c >= 127)
      putHex(&out, 'x', c, 2);
    else
      out.push_back(static_cast<char>(c));
  }
  return bytesOf(t, out);
}

} // namespace rt
