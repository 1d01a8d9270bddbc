// _io.BufferedReader, BufferedWriter and BufferedRandom: one block of memory before a raw stream. The
// block holds unread input or waiting output, never both: a change of direction gives unread input
// back by seeking, or flushes the output. A raw stream that is exactly a FileIO is used directly.
#include "runtime-lib/modules/io/Io.h"

#include "runtime-lib/core/Blocking.h"
#include "runtime-lib/objects/Exception.h"
#include "runtime-lib/objects/bytes/Bytes.h"

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <pthread.h>
#include <sys/stat.h>
#include <unistd.h>

namespace rt {

namespace {

Buffered *openWriters;

Buffered *buffered(Value v) { return as<Buffered>(v); }
FileIO *fileOf(Buffered *b) { return as<FileIO>(b->raw); }

bool checkReady(Thread &t, Buffered *b) {
  if (b->ready) return true;
  raiseText(t, Exc::ValueError,
            b->detached ? "raw stream has been detached" : "I/O operation on uninitialized object");
  return false;
}
int rawClosed(Thread &t, Buffered *b) {
  if (b->direct) return fileOf(b)->fd < 0;
  Value closed = attributeNamed(t, b->raw, "closed");
  return ok(closed) ? truth(t, closed) : -1;
}
bool checkOpen(Thread &t, Buffered *b, const char *text) {
  if (!checkReady(t, b)) return false;
  int closed = rawClosed(t, b);
  if (closed > 0) raiseText(t, Exc::ValueError, text);
  return closed == 0;
}

// --- One operation at a time: while the raw stream works, other threads and signal handlers may run.
pthread_mutex_t waitMutex = PTHREAD_MUTEX_INITIALIZER;
pthread_cond_t someoneDone = PTHREAD_COND_INITIALIZER;
int waiting; // threads that wait for a stream

bool isThread(const Thread *thread) {
  struct Search {
    const Thread *wanted;
    bool found;
  } search{thread, false};
  forEachThread(
      [](Thread &one, void *data) {
        auto *s = static_cast<Search *>(data);
        s->found |= &one == s->wanted;
      },
      &search);
  return search.found;
}
void waitForUser(Thread &t, Buffered *b) {
  waiting++;
  while (b->user && isThread(b->user)) { // a user that is none is of before a fork
    pthread_mutex_lock(&waitMutex);      // no end of use can be missed from here on
    {
      Unlocked unlocked(t);
      pthread_cond_wait(&someoneDone, &waitMutex);
      pthread_mutex_unlock(&waitMutex);
    }
  }
  waiting--;
}
Value represent(Thread &t, Value self);

/// Scope of an operation on a stream, which another thread may close before it begins. False: a RuntimeError, this thread is in the middle of one already.
class Use {
public:
  Use(Thread &t, Buffered *b) : stream_(b) {
    if (b->user == &t) {
      stream_ = nullptr;
      Value shown = represent(t, fromObject(b));
      if (ok(shown)) raiseText(t, Exc::RuntimeError, "reentrant call inside " + std::string(strUtf8(t, as<Str>(shown))));
      return;
    }
    if (b->user) waitForUser(t, b);
    b->user = &t;
  }
  Use(const Use &) = delete;
  ~Use() {
    if (!stream_) return;
    stream_->user = nullptr;
    if (!waiting) return;
    pthread_mutex_lock(&waitMutex);
    pthread_cond_broadcast(&someoneDone);
    pthread_mutex_unlock(&waitMutex);
  }
  explicit operator bool() const { return stream_; }

private:
  Buffered *stream_;
};
#define USE(b, failed)                                                                             \
  Use use(t, b);                                                                                   \
  if (!use) return failed

void unlinkOpen(Buffered *b) {
  if (!b->linkOpen) return;
  *b->linkOpen = b->nextOpen;
  if (b->nextOpen) b->nextOpen->linkOpen = b->linkOpen;
  b->linkOpen = nullptr;
}
void linkOpen(Buffered *b) {
  if (b->linkOpen) return;
  b->nextOpen = openWriters;
  if (openWriters) openWriters->linkOpen = &b->nextOpen;
  openWriters = b;
  b->linkOpen = &openWriters;
}

// --- The raw stream. Results as fileRead: count, -1 exception, -2 would block.
int64_t rawRead(Thread &t, Buffered *b, uint8_t *data, int64_t size) {
  if (b->direct) {
    if (!fileOf(b)->readable) return raiseUnsupported(t, "File not open for reading"), -1;
    return fileRead(t, fileOf(b), data, size);
  }
  Value block = byteArrayNew(t, nullptr, nullptr, size);
  if (!ok(block)) return -1;
  Value n = callNamed(t, b->raw, "readinto", block);
  if (!ok(n)) return -1;
  if (isNone(n)) return -2;
  int64_t count;
  if (!toSize(t, n, &count)) {
    Value cause = takePending(t);
    raiseText(t, Exc::OSError, "raw readinto() failed");
    storeField(asObject(t.pending), &as<Exception>(t.pending)->context, cause);
    return setCause(t, t.pending, cause), -1;
  }
  ByteSpan span = spanOf(block);
  if (count < 0 || count > size || count > span.length)
    return raise(t, Msg::IoReadInvalidLength, count, size), -1;
  std::memcpy(data, span.data, static_cast<size_t>(count));
  return count;
}
int64_t rawWrite(Thread &t, Buffered *b, const uint8_t *data, int64_t size) {
  if (b->direct) {
    if (!fileOf(b)->writable) return raiseUnsupported(t, "File not open for writing"), -1;
    return fileWrite(t, fileOf(b), data, size);
  }
  Bytes *bytes = bytesNew(t, data, size);
  if (!bytes) return -1;
  Value n = callMethodWith(t, b->raw, names().write, fromObject(bytes));
  if (!ok(n)) return -1;
  if (isNone(n)) return -2;
  int64_t count;
  if (!toSize(t, n, &count)) return -1;
  if (count < 0 || count > size) return raise(t, Msg::IoWriteInvalidLength, count, size), -1;
  return count;
}
int64_t rawSeek(Thread &t, Buffered *b, int64_t offset, int whence) {
  if (b->direct) return fileSeek(t, fileOf(b), offset, whence);
  Value n = callNamed(t, b->raw, "seek", intValue(t, offset), fromInt(whence));
  int64_t position;
  if (!ok(n) || !toInt64(t, n, &position)) return -1;
  if (position < 0) return raise(t, Msg::IoInvalidSeek, position), -1;
  return position;
}
int64_t rawTell(Thread &t, Buffered *b) {
  if (b->direct) return fileSeek(t, fileOf(b), 0, 1);
  Value n = callNamed(t, b->raw, "tell");
  int64_t position;
  if (!ok(n) || !toInt64(t, n, &position)) return -1;
  if (position < 0) return raise(t, Msg::IoInvalidSeek, position), -1;
  return position;
}

int64_t unread(Buffered *b) { return b->dirty ? 0 : b->end - b->position; }
void dropInput(Buffered *b) {
  if (!b->dirty) b->position = b->end = 0;
}

/// Readies the block for input.
bool flushBlock(Thread &t, Buffered *b);
bool startReading(Thread &t, Buffered *b) { return !b->dirty || flushBlock(t, b); }
/// Readies the block for output: unread input goes back to the raw stream.
bool startWriting(Thread &t, Buffered *b) {
  if (b->dirty) return true;
  if (int64_t rest = unread(b))
    if (rawSeek(t, b, -rest, 1) < 0) return false;
  dropInput(b);
  return true;
}

// --- Reading
Value blockOf(Thread &t, std::string &&text) {
  return fromObject(bytesNew(t, text.data(), static_cast<int64_t>(text.size())));
}
Value takeBytes(Thread &t, Buffered *b, int64_t n) {
  Value bytes = fromObject(bytesNew(t, b->block + b->position, n));
  b->position += n;
  return bytes;
}

Value readEverything(Thread &t, Buffered *b) {
  std::string all(reinterpret_cast<char *>(b->block + b->position), static_cast<size_t>(unread(b)));
  dropInput(b);
  bool failed = false;
  Value readall = getAttributeOrNone(t, b->raw, internAscii(t, "readall"), &failed);
  if (failed) return kNoValue;
  if (ok(readall) && !isNone(readall)) {
    Value rest = TRY(callWith(t, readall));
    if (isNone(rest)) return all.empty() ? rest : blockOf(t, std::move(all));
    if (!isBytes(rest)) return raiseText(t, Exc::TypeError, "readall() should return bytes");
    if (all.empty()) return rest;
    all.append(reinterpret_cast<char *>(as<Bytes>(rest)->data), static_cast<size_t>(as<Bytes>(rest)->length));
    return blockOf(t, std::move(all));
  }
  for (;;) {
    Value piece = TRY(callMethodWith(t, b->raw, names().read));
    if (!isNone(piece) && !isBytes(piece)) return raiseText(t, Exc::TypeError, "read() should return bytes");
    if (isNone(piece) || !as<Bytes>(piece)->length)
      return isNone(piece) && all.empty() ? piece : blockOf(t, std::move(all));
    all.append(reinterpret_cast<char *>(as<Bytes>(piece)->data), static_cast<size_t>(as<Bytes>(piece)->length));
  }
}

/// Reads until `size` bytes, the end of the file or a raw stream that would block. -2: would block at
/// once.
int64_t readFully(Thread &t, Buffered *b, uint8_t *data, int64_t size) {
  int64_t done = std::min(size, unread(b));
  std::memcpy(data, b->block + b->position, static_cast<size_t>(done));
  b->position += done;
  while (done < size) {
    int64_t n;
    if (size - done >= b->size) {
      n = rawRead(t, b, data + done, (size - done) - (size - done) % b->size);
    } else {
      b->position = b->end = 0;
      n = rawRead(t, b, b->block, b->size);
      if (n > 0) {
        b->end = n;
        n = std::min(n, size - done);
        std::memcpy(data + done, b->block, static_cast<size_t>(n));
        b->position = n;
      }
    }
    if (n == -1) return -1;
    if (n == -2) return done ? done : -2;
    if (n == 0) break;
    done += n;
  }
  return done;
}

Value readMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  int64_t size;
  if (!readSize(t, a[1], &size)) return kNoValue;
  if (size < -1) return raiseText(t, Exc::ValueError, "read length must be non-negative or -1");
  USE(b, kNoValue);
  if (!checkOpen(t, b, "read of closed file")) return kNoValue;
  if (!startReading(t, b)) return kNoValue;
  if (size < 0) return readEverything(t, b);
  if (size <= unread(b)) return takeBytes(t, b, size);
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  int64_t n = readFully(t, b, bytes->data, size);
  if (n < 0) return n == -1 ? kNoValue : none();
  return n == size ? fromObject(bytes) : fromObject(bytesNew(t, bytes->data, n));
}
Value read1Method(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  int64_t size = -1;
  if (ok(a[1]) && !toSize(t, a[1], &size)) return kNoValue;
  if (size < 0) size = b->size;
  USE(b, kNoValue);
  if (!checkOpen(t, b, "read of closed file")) return kNoValue;
  if (!startReading(t, b)) return kNoValue;
  if (size == 0) return fromObject(bytesNew(t, nullptr, 0));
  if (int64_t have = unread(b)) return takeBytes(t, b, std::min(have, size));
  Bytes *bytes = TRY(bytesNew(t, nullptr, size));
  dropInput(b);
  int64_t n = rawRead(t, b, bytes->data, size);
  if (n == -1) return kNoValue;
  n = std::max<int64_t>(n, 0);
  return n == size ? fromObject(bytes) : fromObject(bytesNew(t, bytes->data, n));
}
/// What the block has, and at most one raw read: into the block, or behind what it had when that leaves more
/// room than a block has.
int64_t readOnce(Thread &t, Buffered *b, uint8_t *data, int64_t size) {
  int64_t done = std::min(size, unread(b));
  std::memcpy(data, b->block + b->position, static_cast<size_t>(done));
  b->position += done;
  const int64_t room = size - done;
  if (room == 0 || (done && room <= b->size)) return done;
  dropInput(b);
  int64_t n = rawRead(t, b, room > b->size ? data + done : b->block, std::max(room, b->size));
  if (n < 0) return n == -2 && done ? done : n;
  if (room <= b->size) {
    b->end = n;
    n = b->position = std::min(n, room);
    std::memcpy(data, b->block, static_cast<size_t>(n));
  }
  return done + n;
}
Value readInto(Thread &t, const Value *a, bool once) {
  Buffered *b = buffered(a[0]);
  USE(b, kNoValue);
  if (!checkOpen(t, b, "readinto of closed file")) return kNoValue;
  Buffer buffer;
  if (!startReading(t, b) || !getTarget(t, once ? "readinto1" : "readinto", a[1], &buffer)) return kNoValue;
  int64_t n = once ? readOnce(t, b, buffer.data, buffer.length)
                   : readFully(t, b, buffer.data, buffer.length);
  releaseBuffer(&buffer);
  return n == -1 ? kNoValue : n == -2 ? none() : intValue(t, n);
}
Value readIntoMethod(Thread &t, const Value *a) { return readInto(t, a, false); }
Value readInto1Method(Thread &t, const Value *a) { return readInto(t, a, true); }

bool fillBlock(Thread &t, Buffered *b, const uint8_t **data, int64_t *size);
Value peekMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  USE(b, kNoValue);
  if (!checkOpen(t, b, "peek of closed file")) return kNoValue;
  const uint8_t *data = nullptr; // stays so when the raw stream would block
  int64_t n;
  if (!fillBlock(t, b, &data, &n)) return kNoValue;
  return fromObject(bytesNew(t, data, std::max<int64_t>(n, 0)));
}

Value readLine(Thread &t, Buffered *b, int64_t limit) {
  USE(b, kNoValue);
  if (!checkOpen(t, b, "readline of closed file")) return kNoValue;
  if (!startReading(t, b)) return kNoValue;
  std::string line;
  for (;;) {
    const uint8_t *data = nullptr;
    int64_t n;
    if (!fillBlock(t, b, &data, &n)) return kNoValue;
    if (n <= 0) break;
    if (limit >= 0) n = std::min(n, limit - static_cast<int64_t>(line.size()));
    auto *newline = static_cast<const uint8_t *>(std::memchr(data, '\n', static_cast<size_t>(n)));
    if (newline) n = newline - data + 1;
    if (line.empty() && (newline || n == limit)) return takeBytes(t, b, n);
    line.append(reinterpret_cast<const char *>(data), static_cast<size_t>(n));
    b->position += n;
    if (newline || static_cast<int64_t>(line.size()) == limit) break;
  }
  return blockOf(t, std::move(line));
}
Value readlineMethod(Thread &t, const Value *a) {
  int64_t limit;
  return readSize(t, a[1], &limit) ? readLine(t, buffered(a[0]), limit) : kNoValue;
}
Value nextLine(Thread &t, Value self) {
  // A subclass may override readline().
  Type *type = typeOf(self);
  bool plain = type == ioTypes.reader || type == ioTypes.random;
  Value line = TRY(plain ? readLine(t, buffered(self), -1) : callMethodWith(t, self, names().readline));
  int64_t n = plain ? as<Bytes>(line)->length : length(t, line);
  return n > 0 ? line : kNoValue;
}

// --- Writing
bool writeBlock(Thread &t, Buffered *b, const void *data, int64_t size);
Value writeMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  if (!checkReady(t, b)) return kNoValue;
  if (isStr(a[1])) return raise(t, Msg::IoBytesLike, typeName(a[1]));
  BytesArgument bytes;
  if (!bytes.acquire(t, a[1])) return kNoValue;
  USE(b, kNoValue);
  if (!checkOpen(t, b, "write to closed file")) return kNoValue;
  return writeBlock(t, b, bytes.data, bytes.length) ? intValue(t, bytes.length) : kNoValue;
}
/// Waiting output goes to the raw stream, unread input of a BufferedRandom back.
bool synchronise(Thread &t, Buffered *b) {
  if (b->dirty) return flushBlock(t, b);
  if (!b->readable || !b->writable) return true;
  if (unread(b) && rawSeek(t, b, -unread(b), 1) < 0) return false;
  dropInput(b);
  return true;
}
Value flushMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  if (b->writable) {
    USE(b, kNoValue);
    if (!checkOpen(t, b, "flush of closed file")) return kNoValue;
    return synchronise(t, b) ? none() : kNoValue;
  }
  if (!checkOpen(t, b, "flush of closed file")) return kNoValue;
  if (!b->writable) return b->direct ? none() : callMethodWith(t, b->raw, names().flush);
  return none();
}

Value seekMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  int64_t target, whence = 0;
  if (!checkReady(t, b) || (ok(a[2]) && !toInt64(t, a[2], &whence))) return kNoValue;
  if (whence < 0 || whence > 4) return raise(t, Msg::IoUnsupportedWhenceAll, whence);
  if (!checkOpen(t, b, "seek of closed file")) return kNoValue;
  if (!b->direct) {
    Value seekable = TRY(callNamed(t, b->raw, "seekable"));
    if (!isTrue(seekable)) return raiseUnsupported(t, "File or stream is not seekable.");
  } else {
    if (fileOf(b)->seekable < 0 && fileSeek(t, fileOf(b), 0, 1) < 0) clearPending(t);
    if (!fileOf(b)->seekable) return raiseUnsupported(t, "File or stream is not seekable.");
  }
  if (!toInt64(t, a[1], &target)) return kNoValue;
  USE(b, kNoValue);
  if (!checkOpen(t, b, "seek of closed file") || (b->dirty && !flushBlock(t, b))) return kNoValue;
  if (whence != 2 && b->end > 0) { // within the block?
    int64_t end = rawTell(t, b);
    if (end < 0) return kNoValue;
    int64_t current = end - unread(b), wanted = whence == 0 ? target : current + target;
    if (wanted >= end - b->end && wanted <= end) {
      b->position = b->end - (end - wanted);
      return intValue(t, wanted);
    }
  }
  if (whence == 1) target -= unread(b);
  dropInput(b);
  int64_t n = rawSeek(t, b, target, static_cast<int>(whence));
  return n < 0 ? kNoValue : intValue(t, n);
}
Value tellMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  if (!checkReady(t, b)) return kNoValue;
  if (b->direct && fileOf(b)->fd < 0) return raiseText(t, Exc::ValueError, "I/O operation on closed file");
  int64_t n = rawTell(t, b);
  if (n < 0) return kNoValue;
  return intValue(t, b->dirty ? n + b->end : n - unread(b));
}
Value truncateMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  USE(b, kNoValue);
  if (!checkOpen(t, b, "truncate of closed file")) return kNoValue;
  if (!b->writable) return raiseUnsupported(t, "truncate");
  if (!synchronise(t, b)) return kNoValue;
  Value size = ok(a[1]) ? a[1] : none();
  if (isNone(size)) size = TRY(tellMethod(t, a));
  dropInput(b);
  return callNamed(t, b->raw, "truncate", size);
}
Value detachMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  if (!checkReady(t, b) || !ok(callMethodWith(t, a[0], names().flush))) return kNoValue;
  Value raw = b->raw;
  if (isInstance(raw, ioTypes.base)) as<IOBase>(raw)->owned = false;
  b->raw = kNoValue;
  b->detached = true;
  b->ready = false;
  unlinkOpen(b);
  return raw;
}
Value closeMethod(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  if (!checkReady(t, b)) return kNoValue;
  int closed = rawClosed(t, b);
  if (closed < 0) return kNoValue;
  if (closed > 0) return none();
  bool plain = isNativeBuffered(a[0]) && !ok(b->attributes); // else flush() may be overridden
  Value flushed = plain ? flushMethod(t, a) : callMethodWith(t, a[0], names().flush);
  Value error = ok(flushed) ? kNoValue : takePending(t);
  USE(b, kNoValue);
  Value result = callMethodWith(t, b->raw, names().close);
  unlinkOpen(b);
  if (b->dirty && ok(error)) b->dirty = false, b->end = 0;
  std::free(b->block);
  b->block = nullptr;
  b->position = b->end = 0;
  if (!ok(error)) return result;
  if (!ok(result)) {
    Value second = takePending(t);
    chainAfter(second, error);
    return raiseObject(t, second);
  }
  return raiseObject(t, error);
}

// --- Construction and plain attributes
bool initialiseBuffered(Thread &t, Buffered *b, Value raw, int64_t size, Type *kind) {
  b->ready = b->detached = false;
  if (size <= 0) return raise(t, Msg::IoBufferSmall), false;
  b->readable = kind != ioTypes.writer;
  b->writable = kind != ioTypes.reader;
  b->direct = ok(raw) && typeOf(raw) == ioTypes.file;
  if (b->direct) {
    auto *f = as<FileIO>(raw);
    if (f->fd < 0) return raiseText(t, Exc::ValueError, "I/O operation on closed file"), false;
    if (b->readable && !f->readable) return raiseUnsupported(t, "File or stream is not readable."), false;
    if (b->writable && !f->writable) return raiseUnsupported(t, "File or stream is not writable."), false;
  } else {
    auto check = [&](const char *method, const char *text) {
      Value answer = callNamed(t, raw, method);
      if (!ok(answer)) return false;
      return isTrue(answer) || (raiseUnsupported(t, text), false);
    };
    if (kind == ioTypes.random && !check("seekable", "File or stream is not seekable.")) return false;
    if (b->readable && !check("readable", "File or stream is not readable.")) return false;
    if (b->writable && !check("writable", "File or stream is not writable.")) return false;
  }
  b->raw = raw;
  if (isInstance(raw, ioTypes.base)) as<IOBase>(raw)->owned = true;
  b->size = size;
  std::free(b->block);
  b->block = static_cast<uint8_t *>(std::malloc(static_cast<size_t>(size)));
  if (!b->block) return raiseMemoryError(t), false;
  b->position = b->end = 0;
  b->dirty = false;
  b->ready = true;
  writeBarrier(b);
  if (b->writable) linkOpen(b);
  return true;
}
template <Type *IoTypes::*kind> Value initMethod(Thread &t, const Value *a) {
  int64_t size = kDefaultBufferSize;
  if (ok(a[2]) && !toSize(t, a[2], &size)) return kNoValue;
  return initialiseBuffered(t, buffered(a[0]), a[1], size, ioTypes.*kind) ? none() : kNoValue;
}
constexpr NativeRow kInitReader{"BufferedReader", initMethod<&IoTypes::reader>,
                                "($self, raw, buffer_size=8192)", NativeKind::Function};
constexpr NativeRow kInitWriter{"BufferedWriter", initMethod<&IoTypes::writer>,
                                "($self, raw, buffer_size=8192)", NativeKind::Function};
constexpr NativeRow kInitRandom{"BufferedRandom", initMethod<&IoTypes::random>,
                                "($self, raw, buffer_size=8192)", NativeKind::Function};

/// The block counts as part of the stream.
Value sizeOf(Thread &t, const Value *a) {
  Buffered *b = buffered(a[0]);
  return intValue(t, static_cast<int64_t>(typeOf(a[0])->instanceSize) + (b->block ? b->size : 0));
}
template <const char *const *name> Value forward(Thread &t, const Value *a) {
  if (!checkReady(t, buffered(a[0]))) return kNoValue;
  return callNamed(t, buffered(a[0])->raw, *name);
}
template <const char *const *name> Value forwardAttribute(Thread &t, Value self) {
  if (!checkReady(t, buffered(self))) return kNoValue;
  return attributeNamed(t, buffered(self)->raw, *name);
}
const char *const kSeekableName = "seekable", *const kReadableName = "readable",
                  *const kWritableName = "writable", *const kFilenoName = "fileno",
                  *const kIsattyName = "isatty", *const kNameName = "name", *const kModeName = "mode";

Value closedAttribute(Thread &t, Value self) {
  if (!checkReady(t, buffered(self))) return kNoValue;
  int closed = rawClosed(t, buffered(self));
  return closed < 0 ? kNoValue : fromBool(closed);
}
Value rawAttribute(Thread &t, Value self) {
  Value raw = buffered(self)->raw;
  return ok(raw) ? raw : none();
}
Value represent(Thread &t, Value self) {
  std::string text = "<_io.";
  text += strUtf8(t, typeOf(self)->name);
  if (!enterRecursion(t, " while getting the repr of an object")) return kNoValue;
  Value name = buffered(self)->ready ? forwardAttribute<&kNameName>(t, self) : kNoValue;
  if (ok(name)) {
    Str *shown = repr(t, name);
    leaveRecursion(t);
    if (!shown) return kNoValue;
    text += " name=";
    text += strUtf8(t, shown);
  } else {
    leaveRecursion(t);
    clearPending(t);
  }
  return fromObject(strFromUtf8(t, text + ">"));
}

#define ROW(name, code, signature) {name, code, signature}
#define COMMON_ROWS                                                                                \
  ROW("detach", detachMethod, "($self, /)"), ROW("flush", flushMethod, "($self, /)"),              \
      ROW("close", closeMethod, "($self, /)"), ROW("seek", seekMethod, "($self, target, whence=0, /)"), \
      ROW("tell", tellMethod, "($self, /)"),                                                       \
      ROW("seekable", forward<&kSeekableName>, "($self, /)"),                                      \
      ROW("fileno", forward<&kFilenoName>, "($self, /)"),                                          \
      ROW("isatty", forward<&kIsattyName>, "($self, /)"),                                          \
      ROW("__sizeof__", sizeOf, "($self, /)"),                                          \
      ROW("truncate", truncateMethod, "($self, pos=None, /)")
#define READ_ROWS                                                                                  \
  ROW("read", readMethod, "($self, size=-1, /)"), ROW("read1", read1Method, "($self, size=-1, /)"), \
      ROW("readinto", readIntoMethod, "($self, buffer, /)"),                                       \
      ROW("readinto1", readInto1Method, "($self, buffer, /)"),                                     \
      ROW("readline", readlineMethod, "($self, size=-1, /)"),                                      \
      ROW("peek", peekMethod, "($self, size=0, /)"),                                               \
      ROW("readable", forward<&kReadableName>, "($self, /)")
#define WRITE_ROWS                                                                                 \
  ROW("write", writeMethod, "($self, buffer, /)"),                                                 \
      ROW("writable", forward<&kWritableName>, "($self, /)")
const NativeRow kReaderMethods[] = {COMMON_ROWS, READ_ROWS, {nullptr, nullptr, nullptr}};
const NativeRow kWriterMethods[] = {COMMON_ROWS, WRITE_ROWS, {nullptr, nullptr, nullptr}};
const NativeRow kRandomMethods[] = {COMMON_ROWS, READ_ROWS, WRITE_ROWS, {nullptr, nullptr, nullptr}};
#undef ROW
const GetSetRow kGetSets[] = {{"raw", rawAttribute},
                              {"closed", closedAttribute},
                              {"name", forwardAttribute<&kNameName>},
                              {"mode", forwardAttribute<&kModeName>},
                              {nullptr, nullptr}};

bool fillBlock(Thread &t, Buffered *b, const uint8_t **data, int64_t *size) {
  if (!startReading(t, b)) return false;
  if (!unread(b)) {
    b->position = b->end = 0;
    int64_t n = rawRead(t, b, b->block, b->size);
    if (n == -1) return false;
    if (n == -2) return *size = -1, true;
    b->end = n;
  }
  *data = b->block + b->position;
  *size = unread(b);
  return true;
}

bool flushBlock(Thread &t, Buffered *b) {
  if (!b->dirty) return true;
  int64_t done = 0;
  while (done < b->end) {
    int64_t n = rawWrite(t, b, b->block + done, b->end - done);
    // A signal cuts a write short: its handler runs before the rest may wait for long.
    if (n >= 0 && !checkSignals(t)) done += n, n = -1;
    if (n < 0) {
      std::memmove(b->block, b->block + done, static_cast<size_t>(b->end - done));
      b->end -= done;
      if (n == -2) raiseBlocking(t, "write could not complete without blocking", 0);
      return false;
    }
    done += n;
  }
  b->dirty = false;
  b->position = b->end = 0;
  return true;
}

bool writeBlock(Thread &t, Buffered *b, const void *data, int64_t size) {
  auto *from = static_cast<const uint8_t *>(data);
  if (!startWriting(t, b)) return false;
  int64_t filled = b->dirty ? b->end : 0;
  if (size > b->size - filled) {
    if (!flushBlock(t, b)) {
      if (!pendingMatches(t, Exc::BlockingIOError)) return false;
      // Keep what fits, as the documentation of BlockingIOError.characters_written wants.
      clearPending(t);
      int64_t room = std::min(size, b->size - b->end);
      std::memcpy(b->block + b->end, from, static_cast<size_t>(room));
      b->end += room;
      if (room == size) return true;
      return raiseBlocking(t, "write could not complete without blocking", room), false;
    }
    filled = 0;
    int64_t all = size;
    while (size > b->size) {
      int64_t n = rawWrite(t, b, from, size);
      if (n == -1) return false;
      if (n == -2) {
        int64_t room = std::min(size, b->size);
        std::memcpy(b->block, from, static_cast<size_t>(room));
        b->dirty = true;
        b->end = room;
        return raiseBlocking(t, "write could not complete without blocking", all - size + room), false;
      }
      from += n;
      size -= n;
      if (!checkSignals(t)) return false;
    }
  }
  if (!size) return true;
  std::memcpy(b->block + filled, from, static_cast<size_t>(size));
  b->dirty = true;
  b->position = 0;
  b->end = filled + size;
  return true;
}

} // namespace

bool bufferedPeek(Thread &t, Buffered *b, const uint8_t **data, int64_t *size) {
  USE(b, false);
  return fillBlock(t, b, data, size);
}
bool bufferedFlush(Thread &t, Buffered *b) {
  USE(b, false);
  return flushBlock(t, b);
}
bool bufferedWrite(Thread &t, Buffered *b, const void *data, int64_t size) {
  USE(b, false);
  return writeBlock(t, b, data, size);
}

Value bufferedNew(Thread &t, Type *type, Value raw, int64_t size) {
  auto *b = static_cast<Buffered *>(allocateInstance(t, type));
  return initialiseBuffered(t, b, raw, size, type) ? fromObject(b) : kNoValue;
}

bool bufferedIsFor(const Buffered *b, const struct stat *file) {
  if (!b->direct || as<FileIO>(b->raw)->fd <= STDERR_FILENO) return false;
  struct stat own;
  return !file || (fstat(as<FileIO>(b->raw)->fd, &own) == 0 && own.st_dev == file->st_dev && own.st_ino == file->st_ino);
}
Buffered *bufferedWithOutput(const struct stat *file, bool unreached) {
  for (Buffered *b = openWriters; b; b = b->nextOpen)
    if (b->ready && b->dirty && b->end && !b->user && !(unreached && b->reached) && bufferedIsFor(b, file)) return b;
  return nullptr;
}
void noteReachedBuffered() {
  for (Buffered *b = openWriters; b; b = b->nextOpen) b->reached = isReached(b);
}

void flushAllBuffered(Thread &t) {
  for (Buffered *b = openWriters; b; b = b->nextOpen) {
    if (!b->ready || !b->dirty || b->user || (b->direct && fileOf(b)->fd < 0)) continue;
    if (!bufferedFlush(t, b)) clearPending(t);
  }
}

template <const NativeRow &initRow, bool reads> static void fillSlots(Slots &s) {
  s.create = createPlain;
  s.init = initBy<initRow>;
  s.repr = represent;
  if (reads) s.next = nextLine;
}
bool makeBufferedTypes(Thread &t) {
  auto make = [&](const char *name, const NativeRow *methods, void (*fill)(Slots &), const char *doc) {
    TypeSpec spec{TypeId::Object};
    spec.flags = kTypeSubclassable | kTypeOwnable;
    spec.instanceSize = sizeof(Buffered);
    spec.doc = doc;
    spec.trace = [](Object *o, Tracer &tracer) {
      tracer.value(static_cast<Buffered *>(o)->attributes);
      tracer.value(static_cast<Buffered *>(o)->raw);
    };
    spec.dispose = [](Object *o) {
      unlinkOpen(static_cast<Buffered *>(o));
      std::free(static_cast<Buffered *>(o)->block);
    };
    spec.methods = methods;
    spec.getSets = kGetSets;
    spec.fillSlots = fill;
    return makeNativeType(t, "_io", name, ioTypes.bufferedBase, spec);
  };
  ioTypes.reader = make("BufferedReader", kReaderMethods, fillSlots<kInitReader, true>,
                        "Create a new buffered reader using the given readable raw IO object.");
  ioTypes.writer = make("BufferedWriter", kWriterMethods, fillSlots<kInitWriter, false>,
                        "A buffer for a writeable sequential RawIO object.");
  ioTypes.random = make("BufferedRandom", kRandomMethods, fillSlots<kInitRandom, true>,
                        "A buffered interface to random access streams.");
  return true;
}

} // namespace rt
