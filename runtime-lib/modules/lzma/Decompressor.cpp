// _lzma.LZMADecompressor.
#include "runtime-lib/modules/lzma/Lzma.h"

#include "runtime-lib/modules/Compression.h"
#include "runtime-lib/modules/System.h"

namespace rt::lzma {

namespace {

struct Stream : DecompressionState {
  lzma_stream z = LZMA_STREAM_INIT;
  int check = LZMA_CHECK_ID_MAX + 1;
};
struct Decompressor : Object {
  Stream *stream;
};
Type *decompressorType;
Stream &streamOf(Value v) { return *as<Decompressor>(v)->stream; }

Value create(Thread &t, const Value *a) {
  int format = kAuto;
  uint64_t limit = UINT64_MAX;
  if (ok(a[1]) && !intArgument(t, a[1], &format)) return kNoValue;
  const bool hasLimit = ok(a[2]) && !isNone(a[2]), hasFilters = ok(a[3]) && !isNone(a[3]);
  if (hasLimit) {
    if (format == kRaw) return raiseText(t, Exc::ValueError, "Cannot specify memory limit with FORMAT_RAW");
    if (!isAnyInt(a[2])) return raiseText(t, Exc::TypeError, "an integer is required");
    if (intSign(a[2]) < 0) return raise(t, Msg::NegativeToUnsigned);
    if (!intToBytes(t, a[2], reinterpret_cast<uint8_t *>(&limit), sizeof limit, true, false)) return kNoValue;
  }
  if (format == kRaw && !hasFilters) return raiseText(t, Exc::ValueError, "Must specify filters for FORMAT_RAW");
  if (format != kRaw && hasFilters) return raiseText(t, Exc::ValueError, "Cannot specify filters except with FORMAT_RAW");
  auto *made = reinterpret_cast<Decompressor *>(allocateInstance(t, as<Type>(a[0])));
  made->stream = new Stream;
  Stream &s = *made->stream;
  constexpr uint32_t kFlags = LZMA_TELL_ANY_CHECK | LZMA_TELL_NO_CHECK;
  FilterChain chain;
  bool good;
  switch (format) {
  case kAuto: good = succeeded(t, lzma_auto_decoder(&s.z, limit, kFlags)); break;
  case kXz: good = succeeded(t, lzma_stream_decoder(&s.z, limit, kFlags)); break;
  case kAlone:
    s.check = LZMA_CHECK_NONE;
    good = succeeded(t, lzma_alone_decoder(&s.z, limit));
    break;
  case kRaw:
    s.check = LZMA_CHECK_NONE;
    good = chain.parse(t, a[3]) && succeeded(t, lzma_raw_decoder(&s.z, chain.filters));
    break;
  default: return raise(t, Msg::LzmaFormat, format);
  }
  return good ? fromObject(made) : kNoValue;
}
constexpr NativeRow kCreate{"LZMADecompressor", create, "($type, format=0, memlimit=None, filters=None)"};

lzma_ret decompressInto(Stream &s, OutputBuffer &out) {
  s.z.next_in = reinterpret_cast<const uint8_t *>(s.input.data());
  s.z.avail_in = s.input.size();
  s.z.avail_out = 0;
  lzma_ret code = LZMA_OK;
  for (;;) {
    if (!s.z.avail_out && !out.grow(&s.z.next_out, &s.z.avail_out)) break; // limit reached
    code = lzma_code(&s.z, LZMA_RUN);
    if (code == LZMA_BUF_ERROR && !s.z.avail_in && s.z.avail_out) code = LZMA_OK; // more input needed
    if (code == LZMA_GET_CHECK || code == LZMA_NO_CHECK) {
      s.check = lzma_get_check(&s.z);
      continue;
    }
    if (code != LZMA_OK || (!s.z.avail_in && s.z.avail_out)) break;
  }
  s.keepInput(s.z.avail_in, code == LZMA_STREAM_END, !s.z.avail_out);
  return code;
}
Value decompress(Thread &t, const Value *a) {
  Stream &s = streamOf(a[0]);
  return decompressMore(
      t, s, a, "Already at end of stream", [&](OutputBuffer &out) { return decompressInto(s, out); },
      [&](lzma_ret code, OutputBuffer &out) { return succeeded(t, code) ? out.finish(t, s.z.next_out) : kNoValue; });
}
Value check(Thread &, Value v) { return fromInt(streamOf(v).check); }
DecompressionState &stateOf(Value v) { return streamOf(v); }
using Attributes = DecompressorAttributes<stateOf>;
const NativeRow kMethods[] = {{"decompress", decompress, "($self, data, max_length=-1)"}, {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"check", check},
                              {"eof", Attributes::atEnd},
                              {"needs_input", Attributes::needsInput},
                              {"unused_data", Attributes::unusedData},
                              {nullptr, nullptr}};

} // namespace

bool addDecompressor(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.instanceSize = sizeof(Decompressor);
  spec.fillSlots = [](Slots &s) { s.create = createBy<kCreate>; };
  spec.dispose = [](Object *o) {
    Stream *stream = static_cast<Decompressor *>(o)->stream;
    if (stream) lzma_end(&stream->z);
    delete stream;
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  decompressorType = addType(t, module, "LZMADecompressor", spec);
  addRoot(&decompressorType);
  return decompressorType != nullptr;
}

} // namespace rt::lzma
