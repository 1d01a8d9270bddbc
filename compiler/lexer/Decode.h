// Bytes of a source file to UTF-8.
#pragma once
#include "compiler/diagnostics/Diagnostics.h"
#include "compiler/support/Result.h"
#include "compiler/support/SourceFile.h"

#include <string>
#include <string_view>

namespace regius {

// Decodes source.bytes() by BOM and coding cookie (PEP 263), turns \r\n and \r into \n, adds a
// missing last newline, and stores the result as source.text().
Result<void> decodeSource(SourceFile &source, Diagnostics &diagnostics);

// The coding cookie of a source, else empty.
std::string_view sourceCookie(std::string_view bytes);
// The same if decodeSource() has no table for the encoding, else empty.
std::string_view unknownEncoding(std::string_view bytes);

// Decodes other encodings, for those who can; null: they are errors. `name` is normalised ("euc_jp"). False: it is
// unknown, or the bytes are malformed.
extern bool (*otherSourceDecoder)(std::string_view name, std::string_view bytes, std::string &text);

// A place where text is not well-formed UTF-8.
struct BadUtf8 {
  size_t offset = std::string_view::npos; // npos: all is well
  size_t length = 1;
  const char *reason = "";

  explicit operator bool() const { return offset != std::string_view::npos; }
  // The codec's message, with positions counted from `base`.
  std::string message(std::string_view text, size_t base = 0) const;
};
BadUtf8 findBadUtf8(std::string_view text);

} // namespace regius
