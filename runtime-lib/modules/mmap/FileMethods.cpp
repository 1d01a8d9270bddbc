// mmap: methods as those of a file, and searching.
#include "runtime-lib/modules/mmap/Mmap.h"

#include "runtime-lib/objects/bytes/Bytes.h"

#include <algorithm>
#include <cstring>

namespace rt::mmapmodule {

namespace {

Value bytesAt(Thread &t, Map *m, int64_t count) {
  Value bytes = fromObject(bytesNew(t, m->data + m->position, count));
  m->position += count;
  return bytes;
}
Value read(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  int64_t count = INT64_MAX;
  if (ok(a[1]) && !isNone(a[1])) {
    if (!isAnyInt(a[1]) && !typeOf(a[1])->slots.index) return raise(t, Msg::GcGenerationType, typeName(a[1]));
    if (!toSize(t, a[1], &count)) return kNoValue;
    if (count < 0) count = INT64_MAX;
  }
  return bytesAt(t, m, std::min(count, std::max<int64_t>(m->size - m->position, 0)));
}
Value readByte(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  if (m->position >= m->size) return raiseText(t, Exc::ValueError, "read byte out of range");
  return fromInt(m->data[m->position++]);
}
Value readLine(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  const int64_t rest = std::max<int64_t>(m->size - m->position, 0);
  if (!rest) return fromObject(bytesNew(t, "", 0));
  const uint8_t *start = m->data + m->position;
  auto *end = static_cast<const uint8_t *>(std::memchr(start, '\n', static_cast<size_t>(rest)));
  return bytesAt(t, m, end ? end - start + 1 : rest);
}
Value write(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  BytesArgument bytes;
  if (!bytes.acquire(t, a[1]) || !checkWritable(t, m)) return kNoValue;
  if (m->position > m->size || m->size - m->position < bytes.length) return raiseText(t, Exc::ValueError, "data out of range");
  std::memcpy(m->data + m->position, bytes.data, static_cast<size_t>(bytes.length));
  m->position += bytes.length;
  return intValue(t, bytes.length);
}
Value writeByte(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  int64_t byte;
  if (!longArgument(t, a[1], &byte)) return kNoValue;
  if (byte < 0 || byte > 255)
    return raise(t, Msg::ArrayItemRange, "unsigned byte integer", byte < 0 ? "less" : "greater", byte < 0 ? "minimum" : "maximum");
  if (!checkWritable(t, m)) return kNoValue;
  if (m->position >= m->size) return raiseText(t, Exc::ValueError, "write byte out of range");
  m->data[m->position++] = static_cast<uint8_t>(byte);
  return none();
}
Value seek(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  int64_t distance, to;
  int how = 0;
  if (!toInt64(t, a[1], &distance) || (ok(a[2]) && !intArgument(t, a[2], &how))) return kNoValue;
  if (how < 0 || how > 2) return raiseText(t, Exc::ValueError, "unknown seek type");
  const int64_t from = how == 0 ? 0 : how == 1 ? m->position : m->size;
  if (__builtin_add_overflow(from, distance, &to) || to < 0 || to > m->size) return raiseText(t, Exc::ValueError, "seek out of range");
  m->position = to;
  return none();
}
Value tell(Thread &t, const Value *a) { return intValue(t, TRY(opened(t, a[0]))->position); }

template <bool fromEnd> Value find(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  BytesArgument sub;
  int64_t start = m->position, end = m->size;
  if (!sub.acquire(t, a[1]) || (ok(a[2]) && !toInt64(t, a[2], &start)) || (ok(a[3]) && !toInt64(t, a[3], &end))) return kNoValue;
  auto clip = [&](int64_t i) { return std::clamp<int64_t>(i < 0 ? i + m->size : i, 0, m->size); };
  start = clip(start);
  end = clip(end);
  const int64_t last = end - sub.length;
  auto *first = m->data;
  auto same = [&](int64_t i) { return !std::memcmp(first + i, sub.data, static_cast<size_t>(sub.length)); };
  if constexpr (fromEnd) {
    for (int64_t i = last; i >= start; i--)
      if (same(i)) return intValue(t, i);
  } else if (last >= start) {
    void *at = sub.length ? memmem(first + start, static_cast<size_t>(end - start), sub.data, static_cast<size_t>(sub.length)) : first + start;
    if (at) return intValue(t, static_cast<uint8_t *>(at) - first);
  }
  return fromInt(-1);
}
Value move(Thread &t, const Value *a) {
  Map *m = TRY(opened(t, a[0]));
  int64_t to, from, count;
  if (!toInt64(t, a[1], &to) || !toInt64(t, a[2], &from) || !toInt64(t, a[3], &count) || !checkWritable(t, m)) return kNoValue;
  if (to < 0 || from < 0 || count < 0 || m->size - to < count || m->size - from < count)
    return raiseText(t, Exc::ValueError, "source, destination, or count out of range");
  std::memmove(m->data + to, m->data + from, static_cast<size_t>(count));
  return none();
}

} // namespace

const NativeRow kFileMethods[] = {{"find", find<false>, "($self, sub, start=0, end=0, /)"},
                                  {"move", move, "($self, dest, src, count, /)"},
                                  {"read", read, "($self, n=None, /)"},
                                  {"read_byte", readByte, "($self, /)"},
                                  {"readline", readLine, "($self, /)"},
                                  {"rfind", find<true>, "($self, sub, start=0, end=0, /)"},
                                  {"seek", seek, "($self, pos, whence=0, /)"},
                                  {"tell", tell, "($self, /)"},
                                  {"write", write, "($self, bytes, /)"},
                                  {"write_byte", writeByte, "($self, byte, /)"},
                                  {nullptr, nullptr, nullptr}};

} // namespace rt::mmapmodule
