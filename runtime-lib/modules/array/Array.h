// Shared parts of the array module.
#pragma once

#include "runtime-lib/modules/ModuleSupport.h"

namespace rt::array {

/// What one type code means.
struct ItemType {
  char code;
  uint8_t size;
  bool isInteger, isSigned;
  const char *format; // of the buffer protocol
  Value (*get)(Thread &, const uint8_t *item);
  bool (*set)(Thread &, uint8_t *item, Value v);
};
const ItemType *itemTypeOf(uint32_t code); // null: no such code
extern const ItemType kItemTypes[];        // ends with a row without a code
inline constexpr const char *kTypeCodes = "bBuhHiIlLqQfd";

/// Items in a malloc'ed block. While a buffer is exported the size must not change.
struct Array : Object {
  const ItemType *type;
  uint8_t *items;
  int64_t length, capacity; // in items
  int64_t exports;
  int64_t size() const { return length * type->size; } // in bytes
  uint8_t *at(int64_t i) const { return items + i * type->size; }
};
extern Type *arrayType;
inline bool isArray(Value v) { return isInstance(v, arrayType); }
inline Array *arrayOf(Value v) { return as<Array>(v); }

/// A new array of `length` items, zeroed.
Value arrayNew(Thread &, Type *type, const ItemType *itemType, int64_t length);
/// Changes the number of items; BufferError while a buffer is exported.
bool resize(Thread &, Array *, int64_t length);
bool append(Thread &, Array *, Value item);
/// Appends what an iterable gives, or the items of an array of the same type code.
bool extend(Thread &, Array *, Value iterable);
/// Appends machine values; ValueError when the size does not fit.
bool appendBytes(Thread &, Array *, const uint8_t *data, int64_t size);
bool appendText(Thread &, Array *, Str *text);
Value toListOf(Thread &, Array *);
/// array(code, initial) of a class.
Value makeArray(Thread &, Type *type, uint32_t code, Value initial);

extern const NativeRow kPickleMethods[];      // Pickle.cpp
bool addReconstructor(Thread &, Value module); // Pickle.cpp
extern const NativeRow kTransferMethods[];    // Transfer.cpp: bytes, files, text
void fillSequenceSlots(Slots &);              // Sequence.cpp: subscripts, +, *, comparison
bool addIterator(Thread &, Value module);     // Sequence.cpp
Value iterate(Thread &, Value self);

} // namespace rt::array
