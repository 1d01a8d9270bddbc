// The codec registry; look-up is declared in objects/codecs/Codecs.h.
#pragma once

#include "runtime-lib/objects/codecs/Codecs.h"

namespace rt {

bool registerSearchFunction(Thread &, Value function);
bool unregisterSearchFunction(Thread &, Value function);
bool forgetCodec(Thread &, Str *encoding);

} // namespace rt
