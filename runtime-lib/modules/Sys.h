// The sys module as the rest of the runtime sees it.
#pragma once

#include "runtime-lib/objects/Objects.h"

#include <vector>

namespace rt {

Dict *sysDict();
/// sys.<name>, or kNoValue when the program deleted it.
Value sysGet(Str *name);
/// sys.modules; the live dict, also when the program replaced the attribute.
Dict *sysModules();

/// The environment in which to start the executable: the given one, or when it is this program as sys.executable, a
/// copy in `storage` with the mark that makes it behave like `python` (core/ProgramOptions.h).
char **environmentFor(const char *executable, char **environment, std::vector<char *> &storage);

} // namespace rt
