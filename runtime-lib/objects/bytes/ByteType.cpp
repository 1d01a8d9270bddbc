// bytes: the type, its slots, constructor and iterator. Some slots serve bytearray too (declared in
// ByteSlots.h).
#include "runtime-lib/core/BindArguments.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/bytes/ByteSlots.h"
#include "runtime-lib/objects/codecs/Codecs.h"
#include "runtime-lib/objects/format/Percent.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/objects/str/Str.h"

#include <algorithm>
#include <cstring>

namespace rt {

Value bytesLike(Thread &t, Value like, const void *data, int64_t length) {
  if (!isBytes(like))
    return byteArrayNew(t, nullptr, data, length);
  Bytes *bytes = bytesNew(t, data, length);
  return bytes ? fromObject(bytes) : kNoValue;
}

bool collectBytes(Thread &t, Value source, std::string *out, BytesFor use) {
  Msg range = use == BytesFor::Bytes ? Msg::BytesRange : Msg::ByteRange;
  if (typeOf(source)->slots.getBuffer) {
    BytesArgument buffer;
    if (!buffer.acquireItems(t, source))
      return false;
    out->assign(reinterpret_cast<const char *>(buffer.data), static_cast<size_t>(buffer.length));
    return true;
  }
  Value iterator = source;
  if (!isExactly(source, TypeId::List) && !isExactly(source, TypeId::Tuple))
    iterator = getIterator(t, source);
  if (!ok(iterator)) {
    if (!pendingMatches(t, Exc::TypeError))
      return false;
    clearPending(t);
    return ok(use == BytesFor::Extension
                  ? raise(t, Msg::CannotExtend, typeName(source))
                  : raise(t, Msg::CannotConvertToBytes, typeName(source), use == BytesFor::Bytes ? "bytes" : "bytearray"));
  }
  if (use != BytesFor::ByteArray && lengthHint(t, source, 0) < 0)
    return false;
  return forEach(t, iterator, [&](Value item) {
    uint8_t byte;
    if (!byteValue(t, item, &byte, range))
      return false;
    out->push_back(static_cast<char>(byte));
    return true;
  });
}

bool constructorBytes(Thread &t, const char *name, Value source, Value encoding, Value errors,
                      std::string *out, int64_t *zeros) {
  for (Value v : {encoding, errors})
    if (ok(v) && !isStr(v))
      return ok(raise(t, Msg::NamedArgumentMustBeStr, name,
                      same(v, encoding) ? "encoding" : "errors", argumentTypeName(v)));
  if (!ok(source)) {
    if (ok(encoding))
      return ok(raise(t, Msg::EncodingWithoutString));
    return !ok(errors) || ok(raise(t, Msg::ErrorsWithoutString));
  }
  if (isStr(source) && ok(encoding)) {
    Value encoded =
        encodeText(t, as<Str>(source), as<Str>(encoding), ok(errors) ? as<Str>(errors) : nullptr);
    if (!ok(encoded))
      return false;
    out->assign(reinterpret_cast<char *>(as<Bytes>(encoded)->data),
                static_cast<size_t>(as<Bytes>(encoded)->length));
    return true;
  }
  if (ok(encoding))
    return ok(raise(t, Msg::EncodingWithoutString));
  if (ok(errors))
    return ok(raise(t, Msg::ErrorsWithoutString));
  if (isStr(source))
    return ok(raise(t, Msg::StringWithoutEncoding));
  if (isAnyInt(source) || typeOf(source)->slots.index) {
    int64_t n;
    if (!toSize(t, source, &n)) {
      if (!pendingMatches(t, Exc::TypeError))
        return false;
      clearPending(t); // CPython: an __index__ that raises TypeError may still be an iterable
    } else {
      if (n < 0)
        return ok(raise(t, Msg::NegativeCount));
      if (n > (int64_t{1} << 46))
        return raiseMemoryError(t), false;
      *zeros = n;
      return true;
    }
  }
  return collectBytes(t, source, out, name[4] == 'a' ? BytesFor::ByteArray : BytesFor::Bytes);
}

Value bytesCompareSlot(Thread &t, Value a, Value b, CompareKind kind) {
  if (!typeOf(a)->slots.getBuffer || !typeOf(b)->slots.getBuffer)
    return notImplemented();
  if (isBytes(a) && !isBytes(b)) // the other side knows bytes
    return notImplemented();
  BytesArgument x, y;
  if (!x.acquireItems(t, a) || !y.acquireItems(t, b)) {
    clearPending(t);
    return notImplemented();
  }
  if (kind == CompareKind::Equal || kind == CompareKind::NotEqual) {
    bool equal =
        x.length == y.length && std::memcmp(x.data, y.data, static_cast<size_t>(x.length)) == 0;
    return fromBool(equal == (kind == CompareKind::Equal));
  }
  int order = std::memcmp(x.data, y.data, static_cast<size_t>(std::min(x.length, y.length)));
  if (order == 0)
    order = x.length < y.length ? -1 : x.length > y.length;
  switch (kind) {
  case CompareKind::Less:
    return fromBool(order < 0);
  case CompareKind::LessEqual:
    return fromBool(order <= 0);
  case CompareKind::Greater:
    return fromBool(order > 0);
  default:
    return fromBool(order >= 0);
  }
}

int64_t bytesLengthSlot(Thread &, Value self) { return spanOf(self).length; }

int bytesContainsSlot(Thread &t, Value self, Value item) {
  uint8_t byte;
  ByteSpan s = spanOf(self);
  if (isAnyInt(item) || typeOf(item)->slots.index) {
    if (!byteValue(t, item, &byte, Msg::ByteRange))
      return -1;
    return s.length && std::memchr(s.data, byte, static_cast<size_t>(s.length)) != nullptr;
  }
  BytesArgument sub;
  if (!sub.acquire(t, item))
    return -1;
  return findUnits(s.data, s.length, sub.data, sub.length, 1) >= 0;
}

Value bytesConcatSlot(Thread &t, Value a, Value b) {
  if (!typeOf(b)->slots.getBuffer)
    return raise(t, Msg::CannotConcatBytes, typeName(b), typeName(a));
  BytesArgument y;
  if (!y.acquire(t, b))
    return kNoValue;
  int64_t n = spanOf(a).length;
  if (isExactly(a, TypeId::Bytes) && y.length == 0)
    return a;
  if (isExactly(b, TypeId::Bytes) && n == 0 && isBytes(a))
    return b;
  Value result = TRY(bytesLike(t, a, nullptr, n + y.length));
  auto *out = const_cast<uint8_t *>(spanOf(result).data);
  std::memcpy(out, spanOf(a).data, static_cast<size_t>(n));
  std::memcpy(out + n, y.data, static_cast<size_t>(y.length));
  return result;
}

Value bytesRepeatSlot(Thread &t, Value self, int64_t count) {
  ByteSpan s = spanOf(self);
  int64_t length;
  if (count <= 0)
    count = 0;
  if (count == 1 && isExactly(self, TypeId::Bytes))
    return self;
  if (__builtin_mul_overflow(s.length, count, &length))
    return raise(t, Msg::RepeatedBytesTooLong);
  Value result = TRY(bytesLike(t, self, nullptr, length));
  auto *out = const_cast<uint8_t *>(spanOf(result).data);
  if (s.length == 1)
    std::memset(out, *s.data, static_cast<size_t>(length));
  else
    for (int64_t i = 0; i < count; i++)
      std::memcpy(out + i * s.length, s.data, static_cast<size_t>(s.length));
  return result;
}

Value bytesRemainderSlot(Thread &t, Value a, Value b) {
  if (!isBytes(a) && !isInstance(a, TypeId::ByteArray))
    return notImplemented();
  Str *text = bytesRemainder(t, spanOf(a).data, spanOf(a).length, b);
  return text ? bytesLike(t, a, text->data, text->length) : kNoValue;
}

bool byteIndex(Thread &t, Value key, const char *what, int64_t *i) {
  if (isInt(key))
    return *i = asInt(key), true;
  if (isAnyInt(key) || typeOf(key)->slots.index)
    return subscriptIndex(t, key, i);
  return ok(raise(t, Msg::ByteIndexType, what, typeName(key)));
}

Value bytesSliceOf(Thread &t, Value self, Value key) {
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, spanOf(self).length, &start, &stop, &step, &count))
    return kNoValue;
  ByteSpan s = spanOf(self);
  if (step == 1) {
    if (count == s.length && isExactly(self, TypeId::Bytes))
      return self;
    return bytesLike(t, self, s.data + start, count);
  }
  Value result = TRY(bytesLike(t, self, nullptr, count));
  auto *out = const_cast<uint8_t *>(spanOf(result).data);
  for (int64_t i = 0; i < count; i++)
    out[i] = spanOf(self).data[start + i * step];
  return result;
}

namespace {

Value reprSlot(Thread &t, Value self) {
  return fromObject(TRY(bytesRepr(t, as<Bytes>(self)->data, as<Bytes>(self)->length, "b", "")));
}
bool hashSlot(Thread &, Value self, int64_t *hash) {
  Bytes *b = as<Bytes>(self);
  if (b->hash == 0 && b->length)
    b->hash = hashBytes(b->data, static_cast<size_t>(b->length));
  *hash = static_cast<int64_t>(b->hash);
  return true;
}
Value getItemSlot(Thread &t, Value self, Value key) {
  if (isExactly(key, TypeId::Slice))
    return bytesSliceOf(t, self, key);
  int64_t i, n = as<Bytes>(self)->length;
  if (!byteIndex(t, key, "byte", &i))
    return kNoValue;
  if (i < 0)
    i += n;
  if (i < 0 || i >= n)
    return raise(t, Msg::BytesIndexRange);
  return fromInt(as<Bytes>(self)->data[i]);
}
Value iterSlot(Thread &t, Value self) {
  return sequenceIteratorNew(t, TypeId::BytesIterator, self);
}

bool getBufferSlot(Thread &t, Value self, Buffer *buffer, bool writable) {
  if (writable)
    return ok(raise(t, Msg::NotWritable));
  buffer->data = as<Bytes>(self)->data;
  buffer->length = as<Bytes>(self)->length;
  buffer->readOnly = true;
  return true;
}

Value subclassBytes(Thread &t, Type *type, const void *data, int64_t length) {
  auto *bytes = static_cast<Bytes *>(allocateInstance(t, type, static_cast<size_t>(length) + 1));
  if (!bytes)
    return kNoValue;
  bytes->length = length;
  if (length && data)
    std::memcpy(bytes->data, data, static_cast<size_t>(length));
  else
    std::memset(bytes->data, 0, static_cast<size_t>(length));
  return fromObject(bytes);
}

Value createSlot(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  static const char *const parameters[] = {"source", "encoding", "errors"};
  Value bound[3];
  if (!bindArguments(t, "bytes", parameters, 3, 0, 0, args, positional, kwNames, bound))
    return kNoValue;
  bool exact = type == builtinType(TypeId::Bytes);
  if (exact && ok(bound[0]) && isExactly(bound[0], TypeId::Bytes) && !ok(bound[1]) && !ok(bound[2]))
    return bound[0];
  if (ok(bound[0]) && !ok(bound[1]) && !ok(bound[2])) {
    Value special = lookupSpecial(t, bound[0], names().__bytes__);
    if (!ok(special) && ok(t.pending))
      return kNoValue;
    if (ok(special)) {
      Value made = TRY(callWith(t, special));
      if (!isBytes(made))
        return raise(t, Msg::BytesMethodResult, typeName(made));
      return exact ? made : subclassBytes(t, type, as<Bytes>(made)->data, as<Bytes>(made)->length);
    }
  }
  std::string contents;
  int64_t zeros = 0;
  if (!constructorBytes(t, "bytes", bound[0], bound[1], bound[2], &contents, &zeros))
    return kNoValue;
  auto length = zeros ? zeros : static_cast<int64_t>(contents.size());
  const char *data = zeros ? nullptr : contents.data();
  if (!exact)
    return subclassBytes(t, type, data, length);
  Bytes *bytes = bytesNew(t, data, length);
  return bytes ? fromObject(bytes) : kNoValue;
}

Value fromHexMethod(Thread &t, const Value *args) {
  if (!isStr(args[1]))
    return raise(t, Msg::SingleArgumentMustBeStr, "fromhex", argumentTypeName(args[1]));
  std::string contents;
  if (!bytesFromHex(t, as<Str>(args[1]), &contents))
    return kNoValue;
  Bytes *bytes = bytesNew(t, contents.data(), static_cast<int64_t>(contents.size()));
  if (!bytes)
    return kNoValue;
  if (asObject(args[0]) == builtinType(TypeId::Bytes))
    return fromObject(bytes);
  return callWith(t, args[0], fromObject(bytes));
}
Value getNewArgs(Thread &t, const Value *args) {
  return fromObject(
      tupleOf(t, fromObject(bytesNew(t, as<Bytes>(args[0])->data, as<Bytes>(args[0])->length))));
}
Value toBytes(Thread &t, const Value *args) {
  if (isExactly(args[0], TypeId::Bytes))
    return args[0];
  return fromObject(bytesNew(t, as<Bytes>(args[0])->data, as<Bytes>(args[0])->length));
}
Value sizeOf(Thread &, const Value *args) { return fromInt(33 + as<Bytes>(args[0])->length); }

void fillBytes(Slots &slots) {
  slots.repr = reprSlot;
  slots.str = reprSlot;
  slots.hash = hashSlot;
  slots.compare = bytesCompareSlot;
  slots.iter = iterSlot;
  slots.length = bytesLengthSlot;
  slots.getItem = getItemSlot;
  slots.contains = bytesContainsSlot;
  slots.concat = bytesConcatSlot;
  slots.repeat = bytesRepeatSlot;
  slots.binary[static_cast<size_t>(BinaryKind::Remainder)] = bytesRemainderSlot;
  slots.create = createSlot;
  slots.getBuffer = getBufferSlot;
}
const NativeRow kMethods[] = {
#define BYTES_METHOD(Name, Function, Signature) {#Name, Function, Signature},
#define DOCUMENTED_BYTES_METHOD(Name, Function, Signature, Doc)                                    \
  {#Name, Function, Signature, NativeKind::Method, Doc},
#include "runtime-lib/objects/bytes/ByteMethods.def"
    {"__bytes__", toBytes, "($self, /)"},
    {"__getnewargs__", getNewArgs, "($self, /)"},
    {"__sizeof__", sizeOf, "($self, /)"},
    {"fromhex", fromHexMethod, "($type, string, /)", NativeKind::ClassMethod},
    {"maketrans", bytesMakeTrans, "(frm, to, /)", NativeKind::StaticMethod},
    {nullptr, nullptr, nullptr}};

Value selfSlot(Thread &, Value self) { return self; }
Value nextSlot(Thread &, Value self) {
  auto *it = as<SequenceIterator>(self);
  if (!ok(it->sequence))
    return kNoValue;
  ByteSpan s = spanOf(it->sequence);
  if (it->position < s.length)
    return fromInt(s.data[it->position++]);
  it->sequence = kNoValue;
  return kNoValue;
}
void fillIterator(Slots &slots) {
  slots.iter = selfSlot;
  slots.next = nextSlot;
}

} // namespace

void registerBytesTypes(Thread &t) {
  registerType(
      t,
      TypeSpec{
          .id = TypeId::Bytes,
          .flags = kTypeSubclassable | kTypeBytesSubclass | kTypeMatchSelf | kTypeImmutable | kTypeVariable,
          .instanceSize = sizeof(Bytes),
          .doc =
              "bytes(iterable_of_ints), bytes(string, encoding[, errors]), bytes(bytes_or_buffer), "
              "bytes(int), bytes()",
          .fillSlots = fillBytes,
          .methods = kMethods});
  for (TypeId id : {TypeId::BytesIterator, TypeId::ByteArrayIterator})
    registerType(t, TypeSpec{.id = id,
                             .flags = kTypeImmutable | kTypeNoCreate,
                             .instanceSize = sizeof(SequenceIterator),
                             .trace = traceSequenceIterator,
                             .fillSlots = fillIterator,
                             .methods = kSequenceIteratorMethods});
  registerByteArrayType(t);
}

} // namespace rt
