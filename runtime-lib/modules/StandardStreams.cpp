// The standard streams. stdin and stdout use the encoding of the locale or of PYTHONIOENCODING; stderr
// never fails to encode. Output to a terminal, and stderr, is flushed at each line;
// PYTHONUNBUFFERED writes everything through.
#include "runtime-lib/modules/StandardStreams.h"

#include "runtime-lib/core/Program.h"
#include "runtime-lib/modules/io/Io.h"

#include <cstdlib>
#include <fcntl.h>
#include <strings.h>
#include <unistd.h>

namespace rt {

namespace {


/// Python makes undecodable bytes survive the round trip in the C locale and its UTF-8 forms.
bool isPlainLocale() {
  const char *locale = nullptr;
  for (const char *name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if ((locale = std::getenv(name)) && *locale) break;
  if (!locale || !*locale) return true;
  for (const char *plain : {"C", "POSIX", "C.UTF-8", "C.utf8", "UTF-8"})
    if (!strcasecmp(locale, plain)) return true;
  return false;
}

/// Encoding and errors for stdin and stdout.
void chooseEncoding(Thread &t, Value *encoding, Value *errors) {
  std::string_view given;
  if (const char *variable = pythonVariable("PYTHONIOENCODING")) given = variable;
  size_t colon = given.find(':');
  std::string_view name = given.substr(0, colon);
  std::string_view how = colon == std::string_view::npos ? std::string_view() : given.substr(colon + 1);
  if (name.empty()) name = strcasecmp(localeEncoding(), "utf-8") ? localeEncoding() : "utf-8";
  if (how.empty()) how = given.empty() && isPlainLocale() ? "surrogateescape" : "strict";
  *encoding = fromObject(internAscii(t, name));
  *errors = fromObject(internAscii(t, how));
}

} // namespace

Value standardStreamNew(Thread &t, int fd, const char *name, bool readable) {
  if (fcntl(fd, F_GETFD) < 0) return none();
  if (!initialiseIo(t)) return kNoValue;
  Value raw = TRY(fileIONew(t, fromInt(fd), readable ? "rb" : "wb", false, kNoValue));
  as<FileIO>(raw)->name = fromObject(strFromAscii(t, name));
  as<FileIO>(raw)->owned = true;
  bool terminal = isatty(fd), writeThrough = !readable && programOptions.unbuffered;
  Value buffer = raw;
  if (!writeThrough)
    buffer = TRY(bufferedNew(t, readable ? ioTypes.reader : ioTypes.writer, raw, as<FileIO>(raw)->blockSize));
  Value encoding, errors;
  chooseEncoding(t, &encoding, &errors);
  if (fd == 2) errors = fromObject(internAscii(t, "backslashreplace"));
  bool lineBuffering = !writeThrough && !readable && (terminal || fd == 2);
  Value stream = textWrapperNew(t, buffer, encoding, errors, readable ? nullptr : "\n", lineBuffering, writeThrough);
  if (!ok(stream)) return kNoValue;
  TextWrapper *w = textOf(stream);
  w->mode = fromObject(internAscii(t, readable ? "r" : "w"));
  w->owned = true; // finalisers at exit may still print
  return stream;
}

TextWrapper *asTextStream(Value v) { return ok(v) && typeOf(v) == ioTypes.text ? textOf(v) : nullptr; }

bool streamWrite(Thread &t, TextWrapper *w, Str *text) { return textReady(t, w) && textWrite(t, w, text); }
bool streamWriteAscii(Thread &t, TextWrapper *w, std::string_view text) {
  return textReady(t, w) && textWriteAscii(t, w, text.data(), static_cast<int64_t>(text.size()));
}
Str *streamReadLine(Thread &t, TextWrapper *w) { return textReady(t, w) ? textReadLine(t, w, -1) : nullptr; }

void flushAllStreams(Thread &t) {
  flushAllText(t);
  flushAllBuffered(t);
}

} // namespace rt
