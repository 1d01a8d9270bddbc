// Attributes, through the inline caches of abi/ProgramData.h.
#include "runtime-lib/interp/Handler.h"

namespace rt {

namespace {

/// A site that runs once must leave no trace in the classes that it sees: no cache the first time.
InlineCache *cacheOf(AttributeSite *site) {
  if (!site->uses) {
    site->uses = 1;
    return nullptr;
  }
  return &site->cache;
}

/// What a matching cache says: the attribute, or kNoValue.
inline Value cached(Value object, const AttributeSite *site) {
  if (!isObject(object) || asObject(object)->shapeId != site->cache.shapeId) return kNoValue;
  int32_t offset = site->cache.offset;
  return offset ? *reinterpret_cast<Value *>(reinterpret_cast<char *>(asObject(object)) + offset) : site->cache.value;
}

} // namespace

HANDLER(LoadAttr) {
  AttributeSite *site = ip->attribute;
  Value v = cached(sp[-1], site);
  if (!ok(v)) [[unlikely]] {
    SAVE_IP;
    v = rt_load_attr(t, sp[-1], site->name, cacheOf(site));
    if (!ok(v)) FAIL;
  }
  sp[-1] = v;
  NEXT(1);
}
HANDLER(LoadLocalAttr) {
  Value object = locals[ip->operand];
  if (!ok(object)) [[unlikely]] GO_TO(LoadLocal);
  *sp++ = object;
  ip++;
  Value v = cached(object, ip->attribute);
  if (!ok(v)) [[unlikely]] GO_TO(LoadAttr);
  sp[-1] = v;
  NEXT(1);
}
HANDLER(StoreAttr) { // [value obj]
  AttributeSite *site = ip->attribute;
  Value object = sp[-1];
  if (isObject(object) && asObject(object)->shapeId == site->cache.shapeId) {
    storeField(asObject(object), reinterpret_cast<Value *>(reinterpret_cast<char *>(asObject(object)) + site->cache.offset), sp[-2]);
    if (site->cache.newShapeId) asObject(object)->shapeId = site->cache.newShapeId;
  } else {
    SAVE_IP;
    if (!rt_store_attr(t, object, site->name, sp[-2], cacheOf(site))) FAIL;
  }
  sp -= 2;
  NEXT(1);
}
HANDLER(DeleteAttr) {
  SAVE_IP;
  if (!rt_delete_attr(t, sp[-1], ip->value)) FAIL;
  sp--;
  NEXT(1);
}
HANDLER(LoadMethod) {
  AttributeSite *site = ip->attribute;
  Value object = sp[-1];
  if (isObject(object) && asObject(object)->shapeId == site->cache.shapeId) {
    sp[-1] = site->cache.value;
    *sp++ = object;
    NEXT(1);
  }
  SAVE_IP;
  Value self = kNoValue;
  Value method = rt_load_method(t, object, site->name, cacheOf(site), &self);
  if (!ok(method)) FAIL;
  sp[-1] = method;
  *sp++ = self;
  NEXT(1);
}

} // namespace rt
