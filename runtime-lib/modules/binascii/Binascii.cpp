// The binascii module: conversions between bytes and their textual encodings.
#include "runtime-lib/modules/binascii/Binascii.h"

namespace rt::binascii {

Value bytesOf(Thread &t, const std::string &text) {
  return fromObject(bytesNew(t, text.data(), static_cast<int64_t>(text.size())));
}
bool input(Thread &t, Value v, bool allowText, std::string *out) {
  if (allowText && isStr(v)) {
    if (!strIsAscii(as<Str>(v))) return raiseText(t, Exc::ValueError, "string argument should contain only ASCII characters"), false;
    *out = strUtf8(t, as<Str>(v));
    return true;
  }
  if (allowText && !typeOf(v)->slots.getBuffer) return raise(t, Msg::AsciiArgument, typeName(v)), false;
  Buffer buffer;
  if (!getBuffer(t, v, &buffer)) return false;
  out->assign(reinterpret_cast<const char *>(buffer.data), static_cast<size_t>(buffer.length));
  releaseBuffer(&buffer);
  return true;
}
bool flag(Thread &t, Value v, bool otherwise, bool *out) {
  int r = ok(v) ? truth(t, v) : otherwise;
  *out = r > 0;
  return r >= 0;
}
int hexDigit(char c) {
  return c >= '0' && c <= '9' ? c - '0' : c >= 'a' && c <= 'f' ? c - 'a' + 10 : c >= 'A' && c <= 'F' ? c - 'A' + 10 : -1;
}

namespace {

Type *errorType, *incompleteType;

Value raiseError(Thread &t, std::string_view text) { return raiseNew(t, errorType, text); }
// --- Hexadecimal
Value toHex(Thread &t, const Value *a) {
  std::string data, out;
  if (!input(t, a[0], false, &data)) return kNoValue;
  std::string separator;
  int64_t group = 1;
  if (ok(a[1]) && !input(t, a[1], true, &separator)) return kNoValue;
  if (ok(a[1]) && separator.size() != 1) return raiseText(t, Exc::ValueError, "sep must be length 1.");
  if (ok(a[2]) && !toInt64(t, a[2], &group)) return kNoValue;
  static constexpr char kDigits[] = "0123456789abcdef";
  auto n = static_cast<int64_t>(data.size());
  for (int64_t i = 0; i < n; i++) {
    // Groups are counted from the right, from the left when negative.
    if (i && !separator.empty() && group && (group > 0 ? (n - i) % group == 0 : i % -group == 0)) out += separator;
    auto byte = static_cast<uint8_t>(data[static_cast<size_t>(i)]);
    out += kDigits[byte >> 4];
    out += kDigits[byte & 15];
  }
  return bytesOf(t, out);
}
Value fromHex(Thread &t, const Value *a) {
  std::string data, out;
  if (!input(t, a[0], true, &data)) return kNoValue;
  if (data.size() % 2) return raiseError(t, "Odd-length string");
  for (size_t i = 0; i < data.size(); i += 2) {
    int high = hexDigit(data[i]), low = hexDigit(data[i + 1]);
    if (high < 0 || low < 0) return raiseError(t, "Non-hexadecimal digit found");
    out += static_cast<char>(high << 4 | low);
  }
  return bytesOf(t, out);
}

// --- Base64 (RFC 4648)
constexpr char kBase64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
Value toBase64(Thread &t, const Value *a) {
  std::string data, out;
  bool newline;
  if (!input(t, a[0], false, &data) || !flag(t, a[1], true, &newline)) return kNoValue;
  for (size_t i = 0; i < data.size(); i += 3) {
    size_t left = data.size() - i;
    auto at = [&](size_t k) { return k < left ? static_cast<uint8_t>(data[i + k]) : 0u; };
    uint32_t word = at(0) << 16 | at(1) << 8 | at(2);
    out += kBase64[word >> 18];
    out += kBase64[word >> 12 & 63];
    out += left > 1 ? kBase64[word >> 6 & 63] : '=';
    out += left > 2 ? kBase64[word & 63] : '=';
  }
  if (newline) out += '\n';
  return bytesOf(t, out);
}
int base64Digit(char c) {
  return c >= 'A' && c <= 'Z'   ? c - 'A'
         : c >= 'a' && c <= 'z' ? c - 'a' + 26
         : c >= '0' && c <= '9' ? c - '0' + 52
         : c == '+'             ? 62
         : c == '/'             ? 63
                                : -1;
}
Value fromBase64(Thread &t, const Value *a) {
  std::string data, out;
  bool strict;
  if (!input(t, a[0], true, &data) || !flag(t, a[1], false, &strict)) return kNoValue;
  if (strict && !data.empty() && data[0] == '=') return raiseError(t, "Leading padding not allowed");
  int quad = 0, pads = 0;
  size_t digits = 0;
  uint32_t left = 0;
  bool padding = false;
  for (size_t i = 0; i < data.size(); i++) {
    char c = data[i];
    if (c == '=') {
      padding = true;
      if (quad >= 2 && quad + ++pads >= 4) {
        if (strict && i + 1 < data.size()) return raiseError(t, "Excess data after padding");
        return bytesOf(t, out);
      }
      continue;
    }
    int digit = base64Digit(c);
    if (digit < 0) {
      if (strict) return raiseError(t, "Only base64 data is allowed");
      continue;
    }
    if (strict && padding) return raiseError(t, "Discontinuous padding not allowed");
    pads = 0;
    digits++;
    switch (quad) {
    case 0: left = static_cast<uint32_t>(digit); break;
    case 1: out += static_cast<char>(left << 2 | digit >> 4), left = digit & 15; break;
    case 2: out += static_cast<char>(left << 4 | digit >> 2), left = digit & 3; break;
    case 3: out += static_cast<char>(left << 6 | digit), left = 0; break;
    }
    quad = (quad + 1) & 3;
  }
  if (quad == 0) return bytesOf(t, out);
  if (quad == 1)
    return raiseError(t, "Invalid base64-encoded string: number of data characters (" + std::to_string(digits) +
                             ") cannot be 1 more than a multiple of 4");
  return raiseError(t, "Incorrect padding");
}

// --- uuencode: one line
Value fromUu(Thread &t, const Value *a) {
  std::string data, out;
  if (!input(t, a[0], true, &data)) return kNoValue;
  size_t position = 0;
  size_t length = data.empty() ? 0 : (static_cast<uint8_t>(data[position++]) - ' ') & 63;
  uint32_t bits = 0;
  int count = 0;
  while (out.size() < length) {
    uint8_t c = position < data.size() ? static_cast<uint8_t>(data[position++]) : ' ';
    if (c == '\n' || c == '\r') {
      position = data.size(); // the missing blanks were stripped
      c = ' ';
    }
    if (c < ' ' || c > ' ' + 64) return raiseError(t, "Illegal char");
    bits = bits << 6 | ((c - ' ') & 63);
    count += 6;
    if (count >= 8) {
      count -= 8;
      out += static_cast<char>(bits >> count);
    }
  }
  for (; position < data.size(); position++)
    if (char c = data[position]; c != ' ' && c != ' ' + 64 && c != '\n' && c != '\r') return raiseError(t, "Trailing garbage");
  return bytesOf(t, out);
}
Value toUu(Thread &t, const Value *a) {
  std::string data, out;
  bool backtick;
  if (!input(t, a[0], false, &data) || !flag(t, a[1], false, &backtick)) return kNoValue;
  if (data.size() > 45) return raiseError(t, "At most 45 bytes at once");
  auto put = [&](uint32_t n) { out += static_cast<char>(backtick && !n ? '`' : n + ' '); };
  put(static_cast<uint32_t>(data.size()));
  for (size_t i = 0; i < data.size(); i += 3) {
    auto at = [&](size_t k) { return i + k < data.size() ? static_cast<uint8_t>(data[i + k]) : 0u; };
    uint32_t word = at(0) << 16 | at(1) << 8 | at(2);
    for (int shift = 18; shift >= 0; shift -= 6) put(word >> shift & 63);
  }
  return bytesOf(t, out + "\n");
}

const NativeRow kFunctions[] = {
    {"b2a_hex", toHex, "(data, sep=None, bytes_per_sep=1)", NativeKind::Function},
    {"hexlify", toHex, "(data, sep=None, bytes_per_sep=1)", NativeKind::Function},
    {"a2b_hex", fromHex, "(hexstr, /)", NativeKind::Function},
    {"unhexlify", fromHex, "(hexstr, /)", NativeKind::Function},
    {"b2a_base64", toBase64, "(data, /, *, newline=True)", NativeKind::Function},
    {"a2b_base64", fromBase64, "(data, /, *, strict_mode=False)", NativeKind::Function},
    {"a2b_uu", fromUu, "(data, /)", NativeKind::Function},
    {"b2a_uu", toUu, "(data, /, *, backtick=False)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

bool initialise(Thread &t, Value module) {
  errorType = addException(t, module, "Error", exceptionType(Exc::ValueError));
  incompleteType = addException(t, module, "Incomplete", exceptionType(Exc::Exception));
  addRoot(&errorType);
  addRoot(&incompleteType);
  return errorType && incompleteType && addFunctions(t, module, kFunctions) &&
         addFunctions(t, module, kQuotedPrintableFunctions) && addFunctions(t, module, kChecksumFunctions);
}

} // namespace
} // namespace rt::binascii

NATIVE_MODULE_DEFINITION(binascii, "binascii", rt::binascii::initialise)
