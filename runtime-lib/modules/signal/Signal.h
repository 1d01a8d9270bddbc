// Shared parts of the _signal module.
#pragma once

#include "runtime-lib/modules/System.h"

#include <csignal>

namespace rt {

/// An iterable of signal numbers; a number that the system does not know gives a RuntimeWarning.
bool signalSetArgument(Thread &, Value numbers, sigset_t *set);
/// A signal number between 1 and NSIG - 1.
bool signalArgument(Thread &, Value v, int *out);

extern const NativeRow kSignalSetFunctions[]; // SignalSets.cpp: masks and waiting
bool addSignalTypes(Thread &, Value module);

} // namespace rt
