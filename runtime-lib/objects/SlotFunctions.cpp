// Slots of classes written in Python: for each slot the generic function that calls the special method
// found on the class, and the computation of a class's slots from what its MRO defines. When the method
// found is a built-in type's own slot wrapper, the class gets that native slot directly.
#include "runtime-lib/objects/TypeInternals.h"
#include "runtime-lib/protocols/Dispatch.h"

#include <cstddef>
#include <utility>

namespace rt {

template <typename... V> static Value callNamed(Thread &t, Value self, Str *name, V... args) {
  Value f = typeLookup(typeOf(self), name);
  if (!ok(f)) return raiseText(t, Exc::AttributeError, strUtf8(t, name));
  const Value array[] = {self, args...};
  return callUnbound(t, f, array, 1 + sizeof...(args));
}
/// As callNamed, but NotImplemented when the class has no such method. (One that is None raises TypeError.)
template <typename... V> static Value callOptional(Thread &t, Value self, Str *name, V... args) {
  Value f = typeLookup(typeOf(self), name);
  if (!ok(f)) return notImplemented();
  const Value array[] = {self, args...};
  return callUnbound(t, f, array, 1 + sizeof...(args));
}

template <Str *Names::*Name> static Value slotUnary(Thread &t, Value self) { return callNamed(t, self, names().*Name); }
template <Str *Names::*Name> static Value slotBinaryNamed(Thread &t, Value self, Value other) {
  return callNamed(t, self, names().*Name, other);
}

static Value slotStr(Thread &t, Value self) {
  Value v = callNamed(t, self, names().__str__);
  if (ok(v) && !isStr(v)) return raise(t, Msg::StrReturnedNonStr, typeName(v));
  return v;
}
static Value slotRepr(Thread &t, Value self) {
  Value v = callNamed(t, self, names().__repr__);
  if (ok(v) && !isStr(v)) return raise(t, Msg::ReprReturnedNonStr, typeName(v));
  return v;
}
static bool slotHash(Thread &t, Value self, int64_t *out) {
  Value f = typeLookup(typeOf(self), names().__hash__);
  if (!ok(f) || isNone(f)) return hashNotImplemented(t, self, out);
  Value v = callUnbound(t, f, &self, 1);
  if (!ok(v)) return false;
  if (!isAnyInt(v)) {
    raise(t, Msg::HashReturnedNonInt);
    return false;
  }
  // An int outside the range of a hash is reduced as int.__hash__ does.
  if (!intFits(v, out)) *out = intHash(v);
  if (*out == -1) *out = -2;
  return true;
}
static Value slotCall(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  Value f = typeLookup(typeOf(self), names().__call__);
  if (!ok(f)) return raise(t, Msg::NotCallable, typeName(self));
  return callUnboundWithSelf(t, f, self, args, positional, kwNames);
}
static Value slotGetAttribute(Thread &t, Value self, Value name) {
  Type *type = typeOf(self);
  Value getAttribute = typeLookup(type, names().__getattribute__);
  Value result;
  const Value args[] = {self, name};
  if (isGenericGetAttribute(getAttribute))
    result = genericGetAttribute(t, self, name);
  else
    result = callUnbound(t, getAttribute, args, 2);
  if (ok(result) || !pendingMatches(t, Exc::AttributeError)) return result;
  Value getattr = typeLookup(type, names().__getattr__);
  if (!ok(getattr)) return kNoValue;
  clearPending(t);
  return callUnbound(t, getattr, args, 2);
}
static bool slotSetAttribute(Thread &t, Value self, Value name, Value v) {
  return succeeded(ok(v) ? callNamed(t, self, names().__setattr__, name, v) : callNamed(t, self, names().__delattr__, name));
}
static Value slotCompare(Thread &t, Value a, Value b, CompareKind kind) {
  Value f = typeLookup(typeOf(a), names().compare[static_cast<unsigned>(kind)]);
  if (!ok(f)) return notImplemented();
  if (hasTypeFlag(f, kTypeMethodDescriptor)) {
    const Value args[] = {a, b};
    return callUnbound(t, f, args, 2);
  }
  Value method = isNone(f) ? f : bindAttribute(t, f, a, typeOf(a));
  if (ok(method)) return callWith(t, method, b);
  clearPending(t); // one that cannot be had is as good as none
  return notImplemented();
}
static Value slotIter(Thread &t, Value self) {
  Value f = typeLookup(typeOf(self), names().__iter__);
  if (ok(f) && !isNone(f)) return callUnbound(t, f, &self, 1);
  return raise(t, Msg::NotIterable, typeName(self));
}
static Value slotNext(Thread &t, Value self) {
  Value v = callNamed(t, self, names().__next__);
  if (!ok(v) && pendingMatches(t, Exc::StopIteration)) clearPending(t);
  return v;
}
static Value slotDescrGet(Thread &t, Value descr, Value object, Value type) {
  Value f = typeLookup(typeOf(descr), names().__get__);
  if (!ok(f)) return descr;
  const Value args[] = {descr, ok(object) ? object : none(), ok(type) ? type : none()};
  return call(t, f, args, 3); // whatever it is: not bound
}
static bool slotDescrSet(Thread &t, Value descr, Value object, Value v) {
  return succeeded(ok(v) ? callNamed(t, descr, names().__set__, object, v) : callNamed(t, descr, names().__delete__, object));
}
static bool slotInit(Thread &t, Value self, const Value *args, size_t positional, Tuple *kwNames) {
  Value f = typeLookup(typeOf(self), names().__init__);
  if (!ok(f)) return succeeded(raiseMissingAttribute(t, self, names().__init__));
  Value v = callUnboundWithSelf(t, f, self, args, positional, kwNames);
  if (!ok(v)) return false;
  if (isNone(v)) return true;
  raise(t, Msg::InitReturnedValue, typeName(v));
  return false;
}
static Value slotCreate(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  Value f = getAttribute(t, fromObject(type), names().__new__);
  if (!ok(f)) return kNoValue;
  return callWithSelf(t, f, fromObject(type), args, positional, kwNames);
}
static void slotFinalize(Thread &t, Value self) {
  Value f = typeLookup(typeOf(self), names().__del__);
  if (!ok(f)) return;
  if (!ok(callUnbound(t, f, &self, 1))) reportUnraisable(t, f);
}
static int slotTruth(Thread &t, Value self) {
  Value f = typeLookup(typeOf(self), names().__bool__);
  if (isNone(f)) return raise(t, Msg::NotCallable, "NoneType"), -1;
  Value v = callUnbound(t, f, &self, 1);
  if (!ok(v)) return -1;
  if (!isBool(v)) return raise(t, Msg::BoolReturnedNonBool, typeName(v)), -1;
  return isTrue(v);
}
static int64_t slotLength(Thread &t, Value self) {
  Value v = callNamed(t, self, names().__len__);
  if (!ok(v)) return -1;
  v = toIndex(t, v);
  if (!ok(v)) return -1;
  int64_t n;
  if (intSign(v) < 0) return raise(t, Msg::LenNegative), -1;
  if (!toSize(t, v, &n)) return -1;
  return n;
}
static bool slotSetItem(Thread &t, Value self, Value key, Value v) {
  return succeeded(ok(v) ? callNamed(t, self, names().__setitem__, key, v) : callNamed(t, self, names().__delitem__, key));
}
static int slotContains(Thread &t, Value self, Value item) {
  Value f = typeLookup(typeOf(self), names().__contains__);
  if (!ok(f) || isNone(f)) return raise(t, Msg::NotContainer, typeName(self)), -1;
  const Value args[] = {self, item};
  Value v = callUnbound(t, f, args, 2);
  return ok(v) ? truth(t, v) : -1;
}
static Value slotPower(Thread &t, Value base, Value exponent, Value modulus) {
  return callOptional(t, base, names().__pow__, exponent, modulus);
}

// Reference 3.3.8: the right operand's reflected method goes first when its type is a subclass that
// provides a different implementation.
template <unsigned Kind> static Value slotOperator(Thread &t, Value a, Value b);
static bool overridden(Type *left, Type *right, Str *name) {
  Value ours = typeLookup(right, name), theirs = typeLookup(left, name);
  return ok(ours) && !same(ours, theirs);
}
template <unsigned Kind> static Value slotOperator(Thread &t, Value a, Value b) {
  Type *left = typeOf(a), *right = typeOf(b);
  SlotBinary own = slotOperator<Kind>;
  bool tryRight = left != right && right->slots.binary[Kind] == own;
  if (left->slots.binary[Kind] == own) {
    if (tryRight && isSubtype(right, left) && overridden(left, right, names().reflected[Kind])) {
      Value v = callOptional(t, b, names().reflected[Kind], a);
      if (!isNotImplemented(v)) return v;
      tryRight = false;
    }
    Value v = callOptional(t, a, names().binary[Kind], b);
    if (!isNotImplemented(v) || left == right) return v;
  }
  return tryRight ? callOptional(t, b, names().reflected[Kind], a) : notImplemented();
}
template <unsigned Kind> static Value slotInplace(Thread &t, Value a, Value b) {
  return callOptional(t, a, names().inplace[Kind], b);
}

template <unsigned... Kind> static void *operatorSlot(unsigned kind, std::integer_sequence<unsigned, Kind...>) {
  static void *const table[] = {reinterpret_cast<void *>(slotOperator<Kind>)...};
  return table[kind];
}
template <unsigned... Kind> static void *inplaceSlot(unsigned kind, std::integer_sequence<unsigned, Kind...>) {
  static void *const table[] = {reinterpret_cast<void *>(slotInplace<Kind>)...};
  return table[kind];
}

void *genericSlot(unsigned slot) {
  using Kinds = std::make_integer_sequence<unsigned, regius::kBinaryKindCount>;
  if (slot >= SLOT_INDEX(binary) && slot < SLOT_INDEX(binary) + regius::kBinaryKindCount)
    return operatorSlot(slot - SLOT_INDEX(binary), Kinds());
  if (slot >= SLOT_INDEX(inplace) && slot < SLOT_INDEX(inplace) + regius::kBinaryKindCount)
    return inplaceSlot(slot - SLOT_INDEX(inplace), Kinds());
#define GENERIC(member, function)                                                                  \
  case SLOT_INDEX(member): return reinterpret_cast<void *>(function)
  switch (slot) {
    GENERIC(repr, slotRepr);
    GENERIC(str, slotStr);
    GENERIC(hash, slotHash);
    GENERIC(call, slotCall);
    GENERIC(getAttribute, slotGetAttribute);
    GENERIC(setAttribute, slotSetAttribute);
    GENERIC(compare, slotCompare);
    GENERIC(iter, slotIter);
    GENERIC(next, slotNext);
    GENERIC(descrGet, slotDescrGet);
    GENERIC(descrSet, slotDescrSet);
    GENERIC(init, slotInit);
    GENERIC(create, slotCreate);
    GENERIC(finalize, slotFinalize);
    GENERIC(await, slotUnary<&Names::__await__>);
    GENERIC(aiter, slotUnary<&Names::__aiter__>);
    GENERIC(anext, slotUnary<&Names::__anext__>);
    GENERIC(negative, slotUnary<&Names::__neg__>);
    GENERIC(positive, slotUnary<&Names::__pos__>);
    GENERIC(absolute, slotUnary<&Names::__abs__>);
    GENERIC(invert, slotUnary<&Names::__invert__>);
    GENERIC(truth, slotTruth);
    GENERIC(toInt, slotUnary<&Names::__int__>);
    GENERIC(toFloat, slotUnary<&Names::__float__>);
    GENERIC(index, slotUnary<&Names::__index__>);
    GENERIC(length, slotLength);
    GENERIC(getItem, slotBinaryNamed<&Names::__getitem__>);
    GENERIC(setItem, slotSetItem);
    GENERIC(contains, slotContains);
    GENERIC(power, slotPower);
  default: return nullptr; // concat and repeat: none for classes that define __add__, ... themselves
  }
}

static void fillSlot(Type *type, unsigned slot) {
  void *native = nullptr;
  bool python = false, found = false;
  for (unsigned i = 0; i < specialMethodCount; i++) {
    const SpecialMethod &m = specialMethods[i];
    if (m.slot != slot) continue;
    Value v = typeLookup(type, m.interned);
    if (!ok(v)) continue;
    found = true;
    void *candidate = nullptr;
    if (slot == SLOT_INDEX(hash) && isNone(v)) {
      candidate = reinterpret_cast<void *>(hashNotImplemented);
    } else if (!isInt(v) && !isDouble(v) &&
               (isExactly(v, TypeId::SlotWrapper) || isExactly(v, TypeId::MethodDescriptor) ||
                (slot == SLOT_INDEX(create) && isExactly(v, TypeId::NativeFunction)))) {
      Type *owner = as<NativeFunction>(v)->owner;
      if (owner && isSubtype(type, owner) && same(dictGetStr(owner->dict, m.interned), v)) {
        candidate = slotArray(owner)[slot];
        if (!candidate) continue; // it answers for another slot (sequence concat for __add__)
      }
    }
    if (!candidate || (native && native != candidate)) python = true;
    if (candidate) native = candidate;
  }
  void *generic = genericSlot(slot);
  if (!found) {
    // No special method at all: a native slot without a Python name survives inheritance.
    bool named = generic != nullptr;
    slotArray(type)[slot] = !named && type->base ? slotArray(type->base)[slot] : nullptr;
    return;
  }
  slotArray(type)[slot] = python ? generic : native;
}

void fillSlots(Thread &thread, Type *type) {
  uint64_t done[2] = {};
  type->slots = type->base->slots;
  for (unsigned i = 0; i < specialMethodCount; i++) {
    unsigned slot = specialMethods[i].slot;
    if (done[slot / 64] >> (slot % 64) & 1) continue;
    done[slot / 64] |= uint64_t{1} << (slot % 64);
    fillSlot(type, slot);
  }
}

void updateSlots(Thread &thread, Type *type, Str *name) {
  if (!isHeapType(type)) return;
  for (unsigned i = 0; i < specialMethodCount; i++)
    if (strEqual(specialMethods[i].interned, name)) fillSlot(type, specialMethods[i].slot);
  if (!type->subclasses) return;
  for (int64_t i = 0; i < type->subclasses->size; i++) updateSlots(thread, as<Type>(type->subclasses->array->items[i]), name);
}

} // namespace rt
