// Calls. A call through an attribute avoids making a bound method (LoadMethod); * and ** go through
// a list and a dict (CallEx); a literal super() names its class cell (CallSuper).
#include "compiler/emit/EmitterImpl.h"

#include <algorithm>
#include <utility>

namespace regius {

using namespace ast;

namespace {

/// With more arguments than this on the stack (a keyword counts twice), they are collected one by one.
constexpr size_t kManyArguments = 30;

bool fitsStack(size_t args, size_t keywords) { return args + 2 * keywords <= kManyArguments; }

} // namespace

bool Emitter::isPlain(const Call &node) {
  for (const Expr *arg : node.args)
    if (arg->is<Starred>())
      return false;
  for (const Keyword *keyword : node.keywords)
    if (!keyword->arg)
      return false;
  return fitsStack(node.args.size(), node.keywords.size());
}

void Emitter::call(Call &node) {
  const bool isOperand = std::exchange(ownedOperand_, nullptr) == &node;
  if (methodCall(node) || superCall(node))
    return;
  checkCaller(node);
  expression(*node.func);
  {
    PlaceGuard guard(code());
    at(*node.func);
    emit(Opcode::PushNull);
  }
  callArguments(0, node.args, node.keywords, argumentUse(node, isOperand));
}

/// A name that the module imports is most likely a module, whose functions are no methods.
bool Emitter::isImported(const Expr &node) {
  if (!node.is<Name>())
    return false;
  const Symbol *symbol = table_.top()->symbols.find(node.as<Name>()->id);
  return symbol && (symbol->flags & kImported);
}

bool Emitter::methodCall(Call &node) {
  auto *method = node.func->dynAs<Attribute>();
  if (!method || method->ctx != ExprContext::Load || !isPlain(node) || isImported(*method->value))
    return false;
  if (!checkKeywords(node.keywords))
    return true;
  const bool owned = keepsNoReceiver(method->attr) && mayOwn(*method->value);
  if (owned) {
    ownedOperand(*method->value);
    emit(Opcode::Copy, 1);
  } else {
    expression(*method->value);
  }
  at(*method);
  startAtAttribute(*method);
  emit(Opcode::LoadMethod, nameIndex(method->attr));
  expressions(node.args);
  for (Keyword *keyword : node.keywords)
    expression(*keyword->value);
  if (!node.keywords.empty())
    pushKeywordNames(node.keywords);
  at(node);
  startAtAttribute(*method);
  emit(node.keywords.empty() ? Opcode::Call : Opcode::CallKw,
       static_cast<uint32_t>(node.args.size() + node.keywords.size()));
  if (owned) { // [receiver result]
    emit(Opcode::Swap, 2);
    emit(Opcode::DropIterator);
  }
  return true;
}

// A literal super() in a method: the compiler knows the cell of the class. The name `super` may
// still be bound to anything.
bool Emitter::superCall(Call &node) {
  auto *name = node.func->dynAs<Name>();
  if (!name || !node.args.empty() || !node.keywords.empty() ||
      !(name->id == std::string_view("super")))
    return false;
  const Identifier cell = interner_.intern("__class__");
  if (unit_->scope->scopeOf(cell) != NameScope::Free ||
      unit_->scope->scopeOf(mangled(name->id)) != NameScope::GlobalImplicit)
    return false;
  expression(*node.func);
  emit(Opcode::PushNull);
  emit(Opcode::CallSuper, derefIndex(cell));
  return true;
}

bool Emitter::checkKeywords(Array<Keyword *> keywords) {
  for (size_t i = 0; i < keywords.size(); ++i) {
    if (!keywords[i]->arg)
      continue;
    {
      PlaceGuard guard(code());
      if (forbiddenName(keywords[i]->arg, Access::Store))
        return false;
    }
    for (size_t k = i + 1; k < keywords.size(); ++k)
      if (keywords[k]->arg == keywords[i]->arg) {
        error(SyntaxErrorId::KeywordRepeated, *keywords[k], {keywords[k]->arg});
        return false;
      }
  }
  return true;
}

void Emitter::pushKeywordNames(Array<Keyword *> keywords) {
  std::vector<Constant> names;
  for (Keyword *keyword : keywords)
    names.push_back(strConstant(keyword->arg));
  loadConstant(tupleConstant(std::move(names)));
}

/// [callable self a1..a_pushed] -> [result]
void Emitter::callArguments(uint32_t pushed, Array<Expr *> args, Array<Keyword *> keywords, ArgumentUse use) {
  if (!checkKeywords(keywords))
    return;
  bool plain = fitsStack(args.size() + pushed, keywords.size());
  for (Expr *arg : args)
    plain &= !arg->is<Starred>();
  for (Keyword *keyword : keywords)
    plain &= static_cast<bool>(keyword->arg);
  if (!plain)
    return callUnpacked(pushed, args, keywords);
  for (Expr *arg : args)
    use == ArgumentUse::Owned ? void(ownedOperand(*arg)) : expression(*arg);
  for (Keyword *keyword : keywords)
    use == ArgumentUse::OwnedFile && isFileKeyword(*keyword) ? void(ownedOperand(*keyword->value))
                                                             : expression(*keyword->value);
  if (!keywords.empty())
    pushKeywordNames(keywords);
  const bool consumes = use == ArgumentUse::Owned || use == ArgumentUse::OwnedFile;
  const bool borrows = use == ArgumentUse::Borrowed;
  const Opcode call = borrows ? Opcode::CallBorrowed : consumes ? Opcode::CallConsumer : Opcode::Call;
  const Opcode callKw = borrows ? Opcode::CallKwBorrowed : consumes ? Opcode::CallKwOwned : Opcode::CallKw;
  emit(keywords.empty() ? call : callKw, static_cast<uint32_t>(args.size() + keywords.size()) + pushed);
}

void Emitter::callUnpacked(uint32_t pushed, Array<Expr *> args, Array<Keyword *> keywords) {
  // f(*a): the call itself makes the tuple, its message names f.
  if (!pushed && args.size() == 1 && args[0]->is<Starred>())
    expression(*args[0]->as<Starred>()->value);
  else
    sequence(args, pushed, Opcode::BuildList, Opcode::ListAppend, Opcode::ListExtend, true);
  if (!keywords.empty())
    keywordDict(keywords);
  emit(Opcode::CallEx, keywords.empty() ? 0 : 1);
}

/// Runs of named keywords become dicts, all merged into the first one.
void Emitter::keywordDict(Array<Keyword *> keywords) {
  bool have = false;
  for (size_t i = 0; i < keywords.size();) {
    if (!keywords[i]->arg) {
      if (!have)
        emit(Opcode::BuildMap, 0);
      expression(*keywords[i]->value);
      ++i;
    } else {
      size_t end = i;
      while (end < keywords.size() && keywords[end]->arg)
        ++end;
      const bool many = end - i > kManyPairs;
      if (many)
        emit(Opcode::BuildMap, 0);
      const size_t start = i;
      for (; i < end; ++i) {
        loadConstant(strConstant(keywords[i]->arg));
        expression(*keywords[i]->value);
        if (many)
          emit(Opcode::MapAdd, 1);
      }
      if (!many)
        emit(Opcode::BuildMap, static_cast<uint32_t>(end - start));
      if (!have) {
        have = true;
        continue;
      }
    }
    have = true;
    emit(Opcode::DictMerge, 1);
  }
}

} // namespace regius
