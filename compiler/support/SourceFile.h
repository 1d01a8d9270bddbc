// A source file and places in it.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace regius {

// A range of source text, in the units of Python's `ast`: lines from 1, columns are UTF-8 byte
// offsets from 0 into the decoded line, the end is exclusive.
struct Span {
  int32_t lineno = 0;
  int32_t col_offset = 0;
  int32_t end_lineno = 0;
  int32_t end_col_offset = 0;
};

// What the bytes of a source are. File: a script, read from disk. Bytes: a bytes object given to
// compile(), as by the import system. Both obey the coding cookie and BOM, but word errors
// differently. Text: a str given to compile(), UTF-8 already; its cookie is a mere comment.
enum class SourceKind : uint8_t { File, Bytes, Text };

// Owns the source. The parser decodes `bytes` and stores the result with setText(), after which
// line() works; line ends are normalised to '\n' and a final one is guaranteed.
class SourceFile {
public:
  SourceFile(std::string filename, std::string bytes, SourceKind kind = SourceKind::File)
      : filename_(std::move(filename)), bytes_(std::move(bytes)), kind_(kind) {}

  const std::string &filename() const { return filename_; }
  const std::string &bytes() const { return bytes_; }
  SourceKind kind() const { return kind_; }

  // Decoded UTF-8 text; empty before setText().
  const std::string &text() const { return text_; }
  void setText(std::string text);

  // Syntax errors count columns in bytes, not characters: CPython does for bytes without a cookie.
  bool hasByteColumns() const { return byteColumns_; }
  void setByteColumns() { byteColumns_ = true; }

  // Text of a line (from 1) without its newline; empty if there is none.
  std::string_view line(int number) const;
  int lineCount() const { return int(lineStarts_.size()); }
  // Byte offset in text() at which a line starts.
  size_t lineStart(int number) const;

  // The decoder had to add the last newline.
  bool lacksFinalNewline() const { return lacksFinalNewline_; }
  // The line's newline is not in the source.
  bool isUnfinished(int line) const { return lacksFinalNewline_ && line == lineCount(); }
  void setLacksFinalNewline() { lacksFinalNewline_ = true; }

  // Some bytes of text() are not UTF-8.
  bool hasBadUtf8() const { return badUtf8_; }
  void setHasBadUtf8() { badUtf8_ = true; }

private:
  std::string filename_, bytes_, text_;
  std::vector<uint32_t> lineStarts_;
  SourceKind kind_;
  bool byteColumns_ = false, badUtf8_ = false, lacksFinalNewline_ = false;
};

} // namespace regius
