// Lines of source files for tracebacks, decoded as their coding comment says.
#include "runtime-lib/exceptions/TracebackPrinter.h"
#include "runtime-lib/objects/codecs/Codecs.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>

namespace rt {

namespace {

/// The last file read stays in memory.
struct SourceFile {
  char *name = nullptr, *text = nullptr;
  size_t size = 0;
} cachedSource;

/// The encoding that a comment in one of the first two lines names (PEP 263), or empty.
std::string_view encodingOf(std::string_view text) {
  for (int line = 0; line < 2; line++) {
    const size_t end = std::min(text.find('\n'), text.size());
    std::string_view rest = text.substr(0, end);
    rest.remove_prefix(std::min(rest.find_first_not_of(" \t\f"), rest.size()));
    if (rest.empty() || rest[0] == '\r') {
      text.remove_prefix(std::min(end + 1, text.size()));
      continue;
    }
    if (rest[0] != '#') return {};
    for (size_t at; (at = rest.find("coding")) != std::string_view::npos;) {
      rest.remove_prefix(at + 6);
      if (rest.empty() || (rest[0] != ':' && rest[0] != '=')) continue;
      rest.remove_prefix(std::min(rest.find_first_not_of(" \t", 1), rest.size()));
      size_t length = 0;
      auto isName = [](char c) {
        return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '_' || c == '-' || c == '.';
      };
      while (length < rest.size() && isName(rest[length])) length++;
      if (length) return rest.substr(0, length);
    }
    text.remove_prefix(std::min(end + 1, text.size()));
  }
  return {};
}

/// Turns the text into UTF-8; one that cannot be decoded is not shown. Without the codec it stays as it is.
void decodeSource(Thread &t) {
  const std::string_view encoding = encodingOf({cachedSource.text, cachedSource.size});
  if (encoding.empty()) return;
  Bytes *bytes = bytesNew(t, cachedSource.text, static_cast<int64_t>(cachedSource.size));
  const Value text = bytes ? decodeText(t, fromObject(bytes), strFromAscii(t, encoding), nullptr) : kNoValue;
  if (!ok(text) || !isStr(text)) {
    if (!ok(text) && !pendingMatches(t, Exc::LookupError)) cachedSource.size = 0;
    clearPending(t);
    return;
  }
  const std::string_view utf8 = strUtf8(t, as<Str>(text));
  cachedSource.text = static_cast<char *>(std::realloc(cachedSource.text, utf8.size() + 1));
  std::memcpy(cachedSource.text, utf8.data(), utf8.size());
  cachedSource.size = utf8.size();
}

bool loadSource(Thread &t, std::string_view name) {
  if (cachedSource.name && name == cachedSource.name) return cachedSource.text;
  std::free(cachedSource.name);
  std::free(cachedSource.text);
  cachedSource = {};
  cachedSource.name = static_cast<char *>(std::malloc(name.size() + 1));
  std::memcpy(cachedSource.name, name.data(), name.size());
  cachedSource.name[name.size()] = 0;
  FILE *file = std::fopen(cachedSource.name, "rb");
  if (!file) return false;
  size_t capacity = 0;
  for (;;) {
    if (cachedSource.size + 4096 > capacity) {
      capacity = capacity ? capacity * 2 : 16384;
      cachedSource.text = static_cast<char *>(std::realloc(cachedSource.text, capacity));
    }
    size_t n = std::fread(cachedSource.text + cachedSource.size, 1, capacity - cachedSource.size, file);
    if (!n) break;
    cachedSource.size += n;
  }
  std::fclose(file);
  decodeSource(t);
  return true;
}

} // namespace

Str *sourceLine(Thread &t, std::string_view fileName, int32_t number) {
  if (number <= 0 || !loadSource(t, fileName)) return nullptr;
  const char *at = cachedSource.text, *end = at + cachedSource.size;
  for (int32_t i = 1; i < number; i++) {
    auto *newline = static_cast<const char *>(std::memchr(at, '\n', static_cast<size_t>(end - at)));
    if (!newline) return nullptr;
    at = newline + 1;
  }
  if (at >= end) return nullptr;
  auto *newline = static_cast<const char *>(std::memchr(at, '\n', static_cast<size_t>(end - at)));
  const char *stop = newline ? newline : end;
  if (stop > at && stop[-1] == '\r') stop--;
  return strFromUtf8(t, std::string_view(at, static_cast<size_t>(stop - at)));
}

} // namespace rt
