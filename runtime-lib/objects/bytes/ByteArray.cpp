// bytearray: a malloc'ed block with room at both ends, so that appending and deleting a prefix are
// cheap. While a buffer is exported (memoryview) the size must not change.
#include "runtime-lib/core/BindArguments.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/bytes/ByteSlots.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>

namespace rt {

Value byteArrayNew(Thread &t, Type *type, const void *data, int64_t length) {
  auto *array =
      static_cast<ByteArray *>(allocateInstance(t, type ? type : builtinType(TypeId::ByteArray)));
  if (!array)
    return kNoValue;
  if (length) {
    array->block = static_cast<uint8_t *>(data ? std::malloc(static_cast<size_t>(length))
                                               : std::calloc(static_cast<size_t>(length), 1));
    if (!array->block)
      return raiseMemoryError(t);
    array->capacity = array->length = length;
    accountExternal(length);
    if (data)
      std::memcpy(array->block, data, static_cast<size_t>(length));
  }
  return fromObject(array);
}

bool byteArrayResize(Thread &t, ByteArray *a, int64_t length) {
  if (length == a->length)
    return true;
  if (stillExported(t, a->exports))
    return ok(raise(t, Msg::ExportsExist));
  if (length > a->capacity - a->start || (length < a->capacity / 4 && a->capacity > 64)) {
    int64_t capacity = length > a->length ? length + length / 8 + 16 : length + 16;
    if (a->start)
      std::memmove(a->block, a->data(), static_cast<size_t>(std::min(a->length, length)));
    a->start = 0;
    auto *block = static_cast<uint8_t *>(std::realloc(a->block, static_cast<size_t>(capacity)));
    if (!block)
      return raiseMemoryError(t), false;
    accountExternal(capacity - a->capacity);
    a->block = block;
    a->capacity = capacity;
  }
  a->length = length;
  return true;
}

namespace {

ByteArray *self(const Value *args) { return as<ByteArray>(args[0]); }

// Replaces [start, stop) by `count` bytes at `data`, which must not lie in the array.
bool splice(Thread &t, ByteArray *a, int64_t start, int64_t stop, const uint8_t *data,
            int64_t count) {
  int64_t growth = count - (stop - start), tail = a->length - stop;
  if (growth != 0 && a->exports) {
    const int64_t length = a->length;
    if (stillExported(t, a->exports) || a->length != length)
      return ok(raise(t, Msg::ExportsExist));
  }
  if (growth < 0 && start == 0 && count == 0) { // delete a prefix: only the start moves
    a->start += stop;
    a->length -= stop;
    return true;
  }
  if (growth < 0) {
    std::memmove(a->data() + start + count, a->data() + stop, static_cast<size_t>(tail));
    if (!byteArrayResize(t, a, a->length + growth))
      return false;
  } else if (growth > 0) {
    if (!byteArrayResize(t, a, a->length + growth))
      return false;
    std::memmove(a->data() + stop + growth, a->data() + stop, static_cast<size_t>(tail));
  }
  if (count)
    std::memcpy(a->data() + start, data, static_cast<size_t>(count));
  return true;
}

Value reprSlot(Thread &t, Value v) {
  ByteArray *a = as<ByteArray>(v);
  Type *type = typeOf(v);
  std::string prefix(reinterpret_cast<char *>(type->name->data),
                     static_cast<size_t>(type->name->length));
  prefix += "(b";
  return fromObject(TRY(bytesRepr(t, a->data(), a->length, prefix, ")")));
}

Value getItemSlot(Thread &t, Value v, Value key) {
  if (isExactly(key, TypeId::Slice))
    return bytesSliceOf(t, v, key);
  int64_t i;
  if (!byteIndex(t, key, "bytearray", &i))
    return kNoValue;
  ByteArray *a = as<ByteArray>(v);
  if (i < 0)
    i += a->length;
  if (i < 0 || i >= a->length)
    return raise(t, Msg::ByteArrayIndexRange);
  return fromInt(a->data()[i]);
}

bool setSlice(Thread &t, ByteArray *a, Value key, Value v) {
  std::string contents;
  if (ok(v)) {
    const Slots &slots = typeOf(v)->slots;
    const bool isNumber = slots.index || slots.toInt || slots.toFloat || isInstance(v, TypeId::Complex);
    if ((isNumber && !slots.getBuffer) || isStr(v))
      return ok(raise(t, Msg::AssignBytes, typeName(v)));
    if (!collectBytes(t, v, &contents, BytesFor::ByteArray))
      return false;
  }
  auto *data = reinterpret_cast<const uint8_t *>(contents.data());
  auto count = static_cast<int64_t>(contents.size());
  int64_t start, stop, step, n;
  if (!sliceResolve(t, key, a->length, &start, &stop, &step, &n))
    return false;
  if (step == 1)
    return splice(t, a, start, std::max(start, start + n), data, count);
  if (ok(v) && count != 0) {
    if (count != n)
      return ok(raise(t, Msg::AssignBytesSize, count, n));
    for (int64_t i = 0; i < n; i++)
      a->data()[start + i * step] = data[i];
    return true;
  }
  if (n == 0)
    return true;
  if (a->exports)
    return ok(raise(t, Msg::ExportsExist));
  if (step < 0)
    start += step * (n - 1), step = -step;
  int64_t out = start;
  for (int64_t i = start, skip = 0; i < a->length; i++) {
    if (skip < n && i == start + skip * step)
      skip++;
    else
      a->data()[out++] = a->data()[i];
  }
  return byteArrayResize(t, a, out);
}

bool setItemSlot(Thread &t, Value target, Value key, Value v) {
  ByteArray *a = as<ByteArray>(target);
  if (isExactly(key, TypeId::Slice))
    return setSlice(t, a, key, v);
  int64_t i;
  if (!byteIndex(t, key, "bytearray", &i))
    return false;
  uint8_t byte = 0;
  if (ok(v) && !byteValue(t, v, &byte, Msg::ByteRange))
    return false;
  if (i < 0)
    i += a->length;
  if (i < 0 || i >= a->length)
    return ok(raise(t, Msg::ByteArrayIndexRange));
  if (!ok(v))
    return splice(t, a, i, i + 1, nullptr, 0);
  a->data()[i] = byte;
  return true;
}

bool appendBytes(Thread &t, ByteArray *a, ByteSpan s) {
  std::string copy; // the source may be the array itself
  if (s.data >= a->block && s.data < a->block + a->capacity && a->block) {
    copy.assign(reinterpret_cast<const char *>(s.data), static_cast<size_t>(s.length));
    s.data = reinterpret_cast<const uint8_t *>(copy.data());
  }
  int64_t n = a->length;
  if (!byteArrayResize(t, a, n + s.length))
    return false;
  if (s.length)
    std::memcpy(a->data() + n, s.data, static_cast<size_t>(s.length));
  return true;
}

Value inplaceConcatSlot(Thread &t, Value v, Value other) {
  if (!typeOf(other)->slots.getBuffer)
    return raise(t, Msg::CannotConcatBytes, typeName(other), typeName(v));
  if (same(v, other)) // the operand is exported while it is appended, as in CPython
    return as<ByteArray>(v)->length ? raise(t, Msg::ExportsExist) : v;
  BytesArgument y;
  if (!y.acquire(t, other))
    return kNoValue;
  return appendBytes(t, as<ByteArray>(v), y.span()) ? v : kNoValue;
}
Value inplaceRepeatSlot(Thread &t, Value v, int64_t count) {
  ByteArray *a = as<ByteArray>(v);
  int64_t n = a->length, length;
  if (count < 0)
    count = 0;
  if (__builtin_mul_overflow(n, count, &length))
    return raiseMemoryError(t);
  if (!byteArrayResize(t, a, length))
    return kNoValue;
  for (int64_t i = 1; i < count; i++)
    std::memcpy(a->data() + i * n, a->data(), static_cast<size_t>(n));
  return v;
}

bool getBufferSlot(Thread &, Value v, Buffer *buffer, bool) {
  ByteArray *a = as<ByteArray>(v);
  static uint8_t nothing[1];
  buffer->data = a->block ? a->data() : nothing;
  buffer->length = a->length;
  buffer->readOnly = false;
  a->exports++;
  return true;
}
void releaseBufferSlot(Value v, Buffer *) { as<ByteArray>(v)->exports--; }

Value iterSlot(Thread &t, Value v) { return sequenceIteratorNew(t, TypeId::ByteArrayIterator, v); }

Value createSlot(Thread &t, Type *type, const Value *, size_t, Tuple *) {
  return byteArrayNew(t, type, nullptr, 0);
}
bool initSlot(Thread &t, Value v, const Value *args, size_t positional, Tuple *kwNames) {
  static const char *const parameters[] = {"source", "encoding", "errors"};
  Value bound[3];
  if (!bindArguments(t, "bytearray", parameters, 3, 0, 0, args, positional, kwNames, bound))
    return false;
  if (ok(bound[0]) && !ok(bound[1]) && !ok(bound[2]) && typeOf(bound[0])->slots.next) {
    // An iterator: its code may look at what is there already.
    if (!byteArrayResize(t, as<ByteArray>(v), 0))
      return false;
    return forEach(t, bound[0], [&](Value item) {
      uint8_t byte;
      return byteValue(t, item, &byte, Msg::ByteRange) && appendBytes(t, as<ByteArray>(v), {&byte, 1});
    });
  }
  std::string contents;
  int64_t zeros = 0;
  if (!constructorBytes(t, "bytearray", bound[0], bound[1], bound[2], &contents, &zeros))
    return false;
  ByteArray *a = as<ByteArray>(v);
  if (!byteArrayResize(t, a, zeros ? zeros : static_cast<int64_t>(contents.size())))
    return false;
  if (zeros)
    std::memset(a->data(), 0, static_cast<size_t>(zeros));
  else if (a->length)
    std::memcpy(a->data(), contents.data(), contents.size());
  return true;
}

void dispose(Object *object) {
  auto *a = static_cast<ByteArray *>(object);
  std::free(a->block);
  accountExternal(-a->capacity);
  a->block = nullptr;
}

Value append(Thread &t, const Value *args) {
  uint8_t byte;
  if (!byteValue(t, args[1], &byte, Msg::ByteRange))
    return kNoValue;
  ByteArray *a = self(args);
  if (!byteArrayResize(t, a, a->length + 1))
    return kNoValue;
  a->data()[a->length - 1] = byte;
  return none();
}
Value clear(Thread &t, const Value *args) {
  return byteArrayResize(t, self(args), 0) ? none() : kNoValue;
}
Value copy(Thread &t, const Value *args) {
  return byteArrayNew(t, nullptr, self(args)->data(), self(args)->length);
}
Value extend(Thread &t, const Value *args) {
  std::string contents;
  if (!collectBytes(t, args[1], &contents, BytesFor::Extension))
    return kNoValue;
  ByteSpan s{reinterpret_cast<const uint8_t *>(contents.data()),
             static_cast<int64_t>(contents.size())};
  return appendBytes(t, self(args), s) ? none() : kNoValue;
}
Value insert(Thread &t, const Value *args) {
  int64_t i;
  uint8_t byte;
  if (!toInt64(t, args[1], &i) || !byteValue(t, args[2], &byte, Msg::ByteRange))
    return kNoValue;
  ByteArray *a = self(args);
  if (i < 0)
    i = std::max<int64_t>(i + a->length, 0);
  i = std::min(i, a->length);
  return splice(t, a, i, i, &byte, 1) ? none() : kNoValue;
}
Value pop(Thread &t, const Value *args) {
  int64_t i = -1;
  if (ok(args[1]) && !toInt64(t, args[1], &i))
    return kNoValue;
  ByteArray *a = self(args);
  if (a->length == 0)
    return raise(t, Msg::PopEmptyByteArray);
  if (i < 0)
    i += a->length;
  if (i < 0 || i >= a->length)
    return raise(t, Msg::PopIndexRange);
  Value byte = fromInt(a->data()[i]);
  return splice(t, a, i, i + 1, nullptr, 0) ? byte : kNoValue;
}
Value removeByte(Thread &t, const Value *args) {
  uint8_t byte;
  if (!byteValue(t, args[1], &byte, Msg::ByteRange))
    return kNoValue;
  ByteArray *a = self(args);
  void *p = a->length ? std::memchr(a->data(), byte, static_cast<size_t>(a->length)) : nullptr;
  if (!p)
    return raise(t, Msg::RemoveByteMissing);
  int64_t i = static_cast<uint8_t *>(p) - a->data();
  return splice(t, a, i, i + 1, nullptr, 0) ? none() : kNoValue;
}
Value reverse(Thread &, const Value *args) {
  std::reverse(self(args)->data(), self(args)->data() + self(args)->length);
  return none();
}
Value fromHexMethod(Thread &t, const Value *args) {
  if (!isStr(args[1]))
    return raise(t, Msg::SingleArgumentMustBeStr, "fromhex", argumentTypeName(args[1]));
  std::string contents;
  if (!bytesFromHex(t, as<Str>(args[1]), &contents))
    return kNoValue;
  Value made = byteArrayNew(t, nullptr, contents.data(), static_cast<int64_t>(contents.size()));
  if (!ok(made) || asObject(args[0]) == builtinType(TypeId::ByteArray))
    return made;
  return callWith(t, args[0], made);
}
Value allocated(Thread &, const Value *args) {
  return fromInt(self(args)->length ? self(args)->capacity + 1 : 0);
}
Value sizeOf(Thread &, const Value *args) {
  return fromInt(56 + (self(args)->length ? self(args)->capacity + 1 : 0));
}
// Protocols below 3 know no bytes: the contents are a Latin-1 str there.
Value reduceAs(Thread &t, Value v, int64_t protocol) {
  Value state = TRY(callMethodWith(t, v, names().__getstate__));
  ByteArray *a = as<ByteArray>(v);
  Tuple *arguments = emptyTuple();
  if (a->length && protocol < 3) {
    Str *text = TRY(strFromLatin1(t, a->data(), a->length));
    arguments = TRY(tupleOf(t, fromObject(text), fromObject(internAscii(t, "latin-1"))));
  } else if (a->length) {
    arguments = TRY(tupleOf(t, fromObject(TRY(bytesNew(t, a->data(), a->length)))));
  }
  return fromObject(tupleOf(t, fromObject(typeOf(v)), fromObject(arguments), state));
}
Value reduce(Thread &t, const Value *args) { return reduceAs(t, args[0], 2); }
Value reduceEx(Thread &t, const Value *args) {
  int64_t protocol = 0;
  if (ok(args[1]) && !toInt64(t, args[1], &protocol))
    return kNoValue;
  return reduceAs(t, args[0], protocol);
}

void fillByteArray(Slots &slots) {
  slots.repr = reprSlot;
  slots.str = reprSlot;
  slots.compare = bytesCompareSlot;
  slots.iter = iterSlot;
  slots.length = bytesLengthSlot;
  slots.getItem = getItemSlot;
  slots.setItem = setItemSlot;
  slots.contains = bytesContainsSlot;
  slots.concat = bytesConcatSlot;
  slots.repeat = bytesRepeatSlot;
  slots.inplaceConcat = inplaceConcatSlot;
  slots.inplaceRepeat = inplaceRepeatSlot;
  slots.binary[static_cast<size_t>(BinaryKind::Remainder)] = bytesRemainderSlot;
  slots.create = createSlot;
  slots.init = initSlot;
  slots.getBuffer = getBufferSlot;
  slots.releaseBuffer = releaseBufferSlot;
}
const NativeRow kMethods[] = {
#define BYTES_METHOD(Name, Function, Signature) {#Name, Function, Signature},
#define DOCUMENTED_BYTES_METHOD(Name, Function, Signature, Doc)                                    \
  {#Name, Function, Signature, NativeKind::Method, Doc},
#include "runtime-lib/objects/bytes/ByteMethods.def"
    {"__alloc__", allocated, "($self, /)"},
    {"__reduce__", reduce, "($self, /)"},
    {"__reduce_ex__", reduceEx, "($self, proto=0, /)"},
    {"__sizeof__", sizeOf, "($self, /)"},
    {"append", append, "($self, item, /)"},
    {"clear", clear, "($self, /)"},
    {"copy", copy, "($self, /)"},
    {"extend", extend, "($self, iterable_of_ints, /)"},
    {"fromhex", fromHexMethod, "($type, string, /)", NativeKind::ClassMethod},
    {"insert", insert, "($self, index, item, /)"},
    {"maketrans", bytesMakeTrans, "(frm, to, /)", NativeKind::StaticMethod},
    {"pop", pop, "($self, index=-1, /)"},
    {"remove", removeByte, "($self, value, /)"},
    {"reverse", reverse, "($self, /)"},
    {nullptr, nullptr, nullptr}};

} // namespace

void registerByteArrayType(Thread &t) {
  registerType(
      t, TypeSpec{.id = TypeId::ByteArray,
                  .flags = kTypeSubclassable | kTypeMatchSelf | kTypeImmutable,
                  .instanceSize = sizeof(ByteArray),
                  .doc = "bytearray(iterable_of_ints), bytearray(string, encoding[, errors]), "
                         "bytearray(bytes_or_buffer), bytearray(int), bytearray()",
                  .dispose = dispose,
                  .fillSlots = fillByteArray,
                  .methods = kMethods});
}

} // namespace rt
