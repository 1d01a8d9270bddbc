// bool: the two static objects True and False; arithmetic is int's, and & | ^ of two bools is a
// bool.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Arguments.h"

namespace rt {
namespace {

Value reprSlot(Thread &t, Value self) {
  static Str *const texts[] = {internAscii(t, "False"), internAscii(t, "True")};
  return fromObject(texts[isTrue(self)]);
}
int truthSlot(Thread &, Value self) { return isTrue(self); }

template <BinaryKind Kind> Value bitSlot(Thread &t, Value a, Value b) {
  if (isBool(a) && isBool(b)) {
    bool x = isTrue(a), y = isTrue(b);
    return fromBool(Kind == BinaryKind::And ? x && y : Kind == BinaryKind::Or ? x || y : x != y);
  }
  return builtinType(TypeId::Int)->slots.binary[static_cast<int>(Kind)](t, a, b);
}

Value createSlot(Thread &t, Type *, const Value *args, size_t positional, Tuple *kwNames) {
  if (!noKeywords(t, "bool", kwNames) || !argumentCount(t, "bool", positional, 0, 1))
    return kNoValue;
  if (!positional)
    return fromBool(false);
  int b = truth(t, args[0]);
  return b < 0 ? kNoValue : fromBool(b);
}

void fillSlots(Slots &s) {
  s.repr = reprSlot;
  s.truth = truthSlot;
  s.create = createSlot;
  s.binary[static_cast<int>(BinaryKind::And)] = bitSlot<BinaryKind::And>;
  s.binary[static_cast<int>(BinaryKind::Or)] = bitSlot<BinaryKind::Or>;
  s.binary[static_cast<int>(BinaryKind::Xor)] = bitSlot<BinaryKind::Xor>;
}

} // namespace

void registerBoolType(Thread &t) {
  registerType(t, {.id = TypeId::Bool,
                   .flags = kTypeIntSubclass | kTypeMatchSelf,
                   .doc = "bool(x) -> bool\n\nThe truth value of x: True or False.",
                   .fillSlots = fillSlots});
}

} // namespace rt
