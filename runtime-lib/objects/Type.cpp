// Type objects: registration of built-in types, lookup through the MRO with its cache, and what has to
// happen when a class changes (new version, inline caches emptied, slots recomputed).
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstddef>
#include <cstdlib>
#include <cstring>

namespace rt {

static uint32_t nextVersion = 1;

// --- Lookup

struct LookupEntry {
  uint32_t version;
  Str *name;
  Value value;
};
static constexpr size_t kLookupEntries = 4096;
static LookupEntry lookupCache[kLookupEntries];

static Value lookupSlow(Type *type, Str *name) {
  Tuple *mro = type->mro;
  if (!mro) return kNoValue;
  for (int64_t i = 0; i < mro->size; i++) {
    Type *base = as<Type>(mro->items[i]);
    if (!base->dict) continue;
    Value v = dictGetStr(base->dict, name);
    if (ok(v)) return v;
  }
  return kNoValue;
}

Value typeLookup(Type *type, Str *name) {
  uintptr_t bits = reinterpret_cast<uintptr_t>(name) >> 4;
  LookupEntry &entry = lookupCache[(bits ^ (bits >> 9) ^ type->version * 37) % kLookupEntries];
  if (entry.version == type->version && entry.name == name) return entry.value;
  Value v = lookupSlow(type, name);
  if (type->typeFlags & kTypeReady && (name->flags & kStrInterned)) entry = {type->version, name, v};
  return v;
}

bool isBelow(const Type *type, const Type *base) {
  while (type && type != base) type = type->base;
  return type;
}

bool isSubtypeSlow(Type *type, Type *base) {
  if (base == builtinType(TypeId::Object)) return true;
  Tuple *mro = type->mro;
  if (!mro) return isBelow(type, base);
  for (int64_t i = 0; i < mro->size; i++)
    if (as<Type>(mro->items[i]) == base) return true;
  return false;
}

// --- Change

void clearCaches(Type *type) {
  auto *link = static_cast<CacheLink *>(type->caches);
  type->caches = nullptr;
  while (link) {
    CacheLink *next = link->next;
    InlineCache *cache = link->cache;
    uint32_t name = cache->name, fills = cache->reserved;
    std::memset(static_cast<void *>(cache), 0, sizeof *cache);
    cache->name = name;
    cache->reserved = fills;
    std::free(link);
    link = next;
  }
}

static void forEachSubclass(Type *type, void (*visit)(Type *)) {
  if (!type->subclasses) return;
  for (int64_t i = 0; i < type->subclasses->size; i++) visit(as<Type>(type->subclasses->array->items[i]));
}

void invalidateType(Type *type) {
  type->version = nextVersion++;
  clearCaches(type);
  forEachSubclass(type, invalidateType);
}

void typeModified(Thread &thread, Type *type, Str *name) {
  invalidateType(type);
  if (!name || name->length < 5 || strAt(name, 0) != '_' || strAt(name, 1) != '_') return;
  updateSlots(thread, type, name);
}

// --- Built-in types

static void traceType(Object *object, Tracer &tracer) {
  auto *type = static_cast<Type *>(object);
  tracer.value(type->attributes);
  tracer.object(type->name);
  tracer.object(type->qualName);
  tracer.object(type->dict);
  tracer.object(type->bases);
  tracer.object(type->mro);
  tracer.object(type->base);
  tracer.shallow(type->subclasses);
  if (type->subclasses) tracer.shallow(type->subclasses->array);
  tracer.value(type->doc);
  tracer.object(type->module);
  tracer.value(type->annotations);
}


static constexpr TypeId kBaseIds[] = {
#define TYPE(Id, Name, Module, Base, Layout) TypeId::Base,
#include "runtime-lib/abi/Types.def"
};
static constexpr const char *kTypeNames[] = {
#define TYPE(Id, Name, Module, Base, Layout) Name,
#include "runtime-lib/abi/Types.def"
};
static constexpr const char *kTypeModules[] = {
#define TYPE(Id, Name, Module, Base, Layout) Module,
#include "runtime-lib/abi/Types.def"
};
static constexpr unsigned kTypeCount = std::size(kBaseIds);

void createBuiltinTypes(Thread &thread) {
  for (unsigned i = 0; i < kTypeCount; i++) {
    Type *type = allocate<Type>(thread, TypeId::Type);
    Shape *shape = newShape(type, true);
    type->rootShape = shape->id;
    type->dictShape = shape->id;
    type->version = nextVersion++;
    type->instanceSize = sizeof(Object);
  }
  static constexpr std::pair<TypeId, uint32_t> kFlags[] = {
      {TypeId::Int, kTypeIntSubclass},     {TypeId::Bool, kTypeIntSubclass},     {TypeId::Str, kTypeStrSubclass},
      {TypeId::Bytes, kTypeBytesSubclass}, {TypeId::List, kTypeListSubclass},    {TypeId::Tuple, kTypeTupleSubclass},
      {TypeId::Dict, kTypeDictSubclass},   {TypeId::Type, kTypeTypeSubclass},    {TypeId::Float, kTypeFloatSubclass},
      {TypeId::Set, kTypeSetSubclass},     {TypeId::FrozenSet, kTypeSetSubclass}, {TypeId::Complex, kTypeComplexSubclass}};
  for (auto [id, flag] : kFlags) builtinType(id)->typeFlags |= flag;
  builtinType(TypeId::Type)->trace = traceType;
  addRootVisitor(traceShapes);
}

void nameBuiltinTypes(Thread &thread) {
  for (unsigned i = 1; i < kTypeCount; i++) {
    Type *type = rt_shapeTypes[i];
    type->name = type->qualName = internAscii(thread, kTypeNames[i]);
    type->module = internAscii(thread, kTypeModules[i]);
    type->dict = dictNew(thread);
    bool root = i == static_cast<unsigned>(TypeId::Object);
    type->base = root ? nullptr : builtinType(kBaseIds[i]);
    type->bases = root ? tupleNew(thread, 0) : tupleOf(thread, fromObject(type->base));
    Value line[8];
    unsigned depth = 0;
    for (Type *t = type; t; t = t == builtinType(TypeId::Object) ? nullptr : builtinType(kBaseIds[t->rootShape]))
      line[depth++] = fromObject(t);
    type->mro = tupleFrom(thread, line, depth);
  }
  internSpecialMethods(thread);
}

static constexpr uint32_t kInheritedFlags =
    kTypeIntSubclass | kTypeStrSubclass | kTypeBytesSubclass | kTypeListSubclass | kTypeTupleSubclass |
    kTypeDictSubclass | kTypeExceptionSubclass | kTypeTypeSubclass | kTypeFloatSubclass | kTypeSetSubclass |
    kTypeMatchSequence | kTypeMatchMapping | kTypeMatchSelf | kTypeComplexSubclass | kTypeWeakRefs | kTypeVariable |
    kTypeHasDict;
uint32_t inheritedTypeFlags(const Type *base) { return base->typeFlags & kInheritedFlags; }

static void describe(Thread &thread, Type *type, const TypeSpec &spec) {
  Type *base = type->base;
  type->typeFlags |= spec.flags | kTypeReady | (base ? inheritedTypeFlags(base) : 0);
  if (!(spec.flags & kTypeHeap)) type->typeFlags |= kTypeImmutable;
  type->instanceSize = spec.instanceSize ? spec.instanceSize
                       : base            ? base->instanceSize
                                         : static_cast<uint32_t>(sizeof(Object));
  type->extraOffset = spec.extraOffset ? spec.extraOffset : base ? base->extraOffset : 0;
  if (type->extraOffset) type->typeFlags |= kTypeHasDict;
  type->trace = spec.trace ? spec.trace : type->trace ? type->trace : base ? base->trace : nullptr;
  type->dispose = spec.dispose ? spec.dispose : base ? base->dispose : nullptr;
  Slots own{};
  if (spec.fillSlots) spec.fillSlots(own);
  void **target = slotArray(type), **mine = reinterpret_cast<void **>(&own);
  bool ownCompare = own.compare && !own.hash;
  if (ownCompare) own.hash = hashNotImplemented;
  for (unsigned i = 0; i < kSlotCount; i++) target[i] = mine[i] ? mine[i] : base ? slotArray(base)[i] : nullptr;
  if (type->typeFlags & kTypeNoCreate) type->slots.create = nullptr;
  type->doc = spec.doc ? fromObject(strFromUtf8(thread, spec.doc)) : none();
  dictSetStr(thread, type->dict, names().__doc__, type->doc);
  addSlotWrappers(thread, type, own);
  if (ownCompare) dictSetStr(thread, type->dict, names().__hash__, none());
  if (spec.methods) addMethods(thread, type, spec.methods);
  if (spec.getSets) addGetSets(thread, type, spec.getSets);
  if (spec.members) addMembers(thread, type, spec.members);
  // Natives with attributes of their own show them; exceptions, functions and modules have their own row.
  if (spec.extraOffset && !ok(dictGetStr(type->dict, names().__dict__))) addGetSets(thread, type, instanceDictRow);
  invalidateType(type);
}

void registerType(Thread &thread, const TypeSpec &spec) {
  Type *type = builtinType(spec.id);
  describe(thread, type, spec);
  linkSubclass(thread, type, true);
}

Type *makeNativeType(Thread &thread, const char *moduleName, const char *name, Type *base, const TypeSpec &spec) {
  Type *type = allocate<Type>(thread, TypeId::Type);
  Shape *shape = newShape(type, true);
  type->rootShape = type->dictShape = shape->id;
  if (!base) base = builtinType(TypeId::Object);
  type->name = type->qualName = internAscii(thread, name);
  type->module = internAscii(thread, moduleName);
  type->base = base;
  type->dict = dictNew(thread);
  type->bases = tupleOf(thread, fromObject(base));
  int64_t depth = base->mro->size;
  type->mro = tupleNew(thread, depth + 1);
  type->mro->items[0] = fromObject(type);
  std::memcpy(type->mro->items + 1, base->mro->items, static_cast<size_t>(depth) * sizeof(Value));
  describe(thread, type, spec);
  if (type->extraOffset && !base->extraOffset && !addGetSets(thread, type, instanceDictRow)) return nullptr;
  linkSubclass(thread, type, true);
  return type;
}

void linkSubclass(Thread &thread, Type *type, bool isNew) {
  for (int64_t i = 0; i < type->bases->size; i++) {
    Value item = type->bases->items[i];
    if (!isType(item)) continue;
    Type *base = as<Type>(item);
    if (!base->subclasses) base->subclasses = listNew(thread);
    bool known = false;
    for (int64_t k = base->subclasses->size; !isNew && !known && k-- > 0;)
      known = same(base->subclasses->array->items[k], fromObject(type));
    if (!known) listAppend(thread, base->subclasses, fromObject(type));
  }
}

Object *allocateInstance(Thread &thread, Type *type, size_t extra) {
  size_t size = type->instanceSize + type->inlineSlots * sizeof(Value) + ((extra + 7) & ~size_t{7});
  if (type->extraOffset < 0) size += sizeof(Value);
  uint32_t shape = type->rootShape;
  Object *object = size <= 4096 ? static_cast<Object *>(rt_allocate(thread, static_cast<int64_t>(size), static_cast<int32_t>(shape)))
                                : allocateLarge(thread, size, shape);
  if (object && type->slots.finalize) registerFinalizer(thread, object);
  if (object && type->dispose) registerDisposable(object);
  return object;
}

void registerTypeType(Thread &thread) {
  registerType(thread, {.id = TypeId::Type,
                        .flags = kTypeSubclassable | kTypeWeakRefs,
                        .instanceSize = sizeof(Type),
                        .doc = "type(object) -> the object's type\ntype(name, bases, dict, **kwds) -> a new type",
                        .trace = traceType,
                        .fillSlots =
                            [](Slots &s) {
                              s.call = typeCall;
                              s.getAttribute = typeGetAttribute;
                              s.setAttribute = typeSetAttribute;
                              s.create = typeCreate;
                              s.repr = [](Thread &t, Value self) -> Value {
                                StrBuilder text(t);
                                text.add("<class '");
                                text.add(qualifiedTypeName(t, as<Type>(self)));
                                text.add("'>");
                                return fromObject(text.finish());
                              };
                              s.init = [](Thread &t, Value, const Value *, size_t positional, Tuple *kwNames) {
                                if (positional != 1 && positional != 3) {
                                  raise(t, Msg::TypeInitArguments);
                                  return false;
                                }
                                if (positional == 1 && kwNames && kwNames->size) {
                                  raise(t, Msg::TypeInitNoKeywords);
                                  return false;
                                }
                                return true;
                              };
                              s.binary[static_cast<unsigned>(BinaryKind::Or)] = unionOr;
                            },
                        .methods = typeMethodRows,
                        .getSets = typeGetSetRows});
}

std::string typeNameOf(Type *type) {
  const bool isNamed = !(type->typeFlags & kTypeHeap) && type->module && !strEquals(type->module, "builtins");
  Thread &t = currentThread();
  return (isNamed ? std::string(strUtf8(t, type->module)) + "." : std::string()) + std::string(strUtf8(t, type->name));
}

} // namespace rt
