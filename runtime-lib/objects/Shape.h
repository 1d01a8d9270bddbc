// Shapes (hidden classes): which attribute of an instance lies in which slot.
//
// Every type has a tree of shapes. The root is an instance without attributes; adding an attribute
// steps to a child. Slot i lies in the instance while i < type->inlineSlots, behind the fixed part;
// later ones in a ValueArray that the instance's `extra` field points to. An instance whose __dict__
// was asked for, that lost an attribute, or that has very many, steps to the type's dict shape: then
// `extra` is its Dict and nothing is in slots. Instances of built-in types themselves (functions,
// exceptions, modules) are always in the dict form, so their shape id is their TypeId for ever.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct Shape {
  uint32_t id;
  uint32_t slotCount;
  Type *type;
  Str **names;          // slotCount names in order of insertion
  bool dict;            // attributes are in the Dict that `extra` holds (kNoValue: none yet)
  bool singleton;       // shape of one class object or module
  bool wide;            // too many children: instances step to the dict shape instead
  uint32_t childCount, childCapacity;
  Shape **children;     // by hash of the name once there are more than a few
  uint32_t tableMask;   // of `table`, 0: search names from the start
  uint16_t *table;      // slot + 1 by hash of the name's address
};

Shape *newShape(Type *type, bool dict);
inline Shape *shapeOfId(uint32_t id) { return rt_shapes[id]; }
/// Slot of a name, or -1. Not for dict shapes.
int shapeFind(const Shape *shape, const Str *name);
/// The shape with one more attribute, or null when instances should step to the dict form.
Shape *shapeAdd(Shape *shape, Str *name);
/// The dict form of the type's instances.
Shape *dictShapeOf(Type *type);
/// Gives a class object or module a shape of its own, so that inline caches can identify it.
Shape *makeSingletonShape(Object *object);

/// Bytes of the variable part of an instance of a kTypeVariable type (tuple, int, bytes).
size_t variableBytes(const Object *object, const Type *type);
inline Value *inlineSlotsOf(Object *object, const Type *type) {
  return reinterpret_cast<Value *>(reinterpret_cast<char *>(object) + type->instanceSize);
}
/// Where the pointer to overflow slots or dict lies. type->extraOffset must not be 0; negative means
/// behind the variable part.
inline Value *extraSlot(Object *object, const Type *type) {
  size_t offset = type->extraOffset > 0 ? static_cast<size_t>(type->extraOffset)
                                        : type->instanceSize + variableBytes(object, type);
  return reinterpret_cast<Value *>(reinterpret_cast<char *>(object) + offset);
}
inline Value *slotAddress(Object *object, const Type *type, uint32_t slot) {
  if (slot < type->inlineSlots) return inlineSlotsOf(object, type) + slot;
  return &as<ValueArray>(*extraSlot(object, type))->items[slot - type->inlineSlots];
}

/// Own attribute of an instance; kNoValue when absent. Never raises.
Value instanceGet(Object *object, Type *type, Str *name);
/// Sets or (v == kNoValue) deletes an own attribute. Deleting: false when absent, nothing raised.
bool instanceSet(Thread &, Object *object, Type *type, Str *name, Value v);
/// Makes the instance use `dict` for its attributes (__dict__ assignment) or a new dict with the
/// present attributes.
Dict *instanceToDict(Thread &, Object *object, Dict *dict = nullptr);
/// Calls visit(name, value) for the own attributes in order, without changing the form.
template <typename F> void forEachAttribute(Object *object, F visit);
/// Gives the object another class with a compatible layout, attributes kept.
bool changeClass(Thread &, Object *object, Type *type);
/// Shapes' names and the types that stay for ever, as roots.
void traceShapes(Tracer &tracer);
/// Two steps of a collection. When everything alive is marked: takes what is going to die out of the lists of subclasses
/// and out of inline caches. When all dead objects are swept: frees the shapes of dead types, their ids are used again.
void forgetDeadTypes();
void freeDeadShapes();

template <typename F> void forEachAttribute(Object *object, F visit) {
  Type *type = typeOf(object);
  if (!type->extraOffset) return;
  Shape *shape = shapeOfId(object->shapeId);
  if (!shape->dict) {
    for (uint32_t i = 0; i < shape->slotCount; i++) visit(fromObject(shape->names[i]), *slotAddress(object, type, i));
    return;
  }
  Value extra = *extraSlot(object, type);
  if (!ok(extra)) return;
  int64_t position = 0;
  Value key, v;
  while (dictNext(as<Dict>(extra), &position, &key, &v)) visit(key, v);
}

} // namespace rt
