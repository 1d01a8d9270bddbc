// The runtime expects the table of a compiled program; unit tests have an empty one. Its main() is weak
// and yields to this one.
#include "runtime-lib/core/Program.h"

#include <gtest/gtest.h>

namespace rt {
extern "C" __attribute__((visibility("default"))) const ProgramData rt_program = {};
}

int main(int argc, char **argv) {
  testing::InitGoogleTest(&argc, argv);
  return RUN_ALL_TESTS();
}
