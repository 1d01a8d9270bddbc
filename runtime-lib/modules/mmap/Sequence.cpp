// mmap: subscripts give ints, iteration gives bytes of length 1, as in CPython.
#include "runtime-lib/modules/mmap/Mmap.h"

#include "runtime-lib/objects/Sequence.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <cstring>

namespace rt::mmapmodule {

namespace {

struct MapIterator : Object {
  Value map;
  int64_t position;
};
Type *iteratorType;

bool indexOf(Thread &t, Map *m, Value key, const char *typeMessage, int64_t *out) {
  if (!hasIndex(key)) return raiseText(t, Exc::TypeError, typeMessage), false;
  if (!subscriptIndex(t, key, out)) return false;
  if (*out < 0) *out += m->size;
  return (*out >= 0 && *out < m->size) || (raiseText(t, Exc::IndexError, "mmap index out of range"), false);
}
Value get(Thread &t, Value self, Value key) {
  Map *m = TRY(opened(t, self));
  if (!isExactly(key, TypeId::Slice)) {
    int64_t i;
    return indexOf(t, m, key, "mmap indices must be integers", &i) ? fromInt(m->data[i]) : kNoValue;
  }
  int64_t start, stop, step, count;
  if (!sliceResolve(t, key, m->size, &start, &stop, &step, &count)) return kNoValue;
  Bytes *bytes = TRY(bytesNew(t, nullptr, count));
  for (int64_t i = 0; i < count; i++) bytes->data[i] = m->data[start + i * step];
  return fromObject(bytes);
}
bool setSlice(Thread &t, Map *m, Value key, Value v) {
  int64_t start, stop, step, count;
  BytesArgument bytes;
  if (!sliceResolve(t, key, m->size, &start, &stop, &step, &count)) return false;
  if (!ok(v)) return raiseText(t, Exc::TypeError, "mmap object doesn't support slice deletion"), false;
  if (!bytes.acquire(t, v)) return false;
  if (bytes.length != count) return raiseText(t, Exc::IndexError, "mmap slice assignment is wrong size"), false;
  for (int64_t i = 0; i < count; i++) m->data[start + i * step] = bytes.data[i];
  return true;
}
bool set(Thread &t, Value self, Value key, Value v) {
  Map *m = opened(t, self);
  if (!m || !checkWritable(t, m)) return false;
  if (isExactly(key, TypeId::Slice)) return setSlice(t, m, key, v);
  int64_t i, byte;
  if (!indexOf(t, m, key, "mmap indices must be integer", &i)) return false;
  if (!ok(v)) return raiseText(t, Exc::TypeError, "mmap doesn't support item deletion"), false;
  if (!hasIndex(v)) return raiseText(t, Exc::TypeError, "mmap item value must be an int"), false;
  if (!toSize(t, v, &byte)) return false;
  if (byte < 0 || byte > 255) return raiseText(t, Exc::ValueError, "mmap item value must be in range(0, 256)"), false;
  m->data[i] = static_cast<uint8_t>(byte);
  return true;
}
int64_t sizeOf(Thread &t, Value self) {
  Map *m = opened(t, self);
  return m ? m->size : -1;
}
Value nextByte(Thread &t, Value self) {
  auto *it = as<MapIterator>(self);
  Map *m = TRY(opened(t, it->map));
  return it->position < m->size ? fromObject(bytesNew(t, m->data + it->position++, 1)) : kNoValue;
}
Value iterate(Thread &t, Value self) {
  auto *it = reinterpret_cast<MapIterator *>(allocateInstance(t, iteratorType));
  it->map = self;
  return fromObject(it);
}

} // namespace

void fillSequenceSlots(Slots &s) {
  s.length = sizeOf;
  s.getItem = get;
  s.setItem = set;
  s.iter = iterate;
}
bool addIterator(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate;
  spec.instanceSize = sizeof(MapIterator);
  spec.trace = [](Object *o, Tracer &tracer) { tracer.value(static_cast<MapIterator *>(o)->map); };
  spec.fillSlots = [](Slots &s) {
    s.iter = identityOf;
    s.next = nextByte;
  };
  iteratorType = makeNativeType(t, "builtins", "iterator", builtinType(TypeId::Object), spec);
  addRoot(&iteratorType);
  return iteratorType != nullptr;
}

} // namespace rt::mmapmodule
