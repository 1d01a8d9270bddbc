// The patterns of match statements (Reference 8.6.4). Each takes its subject off the stack, whether
// it fits (falls through) or not (failJump).
#include "compiler/emit/Patterns.h"

#include "compiler/bytecode/Disassembler.h"

#include <algorithm>

namespace regius {

using namespace ast;
using Kind = regius::Constant::Kind;

/// Moves the top below `count` - 1 other values.
void Emitter::rotate(size_t count) {
  for (; count > 1; --count)
    emit(Opcode::Swap, static_cast<uint32_t>(count));
}

void Emitter::pattern(Pattern &node, PatternContext &context) {
  if (failed_ || !deeper())
    return;
  ++depth_;
  at(node); // and it stays there, as in CPython's tracebacks
  switch (node.kind) {
  case NodeKind::MatchValue:
    patternValue(*node.as<MatchValue>(), context);
    break;
  case NodeKind::MatchSingleton:
    patternSingleton(*node.as<MatchSingleton>(), context);
    break;
  case NodeKind::MatchSequence:
    patternSequence(*node.as<MatchSequence>(), context);
    break;
  case NodeKind::MatchMapping:
    patternMapping(*node.as<MatchMapping>(), context);
    break;
  case NodeKind::MatchClass:
    patternClass(*node.as<MatchClass>(), context);
    break;
  case NodeKind::MatchStar:
    patternCapture(node.as<MatchStar>()->name, context);
    break;
  case NodeKind::MatchAs:
    patternAs(*node.as<MatchAs>(), context);
    break;
  case NodeKind::MatchOr:
    patternOr(*node.as<MatchOr>(), context);
    break;
  default:
    break;
  }
  --depth_;
}

/// A pattern inside another one may match everything.
void Emitter::subpattern(Pattern &node, PatternContext &context) {
  const bool old = context.allowIrrefutable;
  context.allowIrrefutable = true;
  pattern(node, context);
  context.allowIrrefutable = old;
}

void Emitter::patternCapture(Identifier name, PatternContext &context) {
  if (!name)
    return emit(Opcode::Pop);
  if (forbiddenName(name, Access::Store))
    return;
  if (std::find(context.stores.begin(), context.stores.end(), name) != context.stores.end())
    return errorHere(SyntaxErrorId::MultipleAssignmentsInPattern, {name});
  rotate(context.onTop + context.stores.size() + 1);
  context.stores.push_back(name);
}

void Emitter::patternAs(MatchAs &node, PatternContext &context) {
  if (!node.pattern) {
    if (context.allowIrrefutable)
      return patternCapture(node.name, context);
    return node.name ? errorHere(SyntaxErrorId::NamePatternUnreachable, {node.name})
                     : errorHere(SyntaxErrorId::WildcardUnreachable);
  }
  ++context.onTop;
  emit(Opcode::Copy, 1);
  pattern(*node.pattern, context);
  --context.onTop;
  patternCapture(node.name, context);
}

// The grammar lets any string through.
static bool isFormattedString(const Expr &node) {
  return node.is<JoinedStr>() || node.is<TemplateStr>();
}

void Emitter::patternValue(MatchValue &node, PatternContext &context) {
  if (isFormattedString(*node.value))
    return errorHere(SyntaxErrorId::PatternNotLiteral);
  expression(*node.value);
  emit(Opcode::Compare, static_cast<uint32_t>(CompareKind::Equal));
  failJump(context, Opcode::PopJumpIfFalse);
}

void Emitter::patternSingleton(MatchSingleton &node, PatternContext &context) {
  if (node.value.kind == ConstantKind::None)
    return failJump(context, Opcode::PopJumpIfNotNone);
  loadConstant(constantFromLiteral(node.value));
  emit(Opcode::Is, 0);
  failJump(context, Opcode::PopJumpIfFalse);
}

void Emitter::patternClass(MatchClass &node, PatternContext &context) {
  const size_t positional = node.patterns.size(), count = positional + node.kwd_attrs.size();
  std::vector<Constant> names;
  for (size_t i = 0; i < node.kwd_attrs.size(); ++i) {
    PlaceGuard guard(code());
    at(*node.kwd_patterns[i]);
    if (forbiddenName(node.kwd_attrs[i], Access::Store))
      return;
    for (size_t k = i + 1; k < node.kwd_attrs.size(); ++k)
      if (node.kwd_attrs[k] == node.kwd_attrs[i])
        return error(SyntaxErrorId::DuplicateClassPatternAttribute, *node.kwd_patterns[k],
                     {node.kwd_attrs[i]});
    names.push_back(strConstant(node.kwd_attrs[i]));
  }
  expression(*node.cls);
  loadConstant(tupleConstant(std::move(names)));
  emit(Opcode::MatchClass, static_cast<uint32_t>(positional));
  ++context.onTop; // the tuple of attributes
  emit(Opcode::Copy, 1);
  failJump(context, Opcode::PopJumpIfNone);
  emit(Opcode::UnpackSequence, static_cast<uint32_t>(count));
  context.onTop += count;
  --context.onTop;
  for (size_t i = 0; i < count; ++i) {
    --context.onTop;
    subpattern(i < positional ? *node.patterns[i] : *node.kwd_patterns[i - positional], context);
  }
}

namespace {

using Constant = regius::Constant;

/// Keys that are equal as Python sees it (1 == 1.0 == True) get the same text.
std::string keyText(const Constant &key) {
  double number = 0;
  switch (key.kind) {
  case Kind::True:
  case Kind::False:
    return key.kind == Kind::True ? "1" : "0";
  case Kind::Int:
    return std::to_string(key.intValue);
  case Kind::BigInt:
    return key.text;
  case Kind::Complex:
    if (key.imag != 0)
      return "c" + std::to_string(key.real) + "," + std::to_string(key.imag);
    number = key.real;
    break;
  case Kind::Float:
    number = key.real;
    break;
  case Kind::Str:
    return "s" + key.text;
  case Kind::Bytes:
    return "b" + key.text;
  default:
    return "none";
  }
  if (number >= -9e18 && number <= 9e18 &&
      number == static_cast<double>(static_cast<int64_t>(number)))
    return std::to_string(static_cast<int64_t>(number));
  return "f" + floatRepr(number);
}

} // namespace

// [subject] -> with keys: [subject keys values]; the values are tested, subject and keys dropped,
// or made into the dict of the rest.
void Emitter::patternMapping(MatchMapping &node, PatternContext &context) {
  const size_t count = node.keys.size();
  ++context.onTop;
  emit(Opcode::MatchMapping);
  failJump(context, Opcode::PopJumpIfFalse);
  if (!count && !node.rest) {
    --context.onTop;
    return emit(Opcode::Pop);
  }
  if (count) {
    emit(Opcode::GetLen);
    loadConstant(intConstant(static_cast<int64_t>(count)));
    emit(Opcode::Compare, static_cast<uint32_t>(CompareKind::GreaterEqual));
    failJump(context, Opcode::PopJumpIfFalse);
  }
  std::vector<std::string> seen;
  for (Expr *key : node.keys) {
    if (isFormattedString(*key))
      return errorHere(SyntaxErrorId::MappingKeyNotLiteral);
    if (std::optional<Constant> constant = constantOf(*key)) {
      std::string text = keyText(*constant);
      if (std::find(seen.begin(), seen.end(), text) != seen.end())
        return errorHere(SyntaxErrorId::DuplicateMappingKey, {constantRepr(*constant)});
      seen.push_back(std::move(text));
    }
    expression(*key);
  }
  emit(Opcode::BuildTuple, static_cast<uint32_t>(count));
  emit(Opcode::MatchKeys);
  context.onTop += 2;
  emit(Opcode::Copy, 1);
  failJump(context, Opcode::PopJumpIfNone);
  emit(Opcode::UnpackSequence, static_cast<uint32_t>(count));
  context.onTop += count;
  --context.onTop;
  for (size_t i = 0; i < count; ++i) {
    --context.onTop;
    subpattern(*node.patterns[i], context);
  }
  context.onTop -= 2;
  if (!node.rest) {
    emit(Opcode::Pop);
    return emit(Opcode::Pop);
  }
  emit(Opcode::BuildMap, 0);   // [subject keys rest]
  emit(Opcode::Swap, 3);       // [rest keys subject]
  emit(Opcode::DictUpdate, 2); // [rest keys]
  emit(Opcode::UnpackSequence, static_cast<uint32_t>(count));
  for (size_t left = count; left > 0; --left) {
    emit(Opcode::Copy, static_cast<uint32_t>(left + 1));
    emit(Opcode::Swap, 2);
    emit(Opcode::DeleteSubscript);
  }
  patternCapture(node.rest, context);
}

/// Brings the captures of an alternative into the order of the first alternative's.
void Emitter::reorderStores(const std::vector<Identifier> &control, PatternContext &context) {
  if (context.stores.size() != control.size())
    return errorHere(SyntaxErrorId::AlternativesBindDifferentNames);
  std::vector<Identifier> &stores = context.stores;
  for (size_t wanted = control.size(); wanted-- > 0;) {
    const auto found = std::find(stores.begin(), stores.end(), control[wanted]);
    if (found == stores.end())
      return errorHere(SyntaxErrorId::AlternativesBindDifferentNames);
    const size_t present = static_cast<size_t>(found - stores.begin());
    if (present == wanted)
      continue;
    // Everything up to the name goes below what lies between it and its place.
    std::rotate(stores.begin(), found + 1, stores.begin() + static_cast<ptrdiff_t>(wanted) + 1);
    for (size_t i = 0; i <= present; ++i)
      rotate(wanted + 1);
  }
}

void Emitter::patternOr(MatchOr &node, PatternContext &context) {
  const Label end = newLabel();
  std::vector<Identifier> control;
  for (size_t i = 0; i < node.patterns.size() && !failed_; ++i) {
    Pattern &alternative = *node.patterns[i];
    at(alternative);
    PatternContext inner;
    inner.allowIrrefutable = i + 1 == node.patterns.size() && context.allowIrrefutable;
    emit(Opcode::Copy, 1);
    pattern(alternative, inner);
    if (i == 0)
      control = inner.stores;
    else
      reorderStores(control, inner);
    jump(Opcode::Jump, end);
    bindFailLabels(inner);
  }
  emit(Opcode::Pop);
  failJump(context, Opcode::Jump);
  bind(end);
  // [stores.. temporaries.. subject captures..]: each capture goes below the rest.
  const size_t below = control.size() + 1 + context.onTop + context.stores.size();
  for (Identifier name : control) {
    rotate(below);
    if (std::find(context.stores.begin(), context.stores.end(), name) != context.stores.end())
      return errorHere(SyntaxErrorId::MultipleAssignmentsInPattern, {name});
    context.stores.push_back(name);
  }
  emit(Opcode::Pop);
}

void Emitter::patternSequence(MatchSequence &node, PatternContext &context) {
  const size_t count = node.patterns.size();
  size_t star = count;
  bool onlyWildcards = true, starIsWildcard = false;
  for (size_t i = 0; i < count; ++i) {
    const Pattern &item = *node.patterns[i];
    if (!item.is<MatchStar>()) {
      onlyWildcards &= isWildcard(item);
      continue;
    }
    if (star != count)
      return errorHere(SyntaxErrorId::MultipleStarredInPattern);
    star = i;
    starIsWildcard = !item.as<MatchStar>()->name;
    onlyWildcards &= starIsWildcard;
  }
  auto checkLength = [&](size_t length, CompareKind kind) {
    emit(Opcode::GetLen);
    loadConstant(intConstant(static_cast<int64_t>(length)));
    emit(Opcode::Compare, static_cast<uint32_t>(kind));
    failJump(context, Opcode::PopJumpIfFalse);
  };
  ++context.onTop;
  emit(Opcode::MatchSequence);
  failJump(context, Opcode::PopJumpIfFalse);
  if (star == count)
    checkLength(count, CompareKind::Equal);
  else if (count > 1)
    checkLength(count - 1, CompareKind::GreaterEqual);
  --context.onTop;
  if (onlyWildcards)
    return emit(Opcode::Pop);
  if (starIsWildcard)
    return patternSubscripts(node.patterns, star, context);
  patternUnpack(node.patterns, star, context);
}

void Emitter::patternUnpack(Array<Pattern *> patterns, size_t star, PatternContext &context) {
  const size_t count = patterns.size();
  if (star == count) {
    emit(Opcode::UnpackSequence, static_cast<uint32_t>(count));
  } else {
    const size_t after = count - star - 1;
    if (star >= 1u << 8 || after >= static_cast<size_t>(INT32_MAX) >> 8)
      return errorHere(SyntaxErrorId::TooManyPatternStars);
    emit(Opcode::UnpackEx, static_cast<uint32_t>(star | after << 8));
  }
  context.onTop += count;
  for (Pattern *item : patterns) {
    --context.onTop;
    subpattern(*item, context);
  }
}

/// [a, *_, b]: only the named elements are fetched. Indices are not negative: the subject need not
/// understand those.
void Emitter::patternSubscripts(Array<Pattern *> patterns, size_t star, PatternContext &context) {
  ++context.onTop;
  for (size_t i = 0; i < patterns.size(); ++i) {
    if (i == star || isWildcard(*patterns[i]))
      continue;
    emit(Opcode::Copy, 1);
    if (i < star) {
      loadConstant(intConstant(static_cast<int64_t>(i)));
    } else {
      emit(Opcode::GetLen);
      loadConstant(intConstant(static_cast<int64_t>(patterns.size() - i)));
      emit(Opcode::BinaryOp, static_cast<uint32_t>(BinaryKind::Subtract));
    }
    emit(Opcode::LoadSubscript);
    subpattern(*patterns[i], context);
  }
  --context.onTop;
  emit(Opcode::Pop);
}

} // namespace regius
