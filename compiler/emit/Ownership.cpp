// Generators and files that only one expression or local variable refers to.
//
// CPython closes them when their last reference goes: `for x in f(): break` runs the finally parts of f at once, and
// `open(path).read()` leaves no file open. Here are no reference counts. But when f turns out to be a generator function,
// or open() the builtin, nothing else can refer to the new object until somebody stores it or hands it on. The calls that
// make it mark it then (CallOwned), and who used it closes what is marked (DropIterator, DropLocal). The owner is
// - the expression around the call: a loop, a method of the object, a function of builtins that uses its argument up;
// - an iterator of builtins such as enumerate() that has such an owner itself;
// - a local variable all uses of which neither store the object nor hand it to code that could.
#include "compiler/ast/Walk.h"
#include "compiler/emit/EmitterImpl.h"

#include <algorithm>
#include <functional>
#include <set>
#include <span>

namespace regius {

using namespace ast;

namespace {

enum class ConsumerUse { Iterator, Function, File };
struct Consumer {
  std::string_view name;
  ConsumerUse use;
  bool isIterator() const { return use == ConsumerUse::Iterator; }
};
constexpr Consumer kConsumers[] = {
#define CONSUMER_TYPE(Id, Name, Use) {Name, ConsumerUse::Use},
#define CONSUMER_FUNCTION(Name, Use) {Name, ConsumerUse::Use},
#include "compiler/bytecode/Consumers.def"
};
/// Their results are neither generators nor files.
constexpr std::string_view kOtherBuiltins[] = {"bytes", "dir", "iter", "len", "range", "repr", "reversed", "str", "super", "vars"};
/// Methods of generators and files that neither keep the object nor return it.
constexpr std::string_view kMethods[] = {
    "__next__", "close",     "fileno", "flush",    "isatty", "read",     "readable", "readinto", "readline", "readlines",
    "seek",     "seekable",  "send",   "tell",     "throw",  "truncate", "writable", "write",    "writelines",
};
/// Attributes of the same kind.
constexpr std::string_view kAttributes[] = {"closed", "encoding", "errors", "gi_running", "mode", "name", "newlines"};
/// What keeps nothing of the generator alive.
constexpr std::string_view kFrames[] = {"ag_frame", "cr_frame", "gi_frame"};

bool isOneOf(std::string_view name, std::span<const std::string_view> names) {
  return std::ranges::find(names, name) != names.end();
}

const Consumer *rowNamed(const Expr &function) {
  if (function.is<Name>())
    for (const Consumer &consumer : kConsumers)
      if (function.as<Name>()->id == consumer.name)
        return &consumer;
  return nullptr;
}
/// Of positional arguments.
const Consumer *consumerNamed(const Expr &function) {
  const Consumer *row = rowNamed(function);
  return row && row->use != ConsumerUse::File ? row : nullptr;
}

bool isNamed(const Expr &function, std::string_view name) {
  const auto *attribute = function.dynAs<Attribute>();
  return function.is<Name>() ? function.as<Name>()->id == name : attribute && attribute->attr == name;
}

/// print(), which uses its argument `file`.
bool isPrint(const Call &node) {
  const Consumer *row = rowNamed(*node.func);
  return row && row->use == ConsumerUse::File;
}
bool isFile(const Keyword &keyword) { return keyword.arg == std::string_view("file"); }

/// The operand that a plain call only uses, when the name means the builtin; null for none. max() and min() of several
/// values compare them, which may run anything.
const Expr *borrowedOperand(const Call &node) {
  if (isPrint(node)) {
    const auto file = std::ranges::find_if(node.keywords, [](const Keyword *keyword) { return isFile(*keyword); });
    return file == node.keywords.end() ? nullptr : (*file)->value;
  }
  const Consumer *consumer = consumerNamed(*node.func);
  if (!consumer || consumer->isIterator() || node.args.empty())
    return nullptr;
  const bool alone = node.args.size() == 1 || (node.args.size() == 2 && (consumer->name == "next" || consumer->name == "sum"));
  return alone ? node.args[0] : nullptr;
}

} // namespace

// --- Expressions

bool Emitter::keepsNoReceiver(std::string_view method) { return isOneOf(method, kMethods); }
bool Emitter::ownsGeneratorOf(const Attribute &node) { return isOneOf(node.attr, kFrames) && mayOwn(*node.value); }
bool Emitter::isFileKeyword(const Keyword &keyword) { return isFile(keyword) && mayOwn(*keyword.value); }

/// Whether the value may be a new object that nothing else refers to.
bool Emitter::mayOwn(const Expr &node) {
  if (node.is<GeneratorExp>())
    return true;
  auto *call = node.dynAs<Call>();
  if (!call || !isPlain(*call) || (call->func->is<Name>() && isOneOf(call->func->as<Name>()->id, kOtherBuiltins)))
    return false;
  const Consumer *consumer = consumerNamed(*call->func);
  return !consumer || (consumer->isIterator() && ownsArguments(*call));
}

/// Whether the value may be such a file, or an iterator that owns one: unlike a generator it is not closed at its end.
bool Emitter::mayReadFile(const Expr &node) {
  auto *call = node.dynAs<Call>();
  if (!call || !mayOwn(node))
    return false;
  return isNamed(*call->func, "open") ||
         (consumerNamed(*call->func) && std::ranges::any_of(call->args, [](const Expr *argument) { return mayReadFile(*argument); }));
}

/// Whether a function or iterator of builtins is called with what may be new objects. Functions go through their
/// first argument; max() and min() of several values go through none.
bool Emitter::ownsArguments(const Call &node) {
  const Consumer *consumer = consumerNamed(*node.func);
  if (!consumer || !isPlain(node) || node.args.empty())
    return false;
  if (consumer->isIterator())
    return std::ranges::any_of(node.args, [&](const Expr *argument) { return mayOwn(*argument); });
  const bool ofValues = node.args.size() > 1 && (consumer->name == "max" || consumer->name == "min");
  return !ofValues && mayOwn(*node.args[0]);
}

/// `isOperand`: the result has an owner; that of an iterator which may be stored has none.
Emitter::ArgumentUse Emitter::argumentUse(const Call &node, bool isOperand) {
  const Consumer *consumer = consumerNamed(*node.func);
  if (consumer && ownsArguments(node))
    return !consumer->isIterator() || isOperand ? ArgumentUse::Owned : ArgumentUse::Passed;
  if (!isPlain(node))
    return ArgumentUse::Passed;
  if (const Expr *borrowed = borrowedOperand(node); borrowed && isOwnedLocal(*borrowed))
    return ArgumentUse::Borrowed;
  if (isPrint(node) &&
      std::ranges::any_of(node.keywords, [](const Keyword *keyword) { return isFileKeyword(*keyword); }))
    return ArgumentUse::OwnedFile;
  return ArgumentUse::Passed;
}

/// Emits an operand that has one owner, be it a new object or not. Returns whether it may be one.
bool Emitter::ownedOperand(Expr &node) {
  const bool owned = mayOwn(node);
  if (owned)
    ownedOperand_ = &node;
  containerOperand(node);
  if (!owned)
    return false;
  if (!code().replaceLast(Opcode::Call, Opcode::CallOwned))
    code().replaceLast(Opcode::CallKw, Opcode::CallKwOwned);
  return true;
}

// --- Local variables

namespace {

constexpr uint32_t kNoIndexYet = 1u << 31; // operand of DropLocal: the number among ownedLocals follows

/// Removes from a set of local variables those that a function uses in another way than their owner may.
class EscapeFinder {
public:
  using Mangle = std::function<std::string_view(Identifier)>;
  EscapeFinder(std::set<std::string_view> &names, Mangle mangle, bool (*isPlain)(const Call &))
      : names_(names), mangle_(std::move(mangle)), isPlain_(isPlain) {}

  void visit(Node &node) {
    switch (node.kind) {
    case NodeKind::Name:
      if (static_cast<Name &>(node).ctx == ExprContext::Load || isPinned(static_cast<Name &>(node)))
        names_.erase(mangle_(static_cast<Name &>(node).id));
      return;
    case NodeKind::For: {
      auto &loop = static_cast<For &>(node);
      use(*loop.iter);
      Pin pin(*this, *loop.iter);
      visit(*loop.target);
      visitAll(loop.body);
      return visitAll(loop.orelse);
    }
    case NodeKind::With: {
      auto &with = static_cast<With &>(node);
      const size_t pinned = pinned_.size();
      for (WithItem *item : with.items) {
        item->optional_vars ? visit(*item->context_expr) : use(*item->context_expr);
        if (item->optional_vars)
          visit(*item->optional_vars);
        pin(*item->context_expr);
      }
      visitAll(with.body);
      pinned_.resize(pinned);
      return;
    }
    // What belongs to a scope of its own cannot name these variables; they would be cells.
    case NodeKind::ListComp:
      return use(*static_cast<ListComp &>(node).generators[0]->iter);
    case NodeKind::SetComp:
      return use(*static_cast<SetComp &>(node).generators[0]->iter);
    case NodeKind::DictComp:
      return use(*static_cast<DictComp &>(node).generators[0]->iter);
    case NodeKind::GeneratorExp:
      return visit(*static_cast<GeneratorExp &>(node).generators[0]->iter);
    case NodeKind::Lambda:
      return visit(*static_cast<Lambda &>(node).args);
    case NodeKind::FunctionDef:
      return visitFunction(static_cast<FunctionDef &>(node));
    case NodeKind::AsyncFunctionDef:
      return visitFunction(static_cast<AsyncFunctionDef &>(node));
    case NodeKind::ClassDef: {
      auto &def = static_cast<ClassDef &>(node);
      visitAll(def.decorator_list);
      visitAll(def.bases);
      return visitAll(def.keywords);
    }
    case NodeKind::Call:
      return visitCall(static_cast<Call &>(node));
    case NodeKind::Attribute: {
      auto &attribute = static_cast<Attribute &>(node);
      if (attribute.ctx != ExprContext::Load || !isOneOf(attribute.attr, kAttributes))
        return visit(*attribute.value);
      return use(*attribute.value);
    }
    case NodeKind::Compare:
      return visitCompare(static_cast<Compare &>(node));
    case NodeKind::UnaryOp: {
      auto &unary = static_cast<UnaryOp &>(node);
      return unary.op == UnaryOperator::Not ? use(*unary.operand) : visit(*unary.operand);
    }
    case NodeKind::AugAssign:
      if (auto *name = static_cast<AugAssign &>(node).target->dynAs<Name>())
        names_.erase(mangle_(name->id));
      break;
    case NodeKind::If:
      use(*static_cast<If &>(node).test);
      visitAll(static_cast<If &>(node).body);
      return visitAll(static_cast<If &>(node).orelse);
    case NodeKind::While:
      use(*static_cast<While &>(node).test);
      visitAll(static_cast<While &>(node).body);
      return visitAll(static_cast<While &>(node).orelse);
    case NodeKind::YieldFrom:
      return use(*static_cast<YieldFrom &>(node).value);
    case NodeKind::Starred:
      return use(*static_cast<Starred &>(node).value);
    case NodeKind::ExprStmt:
      return use(*static_cast<ExprStmt &>(node).value);
    default:
      break;
    }
    forEachChild(node, [&](Node &child) { visit(child); });
  }
  template <typename T> void visitAll(Array<T *> list) {
    for (T *node : list)
      visit(*node);
  }

private:
  /// While a loop or a with statement holds the object, the variable may not drop it for another one.
  struct Pin {
    Pin(EscapeFinder &finder, const Expr &node) : finder(finder), size(finder.pinned_.size()) { finder.pin(node); }
    ~Pin() { finder.pinned_.resize(size); }
    EscapeFinder &finder;
    size_t size;
  };
  void pin(const Expr &node) {
    if (node.is<Name>())
      pinned_.push_back(node.as<Name>()->id);
  }
  bool isPinned(const Name &name) const { return std::ranges::find(pinned_, name.id) != pinned_.end(); }

  /// An operand that is not kept.
  void use(Expr &node) {
    if (!node.is<Name>())
      visit(node);
  }
  template <class Def> void visitFunction(Def &def) {
    visitAll(def.decorator_list);
    visit(*def.args);
    if (def.returns)
      visit(*def.returns);
  }
  void visitCall(Call &node) {
    auto *method = node.func->template dynAs<Attribute>();
    method && isOneOf(method->attr, kMethods) ? use(*method->value) : visit(*node.func);
    const Expr *borrowed = isPlain_(node) ? borrowedOperand(node) : nullptr;
    for (Expr *argument : node.args)
      argument == borrowed ? use(*argument) : visit(*argument);
    for (Keyword *keyword : node.keywords)
      keyword->value == borrowed ? use(*keyword->value) : visit(*keyword->value);
  }
  void visitCompare(Compare &node) {
    auto operand = [&](size_t i) -> Expr & { return i ? *node.comparators[i - 1] : *node.left; };
    auto keepsNone = [&](size_t op, bool isRight) {
      switch (node.ops[op]) {
      case CompareOperator::Is:
      case CompareOperator::IsNot:
        return true;
      case CompareOperator::In:
      case CompareOperator::NotIn:
        return isRight;
      default:
        return false;
      }
    };
    for (size_t i = 0; i <= node.ops.size(); ++i) {
      const bool used = (i == 0 || keepsNone(i - 1, true)) && (i == node.ops.size() || keepsNone(i, false));
      used ? use(operand(i)) : visit(operand(i));
    }
  }

  std::set<std::string_view> &names_;
  std::vector<Identifier> pinned_;
  Mangle mangle_;
  bool (*isPlain_)(const Call &);
};

/// Calls `visit` with the target and the value of each assignment to one name in a function, not in functions in it.
template <typename F> void forEachAssignment(Array<Stmt *> list, const F &visit) {
  for (Stmt *statement : list)
    walk(*statement, [&](Node &node) {
      if (node.kind == NodeKind::Assign && static_cast<Assign &>(node).targets.size() == 1)
        visit(*static_cast<Assign &>(node).targets[0], *static_cast<Assign &>(node).value);
      if (node.kind == NodeKind::AnnAssign && static_cast<AnnAssign &>(node).value)
        visit(*static_cast<AnnAssign &>(node).target, *static_cast<AnnAssign &>(node).value);
      return node.kind != NodeKind::FunctionDef && node.kind != NodeKind::AsyncFunctionDef && node.kind != NodeKind::ClassDef &&
             node.kind != NodeKind::Lambda;
    });
}

} // namespace

/// Finds the variables of the function to come which may own an object.
void Emitter::findOwnedLocals(Array<Stmt *> list) {
  const Scope &scope = *unit_->scope;
  std::set<std::string_view> names;
  forEachAssignment(list, [&](Expr &target, Expr &value) {
    if (!target.is<Name>() || !mayOwn(value))
      return;
    const Identifier id = mangled(target.as<Name>()->id);
    if (scope.scopeOf(id) == NameScope::Local && std::ranges::find(scope.parameters, id) == scope.parameters.end())
      names.insert(id.view());
  });
  if (names.empty())
    return;
  for (const Symbol &symbol : scope.symbols.all())
    if (symbol.scope == NameScope::GlobalImplicit && readsCallersLocals(symbol.name))
      return;
  EscapeFinder finder(names, [&](Identifier name) { return mangled(name).view(); }, isPlain);
  finder.visitAll(list);
  for (std::string_view name : names)
    unit_->ownedLocals.push_back(interner_.intern(name));
}

bool Emitter::isOwnedLocal(const Expr &node) {
  return node.is<Name>() && !unit_->ownedLocals.empty() &&
         std::ranges::find(unit_->ownedLocals, mangled(node.as<Name>()->id)) != unit_->ownedLocals.end();
}

/// Before the variable, by its mangled name, gets another value or none.
void Emitter::dropLocal(Identifier name) {
  if (std::ranges::find(unit_->ownedLocals, name) != unit_->ownedLocals.end())
    emit(Opcode::DropLocal, code().locals.add(name));
}

void Emitter::assignOwned(Expr &target, Expr &value) {
  ownedOperand(value);
  dropLocal(mangled(target.as<Name>()->id));
  expression(target);
}

/// Before a return, in the order of the variables. An exception that leaves the function keeps them, by way of the traceback.
void Emitter::dropOwnedLocals() {
  std::vector<uint32_t> known;
  for (Identifier name : unit_->ownedLocals)
    if (const int32_t index = code().locals.find(name); index >= 0)
      known.push_back(static_cast<uint32_t>(index));
  std::ranges::sort(known);
  for (uint32_t index : known)
    emit(Opcode::DropLocal, index);
  // Those that are named only further down have a value when a loop comes back from there.
  const bool inLoop = std::ranges::any_of(unit_->blocks, [](const Block &block) { return block.kind == BlockKind::For || block.kind == BlockKind::While; });
  for (size_t i = 0; inLoop && i < unit_->ownedLocals.size(); ++i)
    if (code().locals.find(unit_->ownedLocals[i]) < 0)
      emit(Opcode::DropLocal, kNoIndexYet + static_cast<uint32_t>(i));
}

/// At the end of a function, when all its variables are numbered.
void Emitter::placeOwnedLocals() {
  std::vector<Instruction> &list = code().unit().instructions;
  const auto isPending = [](const Instruction &instruction) { return instruction.op == Opcode::DropLocal && instruction.arg >= kNoIndexYet; };
  for (auto first = std::ranges::find_if(list, isPending); first != list.end(); first = std::find_if(first, list.end(), isPending)) {
    const auto last = std::find_if_not(first, list.end(), isPending);
    for (auto it = first; it != last; ++it) {
      const int32_t index = code().locals.find(unit_->ownedLocals[it->arg - kNoIndexYet]);
      *it = index < 0 ? Instruction{Opcode::Nop, 0} : Instruction{Opcode::DropLocal, static_cast<uint32_t>(index)};
    }
    std::sort(first, last, [](const Instruction &a, const Instruction &b) { return a.arg < b.arg; });
  }
}

} // namespace regius
