// The stream types of _multibytecodec: readers decode what the methods of their stream give, writers write
// encoded text to theirs.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/multibytecodec/Codec.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/bytes/Bytes.h"

namespace rt::multibyte {
namespace {

/// Decodes what stream.method(size) returns, or stream.method() without a size (< 0); reads on, byte by byte,
/// until there is a character or the end.
Value readWith(Thread &t, Context *c, std::string_view method, int64_t size) {
  Str *name = internAscii(t, method);
  if (!size)
    return fromObject(strEmpty());
  DecodeRun run{t, *c->codec, c->state, c->errors, {}};
  for (;;) {
    const Value read = TRY(size < 0 ? callMethodWith(t, c->stream, name) : callMethodWith(t, c->stream, name, intValue(t, size)));
    if (!isBytes(read))
      return raise(t, Msg::StreamReturnedNonBytes, typeName(read));
    const bool atEnd = !as<Bytes>(read)->length;
    std::string data(reinterpret_cast<const char *>(c->pending), static_cast<size_t>(c->pendingSize));
    data.append(reinterpret_cast<const char *>(as<Bytes>(read)->data), static_cast<size_t>(as<Bytes>(read)->length));
    c->pendingSize = 0;
    run.in = {reinterpret_cast<const uint8_t *>(data.data()), static_cast<int64_t>(data.size())};
    run.used = 0;
    if (!run.go(false) || ((atEnd || size < 0) && run.used < run.in.left && !run.rest()) || !keepPending(t, c, run.in, run.used))
      return kNoValue;
    if (size < 0 || run.out.length() || !run.in.left)
      break;
    size = 1;
  }
  Str *text = TRY(run.out.finish());
  return fromObject(text);
}

bool sizeArgument(Thread &t, Value v, int64_t *size) {
  *size = -1;
  if (!ok(v) || isNone(v))
    return true;
  if (!isAnyInt(v))
    return ok(raiseText(t, Exc::TypeError, "arg 1 must be an integer"));
  return toSize(t, v, size);
}
template <bool line> Value readMethod(Thread &t, const Value *a) {
  int64_t size;
  return sizeArgument(t, a[1], &size) ? readWith(t, as<Context>(a[0]), line ? "readline" : "read", size) : kNoValue;
}
Value readLines(Thread &t, const Value *a) {
  const Value text = TRY(readMethod<false>(t, a));
  return callMethodWith(t, text, internAscii(t, "splitlines"), fromBool(true));
}
const NativeRow kReaderMethods[] = {{"read", readMethod<false>, "($self, sizeobj=None, /)"},
                                    {"readline", readMethod<true>, "($self, sizeobj=None, /)"},
                                    {"readlines", readLines, "($self, sizehintobj=None, /)"},
                                    {"reset", resetDecoder, "($self, /)"},
                                    {nullptr, nullptr, nullptr}};

bool writeText(Thread &t, Context *c, Value text) {
  const Value bytes = encodeMore(t, c, text, false);
  return ok(bytes) && ok(callMethodWith(t, c->stream, internAscii(t, "write"), bytes));
}
Value writeMethod(Thread &t, const Value *a) {
  return writeText(t, as<Context>(a[0]), a[1]) ? none() : kNoValue;
}
Value writeLines(Thread &t, const Value *a) {
  if (!typeOf(a[1])->slots.getItem || isDict(a[1]))
    return raiseText(t, Exc::TypeError, "arg must be a sequence object");
  for (int64_t i = 0;; i++) {
    const int64_t count = length(t, a[1]); // it may change on the way
    if (count < 0)
      return kNoValue;
    if (i >= count)
      break;
    if (!writeText(t, as<Context>(a[0]), TRY(sequenceItem(t, a[1], i))))
      return kNoValue;
  }
  return none();
}
Value resetWriter(Thread &t, const Value *a) {
  auto *c = as<Context>(a[0]);
  if (!ok(c->pendingText))
    return none();
  Str *text = as<Str>(c->pendingText);
  c->pendingText = kNoValue;
  std::string out;
  int64_t used;
  if (text->length && !encodeRun(t, *c->codec, c->state, c->errors, text, true, true, &out, &used))
    return kNoValue;
  if (!out.empty()) {
    Bytes *bytes = TRY(bytesNew(t, out.data(), static_cast<int64_t>(out.size())));
    TRY(callMethodWith(t, c->stream, internAscii(t, "write"), fromObject(bytes)));
  }
  return none();
}
const NativeRow kWriterMethods[] = {{"write", writeMethod, "($self, strobj, /)"},
                                    {"writelines", writeLines, "($self, lines, /)"},
                                    {"reset", resetWriter, "($self, /)"},
                                    {nullptr, nullptr, nullptr}};
const MemberRow kMembers[] = {{"stream", offsetof(Context, stream)}, {nullptr, 0}};

Value create(Thread &t, const Value *a, const char *function) {
  const Value made = TRY(makeContext(t, a[0], a[2], function, 2));
  as<Context>(made)->stream = a[1];
  writeBarrier(as<Context>(made));
  return made;
}
Value createReader(Thread &t, const Value *a) { return create(t, a, "StreamReader"); }
Value createWriter(Thread &t, const Value *a) { return create(t, a, "StreamWriter"); }
constexpr NativeRow kCreateReader{"StreamReader", createReader, "($type, stream, errors='strict')", NativeKind::Function},
    kCreateWriter{"StreamWriter", createWriter, "($type, stream, errors='strict')", NativeKind::Function};

template <const NativeRow &row> Type *streamType(Thread &t, const char *name, const NativeRow *methods) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeImmutable;
  spec.instanceSize = sizeof(Context);
  spec.trace = traceContext;
  spec.methods = methods;
  spec.getSets = kErrorsAttribute;
  spec.members = kMembers;
  spec.fillSlots = [](Slots &s) {
    s.create = createBy<row>;
    s.init = [](Thread &, Value, const Value *, size_t, Tuple *) { return true; };
  };
  return makeNativeType(t, "_multibytecodec", name, builtinType(TypeId::Object), spec);
}

} // namespace

bool makeStreamTypes(Thread &t) {
  types.streamReader = streamType<kCreateReader>(t, "MultibyteStreamReader", kReaderMethods);
  types.streamWriter = streamType<kCreateWriter>(t, "MultibyteStreamWriter", kWriterMethods);
  addRoot(&types.streamReader);
  addRoot(&types.streamWriter);
  return types.streamReader && types.streamWriter;
}

} // namespace rt::multibyte
