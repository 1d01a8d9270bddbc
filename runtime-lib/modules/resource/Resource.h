// What posix.wait3 and wait4 share with the resource module.
#pragma once

#include "runtime-lib/modules/System.h"

#include <sys/resource.h>

namespace rt {

/// A resource.struct_rusage; the type is made on first use.
Value usageValue(Thread &, const struct rusage &);

} // namespace rt
