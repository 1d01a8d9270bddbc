// The _regius_buffer module: objects whose buffers are described in Python, with any shape, strides, suboffsets
// and format. CPython has such objects in extension modules only; here CPython's tests of memoryview need them.
//
//   view(memory, address, format, itemsize, readonly, shape, strides, suboffsets=None)
//       a memoryview of what `memory` exports, whose first item is at an address inside of it
//   address(memoryview)
//       where its first item is
//   class Exporter
//       exports the view() that its method __buffer__(writable) returns, or in place of itself any other object
//       returned; `exports` counts its users
#include "runtime-lib/core/Names.h"
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/memoryview/MemoryView.h"

#include <cstddef>
#include <vector>

namespace rt {

namespace {

struct Exporter : Object {
  Value attributes;
  int64_t exports;
  List *views; // in use
};
Exporter *self(Value v) { return as<Exporter>(v); }

bool lend(Thread &t, Value v, Buffer *buffer, bool writable) {
  Exporter *e = self(v);
  Value made = TRY(callMethodWith(t, v, internAscii(t, "__buffer__"), fromBool(writable)));
  if (!isExactly(made, TypeId::MemoryView) || !as<MemoryView>(made)->hidesBase)
    return buffer->full ? getFullBuffer(t, made, buffer) : getBuffer(t, made, buffer, writable);
  auto *m = as<MemoryView>(made);
  if (!buffer->full && !isContiguous(m, false)) return ok(raiseText(t, Exc::BufferError, "the buffer is not C-contiguous"));
  if (writable && m->readOnly) return ok(raiseText(t, Exc::BufferError, "the buffer is not writable"));
  if (!e->views) {
    e->views = TRY(listNew(t));
    writeBarrier(e);
  }
  if (!listAppend(t, e->views, made)) return false;
  describeBuffer(m, buffer);
  e->exports++;
  return true;
}
void giveBack(Value v, Buffer *) {
  if (--self(v)->exports == 0) self(v)->views = nullptr;
}
Value exportsOf(Thread &t, Value v) { return intValue(t, self(v)->exports); }
const GetSetRow kGetSets[] = {{"exports", exportsOf}, {nullptr, nullptr}};

bool sizes(Thread &t, Value v, std::vector<int64_t> *out) {
  Tuple *items = TRY(toTuple(t, v));
  for (int64_t i = 0; i < items->size; i++) {
    int64_t n;
    if (!toSize(t, items->items[i], &n)) return false;
    out->push_back(n);
  }
  return true;
}
Value makeView(Thread &t, const Value *a) {
  int64_t address, itemSize;
  int readOnly = truth(t, a[4]);
  std::vector<int64_t> shape, strides, suboffsets;
  const bool hasSuboffsets = ok(a[7]) && !isNone(a[7]);
  if (readOnly < 0 || !toInt64(t, a[1], &address) || !toSize(t, a[3], &itemSize) || !sizes(t, a[5], &shape) ||
      !sizes(t, a[6], &strides) || (hasSuboffsets && !sizes(t, a[7], &suboffsets)))
    return kNoValue;
  if (!isStr(a[2])) return raiseText(t, Exc::TypeError, "format must be a str");
  if (strides.size() != shape.size() || (hasSuboffsets && suboffsets.size() != shape.size()))
    return raiseText(t, Exc::ValueError, "shape, strides and suboffsets differ in length");
  const char *format = strUtf8(t, as<Str>(a[2])).data();
  MemoryView *m = TRY(memoryViewNew(t, a[0], {reinterpret_cast<uint8_t *>(static_cast<uintptr_t>(address)), itemSize, format,
                                               readOnly > 0, static_cast<int32_t>(shape.size()), shape.data(), strides.data(),
                                               hasSuboffsets ? suboffsets.data() : nullptr}));
  m->formatText = as<Str>(a[2]);
  writeBarrier(m);
  m->hidesBase = true;
  return fromObject(m);
}
Value addressOf(Thread &t, const Value *a) {
  if (!isExactly(a[0], TypeId::MemoryView)) return raiseText(t, Exc::TypeError, "address() takes a memoryview");
  return intFromUnsigned(t, reinterpret_cast<uintptr_t>(as<MemoryView>(a[0])->data));
}
const NativeRow kFunctions[] = {
    {"address", addressOf, "(memoryview, /)", NativeKind::Function},
    {"view", makeView, "(memory, address, format, itemsize, readonly, shape, strides, suboffsets=None, /)",
     NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeWeakRefs;
  spec.instanceSize = sizeof(Exporter);
  spec.extraOffset = offsetof(Exporter, attributes);
  spec.trace = [](Object *o, Tracer &tracer) {
    tracer.value(static_cast<Exporter *>(o)->attributes);
    tracer.pointer(static_cast<Exporter *>(o)->views);
  };
  spec.getSets = kGetSets;
  spec.fillSlots = [](Slots &s) {
    s.getBuffer = lend;
    s.releaseBuffer = giveBack;
  };
  static Type *type;
  type = makeNativeType(t, "_regius_buffer", "Exporter", builtinType(TypeId::Object), spec);
  addRoot(&type);
  return type && addValue(t, module, "Exporter", fromObject(type)) && addFunctions(t, module, kFunctions);
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_regius_buffer, "_regius_buffer", rt::initialise)
