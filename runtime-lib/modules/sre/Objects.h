// The objects of _sre: Pattern, Match, and the scanner behind finditer and scanner().
#pragma once

#include "runtime-lib/modules/sre/Matcher.h"
#include "runtime-lib/objects/Objects.h"

namespace rt::sre {

struct Pattern : Object {
  Value pattern;    // str, bytes or None
  Value groupIndex; // dict: name -> number
  Tuple *indexGroup;
  Program *program; // owned
  int64_t flags;
  int64_t groups;
  int kind; // 1: str pattern, 2: bytes pattern, 0: unknown
};
struct Match : Object {
  Value string, regs;
  Pattern *pattern;
  int64_t pos, endPos, lastIndex;
  int64_t groups;  // including group 0
  int64_t marks[]; // start, end of each; -1: did not take part
};
struct Scanner : Object {
  Pattern *pattern;
  Value string;
  int64_t start, pos, endPos; // start -1: exhausted
  bool mustAdvance;
};

struct Types {
  Type *pattern, *match, *scanner, *iterator;
};
extern Types types;
bool makeTypes(Thread &, Value module);

/// The text of a subject, held while matching; str, or any bytes-like object.
class Text {
public:
  Text() = default;
  Text(const Text &) = delete;
  ~Text() {
    if (held_)
      releaseBuffer(&buffer_);
  }
  /// TypeError when v is no text, or of the other kind than the pattern.
  bool open(Thread &, Pattern *pattern, Value v);
  Subject subject(int64_t end) const { return {data_, kind_, end}; }
  int64_t length() const { return length_; }
  /// v[start:end] as str or bytes.
  Value slice(Thread &, int64_t start, int64_t end) const;

private:
  Value value_ = kNoValue;
  const uint8_t *data_ = nullptr;
  int64_t length_ = 0;
  unsigned kind_ = 1;
  bool held_ = false;
  Buffer buffer_;
};

Value newMatch(Thread &, Pattern *, Value string, const Matcher &, int64_t pos, int64_t endPos);
/// Group n of a match, or `missing`.
Value matchGroup(Thread &, Match *, int64_t n, Value missing);
/// Number of the group that an index or name means; -1 with IndexError pending.
int64_t groupNumber(Thread &, Match *, Value key);
extern const NativeRow kPatternMethods[], kMatchMethods[];
extern const GetSetRow kMatchGetSets[];
Value matchRepr(Thread &, Value self);
Value matchGetItem(Thread &, Value self, Value key);
/// sub, subn: the rows' code with count of replacements.
Value substitute(Thread &, Pattern *, Value replacement, Value string, int64_t count,
                 bool withCount);

} // namespace rt::sre
