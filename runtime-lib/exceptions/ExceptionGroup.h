// Exception groups as except* and the traceback printer need them.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

bool isGroup(Value v);
Tuple *groupExceptions(Value group);
/// 1 when exception is an instance of the class or of a class in the (nested) tuple, else 0.
int exceptionMatches(Value exception, Value type);
/// Splits what one except* clause catches from the rest; both may be None.
bool matchGroup(Thread &, Value exception, Value type, Value *match, Value *rest);
/// After the except* clauses: what to raise, or None. `results` holds what the clauses raised and the
/// unhandled rest.
Value groupToReraise(Thread &, Value original, List *results);

} // namespace rt
