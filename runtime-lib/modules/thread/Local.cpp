// _thread._local: an object with a __dict__ for each thread. The dicts live in a list of the object,
// by thread id; a subclass's __init__ runs in each thread that first touches the object.
#include "runtime-lib/modules/thread/Threads.h"

namespace rt {

namespace {

struct Local : Object {
  Value attributes; // unused: the __dict__ of this object depends on the thread
  Dict *dicts;      // thread id -> dict
  Value args, kwargs;
};
Type *localType;
Local *localOf(Value v) { return as<Local>(v); }

/// The calling thread's dict; made, and the object initialised, on first use.
Dict *dictHere(Thread &t, Value self) {
  Local *local = localOf(self);
  Value id = intFromUnsigned(t, t.id), found;
  Found r = dictFind(t, local->dicts, id, &found);
  if (r == Found::Error) return nullptr;
  if (r == Found::Yes) return as<Dict>(found);
  Dict *space = dictNew(t);
  if (!dictSet(t, local->dicts, id, fromObject(space))) return nullptr;
  Type *type = typeOf(self);
  if (type != localType && ok(local->args)) {
    Value init = lookupSpecial(t, self, names().__init__);
    if (!ok(init) || !ok(callEx(t, init, as<Tuple>(local->args), ok(local->kwargs) ? as<Dict>(local->kwargs) : nullptr))) {
      dictRemove(t, local->dicts, id);
      return nullptr;
    }
  }
  return space;
}

Value create(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  int64_t keywords = kwNames ? kwNames->size : 0;
  if ((positional || keywords) && type->slots.init == builtinType(TypeId::Object)->slots.init)
    return raiseText(t, Exc::TypeError, "Initialization arguments are not supported");
  auto *local = reinterpret_cast<Local *>(allocateInstance(t, type));
  local->dicts = dictNew(t);
  local->args = fromObject(tupleFrom(t, args, static_cast<int64_t>(positional)));
  if (keywords) {
    Dict *kwargs = dictNew(t);
    for (int64_t i = 0; i < keywords; i++)
      if (!dictSetStr(t, kwargs, as<Str>(kwNames->items[i]), args[positional + static_cast<size_t>(i)])) return kNoValue;
    local->kwargs = fromObject(kwargs);
  }
  // This thread's __init__ is called by the class call itself.
  if (!dictSet(t, local->dicts, intFromUnsigned(t, t.id), fromObject(dictNew(t)))) return kNoValue;
  return fromObject(local);
}

bool isDataDescriptor(Value v) { return typeOf(v)->slots.descrSet != nullptr; }
Value getAttributeOf(Thread &t, Value self, Value name) {
  Dict *space = TRY(dictHere(t, self));
  auto *text = as<Str>(name);
  if (strEqual(text, names().__dict__)) return fromObject(space);
  Value onClass = typeLookup(typeOf(self), text);
  if (!ok(onClass) || !isDataDescriptor(onClass)) {
    Value own = dictGetStr(space, text);
    if (ok(own)) return own;
  }
  return genericGetAttribute(t, self, name);
}
bool setAttributeOf(Thread &t, Value self, Value name, Value v) {
  Dict *space = dictHere(t, self);
  if (!space) return false;
  auto *text = as<Str>(name);
  if (strEqual(text, names().__dict__)) {
    raise(t, Msg::LocalDictReadOnly, typeName(self));
    return false;
  }
  Value onClass = typeLookup(typeOf(self), text);
  if (ok(onClass) && isDataDescriptor(onClass)) return genericSetAttribute(t, self, name, v);
  if (ok(v)) return dictSetStr(t, space, text, v);
  if (ok(dictPopStr(t, space, text))) return true;
  return raise(t, Msg::AttributeMissing, typeName(self), name), false;
}

} // namespace

bool addLocalType(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeWeakRefs;
  spec.instanceSize = sizeof(Local);
  spec.trace = [](Object *o, Tracer &tracer) {
    auto *l = static_cast<Local *>(o);
    tracer.pointer(l->dicts);
    tracer.value(l->args);
    tracer.value(l->kwargs);
  };
  spec.doc = "Thread-local data";
  spec.fillSlots = [](Slots &s) {
    s.create = create;
    s.getAttribute = getAttributeOf;
    s.setAttribute = setAttributeOf;
  };
  localType = addType(t, module, "_local", spec);
  addRoot(&localType);
  return localType != nullptr;
}

} // namespace rt
