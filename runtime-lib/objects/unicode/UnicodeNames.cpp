// Access to character names through the unicodedata module.
#include "runtime-lib/objects/unicode/UnicodeNames.h"

#include "runtime-lib/objects/codecs/Coding.h"

namespace rt {

// modules/Import.h
Value importModule(Thread &, Str *absoluteName);
bool programHasModule(Thread &, Str *absoluteName);

UnicodeNameHooks unicodeNameHooks;

static bool haveNames(Thread &t) {
  if (unicodeNameHooks.nameOf)
    return true;
  Str *module = internAscii(t, "unicodedata");
  return programHasModule(t, module) && ok(importModule(t, module)) && unicodeNameHooks.nameOf;
}

bool unicodeByName(Thread &t, std::string_view name, uint32_t *point) {
  return haveNames(t) && unicodeNameHooks.find(name, point);
}

bool characterName(Thread &t, uint32_t point, std::string *name) {
  return haveNames(t) && unicodeNameHooks.nameOf(point, name);
}

} // namespace rt
