// Items of memoryviews: native formats of one character (struct module, native mode).
#include "runtime-lib/objects/memoryview/MemoryView.h"

#include <cstring>

namespace rt {

char itemCode(const char *format) {
  if (*format == '@')
    format++;
  if (!*format || format[1] || !std::strchr("cbBhHiIlLqQnNfd?P", *format))
    return 0;
  return *format;
}

int64_t itemSizeOf(char code) {
  switch (code) {
  case 'c':
  case 'b':
  case 'B':
  case '?':
    return 1;
  case 'h':
  case 'H':
    return 2;
  case 'i':
  case 'I':
  case 'f':
    return 4;
  case 'l':
  case 'L':
    return sizeof(long);
  case 'n':
  case 'N':
  case 'P':
    return sizeof(void *);
  case 'q':
  case 'Q':
  case 'd':
    return 8;
  default:
    return 0;
  }
}

namespace {
template <typename T> T load(const uint8_t *p) {
  T v;
  std::memcpy(&v, p, sizeof v);
  return v;
}
bool isSignedCode(char code) { return std::strchr("bhilqn", code); }
} // namespace

Value unpackItem(Thread &t, const uint8_t *p, const char *format) {
  char code = itemCode(format);
  switch (code) {
  case 'c':
    return fromObject(bytesNew(t, p, 1));
  case '?':
    return fromBool(*p != 0);
  case 'f':
    return floatValue(t, static_cast<double>(load<float>(p)));
  case 'd':
    return floatValue(t, load<double>(p));
  case 0:
    return raise(t, Msg::ViewFormatUnsupported, format);
  default:
    break;
  }
  switch (itemSizeOf(code)) {
  case 1:
    return fromInt(isSignedCode(code) ? load<int8_t>(p) : *p);
  case 2:
    return fromInt(isSignedCode(code) ? load<int16_t>(p) : load<uint16_t>(p));
  case 4:
    return fromInt(isSignedCode(code) ? int64_t{load<int32_t>(p)} : int64_t{load<uint32_t>(p)});
  default:
    return isSignedCode(code) ? intValue(t, load<int64_t>(p))
                              : intFromUnsigned(t, load<uint64_t>(p));
  }
}

bool packItem(Thread &t, uint8_t *p, const char *format, Value v) {
  char code = itemCode(format);
  auto badType = [&] { return ok(raise(t, Msg::ViewItemType, format)); };
  auto badValue = [&] { return ok(raise(t, Msg::ViewItemValue, format)); };
  auto explain = [&] { // what a conversion raised, in terms of the format
    const bool type = pendingMatches(t, Exc::TypeError);
    if (!type && !pendingMatches(t, Exc::OverflowError) && !pendingMatches(t, Exc::ValueError))
      return false;
    clearPending(t);
    return type ? badType() : badValue();
  };
  switch (code) {
  case 0:
    return ok(raise(t, Msg::ViewFormatUnsupported, format));
  case 'c':
    if (!isBytes(v))
      return badType();
    if (as<Bytes>(v)->length != 1)
      return badValue();
    *p = as<Bytes>(v)->data[0];
    return true;
  case '?': {
    int yes = truth(t, v);
    *p = yes > 0;
    return yes >= 0;
  }
  case 'f':
  case 'd': {
    double d;
    if (!isAnyFloat(v) && !isAnyInt(v) && !typeOf(v)->slots.toFloat && !typeOf(v)->slots.index)
      return badType();
    if (!toDouble(t, v, &d))
      return explain();
    if (code == 'd')
      std::memcpy(p, &d, 8);
    else {
      auto f = static_cast<float>(d);
      std::memcpy(p, &f, 4);
    }
    return true;
  }
  default:
    break;
  }
  if (!isAnyInt(v) && !typeOf(v)->slots.index)
    return badType();
  Value index = toIndex(t, v);
  if (!ok(index))
    return explain();
  auto size = static_cast<size_t>(itemSizeOf(code));
  constexpr bool little = __BYTE_ORDER__ == __ORDER_LITTLE_ENDIAN__;
  if (intToBytes(t, index, p, size, little, isSignedCode(code)))
    return true;
  return explain();
}

} // namespace rt
