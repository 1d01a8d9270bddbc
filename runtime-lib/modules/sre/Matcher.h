// The matcher: runs a Program over text of 1, 2 or 4 bytes per character.
#pragma once

#include "runtime-lib/modules/sre/Program.h"

namespace rt {
struct Thread;
}

namespace rt::sre {

/// The text between `beginning` 0 and `end`; characters before the starting position are visible to
/// look-behind and boundaries.
struct Subject {
  const uint8_t *data;
  unsigned kind;
  int64_t end;
};

enum class Mode { Match, FullMatch, Search };

/// One run after another over the same subject. Marks hold the groups of the last success.
class Matcher {
public:
  Matcher(const Program &program, Subject subject);
  ~Matcher();
  Matcher(const Matcher &) = delete;
  /// 1: matched [matchStart, matchEnd); 0: no match; -1: out of memory.
  int run(Mode mode, int64_t start, bool mustAdvance);
  int64_t matchStart = 0, matchEnd = 0;
  const int64_t *marks() const { return regs_; }
  int64_t lastIndex() const { return regs_[program_.groups * 2]; } // group number or -1

private:
  struct Entry {
    uint32_t kind, pc;
    int64_t a, b;
  };
  template <typename Char> int search(int64_t start, bool mustAdvance);
  template <typename Char> int match(int64_t start, bool full, bool mustAdvance);
  int runAt(int64_t start, bool full, bool mustAdvance);
  int64_t nextPrefix(int64_t from);
  bool grow();
  void reset();

  const Program &program_;
  Subject subject_;
  int64_t *regs_; // marks, last index, then count and last position of each repeat
  uint32_t regCount_;
  int64_t smallRegs_[32];
  Entry *stack_;
  std::size_t capacity_;
  Entry smallStack_[64];
  std::vector<uint8_t>
      prefixUnits_; // the prefix in the subject's code units; empty: cannot occur or no prefix
  bool impossible_ = false;
};

} // namespace rt::sre
