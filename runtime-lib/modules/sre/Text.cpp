// Access to the subject of a match.
#include "runtime-lib/modules/sre/Objects.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/str/Str.h"

namespace rt::sre {

bool Text::open(Thread &t, Pattern *pattern, Value v) {
  value_ = v;
  if (isStr(v)) {
    if (pattern->kind == 2)
      return ok(raise(t, Msg::ReBytesOnStr));
    Str *s = as<Str>(v);
    data_ = s->data;
    length_ = s->length;
    kind_ = strKind(s);
    return true;
  }
  if (isBytes(v)) {
    data_ = as<Bytes>(v)->data;
    length_ = as<Bytes>(v)->length;
  } else {
    if (!typeOf(v)->slots.getBuffer)
      return ok(raise(t, Msg::ReExpectedText, typeName(v)));
    if (!getBuffer(t, v, &buffer_))
      return false;
    held_ = true;
    data_ = buffer_.data;
    length_ = buffer_.length;
  }
  if (pattern->kind == 1)
    return ok(raise(t, Msg::ReStrOnBytes));
  return true;
}

Value Text::slice(Thread &t, int64_t start, int64_t end) const {
  if (isStr(value_)) {
    Str *s = strSlice(t, as<Str>(value_), start, end);
    return s ? fromObject(s) : kNoValue;
  }
  if (isExactly(value_, TypeId::Bytes) && start == 0 && end == length_)
    return value_;
  Bytes *b = bytesNew(t, data_ + start, end > start ? end - start : 0);
  return b ? fromObject(b) : kNoValue;
}

} // namespace rt::sre
