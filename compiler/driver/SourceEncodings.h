// Encodings beyond those that the front end has tables for, and where a program finds its codecs.
#pragma once

#include <string>
#include <string_view>

namespace regius {

/// Makes decodeSource() know the multibyte encodings.
void installSourceDecoder();
/// The library's module for an encoding, "encodings.gbk" for "GB2312-80"; empty when the runtime has it built in (and
/// `builtIn` counts). Of unknown encodings, what the search function of `encodings` would import.
std::string encodingModule(std::string_view name, bool builtIn);
/// Whether it is an encoding of bytes or text in another way, as "hex" is.
bool isTransform(std::string_view module);

} // namespace regius
