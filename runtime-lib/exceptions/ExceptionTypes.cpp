// Makes the class objects of all rows of abi/Exceptions.def, bases first, from the rows of
// ExceptionTypes.h; and makes instances of them for the runtime.
#include "runtime-lib/exceptions/ExceptionTypes.h"

namespace rt {

extern "C" Type *rt_exceptionTypes[kExceptionCount];
Type *rt_exceptionTypes[kExceptionCount];

namespace {

struct ClassName {
  const char *name;
  Exc base;
};
constexpr ClassName kClasses[] = {
#define EXCEPTION(Name, Base) {#Name, Exc::Base},
#include "runtime-lib/abi/Exceptions.def"
};

/// Own fields are Values only, so one function serves all classes.
void traceException(Object *object, Tracer &tracer) {
  auto *e = static_cast<ExceptionWithFields *>(object);
  tracer.value(e->attributes);
  tracer.pointer(e->args);
  tracer.value(e->traceback);
  tracer.value(e->context);
  tracer.value(e->cause);
  tracer.value(e->notes);
  size_t size = typeOf(object)->instanceSize;
  if (size > sizeof(Exception)) tracer.range(e->fields, (size - sizeof(Exception)) / sizeof(Value));
}

const ExceptionClassRow *rowOf(Exc id) {
  if (id == Exc::BaseException) return &kBaseExceptionRow;
  if (id == Exc::BaseExceptionGroup) return &kGroupRow;
  return specialExceptionRow(id);
}

// Slots of the class under construction: fillSlots takes no context.
const ExceptionClassRow *currentRow;
void fillExceptionSlots(Slots &slots) {
  if (currentRow->init) slots.init = currentRow->init;
  if (currentRow->create) slots.create = currentRow->create;
  if (currentRow->str) slots.str = currentRow->str;
  if (currentRow == &kBaseExceptionRow) slots.repr = exceptionRepr;
}

Type *makeClassObject(Thread &t, Exc id) {
  const ClassName &name = kClasses[static_cast<unsigned>(id)];
  Type *base = id == Exc::BaseException ? builtinType(TypeId::Object) : exceptionType(name.base);
  TypeSpec spec{};
  spec.flags = kTypeSubclassable | kTypeHasDict | kTypeExceptionSubclass | kTypeImmutable | kTypeWeakRefs;
  spec.trace = traceException;
  spec.extraOffset = offsetof(Exception, attributes);
  currentRow = rowOf(id);
  if (currentRow) {
    spec.instanceSize = static_cast<uint32_t>(exceptionFieldOffset(currentRow->fieldCount));
    if (!currentRow->fieldCount) spec.instanceSize = id == Exc::BaseException ? sizeof(Exception) : 0;
    spec.fillSlots = fillExceptionSlots;
    spec.methods = currentRow->methods;
    spec.getSets = currentRow->getSets;
    spec.members = currentRow->members;
  }
  return makeNativeType(t, "builtins", name.name, base, spec);
}

} // namespace

void registerExceptions(Thread &t) {
  for (unsigned i = 0; i < kExceptionCount; i++) {
    rt_exceptionTypes[i] = makeClassObject(t, static_cast<Exc>(i));
    addRoot(&rt_exceptionTypes[i]);
  }
  // The only built-in class with two bases: ExceptionGroup(BaseExceptionGroup, Exception).
  Type *group = exceptionType(Exc::ExceptionGroup);
  Type *mro[] = {group, exceptionType(Exc::BaseExceptionGroup), exceptionType(Exc::Exception),
                 exceptionType(Exc::BaseException), builtinType(TypeId::Object)};
  group->bases = tupleOf(t, fromObject(mro[1]), fromObject(mro[2]));
  Value items[5];
  for (int i = 0; i < 5; i++) items[i] = fromObject(mro[i]);
  group->mro = tupleFrom(t, items, 5);
  writeBarrier(group);
}

Value makeException(Thread &t, Exc id, Tuple *args) {
  Type *type = exceptionType(id);
  auto count = static_cast<size_t>(args->size);
  Value exception = type->slots.create(t, type, args->items, count, nullptr);
  if (!ok(exception)) return kNoValue;
  // OSError makes an instance of a subclass, which needs no __init__.
  if (typeOf(exception) == type && !type->slots.init(t, exception, args->items, count, nullptr))
    return kNoValue;
  return exception;
}

} // namespace rt
