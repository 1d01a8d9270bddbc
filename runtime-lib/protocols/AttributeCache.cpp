// Attribute access of generated code, through the inline caches of abi/ProgramData.h. A cache has one
// entry that generated code tests itself and three that are tested here. Every fill is noted with the
// class that the answer depends on; a change of the class, or of one of its bases, empties the cache
// (objects/Type.cpp, invalidateType), so a matching shape is proof enough.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Descriptors.h"
#include "runtime-lib/objects/Shape.h"
#include "runtime-lib/objects/Super.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstdlib>
#include <cstring>

namespace rt {

static constexpr uint32_t kMaxFills = 200; // sites that see ever new shapes are left alone

static bool mayFill(InlineCache *cache) { return cache && cache->reserved < kMaxFills; }

void noteDependence(InlineCache *cache, Type *type) {
  auto *link = static_cast<CacheLink *>(std::malloc(sizeof(CacheLink)));
  *link = {cache, static_cast<CacheLink *>(type->caches)};
  type->caches = link;
}

/// The newest answer becomes the inline entry; the previous ones move outwards.
static void fill(InlineCache *cache, uint32_t shape, int32_t offset, Value v, Type *type) {
  if (cache->shapeId && !cache->newShapeId) {
    for (int i = 2; i > 0; i--) {
      cache->altShapeId[i] = cache->altShapeId[i - 1];
      cache->altOffset[i] = cache->altOffset[i - 1];
      cache->altValue[i] = cache->altValue[i - 1];
    }
    cache->altShapeId[0] = cache->shapeId;
    cache->altOffset[0] = cache->offset;
    cache->altValue[0] = cache->value;
  }
  cache->shapeId = shape;
  cache->offset = offset;
  cache->value = v;
  cache->reserved++;
  noteDependence(cache, type);
}

static Value readAt(Value object, int32_t offset) {
  return *reinterpret_cast<Value *>(reinterpret_cast<char *>(asObject(object)) + offset);
}

/// Entry of the cache for a shape: -1 none, 0..2.
static int findAlternative(const InlineCache *cache, uint32_t shape) {
  for (int i = 0; i < 3; i++)
    if (cache->altShapeId[i] == shape) return i;
  return -1;
}

static int32_t inlineOffset(const Type *type, uint32_t slot) {
  return static_cast<int32_t>(type->instanceSize + slot * sizeof(Value));
}

static Value loadInstance(Thread &t, Value object, Str *name, InlineCache *cache) {
  Type *type = typeOf(object);
  bool cacheable = isObject(object) && mayFill(cache);
  uint32_t shapeId = shapeOf(object);
  Value attribute = typeLookup(type, name);
  SlotDescrGet get = nullptr;
  if (ok(attribute)) {
    Type *kind = typeOf(attribute);
    get = kind->slots.descrGet;
    if (get && kind->slots.descrSet) {
      if (cacheable && kind == builtinType(TypeId::MemberDescriptor) && as<Member>(attribute)->isSlot)
        fill(cache, shapeId, static_cast<int32_t>(as<Member>(attribute)->offset), kNoValue, type);
      return get(t, attribute, object, fromObject(type));
    }
  }
  bool shapeDecides = !type->extraOffset;
  if (type->extraOffset) {
    Shape *shape = shapeOfId(shapeId);
    if (shape->dict) {
      Value own = instanceGet(asObject(object), type, name);
      if (ok(own)) return own;
    } else {
      int slot = shapeFind(shape, name);
      if (slot >= 0) {
        auto index = static_cast<uint32_t>(slot);
        if (cacheable && index < type->inlineSlots) fill(cache, shapeId, inlineOffset(type, index), kNoValue, type);
        return *slotAddress(asObject(object), type, index);
      }
      shapeDecides = true;
    }
  }
  if (get) return get(t, attribute, object, fromObject(type));
  if (!ok(attribute)) return raiseMissingAttribute(t, object, fromObject(name));
  if (shapeDecides && cacheable) fill(cache, shapeId, 0, attribute, type);
  return attribute;
}

/// An attribute of a class that does not change while the class does not: remembered for the class's
/// own shape.
static Value loadFromType(Thread &t, Value object, Str *name, InlineCache *cache) {
  Type *type = as<Type>(object), *meta = typeOf(object);
  Value metaAttribute = typeLookup(meta, name);
  bool metaData = ok(metaAttribute) && typeOf(metaAttribute)->slots.descrGet && typeOf(metaAttribute)->slots.descrSet;
  Value attribute = metaData ? kNoValue : typeLookup(type, name);
  if (!ok(attribute) || !mayFill(cache)) return typeGetAttribute(t, object, fromObject(name));
  SlotDescrGet get = typeOf(attribute)->slots.descrGet;
  Value v = get ? get(t, attribute, kNoValue, object) : attribute;
  bool constant = !get || (same(v, attribute) && hasTypeFlag(attribute, kTypeMethodDescriptor)) ||
                  isExactly(attribute, TypeId::StaticMethod);
  if (ok(v) && constant)
    if (Shape *own = makeSingletonShape(asObject(object))) {
      fill(cache, own->id, 0, v, type);
      noteDependence(cache, meta);
    }
  return v;
}

/// A module's attribute lies in a cell that is shared with compiled code: its distance from the module
/// object is remembered.
static Value loadFromModule(Thread &t, Value object, Str *name, InlineCache *cache) {
  Dict *dict = as<Module>(object)->dict;
  if (!dict || !ok(dictGetStr(dict, name)) || !mayFill(cache)) return getAttribute(t, object, name);
  Cell *cell = dictGlobalCell(t, dict, name);
  if (!cell) return kNoValue;
  ptrdiff_t distance = reinterpret_cast<char *>(&cell->content) - reinterpret_cast<char *>(asObject(object));
  if (distance == static_cast<int32_t>(distance) && !ok(typeLookup(typeOf(object), name)))
    if (Shape *own = makeSingletonShape(asObject(object)))
      fill(cache, own->id, static_cast<int32_t>(distance), kNoValue, typeOf(object));
  return ok(cell->content) ? cell->content : getAttribute(t, object, name);
}

static bool isPlainModule(Value v) { return typeOf(v) == builtinType(TypeId::Module); }

static Value loadAttributeSlow(Thread &t, Value object, Str *name, InlineCache *cache) {
  SlotBinary get = typeOf(object)->slots.getAttribute;
  if (get == genericGetAttribute) return loadInstance(t, object, name, cache);
  if (get == typeGetAttribute) return loadFromType(t, object, name, cache);
  if (isPlainModule(object)) return loadFromModule(t, object, name, cache);
  return get(t, object, fromObject(name));
}

// LoadMethod: a function found on the class is returned unbound with the object as self.
static Value loadMethodSlow(Thread &t, Value object, Str *name, InlineCache *cache, Value *self) {
  *self = kNoValue;
  Type *type = typeOf(object);
  SlotBinary slot = type->slots.getAttribute;
  if (slot == genericGetAttribute) {
    Value attribute = typeLookup(type, name);
    if (!ok(attribute) || !hasTypeFlag(attribute, kTypeMethodDescriptor)) return loadInstance(t, object, name, nullptr);
    bool shapeDecides = !type->extraOffset || !shapeOfId(shapeOf(object))->dict;
    if (type->extraOffset) {
      Value own = instanceGet(asObject(object), type, name);
      if (ok(own)) return own;
    }
    if (shapeDecides && isObject(object) && mayFill(cache)) fill(cache, shapeOf(object), 0, attribute, type);
    *self = object;
    return attribute;
  }
  if (slot == typeGetAttribute) {
    Type *meta = type, *cls = as<Type>(object);
    Value metaAttribute = typeLookup(meta, name), attribute = typeLookup(cls, name);
    bool metaData = ok(metaAttribute) && typeOf(metaAttribute)->slots.descrSet;
    if (!metaData && ok(attribute) && isExactly(attribute, TypeId::ClassMethod)) {
      Value function = as<ClassMethod>(attribute)->function;
      if (isExactly(function, TypeId::Function)) {
        if (mayFill(cache))
          if (Shape *own = makeSingletonShape(asObject(object))) {
            fill(cache, own->id, 0, function, cls);
            noteDependence(cache, meta);
          }
        *self = object;
        return function;
      }
    }
    if (!ok(attribute) && ok(metaAttribute) && hasTypeFlag(metaAttribute, kTypeMethodDescriptor)) {
      *self = object;
      return metaAttribute;
    }
    return typeGetAttribute(t, object, fromObject(name));
  }
  if (type == builtinType(TypeId::Super)) {
    Value v = superLookup(t, as<Super>(object), name);
    if (ok(v) && hasTypeFlag(v, kTypeMethodDescriptor) && ok(as<Super>(object)->object) &&
        !(isType(as<Super>(object)->object) && as<Super>(object)->objectType == as<Type>(as<Super>(object)->object))) {
      *self = as<Super>(object)->object;
      return v;
    }
  }
  return getAttribute(t, object, name);
}

extern "C" {

Value rt_load_attr(Thread &t, Value object, Value name, void *site) {
  auto *cache = static_cast<InlineCache *>(site);
  if (isObject(object) && cache) {
    const uint32_t shape = asObject(object)->shapeId;
    if (shape == cache->shapeId) { // not tested by quickly compiled code
      Value v = cache->offset ? readAt(object, cache->offset) : cache->value;
      if (ok(v)) return v;
    }
    int i = findAlternative(cache, shape);
    if (i >= 0) {
      Value v = cache->altOffset[i] ? readAt(object, cache->altOffset[i]) : cache->altValue[i];
      if (ok(v)) return v;
    }
  }
  Value v = loadAttributeSlow(t, object, as<Str>(name), cache);
  return ok(v) ? v : noteAttributeError(t, object, as<Str>(name));
}

Value rt_load_method(Thread &t, Value object, Value name, void *site, void *out) {
  auto *cache = static_cast<InlineCache *>(site);
  auto *self = static_cast<Value *>(out);
  if (isObject(object) && cache) {
    const uint32_t shape = asObject(object)->shapeId;
    if (shape == cache->shapeId) {
      *self = object;
      return cache->value;
    }
    int i = findAlternative(cache, shape);
    if (i >= 0 && !cache->altOffset[i]) {
      *self = object;
      return cache->altValue[i];
    }
  }
  return loadMethodSlow(t, object, as<Str>(name), cache, self);
}

int32_t rt_store_attr(Thread &t, Value object, Value name, Value v, void *site) {
  auto *cache = static_cast<InlineCache *>(site);
  Type *type = typeOf(object);
  if (type->slots.setAttribute != genericSetAttribute || !isObject(object)) return type->slots.setAttribute(t, object, name, v);
  Object *target = asObject(object);
  uint32_t before = target->shapeId;
  if (cache && cache->shapeId == before) {
    storeField(target, reinterpret_cast<Value *>(reinterpret_cast<char *>(target) + cache->offset), v);
    if (cache->newShapeId) target->shapeId = cache->newShapeId;
    return 1;
  }
  if (cache && cache->altShapeId[0] == before) {
    storeField(target, reinterpret_cast<Value *>(reinterpret_cast<char *>(target) + cache->altOffset[0]), v);
    if (bitsOf(cache->altValue[0])) target->shapeId = static_cast<uint32_t>(bitsOf(cache->altValue[0]));
    return 1;
  }
  Value attribute = typeLookup(type, as<Str>(name));
  bool descriptor = ok(attribute) && typeOf(attribute)->slots.descrSet;
  if (!genericSetAttribute(t, object, name, v)) return 0;
  if (!mayFill(cache) || typeOf(object) != type) return 1;
  int32_t offset = 0;
  uint32_t after = target->shapeId;
  if (descriptor) {
    if (typeOf(attribute) != builtinType(TypeId::MemberDescriptor) || !as<Member>(attribute)->isSlot) return 1;
    offset = static_cast<int32_t>(as<Member>(attribute)->offset);
    after = before;
  } else {
    if (!type->extraOffset || shapeOfId(after)->dict || shapeOfId(before)->dict) return 1;
    int slot = shapeFind(shapeOfId(after), as<Str>(name));
    if (slot < 0 || static_cast<uint32_t>(slot) >= type->inlineSlots) return 1;
    offset = inlineOffset(type, static_cast<uint32_t>(slot));
  }
  // The first answer goes to the out-of-line entry when the inline one is taken.
  uint32_t newShape = after == before ? 0 : after;
  if (cache->shapeId && cache->shapeId != before) {
    cache->altShapeId[0] = before;
    cache->altOffset[0] = offset;
    cache->altValue[0] = Value{newShape};
  } else {
    cache->shapeId = before;
    cache->offset = offset;
    cache->newShapeId = newShape;
  }
  cache->reserved++;
  noteDependence(cache, type);
  return 1;
}

int32_t rt_delete_attr(Thread &t, Value object, Value name) { return setAttribute(t, object, as<Str>(name), kNoValue); }

} // extern "C"

} // namespace rt
