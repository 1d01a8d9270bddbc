// repr(), str(), ascii() and format() of any object, and the guards against endless recursion.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Objects.h"
#include "runtime-lib/protocols/Dispatch.h"

namespace rt {

Str *repr(Thread &t, Value v) {
  SlotUnary f = typeOf(v)->slots.repr;
  if (!enterRecursion(t, " while getting the repr of an object"))
    return nullptr;
  Value r = f(t, v);
  leaveRecursion(t);
  if (!ok(r))
    return nullptr;
  if (!isStr(r))
    return raise(t, Msg::ReprReturnedNonStr, typeName(r)), nullptr;
  return as<Str>(r);
}

Str *str(Thread &t, Value v) {
  if (isExactly(v, TypeId::Str))
    return as<Str>(v);
  SlotUnary f = typeOf(v)->slots.str;
  if (!f)
    return repr(t, v);
  if (!enterRecursion(t, " while getting the str of an object"))
    return nullptr;
  Value r = f(t, v);
  leaveRecursion(t);
  if (!ok(r))
    return nullptr;
  if (!isStr(r))
    return raise(t, Msg::StrReturnedNonStr, typeName(r)), nullptr;
  return as<Str>(r);
}

Str *ascii(Thread &t, Value v) {
  Str *text = repr(t, v);
  if (!text || strIsAscii(text))
    return text;
  static constexpr char kHex[] = "0123456789abcdef";
  StrBuilder out(t);
  for (int64_t i = 0; i < text->length; i++) {
    uint32_t c = strAt(text, i);
    if (c < 128) {
      out.addPoint(c);
      continue;
    }
    int digits = c < 0x100 ? 2 : c < 0x10000 ? 4 : 8;
    out.add(digits == 2 ? "\\x" : digits == 4 ? "\\u" : "\\U");
    for (int shift = (digits - 1) * 4; shift >= 0; shift -= 4)
      out.addPoint(static_cast<uint32_t>(kHex[(c >> shift) & 15]));
  }
  return out.finish();
}

Str *format(Thread &t, Value v, Str *spec) {
  // Fast path: str and int without a specification are their str(); object.__format__ agrees.
  if (spec->length == 0 && (isExactly(v, TypeId::Str) || isExactly(v, TypeId::Int)))
    return str(t, v);
  bool missing;
  Value r = callSpecial(t, v, names().__format__, &missing, fromObject(spec));
  if (!ok(r))
    return nullptr;
  if (!isStr(r))
    return raise(t, Msg::FormatReturnedNonStr, typeName(r)), nullptr;
  return as<Str>(r);
}

namespace {
// Containers whose repr() is being computed. Native recursion bounds the depth, so a list will do.
struct Printing {
  Value object;
  Thread *thread;
};
constexpr size_t kMaxPrinting = 4096;
Printing printing[kMaxPrinting];
size_t printingCount;
} // namespace

bool enterRepr(Thread &t, Value object, bool *failed) {
  *failed = false;
  for (size_t i = printingCount; i-- > 0;)
    if (same(printing[i].object, object) && printing[i].thread == &t)
      return false;
  if (printingCount == kMaxPrinting) {
    *failed = true;
    raise(t, Msg::RecursionWhere, " while getting the repr of an object");
    return false;
  }
  printing[printingCount++] = {object, &t};
  return true;
}

void leaveRepr(Thread &t, Value object) {
  for (size_t i = printingCount; i-- > 0;)
    if (same(printing[i].object, object) && printing[i].thread == &t) {
      printing[i] = printing[--printingCount];
      return;
    }
}

bool raiseRecursion(Thread &t, const char *where) {
  // Room to handle the error itself.
  t.recursionLeft += 50;
  raise(t, Msg::RecursionWhere, where);
  t.recursionLeft -= 50;
  return false;
}

} // namespace rt
