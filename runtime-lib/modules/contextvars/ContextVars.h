// What other modules need of _contextvars, once that is imported.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// contextvars.copy_context().
Value copyCurrentContext(Thread &);

} // namespace rt
