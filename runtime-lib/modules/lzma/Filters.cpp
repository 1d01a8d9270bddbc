// _lzma: filter chains from and to dicts.
#include "runtime-lib/modules/lzma/Lzma.h"

#include "runtime-lib/modules/System.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <cstdlib>

namespace rt::lzma {

namespace {

bool numberArgument(Thread &t, Value v, uint64_t *out) {
  if (!isAnyInt(v)) return raiseText(t, Exc::TypeError, "an integer is required"), false;
  if (intSign(v) < 0) return raise(t, Msg::NegativeToUnsigned), false;
  return intToBytes(t, v, reinterpret_cast<uint8_t *>(out), sizeof *out, true, false);
}

/// Where a key of a specification goes. `convert` fails with TypeError or OverflowError.
struct Option {
  const char *key;
  uint32_t *word;
};
/// Assigns the keys of a specification; false when one is unknown or has a bad value.
bool assignOptions(Thread &t, Value specification, std::initializer_list<Option> options) {
  if (!isDict(specification)) return true;
  int64_t position = 0;
  Value key, v;
  while (dictNext(as<Dict>(specification), &position, &key, &v)) {
    if (!isStr(key)) return false;
    if (strEquals(as<Str>(key), "id") || strEquals(as<Str>(key), "preset")) {
      bool takesPreset = options.size() > 2;
      if (strEquals(as<Str>(key), "preset") && !takesPreset) return false;
      continue;
    }
    bool known = false;
    for (const Option &option : options)
      if (strEquals(as<Str>(key), option.key)) {
        known = true;
        if (!wordArgument(t, v, option.word)) return clearPending(t), false;
      }
    if (!known) return false;
  }
  return true;
}
template <typename T> T *newOptions() { return static_cast<T *>(std::calloc(1, sizeof(T))); }

/// The value of a key, kNoValue without an exception when it is missing.
Value lookUp(Thread &t, Value mapping, const char *key, bool *failed) {
  if (isDict(mapping)) {
    Value v = dictGetStr(as<Dict>(mapping), internAscii(t, key));
    return v;
  }
  Value v = getItem(t, mapping, fromObject(internAscii(t, key)));
  if (ok(v)) return v;
  if (pendingMatches(t, Exc::KeyError)) clearPending(t);
  else *failed = true;
  return kNoValue;
}

void *lzmaOptions(Thread &t, Value specification) {
  bool failed = false;
  uint32_t preset = LZMA_PRESET_DEFAULT;
  Value given = lookUp(t, specification, "preset", &failed);
  if (failed || (ok(given) && !wordArgument(t, given, &preset))) return nullptr;
  auto *o = newOptions<lzma_options_lzma>();
  if (lzma_lzma_preset(o, preset)) {
    std::free(o);
    raiseNew(t, errorType, "Invalid compression preset: " + std::to_string(preset));
    return nullptr;
  }
  uint32_t mode = o->mode, finder = o->mf;
  if (!assignOptions(t, specification,
                     {{"dict_size", &o->dict_size}, {"lc", &o->lc}, {"lp", &o->lp}, {"pb", &o->pb}, {"mode", &mode},
                      {"nice_len", &o->nice_len}, {"mf", &finder}, {"depth", &o->depth}})) {
    std::free(o);
    raiseText(t, Exc::ValueError, "Invalid filter specifier for LZMA filter");
    return nullptr;
  }
  o->mode = static_cast<lzma_mode>(mode);
  o->mf = static_cast<lzma_match_finder>(finder);
  return o;
}
void *deltaOptions(Thread &t, Value specification) {
  auto *o = newOptions<lzma_options_delta>();
  uint32_t distance = 1;
  if (!assignOptions(t, specification, {{"dist", &distance}})) {
    std::free(o);
    raiseText(t, Exc::ValueError, "Invalid filter specifier for delta filter");
    return nullptr;
  }
  o->type = LZMA_DELTA_TYPE_BYTE;
  o->dist = distance;
  return o;
}
void *branchOptions(Thread &t, Value specification) {
  auto *o = newOptions<lzma_options_bcj>();
  if (assignOptions(t, specification, {{"start_offset", &o->start_offset}})) return o;
  std::free(o);
  raiseText(t, Exc::ValueError, "Invalid filter specifier for BCJ filter");
  return nullptr;
}

Value encodeProperties(Thread &t, const Value *a) {
  FilterChain chain;
  if (!chain.add(t, a[0])) return kNoValue;
  uint32_t size;
  if (!succeeded(t, lzma_properties_size(&size, &chain.filters[0]))) return kNoValue;
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  return succeeded(t, lzma_properties_encode(&chain.filters[0], bytes->data)) ? fromObject(bytes) : kNoValue;
}
Value specificationOf(Thread &t, const lzma_filter &filter) {
  Dict *d = dictNew(t);
  auto set = [&](const char *key, uint64_t n) { dictSetStr(t, d, internAscii(t, key), intFromUnsigned(t, n)); };
  set("id", filter.id);
  switch (filter.id) {
  case LZMA_FILTER_LZMA1: {
    auto *o = static_cast<lzma_options_lzma *>(filter.options);
    set("lc", o->lc), set("lp", o->lp), set("pb", o->pb), set("dict_size", o->dict_size);
    break;
  }
  case LZMA_FILTER_LZMA2: set("dict_size", static_cast<lzma_options_lzma *>(filter.options)->dict_size); break;
  case LZMA_FILTER_DELTA: set("dist", static_cast<lzma_options_delta *>(filter.options)->dist); break;
  case LZMA_FILTER_X86: case LZMA_FILTER_POWERPC: case LZMA_FILTER_IA64: case LZMA_FILTER_ARM: case LZMA_FILTER_ARMTHUMB:
  case LZMA_FILTER_SPARC:
    // Without options the offset is 0.
    if (filter.options) set("start_offset", static_cast<lzma_options_bcj *>(filter.options)->start_offset);
    break;
  default: return raise(t, Msg::LzmaFilterId, filter.id);
  }
  return fromObject(d);
}
Value decodeProperties(Thread &t, const Value *a) {
  lzma_filter filter{};
  BytesArgument bytes;
  if (!numberArgument(t, a[0], &filter.id) || !bytes.acquire(t, a[1])) return kNoValue;
  if (!succeeded(t, lzma_properties_decode(&filter, nullptr, bytes.data, static_cast<size_t>(bytes.length)))) return kNoValue;
  Value made = specificationOf(t, filter);
  std::free(filter.options);
  return made;
}

} // namespace

bool wordArgument(Thread &t, Value v, uint32_t *out) {
  uint64_t n;
  if (!numberArgument(t, v, &n)) return false;
  if (n > UINT32_MAX) return raiseText(t, Exc::OverflowError, "Value too large for uint32_t type"), false;
  *out = static_cast<uint32_t>(n);
  return true;
}

FilterChain::~FilterChain() {
  for (int i = 0; i < count; i++) std::free(filters[i].options);
}
bool FilterChain::add(Thread &t, Value specification) {
  if (!typeOf(specification)->slots.getItem || isStr(specification) || isBytes(specification))
    return raiseText(t, Exc::TypeError, "Filter specifier must be a dict or dict-like object"), false;
  bool failed = false;
  Value id = lookUp(t, specification, "id", &failed);
  if (failed) return false;
  if (!ok(id)) return raiseText(t, Exc::ValueError, "Filter specifier must have an \"id\" entry"), false;
  lzma_filter &filter = filters[count];
  if (!numberArgument(t, id, &filter.id)) return false;
  switch (filter.id) {
  case LZMA_FILTER_LZMA1: case LZMA_FILTER_LZMA2: filter.options = lzmaOptions(t, specification); break;
  case LZMA_FILTER_DELTA: filter.options = deltaOptions(t, specification); break;
  case LZMA_FILTER_X86: case LZMA_FILTER_POWERPC: case LZMA_FILTER_IA64: case LZMA_FILTER_ARM: case LZMA_FILTER_ARMTHUMB:
  case LZMA_FILTER_SPARC:
    filter.options = branchOptions(t, specification);
    break;
  default: return raise(t, Msg::LzmaFilterId, filter.id), false;
  }
  if (!filter.options) return false;
  filters[++count].id = LZMA_VLI_UNKNOWN;
  return true;
}
bool FilterChain::parse(Thread &t, Value specifications) {
  int64_t n = length(t, specifications);
  if (n < 0) return false;
  if (n > LZMA_FILTERS_MAX) return raise(t, Msg::LzmaFilters, LZMA_FILTERS_MAX), false;
  if (isDict(specifications)) return raise(t, Msg::NotASequence, typeName(specifications)), false;
  for (int64_t i = 0; i < n; i++) {
    Value item = sequenceItem(t, specifications, i);
    if (!ok(item) || !add(t, item)) return false;
  }
  return true;
}

const NativeRow kFilterFunctions[] = {
    NATIVE_FUNCTION("_decode_filter_properties", decodeProperties, "(filter_id, encoded_props, /)"),
    NATIVE_FUNCTION("_encode_filter_properties", encodeProperties, "(filter, /)"),
    {nullptr, nullptr, nullptr}};

} // namespace rt::lzma
