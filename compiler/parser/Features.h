// Syntax and the versions of Python that have it; private to this folder.
#pragma once
#include <cstddef>
#include <cstdint>

namespace regius {

enum class Feature : uint8_t {
#define FEATURE(Id, Minor, Place, Text) Id,
#include "compiler/parser/Features.def"
};

struct FeatureRow {
  int minor; // in Python 3.minor and greater
  enum { Next, Last } place;
  const char *text;
};
inline constexpr FeatureRow kFeatures[] = {
#define FEATURE(Id, Minor, Place, Text) {Minor, FeatureRow::Place, Text},
#include "compiler/parser/Features.def"
};

// A construct that ParseOptions::featureVersion forbids.
struct NewerSyntax {
  Feature feature;
  size_t token; // behind it
};

} // namespace regius
