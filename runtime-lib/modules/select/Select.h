// Shared parts of the select module.
#pragma once

#include "runtime-lib/modules/System.h"

namespace rt {

bool addPoll(Thread &, Value module);  // Poll.cpp
bool addEpoll(Thread &, Value module); // Epoll.cpp

} // namespace rt
