// Weak references.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

struct WeakRef : Object {
  Value attributes;  // of subclasses
  Value target;      // cleared by the collector
  Value callback;    // kNoValue: none
  WeakRef *next;     // other references to the same object, in the registry
  int64_t hash;
  uint8_t hashed;
  uint32_t turn; // of its callback, once the target died
};

/// The types of proxies; null before the _weakref module is used. Their instances are WeakRefs too.
struct ProxyTypes {
  Type *plain, *callable;
};
extern ProxyTypes proxyTypes;
inline bool isProxy(Value v) {
  return isObject(v) && (typeOf(v) == proxyTypes.plain || typeOf(v) == proxyTypes.callable);
}

/// All references to an object: the shared plain one first, then the shared proxy.
List *weakRefsOf(Thread &, Value object);
/// A proxy of an object; without callback (kNoValue) the one that exists already is shared.
Value weakProxyNew(Thread &, Value object, Value callback);
/// Gives a type whose instances are WeakRefs the collector's functions for them.
void describeWeakRef(TypeSpec &);

} // namespace rt
