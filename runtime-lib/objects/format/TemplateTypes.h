// The types of string.templatelib, made at the first use.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct TemplateTypes {
  Type *templateType, *interpolation;
};
extern TemplateTypes templateTypes;
bool makeTemplateTypes(Thread &);

} // namespace rt
