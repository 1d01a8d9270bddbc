// Binding of constructor arguments by position and keyword.
#include "runtime-lib/core/BindArguments.h"

namespace rt {

bool bindArguments(Thread &t, const char *function, const char *const *names, size_t count,
                   size_t required, size_t positionalOnly, const Value *args, size_t positional,
                   Tuple *kwNames, Value *out) {
  size_t keywords = kwNames ? static_cast<size_t>(kwNames->size) : 0, given = positional + keywords;
  if (given > count) {
    if (positionalOnly == count && keywords == 0)
      return ok(raise(t, Msg::ExpectedAtMost, function, count, count == 1 ? "" : "s", given));
    return ok(raise(t, Msg::TakesAtMost, function, count, keywords && !positional ? "keyword " : "",
                    count == 1 ? "" : "s", given));
  }
  for (size_t i = 0; i < count; i++)
    out[i] = i < positional ? args[i] : kNoValue;
  Str *unexpected = nullptr;
  for (size_t k = 0; k < keywords; k++) {
    Str *name = as<Str>(kwNames->items[k]);
    size_t i = positionalOnly;
    while (i < count && !strEquals(name, names[i]))
      i++;
    if (i == count) {
      unexpected = name;
      continue;
    }
    if (ok(out[i]))
      return ok(raise(t, Msg::GivenTwice, function, names[i], i + 1));
    out[i] = args[positional + k];
  }
  for (size_t i = 0; i < required; i++) // reported before a keyword that does not exist
    if (!ok(out[i])) {
      if (i < positionalOnly)
        return ok(
            raise(t, Msg::ExpectedAtLeast, function, required, required == 1 ? "" : "s", given));
      return ok(raise(t, Msg::MissingRequired, function, names[i], i + 1));
    }
  return !unexpected || ok(raise(t, Msg::InvalidKeyword, fromObject(unexpected), function));
}

} // namespace rt
