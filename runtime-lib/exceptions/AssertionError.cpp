// The class that a failing assert statement raises, whatever the name is bound to (Language reference 7.3).
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Raise.h"
#include "runtime-lib/objects/Type.h"

extern "C" rt::Value rt_load_assertion_error(rt::Thread &) {
  return rt::fromObject(rt::exceptionType(rt::Exc::AssertionError));
}
