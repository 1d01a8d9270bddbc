// Names of replacement fields: first(.attribute | [index])*
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// One step behind the first part of a name; `index` is -1 when the text is no decimal number.
struct FieldStep {
  bool isAttribute;
  int64_t start, end, index;
};
struct FieldName {
  int64_t firstStart, firstEnd, firstIndex;
  bool begin(Thread &, const Str *s, int64_t start, int64_t end);
  /// 1: a step, 0: the end, -1: ValueError pending.
  int next(Thread &, FieldStep *out);

private:
  const Str *text_;
  int64_t position_, end_;
};

} // namespace rt
