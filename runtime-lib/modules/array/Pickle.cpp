// array: pickling. The portable form names the machine representation of the items by a number, so that
// another machine can read it.
#include "runtime-lib/modules/array/Array.h"

#include "runtime-lib/modules/System.h"

#include <algorithm>
#include <bit>
#include <cstring>

namespace rt::array {

namespace {

/// The representations in the order of their numbers.
enum class Kind : uint8_t { Unsigned, Signed, Real, Text };
struct Representation {
  Kind kind;
  uint8_t size;
  bool bigEndian;
};
constexpr Representation kRepresentations[] = {
    {Kind::Unsigned, 1, false}, {Kind::Signed, 1, false}, {Kind::Unsigned, 2, false}, {Kind::Unsigned, 2, true},
    {Kind::Signed, 2, false},   {Kind::Signed, 2, true},  {Kind::Unsigned, 4, false}, {Kind::Unsigned, 4, true},
    {Kind::Signed, 4, false},   {Kind::Signed, 4, true},  {Kind::Unsigned, 8, false}, {Kind::Unsigned, 8, true},
    {Kind::Signed, 8, false},   {Kind::Signed, 8, true},  {Kind::Real, 4, false},     {Kind::Real, 4, true},
    {Kind::Real, 8, false},     {Kind::Real, 8, true},    {Kind::Text, 2, false},     {Kind::Text, 2, true},
    {Kind::Text, 4, false},     {Kind::Text, 4, true}};
constexpr int64_t kCount = std::size(kRepresentations);

Kind kindOf(const ItemType *type) {
  if (type->isInteger) return type->isSigned ? Kind::Signed : Kind::Unsigned;
  return type->code == 'u' ? Kind::Text : Kind::Real;
}
/// The number of the native representation of a type code.
int64_t numberOf(const ItemType *type) {
  const bool big = std::endian::native == std::endian::big && type->size > 1;
  for (int64_t i = 0; i < kCount; i++) {
    const Representation &r = kRepresentations[i];
    if (r.kind == kindOf(type) && r.size == type->size && r.bigEndian == big) return i;
  }
  return -1;
}

Value itemFrom(Thread &t, const Representation &r, const uint8_t *data) {
  if (r.kind != Kind::Real) return intFromBytes(t, data, r.size, !r.bigEndian, r.kind == Kind::Signed);
  uint8_t bytes[8];
  std::copy_n(data, r.size, bytes);
  if (r.bigEndian != (std::endian::native == std::endian::big)) std::reverse(bytes, bytes + r.size);
  if (r.size == 4) {
    float f;
    std::memcpy(&f, bytes, sizeof f);
    return floatValue(t, f);
  }
  double d;
  std::memcpy(&d, bytes, sizeof d);
  return floatValue(t, d);
}
/// An integer type code of the same size and sign as the representation, else `code`.
uint32_t betterCode(const Representation &r, uint32_t code) {
  if (r.kind == Kind::Real) return code;
  for (const ItemType *type = kItemTypes; type->code; type++)
    if (type->isInteger && type->size == r.size && type->isSigned == (r.kind == Kind::Signed))
      code = static_cast<uint32_t>(type->code);
  return code;
}

Value reconstruct(Thread &t, const Value *a) {
  int64_t number;
  if (!isStr(a[1]) || as<Str>(a[1])->length != 1)
    return raise(t, Msg::ArgumentMustBe, "_array_reconstructor", " 2", "a unicode character", typeName(a[1]));
  if (!longArgument(t, a[2], &number)) return kNoValue;
  if (!isType(a[0])) return raise(t, Msg::FirstArgumentType, typeName(a[0]));
  Type *type = as<Type>(a[0]);
  if (!isSubtype(type, arrayType)) return raise(t, Msg::ArrayReconstructType, fromObject(type->name), "array.array");
  const uint32_t code = strAt(as<Str>(a[1]), 0);
  const ItemType *itemType = itemTypeOf(code);
  if (!itemType) return raiseText(t, Exc::ValueError, "second argument must be a valid type code");
  if (number < 0 || number >= kCount)
    return raiseText(t, Exc::ValueError, "third argument must be a valid machine format code.");
  if (!isBytes(a[3])) return raise(t, Msg::ArrayReconstructItems, typeName(a[3]));
  if (number == numberOf(itemType)) return makeArray(t, type, code, a[3]);
  const Representation &r = kRepresentations[number];
  auto *bytes = as<Bytes>(a[3]);
  // Reference: the length of text must be a multiple of twice the unit.
  if (bytes->length % (r.kind == Kind::Text ? 2 * r.size : r.size))
    return raiseText(t, Exc::ValueError, "string length not a multiple of item size");
  if (r.kind == Kind::Text) {
    const char *codec = r.size == 2 ? (r.bigEndian ? "utf-16-be" : "utf-16-le") : (r.bigEndian ? "utf-32-be" : "utf-32-le");
    Value text = TRY(callMethodWith(t, a[3], internAscii(t, "decode"), fromObject(internAscii(t, codec))));
    return makeArray(t, type, code, text);
  }
  List *items = listNew(t);
  for (int64_t i = 0; i < bytes->length; i += r.size)
    if (!listAppend(t, items, itemFrom(t, r, bytes->data + i))) return kNoValue;
  return makeArray(t, type, betterCode(r, code), fromObject(items));
}

Value reduce(Thread &t, const Value *args) {
  Array *a = arrayOf(args[0]);
  int64_t protocol;
  if (!isAnyInt(args[1])) return raiseText(t, Exc::TypeError, "__reduce_ex__ argument should be an integer");
  if (!longArgument(t, args[1], &protocol)) return kNoValue;
  Dict *attributes = instanceDict(t, args[0]);
  if (!attributes && ok(t.pending)) return kNoValue;
  Value state = attributes ? fromObject(attributes) : none();
  Value type = fromObject(typeOf(args[0])), code = fromObject(strFromCodePoint(t, static_cast<uint32_t>(a->type->code)));
  if (protocol < 3) {
    Value items = TRY(toListOf(t, a));
    return fromObject(tupleOf(t, type, fromObject(tupleOf(t, code, items)), state));
  }
  Value module = TRY(importModule(t, "array"));
  Value maker = TRY(getAttribute(t, module, internAscii(t, "_array_reconstructor")));
  Value bytes = TRY(callMethodWith(t, args[0], internAscii(t, "tobytes")));
  Value arguments = fromObject(tupleOf(t, type, code, fromInt(numberOf(a->type)), bytes));
  return fromObject(tupleOf(t, maker, arguments, state));
}

const NativeRow kFunctions[] = {
    NATIVE_FUNCTION("_array_reconstructor", reconstruct, "(arraytype, typecode, mformat_code, items, /)"),
    {nullptr, nullptr, nullptr}};

} // namespace

const NativeRow kPickleMethods[] = {{"__reduce_ex__", reduce, "($self, value, /)"}, {nullptr, nullptr, nullptr}};
bool addReconstructor(Thread &t, Value module) { return addFunctions(t, module, kFunctions); }

} // namespace rt::array
