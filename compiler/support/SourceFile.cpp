// Line table of a decoded source.
#include "compiler/support/SourceFile.h"

#include <cstring>

namespace regius {

void SourceFile::setText(std::string text) {
  text_ = std::move(text);
  lineStarts_.clear();
  const char *begin = text_.data(), *end = begin + text_.size();
  for (const char *p = begin; p < end;) {
    lineStarts_.push_back(uint32_t(p - begin));
    auto *newline = static_cast<const char *>(std::memchr(p, '\n', size_t(end - p)));
    if (!newline)
      break;
    p = newline + 1;
  }
}

size_t SourceFile::lineStart(int number) const {
  if (number < 1)
    return 0;
  if (size_t(number) > lineStarts_.size())
    return text_.size();
  return lineStarts_[size_t(number) - 1];
}

std::string_view SourceFile::line(int number) const {
  if (number < 1 || size_t(number) > lineStarts_.size())
    return {};
  size_t start = lineStart(number), end = lineStart(number + 1);
  if (end > start && text_[end - 1] == '\n')
    --end;
  return std::string_view(text_).substr(start, end - start);
}

} // namespace regius
