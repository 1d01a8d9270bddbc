// The runtime expects the table of a compiled program; unit tests have an empty one.
#include "runtime-lib/core/Program.h"

namespace rt {
extern "C" __attribute__((visibility("default"))) const ProgramData rt_program = {};
}
