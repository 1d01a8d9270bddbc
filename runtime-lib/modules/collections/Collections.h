// The native part of the collections package.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

bool addDeque(Thread &, Value module);
bool addDefaultDict(Thread &, Value module);

} // namespace rt
