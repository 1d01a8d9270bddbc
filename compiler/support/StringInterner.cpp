// String interning by linear probing in a power-of-two table kept at most half full.
#include "compiler/support/StringInterner.h"

#include <cstdlib>
#include <cstring>

namespace regius {

static uint32_t hashText(std::string_view text) {
  uint32_t hash = 2166136261u;
  for (unsigned char c : text)
    hash = (hash ^ c) * 16777619u;
  return hash ^ (hash >> 15);
}

StringInterner::~StringInterner() { std::free(slots_); }

void StringInterner::grow() {
  uint32_t capacity = capacity_ ? capacity_ * 2 : 256;
  auto **slots =
      static_cast<const Identifier::Entry **>(std::calloc(capacity, sizeof(Identifier::Entry *)));
  if (!slots)
    std::abort();
  for (uint32_t i = 0; i < capacity_; ++i) {
    if (!slots_[i])
      continue;
    uint32_t at = slots_[i]->hash & (capacity - 1);
    while (slots[at])
      at = (at + 1) & (capacity - 1);
    slots[at] = slots_[i];
  }
  std::free(slots_);
  slots_ = slots;
  capacity_ = capacity;
}

Identifier StringInterner::intern(std::string_view text) {
  if (count_ * 2 >= capacity_)
    grow();
  uint32_t hash = hashText(text);
  uint32_t at = hash & (capacity_ - 1);
  for (; const Identifier::Entry *entry = slots_[at]; at = (at + 1) & (capacity_ - 1))
    if (entry->hash == hash && Identifier(entry).view() == text)
      return Identifier(entry);
  auto *entry = static_cast<Identifier::Entry *>(
      arena_.allocate(sizeof(Identifier::Entry) + text.size(), alignof(Identifier::Entry)));
  entry->size = uint32_t(text.size());
  entry->hash = hash;
  std::memcpy(reinterpret_cast<char *>(entry + 1), text.data(), text.size());
  slots_[at] = entry;
  ++count_;
  return Identifier(entry);
}

} // namespace regius
