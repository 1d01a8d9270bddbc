// The tables of the multibyte codecs and their unpacking. A mapping begins as its base, with the keys moved,
// then come its own entries; the way back is made from the whole.
#include "runtime-lib/modules/multibytecodec/Mappings.h"

#include <algorithm>

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

void setPoint(Pages &pages, uint32_t key, uint32_t point) {
  uint32_t *&page = pages.points[key >> 8];
  if (!page)
    page = new uint32_t[256]();
  page[key & 0xff] = point;
}
void setKey(Pages &pages, uint32_t point, uint32_t key, bool replace) {
  uint16_t *&page = pages.keys[point >> 8];
  if (!page)
    page = new uint16_t[256]();
  if (replace || !page[point & 0xff])
    page[point & 0xff] = static_cast<uint16_t>(key);
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

Pages &Mapping::unpack() {
  auto *made = new Pages{};
  if (base)
    for (uint32_t key = 1; key < 0x10000; key++)
      if (uint32_t point = base->point(key), moved = movedKey(baseKeys, key); point && point < kFirstPair && moved)
        setPoint(*made, moved, point);
  addEntries(*made, entries);
  // Of several keys the smallest whose last byte is 80 or more; without such a key, the greatest.
  for (uint32_t key = 1; key < 0x10000; key++)
    if (const uint32_t *page = made->points[key >> 8]; page && page[key & 0xff] && (key & 0x80) && page[key & 0xff] < kFirstPair)
      setKey(*made, page[key & 0xff], key, false);
  for (uint32_t key = 0xffff; key > 0; key--)
    if (const uint32_t *page = made->points[key >> 8]; page && page[key & 0xff] && !(key & 0x80) && page[key & 0xff] < kFirstPair)
      setKey(*made, page[key & 0xff], key, false);
  for (const OneWay &row : oneWay)
    setKey(*made, row.point, row.key, true);
  return *(pages = made);
}

bool Mapping::beginsPair(uint32_t point) const {
  auto found = std::lower_bound(pairs.begin(), pairs.end(), point,
                                [](const Pair &pair, uint32_t p) { return pair.first < p; });
  return found != pairs.end() && found->first == point;
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
