// _io.TextIOWrapper: construction, attributes, closing. UTF-8/16/32, Latin-1 and ASCII are encoded and
// decoded natively; other encodings through the incremental coders of the codec registry.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/core/ProgramOptions.h"
#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/Exception.h"

#include <cstdlib>
#include <cstring>

namespace rt {

namespace {

bool nativeTextCodec(Codec codec) { return codec <= Codec::Utf32Be; }

int bufferClosed(Thread &t, TextWrapper *w) {
  if (w->direct) {
    auto *b = as<Buffered>(w->buffer);
    if (b->ready && b->direct) return as<FileIO>(b->raw)->fd < 0;
  }
  Value closed = attributeNamed(t, w->buffer, "closed");
  return ok(closed) ? truth(t, closed) : -1;
}
bool checkAttached(Thread &t, TextWrapper *w) {
  if (w->ready) return true;
  raiseText(t, Exc::ValueError,
            w->detached ? "underlying buffer has been detached" : "I/O operation on uninitialized object");
  return false;
}

/// Finds the coders for w->encoding.
bool chooseCodec(Thread &t, TextWrapper *w) {
  auto *encoding = as<Str>(w->encoding);
  w->codec = codecFor(strUtf8(t, encoding));
  if (!nativeTextCodec(w->codec)) w->codec = Codec::None;
  w->encoder = w->decoder = kNoValue;
  w->byteOrder = w->writeOrder = 0;
  w->carrySize = 0;
  std::free(w->errorsText);
  std::string errors(strUtf8(t, as<Str>(w->errors)));
  w->errorsText = ::strdup(errors.c_str());
  if (w->codec != Codec::None) return true;
  Value info = codecLookup(t, encoding);
  if (!ok(info)) return false;
  bool failed = false;
  Value isText = getAttributeOrNone(t, info, internAscii(t, "_is_text_encoding"), &failed);
  if (failed) return false;
  if (ok(isText) && truth(t, isText) == 0)
    return raise(t, Msg::IoNotTextEncoding, reprOf(w->encoding)), false;
  if (w->readable) {
    w->decoder = callNamed(t, info, "incrementaldecoder", w->errors);
    if (!ok(w->decoder)) return false;
  }
  if (w->writable) {
    w->encoder = callNamed(t, info, "incrementalencoder", w->errors);
    if (!ok(w->encoder)) return false;
  }
  writeBarrier(w);
  return true;
}

void chooseNewline(TextWrapper *w, const char *newline) {
  w->newline = newline;
  w->readUniversal = !newline || !*newline;
  w->readTranslate = !newline;
  w->newlines.translate = w->readTranslate;
  w->writeNewline = newline && *newline == '\r' ? newline : nullptr;
}

/// A state at the end of an existing file has no byte order mark.
bool checkPosition(Thread &t, TextWrapper *w) {
  if (!w->seekable || !w->writable) return true;
  if (w->codec != Codec::None && w->codec != Codec::Utf16 && w->codec != Codec::Utf32) return true;
  Value position = callNamed(t, w->buffer, "tell");
  if (!ok(position)) return false;
  if (same(position, fromInt(0))) return true;
  w->writeOrder = nativeByteOrder();
  return !ok(w->encoder) || ok(callNamed(t, w->encoder, "setstate", fromInt(0)));
}

bool initialiseText(Thread &t, TextWrapper *w, Value buffer, Value encoding, Value errors, const char *newline,
                    bool lineBuffering, bool writeThrough) {
  w->ready = w->detached = false;
  if ((!ok(encoding) || isNone(encoding)) && programOptions.warnDefaultEncoding &&
      !warnText(t, Exc::EncodingWarning, "'encoding' argument not specified"))
    return false;
  if (!ok(encoding) || isNone(encoding) || (isStr(encoding) && strEquals(as<Str>(encoding), "locale")))
    encoding = fromObject(internAscii(t, localeEncoding()));
  if (!ok(errors) || isNone(errors)) errors = fromObject(internAscii(t, "strict"));
  if (programOptions.devMode && !ok(lookupErrorHandler(t, strUtf8(t, as<Str>(errors)).data()))) return false;
  w->buffer = buffer;
  w->encoding = encoding;
  w->errors = errors;
  w->direct = isNativeBuffered(buffer);
  auto ask = [&](const char *method, bool *out) {
    Value answer = callNamed(t, buffer, method);
    int r = ok(answer) ? truth(t, answer) : -1;
    *out = r > 0;
    return r >= 0;
  };
  if (w->direct) {
    auto *b = as<Buffered>(buffer);
    if (!b->ready) return raiseText(t, Exc::ValueError, "raw stream has been detached"), false;
    w->readable = b->readable;
    w->writable = b->writable;
  } else if (!ask("readable", &w->readable) || !ask("writable", &w->writable)) {
    return false;
  }
  if (!ask("seekable", &w->seekable)) return false;
  w->telling = w->seekable;
  if (!chooseCodec(t, w)) return false;
  w->newlines = {};
  chooseNewline(w, newline);
  w->lineBuffering = lineBuffering;
  w->writeThrough = writeThrough;
  w->chunkSize = kDefaultBufferSize;
  w->hasRead1 = w->direct;
  if (!w->direct) {
    bool failed = false;
    w->hasRead1 = ok(getAttributeOrNone(t, buffer, internAscii(t, "read1"), &failed));
    if (failed) return false;
  }
  textForgetInput(w);
  if (!checkPosition(t, w)) return false;
  if (isInstance(buffer, ioTypes.base)) as<IOBase>(buffer)->owned = true;
  w->ready = true;
  if (w->writable) linkOpenText(w);
  writeBarrier(w);
  return true;
}

bool textArgument(Thread &t, Value v, const char *name) {
  if (!ok(v) || isNone(v) || isStr(v)) return true;
  raise(t, Msg::IoArgumentType, "TextIOWrapper", name, "str or None", typeName(v));
  return false;
}
bool flagArgument(Thread &t, Value v, bool *out) {
  if (!ok(v)) return true;
  int r = truth(t, v);
  *out = r > 0;
  return r >= 0;
}
Value initMethod(Thread &t, const Value *a) {
  const char *newline;
  bool lineBuffering = false, writeThrough = false;
  textOf(a[0])->ready = textOf(a[0])->detached = false;
  if (!textArgument(t, a[2], "encoding") || !textArgument(t, a[3], "errors") ||
      !newlineArgument(t, a[4], &newline) || !flagArgument(t, a[5], &lineBuffering) ||
      !flagArgument(t, a[6], &writeThrough))
    return kNoValue;
  return initialiseText(t, textOf(a[0]), a[1], a[2], a[3], newline, lineBuffering, writeThrough) ? none() : kNoValue;
}
constexpr NativeRow kInit{"TextIOWrapper", initMethod,
                          "($self, buffer, encoding=None, errors=None, newline=None, line_buffering=False, "
                          "write_through=False)",
                          NativeKind::Function};

Value reconfigure(Thread &t, const Value *a) {
  TextWrapper *w = textOf(a[0]);
  bool hasEncoding = ok(a[1]) && !isNone(a[1]), hasErrors = ok(a[2]) && !isNone(a[2]), hasNewline = ok(a[3]);
  if (!textReady(t, w)) return kNoValue;
  if (w->decoded && (hasEncoding || hasErrors || hasNewline))
    return raiseUnsupported(
        t, "It is not possible to set the encoding or newline of stream after the first read");
  const char *newline = nullptr;
  if (hasNewline && !newlineArgument(t, a[3], &newline)) return kNoValue;
  if (!textArgument(t, a[1], "encoding") || !textArgument(t, a[2], "errors")) return kNoValue;
  bool lineBuffering = w->lineBuffering, writeThrough = w->writeThrough;
  if ((ok(a[4]) && !isNone(a[4]) && !flagArgument(t, a[4], &lineBuffering)) ||
      (ok(a[5]) && !isNone(a[5]) && !flagArgument(t, a[5], &writeThrough)))
    return kNoValue;
  if (!ok(callMethodWith(t, a[0], names().flush))) return kNoValue;
  if (hasNewline) chooseNewline(w, newline);
  if (hasEncoding || hasErrors) {
    Value oldEncoding = w->encoding, oldErrors = w->errors;
    if (hasEncoding) {
      w->encoding = strEquals(as<Str>(a[1]), "locale") ? fromObject(internAscii(t, localeEncoding())) : a[1];
      w->errors = fromObject(internAscii(t, "strict"));
    }
    if (hasErrors) w->errors = a[2];
    if (!chooseCodec(t, w)) {
      w->encoding = oldEncoding;
      w->errors = oldErrors;
      return kNoValue;
    }
    if (!checkPosition(t, w)) return kNoValue;
  }
  w->lineBuffering = lineBuffering;
  w->writeThrough = writeThrough;
  writeBarrier(w);
  return none();
}

Value detach(Thread &t, const Value *a) {
  TextWrapper *w = textOf(a[0]);
  if (!checkAttached(t, w) || !ok(callMethodWith(t, a[0], names().flush))) return kNoValue;
  Value buffer = w->buffer;
  if (isInstance(buffer, ioTypes.base)) as<IOBase>(buffer)->owned = false;
  w->buffer = kNoValue;
  w->detached = true;
  w->ready = false;
  unlinkOpenText(w);
  return buffer;
}
Value close(Thread &t, const Value *a) {
  TextWrapper *w = textOf(a[0]);
  if (!checkAttached(t, w)) return kNoValue;
  int closed = bufferClosed(t, w);
  if (closed) return closed < 0 ? kNoValue : none();
  bool good = isPlainStream(a[0], ioTypes.text) ? textFlush(t, w) : ok(callMethodWith(t, a[0], names().flush));
  Value error = good ? kNoValue : takePending(t);
  Value result = callMethodWith(t, w->buffer, names().close);
  unlinkOpenText(w);
  if (!ok(error)) return result;
  if (!ok(result)) {
    Value second = takePending(t);
    chainAfter(second, error);
    error = second;
  }
  return raiseObject(t, error);
}

template <const char *const *name> Value forward(Thread &t, const Value *a) {
  return checkAttached(t, textOf(a[0])) ? callNamed(t, textOf(a[0])->buffer, *name) : kNoValue;
}
const char *const kSeekable = "seekable", *const kReadable = "readable", *const kWritable = "writable",
                  *const kFileno = "fileno", *const kIsatty = "isatty";

Value closedAttribute(Thread &t, Value self) {
  if (!checkAttached(t, textOf(self))) return kNoValue;
  int closed = bufferClosed(t, textOf(self));
  return closed < 0 ? kNoValue : fromBool(closed);
}
Value nameAttribute(Thread &t, Value self) {
  return checkAttached(t, textOf(self)) ? attributeNamed(t, textOf(self)->buffer, "name") : kNoValue;
}
Value modeAttribute(Thread &t, Value self) {
  return ok(textOf(self)->mode) ? textOf(self)->mode : raiseAttributeMissing(t, self, "mode");
}
bool setMode(Thread &, Value self, Value v) {
  storeField(textOf(self), &textOf(self)->mode, v);
  return true;
}
Value bufferAttribute(Thread &t, Value self) {
  Value buffer = textOf(self)->buffer;
  return ok(buffer) ? buffer : none();
}
Value encodingAttribute(Thread &, Value self) {
  return ok(textOf(self)->encoding) ? textOf(self)->encoding : none();
}
Value errorsAttribute(Thread &t, Value self) {
  const bool known = textOf(self)->detached || checkAttached(t, textOf(self));
  return known ? textOf(self)->errors : kNoValue;
}
Value lineBufferingAttribute(Thread &, Value self) { return fromBool(textOf(self)->lineBuffering); }
Value writeThroughAttribute(Thread &, Value self) { return fromBool(textOf(self)->writeThrough); }
Value newlinesAttribute(Thread &t, Value self) {
  TextWrapper *w = textOf(self);
  if (!checkAttached(t, w)) return kNoValue;
  return w->readUniversal ? seenNewlines(t, w->newlines.seen) : none();
}
Value chunkSizeAttribute(Thread &t, Value self) { return intValue(t, textOf(self)->chunkSize); }
bool setChunkSize(Thread &t, Value self, Value v) {
  int64_t n;
  if (!ok(v)) return raiseText(t, Exc::AttributeError, "cannot delete attribute"), false;
  if (!toSize(t, v, &n)) return false;
  if (n <= 0) return raiseText(t, Exc::ValueError, "a strictly positive integer is required"), false;
  textOf(self)->chunkSize = n;
  return true;
}

Value represent(Thread &t, Value self) {
  if (!textOf(self)->detached && !checkAttached(t, textOf(self))) return kNoValue;
  std::string text = "<_io.TextIOWrapper";
  bool failed = false;
  auto add = [&](const char *name) {
    Value v = getAttributeOrNone(t, self, internAscii(t, name), &failed);
    if (failed) {
      clearPending(t);
      return true;
    }
    if (!ok(v)) return true;
    Str *shown = repr(t, v);
    if (!shown) return false;
    text += std::string(" ") + name + "=";
    text += strUtf8(t, shown);
    return true;
  };
  if (!enterRecursion(t, " while getting the repr of an object")) return kNoValue;
  bool good = add("name") && add("mode") && add("encoding");
  leaveRecursion(t);
  return good ? fromObject(strFromUtf8(t, text + ">")) : kNoValue;
}

const NativeRow kMethods[] = {
    {"detach", detach, "($self, /)"},
    {"reconfigure", reconfigure,
     "($self, /, *, encoding=None, errors=None, newline=None, line_buffering=None, write_through=None)"},
    {"write", textWriteMethod, "($self, text, /)"},
    {"read", textReadMethod, "($self, size=-1, /)"},
    {"readline", textReadlineMethod, "($self, size=-1, /)"},
    {"flush", textFlushMethod, "($self, /)"},
    {"close", close, "($self, /)"},
    {"fileno", forward<&kFileno>, "($self, /)"},
    {"isatty", forward<&kIsatty>, "($self, /)"},
    {"seekable", forward<&kSeekable>, "($self, /)"},
    {"readable", forward<&kReadable>, "($self, /)"},
    {"writable", forward<&kWritable>, "($self, /)"},
    {"seek", textSeek, "($self, cookie, whence=0, /)"},
    {"tell", textTell, "($self, /)"},
    {"truncate", textTruncate, "($self, pos=None, /)"},
    {nullptr, nullptr, nullptr}};
const GetSetRow kGetSets[] = {{"closed", closedAttribute},
                              {"name", nameAttribute},
                              {"mode", modeAttribute, setMode},
                              {"buffer", bufferAttribute},
                              {"encoding", encodingAttribute},
                              {"errors", errorsAttribute},
                              {"line_buffering", lineBufferingAttribute},
                              {"write_through", writeThroughAttribute},
                              {"newlines", newlinesAttribute},
                              {"_CHUNK_SIZE", chunkSizeAttribute, setChunkSize},
                              {nullptr, nullptr}};

void traceText(Object *o, Tracer &tracer) {
  auto *w = static_cast<TextWrapper *>(o);
  for (Value v : {w->attributes, w->buffer, w->encoding, w->errors, w->mode, w->encoder, w->decoder, w->snapshotState})
    tracer.value(v);
  tracer.pointer(w->decoded);
  tracer.pointer(w->snapshotBytes);
}

} // namespace

bool textReady(Thread &t, TextWrapper *w) {
  if (!checkAttached(t, w)) return false;
  int closed = bufferClosed(t, w);
  if (closed > 0) raiseClosed(t);
  return closed == 0;
}

Value textWrapperNew(Thread &t, Value buffer, Value encoding, Value errors, const char *newline, bool lineBuffering,
                     bool writeThrough) {
  auto *w = static_cast<TextWrapper *>(allocateInstance(t, ioTypes.text));
  return initialiseText(t, w, buffer, encoding, errors, newline, lineBuffering, writeThrough) ? fromObject(w) : kNoValue;
}

bool makeTextType(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeOwnable;
  spec.instanceSize = sizeof(TextWrapper);
  spec.doc = "Character and line based layer over a BufferedIOBase object, buffer.";
  spec.trace = traceText;
  spec.dispose = [](Object *o) {
    auto *w = static_cast<TextWrapper *>(o);
    unlinkOpenText(w);
    std::free(w->pending);
    std::free(w->errorsText);
  };
  spec.methods = kMethods;
  spec.getSets = kGetSets;
  spec.fillSlots = [](Slots &s) {
    s.create = createPlain;
    s.init = initBy<kInit>;
    s.repr = represent;
    s.next = textNext;
  };
  ioTypes.text = makeNativeType(t, "_io", "TextIOWrapper", ioTypes.textBase, spec);
  return true;
}

} // namespace rt
