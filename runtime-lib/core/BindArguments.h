// Binding of the arguments of constructors (create and init slots), which get them unbound.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// Binds to `count` named parameters, the first `positionalOnly` of them by position only; out[i]
/// is kNoValue when absent. `required` of them must be there. TypeError as CPython words it.
bool bindArguments(Thread &, const char *function, const char *const *names, size_t count,
                   size_t required, size_t positionalOnly, const Value *args, size_t positional,
                   Tuple *kwNames, Value *out);

} // namespace rt
