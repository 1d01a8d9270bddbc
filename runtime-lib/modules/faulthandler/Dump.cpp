// faulthandler: writing tracebacks from signal handlers. What the frames refer to is static or reachable
// from the running functions, so it is there; the thread that was interrupted may be anywhere.
#include "runtime-lib/modules/faulthandler/Faulthandler.h"

#include "runtime-lib/abi/ProgramData.h"
#include "runtime-lib/objects/Frame.h"

#include <cstring>
#include <unistd.h>

namespace rt::fault {

namespace {

constexpr int kMaxFrames = 100, kMaxThreads = 100;
constexpr int64_t kMaxText = 500;

void writeBytes(int fd, const char *data, size_t size) { (void)!write(fd, data, size); }
void writeNumber(int fd, uint64_t n, unsigned base, int width) {
  char digits[24];
  char *at = digits + sizeof digits;
  do
    *--at = "0123456789abcdef"[n % base];
  while ((n /= base) || digits + sizeof digits - at < width);
  writeBytes(fd, at, static_cast<size_t>(digits + sizeof digits - at));
}
void writeStr(int fd, const Str *s) {
  for (int64_t i = 0; i < s->length && i < kMaxText; i++) {
    uint32_t c = strAt(s, i);
    if (c >= ' ' && c < 127) {
      auto byte = static_cast<char>(c);
      writeBytes(fd, &byte, 1);
    } else {
      writeText(fd, c < 0x100 ? "\\x" : c < 0x10000 ? "\\u" : "\\U");
      writeNumber(fd, c, 16, c < 0x100 ? 2 : c < 0x10000 ? 4 : 8);
    }
  }
  if (s->length > kMaxText) writeText(fd, "...");
}
void dumpFrame(int fd, const Frame *frame) {
  const CodeInfo *info = frame->function->info;
  writeText(fd, "  File \"");
  writeText(fd, info->module->fileName);
  writeText(fd, "\", line ");
  int line = codePosition(info, framePc(frame)).line;
  if (line > 0) writeNumber(fd, static_cast<uint64_t>(line), 10, 1);
  else writeText(fd, "???");
  writeText(fd, " in ");
  Value name = info->module->constants[info->name];
  if (ok(name) && isStr(name)) writeStr(fd, as<Str>(name));
  else writeText(fd, "???");
  writeText(fd, "\n");
}
void dumpFrames(int fd, const Frame *frame) {
  if (!frame) writeText(fd, "  <no Python frame>\n");
  for (int i = 0; frame; i++, frame = frame->previous) {
    if (i == kMaxFrames) return writeText(fd, "  ...\n");
    dumpFrame(fd, frame);
  }
}
struct ThreadList {
  Thread *threads[kMaxThreads];
  int count;
};

} // namespace

void writeText(int fd, const char *text) { writeBytes(fd, text, std::strlen(text)); }

void dumpStack(int fd, Thread &t) {
  writeText(fd, "Stack (most recent call first):\n");
  dumpFrames(fd, t.frame);
}
void dumpThreads(int fd, Thread *current) {
  ThreadList list{{}, 0};
  forEachThread(
      [](Thread &t, void *data) {
        auto *l = static_cast<ThreadList *>(data);
        if (l->count < kMaxThreads) l->threads[l->count++] = &t;
      },
      &list);
  for (int i = list.count; i-- > 0;) {
    Thread *t = list.threads[i];
    writeText(fd, t == current ? "Current thread 0x" : "Thread 0x");
    writeNumber(fd, t->id, 16, 16);
    writeText(fd, " (most recent call first):\n");
    dumpFrames(fd, t->frame);
    if (i) writeText(fd, "\n");
  }
}
void dump(int fd, Thread *current, bool allThreads) {
  if (allThreads) dumpThreads(fd, current);
  else if (current) dumpStack(fd, *current);
}

} // namespace rt::fault
