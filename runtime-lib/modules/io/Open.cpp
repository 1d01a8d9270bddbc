// io.open and the _io module.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/builtins/Builtins.h"
#include "runtime-lib/core/DeadResources.h"
#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/modules/System.h"
#include "runtime-lib/modules/Warnings.h"

#include <cstdlib>
#include <strings.h>
#include <unistd.h>

namespace rt {

const char *localeEncoding() {
  static const char *known;
  if (known) return known;
  const char *utf8 = pythonVariable("PYTHONUTF8");
  if (programOptions.utf8Mode || (utf8 && utf8[0] == '1')) return known = "utf-8";
  const char *locale = nullptr;
  for (const char *name : {"LC_ALL", "LC_CTYPE", "LANG"})
    if ((locale = std::getenv(name)) && *locale) break;
  // The C locale means UTF-8 mode; otherwise the part behind the dot is the encoding.
  if (!locale || !*locale || !strcasecmp(locale, "C") || !strcasecmp(locale, "POSIX")) return known = "utf-8";
  std::string_view text(locale);
  size_t dot = text.find('.');
  if (dot == std::string_view::npos) return known = "UTF-8";
  static char name[32];
  std::string_view set = text.substr(dot + 1, std::min(text.find('@'), text.size()) - dot - 1);
  std::string plain(set.substr(0, sizeof name - 1));
  if (!strcasecmp(plain.c_str(), "utf8") || !strcasecmp(plain.c_str(), "utf-8")) return known = "UTF-8";
  plain.copy(name, plain.size());
  return known = name;
}

namespace {

struct Mode {
  bool creating = false, reading = false, writing = false, appending = false, updating = false,
       text = false, binary = false;
  std::string raw;
};
bool parseMode(Thread &t, Str *modeText, Mode *mode) {
  std::string_view text = strUtf8(t, modeText);
  for (size_t i = 0; i < text.size(); i++) {
    bool *flag = nullptr;
    switch (text[i]) {
    case 'x': flag = &mode->creating; break;
    case 'r': flag = &mode->reading; break;
    case 'w': flag = &mode->writing; break;
    case 'a': flag = &mode->appending; break;
    case '+': flag = &mode->updating; break;
    case 't': flag = &mode->text; break;
    case 'b': flag = &mode->binary; break;
    }
    if (!flag || *flag) return raise(t, Msg::IoInvalidModeRepr, text), false;
    *flag = true;
  }
  for (auto [on, letter] : {std::pair{mode->creating, 'x'}, {mode->reading, 'r'}, {mode->writing, 'w'},
                            {mode->appending, 'a'}, {mode->updating, '+'}})
    if (on) mode->raw += letter;
  if (mode->text && mode->binary)
    return raiseText(t, Exc::ValueError, "can't have text and binary mode at once"), false;
  if (mode->creating + mode->reading + mode->writing + mode->appending > 1)
    return raiseText(t, Exc::ValueError, "must have exactly one of create/read/write/append mode"), false;
  return true;
}

bool given(Value v) { return ok(v) && !isNone(v); }
bool textArgument(Thread &t, Value v, const char *name) {
  if (!given(v) || isStr(v)) return true;
  return raise(t, Msg::IoArgumentType, "open", name, "str or None", typeName(v)), false;
}

Value openMode(Thread &t, Value file, Str *modeText, int64_t buffering, Value encoding, Value errors,
               Value newline, bool closeFd, Value opener) {
  if (!isAnyInt(file)) file = TRY(fsPath(t, file));
  Mode mode;
  if (!parseMode(t, modeText, &mode)) return kNoValue;
  if (mode.binary) {
    const char *wrong = given(encoding) ? "binary mode doesn't take an encoding argument"
                        : given(errors) ? "binary mode doesn't take an errors argument"
                        : given(newline) ? "binary mode doesn't take a newline argument"
                                         : nullptr;
    if (wrong) return raiseText(t, Exc::ValueError, wrong);
  }
  if (mode.binary && buffering == 1 && !warn(t, Msg::IoLineBufferingBinary)) return kNoValue;
  const char *newlineText;
  Value raw = TRY(fileIONew(t, file, mode.raw, closeFd, opener));
  auto *f = as<FileIO>(raw);
  auto fail = [&](Value) {
    Value error = takePending(t);
    if (!ok(callMethodWith(t, raw, names().close))) clearPending(t);
    return raiseObject(t, error);
  };
  bool terminal = buffering < 0 && isatty(f->fd), lineBuffering = false;
  if (buffering == 1) {
    buffering = -1;
    lineBuffering = !mode.binary;
  } else if (terminal) {
    lineBuffering = true;
  }
  if (buffering < 0) buffering = f->blockSize;
  if (buffering == 0) {
    if (mode.binary) return raw;
    return fail(raiseText(t, Exc::ValueError, "can't have unbuffered text I/O"));
  }
  Type *type = mode.updating ? ioTypes.random
               : mode.creating || mode.writing || mode.appending ? ioTypes.writer
                                                                  : ioTypes.reader;
  Value buffer = bufferedNew(t, type, raw, buffering);
  if (!ok(buffer)) return fail(buffer);
  if (mode.binary) return buffer;
  if (!newlineArgument(t, newline, &newlineText)) return fail(kNoValue);
  Value text = textWrapperNew(t, buffer, encoding, errors, newlineText, lineBuffering, false);
  if (!ok(text)) return fail(text);
  as<TextWrapper>(text)->mode = fromObject(modeText);
  return text;
}

} // namespace

Value ioOpen(Thread &t, const Value *a) {
  int64_t buffering = -1;
  Str *mode = internAscii(t, "r");
  if (ok(a[1])) {
    if (!isStr(a[1])) return raise(t, Msg::IoArgumentType, "open", "mode", "str", typeName(a[1]));
    mode = as<Str>(a[1]);
  }
  if (ok(a[2])) {
    Value n = TRY(toIndex(t, a[2]));
    if (!toInt64(t, n, &buffering)) return kNoValue;
  }
  if (!textArgument(t, a[3], "encoding") || !textArgument(t, a[4], "errors") || !textArgument(t, a[5], "newline"))
    return kNoValue;
  int closeFd = ok(a[6]) ? truth(t, a[6]) : 1;
  if (closeFd < 0) return kNoValue;
  return openMode(t, a[0], mode, buffering, a[3], a[4], a[5], closeFd, a[7]);
}
namespace {

Value openCode(Thread &t, const Value *a) {
  if (!isStr(a[0])) return raise(t, Msg::IoArgumentType, "open_code", "path", "str", typeName(a[0]));
  return openMode(t, a[0], internAscii(t, "rb"), -1, kNoValue, kNoValue, kNoValue, true, kNoValue);
}
Value textEncoding(Thread &t, const Value *a) {
  int64_t level = 2;
  if (ok(a[1]) && !toInt32(t, a[1], &level)) return kNoValue;
  if (!isNone(a[0])) return a[0];
  if (programOptions.warnDefaultEncoding &&
      !warnText(t, Exc::EncodingWarning, "'encoding' argument not specified", level))
    return kNoValue;
  return fromObject(internAscii(t, programOptions.utf8Mode ? "utf-8" : "locale"));
}

const NativeRow kFunctions[] = {
    {"open_code", openCode, "(path)", NativeKind::Function},
    {"text_encoding", textEncoding, "(encoding, stacklevel=2, /)", NativeKind::Function},
    {nullptr, nullptr, nullptr}};

bool initialise(Thread &t, Value module) {
  // io.open is the built-in function.
  Value open = dictGetStr(builtinsModule()->dict, internAscii(t, "open"));
  if (!initialiseIo(t) || !addFunctions(t, module, kFunctions) || !addValue(t, module, "open", open) ||
      !addInt(t, module, "DEFAULT_BUFFER_SIZE", kDefaultBufferSize) ||
      !addValue(t, module, "BlockingIOError", fromObject(exceptionType(Exc::BlockingIOError))))
    return false;
  for (Type *type : {ioTypes.base, ioTypes.rawBase, ioTypes.bufferedBase, ioTypes.textBase, ioTypes.file,
                     ioTypes.bytes, ioTypes.string, ioTypes.reader, ioTypes.writer, ioTypes.random, ioTypes.pair,
                     ioTypes.newlineDecoder, ioTypes.text, ioTypes.bytesBuffer, ioTypes.unsupported})
    if (!addValue(t, module, strUtf8(t, type->name), fromObject(type))) return false;
  return true;
}

} // namespace

bool initialiseIo(Thread &t) {
  static bool done;
  if (done) return true;
  done = true;
  static constexpr OpenStreams kStreams{textHoldsOutput, noteReachedStreams, flushUnreachedStreams};
  openStreams = &kStreams;
  auto *types = reinterpret_cast<Value *>(&ioTypes);
  addRoot(types, sizeof ioTypes / sizeof(Value));
  return makeBaseTypes(t) && makeFileType(t) && makeBufferedTypes(t) && makePairType(t) && makeBytesIOType(t) &&
         makeStringIOType(t) && makeNewlineDecoderType(t) && makeTextType(t);
}

} // namespace rt

NATIVE_MODULE_DEFINITION(_io, "_io", rt::initialise)
