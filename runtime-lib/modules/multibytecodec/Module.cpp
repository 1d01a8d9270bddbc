// The module _multibytecodec: codec objects and the incremental types, whose subclasses in the library's
// encodings have the attribute `codec`.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/multibytecodec/Codec.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/bytes/Bytes.h"
#include "runtime-lib/objects/codecs/Codecs.h"

#include <cstring>

namespace rt::multibyte {

Types types;

namespace {

struct CodecObject : Object {
  const Codec *codec;
};

/// errors= as a str; absent and None are strict.
bool errorsArgument(Thread &t, Value v, const char *function, Value *out) {
  if (ok(v) && !isNone(v) && !isStr(v))
    return ok(raise(t, Msg::NamedArgumentMustBeStrOrNone, function, "errors", typeName(v)));
  *out = ok(v) && isStr(v) ? v : fromObject(internAscii(t, "strict"));
  return !ok(v) || !isStr(v) || strUtf8(t, as<Str>(v)).find('\0') == std::string_view::npos ||
         ok(raiseText(t, Exc::ValueError, "embedded null character"));
}
Value bytesOf(Thread &t, const std::string &s) {
  return fromObject(bytesNew(t, s.data(), static_cast<int64_t>(s.size())));
}

Value encode(Thread &t, const Value *a) {
  const Codec &codec = *as<CodecObject>(a[0])->codec;
  Value errors;
  if (!errorsArgument(t, a[2], "encode", &errors))
    return kNoValue;
  Str *text = isStr(a[1]) ? as<Str>(a[1]) : TRY(str(t, a[1]));
  State state = initialState(codec, true);
  std::string out;
  int64_t used;
  if (!encodeRun(t, codec, state, errors, text, true, true, &out, &used))
    return kNoValue;
  return fromObject(tupleOf(t, TRY(bytesOf(t, out)), fromInt(text->length)));
}
Value decode(Thread &t, const Value *a) {
  const Codec &codec = *as<CodecObject>(a[0])->codec;
  BytesArgument in;
  Value errors;
  if (!in.acquire(t, a[1]) || !errorsArgument(t, a[2], "decode", &errors))
    return kNoValue;
  State state = initialState(codec, false);
  DecodeRun run{t, codec, state, errors, {in.data, in.length}};
  if (!run.go(true))
    return kNoValue;
  Str *text = TRY(run.out.finish());
  return fromObject(tupleOf(t, fromObject(text), fromInt(in.length)));
}
const NativeRow kCodecMethods[] = {{"encode", encode, "($self, /, input, errors=None)"},
                                   {"decode", decode, "($self, /, input, errors=None)"},
                                   {nullptr, nullptr, nullptr}};

// Incremental encoders
constexpr int64_t kMaxPendingText = 2;
/// The number of bytes of pending text as UTF-8, the text, the state.
constexpr size_t kStateSize = 1 + kMaxPendingText * 4 + sizeof(State::bytes);

Value encodeMethod(Thread &t, const Value *a) {
  const int final = ok(a[2]) ? truth(t, a[2]) : 0;
  return final < 0 ? kNoValue : encodeMore(t, as<Context>(a[0]), a[1], final);
}
Value encoderState(Thread &t, const Value *a) {
  auto *c = as<Context>(a[0]);
  std::string bytes(1, '\0');
  if (ok(c->pendingText)) {
    Value utf8 = TRY(encodeText(t, as<Str>(c->pendingText), nullptr, nullptr));
    bytes[0] = static_cast<char>(as<Bytes>(utf8)->length);
    bytes.append(reinterpret_cast<const char *>(as<Bytes>(utf8)->data), static_cast<size_t>(as<Bytes>(utf8)->length));
  }
  bytes.append(reinterpret_cast<const char *>(c->state.bytes), sizeof c->state.bytes);
  return intFromBytes(t, reinterpret_cast<const uint8_t *>(bytes.data()), bytes.size(), true, false);
}
Value setEncoderState(Thread &t, const Value *a) {
  auto *c = as<Context>(a[0]);
  uint8_t bytes[kStateSize];
  if (!isAnyInt(a[1]))
    return raise(t, Msg::ArgumentMustBe, "setstate", "", "int", argumentTypeName(a[1]));
  if (!intToBytes(t, a[1], bytes, sizeof bytes, true, false))
    return kNoValue;
  if (bytes[0] > kMaxPendingText * 4)
    return raiseText(t, Exc::UnicodeError, "pending buffer too large");
  DecodeState strict;
  c->pendingText = TRY(decodeUtf8(t, bytes + 1, bytes[0], strict));
  writeBarrier(c);
  std::memcpy(c->state.bytes, bytes + 1 + bytes[0], sizeof c->state.bytes);
  return none();
}
Value resetEncoder(Thread &, const Value *a) {
  auto *c = as<Context>(a[0]);
  std::string dropped;
  if (c->codec->finish)
    c->codec->finish(c->state, dropped);
  c->pendingText = kNoValue;
  return none();
}
const NativeRow kEncoderMethods[] = {{"encode", encodeMethod, "($self, /, input, final=False)"},
                                     {"getstate", encoderState, "($self, /)"},
                                     {"setstate", setEncoderState, "($self, state, /)"},
                                     {"reset", resetEncoder, "($self, /)"},
                                     {nullptr, nullptr, nullptr}};

// Incremental decoders
Value decodeMethod(Thread &t, const Value *a) {
  auto *c = as<Context>(a[0]);
  BytesArgument bytes;
  if (!bytes.acquire(t, a[1]))
    return kNoValue;
  const int final = ok(a[2]) ? truth(t, a[2]) : 0;
  if (final < 0)
    return kNoValue;
  std::string joined;
  BytesInput in{bytes.data, bytes.length};
  const int64_t before = c->pendingSize;
  if (before) {
    joined.assign(reinterpret_cast<const char *>(c->pending), static_cast<size_t>(before));
    joined.append(reinterpret_cast<const char *>(bytes.data), static_cast<size_t>(bytes.length));
    in = {reinterpret_cast<const uint8_t *>(joined.data()), static_cast<int64_t>(joined.size())};
    c->pendingSize = 0;
  }
  DecodeRun run{t, *c->codec, c->state, c->errors, in};
  if (!run.go(false))
    return kNoValue;
  if (final && run.used < in.left && !run.rest()) {
    c->pendingSize = before; // `pending` still has them
    return kNoValue;
  }
  if (!keepPending(t, c, in, run.used))
    return kNoValue;
  Str *text = TRY(run.out.finish());
  return fromObject(text);
}
Value decoderState(Thread &t, const Value *a) {
  auto *c = as<Context>(a[0]);
  Bytes *pending = TRY(bytesNew(t, c->pending, c->pendingSize));
  const Value state = TRY(intFromBytes(t, c->state.bytes, sizeof c->state.bytes, true, false));
  return fromObject(tupleOf(t, fromObject(pending), state));
}
Value setDecoderState(Thread &t, const Value *a) {
  auto *c = as<Context>(a[0]);
  if (!isTuple(a[1]))
    return raise(t, Msg::ArgumentMustBe, "setstate", "", "tuple", argumentTypeName(a[1]));
  auto *pair = as<Tuple>(a[1]);
  if (pair->size != 2 || !isBytes(pair->items[0]) || !isAnyInt(pair->items[1]))
    return raiseText(t, Exc::TypeError, "setstate(): illegal state argument");
  uint8_t state[sizeof c->state.bytes];
  if (!intToBytes(t, pair->items[1], state, sizeof state, true, false))
    return kNoValue;
  auto *pending = as<Bytes>(pair->items[0]);
  if (pending->length > static_cast<int64_t>(sizeof c->pending))
    return raiseText(t, Exc::UnicodeError, "pending buffer too large");
  c->pendingSize = pending->length;
  std::memcpy(c->pending, pending->data, static_cast<size_t>(pending->length));
  std::memcpy(c->state.bytes, state, sizeof state);
  return none();
}
const NativeRow kDecoderMethods[] = {{"decode", decodeMethod, "($self, /, input, final=False)"},
                                     {"getstate", decoderState, "($self, /)"},
                                     {"setstate", setDecoderState, "($self, state, /)"},
                                     {"reset", resetDecoder, "($self, /)"},
                                     {nullptr, nullptr, nullptr}};

Value createEncoder(Thread &t, const Value *a) { return makeContext(t, a[0], a[1], "IncrementalEncoder", 1); }
Value createDecoder(Thread &t, const Value *a) { return makeContext(t, a[0], a[1], "IncrementalDecoder", 1); }
constexpr NativeRow kCreateEncoder{"IncrementalEncoder", createEncoder, "($type, errors='strict')", NativeKind::Function},
    kCreateDecoder{"IncrementalDecoder", createDecoder, "($type, errors='strict')", NativeKind::Function};

template <const NativeRow &create> Type *incrementalType(Thread &t, const char *name, const NativeRow *methods) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeImmutable;
  spec.instanceSize = sizeof(Context);
  spec.trace = traceContext;
  spec.methods = methods;
  spec.getSets = kErrorsAttribute;
  spec.fillSlots = [](Slots &s) {
    s.create = createBy<create>;
    s.init = [](Thread &, Value, const Value *, size_t, Tuple *) { return true; };
  };
  return makeNativeType(t, "_multibytecodec", name, builtinType(TypeId::Object), spec);
}

Value errorsOf(Thread &, Value self) { return as<Context>(self)->errors; }
bool setErrors(Thread &t, Value self, Value v) {
  if (!ok(v))
    return ok(raiseText(t, Exc::AttributeError, "cannot delete attribute"));
  if (!isStr(v))
    return ok(raiseText(t, Exc::TypeError, "errors must be a string"));
  as<Context>(self)->errors = v;
  writeBarrier(as<Context>(self));
  return true;
}

} // namespace

const GetSetRow kErrorsAttribute[] = {{"errors", errorsOf, setErrors, "how to treat errors"}, {nullptr, nullptr}};

void traceContext(Object *o, Tracer &tracer) {
  auto *c = static_cast<Context *>(o);
  tracer.value(c->errors);
  tracer.value(c->stream);
  tracer.value(c->pendingText);
}

Value makeContext(Thread &t, Value type, Value errors, const char *function, int position) {
  if (ok(errors) && !isStr(errors))
    return raise(t, Msg::ArgumentMustBeStr, function, position, argumentTypeName(errors));
  Value name;
  if (!errorsArgument(t, errors, function, &name))
    return kNoValue;
  const Value codec = TRY(getAttribute(t, type, internAscii(t, "codec")));
  if (typeOf(codec) != types.codec)
    return raiseText(t, Exc::TypeError, "codec is unexpected type");
  auto *c = static_cast<Context *>(TRY(allocateInstance(t, as<Type>(type))));
  c->codec = as<CodecObject>(codec)->codec;
  c->errors = name;
  c->stream = c->pendingText = kNoValue;
  const bool encoder = isSubtype(as<Type>(type), types.incrementalEncoder) || isSubtype(as<Type>(type), types.streamWriter);
  c->state = initialState(*c->codec, encoder);
  return fromObject(c);
}

Value encodeMore(Thread &t, Context *c, Value input, bool final) {
  Str *text = isStr(input) ? as<Str>(input) : TRY(str(t, input));
  const Value before = c->pendingText;
  if (ok(before))
    text = TRY(strConcat(t, as<Str>(before), text));
  c->pendingText = kNoValue;
  std::string out;
  int64_t used;
  if (!encodeRun(t, *c->codec, c->state, c->errors, text, final, final, &out, &used)) {
    c->pendingText = before;
    return kNoValue;
  }
  if (used < text->length) {
    if (text->length - used > kMaxPendingText)
      return raiseText(t, Exc::UnicodeError, "pending buffer overflow");
    c->pendingText = fromObject(TRY(strSlice(t, text, used, text->length)));
    writeBarrier(c);
  }
  return bytesOf(t, out);
}

bool keepPending(Thread &t, Context *c, BytesInput in, int64_t used) {
  const int64_t rest = in.left - used;
  if (rest + c->pendingSize > static_cast<int64_t>(sizeof c->pending))
    return ok(raiseText(t, Exc::UnicodeError, "pending buffer overflow"));
  if (rest > 0)
    std::memcpy(c->pending + c->pendingSize, in.data + used, static_cast<size_t>(rest));
  c->pendingSize += rest;
  return true;
}

Value resetDecoder(Thread &, const Value *a) {
  auto *c = as<Context>(a[0]);
  if (c->codec->resetDecoder)
    c->codec->resetDecoder(c->state);
  c->pendingSize = 0;
  return none();
}

bool makeTypes(Thread &t) {
  if (types.codec)
    return true;
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeNoCreate | kTypeImmutable;
  spec.instanceSize = sizeof(CodecObject);
  spec.methods = kCodecMethods;
  types.codec = makeNativeType(t, "_multibytecodec", "MultibyteCodec", builtinType(TypeId::Object), spec);
  types.incrementalEncoder = incrementalType<kCreateEncoder>(t, "MultibyteIncrementalEncoder", kEncoderMethods);
  types.incrementalDecoder = incrementalType<kCreateDecoder>(t, "MultibyteIncrementalDecoder", kDecoderMethods);
  for (Type **type : {&types.codec, &types.incrementalEncoder, &types.incrementalDecoder})
    addRoot(type);
  return types.codec && types.incrementalEncoder && types.incrementalDecoder && makeStreamTypes(t);
}

Value codecObject(Thread &t, const Codec &codec) {
  if (!makeTypes(t))
    return kNoValue;
  auto *made = static_cast<CodecObject *>(TRY(allocateInstance(t, types.codec)));
  made->codec = &codec;
  return fromObject(made);
}

namespace {

// CPython's codec modules hand their codecs over in capsules, which do not exist here.
Value createCodec(Thread &t, const Value *) { return raiseText(t, Exc::ValueError, "argument type invalid"); }
const NativeRow kFunctions[] = {NATIVE_FUNCTION("__create_codec", createCodec, "(arg, /)"), {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  return makeTypes(t) && addFunctions(t, module, kFunctions) &&
         addValue(t, module, "MultibyteIncrementalEncoder", fromObject(types.incrementalEncoder)) &&
         addValue(t, module, "MultibyteIncrementalDecoder", fromObject(types.incrementalDecoder)) &&
         addValue(t, module, "MultibyteStreamReader", fromObject(types.streamReader)) &&
         addValue(t, module, "MultibyteStreamWriter", fromObject(types.streamWriter));
}

} // namespace
} // namespace rt::multibyte

NATIVE_MODULE_DEFINITION(_multibytecodec, "_multibytecodec", rt::multibyte::initialise)
