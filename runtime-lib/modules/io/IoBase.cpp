// The abstract streams: _io._IOBase, _RawIOBase, _BufferedIOBase and _TextIOBase, and the errors and
// checks that all streams share. Their methods work for classes written in Python: they go through
// the methods of self.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/modules/Warnings.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <algorithm>
#include <cstring>

namespace rt {

IoTypes ioTypes;

// --- Errors and checks
Value raiseUnsupported(Thread &t, std::string_view text) {
  Value e = TRY(callWith(t, fromObject(ioTypes.unsupported), fromObject(strFromUtf8(t, text))));
  return raiseObject(t, e);
}
Value raiseClosed(Thread &t) {
  return raiseText(t, Exc::ValueError, "I/O operation on closed file.");
}
Value raiseBlocking(Thread &t, std::string_view text, int64_t written) {
  Value e = TRY(callWith(t, fromObject(exceptionType(Exc::BlockingIOError)), fromInt(11),
                         fromObject(strFromUtf8(t, text)), intValue(t, written)));
  return raiseObject(t, e);
}
Value attributeNamed(Thread &t, Value self, const char *name) {
  return getAttribute(t, self, internAscii(t, name));
}
Value callNamed(Thread &t, Value self, const char *name) {
  return callMethodWith(t, self, internAscii(t, name));
}
static int isClosed(Thread &t, Value self) {
  Value closed = attributeNamed(t, self, "closed");
  return ok(closed) ? truth(t, closed) : -1;
}
bool checkNotClosed(Thread &t, Value self) {
  int closed = isClosed(t, self);
  if (closed > 0) raiseClosed(t);
  return closed == 0;
}
bool getTarget(Thread &t, const char *function, Value target, Buffer *buffer) {
  if (typeOf(target)->slots.getBuffer && getBuffer(t, target, buffer, true)) return true;
  clearPending(t);
  return ok(raise(t, Msg::IoReadIntoArgument, function, argumentTypeName(target)));
}
bool restorePosition(Thread &t, Value v, const char *notInt, int64_t *out) {
  if (!isAnyInt(v)) return ok(raise(t, Msg::IoStatePosition, notInt, typeName(v)));
  int64_t position;
  if (!toSize(t, v, &position)) return false;
  if (position < 0) return ok(raise(t, Msg::IoStatePositionNegative));
  *out = position;
  return true;
}
bool restoreAttributes(Thread &t, Value self, Value attributes, const char *which) {
  if (isNone(attributes)) return true;
  if (!isDict(attributes)) return ok(raise(t, Msg::IoStateAttributes, which, typeName(attributes)));
  return dictUpdate(t, instanceDict(t, self), attributes);
}
bool readSize(Thread &t, Value v, int64_t *out) {
  *out = -1;
  if (!ok(v) || isNone(v)) return true;
  if (!isAnyInt(v) && !typeOf(v)->slots.index)
    return raise(t, Msg::IoIntegerOrNone, typeName(v)), false;
  return toSize(t, v, out);
}


void chainAfter(Value error, Value earlier) {
  auto *last = as<Exception>(error);
  while (ok(last->context) && !isNone(last->context) && !same(last->context, earlier))
    last = as<Exception>(last->context);
  if (asObject(earlier) != last) storeField(last, &last->context, earlier);
}

namespace {

Value unsupported(Thread &t, const char *name) { return raiseUnsupported(t, name); }

Value baseSeek(Thread &t, const Value *) { return unsupported(t, "seek"); }
Value baseTell(Thread &t, const Value *a) { return callNamed(t, a[0], "seek", fromInt(0), fromInt(1)); }
Value baseTruncate(Thread &t, const Value *) { return unsupported(t, "truncate"); }
Value baseFileno(Thread &t, const Value *) { return unsupported(t, "fileno"); }
Value baseFlush(Thread &t, const Value *a) {
  if (as<IOBase>(a[0])->closed) return raiseClosed(t);
  return none();
}
Value baseClose(Thread &t, const Value *a) {
  auto *self = as<IOBase>(a[0]);
  if (self->closed) return none();
  Value result = callMethodWith(t, a[0], names().flush);
  self->closed = true;
  return ok(result) ? none() : kNoValue;
}
Value baseClosed(Thread &, Value self) { return fromBool(as<IOBase>(self)->closed); }
Value answerFalse(Thread &, const Value *) { return fromBool(false); }
Value baseSeekable(Thread &t, const Value *a) { return answerFalse(t, a); }
template <const char *const *method, const char *const *message>
Value check(Thread &t, const Value *a) {
  Value answer = TRY(callNamed(t, a[0], *method));
  return isTrue(answer) ? fromBool(true) : raiseUnsupported(t, *message);
}
const char *const kSeekable = "seekable", *const kReadable = "readable", *const kWritable = "writable";
const char *const kNotSeekable = "File or stream is not seekable.",
                  *const kNotReadable = "File or stream is not readable.",
                  *const kNotWritable = "File or stream is not writable.";
Value checkClosedMethod(Thread &t, const Value *a) {
  return checkNotClosed(t, a[0]) ? none() : kNoValue;
}
Value baseIsatty(Thread &t, const Value *a) {
  return checkNotClosed(t, a[0]) ? fromBool(false) : kNoValue;
}
Value baseEnter(Thread &t, const Value *a) { return checkNotClosed(t, a[0]) ? a[0] : kNoValue; }
Value baseExit(Thread &t, const Value *a) { return callMethodWith(t, a[0], names().close); }
Value baseIter(Thread &t, Value self) { return checkNotClosed(t, self) ? self : kNoValue; }
Value baseNext(Thread &t, Value self) {
  Value line = TRY(callMethodWith(t, self, names().readline));
  int64_t n = length(t, line);
  return n > 0 ? line : kNoValue;
}

// readline over peek() where there is one, else byte by byte.
Value baseReadline(Thread &t, const Value *a) {
  int64_t limit;
  if (!readSize(t, a[1], &limit)) return kNoValue;
  bool failed = false;
  Value peek = getAttributeOrNone(t, a[0], internAscii(t, "peek"), &failed);
  if (failed) return kNoValue;
  std::string line;
  while (limit < 0 || static_cast<int64_t>(line.size()) < limit) {
    int64_t ahead = 1;
    if (ok(peek)) {
      Value bytes = TRY(callWith(t, peek, fromInt(1)));
      if (!isBytes(bytes)) {
        raise(t, Msg::IoPeekReturned, typeName(bytes));
        return kNoValue;
      }
      if (int64_t size = as<Bytes>(bytes)->length) {
        auto *data = as<Bytes>(bytes)->data;
        auto *newline = static_cast<uint8_t *>(std::memchr(data, '\n', static_cast<size_t>(size)));
        ahead = newline ? newline - data + 1 : size;
        if (limit >= 0) ahead = std::min(ahead, limit - static_cast<int64_t>(line.size()));
      }
    }
    Value bytes = TRY(callMethodWith(t, a[0], names().read, fromInt(ahead)));
    if (!isBytes(bytes)) return raise(t, Msg::IoReadReturned, typeName(bytes));
    if (!as<Bytes>(bytes)->length) break;
    line.append(reinterpret_cast<char *>(as<Bytes>(bytes)->data), static_cast<size_t>(as<Bytes>(bytes)->length));
    if (line.back() == '\n') break;
  }
  return fromObject(bytesNew(t, line.data(), static_cast<int64_t>(line.size())));
}
Value baseReadlines(Thread &t, const Value *a) {
  int64_t hint, total = 0;
  if (!readSize(t, a[1], &hint)) return kNoValue;
  List *lines = TRY(listNew(t));
  bool good = forEach(t, a[0], [&](Value line) {
    if (!listAppend(t, lines, line)) return false;
    int64_t n = hint > 0 ? length(t, line) : 0;
    total += n;
    return n >= 0 && !(hint > 0 && total >= hint);
  });
  return good ? fromObject(lines) : kNoValue;
}
Value baseWritelines(Thread &t, const Value *a) {
  if (!checkNotClosed(t, a[0])) return kNoValue;
  bool good = forEach(
      t, a[1], [&](Value line) { return ok(callMethodWith(t, a[0], names().write, line)); });
  return good ? none() : kNoValue;
}
/// The open file that a stream of native ones ends at, if closing the stream closes it.
FileIO *fileBehind(Value stream) {
  if (isInstance(stream, ioTypes.text) && textOf(stream)->ready) stream = textOf(stream)->buffer;
  for (Type *type : {ioTypes.reader, ioTypes.writer, ioTypes.random})
    if (ok(stream) && isInstance(stream, type) && as<Buffered>(stream)->ready) stream = as<Buffered>(stream)->raw;
  if (!ok(stream) || !isInstance(stream, ioTypes.file)) return nullptr;
  auto *file = as<FileIO>(stream);
  return file->fd >= 0 && file->closeFd ? file : nullptr;
}
void finalizeStream(Thread &t, Value self) {
  // As __del__ of every stream: closes it, silently but for a ResourceWarning.
  // A stream inside another one is closed by that: all of them die together, in any order.
  if (as<IOBase>(self)->owned) return;
  int closed = isClosed(t, self);
  if (closed < 0) clearPending(t);
  if (closed > 0) return;
  if (fileBehind(self)) {
    Str *shown = repr(t, self);
    if (!shown || !warnText(t, Exc::ResourceWarning, "unclosed file " + std::string(strUtf8(t, shown))))
      reportUnraisable(t, self);
  }
  if (!ok(callMethodWith(t, self, names().close))) clearPending(t);
}

// --- _RawIOBase
Value rawRead(Thread &t, const Value *a) {
  int64_t size;
  if (!readSize(t, a[1], &size)) return kNoValue;
  if (size < 0) return callNamed(t, a[0], "readall");
  Value block = TRY(byteArrayNew(t, nullptr, nullptr, size));
  Value n = TRY(callNamed(t, a[0], "readinto", block));
  if (isNone(n)) return n;
  int64_t count;
  if (!toSize(t, n, &count)) return kNoValue;
  ByteSpan span = spanOf(block);
  return fromObject(bytesNew(t, span.data, std::clamp<int64_t>(count, 0, span.length)));
}
Value rawReadall(Thread &t, const Value *a) {
  std::string all;
  for (;;) {
    Value bytes = TRY(callMethodWith(t, a[0], names().read, fromInt(kDefaultBufferSize)));
    if (isNone(bytes)) {
      if (all.empty()) return bytes;
      break;
    }
    if (!isBytes(bytes)) return raiseText(t, Exc::TypeError, "read() should return bytes");
    if (!as<Bytes>(bytes)->length) break;
    all.append(reinterpret_cast<char *>(as<Bytes>(bytes)->data), static_cast<size_t>(as<Bytes>(bytes)->length));
  }
  return fromObject(bytesNew(t, all.data(), static_cast<int64_t>(all.size())));
}

// Subclasses have them.
Value rawMissing(Thread &t, const Value *) {
  return raiseObject(t, fromObject(exceptionType(Exc::NotImplementedError)));
}

// --- _BufferedIOBase
Value bufferedReadMissing(Thread &t, const Value *) { return unsupported(t, "read"); }
Value bufferedRead1Missing(Thread &t, const Value *) { return unsupported(t, "read1"); }
Value bufferedWriteMissing(Thread &t, const Value *) { return unsupported(t, "write"); }
Value bufferedDetachMissing(Thread &t, const Value *) { return unsupported(t, "detach"); }
Value readIntoBy(Thread &t, Value self, Value target, const char *function, const char *method) {
  Buffer buffer;
  if (!getTarget(t, function, target, &buffer)) return kNoValue;
  Value bytes = callNamed(t, self, method, intValue(t, buffer.length));
  Value result = kNoValue;
  if (ok(bytes) && !isBytes(bytes)) {
    raiseText(t, Exc::TypeError, "read() should return bytes");
  } else if (ok(bytes) && as<Bytes>(bytes)->length > buffer.length) {
    raise(t, Msg::IoReadTooMuch, buffer.length, as<Bytes>(bytes)->length);
  } else if (ok(bytes)) {
    std::memcpy(buffer.data, as<Bytes>(bytes)->data, static_cast<size_t>(as<Bytes>(bytes)->length));
    result = intValue(t, as<Bytes>(bytes)->length);
  }
  releaseBuffer(&buffer);
  return result;
}
Value bufferedReadInto(Thread &t, const Value *a) { return readIntoBy(t, a[0], a[1], "readinto", "read"); }
Value bufferedReadInto1(Thread &t, const Value *a) { return readIntoBy(t, a[0], a[1], "readinto1", "read1"); }

// --- _TextIOBase
Value textReadMissing(Thread &t, const Value *) { return unsupported(t, "read"); }
Value textReadlineMissing(Thread &t, const Value *) { return unsupported(t, "readline"); }
Value noneAttribute(Thread &, Value) { return none(); }

const NativeRow kBaseMethods[] = {
    {"seek", baseSeek, "($self, offset, whence=0, /)"},
    {"tell", baseTell, "($self, /)"},
    {"truncate", baseTruncate, "($self, size=None, /)"},
    {"flush", baseFlush, "($self, /)"},
    {"close", baseClose, "($self, /)"},
    {"seekable", baseSeekable, "($self, /)"},
    {"readable", answerFalse, "($self, /)"},
    {"writable", answerFalse, "($self, /)"},
    {"_checkClosed", checkClosedMethod, "($self, /, *args)"},
    {"_checkSeekable", check<&kSeekable, &kNotSeekable>, "($self, /, *args)"},
    {"_checkReadable", check<&kReadable, &kNotReadable>, "($self, /, *args)"},
    {"_checkWritable", check<&kWritable, &kNotWritable>, "($self, /, *args)"},
    {"fileno", baseFileno, "($self, /)"},
    {"isatty", baseIsatty, "($self, /)"},
    {"__enter__", baseEnter, "($self, /)"},
    {"__exit__", baseExit, "($self, /, *args)"},
    {"readline", baseReadline, "($self, size=-1, /)"},
    {"readlines", baseReadlines, "($self, hint=-1, /)"},
    {"writelines", baseWritelines, "($self, lines, /)"},
    {nullptr, nullptr, nullptr}};
const GetSetRow kBaseGetSets[] = {{"closed", baseClosed}, {nullptr, nullptr}};
const NativeRow kRawMethods[] = {{"read", rawRead, "($self, size=-1, /)"},
                                 {"readall", rawReadall, "($self, /)"},
                                 {"readinto", rawMissing, "($self, /, *args)"},
                                 {"write", rawMissing, "($self, /, *args)"},
                                 {nullptr, nullptr, nullptr}};
const NativeRow kBufferedMethods[] = {{"detach", bufferedDetachMissing, "($self, /)"},
                                      {"read", bufferedReadMissing, "($self, /, *args)"},
                                      {"read1", bufferedRead1Missing, "($self, /, *args)"},
                                      {"readinto", bufferedReadInto, "($self, buffer, /)"},
                                      {"readinto1", bufferedReadInto1, "($self, buffer, /)"},
                                      {"write", bufferedWriteMissing, "($self, /, *args)"},
                                      {nullptr, nullptr, nullptr}};
const NativeRow kTextMethods[] = {{"detach", bufferedDetachMissing, "($self, /)"},
                                  {"read", textReadMissing, "($self, /, *args)"},
                                  {"readline", textReadlineMissing, "($self, /, *args)"},
                                  {"write", bufferedWriteMissing, "($self, /, *args)"},
                                  {nullptr, nullptr, nullptr}};
const GetSetRow kTextGetSets[] = {{"encoding", noneAttribute},
                                  {"newlines", noneAttribute},
                                  {"errors", noneAttribute},
                                  {nullptr, nullptr}};

} // namespace

bool makeBaseTypes(Thread &t) {
  TypeSpec spec{TypeId::Object};
  spec.flags = kTypeSubclassable | kTypeWeakRefs;
  spec.instanceSize = sizeof(IOBase);
  spec.extraOffset = offsetof(IOBase, attributes);
  spec.doc = "The abstract base class for all I/O classes.";
  spec.trace = [](Object *o, Tracer &tracer) { tracer.value(static_cast<IOBase *>(o)->attributes); };
  spec.methods = kBaseMethods;
  spec.getSets = kBaseGetSets;
  spec.fillSlots = [](Slots &s) {
    s.create = createPlain;
    s.iter = baseIter;
    s.next = baseNext;
    s.finalize = finalizeStream;
  };
  ioTypes.base = makeNativeType(t, "_io", "_IOBase", builtinType(TypeId::Object), spec);
  auto derive = [&](const char *name, const NativeRow *methods, const GetSetRow *getSets, const char *doc) {
    TypeSpec derived{TypeId::Object};
    derived.flags = kTypeSubclassable;
    derived.methods = methods;
    derived.getSets = getSets;
    derived.doc = doc;
    return makeNativeType(t, "_io", name, ioTypes.base, derived);
  };
  ioTypes.rawBase = derive("_RawIOBase", kRawMethods, nullptr, "Base class for raw binary I/O.");
  ioTypes.bufferedBase = derive("_BufferedIOBase", kBufferedMethods, nullptr, "Base class for buffered IO objects.");
  ioTypes.textBase = derive("_TextIOBase", kTextMethods, kTextGetSets, "Base class for text I/O.");
  Dict *space = dictNew(t);
  dictSetStr(t, space, names().__module__, fromObject(internAscii(t, "io")));
  Value unsupportedType =
      makeClass(t, builtinType(TypeId::Type), internAscii(t, "UnsupportedOperation"),
                tupleOf(t, fromObject(exceptionType(Exc::OSError)), fromObject(exceptionType(Exc::ValueError))),
                space, nullptr, nullptr);
  if (!ok(unsupportedType)) return false;
  ioTypes.unsupported = as<Type>(unsupportedType);
  return true;
}

} // namespace rt
