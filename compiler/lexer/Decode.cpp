// Source encodings (PEP 263): a UTF-8 BOM, or a comment in the first two lines that matches
// `coding[:=]\s*([-_.a-zA-Z0-9]+)`, else UTF-8. Single-byte encodings come from tables
// generated at build time; what we do not know is reported as CPython reports an unknown codec.
#include "compiler/lexer/Decode.h"

#include "compiler/lexer/Characters.h"
#include "compiler/support/Unicode.h"

#include <cstdio>
#include <cstring>
#include <iterator>

namespace regius {

namespace {
#include "unicode/Encodings.inc"
}

// Python's codec names: lower case, runs of other characters become one underscore.
static std::string normalizeEncodingName(std::string_view name) {
  std::string result;
  for (char c : name) {
    bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || isDigit(c);
    if (plain)
      result += char(c >= 'A' && c <= 'Z' ? c + 32 : c);
    else if (!result.empty() && result.back() != '_')
      result += '_';
  }
  while (!result.empty() && result.back() == '_')
    result.pop_back();
  return result;
}

// The cookie in one line, or empty; `blank` tells whether the next line may hold one.
static std::string_view findCookie(std::string_view line, bool &blank) {
  size_t i = line.find_first_not_of(" \t\f");
  blank = i == std::string_view::npos || line[i] == '#' || line[i] == '\n' || line[i] == '\r';
  if (i == std::string_view::npos || line[i] != '#')
    return {};
  for (size_t at = line.find("coding", i); at != std::string_view::npos;
       at = line.find("coding", at + 1)) {
    size_t p = at + 6;
    if (p >= line.size() || (line[p] != ':' && line[p] != '='))
      continue;
    p = line.find_first_not_of(" \t", p + 1);
    if (p == std::string_view::npos)
      return {};
    size_t end = p;
    while (end < line.size() && ((isIdentifierByte(line[end]) && (line[end] & 0x80) == 0) ||
                                 line[end] == '-' || line[end] == '.'))
      ++end;
    if (end > p)
      return line.substr(p, end - p);
  }
  return {};
}

static std::string_view findEncoding(std::string_view bytes) {
  for (int line = 0; line < 2; ++line) {
    size_t end = bytes.find_first_of("\r\n");
    bool blank;
    std::string_view cookie = findCookie(bytes.substr(0, end), blank);
    if (!cookie.empty() || !blank || end == std::string_view::npos)
      return cookie;
    end += bytes.substr(end, 2) == "\r\n" ? 2 : 1;
    bytes.remove_prefix(end);
  }
  return {};
}

static bool isUtf8Name(std::string_view name) {
  return name == "utf_8" || name == "utf8" || name.starts_with("utf_8_") || name == "u8" ||
         name == "utf" || name == "cp65001";
}

static const Encoding *knownEncoding(std::string_view name) {
  for (const EncodingAlias &alias : kEncodingAliases)
    if (name == alias.name)
      return &kEncodings[alias.encoding];
  return nullptr;
}

bool (*otherSourceDecoder)(std::string_view name, std::string_view bytes, std::string &text) = nullptr;

std::string_view sourceCookie(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF"))
    return {}; // other names are in conflict with the BOM
  return findEncoding(bytes);
}

std::string_view unknownEncoding(std::string_view bytes) {
  std::string_view cookie = sourceCookie(bytes);
  std::string name = normalizeEncodingName(cookie);
  return cookie.empty() || isUtf8Name(name) || knownEncoding(name) ? std::string_view() : cookie;
}

BadUtf8 findBadUtf8(std::string_view text) {
  const char *data = text.data();
  size_t size = text.size();
  for (size_t i = 0; i < size;) {
    // Fast path: eight ASCII bytes at once; the loop below is the truth.
    uint64_t word;
    if (i + 8 <= size) {
      std::memcpy(&word, data + i, 8);
      if (!(word & 0x8080808080808080u)) {
        i += 8;
        continue;
      }
    }
    auto byte = [&](size_t k) { return static_cast<unsigned char>(data[k]); };
    unsigned char c = byte(i);
    if (c < 0x80) {
      ++i;
      continue;
    }
    if (c < 0xC2 || c > 0xF4)
      return {i, 1, "invalid start byte"};
    size_t wanted = c < 0xE0 ? 2 : c < 0xF0 ? 3 : 4;
    for (size_t k = 1; k < wanted; ++k) {
      if (i + k >= size)
        return {i, k, "unexpected end of data"};
      unsigned char next = byte(i + k);
      bool good = (next & 0xC0) == 0x80;
      if (k == 1)
        good = good && !(c == 0xE0 && next < 0xA0) && !(c == 0xED && next > 0x9F) &&
               !(c == 0xF0 && next < 0x90) && !(c == 0xF4 && next > 0x8F);
      if (!good)
        return {i, k, "invalid continuation byte"};
    }
    i += wanted;
  }
  return {};
}

std::string BadUtf8::message(std::string_view text, size_t base) const {
  size_t from = offset - base;
  if (length > 1)
    return "'utf-8' codec can't decode bytes in position " + std::to_string(from) + "-" +
           std::to_string(from + length - 1) + ": " + reason;
  char byteText[8];
  std::snprintf(byteText, sizeof byteText, "0x%02x",
                unsigned(static_cast<unsigned char>(text[offset])));
  return std::string("'utf-8' codec can't decode byte ") + byteText + " in position " +
         std::to_string(from) + ": " + reason;
}

static std::string normalizeNewlines(std::string text) {
  if (text.find('\r') != std::string::npos) {
    size_t out = 0;
    for (size_t i = 0; i < text.size(); ++i) {
      if (text[i] == '\r') {
        text[out++] = '\n';
        if (i + 1 < text.size() && text[i + 1] == '\n')
          ++i;
      } else {
        text[out++] = text[i];
      }
    }
    text.resize(out);
  }
  if (text.empty() || text.back() != '\n')
    text += '\n';
  return text;
}

// A script without a cookie gets told about PEP 263.
static Failure reportNotUtf8(SourceFile &source, std::string_view text, size_t at,
                             Diagnostics &diagnostics) {
  int line = 1;
  for (char c : text.substr(0, at))
    line += c == '\n';
  char byteText[8];
  std::snprintf(byteText, sizeof byteText, "\\x%02x",
                unsigned(static_cast<unsigned char>(text[at])));
  Diagnostic result;
  result.id = SyntaxErrorId::NotUtf8File;
  result.message = formatMessage(result.id, {byteText, source.filename(), std::to_string(line)});
  result.filename = source.filename();
  diagnostics.report(std::move(result));
  return kFailure;
}

/// Of a file CPython reads lines as C strings: each ends at its first null byte, its line end included.
static std::string cutAtNulls(std::string_view bytes) {
  std::string out;
  while (!bytes.empty()) {
    const size_t end = std::min(bytes.find('\n'), bytes.size() - 1) + 1;
    out += bytes.substr(0, std::min(end, bytes.find('\0')));
    bytes.remove_prefix(end);
  }
  return out;
}

Result<void> decodeSource(SourceFile &source, Diagnostics &diagnostics) {
  std::string_view bytes = source.bytes();
  std::string cut;
  if (source.kind() == SourceKind::File && bytes.find('\0') != std::string_view::npos)
    bytes = cut = cutAtNulls(bytes);
  if (!bytes.ends_with('\n') && !bytes.ends_with('\r'))
    source.setLacksFinalNewline();
  if (bytes.find('\0') != std::string_view::npos) {
    diagnostics.report(SyntaxErrorId::NullBytes);
    return kFailure;
  }
  bool bom = source.kind() != SourceKind::Text && bytes.starts_with("\xEF\xBB\xBF");
  if (bom)
    bytes.remove_prefix(3);
  if (source.kind() == SourceKind::Text) {
    source.setText(normalizeNewlines(std::string(bytes)));
    return {};
  }
  std::string_view cookie = findEncoding(bytes);
  std::string name = normalizeEncodingName(cookie);
  auto problem = [&](SyntaxErrorId id, std::string_view argument) {
    Diagnostic result;
    result.id = id;
    result.message = formatMessage(id, {argument});
    result.filename = source.filename();
    result.column = -1;
    diagnostics.report(std::move(result));
    return kFailure;
  };
  bool utf8 = cookie.empty() || isUtf8Name(name);
  // Beside a BOM only the spellings utf-8 and utf-8-... will do, "utf8" will not.
  if (bom && !cookie.empty() && name != "utf_8" && !name.starts_with("utf_8_")) {
    bool latin = name == "latin_1" || name == "iso_8859_1" || name == "iso_latin_1" ||
                 name.starts_with("latin_1_") || name.starts_with("iso_8859_1_");
    return problem(SyntaxErrorId::EncodingWithBom, latin ? "iso-8859-1" : cookie);
  }
  if (!bom && cookie.empty())
    source.setByteColumns();
  if (utf8) {
    BadUtf8 bad = findBadUtf8(bytes);
    if (bad && source.kind() == SourceKind::File && name.empty() && !bom)
      return reportNotUtf8(source, bytes, bad.offset, diagnostics);
    // Else literals complain when they are decoded, and comments do not.
    if (bad)
      source.setHasBadUtf8();
    source.setText(normalizeNewlines(std::string(bytes)));
    return {};
  }
  const Encoding *encoding = knownEncoding(name);
  SyntaxErrorId unknown = source.kind() == SourceKind::File ? SyntaxErrorId::EncodingProblem
                                                            : SyntaxErrorId::UnknownEncoding;
  std::string text;
  if (!encoding) {
    if (!otherSourceDecoder || !otherSourceDecoder(name, bytes, text))
      return problem(unknown, cookie);
    source.setText(normalizeNewlines(std::move(text)));
    return {};
  }
  text.reserve(bytes.size() + bytes.size() / 4);
  for (size_t i = 0; i < bytes.size(); ++i) {
    unsigned char c = static_cast<unsigned char>(bytes[i]);
    uint32_t code = encoding->high ? (c < 128 ? c : encoding->high[c - 128]) : c < 128 ? c : 0xFFFF;
    if (code == 0xFFFF && source.kind() == SourceKind::File)
      return problem(unknown, cookie);
    if (code == 0xFFFF) {
      char byteText[8];
      std::snprintf(byteText, sizeof byteText, "0x%02x", unsigned(c));
      std::string message = std::string("'") + encoding->name + "' codec can't decode byte " +
                            byteText + " in position " + std::to_string(i) + ": " +
                            encoding->reason;
      return problem(SyntaxErrorId::NotInEncoding, message);
    }
    unicode::append(text, code);
  }
  source.setText(normalizeNewlines(std::move(text)));
  return {};
}

} // namespace regius
