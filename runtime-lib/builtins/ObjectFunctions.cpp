// Built-in functions that apply a protocol to any object: aiter ... setattr.
#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/Generator.h"
#include "runtime-lib/objects/iterators/Iterators.h"

namespace rt {

namespace {

Str *attributeName(Thread &t, Value name) {
  if (!isStr(name)) return raise(t, Msg::AttributeNameType, typeName(name)), nullptr;
  return strIntern(t, as<Str>(name));
}

Value builtinAscii(Thread &t, const Value *args) { return fromObject(ascii(t, args[0])); }
Value builtinCallable(Thread &, const Value *args) { return fromBool(isCallable(args[0])); }
Value builtinDelattr(Thread &t, const Value *args) {
  Str *name = TRY(attributeName(t, args[1]));
  return setAttribute(t, args[0], name, kNoValue) ? none() : kNoValue;
}
Value builtinFormat(Thread &t, const Value *args) {
  if (ok(args[1]) && !isStr(args[1])) return raise(t, Msg::FormatSpecType, typeName(args[1]));
  return fromObject(format(t, args[0], ok(args[1]) ? as<Str>(args[1]) : strEmpty()));
}
Value builtinGetattr(Thread &t, const Value *args) {
  Str *name = TRY(attributeName(t, args[1]));
  if (!ok(args[2])) return getAttribute(t, args[0], name);
  bool failed = false;
  Value v = getAttributeOrNone(t, args[0], name, &failed);
  return ok(v) || failed ? v : args[2];
}
Value builtinHasattr(Thread &t, const Value *args) {
  Str *name = TRY(attributeName(t, args[1]));
  bool failed = false;
  Value v = getAttributeOrNone(t, args[0], name, &failed);
  return failed ? kNoValue : fromBool(ok(v));
}
Value builtinHash(Thread &t, const Value *args) {
  int64_t h;
  return hash(t, args[0], &h) ? intValue(t, h) : kNoValue;
}
Value builtinId(Thread &t, const Value *args) {
  Value v = args[0];
  // Small ints and floats have no address; their bits are as unique.
  return intFromUnsigned(t, bitsOf(v));
}
Value builtinIsinstance(Thread &t, const Value *args) {
  int yes = isInstanceOf(t, args[0], args[1]);
  return yes < 0 ? kNoValue : fromBool(yes);
}
Value builtinIssubclass(Thread &t, const Value *args) {
  int yes = isSubclassOf(t, args[0], args[1]);
  return yes < 0 ? kNoValue : fromBool(yes);
}
Value builtinIter(Thread &t, const Value *args) {
  if (!ok(args[1])) return getIterator(t, args[0]);
  if (!isCallable(args[0])) return raiseText(t, Exc::TypeError, "iter(v, w): v must be callable");
  return callableIteratorNew(t, args[0], args[1]);
}
Value builtinLen(Thread &t, const Value *args) {
  int64_t n = length(t, args[0]);
  return n < 0 ? kNoValue : intValue(t, n);
}
Value builtinNext(Thread &t, const Value *args) {
  Type *type = typeOf(args[0]);
  if (!type->slots.next) return raise(t, Msg::NotIterator, typeName(args[0]));
  Value item = nextKeepingValue(t, args[0]);
  if (ok(item)) return item;
  if (ok(t.pending)) {
    if (!ok(args[1]) || !pendingMatches(t, Exc::StopIteration)) return kNoValue;
    clearPending(t);
    return args[1];
  }
  if (ok(args[1])) return args[1];
  Value result = takeReturnValue(t, args[0]);
  return isNone(result) ? raiseStopIteration(t) : raiseValue(t, Exc::StopIteration, result);
}
Value builtinRepr(Thread &t, const Value *args) { return fromObject(repr(t, args[0])); }
Value builtinSetattr(Thread &t, const Value *args) {
  Str *name = TRY(attributeName(t, args[1]));
  return setAttribute(t, args[0], name, args[2]) ? none() : kNoValue;
}

Value builtinAiter(Thread &t, const Value *args) {
  SlotUnary slot = typeOf(args[0])->slots.aiter;
  if (!slot) return raise(t, Msg::NotAsyncIterable, typeName(args[0]));
  Value iterator = TRY(slot(t, args[0]));
  if (!typeOf(iterator)->slots.anext) return raise(t, Msg::AiterReturned, typeName(iterator));
  return iterator;
}
Value builtinAnext(Thread &t, const Value *args) {
  SlotUnary slot = typeOf(args[0])->slots.anext;
  if (!slot) return raise(t, Msg::NotAsyncIterator, typeName(args[0]));
  Value awaitable = TRY(slot(t, args[0]));
  return ok(args[1]) ? anextWithDefault(t, awaitable, args[1]) : awaitable;
}

} // namespace

const NativeRow kObjectFunctions[] = {
    {"aiter", builtinAiter, "(async_iterable, /)", NativeKind::Function},
    {"anext", builtinAnext, "(async_iterator, default=None, /)", NativeKind::Function},
    {"ascii", builtinAscii, "(obj, /)", NativeKind::Function},
    {"callable", builtinCallable, "(obj, /)", NativeKind::Function},
    {"delattr", builtinDelattr, "(obj, name, /)", NativeKind::Function},
    {"format", builtinFormat, "(value, format_spec='', /)", NativeKind::Function},
    {"getattr", builtinGetattr, "(object, name, default=None, /)", NativeKind::Function},
    {"hasattr", builtinHasattr, "(obj, name, /)", NativeKind::Function},
    {"hash", builtinHash, "(obj, /)", NativeKind::Function},
    {"id", builtinId, "(obj, /)", NativeKind::Function},
    {"isinstance", builtinIsinstance, "(obj, class_or_tuple, /)", NativeKind::Function},
    {"issubclass", builtinIssubclass, "(cls, class_or_tuple, /)", NativeKind::Function},
    {"iter", builtinIter, "(object, sentinel=None, /)", NativeKind::Function},
    {"len", builtinLen, "(obj, /)", NativeKind::Function},
    {"next", builtinNext, "(iterator, default=None, /)", NativeKind::Function},
    {"repr", builtinRepr, "(obj, /)", NativeKind::Function},
    {"setattr", builtinSetattr, "(obj, name, value, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

} // namespace rt
