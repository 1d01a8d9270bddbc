// A regular expression as the matcher runs it: nodes with resolved targets and character sets with
// a table for Latin-1, made from the code that the library's re._compiler produces.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace rt::sre {

enum class Code : uint32_t {
#define SRE_OP(Name) Name,
#include "runtime-lib/modules/sre/Opcodes.def"
};
enum class AtCode : uint32_t {
#define SRE_AT(Name) Name,
#include "runtime-lib/modules/sre/Opcodes.def"
};
enum class Category : uint32_t {
#define SRE_CATEGORY(Name) Name,
#include "runtime-lib/modules/sre/Opcodes.def"
};

enum class Fold : uint8_t { None, Ascii, Locale, Unicode };
uint32_t foldCase(Fold fold, uint32_t c);
bool inCategory(Category category, uint32_t c);

/// A class of characters: a table for Latin-1, the original set program for the rest.
struct CharSet {
  uint8_t table[256];
  std::vector<uint32_t> code; // empty: `other` answers for all above Latin-1
  Fold fold = Fold::None;
  bool other = false;
  bool has(uint32_t c) const { return c < 256 ? table[c] : slow(c); }
  bool slow(uint32_t c) const;
};

enum class Op : uint8_t {
  Fail,
  Success,
  Char,
  NotChar,
  Set,
  Any,
  AnyAll,
  At,
  Jump,
  Branch,
  Mark,
  RepeatBegin,
  MaxUntil,
  MinUntil,
  Greedy,
  Lazy,
  Possessive, // of one character: `unit` says which kind of matcher
  GroupRef,
  GroupExists,
  Assert,
  AssertEnd,
  AssertNot,
  AssertNotEnd,
  Atomic,
  AtomicEnd,
  PossessiveBegin,
  PossessiveEnd,
  Text, // a run of at least two plain characters: c = first in `texts`, min = count
};
enum class Unit : uint8_t { Char, NotChar, Set, Any, AnyAll };

inline constexpr uint32_t kNoTarget = 0xffffffff, kUnlimited = 0xffffffff;

struct Node {
  Op op;
  Unit unit =
      Unit::Char; // what Greedy and relatives repeat; what a Branch alternative must begin with
  Fold fold = Fold::None;
  bool checked =
      false;      // Branch: unit/c/set is a necessary first character. Greedy: nextChar is known
  uint32_t c = 0; // character, group, AtCode, register
  uint32_t set = 0;
  uint32_t min = 0, max = 0;
  uint32_t target = kNoTarget;
  uint32_t nextChar = 0; // Greedy: the character that must follow
};

struct Program {
  std::vector<uint32_t> code; // as given, for comparison
  std::vector<Node> nodes;
  std::vector<CharSet> sets;
  std::vector<uint32_t> texts;
  uint32_t groups = 0, repeats = 0;
  // Search hints: every match begins with `prefix`, or with a character of `first`.
  std::vector<uint32_t> prefix;
  bool prefixIsAll = false, anchored = false, hasFirst = false, firstOther = true;
  uint8_t first[256];
  uint64_t minWidth = 0;
};

/// False when the code is not well formed.
bool compileProgram(std::vector<uint32_t> code, uint32_t groups, Program *out);

} // namespace rt::sre
