// Generators and files that are closed as soon as their only owner drops them, as with reference counts.
//
// A new object that a call instruction got from a generator function or open() is known to nobody else. Where the compiler
// knows its only owner (compiler/emit/Ownership.cpp) that instruction marks it, and the owner closes what is marked. Iterators
// of builtins (enumerate, zip, map, filter) that are made with marked objects own them and get the mark themselves;
// functions like next() and any() drop them at their end; a generator that is closed drops those in its frame.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/Frame.h"
#include "runtime-lib/objects/GeneratorInternals.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/protocols/Dispatch.h"

#include "compiler/bytecode/CodeUnit.h"

#include <algorithm>
#include <string_view>

namespace rt {

namespace {

/// The iterators that an iterator of builtins goes through, in the order in which they were given.
struct Inner {
  const Value *items;
  int64_t count;
};
Inner innerOf(Value v) {
  if (isExactly(v, TypeId::Enumerate)) return {&as<Enumerate>(v)->iterator, 1};
  if (isExactly(v, TypeId::Filter)) return {&as<Filter>(v)->iterator, 1};
  const Tuple *many = isExactly(v, TypeId::Zip) ? as<Zip>(v)->iterators : isExactly(v, TypeId::Map) ? as<Map>(v)->iterators : nullptr;
  return many ? Inner{many->items, many->size} : Inner{nullptr, 0};
}

constexpr uint8_t kOwned = 1; // Object::flags of types with kTypeOwnable

bool isOwnable(Value v) { return ok(v) && isObject(v) && typeOf(v)->typeFlags & kTypeOwnable; }
bool isOwned(Value v) { return isOwnable(v) && asObject(v)->flags & kOwned; }
void markOwned(Value v) {
  if (isOwnable(v)) asObject(v)->flags |= kOwned;
}

/// Takes the mark off: somebody else may refer to it from now on. Answers whether it was there.
bool disown(Value v) {
  const bool owned = isOwned(v);
  if (owned) asObject(v)->flags &= static_cast<uint8_t>(~kOwned);
  return owned;
}

/// What a call does with marked objects among its arguments. Maker: its result is one.
enum class Consumer { None, Iterator, Function, File = Function, Maker };
Consumer consumerOf(Value callable) {
  static const struct {
    TypeId id;
    Consumer use;
  } kTypes[] = {
#define CONSUMER_TYPE(Id, Name, Use) {TypeId::Id, Consumer::Use},
#include "compiler/bytecode/Consumers.def"
  };
  static const struct {
    std::string_view name;
    Consumer use;
  } kFunctions[] = {
#define CONSUMER_FUNCTION(Name, Use) {Name, Consumer::Use},
#include "compiler/bytecode/Consumers.def"
  };
  for (const auto &row : kTypes)
    if (same(callable, fromObject(builtinType(row.id)))) return row.use;
  if (!isExactly(callable, TypeId::NativeFunction)) return Consumer::None;
  auto *function = as<NativeFunction>(callable);
  const std::string_view called = function->row->name;
  if (!same(function->moduleName, fromObject(names().builtins))) {
    const bool opens = called == "open" && isStr(function->moduleName) && strEquals(as<Str>(function->moduleName), "io");
    return opens ? Consumer::Maker : Consumer::None;
  }
  for (const auto &row : kFunctions)
    if (called == row.name) return row.use;
  return Consumer::None;
}

/// The code of a Python function or method, else null.
const CodeInfo *codeOf(Value callable) {
  if (isExactly(callable, TypeId::Method)) callable = as<BoundMethod>(callable)->function;
  return isExactly(callable, TypeId::Function) ? as<Function>(callable)->info : nullptr;
}

bool isComprehension(const CodeInfo *code) { return code->kind == static_cast<uint32_t>(regius::CodeKind::Comprehension); }

/// A call whose arguments may be marked and whose result has one owner.
template <typename Call> Value consume(Thread &t, Value callable, const Value *args, int64_t count, Call call) {
  const Consumer consumer = consumerOf(callable);
  const CodeInfo *code = codeOf(callable);
  // A generator expression owns its argument.
  const bool passesOn = consumer != Consumer::None || (code && isComprehension(code));
  for (int64_t i = 0; !passesOn && i < count; i++) disown(args[i]);
  Value v = call();
  if (ok(v) && (consumer == Consumer::Iterator || consumer == Consumer::Maker || (code && code->resume))) markOwned(v);
  if (consumer == Consumer::Function || (consumer == Consumer::Iterator && !ok(v)))
    for (int64_t i = 0; i < count; i++) rt_drop_iterator(t, args[i]);
  return v;
}

} // namespace

extern "C" Value rt_call_consumer(Thread &t, Value callable, void *params, int64_t count) {
  auto *args = static_cast<Value *>(params);
  return consume(t, callable, args, count, [&] { return rt_call(t, callable, args, count); });
}

extern "C" Value rt_call_kw_owned(Thread &t, Value callable, void *params, int64_t count, Value keywords) {
  auto *args = static_cast<Value *>(params);
  return consume(t, callable, args, count, [&] { return rt_call_kw(t, callable, args, count, keywords); });
}

extern "C" void rt_lend(Thread &, Value callable, void *params, int64_t count) {
  auto *args = static_cast<Value *>(params);
  if (std::any_of(args, args + count, isOwned) && consumerOf(callable) != Consumer::Function) std::for_each(args, args + count, disown);
}

extern "C" void rt_own_result(Thread &, Value callable, Value result) {
  if (!isOwnable(result)) return;
  const CodeInfo *code = codeOf(callable);
  if (code ? code->resume != nullptr : consumerOf(callable) == Consumer::Maker) markOwned(result);
}

extern "C" void rt_drop_iterator(Thread &t, Value object) {
  if (!disown(object)) return;
  const Inner inner = innerOf(object);
  for (int64_t i = inner.count; i-- > 0;) rt_drop_iterator(t, inner.items[i]);
  if (inner.count) return;
  Generator *generator = isGeneratorLike(object) ? as<Generator>(object) : nullptr;
  if (!generator || needsFinalizer(generator))
    typeOf(object)->slots.finalize(t, object);
  else
    dropAll(t, ownedBy(t, generator));
  if (generator && generator->state == kGeneratorCreated) closeGenerator(t, generator); // nothing is left to be told of
}

/// Whether somebody read f_locals of the activation: the objects in its variables may be anywhere.
static bool showedLocals(Value frameObject) { return ok(frameObject) && ok(as<FrameObject>(frameObject)->locals); }

extern "C" void rt_drop_local(Thread &t, Value object) {
  const Frame *frame = t.frame;
  if (showedLocals(frame->object) || (frame->flags & kFrameGenerator && showedLocals(frame->generator->frameObject)))
    disown(object);
  else
    rt_drop_iterator(t, object);
}

Tuple *ownedBy(Thread &t, const Generator *g) {
  if (showedLocals(g->frameObject) || g->flags & kGeneratorRunning) return nullptr;
  const auto count = std::count_if(g->slots, g->slots + g->slotCount, isOwned);
  Tuple *result = count ? tupleNew(t, count) : nullptr;
  if (result) std::copy_if(g->slots, g->slots + g->slotCount, result->items, isOwned);
  if (count && !result) clearPending(t); // no memory: the collector closes them
  return result;
}

void dropAll(Thread &t, Tuple *objects) {
  for (int64_t i = 0; objects && i < objects->size; i++) rt_drop_iterator(t, objects->items[i]);
}

} // namespace rt
