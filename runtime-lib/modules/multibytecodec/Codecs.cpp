// All multibyte codecs by name, for those who decode without the codec modules: the compiler, whose sources may be in
// any of them.
#include "runtime-lib/modules/multibytecodec/Codec.h"

namespace rt::multibyte {

const Codec *codecNamed(std::string_view name) {
  for (const Codec *codec :
       {&kShiftJis, &kCp932, &kEucJp,     &kShiftJis2004, &kEucJis2004, &kEucJisX0213,   &kShiftJisX0213, &kGb2312,
        &kGbk,      &kHz,    &kGb18030,   &kEucKr,        &kCp949,      &kJohab,         &kBig5,          &kCp950,
        &kBig5Hkscs, &kIso2022Kr, &kIso2022Jp, &kIso2022Jp1, &kIso2022Jp2, &kIso2022Jp2004, &kIso2022Jp3, &kIso2022JpExt})
    if (name == codec->name)
      return codec;
  return nullptr;
}

} // namespace rt::multibyte
