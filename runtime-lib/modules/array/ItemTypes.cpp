// array: the type codes, and the conversion of single items.
#include "runtime-lib/modules/array/Array.h"

#include <cstdio>
#include <cstring>
#include <limits>
#include <type_traits>

namespace rt::array {

namespace {

template <typename T> T load(const uint8_t *item) {
  T v;
  std::memcpy(&v, item, sizeof v);
  return v;
}
template <typename T> void store(uint8_t *item, T v) { std::memcpy(item, &v, sizeof v); }

template <typename T> Value getInteger(Thread &t, const uint8_t *item) {
  if constexpr (std::is_signed_v<T>) return intValue(t, load<T>(item));
  else return intFromUnsigned(t, load<T>(item));
}
bool outOfRange(Thread &t, const char *name, bool below) {
  return raise(t, Msg::ArrayItemRange, name, below ? "less" : "greater", below ? "minimum" : "maximum"), false;
}
/// Integers that CPython takes by way of a C long.
template <typename T> struct Narrow {
  static constexpr const char *name = sizeof(T) == 1 && std::is_signed_v<T> ? "signed char"
                                      : sizeof(T) == 1                      ? "unsigned byte integer"
                                      : sizeof(T) == 2 && std::is_signed_v<T> ? "signed short integer"
                                      : sizeof(T) == 2                        ? "unsigned short"
                                                                              : "signed integer";
  static bool set(Thread &t, uint8_t *item, Value v) {
    Value number = toIndex(t, v);
    int64_t n;
    if (!ok(number)) return false;
    if (!intFits(number, &n)) return raise(t, Msg::IntTooLargeForLong), false;
    if (n < std::numeric_limits<T>::min() || n > std::numeric_limits<T>::max()) return outOfRange(t, name, n < 0);
    store(item, static_cast<T>(n));
    return true;
  }
};
bool setLong(Thread &t, uint8_t *item, Value v) {
  Value number = toIndex(t, v);
  int64_t n;
  if (!ok(number)) return false;
  if (!intFits(number, &n)) return raise(t, Msg::IntTooLargeForLong), false;
  store(item, n);
  return true;
}
bool setLongLong(Thread &t, uint8_t *item, Value v) {
  Value number = toIndex(t, v);
  int64_t n;
  if (!ok(number)) return false;
  if (!intFits(number, &n)) return raise(t, Msg::IntTooBigToConvert), false;
  store(item, n);
  return true;
}
/// 'I' and 'L'.
template <typename T> bool setUnsigned(Thread &t, uint8_t *item, Value v) {
  Value number = toIndex(t, v);
  uint64_t n = 0;
  if (!ok(number)) return false;
  if (intSign(number) < 0) return raiseText(t, Exc::OverflowError, "can't convert negative value to unsigned int"), false;
  if (!intToBytes(t, number, reinterpret_cast<uint8_t *>(&n), sizeof n, true, false)) {
    clearPending(t);
    return raise(t, Msg::IntTooLargeForUnsignedLong), false;
  }
  if (n > std::numeric_limits<T>::max()) return outOfRange(t, "unsigned int", false);
  store(item, static_cast<T>(n));
  return true;
}
bool setUnsignedLongLong(Thread &t, uint8_t *item, Value v) {
  Value number = toIndex(t, v);
  if (!ok(number)) return false;
  if (intSign(number) < 0) return raise(t, Msg::NegativeToUnsigned), false;
  return intToBytes(t, number, item, 8, true, false);
}
template <typename T> Value getReal(Thread &t, const uint8_t *item) {
  return floatValue(t, static_cast<double>(load<T>(item)));
}
template <typename T> bool setReal(Thread &t, uint8_t *item, Value v) {
  double d;
  if (!toDouble(t, v, &d)) return false;
  store(item, static_cast<T>(d));
  return true;
}
Value getCharacter(Thread &t, const uint8_t *item) {
  auto point = load<uint32_t>(item);
  if (point <= 0x10ffff) return fromObject(strFromCodePoint(t, point));
  char digits[12];
  std::snprintf(digits, sizeof digits, "%x", point);
  return raise(t, Msg::CharacterRange, digits);
}
bool setCharacter(Thread &t, uint8_t *item, Value v) {
  if (!isStr(v) || as<Str>(v)->length != 1)
    return raiseText(t, Exc::TypeError, "array item must be unicode character"), false;
  store(item, strAt(as<Str>(v), 0));
  return true;
}

} // namespace

static_assert(sizeof(long) == 8, "type codes l and L are 64 bits on the targets");
const ItemType kItemTypes[] = {
    {'b', 1, true, true, "b", getInteger<int8_t>, Narrow<int8_t>::set},
    {'B', 1, true, false, "B", getInteger<uint8_t>, Narrow<uint8_t>::set},
    {'u', 4, false, false, "w", getCharacter, setCharacter},
    {'h', 2, true, true, "h", getInteger<int16_t>, Narrow<int16_t>::set},
    {'H', 2, true, false, "H", getInteger<uint16_t>, Narrow<uint16_t>::set},
    {'i', 4, true, true, "i", getInteger<int32_t>, Narrow<int32_t>::set},
    {'I', 4, true, false, "I", getInteger<uint32_t>, setUnsigned<uint32_t>},
    {'l', 8, true, true, "l", getInteger<int64_t>, setLong},
    {'L', 8, true, false, "L", getInteger<uint64_t>, setUnsigned<uint64_t>},
    {'q', 8, true, true, "q", getInteger<int64_t>, setLongLong},
    {'Q', 8, true, false, "Q", getInteger<uint64_t>, setUnsignedLongLong},
    {'f', 4, false, false, "f", getReal<float>, setReal<float>},
    {'d', 8, false, false, "d", getReal<double>, setReal<double>},
    {},
};
const ItemType *itemTypeOf(uint32_t code) {
  for (const ItemType *type = kItemTypes; type->code; type++)
    if (static_cast<uint32_t>(type->code) == code) return type;
  return nullptr;
}

} // namespace rt::array
