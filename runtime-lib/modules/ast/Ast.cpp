// The _ast module: the classes of syntax trees and the flags of compile().
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/ast/AstTypes.h"

namespace rt {

namespace {

bool initialise(Thread &t, Value module) {
  return exportAstTypes(t, module) && addInt(t, module, "PyCF_ONLY_AST", 0x400) &&
         addInt(t, module, "PyCF_TYPE_COMMENTS", 0x1000) && addInt(t, module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_ast, "_ast", rt::initialise)
