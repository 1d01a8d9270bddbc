#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {
bool addGetters(Thread &, Value module); // Getters.cpp: itemgetter, attrgetter, methodcaller
}
