// Generators that are closed as soon as their only owner drops them, as with reference counts.
//
// A new generator that a call instruction got from a generator function is known to nobody else. When the
// instruction that uses the result is of a loop, the compiler emits CallOwned, which marks it, and DropIterator for all early
// ways out of the loop. Iterators of builtins (enumerate, zip, map, filter) that are made with marked generators in the
// same way own them; functions like next() and any() drop them at their end.
#include "runtime-lib/abi/RuntimeFunctions.h"
#include "runtime-lib/core/Names.h"
#include "runtime-lib/objects/GeneratorInternals.h"
#include "runtime-lib/objects/iterators/Iterators.h"
#include "runtime-lib/protocols/Dispatch.h"

#include "compiler/bytecode/CodeUnit.h"

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

constexpr uint8_t kOwned = 1; // Object::flags of generators and of those iterators

void markOwned(Value v) {
  if (isExactly(v, TypeId::Generator) || innerOf(v).count) asObject(v)->flags |= kOwned;
}

/// Takes the mark off: somebody else may refer to it from now on. Answers whether it was there.
bool disown(Value v) {
  const bool owned = (isExactly(v, TypeId::Generator) || innerOf(v).count) && asObject(v)->flags & kOwned;
  if (owned) asObject(v)->flags &= static_cast<uint8_t>(~kOwned);
  return owned;
}

/// What a call does with marked generators among its arguments.
enum class Consumer { None, Iterator, Function };
Consumer consumerOf(Value callable) {
  for (TypeId id : {TypeId::Enumerate, TypeId::Zip, TypeId::Map, TypeId::Filter})
    if (same(callable, fromObject(builtinType(id)))) return Consumer::Iterator;
  for (TypeId id : {TypeId::List, TypeId::Tuple, TypeId::Set, TypeId::FrozenSet, TypeId::Dict})
    if (same(callable, fromObject(builtinType(id)))) return Consumer::Function;
  if (!isExactly(callable, TypeId::NativeFunction)) return Consumer::None;
  auto *function = as<NativeFunction>(callable);
  if (!same(function->moduleName, fromObject(names().builtins))) return Consumer::None;
  for (std::string_view name : {"all", "any", "max", "min", "next", "sorted", "sum"})
    if (name == function->row->name) return Consumer::Function;
  return Consumer::None;
}

/// The code of a Python function or method, else null.
const CodeInfo *codeOf(Value callable) {
  if (isExactly(callable, TypeId::Method)) callable = as<BoundMethod>(callable)->function;
  return isExactly(callable, TypeId::Function) ? as<Function>(callable)->info : nullptr;
}

bool isComprehension(const CodeInfo *code) { return code->kind == static_cast<uint32_t>(regius::CodeKind::Comprehension); }

} // namespace

extern "C" Value rt_call_owned(Thread &t, Value callable, void *params, int64_t count) {
  auto *args = static_cast<Value *>(params);
  const Consumer consumer = consumerOf(callable);
  const CodeInfo *code = codeOf(callable);
  // A generator expression owns its argument.
  const bool passesOn = consumer != Consumer::None || (code && isComprehension(code));
  for (int64_t i = 0; !passesOn && i < count; i++) disown(args[i]);
  Value v = rt_call(t, callable, args, count);
  if (ok(v) && (consumer == Consumer::Iterator || (code && code->resume))) markOwned(v);
  if (consumer == Consumer::Function || (consumer == Consumer::Iterator && !ok(v)))
    for (int64_t i = 0; i < count; i++) rt_drop_iterator(t, args[i]);
  return v;
}

extern "C" void rt_drop_iterator(Thread &t, Value iterator) {
  if (!disown(iterator)) return;
  if (isExactly(iterator, TypeId::Generator)) {
    auto *generator = as<Generator>(iterator);
    const Value source = isComprehension(generator->function->info) ? generator->slots[0] : kNoValue;
    if (needsFinalizer(generator)) finalizeGenerator(t, iterator);
    if (ok(source)) rt_drop_iterator(t, source);
    return;
  }
  const Inner inner = innerOf(iterator);
  for (int64_t i = inner.count; i-- > 0;) rt_drop_iterator(t, inner.items[i]);
}

} // namespace rt
