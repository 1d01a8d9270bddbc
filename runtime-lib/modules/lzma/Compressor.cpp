// _lzma.LZMACompressor.
#include "runtime-lib/modules/lzma/Lzma.h"

#include "runtime-lib/modules/Compression.h"
#include "runtime-lib/modules/System.h"

namespace rt::lzma {

namespace {

struct Stream : CompressionState {
  lzma_stream z = LZMA_STREAM_INIT;
};
struct Compressor : Object {
  Stream *stream;
};
Type *compressorType;

bool startAlone(Thread &t, lzma_stream *z, bool hasFilters, FilterChain &chain, uint32_t preset) {
  if (!hasFilters) {
    lzma_options_lzma options;
    if (lzma_lzma_preset(&options, preset)) {
      raiseNew(t, errorType, "Invalid compression preset: " + std::to_string(preset));
      return false;
    }
    return succeeded(t, lzma_alone_encoder(z, &options));
  }
  if (chain.count == 1 && chain.filters[0].id == LZMA_FILTER_LZMA1)
    return succeeded(t, lzma_alone_encoder(z, static_cast<lzma_options_lzma *>(chain.filters[0].options)));
  return raiseText(t, Exc::ValueError, "Invalid filter chain for FORMAT_ALONE - must be a single LZMA1 filter"), false;
}
Value create(Thread &t, const Value *a) {
  int format = kXz, check = -1;
  if ((ok(a[1]) && !intArgument(t, a[1], &format)) || (ok(a[2]) && !intArgument(t, a[2], &check))) return kNoValue;
  const bool hasPreset = ok(a[3]) && !isNone(a[3]), hasFilters = ok(a[4]) && !isNone(a[4]);
  if (hasPreset && hasFilters) return raiseText(t, Exc::ValueError, "Cannot specify both preset and filter chain");
  uint32_t preset = LZMA_PRESET_DEFAULT;
  if (hasPreset && !wordArgument(t, a[3], &preset)) return kNoValue;
  if (format != kXz && check != -1 && check != LZMA_CHECK_NONE)
    return raiseText(t, Exc::ValueError, "Integrity checks are only supported by FORMAT_XZ");
  FilterChain chain;
  auto *made = reinterpret_cast<Compressor *>(allocateInstance(t, as<Type>(a[0])));
  made->stream = new Stream;
  lzma_stream *z = &made->stream->z;
  if (format == kXz || format == kAlone || format == kRaw) {
    if (format == kRaw && !hasFilters) return raiseText(t, Exc::ValueError, "Must specify filters for FORMAT_RAW");
    if (hasFilters && !chain.parse(t, a[4])) return kNoValue;
  }
  bool good;
  switch (format) {
  case kXz: {
    auto kind = static_cast<lzma_check>(check == -1 ? LZMA_CHECK_CRC64 : check);
    good = succeeded(t, hasFilters ? lzma_stream_encoder(z, chain.filters, kind) : lzma_easy_encoder(z, preset, kind));
    break;
  }
  case kAlone: good = startAlone(t, z, hasFilters, chain, preset); break;
  case kRaw: good = succeeded(t, lzma_raw_encoder(z, chain.filters)); break;
  default: return raise(t, Msg::LzmaFormat, format);
  }
  return good ? fromObject(made) : kNoValue;
}
constexpr NativeRow kCreate{"LZMACompressor", create, "($type, format=1, check=-1, preset=None, filters=None)"};

Value run(Thread &t, Stream &s, const uint8_t *data, int64_t size, lzma_action action) {
  OutputBuffer out;
  lzma_ret code = unlocked(t, [&] {
    std::lock_guard guard(s.mutex);
    s.z.next_in = data;
    s.z.avail_in = static_cast<size_t>(size);
    s.z.avail_out = 0;
    for (;;) {
      if (!s.z.avail_out && !out.grow(&s.z.next_out, &s.z.avail_out)) return LZMA_MEM_ERROR;
      lzma_ret result = lzma_code(&s.z, action);
      if (result == LZMA_BUF_ERROR && !s.z.avail_in && s.z.avail_out) result = LZMA_OK; // nothing to do is fine
      if (result != LZMA_OK && result != LZMA_GET_CHECK && result != LZMA_NO_CHECK) return result;
      if (action == LZMA_RUN && !s.z.avail_in && s.z.avail_out) return LZMA_OK;
    }
  });
  return succeeded(t, code) ? out.finish(t, s.z.next_out) : kNoValue;
}
Value compress(Thread &t, const Value *a) {
  Stream &s = *as<Compressor>(a[0])->stream;
  return compressMore(t, s, a[1], [&](const uint8_t *data, int64_t size) { return run(t, s, data, size, LZMA_RUN); });
}
Value flush(Thread &t, const Value *a) {
  Stream &s = *as<Compressor>(a[0])->stream;
  return compressRest(t, s, [&] { return run(t, s, nullptr, 0, LZMA_FINISH); });
}
const NativeRow kMethods[] = {{"compress", compress, "($self, data, /)"}, {"flush", flush, "($self, /)"}, {nullptr, nullptr, nullptr}};

} // namespace

bool addCompressor(Thread &t, Value module) {
  TypeSpec spec{TypeId::Object};
  spec.instanceSize = sizeof(Compressor);
  spec.fillSlots = [](Slots &s) { s.create = createBy<kCreate>; };
  spec.dispose = [](Object *o) {
    Stream *stream = static_cast<Compressor *>(o)->stream;
    if (stream) lzma_end(&stream->z);
    delete stream;
  };
  spec.methods = kMethods;
  compressorType = addType(t, module, "LZMACompressor", spec);
  addRoot(&compressorType);
  return compressorType != nullptr;
}

} // namespace rt::lzma
