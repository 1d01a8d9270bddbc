// See Source.h.
#include "runtime-lib/eval/Source.h"

#include "compiler/lexer/Decode.h"
#include "runtime-lib/modules/posix/Posix.h"
#include "runtime-lib/objects/codecs/Codecs.h"

#include "runtime-lib/core/Try.h" // not the compiler's

namespace rt {

using regius::SourceKind;

bool sourceText(Thread &t, Value source, const char *function, const char *what, std::string *text, SourceKind *kind) {
  if (isStr(source)) {
    *kind = SourceKind::Text;
    Value encoded = callMethodWith(t, source, internAscii(t, "encode")); // strictly: no surrogates
    if (!ok(encoded)) return false;
    text->assign(reinterpret_cast<const char *>(as<Bytes>(encoded)->data), static_cast<size_t>(as<Bytes>(encoded)->length));
  } else {
    Buffer buffer;
    *kind = SourceKind::Bytes;
    if (!typeOf(source)->slots.getBuffer) return raise(t, Msg::SourceType, function, what), false;
    if (!getBuffer(t, source, &buffer, false)) return false;
    text->assign(reinterpret_cast<const char *>(buffer.data), static_cast<size_t>(buffer.length));
    releaseBuffer(&buffer);
  }
  if (text->find('\0') == std::string::npos) return true;
  return raise(t, Msg::SourceNull), false;
}

bool decodeSourceBytes(Thread &t, Value filename, std::string *text, SourceKind *kind) {
  const std::string cookie(*kind != SourceKind::Text ? regius::unknownEncoding(*text) : std::string_view());
  if (cookie.empty()) return true;
  if (text->back() != '\n') *text += '\n'; // before decoding, as CPython does
  Value bytes = fromObject(bytesNew(t, text->data(), static_cast<int64_t>(text->size())));
  Value decoded = decodeText(t, bytes, strFromAscii(t, cookie), nullptr);
  if (ok(decoded) && isStr(decoded)) {
    *text = strUtf8(t, as<Str>(decoded));
    *kind = SourceKind::Text;
    return true;
  }
  if (!pendingMatches(t, Exc::LookupError) && !pendingMatches(t, Exc::UnicodeDecodeError)) return false;
  if (*kind == SourceKind::File) { // the decoder will say that it does not know the encoding
    clearPending(t);
    return true;
  }
  Str *reason = TRY(str(t, takePending(t)));
  Tuple *place = tupleOf(t, filename, fromInt(0), fromInt(-1), none());
  Value error = TRY(callWith(t, fromObject(exceptionType(Exc::SyntaxError)), fromObject(reason), fromObject(place)));
  raiseObject(t, error);
  return false;
}

Value filenameArgument(Thread &t, Value path) {
  const bool isBuffer = !isBytes(path) && typeOf(path)->slots.getBuffer;
  if (isBuffer && !warn(t, Msg::PathBuffer, typeName(path))) return kNoValue;
  Value name = TRY(isBuffer ? callWith(t, fromObject(builtinType(TypeId::Bytes)), path) : fsPath(t, path));
  if (!isStr(name)) {
    auto *bytes = as<Bytes>(name);
    name = TRY(fsDecode(t, {reinterpret_cast<const char *>(bytes->data), static_cast<size_t>(bytes->length)}));
  }
  if (strUtf8(t, as<Str>(name)).find('\0') != std::string_view::npos) return raise(t, Msg::EmbeddedNullChar);
  return name;
}

} // namespace rt
