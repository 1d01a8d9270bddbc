// Identifiers: one copy of each distinct text per interner.
#pragma once
#include "compiler/support/Arena.h"

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace regius {

// An interned, NFKC-normalised UTF-8 name; null when absent. Comparing two names of one interner
// costs a pointer compare; names of different interners compare by text.
class Identifier {
public:
  Identifier() = default;

  explicit operator bool() const { return entry_ != nullptr; }
  std::string_view view() const {
    return entry_ ? std::string_view(reinterpret_cast<const char *>(entry_ + 1), entry_->size)
                  : std::string_view();
  }
  operator std::string_view() const { return view(); }
  size_t size() const { return entry_ ? entry_->size : 0; }
  uint32_t hash() const { return entry_ ? entry_->hash : 0; }

  friend bool operator==(Identifier a, Identifier b) {
    if (a.entry_ == b.entry_)
      return true;
    return a.entry_ && b.entry_ && a.entry_->hash == b.entry_->hash && a.view() == b.view();
  }
  friend bool operator==(Identifier a, std::string_view b) { return a.entry_ && a.view() == b; }

private:
  friend class StringInterner;
  struct Entry {
    uint32_t size;
    uint32_t hash;
    // the characters follow
  };
  explicit Identifier(const Entry *entry) : entry_(entry) {}
  const Entry *entry_ = nullptr;
};

struct IdentifierHash {
  size_t operator()(Identifier name) const { return name.hash(); }
};

// Open-addressing hash table whose entries live in the given arena.
class StringInterner {
public:
  explicit StringInterner(Arena &arena) : arena_(arena) {}
  StringInterner(const StringInterner &) = delete;
  StringInterner &operator=(const StringInterner &) = delete;
  ~StringInterner();

  Identifier intern(std::string_view text);

private:
  void grow();

  Arena &arena_;
  const Identifier::Entry **slots_ = nullptr;
  uint32_t capacity_ = 0, count_ = 0;
};

} // namespace regius
