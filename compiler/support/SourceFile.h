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

// What the bytes of a source are: a file's bytes obey the coding cookie and BOM; text (a str given
// to compile()) is UTF-8 already and its cookie is a mere comment.
enum class SourceKind : uint8_t { Bytes, Text };

// Owns the source. The parser decodes `bytes` and stores the result with setText(), after which
// line() works; line ends are normalised to '\n' and a final one is guaranteed.
class SourceFile {
public:
  SourceFile(std::string filename, std::string bytes, SourceKind kind = SourceKind::Bytes)
      : filename_(std::move(filename)), bytes_(std::move(bytes)), kind_(kind) {}

  const std::string &filename() const { return filename_; }
  const std::string &bytes() const { return bytes_; }
  SourceKind kind() const { return kind_; }

  // Decoded UTF-8 text; empty before setText().
  const std::string &text() const { return text_; }
  void setText(std::string text);

  // Text of a line (from 1) without its newline; empty if there is none.
  std::string_view line(int number) const;
  int lineCount() const { return int(lineStarts_.size()); }
  // Byte offset in text() at which a line starts.
  size_t lineStart(int number) const;

private:
  std::string filename_, bytes_, text_;
  std::vector<uint32_t> lineStarts_;
  SourceKind kind_;
};

} // namespace regius
