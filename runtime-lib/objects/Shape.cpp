// Shapes: lookup, transitions, and the attribute storage of instances. See Shape.h for the layout.
#include "runtime-lib/objects/Shape.h"

#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/objects/TypeInternals.h"

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <vector>

namespace rt {

extern "C" {
Type *rt_shapeTypes[kMaxShapes];
Shape *rt_shapes[kMaxShapes];
}

static uint32_t shapeCount = 0;
static std::vector<uint32_t> freeIds, deadIds; // to be given out again; in this collection
static constexpr uint32_t kMaxSlots = 200;     // then the dict form is better
static constexpr uint32_t kMaxChildren = 256;  // names made at run time: the dict form is better
static constexpr uint32_t kScanLimit = 8;      // shapes with more names get a hash table

static uint32_t hashName(const Str *name) {
  uintptr_t bits = reinterpret_cast<uintptr_t>(name) >> 4;
  return static_cast<uint32_t>(bits ^ (bits >> 12));
}

static uint32_t newId() {
  if (!freeIds.empty()) {
    const uint32_t id = freeIds.back();
    freeIds.pop_back();
    return id;
  }
  if (shapeCount == kMaxShapes) {
    std::fputs("Fatal Python error: too many classes and object shapes\n", stderr);
    std::abort();
  }
  return shapeCount++;
}

Shape *newShape(Type *type, bool dict) {
  auto *shape = static_cast<Shape *>(std::calloc(1, sizeof(Shape)));
  shape->id = newId();
  shape->type = type;
  shape->dict = dict;
  rt_shapes[shape->id] = shape;
  rt_shapeTypes[shape->id] = type;
  return shape;
}

static void freeShape(uint32_t id) {
  Shape *shape = rt_shapes[id];
  std::free(shape->names);
  std::free(static_cast<void *>(shape->children));
  std::free(shape->table);
  std::free(shape);
  rt_shapes[id] = nullptr;
  rt_shapeTypes[id] = nullptr;
  freeIds.push_back(id);
}

static bool isDead(const Type *type) { return type->typeFlags & kTypeCollectable && !isReached(type); }

void forgetDeadTypes() {
  for (uint32_t id = 0; id < shapeCount; id++) {
    const Shape *shape = rt_shapes[id];
    if (!shape) continue;
    Type *type = shape->type;
    const bool isRoot = type->rootShape == id;
    if (isDead(type)) {
      deadIds.push_back(id);
      if (!isRoot) continue;
      clearCaches(type);
      if (rt_shapes[type->shapeId]->singleton) deadIds.push_back(type->shapeId); // its own, of its metaclass
    } else if (List *list = isRoot ? type->subclasses : nullptr) {
      int64_t kept = 0;
      for (int64_t i = 0; i < list->size; i++)
        if (Value item = list->array->items[i]; !isDead(as<Type>(item))) list->array->items[kept++] = item;
      for (int64_t i = kept; i < list->size; i++) list->array->items[i] = kNoValue;
      list->size = kept;
    }
  }
}

void freeDeadShapes() {
  std::sort(deadIds.begin(), deadIds.end());
  deadIds.erase(std::unique(deadIds.begin(), deadIds.end()), deadIds.end());
  for (uint32_t id : deadIds) freeShape(id);
  deadIds.clear();
}

static void buildTable(Shape *shape) {
  uint32_t size = 16;
  while (size < shape->slotCount * 2) size *= 2;
  shape->table = static_cast<uint16_t *>(std::calloc(size, sizeof(uint16_t)));
  for (uint32_t i = 0; i < shape->slotCount; i++) {
    uint32_t at = hashName(shape->names[i]) & (size - 1);
    while (shape->table[at]) at = (at + 1) & (size - 1);
    shape->table[at] = static_cast<uint16_t>(i + 1);
  }
  shape->tableMask = size - 1;
}

int shapeFind(const Shape *shape, const Str *name) {
  if (shape->slotCount <= kScanLimit) {
    for (uint32_t i = 0; i < shape->slotCount; i++)
      if (shape->names[i] == name) return static_cast<int>(i);
    return -1;
  }
  if (!shape->tableMask) buildTable(const_cast<Shape *>(shape));
  for (uint32_t at = hashName(name);; at++) {
    uint16_t slot = shape->table[at & shape->tableMask];
    if (!slot) return -1;
    if (shape->names[slot - 1] == name) return slot - 1;
  }
}

Shape *shapeAdd(Shape *shape, Str *name) {
  for (uint32_t i = 0; i < shape->childCount; i++) {
    Shape *child = shape->children[i];
    if (child->names[shape->slotCount] != name) continue;
    if (i) std::swap(shape->children[i], shape->children[i / 2]); // frequent ones move to the front
    return child;
  }
  if (shape->slotCount >= kMaxSlots || shape->childCount >= kMaxChildren) return nullptr;
  if (shape->childCount == shape->childCapacity) {
    shape->childCapacity = shape->childCapacity ? shape->childCapacity * 2 : 2;
    shape->children = static_cast<Shape **>(std::realloc(shape->children, shape->childCapacity * sizeof(Shape *)));
  }
  Shape *child = newShape(shape->type, false);
  child->slotCount = shape->slotCount + 1;
  child->names = static_cast<Str **>(std::malloc(child->slotCount * sizeof(Str *)));
  if (shape->slotCount) std::memcpy(child->names, shape->names, shape->slotCount * sizeof(Str *));
  child->names[shape->slotCount] = name;
  shape->children[shape->childCount++] = child;
  return child;
}

Shape *dictShapeOf(Type *type) {
  if (!type->dictShape) {
    Shape *root = shapeOfId(type->rootShape);
    type->dictShape = root->dict ? root->id : newShape(type, true)->id;
  }
  return shapeOfId(type->dictShape);
}

Shape *makeSingletonShape(Object *object) {
  Shape *shape = shapeOfId(object->shapeId);
  if (shape->singleton) return shape;
  if (!shape->dict && shape->slotCount) return nullptr;
  Shape *own = newShape(shape->type, shape->dict);
  own->singleton = true;
  object->shapeId = own->id;
  return own;
}

void traceShapes(Tracer &tracer) {
  for (uint32_t i = 0; i < shapeCount; i++) {
    Shape *shape = rt_shapes[i];
    if (!shape) continue;
    if (!(shape->type->typeFlags & kTypeCollectable)) tracer.object(shape->type);
    if (shape->slotCount) tracer.object(shape->names[shape->slotCount - 1]);
  }
}

size_t variableBytes(const Object *object, const Type *type) {
  size_t bytes;
  if (type->typeFlags & kTypeTupleSubclass)
    bytes = static_cast<size_t>(static_cast<const Tuple *>(object)->size) * sizeof(Value);
  else if (type->typeFlags & kTypeIntSubclass)
    bytes = static_cast<size_t>(std::llabs(static_cast<const Int *>(object)->size)) * sizeof(uint64_t);
  else if (type->typeFlags & kTypeBytesSubclass)
    bytes = static_cast<size_t>(static_cast<const Bytes *>(object)->length) + 1;
  else
    bytes = 0;
  return (bytes + 7) & ~size_t{7};
}

Value instanceGet(Object *object, Type *type, Str *name) {
  if (!type->extraOffset) return kNoValue;
  Shape *shape = shapeOfId(object->shapeId);
  if (shape->dict) {
    Value extra = *extraSlot(object, type);
    return ok(extra) ? dictGetStr(as<Dict>(extra), name) : kNoValue;
  }
  int slot = shapeFind(shape, name);
  return slot < 0 ? kNoValue : *slotAddress(object, type, static_cast<uint32_t>(slot));
}

/// Makes room for overflow slot number `index`.
static ValueArray *growOverflow(Thread &thread, Object *object, Type *type, uint32_t index) {
  Value *extra = extraSlot(object, type);
  auto *old = ok(*extra) ? as<ValueArray>(*extra) : nullptr;
  if (old && index < old->capacity) return old;
  size_t capacity = old ? static_cast<size_t>(old->capacity) * 2 : 4;
  auto *array = allocate<ValueArray>(thread, TypeId::ValueArray, capacity * sizeof(Value));
  array->capacity = static_cast<int64_t>(capacity);
  if (old) std::memcpy(array->items, old->items, static_cast<size_t>(old->capacity) * sizeof(Value));
  *extraSlot(object, type) = fromObject(array);
  writeBarrier(object);
  return array;
}

static bool removeAttribute(Thread &thread, Object *object, Type *type, Str *name) {
  Shape *shape = shapeOfId(object->shapeId);
  if (!shape->dict) {
    if (shapeFind(shape, name) < 0) return false;
    if (!instanceToDict(thread, object)) return false;
  }
  Value extra = *extraSlot(object, type);
  return ok(extra) && ok(dictPopStr(thread, as<Dict>(extra), name));
}

bool instanceSet(Thread &thread, Object *object, Type *type, Str *name, Value v) {
  if (!ok(v)) return removeAttribute(thread, object, type, name);
  Shape *shape = shapeOfId(object->shapeId);
  if (!shape->dict) {
    int slot = shapeFind(shape, name);
    if (slot >= 0) {
      *slotAddress(object, type, static_cast<uint32_t>(slot)) = v;
      writeBarrier(object);
      return true;
    }
    if (Shape *next = shapeAdd(shape, name)) {
      uint32_t index = shape->slotCount;
      if (index < type->inlineSlots)
        inlineSlotsOf(object, type)[index] = v;
      else
        growOverflow(thread, object, type, index - type->inlineSlots)->items[index - type->inlineSlots] = v;
      object->shapeId = next->id;
      writeBarrier(object);
      return true;
    }
  }
  Dict *dict = instanceToDict(thread, object);
  return dict && dictSetStr(thread, dict, name, v);
}

Dict *instanceToDict(Thread &thread, Object *object, Dict *replacement) {
  Type *type = typeOf(object);
  Shape *shape = shapeOfId(object->shapeId);
  if (shape->dict && !replacement && ok(*extraSlot(object, type))) return as<Dict>(*extraSlot(object, type));
  Dict *dict = replacement ? replacement : dictNew(thread);
  if (!dict) return nullptr;
  if (!shape->dict) {
    if (!replacement)
      for (uint32_t i = 0; i < shape->slotCount; i++)
        if (!dictSetStr(thread, dict, shape->names[i], *slotAddress(object, type, i))) return nullptr;
    object->shapeId = dictShapeOf(type)->id;
    std::memset(static_cast<void *>(inlineSlotsOf(object, type)), 0, type->inlineSlots * sizeof(Value));
  }
  *extraSlot(object, type) = fromObject(dict);
  writeBarrier(object);
  return dict;
}

bool changeClass(Thread &thread, Object *object, Type *type) {
  Type *old = typeOf(object);
  if (!old->extraOffset) {
    object->shapeId = type->rootShape;
    return true;
  }
  // The instance was allocated for the old class's number of inline slots: the dict form fits both.
  if (shapeOfId(object->shapeId)->slotCount || shapeOfId(object->shapeId)->dict || old->inlineSlots != type->inlineSlots)
    if (!instanceToDict(thread, object)) return false;
  object->shapeId = shapeOfId(object->shapeId)->dict ? dictShapeOf(type)->id : type->rootShape;
  return true;
}

} // namespace rt
