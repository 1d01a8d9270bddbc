// From the code of re._compiler to nodes. The code is nested by skip counts, so one recursive pass
// reads it; jump targets are patched at the end. Then a few facts speed up matching: runs of
// characters become one node, an alternative knows how it must begin, a greedy loop knows what must
// follow, and the whole program which characters a match may begin with.
#include "runtime-lib/modules/sre/Program.h"

#include <cstring>

namespace rt::sre {
namespace {

class Compiler {
public:
  explicit Compiler(Program &program)
      : p_(program), code_(program.code), at_(code_.size() + 1, kNoTarget) {}
  bool run();

private:
  bool range(uint32_t i, uint32_t end, Op onSuccess);
  bool one(uint32_t *i, uint32_t end, Op onSuccess);
  bool unit(uint32_t i, Node *out);
  bool repeatOne(uint32_t i, Op op);
  bool branch(uint32_t *i, uint32_t end, Op onSuccess);
  bool skip(uint32_t i, uint32_t end, uint32_t *target) {
    if (i >= end || code_[i] == 0 || i + code_[i] > end)
      return false;
    *target = i + code_[i];
    return true;
  }
  uint32_t emit(Node node) {
    p_.nodes.push_back(node);
    return static_cast<uint32_t>(p_.nodes.size()) - 1;
  }
  uint32_t addSet(uint32_t start, uint32_t end, Fold fold);
  uint32_t literalSet(uint32_t c, bool negate, Fold fold);
  void jumpTo(uint32_t node, uint32_t codeIndex) { patches_.push_back({node, codeIndex}); }
  void joinTexts();
  void lookAhead();
  bool first(uint32_t node, uint8_t *table, bool *other, int depth);

  Program &p_;
  const std::vector<uint32_t> &code_;
  std::vector<uint32_t> at_; // code index -> node
  struct Patch {
    uint32_t node, codeIndex;
  };
  std::vector<Patch> patches_;
};

uint32_t Compiler::addSet(uint32_t start, uint32_t end, Fold fold) {
  CharSet set;
  set.code.assign(code_.begin() + start, code_.begin() + end);
  set.fold = fold;
  for (uint32_t c = 0; c < 256; c++)
    set.table[c] = set.slow(c);
  p_.sets.push_back(std::move(set));
  return static_cast<uint32_t>(p_.sets.size()) - 1;
}

uint32_t Compiler::literalSet(uint32_t c, bool negate, Fold fold) {
  CharSet set;
  if (negate)
    set.code.push_back(static_cast<uint32_t>(Code::Negate));
  set.code.insert(set.code.end(),
                  {static_cast<uint32_t>(Code::Literal), c, static_cast<uint32_t>(Code::Failure)});
  set.fold = fold;
  for (uint32_t x = 0; x < 256; x++)
    set.table[x] = set.slow(x);
  p_.sets.push_back(std::move(set));
  return static_cast<uint32_t>(p_.sets.size()) - 1;
}

Fold foldOf(Code op) {
  switch (op) {
  case Code::InIgnore:
  case Code::LiteralIgnore:
  case Code::NotLiteralIgnore:
  case Code::GroupRefIgnore:
    return Fold::Ascii;
  case Code::InLocIgnore:
  case Code::LiteralLocIgnore:
  case Code::NotLiteralLocIgnore:
  case Code::GroupRefLocIgnore:
    return Fold::Locale;
  case Code::InUniIgnore:
  case Code::LiteralUniIgnore:
  case Code::NotLiteralUniIgnore:
  case Code::GroupRefUniIgnore:
    return Fold::Unicode;
  default:
    return Fold::None;
  }
}

// A one-character matcher at code index i, as unit, c and set.
bool Compiler::unit(uint32_t i, Node *out) {
  auto op = static_cast<Code>(code_[i]);
  Fold fold = foldOf(op);
  switch (op) {
  case Code::Any:
    out->unit = Unit::Any;
    return true;
  case Code::AnyAll:
    out->unit = Unit::AnyAll;
    return true;
  case Code::Literal:
    out->unit = Unit::Char;
    out->c = code_[i + 1];
    return true;
  case Code::NotLiteral:
    out->unit = Unit::NotChar;
    out->c = code_[i + 1];
    return true;
  case Code::LiteralIgnore:
  case Code::LiteralLocIgnore:
  case Code::LiteralUniIgnore:
  case Code::NotLiteralIgnore:
  case Code::NotLiteralLocIgnore:
  case Code::NotLiteralUniIgnore: {
    bool negate = op == Code::NotLiteralIgnore || op == Code::NotLiteralLocIgnore ||
                  op == Code::NotLiteralUniIgnore;
    out->unit = Unit::Set;
    out->set = literalSet(code_[i + 1], negate, fold);
    return true;
  }
  case Code::In:
  case Code::InIgnore:
  case Code::InLocIgnore:
  case Code::InUniIgnore: {
    uint32_t target;
    if (!skip(i + 1, static_cast<uint32_t>(code_.size()), &target))
      return false;
    out->unit = Unit::Set;
    out->set = addSet(i + 2, target, fold);
    return true;
  }
  case Code::Category: { // as a set of one
    CharSet set;
    set.code = {static_cast<uint32_t>(Code::Category), code_[i + 1],
                static_cast<uint32_t>(Code::Failure)};
    for (uint32_t c = 0; c < 256; c++)
      set.table[c] = set.slow(c);
    p_.sets.push_back(std::move(set));
    out->unit = Unit::Set;
    out->set = static_cast<uint32_t>(p_.sets.size()) - 1;
    return true;
  }
  default:
    return false;
  }
}

bool Compiler::repeatOne(uint32_t i, Op op) {
  Node node{op};
  node.min = code_[i + 2];
  node.max = code_[i + 3];
  if (!unit(i + 4, &node))
    return false;
  emit(node);
  return true;
}

bool Compiler::branch(uint32_t *i, uint32_t end, Op onSuccess) {
  uint32_t at = *i + 1, previous = kNoTarget;
  while (at < end && code_[at] != 0) {
    uint32_t next;
    if (!skip(at, end, &next))
      return false;
    uint32_t alternative = emit({Op::Branch});
    if (previous != kNoTarget)
      p_.nodes[previous].target = alternative;
    previous = alternative;
    if (!range(at + 1, next, onSuccess))
      return false;
    at = next;
  }
  *i = at + 1; // behind the closing zero
  return at < end;
}

// One operation at *i; moves *i behind it.
bool Compiler::one(uint32_t *i, uint32_t end, Op onSuccess) {
  uint32_t k = *i, target = 0;
  at_[k] = static_cast<uint32_t>(p_.nodes.size());
  auto op = static_cast<Code>(code_[k]);
  auto needs = [&](uint32_t words) { return k + words < end + 1 && k + words <= code_.size(); };
  switch (op) {
  case Code::Failure:
    emit({Op::Fail});
    *i = k + 1;
    return true;
  case Code::Success:
    emit({onSuccess});
    *i = k + 1;
    return true;
  case Code::Any:
    emit({Op::Any});
    *i = k + 1;
    return true;
  case Code::AnyAll:
    emit({Op::AnyAll});
    *i = k + 1;
    return true;
  case Code::Literal:
  case Code::NotLiteral:
  case Code::LiteralIgnore:
  case Code::NotLiteralIgnore:
  case Code::LiteralLocIgnore:
  case Code::NotLiteralLocIgnore:
  case Code::LiteralUniIgnore:
  case Code::NotLiteralUniIgnore:
  case Code::Category:
  case Code::In:
  case Code::InIgnore:
  case Code::InLocIgnore:
  case Code::InUniIgnore: {
    if (!needs(2))
      return false;
    Node node{Op::Set};
    if (!unit(k, &node))
      return false;
    node.op = node.unit == Unit::Char      ? Op::Char
              : node.unit == Unit::NotChar ? Op::NotChar
                                           : Op::Set;
    emit(node);
    bool in = op == Code::In || op == Code::InIgnore || op == Code::InLocIgnore ||
              op == Code::InUniIgnore;
    *i = in ? k + 1 + code_[k + 1] : k + 2;
    return true;
  }
  case Code::At:
    if (!needs(2))
      return false;
    emit({.op = Op::At, .c = code_[k + 1]});
    *i = k + 2;
    return true;
  case Code::Mark:
    if (!needs(2) || code_[k + 1] >= p_.groups * 2)
      return false;
    emit({.op = Op::Mark, .c = code_[k + 1]});
    *i = k + 2;
    return true;
  case Code::Jump:
    if (!skip(k + 1, static_cast<uint32_t>(code_.size()), &target))
      return false;
    jumpTo(emit({Op::Jump}), target);
    *i = k + 2;
    return true;
  case Code::Branch:
    return branch(i, end, onSuccess);
  case Code::Info:
    if (!skip(k + 1, end, i))
      return false;
    return true;
  case Code::RepeatOne:
  case Code::MinRepeatOne:
  case Code::PossessiveRepeatOne:
    if (!needs(5) || !skip(k + 1, end, &target))
      return false;
    *i = target;
    return repeatOne(k, op == Code::RepeatOne      ? Op::Greedy
                        : op == Code::MinRepeatOne ? Op::Lazy
                                                   : Op::Possessive);
  case Code::Repeat: {
    if (!needs(4) || !skip(k + 1, end, &target) || target >= end)
      return false;
    uint32_t id = p_.repeats++;
    uint32_t begin = emit({.op = Op::RepeatBegin, .c = id});
    if (!range(k + 4, target, onSuccess))
      return false;
    at_[target] = static_cast<uint32_t>(p_.nodes.size());
    bool greedy = static_cast<Code>(code_[target]) == Code::MaxUntil;
    if (!greedy && static_cast<Code>(code_[target]) != Code::MinUntil)
      return false;
    uint32_t until = emit({.op = greedy ? Op::MaxUntil : Op::MinUntil,
                           .c = id,
                           .min = code_[k + 2],
                           .max = code_[k + 3],
                           .target = begin + 1});
    p_.nodes[begin].target = until;
    *i = target + 1;
    return true;
  }
  case Code::PossessiveRepeat: {
    if (!needs(4) || !skip(k + 1, end, &target))
      return false;
    uint32_t begin = emit({.op = Op::PossessiveBegin, .min = code_[k + 2], .max = code_[k + 3]});
    if (!range(k + 4, target, onSuccess) || target >= end)
      return false;
    at_[target] = static_cast<uint32_t>(p_.nodes.size()); // SUCCESS closes the body
    emit({.op = Op::PossessiveEnd, .target = begin});
    p_.nodes[begin].target = static_cast<uint32_t>(p_.nodes.size());
    *i = target + 1;
    return true;
  }
  case Code::AtomicGroup: {
    if (!skip(k + 1, end, &target))
      return false;
    emit({Op::Atomic});
    *i = target;
    return range(k + 2, target, Op::AtomicEnd);
  }
  case Code::Assert:
  case Code::AssertNot: {
    bool negative = op == Code::AssertNot;
    if (!needs(3) || !skip(k + 1, end, &target))
      return false;
    uint32_t begin = emit({.op = negative ? Op::AssertNot : Op::Assert, .c = code_[k + 2]});
    if (!range(k + 3, target, negative ? Op::AssertNotEnd : Op::AssertEnd))
      return false;
    p_.nodes[begin].target = static_cast<uint32_t>(p_.nodes.size());
    *i = target;
    return true;
  }
  case Code::GroupRef:
  case Code::GroupRefIgnore:
  case Code::GroupRefLocIgnore:
  case Code::GroupRefUniIgnore:
    if (!needs(2) || code_[k + 1] >= p_.groups)
      return false;
    emit({.op = Op::GroupRef, .fold = foldOf(op), .c = code_[k + 1]});
    *i = k + 2;
    return true;
  case Code::GroupRefExists:
    if (!needs(3) || code_[k + 1] >= p_.groups)
      return false;
    target = k + 1 + code_[k + 2];
    if (target > code_.size())
      return false;
    jumpTo(emit({.op = Op::GroupExists, .c = code_[k + 1]}), target);
    *i = k + 3;
    return true;
  default:
    return false;
  }
}

bool Compiler::range(uint32_t i, uint32_t end, Op onSuccess) {
  while (i < end)
    if (!one(&i, end, onSuccess))
      return false;
  return i == end;
}

// Neighbouring characters that nothing jumps between become one Text node; the others of the run
// stay as unreachable nodes, so that no target moves.
void Compiler::joinTexts() {
  auto &nodes = p_.nodes;
  std::vector<bool> entered(nodes.size() + 1);
  for (size_t i = 0; i < nodes.size(); i++) {
    if (nodes[i].target != kNoTarget && nodes[i].target < entered.size())
      entered[nodes[i].target] = true;
    if (nodes[i].op == Op::Branch)
      entered[i + 1] = true;
  }
  for (size_t i = 0; i < nodes.size();) {
    size_t end = i;
    while (end < nodes.size() && nodes[end].op == Op::Char && (end == i || !entered[end]))
      end++;
    if (end - i < 2) {
      i++;
      continue;
    }
    auto start = static_cast<uint32_t>(p_.texts.size());
    for (size_t k = i; k < end; k++)
      p_.texts.push_back(nodes[k].c);
    nodes[i] = {.op = Op::Text, .c = start, .min = static_cast<uint32_t>(end - i)};
    i = end;
  }
}

// The set of characters that what begins at `node` may begin with. False when it may match nothing,
// or when that is not worth finding out.
bool Compiler::first(uint32_t node, uint8_t *table, bool *other, int depth) {
  auto addUnit = [&](const Node &n, Unit unit) {
    for (uint32_t c = 0; c < 256; c++) {
      bool yes = unit == Unit::Char      ? c == n.c
                 : unit == Unit::NotChar ? c != n.c
                 : unit == Unit::Set     ? p_.sets[n.set].table[c]
                                         : unit == Unit::AnyAll || c != '\n';
      table[c] |= yes;
    }
    *other |= unit != Unit::Char || n.c >= 256;
  };
  for (; depth < 200; depth++) {
    const Node &n = p_.nodes[node];
    switch (n.op) {
    case Op::Char:
      addUnit(n, Unit::Char);
      return true;
    case Op::Text: {
      Node head{.op = Op::Char, .c = p_.texts[n.c]};
      addUnit(head, Unit::Char);
      return true;
    }
    case Op::NotChar:
      addUnit(n, Unit::NotChar);
      return true;
    case Op::Set:
      addUnit(n, Unit::Set);
      return true;
    case Op::Any:
      addUnit(n, Unit::Any);
      return true;
    case Op::Fail:
      return true;
    case Op::Mark:
    case Op::At:
    case Op::Atomic:
      node++;
      break;
    case Op::Jump:
      node = n.target;
      break;
    case Op::AssertNot:
      node = n.target;
      break;
    case Op::Assert:
      node = n.target;
      break;
    case Op::Greedy:
    case Op::Lazy:
    case Op::Possessive:
      addUnit(n, n.unit);
      if (n.min > 0)
        return true;
      node++;
      break;
    case Op::RepeatBegin: {
      const Node &until = p_.nodes[n.target];
      if (until.min == 0)
        return false;
      node++;
      break;
    }
    case Op::PossessiveBegin:
      if (n.min == 0)
        return false;
      node++;
      break;
    case Op::Branch: {
      uint32_t alternative = node;
      while (alternative != kNoTarget) {
        if (!first(alternative + 1, table, other, depth + 1))
          return false;
        alternative = p_.nodes[alternative].target;
      }
      return true;
    }
    default:
      return false;
    }
  }
  return false;
}

void Compiler::lookAhead() {
  auto &nodes = p_.nodes;
  for (size_t i = 0; i < nodes.size(); i++) {
    Node &n = nodes[i];
    if (n.op == Op::Greedy || n.op == Op::Lazy) {
      size_t k = i + 1;
      for (int steps = 0; steps < 16 && (nodes[k].op == Op::Mark || nodes[k].op == Op::Jump);
           steps++)
        k = nodes[k].op == Op::Mark ? k + 1 : nodes[k].target;
      if (nodes[k].op == Op::Char)
        n.checked = true, n.nextChar = nodes[k].c;
      if (nodes[k].op == Op::Text)
        n.checked = true, n.nextChar = p_.texts[nodes[k].c];
    } else if (n.op == Op::Branch) {
      size_t k = i + 1;
      while (nodes[k].op == Op::Mark)
        k++;
      const Node &head = nodes[k];
      n.checked = true;
      bool loop = (head.op == Op::Greedy || head.op == Op::Lazy || head.op == Op::Possessive) &&
                  head.min > 0;
      if (head.op == Op::Char)
        n.unit = Unit::Char, n.c = head.c;
      else if (head.op == Op::Text)
        n.unit = Unit::Char, n.c = p_.texts[head.c];
      else if (head.op == Op::Set)
        n.unit = Unit::Set, n.set = head.set;
      else if (loop)
        n.unit = head.unit, n.c = head.c, n.set = head.set;
      else
        n.checked = false;
    }
  }
}

bool Compiler::run() {
  auto end = static_cast<uint32_t>(code_.size());
  if (end == 0 || !range(0, end, Op::Success))
    return false;
  at_[end] = static_cast<uint32_t>(p_.nodes.size());
  emit({Op::Fail});
  for (const Patch &patch : patches_) {
    if (at_[patch.codeIndex] == kNoTarget)
      return false;
    p_.nodes[patch.node].target = at_[patch.codeIndex];
  }
  // Search hints of the INFO block.
  if (end > 4 && static_cast<Code>(code_[0]) == Code::Info) {
    p_.minWidth = code_[3];
    uint32_t flags = code_[2];
    if (flags & 1 && end > 6) {
      uint32_t count = code_[5];
      if (7 + count > end)
        return false;
      p_.prefix.assign(code_.begin() + 7, code_.begin() + 7 + count);
      p_.prefixIsAll = flags & 2;
    }
  }
  joinTexts();
  lookAhead();
  size_t head = 0;
  while (p_.nodes[head].op == Op::Mark)
    head++;
  if (p_.nodes[head].op == Op::At) {
    auto at = static_cast<AtCode>(p_.nodes[head].c);
    p_.anchored = at == AtCode::Beginning || at == AtCode::BeginningString;
  }
  std::memset(p_.first, 0, sizeof p_.first);
  p_.firstOther = false;
  p_.hasFirst = first(0, p_.first, &p_.firstOther, 0);
  if (p_.hasFirst) { // a set of nearly everything is no help
    int count = 0;
    for (uint8_t yes : p_.first)
      count += yes;
    p_.hasFirst = count < 240;
  }
  return true;
}

} // namespace

bool compileProgram(std::vector<uint32_t> code, uint32_t groups, Program *out) {
  out->code = std::move(code);
  out->groups = groups;
  return Compiler(*out).run();
}

} // namespace rt::sre
