// array: conversion from and to lists, bytes, files and text.
#include "runtime-lib/modules/array/Array.h"

#include "runtime-lib/objects/bytes/Bytes.h"

#include <algorithm>
#include <cstring>

namespace rt::array {

namespace {

constexpr int64_t kFileBlock = 64 * 1024; // bytes handed to write() at a time
Array *self(const Value *args) { return arrayOf(args[0]); }

Value fromListMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  if (!isList(args[1])) return raiseText(t, Exc::TypeError, "arg must be list");
  const int64_t old = a->length;
  auto *list = as<List>(args[1]);
  const int64_t n = list->size;
  if (!n) return none();
  if (!resize(t, a, old + n)) return kNoValue;
  for (int64_t i = 0; i < n; i++) {
    if (!a->type->set(t, a->at(old + i), list->array->items[i])) {
      resize(t, a, old);
      return kNoValue;
    }
    if (list->size != n) {
      resize(t, a, old);
      return raiseText(t, Exc::RuntimeError, "list changed size during iteration");
    }
  }
  return none();
}
Value toListMethod(Thread &t, const Value *args) { return toListOf(t, self(args)); }

Value fromBytesMethod(Thread &t, const Value *args) {
  BytesArgument bytes;
  if (!bytes.acquire(t, args[1])) return kNoValue;
  return appendBytes(t, self(args), bytes.data, bytes.length) ? none() : kNoValue;
}
Value toBytesMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  return fromObject(bytesNew(t, a->items ? a->items : reinterpret_cast<const uint8_t *>(""), a->size()));
}

Value fromFileMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  int64_t n, size;
  if (!toSize(t, args[2], &n)) return kNoValue;
  if (n < 0) return raiseText(t, Exc::ValueError, "negative count");
  if (__builtin_mul_overflow(n, int64_t{a->type->size}, &size)) return raiseMemoryError(t);
  Value data = TRY(callMethodWith(t, args[1], internAscii(t, "read"), intValue(t, size)));
  if (!isBytes(data)) return raiseText(t, Exc::TypeError, "read() didn't return bytes");
  const int64_t got = as<Bytes>(data)->length;
  if (!appendBytes(t, a, as<Bytes>(data)->data, got)) return kNoValue;
  return got == size ? none() : raiseText(t, Exc::EOFError, "read() didn't return enough bytes");
}
Value toFileMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  for (int64_t done = 0; done < a->size();) {
    int64_t n = std::min(kFileBlock, a->size() - done);
    Value block = fromObject(bytesNew(t, a->items + done, n));
    TRY(callMethodWith(t, args[1], names().write, block));
    done += n;
  }
  return none();
}

Value fromUnicodeMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  if (!isStr(args[1])) return raise(t, Msg::ArgumentMustBe, "fromunicode", "", "str", typeName(args[1]));
  if (a->type->code != 'u') return raiseText(t, Exc::ValueError, "fromunicode() may only be called on unicode type arrays");
  return appendText(t, a, as<Str>(args[1])) ? none() : kNoValue;
}
Value toUnicodeMethod(Thread &t, const Value *args) {
  Array *a = self(args);
  if (a->type->code != 'u') return raiseText(t, Exc::ValueError, "tounicode() may only be called on unicode type arrays");
  StrBuilder out(t);
  for (int64_t i = 0; i < a->length; i++) out.add(as<Str>(TRY(a->type->get(t, a->at(i)))));
  return fromObject(out.finish());
}

} // namespace

const NativeRow kTransferMethods[] = {{"frombytes", fromBytesMethod, "($self, buffer, /)"},
                                      {"fromfile", fromFileMethod, "($self, f, n, /)"},
                                      {"fromlist", fromListMethod, "($self, list, /)"},
                                      {"fromunicode", fromUnicodeMethod, "($self, ustr, /)"},
                                      {"tobytes", toBytesMethod, "($self, /)"},
                                      {"tofile", toFileMethod, "($self, f, /)"},
                                      {"tolist", toListMethod, "($self, /)"},
                                      {"tounicode", toUnicodeMethod, "($self, /)"},
                                      {nullptr, nullptr, nullptr}};

} // namespace rt::array
