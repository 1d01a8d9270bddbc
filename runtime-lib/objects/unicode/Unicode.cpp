// Numeric values of characters: a sorted table, since few characters have one.
#include "runtime-lib/objects/unicode/Unicode.h"

#include <algorithm>
#include <iterator>

namespace rt {

bool uniNumeric(uint32_t c, double *out) {
  const UnicodeNumeric *end = std::end(kUnicodeNumeric);
  const UnicodeNumeric *found =
      std::lower_bound(std::begin(kUnicodeNumeric), end, c,
                       [](const UnicodeNumeric &row, uint32_t point) { return row.point < point; });
  if (found == end || found->point != c)
    return false;
  *out = found->value;
  return true;
}

} // namespace rt
