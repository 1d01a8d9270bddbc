// Argument checks shared by the constructors of the built-in types.
#include "runtime-lib/objects/Arguments.h"

namespace rt {

bool noKeywords(Thread &t, const char *name, Tuple *kwNames) {
  if (!kwNames || kwNames->size == 0)
    return true;
  raise(t, Msg::NoKeywords, name);
  return false;
}

bool argumentCount(Thread &t, const char *name, size_t got, size_t least, size_t most) {
  if (got >= least && got <= most)
    return true;
  const char *bound = least == most ? "" : got < least ? "at least " : "at most ";
  size_t n = got < least ? least : most;
  raise(t, Msg::ArgumentCount, name, bound, n, n == 1 ? "" : "s", got);
  return false;
}

} // namespace rt
