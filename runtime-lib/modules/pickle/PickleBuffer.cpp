// The _pickle module. What is native in it is PickleBuffer (PEP 574): an object that lends out the buffer of
// another, and that pickling may leave out of the stream. The picklers are those of the pickle module, which
// takes PickleBuffer from here.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/modules/Import.h"
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/objects/memoryview/MemoryView.h"

#include <string>

namespace rt {

namespace {

struct PickleBuffer : Object {
  Value base; // kNoValue: released
  Buffer held;
};
Type *bufferType;
PickleBuffer *self(Value v) { return as<PickleBuffer>(v); }

bool alive(Thread &t, Value v) {
  return ok(self(v)->base) || ok(raiseText(t, Exc::ValueError, "operation forbidden on released PickleBuffer object"));
}

Value create(Thread &t, Type *type, const Value *args, size_t positional, Tuple *kwNames) {
  if (kwNames && kwNames->size && positional) return raise(t, Msg::NativeNoKeywords, "PickleBuffer");
  if (positional > 1) return raise(t, Msg::NativeTakes, "PickleBuffer", "at most", 1, "", "", positional);
  if (!positional) return raise(t, Msg::NativeTakes, "PickleBuffer", "exactly", 1, "positional ", "", 0);
  auto *p = static_cast<PickleBuffer *>(allocateInstance(t, type));
  if (!p || !getFullBuffer(t, args[0], &p->held)) return kNoValue;
  p->base = args[0];
  return fromObject(p);
}
void giveBack(PickleBuffer *p) {
  if (ok(p->base)) releaseBuffer(&p->held);
  p->base = kNoValue;
}
void finalize(Thread &, Value v) { giveBack(self(v)); }
void trace(Object *object, Tracer &tracer) {
  auto *p = static_cast<PickleBuffer *>(object);
  tracer.value(p->base);
  tracer.value(p->held.owner);
}
/// The buffer is the base's own: who takes it holds the base, not this object.
bool lend(Thread &t, Value v, Buffer *buffer, bool writable) {
  if (!alive(t, v)) return false;
  return buffer->full ? getFullBuffer(t, self(v)->base, buffer) : getBuffer(t, self(v)->base, buffer, writable);
}

Value release(Thread &, const Value *a) {
  giveBack(self(a[0]));
  return none();
}
/// A memoryview of the same memory as plain bytes in one dimension.
Value raw(Thread &t, const Value *a) {
  if (!alive(t, a[0])) return kNoValue;
  Value view = TRY(callWith(t, fromObject(builtinType(TypeId::MemoryView)), self(a[0])->base));
  Value contiguous = TRY(getAttribute(t, view, internAscii(t, "contiguous")));
  if (!isTrue(contiguous)) return raiseText(t, Exc::BufferError, "cannot extract raw buffer from non-contiguous buffer");
  return memoryViewFlat(t, view);
}
const NativeRow kMethods[] = {
    {"raw", raw, "($self, /)", NativeKind::Method,
     "Return a memoryview of the raw memory underlying this buffer.\n\n"
     "Will raise BufferError is the buffer isn't contiguous."},
    {"release", release, "($self, /)", NativeKind::Method, "Release the underlying buffer held by the PickleBuffer object."},
    {nullptr, nullptr, nullptr}};

/// Pickler, dumps and their like: those of the pickle module that are written in Python.
Value moduleAttribute(Thread &t, const Value *a) {
  static const char *const same[] = {"PickleError", "PicklingError", "UnpicklingError"},
                           *const hidden[] = {"Pickler", "Unpickler", "dump", "dumps", "load", "loads"};
  std::string name(isStr(a[0]) ? strUtf8(t, as<Str>(a[0])) : "");
  std::string found;
  for (const char *one : same)
    if (name == one) found = name;
  for (const char *one : hidden)
    if (name == one) found = "_" + name;
  if (found.empty()) return raiseText(t, Exc::AttributeError, "module '_pickle' has no attribute '" + name + "'");
  Value pickle = TRY(importModule(t, internAscii(t, "pickle")));
  return getAttribute(t, pickle, internAscii(t, found));
}
const NativeRow kFunctions[] = {{"__getattr__", moduleAttribute, "(name, /)", NativeKind::Function},
                                {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeImmutable | kTypeWeakRefs;
  spec.instanceSize = sizeof(PickleBuffer);
  spec.doc = "Wrapper for potentially out-of-band buffers";
  spec.trace = trace;
  spec.methods = kMethods;
  spec.fillSlots = [](Slots &s) {
    s.create = create;
    s.finalize = finalize;
    s.getBuffer = lend;
  };
  bufferType = makeNativeType(t, "pickle", "PickleBuffer", builtinType(TypeId::Object), spec);
  addRoot(&bufferType);
  return bufferType && addFunctions(t, module, kFunctions) && addValue(t, module, "PickleBuffer", fromObject(bufferType));
}

} // namespace
} // namespace rt

NATIVE_MODULE_DEFINITION(_pickle, "_pickle", rt::initialise)
