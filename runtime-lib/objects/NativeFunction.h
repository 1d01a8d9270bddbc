// Functions written in C++ as Python objects: signature, binding, the descriptors of built-in types.
#pragma once

#include "runtime-lib/objects/Objects.h"

namespace rt {

/// A native function that binds its arguments itself: args are the positional ones (self included for
/// methods), then the keyword values.
using RawCode = Value (*)(Thread &, NativeFunction *callee, const Value *args, size_t positional, Tuple *kwNames);
struct RawNativeRow : NativeRow {
  RawCode raw = nullptr;
};

/// The parsed parameter list of a row.
struct NativeSignature {
  uint32_t count;          // entries of the args array, self included
  uint32_t first;          // 1 when entry 0 is self (or the class)
  uint32_t positionalOnly; // of the entries, self included
  uint32_t positional;     // positional-only and positional-or-keyword entries, self included
  uint32_t required;       // of the positional ones, self included
  int32_t varArgs;         // entry of *args, or -1
  int32_t varKeywords;     // entry of **kwargs, or -1
  struct Parameter {
    Str *name;
    bool hasDefault;
  } *parameters;
  bool simple;             // only positional-only parameters
  bool tupleStyle;         // the list begins with '!': errors as of functions that parse a tuple of arguments
  bool plain;              // no *args and no keyword-only parameter without a default: callPlain serves
};
inline constexpr size_t kMaxPlain = 16; // parameters of a plain signature
NativeSignature *signatureOf(Thread &, NativeFunction *);
/// The call of a plain signature whose last parameters, which have defaults, are left out.
Value callFilled(Thread &, NativeFunction *, const Value *args, size_t positional);
/// Fast path of calls by position. False when the general binder has to look.
inline bool callPlain(Thread &t, NativeFunction *f, const Value *args, size_t positional, Value *result) {
  const NativeSignature *s = f->signature;
  if (!s || !s->plain || positional < s->required || positional > s->positional) return false;
  *result = positional == s->count ? f->row->code(t, args) : callFilled(t, f, args, positional);
  return true;
}
/// Calls a native function or an unbound descriptor (self is args[0] then).
Value callNative(Thread &, NativeFunction *, const Value *args, size_t positional, Tuple *kwNames);
/// The same with `self` put in front of the arguments.
Value callNativeWithSelf(Thread &, NativeFunction *, Value self, const Value *args, size_t positional, Tuple *kwNames);
NativeFunction *newNativeFunction(Thread &, TypeId kind, const NativeRow *row, Value self, Type *owner);
/// Adds the rows to a type's dict as method descriptors and so on.
bool addMethods(Thread &, Type *type, const NativeRow *rows);
bool addGetSets(Thread &, Type *type, const GetSetRow *rows);
bool addMembers(Thread &, Type *type, const MemberRow *rows);

struct GetSet : Object { // getset_descriptor
  const GetSetRow *row;
  Type *owner;
};
struct Member : Object { // member_descriptor
  Str *name;
  Type *owner;
  int64_t offset;
  uint8_t readOnly, required, isSlot; // isSlot: made by __slots__: deletable, AttributeError when unset
};
Member *newMember(Thread &, Type *owner, Str *name, size_t offset, bool readOnly, bool required, bool isSlot);

} // namespace rt
