// The array module: arrays of machine values. This file: the object, its methods on items, the
// constructor. ItemTypes.cpp converts items, Sequence.cpp has subscripts and operators, Transfer.cpp
// bytes, files and text, Pickle.cpp the portable form.
#include "runtime-lib/modules/array/Array.h"

#include "runtime-lib/objects/NativeFunction.h"
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <string>

namespace rt::array {

Type *arrayType;

namespace {

bool reserve(Thread &t, Array *a, int64_t length) {
  if (length <= a->capacity && length >= a->capacity / 2) return true;
  int64_t capacity = length ? length + (length >> 4) + (length < 8 ? 3 : 7) : 0;
  if (capacity > INT64_MAX / a->type->size) return raiseMemoryError(t), false;
  auto *items = capacity ? static_cast<uint8_t *>(std::realloc(a->items, static_cast<size_t>(capacity * a->type->size))) : nullptr;
  if (capacity && !items) return raiseMemoryError(t), false;
  if (!capacity) std::free(a->items);
  accountExternal((capacity - a->capacity) * a->type->size);
  a->items = items;
  a->capacity = capacity;
  return true;
}

} // namespace

bool resize(Thread &t, Array *a, int64_t length) {
  if (length != a->length && stillExported(t, a->exports))
    return raiseText(t, Exc::BufferError, "cannot resize an array that is exporting buffers"), false;
  if (!reserve(t, a, length)) return false;
  a->length = length;
  return true;
}
Value arrayNew(Thread &t, Type *type, const ItemType *itemType, int64_t length) {
  auto *a = reinterpret_cast<Array *>(TRY(allocateInstance(t, type)));
  a->type = itemType;
  if (!resize(t, a, length)) return kNoValue;
  if (length) std::memset(a->items, 0, static_cast<size_t>(a->size()));
  return fromObject(a);
}
bool append(Thread &t, Array *a, Value item) {
  uint8_t bytes[8];
  if (!a->type->set(t, bytes, item) || !resize(t, a, a->length + 1)) return false;
  std::memcpy(a->at(a->length - 1), bytes, a->type->size);
  return true;
}
bool appendBytes(Thread &t, Array *a, const uint8_t *data, int64_t size) {
  const int64_t n = size / a->type->size, old = a->length;
  if (size % a->type->size) return raiseText(t, Exc::ValueError, "bytes length not a multiple of item size"), false;
  if (!n) return true;
  if (!resize(t, a, old + n)) return false;
  std::memcpy(a->at(old), data, static_cast<size_t>(size));
  return true;
}
bool appendText(Thread &t, Array *a, Str *text) {
  const int64_t old = a->length;
  if (!text->length) return true;
  if (!resize(t, a, old + text->length)) return false;
  for (int64_t i = 0; i < text->length; i++) {
    uint32_t point = strAt(text, i);
    std::memcpy(a->at(old + i), &point, sizeof point);
  }
  return true;
}
bool extend(Thread &t, Array *a, Value iterable) {
  if (!isArray(iterable)) return forEach(t, iterable, [&](Value v) { return append(t, a, v); });
  Array *other = arrayOf(iterable);
  if (other->type != a->type) return raiseText(t, Exc::TypeError, "can only extend with array of same kind"), false;
  const int64_t old = a->length, n = other->length;
  if (!resize(t, a, old + n)) return false;
  if (n) std::memcpy(a->at(old), other->items, static_cast<size_t>(n * a->type->size)); // other may be a
  return true;
}
Value toListOf(Thread &t, Array *a) {
  List *list = listNew(t);
  for (int64_t i = 0; i < a->length; i++) {
    Value item = TRY(a->type->get(t, a->at(i)));
    if (!listAppend(t, list, item)) return kNoValue;
  }
  return fromObject(list);
}

Value makeArray(Thread &t, Type *type, uint32_t code, Value initial) {
  const bool given = ok(initial);
  const char name[] = {static_cast<char>(code), 0};
  if (given && code != 'u') {
    if (isStr(initial)) return raise(t, Msg::ArrayInitialize, "str", name);
    if (isArray(initial) && arrayOf(initial)->type->code == 'u')
      return raise(t, Msg::ArrayInitialize, "unicode array", name);
  }
  const bool direct = given && (isStr(initial) || isBytes(initial) || isInstance(initial, TypeId::ByteArray) || isList(initial) ||
                                isTuple(initial) || (isArray(initial) && arrayOf(initial)->type->code == static_cast<char>(code)));
  Value source = initial;
  if (given && !direct) source = TRY(getIterator(t, initial));
  const ItemType *itemType = itemTypeOf(code);
  if (!itemType) return raise(t, Msg::ArrayTypeCode);
  Value made = TRY(arrayNew(t, type, itemType, 0));
  Array *a = arrayOf(made);
  if (!given) return made;
  bool good;
  if (isBytes(source) || isInstance(source, TypeId::ByteArray)) {
    ByteSpan bytes = spanOf(source);
    good = appendBytes(t, a, bytes.data, bytes.length);
  } else if (isStr(source)) {
    good = appendText(t, a, as<Str>(source));
  } else {
    good = extend(t, a, source);
  }
  return good ? made : kNoValue;
}

namespace {

Array *self(const Value *args) { return arrayOf(args[0]); }

Value create(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (type->slots.init == arrayType->slots.init && kwNames && kwNames->size) return raise(t, Msg::NativeNoKeywords, "array.array");
  if (positional < 1) return raise(t, Msg::ArgumentCountOf, "array", "at least 1 argument", positional);
  if (positional > 2) return raise(t, Msg::ArgumentCountOf, "array", "at most 2 arguments", positional);
  if (!isStr(args[0]) || as<Str>(args[0])->length != 1)
    return raise(t, Msg::ArgumentMustBe, "array", " 1", "a unicode character", typeName(args[0]));
  return makeArray(t, type, strAt(as<Str>(args[0]), 0), positional > 1 ? args[1] : kNoValue);
}

// --- Items
/// Position of an equal item at or behind `from`, -1 when there is none, -2 for an exception.
int64_t find(Thread &t, Array *a, Value v, int64_t from, int64_t to) {
  for (int64_t i = from; i < a->length && i < to; i++) {
    Value item = a->type->get(t, a->at(i));
    int equal = ok(item) ? compareTruth(t, item, v, CompareKind::Equal) : -1;
    if (equal) return equal < 0 ? -2 : i;
  }
  return -1;
}
bool deleteItems(Thread &t, Array *a, int64_t from, int64_t count) {
  if (a->exports) return resize(t, a, -1); // raises
  std::memmove(a->at(from), a->at(from + count), static_cast<size_t>((a->length - from - count) * a->type->size));
  return resize(t, a, a->length - count);
}
Value appendMethod(Thread &t, const Value *args) { return append(t, self(args), args[1]) ? none() : kNoValue; }
Value extendMethod(Thread &t, const Value *args) { return extend(t, self(args), args[1]) ? none() : kNoValue; }
Value insertMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  int64_t i;
  uint8_t bytes[8];
  if (!toSize(t, args[1], &i) || !a->type->set(t, bytes, args[2])) return kNoValue;
  if (i < 0) i = std::max<int64_t>(i + a->length, 0);
  i = std::min(i, a->length);
  if (!resize(t, a, a->length + 1)) return kNoValue;
  std::memmove(a->at(i + 1), a->at(i), static_cast<size_t>((a->length - 1 - i) * a->type->size));
  std::memcpy(a->at(i), bytes, a->type->size);
  return none();
}
Value popMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  int64_t i = -1;
  if (ok(args[1]) && !toSize(t, args[1], &i)) return kNoValue;
  if (!a->length) return raiseText(t, Exc::IndexError, "pop from empty array");
  if (i < 0) i += a->length;
  if (i < 0 || i >= a->length) return raiseText(t, Exc::IndexError, "pop index out of range");
  Value item = TRY(a->type->get(t, a->at(i)));
  return deleteItems(t, a, i, 1) ? item : kNoValue;
}
Value removeMethod(Thread &t, const Value *args) {
  int64_t i = find(t, self(args), args[1], 0, INT64_MAX);
  if (i == -1) return raiseText(t, Exc::ValueError, "array.remove(x): x not in array");
  return i >= 0 && deleteItems(t, self(args), i, 1) ? none() : kNoValue;
}
Value indexMethod(Thread &t, const Value *args) {
  int64_t from, to;
  if (!indexBounds(t, args[2], args[3], self(args)->length, &from, &to)) return kNoValue;
  int64_t i = find(t, self(args), args[1], from, to);
  if (i == -1) return raiseText(t, Exc::ValueError, "array.index(x): x not in array");
  return i < 0 ? kNoValue : intValue(t, i);
}
Value countMethod(Thread &t, const Value *args) {
  int64_t count = 0;
  for (int64_t i = 0;; count++, i++) {
    i = find(t, self(args), args[1], i, INT64_MAX);
    if (i < 0) return i == -1 ? intValue(t, count) : kNoValue;
  }
}
Value reverseMethod(Thread &, const Value *args) {
  Array *a = self(args);
  uint8_t bytes[8];
  for (int64_t i = 0, k = a->length - 1; i < k; i++, k--) {
    std::memcpy(bytes, a->at(i), a->type->size);
    std::memcpy(a->at(i), a->at(k), a->type->size);
    std::memcpy(a->at(k), bytes, a->type->size);
  }
  return none();
}
Value byteSwapMethod(Thread &, const Value *args) {
  Array *a = self(args);
  for (int64_t i = 0; i < a->length; i++) std::reverse(a->at(i), a->at(i) + a->type->size);
  return none();
}
Value copyMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  Value made = TRY(arrayNew(t, arrayType, a->type, a->length));
  if (a->length) std::memcpy(arrayOf(made)->items, a->items, static_cast<size_t>(a->size()));
  return made;
}
Value bufferInfo(Thread &t, const Value *args) {
  Array *a = self(args);
  return fromObject(tupleOf(t, intFromUnsigned(t, reinterpret_cast<uintptr_t>(a->items)), intValue(t, a->length)));
}
Value sizeOf(Thread &t, const Value *args) { return intValue(t, 64 + self(args)->capacity * self(args)->type->size); }

const NativeRow kMethods[] = {{"append", appendMethod, "($self, v, /)"},
                              {"buffer_info", bufferInfo, "($self, /)"},
                              {"byteswap", byteSwapMethod, "($self, /)"},
                              {"__copy__", copyMethod, "($self, /)"},
                              {"count", countMethod, "($self, v, /)"},
                              {"__deepcopy__", copyMethod, "($self, unused, /)"},
                              {"extend", extendMethod, "($self, bb, /)"},
                              {"index", indexMethod, "($self, v, start=0, stop=0, /)"},
                              {"insert", insertMethod, "($self, i, v, /)"},
                              {"pop", popMethod, "($self, i=-1, /)"},
                              {"remove", removeMethod, "($self, v, /)"},
                              {"reverse", reverseMethod, "($self, /)"},
                              {"__sizeof__", sizeOf, "($self, /)"},
                              {nullptr, nullptr, nullptr}};

Value typeCodeOf(Thread &t, Value v) { return fromObject(strFromCodePoint(t, static_cast<uint32_t>(arrayOf(v)->type->code))); }
Value itemSizeOf(Thread &, Value v) { return fromInt(arrayOf(v)->type->size); }
const GetSetRow kGetSets[] = {{"itemsize", itemSizeOf}, {"typecode", typeCodeOf}, {nullptr, nullptr}};

Value represent(Thread &t, Value v) {
  Array *a = arrayOf(v);
  StrBuilder out(t);
  out.add(typeOf(v)->name);
  out.add("('");
  out.addPoint(static_cast<uint32_t>(a->type->code));
  if (a->length) {
    out.add("', ");
    Value items = TRY(a->type->code == 'u' ? callMethodWith(t, v, internAscii(t, "tounicode")) : toListOf(t, a));
    out.add(TRY(repr(t, items)));
    out.add(")");
  } else {
    out.add("')");
  }
  return fromObject(out.finish());
}

// --- Buffers
bool getArrayBuffer(Thread &, Value v, Buffer *buffer, bool) {
  Array *a = arrayOf(v);
  static uint8_t nothing[1];
  buffer->data = a->items ? a->items : nothing;
  buffer->length = a->size();
  buffer->readOnly = false;
  buffer->format = a->type->format;
  buffer->itemSize = a->type->size;
  a->exports++;
  return true;
}

bool addArray(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeWeakRefs | kTypeMatchSequence;
  spec.instanceSize = sizeof(Array);
  spec.dispose = [](Object *o) {
    auto *a = static_cast<Array *>(o);
    std::free(a->items);
    if (a->capacity) accountExternal(-a->capacity * a->type->size);
  };
  spec.doc = "Arrays of machine values of one type.";
  spec.fillSlots = [](Slots &s) {
    fillSequenceSlots(s);
    s.create = create;
    s.init = [](Thread &, Value, const Value *, size_t, Tuple *) { return true; };
    s.repr = represent;
    s.hash = hashNotImplemented;
    s.getBuffer = getArrayBuffer;
    s.releaseBuffer = [](Value v, Buffer *) { arrayOf(v)->exports--; };
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  arrayType = addType(t, module, "array", spec);
  addRoot(&arrayType);
  return arrayType && addMethods(t, arrayType, kTransferMethods) && addMethods(t, arrayType, kPickleMethods) &&
         addValue(t, module, "ArrayType", fromObject(arrayType)) && addText(t, module, "typecodes", kTypeCodes);
}

bool initialise(Thread &t, Value module) {
  if (!addArray(t, module) || !addIterator(t, module) || !addReconstructor(t, module)) return false;
  Value abstract = importModule(t, "_collections_abc");
  if (!ok(abstract)) return false;
  Value sequence = getAttribute(t, abstract, internAscii(t, "MutableSequence"));
  return ok(sequence) && ok(callMethodWith(t, sequence, internAscii(t, "register"), fromObject(arrayType)));
}

} // namespace
} // namespace rt::array

NATIVE_MODULE_DEFINITION(array, "array", rt::array::initialise)
