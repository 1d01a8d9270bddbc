// The itertools module: common parts and registration.
#include "runtime-lib/modules/itertools/Itertools.h"

namespace rt {

ItertoolsObject *newIterator(Thread &t, Value type) {
  return reinterpret_cast<ItertoolsObject *>(allocateInstance(t, as<Type>(type)));
}

void traceIterator(Object *object, Tracer &tracer) {
  tracer.range(static_cast<ItertoolsObject *>(object)->field, kIteratorFields);
}

bool addIteratorType(Thread &t, Value module, const char *name, FillSlots fill,
                     const NativeRow *methods) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(ItertoolsObject);
  spec.trace = traceIterator;
  spec.fillSlots = fill;
  spec.methods = methods;
  return addType(t, module, name, spec) != nullptr;
}

static bool initialise(Thread &t, Value module) {
  return addStreamIterators(t, module) && addGroupIterators(t, module) &&
         addCombinatorics(t, module);
}

} // namespace rt

NATIVE_MODULE_DEFINITION(itertools, "itertools", rt::initialise)
