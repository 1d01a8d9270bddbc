// Subscripts, repr and comparison for list and tuple.
#include "runtime-lib/objects/Sequence.h"

namespace rt {

bool subscriptIndex(Thread &t, Value key, int64_t *out) {
  if (isInt(key)) {
    *out = asInt(key);
    return true;
  }
  Value n = toIndex(t, key);
  if (!ok(n))
    return false;
  if (intFits(n, out))
    return true;
  raise(t, Msg::IndexOverflow, typeName(key));
  return false;
}

Value sequenceRepr(Thread &t, Value self, const char *open, const char *close,
                   const char *recursive) {
  bool isListed = isList(self);
  bool failed = false;
  if (!enterRepr(t, self, &failed))
    return failed ? kNoValue : fromObject(TRY(strFromAscii(t, recursive)));
  StrBuilder out(t);
  out.add(open);
  int64_t i = 0;
  for (; i < (isListed ? as<List>(self)->size : as<Tuple>(self)->size); i++) {
    if (i)
      out.add(", ");
    Str *text = repr(t, isListed ? as<List>(self)->array->items[i] : as<Tuple>(self)->items[i]);
    if (!text) {
      leaveRepr(t, self);
      return kNoValue;
    }
    out.add(text);
  }
  if (!isListed && i == 1)
    out.add(",");
  out.add(close);
  leaveRepr(t, self);
  return fromObject(TRY(out.finish()));
}

bool indexBounds(Thread &t, Value start, Value stop, int64_t size, int64_t *from, int64_t *to) {
  *from = 0;
  *to = INT64_MAX;
  auto read = [&](Value v, int64_t *out) {
    if (!ok(v))
      return true;
    if (!hasIndex(v)) {
      raise(t, Msg::SliceIndexType);
      return false;
    }
    return toSizeClipped(t, v, out);
  };
  if (!read(start, from) || !read(stop, to))
    return false;
  if (*from < 0)
    *from = *from + size < 0 ? 0 : *from + size;
  if (*to < 0)
    *to = *to + size < 0 ? 0 : *to + size;
  return true;
}

} // namespace rt
