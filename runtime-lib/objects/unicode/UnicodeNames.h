// Character names. The tables belong to the unicodedata module, which programs without it do not
// link; the module fills in these hooks, and a first use imports it when the program contains it.
#pragma once

#include "runtime-lib/objects/Objects.h"

#include <string>
#include <string_view>

namespace rt {

struct UnicodeNameHooks {
  bool (*nameOf)(uint32_t point, std::string *name);
  bool (*find)(std::string_view name, uint32_t *point);
};
extern UnicodeNameHooks unicodeNameHooks;

/// False without an exception: no such name (or the program has no names), with one: import failed.
bool unicodeByName(Thread &, std::string_view name, uint32_t *point);

} // namespace rt
