// See SourceEncodings.h. The multibyte codecs are those of the runtime: their steps need nothing else of it.
#include "compiler/driver/SourceEncodings.h"

#include "compiler/lexer/Decode.h"
#include "compiler/support/Unicode.h"
#include "runtime-lib/modules/multibytecodec/Codec.h"

#include <cctype>

namespace regius {
namespace {
#include "EncodingAliases.inc"

std::string normalised(std::string_view name) {
  std::string result;
  for (char c : name)
    result.push_back(c == '-' || c == ' ' ? '_' : static_cast<char>(std::tolower(static_cast<unsigned char>(c))));
  return result;
}
std::string_view withoutAlias(std::string_view name) {
  for (const EncodingAlias &row : kEncodingAliases)
    if (name == row.alias)
      return row.module;
  return name;
}

bool decodeMultibyte(std::string_view name, std::string_view bytes, std::string &text) {
  using namespace rt::multibyte;
  const Codec *codec = codecNamed(withoutAlias(name));
  if (!codec)
    return false;
  State state = initialState(*codec, false);
  BytesInput in{reinterpret_cast<const uint8_t *>(bytes.data()), static_cast<int64_t>(bytes.size())};
  while (in.left) {
    const Step step = codec->decode(*codec, state, in);
    if (!step.taken)
      return false;
    for (int i = 0; i < step.count; i++)
      unicode::append(text, step.points[i]);
    in = {in.data + step.taken, in.left - step.taken};
  }
  return true;
}

} // namespace

void installSourceDecoder() { otherSourceDecoder = decodeMultibyte; }

std::string encodingModule(std::string_view given, bool builtIn) {
  static constexpr std::string_view kInRuntime[] = {
      "utf",   "ascii", "us_ascii", "latin", "iso8859",   "iso_8859",       "cp125",
      "cp437", "cp85",  "cp866",    "koi8",  "mac_roman", "unicode_escape", "raw_unicode_escape"};
  const std::string name = normalised(given);
  const std::string_view module = withoutAlias(name);
  for (std::string_view prefix : kInRuntime)
    if (builtIn && (name.starts_with(prefix) || module.starts_with(prefix)))
      return {};
  return "encodings." + std::string(module);
}

bool isTransform(std::string_view module) {
  return module.ends_with("_codec") || module == "encodings.rot_13";
}

} // namespace regius
