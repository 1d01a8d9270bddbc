// _io.BufferedRWPair: a buffered reader and a buffered writer over two raw streams (sockets, pipes).
#include "runtime-lib/modules/io/Io.h"

namespace rt {

namespace {

struct Pair : IOBase {
  Value reader, writer;
};
Pair *pair(Value v) { return as<Pair>(v); }

bool wants(Thread &t, Value raw, const char *method, const char *text) {
  Value answer = callNamed(t, raw, method);
  if (!ok(answer)) return false;
  return isTrue(answer) || (raiseUnsupported(t, text), false);
}
Value initPair(Thread &t, const Value *a) {
  int64_t size = kDefaultBufferSize;
  if (ok(a[3]) && !toSize(t, a[3], &size)) return kNoValue;
  if (!wants(t, a[1], "readable", "File or stream is not readable.") ||
      !wants(t, a[2], "writable", "File or stream is not writable."))
    return kNoValue;
  Pair *self = pair(a[0]);
  self->reader = TRY(bufferedNew(t, ioTypes.reader, a[1], size));
  self->writer = TRY(bufferedNew(t, ioTypes.writer, a[2], size));
  writeBarrier(self);
  return none();
}
constexpr NativeRow kInit{"BufferedRWPair", initPair, "($self, reader, writer, buffer_size=8192, /)",
                          NativeKind::Function};

bool checkReady(Thread &t, Value self) {
  return ok(pair(self)->writer) || ok(raiseText(t, Exc::ValueError, "I/O operation on uninitialized object"));
}
template <Value Pair::*side, const char *const *name> Value forward(Thread &t, const Value *a) {
  if (!checkReady(t, a[0])) return kNoValue;
  Value target = pair(a[0])->*side;
  auto *args = as<Tuple>(a[1]);
  return callMethod(t, target, internAscii(t, *name), args->items, static_cast<size_t>(args->size));
}
const char *const kRead = "read", *const kPeek = "peek", *const kRead1 = "read1", *const kReadInto = "readinto",
                  *const kReadInto1 = "readinto1", *const kWrite = "write", *const kFlush = "flush",
                  *const kReadable = "readable", *const kWritable = "writable";
Value closeMethod(Thread &t, const Value *a) {
  if (!checkReady(t, a[0])) return kNoValue;
  Value error = kNoValue;
  if (!ok(callMethodWith(t, pair(a[0])->writer, names().close))) error = takePending(t);
  Value result = callMethodWith(t, pair(a[0])->reader, names().close);
  if (!ok(error)) return result;
  if (!ok(result)) {
    Value second = takePending(t);
    chainAfter(second, error);
    error = second;
  }
  return raiseObject(t, error);
}
Value isattyMethod(Thread &t, const Value *a) {
  if (!checkReady(t, a[0])) return kNoValue;
  Value answer = TRY(callMethodWith(t, pair(a[0])->writer, names().isatty));
  return isFalse(answer) ? callMethodWith(t, pair(a[0])->reader, names().isatty) : answer;
}
Value closedAttribute(Thread &t, Value self) {
  if (!ok(pair(self)->writer))
    return raiseText(t, Exc::RuntimeError, "the BufferedRWPair object is being garbage-collected");
  return attributeNamed(t, pair(self)->writer, "closed");
}
const NativeRow kMethods[] = {{"read", forward<&Pair::reader, &kRead>, "($self, /, *args)"},
                              {"peek", forward<&Pair::reader, &kPeek>, "($self, /, *args)"},
                              {"read1", forward<&Pair::reader, &kRead1>, "($self, /, *args)"},
                              {"readinto", forward<&Pair::reader, &kReadInto>, "($self, /, *args)"},
                              {"readinto1", forward<&Pair::reader, &kReadInto1>, "($self, /, *args)"},
                              {"write", forward<&Pair::writer, &kWrite>, "($self, /, *args)"},
                              {"flush", forward<&Pair::writer, &kFlush>, "($self, /, *args)"},
                              {"readable", forward<&Pair::reader, &kReadable>, "($self, /, *args)"},
                              {"writable", forward<&Pair::writer, &kWritable>, "($self, /, *args)"},
                              {"close", closeMethod, "($self, /)"},
                              {"isatty", isattyMethod, "($self, /)"},
                              {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"closed", closedAttribute}, {nullptr, nullptr}};

} // namespace

bool makePairType(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable;
  spec.instanceSize = sizeof(Pair);
  spec.doc = "A buffered reader and writer object together.";
  spec.trace = [](Object *o, Tracer &tracer) {
    auto *p = static_cast<Pair *>(o);
    tracer.value(p->attributes);
    tracer.value(p->reader);
    tracer.value(p->writer);
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  spec.fillSlots = [](Slots &s) {
    s.create = createPlain;
    s.init = initBy<kInit>;
  };
  ioTypes.pair = makeNativeType(t, "_io", "BufferedRWPair", ioTypes.bufferedBase, spec);
  return true;
}

} // namespace rt
