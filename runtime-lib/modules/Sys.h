// The sys module as the rest of the runtime sees it.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

Dict *sysDict();
/// sys.<name>, or kNoValue when the program deleted it.
Value sysGet(Str *name);
/// sys.modules; the live dict, also when the program replaced the attribute.
Dict *sysModules();

} // namespace rt
