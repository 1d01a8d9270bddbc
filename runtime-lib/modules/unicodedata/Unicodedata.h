// Parts of the module unicodedata.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace rt::unicodedata {

bool nameOf(uint32_t point, std::string *name);
/// The character with this name or alias.
bool findName(std::string_view name, uint32_t *point);
struct FoundName {
  enum class Kind : uint8_t { None, Name, Alias, Sequence } kind = Kind::None;
  std::vector<uint32_t> text;
};
FoundName lookUpName(std::string_view name);

/// Normalisation forms (Unicode standard 3.11). `old`: with the data of Unicode 3.2.
void decompose(std::vector<uint32_t> *out, uint32_t point, bool compatible, bool old);
void orderMarks(std::vector<uint32_t> *text, bool old);
void compose(std::vector<uint32_t> *text, bool old);
/// The decomposition mapping as unicodedata.decomposition() shows it.
std::string decompositionText(uint32_t point, bool old);

struct Properties {
  const char *category, *bidirectional, *eastAsianWidth;
  int combining;
  bool mirrored;
};
Properties propertiesOf(uint32_t point, bool old);

} // namespace rt::unicodedata
