// Backtracking over nodes with an explicit stack, so that no pattern or text overflows the native
// stack.
//
// The stack mixes choices (where to go on after a failure) with saved registers (undone on the way
// down): the groups and the repeat counters are always what they were when a choice was made. A
// greedy loop over one character class is a single entry that shrinks. Look-around and atomic
// groups push a barrier; leaving them cuts the choices above it but keeps the saved registers.
#include "runtime-lib/modules/sre/Matcher.h"

#include "runtime-lib/objects/str/Str.h"
#include "runtime-lib/objects/unicode/Unicode.h"

#include <cstdlib>
#include <cstring>

namespace rt::sre {
namespace {

enum Kind : uint32_t {
  kRestore,    // register pc had value a
  kChoice,     // go on at pc, position a
  kGreedyMore, // Greedy node pc: next try at position a, not below b
  kLazyMore,   // Lazy node pc: at position a, b characters taken
  kLazyBody,   // MinUntil node pc: take one more body from position a, count b
  kBarrier,    // of node pc, entered at position a; b: enclosing barrier
  kPossessive, // barrier of a possessive repeat: as kBarrier, followed by a kCount entry below it
  kCount,      // a: iterations done; b: position where the last began
};

template <typename Char> const Char *textOf(const Subject &s) {
  return reinterpret_cast<const Char *>(s.data);
}

// How many of up to `limit` characters from p the unit of n takes.
template <typename Char>
int64_t countUnit(const Program &program, const Node &n, const Char *p, int64_t limit) {
  int64_t i = 0;
  switch (n.unit) {
  case Unit::AnyAll:
    return limit;
  case Unit::Any:
    if constexpr (sizeof(Char) == 1) {
      auto *newline = static_cast<const Char *>(std::memchr(p, '\n', static_cast<size_t>(limit)));
      return newline ? newline - p : limit;
    }
    while (i < limit && p[i] != '\n')
      i++;
    return i;
  case Unit::Char:
    while (i < limit && p[i] == n.c)
      i++;
    return i;
  case Unit::NotChar:
    if constexpr (sizeof(Char) == 1) {
      if (n.c > 255)
        return limit;
      auto *found = static_cast<const Char *>(
          std::memchr(p, static_cast<int>(n.c), static_cast<size_t>(limit)));
      return found ? found - p : limit;
    }
    while (i < limit && p[i] != n.c)
      i++;
    return i;
  case Unit::Set: {
    const CharSet &set = program.sets[n.set];
    if constexpr (sizeof(Char) == 1) {
      const uint8_t *table = set.table;
      while (i + 4 <= limit && table[p[i]] && table[p[i + 1]] && table[p[i + 2]] && table[p[i + 3]])
        i += 4;
      while (i < limit && table[p[i]])
        i++;
    } else {
      while (i < limit && set.has(p[i]))
        i++;
    }
    return i;
  }
  }
  return i;
}

bool unitHas(const Program &program, const Node &n, uint32_t c) {
  switch (n.unit) {
  case Unit::Char:
    return c == n.c;
  case Unit::NotChar:
    return c != n.c;
  case Unit::Set:
    return program.sets[n.set].has(c);
  case Unit::Any:
    return c != '\n';
  case Unit::AnyAll:
    return true;
  }
  return false;
}

template <typename Char> bool isWordAt(const Char *text, int64_t i, AtCode code) {
  uint32_t c = text[i];
  Category category = code == AtCode::Boundary || code == AtCode::NonBoundary ? Category::Word
                      : code == AtCode::LocBoundary || code == AtCode::LocNonBoundary
                          ? Category::LocWord
                          : Category::UniWord;
  return inCategory(category, c);
}

template <typename Char> bool positionIs(AtCode code, const Char *text, int64_t i, int64_t end) {
  switch (code) {
  case AtCode::Beginning:
  case AtCode::BeginningString:
    return i == 0;
  case AtCode::BeginningLine:
    return i == 0 || text[i - 1] == '\n';
  case AtCode::End:
    return i == end || (i == end - 1 && text[i] == '\n');
  case AtCode::EndLine:
    return i == end || text[i] == '\n';
  case AtCode::EndString:
    return i == end;
  default:
    break;
  }
  if (end == 0)
    return false;
  bool before = i > 0 && isWordAt(text, i - 1, code), here = i < end && isWordAt(text, i, code);
  bool boundary = before != here;
  return code == AtCode::Boundary || code == AtCode::LocBoundary || code == AtCode::UniBoundary
             ? boundary
             : !boundary;
}

} // namespace

Matcher::Matcher(const Program &program, Subject subject)
    : program_(program), subject_(subject), regs_(smallRegs_),
      regCount_(program.groups * 2 + 1 + program.repeats * 2), stack_(smallStack_),
      capacity_(std::size(smallStack_)) {
  if (regCount_ > std::size(smallRegs_))
    regs_ = static_cast<int64_t *>(std::malloc(regCount_ * sizeof(int64_t)));
  for (uint32_t c : program.prefix) {
    if (subject.kind < 4 && c >= 1u << 8 * subject.kind)
      impossible_ = true;
    for (unsigned k = 0; k < subject.kind; k++)
      prefixUnits_.push_back(static_cast<uint8_t>(c >> 8 * k)); // little-endian hosts
  }
  if constexpr (__BYTE_ORDER__ == __ORDER_BIG_ENDIAN__)
    for (size_t i = 0; i < program.prefix.size(); i++)
      putPoint(prefixUnits_.data(), subject.kind, static_cast<int64_t>(i), program.prefix[i]);
}

Matcher::~Matcher() {
  if (regs_ != smallRegs_)
    std::free(regs_);
  if (stack_ != smallStack_)
    std::free(stack_);
}

bool Matcher::grow() {
  size_t capacity = capacity_ * 2;
  auto *bigger =
      static_cast<Entry *>(stack_ == smallStack_ ? std::malloc(capacity * sizeof(Entry))
                                                 : std::realloc(stack_, capacity * sizeof(Entry)));
  if (!bigger)
    return false;
  if (stack_ == smallStack_)
    std::memcpy(bigger, smallStack_, sizeof smallStack_);
  stack_ = bigger;
  capacity_ = capacity;
  return true;
}

void Matcher::reset() { std::memset(regs_, 0xff, regCount_ * sizeof(int64_t)); }

template <typename Char> int Matcher::match(int64_t start, bool full, bool mustAdvance) {
  const Program &program = program_;
  const Node *nodes = program.nodes.data();
  const Char *text = textOf<Char>(subject_);
  const int64_t end = subject_.end;
  const uint32_t lastIndexReg = program.groups * 2;
  constexpr int64_t kNoBarrier = -1;
  reset();
  size_t top = 0;
  int64_t barrier = kNoBarrier, i = start;
  uint32_t pc = 0;
  bool memoryOk = true;
  auto push = [&](Kind kind, uint32_t at, int64_t a, int64_t b) {
    if (top == capacity_ && !grow()) {
      memoryOk = false;
      return;
    }
    stack_[top++] = {kind, at, a, b};
  };
  auto setReg = [&](uint32_t reg, int64_t v) {
    if (top > 0)
      push(kRestore, reg, regs_[reg], 0); // without choices there is nothing to return to
    regs_[reg] = v;
  };
  // Drops the choices above the barrier entry and the barrier itself, keeping saved registers.
  auto cut = [&](size_t at) {
    size_t out = at;
    for (size_t k = at + 1; k < top; k++)
      if (stack_[k].kind == kRestore)
        stack_[out++] = stack_[k];
    top = out;
  };
  auto fits = [&](const Node &n) {
    return !n.checked || (i < end && unitHas(program, n, text[i]));
  };

  for (;;) {
    const Node &n = nodes[pc];
    switch (n.op) {
    case Op::Fail:
      goto fail;
    case Op::Success:
      if ((full && i != end) || (mustAdvance && i == start))
        goto fail;
      if (!memoryOk)
        return -1;
      matchStart = start;
      matchEnd = i;
      return 1;
    case Op::Char:
      if (i >= end || text[i] != n.c)
        goto fail;
      i++, pc++;
      continue;
    case Op::Text: {
      if (end - i < n.min)
        goto fail;
      const uint32_t *wanted = program.texts.data() + n.c;
      for (uint32_t k = 0; k < n.min; k++)
        if (text[i + k] != wanted[k])
          goto fail;
      i += n.min, pc += n.min;
      continue;
    }
    case Op::NotChar:
      if (i >= end || text[i] == n.c)
        goto fail;
      i++, pc++;
      continue;
    case Op::Set:
      if (i >= end || !program.sets[n.set].has(text[i]))
        goto fail;
      i++, pc++;
      continue;
    case Op::Any:
      if (i >= end || text[i] == '\n')
        goto fail;
      i++, pc++;
      continue;
    case Op::AnyAll:
      if (i >= end)
        goto fail;
      i++, pc++;
      continue;
    case Op::At:
      if (!positionIs(static_cast<AtCode>(n.c), text, i, end))
        goto fail;
      pc++;
      continue;
    case Op::Jump:
      pc = n.target;
      continue;
    case Op::Branch: {
      // The first alternative that can begin here, and the one to fall back to.
      uint32_t alternative = pc;
      while (alternative != kNoTarget && !fits(nodes[alternative]))
        alternative = nodes[alternative].target;
      if (alternative == kNoTarget)
        goto fail;
      uint32_t next = nodes[alternative].target;
      while (next != kNoTarget && !fits(nodes[next]))
        next = nodes[next].target;
      if (next != kNoTarget)
        push(kChoice, next, i, 0);
      pc = alternative + 1;
      continue;
    }
    case Op::Mark:
      setReg(n.c, i);
      if (n.c & 1)
        setReg(lastIndexReg, n.c / 2 + 1);
      pc++;
      continue;
    case Op::RepeatBegin:
      setReg(lastIndexReg + 1 + n.c * 2, -1);
      setReg(lastIndexReg + 2 + n.c * 2, -1);
      pc = n.target;
      continue;
    case Op::MaxUntil: {
      uint32_t countReg = lastIndexReg + 1 + n.c * 2;
      int64_t count = regs_[countReg] + 1;
      if (count < n.min) {
        setReg(countReg, count);
        pc = n.target;
      } else if ((n.max == kUnlimited || count < n.max) && i != regs_[countReg + 1]) {
        push(kChoice, pc + 1, i, 0);
        setReg(countReg, count);
        setReg(countReg + 1, i);
        pc = n.target;
      } else
        pc++;
      if (!memoryOk)
        return -1;
      continue;
    }
    case Op::MinUntil: {
      uint32_t countReg = lastIndexReg + 1 + n.c * 2;
      int64_t count = regs_[countReg] + 1;
      if (count < n.min) {
        setReg(countReg, count);
        pc = n.target;
      } else {
        push(kLazyBody, pc, i, count);
        pc++;
      }
      if (!memoryOk)
        return -1;
      continue;
    }
    case Op::Greedy: {
      int64_t limit = end - i;
      if (n.min > limit)
        goto fail;
      if (n.max != kUnlimited && n.max < limit)
        limit = n.max;
      int64_t taken = countUnit(program, n, text + i, limit);
      if (taken < n.min)
        goto fail;
      if (taken > n.min)
        push(kGreedyMore, pc, i + taken, i + n.min);
      else {
        i += taken, pc++;
        continue;
      }
      goto fail; // takes the entry just pushed: the longest first
    }
    case Op::Lazy: {
      if (n.min) {
        if (n.min > end - i || countUnit(program, n, text + i, n.min) < n.min)
          goto fail;
        i += n.min;
      }
      if (n.max != n.min)
        push(kLazyMore, pc, i, n.min);
      pc++;
      continue;
    }
    case Op::Possessive: {
      int64_t limit = end - i;
      if (n.min > limit)
        goto fail;
      if (n.max != kUnlimited && n.max < limit)
        limit = n.max;
      int64_t taken = countUnit(program, n, text + i, limit);
      if (taken < n.min)
        goto fail;
      i += taken, pc++;
      continue;
    }
    case Op::GroupRef: {
      int64_t from = regs_[n.c * 2], to = regs_[n.c * 2 + 1];
      if (from < 0 || to < from)
        goto fail;
      if (end - i < to - from)
        goto fail;
      for (; from < to; from++, i++)
        if (n.fold == Fold::None ? text[from] != text[i]
                                 : foldCase(n.fold, text[from]) != foldCase(n.fold, text[i]))
          goto fail;
      pc++;
      continue;
    }
    case Op::GroupExists: {
      int64_t from = regs_[n.c * 2], to = regs_[n.c * 2 + 1];
      pc = from < 0 || to < from ? n.target : pc + 1;
      continue;
    }
    case Op::Assert:
      if (i < n.c)
        goto fail;
      push(kBarrier, pc, i, barrier);
      barrier = static_cast<int64_t>(top) - 1;
      i -= n.c, pc++;
      continue;
    case Op::AssertNot:
      if (i < n.c) { // nothing can lie behind: the assertion holds
        pc = n.target;
        continue;
      }
      push(kBarrier, pc, i, barrier);
      barrier = static_cast<int64_t>(top) - 1;
      i -= n.c, pc++;
      continue;
    case Op::Atomic:
      push(kBarrier, pc, i, barrier);
      barrier = static_cast<int64_t>(top) - 1;
      pc++;
      continue;
    case Op::AssertEnd:
    case Op::AtomicEnd: {
      auto at = static_cast<size_t>(barrier);
      Entry entry = stack_[at];
      cut(at);
      barrier = entry.b;
      if (n.op == Op::AssertEnd)
        i = entry.a;
      pc++;
      continue;
    }
    case Op::AssertNotEnd: { // it matched: undo all, then fail
      auto at = static_cast<size_t>(barrier);
      while (top > at + 1) {
        Entry &entry = stack_[--top];
        if (entry.kind == kRestore)
          regs_[entry.pc] = entry.a;
      }
      barrier = stack_[at].b;
      top = at;
      goto fail;
    }
    case Op::PossessiveBegin:
      if (n.max == 0) {
        pc = n.target;
        continue;
      }
      push(kCount, pc, 0, i);
      push(kPossessive, pc, i, barrier);
      barrier = static_cast<int64_t>(top) - 1;
      pc++;
      continue;
    case Op::PossessiveEnd: {
      auto at = static_cast<size_t>(barrier);
      const Node &begin = nodes[n.target];
      int64_t count = stack_[at - 1].a + 1, from = stack_[at].a, outer = stack_[at].b;
      // Below the barrier lies the count; both leave, the saved registers stay.
      size_t out = at - 1;
      for (size_t k = at + 1; k < top; k++)
        if (stack_[k].kind == kRestore)
          stack_[out++] = stack_[k];
      top = out;
      barrier = outer;
      bool more = begin.max == kUnlimited || count < begin.max;
      if (more && (count < begin.min || i != from)) {
        push(kCount, n.target, count, i);
        push(kPossessive, n.target, i, outer);
        barrier = static_cast<int64_t>(top) - 1;
        pc = n.target + 1;
      } else
        pc = begin.target;
      continue;
    }
    }
  fail:
    for (;;) {
      if (!memoryOk)
        return -1;
      if (top == 0)
        return 0;
      Entry &entry = stack_[top - 1];
      switch (entry.kind) {
      case kRestore:
        regs_[entry.pc] = entry.a;
        top--;
        continue;
      case kChoice:
        pc = entry.pc, i = entry.a;
        top--;
        break;
      case kGreedyMore: {
        const Node &loop = nodes[entry.pc];
        int64_t at = entry.a;
        if (loop.checked) { // only positions where the next character fits
          if (at == end)
            at--;
          if constexpr (sizeof(Char) == 1) {
            if (at >= entry.b) {
              auto *p = loop.nextChar < 256 ? static_cast<const Char *>(memrchr(
                                                  text + entry.b, static_cast<int>(loop.nextChar),
                                                  static_cast<size_t>(at - entry.b + 1)))
                                            : nullptr;
              at = p ? p - text : entry.b - 1;
            }
          } else {
            while (at >= entry.b && text[at] != loop.nextChar)
              at--;
          }
        }
        if (at < entry.b) {
          top--;
          continue;
        }
        pc = entry.pc + 1, i = at;
        if (at == entry.b)
          top--;
        else
          entry.a = at - 1;
        break;
      }
      case kLazyMore: {
        const Node &loop = nodes[entry.pc];
        int64_t at = entry.a;
        if (at >= end || (loop.max != kUnlimited && entry.b >= loop.max) ||
            !unitHas(program, loop, text[at])) {
          top--;
          continue;
        }
        at++, entry.b++;
        if (loop.checked) { // go on to where the next character fits
          while (at < end && text[at] != loop.nextChar &&
                 (loop.max == kUnlimited || entry.b < loop.max) && unitHas(program, loop, text[at]))
            at++, entry.b++;
        }
        entry.a = at;
        pc = entry.pc + 1, i = at;
        break;
      }
      case kLazyBody: {
        const Node &until = nodes[entry.pc];
        int64_t at = entry.a, count = entry.b;
        uint32_t countReg = lastIndexReg + 1 + until.c * 2;
        pc = until.target;
        top--;
        if ((until.max != kUnlimited && count >= until.max) || at == regs_[countReg + 1])
          continue;
        i = at;
        setReg(countReg, count);
        setReg(countReg + 1, at);
        break;
      }
      case kBarrier: {
        const Node &node = nodes[entry.pc];
        barrier = entry.b;
        int64_t at = entry.a;
        top--;
        if (node.op != Op::AssertNot)
          continue;
        pc = node.target, i = at;
        break;
      }
      case kPossessive: { // this iteration failed: enough of them?
        const Node &begin = nodes[entry.pc];
        barrier = entry.b;
        int64_t at = entry.a, count = stack_[top - 2].a;
        top -= 2;
        if (count < begin.min)
          continue;
        pc = begin.target, i = at;
        break;
      }
      default:
        top--;
        continue;
      }
      break;
    }
  }
}

int Matcher::runAt(int64_t start, bool full, bool mustAdvance) {
  switch (subject_.kind) {
  case 1:
    return match<uint8_t>(start, full, mustAdvance);
  case 2:
    return match<uint16_t>(start, full, mustAdvance);
  default:
    return match<uint32_t>(start, full, mustAdvance);
  }
}

int64_t Matcher::nextPrefix(int64_t from) {
  if (impossible_)
    return -1;
  int64_t at =
      findUnits(subject_.data + from * subject_.kind, subject_.end - from, prefixUnits_.data(),
                static_cast<int64_t>(program_.prefix.size()), subject_.kind);
  return at < 0 ? -1 : at + from;
}

template <typename Char> int Matcher::search(int64_t start, bool mustAdvance) {
  const Char *text = textOf<Char>(subject_);
  int64_t end = subject_.end, i = start;
  if (program_.minWidth && end - start < static_cast<int64_t>(program_.minWidth))
    return 0;
  int64_t last = end - static_cast<int64_t>(program_.minWidth);
  if (program_.anchored)
    return start == 0 ? match<Char>(0, false, mustAdvance) : 0;
  if (!program_.prefix.empty()) {
    while (i <= last && (i = nextPrefix(i)) >= 0) {
      if (program_.prefixIsAll) {
        reset();
        matchStart = i;
        matchEnd = i + static_cast<int64_t>(program_.prefix.size());
        return 1;
      }
      if (int state = match<Char>(i, false, mustAdvance && i == start))
        return state;
      i++;
    }
    return 0;
  }
  for (; i <= last; i++) {
    if (program_.hasFirst) {
      const uint8_t *table = program_.first;
      if constexpr (sizeof(Char) == 1) {
        while (i < end && !table[text[i]])
          i++;
      } else {
        while (i < end && !(text[i] < 256 ? table[text[i]] : program_.firstOther))
          i++;
      }
      if (i >= end)
        return 0;
    }
    if (int state = match<Char>(i, false, mustAdvance && i == start))
      return state;
  }
  return 0;
}

int Matcher::run(Mode mode, int64_t start, bool mustAdvance) {
  if (mode != Mode::Search)
    return runAt(start, mode == Mode::FullMatch, mustAdvance);
  switch (subject_.kind) {
  case 1:
    return search<uint8_t>(start, mustAdvance);
  case 2:
    return search<uint16_t>(start, mustAdvance);
  default:
    return search<uint32_t>(start, mustAdvance);
  }
}

} // namespace rt::sre
