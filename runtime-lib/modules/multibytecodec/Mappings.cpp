// The tables of the multibyte codecs and their unpacking. A mapping begins as its base, with the keys moved,
// then come its own entries; the way back is made from the whole.
#include "runtime-lib/modules/multibytecodec/Mappings.h"

#include <algorithm>
#include <iterator>

namespace rt::multibyte {
#include "MultibyteCodecs.inc"

namespace {

// Row and cell of an EUC key as Shift_JIS packs them. Keys with a last byte below 80 are of the second plane, of
// which JIS X 0213 has the rows below.
uint32_t shiftKey(uint32_t key) {
  if (key < 0x100)
    return key < 0x80 ? key : 0;
  if (key >> 8 == 0x8e)
    return key & 0xff;
  const uint32_t row = (key >> 8) - 0xa0, cell = (key & 0x7f) - 0x20;
  uint32_t lead;
  if (key & 0x80)
    lead = (row + (row <= 62 ? 0x101 : 0x181)) / 2;
  else if (row == 1 || row == 8 || (row >= 3 && row <= 5) || (row >= 12 && row <= 15))
    lead = (row + 0x1df) / 2 - row / 8 * 3;
  else if (row >= 78)
    lead = (row + 0x19b) / 2;
  else
    return 0;
  return lead << 8 | (row & 1 ? cell + (cell < 64 ? 0x3f : 0x40) : cell + 0x9e);
}

// Johab has the rows of symbols and hanja; its Hangul lies elsewhere.
uint32_t johabKey(uint32_t key) {
  if (key < 0x100)
    return key;
  const uint32_t row = (key >> 8) - 0xa0, cell = (key & 0xff) - 0xa0;
  if (row > 12 && row < 42)
    return 0;
  const uint32_t half = row - 1 + (row <= 12 ? 0x1b2 : 0x197), trail = cell - 1 + (half & 1 ? 0x5e : 0);
  return half >> 1 << 8 | (trail + (trail < 0x4e ? 0x31 : 0x43));
}

uint32_t movedKey(BaseKeys how, uint32_t key) {
  switch (how) {
  case BaseKeys::Same:
    return key;
  case BaseKeys::Shift:
    return shiftKey(key);
  case BaseKeys::Johab:
    return johabKey(key);
  }
  return 0;
}

constexpr uint32_t kNoPoints[256] = {};
constexpr uint16_t kNoKeys[256] = {};

/// Sets an entry of a table of pages, of which those that are `empty` are shared.
template <typename Entry> void setEntry(const Entry **pages, uint32_t index, Entry entry, const Entry *empty) {
  const Entry *&page = pages[index >> 8];
  if (page == empty)
    page = new Entry[256]();
  const_cast<Entry *>(page)[index & 0xff] = entry;
}
void setPoint(Pages &pages, uint32_t key, uint32_t point) { setEntry(pages.points, key, point, kNoPoints); }
void setKey(Pages &pages, uint32_t point, uint32_t key, bool replace) {
  if (replace || !pages.keys[point >> 8][point & 0xff])
    setEntry(pages.keys, point, static_cast<uint16_t>(key), kNoKeys);
}

// The format is described in the script.
void addEntries(Pages &pages, std::span<const uint8_t> entries) {
  uint32_t key = 0, point = 0;
  auto next = [&](uint32_t p) { setPoint(pages, key++, point = p); };
  for (size_t i = 0; i < entries.size();) {
    const uint8_t op = entries[i++];
    auto byte = [&] { return static_cast<uint32_t>(entries[i++]); };
    if (op >= 0x80) {
      next(0x4e00 + ((op & 0x7fu) << 8 | byte()));
    } else if (op >= 0x40) {
      next(point + op - 0x40 + 2);
    } else if (op == 0x3e) {
      key = byte() << 8;
      key |= byte();
    } else if (op >= 0x30) {
      key += op - 0x30 + 1;
    } else if (op) {
      for (unsigned n = 0; n < op; n++)
        next(point + 1);
    } else {
      uint32_t any = byte() << 16;
      any |= byte() << 8;
      next(any | byte());
    }
  }
}

} // namespace

const Pages &Mapping::unpack() {
  auto *made = new Pages{};
  std::fill(std::begin(made->points), std::end(made->points), kNoPoints);
  std::fill(std::begin(made->keys), std::end(made->keys), kNoKeys);
  if (base)
    for (uint32_t key = 1; key < 0x10000; key++)
      if (uint32_t point = base->point(key), moved = movedKey(baseKeys, key); point && point < kFirstPair && moved)
        setPoint(*made, moved, point);
  addEntries(*made, entries);
  // Of several keys the smallest whose last byte is 80 or more; without such a key, the greatest.
  auto setKeys = [&](uint32_t key, bool high) {
    const uint32_t point = made->points[key >> 8][key & 0xff];
    if (point && point < kFirstPair && !(key & 0x80) != high)
      setKey(*made, point, key, false);
  };
  for (uint32_t key = 1; key < 0x10000; key++)
    setKeys(key, true);
  for (uint32_t key = 0xffff; key > 0; key--)
    setKeys(key, false);
  for (const OneWay &row : oneWay)
    setKey(*made, row.point, row.key, true);
  for (const Pair &pair : pairs)
    made->pairsBegin[pair.first] = true;
  return *(pages = made);
}

uint16_t Mapping::pairKey(uint32_t first, uint32_t second) const {
  for (const Pair &pair : pairs)
    if (pair.first == first && pair.second == second)
      return pair.key;
  return kNoKey;
}

int64_t gb18030Number(uint32_t point) {
  for (const FourByteRange &range : kGb18030Ranges)
    if (point - range.point < range.count)
      return range.number + (point - range.point);
  return -1;
}
uint32_t gb18030Point(uint32_t number) {
  for (const FourByteRange &range : kGb18030Ranges)
    if (number - range.number < range.count)
      return range.point + (number - range.number);
  return 0;
}

} // namespace rt::multibyte
