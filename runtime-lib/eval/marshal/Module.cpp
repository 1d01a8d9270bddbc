// The marshal module.
#include "runtime-lib/core/Names.h"
#include "runtime-lib/eval/marshal/Marshal.h"
#include "runtime-lib/modules/ModuleSupport.h"

namespace rt {

namespace {

bool versionOf(Thread &t, Value v, int64_t *version) {
  *version = kMarshalVersion;
  return !ok(v) || toSize(t, v, version);
}

Value dumps(Thread &t, const Value *args) {
  int64_t version;
  std::string out;
  if (!versionOf(t, args[1], &version) || !marshalWrite(t, args[0], version, &out)) return kNoValue;
  return fromObject(bytesNew(t, out.data(), static_cast<int64_t>(out.size())));
}
Value dump(Thread &t, const Value *args) {
  const Value forDumps[] = {args[0], args[2]};
  Value bytes = TRY(dumps(t, forDumps));
  return callMethodWith(t, args[1], internAscii(t, "write"), bytes);
}
Value loads(Thread &t, const Value *args) {
  Buffer buffer;
  if (!getBuffer(t, args[0], &buffer)) return kNoValue;
  size_t used;
  Value v = marshalRead(t, buffer.data, static_cast<size_t>(buffer.length), &used);
  releaseBuffer(&buffer);
  return v;
}
/// Reads the rest of the file, and goes back to where the value ends.
Value load(Thread &t, const Value *args) {
  Value data = TRY(callMethodWith(t, args[0], internAscii(t, "read")));
  if (!isBytes(data)) return raise(t, Msg::MarshalRead, typeName(data));
  auto *bytes = as<Bytes>(data);
  size_t used;
  Value v = TRY(marshalRead(t, bytes->data, static_cast<size_t>(bytes->length), &used));
  const int64_t rest = bytes->length - static_cast<int64_t>(used);
  if (rest) TRY(callMethodWith(t, args[0], internAscii(t, "seek"), fromInt(-rest), fromInt(1)));
  return v;
}

const NativeRow kFunctions[] = {
    {"dump", dump, "(value, file, version=4, /)", NativeKind::Function},
    {"dumps", dumps, "(value, version=4, /)", NativeKind::Function},
    {"load", load, "(file, /)", NativeKind::Function},
    {"loads", loads, "(bytes, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr},
};

bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kFunctions) && addInt(t, module, "version", kMarshalVersion);
}

} // namespace

} // namespace rt

NATIVE_MODULE_DEFINITION(marshal, "marshal", rt::initialise)
