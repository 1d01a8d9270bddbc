// What the files that implement type objects share.
#pragma once

#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Shape.h"

#include <string>

namespace rt {

/// Start-up: all rows of Types.def as bare type objects with their root shapes; later their names,
/// dicts, bases and MROs.
void createBuiltinTypes(Thread &);
void nameBuiltinTypes(Thread &);

/// Slots as an array of pointers: index of a member.
inline constexpr unsigned kSlotCount = sizeof(Slots) / sizeof(void *);
inline void **slotArray(Type *type) { return reinterpret_cast<void **>(&type->slots); }
#define SLOT_INDEX(member) static_cast<unsigned>(offsetof(rt::Slots, member) / sizeof(void *))

/// One special method: the slot it answers for and the function behind its slot wrapper (null: none).
struct SpecialMethod {
  RawNativeRow row;
  unsigned slot;
  Str *interned;
};
/// All special methods, in groups of the same slot.
extern SpecialMethod specialMethods[];
extern const unsigned specialMethodCount;
void internSpecialMethods(Thread &);
/// The function for a slot that calls the special method of a class written in Python.
void *genericSlot(unsigned slot);
/// Is the row that of a slot wrapper; its slot index, or kSlotCount.
unsigned slotOfRow(const NativeRow *row);
/// Adds `__add__` and so on to a built-in type's dict for the slots it defines itself.
void addSlotWrappers(Thread &, Type *type, const Slots &own);
/// Recomputes all slots of a class made by Python code, or those that `name` answers for.
void fillSlots(Thread &, Type *type);
void updateSlots(Thread &, Type *type, Str *name);

extern const RawNativeRow newWrapperRow; // the `__new__` of built-in types
Value objectCreate(Thread &, Type *type, const Value *args, size_t positional, Tuple *kwNames);
bool objectInit(Thread &, Value self, const Value *args, size_t positional, Tuple *kwNames);

/// C3 linearisation; null with TypeError.
Tuple *computeMro(Thread &, Type *type);
/// Adds the names of a class and of all above it to a dict: dir().
void mergeDir(Thread &, Dict *into, Type *type);
/// The MRO, from the metaclass's mro() when that is overridden.
Tuple *findMro(Thread &, Type *type);
/// The base that decides the layout; null with TypeError.
Type *bestBase(Thread &, Tuple *bases);
/// The metaclass of a class with these bases; null with TypeError "metaclass conflict".
/// False with ValueError or UnicodeEncodeError for a class name with null characters or surrogates.
bool checkTypeName(Thread &, Str *name);
Type *bestMetaclass(Thread &, Type *metaclass, Tuple *bases);
/// True when instances of one can become instances of the other by __class__ assignment.
bool compatibleLayout(Type *a, Type *b);
/// Adds the type to its bases' lists of subclasses. `isNew`: it is in none of them yet.
void linkSubclass(Thread &, Type *type, bool isNew = false);
/// Empties the inline caches that depend on the type.
void clearCaches(Type *type);
/// New versions for the type and its subclasses; inline caches that depend on them are emptied.
void invalidateType(Type *type);
/// An inline cache whose answers hold while a class does not change; listed in Type::caches.
struct CacheLink {
  InlineCache *cache;
  CacheLink *next;
};
void noteDependence(InlineCache *cache, Type *type);
/// "int", or "module.Class" qualified unless it is built in (as repr shows it).
Str *qualifiedTypeName(Thread &, Type *type);
/// As messages show it: with the module where a native module made the type.
std::string typeNameOf(Type *type);
inline bool isHeapType(const Type *type) { return type->typeFlags & kTypeHeap; }

extern const GetSetRow instanceDictRow[]; // __dict__ of instances
extern const NativeRow typeMethodRows[];
extern const GetSetRow typeGetSetRows[];
Value typeCall(Thread &, Value type, const Value *args, size_t positional, Tuple *kwNames);
Value typeGetAttribute(Thread &, Value type, Value name);
bool typeSetAttribute(Thread &, Value type, Value name, Value v);
Value typeCreate(Thread &, Type *metaclass, const Value *args, size_t positional, Tuple *kwNames);

} // namespace rt
