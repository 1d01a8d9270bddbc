// Attribute access (Language reference 3.3.2): the generic algorithm over class lookup, data descriptors
// and instance attributes. protocols/AttributeCache.cpp has the cached entry points of generated code.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Shape.h"
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <string>

namespace rt {

Value raiseAttributeText(Thread &t, Value object, Value name, Str *text) {
  std::string copy(strUtf8(t, text));
  return raiseAttributeError(t, object, as<Str>(name), copy);
}

Value raiseMissingAttribute(Thread &t, Value object, Value name) {
  std::string text = isType(object) ? "type object '" : "'";
  Type *type = isType(object) ? as<Type>(object) : typeOf(object);
  text += typeNameOf(type);
  text += isType(object) ? "' has no attribute '" : "' object has no attribute '";
  text += strUtf8(t, as<Str>(name));
  text += "'";
  return raiseAttributeError(t, object, as<Str>(name), text);
}

static bool checkName(Thread &t, Value name) {
  if (isStr(name)) return true;
  raise(t, Msg::AttributeNameNotStr, typeName(name));
  return false;
}

bool isGenericGetAttribute(Value function) {
  static Value generic = kNoValue;
  if (!ok(generic)) generic = dictGetStr(builtinType(TypeId::Object)->dict, names().__getattribute__);
  return same(function, generic);
}

Value bindAttribute(Thread &t, Value attribute, Value object, Type *type) {
  SlotDescrGet get = typeOf(attribute)->slots.descrGet;
  return get ? get(t, attribute, object, fromObject(type)) : attribute;
}

Value genericGetAttribute(Thread &t, Value object, Value nameValue) {
  if (!checkName(t, nameValue)) return kNoValue;
  Str *name = strIntern(t, as<Str>(nameValue));
  Type *type = typeOf(object);
  Value attribute = typeLookup(type, name);
  SlotDescrGet get = nullptr;
  if (ok(attribute)) {
    Type *kind = typeOf(attribute);
    get = kind->slots.descrGet;
    if (get && kind->slots.descrSet) return get(t, attribute, object, fromObject(type));
  }
  if (type->extraOffset) {
    Value own = instanceGet(asObject(object), type, name);
    if (ok(own)) return own;
  }
  if (get) return get(t, attribute, object, fromObject(type));
  if (ok(attribute)) return attribute;
  return raiseMissingAttribute(t, object, fromObject(name));
}

static bool raiseCannotSet(Thread &t, Value object, Str *name, Value attribute) {
  std::string text = "'";
  text += typeNameOf(typeOf(object));
  text += "' object ";
  if (ok(attribute)) text += "attribute '" + std::string(strUtf8(t, name)) + "' is read-only";
  else text += "has no attribute '" + std::string(strUtf8(t, name)) + "'";
  raiseAttributeError(t, object, name, text);
  return false;
}

bool genericSetAttribute(Thread &t, Value object, Value nameValue, Value v) {
  if (!checkName(t, nameValue)) return false;
  Str *name = strIntern(t, as<Str>(nameValue));
  Type *type = typeOf(object);
  Value attribute = typeLookup(type, name);
  if (ok(attribute))
    if (SlotSetThree set = typeOf(attribute)->slots.descrSet) return set(t, attribute, object, v);
  if (!type->extraOffset) return raiseCannotSet(t, object, name, attribute);
  if (instanceSet(t, asObject(object), type, name, v)) return true;
  if (ok(t.pending)) return false;
  return ok(raiseMissingAttribute(t, object, fromObject(name)));
}

Value getAttribute(Thread &t, Value object, Str *name) {
  SlotBinary get = typeOf(object)->slots.getAttribute;
  Value v = get(t, object, fromObject(name));
  return ok(v) ? v : noteAttributeError(t, object, name);
}

Value getAttributeOrNone(Thread &t, Value object, Str *name, bool *failed) {
  *failed = false;
  Type *type = typeOf(object);
  // Fast path: the generic algorithm, without making an exception that is thrown away.
  if (type->slots.getAttribute == genericGetAttribute) {
    Value attribute = typeLookup(type, name);
    if (!ok(attribute)) return type->extraOffset ? instanceGet(asObject(object), type, name) : kNoValue;
  }
  Value v = getAttribute(t, object, name);
  if (ok(v)) return v;
  if (pendingMatches(t, Exc::AttributeError)) clearPending(t);
  else *failed = true;
  return kNoValue;
}

bool setAttribute(Thread &t, Value object, Str *name, Value v) {
  return typeOf(object)->slots.setAttribute(t, object, fromObject(name), v);
}

Dict *instanceDict(Thread &t, Value object) {
  if (!isObject(object)) return nullptr;
  Type *type = typeOf(object);
  if (!type->extraOffset) return nullptr;
  return instanceToDict(t, asObject(object));
}

Value lookupSpecial(Thread &t, Value object, Str *name) {
  Value attribute = typeLookup(typeOf(object), name);
  return ok(attribute) ? bindAttribute(t, attribute, object, typeOf(object)) : kNoValue;
}

// --- Attributes of classes (Language reference 3.3.2.2)

Value typeGetAttribute(Thread &t, Value object, Value nameValue) {
  if (!checkName(t, nameValue)) return kNoValue;
  Str *name = strIntern(t, as<Str>(nameValue));
  Type *type = as<Type>(object), *meta = typeOf(object);
  Value metaAttribute = typeLookup(meta, name);
  SlotDescrGet metaGet = nullptr;
  if (ok(metaAttribute)) {
    metaGet = typeOf(metaAttribute)->slots.descrGet;
    if (metaGet && typeOf(metaAttribute)->slots.descrSet) return metaGet(t, metaAttribute, object, fromObject(meta));
  }
  Value attribute = typeLookup(type, name);
  if (ok(attribute)) {
    SlotDescrGet get = typeOf(attribute)->slots.descrGet;
    return get ? get(t, attribute, kNoValue, object) : attribute;
  }
  if (metaGet) return metaGet(t, metaAttribute, object, fromObject(meta));
  if (ok(metaAttribute)) return metaAttribute;
  return raiseMissingAttribute(t, object, fromObject(name));
}

bool typeSetAttribute(Thread &t, Value object, Value nameValue, Value v) {
  if (!checkName(t, nameValue)) return false;
  Type *type = as<Type>(object);
  Str *name = strIntern(t, as<Str>(nameValue));
  if (type->typeFlags & kTypeImmutable)
    return ok(raise(t, Msg::ImmutableType, fromObject(name), fromObject(qualifiedTypeName(t, type))));
  Value metaAttribute = typeLookup(typeOf(object), name);
  if (ok(metaAttribute))
    if (SlotSetThree set = typeOf(metaAttribute)->slots.descrSet) {
      if (!set(t, metaAttribute, object, v)) return false;
      typeModified(t, type, name);
      return true;
    }
  if (ok(v)) {
    if (!dictSetStr(t, type->dict, name, v)) return false;
  } else if (!ok(dictPopStr(t, type->dict, name))) {
    return ok(t.pending) ? false : ok(raiseMissingAttribute(t, object, fromObject(name)));
  }
  typeModified(t, type, name);
  return true;
}

} // namespace rt
