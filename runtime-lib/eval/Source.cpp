// See Source.h.
#include "runtime-lib/eval/Source.h"

#include "runtime-lib/modules/posix/Posix.h"

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

Value filenameArgument(Thread &t, Value path) {
  Value name = TRY(fsPath(t, path));
  if (isStr(name)) return name;
  auto *bytes = as<Bytes>(name);
  return fsDecode(t, {reinterpret_cast<const char *>(bytes->data), static_cast<size_t>(bytes->length)});
}

} // namespace rt
