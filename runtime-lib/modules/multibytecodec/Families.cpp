// The modules _codecs_cn, _codecs_hk, _codecs_iso2022, _codecs_jp, _codecs_kr and _codecs_tw: getcodec(name). A program
// carries the tables of those that it can import.
#include "runtime-lib/modules/ModuleSupport.h"
#include "runtime-lib/modules/multibytecodec/Codec.h"

#include <iterator>

namespace rt::multibyte {
namespace {

constexpr const Codec *kJapanese[] = {&kShiftJis,   &kCp932,       &kEucJp, &kShiftJis2004,
                                      &kEucJis2004, &kEucJisX0213, &kShiftJisX0213, nullptr},
                      *kChinese[] = {&kGb2312, &kGbk, &kGb18030, &kHz, nullptr}, *kKorean[] = {&kEucKr, &kCp949, &kJohab, nullptr},
                      *kTaiwanese[] = {&kBig5, &kCp950, nullptr}, *kHongKong[] = {&kBig5Hkscs, nullptr},
                      *kIso2022[] = {&kIso2022Kr,     &kIso2022Jp,  &kIso2022Jp1,   &kIso2022Jp2,
                                     &kIso2022Jp2004, &kIso2022Jp3, &kIso2022JpExt, nullptr};

template <const Codec *const *codecs> Value getCodec(Thread &t, const Value *a) {
  if (!isStr(a[0]))
    return raiseText(t, Exc::TypeError, "encoding name must be a string.");
  for (const Codec *const *codec = codecs; *codec; codec++)
    if (strEquals(as<Str>(a[0]), (*codec)->name))
      return codecObject(t, **codec);
  return raiseText(t, Exc::LookupError, "no such codec is supported.");
}
template <const Codec *const *codecs>
const NativeRow kFunctions[] = {NATIVE_FUNCTION("getcodec", getCodec<codecs>, "(name, /)"), {nullptr, nullptr, nullptr}};
template <const Codec *const *codecs> bool initialise(Thread &t, Value module) {
  return addFunctions(t, module, kFunctions<codecs>);
}

} // namespace
} // namespace rt::multibyte

NATIVE_MODULE_DEFINITION(_codecs_cn, "_codecs_cn", rt::multibyte::initialise<rt::multibyte::kChinese>)
NATIVE_MODULE_DEFINITION(_codecs_hk, "_codecs_hk", rt::multibyte::initialise<rt::multibyte::kHongKong>)
NATIVE_MODULE_DEFINITION(_codecs_iso2022, "_codecs_iso2022", rt::multibyte::initialise<rt::multibyte::kIso2022>)
NATIVE_MODULE_DEFINITION(_codecs_jp, "_codecs_jp", rt::multibyte::initialise<rt::multibyte::kJapanese>)
NATIVE_MODULE_DEFINITION(_codecs_kr, "_codecs_kr", rt::multibyte::initialise<rt::multibyte::kKorean>)
NATIVE_MODULE_DEFINITION(_codecs_tw, "_codecs_tw", rt::multibyte::initialise<rt::multibyte::kTaiwanese>)
