// UTF-7 (RFC 2152): ASCII with runs of modified base64 of UTF-16 between '+' and '-'.
#include "runtime-lib/objects/codecs/Coding.h"
#include "runtime-lib/objects/codecs/WideUtf.h"

#include <string>

namespace rt {
namespace {

int base64Value(uint8_t c) {
  if (c >= 'A' && c <= 'Z')
    return c - 'A';
  if (c >= 'a' && c <= 'z')
    return c - 'a' + 26;
  if (c >= '0' && c <= '9')
    return c - '0' + 52;
  return c == '+' ? 62 : c == '/' ? 63 : -1;
}
constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

// Characters that encoding leaves as they are: RFC 2152 set D, space, tab, newlines, and set O.
bool direct(uint32_t c) {
  if (c >= 128 || c == '+' || c == '\\' || c == '~')
    return false;
  return c >= 32 ? c != 127 : c == '\t' || c == '\n' || c == '\r';
}

} // namespace

Value decodeUtf7(Thread &t, const uint8_t *data, int64_t length, DecodeState &state) {
  Decoder d(t, "utf7", data, length, state.errors);
  bool shifted = false;
  uint32_t bits = 0, surrogate = 0;
  int count = 0;
  int64_t shiftStart = 0, i = 0;
  std::u32string run; // characters of a run that has not ended: with more input to come it is read again
  state.consumed = length;
  auto endRun = [&] {
    for (char32_t point : run)
      d.out.addPoint(point);
    run.clear();
    shifted = false;
  };
  auto fail = [&](const char *reason) {
    endRun();
    return d.error(shiftStart, i, reason, &i);
  };
  for (;;) {
    if (i >= length) {
      if (!shifted)
        break;
      if (!state.final) {
        state.consumed = shiftStart;
        break;
      }
      endRun();
      if (!surrogate && count < 6 && (count == 0 || bits == 0))
        break;
      if (!d.error(shiftStart, length, "unterminated shift sequence", &i)) // it may go back
        return kNoValue;
      continue;
    }
    uint8_t c = data[i];
    if (shifted) {
      int v = base64Value(c);
      if (v >= 0) {
        bits = bits << 6 | static_cast<uint32_t>(v);
        count += 6;
        i++;
        if (count < 16)
          continue;
        count -= 16;
        uint32_t unit = bits >> count & 0xffff;
        bits &= (1u << count) - 1;
        if (surrogate && unit - 0xdc00 < 0x400) {
          run.push_back(0x10000 + ((surrogate - 0xd800) << 10) + (unit - 0xdc00));
          surrogate = 0;
          continue;
        }
        if (surrogate)
          run.push_back(surrogate);
        surrogate = 0;
        if (unit - 0xd800 < 0x400)
          surrogate = unit;
        else
          run.push_back(unit);
        continue;
      }
      if (count > 0) {
        if (count >= 6) {
          i++;
          if (!fail("partial character in base64 sequence"))
            return kNoValue;
          continue;
        }
        if (bits != 0) {
          i++;
          if (!fail("non-zero padding bits in base64 sequence"))
            return kNoValue;
          continue;
        }
      }
      if (surrogate && c < 128)
        run.push_back(surrogate);
      surrogate = 0;
      endRun();
      if (c == '-')
        i++;
      continue;
    }
    if (c == '+') {
      shiftStart = i++;
      if (i < length && data[i] == '-') {
        d.out.addPoint('+');
        i++;
      } else if (i < length && base64Value(data[i]) < 0) {
        i++;
        if (!d.error(shiftStart, i, "ill-formed sequence", &i))
          return kNoValue;
      } else {
        shifted = true;
        bits = 0, count = 0, surrogate = 0;
      }
      continue;
    }
    if (c < 128) {
      d.out.addPoint(c);
      i++;
      continue;
    }
    if (!d.error(i, i + 1, "unexpected special character", &i))
      return kNoValue;
  }
  return d.finish();
}

Value encodeUtf7(Thread &t, Str *text) {
  std::string out;
  bool shifted = false;
  uint32_t bits = 0;
  int count = 0;
  auto unit = [&](uint32_t c) {
    bits = bits << 16 | c;
    for (count += 16; count >= 6; count -= 6)
      out.push_back(kBase64[bits >> (count - 6) & 63]);
    bits &= (1u << count) - 1;
  };
  auto close = [&] {
    if (count)
      out.push_back(kBase64[bits << (6 - count) & 63]);
    bits = 0, count = 0;
    shifted = false;
  };
  for (int64_t i = 0; i < text->length; i++) {
    uint32_t c = strAt(text, i);
    if (shifted && direct(c)) {
      close();
      if (base64Value(static_cast<uint8_t>(c)) >= 0 || c == '-')
        out.push_back('-');
    }
    if (!shifted) {
      if (c == '+') {
        out += "+-";
        continue;
      }
      if (direct(c)) {
        out.push_back(static_cast<char>(c));
        continue;
      }
      out.push_back('+');
      shifted = true;
    }
    if (c >= 0x10000) {
      unit(0xd800 + ((c - 0x10000) >> 10));
      c = 0xdc00 + ((c - 0x10000) & 0x3ff);
    }
    unit(c);
  }
  if (shifted) {
    close();
    out.push_back('-');
  }
  Bytes *b = bytesNew(t, out.data(), static_cast<int64_t>(out.size()));
  return b ? fromObject(b) : kNoValue;
}

} // namespace rt
