// The native part of functools.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

bool addPartial(Thread &, Value module);
bool addLruCache(Thread &, Value module);

} // namespace rt
