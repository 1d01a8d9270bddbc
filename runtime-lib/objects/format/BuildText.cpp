// What f-strings compile to: rt_format_value and rt_build_string.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/objects/format/Format.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt {

extern "C" Value rt_format_value(Thread &t, Value v, Value spec, int32_t flags) {
  // Only code compiled from a tree that a program made can have another.
  if (ok(spec) && !isStr(spec)) return raise(t, Msg::FormatSpecNotStr, typeName(spec));
  Str *text = nullptr;
  switch (static_cast<uint32_t>(flags) & 3) {
  case regius::kConvertNone:
    break;
  case regius::kConvertStr:
    text = TRY(str(t, v));
    break;
  case regius::kConvertRepr:
    text = TRY(repr(t, v));
    break;
  default:
    text = TRY(ascii(t, v));
    break;
  }
  if (text)
    v = fromObject(text);
  if ((!ok(spec) || as<Str>(spec)->length == 0) && isExactly(v, TypeId::Str))
    return v;
  Str *result = formatFast(t, v, ok(spec) ? as<Str>(spec) : strEmpty());
  return result ? fromObject(result) : kNoValue;
}

extern "C" Value rt_build_string(Thread &t, void *pieces, int64_t count) {
  auto *items = static_cast<const Value *>(pieces);
  Str *s = strJoin(t, strEmpty(), items, static_cast<size_t>(count));
  return s ? fromObject(s) : kNoValue;
}

} // namespace rt
